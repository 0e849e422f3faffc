//! Corrections: what was published, what is right, and since when it says so. Once published they stay.

use std::collections::BTreeMap;

use super::{Date, FigureRef, LocalizedText, Reading};
use crate::input::Span;

/// One correction.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The author's id.
    pub name_id: String,
    /// Which figure.
    pub figure: FigureRef,
    /// When it was corrected.
    pub date: Date,
    /// What was published before.
    pub old: Reading,
    /// What is right.
    pub new: Reading,
    /// Why.
    pub reason: LocalizedText,
    /// Where an author wrote it.
    pub span: Span,
}

/// All corrections, newest first, and the latest of each figure.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    newest_first: Vec<Correction>,
    latest: BTreeMap<FigureRef, usize>,
}

impl Corrections {
    /// Sorts corrections; of two of one day the one with the later id counts as newer.
    pub fn new(mut all: Vec<Correction>) -> Self {
        all.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| b.name_id.cmp(&a.name_id)));
        let mut latest = BTreeMap::new();
        for (at, correction) in all.iter().enumerate() {
            latest.entry(correction.figure).or_insert(at);
        }
        Self { newest_first: all, latest }
    }

    /// Returns all of them, newest first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Correction> + Clone {
        self.newest_first.iter()
    }

    /// Returns the latest correction of a figure. Most sites have none, and pages ask for every figure they show.
    pub fn latest(&self, figure: FigureRef) -> Option<&Correction> {
        self.latest.get(&figure).map(|at| &self.newest_first[*at])
    }
}
