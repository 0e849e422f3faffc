//! What is wrong where TOML cannot be read, in the words of those who typed it.
//!
//! The parser says what it expected; an author needs to know which sign to type. Each cause has two messages:
//! `syntax-<cause>` and `syntax-<cause>-cure`.

use std::ops::Range;

use toml::de::DeTable;

/// A fault of syntax.
pub(super) struct Fault {
    /// Where it is, on borders of letters.
    pub(super) range: Range<usize>,
    /// What is wrong: the key of a message, or what the parser says.
    pub(super) detail: String,
    /// The key of what to do.
    pub(super) cure: String,
}

/// Parses a text; returns what could be read, and the first fault. One missing quote makes dozens of faults behind it: the
/// first is the one to mend.
pub(super) fn parse(text: &str) -> (toml::Spanned<DeTable<'_>>, Option<Fault>) {
    let (root, faults) = DeTable::parse_recoverable(text);
    let first = faults.iter().min_by_key(|fault| fault.span().map_or(0, |span| span.start));
    let fault = first.map(|fault| fault_of(text, fault.message(), fault.span().unwrap_or(0..0)));
    (root, fault)
}

fn fault_of(text: &str, message: &str, range: Range<usize>) -> Fault {
    let range = visible(text, range);
    let fault = |cause: &str, range: Range<usize>| Fault {
        range,
        detail: format!("@syntax-{cause}"),
        cure: format!("@syntax-{cause}-cure"),
    };
    match cause(text, message, range.start) {
        Some((cause, range_of_cause)) => fault(cause, range_of_cause.unwrap_or(range)),
        None => Fault { detail: message.replace('\n', "; "), cure: "@syntax-cure".to_owned(), range },
    }
}

/// Returns what is to be underlined: whole letters, and at the end of a line the last of it.
fn visible(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    if text[start..line_end].trim().is_empty() {
        return last_letter(text, line_start, line_end);
    }
    start..text.ceil_char_boundary(range.end.clamp(start + 1, line_end))
}

/// Returns the last letter of a part that is no space; the begin of the part where it is empty.
fn last_letter(text: &str, from: usize, to: usize) -> Range<usize> {
    let end = from + text[from..to].trim_end().len();
    let start = text[from..end].char_indices().next_back().map_or(from, |(at, _)| from + at);
    start..end
}

/// Finds the cause by what the parser says and what stands there, and where it is to be shown if elsewhere.
fn cause(text: &str, message: &str, at: usize) -> Option<(&'static str, Option<Range<usize>>)> {
    let says = |part: &str| message.contains(part);
    let here = text[at..].chars().next().unwrap_or(' ');
    let word = word(text, at);
    if is_round_quote(here) {
        return Some(("round-quotes", None));
    }
    if is_unseen(here) {
        return Some(("unseen", None));
    }
    if is_grouped(&text[word.clone()]) {
        return Some(("number", Some(word)));
    }
    let cause = match () {
        () if ["must be quoted", "invalid boolean", "invalid float", "invalid integer"]
            .into_iter()
            .any(says) =>
        {
            unquoted(text, at)
        }
        () if says("date-time") => "date",
        () if says("basic string") || says("literal string") => "open-quote",
        () if says("escape") || says("unicode") => "backslash",
        () if says("missing comma") => return Some(missing_comma(text, at)),
        () if says("unquoted key") || says("key with no value") => match no_value(text, at) {
            "no-equals" if says("unquoted key") => return Some(("key-letters", Some(word))),
            cause => cause,
        },
        () if says("duplicate key") => "doubled-key",
        () if says("leading zero") => "leading-zero",
        () if says("unclosed array table") || says("unclosed table") => "header",
        () if says("unclosed") => "open-bracket",
        () if says("unexpected key or value") || says("unexpected content") => "behind-value",
        () => return None,
    };
    Some((cause, None))
}

/// Returns the word around a place: up to spaces, brackets and `=`.
fn word(text: &str, at: usize) -> Range<usize> {
    let is_border = |c: char| c.is_whitespace() || "[]{}=\"".contains(c);
    let start = text[..at].rfind(is_border).map_or(0, |border| text.ceil_char_boundary(border + 1));
    let end = text[at..].find(is_border).map_or(text.len(), |border| at + border);
    start..end
}

fn is_round_quote(c: char) -> bool {
    "“”„‟‘’‚«»".contains(c)
}

/// Returns whether nobody sees that this letter is there, or that it is no plain space.
fn is_unseen(c: char) -> bool {
    ('\u{2000}'..='\u{200f}').contains(&c) || ['\u{a0}', '\u{202f}', '\u{feff}', '\u{3000}'].contains(&c)
}

/// Returns whether it is a number in groups, or with a decimal comma: `1.234.567`, `1.234,5`, `1,234`.
fn is_grouped(word: &str) -> bool {
    let n_marks = word.matches(['.', ',']).count();
    let is_number = word.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
    let begins_and_ends =
        word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(|c: char| c.is_ascii_digit());
    is_number && begins_and_ends && (n_marks > 1 || word.contains(','))
}

/// Says what stands where text was expected, or a number.
fn unquoted(text: &str, at: usize) -> &'static str {
    let line = text[at..].lines().next().unwrap_or_default();
    let value = line.split([',', ']', '}', '#']).next().unwrap_or_default().trim();
    let is_digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_date = |mark: char| value.contains(mark) && value.split(mark).all(is_digits);
    match value {
        "" | "=" => "no-value",
        _ if value.strip_suffix('%').is_some_and(|number| is_digits(number.trim())) => "percent",
        _ if is_date('/') || is_date('-') => "date",
        _ if value.split_whitespace().count() > 1 && value.split_whitespace().all(is_digits) => "comma",
        _ => "no-quotes",
    }
}

/// Says what is missing where a comma would do, and shows it behind what stands before.
fn missing_comma(text: &str, at: usize) -> (&'static str, Option<Range<usize>>) {
    let before = last_letter(text, 0, at);
    let rest = &text[at..];
    let touches_quote = before.end == at && text[..at].ends_with('"');
    let is_new_line = text[before.end..at].contains('\n');
    let begins_entry = rest.starts_with('[') && !rest.starts_with("[[");
    match () {
        () if touches_quote => ("inner-quote", None),
        () if is_new_line && !begins_entry => ("open-bracket", Some(before)),
        () => ("comma", Some(before)),
    }
}

/// Says what stands in the place of `=`.
fn no_value(text: &str, at: usize) -> &'static str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default().trim_start();
    match line {
        _ if line.starts_with("//") || line.starts_with("/*") || line.starts_with("<!--") => "remark",
        _ if line.split(['"', ' ']).next().is_some_and(|key| key.ends_with(':')) => "colon",
        _ => "no-equals",
    }
}
