//! Shapes of `documents.toml`, `units.toml`, `glossary.toml` and `targets.toml`.

#![expect(
    missing_docs,
    reason = "fields carry the names of the keys that authors write; the guide explains them"
)]

use super::Number;
use super::toml::{Localized, LocalizedPlural, Table, Text};
use crate::diagnostic::Code;

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
    pub measure: Option<Text>,
    pub name: Option<Localized>,
    pub unit: Option<Text>,
    pub plan: Option<Text>,
    pub baseline: Option<Baseline>,
    pub place: Option<Text>,
    pub places: Option<Text>,
    pub value: Number,
    pub relation: Text,
    pub by: Option<Text>,
    pub document: Text,
    pub at: Localized,
    pub note: Option<Localized>,
}

/// `baseline = { … }`.
#[derive(Debug)]
pub struct Baseline {
    pub value: Number,
    pub period: Text,
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

/// Reads a target. Name and unit are asked for only where no measure is named: beside one they mean nothing.
pub(super) fn target(table: Table<'_, '_>) -> Option<Target> {
    let (id, value) = (table.id("id"), table.number("value"));
    let (relation, at, document) = (table.text("relation"), table.localized("at"), table.text("document"));
    let (place, places) = (table.maybe_text("place"), table.maybe_text("places"));
    let (by, note, plan) = (table.maybe_text("by"), table.maybe_localized("note"), table.maybe_text("plan"));
    let baseline = table.maybe_table("baseline").and_then(baseline);
    let measure = table.maybe_text("measure");
    let (name, unit) = match measure {
        Some(_) => (None, None),
        None => (table.maybe_localized("name"), table.maybe_text("unit")),
    };
    if measure.is_none() {
        let lacking = if name.is_none() && unit.is_none() { "measure" } else { "name" };
        table.need_or(lacking, Code::MissingKey);
        if lacking == "name" {
            table.need_or("unit", Code::MissingKey);
        }
    }
    table.finish();
    let (id, value, relation, document, at) = (id?, value?, relation?, document?, at?);
    Some(Target {
        id,
        measure,
        name,
        unit,
        plan,
        baseline,
        place,
        places,
        value,
        relation,
        by,
        document,
        at,
        note,
    })
}

fn baseline(table: Table<'_, '_>) -> Option<Baseline> {
    let (value, period) = (table.number("value"), table.text("period"));
    table.finish();
    Some(Baseline { value: value?, period: period? })
}
