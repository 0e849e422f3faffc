//! Targets: a value to reach, by when, for which place.

use super::{ColumnId, Document, Id, Indicator, LocalizedText, Period, Place, Value};

/// How the value compares to the target when it is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// ≥.
    AtLeast,
    /// ≤.
    AtMost,
    /// =.
    Equal,
}

impl Relation {
    /// Returns whether `value` meets `target`.
    pub fn is_met(self, value: Value, target: Value) -> bool {
        match self {
            Self::AtLeast => value >= target,
            Self::AtMost => value <= target,
            Self::Equal => value == target,
        }
    }
}

/// One target.
#[derive(Debug, Clone)]
pub struct Target {
    /// The indicator it is set for.
    pub indicator: Id<Indicator>,
    /// The column of it.
    pub column: ColumnId,
    /// Every place it holds for, sorted.
    pub places: Vec<Id<Place>>,
    /// The value to reach.
    pub value: Value,
    /// How to compare.
    pub relation: Relation,
    /// By when; nothing where the source states no date.
    pub by: Option<Period>,
    /// The document that sets it.
    pub document: Id<Document>,
    /// Where in the document.
    pub at: LocalizedText,
    /// What a reader must know of it.
    pub note: Option<LocalizedText>,
}
