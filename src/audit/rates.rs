//! A stated rate (or sum, or difference) against what its inputs make, at the rounding of the statement.

use super::{compare, figure};
use crate::check::evaluate;
use crate::model::{Finding, Id, Indicator, Observation, Rule, Value};

pub(super) fn findings(id: Id<Indicator>, indicator: &Indicator) -> Vec<Finding> {
    indicator.observations.iter().filter_map(|observation| finding(id, indicator, observation)).collect()
}

fn finding(id: Id<Indicator>, indicator: &Indicator, observation: &Observation) -> Option<Finding> {
    let (stated, column) = (observation.stated?, observation.column);
    let formula = indicator.measure(column).formula.as_ref()?;
    let input = |input| {
        let column = indicator.input_column(column, input)?;
        indicator.observations.at(column, observation.place, observation.period)?.reading.value()
    };
    let values: Vec<Value> = formula.inputs().into_iter().map(input).collect::<Option<_>>()?;
    let computed = evaluate(formula, &values, stated.decimals())?;
    compare(Rule::StatedRate, figure(id, observation), observation, (computed, values.len()))
}
