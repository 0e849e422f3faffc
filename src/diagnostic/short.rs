//! Diagnostics on one line each, as compilers write them: editors and `grep` know this form.

use std::fmt::Write as _;

use super::place::{Place, place};
use super::{Diagnostic, Messages};
use crate::input::Inputs;

/// Writes `path:line:column: error[code]: message` for each, in the given order. `folder` stands before every path: it
/// leads from where the reader is to the site, and ends in `/` where it is not empty.
pub fn short(diagnostics: &[Diagnostic], inputs: &Inputs, messages: &Messages, folder: &str) -> String {
    let mut lines = String::new();
    for told in diagnostics {
        let Place { path, region } = place(told, inputs);
        let at = region.map_or_else(String::new, |region| format!(":{}:{}", region.line, region.column));
        let severity = messages.text(told.severity().name(), &[]);
        let message = messages.message(told).replace('\n', " ");
        let _ = writeln!(lines, "{folder}{path}{at}: {severity}[{}]: {message}", told.code.name());
    }
    lines
}
