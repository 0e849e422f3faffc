//! What authors say about findings: a reason goes with its finding, and a contradiction in words becomes one.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::ledger::Ledger;
use crate::input::Span;
use crate::model::{
    Catalogue, Evidence, Explanation, Finding, FindingSubject, LocalizedText, Rule, Statement,
};

/// Gives findings their reasons. Returns where explanations stand that explain nothing.
pub(super) fn explain(catalogue: &Catalogue, ledger: &mut Ledger) -> Vec<Span> {
    let mut reasons: BTreeMap<(Rule, FindingSubject), (&Explanation, bool)> = BTreeMap::new();
    let mut idle = Vec::new();
    for explanation in &catalogue.explanations {
        if let Some((states, elsewhere)) = &explanation.otherwise {
            ledger.findings.push(declared(catalogue, explanation, states, elsewhere));
            continue;
        }
        let key = (explanation.rule, explanation.subject);
        match reasons.entry(key) {
            Entry::Vacant(free) => drop(free.insert((explanation, false))),
            Entry::Occupied(_) => idle.push(explanation.span),
        }
    }
    for finding in ledger.findings.iter_mut().filter(|finding| finding.reason.is_none()) {
        if let Some((explanation, is_used)) = reasons.get_mut(&(finding.rule, finding.subject)) {
            finding.reason = Some(explanation.reason.clone());
            *is_used = true;
        }
    }
    idle.extend(reasons.values().filter(|(_, is_used)| !is_used).map(|(explanation, _)| explanation.span));
    idle
}

/// Makes the finding of a contradiction that no arithmetic sees.
fn declared(
    catalogue: &Catalogue,
    explanation: &Explanation,
    states: &LocalizedText,
    elsewhere: &Statement,
) -> Finding {
    let figure = explanation.subject.figure().and_then(|figure| catalogue.observation(figure));
    Finding {
        rule: Rule::StatedOtherwise,
        subject: explanation.subject,
        evidence: Evidence::Words(states.clone()),
        compared: Vec::new(),
        elsewhere: Some(elsewhere.clone()),
        span: figure.map_or(explanation.span, |observation| observation.span),
        beside: None,
        note: None,
        reason: Some(explanation.reason.clone()),
    }
}
