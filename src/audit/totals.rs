//! A stated total against the sum of the rows above it.

use super::sum;
use crate::model::{Catalogue, ColumnId, FigureRef, Finding, Id, Indicator, Observation, Rule};

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
        let stated = total.reading.value()?;
        let (computed, n_parts) = sum(all.iter().filter(is_row))?;
        let (place, period, span) = (total.place, total.period, total.span);
        let figure = FigureRef { indicator: id, column, place, period };
        let difference = stated.minus(computed)?;
        let finding =
            Finding { rule: Rule::TotalOfRows, figure, stated, computed, difference, n_parts, span };
        (stated != computed).then_some(finding)
    });
    findings.collect()
}
