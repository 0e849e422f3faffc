//! A stated total against the sum of the rows above it.

use super::ledger::{Against, Must, Stated};
use super::{Auditor, sum};
use crate::model::{ColumnId, Observation, Rule};

impl Auditor<'_> {
    pub(super) fn totals(&mut self) {
        for column in self.typed_columns() {
            for total in self.indicator.observations.column(column) {
                if self.is_total(total) {
                    self.total(column, total);
                }
            }
        }
    }

    fn total(&mut self, column: ColumnId, total: &Observation) {
        let parts = self.catalogue.places.get(total.place).parts.iter();
        let rows = parts.filter_map(|&part| self.indicator.observations.at(column, part, total.period));
        let (Some(stated), Some((range, n_parts))) =
            (Stated::new(self.figure(total), total), sum(rows.filter(|row| row.table == total.table)))
        else {
            return;
        };
        let against = Against { n_parts, ..Against::default() };
        self.ledger.compare(Rule::TotalOfRows, stated, (range, Must::Equal), against);
    }

    /// Returns whether an observation stands in the total line of its table.
    pub(super) fn is_total(&self, observation: &Observation) -> bool {
        self.indicator.tables[observation.table].total == Some(observation.place)
    }
}
