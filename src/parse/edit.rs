//! Changes one value in an author's TOML file and nothing else: comments, order and spaces stay.

use toml::de::{DeTable, DeValue};

/// Sets `key = { inner = "value" }` in the first part of a file. Nothing where the file is no TOML, or written so that
/// the place cannot be told.
pub fn set(text: &str, key: &str, inner: &str, value: &str) -> Option<String> {
    let root = DeTable::parse(text).ok()?;
    let entry = root.get_ref().get(key);
    let changed = match entry.map(|found| (found.get_ref(), found.span())) {
        None => insert(text, root.get_ref(), &format!("{key} = {{ {inner} = \"{value}\" }}")),
        Some((DeValue::Table(table), span)) => match table.get(inner) {
            Some(old) => replace(text, old.span(), &format!("\"{value}\"")),
            None => add(text, span, table.is_empty(), &format!("{inner} = \"{value}\""))?,
        },
        Some(_) => return None,
    };
    is_only_change(text, &changed, (key, inner, value)).then_some(changed)
}

fn replace(text: &str, range: std::ops::Range<usize>, with: &str) -> String {
    format!("{}{with}{}", &text[..range.start], &text[range.end..])
}

/// Adds an entry to a table in braces, or under its header.
fn add(text: &str, span: std::ops::Range<usize>, is_empty: bool, entry: &str) -> Option<String> {
    let written = &text[span.clone()];
    if let Some(body) = written.strip_suffix('}').filter(|_| written.starts_with('{')) {
        let end = span.start + body.trim_end().trim_end_matches(',').trim_end().len();
        let comma = if is_empty { "" } else { "," };
        return Some(replace(text, end..span.end, &format!("{comma} {entry} }}")));
    }
    written.starts_with('[').then(|| insert_line(text, line_end(text, span.start), entry))
}

/// Inserts a line behind the last key that stands before any header.
fn insert(text: &str, root: &DeTable<'_>, line: &str) -> String {
    let begins_line =
        |at: usize| text[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '\u{feff}']) || at == 0;
    let plain = root.iter().filter(|(key, _)| begins_line(key.span().start));
    let end = plain.map(|(_, value)| line_end(text, value.span().end)).max().unwrap_or(0);
    insert_line(text, end, line)
}

/// Returns where the line of a byte ends, before its line break.
fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    if text[..end].ends_with('\r') { end - 1 } else { end }
}

fn insert_line(text: &str, at: usize, line: &str) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    match at {
        0 => format!("{line}{newline}{text}"),
        _ => replace(text, at..at, &format!("{newline}{line}")),
    }
}

/// Returns whether `changed` is `text` with this one value in it.
fn is_only_change(text: &str, changed: &str, (key, inner, value): (&str, &str, &str)) -> bool {
    let (Ok(mut before), Ok(after)) = (text.parse::<toml::Table>(), changed.parse::<toml::Table>()) else {
        return false;
    };
    let entry = before.entry(key).or_insert_with(|| toml::Value::Table(toml::Table::new()));
    let Some(table) = entry.as_table_mut() else { return false };
    table.insert(inner.to_owned(), toml::Value::String(value.to_owned()));
    before == after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str) -> String {
        set(text, "translated", "en", "new").unwrap_or_else(|| "refused".to_owned())
    }

    #[test]
    fn only_the_value_changes() {
        for (text, expected) in [
            ("# A\ntitle = 1 # one\n", "# A\ntitle = 1 # one\ntranslated = { en = \"new\" }\n"),
            ("title = 1", "title = 1\ntranslated = { en = \"new\" }"),
            ("", "translated = { en = \"new\" }\n"),
            (
                "a = 1\r\n\r\n[t]\r\nb = 2\r\n",
                "a = 1\r\ntranslated = { en = \"new\" }\r\n\r\n[t]\r\nb = 2\r\n",
            ),
            ("[t]\nb = 2\n", "translated = { en = \"new\" }\n[t]\nb = 2\n"),
            ("a = [\n  1,\n]\n[t]\n", "a = [\n  1,\n]\ntranslated = { en = \"new\" }\n[t]\n"),
            ("translated = { en = \"old\" } # x\n", "translated = { en = \"new\" } # x\n"),
            ("translated = { fr = 'old', }\n", "translated = { fr = 'old', en = \"new\" }\n"),
            ("translated = {}\n", "translated = { en = \"new\" }\n"),
            ("[translated]\nfr = 'x'\n", "[translated]\nen = \"new\"\nfr = 'x'\n"),
            ("translated.en = 'old'\n", "translated.en = \"new\"\n"),
        ] {
            assert_eq!(edited(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_left_alone() {
        for text in ["title = \n", "translated = 1\n", "translated.fr = 'x'\n"] {
            assert_eq!(edited(text), "refused", "{text}");
        }
    }
}
