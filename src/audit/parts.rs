//! A whole against the sum of its parts along a dimension whose members make up the whole.

use super::{compare, figure, sum};
use crate::model::{Column, ColumnId, Finding, Id, Indicator, Observation, Rule};

pub(super) fn findings(id: Id<Indicator>, indicator: &Indicator) -> Vec<Finding> {
    let wholes = indicator.dimensions.iter().enumerate().filter(|(_, dimension)| dimension.is_whole);
    let columns =
        wholes.flat_map(|(dimension, _)| (0..indicator.columns.len()).map(move |column| (column, dimension)));
    let typed = columns.filter(|&(column, dimension)| {
        indicator.measure(column).formula.is_none() && indicator.columns[column].members[dimension].is_none()
    });
    typed.flat_map(|(column, dimension)| column_findings(id, indicator, column, dimension)).collect()
}

fn column_findings(
    id: Id<Indicator>,
    indicator: &Indicator,
    column: ColumnId,
    dimension: usize,
) -> Vec<Finding> {
    let Some(parts) = part_columns(indicator, column, dimension) else { return Vec::new() };
    let findings = indicator.observations.column(column).iter().filter_map(|whole| {
        let part = |&part: &ColumnId| indicator.observations.at(part, whole.place, whole.period);
        let all: Vec<&Observation> = parts.iter().map(part).collect::<Option<_>>()?;
        compare(Rule::PartsOfWhole, figure(id, whole), whole, sum(all.into_iter())?)
    });
    findings.collect()
}

/// Returns the column of each member; nothing where a member has none, because then the parts are not all there.
fn part_columns(indicator: &Indicator, column: ColumnId, dimension: usize) -> Option<Vec<ColumnId>> {
    let members = 0..indicator.dimensions[dimension].members.len();
    let columns = members.map(|member| {
        let mut part: Column = indicator.columns[column].clone();
        part.members[dimension] = Some(member);
        indicator.find_column(&part)
    });
    columns.collect()
}
