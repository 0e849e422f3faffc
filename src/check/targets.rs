//! Targets: which column, for which places, by when.

use super::Lists;
use super::context::Context;
use super::figures::parse_column;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ColumnId, Id, Indicator, Registry, Relation, Target};
use crate::parse::{self, Text};

pub(super) fn targets(
    context: &mut Context<'_>,
    lists: &Lists,
    indicators: &Registry<Indicator>,
    raw: &[parse::Target],
) -> Vec<Target> {
    let mut ids = Registry::default();
    let mut targets = Vec::new();
    for target in raw {
        context.insert(&mut ids, &target.id, ());
        targets.extend(self::target(context, lists, indicators, target));
    }
    targets
}

fn target(
    context: &mut Context<'_>,
    lists: &Lists,
    indicators: &Registry<Indicator>,
    raw: &parse::Target,
) -> Option<Target> {
    let figure = column(context, indicators, &raw.measure);
    let known = [("at-least", Relation::AtLeast), ("at-most", Relation::AtMost), ("equal", Relation::Equal)];
    let relation = context.word("relation", &raw.relation, &known);
    let by = raw.by.as_ref().and_then(|by| context.period(by));
    let document = context.resolve("document", &lists.documents, &raw.document, "content/documents.toml");
    let (at, note) = (context.localized(&raw.at), context.maybe_localized(raw.note.as_ref()));
    let places = match (&raw.place, &raw.places) {
        (Some(place), _) => vec![context.resolve("place", &lists.places, place, "content/places.toml")?],
        (None, Some(level)) => {
            let level = context.resolve("level", &lists.levels, level, "content/places.toml")?;
            lists.places.iter().filter(|(_, place)| place.level == level).map(|(id, _)| id).collect()
        }
        (None, None) => {
            return context.refuse(Diagnostic::at(Code::MissingKey, raw.id.span).with("key", "place"));
        }
    };
    let ((indicator, column), value) = (figure?, raw.value.value);
    Some(Target {
        indicator,
        column,
        places,
        value,
        relation: relation?,
        by,
        document: document?,
        at: at?,
        note,
    })
}

/// Resolves `indicator/measure.member`.
pub(super) fn column(
    context: &mut Context<'_>,
    indicators: &Registry<Indicator>,
    text: &Text,
) -> Option<(Id<Indicator>, ColumnId)> {
    let (name, column) = text.value.split_once('/').unwrap_or((&text.value, ""));
    let named = Text::new(name.to_owned(), text.span);
    let id = context.resolve("indicator", indicators, &named, "content/indicators/")?;
    let indicator = indicators.get(id);
    let found = parse_column(indicator, column).and_then(|column| indicator.find_column(&column));
    let found = found.or_else(|| {
        let known: Vec<String> =
            (0..indicator.columns.len()).map(|column| indicator.column_name_id(column)).collect();
        let known = known.iter().map(String::as_str).collect();
        let home = format!("content/indicators/{name}.toml");
        context.unknown("measure", &Text::new(column.to_owned(), text.span), known, &home)
    });
    Some((id, found?))
}
