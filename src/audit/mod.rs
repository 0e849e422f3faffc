//! Checks the arithmetic of the sources: what they state against what their parts make, and against each other.
//!
//! Enters: a catalogue. Leaves: findings, which are shown to the author and to the reader, and how much was compared to
//! find them. Nothing is corrected here. A mark is taken at its word: "more than 450" contradicts only what is less.

mod counts;
mod explain;
mod ledger;
mod limits;
mod parts;
mod places;
pub mod published;
mod range;
mod rates;
mod relations;
mod restated;
mod series;
mod shares;
mod tell;
mod totals;

use std::sync::Arc;

use crate::input::Span;
use crate::memory::Memory;
use crate::model::{
    Catalogue, ColumnId, FigureRef, Findings, Id, Indicator, MissingReason, Observation, Place, Proposed,
    Reading, Registry, Unit,
};
use ledger::Ledger;
use range::Range;

pub use tell::{diagnostic, idle};

/// What the same indicators came to when they were audited last.
#[derive(Default)]
pub struct Audits(Memory<Audited, Ledger>);

/// An indicator, and what the rules ask of places and units.
type Audited = (Arc<Indicator>, (Registry<Place>, Registry<Unit>));

/// Returns every disagreement, in the order of the author's files, and the explanations of what does not happen.
pub fn audit(catalogue: &Catalogue) -> (Findings, Vec<Span>) {
    audit_with(catalogue, &mut Audits::default())
}

/// Audits as [`audit`] does, but for indicators that are the same as last time.
pub fn audit_with(catalogue: &Catalogue, known: &mut Audits) -> (Findings, Vec<Span>) {
    let ids: Vec<Id<Indicator>> = catalogue.indicators.iter().map(|(id, _)| id).collect();
    let of_place = (catalogue.places.clone(), catalogue.units.clone());
    let sources = catalogue.indicators.shared().iter().map(|one| (one.clone(), of_place.clone())).collect();
    let audit =
        |at: usize, (indicator, _): &(Arc<Indicator>, _)| Auditor::audit(catalogue, ids[at], indicator);
    let mut all = Ledger::default();
    for ledger in known.0.all(sources, audit, |_| true) {
        all.append(ledger);
    }
    all.append(relations::relations(catalogue));
    all.append(counts::counts(catalogue));
    let idle = explain::explain(catalogue, &mut all);
    (Findings::new(all.findings, all.n_checks, catalogue.indicators.len()), idle)
}

/// The audit of one indicator. Each rule is a file.
struct Auditor<'a> {
    catalogue: &'a Catalogue,
    id: Id<Indicator>,
    indicator: &'a Indicator,
    ledger: Ledger,
}

impl<'a> Auditor<'a> {
    fn audit(catalogue: &'a Catalogue, id: Id<Indicator>, indicator: &'a Indicator) -> Ledger {
        let mut auditor = Self { catalogue, id, indicator, ledger: Ledger::default() };
        auditor.totals();
        auditor.rates();
        auditor.parts();
        auditor.shares();
        auditor.limits();
        auditor.series();
        auditor.places();
        auditor.restated();
        auditor.ledger
    }

    /// Names the figure of an observation.
    fn figure(&self, observation: &Observation) -> FigureRef {
        let Observation { column, place, period, .. } = *observation;
        FigureRef { indicator: self.id, column, place, period }
    }

    /// Returns the columns that authors type: what is computed agrees with what it is computed from.
    fn typed_columns(&self) -> impl Iterator<Item = ColumnId> + use<'a> {
        let indicator = self.indicator;
        (0..indicator.columns.len()).filter(|&column| indicator.measure(column).formula.is_none())
    }

    /// Returns the observation of another column at the same place and time.
    fn beside(&self, column: ColumnId, observation: &Observation) -> Option<&'a Observation> {
        self.indicator.observations.at(column, observation.place, observation.period)
    }
}

/// What a part adds to a sum.
enum Part {
    /// A value, as far as its mark says what it is.
    Value(Range),
    /// Nothing: the source leaves it blank, or it does not apply.
    Nothing,
    /// Unknown: it cannot be read, and nothing is proposed.
    Unknown,
}

impl Part {
    /// A doubtful cell counts as it stands; an illegible one as it was proposed to read.
    fn of(observation: &Observation) -> Self {
        match (observation.reading, observation.remark.as_ref().and_then(|remark| remark.proposed)) {
            (Reading::Measured { value, mark }, _) => Self::Value(Range::of(value, mark)),
            (Reading::Missing(_), Some(Proposed::Value(value))) => Self::Value(Range::of(value, None)),
            (Reading::Missing(MissingReason::Illegible), None) => Self::Unknown,
            (Reading::Missing(_), _) => Self::Nothing,
        }
    }
}

/// Adds parts up; nothing where one is unknown or none has a value.
fn sum<'o>(parts: impl Iterator<Item = &'o Observation>) -> Option<(Range, usize)> {
    let (mut sum, mut n_parts) = (Range::ZERO, 0);
    for part in parts {
        match Part::of(part) {
            Part::Value(value) => (sum, n_parts) = (sum.plus(value), n_parts + 1),
            Part::Nothing => {}
            Part::Unknown => return None,
        }
    }
    (n_parts > 0).then_some((sum, n_parts))
}
