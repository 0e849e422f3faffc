//! Shape of `places.toml`.

#![expect(
    missing_docs,
    reason = "fields carry the names of the keys that authors write; the guide explains them"
)]

use super::toml::{Localized, Table, Text};
use crate::input::Spanned;

/// `[[level]]`.
#[derive(Debug)]
pub struct Level {
    pub id: Text,
    pub name: Localized,
    pub path: Localized,
    pub has_pages: bool,
    pub is_ranked: bool,
    pub note: Option<Localized>,
}

/// `[[kind]]`.
#[derive(Debug)]
pub struct Kind {
    pub id: Text,
    pub name: Localized,
}

/// `[[place]]`.
#[derive(Debug)]
pub struct Place {
    pub id: Text,
    pub name: Localized,
    pub short: Option<Localized>,
    pub tile: Option<Spanned<Vec<i64>>>,
    pub slug: Option<Localized>,
    pub level: Text,
    pub parent: Option<Text>,
    pub kind: Option<Text>,
    pub code: Option<Text>,
    pub from: Option<Text>,
    pub until: Option<Text>,
    pub successors: Vec<Text>,
}

pub(super) fn level(table: Table<'_, '_>) -> Option<Level> {
    let (id, name, path) = (table.id("id"), table.localized("name"), table.localized("path"));
    let (has_pages, is_ranked) = (table.flag("pages", true), table.flag("ranked", true));
    let note = table.maybe_localized("note");
    table.finish();
    Some(Level { id: id?, name: name?, path: path?, has_pages, is_ranked, note })
}

pub(super) fn kind(table: Table<'_, '_>) -> Option<Kind> {
    let (id, name) = (table.id("id"), table.localized("name"));
    table.finish();
    Some(Kind { id: id?, name: name? })
}

pub(super) fn place(table: Table<'_, '_>) -> Option<Place> {
    let (id, name, level) = (table.id("id"), table.localized("name"), table.text("level"));
    let (short, tile) = (table.maybe_localized("short"), table.maybe_integers("tile"));
    let (slug, parent, kind) =
        (table.maybe_localized("slug"), table.maybe_text("parent"), table.maybe_text("kind"));
    let (code, from, until) = (table.maybe_text("code"), table.maybe_text("from"), table.maybe_text("until"));
    let successors = table.texts("successors");
    table.finish();
    let (id, name, level) = (id?, name?, level?);
    Some(Place { id, name, short, tile, slug, level, parent, kind, code, from, until, successors })
}
