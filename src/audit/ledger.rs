//! What was checked and what was found: every comparison is counted, those that fail are kept.

use std::collections::BTreeMap;

use super::range::Range;
use crate::input::Span;
use crate::model::{
    Evidence, FigureRef, Finding, FindingSubject, LocalizedText, Observation, Rule, Statement, Value,
};

/// The record of an audit.
#[derive(Clone, Default)]
pub(super) struct Ledger {
    pub(super) findings: Vec<Finding>,
    pub(super) n_checks: BTreeMap<Rule, usize>,
}

/// How two sides must agree.
#[derive(Clone, Copy)]
pub(super) enum Must {
    /// They are the same.
    Equal,
    /// The first is not more than the second.
    NotExceed,
    /// The first is not less than the second.
    NotFallBelow,
}

/// A figure of a source: the first side of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Stated {
    pub(super) figure: FigureRef,
    pub(super) value: Value,
    pub(super) range: Range,
    pub(super) span: Span,
}

impl Stated {
    /// Takes the value of an observation; nothing where it has none.
    pub(super) fn new(figure: FigureRef, observation: &Observation) -> Option<Self> {
        let (value, span) = (observation.reading.value()?, observation.span);
        Some(Self { figure, value, range: Range::of_observation(observation)?, span })
    }

    /// Takes what a source states, before what was computed in its stead.
    pub(super) fn of_source(figure: FigureRef, observation: &Observation) -> Option<Self> {
        let Some(value) = observation.stated else { return Self::new(figure, observation) };
        let range = Range::of(value, observation.stated_mark);
        Some(Self { figure, value, range, span: observation.span })
    }
}

/// What the first side is compared with.
#[derive(Clone, Default)]
pub(super) struct Against {
    /// How many figures were added up.
    pub(super) n_parts: usize,
    /// The figures, where a reader may want to look at them.
    pub(super) compared: Vec<FigureRef>,
    /// Where they stand, in the files and in a document.
    pub(super) beside: Option<Span>,
    pub(super) elsewhere: Option<Statement>,
    pub(super) note: Option<LocalizedText>,
}

impl Ledger {
    /// Compares two sides, unless the marks of one leave nothing to compare.
    pub(super) fn compare(
        &mut self,
        rule: Rule,
        stated: Stated,
        (other, must): (Range, Must),
        against: Against,
    ) {
        if !stated.range.is_bounded() || !other.is_bounded() {
            return;
        }
        self.count(rule);
        let bound = match must {
            Must::Equal => stated.range.outside(other),
            Must::NotExceed => stated.range.above(other),
            Must::NotFallBelow => stated.range.below(other),
        };
        let Some((computed, difference)) = bound.and_then(|bound| Some((bound, stated.value.minus(bound)?)))
        else {
            return;
        };
        let Against { n_parts, compared, beside, elsewhere, note } = against;
        self.findings.push(Finding {
            rule,
            subject: FindingSubject::Figure(stated.figure),
            evidence: Evidence::Numbers { stated: stated.value, computed, difference, n_parts },
            compared,
            elsewhere,
            span: stated.span,
            beside,
            note,
            reason: None,
        });
    }

    /// Counts one comparison.
    pub(super) fn count(&mut self, rule: Rule) {
        *self.n_checks.entry(rule).or_default() += 1;
    }

    /// Puts another record behind this one.
    pub(super) fn append(&mut self, other: Self) {
        self.findings.extend(other.findings);
        for (rule, n) in other.n_checks {
            *self.n_checks.entry(rule).or_default() += n;
        }
    }
}
