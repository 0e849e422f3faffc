//! A figure against what another document, or another place in the same one, gives for it.

use super::Auditor;
use super::ledger::{Against, Must, Stated};
use super::range::Range;
use crate::check::recompute;
use crate::model::{Restated, Restatement, Rule, Statement};

impl Auditor<'_> {
    pub(super) fn restated(&mut self) {
        for restatement in &self.indicator.restatements {
            for restated in &restatement.figures {
                self.one_restated(restatement, restated);
            }
        }
    }

    fn one_restated(&mut self, restatement: &Restatement, restated: &Restated) -> Option<()> {
        let value = restated.reading.value()?;
        let observations = &self.indicator.observations;
        let first = observations.at(restated.column, restated.place, restated.period)?;
        let mut stated = Stated::of_source(self.figure(first), first)?;
        // What was computed is rounded like the statement; of two statements the less precise one decides.
        if let (None, Some(exact)) = (first.stated, recompute(self.indicator, first, value.decimals())) {
            (stated.value, stated.range) = (exact, Range::of(exact, first.reading.mark()));
        }
        let decimals = stated.value.decimals().min(value.decimals());
        stated.range = stated.range.round(decimals);
        let other = Range::of(value, restated.reading.mark()).round(decimals);
        let elsewhere = Statement { document: restatement.document, at: restatement.at.clone() };
        let against =
            Against { beside: Some(restated.span), elsewhere: Some(elsewhere), ..Against::default() };
        self.ledger.compare(Rule::RestatedValue, stated, (other, Must::Equal), against);
        Some(())
    }
}
