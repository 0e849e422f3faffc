//! A stated rate (or sum, or difference) against what its inputs make, at the rounding of the statement.

use super::Auditor;
use super::ledger::{Against, Must, Stated};
use super::range::Range;
use crate::check::recompute;
use crate::model::{Formula, Observation, Rule, Value};

impl Auditor<'_> {
    pub(super) fn rates(&mut self) {
        for observation in self.indicator.observations.iter() {
            self.rate(observation);
        }
    }

    fn rate(&mut self, observation: &Observation) -> Option<()> {
        let computed = recompute(self.indicator, observation, observation.stated?.decimals())?;
        let formula = self.indicator.measure(observation.column).formula.as_ref()?;
        let rule = match formula {
            Formula::Ratio(..) => Rule::StatedRate,
            Formula::Sum(_) | Formula::Difference(..) => Rule::StatedResult,
        };
        let stated = Stated::of_source(self.figure(observation), observation)?;
        let against = Against { n_parts: formula.inputs().len(), ..Against::default() };
        let range = self
            .of_rounded(observation, formula)
            .unwrap_or_else(|| Range::of(computed, observation.reading.mark()));
        self.ledger.compare(rule, stated, (range, Must::Equal), against);
        Some(())
    }

    /// Returns what a ratio may be where the source rounds what it is of: 3.44 of 4.85 million may be 70.8% or 71.1%.
    fn of_rounded(&self, observation: &Observation, formula: &Formula) -> Option<Range> {
        let &Formula::Ratio(part, whole) = formula else { return None };
        let input = |measure| {
            let column = self.indicator.input_column(observation.column, measure)?;
            let input = self.beside(column, observation)?;
            let step = input.remark.as_ref().and_then(|remark| remark.rounded);
            let slack = step.and_then(|step| Value::ZERO.towards(step, (1, 2)));
            Some((input.reading.value()?, slack))
        };
        let ((part, of_part), (whole, of_whole)) = (input(part)?, input(whole)?);
        if of_part.is_none() && of_whole.is_none() {
            return None;
        }
        let (of_part, of_whole) = (of_part.unwrap_or(Value::ZERO), of_whole.unwrap_or(Value::ZERO));
        let decimals = observation.stated?.decimals();
        let low = part.minus(of_part)?.percent_of(whole.plus(of_whole)?, decimals)?;
        let high = part.plus(of_part)?.percent_of(whole.minus(of_whole)?, decimals)?;
        Some(Range::between(low, high))
    }
}
