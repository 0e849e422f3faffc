//! Places: a tree of nodes with levels and dates. SDMX calls a place "reference area".

use super::{Date, Id, LocalizedText};

/// A level of places (province, district, commune). Which levels exist is the site's business.
#[derive(Debug, Clone)]
pub struct Level {
    /// Its name for many: "Districts".
    pub name: LocalizedText,
    /// The word of the path: `quan-huyen`, `districts`.
    pub path: LocalizedText,
    /// Whether its places have pages of their own.
    pub has_pages: bool,
    /// Whether its places are ranked among each other.
    pub is_ranked: bool,
    /// What a reader must know of the level, for instance that it has ended.
    pub note: Option<LocalizedText>,
}

/// What a place is called officially (quận, huyện).
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name.
    pub name: LocalizedText,
}

/// A field of a map that is a grid: every place is as large as any other, and its neighbours are about where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// From the top, counted from 1. First, so that tiles in order are read as lines of text are.
    pub row: u8,
    /// From the left, counted from 1.
    pub column: u8,
}

impl Tile {
    /// Most columns or rows: on a phone more would be smaller than a finger.
    pub const MOST: u8 = 24;
}

/// One place.
#[derive(Debug, Clone)]
pub struct Place {
    /// The author's id: `quan-1`.
    pub name_id: String,
    /// Its name.
    pub name: LocalizedText,
    /// What it is called where there is little room, on a map.
    pub short: Option<LocalizedText>,
    /// Where it stands on the map of its level.
    pub tile: Option<Tile>,
    /// The word of the path.
    pub slug: LocalizedText,
    /// Its level.
    pub level: Id<Level>,
    /// The place it is part of.
    pub parent: Option<Id<Place>>,
    /// Its direct parts, in the author's order.
    pub parts: Vec<Id<Place>>,
    /// What it is called officially.
    pub kind: Option<Id<Kind>>,
    /// Its official code.
    pub code: Option<String>,
    /// First day it existed, where that is known.
    pub from: Option<Date>,
    /// Last day it existed, where it has ended.
    pub until: Option<Date>,
    /// The places that its series go on at.
    pub successors: Vec<Id<Place>>,
}

impl Place {
    /// Returns what it is called where there is little room.
    pub fn short_name(&self) -> &LocalizedText {
        self.short.as_ref().unwrap_or(&self.name)
    }

    /// Returns whether the place had ended by `day`.
    pub fn has_ended(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until < day)
    }
}
