//! Lines with fewer points: those go first that change the least area. Ends stay.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::model::Point;

/// The area that a point must change to be seen: on a telephone the sheet has about three points in a pixel.
const LEAST_AREA: f64 = 3.0;
/// Most points of all lines together, but for their ends: a map of any number of places stays light.
const MOST_POINTS: usize = 3000;
/// Points that a line which ends where it begins keeps beside its end, to stay a triangle.
const LEAST_OF_RING: usize = 2;

/// Leaves out points, and rounds the others to those of the sheet.
pub(super) fn simplify(lines: &[Vec<(f64, f64)>]) -> Vec<Vec<Point>> {
    let areas: Vec<Vec<f64>> = lines.iter().map(|line| areas(line)).collect();
    let least = least(areas.iter().flatten().copied());
    let keep = |(line, areas): (&Vec<(f64, f64)>, &Vec<f64>)| {
        let kept = line.iter().zip(areas).filter(|(_, area)| **area > least);
        let mut points: Vec<Point> = kept.map(|(&point, _)| round(point)).collect();
        // Ends stay two: who joins lines takes the last of each for the first of the next.
        let end = points.pop();
        points.dedup();
        points.extend(end);
        points
    };
    lines.iter().zip(&areas).map(keep).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "points of a sheet are small")]
fn round((x, y): (f64, f64)) -> Point {
    (x.round() as i32, y.round() as i32)
}

/// Returns the area above which points are kept: what can be seen, and no more than there may be.
fn least(areas: impl Iterator<Item = f64>) -> f64 {
    let mut seen: Vec<f64> = areas.filter(|area| *area > LEAST_AREA && area.is_finite()).collect();
    if seen.len() <= MOST_POINTS {
        return LEAST_AREA;
    }
    let (_, least, _) = seen.select_nth_unstable_by(MOST_POINTS, |a, b| b.total_cmp(a));
    *least
}

/// An area in an order.
#[derive(PartialEq)]
struct Area(f64);

impl Eq for Area {}
impl PartialOrd for Area {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Area {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Returns for each point the area that leaving it out changes, once all that change less are gone; infinite at the ends.
fn areas(line: &[(f64, f64)]) -> Vec<f64> {
    let n = line.len();
    let mut areas = vec![f64::INFINITY; n];
    let (mut before, mut after): (Vec<usize>, Vec<usize>) =
        ((0..n).map(|at| at.saturating_sub(1)).collect(), (1..=n).collect());
    let mut now: Vec<f64> = (0..n)
        .map(|at| if at == 0 || at + 1 == n { f64::INFINITY } else { triangle(line, at - 1, at, at + 1) })
        .collect();
    let inner = |at: &usize| *at > 0 && at + 1 < n;
    let mut heap: BinaryHeap<_> = (0..n).filter(inner).map(|at| Reverse((Area(now[at]), at))).collect();
    let mut left = heap.len();
    let least = if line.first() == line.last() { LEAST_OF_RING } else { 0 };
    let mut most = 0.0_f64;
    while let Some(Reverse((Area(area), at))) = heap.pop() {
        if area.to_bits() != now[at].to_bits() || areas[at].is_finite() {
            continue; // Its neighbours have changed since.
        }
        if left <= least {
            break;
        }
        left -= 1;
        // A point never goes before one that had to go first.
        most = most.max(area);
        areas[at] = most;
        let (one, other) = (before[at], after[at]);
        (after[one], before[other]) = (other, one);
        for beside in [one, other].into_iter().filter(inner) {
            now[beside] = triangle(line, before[beside], beside, after[beside]);
            heap.push(Reverse((Area(now[beside]), beside)));
        }
    }
    areas
}

fn triangle(line: &[(f64, f64)], a: usize, b: usize, c: usize) -> f64 {
    let ((ax, ay), (bx, by), (cx, cy)) = (line[a], line[b], line[c]);
    ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).abs() / 2.0
}
