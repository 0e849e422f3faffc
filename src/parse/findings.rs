//! Shapes of `findings.toml` and `relations.toml`.

#![expect(
    missing_docs,
    reason = "fields carry the names of the keys that authors write; the guide explains them"
)]

use super::toml::{Localized, Table, Text};
use crate::input::Span;

/// `[[finding]]`.
#[derive(Debug)]
pub struct Finding {
    /// Its header.
    pub span: Span,
    pub code: Text,
    pub figure: Option<Text>,
    pub plan: Option<Text>,
    pub group: Option<Text>,
    pub task: Option<Text>,
    pub document: Option<Text>,
    pub at: Option<Localized>,
    pub states: Option<Localized>,
    pub reason: Localized,
}

/// `[[relation]]`.
#[derive(Debug)]
pub struct Relation {
    pub whole: Text,
    pub parts: Vec<Text>,
    pub relation: Text,
    pub note: Option<Localized>,
}

/// The code of a contradiction that no arithmetic sees: it says where the other statement stands, and what it says.
const DECLARED: &str = "stated-otherwise";

pub(super) fn finding(table: Table<'_, '_>) -> Option<Finding> {
    let (code, reason) = (table.text("code"), table.localized("reason"));
    let plan = table.maybe_text("plan");
    let (group, task, figure) = match plan {
        Some(_) => (table.maybe_text("group"), table.maybe_text("task"), None),
        None => (None, None, Some(table.text("figure")?)),
    };
    let is_declared = code.as_ref().is_some_and(|code| code.value == DECLARED);
    let (document, at, states) = if is_declared {
        (table.text("document"), table.localized("at"), table.localized("states"))
    } else {
        (None, None, None)
    };
    let span = table.span();
    table.finish();
    Some(Finding { span, code: code?, figure, plan, group, task, document, at, states, reason: reason? })
}

pub(super) fn relation(table: Table<'_, '_>) -> Option<Relation> {
    let (whole, parts, relation) = (table.text("whole"), table.needed_texts("parts"), table.text("relation"));
    let note = table.maybe_localized("note");
    table.finish();
    Some(Relation { whole: whole?, parts: parts?.value, relation: relation?, note })
}
