//! Where a diagnostic is, in numbers for programs.

use super::Diagnostic;
use crate::input::{Inputs, Span};

/// A file and, where there is one, the place in it.
pub(super) struct Place {
    /// The path of the file from the site folder.
    pub(super) path: String,
    pub(super) region: Option<Region>,
}

/// Lines and columns from 1, columns in characters, the end exclusive.
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// Returns where a diagnostic is.
pub(super) fn place(diagnostic: &Diagnostic, inputs: &Inputs) -> Place {
    match diagnostic.span {
        Some(span) => place_of(span, inputs),
        None => Place { path: diagnostic.path.clone().unwrap_or_default(), region: None },
    }
}

/// Returns where a span is.
pub(super) fn place_of(span: Span, inputs: &Inputs) -> Place {
    let (line, column) = inputs.line_column(span.file, span.start as usize);
    let (end_line, end_column) = inputs.line_column(span.file, span.end as usize);
    let region = Region { line, column, end_line, end_column };
    Place { path: inputs.file(span.file).path.clone(), region: Some(region) }
}
