//! Which tasks each agency leads or supports, listed once for all pages.

use crate::model::{ActionPlan, Agency, Catalogue, Id, TaskId};

/// What an agency has to do with a task. The lead comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Lead,
    Support,
}

/// One task of an agency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Duty {
    pub(super) plan: Id<ActionPlan>,
    pub(super) task: TaskId,
    pub(super) role: Role,
}

/// The tasks of every agency.
pub(super) struct Duties {
    /// By agency, in the order of plans and tasks.
    by_agency: Vec<Vec<Duty>>,
}

impl Duties {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let mut by_agency = vec![Vec::new(); catalogue.agencies.len()];
        for (plan, of_plan) in catalogue.plans.iter() {
            for (task, of_task) in of_plan.tasks.iter().enumerate() {
                for (role, agencies) in [(Role::Lead, &of_task.lead), (Role::Support, &of_task.support)] {
                    for agency in agencies {
                        by_agency[agency.index()].push(Duty { plan, task, role });
                    }
                }
            }
        }
        Self { by_agency }
    }

    pub(super) fn of(&self, agency: Id<Agency>) -> &[Duty] {
        &self.by_agency[agency.index()]
    }
}
