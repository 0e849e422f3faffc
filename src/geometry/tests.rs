//! Invariants on a made-up country: cells with jagged borders, an enclave, islands.

use std::collections::BTreeMap;

use super::*;
use crate::model::Position;

/// Fields of the country on each side, and positions on a border between two of them.
const SIDE: i32 = 24;
const STEPS: usize = 129;
/// A field in millionths of a degree.
const FIELD: i32 = 20_000;

/// Returns which place owns each field: cells around seeds, one inside another, and islands in the sea.
fn owners(n: usize) -> BTreeMap<(i32, i32), usize> {
    let seed = |i: usize| {
        let i = i32::try_from(i).unwrap();
        ((i * 7 + 3) % SIDE, (i * 11 + i * i * 5 + 2) % SIDE)
    };
    let fields = (3..SIDE - 3).flat_map(|x| (3..SIDE - 3).map(move |y| (x, y)));
    let nearest = |(x, y): (i32, i32)| {
        let far = |i: &usize| (seed(*i).0 - x).pow(2) + (seed(*i).1 - y).pow(2);
        (1..n).min_by_key(far).unwrap()
    };
    let mut owners: BTreeMap<_, _> = fields.map(|at| (at, nearest(at))).collect();
    // The first place is an enclave of another and an island.
    let inside = |at: &(i32, i32)| {
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy)));
        around.into_iter().all(|(dx, dy)| owners.get(&(at.0 + dx, at.1 + dy)) == owners.get(at))
    };
    let enclave = owners.keys().copied().find(inside).unwrap();
    owners.insert(enclave, 0);
    owners.insert((0, 0), 0);
    owners.insert((SIDE - 1, 5), 1);
    owners
}

/// Returns the border between two corners, the same whoever asks: a line that wanders.
fn border(a: (i32, i32), b: (i32, i32)) -> Vec<Position> {
    let (from, to) = (a.min(b), a.max(b));
    let at = |step: usize| {
        let step = i32::try_from(step).unwrap();
        let last = i32::try_from(STEPS).unwrap();
        let (x, y) = (
            from.0 * FIELD + (to.0 - from.0) * FIELD * step / last,
            from.1 * FIELD + (to.1 - from.1) * FIELD * step / last,
        );
        // Near a corner less, or it would cross the borders that begin there.
        let most = step.min(last - step) * 60;
        let wander = (step * 7919 + from.0 * 104_729 + from.1 * 1_299_709) % 1501 * 2 - 1500;
        let wander = wander.clamp(-most, most);
        let (dx, dy) = if from.0 == to.0 { (wander, 0) } else { (0, wander) };
        Position { longitude: 106 * Position::DEGREE + x + dx, latitude: 11 * Position::DEGREE - y - dy }
    };
    let mut line: Vec<Position> = (0..STEPS).map(at).collect();
    if a > b {
        line = (1..=STEPS).rev().map(at).collect();
    }
    line
}

/// Returns the rings around all fields of an owner, land to the right of the way.
fn rings(owners: &BTreeMap<(i32, i32), usize>, owner: usize) -> Vec<Ring> {
    let is_own = |x: i32, y: i32| owners.get(&(x, y)) == Some(&owner);
    let mut next: BTreeMap<(i32, i32), Vec<(i32, i32)>> = BTreeMap::new();
    for &(x, y) in owners.iter().filter(|(_, of)| **of == owner).map(|(at, _)| at) {
        let sides = [
            ((x, y), (x + 1, y), (x, y - 1)),
            ((x + 1, y), (x + 1, y + 1), (x + 1, y)),
            ((x + 1, y + 1), (x, y + 1), (x, y + 1)),
            ((x, y + 1), (x, y), (x - 1, y)),
        ];
        for (from, to, beyond) in sides {
            if !is_own(beyond.0, beyond.1) {
                next.entry(from).or_default().push(to);
            }
        }
    }
    let mut rings = Vec::new();
    while let Some((&start, _)) = next.iter().find(|(_, ways)| !ways.is_empty()) {
        let (mut at, mut ring) = (start, Ring::new());
        while let Some(to) = next.get_mut(&at).and_then(Vec::pop) {
            ring.extend(border(at, to));
            at = to;
        }
        rings.push(ring);
    }
    rings
}

fn country(n: usize) -> Vec<Vec<Ring>> {
    let owners = owners(n);
    (0..n).map(|owner| rings(&owners, owner)).collect()
}

/// Returns how many shapes lie at a point, half a unit off the grid so that it is on no corner.
fn n_at(shapes: &[Shape], (x, y): (i32, i32)) -> usize {
    let (x, y) = (f64::from(x) + 0.5, f64::from(y) + 0.25);
    let holds = |shape: &&Shape| {
        let edges = shape.rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
        let is_crossed = |(a, b): &(&Point, &Point)| {
            let ((ax, ay), (bx, by)) = ((f64::from(a.0), f64::from(a.1)), (f64::from(b.0), f64::from(b.1)));
            (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
        };
        edges.filter(is_crossed).count() % 2 == 1
    };
    shapes.iter().filter(holds).count()
}

#[test]
fn neighbours_have_no_gap_and_no_overlap() {
    let country = country(12);
    let n_positions: usize = country.iter().flatten().map(Vec::len).sum();
    let (height, shapes) = sheet(&country);
    let n_points: usize = shapes.iter().flat_map(|shape| &shape.rings).map(Vec::len).sum();
    assert!(n_points * 5 < n_positions, "{n_points} of {n_positions}");
    // Land goes from field 3 to SIDE - 3 without a gap; a margin for the coast, which wanders.
    let inner = |size: i32| (size * 4 / SIDE)..(size * (SIDE - 4) / SIDE);
    let points = inner(crate::model::Sheet::WIDTH).step_by(7);
    let points = points.flat_map(|x| inner(height).step_by(7).map(move |y| (x, y)));
    let (mut n, mut n_wrong) = (0, 0);
    for at in points {
        n += 1;
        n_wrong += usize::from(n_at(&shapes, at) != 1);
    }
    // Rounding to whole points may let two lines touch that begin at one corner.
    assert!(n > 5000 && n_wrong * 1000 < n, "{n_wrong} of {n}");
}

#[test]
fn a_border_is_the_same_for_both_sides() {
    let (_, shapes) = sheet(&country(9));
    let mut edges: BTreeMap<(Point, Point), i32> = BTreeMap::new();
    for (a, b) in shapes
        .iter()
        .flat_map(|shape| &shape.rings)
        .flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)))
    {
        *edges.entry((*a.min(b), *a.max(b))).or_default() += 1;
    }
    // A spike as thin as a line is walked up and down by both.
    let n_spikes = edges.values().filter(|n| **n > 2).count();
    assert!(n_spikes * 50 < edges.len(), "{n_spikes} of {}", edges.len());
    assert!(edges.values().filter(|n| **n == 2).count() > 100);
}

#[test]
fn enclaves_are_holes_and_islands_stay() {
    let (height, shapes) = sheet(&country(9));
    assert_eq!(shapes[0].rings.len(), 2, "an enclave and an island");
    assert!(
        shapes[0].rings.iter().flatten().any(|at| at.0 < 60 && at.1 < 60),
        "the island lies in the corner"
    );
    assert!(shapes.iter().all(|shape| n_at(&shapes, shape.middle) == 1 && shape.room > 5));
    assert!(
        shapes
            .iter()
            .flat_map(|shape| &shape.rings)
            .flatten()
            .all(|&(x, y)| (0..=1000).contains(&x) && (0..=height).contains(&y))
    );
}

/// Returns a square in degrees.
fn square(west: f64, south: f64, size: f64) -> Ring {
    #[expect(clippy::cast_possible_truncation, reason = "a test")]
    let at = |right: f64, up: f64| Position {
        longitude: ((west + right) * 1e6).round() as i32,
        latitude: ((south + up) * 1e6).round() as i32,
    };
    vec![at(0.0, 0.0), at(size, 0.0), at(size, size), at(0.0, size)]
}

#[test]
fn a_degree_is_as_long_as_on_the_middle_latitude() {
    // At 60° a degree of longitude is half as long as one of latitude: ten by ten degrees are twice as high as wide.
    let (height, shapes) = sheet(&[vec![square(10.0, 55.0, 10.0)]]);
    let all = || shapes[0].rings.iter().flatten();
    let wide = all().map(|at| at.0).max().unwrap() - all().map(|at| at.0).min().unwrap();
    let high = all().map(|at| at.1).max().unwrap() - all().map(|at| at.1).min().unwrap();
    assert!((high - 2 * wide).abs() <= 2, "{wide} {high}");
    assert!(height <= 1200);
}

#[test]
fn islands_on_both_sides_of_180_degrees_lie_side_by_side() {
    let (_, shapes) = sheet(&[vec![square(179.0, 0.0, 0.9)], vec![square(-179.9, 0.0, 0.9)]]);
    assert!(shapes[0].middle.0 < shapes[1].middle.0);
    assert!(shapes[1].room > 150, "{shapes:?}");
}

#[test]
fn the_smallest_islet_is_a_point() {
    let (_, shapes) = sheet(&[
        vec![square(106.0, 10.0, 1.0), square(107.5, 10.5, 0.000_01)],
        vec![square(108.0, 10.0, 0.000_01)],
    ]);
    assert_eq!(shapes[0].rings.len(), 2);
    assert_eq!(shapes[1].rings[0].len(), 4);
}

#[test]
fn a_thousand_places_stay_light_and_are_drawn_at_once() {
    let fields = |n: i32| (0..n).flat_map(move |x| (0..n).map(move |y| (x, y)));
    let owners: BTreeMap<(i32, i32), usize> = fields(30).enumerate().map(|(owner, at)| (at, owner)).collect();
    let places: Vec<Vec<Ring>> = (0..900).map(|owner| rings(&owners, owner)).collect();
    let (_, shapes) = sheet(&places);
    let n_points: usize = shapes.iter().flat_map(|shape| &shape.rings).map(Vec::len).sum();
    assert!(n_points < 2 * 3000 + 900 * 8, "{n_points}");
    assert!(shapes.iter().all(|shape| shape.rings.len() == 1 && shape.rings[0].len() > 2));
}
