//! What a marked figure may be: "more than 450" is 450 or anything above it, "about 450" says too little to compare.

use crate::model::{Mark, Observation, Value};

/// The least and the most that a figure may be; nothing where its mark sets no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    low: Option<Value>,
    high: Option<Value>,
}

impl Range {
    pub(super) const ZERO: Self = Self { low: Some(Value::ZERO), high: Some(Value::ZERO) };

    /// Bounds are read generously: "more than 450" may be 450, so that a mark alone makes no contradiction.
    pub(super) fn of(value: Value, mark: Option<Mark>) -> Self {
        let (has_low, has_high) = match mark {
            None | Some(Mark::Provisional | Mark::Revised | Mark::Doubtful | Mark::Stated) => (true, true),
            Some(Mark::MoreThan | Mark::AtLeast) => (true, false),
            Some(Mark::AtMost | Mark::Nearly) => (false, true),
            Some(Mark::About | Mark::Estimated) => (false, false),
        };
        Self { low: has_low.then_some(value), high: has_high.then_some(value) }
    }

    /// Anything from one value to another.
    pub(super) fn between(low: Value, high: Value) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    /// Returns what an observation may be; nothing where it has no value.
    pub(super) fn of_observation(observation: &Observation) -> Option<Self> {
        Some(Self::of(observation.reading.value()?, observation.reading.mark()))
    }

    /// Adds; a sum is as open as its parts.
    pub(super) fn plus(self, other: Self) -> Self {
        let add = |a: Option<Value>, b: Option<Value>| a.zip(b).and_then(|(a, b)| a.plus(b));
        Self { low: add(self.low, other.low), high: add(self.high, other.high) }
    }

    /// Rounds its bounds.
    pub(super) fn round(self, decimals: u32) -> Self {
        let round = |bound: Option<Value>| bound.map(|value| value.round(decimals));
        Self { low: round(self.low), high: round(self.high) }
    }

    /// Returns whether anything can be compared with it.
    pub(super) fn is_bounded(self) -> bool {
        self.low.is_some() || self.high.is_some()
    }

    /// Returns the bound of `other` that this lies outside of; nothing where both may be the same.
    pub(super) fn outside(self, other: Self) -> Option<Value> {
        self.above(other).or_else(|| self.below(other))
    }

    /// Returns the most of `other` where this is surely more.
    pub(super) fn above(self, other: Self) -> Option<Value> {
        other.high.filter(|&high| self.low.is_some_and(|low| low > high))
    }

    /// Returns the least of `other` where this is surely less.
    pub(super) fn below(self, other: Self) -> Option<Value> {
        other.low.filter(|&low| self.high.is_some_and(|high| high < low))
    }
}
