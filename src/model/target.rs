//! Targets: a value to reach, by when, for which place.

use super::{
    ActionPlan, ColumnId, Date, Document, Id, Indicator, LocalizedText, MeasureUnit, Period, Place, Value,
};

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
    /// All relations.
    pub const ALL: [Self; 3] = [Self::AtLeast, Self::AtMost, Self::Equal];

    /// Returns the word that authors write and open data carries.
    pub fn name(self) -> &'static str {
        match self {
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Equal => "equal",
        }
    }

    /// Returns whether `value` meets `target`.
    pub fn is_met(self, value: Value, target: Value) -> bool {
        match self {
            Self::AtLeast => value >= target,
            Self::AtMost => value <= target,
            Self::Equal => value == target,
        }
    }
}

/// What a target is set for.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A column of an indicator.
    Measured {
        /// The indicator.
        indicator: Id<Indicator>,
        /// The column of it.
        column: ColumnId,
    },
    /// Something that nothing measures yet.
    Named {
        /// What it is.
        name: LocalizedText,
        /// The unit of the value to reach.
        unit: MeasureUnit,
    },
}

/// Where a target starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Baseline {
    /// The value.
    pub value: Value,
    /// When it was.
    pub period: Period,
}

/// One target.
#[derive(Debug, Clone)]
pub struct Target {
    /// The author's id.
    pub name_id: String,
    /// What it is set for.
    pub subject: Subject,
    /// Every place it holds for, sorted.
    pub places: Vec<Id<Place>>,
    /// The value to reach.
    pub value: Value,
    /// How to compare.
    pub relation: Relation,
    /// By when; nothing where the source states no date.
    pub by: Option<Period>,
    /// Where it starts from.
    pub baseline: Option<Baseline>,
    /// The plan that it belongs to.
    pub plan: Option<Id<ActionPlan>>,
    /// The document that sets it.
    pub document: Id<Document>,
    /// Where in the document.
    pub at: LocalizedText,
    /// What a reader must know of it.
    pub note: Option<LocalizedText>,
}

/// How far a target is, computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// The latest value meets it.
    Met,
    /// The latest value is at or beyond the straight line from the baseline to the target.
    OnTrack,
    /// The latest value falls short of that line.
    Behind,
    /// The latest value does not meet it, and there is no line to compare with.
    NotMetYet,
    /// A value of its date or later does not meet it.
    Missed,
    /// Its date has passed, and the latest value, which does not meet it, is older.
    NoFigureSince,
    /// There is no value.
    NotMeasurable,
}

impl Progress {
    /// Every state, the good ones first.
    pub const ALL: [Self; 7] = [
        Self::Met,
        Self::OnTrack,
        Self::Behind,
        Self::NotMetYet,
        Self::Missed,
        Self::NoFigureSince,
        Self::NotMeasurable,
    ];

    /// Returns the word that open data and themes use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::OnTrack => "on-track",
            Self::Behind => "behind",
            Self::NotMetYet => "not-met-yet",
            Self::Missed => "missed",
            Self::NoFigureSince => "no-figure-since",
            Self::NotMeasurable => "not-measurable",
        }
    }
}

impl Target {
    /// Returns the column it is set for, where something measures it.
    pub fn measure(&self) -> Option<(Id<Indicator>, ColumnId)> {
        match self.subject {
            Subject::Measured { indicator, column } => Some((indicator, column)),
            Subject::Named { .. } => None,
        }
    }

    /// Returns whether it is set for a column at a place.
    pub fn aims_at(&self, indicator: Id<Indicator>, column: ColumnId, place: Id<Place>) -> bool {
        self.measure() == Some((indicator, column)) && self.places.binary_search(&place).is_ok()
    }

    /// Computes how far it is on a day, from the latest value (exact, not rounded) and when that was.
    pub fn progress(&self, latest: Option<(Value, Period)>, today: Date) -> Progress {
        let Some((value, period)) = latest else { return Progress::NotMeasurable };
        if self.relation.is_met(value, self.value) {
            return Progress::Met;
        }
        match (self.by, self.expected(period)) {
            (Some(by), _) if period.last() >= by.last() => Progress::Missed,
            (Some(by), _) if today > by.last() => Progress::NoFigureSince,
            (_, Some(expected)) if self.is_at_least_as_far(value, expected) => Progress::OnTrack,
            (_, Some(_)) => Progress::Behind,
            (_, None) => Progress::NotMetYet,
        }
    }

    /// Returns the value on the straight line from the baseline to the target, on the last day of a period. Nothing
    /// without a baseline or a date, or outside the line.
    pub fn expected(&self, period: Period) -> Option<Value> {
        let (baseline, by) = (self.baseline?, self.by?);
        let day = |period: Period| period.last().day_number();
        let (start, end, now) = (day(baseline.period), day(by), day(period));
        (start < now && now <= end).then(|| baseline.value.towards(self.value, (now - start, end - start)))?
    }

    /// Compares in the direction of the target: a falling one is further where it is lower.
    fn is_at_least_as_far(&self, value: Value, expected: Value) -> bool {
        let falls = self.baseline.is_some_and(|baseline| baseline.value > self.value);
        if falls { value <= expected } else { value >= expected }
    }
}
