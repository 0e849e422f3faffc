//! Findings: where a source does not agree with itself.

use super::{FigureRef, Value};
use crate::input::Span;

/// Which arithmetic was checked.
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
}

/// One disagreement, both sides kept.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was checked.
    pub rule: Rule,
    /// The figure that the source states.
    pub figure: FigureRef,
    /// What the source states.
    pub stated: Value,
    /// What its parts make.
    pub computed: Value,
    /// Stated less computed.
    pub difference: Value,
    /// How many parts were added up.
    pub n_parts: usize,
    /// Where an author wrote the stated figure.
    pub span: Span,
}
