//! Shapes of `reports/<id>/report.toml` and `pages/<id>/page.toml`; their texts are Markdown beside them.

#![expect(
    missing_docs,
    reason = "fields carry the names of the keys that authors write; the guide explains them"
)]

use std::collections::BTreeMap;

use super::Prose;
use super::toml::{Localized, Table, Text};
use crate::input::Spanned;

/// A text in every language, and what is known of the translations.
#[derive(Debug, Default)]
pub struct Texts {
    /// Texts by language tag.
    pub prose: BTreeMap<String, Prose>,
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
    /// What the texts say in each language.
    pub texts: Texts,
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
    /// What the texts say in each language.
    pub texts: Texts,
}

pub(super) fn report(folder: &str, table: Table<'_, '_>) -> Option<Report> {
    let (title, summary, date) = (table.localized("title"), table.localized("summary"), table.text("date"));
    let (slug, period) = (table.maybe_localized("slug"), table.maybe_text("period"));
    let (document, place) = (table.maybe_text("document"), table.maybe_text("place"));
    let is_draft = table.flag("draft", false);
    let id = Spanned::new(folder.to_owned(), table.span());
    let texts = texts(&table);
    table.finish();
    let (title, summary, date) = (title?, summary?, date?);
    Some(Report { id, title, summary, slug, date, period, document, place, is_draft, texts })
}

pub(super) fn article(folder: &str, table: Table<'_, '_>) -> Option<Article> {
    let (title, summary) = (table.localized("title"), table.localized("summary"));
    let (slug, order) =
        (table.maybe_localized("slug"), table.maybe_integer("order").map_or(0, |order| order.value));
    let id = Spanned::new(folder.to_owned(), table.span());
    let texts = texts(&table);
    table.finish();
    Some(Article { id, title: title?, summary: summary?, slug, order, texts })
}

/// Reads what is known of the translations; the texts themselves are files of their own.
fn texts(table: &Table<'_, '_>) -> Texts {
    let (only, translated) = (table.texts_by_language("only"), table.maybe_localized("translated"));
    Texts { prose: BTreeMap::new(), only, translated }
}
