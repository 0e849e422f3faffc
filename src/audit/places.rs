//! The rows under a total against the places it is made of: a part that lacks makes a total that cannot be checked.

use std::collections::BTreeSet;

use super::Auditor;
use crate::model::{Evidence, Finding, FindingSubject, Id, Level, Observation, Period, Place, Rule, TableId};

impl Auditor<'_> {
    pub(super) fn places(&mut self) {
        let mut totals = BTreeSet::new();
        for total in self.indicator.observations.iter() {
            if self.is_total(total) && totals.insert((total.table, total.period)) {
                self.places_of(total);
            }
        }
    }

    fn places_of(&mut self, total: &Observation) {
        let listed = self.listed(total.table, total);
        // A table of districts says nothing of police units: only the levels that it lists can lack a place.
        let levels: BTreeSet<Id<Level>> =
            listed.iter().map(|&place| self.catalogue.places.get(place).level).collect();
        let children = self.catalogue.children(total.place);
        let missing: Vec<Id<Place>> = children
            .filter(|(id, place)| {
                levels.contains(&place.level) && exists(place, total.period) && !listed.contains(id)
            })
            .map(|(id, _)| id)
            .collect();
        self.ledger.count(Rule::PlacesOfTotal);
        if !missing.is_empty() {
            self.ledger.findings.push(Finding {
                rule: Rule::PlacesOfTotal,
                subject: FindingSubject::Figure(self.figure(total)),
                evidence: Evidence::Places(missing),
                compared: Vec::new(),
                elsewhere: None,
                span: total.span,
                beside: None,
                note: None,
                reason: None,
            });
        }
    }

    /// Returns the parts of a total's place that have a row in its table, whatever the row holds.
    fn listed(&self, table: TableId, total: &Observation) -> BTreeSet<Id<Place>> {
        let parts = self.catalogue.places.get(total.place).parts.iter().copied();
        let columns = 0..self.indicator.columns.len();
        parts
            .filter(|&part| {
                columns.clone().any(|column| {
                    let row = self.indicator.observations.at(column, part, total.period);
                    row.is_some_and(|row| row.table == table)
                })
            })
            .collect()
    }
}

/// Returns whether a place existed at some time of a period.
fn exists(place: &Place, period: Period) -> bool {
    place.from.is_none_or(|from| from <= period.last())
        && place.until.is_none_or(|until| period.first() <= until)
}
