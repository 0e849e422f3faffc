//! Where a name has most room in a shape.

use crate::model::Point;

/// A name is wider than high: how many times.
const WIDER: f64 = 1.5;
/// How much the true distance counts beside that: of points with as much room for a name, the one in the middle.
const TRUE: f64 = 0.2;
/// Fields that a shape is first divided into, on each side.
const FIELDS: i32 = 12;
/// How often the surroundings of the best point are looked at more closely.
const CLOSER: u32 = 4;

/// Returns the point inside that is furthest from every border, and how far that is. Of a shape without an inside, its first.
pub(super) fn middle(rings: &[Vec<Point>]) -> (Point, i32) {
    let edges: Vec<Edge> =
        rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1))).map(Edge::new).collect();
    let all = || rings.iter().flatten();
    let (Some(left), Some(right)) = (all().map(|at| at.0).min(), all().map(|at| at.0).max()) else {
        return ((0, 0), 0);
    };
    let (Some(top), Some(bottom)) = (all().map(|at| at.1).min(), all().map(|at| at.1).max()) else {
        return ((0, 0), 0);
    };
    let mut size = (f64::from(right - left), f64::from(bottom - top));
    let mut center = (f64::from(left) + size.0 / 2.0, f64::from(top) + size.1 / 2.0);
    let mut best = (0.0, (f64::from(rings[0][0].0), f64::from(rings[0][0].1)));
    for _ in 0..=CLOSER {
        for at in grid(center, size) {
            let far = (1.0 - TRUE) * distance(at, &edges, WIDER) + TRUE * distance(at, &edges, 1.0);
            if far > best.0 {
                best = (far, at);
            }
        }
        center = best.1;
        size = (size.0 * 2.0 / f64::from(FIELDS), size.1 * 2.0 / f64::from(FIELDS));
    }
    let (x, y) = best.1;
    #[expect(clippy::cast_possible_truncation, reason = "points of a sheet are small")]
    (((x.round() as i32), (y.round() as i32)), distance(best.1, &edges, 1.0) as i32)
}

/// Returns the middles of fields around a point.
fn grid((x, y): (f64, f64), (wide, high): (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    let part = |n: i32| (f64::from(n) + 0.5) / f64::from(FIELDS) - 0.5;
    (0..FIELDS)
        .flat_map(move |row| (0..FIELDS).map(move |column| (x + part(column) * wide, y + part(row) * high)))
}

struct Edge {
    from: (f64, f64),
    to: (f64, f64),
}

impl Edge {
    fn new((from, to): (&Point, &Point)) -> Self {
        let point = |at: &Point| (f64::from(at.0), f64::from(at.1));
        Self { from: point(from), to: point(to) }
    }

    /// Returns whether a line from the point to the right crosses it.
    fn is_right_of(&self, (x, y): (f64, f64)) -> bool {
        let ((ax, ay), (bx, by)) = (self.from, self.to);
        (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
    }

    /// Returns the square of how far it is, where what lies aside is so many times nearer.
    fn distance(&self, (x, y): (f64, f64), wider: f64) -> f64 {
        let ((ax, ay), (bx, by)) = ((self.from.0 / wider, self.from.1), (self.to.0 / wider, self.to.1));
        let (x, (dx, dy)) = (x / wider, (bx - ax, by - ay));
        let length = dx * dx + dy * dy;
        let along =
            if length > 0.0 { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
        (ax + along * dx - x).powi(2) + (ay + along * dy - y).powi(2)
    }
}

/// Returns how far a point inside is from the nearest border; 0 for one outside.
fn distance(at: (f64, f64), edges: &[Edge], wider: f64) -> f64 {
    let is_inside = edges.iter().filter(|edge| edge.is_right_of(at)).count() % 2 == 1;
    if !is_inside {
        return 0.0;
    }
    edges.iter().map(|edge| edge.distance(at, wider)).fold(f64::INFINITY, f64::min).sqrt()
}
