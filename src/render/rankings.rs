//! Rankings of all columns at their latest period, made once and shared by all pages.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{Catalogue, ColumnId, Id, Indicator, Place, Ranked, Ranking};

/// All latest rankings of a catalogue.
pub(super) struct Rankings<'c> {
    /// By indicator, then by column.
    columns: Vec<Vec<ColumnRankings<'c>>>,
}

/// The latest rankings of one column.
struct ColumnRankings<'c> {
    by_parent: BTreeMap<Id<Place>, Entry<'c>>,
    /// By place: where it stands in the ranking of its parent; 0 too where it is not in it.
    positions: Vec<u32>,
}

/// One ranking.
struct Entry<'c> {
    ranking: Ranking<'c>,
    n_ranked: usize,
}

impl<'c> Rankings<'c> {
    pub(super) fn new(catalogue: &'c Catalogue) -> Self {
        let has_parts = |(id, place): (Id<Place>, &Place)| (!place.parts.is_empty()).then_some(id);
        let parents: Vec<Id<Place>> = catalogue.places.iter().filter_map(has_parts).collect();
        let indicators: Vec<&Indicator> =
            catalogue.indicators.iter().map(|(_, indicator)| indicator).collect();
        let of_indicator = |indicator: &&'c Indicator| {
            let columns = 0..indicator.columns.len();
            columns.map(|column| ColumnRankings::new(catalogue, (indicator, column), &parents)).collect()
        };
        Self { columns: indicators.par_iter().map(of_indicator).collect() }
    }

    /// Returns the latest ranking of the children of a place.
    pub(super) fn of_children(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        parent: Id<Place>,
    ) -> Option<&Ranking<'c>> {
        self.columns[id.index()][column].by_parent.get(&parent).map(|entry| &entry.ranking)
    }

    /// Returns where a place stands among its siblings, and how many are ranked.
    pub(super) fn of_place(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        (place, parent): (Id<Place>, Id<Place>),
    ) -> Option<(Ranked<'c>, usize)> {
        let rankings = &self.columns[id.index()][column];
        let entry = rankings.by_parent.get(&parent)?;
        let ranked = entry.ranking.entries.get(rankings.positions[place.index()] as usize)?;
        (ranked.place == place).then_some((*ranked, entry.n_ranked))
    }
}

impl<'c> ColumnRankings<'c> {
    fn new(
        catalogue: &'c Catalogue,
        (indicator, column): (&'c Indicator, ColumnId),
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
            by_parent.insert(parent, Entry { ranking, n_ranked });
        }
        Self { by_parent, positions }
    }
}
