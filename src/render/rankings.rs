//! Rankings of all columns at their latest period, made when a page first asks for them and shared by all pages.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::memory::Memory;
use crate::model::{
    Catalogue, ColumnId, Id, Indicator, Level, Period, Place, RankStanding, Ranked, Ranking, Registry,
};

/// All latest rankings of a catalogue.
pub(super) struct Rankings<'c> {
    catalogue: &'c Catalogue,
    /// Places that have parts.
    parents: Vec<Id<Place>>,
    /// By indicator.
    indicators: Vec<Arc<IndicatorRankings>>,
}

/// The latest rankings of one indicator, by column.
type IndicatorRankings = Vec<OnceLock<ColumnRankings>>;

/// What the same indicators were ranked like last.
pub(super) type RankingsMemory =
    Memory<(Arc<Indicator>, (Registry<Place>, Registry<Level>)), Arc<IndicatorRankings>>;

/// The latest rankings of one column.
pub(super) struct ColumnRankings {
    by_parent: BTreeMap<Id<Place>, Order>,
    /// By place: where it stands in the ranking of its parent; 0 too where it is not in it.
    positions: Vec<u32>,
}

/// One ranking without what was observed, which would tie it to one catalogue.
struct Order {
    period: Period,
    places: Vec<(Option<usize>, Id<Place>)>,
    n_ranked: usize,
}

impl<'c> Rankings<'c> {
    pub(super) fn new(catalogue: &'c Catalogue, known: &mut RankingsMemory) -> Self {
        let has_parts = |(id, place): (Id<Place>, &Place)| (!place.parts.is_empty()).then_some(id);
        let parents: Vec<Id<Place>> = catalogue.places.iter().filter_map(has_parts).collect();
        let none_yet = |_: usize, (indicator, _): &(Arc<Indicator>, _)| {
            Arc::new(indicator.columns.iter().map(|_| OnceLock::new()).collect())
        };
        let among = (catalogue.places.clone(), catalogue.levels.clone());
        let sources = catalogue.indicators.shared().iter().map(|one| (one.clone(), among.clone())).collect();
        Self { catalogue, parents, indicators: known.all(sources, none_yet, |_| true) }
    }

    fn column(&self, id: Id<Indicator>, column: ColumnId) -> &ColumnRankings {
        self.indicators[id.index()][column].get_or_init(|| {
            let indicator = self.catalogue.indicators.get(id);
            ColumnRankings::new(self.catalogue, (indicator, column), &self.parents)
        })
    }

    /// Returns the latest ranking of the children of a place.
    pub(super) fn of_children(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        parent: Id<Place>,
    ) -> Option<Ranking<'c>> {
        let order = self.column(id, column).by_parent.get(&parent)?;
        let entries =
            order.places.iter().filter_map(|&ranked| self.ranked(id, column, (order.period, ranked)));
        Some(Ranking { period: order.period, entries: entries.collect() })
    }

    /// Returns where a place stands among its siblings, and how many are ranked.
    pub(super) fn of_place(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        (place, parent): (Id<Place>, Id<Place>),
    ) -> Option<(Ranked<'c>, usize)> {
        let rankings = self.column(id, column);
        let order = rankings.by_parent.get(&parent)?;
        let ranked = order.places.get(rankings.positions[place.index()] as usize)?;
        let ranked = self.ranked(id, column, (order.period, *ranked))?;
        (ranked.place == place).then_some((ranked, order.n_ranked))
    }

    /// Returns how a place stands, without making the list that it stands in. Nothing where it has no rank.
    pub(super) fn standing(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        (place, parent): (Id<Place>, Id<Place>),
    ) -> Option<RankStanding> {
        let rankings = self.column(id, column);
        let order = rankings.by_parent.get(&parent)?;
        let position = rankings.positions[place.index()] as usize;
        let (rank, found) = *order.places.get(position)?;
        let rank = rank.filter(|_| found == place)?;
        let is_same = |other: &&(Option<usize>, Id<Place>)| other.0 == Some(rank);
        let before = order.places[..position].iter().rev().take_while(is_same).count();
        let n_sharing = before + order.places[position..].iter().take_while(is_same).count();
        Some(RankStanding { rank, n_sharing, n: order.n_ranked })
    }

    /// Returns the ranking that a place is part of, where it has at most so many entries.
    pub(super) fn around(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        (parent, most): (Id<Place>, usize),
    ) -> Option<Ranking<'c>> {
        let order = self.column(id, column).by_parent.get(&parent)?;
        if order.places.len() > most { None } else { self.of_children(id, column, parent) }
    }

    fn ranked(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        (period, (rank, place)): (Period, (Option<usize>, Id<Place>)),
    ) -> Option<Ranked<'c>> {
        let observation = self.catalogue.indicators.get(id).observations.at(column, place, period)?;
        Some(Ranked { rank, place, observation })
    }
}

impl ColumnRankings {
    fn new(
        catalogue: &Catalogue,
        (indicator, column): (&Indicator, ColumnId),
        parents: &[Id<Place>],
    ) -> Self {
        let mut positions = vec![0; catalogue.places.len()];
        let mut by_parent = BTreeMap::new();
        for &parent in parents {
            let Some(ranking) = Ranking::latest(catalogue, indicator, column, parent) else { continue };
            let n_ranked = ranking.n_ranked();
            // One place alone is no ranking.
            if n_ranked < 2 {
                continue;
            }
            for (position, entry) in (0..).zip(&ranking.entries) {
                positions[entry.place.index()] = position;
            }
            let places = ranking.entries.iter().map(|entry| (entry.rank, entry.place)).collect();
            by_parent.insert(parent, Order { period: ranking.period, places, n_ranked });
        }
        Self { by_parent, positions }
    }
}
