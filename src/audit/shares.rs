//! A share against a hundred percent.

use super::Auditor;
use super::ledger::{Against, Must, Stated};
use super::range::Range;
use crate::model::{Formula, Rule, Value};

impl Auditor<'_> {
    /// Shares are not above their whole, unless their author says that what they count is no part of it.
    pub(super) fn shares(&mut self) {
        for column in 0..self.indicator.columns.len() {
            let measure = self.indicator.measure(column);
            let is_share = matches!(measure.formula, Some(Formula::Ratio(..))) && !measure.is_above_whole;
            let shares = if is_share { self.indicator.observations.column(column) } else { &[] };
            for share in shares {
                let Some(stated) = Stated::new(self.figure(share), share) else { continue };
                let whole = Range::of(Value::HUNDRED, None);
                self.ledger.compare(Rule::ShareOfWhole, stated, (whole, Must::NotExceed), Against::default());
            }
        }
    }
}
