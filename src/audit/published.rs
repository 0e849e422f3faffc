//! What is to be published against what the last published site says: corrections stay, and no figure changes in silence.
//!
//! The last site is read from its own open data. Only what is told depends on it, never a byte of what is published.

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;

use super::tell;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{InputFile, Inputs};
use crate::model::{Catalogue, Correction, Corrections, FigureRef, Id, Indicator, Observation, Reading};
use crate::parse::{self, PublishedCorrection, PublishedFigure};

/// Where the corrections lie in a published site.
pub const CORRECTIONS: &str = "data/corrections.json";
/// Where the fingerprints of all indicators lie.
pub const FINGERPRINTS: &str = "data/fingerprints.json";
/// Letters of a fingerprint.
const FINGERPRINT_LETTERS: usize = 32;

/// Writes a reading as open data has it: the value, or the word for why there is none.
pub fn reading(reading: Reading) -> String {
    match reading {
        Reading::Measured { value, .. } => value.to_string(),
        Reading::Missing(reason) => reason.name().to_owned(),
    }
}

/// Returns the fingerprint of the figures of an indicator that are typed: computed ones only follow.
pub fn fingerprint(catalogue: &Catalogue, indicator: &Indicator) -> String {
    let mut hasher = blake3::Hasher::new();
    let names: Vec<String> =
        (0..indicator.columns.len()).map(|column| indicator.column_name_id(column)).collect();
    let mut line = String::new();
    for observation in typed(indicator) {
        let place = &catalogue.places.get(observation.place).name_id;
        line.clear();
        // Writing to a string cannot fail.
        let _ = write!(line, "{},{place},{},", names[observation.column], observation.period);
        if let Some(value) = observation.reading.value() {
            let _ = write!(line, "{value}");
        }
        line.push('\n');
        hasher.update(line.as_bytes());
    }
    hasher.finalize().to_hex()[..FINGERPRINT_LETTERS].to_owned()
}

fn typed(indicator: &Indicator) -> impl Iterator<Item = &Observation> {
    indicator.observations.iter().filter(|seen| indicator.measure(seen.column).formula.is_none())
}

/// Tells of corrections that were published and are gone or say something else, and of published files that cannot be read.
pub fn corrections(catalogue: &Catalogue, inputs: &Inputs) -> Vec<Diagnostic> {
    let Some(file) = inputs.published_file(CORRECTIONS) else { return Vec::new() };
    let Some(published) = parse::published_corrections(file) else { return vec![unreadable(file)] };
    published.iter().filter_map(|known| lost(catalogue, known)).collect()
}

fn lost(catalogue: &Catalogue, known: &PublishedCorrection) -> Option<Diagnostic> {
    let Some(now) = catalogue.corrections.iter().find(|correction| correction.name_id == known.id) else {
        let gone = Diagnostic::of_file(Code::CorrectionRemoved, "content/corrections.toml");
        return Some(gone.with("id", &known.id).with("block", block(catalogue, known)));
    };
    let present = PublishedCorrection {
        id: now.name_id.clone(),
        figure: catalogue.figure_name(now.figure),
        date: now.date.to_string(),
        old: reading(now.old),
        new: reading(now.new),
    };
    let altered = Diagnostic::at(Code::CorrectionAltered, now.span).with("id", &known.id);
    (present != *known).then(|| altered.with("block", block(catalogue, known)))
}

fn unreadable(file: &InputFile) -> Diagnostic {
    Diagnostic::of_file(Code::PublishedUnreadable, &file.path)
}

/// Returns the names of indicators whose figures are not those of the last published site, or which are gone.
pub fn changed_indicators(catalogue: &Catalogue, inputs: &Inputs) -> Result<Vec<String>, Box<Diagnostic>> {
    let Some(file) = inputs.published_file(FINGERPRINTS) else { return Ok(Vec::new()) };
    let published = parse::published_fingerprints(file).ok_or_else(|| Box::new(unreadable(file)))?;
    let is_changed = |(name, known): &(String, String)| {
        let indicator = catalogue.indicators.find(name).map(|id| catalogue.indicators.get(id));
        indicator.is_none_or(|indicator| fingerprint(catalogue, indicator) != *known)
    };
    Ok(published.into_par_iter().filter(is_changed).map(|(name, _)| name).collect())
}

/// Tells of figures of one indicator that changed without a correction, or are gone. `file` is its published CSV.
pub fn silent_changes(catalogue: &Catalogue, name: &str, file: &InputFile) -> Vec<Diagnostic> {
    let Some(published) = parse::published_figures(file) else { return vec![unreadable(file)] };
    let id = catalogue.indicators.find(name);
    let present = id.map(|id| Present::new(catalogue, id));
    let mut told = Vec::new();
    let mut gone: Vec<&PublishedFigure> = Vec::new();
    for known in published.iter().filter(|known| !known.value.is_empty()) {
        match present.as_ref().map_or(Found::Gone, |present| present.find(known)) {
            Found::Same => {}
            Found::Gone => gone.push(known),
            Found::Changed(diagnostic) => told.push(*diagnostic),
        }
    }
    told.extend(vanished(name, &gone));
    told
}

/// What became of a published figure.
enum Found {
    /// It says the same, or a correction says why not.
    Same,
    /// It is gone.
    Gone,
    /// It says something else.
    Changed(Box<Diagnostic>),
}

/// The figures of one indicator by the names that open data has.
struct Present<'c> {
    catalogue: &'c Catalogue,
    id: Id<Indicator>,
    figures: BTreeMap<(String, &'c str, String), &'c Observation>,
}

impl<'c> Present<'c> {
    fn new(catalogue: &'c Catalogue, id: Id<Indicator>) -> Self {
        let indicator = catalogue.indicators.get(id);
        let key = |seen: &'c Observation| {
            let place = catalogue.places.get(seen.place).name_id.as_str();
            ((indicator.column_name_id(seen.column), place, seen.period.to_string()), seen)
        };
        Self { catalogue, id, figures: indicator.observations.iter().map(key).collect() }
    }

    fn find(&self, known: &PublishedFigure) -> Found {
        let key = (known.column(), known.place.as_str(), known.period.clone());
        let indicator = self.catalogue.indicators.get(self.id);
        let Some(now) = self.figures.get(&key) else {
            let measure = indicator.measures.iter().find(|measure| measure.name_id == known.measure);
            let is_computed = measure.is_some_and(|measure| measure.formula.is_some());
            return if is_computed { Found::Same } else { Found::Gone };
        };
        let figure =
            FigureRef { indicator: self.id, column: now.column, place: now.place, period: now.period };
        let is_computed = indicator.measure(now.column).formula.is_some();
        if is_computed
            || is_value(&known.value, now.reading)
            || is_told(&self.catalogue.corrections, figure, known)
        {
            return Found::Same;
        }
        Found::Changed(Box::new(self.changed(figure, known, now)))
    }

    fn changed(&self, figure: FigureRef, known: &PublishedFigure, now: &Observation) -> Diagnostic {
        let today = self.catalogue.settings.today;
        let figure = self.catalogue.figure_name(figure);
        let path = figure.replace(['/', '.', '?', '=', '&'], "-");
        let correction = PublishedCorrection {
            id: format!("{today}-{}", path.replace("-place-", "-").replace("-period-", "-")).to_lowercase(),
            figure: figure.clone(),
            date: today.to_string(),
            old: known.value.clone(),
            new: reading(now.reading),
        };
        let told = Diagnostic::at(Code::ChangedSilently, now.span).with("figure", figure);
        told.with("old", number(&known.value))
            .with("new", number(&correction.new))
            .with("block", block(self.catalogue, &correction))
    }
}

fn is_value(known: &str, reading: Reading) -> bool {
    reading.value().is_some_and(|value| crate::model::Value::parse(known) == Some(value))
}

/// Returns whether a correction leads away from what was published.
fn is_told(corrections: &Corrections, figure: FigureRef, known: &PublishedFigure) -> bool {
    let leads =
        |correction: &Correction| correction.figure == figure && is_value(&known.value, correction.old);
    corrections.latest(figure).is_some() && corrections.iter().any(leads)
}

fn vanished(name: &str, gone: &[&PublishedFigure]) -> Option<Diagnostic> {
    let first = gone.first()?;
    let told = Diagnostic::of_file(Code::FigureVanished, &format!("content/indicators/{name}.toml"));
    let example = format!("{name}/{}?place={}&period={}", first.column(), first.place, first.period);
    Some(told.with("n", gone.len()).with("figure", example).with("value", number(&first.value)))
}

/// Marks a value as a number to be written in the reader's language.
fn number(value: &str) -> String {
    if value.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        format!("#{value}")
    } else {
        value.to_owned()
    }
}

/// Writes a correction as an author does, for the author to paste.
fn block(catalogue: &Catalogue, correction: &PublishedCorrection) -> String {
    let PublishedCorrection { id, figure, date, old, new } = correction;
    let cell = |value: &str| {
        if value.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            value.to_owned()
        } else {
            format!("\"{value}\"")
        }
    };
    format!(
        "[[correction]]\nid = \"{id}\"\nfigure = \"{figure}\"\ndate = \"{date}\"\nold = {}\nnew = {}\nreason = {}",
        cell(old),
        cell(new),
        tell::reason(catalogue)
    )
}
