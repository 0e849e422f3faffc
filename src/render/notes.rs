//! Notes below a table: what is to be said of its figures, each thing once, however many figures it is said of.

use super::view::{FigureView, NoteHead, NoteView};

/// The notes of one table.
#[derive(Default)]
pub(super) struct Notes {
    all: Vec<NoteView>,
}

impl Notes {
    /// Notes what is to be said of a figure, and tells the figure which note that is.
    pub(super) fn take(&mut self, figure: &mut FigureView, row: &str, column: &str) {
        if figure.notes.is_empty() && figure.as_read.is_none() {
            return;
        }
        let said = |note: &NoteView| {
            (&note.notes, &note.as_read, note.is_doubtful)
                == (&figure.notes, &figure.as_read, figure.is_doubtful)
        };
        let at = self.all.iter().position(said).unwrap_or_else(|| {
            let (notes, as_read) = (figure.notes.clone(), figure.as_read.clone());
            self.all.push(NoteView { heads: Vec::new(), notes, as_read, is_doubtful: figure.is_doubtful });
            self.all.len() - 1
        });
        figure.note = Some(at + 1);
        let heads = &mut self.all[at].heads;
        match heads.last_mut() {
            Some(head) if head.row == row => head.columns.push(column.to_owned()),
            _ => heads.push(NoteHead { row: row.to_owned(), columns: vec![column.to_owned()] }),
        }
    }

    /// Gives up the notes, in the order of the figures.
    pub(super) fn into_vec(self) -> Vec<NoteView> {
        self.all
    }
}
