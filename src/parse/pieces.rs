//! Reads a long file of figures piece by piece: a year of every district is twelve tables, and an author changes one of them.
//! Pieces that say what they said are not read again, the others are read on all cores.
//!
//! A file is cut where a line begins with `[[table]]`. Where that is no header after all, or a piece holds anything else, the
//! pieces are of no use and the file is read as a whole: what is read, and what is told, is always the same.

use std::sync::Arc;

use rayon::prelude::*;

use super::indicator::{self, Indicator, Table};
use super::moved::Move;
use super::toml::Reading;
use crate::diagnostic::Diagnostic;
use crate::input::FileId;

/// A shorter text is read at once before another thread has woken.
const SHORT: usize = 32 * 1024;

/// What a text was read as: an indicator of which nothing was to be told.
pub(super) type Before<'b> = (&'b str, &'b Indicator);
/// An indicator, where there is one, and what is to be told.
type Read = (Option<Indicator>, Vec<Diagnostic>);

/// Reads an indicator, in pieces where that is worth it and possible. `before` is what the file was read as last.
pub(super) fn indicator(file: FileId, stem: &str, text: &str, before: Option<Before<'_>>) -> Read {
    (text.len() > SHORT)
        .then(|| in_pieces(file, stem, text, before))
        .flatten()
        .unwrap_or_else(|| whole(file, stem, text))
}

fn whole(file: FileId, stem: &str, text: &str) -> Read {
    let reading = Reading::new(file);
    let indicator = reading.root(text, |root| indicator::indicator(stem, root));
    (indicator, reading.finish())
}

/// Reads an indicator in pieces; nothing where only the whole makes sense.
fn in_pieces(file: FileId, stem: &str, text: &str, before: Option<Before<'_>>) -> Option<Read> {
    let (head, pieces) = cut(text);
    if pieces.is_empty() {
        return None;
    }
    let reading = Reading::new(file);
    let indicator =
        reading.root(head, |root| (!root.has("table")).then(|| indicator::indicator(stem, root)))?;
    let mut told = reading.finish_sound()?;
    let known = before.map_or_else(Vec::new, known);
    let read: Option<Vec<_>> = pieces
        .into_par_iter()
        .enumerate()
        .map(|(at, piece)| match known.get(at).filter(|known| known.0.text == piece.text) {
            Some((before, table)) => Some((vec![moved(table, before.start, piece.start)], Vec::new())),
            None => tables(file, &piece),
        })
        .collect();
    let mut all = Vec::new();
    for (tables, told_of_piece) in read? {
        all.extend(tables);
        told.extend(told_of_piece);
    }
    Some((indicator.map(|indicator| Indicator { tables: all, ..indicator }), told))
}

/// A part of a file that begins with the header of a table.
struct Piece<'t> {
    start: usize,
    text: &'t str,
}

/// Returns what stands before the first table, and the pieces with tables.
fn cut(text: &str) -> (&str, Vec<Piece<'_>>) {
    let mut starts: Vec<usize> = text.match_indices("\n[[table]]").map(|(at, _)| at + 1).collect();
    let head = starts.first().map_or(text, |&first| &text[..first]);
    starts.push(text.len());
    (head, starts.windows(2).map(|ends| Piece { start: ends[0], text: &text[ends[0]..ends[1]] }).collect())
}

/// Returns the pieces of a text with the table that each was read as; nothing where they are not one each.
fn known((text, indicator): Before<'_>) -> Vec<(Piece<'_>, &Arc<Table>)> {
    let (_, pieces) = cut(text);
    let is_one_each = pieces.len() == indicator.tables.len()
        && pieces.iter().zip(&indicator.tables).all(|(piece, table)| table.span.range().start == piece.start);
    if is_one_each { pieces.into_iter().zip(&indicator.tables).collect() } else { Vec::new() }
}

fn moved(table: &Arc<Table>, from: usize, to: usize) -> Arc<Table> {
    if from == to {
        return table.clone();
    }
    let mut table = table.as_ref().clone();
    // Texts over 4 GiB are refused on reading.
    table.move_by(u32::try_from(to).unwrap_or(0).wrapping_sub(u32::try_from(from).unwrap_or(0)));
    Arc::new(table)
}

/// Reads a piece; nothing where it cannot be read by itself.
fn tables(file: FileId, piece: &Piece<'_>) -> Option<(Vec<Arc<Table>>, Vec<Diagnostic>)> {
    let reading = Reading::from(file, piece.start);
    let tables = reading.root(piece.text, |root| {
        let tables = indicator::tables(&root);
        root.is_all_read().then_some(tables)
    })?;
    Some((tables, reading.finish_sound()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Content, InputFile, Inputs};

    const HEAD: &str = "name = { vi = \"a\" }\ndefinition = { vi = \"b\" }\ntopic = \"t\"\nmain = \"m\"\n\n";

    fn table(rows: usize) -> String {
        let rows: Vec<String> = (0..rows).map(|at| format!("  [\"p-{at}\", {at}, {at}.5],\n")).collect();
        let rows = rows.concat();
        format!(
            "[[table]] # a remark\ndocument = \"d\"\nat = {{ vi = \"[[table]]\" }}\nnote = {{ vi = \"n\" }}\n\
             period = 2023\nplace = \"p\"\ncolumns = [\"place\", \"m\", \"n\"]\nrows = [\n{rows}  \
             [\"q\", {{ value = 1, mark = \"about\", rounded = 10, note = {{ vi = \"x\" }} }}, \
             {{ illegible = \"l1\", proposed = 11 }}],\n]\ntotal = [\"p\", 1, 2]\n\n"
        )
    }

    fn file(text: &str) -> FileId {
        let file = InputFile { path: "i.toml".to_owned(), content: Content::Text(text.to_owned()) };
        Inputs::new(vec![file], "2024-01-15").find("i.toml").unwrap()
    }

    /// Reads a text in both ways, and returns whether pieces were of use.
    fn is_the_same(text: &str, before: Option<&str>) -> bool {
        let known = before.map(|before| (before, whole(file(before), "i", before).0.unwrap()));
        let before = known.as_ref().map(|(text, indicator)| (*text, indicator));
        let pieces = in_pieces(file(text), "i", text, before);
        let is_of_use = pieces.is_some();
        if let Some(pieces) = pieces {
            assert_eq!(format!("{pieces:?}"), format!("{:?}", whole(file(text), "i", text)));
        }
        is_of_use
    }

    #[test]
    fn pieces_hold_what_the_whole_holds() {
        let tables: String = (1..5).map(table).collect();
        assert!(is_the_same(&format!("{HEAD}{tables}"), None));
        // Mistakes that are no faults of syntax stand where they stand in the whole.
        assert!(is_the_same(
            &format!("{HEAD}{tables}colour = \"red\"\n[[table]]\nplace = 1\nrows = 3\n"),
            None
        ));
        assert!(is_the_same(&format!("{}{tables}", HEAD.replace("topic", "topics")), None));
    }

    #[test]
    fn pieces_that_stay_are_moved_with_all_they_hold() {
        let tables: String = (1..5).map(table).collect();
        let before = format!("{HEAD}{tables}");
        for text in [
            before.clone(),
            format!("# up\n{before}"),
            before.replacen("[\"p-0\", 0", "[\"p-0\", 10000", 1),
            before.replacen("name = { vi = \"a\" }", "name = { vi = \"\" }", 1),
            format!("{HEAD}{}{tables}", table(9)),
            format!("{HEAD}{}", table(1)),
        ] {
            assert!(is_the_same(&text, Some(&before)), "{text}");
        }
    }

    #[test]
    fn what_did_not_change_is_not_read_again() {
        let before = format!("{HEAD}{}{}", table(1), table(2));
        let known = whole(file(&before), "i", &before).0.unwrap();
        let text = before.replacen("[\"p-1\", 1", "[\"p-1\", 7", 1);
        let (now, _) = in_pieces(file(&text), "i", &text, Some((&before, &known))).unwrap();
        let same = |at: usize| Arc::ptr_eq(&known.tables[at], &now.as_ref().unwrap().tables[at]);
        assert_eq!((same(0), same(1)), (true, false));
    }

    #[test]
    fn what_cannot_be_cut_is_read_as_a_whole() {
        let tables: String = (1..3).map(table).collect();
        for text in [
            HEAD.to_owned(),
            format!("{HEAD}{tables}[[measure]]\nid = \"m\"\n"),
            format!("{HEAD}{tables}[[tabel]]\ndocument = \"d\"\n"),
            format!("{HEAD}table = 3\n{tables}"),
            format!("{HEAD}note = {{ vi = \"\"\"\n{tables}\"\"\" }}\n"),
            format!("{HEAD}note = {{ vi = '''\n{tables}''' }}\n{tables}"),
            format!("{HEAD}{tables}[[table]]\nrows = [[\"a\" 3]]\n"),
            format!("{HEAD}rows = [\n{tables}]\n"),
        ] {
            assert!(!is_the_same(&text, None), "{text}");
        }
    }
}
