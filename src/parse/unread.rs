//! Markdown that is not read as such: a lost bracket, a space in a file name, a tab before the line. Its signs would stand
//! on the page, so the author is told.

use std::ops::Range;

use super::markdown::Scheme;

/// Signs that would be seen, and why.
pub(super) struct Unread {
    /// Where, in the text that was looked through.
    pub(super) range: Range<usize>,
    /// The cause: `unread-<cause>-cure` says what to do.
    pub(super) cause: &'static str,
}

/// Looks through running text: a heading without its space, a table that is none, brackets that make no link and no image.
pub(super) fn unread_words(text: &str, range: &Range<usize>) -> Option<Unread> {
    let written = &text[range.clone()];
    let is_escaped = text[..range.start].ends_with('\\');
    if !is_escaped && is_heading(written) {
        return Some(Unread { range: 0..written.trim_end().len(), cause: "heading" });
    }
    if begins_no_table(text, range.start) {
        return Some(Unread { range: 0..written.trim_end().len(), cause: "table" });
    }
    let at = [unescaped(written, "]("), reference(written)].into_iter().flatten().min()?;
    let start = written[..at].rfind('[').unwrap_or(at);
    let start = if written[..start].ends_with('!') { start - 1 } else { start };
    let end = written[at..].find(')').map_or(written.trim_end().len(), |end| at + end + 1);
    Some(Unread { range: start..end, cause: "brackets" })
}

/// Looks through code in a line: a reference between accents would be shown, not read.
pub(super) fn unread_code(written: &str) -> Option<Unread> {
    reference(written).map(|_| Unread { range: 0..written.len(), cause: "code" })
}

/// Looks through lines that are code because they stand too far to the right.
pub(super) fn unread_lines(written: &str) -> Option<Unread> {
    let mut start = 0;
    for line in written.split_inclusive('\n') {
        let (indent, words) = (line.len() - line.trim_start().len(), line.trim());
        if words.starts_with("## ") || is_heading(words) || words.starts_with('|') || words.contains("](") {
            let start = start + indent;
            return Some(Unread { range: start..start + words.len(), cause: "indent" });
        }
        start += line.len();
    }
    None
}

/// Returns how many cells a row has where some stand behind the last column and are not empty.
pub(super) fn lost_cells(row: &str, n_columns: usize) -> Option<usize> {
    let row = row.trim().strip_prefix('|').unwrap_or(row.trim());
    let (mut cells, mut is_escaped) = (vec![0], false);
    for c in row.chars() {
        match c {
            '|' if !is_escaped => cells.push(0),
            c if c.is_whitespace() => {}
            _ => cells.last_mut().into_iter().for_each(|cell| *cell += 1),
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    let n_cells = cells.iter().rposition(|&cell| cell > 0)? + 1;
    (n_cells > n_columns).then_some(n_cells)
}

/// Returns whether it begins as a heading does and has no plain space behind the signs.
fn is_heading(written: &str) -> bool {
    let behind = written.trim_start_matches('#');
    let is_near = |c: char| c.is_alphanumeric() || c == '\u{a0}';
    written.len() - behind.len() > 1 && behind.starts_with(is_near)
}

/// Returns whether the first of several lines between `|` begins here. In a table these signs are no text.
fn begins_no_table(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let (line, above) = (text[start..].lines().next(), text[..start].lines().next_back());
    text[start..at].trim().is_empty() && line.is_some_and(is_row) && !above.is_some_and(is_row)
}

fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1 && line.starts_with('|') && line.ends_with('|')
}

/// Finds `(value:indicator…`, with any word that begins a reference.
fn reference(written: &str) -> Option<usize> {
    let begins = |rest: &str| {
        Scheme::NAMES.iter().any(|name| {
            let behind = rest.strip_prefix(name).and_then(|rest| rest.strip_prefix(':'));
            behind.is_some_and(|id| id.starts_with(|c: char| c.is_ascii_lowercase()))
        })
    };
    written.match_indices('(').map(|(at, _)| at).find(|at| begins(&written[at + 1..]))
}

/// Finds a part that has no `\` before it.
fn unescaped(written: &str, part: &str) -> Option<usize> {
    written.match_indices(part).map(|(at, _)| at).find(|at| !written[..*at].ends_with('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Option<&str> {
        unread_words(text, &(0..text.len())).map(|unread| &text[unread.range])
    }

    #[test]
    fn brackets_that_make_no_link_are_found() {
        for (text, shown) in [
            ("So [9.115](value:a/b x) do.", "[9.115](value:a/b x)"),
            ("So 9.115(value:a/b) do.", "(value:a/b)"),
            ("So [9.115] (value:a/b) do.", "[9.115] (value:a/b)"),
            ("![Ha noi](ha noi.png)", "![Ha noi](ha noi.png)"),
            ("[9.115(value:a/b", "[9.115(value:a/b"),
        ] {
            assert_eq!(words(text), Some(shown), "{text}");
        }
    }

    #[test]
    fn words_that_only_look_like_it_are_left_alone() {
        for text in ["(page: 3)", "(table:2)", "a [b] c (d)", "\\[a\\](b)", "#hanoi", "C## is none", "## a"] {
            assert_eq!(words(text), None, "{text}");
        }
    }

    #[test]
    fn lines_that_make_no_table_are_found_once() {
        let text = "So:\n\n  | a | b |\n|---|\n| 1 | 2 |\n";
        let found = |part: &str| {
            let at = text.find(part).unwrap();
            unread_words(text, &(at..at + part.len())).is_some_and(|unread| unread.cause == "table")
        };
        assert_eq!(["| a | b |", "|---|", "| 1 | 2 |", "So:"].map(found), [true, false, false, false]);
    }

    #[test]
    fn headings_need_a_plain_space() {
        assert_eq!(words("##Wells"), Some("##Wells"));
        assert_eq!(words("##\u{a0}Wells"), Some("##\u{a0}Wells"));
    }

    #[test]
    fn cells_behind_the_last_column_count_where_they_hold_something() {
        assert_eq!(lost_cells("| a | b | c |", 2), Some(3));
        assert_eq!(lost_cells("| a | b | |", 2), None);
        assert_eq!(lost_cells("| a \\| b | c |", 2), None);
        assert_eq!(lost_cells("a | b", 2), None);
    }
}
