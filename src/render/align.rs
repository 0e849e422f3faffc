//! Numbers in columns: what a number lacks behind its decimal mark to stand under the others. A page shows that room as
//! characters that are neither seen, read nor copied, so it needs no script and no fixed width.

use std::collections::BTreeMap;

use super::view::{CellView, FigureView, RowView};

/// A number as it is read, its plain decimal, and where to put what it lacks.
pub(super) struct Number<'a> {
    text: &'a str,
    plain: &'a str,
    pad: &'a mut Option<String>,
}

impl<'a> Number<'a> {
    pub(super) fn of_figure(figure: &'a mut FigureView) -> Option<Self> {
        let FigureView { text, value, pad, .. } = figure;
        Some(Self { text, plain: value.as_deref()?, pad })
    }

    fn of_cell(cell: &'a mut CellView) -> Option<Self> {
        let CellView { text, value, figure, pad, .. } = cell;
        match (value, figure) {
            (Some(plain), _) => Some(Self { text, plain, pad }),
            (None, Some(figure)) => Self::of_figure(figure),
            (None, None) => None,
        }
    }

    /// Cuts off the decimal mark with the digits behind it, and what follows the digits: (`,4`, `%`).
    fn tail(&self) -> (&'a str, &'a str) {
        let n_decimals = self.plain.split_once('.').map_or(0, |(_, digits)| digits.len());
        let (number, unit) = self.text.split_at(end_of_digits(self.text));
        let n_tail = if n_decimals == 0 { 0 } else { n_decimals + 1 };
        let start = number.char_indices().rev().take(n_tail).last().map_or(number.len(), |(at, _)| at);
        (&number[start..], unit)
    }
}

fn end_of_digits(text: &str) -> usize {
    let last = text.char_indices().rev().find(|(_, letter)| letter.is_numeric());
    last.map_or(0, |(at, digit)| at + digit.len_utf8())
}

/// Aligns the columns of a table.
pub(super) fn align_rows(rows: &mut [RowView]) {
    let n_columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    for column in 0..n_columns {
        let cells = rows.iter_mut().filter_map(|row| row.cells.get_mut(column));
        align(cells.filter_map(Number::of_cell));
    }
}

/// Tells each number of a column what it lacks; percentages stand under percentages, counts under counts.
pub(super) fn align<'a>(column: impl Iterator<Item = Number<'a>>) {
    let column: Vec<Number> = column.collect();
    let mut longest: BTreeMap<&str, &str> = BTreeMap::new();
    for (tail, unit) in column.iter().map(Number::tail) {
        let known = longest.entry(unit).or_insert(tail);
        if tail.len() > known.len() {
            *known = tail;
        }
    }
    for number in column {
        let (tail, unit) = number.tail();
        let lacks: String = longest[unit].chars().skip(tail.chars().count()).collect();
        *number.pad = Some(lacks).filter(|lacks| !lacks.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes what each number of a column lacks.
    fn pads(column: &[(&str, &str)]) -> Vec<String> {
        let mut pads = vec![None; column.len()];
        let numbers = column.iter().zip(&mut pads);
        align(numbers.map(|(&(text, plain), pad)| Number { text, plain, pad }));
        pads.into_iter().map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn decimal_marks_stand_under_each_other() {
        assert_eq!(pads(&[("91,52%", "91.52"), ("51,5%", "51.5"), ("100%", "100")]), ["", "2", ",52"]);
        assert_eq!(pads(&[("1.5", "1.5"), ("−1,140", "-1140"), ("0.25", "0.25")]), ["5", ".25", ""]);
    }

    #[test]
    fn one_precision_needs_no_room() {
        assert_eq!(pads(&[("5.254.615", "5254615"), ("96", "96")]), ["", ""]);
    }

    #[test]
    fn percentages_and_counts_are_columns_of_their_own() {
        assert_eq!(pads(&[("5.254.615", "5254615"), ("96,3%", "96.3"), ("84%", "84")]), ["", "", ",3"]);
        assert_eq!(pads(&[("1,5\u{a0}%", "1.5"), ("7\u{a0}%", "7")]), ["", ",5"]);
    }
}
