//! A stated rate (or sum, or difference) against what its inputs make, at the rounding of the statement.

use super::Auditor;
use super::ledger::{Against, Must, Stated};
use super::range::Range;
use crate::check::recompute;
use crate::model::{Formula, Observation, Rule};

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
        let range = Range::of(computed, observation.reading.mark());
        self.ledger.compare(rule, stated, (range, Must::Equal), against);
        Some(())
    }
}
