//! The globe on a sheet.

use crate::model::{Position, Sheet};

/// Highest sheet: a country that is long from north to south still fits a screen.
const MOST_HEIGHT: f64 = 1200.0;
/// Room at every edge for half of a stroke.
const EDGE: f64 = 4.0;
/// Half of the globe in millionths of a degree.
const HALF: i32 = 180 * Position::DEGREE;

/// How positions come to their points.
pub(super) struct Projection {
    west: f64,
    north: f64,
    /// Points of the sheet in a millionth of a degree of latitude.
    scale: f64,
    /// How much shorter a degree of longitude is.
    shortness: f64,
    /// From the left edge, where the sheet is wider than the map.
    left: f64,
    height: f64,
    /// Whether the map crosses the line where east meets west.
    is_across: bool,
}

impl Projection {
    /// Makes all positions fit. Nothing where there are none.
    pub(super) fn new<'p>(positions: &(impl Iterator<Item = &'p Position> + Clone)) -> Option<Self> {
        let south = f64::from(positions.clone().map(|at| at.latitude).min()?);
        let north = f64::from(positions.clone().map(|at| at.latitude).max()?);
        let extent = |is_across: bool| {
            let longitudes = || positions.clone().map(|at| longitude(*at, is_across));
            Some((longitudes().min()?, longitudes().max()?))
        };
        let is_across = extent(false).is_some_and(|(west, east)| east - west > i64::from(HALF));
        let (west, east) = extent(is_across)?;
        let degree = f64::from(Position::DEGREE);
        let shortness = (f64::midpoint(south, north) / degree).to_radians().cos().max(0.01);
        let (wide, high) = ((east - west) as f64 * shortness, north - south);
        let room = f64::from(Sheet::WIDTH) - 2.0 * EDGE;
        let scale = (room / wide.max(1.0)).min((MOST_HEIGHT - 2.0 * EDGE) / high.max(1.0));
        let left = (f64::from(Sheet::WIDTH) - wide * scale) / 2.0;
        let height = high * scale + 2.0 * EDGE;
        Some(Self { west: west as f64, north, scale, shortness, left, height, is_across })
    }

    /// Returns the point of a position.
    pub(super) fn place(&self, at: Position) -> (f64, f64) {
        let east = longitude(at, self.is_across) as f64 - self.west;
        let south = self.north - f64::from(at.latitude);
        (east * self.shortness * self.scale + self.left, south * self.scale + EDGE)
    }

    /// Returns the height of the sheet.
    #[expect(clippy::cast_possible_truncation, reason = "at most MOST_HEIGHT")]
    pub(super) fn height(&self) -> i32 {
        self.height.ceil() as i32
    }
}

/// Returns a longitude, counted on beyond 180° where the map goes across.
fn longitude(at: Position, is_across: bool) -> i64 {
    let turn = if is_across && at.longitude < 0 { 2 * i64::from(HALF) } else { 0 };
    i64::from(at.longitude) + turn
}
