//! Rings → the lines that they are made of, each once, whichever and however many places it bounds. As `TopoJSON` does it.

use std::collections::HashMap;

use crate::model::{Position, Ring};

/// Lines, and the rings made of them.
pub(super) struct Arcs {
    /// Each from where neighbours part to where they part again, both included; a ring that nobody shares in part is one line
    /// that ends where it begins.
    pub(super) lines: Vec<Vec<Position>>,
    /// In the order of the rings that came in.
    pub(super) rings: Vec<Vec<Step>>,
}

/// A line on the way round a ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// Which line.
    pub(super) line: usize,
    /// Whether it is walked from its end.
    pub(super) is_backward: bool,
}

impl Arcs {
    pub(super) fn new<'r>(rings: impl Iterator<Item = &'r Ring> + Clone) -> Self {
        let joints = Joints::new(rings.clone());
        let mut lines = Lines::default();
        let rings = rings.map(|ring| cut(ring, &joints).into_iter().map(|line| lines.step(line)).collect());
        let rings = rings.collect();
        Self { lines: lines.all, rings }
    }
}

/// Who stands beside a position: its two neighbours, until rings disagree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Same(Position, Position),
    Parted,
}

/// Positions where lines end: where two rings meet or part.
struct Joints(HashMap<Position, Beside>);

impl Joints {
    fn new<'r>(rings: impl Iterator<Item = &'r Ring>) -> Self {
        let mut beside = HashMap::new();
        for ring in rings {
            let n = ring.len();
            for (at, &here) in ring.iter().enumerate() {
                let (before, after) = (ring[(at + n - 1) % n], ring[(at + 1) % n]);
                let same = Beside::Same(before.min(after), before.max(after));
                let known = beside.entry(here).or_insert(same);
                if *known != same {
                    *known = Beside::Parted;
                }
            }
        }
        Self(beside)
    }

    fn is_joint(&self, position: Position) -> bool {
        self.0.get(&position) == Some(&Beside::Parted)
    }
}

/// Cuts a ring at its joints; where it has none, lets it begin at its least position, as every ring of the same line does.
fn cut(ring: &Ring, joints: &Joints) -> Vec<Vec<Position>> {
    let is_joint = |position: &Position| joints.is_joint(*position);
    let least = || (0..ring.len()).min_by_key(|&at| ring[at]).unwrap_or(0);
    let start = ring.iter().position(is_joint).unwrap_or_else(least);
    let round = ring.iter().cycle().skip(start).take(ring.len() + 1);
    let (mut lines, mut line): (Vec<Vec<Position>>, Vec<Position>) = (Vec::new(), Vec::new());
    for &position in round {
        line.push(position);
        if line.len() > 1 && is_joint(&position) {
            lines.push(std::mem::replace(&mut line, vec![position]));
        }
    }
    if line.len() > 1 {
        lines.push(line);
    }
    lines
}

/// Lines, found again in either direction.
#[derive(Default)]
struct Lines {
    all: Vec<Vec<Position>>,
    known: HashMap<Vec<Position>, usize>,
}

impl Lines {
    fn step(&mut self, mut line: Vec<Position>) -> Step {
        let is_backward = line.iter().gt(line.iter().rev());
        if is_backward {
            line.reverse();
        }
        let next = self.all.len();
        let at = *self.known.entry(line.clone()).or_insert(next);
        if at == next {
            self.all.push(line);
        }
        Step { line: at, is_backward }
    }
}
