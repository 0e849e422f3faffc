//! What has changed: the main measures of the site's place beside the value they had before.

use super::show::Show;
use super::view::ChangeView;
use crate::model::{Id, Indicator, Observation, Period};

/// Changes on the first page.
const MOST_CHANGES: usize = 6;

impl Show<'_> {
    /// Lists the latest changes, newest first; of one day, in the order of the indicators.
    pub(super) fn changes(&self) -> Vec<ChangeView> {
        let mut changes: Vec<(Period, ChangeView)> = self
            .catalogue
            .indicators
            .iter()
            .filter_map(|(id, indicator)| self.change(id, indicator))
            .collect();
        changes.sort_by_key(|(period, _)| std::cmp::Reverse(*period));
        changes.into_iter().take(MOST_CHANGES).map(|(_, change)| change).collect()
    }

    fn change(&self, id: Id<Indicator>, indicator: &Indicator) -> Option<(Period, ChangeView)> {
        let series = indicator.comparable(indicator.main, self.catalogue.settings.place);
        let [.., before, now] = series.as_slice() else { return None };
        let (old, new) = (before.reading.value()?, now.reading.value()?);
        if old == new {
            return None;
        }
        let written = self.figure(id, before);
        let value = [written.mark.as_deref().unwrap_or_default(), &written.text].join(" ");
        let period = self.period(before.period);
        let key = direction(before, now, new > old);
        let text = self.fill(key, &[("value", value.trim()), ("period", &period)]);
        let view = ChangeView {
            indicator: self.indicator_link(id),
            measure: self.column(indicator, indicator.main),
            figure: self.figure(id, now),
            period: self.period(now.period),
            before: text,
        };
        Some((now.period, view))
    }
}

/// Returns the word for the way from one value to the next. "More than 450" and 460 have no way that is known.
fn direction(before: &Observation, now: &Observation, is_more: bool) -> &'static str {
    let is_known = before.reading.mark().is_none() && now.reading.mark().is_none();
    match (is_known, is_more) {
        (false, _) => "change-was",
        (true, true) => "change-up",
        (true, false) => "change-down",
    }
}
