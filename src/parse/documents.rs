//! Shapes of `documents.toml`, `units.toml`, `glossary.toml` and `targets.toml`.

#![expect(
    missing_docs,
    reason = "fields carry the names of the keys that authors write; the guide explains them"
)]

use super::Number;
use super::toml::{Localized, LocalizedPlural, Table, Text};

/// `[[document]]`.
#[derive(Debug)]
pub struct Document {
    pub id: Text,
    pub number: Option<Text>,
    pub kind: Localized,
    pub title: Localized,
    pub issuer: Localized,
    pub date: Text,
    pub place: Option<Text>,
    pub note: Option<Localized>,
}

/// `[[unit]]`.
#[derive(Debug)]
pub struct Unit {
    pub id: Text,
    pub name: LocalizedPlural,
    pub is_whole: bool,
}

/// `[[term]]`.
#[derive(Debug)]
pub struct Term {
    pub id: Text,
    pub short: Option<Localized>,
    pub name: Localized,
    pub meaning: Option<Localized>,
    pub is_marked: bool,
}

/// `[[target]]`.
#[derive(Debug)]
pub struct Target {
    pub id: Text,
    pub measure: Text,
    pub place: Option<Text>,
    pub places: Option<Text>,
    pub value: Number,
    pub relation: Text,
    pub by: Option<Text>,
    pub document: Text,
    pub at: Localized,
    pub note: Option<Localized>,
}

pub(super) fn document(table: Table<'_, '_>) -> Option<Document> {
    let (id, kind, title) = (table.id("id"), table.localized("kind"), table.localized("title"));
    let (issuer, date) = (table.localized("issuer"), table.text("date"));
    let (number, place, note) =
        (table.maybe_text("number"), table.maybe_text("place"), table.maybe_localized("note"));
    table.finish();
    Some(Document { id: id?, number, kind: kind?, title: title?, issuer: issuer?, date: date?, place, note })
}

pub(super) fn unit(table: Table<'_, '_>) -> Option<Unit> {
    let (id, name, is_whole) = (table.id("id"), table.localized_plural("name"), table.flag("whole", false));
    table.finish();
    Some(Unit { id: id?, name: name?, is_whole })
}

pub(super) fn term(table: Table<'_, '_>) -> Option<Term> {
    let (id, name) = (table.id("id"), table.localized("name"));
    let (short, meaning) = (table.maybe_localized("short"), table.maybe_localized("meaning"));
    let is_marked = table.flag("mark", true);
    table.finish();
    Some(Term { id: id?, short, name: name?, meaning, is_marked })
}

pub(super) fn target(table: Table<'_, '_>) -> Option<Target> {
    let (id, measure, value) = (table.id("id"), table.text("measure"), table.number("value"));
    let (relation, at, document) = (table.text("relation"), table.localized("at"), table.text("document"));
    let (place, places) = (table.maybe_text("place"), table.maybe_text("places"));
    let (by, note) = (table.maybe_text("by"), table.maybe_localized("note"));
    table.finish();
    let (id, measure, value, relation) = (id?, measure?, value?, relation?);
    Some(Target { id, measure, place, places, value, relation, by, document: document?, at: at?, note })
}
