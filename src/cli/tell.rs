//! What commands say: diagnostics, failures, the line at the end.

use std::io::Write;
use std::path::Path;

use clap::ArgMatches;

use crate::diagnostic::{self, Diagnostic, Messages, Severity};
use crate::input::Inputs;
use crate::io::ReadError;

/// The forms that diagnostics are written in, by the word of `--format`.
pub(super) const FORMATS: [&str; 5] = ["human", "short", "json", "sarif", "github"];

/// Writes diagnostics: for people to standard error, for programs to standard output.
pub(super) fn diagnostics(told: &[Diagnostic], inputs: &Inputs, matches: &ArgMatches, messages: &Messages) {
    let folder = folder(&super::site(matches));
    match format(matches) {
        "short" => write(&diagnostic::short(told, inputs, messages, &folder)),
        "json" => line(&diagnostic::json(told, inputs, messages)),
        "sarif" => line(&diagnostic::sarif(told, inputs, messages, &folder)),
        "github" => write(&diagnostic::github(told, inputs, messages, &folder)),
        _ if told.is_empty() => {}
        _ => {
            notice(&diagnostic::human(told, inputs, messages, &folder));
            notice(&messages.text("explain-more", &[("code", told[0].code.name().to_owned())]));
        }
    }
}

/// Returns what leads from here to the files of the site, so that editors and terminals can open what is named.
pub(super) fn folder(site: &Path) -> String {
    match site.display().to_string() {
        here if here == "." || here == "./" || here.is_empty() => String::new(),
        folder if folder.ends_with('/') => folder,
        folder => format!("{folder}/"),
    }
}

/// Writes the line at the end. Beside what is for programs it goes to standard error, so that that stays whole.
pub(super) fn summary(text: &str, matches: &ArgMatches) {
    if format(matches) == "human" { line(text) } else { notice(text) }
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

/// Counts errors and warnings, for a message.
pub(super) fn counts(told: &[Diagnostic]) -> [(&'static str, String); 2] {
    [("errors", Severity::Error), ("warnings", Severity::Warning)]
        .map(|(name, severity)| (name, count(told, severity).to_string()))
}

/// Counts diagnostics of one severity.
pub(super) fn count(told: &[Diagnostic], severity: Severity) -> usize {
    told.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
}

fn format(matches: &ArgMatches) -> &str {
    matches.get_one::<String>("format").map_or("human", String::as_str)
}

/// Writes a line. Whoever closed the pipe has seen enough.
pub(super) fn line(text: &str) {
    let _ = writeln!(anstream::stdout(), "{text}");
}

/// Writes lines that end themselves.
fn write(text: &str) {
    let _ = write!(anstream::stdout(), "{text}");
}

/// Tells something that is good to know.
pub(super) fn notice(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
