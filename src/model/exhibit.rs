//! Which charts the page of an indicator holds. Decided here, so that the plan can give each an address of its own and the
//! page draws just these.

use std::collections::BTreeMap;

use super::{Catalogue, ColumnId, Division, Id, Indicator, Observation, Period, Place};

/// Charts over time on one page; the others are in the tables of each period.
const MOST_LINES: usize = 6;
/// Charts of parts on one page.
const MOST_PARTS: usize = 4;
/// Places side by side over time; more are not compared by eye.
const MOST_PANELS: usize = 64;

/// A chart of an indicator's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exhibit {
    /// The main measure on the map of places.
    Map,
    /// Places by the main measure.
    Rank,
    /// A measure of the main place over time.
    Time(ColumnId),
    /// Places by the main measure over time, side by side.
    Panels,
    /// What makes up a measure of the main place.
    Parts(ColumnId, Division),
}

/// One place of a chart of places side by side.
#[derive(Debug, Clone)]
pub struct Panel<'c> {
    /// The place.
    pub place: Id<Place>,
    /// What was observed there, oldest first.
    pub series: Vec<&'c Observation>,
}

impl<'c> Panel<'c> {
    /// Returns what was observed in a period.
    pub fn at(&self, period: Period) -> Option<&'c Observation> {
        self.series.iter().copied().find(|observation| observation.period == period)
    }
}

impl Exhibit {
    /// Returns the column that it is named after; the main one names none.
    pub fn column(self) -> Option<ColumnId> {
        match self {
            Self::Map | Self::Rank | Self::Panels => None,
            Self::Time(column) | Self::Parts(column, _) => Some(column),
        }
    }
}

impl Catalogue {
    /// Returns the charts of an indicator in the order of its page.
    pub fn exhibits(&self, id: Id<Indicator>) -> Vec<Exhibit> {
        let indicator = self.indicators.get(id);
        let mut exhibits = Vec::new();
        let compared = self.compared(indicator);
        if let Some((parent, period)) = compared {
            exhibits.extend(self.has_map(indicator, (parent, period)).then_some(Exhibit::Map));
            exhibits.push(Exhibit::Rank);
        }
        if let Some(place) = self.main_place(indicator) {
            exhibits.extend(lines(indicator, place).map(Exhibit::Time));
            let has_panels = compared.is_some_and(|(parent, _)| !self.panels(indicator, parent).is_empty());
            exhibits.extend(has_panels.then_some(Exhibit::Panels));
            exhibits.extend(parts(indicator, place));
        }
        exhibits
    }

    /// Returns what the main measure of an indicator was at the parts of a place over time, in the author's order: the parts
    /// that have two figures which compare. Nothing where there is only one, or so many that no eye compares them.
    pub fn panels<'c>(&self, indicator: &'c Indicator, parent: Id<Place>) -> Vec<Panel<'c>> {
        if self.ranked_parts(parent).nth(MOST_PANELS).is_some() {
            return Vec::new();
        }
        let panel = |place| Panel { place, series: indicator.comparable(indicator.main, place) };
        let panels = self.ranked_parts(parent).map(panel).filter(|panel| n_measured(&panel.series) > 1);
        let panels: Vec<_> = panels.collect();
        if panels.len() > 1 { panels } else { Vec::new() }
    }

    /// Returns the place an indicator is best shown for: the site's, else the first that was observed.
    pub fn main_place(&self, indicator: &Indicator) -> Option<Id<Place>> {
        let site = self.settings.place;
        let first =
            || indicator.observations.column(indicator.main).first().map(|observation| observation.place);
        indicator.observations.latest(indicator.main, site).map(|_| site).or_else(first)
    }

    /// Returns the place whose parts are compared by the main measure, and when: the site's, else the first whose parts were
    /// observed.
    pub fn compared(&self, indicator: &Indicator) -> Option<(Id<Place>, Period)> {
        let of = |place: Id<Place>| Some((place, self.compared_in(indicator, place)?));
        let all = || self.places.iter().filter(|(_, place)| !place.parts.is_empty());
        of(self.settings.place).or_else(|| all().find_map(|(place, _)| of(place)))
    }

    /// Returns the latest period in which a part of a place was observed, where two or more parts have a value then.
    fn compared_in(&self, indicator: &Indicator, parent: Id<Place>) -> Option<Period> {
        let last = *indicator.periods().last()?;
        let mut n_measured: BTreeMap<Period, usize> = BTreeMap::new();
        for place in self.ranked_parts(parent) {
            let Some(latest) = indicator.observations.latest(indicator.main, place) else { continue };
            let n = n_measured.entry(latest.period).or_default();
            *n += usize::from(latest.reading.value().is_some());
            // Nothing is later: the other parts need no look.
            if latest.period == last && *n > 1 {
                return Some(last);
            }
        }
        n_measured.last_key_value().filter(|(_, n)| **n > 1).map(|(period, _)| *period)
    }

    fn has_map(&self, indicator: &Indicator, (parent, period): (Id<Place>, Period)) -> bool {
        let is_shown =
            |place: &Id<Place>| indicator.observations.at(indicator.main, *place, period).is_some();
        let shown = self.ranked_parts(parent).filter(is_shown).map(|id| (id, self.places.get(id)));
        let shown: Vec<(Id<Place>, &Place)> = shown.collect();
        let sheet = shown.first().and_then(|(_, place)| self.boundaries.sheet(place));
        let is_drawn =
            |(id, _): &(Id<Place>, &Place)| sheet.is_some_and(|sheet| sheet.shapes.contains_key(id));
        shown.iter().all(is_drawn) || shown.iter().all(|(_, place)| place.tile.is_some())
    }

    fn ranked_parts(&self, parent: Id<Place>) -> impl Iterator<Item = Id<Place>> {
        let is_ranked = |place: &Place| self.levels.get(place.level).is_ranked;
        self.children(parent).filter(move |(_, place)| is_ranked(place)).map(|(id, _)| id)
    }
}

fn n_measured(series: &[&Observation]) -> usize {
    series.iter().filter(|observation| observation.reading.value().is_some()).count()
}

/// Returns measures as a whole that have a course to show, the main one first.
fn lines(indicator: &Indicator, place: Id<Place>) -> impl Iterator<Item = ColumnId> {
    let has_time = move |column: &ColumnId| indicator.over_time(*column, place).is_some();
    wholes(indicator).filter(has_time).take(MOST_LINES)
}

/// Returns measures that were last observed with all their parts, the main one first.
fn parts(indicator: &Indicator, place: Id<Place>) -> impl Iterator<Item = Exhibit> {
    let ways = wholes(indicator).filter_map(move |column| {
        let whole = indicator.observations.latest(column, place)?;
        let is_made_up = move |way: &Division| indicator.parts_of(whole, *way).is_some();
        let ways = indicator.divisions(column).into_iter().filter(is_made_up);
        Some(ways.map(move |way| Exhibit::Parts(column, way)))
    });
    ways.flatten().take(MOST_PARTS)
}

/// Returns measures as a whole, the main one first.
fn wholes(indicator: &Indicator) -> impl Iterator<Item = ColumnId> {
    let rest = (0..indicator.columns.len()).filter(|&column| column != indicator.main);
    let columns = std::iter::once(indicator.main).chain(rest);
    columns.filter(|&column| indicator.columns[column].is_total())
}
