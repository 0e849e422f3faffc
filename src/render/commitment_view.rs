//! What templates see of commitments, agencies and targets. As in `view`: small structs, texts in the page's language.

use serde::Serialize;

use super::view::{CitationView, DocumentView, FindingView, LinkView};

/// How a task or target stands.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StatusView {
    /// `overdue`, `on-track` …: for the style.
    pub(super) key: &'static str,
    pub(super) name: String,
}

/// How many tasks stand so.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StatusCount {
    pub(super) status: StatusView,
    pub(super) count: String,
    /// Where its part of a bar of all tasks begins and how long it is, in percent.
    pub(super) from: String,
    pub(super) share: String,
    /// What the status means.
    pub(super) meaning: String,
    /// Where these tasks are listed; nothing where they are not.
    pub(super) url: Option<String>,
}

/// A task in a table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TaskRow {
    pub(super) number: Option<String>,
    pub(super) link: LinkView,
    /// The plan it belongs to; nothing where the table is of one plan.
    pub(super) plan: Option<LinkView>,
    pub(super) lead: Vec<LinkView>,
    pub(super) deadline: String,
    pub(super) status: StatusView,
    /// The day of its latest report.
    pub(super) reported: Option<String>,
}

/// A table of tasks.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TasksView {
    pub(super) caption: String,
    /// What one of its tasks is called.
    pub(super) task_name: String,
    pub(super) has_plans: bool,
    pub(super) has_leads: bool,
    pub(super) rows: Vec<TaskRow>,
}

/// Links to tasks under a head.
#[derive(Debug, Serialize)]
pub(super) struct TaskLinks {
    pub(super) anchor: String,
    pub(super) name: String,
    /// The status that they share, where they do.
    pub(super) status: Option<StatusView>,
    /// What that status means.
    pub(super) meaning: Option<String>,
    pub(super) count: String,
    pub(super) links: Vec<LinkView>,
}

/// A plan in a list.
#[derive(Debug, Serialize)]
pub(super) struct PlanSummary {
    pub(super) link: LinkView,
    pub(super) summary: String,
    pub(super) period: String,
    pub(super) document: DocumentView,
    pub(super) n_tasks: String,
    pub(super) counts: Vec<StatusCount>,
}

/// All plans, and what is late in any of them.
#[derive(Debug, Serialize)]
pub(super) struct PlansView {
    /// How the tasks of all plans stand.
    pub(super) counts: Vec<StatusCount>,
    pub(super) plans: Vec<PlanSummary>,
    pub(super) tables: Vec<TasksView>,
    pub(super) targets: Vec<TargetView>,
    pub(super) agencies: Option<LinkView>,
    /// The day that status is computed for.
    pub(super) today: String,
}

/// A plan.
#[derive(Debug, Serialize)]
pub(super) struct PlanView {
    pub(super) summary: String,
    pub(super) note: Option<String>,
    pub(super) period: String,
    pub(super) place: LinkView,
    pub(super) document: DocumentView,
    pub(super) n_tasks: String,
    pub(super) counts: Vec<StatusCount>,
    pub(super) task_name: String,
    pub(super) groups: Vec<GroupView>,
    pub(super) by_status: Vec<TaskLinks>,
    pub(super) by_deadline: Vec<TaskLinks>,
    pub(super) by_agency: Vec<AgencyLine>,
    pub(super) targets: Vec<TargetView>,
    /// Where the plan does not agree with itself or with other documents.
    pub(super) findings: Vec<FindingView>,
    pub(super) csv: String,
    pub(super) json: String,
    pub(super) today: String,
}

/// A group of tasks; the group of those without one has no name.
#[derive(Debug, Serialize)]
pub(super) struct GroupView {
    pub(super) anchor: String,
    pub(super) name: Option<String>,
    pub(super) tasks: Vec<TaskView>,
}

/// A task with all that is known of it.
#[derive(Debug, Serialize)]
pub(super) struct TaskView {
    pub(super) anchor: String,
    pub(super) number: Option<String>,
    pub(super) text: String,
    pub(super) status: StatusView,
    /// How the status was computed.
    pub(super) how: String,
    pub(super) lead: Vec<LinkView>,
    pub(super) support: Vec<LinkView>,
    pub(super) deadline: String,
    pub(super) product: Option<String>,
    pub(super) at: Option<String>,
    pub(super) note: Option<String>,
    pub(super) targets: Vec<LinkView>,
    pub(super) moved: Vec<MovedView>,
    /// Newest first.
    pub(super) updates: Vec<UpdateView>,
}

/// A deadline that a task had before.
#[derive(Debug, Serialize)]
pub(super) struct MovedView {
    pub(super) deadline: String,
    pub(super) note: Option<String>,
    pub(super) source: CitationView,
}

/// What a document reports of a task.
#[derive(Debug, Serialize)]
pub(super) struct UpdateView {
    pub(super) date: String,
    pub(super) datetime: String,
    pub(super) status: StatusView,
    pub(super) text: String,
    pub(super) source: CitationView,
}

/// An agency in a list.
#[derive(Debug, Serialize)]
pub(super) struct AgencyLine {
    pub(super) link: LinkView,
    pub(super) short: Option<String>,
    pub(super) n_lead: String,
    pub(super) n_support: String,
    /// How many of the tasks it leads are overdue or without news.
    pub(super) n_late: String,
}

/// Agencies of one kind; those without a kind have no name.
#[derive(Debug, Serialize)]
pub(super) struct AgencyGroup {
    pub(super) name: Option<String>,
    pub(super) agencies: Vec<AgencyLine>,
}

/// The list of agencies.
#[derive(Debug, Serialize)]
pub(super) struct AgenciesView {
    pub(super) groups: Vec<AgencyGroup>,
    pub(super) today: String,
}

/// An agency.
#[derive(Debug, Serialize)]
pub(super) struct AgencyView {
    pub(super) short: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) place: Option<LinkView>,
    pub(super) is_collective: bool,
    pub(super) note: Option<String>,
    pub(super) counts: Vec<StatusCount>,
    /// What it leads, then what it supports; tables without rows are left out.
    pub(super) tables: Vec<TasksView>,
    pub(super) today: String,
}

/// A target and how far it is.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TargetView {
    pub(super) anchor: String,
    /// What it is set for.
    pub(super) subject: LinkView,
    pub(super) place: String,
    /// `ít nhất 100%`.
    pub(super) value: String,
    pub(super) by: Option<String>,
    pub(super) plan: Option<LinkView>,
    pub(super) status: StatusView,
    /// How the status was computed.
    pub(super) how: String,
    pub(super) note: Option<String>,
    pub(super) source: CitationView,
}

/// What is late, on the first page.
#[derive(Debug, Serialize)]
pub(super) struct LateView {
    pub(super) counts: Vec<StatusCount>,
    pub(super) overdue: Option<TasksView>,
    pub(super) url: Option<String>,
    pub(super) today: String,
}
