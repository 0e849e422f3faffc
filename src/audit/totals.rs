//! A stated total against the sum of the rows above it.

use super::{compare, figure, sum};
use crate::model::{Catalogue, ColumnId, Finding, Id, Indicator, Observation, Rule};

pub(super) fn findings(catalogue: &Catalogue, id: Id<Indicator>, indicator: &Indicator) -> Vec<Finding> {
    let typed = (0..indicator.columns.len()).filter(|&column| indicator.measure(column).formula.is_none());
    typed.flat_map(|column| column_findings(catalogue, id, indicator, column)).collect()
}

fn column_findings(
    catalogue: &Catalogue,
    id: Id<Indicator>,
    indicator: &Indicator,
    column: ColumnId,
) -> Vec<Finding> {
    let all = indicator.observations.column(column);
    let is_total =
        |observation: &&Observation| indicator.tables[observation.table].total == Some(observation.place);
    let findings = all.iter().filter(is_total).filter_map(|total| {
        let is_row = |row: &&Observation| {
            (row.table, row.period) == (total.table, total.period)
                && catalogue.places.get(row.place).parent == Some(total.place)
        };
        compare(Rule::TotalOfRows, figure(id, total), total, sum(all.iter().filter(is_row))?)
    });
    findings.collect()
}
