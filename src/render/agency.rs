//! Agencies: the list by kind, and the page of each with the tasks it leads and supports.

use super::Body;
use super::commitment_view::{AgenciesView, AgencyGroup, AgencyLine, AgencyView, TasksView};
use super::duties::{Duty, Role};
use super::show::Show;
use crate::model::{ActionPlan, Agency, AgencyKind, Date, Id, Status, Task, TaskId};

impl<'a> Show<'a> {
    pub(super) fn agencies(&self) -> Body {
        let kinds = self.catalogue.agency_kinds.iter().map(|(id, kind)| (Some(id), Some(kind)));
        let group = |(id, kind): (Option<Id<AgencyKind>>, Option<&'a AgencyKind>)| AgencyGroup {
            name: kind.map(|kind| self.text(&kind.name).to_owned()),
            agencies: self.agencies_of(id),
        };
        let groups = kinds.chain([(None, None)]).map(group).filter(|group| !group.agencies.is_empty());
        Body::new("agencies.html", &AgenciesView { groups: groups.collect(), today: self.today() })
    }

    fn agencies_of(&self, kind: Option<Id<AgencyKind>>) -> Vec<AgencyLine> {
        let of_kind = self.catalogue.agencies.iter().filter(|(_, agency)| agency.kind == kind);
        let mut lines: Vec<AgencyLine> =
            of_kind.map(|(id, _)| self.agency_line(id, self.duties.of(id))).collect();
        lines.sort_by(|a, b| self.language.sorter.compare(&a.link.name, &b.link.name));
        lines
    }

    /// Counts tasks of an agency.
    pub(super) fn agency_line(&self, id: Id<Agency>, duties: &[Duty]) -> AgencyLine {
        let count = |role: Role| duties.iter().filter(|duty| duty.role == role).count();
        let is_late = |duty: &&Duty| {
            let status = self.status_of(self.duty_task(**duty));
            duty.role == Role::Lead && matches!(status, Status::Overdue | Status::NoUpdate)
        };
        AgencyLine {
            link: self.agency_link(id),
            short: self.maybe(self.catalogue.agencies.get(id).short.as_ref()),
            n_lead: self.count(count(Role::Lead)),
            n_support: self.count(count(Role::Support)),
            n_late: self.count(duties.iter().filter(is_late).count()),
        }
    }

    fn duty_task(&self, duty: Duty) -> &'a Task {
        &self.catalogue.plans.get(duty.plan).tasks[duty.task]
    }

    pub(super) fn agency(&self, id: Id<Agency>) -> Body {
        let agency = self.catalogue.agencies.get(id);
        let duties = self.duties.of(id);
        let kind = agency.kind.map(|kind| self.catalogue.agency_kinds.get(kind));
        let led = duties.iter().filter(|duty| duty.role == Role::Lead).map(|duty| self.duty_task(*duty));
        let tables = [
            TasksView { has_leads: false, ..self.duties_table(self.word("tasks-led"), duties, Role::Lead) },
            self.duties_table(self.word("tasks-supported"), duties, Role::Support),
        ];
        let view = AgencyView {
            short: self.maybe(agency.short.as_ref()),
            kind: kind.map(|kind| self.text(&kind.name).to_owned()),
            place: agency.place.map(|place| self.place_link(place)),
            is_collective: agency.is_collective,
            note: self.maybe(agency.note.as_ref()),
            counts: self.counts(led, None),
            tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect(),
            today: self.today(),
        };
        Body::new("agency.html", &view)
    }

    /// Makes the table of tasks in one role: what is late first, then by the next deadline.
    fn duties_table(&self, caption: String, duties: &[Duty], role: Role) -> TasksView {
        let of_role = duties.iter().filter(|duty| duty.role == role);
        let mut tasks: Vec<(Status, Option<Date>, Id<ActionPlan>, TaskId)> = of_role
            .map(|duty| {
                let standing = self.standing(self.duty_task(*duty));
                (standing.status, standing.next.or(standing.passed), duty.plan, duty.task)
            })
            .collect();
        // No date comes after any date.
        tasks.sort_unstable_by_key(|&(status, day, plan, task)| (status, day.is_none(), day, plan, task));
        self.tasks_table(caption, tasks.into_iter().map(|(_, _, plan, task)| (plan, task)))
    }
}
