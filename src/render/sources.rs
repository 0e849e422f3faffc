//! Where the tables of all indicators come from, told once in each language and shared by all pages.

use std::sync::OnceLock;

use super::theme::Ready;
use super::view::CitationView;
use crate::model::{Catalogue, Id, Indicator, Locale, Localized, SourceTable, TableId};

/// The citation of one table.
type Citation = Localized<OnceLock<Ready<CitationView>>>;

/// Every source table.
pub(super) struct Sources {
    /// By indicator, then by table.
    tables: Vec<Vec<Citation>>,
}

impl Sources {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let source = |_: &SourceTable| Localized::from_fn(catalogue.languages(), |_| OnceLock::new());
        let of_indicator = |indicator: &Indicator| indicator.tables.iter().map(source).collect();
        Self { tables: catalogue.indicators.iter().map(|(_, indicator)| of_indicator(indicator)).collect() }
    }

    /// Returns the citation of a table, made by `make` when it is first asked for.
    pub(super) fn citation(
        &self,
        locale: Locale,
        (id, table): (Id<Indicator>, TableId),
        make: impl FnOnce() -> Ready<CitationView>,
    ) -> &Ready<CitationView> {
        self.tables[id.index()][table].get(locale).get_or_init(make)
    }
}
