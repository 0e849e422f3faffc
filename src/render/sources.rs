//! The latest period of every source table, found once and shared by all pages.

use crate::model::{Catalogue, Id, Indicator, Period, TableId};

/// The latest period of each table that observations come from; nothing where none does.
pub(super) struct Sources {
    /// By indicator, then by table.
    latest: Vec<Vec<Option<Period>>>,
}

impl Sources {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        Self { latest: catalogue.indicators.iter().map(|(_, indicator)| of_tables(indicator)).collect() }
    }

    /// Returns the latest period that a table of an indicator holds figures for.
    pub(super) fn latest(&self, id: Id<Indicator>, table: TableId) -> Option<Period> {
        self.latest[id.index()][table]
    }
}

fn of_tables(indicator: &Indicator) -> Vec<Option<Period>> {
    let mut latest = vec![None; indicator.tables.len()];
    for observation in indicator.observations.iter() {
        let known = &mut latest[observation.table];
        *known = (*known).max(Some(observation.period));
    }
    latest
}
