//! Agencies: who leads a task and who supports it.

use super::{Id, LocalizedText, Place};

/// What agencies are, for lists: departments, districts.
#[derive(Debug, Clone)]
pub struct AgencyKind {
    /// Its name for many.
    pub name: LocalizedText,
}

/// One agency, or one that stands for many.
#[derive(Debug, Clone)]
pub struct Agency {
    /// The author's id: `so-tttt`.
    pub name_id: String,
    /// Its name.
    pub name: LocalizedText,
    /// Its short name, where it has one.
    pub short: Option<LocalizedText>,
    /// The word of the path.
    pub slug: LocalizedText,
    /// What it is.
    pub kind: Option<Id<AgencyKind>>,
    /// The place it works for.
    pub place: Option<Id<Place>>,
    /// Whether it stands for many ("departments, agencies and localities").
    pub is_collective: bool,
    /// What a reader must know of it.
    pub note: Option<LocalizedText>,
}
