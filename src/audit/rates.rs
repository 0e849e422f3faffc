//! A stated rate (or sum, or difference) against what its inputs make, at the rounding of the statement.

use super::{compare, figure};
use crate::check::recompute;
use crate::model::{Finding, Id, Indicator, Observation, Rule};

pub(super) fn findings(id: Id<Indicator>, indicator: &Indicator) -> Vec<Finding> {
    indicator.observations.iter().filter_map(|observation| finding(id, indicator, observation)).collect()
}

fn finding(id: Id<Indicator>, indicator: &Indicator, observation: &Observation) -> Option<Finding> {
    let computed = recompute(indicator, observation, observation.stated?.decimals())?;
    let n_parts = indicator.measure(observation.column).formula.as_ref()?.inputs().len();
    compare(Rule::StatedRate, figure(id, observation), observation, (computed, n_parts))
}
