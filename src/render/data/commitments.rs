//! Tasks of plans, agencies and targets. What depends on the day of the build says which day that was.

use serde::Serialize;

use super::{ByLanguage, text_cell, to_csv, to_json};
use crate::model::{
    ActionPlan, Agency, Catalogue, Deadline, Id, LocalizedText, MovedDeadline, Place, Subject, Target, Task,
    Update,
};
use crate::plan::Format;
use crate::render::Shared;
use crate::render::target::{Reached, reached};
use crate::render::task::as_reported;

/// Writes the tasks of a plan.
pub(super) fn tasks(shared: &Shared<'_>, id: Id<ActionPlan>, format: Format) -> Vec<u8> {
    let lists = Lists { shared, catalogue: &shared.checked.catalogue };
    let plan = lists.catalogue.plans.get(id);
    match format {
        Format::Csv => to_csv(&TASK_FIELDS, plan.tasks.iter().map(|task| lists.task_line(plan, task))),
        Format::Json => to_json(&lists.plan(plan)),
    }
}

/// Writes the agencies.
pub(super) fn agencies(shared: &Shared<'_>, format: Format) -> Vec<u8> {
    let lists = Lists { shared, catalogue: &shared.checked.catalogue };
    match format {
        Format::Csv => to_csv(&AGENCY_FIELDS, lists.agencies().map(|agency| lists.agency_line(agency))),
        Format::Json => to_json(&lists.agencies().map(|agency| lists.agency(agency)).collect::<Vec<_>>()),
    }
}

/// Writes the targets.
pub(super) fn targets(shared: &Shared<'_>, format: Format) -> Vec<u8> {
    let lists = Lists { shared, catalogue: &shared.checked.catalogue };
    match format {
        Format::Csv => to_csv(&TARGET_FIELDS, lists.targets()),
        Format::Json => to_json(&lists.targets().collect::<Vec<_>>()),
    }
}

/// Columns of tasks with their types; the word `field-…` says what each holds.
pub(super) const TASK_FIELDS: [(&str, &str); 15] = [
    ("plan", "string"),
    ("task", "string"),
    ("number", "string"),
    ("group", "string"),
    ("text", "string"),
    ("lead", "string"),
    ("support", "string"),
    ("deadline", "string"),
    ("product", "string"),
    ("state", "string"),
    ("state_on", "date"),
    ("last_report", "date"),
    ("last_reported", "string"),
    ("document", "string"),
    ("at", "string"),
];

/// Columns of agencies.
pub(super) const AGENCY_FIELDS: [(&str, &str); 6] = [
    ("agency", "string"),
    ("name", "string"),
    ("short", "string"),
    ("kind", "string"),
    ("place", "string"),
    ("collective", "boolean"),
];

/// Columns of targets.
pub(super) const TARGET_FIELDS: [(&str, &str); 19] = [
    ("target", "string"),
    ("indicator", "string"),
    ("measure", "string"),
    ("name", "string"),
    ("place", "string"),
    ("relation", "string"),
    ("goal", "number"),
    ("unit", "string"),
    ("by", "string"),
    ("baseline", "number"),
    ("baseline_period", "string"),
    ("state", "string"),
    ("state_on", "date"),
    ("latest", "number"),
    ("latest_period", "string"),
    ("expected", "number"),
    ("plan", "string"),
    ("document", "string"),
    ("at", "string"),
];

/// A task as a line of CSV. Texts are in the site's first language; JSON has all.
#[derive(Serialize)]
struct TaskLine<'a> {
    plan: &'a str,
    task: &'a str,
    number: Option<String>,
    group: Option<&'a str>,
    text: String,
    /// Ids of agencies, divided by spaces.
    lead: String,
    support: String,
    /// Periods, `ongoing`, or the document's words, divided by `; `.
    deadline: String,
    product: Option<String>,
    state: &'static str,
    /// The day that the state is computed for.
    state_on: String,
    last_report: Option<String>,
    last_reported: Option<&'static str>,
    document: &'a str,
    at: Option<String>,
}

/// A plan with its tasks.
#[derive(Serialize)]
struct PlanData<'a> {
    plan: &'a str,
    title: ByLanguage<'a>,
    document: &'a str,
    period: String,
    place: &'a str,
    licence: Option<&'a str>,
    /// The day that states are computed for.
    state_on: String,
    groups: Vec<Named<'a>>,
    tasks: Vec<TaskData<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: ByLanguage<'a>,
}

#[derive(Serialize)]
struct TaskData<'a> {
    id: &'a str,
    number: Option<&'a str>,
    group: Option<&'a str>,
    text: ByLanguage<'a>,
    lead: Vec<&'a str>,
    support: Vec<&'a str>,
    deadlines: Vec<DeadlineData<'a>>,
    product: Option<ByLanguage<'a>>,
    state: &'static str,
    targets: Vec<&'a str>,
    at: Option<ByLanguage<'a>>,
    note: Option<ByLanguage<'a>>,
    moved: Vec<MovedData<'a>>,
    updates: Vec<UpdateData<'a>>,
}

/// A period or `ongoing`, or the document's words.
#[derive(Serialize)]
struct DeadlineData<'a> {
    when: Option<String>,
    words: Option<ByLanguage<'a>>,
}

#[derive(Serialize)]
struct MovedData<'a> {
    deadlines: Vec<DeadlineData<'a>>,
    document: &'a str,
    at: ByLanguage<'a>,
    note: Option<ByLanguage<'a>>,
}

#[derive(Serialize)]
struct UpdateData<'a> {
    date: String,
    state: &'static str,
    text: ByLanguage<'a>,
    document: &'a str,
    at: ByLanguage<'a>,
}

/// An agency as a line of CSV.
#[derive(Serialize)]
struct AgencyLine<'a> {
    agency: &'a str,
    name: String,
    short: Option<String>,
    kind: Option<String>,
    place: Option<&'a str>,
    collective: bool,
}

#[derive(Serialize)]
struct AgencyData<'a> {
    id: &'a str,
    name: ByLanguage<'a>,
    short: Option<ByLanguage<'a>>,
    kind: Option<ByLanguage<'a>>,
    place: Option<&'a str>,
    collective: bool,
    note: Option<ByLanguage<'a>>,
}

/// A target at one place: the same record in CSV and JSON.
#[derive(Serialize)]
struct TargetLine<'a> {
    target: &'a str,
    /// The indicator and its measure; empty where nothing measures it yet.
    indicator: Option<&'a str>,
    measure: Option<String>,
    /// What it is, in the site's first language, where nothing measures it yet.
    name: Option<String>,
    place: &'a str,
    relation: &'static str,
    goal: String,
    unit: &'a str,
    by: Option<String>,
    baseline: Option<String>,
    baseline_period: Option<String>,
    state: &'static str,
    state_on: String,
    latest: Option<String>,
    latest_period: Option<String>,
    /// Where the straight line from the baseline stands at that time.
    expected: Option<String>,
    plan: Option<&'a str>,
    document: &'a str,
    at: String,
}

struct Lists<'a> {
    shared: &'a Shared<'a>,
    catalogue: &'a Catalogue,
}

impl<'a> Lists<'a> {
    fn text(&self, text: &'a LocalizedText) -> ByLanguage<'a> {
        ByLanguage(self.catalogue.languages(), text)
    }

    fn maybe(&self, text: Option<&'a LocalizedText>) -> Option<ByLanguage<'a>> {
        text.map(|text| self.text(text))
    }

    fn today(&self) -> String {
        self.catalogue.settings.today.to_string()
    }

    fn document(&self, id: Id<crate::model::Document>) -> &'a str {
        &self.catalogue.documents.get(id).name_id
    }

    fn ids(&self, agencies: &[Id<Agency>]) -> Vec<&'a str> {
        agencies.iter().map(|&id| self.catalogue.agencies.get(id).name_id.as_str()).collect()
    }

    fn task_line(&self, plan: &'a ActionPlan, task: &'a Task) -> TaskLine<'a> {
        let standing = task.standing(self.catalogue.settings.today);
        let deadlines: Vec<String> = task.deadlines.iter().map(deadline_words).collect();
        TaskLine {
            plan: &plan.name_id,
            task: &task.name_id,
            number: task.number.as_deref().map(text_cell),
            group: task.group.map(|group| plan.groups[group].name_id.as_str()),
            text: first(&task.text),
            lead: self.ids(&task.lead).join(" "),
            support: self.ids(&task.support).join(" "),
            deadline: text_cell(&deadlines.join("; ")),
            product: task.product.as_ref().map(first),
            state: standing.status.name(),
            state_on: self.today(),
            last_report: standing.latest.map(|update| update.date.to_string()),
            last_reported: standing.latest.map(|update| as_reported(update.state).name()),
            document: self.document(plan.document),
            at: task.at.as_ref().map(first),
        }
    }

    fn plan(&self, plan: &'a ActionPlan) -> PlanData<'a> {
        let group =
            |group: &'a crate::model::Group| Named { id: &group.name_id, name: self.text(&group.name) };
        PlanData {
            plan: &plan.name_id,
            title: self.text(&plan.title),
            document: self.document(plan.document),
            period: plan.period.to_string(),
            place: &self.catalogue.places.get(plan.place).name_id,
            licence: self.catalogue.settings.licence.as_ref().map(|(name, _)| name.as_str()),
            state_on: self.today(),
            groups: plan.groups.iter().map(group).collect(),
            tasks: plan.tasks.iter().map(|task| self.task(plan, task)).collect(),
        }
    }

    fn task(&self, plan: &'a ActionPlan, task: &'a Task) -> TaskData<'a> {
        TaskData {
            id: &task.name_id,
            number: task.number.as_deref(),
            group: task.group.map(|group| plan.groups[group].name_id.as_str()),
            text: self.text(&task.text),
            lead: self.ids(&task.lead),
            support: self.ids(&task.support),
            deadlines: self.deadlines(&task.deadlines),
            product: self.maybe(task.product.as_ref()),
            state: task.standing(self.catalogue.settings.today).status.name(),
            targets: task.targets.iter().map(|&id| self.catalogue.targets.get(id).name_id.as_str()).collect(),
            at: self.maybe(task.at.as_ref()),
            note: self.maybe(task.note.as_ref()),
            moved: task.moved.iter().map(|moved| self.moved(moved)).collect(),
            updates: task.updates.iter().map(|update| self.update(update)).collect(),
        }
    }

    fn deadlines(&self, deadlines: &'a [Deadline]) -> Vec<DeadlineData<'a>> {
        let deadline = |deadline: &'a Deadline| match deadline {
            Deadline::By(period) => DeadlineData { when: Some(period.to_string()), words: None },
            Deadline::Ongoing => DeadlineData { when: Some("ongoing".to_owned()), words: None },
            Deadline::Worded(words) => DeadlineData { when: None, words: Some(self.text(words)) },
        };
        deadlines.iter().map(deadline).collect()
    }

    fn moved(&self, moved: &'a MovedDeadline) -> MovedData<'a> {
        MovedData {
            deadlines: self.deadlines(&moved.deadlines),
            document: self.document(moved.document),
            at: self.text(&moved.at),
            note: self.maybe(moved.note.as_ref()),
        }
    }

    fn update(&self, update: &'a Update) -> UpdateData<'a> {
        UpdateData {
            date: update.date.to_string(),
            state: as_reported(update.state).name(),
            text: self.text(&update.text),
            document: self.document(update.document),
            at: self.text(&update.at),
        }
    }

    fn agencies(&self) -> impl Iterator<Item = &'a Agency> {
        self.catalogue.agencies.iter().map(|(_, agency)| agency)
    }

    fn kind(&self, agency: &Agency) -> Option<&'a LocalizedText> {
        agency.kind.map(|kind| &self.catalogue.agency_kinds.get(kind).name)
    }

    fn agency_line(&self, agency: &'a Agency) -> AgencyLine<'a> {
        AgencyLine {
            agency: &agency.name_id,
            name: first(&agency.name),
            short: agency.short.as_ref().map(first),
            kind: self.kind(agency).map(first),
            place: agency.place.map(|place| self.catalogue.places.get(place).name_id.as_str()),
            collective: agency.is_collective,
        }
    }

    fn agency(&self, agency: &'a Agency) -> AgencyData<'a> {
        AgencyData {
            id: &agency.name_id,
            name: self.text(&agency.name),
            short: self.maybe(agency.short.as_ref()),
            kind: self.maybe(self.kind(agency)),
            place: agency.place.map(|place| self.catalogue.places.get(place).name_id.as_str()),
            collective: agency.is_collective,
            note: self.maybe(agency.note.as_ref()),
        }
    }

    fn targets(&self) -> impl Iterator<Item = TargetLine<'a>> + use<'a, '_> {
        let all = self.catalogue.targets.iter().map(|(_, target)| target);
        all.flat_map(move |target| target.places.iter().map(move |&place| self.target(target, place)))
    }

    fn target(&self, target: &'a Target, place: Id<Place>) -> TargetLine<'a> {
        let Reached { progress, latest, expected } = reached(self.catalogue, target, place);
        let indicator = target.measure().map(|(id, column)| (self.catalogue.indicators.get(id), column));
        let (name, unit) = match &target.subject {
            Subject::Named { name, unit } => (Some(first(name)), Some(*unit)),
            Subject::Measured { .. } => (None, indicator.map(|(known, column)| known.measure(column).unit)),
        };
        TargetLine {
            target: &target.name_id,
            indicator: indicator.map(|(indicator, _)| indicator.name_id.as_str()),
            measure: indicator.map(|(indicator, column)| indicator.column_name_id(column)),
            name,
            place: &self.catalogue.places.get(place).name_id,
            relation: target.relation.name(),
            goal: target.value.to_string(),
            unit: unit.map_or("", |unit| self.shared.unit_id(unit)),
            by: target.by.map(|by| by.to_string()),
            baseline: target.baseline.map(|baseline| baseline.value.to_string()),
            baseline_period: target.baseline.map(|baseline| baseline.period.to_string()),
            state: progress.name(),
            state_on: self.today(),
            latest: latest.and_then(|latest| latest.reading.value()).map(|value| value.to_string()),
            latest_period: latest.map(|latest| latest.period.to_string()),
            expected: expected.map(|value| value.round(2).to_string()),
            plan: target.plan.map(|plan| self.catalogue.plans.get(plan).name_id.as_str()),
            document: self.document(target.document),
            at: first(&target.at),
        }
    }
}

/// Returns a text in the site's first language, as a cell.
fn first(text: &LocalizedText) -> String {
    text_cell(&text.values()[0])
}

fn deadline_words(deadline: &Deadline) -> String {
    match deadline {
        Deadline::By(period) => period.to_string(),
        Deadline::Ongoing => "ongoing".to_owned(),
        Deadline::Worded(words) => words.values()[0].clone(),
    }
}
