//! A whole against its parts along a dimension: against their sum where they make it up, against each where they do not.

use super::ledger::{Against, Must, Stated};
use super::{Auditor, sum};
use crate::model::{ColumnId, DimensionId, MeasureUnit, Observation, Rule};

impl Auditor<'_> {
    pub(super) fn parts(&mut self) {
        for column in self.typed_columns() {
            for dimension in 0..self.indicator.dimensions.len() {
                if self.indicator.columns[column].members[dimension].is_none() {
                    self.parts_of(column, dimension);
                }
            }
        }
    }

    fn parts_of(&mut self, whole: ColumnId, dimension: DimensionId) {
        let parts = self.indicator.part_columns(whole, dimension);
        let is_whole = self.indicator.dimensions[dimension].is_whole;
        let is_complete = is_whole && parts.iter().all(Option::is_some);
        let parts: Vec<ColumnId> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            return;
        }
        for observation in self.indicator.observations.column(whole) {
            let Some(stated) = Stated::new(self.figure(observation), observation) else { continue };
            let at = |&part: &ColumnId| self.beside(part, observation);
            let all: Option<Vec<&Observation>> = parts.iter().map(at).collect();
            match all.filter(|_| is_complete).and_then(|all| sum(all.into_iter())) {
                Some((range, n_parts)) => {
                    let against = Against { n_parts, ..Against::default() };
                    self.ledger.compare(Rule::PartsOfWhole, stated, (range, Must::Equal), against);
                }
                None if is_whole || self.is_count(whole) => self.each_part(&parts, observation, stated),
                None => {}
            }
        }
    }

    /// Compares each part with the whole: none can be more.
    fn each_part(&mut self, parts: &[ColumnId], whole: &Observation, stated: Stated) {
        for &column in parts {
            let Some(part) = self.beside(column, whole) else { continue };
            let Some(part) = Stated::new(self.figure(part), part) else { continue };
            let against =
                Against { compared: vec![stated.figure], beside: Some(stated.span), ..Against::default() };
            self.ledger.compare(Rule::ShareOfWhole, part, (stated.range, Must::NotExceed), against);
        }
    }

    /// Returns whether a column counts things: of a duration or a score, a part may be more than the whole.
    fn is_count(&self, column: ColumnId) -> bool {
        match self.indicator.measure(column).unit {
            MeasureUnit::Percent => false,
            MeasureUnit::Counted(unit) => self.catalogue.units.get(unit).is_whole,
        }
    }
}
