//! Tables of figures that stand further up or down in their file than before, and hold what they held.

use super::indicator::Table;
use super::toml::{Cell, CellDetail, Localized};
use crate::input::{Span, Spanned};
use crate::model::Value;

/// Something that knows where it stands.
pub(super) trait Move {
    /// Moves it by bytes, towards the end of the file; what wraps around moves towards its begin.
    fn move_by(&mut self, bytes: u32);
}

impl Move for Table {
    fn move_by(&mut self, bytes: u32) {
        let Self { span, document, at, note, period, place, columns, rows, total, restates: _ } = self;
        span.move_by(bytes);
        document.move_by(bytes);
        at.move_by(bytes);
        note.move_by(bytes);
        period.move_by(bytes);
        place.move_by(bytes);
        columns.move_by(bytes);
        rows.move_by(bytes);
        total.move_by(bytes);
    }
}

impl Move for Cell {
    fn move_by(&mut self, bytes: u32) {
        match self {
            Self::Number(_) | Self::Word(_) => {}
            Self::Detail(detail) => detail.move_by(bytes),
        }
    }
}

impl Move for CellDetail {
    fn move_by(&mut self, bytes: u32) {
        let Self { value, illegible, proposed, mark, rounded, note } = self;
        value.move_by(bytes);
        rounded.move_by(bytes);
        illegible.move_by(bytes);
        mark.move_by(bytes);
        proposed.move_by(bytes);
        note.move_by(bytes);
    }
}

impl Move for Localized {
    fn move_by(&mut self, bytes: u32) {
        let Self { span, entries } = self;
        span.move_by(bytes);
        entries.move_by(bytes);
    }
}

impl Move for Span {
    fn move_by(&mut self, bytes: u32) {
        self.start = self.start.wrapping_add(bytes);
        self.end = self.end.wrapping_add(bytes);
    }
}

impl<T: Move> Move for Spanned<T> {
    fn move_by(&mut self, bytes: u32) {
        self.value.move_by(bytes);
        self.span.move_by(bytes);
    }
}

impl<T: Move> Move for Vec<T> {
    fn move_by(&mut self, bytes: u32) {
        for one in self {
            one.move_by(bytes);
        }
    }
}

impl<T: Move> Move for Option<T> {
    fn move_by(&mut self, bytes: u32) {
        if let Some(one) = self {
            one.move_by(bytes);
        }
    }
}

impl<A: Move, B: Move> Move for (A, B) {
    fn move_by(&mut self, bytes: u32) {
        self.0.move_by(bytes);
        self.1.move_by(bytes);
    }
}

impl Move for String {
    fn move_by(&mut self, _: u32) {}
}

impl Move for Value {
    fn move_by(&mut self, _: u32) {}
}
