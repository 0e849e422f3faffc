//! Diagnostics as GitHub's workflow commands: they appear beside the lines of a pull request.

use std::fmt::Write as _;

use super::place::{Place, place};
use super::{Diagnostic, Messages};
use crate::input::Inputs;

/// Writes `::error file=…,line=…::message` for each, in the given order. `folder` leads from the root of the repository
/// to the site, and ends in `/` where it is not empty.
pub fn github(diagnostics: &[Diagnostic], inputs: &Inputs, messages: &Messages, folder: &str) -> String {
    let mut lines = String::new();
    for told in diagnostics {
        let Place { path, region } = place(told, inputs);
        let mut properties = format!("file={}", property(&format!("{folder}{path}")));
        if let Some(region) = region {
            // Ends are inclusive here: what ends at the begin of a line ends with the one before.
            let ends_before = region.end_column == 1 && region.end_line > region.line;
            let end = region.end_line - usize::from(ends_before);
            let _ = write!(properties, ",line={},endLine={end}", region.line);
            // Columns are read within one line only.
            if region.line == region.end_line {
                let _ = write!(properties, ",col={},endColumn={}", region.column, region.end_column);
            }
        }
        let text = data(&format!("{}\n{}", messages.message(told), messages.help(told)));
        let (severity, title) = (told.severity().name(), property(told.code.name()));
        let _ = writeln!(lines, "::{severity} {properties},title={title}::{text}");
    }
    lines
}

/// Writes the text of a command, which ends with its line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Writes a property of a command, which ends with `,` or `:`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_end_its_command() {
        assert_eq!(data("100 %: a,\r\nb"), "100 %25: a,%0D%0Ab");
        assert_eq!(property("content/a,b: 5%.toml"), "content/a%2Cb%3A 5%25.toml");
    }
}
