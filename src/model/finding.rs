//! Findings: where sources do not agree with themselves or with each other.

use std::collections::BTreeMap;

use super::{ActionPlan, Document, FigureRef, GroupId, Id, Indicator, LocalizedText, Place, TaskId, Value};
use crate::input::Span;

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// A stated total against the sum of its rows.
    TotalOfRows,
    /// A stated rate against the ratio it is of, at its own rounding.
    StatedRate,
    /// A stated sum or difference against what it is of.
    StatedResult,
    /// A whole against the sum of its parts along a dimension.
    PartsOfWhole,
    /// A figure against what another document, or another place in the same one, gives for it.
    RestatedValue,
    /// A figure against others that an author relates to it.
    RelatedFigures,
    /// A count since a beginning against the one before it.
    SeriesFalls,
    /// A share against a hundred percent, a part against its whole.
    ShareOfWhole,
    /// The rows under a total against the places it is made of.
    PlacesOfTotal,
    /// How many things a document says it lists against how many it lists.
    CountOfItems,
    /// A figure against the least and the most that it can be.
    Limits,
    /// A figure against a statement in words: no arithmetic sees it, an author declares it.
    StatedOtherwise,
}

impl Rule {
    /// All rules, as they are listed.
    pub const ALL: [Self; 12] = [
        Self::TotalOfRows,
        Self::PartsOfWhole,
        Self::StatedRate,
        Self::StatedResult,
        Self::ShareOfWhole,
        Self::Limits,
        Self::SeriesFalls,
        Self::PlacesOfTotal,
        Self::RestatedValue,
        Self::RelatedFigures,
        Self::CountOfItems,
        Self::StatedOtherwise,
    ];

    /// Returns the code of its findings, as authors write it and open data carries it.
    pub fn name(self) -> &'static str {
        match self {
            Self::TotalOfRows => "total-differs",
            Self::StatedRate => "rate-differs",
            Self::StatedResult => "result-differs",
            Self::PartsOfWhole => "parts-differ",
            Self::RestatedValue => "values-differ",
            Self::RelatedFigures => "relation-differs",
            Self::SeriesFalls => "series-falls",
            Self::ShareOfWhole => "share-above-whole",
            Self::PlacesOfTotal => "place-missing",
            Self::CountOfItems => "count-differs",
            Self::Limits => "out-of-range",
            Self::StatedOtherwise => "stated-otherwise",
        }
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingSubject {
    /// One figure.
    Figure(FigureRef),
    /// An action plan, or one group of it.
    Plan(Id<ActionPlan>, Option<GroupId>),
    /// One task of a plan.
    Task(Id<ActionPlan>, TaskId),
}

impl FindingSubject {
    /// Returns the figure, where it is about one.
    pub fn figure(self) -> Option<FigureRef> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Plan(..) | Self::Task(..) => None,
        }
    }
}

/// Both sides of a disagreement.
#[derive(Debug, Clone)]
pub enum Evidence {
    /// Two numbers that should agree.
    Numbers {
        /// What the source states.
        stated: Value,
        /// What it was compared with: the sum of the parts, the other document, the limit.
        computed: Value,
        /// Stated less computed.
        difference: Value,
        /// From how many figures the second was made.
        n_parts: usize,
    },
    /// Places without a row.
    Places(Vec<Id<Place>>),
    /// What is said elsewhere.
    Words(LocalizedText),
}

/// A place in a document.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The document.
    pub document: Id<Document>,
    /// Where in it.
    pub at: LocalizedText,
}

/// One disagreement, both sides kept.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was checked.
    pub rule: Rule,
    /// What it is about.
    pub subject: FindingSubject,
    /// Both sides.
    pub evidence: Evidence,
    /// The figures it was compared with, where they are few and a reader may want to look at them.
    pub compared: Vec<FigureRef>,
    /// Where the other side stands, where that is another place in a document.
    pub elsewhere: Option<Statement>,
    /// Where an author wrote the first side.
    pub span: Span,
    /// Where an author wrote the other side, where that is in one place.
    pub beside: Option<Span>,
    /// What a reader must know of the comparison.
    pub note: Option<LocalizedText>,
    /// Why, in the words of an author.
    pub reason: Option<LocalizedText>,
}

impl Finding {
    /// Returns the figure on the other side, where it is one: one of the two is wrong, and nobody knows which.
    pub fn other(&self) -> Option<FigureRef> {
        match self.compared.as_slice() {
            &[other] => Some(other),
            _ => None,
        }
    }
}

/// What an author says about a finding.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Which check.
    pub rule: Rule,
    /// What the finding is about.
    pub subject: FindingSubject,
    /// For a contradiction that is declared: what is said elsewhere, and where.
    pub otherwise: Option<(LocalizedText, Statement)>,
    /// Why.
    pub reason: LocalizedText,
    /// Where it stands.
    pub span: Span,
}

/// How figures that an author relates must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// The parts make up the whole.
    Sum,
    /// The parts together do not exceed the whole.
    Within,
    /// Each is the same as the first.
    Equal,
}

/// Figures that must agree, in one indicator or several.
#[derive(Debug, Clone)]
pub struct FigureRelation {
    /// The whole, or the first of those that are equal.
    pub whole: FigureRef,
    /// The others.
    pub parts: Vec<FigureRef>,
    /// How they agree.
    pub agreement: Agreement,
    /// What a reader must know of it.
    pub note: Option<LocalizedText>,
    /// Where it stands.
    pub span: Span,
}

/// Every finding, and how much was checked to find them. Figures know theirs without a search.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    all: Vec<Finding>,
    n_checks: BTreeMap<Rule, usize>,
    /// For each finding, how many of its rule and subject stand before it.
    n_before: Vec<usize>,
    /// The finding that each figure leads to: one about it, else one that it is the other side of.
    of_figures: BTreeMap<FigureRef, usize>,
    /// Findings by indicator: about its figures, or with one of them on the other side.
    of_indicators: Vec<Vec<usize>>,
}

impl Findings {
    /// Takes findings in the order they are shown in.
    pub fn new(all: Vec<Finding>, n_checks: BTreeMap<Rule, usize>, n_indicators: usize) -> Self {
        let (mut of_figures, mut of_indicators) = (BTreeMap::new(), vec![Vec::new(); n_indicators]);
        let subjects = all.iter().enumerate().map(|(at, finding)| (at, finding.subject.figure()));
        let others = all.iter().enumerate().map(|(at, finding)| (at, finding.other()));
        for (at, figure) in subjects.chain(others).filter_map(|(at, figure)| Some((at, figure?))) {
            of_figures.entry(figure).or_insert(at);
            of_indicators[figure.indicator.index()].push(at);
        }
        for findings in &mut of_indicators {
            findings.sort_unstable();
            findings.dedup();
        }
        let mut counts: BTreeMap<(Rule, FindingSubject), usize> = BTreeMap::new();
        let mut number = |finding: &Finding| {
            let count = counts.entry((finding.rule, finding.subject)).or_default();
            *count += 1;
            *count - 1
        };
        let n_before = all.iter().map(&mut number).collect();
        Self { all, n_checks, n_before, of_figures, of_indicators }
    }

    /// Returns all of them with their positions.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (usize, &Finding)> {
        self.all.iter().enumerate()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns one of them.
    pub fn get(&self, at: usize) -> &Finding {
        &self.all[at]
    }

    /// Returns the position of the finding that a figure leads to.
    pub fn of_figure(&self, figure: FigureRef) -> Option<usize> {
        // Most indicators have none: that is known without comparing places and periods.
        if self.of_indicators.get(figure.indicator.index()).is_none_or(Vec::is_empty) {
            return None;
        }
        self.of_figures.get(&figure).copied()
    }

    /// Returns the positions of an indicator's findings.
    pub fn of_indicator(&self, indicator: Id<Indicator>) -> &[usize] {
        self.of_indicators.get(indicator.index()).map_or(&[], Vec::as_slice)
    }

    /// Returns how many findings of the same rule and subject stand before one.
    pub fn n_before(&self, at: usize) -> usize {
        self.n_before[at]
    }

    /// Returns how many comparisons a rule made.
    pub fn n_checks(&self, rule: Rule) -> usize {
        self.n_checks.get(&rule).copied().unwrap_or(0)
    }
}
