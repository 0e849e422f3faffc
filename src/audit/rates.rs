//! A stated rate (or sum, or difference) against what its inputs make, at the rounding of the statement.

use super::{compare, figure};
use crate::check::recompute;
use crate::model::{Finding, Formula, Id, Indicator, Observation, Rule};

pub(super) fn findings(id: Id<Indicator>, indicator: &Indicator) -> Vec<Finding> {
    indicator.observations.iter().filter_map(|observation| finding(id, indicator, observation)).collect()
}

fn finding(id: Id<Indicator>, indicator: &Indicator, observation: &Observation) -> Option<Finding> {
    let computed = recompute(indicator, observation, observation.stated?.decimals())?;
    let formula = indicator.measure(observation.column).formula.as_ref()?;
    let rule = match formula {
        Formula::Ratio(..) => Rule::StatedRate,
        Formula::Sum(_) | Formula::Difference(..) => Rule::StatedResult,
    };
    compare(rule, figure(id, observation), observation, (computed, formula.inputs().len()))
}
