//! How many things a document says it lists against how many it lists: tasks of a plan, and of its groups.

use super::ledger::Ledger;
use crate::model::{ActionPlan, Catalogue, Evidence, Finding, FindingSubject, Id, Rule, StatedCount, Value};

pub(super) fn counts(catalogue: &Catalogue) -> Ledger {
    let mut ledger = Ledger::default();
    for (id, plan) in catalogue.plans.iter() {
        plan_counts(id, plan, &mut ledger);
    }
    ledger
}

fn plan_counts(id: Id<ActionPlan>, plan: &ActionPlan, ledger: &mut Ledger) {
    if let Some(stated) = plan.stated {
        compare(FindingSubject::Plan(id, None), stated, plan.tasks.len(), ledger);
    }
    for (at, group) in plan.groups.iter().enumerate() {
        let n_tasks = plan.tasks.iter().filter(|task| task.group == Some(at)).count();
        if let Some(stated) = group.stated {
            compare(FindingSubject::Plan(id, Some(at)), stated, n_tasks, ledger);
        }
    }
}

fn compare(subject: FindingSubject, stated: StatedCount, listed: usize, ledger: &mut Ledger) {
    ledger.count(Rule::CountOfItems);
    let (value, computed) = (Value::from(stated.count), Value::from(listed));
    let Some(difference) = value.minus(computed).filter(|_| value != computed) else { return };
    ledger.findings.push(Finding {
        rule: Rule::CountOfItems,
        subject,
        evidence: Evidence::Numbers { stated: value, computed, difference, n_parts: listed },
        compared: Vec::new(),
        elsewhere: None,
        span: stated.span,
        beside: None,
        note: None,
        reason: None,
    });
}
