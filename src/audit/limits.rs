//! A figure against the least and the most that its measure can be.

use super::Auditor;
use super::ledger::{Against, Must, Stated};
use super::range::Range;
use crate::model::Rule;

impl Auditor<'_> {
    pub(super) fn limits(&mut self) {
        for column in 0..self.indicator.columns.len() {
            let measure = self.indicator.measure(column);
            let limits = [(measure.min, Must::NotFallBelow), (measure.max, Must::NotExceed)];
            let limits = limits.into_iter().filter_map(|(limit, must)| Some((Range::of(limit?, None), must)));
            for limit in limits {
                for observation in self.indicator.observations.column(column) {
                    let Some(stated) = Stated::new(self.figure(observation), observation) else { continue };
                    self.ledger.compare(Rule::Limits, stated, limit, Against::default());
                }
            }
        }
    }
}
