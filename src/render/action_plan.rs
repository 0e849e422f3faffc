//! Commitments: the list of plans, the page of each, and what is late on other pages.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Body;
use super::commitment_view::{
    AgencyLine, GroupView, LateView, PlanSummary, PlanView, PlansView, TargetView, TaskLinks, TasksView,
};
use super::duties::{Duty, Role};
use super::shorten_to;
use super::show::Show;
use super::task::status_anchor;
use super::view::LinkView;
use crate::model::{ActionPlan, Agency, Date, Deadline, Group, GroupId, Id, Status, Target, Task, TaskId};
use crate::plan::{List, PageKind, list_path};

/// Letters of a task's text in lists of links.
const MOST_LINK: usize = 110;
/// Overdue tasks on the first page.
const MOST_LATE: usize = 5;
/// Tasks whose deadline comes next, in the list of all plans.
const MOST_NEXT: usize = 20;

impl<'a> Show<'a> {
    pub(super) fn plans(&self) -> Body {
        let agencies = (!self.catalogue.agencies.is_empty())
            .then(|| self.link(&self.title(PageKind::Agencies), PageKind::Agencies));
        let tables = [self.with_status(Status::Overdue), self.coming()];
        let view = PlansView {
            counts: self.counts(self.all_tasks().map(|(_, _, task)| task), None),
            plans: self.plan_summaries(|_| true),
            tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect(),
            targets: self.targets(|_| true),
            agencies,
            today: self.today(),
        };
        Body::new("plans.html", &view)
    }

    /// Sums up plans that `is_meant`, the newest first.
    pub(super) fn plan_summaries(&self, is_meant: impl Fn(&ActionPlan) -> bool) -> Vec<PlanSummary> {
        let mut plans: Vec<(Id<ActionPlan>, &ActionPlan)> =
            self.catalogue.plans.iter().filter(|(_, plan)| is_meant(plan)).collect();
        plans.sort_by_key(|(id, plan)| (Reverse(plan.period), *id));
        plans.into_iter().map(|(id, _)| self.plan_summary(id)).collect()
    }

    fn plan_summary(&self, id: Id<ActionPlan>) -> PlanSummary {
        let plan = self.catalogue.plans.get(id);
        let page = self.url(PageKind::ActionPlan(id));
        PlanSummary {
            link: self.plan_link(id),
            summary: self.text(&plan.summary).to_owned(),
            period: self.period(plan.period),
            document: self.document(plan.document),
            n_tasks: self.count(plan.tasks.len()),
            counts: self.counts(plan.tasks.iter(), page.as_deref()),
        }
    }

    fn all_tasks(&self) -> impl Iterator<Item = (Id<ActionPlan>, TaskId, &'a Task)> {
        let of_plan = |(id, plan): (Id<ActionPlan>, &'a ActionPlan)| {
            plan.tasks.iter().enumerate().map(move |(at, task)| (id, at, task))
        };
        self.catalogue.plans.iter().flat_map(of_plan)
    }

    fn with_status(&self, status: Status) -> TasksView {
        let tasks = self.all_tasks().filter(|(_, _, task)| self.status_of(task) == status);
        self.tasks_table(self.status(status).name, tasks.map(|(id, at, _)| (id, at)))
    }

    /// Makes the table of tasks whose deadline comes next, the nearest first.
    fn coming(&self) -> TasksView {
        let next = |(id, at, task): (Id<ActionPlan>, TaskId, &'a Task)| {
            let standing = self.standing(task);
            let is_open = !matches!(standing.status, Status::Done | Status::Stopped);
            Some((standing.next.filter(|_| is_open)?, id, at))
        };
        let mut coming: Vec<(Date, Id<ActionPlan>, TaskId)> = self.all_tasks().filter_map(next).collect();
        coming.sort_unstable();
        let first = coming.into_iter().take(MOST_NEXT).map(|(_, id, at)| (id, at));
        self.tasks_table(self.word("next-deadlines"), first)
    }

    pub(super) fn action_plan(&self, id: Id<ActionPlan>) -> Body {
        let plan = self.catalogue.plans.get(id);
        let data = list_path(self.catalogue, List::Tasks(id));
        let view = PlanView {
            summary: self.text(&plan.summary).to_owned(),
            note: self.maybe(plan.note.as_ref()),
            period: self.period(plan.period),
            place: self.place_link(plan.place),
            document: self.document(plan.document),
            n_tasks: self.count(plan.tasks.len()),
            counts: self.counts(plan.tasks.iter(), Some("")),
            task_name: self.task_name(plan),
            groups: self.groups(plan),
            by_status: self.by_status(id),
            by_deadline: self.by_deadline(id),
            by_agency: self.by_agency(id),
            targets: self.targets(|target| target.plan == Some(id)),
            findings: self.findings_of_plan(id),
            csv: self.file_url(&format!("{data}.csv")),
            json: self.file_url(&format!("{data}.json")),
            today: self.today(),
        };
        Body::new("plan.html", &view)
    }

    /// Shows targets that `is_meant`.
    pub(super) fn targets(&self, is_meant: impl Fn(&Target) -> bool) -> Vec<TargetView> {
        let targets = self.catalogue.targets.iter().map(|(_, target)| target);
        targets.filter(|target| is_meant(target)).map(|target| self.target(target, None)).collect()
    }

    /// Shows tasks by group; those without one come last.
    fn groups(&self, plan: &'a ActionPlan) -> Vec<GroupView> {
        let tasks = |group: Option<GroupId>| {
            let of_group = plan.tasks.iter().filter(move |task| task.group == group);
            of_group.map(|task| self.task(task)).collect::<Vec<_>>()
        };
        let named = plan.groups.iter().enumerate().map(|(at, group)| GroupView {
            anchor: group_anchor(group),
            name: Some(self.text(&group.name).to_owned()),
            tasks: tasks(Some(at)),
        });
        let rest = GroupView { anchor: "tasks-rest".to_owned(), name: None, tasks: tasks(None) };
        named.chain([rest]).filter(|group| !group.tasks.is_empty()).collect()
    }

    fn by_status(&self, id: Id<ActionPlan>) -> Vec<TaskLinks> {
        let plan = self.catalogue.plans.get(id);
        let of_status = |status: Status| {
            let tasks = plan.tasks.iter().filter(|task| self.status_of(task) == status);
            TaskLinks {
                status: Some(self.status(status)),
                meaning: Some(self.meaning(status)),
                ..self.task_links(status_anchor(status), self.status(status).name, tasks)
            }
        };
        Status::ALL.into_iter().map(of_status).filter(|list| !list.links.is_empty()).collect()
    }

    /// Lists tasks under each deadline that they have: dates first, then those that are no date, then none.
    fn by_deadline(&self, id: Id<ActionPlan>) -> Vec<TaskLinks> {
        let plan = self.catalogue.plans.get(id);
        let mut lists: BTreeMap<(u8, Option<Date>, String), Vec<&'a Task>> = BTreeMap::new();
        for task in &plan.tasks {
            for deadline in &task.deadlines {
                let key = match deadline {
                    Deadline::By(period) => (0, Some(period.last())),
                    Deadline::Worded(_) => (1, None),
                    Deadline::Ongoing => (2, None),
                };
                lists.entry((key.0, key.1, self.deadline(deadline))).or_default().push(task);
            }
            if task.deadlines.is_empty() {
                lists.entry((3, None, self.word("deadline-none"))).or_default().push(task);
            }
        }
        let named = lists.into_iter().map(|((_, _, name), tasks)| (name, tasks)).enumerate();
        let list = |(at, (name, tasks)): (usize, (String, Vec<&'a Task>))| {
            self.task_links(format!("deadline-{}", at + 1), name, tasks.into_iter())
        };
        named.map(list).collect()
    }

    fn task_links(&self, anchor: String, name: String, tasks: impl Iterator<Item = &'a Task>) -> TaskLinks {
        let link = |task: &'a Task| {
            let text = shorten_to(self.text(&task.text), MOST_LINK);
            let name =
                task.number.as_ref().map_or_else(|| text.clone(), |number| format!("{number}. {text}"));
            LinkView { name, url: Some(format!("#task-{}", task.name_id)) }
        };
        let links: Vec<LinkView> = tasks.map(link).collect();
        TaskLinks { anchor, name, status: None, meaning: None, count: self.count(links.len()), links }
    }

    /// Counts the tasks of each agency in a plan, those that lead most first.
    fn by_agency(&self, id: Id<ActionPlan>) -> Vec<AgencyLine> {
        let agencies = self.catalogue.agencies.iter().map(|(agency, _)| agency);
        let line = |agency: Id<Agency>| {
            let duties: Vec<Duty> =
                self.duties.of(agency).iter().filter(|duty| duty.plan == id).copied().collect();
            let n_lead = duties.iter().filter(|duty| duty.role == Role::Lead).count();
            (!duties.is_empty()).then(|| (n_lead, duties.len(), self.agency_line(agency, &duties)))
        };
        let mut lines: Vec<(usize, usize, AgencyLine)> = agencies.filter_map(line).collect();
        lines.sort_by(|a, b| {
            (b.0, b.1)
                .cmp(&(a.0, a.1))
                .then_with(|| self.language.sorter.compare(&a.2.link.name, &b.2.link.name))
        });
        lines.into_iter().map(|(_, _, line)| line).collect()
    }

    /// Sums up how all tasks stand and which are overdue; nothing where the site has no plans.
    pub(super) fn late(&self) -> Option<LateView> {
        let url = self.url(PageKind::Plans)?;
        let mut overdue = self.with_status(Status::Overdue);
        overdue.rows.truncate(MOST_LATE);
        let tasks = self.all_tasks().map(|(_, _, task)| task);
        Some(LateView {
            counts: self.counts(tasks, None),
            overdue: (!overdue.rows.is_empty()).then_some(overdue),
            url: Some(url),
            today: self.today(),
        })
    }
}

pub(super) fn group_anchor(group: &Group) -> String {
    format!("group-{}", group.name_id)
}
