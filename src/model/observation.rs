//! Observations: a value, or the reason why there is none.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::{ColumnId, Id, LocalizedText, Period, Place, TableId, Value};
use crate::input::Span;

/// Why there is no value. Missing is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MissingReason {
    /// The source leaves the cell blank.
    NotReported,
    /// The question does not arise here.
    NotApplicable,
    /// The time to report has not come.
    NotDue,
    /// The source holds something that cannot be read.
    Illegible,
}

impl MissingReason {
    /// All reasons.
    pub const ALL: [Self; 4] = [Self::NotReported, Self::NotApplicable, Self::NotDue, Self::Illegible];

    /// Returns the word that authors write and open data carries.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotReported => "not-reported",
            Self::NotApplicable => "not-applicable",
            Self::NotDue => "not-due",
            Self::Illegible => "illegible",
        }
    }
}

/// What the source or the arithmetic says about a value. SDMX calls it "observation status".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// "about".
    About,
    /// "more than".
    MoreThan,
    /// "nearly".
    Nearly,
    /// "at least".
    AtLeast,
    /// "at most", "under".
    AtMost,
    /// To be replaced by a final value.
    Provisional,
    /// Replaces an earlier value.
    Revised,
    /// Estimated by the source.
    Estimated,
    /// Legible, but contradicted by other figures of the same source.
    Doubtful,
    /// A rate that the source states and that cannot be computed because an input is missing.
    Stated,
}

impl Mark {
    /// The marks an author may write.
    pub const WRITABLE: [Self; 8] = [
        Self::About,
        Self::MoreThan,
        Self::Nearly,
        Self::AtLeast,
        Self::AtMost,
        Self::Provisional,
        Self::Revised,
        Self::Estimated,
    ];

    /// Returns the word that authors write and open data carries.
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::MoreThan => "more-than",
            Self::Nearly => "nearly",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Provisional => "provisional",
            Self::Revised => "revised",
            Self::Estimated => "estimated",
            Self::Doubtful => "doubtful",
            Self::Stated => "stated",
        }
    }
}

/// One of two things, so that a chart cannot draw a gap as zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// There is a value.
    Measured {
        /// The value.
        value: Value,
        /// What is to be said about it.
        mark: Option<Mark>,
    },
    /// There is none, for a reason.
    Missing(MissingReason),
}

impl Reading {
    /// Returns the value, if there is one.
    pub fn value(self) -> Option<Value> {
        match self {
            Self::Measured { value, .. } => Some(value),
            Self::Missing(_) => None,
        }
    }

    /// Returns the mark, if there is one.
    pub fn mark(self) -> Option<Mark> {
        match self {
            Self::Measured { mark, .. } => mark,
            Self::Missing(_) => None,
        }
    }
}

/// What stands in the source where a cell is garbled or doubtful, for readers to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The text as it was read, where it is no number.
    pub as_read: Option<String>,
    /// What the cell may have said: shown as a proposal, never used in arithmetic that is published.
    pub proposed: Option<Proposed>,
    /// The step that the source rounds to: 10000 in "4.85 million".
    pub rounded: Option<Value>,
    /// Why.
    pub note: Option<LocalizedText>,
}

/// A proposed reading of a garbled or doubtful cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposed {
    /// A value.
    Value(Value),
    /// That there was none.
    Missing(MissingReason),
}

/// One observation.
#[derive(Debug, Clone)]
pub struct Observation {
    /// What was observed.
    pub column: ColumnId,
    /// Where.
    pub place: Id<Place>,
    /// When.
    pub period: Period,
    /// The value or the reason why there is none.
    pub reading: Reading,
    /// For a computed measure: what the source states in its stead.
    pub stated: Option<Value>,
    /// What is to be said about what the source states.
    pub stated_mark: Option<Mark>,
    /// What is to be said about the cell.
    pub remark: Option<Box<Remark>>,
    /// The source table it stands in.
    pub table: TableId,
    /// Where an author wrote it.
    pub span: Span,
}

/// The observations of one indicator, sorted by column, place and period; each at most once.
#[derive(Debug, Clone, Default)]
pub struct Observations {
    sorted: Vec<Observation>,
    /// By column.
    places: Vec<PlaceIndex>,
    /// Made when they are first asked for.
    periods: OnceLock<Vec<Period>>,
}

/// Where the series of one column begin. Pages look up so many that searching for each would cost more than the rest.
#[derive(Debug, Clone, Default)]
struct PlaceIndex {
    /// Position of the first place in its registry.
    first: usize,
    /// Where the series of each place from there begins, and where the last one ends.
    starts: Vec<u32>,
}

impl PlaceIndex {
    /// Indexes one column. `start` is where it begins among all observations.
    fn new(column: &[Observation], start: usize) -> Self {
        let first = column.first().map_or(0, |observation| observation.place.index());
        let mut starts = Vec::new();
        for (at, observation) in (start..).zip(column) {
            let n_places = observation.place.index() - first + 1;
            starts.resize(n_places.max(starts.len()), offset(at));
        }
        starts.push(offset(start + column.len()));
        Self { first, starts }
    }

    fn series(&self, place: Id<Place>) -> Range<usize> {
        let at = place.index().wrapping_sub(self.first);
        match self.starts.get(at..).unwrap_or_default() {
            [start, end, ..] => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    fn all(&self) -> Range<usize> {
        let ends = self.starts.first().zip(self.starts.last());
        ends.map_or(0..0, |(start, end)| *start as usize..*end as usize)
    }
}

/// Offsets fit: four billion observations would take 400 GB of memory.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Observations {
    /// Sorts observations. Returns the doubled ones apart, each with the one that was kept.
    pub fn new(mut all: Vec<Observation>) -> (Self, Vec<(Observation, Observation)>) {
        let key = |observation: &Observation| (observation.column, observation.place, observation.period);
        all.sort_by(|a, b| key(a).cmp(&key(b)).then(a.span.cmp(&b.span)));
        let mut sorted: Vec<Observation> = Vec::with_capacity(all.len());
        let mut doubled = Vec::new();
        for observation in all {
            match sorted.last() {
                Some(kept) if key(kept) == key(&observation) => doubled.push((observation, kept.clone())),
                _ => sorted.push(observation),
            }
        }
        let mut places = Vec::new();
        let mut start = 0;
        for column in sorted.chunk_by(|a, b| a.column == b.column) {
            places.resize_with(column[0].column, PlaceIndex::default);
            places.push(PlaceIndex::new(column, start));
            start += column.len();
        }
        (Self { sorted, places, periods: OnceLock::new() }, doubled)
    }

    /// Gives all of them up, sorted.
    pub fn into_vec(self) -> Vec<Observation> {
        self.sorted
    }

    /// Returns all of them, sorted.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Observation> {
        self.sorted.iter()
    }

    /// Returns the periods that anything was observed in, in order.
    pub fn periods(&self) -> &[Period] {
        self.periods.get_or_init(|| {
            let periods: HashSet<Period> = self.iter().map(|observation| observation.period).collect();
            let mut periods: Vec<Period> = periods.into_iter().collect();
            periods.sort_unstable();
            periods
        })
    }

    /// Returns one column at one place over time, oldest first.
    pub fn series(&self, column: ColumnId, place: Id<Place>) -> &[Observation] {
        &self.sorted[self.places.get(column).map_or(0..0, |places| places.series(place))]
    }

    /// Returns one observation.
    pub fn at(&self, column: ColumnId, place: Id<Place>, period: Period) -> Option<&Observation> {
        let series = self.series(column, place);
        series.binary_search_by(|o| o.period.cmp(&period)).ok().map(|index| &series[index])
    }

    /// Returns the latest observation of one column at one place.
    pub fn latest(&self, column: ColumnId, place: Id<Place>) -> Option<&Observation> {
        self.series(column, place).last()
    }

    /// Returns all observations of one column, by place and period.
    pub fn column(&self, column: ColumnId) -> &[Observation] {
        &self.sorted[self.places.get(column).map_or(0..0, PlaceIndex::all)]
    }
}
