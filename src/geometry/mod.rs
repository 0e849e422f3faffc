//! Positions on the globe → shapes on a sheet, light enough for a page. Pure; floats never leave it.
//!
//! 1. `arcs` cuts all rings where neighbours part, so that a border which two places share is one line.
//! 2. `project` lays positions on the sheet: equidistant cylindrical, with the middle latitude true to scale (Snyder, *Map
//!    Projections: A Working Manual*, USGS Professional Paper 1395, 1987, p. 91). It takes two multiplications, north is up
//!    everywhere, and over the extent of a province nobody can see the difference to a better one.
//! 3. `simplify` leaves out what a reader cannot see, line by line and not place by place: neighbours keep the same border, without
//!    gap or overlap (Visvalingam and Whyatt, *Line generalisation by repeated elimination of points*, 1993).
//! 4. `middle` finds where a name has room.
//!
//! Nothing disappears: an island smaller than a point of the sheet stays as a point.

mod arcs;
mod middle;
mod project;
mod simplify;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::model::{Point, Ring, Shape};
use arcs::{Arcs, Step};
use project::Projection;

/// Draws places on one sheet. Returns how high it is, and the shape of each place. Rings have three positions or more.
#[must_use]
pub fn sheet(places: &[Vec<Ring>]) -> (i32, Vec<Shape>) {
    let rings = || places.iter().flatten();
    let Some(projection) = Projection::new(&rings().flatten()) else {
        return (0, places.iter().map(|_| Shape::default()).collect());
    };
    let arcs = Arcs::new(rings());
    let lines = arcs.lines.iter().map(|line| line.iter().map(|&at| projection.place(at)).collect());
    let lines = simplify::simplify(&lines.collect::<Vec<_>>());
    let mut drawn = arcs.rings.iter().map(|steps| ring(steps, &lines));
    let of_place = |rings: &Vec<Ring>| {
        let mut rings: Vec<Vec<Point>> = drawn.by_ref().take(rings.len()).collect();
        // Islets on the same point are one point.
        rings.sort();
        rings.dedup();
        rings
    };
    let outlines: Vec<Vec<Vec<Point>>> = places.iter().map(of_place).collect();
    let shape = |rings: Vec<Vec<Point>>| {
        let (middle, room) = middle::middle(&rings);
        Shape { rings, middle, room }
    };
    (projection.height(), outlines.into_par_iter().map(shape).collect())
}

/// Joins the lines of a ring. One without an area is drawn as a point, a square as small as can be.
fn ring(steps: &[Step], lines: &[Vec<Point>]) -> Vec<Point> {
    let mut ring: Vec<Point> = Vec::new();
    for step in steps {
        let line = lines[step.line].iter().copied();
        // The last point of each line is the first of the next.
        let n = lines[step.line].len() - 1;
        if step.is_backward { ring.extend(line.rev().take(n)) } else { ring.extend(line.take(n)) }
    }
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    if area(&ring) == 0 {
        let (x, y) = ring.first().copied().unwrap_or_default();
        return vec![(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
    }
    ring
}

/// Returns twice the area of a ring.
fn area(ring: &[Point]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    let sum: i64 = ring
        .iter()
        .zip(next)
        .map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1))
        .sum();
    sum.abs()
}
