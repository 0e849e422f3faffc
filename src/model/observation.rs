//! Observations: a value, or the reason why there is none.

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

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

/// The observations of one indicator, by column, each sorted by place and period; each at most once.
#[derive(Debug, Clone, Default)]
pub struct Observations {
    columns: Vec<ColumnObservations>,
    /// Made when they are first asked for.
    periods: OnceLock<Vec<Period>>,
}

/// The observations of one column.
#[derive(Debug, Clone, Default)]
struct ColumnObservations {
    /// By place and period.
    sorted: Vec<Observation>,
    places: PlaceIndex,
}

/// Where the series of places begin. Pages look up so many that searching for each would cost more than the rest.
#[derive(Debug, Clone, Default)]
struct PlaceIndex {
    /// Position of the first place in its registry.
    first: usize,
    /// Where the series of each place from there begins, and where the last one ends.
    starts: Vec<u32>,
}

impl PlaceIndex {
    fn new(sorted: &[Observation]) -> Self {
        let first = sorted.first().map_or(0, |observation| observation.place.index());
        let mut starts = Vec::new();
        for (at, observation) in sorted.iter().enumerate() {
            let n_places = observation.place.index() - first + 1;
            starts.resize(n_places.max(starts.len()), offset(at));
        }
        starts.push(offset(sorted.len()));
        Self { first, starts }
    }

    fn series(&self, place: Id<Place>) -> Range<usize> {
        let at = place.index().wrapping_sub(self.first);
        match self.starts.get(at..).unwrap_or_default() {
            [start, end, ..] => *start as usize..*end as usize,
            _ => 0..0,
        }
    }
}

/// Offsets fit: four billion observations would take 400 GB of memory.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl ColumnObservations {
    /// Adds observations. Returns the doubled ones, each with the one that was kept.
    fn add(&mut self, more: Vec<Observation>) -> Vec<(Observation, Observation)> {
        let mut all = std::mem::take(&mut self.sorted);
        all.extend(more);
        let key = |observation: &Observation| (observation.place, observation.period);
        // Places are compared in a moment, and of one place there are few.
        all.sort_by_cached_key(|observation| observation.place);
        for of_place in all.chunk_by_mut(|a, b| a.place == b.place) {
            of_place.sort_by(|a, b| a.period.cmp(&b.period).then(a.span.cmp(&b.span)));
        }
        let mut doubled = Vec::new();
        all.dedup_by(|second, first| {
            let is_doubled = key(second) == key(first);
            doubled.extend(is_doubled.then(|| (second.clone(), first.clone())));
            is_doubled
        });
        self.sorted = all;
        self.places = PlaceIndex::new(&self.sorted);
        doubled
    }
}

impl Observations {
    /// Sorts observations. Returns the doubled ones apart, each with the one that was kept.
    pub fn new(all: Vec<Observation>) -> (Self, Vec<(Observation, Observation)>) {
        let mut observations = Self::default();
        let doubled = observations.add(all);
        (observations, doubled)
    }

    /// Adds observations, in any order. Returns the doubled ones, each with the one that was kept.
    pub fn add(&mut self, more: Vec<Observation>) -> Vec<(Observation, Observation)> {
        let n_columns = more.iter().map(|observation| observation.column + 1).max().unwrap_or(0);
        let mut by_column = vec![Vec::new(); n_columns];
        for observation in more {
            by_column[observation.column].push(observation);
        }
        self.columns.resize_with(n_columns.max(self.columns.len()), ColumnObservations::default);
        self.periods = OnceLock::new();
        let of_columns = self.columns.par_iter_mut().zip(by_column).filter(|(_, more)| !more.is_empty());
        of_columns.flat_map_iter(|(column, more)| column.add(more)).collect()
    }

    /// Numbers the columns anew: `order` names each column by its number so far.
    #[must_use]
    pub fn in_order(mut self, order: &[ColumnId]) -> Self {
        let renumbered = order.iter().enumerate().map(|(new, &old)| {
            let mut column = self.columns.get_mut(old).map(std::mem::take).unwrap_or_default();
            column.sorted.iter_mut().for_each(|observation| observation.column = new);
            column
        });
        Self { columns: renumbered.collect(), periods: self.periods }
    }

    /// Returns all of them, by column, place and period.
    pub fn iter(&self) -> impl Iterator<Item = &Observation> {
        self.columns.iter().flat_map(|column| &column.sorted)
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.columns.iter().map(|column| column.sorted.len()).sum()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the periods that anything was observed in, in order.
    pub fn periods(&self) -> &[Period] {
        self.periods.get_or_init(|| {
            let mut periods: Vec<Period> = Vec::new();
            let mut next = 0;
            for observation in self.iter() {
                // Places are mostly observed in the same periods: the one after the last is the one of the next.
                if periods.get(next) != Some(&observation.period) {
                    next = periods.binary_search(&observation.period).unwrap_or_else(|at| {
                        periods.insert(at, observation.period);
                        at
                    });
                }
                next += 1;
            }
            periods
        })
    }

    /// Returns whether anything was observed at a place.
    pub fn has(&self, place: Id<Place>) -> bool {
        self.columns.iter().any(|column| !column.places.series(place).is_empty())
    }

    /// Returns one column at one place over time, oldest first.
    pub fn series(&self, column: ColumnId, place: Id<Place>) -> &[Observation] {
        self.columns.get(column).map_or(&[], |column| &column.sorted[column.places.series(place)])
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
        self.columns.get(column).map_or(&[], |column| &column.sorted)
    }
}
