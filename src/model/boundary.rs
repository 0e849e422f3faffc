//! Boundaries of places: as a survey gives them, and as they lie on the sheet of a map.
//!
//! All numbers are whole, so that a border which two places share is the same for both, to the last position.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Id, Level, Place};
use crate::memory::Same;

/// A position on the globe in millionths of a degree of WGS 84, about a tenth of a metre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// To the east.
    pub longitude: i32,
    /// To the north.
    pub latitude: i32,
}

impl Position {
    /// Millionths in one degree.
    pub const DEGREE: i32 = 1_000_000;
}

/// A line that ends where it begins; its first position is not repeated.
pub type Ring = Vec<Position>;

/// A point of a sheet: right of its left edge, below its top.
pub type Point = (i32, i32);

/// A map: places of one level and parent, drawn on one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// How high it is.
    pub height: i32,
    /// Its places.
    pub shapes: BTreeMap<Id<Place>, Shape>,
}

impl Sheet {
    /// Width of every sheet.
    pub const WIDTH: i32 = 1000;
}

/// A place on a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// Its outlines: land and, within it, what is not of it (a point is inside where an odd number of rings are around it).
    pub rings: Vec<Vec<Point>>,
    /// The point of it that is furthest from its borders.
    pub middle: Point,
    /// How far that is.
    pub room: i32,
}

/// The places of a map: those of one level and parent.
pub type MapKey = (Id<Level>, Option<Id<Place>>);

/// The maps of a site.
#[derive(Debug, Clone, Default)]
pub struct Boundaries {
    sheets: Arc<BTreeMap<MapKey, Sheet>>,
}

impl Same for Boundaries {
    fn is_same(&self, other: &Self) -> bool {
        self.sheets.is_same(&other.sheets)
    }
}

impl Boundaries {
    /// Takes sheets by the level and the parent of their places.
    pub fn new(sheets: BTreeMap<MapKey, Sheet>) -> Self {
        Self { sheets: Arc::new(sheets) }
    }

    /// Returns the map on which a place is drawn.
    pub fn sheet(&self, place: &Place) -> Option<&Sheet> {
        self.sheets.get(&(place.level, place.parent))
    }
}
