//! Diagnostics for editors and CI: one JSON array.

use serde::Serialize;

use super::{Diagnostic, Messages};
use crate::input::{Inputs, Span};

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'a str,
    message: String,
    help: String,
    suggestion: Option<&'a str>,
    #[serde(flatten)]
    place: Place<'a>,
    other: Option<Place<'a>>,
}

/// Where it is; lines and columns from 1, columns in characters, the end exclusive.
#[derive(Serialize)]
struct Place<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// Writes diagnostics as a JSON array, in the given order.
pub fn json(diagnostics: &[Diagnostic], inputs: &Inputs, messages: &Messages) -> String {
    let entries: Vec<Entry<'_>> =
        diagnostics.iter().map(|diagnostic| entry(diagnostic, inputs, messages)).collect();
    serde_json::to_string_pretty(&entries).unwrap_or_default()
}

fn entry<'a>(diagnostic: &'a Diagnostic, inputs: &'a Inputs, messages: &Messages) -> Entry<'a> {
    let whole_file = |path: &'a str| Place {
        file: Some(path),
        line: None,
        column: None,
        end_line: None,
        end_column: None,
    };
    let path = diagnostic.path.as_deref().unwrap_or_default();
    Entry {
        code: diagnostic.code.name(),
        severity: diagnostic.severity().name(),
        message: messages.message(diagnostic),
        help: messages.help(diagnostic),
        suggestion: diagnostic.suggestion.as_deref(),
        place: diagnostic.span.map_or_else(|| whole_file(path), |span| place(span, inputs)),
        other: diagnostic.other.map(|span| place(span, inputs)),
    }
}

fn place(span: Span, inputs: &Inputs) -> Place<'_> {
    let (line, column) = inputs.line_column(span.file, span.start as usize);
    let (end_line, end_column) = inputs.line_column(span.file, span.end as usize);
    Place {
        file: Some(&inputs.file(span.file).path),
        line: Some(line),
        column: Some(column),
        end_line: Some(end_line),
        end_column: Some(end_column),
    }
}
