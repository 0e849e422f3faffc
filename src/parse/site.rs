//! Shape of `site.toml`.

#![expect(
    missing_docs,
    reason = "fields carry the names of the keys that authors write; the guide explains them"
)]

use super::toml::{Localized, Table, Text};
use crate::input::{Span, Spanned};

/// The whole of `site.toml` but its topics.
#[derive(Debug)]
pub struct Site {
    /// Where the file begins.
    pub span: Span,
    pub title: Localized,
    pub description: Localized,
    pub publisher: Localized,
    pub languages: Spanned<Vec<Text>>,
    pub base_url: Text,
    pub theme: Option<Text>,
    pub licence: Option<Licence>,
    pub place: Text,
    pub home: Vec<Text>,
}

/// `licence = { … }`.
#[derive(Debug)]
pub struct Licence {
    pub name: Text,
    pub url: Text,
}

/// `[[topic]]`.
#[derive(Debug)]
pub struct Topic {
    pub id: Text,
    pub name: Localized,
    pub description: Option<Localized>,
}

pub(super) fn site(table: Table<'_, '_>) -> (Option<Site>, Vec<Topic>) {
    let (title, description) = (table.localized("title"), table.localized("description"));
    let (publisher, languages) = (table.localized("publisher"), table.needed_texts("languages"));
    let (base_url, theme, place) = (table.text("base_url"), table.maybe_text("theme"), table.text("place"));
    let (licence, home) = (table.maybe_table("licence").and_then(licence), table.texts("home"));
    let topics = table.tables("topic").into_iter().filter_map(topic).collect();
    let span = table.span();
    table.finish();
    let whole = || {
        let (title, description, publisher) = (title?, description?, publisher?);
        let (languages, base_url, place) = (languages?, base_url?, place?);
        Some(Site { span, title, description, publisher, languages, base_url, theme, licence, place, home })
    };
    (whole(), topics)
}

fn licence(table: Table<'_, '_>) -> Option<Licence> {
    let (name, url) = (table.text("name"), table.text("url"));
    table.finish();
    Some(Licence { name: name?, url: url? })
}

fn topic(table: Table<'_, '_>) -> Option<Topic> {
    let (id, name, description) =
        (table.id("id"), table.localized("name"), table.maybe_localized("description"));
    table.finish();
    Some(Topic { id: id?, name: name?, description })
}
