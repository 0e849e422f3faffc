//! Shape of `themes/<name>/words/<language>.toml`: interface words, one line each.

use super::toml::{Table, Text};
use crate::input::Span;

/// Interface words of one theme in one language.
#[derive(Debug)]
pub struct Words {
    /// The theme's folder.
    pub theme: String,
    /// The language tag.
    pub language: String,
    /// Where the file begins.
    pub span: Span,
    /// Keys with their words.
    pub entries: Vec<(Text, Text)>,
}

pub(super) fn words(theme: &str, language: &str, table: Table<'_, '_>) -> Words {
    let span = table.span();
    Words { theme: theme.to_owned(), language: language.to_owned(), span, entries: table.all_texts() }
}
