//! Shape of `indicators/*.toml`.

#![expect(
    missing_docs,
    reason = "fields carry the names of the keys that authors write; the guide explains them"
)]

use std::sync::Arc;

use super::toml::{Localized, Text};
use super::{Number, Row};
use crate::diagnostic::Code;
use crate::input::{Span, Spanned};

/// One indicator file.
#[derive(Debug)]
pub struct Indicator {
    /// The file's stem.
    pub id: Text,
    pub name: Localized,
    pub definition: Localized,
    pub slug: Option<Localized>,
    pub note: Option<Localized>,
    pub topic: Text,
    pub main: Text,
    pub dimensions: Vec<Dimension>,
    pub measures: Vec<Measure>,
    pub tables: Vec<Arc<Table>>,
}

/// `[[dimension]]`.
#[derive(Debug)]
pub struct Dimension {
    pub id: Text,
    pub name: Localized,
    pub is_whole: bool,
    pub members: Vec<Member>,
}

/// `[[dimension.member]]`.
#[derive(Debug)]
pub struct Member {
    pub id: Text,
    pub name: Localized,
}

/// `[[measure]]`.
#[derive(Debug)]
pub struct Measure {
    pub id: Text,
    pub name: Localized,
    pub definition: Option<Localized>,
    pub unit: Option<Text>,
    pub better: Option<Text>,
    pub by: Vec<Text>,
    pub is_cumulative: bool,
    pub is_above_whole: bool,
    pub min: Option<Number>,
    pub max: Option<Number>,
    pub formula: Option<Formula>,
    pub decimals: Option<Spanned<i64>>,
}

/// `ratio`, `sum` or `difference`.
#[derive(Debug)]
pub enum Formula {
    Ratio(Spanned<Vec<Text>>),
    Sum(Spanned<Vec<Text>>),
    Difference(Spanned<Vec<Text>>),
}

/// `[[table]]`.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its header.
    pub span: Span,
    pub document: Text,
    pub at: Localized,
    pub note: Option<Localized>,
    pub period: Option<Text>,
    pub place: Option<Text>,
    pub columns: Vec<Text>,
    pub rows: Vec<Row>,
    pub total: Option<Row>,
    pub restates: bool,
}

type Source<'r, 't> = super::toml::Table<'r, 't>;

pub(super) fn indicator(stem: &str, table: Source<'_, '_>) -> Option<Indicator> {
    let (name, definition) = (table.localized("name"), table.localized("definition"));
    let (topic, main) = (table.text("topic"), table.text("main"));
    let (slug, note) = (table.maybe_localized("slug"), table.maybe_localized("note"));
    let dimensions = table.tables("dimension").into_iter().filter_map(dimension).collect();
    let measures = table.tables("measure").into_iter().filter_map(measure).collect();
    let tables = tables(&table);
    let id = Spanned::new(stem.to_owned(), table.span());
    table.finish();
    let (name, definition, topic, main) = (name?, definition?, topic?, main?);
    Some(Indicator { id, name, definition, slug, note, topic, main, dimensions, measures, tables })
}

/// Reads the tables of figures.
pub(super) fn tables(table: &Source<'_, '_>) -> Vec<Arc<Table>> {
    table.tables("table").into_iter().filter_map(figures).map(Arc::new).collect()
}

fn dimension(table: Source<'_, '_>) -> Option<Dimension> {
    let (id, name, is_whole) = (table.id("id"), table.localized("name"), table.flag("whole", false));
    let members = table.tables("member").into_iter().filter_map(member).collect();
    table.finish();
    Some(Dimension { id: id?, name: name?, is_whole, members })
}

fn member(table: Source<'_, '_>) -> Option<Member> {
    let (id, name) = (table.id("id"), table.localized("name"));
    table.finish();
    Some(Member { id: id?, name: name? })
}

fn measure(table: Source<'_, '_>) -> Option<Measure> {
    let (id, name, definition) =
        (table.id("id"), table.localized("name"), table.maybe_localized("definition"));
    let formula = formula(&table);
    let unit = match &formula {
        // A ratio is in percent: a unit is not asked for, and so told as an unknown key.
        Some(Formula::Ratio(_)) => None,
        Some(Formula::Sum(_) | Formula::Difference(_)) => table.maybe_text("unit"),
        None => table.text("unit"),
    };
    let (better, by) = (table.maybe_text("better"), table.texts("by"));
    let (is_cumulative, decimals) = (table.flag("cumulative", false), table.maybe_integer("decimals"));
    let (min, max) = (table.maybe_number("min"), table.maybe_number("max"));
    let is_above_whole = matches!(formula, Some(Formula::Ratio(_))) && table.flag("above_whole", false);
    table.finish();
    let (id, name) = (id?, name?);
    Some(Measure {
        id,
        name,
        definition,
        unit,
        better,
        by,
        is_cumulative,
        is_above_whole,
        min,
        max,
        formula,
        decimals,
    })
}

/// Reads how a measure is computed. A second formula is not asked for, and so told as an unknown key.
fn formula(table: &Source<'_, '_>) -> Option<Formula> {
    let inputs = |key| {
        let names = table.texts(key);
        let span = names.first()?.span;
        Some(Spanned::new(names, span))
    };
    inputs("ratio")
        .map(Formula::Ratio)
        .or_else(|| inputs("sum").map(Formula::Sum))
        .or_else(|| inputs("difference").map(Formula::Difference))
}

fn figures(table: Source<'_, '_>) -> Option<Table> {
    table.need_or("document", Code::MissingSource);
    let (document, at, note) =
        (table.maybe_text("document"), table.localized("at"), table.maybe_localized("note"));
    let (period, place) = (table.maybe_text("period"), table.maybe_text("place"));
    let (columns, rows, total) =
        (table.needed_texts("columns"), table.rows("rows"), table.maybe_row("total"));
    let (span, restates) = (table.span(), table.flag("restates", false));
    table.finish();
    let (columns, rows) = (columns?.value, rows?);
    Some(Table { span, document: document?, at: at?, note, period, place, columns, rows, total, restates })
}
