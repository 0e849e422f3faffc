//! Commitments: the tasks of action plans, who does them, by when, and what documents report of them.
//!
//! Nothing here is typed as "overdue": how a task stands is computed from its deadlines, its updates and the day.

use super::{Agency, Date, Document, Id, LocalizedText, Period, Place, Target};
use crate::input::Span;

/// A document's list of tasks: a plan of work, a set of pilot models.
#[derive(Debug, Clone)]
pub struct ActionPlan {
    /// The author's id.
    pub name_id: String,
    /// Its title.
    pub title: LocalizedText,
    /// One sentence on what it holds.
    pub summary: LocalizedText,
    /// The word of the path.
    pub slug: LocalizedText,
    /// The document that sets it.
    pub document: Id<Document>,
    /// What it covers.
    pub period: Period,
    /// Where it holds.
    pub place: Id<Place>,
    /// What a reader must know of it.
    pub note: Option<LocalizedText>,
    /// How many tasks the document says there are.
    pub stated: Option<StatedCount>,
    /// What one of its tasks is called, where it is not "task".
    pub task_name: Option<LocalizedText>,
    /// Its groups in order.
    pub groups: Vec<Group>,
    /// Its tasks in order.
    pub tasks: Vec<Task>,
    /// Where an author wrote it.
    pub span: Span,
}

/// A count that a document states of things that it also lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedCount {
    /// How many it says there are.
    pub count: usize,
    /// Where an author wrote it.
    pub span: Span,
}

/// A group of tasks.
#[derive(Debug, Clone)]
pub struct Group {
    /// The author's id, unique in the plan.
    pub name_id: String,
    /// Its name.
    pub name: LocalizedText,
    /// How many tasks the document says it has.
    pub stated: Option<StatedCount>,
}

/// Position of a group in its plan.
pub type GroupId = usize;
/// Position of a task in its plan.
pub type TaskId = usize;

/// One task.
#[derive(Debug, Clone)]
pub struct Task {
    /// The author's id, unique in the plan.
    pub name_id: String,
    /// Its number in the document.
    pub number: Option<String>,
    /// The group it belongs to.
    pub group: Option<GroupId>,
    /// What is to be done.
    pub text: LocalizedText,
    /// Who leads it; none where the document names none.
    pub lead: Vec<Id<Agency>>,
    /// Who supports it.
    pub support: Vec<Id<Agency>>,
    /// By when; none where the document states none.
    pub deadlines: Vec<Deadline>,
    /// What comes out of it.
    pub product: Option<LocalizedText>,
    /// Where in the document.
    pub at: Option<LocalizedText>,
    /// What a reader must know of it.
    pub note: Option<LocalizedText>,
    /// Targets that it serves.
    pub targets: Vec<Id<Target>>,
    /// Deadlines that it had before, in the author's order.
    pub moved: Vec<MovedDeadline>,
    /// What documents report of it, oldest first.
    pub updates: Vec<Update>,
    /// Where an author wrote it.
    pub span: Span,
}

/// When a task is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deadline {
    /// By the last day of a period.
    By(Period),
    /// All the time.
    Ongoing,
    /// Only in the words of the document: "on the centre's schedule".
    Worded(LocalizedText),
}

/// A deadline that was changed.
#[derive(Debug, Clone)]
pub struct MovedDeadline {
    /// The old deadline.
    pub deadlines: Vec<Deadline>,
    /// The document that stated it.
    pub document: Id<Document>,
    /// Where in the document.
    pub at: LocalizedText,
    /// What a reader must know of the change.
    pub note: Option<LocalizedText>,
}

/// What a document reports of a task.
#[derive(Debug, Clone)]
pub struct Update {
    /// The day the report holds for.
    pub date: Date,
    /// How the task stood.
    pub state: ReportedState,
    /// The document.
    pub document: Id<Document>,
    /// Where in the document.
    pub at: LocalizedText,
    /// What it says, in plain words.
    pub text: LocalizedText,
}

/// How a task stands in the words of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportedState {
    /// Finished.
    Done,
    /// Begun.
    InProgress,
    /// Not begun.
    NotStarted,
    /// Given up.
    Stopped,
}

/// How a task stands, computed. Ordered by what a citizen should see first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// A report from after the last deadline says that it is not done.
    Overdue,
    /// A deadline has passed and nothing was reported since; or it has none and nothing was ever reported.
    NoUpdate,
    /// Reported as not begun; its deadline lies ahead.
    NotStarted,
    /// Reported as begun; its deadline lies ahead.
    InProgress,
    /// Not reported; its deadline lies ahead.
    Due,
    /// Reported as given up.
    Stopped,
    /// Reported as done.
    Done,
}

impl Status {
    /// Every status, in order.
    pub const ALL: [Self; 7] = [
        Self::Overdue,
        Self::NoUpdate,
        Self::NotStarted,
        Self::InProgress,
        Self::Due,
        Self::Stopped,
        Self::Done,
    ];

    /// Returns the word that references, open data and themes use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::NoUpdate => "no-update",
            Self::NotStarted => "not-started",
            Self::InProgress => "in-progress",
            Self::Due => "due",
            Self::Stopped => "stopped",
            Self::Done => "done",
        }
    }
}

/// How a task stands on a day, with what that was computed from.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'t> {
    /// How it stands.
    pub status: Status,
    /// The newest report of the task up to the day.
    pub latest: Option<&'t Update>,
    /// The latest deadline that had passed on the day.
    pub passed: Option<Date>,
    /// The next deadline from the day on.
    pub next: Option<Date>,
}

impl Task {
    /// Computes how the task stands on a day.
    pub fn standing(&self, today: Date) -> Standing<'_> {
        let latest = self.updates.iter().rfind(|update| update.date <= today);
        let passed = self.days().filter(|day| *day < today).max();
        let next = self.days().filter(|day| *day >= today).min();
        let status = self.status(latest, passed, next);
        Standing { status, latest, passed, next }
    }

    fn status(&self, latest: Option<&Update>, passed: Option<Date>, next: Option<Date>) -> Status {
        let is_late = |update: &Update| passed.is_some_and(|day| update.date > day) && self.ends(next);
        let is_news = |update: &Update| passed.is_none_or(|day| update.date > day);
        match latest {
            Some(Update { state: ReportedState::Done, .. }) => Status::Done,
            Some(Update { state: ReportedState::Stopped, .. }) => Status::Stopped,
            Some(update) if is_late(update) => Status::Overdue,
            Some(update) if is_news(update) && update.state == ReportedState::NotStarted => {
                Status::NotStarted
            }
            Some(update) if is_news(update) => Status::InProgress,
            None if passed.is_none() && next.is_some() => Status::Due,
            Some(_) | None => Status::NoUpdate,
        }
    }

    /// Returns whether the last deadline has passed: none lies ahead and the task does not go on for ever.
    fn ends(&self, next: Option<Date>) -> bool {
        next.is_none() && self.deadlines.iter().all(|deadline| matches!(deadline, Deadline::By(_)))
    }

    /// Returns the last day of each deadline that has one.
    fn days(&self) -> impl Iterator<Item = Date> {
        self.deadlines.iter().filter_map(|deadline| match deadline {
            Deadline::By(period) => Some(period.last()),
            Deadline::Ongoing | Deadline::Worded(_) => None,
        })
    }
}
