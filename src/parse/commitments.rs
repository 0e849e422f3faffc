//! Shapes of `agencies.toml` and `plans/*.toml`.

#![expect(
    missing_docs,
    reason = "fields carry the names of the keys that authors write; the guide explains them"
)]

use super::toml::{Entry, Localized, Table, Text};
use crate::input::{Span, Spanned};

/// `[[agency_kind]]`.
#[derive(Debug)]
pub struct AgencyKind {
    pub id: Text,
    pub name: Localized,
}

/// `[[agency]]`.
#[derive(Debug)]
pub struct Agency {
    pub id: Text,
    pub name: Localized,
    pub short: Option<Localized>,
    pub slug: Option<Localized>,
    pub kind: Option<Text>,
    pub place: Option<Text>,
    pub is_collective: bool,
    pub note: Option<Localized>,
}

/// One file of a plan.
#[derive(Debug)]
pub struct ActionPlan {
    /// The file's stem.
    pub id: Text,
    pub title: Localized,
    pub summary: Localized,
    pub document: Text,
    pub period: Text,
    pub place: Text,
    pub slug: Option<Localized>,
    pub note: Option<Localized>,
    pub stated: Option<Spanned<i64>>,
    pub task_name: Option<Localized>,
    pub groups: Vec<Group>,
    pub tasks: Vec<Task>,
}

/// `[[group]]`.
#[derive(Debug)]
pub struct Group {
    pub id: Text,
    pub name: Localized,
    pub stated: Option<Spanned<i64>>,
}

/// `[[task]]`.
#[derive(Debug)]
pub struct Task {
    /// Its header.
    pub span: Span,
    pub id: Text,
    pub number: Option<Text>,
    pub group: Option<Text>,
    pub text: Localized,
    pub lead: Vec<Text>,
    pub support: Vec<Text>,
    pub deadlines: Vec<Deadline>,
    pub product: Option<Localized>,
    pub at: Option<Localized>,
    pub note: Option<Localized>,
    pub targets: Vec<Text>,
    pub moved: Vec<Moved>,
    pub updates: Vec<Update>,
}

/// One entry of `deadline`.
#[derive(Debug)]
pub enum Deadline {
    /// A period or `ongoing`.
    Word(Text),
    /// `{ as = … }`.
    Worded(Localized),
}

/// `[[task.moved]]`.
#[derive(Debug)]
pub struct Moved {
    pub deadlines: Vec<Deadline>,
    pub document: Text,
    pub at: Localized,
    pub note: Option<Localized>,
}

/// `[[task.update]]`.
#[derive(Debug)]
pub struct Update {
    pub date: Text,
    pub state: Text,
    pub document: Text,
    pub at: Localized,
    pub text: Localized,
}

pub(super) fn agencies(root: Table<'_, '_>) -> (Vec<AgencyKind>, Vec<Agency>) {
    let kinds = root.tables("agency_kind").into_iter().filter_map(agency_kind).collect();
    let agencies = root.tables("agency").into_iter().filter_map(agency).collect();
    root.finish();
    (kinds, agencies)
}

fn agency_kind(table: Table<'_, '_>) -> Option<AgencyKind> {
    let (id, name) = (table.id("id"), table.localized("name"));
    table.finish();
    Some(AgencyKind { id: id?, name: name? })
}

fn agency(table: Table<'_, '_>) -> Option<Agency> {
    let (id, name, short) = (table.id("id"), table.localized("name"), table.maybe_localized("short"));
    let (slug, kind, place) =
        (table.maybe_localized("slug"), table.maybe_text("kind"), table.maybe_text("place"));
    let (is_collective, note) = (table.flag("collective", false), table.maybe_localized("note"));
    table.finish();
    Some(Agency { id: id?, name: name?, short, slug, kind, place, is_collective, note })
}

pub(super) fn plan(stem: &str, table: Table<'_, '_>) -> Option<ActionPlan> {
    let (title, summary) = (table.localized("title"), table.localized("summary"));
    let (document, period, place) = (table.text("document"), table.text("period"), table.text("place"));
    let (slug, note) = (table.maybe_localized("slug"), table.maybe_localized("note"));
    let (stated, task_name) = (table.maybe_integer("stated"), table.maybe_localized("task_name"));
    let groups = table.tables("group").into_iter().filter_map(group).collect();
    let tasks = table.tables("task").into_iter().filter_map(task).collect();
    let id = Spanned::new(stem.to_owned(), table.span());
    table.finish();
    let (title, summary, document, period, place) = (title?, summary?, document?, period?, place?);
    Some(ActionPlan {
        id,
        title,
        summary,
        document,
        period,
        place,
        slug,
        note,
        stated,
        task_name,
        groups,
        tasks,
    })
}

fn group(table: Table<'_, '_>) -> Option<Group> {
    let (id, name, stated) = (table.id("id"), table.localized("name"), table.maybe_integer("stated"));
    table.finish();
    Some(Group { id: id?, name: name?, stated })
}

fn task(table: Table<'_, '_>) -> Option<Task> {
    let (id, number, group) = (table.id("id"), table.maybe_text("number"), table.maybe_text("group"));
    let (text, lead, support) = (table.localized("text"), table.needed_texts("lead"), table.texts("support"));
    let deadlines = deadlines(&table);
    let (product, at) = (table.maybe_localized("product"), table.maybe_localized("at"));
    let (note, targets) = (table.maybe_localized("note"), table.texts("targets"));
    let moved = table.tables("moved").into_iter().filter_map(moved).collect();
    let updates = table.tables("update").into_iter().filter_map(update).collect();
    let span = table.span();
    table.finish();
    let (id, text, lead) = (id?, text?, lead?.value);
    Some(Task {
        span,
        id,
        number,
        group,
        text,
        lead,
        support,
        deadlines,
        product,
        at,
        note,
        targets,
        moved,
        updates,
    })
}

fn deadlines(table: &Table<'_, '_>) -> Vec<Deadline> {
    let deadline = |entry| match entry {
        Entry::Text(word) => Some(Deadline::Word(word)),
        Entry::Table(table) => {
            let words = table.localized("as");
            table.finish();
            words.map(Deadline::Worded)
        }
    };
    table.texts_and_tables("deadline").into_iter().filter_map(deadline).collect()
}

fn moved(table: Table<'_, '_>) -> Option<Moved> {
    table.need_or("deadline", crate::diagnostic::Code::MissingKey);
    let deadlines = deadlines(&table);
    let (document, at, note) = (table.text("document"), table.localized("at"), table.maybe_localized("note"));
    table.finish();
    Some(Moved { deadlines, document: document?, at: at?, note })
}

fn update(table: Table<'_, '_>) -> Option<Update> {
    let (date, state, document) = (table.text("date"), table.text("state"), table.text("document"));
    let (at, text) = (table.localized("at"), table.localized("text"));
    table.finish();
    Some(Update { date: date?, state: state?, document: document?, at: at?, text: text? })
}
