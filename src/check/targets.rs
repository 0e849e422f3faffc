//! Targets: which column, for which places, by when.

use super::Lists;
use super::context::Context;
use super::figures::parse_column;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    ActionPlan, Baseline, ColumnId, Id, Indicator, MeasureUnit, Period, Place, Registry, Relation, Subject,
    Target,
};
use crate::parse::{self, Text};

pub(super) fn targets(
    context: &mut Context<'_>,
    lists: &Lists,
    known: (&Registry<Indicator>, &Registry<ActionPlan>),
    raw: &[parse::Target],
) -> Registry<Target> {
    let mut targets = Registry::default();
    for target in raw {
        if let Some(checked) = self::target(context, lists, known, target) {
            context.insert(&mut targets, &target.id, checked);
        }
    }
    targets
}

fn target(
    context: &mut Context<'_>,
    lists: &Lists,
    (indicators, plans): (&Registry<Indicator>, &Registry<ActionPlan>),
    raw: &parse::Target,
) -> Option<Target> {
    let subject = subject(context, lists, indicators, raw);
    let known = Relation::ALL.map(|relation| (relation.name(), relation));
    let relation = context.word("relation", &raw.relation, &known);
    let by = raw.by.as_ref().and_then(|by| context.period(by));
    let baseline = raw.baseline.as_ref().and_then(|baseline| self::baseline(context, baseline, by));
    let plan = raw.plan.as_ref().and_then(|plan| context.resolve("plan", plans, plan, "content/plans/"));
    let document = context.resolve("document", &lists.documents, &raw.document, "content/documents.toml");
    let (at, note) = (context.localized(&raw.at), context.maybe_localized(raw.note.as_ref()));
    let (places, name_id) = (places(context, lists, raw)?, raw.id.value.clone());
    let (value, subject, relation) = (raw.value.value, subject?, relation?);
    let (document, at) = (document?, at?);
    Some(Target { name_id, subject, places, value, relation, by, baseline, plan, document, at, note })
}

fn subject(
    context: &mut Context<'_>,
    lists: &Lists,
    indicators: &Registry<Indicator>,
    raw: &parse::Target,
) -> Option<Subject> {
    if let Some(measure) = &raw.measure {
        let (indicator, column) = column(context, indicators, measure)?;
        return Some(Subject::Measured { indicator, column });
    }
    let (name, unit) = (raw.name.as_ref()?, raw.unit.as_ref()?);
    let name = context.localized(name);
    let unit = match unit.value.as_str() {
        "percent" => Some(MeasureUnit::Percent),
        _ => context.resolve("unit", &lists.units, unit, "content/units.toml").map(MeasureUnit::Counted),
    };
    Some(Subject::Named { name: name?, unit: unit? })
}

/// Checks where a target starts from: before it falls due.
fn baseline(context: &mut Context<'_>, raw: &parse::Baseline, by: Option<Period>) -> Option<Baseline> {
    let period = context.period(&raw.period)?;
    if by.is_some_and(|by| by.last() <= period.last()) {
        return context.refuse(Diagnostic::at(Code::LateBaseline, raw.period.span).with("period", period));
    }
    Some(Baseline { value: raw.value.value, period })
}

fn places(context: &mut Context<'_>, lists: &Lists, raw: &parse::Target) -> Option<Vec<Id<Place>>> {
    match (&raw.place, &raw.places) {
        (Some(place), _) => {
            Some(vec![context.resolve("place", &lists.places, place, "content/places.toml")?])
        }
        (None, Some(level)) => {
            let level = context.resolve("level", &lists.levels, level, "content/places.toml")?;
            Some(lists.places.iter().filter(|(_, place)| place.level == level).map(|(id, _)| id).collect())
        }
        (None, None) => context.refuse(Diagnostic::at(Code::MissingKey, raw.id.span).with("key", "place")),
    }
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
