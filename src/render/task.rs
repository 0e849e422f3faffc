//! Tasks: in tables, and each with how it stands and how that was computed.

use super::commitment_view::{MovedView, StatusCount, StatusView, TaskRow, TaskView, TasksView, UpdateView};
use super::show::Show;
use super::view::LinkView;
use crate::model::{
    ActionPlan, Agency, Deadline, Id, MovedDeadline, Period, ReportedState, Standing, Status, Task, TaskId,
    TasksRef, Update,
};
use crate::plan::PageKind;

impl<'a> Show<'a> {
    pub(super) fn plan_link(&self, id: Id<ActionPlan>) -> LinkView {
        self.link(self.text(&self.catalogue.plans.get(id).title), PageKind::ActionPlan(id))
    }

    pub(super) fn agency_link(&self, id: Id<Agency>) -> LinkView {
        self.link(self.text(&self.catalogue.agencies.get(id).name), PageKind::Agency(id))
    }

    /// Returns the address of a task on the page of its plan.
    pub(super) fn task_url(&self, plan: Id<ActionPlan>, task: &Task) -> Option<String> {
        Some(format!("{}#{}", self.url(PageKind::ActionPlan(plan))?, task_anchor(task)))
    }

    pub(super) fn standing<'t>(&self, task: &'t Task) -> Standing<'t> {
        task.standing(self.catalogue.settings.today)
    }

    /// Returns what a plan calls one of its tasks.
    pub(super) fn task_name(&self, plan: &'a ActionPlan) -> String {
        self.maybe(plan.task_name.as_ref()).unwrap_or_else(|| self.word("task"))
    }

    /// Shows the tasks of a plan that a report asks for.
    pub(super) fn tasks_of(&self, asked: &TasksRef) -> TasksView {
        let plan = self.catalogue.plans.get(asked.plan);
        let is_meant = |task: &Task| {
            asked.group.is_none_or(|group| task.group == Some(group))
                && asked.status.is_none_or(|status| self.status_of(task) == status)
                && asked
                    .agency
                    .is_none_or(|agency| task.lead.contains(&agency) || task.support.contains(&agency))
        };
        let meant = plan.tasks.iter().filter(|task| is_meant(task));
        TasksView {
            caption: asked.name.clone(),
            task_name: self.task_name(plan),
            has_plans: false,
            has_leads: true,
            rows: meant.map(|task| self.task_row(asked.plan, task)).collect(),
        }
    }

    pub(super) fn status_of(&self, task: &Task) -> Status {
        self.standing(task).status
    }

    pub(super) fn task_row(&self, plan: Id<ActionPlan>, task: &'a Task) -> TaskRow {
        let standing = self.standing(task);
        TaskRow {
            number: task.number.clone(),
            link: LinkView { name: self.text(&task.text).to_owned(), url: self.task_url(plan, task) },
            plan: None,
            lead: task.lead.iter().map(|&agency| self.agency_link(agency)).collect(),
            deadline: self.deadlines(&task.deadlines),
            status: self.status(standing.status),
            reported: standing.latest.map(|update| self.language.words.date(update.date)),
        }
    }

    /// Makes a table of tasks of any plans.
    pub(super) fn tasks_table(
        &self,
        caption: String,
        tasks: impl Iterator<Item = (Id<ActionPlan>, TaskId)>,
    ) -> TasksView {
        let row = |(id, task): (Id<ActionPlan>, TaskId)| {
            let plan = self.catalogue.plans.get(id);
            TaskRow { plan: Some(self.plan_link(id)), ..self.task_row(id, &plan.tasks[task]) }
        };
        let rows = tasks.map(row).collect();
        TasksView { caption, task_name: self.word("task"), has_plans: true, has_leads: true, rows }
    }

    /// Shows a task with all that is known of it.
    pub(super) fn task(&self, task: &'a Task) -> TaskView {
        let standing = self.standing(task);
        TaskView {
            anchor: task_anchor(task),
            number: task.number.clone(),
            text: self.text(&task.text).to_owned(),
            status: self.status(standing.status),
            how: self.how(task, &standing),
            lead: task.lead.iter().map(|&agency| self.agency_link(agency)).collect(),
            support: task.support.iter().map(|&agency| self.agency_link(agency)).collect(),
            deadline: self.deadlines(&task.deadlines),
            product: self.maybe(task.product.as_ref()),
            at: self.maybe(task.at.as_ref()),
            note: self.maybe(task.note.as_ref()),
            targets: task
                .targets
                .iter()
                .map(|&id| self.target_subject(self.catalogue.targets.get(id)))
                .collect(),
            moved: task.moved.iter().map(|moved| self.moved(moved)).collect(),
            updates: task.updates.iter().rev().map(|update| self.update(update)).collect(),
        }
    }

    fn moved(&self, moved: &'a MovedDeadline) -> MovedView {
        MovedView {
            deadline: self.deadlines(&moved.deadlines),
            note: self.maybe(moved.note.as_ref()),
            source: self.cite(self.catalogue.documents.get(moved.document), &moved.at),
        }
    }

    fn update(&self, update: &'a Update) -> UpdateView {
        UpdateView {
            date: self.language.words.date(update.date),
            datetime: update.date.to_string(),
            status: self.status(as_reported(update.state)),
            text: self.text(&update.text).to_owned(),
            source: self.cite(self.catalogue.documents.get(update.document), &update.at),
        }
    }

    /// Writes deadlines: June 2024; ongoing.
    pub(super) fn deadlines(&self, deadlines: &'a [Deadline]) -> String {
        if deadlines.is_empty() {
            return self.word("deadline-none");
        }
        deadlines.iter().map(|deadline| self.deadline(deadline)).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn deadline(&self, deadline: &'a Deadline) -> String {
        match deadline {
            Deadline::By(period) => self.due(*period),
            Deadline::Ongoing => self.word("deadline-ongoing"),
            Deadline::Worded(words) => self.text(words).to_owned(),
        }
    }

    /// Writes when something falls due: a day without the "to" of a figure as of that day.
    pub(super) fn due(&self, period: Period) -> String {
        match period {
            Period::Day(day) => self.language.words.date(day),
            other => self.period(other),
        }
    }

    /// Tells the inputs of a status: deadlines, the latest report, the day.
    fn how(&self, task: &Task, standing: &Standing<'_>) -> String {
        let date = |date| self.language.words.date(date);
        let mut how = Vec::new();
        how.extend(standing.passed.map(|day| self.fill("how-passed", &[("date", &date(day))])));
        how.extend(standing.next.map(|day| self.fill("how-next", &[("date", &date(day))])));
        if task.deadlines.is_empty() {
            how.push(self.word("how-no-deadline"));
        } else if standing.passed.is_none() && standing.next.is_none() {
            how.push(self.word("how-no-date"));
        }
        how.push(match standing.latest {
            None => self.word("how-never"),
            Some(update) => {
                let state = self.status(as_reported(update.state)).name;
                self.fill("how-latest", &[("date", &date(update.date)), ("state", &state)])
            }
        });
        if standing.status == Status::NoUpdate && standing.latest.is_some() {
            how.push(self.word("how-no-news"));
        }
        how.push(self.fill("how-day", &[("date", &self.today())]));
        how.join(" ")
    }

    pub(super) fn status(&self, status: Status) -> StatusView {
        let name = match status {
            Status::Overdue => self.word("status-overdue"),
            Status::NoUpdate => self.word("status-no-update"),
            Status::NotStarted => self.word("status-not-started"),
            Status::InProgress => self.word("status-in-progress"),
            Status::Due => self.word("status-due"),
            Status::Stopped => self.word("status-stopped"),
            Status::Done => self.word("status-done"),
        };
        StatusView { key: status.name(), name }
    }

    pub(super) fn meaning(&self, status: Status) -> String {
        match status {
            Status::Overdue => self.word("meaning-overdue"),
            Status::NoUpdate => self.word("meaning-no-update"),
            Status::NotStarted => self.word("meaning-not-started"),
            Status::InProgress => self.word("meaning-in-progress"),
            Status::Due => self.word("meaning-due"),
            Status::Stopped => self.word("meaning-stopped"),
            Status::Done => self.word("meaning-done"),
        }
    }

    /// Counts tasks by status; statuses that none has are left out. `page` is where each status has its list.
    pub(super) fn counts<'t>(
        &self,
        tasks: impl Iterator<Item = &'t Task>,
        page: Option<&str>,
    ) -> Vec<StatusCount> {
        let mut counts = Status::ALL.map(|status| (status, 0_usize));
        for task in tasks {
            let status = self.status_of(task);
            counts.iter_mut().filter(|(known, _)| *known == status).for_each(|(_, count)| *count += 1);
        }
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        // Hundredths of a percent, so that the parts of a bar meet.
        let percent = |part: usize| format!("{}.{:02}", part * 100 / all, part * 10_000 / all % 100);
        let mut before = 0;
        let mut shown = Vec::new();
        for (status, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            shown.push(StatusCount {
                status: self.status(status),
                count: self.count(count),
                from: percent(before),
                share: percent(count),
                meaning: self.meaning(status),
                url: page.map(|page| format!("{page}#{}", status_anchor(status))),
            });
            before += count;
        }
        shown
    }
}

pub(super) fn status_anchor(status: Status) -> String {
    format!("status-{}", status.name())
}

fn task_anchor(task: &Task) -> String {
    format!("task-{}", task.name_id)
}

/// Returns the status whose word a report's own state is shown with.
pub(super) fn as_reported(state: ReportedState) -> Status {
    match state {
        ReportedState::Done => Status::Done,
        ReportedState::InProgress => Status::InProgress,
        ReportedState::NotStarted => Status::NotStarted,
        ReportedState::Stopped => Status::Stopped,
    }
}
