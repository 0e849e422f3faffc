//! Diagnostics for editors and other programs: one JSON array. Paths are those in the site.

use serde::Serialize;

use super::place::{self, Place};
use super::{Diagnostic, Messages};
use crate::input::Inputs;

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'a str,
    message: String,
    help: String,
    suggestion: Option<&'a str>,
    #[serde(flatten)]
    place: PlaceEntry,
    other: Option<PlaceEntry>,
}

/// Where it is; lines and columns from 1, columns in characters, the end exclusive.
#[derive(Serialize)]
struct PlaceEntry {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

impl From<Place> for PlaceEntry {
    fn from(Place { path, region }: Place) -> Self {
        Self {
            file: path,
            line: region.as_ref().map(|region| region.line),
            column: region.as_ref().map(|region| region.column),
            end_line: region.as_ref().map(|region| region.end_line),
            end_column: region.as_ref().map(|region| region.end_column),
        }
    }
}

/// Writes diagnostics as a JSON array, in the given order.
pub fn json(diagnostics: &[Diagnostic], inputs: &Inputs, messages: &Messages) -> String {
    let entries: Vec<Entry<'_>> =
        diagnostics.iter().map(|diagnostic| entry(diagnostic, inputs, messages)).collect();
    serde_json::to_string_pretty(&entries).unwrap_or_default()
}

fn entry<'a>(diagnostic: &'a Diagnostic, inputs: &Inputs, messages: &Messages) -> Entry<'a> {
    Entry {
        code: diagnostic.code.name(),
        severity: diagnostic.severity().name(),
        message: messages.message(diagnostic),
        help: messages.help(diagnostic),
        suggestion: diagnostic.suggestion.as_deref(),
        place: place::place(diagnostic, inputs).into(),
        other: diagnostic.other.map(|span| place::place_of(span, inputs).into()),
    }
}
