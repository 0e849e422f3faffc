//! Rankings of all columns at their latest period, made once and shared by all pages.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::{Catalogue, ColumnId, Id, Indicator, Place, Ranked, Ranking};

/// All latest rankings of a catalogue.
pub(super) struct Rankings<'c> {
    rankings: HashMap<(Id<Indicator>, ColumnId, Id<Place>), Entry<'c>>,
}

/// One ranking and where each place stands in it.
struct Entry<'c> {
    ranking: Ranking<'c>,
    positions: HashMap<Id<Place>, usize>,
    n_ranked: usize,
}

impl<'c> Rankings<'c> {
    pub(super) fn new(catalogue: &'c Catalogue) -> Self {
        let parents: Vec<Id<Place>> = catalogue.places.iter().map(|(id, _)| id).collect();
        let parents: Vec<Id<Place>> =
            parents.into_iter().filter(|&parent| catalogue.children(parent).next().is_some()).collect();
        let columns: Vec<(Id<Indicator>, ColumnId)> = catalogue
            .indicators
            .iter()
            .flat_map(|(id, indicator)| (0..indicator.columns.len()).map(move |column| (id, column)))
            .collect();
        let of_column = |&(id, column): &(Id<Indicator>, ColumnId)| {
            let indicator = catalogue.indicators.get(id);
            let rank = |&parent: &Id<Place>| {
                let ranking = Ranking::latest(catalogue, indicator, column, parent)?;
                let places = ranking.entries.iter().enumerate();
                let positions = places.map(|(position, entry)| (entry.place, position)).collect();
                let n_ranked = ranking.n_ranked();
                // One place alone is no ranking.
                if n_ranked < 2 {
                    return None;
                }
                Some(((id, column, parent), Entry { ranking, positions, n_ranked }))
            };
            parents.iter().filter_map(rank).collect::<Vec<_>>()
        };
        Self { rankings: columns.par_iter().flat_map_iter(of_column).collect() }
    }

    /// Returns the latest ranking of the children of a place.
    pub(super) fn of_children(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        parent: Id<Place>,
    ) -> Option<&Ranking<'c>> {
        self.rankings.get(&(id, column, parent)).map(|entry| &entry.ranking)
    }

    /// Returns where a place stands among its siblings, and how many are ranked.
    pub(super) fn of_place(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        (place, parent): (Id<Place>, Id<Place>),
    ) -> Option<(Ranked<'c>, usize)> {
        let entry = self.rankings.get(&(id, column, parent))?;
        let position = *entry.positions.get(&place)?;
        Some((entry.ranking.entries[position], entry.n_ranked))
    }
}
