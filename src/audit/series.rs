//! A count since a beginning against the one before it: it cannot fall.

use super::Auditor;
use super::ledger::{Against, Must, Stated};
use crate::model::{Observation, Period, Rule};

impl Auditor<'_> {
    pub(super) fn series(&mut self) {
        for column in self.typed_columns() {
            if self.indicator.measure(column).is_cumulative {
                let all = self.indicator.observations.column(column);
                for series in all.chunk_by(|a, b| a.place == b.place) {
                    self.one_series(series);
                }
            }
        }
    }

    fn one_series(&mut self, series: &[Observation]) {
        let valued: Vec<&Observation> =
            series.iter().filter(|observation| observation.reading.value().is_some()).collect();
        for (at, &later) in valued.iter().enumerate() {
            let mut before = valued[..at].iter().rev();
            let Some(&earlier) = before.find(|earlier| goes_on(earlier.period, later.period)) else {
                continue;
            };
            let (Some(stated), Some(start)) =
                (Stated::new(self.figure(later), later), Stated::new(self.figure(earlier), earlier))
            else {
                continue;
            };
            let against =
                Against { compared: vec![start.figure], beside: Some(start.span), ..Against::default() };
            self.ledger.compare(Rule::SeriesFalls, stated, (start.range, Must::NotFallBelow), against);
        }
    }
}

/// Returns whether a count goes on from one period to a later one: two spans that begin on different days count
/// different things.
fn goes_on(earlier: Period, later: Period) -> bool {
    match (earlier, later) {
        (Period::Span(a, _), Period::Span(b, _)) => a == b,
        (Period::Span(..), _) | (_, Period::Span(..)) => false,
        _ => true,
    }
}
