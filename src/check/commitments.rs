//! Action plans: their groups, tasks, deadlines and updates.

use std::sync::Arc;

use super::Lists;
use super::context::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Spanned;
use crate::model::{
    ActionPlan, Agency, Deadline, Group, Id, MovedDeadline, Period, Registry, ReportedState, StatedCount,
    Target, Task, Update,
};
use crate::parse::{self, Text};

/// What a report may say of a task.
const STATES: [(&str, ReportedState); 4] = [
    ("done", ReportedState::Done),
    ("in-progress", ReportedState::InProgress),
    ("not-started", ReportedState::NotStarted),
    ("stopped", ReportedState::Stopped),
];

pub(super) fn plans(
    context: &mut Context<'_>,
    lists: &Lists,
    raw: &[Arc<parse::ActionPlan>],
) -> Registry<ActionPlan> {
    let mut plans = Registry::default();
    for plan in raw {
        if let Some(checked) = self::plan(context, lists, plan) {
            context.insert(&mut plans, &plan.id, checked);
        }
    }
    plans
}

/// Finds the targets that tasks serve, now that targets are known.
pub(super) fn targets(
    context: &mut Context<'_>,
    raw: &[Arc<parse::ActionPlan>],
    targets: &Registry<Target>,
    plans: &mut Registry<ActionPlan>,
) {
    for raw in raw {
        let Some(plan) = plans.find(&raw.id.value) else { continue };
        for raw in &raw.tasks {
            let find = |text| context.resolve("target", targets, text, "content/targets.toml");
            let found: Vec<Id<Target>> = raw.targets.iter().filter_map(find).collect();
            let tasks = &mut plans.get_mut(plan).tasks;
            if let Some(task) = tasks.iter_mut().find(|task| task.name_id == raw.id.value) {
                task.targets = found;
            }
        }
    }
}

fn plan(context: &mut Context<'_>, lists: &Lists, raw: &parse::ActionPlan) -> Option<ActionPlan> {
    let (title, summary) = (context.localized(&raw.title), context.localized(&raw.summary));
    let slug = context.slug(raw.slug.as_ref(), &raw.id.value);
    let document = context.resolve("document", &lists.documents, &raw.document, "content/documents.toml");
    let place = context.resolve("place", &lists.places, &raw.place, "content/places.toml");
    let (period, note) = (context.period(&raw.period), context.maybe_localized(raw.note.as_ref()));
    let task_name = context.maybe_localized(raw.task_name.as_ref());
    let stated = raw.stated.as_ref().and_then(|stated| count(context, stated));
    let groups = groups(context, &raw.groups);
    let mut tasks = Registry::default();
    for task in &raw.tasks {
        let checked = self::task(context, lists, (&groups, raw), task);
        if let Some(checked) = checked {
            context.insert(&mut tasks, &task.id, checked);
        }
    }
    Some(ActionPlan {
        name_id: raw.id.value.clone(),
        title: title?,
        summary: summary?,
        slug: slug?,
        document: document?,
        period: period?,
        place: place?,
        note,
        stated,
        task_name,
        groups: groups.iter().map(|(_, group)| group.clone()).collect(),
        tasks: tasks.iter().map(|(_, task): (_, &Task)| task.clone()).collect(),
        span: raw.id.span,
    })
}

fn groups(context: &mut Context<'_>, raw: &[parse::Group]) -> Registry<Group> {
    let mut groups = Registry::default();
    for group in raw {
        let stated = group.stated.as_ref().and_then(|stated| count(context, stated));
        if let Some(name) = context.localized(&group.name) {
            context.insert(&mut groups, &group.id, Group { name_id: group.id.value.clone(), name, stated });
        }
    }
    groups
}

/// Reads a stated count: a whole number from 0.
fn count(context: &mut Context<'_>, stated: &Spanned<i64>) -> Option<StatedCount> {
    let count = usize::try_from(stated.value).ok();
    let count = count
        .or_else(|| context.refuse(Diagnostic::at(Code::BadNumber, stated.span).with("text", stated.value)));
    Some(StatedCount { count: count?, span: stated.span })
}

fn task(
    context: &mut Context<'_>,
    lists: &Lists,
    (groups, plan): (&Registry<Group>, &parse::ActionPlan),
    raw: &parse::Task,
) -> Option<Task> {
    let text = context.localized(&raw.text);
    let home = format!("content/plans/{}.toml", plan.id.value);
    let group = raw.group.as_ref().and_then(|group| context.resolve("group", groups, group, &home));
    let (lead, support) = (agencies(context, lists, &raw.lead), agencies(context, lists, &raw.support));
    let deadlines = deadlines(context, &raw.deadlines);
    let (product, at) =
        (context.maybe_localized(raw.product.as_ref()), context.maybe_localized(raw.at.as_ref()));
    let note = context.maybe_localized(raw.note.as_ref());
    let moved = raw.moved.iter().filter_map(|moved| self::moved(context, lists, moved)).collect();
    let mut updates: Vec<Update> =
        raw.updates.iter().filter_map(|update| self::update(context, lists, update)).collect();
    updates.sort_by_key(|update| update.date);
    Some(Task {
        name_id: raw.id.value.clone(),
        number: raw.number.as_ref().map(|number| number.value.clone()),
        group: group.map(Id::index),
        text: text?,
        lead,
        support,
        deadlines,
        product,
        at,
        note,
        targets: Vec::new(),
        moved,
        updates,
        span: raw.span,
    })
}

fn agencies(context: &mut Context<'_>, lists: &Lists, raw: &[Text]) -> Vec<Id<Agency>> {
    let mut agencies = Vec::new();
    for text in raw {
        let found = context.resolve("agency", &lists.agencies, text, "content/agencies.toml");
        match found {
            Some(agency) if agencies.contains(&agency) => {
                context.tell(Diagnostic::at(Code::DoubledId, text.span).with("id", &text.value));
            }
            found => agencies.extend(found),
        }
    }
    agencies
}

fn deadlines(context: &mut Context<'_>, raw: &[parse::Deadline]) -> Vec<Deadline> {
    raw.iter().filter_map(|deadline| self::deadline(context, deadline)).collect()
}

fn deadline(context: &mut Context<'_>, raw: &parse::Deadline) -> Option<Deadline> {
    match raw {
        parse::Deadline::Worded(words) => context.localized(words).map(Deadline::Worded),
        parse::Deadline::Word(word) if word.value == "ongoing" => Some(Deadline::Ongoing),
        parse::Deadline::Word(word) => Period::parse(&word.value).map(Deadline::By).or_else(|| {
            context.refuse(Diagnostic::at(Code::BadDeadline, word.span).with("text", &word.value))
        }),
    }
}

fn moved(context: &mut Context<'_>, lists: &Lists, raw: &parse::Moved) -> Option<MovedDeadline> {
    let deadlines = deadlines(context, &raw.deadlines);
    let document = context.resolve("document", &lists.documents, &raw.document, "content/documents.toml");
    let (at, note) = (context.localized(&raw.at), context.maybe_localized(raw.note.as_ref()));
    Some(MovedDeadline { deadlines, document: document?, at: at?, note })
}

fn update(context: &mut Context<'_>, lists: &Lists, raw: &parse::Update) -> Option<Update> {
    let (date, state) = (context.date(&raw.date), context.word("state", &raw.state, &STATES));
    let document = context.resolve("document", &lists.documents, &raw.document, "content/documents.toml");
    let (at, text) = (context.localized(&raw.at), context.localized(&raw.text));
    if let Some(date) = date.filter(|date| *date > context.today) {
        let future = Diagnostic::at(Code::FutureUpdate, raw.date.span).with("date", date);
        context.tell(future.with("today", context.today));
    }
    Some(Update { date: date?, state: state?, document: document?, at: at?, text: text? })
}
