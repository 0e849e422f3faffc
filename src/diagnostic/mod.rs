//! What we tell authors about their files: code, place, message, help, all of it in one run.
//!
//! A diagnostic is data: a [`Code`], a place and arguments. Words are added when it is shown, in the language of
//! the one who reads ([`Messages`]); so every message exists in every language, and a test counts them.

mod code;
mod explain;
mod github;
mod human;
mod json;
mod messages;
mod place;
mod sarif;
mod short;

pub use code::{Code, Severity};
pub use explain::{Example, Explanations, explain, list};
pub use github::github;
pub use human::human;
pub use json::json;
pub use messages::Messages;
pub use sarif::sarif;
pub use short::short;

use std::collections::BTreeSet;

use crate::input::{Inputs, Span};
use crate::model::Value;

/// Stands before an argument that is a number.
const NUMBER: char = '#';

/// One thing to tell an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault it is.
    pub code: Code,
    /// Where it is; nothing where a whole file is missing.
    pub span: Option<Span>,
    /// The file it is about, where there is no place in it to show.
    pub path: Option<String>,
    /// What the message speaks of, by name.
    pub args: Vec<(&'static str, String)>,
    /// Another place that matters, shown beside.
    pub other: Option<Span>,
    /// What the author may have meant.
    pub suggestion: Option<String>,
}

impl Diagnostic {
    /// Tells of a fault at a place.
    pub fn at(code: Code, span: Span) -> Self {
        Self { span: Some(span), ..Self::new(code) }
    }

    /// Tells of a fault of a file as a whole.
    pub fn of_file(code: Code, path: &str) -> Self {
        Self { path: Some(path.to_owned()), ..Self::new(code) }
    }

    fn new(code: Code) -> Self {
        Self { code, span: None, path: None, args: Vec::new(), other: None, suggestion: None }
    }

    /// Adds an argument of the message.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers hand in numbers and ids as they have them")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds a number, which is written as the reader's language writes numbers.
    #[must_use]
    pub fn with_number(self, name: &'static str, value: Value) -> Self {
        self.with(name, format!("{NUMBER}{value}"))
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn beside(mut self, other: Span) -> Self {
        self.other = Some(other);
        self
    }

    /// Suggests the known word that is nearest to what was written, if one is near.
    #[must_use]
    pub fn suggest<'a>(mut self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.suggestion = nearest(written, known).map(str::to_owned);
        self
    }

    /// Returns whether it tells that the table at `span` lacks `key`.
    pub(crate) fn is_missing_key(&self, key: &str, span: Span) -> bool {
        let is_missing = matches!(self.code, Code::MissingKey | Code::MissingSource);
        is_missing
            && self.span == Some(span)
            && self.args.iter().any(|(name, value)| *name == "key" && value == key)
    }

    /// Returns its severity.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Returns the known word that a typing mistake away from `written`.
fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.into_iter().map(|word| (strsim::damerau_levenshtein(written, word), word));
    let limit = (written.chars().count() / 3).clamp(1, 3);
    near.filter(|(distance, _)| *distance <= limit).min().map(|(_, word)| word)
}

/// Puts diagnostics in the order of files and places, each once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, inputs: &Inputs) {
    diagnostics.sort_by_cached_key(|diagnostic| {
        let path =
            diagnostic.span.map(|span| inputs.file(span.file).path.clone()).or(diagnostic.path.clone());
        (path, diagnostic.span, diagnostic.code, diagnostic.args.clone())
    });
    diagnostics.dedup();
}

/// Returns the paths of files that have errors.
pub fn files_with_errors(diagnostics: &[Diagnostic], inputs: &Inputs) -> BTreeSet<String> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    let path =
        |told: &Diagnostic| told.span.map(|span| inputs.file(span.file).path.clone()).or(told.path.clone());
    errors.filter_map(path).collect()
}

/// Returns whether one of them forbids publishing.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        let known = ["ward-1", "ward-10", "sao-mai"];
        assert_eq!(nearest("ward1", known), Some("ward-1"));
        assert_eq!(nearest("sao-mau", known), Some("sao-mai"));
        assert_eq!(nearest("ha-noi", known), None);
        assert_eq!(nearest("", known), None);
    }
}
