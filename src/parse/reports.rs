//! Shapes of `reports/<id>/report.toml` and `pages/<id>/page.toml`; their texts are Markdown beside them.

#![expect(
    missing_docs,
    reason = "fields carry the names of the keys that authors write; the guide explains them"
)]

use super::toml::{Localized, Table, Text};
use crate::input::Spanned;

/// What is known of how the texts of one report or article compare.
#[derive(Debug, Default)]
pub struct Translations {
    /// What may stand in one language alone.
    pub only: Vec<(Text, Vec<Text>)>,
    /// By language: the fingerprint of the text that it was translated from.
    pub translated: Option<Localized>,
}

/// One report.
#[derive(Debug)]
pub struct Report {
    /// The folder's name.
    pub id: Text,
    pub title: Localized,
    pub summary: Localized,
    pub slug: Option<Localized>,
    pub date: Text,
    pub period: Option<Text>,
    pub document: Option<Text>,
    pub place: Option<Text>,
    pub is_draft: bool,
    pub translations: Translations,
}

/// One article.
#[derive(Debug)]
pub struct Article {
    /// The folder's name.
    pub id: Text,
    pub title: Localized,
    pub summary: Localized,
    pub slug: Option<Localized>,
    pub order: i64,
    pub translations: Translations,
}

pub(super) fn report(folder: &str, table: Table<'_, '_>) -> Option<Report> {
    let (title, summary, date) = (table.localized("title"), table.localized("summary"), table.text("date"));
    let (slug, period) = (table.maybe_localized("slug"), table.maybe_text("period"));
    let (document, place) = (table.maybe_text("document"), table.maybe_text("place"));
    let is_draft = table.flag("draft", false);
    let id = Spanned::new(folder.to_owned(), table.span());
    let translations = translations(&table);
    table.finish();
    let (title, summary, date) = (title?, summary?, date?);
    Some(Report { id, title, summary, slug, date, period, document, place, is_draft, translations })
}

pub(super) fn article(folder: &str, table: Table<'_, '_>) -> Option<Article> {
    let (title, summary) = (table.localized("title"), table.localized("summary"));
    let (slug, order) =
        (table.maybe_localized("slug"), table.maybe_integer("order").map_or(0, |order| order.value));
    let id = Spanned::new(folder.to_owned(), table.span());
    let translations = translations(&table);
    table.finish();
    Some(Article { id, title: title?, summary: summary?, slug, order, translations })
}

/// Reads what is known of the translations; the texts themselves are files of their own.
fn translations(table: &Table<'_, '_>) -> Translations {
    let (only, translated) = (table.texts_by_language("only"), table.maybe_localized("translated"));
    Translations { only, translated }
}
