//! Documents: what figures come from.

use super::{Id, LocalizedText, Period, Place};

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
    /// When it was issued: a day, or the month or year where no more is known.
    pub date: Period,
    /// The place it is about.
    pub place: Option<Id<Place>>,
    /// What a reader must know of it.
    pub note: Option<LocalizedText>,
}
