//! Terms and acronyms with their meaning.

use super::LocalizedText;

/// One term.
#[derive(Debug, Clone)]
pub struct Term {
    /// The author's id; the anchor on the glossary page.
    pub name_id: String,
    /// The acronym or short form, where there is one.
    pub short: Option<LocalizedText>,
    /// What it stands for.
    pub name: LocalizedText,
    /// What it means.
    pub meaning: Option<LocalizedText>,
    /// Whether its first use in a text is marked.
    pub is_marked: bool,
}
