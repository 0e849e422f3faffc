//! Places of one level and parent, ordered by one column.

use super::{Better, Catalogue, ColumnId, Id, Indicator, Observation, Period, Place, Value};

/// One place of a ranking.
#[derive(Debug, Clone, Copy)]
pub struct Ranked<'c> {
    /// Its rank from 1; equal values share one. Nothing where there is no value.
    pub rank: Option<usize>,
    /// The place.
    pub place: Id<Place>,
    /// What was observed there.
    pub observation: &'c Observation,
}

/// An ordered list of places.
#[derive(Debug, Clone)]
pub struct Ranking<'c> {
    /// The period that is compared.
    pub period: Period,
    /// Best first (largest first where neither direction is better); places without a value last.
    pub entries: Vec<Ranked<'c>>,
}

impl<'c> Ranking<'c> {
    /// Ranks the children of `parent` whose level is ranked, at `period`. Nothing where none was observed.
    pub fn new(
        catalogue: &'c Catalogue,
        indicator: &'c Indicator,
        column: ColumnId,
        (parent, period): (Id<Place>, Period),
    ) -> Option<Self> {
        let ranked = |place: &Place| catalogue.levels.get(place.level).is_ranked;
        let observed =
            catalogue.children(parent).filter(|(_, place)| ranked(place)).filter_map(|(place, _)| {
                let observation = indicator.observations.at(column, place, period)?;
                Some(Ranked { rank: None, place, observation })
            });
        let mut entries: Vec<Ranked<'c>> = observed.collect();
        let is_lower_better = indicator.measure(column).better == Better::Lower;
        entries.sort_by_cached_key(|entry| {
            let value = entry.observation.reading.value();
            (value.is_none(), if is_lower_better { value } else { value.map(Value::negated) })
        });
        number(&mut entries);
        (!entries.is_empty()).then_some(Self { period, entries })
    }

    /// Ranks at the latest period in which a child of `parent` was observed.
    pub fn latest(
        catalogue: &'c Catalogue,
        indicator: &'c Indicator,
        column: ColumnId,
        parent: Id<Place>,
    ) -> Option<Self> {
        let ranked = |place: &Place| catalogue.levels.get(place.level).is_ranked;
        let places = catalogue.children(parent).filter(|(_, place)| ranked(place));
        let latest =
            places.filter_map(|(place, _)| indicator.observations.latest(column, place)).map(|o| o.period);
        Self::new(catalogue, indicator, column, (parent, latest.max()?))
    }

    /// Returns how many places have a rank.
    pub fn n_ranked(&self) -> usize {
        self.entries.iter().filter(|entry| entry.rank.is_some()).count()
    }

    /// Returns the entry of a place.
    pub fn find(&self, place: Id<Place>) -> Option<&Ranked<'c>> {
        self.entries.iter().find(|entry| entry.place == place)
    }
}

/// Numbers sorted entries: 1, 2, 2, 4.
fn number(entries: &mut [Ranked<'_>]) {
    let mut last = None;
    for (index, entry) in entries.iter_mut().enumerate() {
        let value = entry.observation.reading.value();
        let rank = match last {
            Some((same, rank)) if Some(same) == value => rank,
            _ => index + 1,
        };
        entry.rank = value.map(|_| rank);
        last = value.map(|value| (value, rank));
    }
}
