//! Shape of `corrections.toml`.

#![expect(
    missing_docs,
    reason = "fields carry the names of the keys that authors write; the guide explains them"
)]

use super::toml::{Cell, Localized, Table, Text};
use crate::input::{Span, Spanned};

/// `[[correction]]`.
#[derive(Debug)]
pub struct Correction {
    /// Its header.
    pub span: Span,
    pub id: Text,
    pub figure: Text,
    pub date: Text,
    pub old: Spanned<Cell>,
    pub new: Spanned<Cell>,
    pub reason: Localized,
}

pub(super) fn correction(table: Table<'_, '_>) -> Option<Correction> {
    let (id, figure, date) = (table.id("id"), table.text("figure"), table.text("date"));
    let (old, new, reason) = (table.one_cell("old"), table.one_cell("new"), table.localized("reason"));
    let span = table.span();
    table.finish();
    Some(Correction { span, id: id?, figure: figure?, date: date?, old: old?, new: new?, reason: reason? })
}
