//! What commands say: diagnostics, failures, the line at the end.

use std::io::Write;

use clap::ArgMatches;

use crate::diagnostic::{self, Diagnostic, Messages, Severity};
use crate::input::Inputs;
use crate::io::ReadError;

/// Writes diagnostics: for people to standard error, as JSON to standard output.
pub(super) fn diagnostics(told: &[Diagnostic], inputs: &Inputs, matches: &ArgMatches, messages: &Messages) {
    if is_json(matches) {
        line(&diagnostic::json(told, inputs, messages));
    } else if !told.is_empty() {
        let _ = writeln!(anstream::stderr(), "{}", diagnostic::human(told, inputs, messages));
    }
}

/// Writes the line at the end. Beside JSON it goes to standard error, so that the JSON stays whole.
pub(super) fn summary(text: &str, matches: &ArgMatches) {
    if is_json(matches) {
        let _ = writeln!(anstream::stderr(), "{text}");
    } else {
        line(text);
    }
}

/// Tells why the program could not work.
pub(super) fn failure(text: &str, messages: &Messages) {
    let _ = writeln!(anstream::stderr(), "{}: {text}", messages.text("error", &[]));
}

/// Tells why a site could not be read.
pub(super) fn read_failure(error: &ReadError, messages: &Messages) {
    let (key, args) = error.message();
    failure(&messages.text(key, &args), messages);
}

/// Counts errors and warnings.
pub(super) fn counts(told: &[Diagnostic]) -> [(&'static str, String); 2] {
    let count =
        |severity| told.iter().filter(|diagnostic| diagnostic.severity() == severity).count().to_string();
    [("errors", count(Severity::Error)), ("warnings", count(Severity::Warning))]
}

fn is_json(matches: &ArgMatches) -> bool {
    matches.get_one::<String>("format").is_some_and(|format| format == "json")
}

/// Writes a line. Whoever closed the pipe has seen enough.
pub(super) fn line(text: &str) {
    let _ = writeln!(anstream::stdout(), "{text}");
}

/// Tells something that is good to know.
pub(super) fn notice(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
