//! What the preview's own panel and bar show, as JSON. Author text stays text: the page never reads it as HTML.

use serde::Serialize;

use super::super::read::ReadError;
use crate::diagnostic::{Diagnostic, Messages, Severity};
use crate::input::{Inputs, Span};

/// Diagnostics that a page is sent, at most: nobody mends more at a time.
const MOST: usize = 40;
/// Letters shown on each side of what an excerpt is about.
const AROUND: usize = 70;

/// Words of the panel and the bar: their keys in the messages.
const WORDS: [&str; 22] = [
    "preview-clean",
    "preview-close",
    "preview-copied",
    "preview-copy",
    "preview-disconnected",
    "preview-errors",
    "preview-gone",
    "preview-help",
    "preview-hide",
    "preview-missing",
    "preview-more",
    "preview-none",
    "preview-old",
    "preview-panel",
    "preview-show",
    "preview-source",
    "preview-stale",
    "preview-title",
    "preview-warnings",
    "preview-warnings-here",
    "preview-weight",
    "preview-weight-how",
];

/// How the site stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// What is shown is what was saved last.
    Good,
    /// What was saved last has errors; an older version is shown, where there is one.
    Broken,
    /// The folder is gone; its last version is shown.
    Gone,
}

/// What is to be told, and the words to tell it with.
pub(super) struct Telling<'t> {
    pub(super) diagnostics: &'t [Diagnostic],
    pub(super) inputs: &'t Inputs,
    pub(super) faults: &'t [ReadError],
    pub(super) messages: &'t Messages,
}

/// A page and what it is made of.
#[derive(Debug, Default, Serialize)]
pub(super) struct PageAbout {
    /// Files of the author, the first the one to edit.
    pub(super) sources: Vec<String>,
    /// Languages in which the text is older than its original.
    pub(super) stale: Vec<String>,
    /// What keeps it at home, in the author's words.
    pub(super) withheld: Option<String>,
    /// Whether the site has no such page.
    pub(super) is_missing: bool,
}

#[derive(Serialize)]
struct About<'a> {
    version: u64,
    boot: u64,
    state: State,
    n_errors: usize,
    n_warnings: usize,
    told: Vec<Item<'a>>,
    page: &'a PageAbout,
    words: std::collections::BTreeMap<&'a str, String>,
}

#[derive(Serialize)]
struct Item<'a> {
    severity: &'a str,
    /// The severity in the reader's words.
    label: String,
    code: &'a str,
    message: String,
    help: String,
    place: Option<Place<'a>>,
    other: Option<Place<'a>>,
    /// Whether it is about a file that the page is made of.
    is_here: bool,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    excerpt: Option<Excerpt<'a>>,
}

/// A line, with the part that is meant.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Excerpt<'a> {
    before: String,
    marked: &'a str,
    after: String,
}

/// Writes what a page is to know. `fault` is of the theme, where it could not draw the page, with the files it lies in.
pub(super) fn about(
    telling: &Telling<'_>,
    page: &PageAbout,
    fault: Option<(&Diagnostic, &Inputs)>,
    (version, boot, state): (u64, u64, State),
) -> String {
    let Telling { diagnostics, inputs, faults, messages } = *telling;
    let is_error = |told: &&Diagnostic| told.severity() == Severity::Error;
    let n_errors = diagnostics.iter().filter(is_error).count() + faults.len() + usize::from(fault.is_some());
    let n_warnings = diagnostics.len() - diagnostics.iter().filter(is_error).count();
    let is_here = |told: &Diagnostic| file(told, inputs).is_some_and(|path| page.holds(path));
    let errors = diagnostics.iter().filter(is_error).take(MOST);
    // What is told of this very page comes first.
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        diagnostics.iter().filter(|told| !is_error(told)).partition(|told| is_here(told));
    let warnings = here.into_iter().chain(elsewhere).take(MOST);
    let items = errors.chain(warnings).map(|told| item(told, inputs, messages, is_here(told)));
    let fault = fault.map(|(told, inputs)| item(told, inputs, messages, true));
    let unread = faults.iter().map(|fault| unread(fault, messages));
    let told = fault.into_iter().chain(unread).chain(items).collect();
    let count = |key: &str| match key {
        "preview-errors" => vec![("n", n_errors.to_string())],
        "preview-warnings" => vec![("n", n_warnings.to_string())],
        _ => Vec::new(),
    };
    let words = WORDS.iter().map(|&key| (key, messages.text(key, &count(key)))).collect();
    let about = About { version, boot, state, n_errors, n_warnings, told, page, words };
    serde_json::to_string(&about).unwrap_or_default()
}

impl PageAbout {
    /// Returns whether the page is made of a file.
    fn holds(&self, path: &str) -> bool {
        self.sources.iter().any(|source| source == path || source.ends_with('/') && path.starts_with(source))
    }
}

fn file<'a>(told: &'a Diagnostic, inputs: &'a Inputs) -> Option<&'a str> {
    told.span.map(|span| inputs.file(span.file).path.as_str()).or(told.path.as_deref())
}

fn item<'a>(told: &'a Diagnostic, inputs: &'a Inputs, messages: &Messages, is_here: bool) -> Item<'a> {
    let severity = told.severity().name();
    let whole = told.path.as_deref().map(|file| Place { file, line: None, column: None, excerpt: None });
    Item {
        severity,
        label: messages.text(severity, &[]),
        code: told.code.name(),
        message: messages.message(told),
        help: messages.help(told),
        place: told.span.map(|span| place(span, inputs)).or(whole),
        other: told.other.map(|span| place(span, inputs)),
        is_here,
    }
}

fn unread<'a>(fault: &'a ReadError, messages: &Messages) -> Item<'a> {
    let (key, args) = fault.message();
    Item {
        severity: Severity::Error.name(),
        label: messages.text(Severity::Error.name(), &[]),
        code: key,
        message: messages.text(key, &args),
        help: String::new(),
        place: None,
        other: None,
        is_here: false,
    }
}

fn place(span: Span, inputs: &Inputs) -> Place<'_> {
    let (line, column) = inputs.line_column(span.file, span.start as usize);
    let file = inputs.file(span.file);
    let excerpt = excerpt(file.text(), span.range());
    Place { file: &file.path, line: Some(line), column: Some(column), excerpt }
}

/// Cuts the line that a range begins in around it; nothing where there is no such place.
fn excerpt(text: &str, range: std::ops::Range<usize>) -> Option<Excerpt<'_>> {
    let (before, rest) = (text.get(..range.start)?, text.get(range.start..)?);
    let before = before.rsplit('\n').next().unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default().trim_end();
    let marked = line.get(..range.len().min(line.len())).unwrap_or(line);
    let after = &line[marked.len()..];
    let start = before.char_indices().rev().nth(AROUND).map(|(at, _)| at);
    let end = after.char_indices().nth(AROUND).map(|(at, _)| at);
    Some(Excerpt {
        before: start.map_or(before.to_owned(), |at| format!("…{}", &before[at..])),
        marked,
        after: end.map_or(after.to_owned(), |at| format!("{}…", &after[..at])),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_show_the_line_around_the_place() {
        let text = "một = 1\nhai = \"hải\" # ba\r\nbốn";
        let at = text.find("hải").unwrap();
        let shown = excerpt(text, at..at + "hải".len()).unwrap();
        assert_eq!(
            (shown.before.as_str(), shown.marked, shown.after.as_str()),
            ("hai = \"", "hải", "\" # ba")
        );
        let shown = excerpt(text, at..text.len()).unwrap();
        assert_eq!((shown.marked, shown.after.as_str()), ("hải\" # ba", ""));
        assert_eq!(excerpt(text, text.len()..text.len()).unwrap().before, "bốn");
        assert_eq!(excerpt(text, 1_000..1_001), None);
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!("{}x{}", "ă".repeat(500), "ơ".repeat(500));
        let shown = excerpt(&text, 1_000..1_001).unwrap();
        assert_eq!(shown.marked, "x");
        assert!(shown.before.chars().count() < 80 && shown.before.starts_with('…'), "{}", shown.before);
        assert!(shown.after.chars().count() < 80 && shown.after.ends_with('…'), "{}", shown.after);
    }
}
