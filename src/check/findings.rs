//! What authors say of figures taken together: relations that must hold, and explanations of those that do not.

use super::Data;
use super::context::Context;
use super::targets::column;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Spanned;
use crate::model::{
    Agreement, ColumnId, Explanation, FigureRef, FigureRelation, FindingSubject, Id, Indicator, MeasureUnit,
    Period, Place, Rule, Statement,
};
use crate::parse::{self, Text};

pub(super) fn relations(
    context: &mut Context<'_>,
    data: &Data,
    raw: &[parse::Relation],
) -> Vec<FigureRelation> {
    raw.iter().filter_map(|raw| relation(context, data, raw)).collect()
}

fn relation(context: &mut Context<'_>, data: &Data, raw: &parse::Relation) -> Option<FigureRelation> {
    let known = [("sum", Agreement::Sum), ("within", Agreement::Within), ("equal", Agreement::Equal)];
    let agreement = context.word("relation", &raw.relation, &known);
    let whole = figure(context, data, &raw.whole);
    let parts: Vec<_> = raw.parts.iter().filter_map(|part| figure(context, data, part)).collect();
    let note = context.maybe_localized(raw.note.as_ref());
    let (whole, agreement) = (whole?, agreement?);
    (parts.len() == raw.parts.len()).then_some(())?;
    let is_percent = |figure: &FigureRef| {
        data.indicators.get(figure.indicator).measure(figure.column).unit == MeasureUnit::Percent
    };
    if parts.iter().any(|part| is_percent(part) != is_percent(&whole)) {
        return context.refuse(Diagnostic::at(Code::MixedUnits, raw.whole.span));
    }
    Some(FigureRelation { whole, parts, agreement, note, span: raw.whole.span })
}

pub(super) fn explanations(
    context: &mut Context<'_>,
    data: &Data,
    raw: &[parse::Finding],
) -> Vec<Explanation> {
    raw.iter().filter_map(|raw| explanation(context, data, raw)).collect()
}

fn explanation(context: &mut Context<'_>, data: &Data, raw: &parse::Finding) -> Option<Explanation> {
    let rule = context.word("code", &raw.code, &Rule::ALL.map(|rule| (rule.name(), rule)));
    let subject = subject(context, data, raw);
    let reason = context.localized(&raw.reason);
    let at = context.maybe_localized(raw.at.as_ref());
    let states = context.maybe_localized(raw.states.as_ref());
    let documents = &data.lists.documents;
    let document = raw.document.as_ref();
    let document = document
        .and_then(|document| context.resolve("document", documents, document, "content/documents.toml"));
    let otherwise = match (states, document, at) {
        (Some(states), Some(document), Some(at)) => Some((states, Statement { document, at })),
        _ => None,
    };
    let (rule, subject, reason) = (rule?, subject?, reason?);
    if rule == Rule::StatedOtherwise && otherwise.is_none() {
        return None;
    }
    Some(Explanation { rule, subject, otherwise, reason, span: raw.span })
}

/// Finds what a finding is about: a figure, or a plan with its group or task.
fn subject(context: &mut Context<'_>, data: &Data, raw: &parse::Finding) -> Option<FindingSubject> {
    let Some(plan) = &raw.plan else {
        return figure(context, data, raw.figure.as_ref()?).map(FindingSubject::Figure);
    };
    let home = format!("content/plans/{}.toml", plan.value);
    let id = context.resolve("plan", &data.plans, plan, &home)?;
    let plan = data.plans.get(id);
    if let Some(task) = &raw.task {
        let names = || plan.tasks.iter().map(|task| task.name_id.as_str());
        let found = names().position(|name| name == task.value);
        let found = found.or_else(|| context.unknown("task", task, names().collect(), &home));
        return found.map(|task| FindingSubject::Task(id, task));
    }
    let Some(group) = &raw.group else { return Some(FindingSubject::Plan(id, None)) };
    let names = || plan.groups.iter().map(|group| group.name_id.as_str());
    let found = names().position(|name| name == group.value);
    let found = found.or_else(|| context.unknown("group", group, names().collect(), &home));
    found.map(|group| FindingSubject::Plan(id, Some(group)))
}

/// Resolves `indicator/measure.member?place=…&period=…`. Place and period may be left out where only one is there.
pub(super) fn figure(context: &mut Context<'_>, data: &Data, text: &Text) -> Option<FigureRef> {
    let (path, query) = text.value.split_once('?').unwrap_or((&text.value, ""));
    let part = |part: &str| Spanned::new(part.to_owned(), text.span);
    if !path.contains('/') {
        return context.refuse(Diagnostic::at(Code::BadReference, text.span).with("text", &text.value));
    }
    let (indicator, column) = column(context, &data.indicators, &part(path))?;
    let (mut place, mut period) = (None, None);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("place", id)) => {
                let home = "content/places.toml";
                place = Some(context.resolve("place", &data.lists.places, &part(id), home)?);
            }
            Some(("period", text)) => period = Some(context.period(&part(text))?),
            _ => {
                let bad = Diagnostic::at(Code::BadReference, text.span).with("text", &text.value);
                return context.refuse(bad);
            }
        }
    }
    Named { indicator, column, place, period }.find(context, data, text)
}

/// A figure as far as an author named it.
struct Named {
    indicator: Id<Indicator>,
    column: ColumnId,
    place: Option<Id<Place>>,
    period: Option<Period>,
}

impl Named {
    fn find(&self, context: &mut Context<'_>, data: &Data, text: &Text) -> Option<FigureRef> {
        let indicator = data.indicators.get(self.indicator);
        let all = indicator.observations.column(self.column).iter();
        let known: Vec<(Id<Place>, Period)> = all
            .filter(|observation| self.place.is_none_or(|place| observation.place == place))
            .map(|observation| (observation.place, observation.period))
            .collect();
        let mut meant = known.iter().filter(|(_, period)| self.period.is_none_or(|named| *period == named));
        if let (Some(&(place, period)), None) = (meant.next(), meant.next()) {
            let (indicator, column) = (self.indicator, self.column);
            return Some(FigureRef { indicator, column, place, period });
        }
        if context.has_faults(&format!("content/indicators/{}.toml", indicator.name_id)) {
            return None;
        }
        let name = |&(place, period): &(Id<Place>, Period)| {
            format!("?place={}&period={period}", data.lists.places.get(place).name_id)
        };
        let n_meant =
            known.iter().filter(|(_, period)| self.period.is_none_or(|named| *period == named)).count();
        let shown = known.iter().take(MOST_SHOWN).map(name).collect::<Vec<_>>().join(", ");
        let more = if known.len() > MOST_SHOWN { ", …" } else { "" };
        let code = if n_meant == 0 { Code::UnknownFigure } else { Code::AmbiguousFigure };
        let told = Diagnostic::at(code, text.span).with("figure", &text.value).with("n", n_meant);
        context.refuse(told.with("known", shown + more))
    }
}

/// Figures named in a help line.
const MOST_SHOWN: usize = 6;
