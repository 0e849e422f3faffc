//! The sources of the figures in a text: each once, numbered in the order in which the text first needs them.

use super::show::Show;
use super::theme::Ready;
use super::view::CitationView;
use crate::model::{Document, Id, Indicator, LocalizedText, Period, TableId};

/// What a reader takes for one source: a document, where in it, and for when.
type Told<'a> = (Id<Document>, &'a LocalizedText, Option<Period>);

/// The sources met so far.
#[derive(Default)]
pub(super) struct Cited<'a> {
    told: Vec<Told<'a>>,
    citations: Vec<Ready<CitationView>>,
}

impl<'a> Cited<'a> {
    /// Returns the number of a source, counted from 1.
    pub(super) fn number(&mut self, show: &Show<'a>, id: Id<Indicator>, table: TableId) -> usize {
        let source = &show.catalogue.indicators.get(id).tables[table];
        let told = (source.document, &source.at, source.latest);
        if let Some(at) = self.told.iter().position(|known| *known == told) {
            return at + 1;
        }
        self.told.push(told);
        self.citations.push(show.citation(id, table));
        self.told.len()
    }

    pub(super) fn into_vec(self) -> Vec<Ready<CitationView>> {
        self.citations
    }
}
