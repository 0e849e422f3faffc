//! Documents: what figures come from.

use super::{Date, Id, LocalizedText, Place};

/// One published document.
#[derive(Debug, Clone)]
pub struct Document {
    /// The author's id.
    pub name_id: String,
    /// Its official number.
    pub number: Option<String>,
    /// What it is: report, plan.
    pub kind: LocalizedText,
    /// Its title.
    pub title: LocalizedText,
    /// Who issued it.
    pub issuer: LocalizedText,
    /// When it was issued.
    pub date: Date,
    /// The place it is about.
    pub place: Option<Id<Place>>,
    /// What a reader must know of it.
    pub note: Option<LocalizedText>,
}
