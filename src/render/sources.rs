//! Where the tables of all indicators come from, told once in each language and shared by all pages.

use std::sync::OnceLock;

use super::theme::Ready;
use super::view::CitationView;
use crate::model::{Catalogue, Id, Indicator, Locale, Localized, Period, TableId};

/// Every source table.
pub(super) struct Sources {
    /// By indicator, then by table.
    tables: Vec<Vec<Source>>,
}

/// One source table.
struct Source {
    /// The latest period that it holds figures for; nothing where it holds none.
    latest: Option<Period>,
    citation: Localized<OnceLock<Ready<CitationView>>>,
}

impl Sources {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let of_indicator = |indicator: &Indicator| {
            let source = |latest: Option<Period>| Source {
                latest,
                citation: Localized::from_fn(catalogue.languages(), |_| OnceLock::new()),
            };
            latest_periods(indicator).into_iter().map(source).collect()
        };
        Self { tables: catalogue.indicators.iter().map(|(_, indicator)| of_indicator(indicator)).collect() }
    }

    /// Returns the latest period that a table of an indicator holds figures for.
    pub(super) fn latest(&self, id: Id<Indicator>, table: TableId) -> Option<Period> {
        self.tables[id.index()][table].latest
    }

    /// Returns the citation of a table, made by `make` when it is first asked for.
    pub(super) fn citation(
        &self,
        locale: Locale,
        (id, table): (Id<Indicator>, TableId),
        make: impl FnOnce() -> Ready<CitationView>,
    ) -> &Ready<CitationView> {
        self.tables[id.index()][table].citation.get(locale).get_or_init(make)
    }
}

fn latest_periods(indicator: &Indicator) -> Vec<Option<Period>> {
    let mut latest = vec![None; indicator.tables.len()];
    for observation in indicator.observations.iter() {
        let known = &mut latest[observation.table];
        *known = (*known).max(Some(observation.period));
    }
    latest
}
