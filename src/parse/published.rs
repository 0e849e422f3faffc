//! What the last published site says of itself in its open data: corrections, fingerprints and figures.
//!
//! These files are ours, but they lay on a disk since: whatever cannot be read is nothing, and its reader tells so.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::input::InputFile;

/// A correction as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PublishedCorrection {
    /// The author's id.
    pub id: String,
    /// Which figure, as an author writes it, with place and period.
    pub figure: String,
    /// When it was corrected.
    pub date: String,
    /// What was published before.
    pub old: String,
    /// What was right then.
    pub new: String,
}

/// A figure as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PublishedFigure {
    /// The measure.
    pub measure: String,
    /// The members it is cut to, as `dimension=member`.
    pub cut: String,
    /// Where.
    pub place: String,
    /// When.
    pub period: String,
    /// The value; empty where there was none.
    pub value: String,
}

impl PublishedFigure {
    /// Returns the column as an author writes it: `issued.permanent`.
    pub fn column(&self) -> String {
        let members = self.cut.split(' ').filter_map(|part| part.split_once('='));
        members.fold(self.measure.clone(), |name, (_, member)| name + "." + member)
    }
}

#[derive(Deserialize)]
struct List {
    corrections: Vec<PublishedCorrection>,
}

/// Reads `data/corrections.json`.
pub fn published_corrections(file: &InputFile) -> Option<Vec<PublishedCorrection>> {
    serde_json::from_str::<List>(file.text()).ok().map(|list| list.corrections)
}

/// Reads `data/fingerprints.json`: by indicator.
pub fn published_fingerprints(file: &InputFile) -> Option<BTreeMap<String, String>> {
    serde_json::from_str(file.text()).ok()
}

/// Reads the CSV of an indicator.
pub fn published_figures(file: &InputFile) -> Option<Vec<PublishedFigure>> {
    csv::Reader::from_reader(file.text().as_bytes()).deserialize().collect::<Result<_, _>>().ok()
}
