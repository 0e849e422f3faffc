//! What stands out at one place: where it is first or last, far from the whole, or much changed.
//!
//! Enters: for each indicator how one value lies among others. Leaves: at most so many claims, the telling ones first, good and
//! bad in turn, one for an indicator. Words are made elsewhere.

use super::Value;

/// Fewest places among which being first or last says something.
const LEAST_PLACES: usize = 5;
/// Fewest places among which the second and third, from either end, say something; and how far from the end that goes.
const LEAST_FOR_NEXT: usize = 10;
const NEXT: usize = 3;
/// Change of a rate, in points, that is told.
const LEAST_POINTS: usize = 5;
/// Change of a count, in percent of what it was, that is told.
const LEAST_PERCENT: usize = 20;
/// Smallest count whose change says something: from 2 to 3 is no rise by half.
const LEAST_COUNT: usize = 10;

/// How one value lies among others.
#[derive(Debug, Clone, Default)]
pub struct Situation {
    /// Its rank, with how many places share it and how many are ranked; nothing where neither direction is better, and for
    /// counts, which grow with the size of a place.
    pub rank: Option<Standing>,
    /// How far each place lies from the whole, this one first; empty where there is no whole to compare with.
    pub distances: Vec<Value>,
    /// The value, and the one before that compares with it.
    pub change: Option<(Value, Value)>,
    /// Whether values are percentages: then differences are points.
    pub is_rate: bool,
}

/// A rank among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// From 1, best first.
    pub rank: usize,
    /// How many have it.
    pub n_sharing: usize,
    /// How many have any.
    pub n: usize,
}

/// Why a value stands out. In the order of telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standout {
    /// First.
    Best(usize),
    /// Last.
    Worst(usize),
    /// Second or third: its rank.
    Top(usize),
    /// Second or third from the end: its rank.
    Bottom(usize),
    /// Much more or less than before: by how much, in its own unit.
    Changed(Value),
    /// Further from the whole than nearly all others: by how much.
    Far(Value),
}

impl Situation {
    /// Returns the most telling claim that holds.
    pub fn standout(&self) -> Option<Standout> {
        self.extreme().or_else(|| self.changed()).or_else(|| self.far())
    }

    /// First or last; a rank that three or more share is no distinction.
    fn extreme(&self) -> Option<Standout> {
        let Standing { rank, n_sharing, n } =
            self.rank.filter(|standing| standing.n >= LEAST_PLACES && standing.n_sharing <= 2)?;
        let are_many = n >= LEAST_FOR_NEXT;
        match rank {
            1 => Some(Standout::Best(n_sharing)),
            last if last + n_sharing > n => Some(Standout::Worst(n_sharing)),
            top if top <= NEXT && are_many => Some(Standout::Top(top)),
            bottom if bottom + NEXT > n && are_many => Some(Standout::Bottom(bottom)),
            _ => None,
        }
    }

    fn changed(&self) -> Option<Standout> {
        let (now, before) = self.change?;
        let by = now.minus(before)?;
        if !self.is_rate && before.abs() < Value::from(LEAST_COUNT) {
            return None;
        }
        let size = if self.is_rate { by.abs() } else { by.abs().percent_of(before.abs(), 1)? };
        let least = if self.is_rate { LEAST_POINTS } else { LEAST_PERCENT };
        (size >= Value::from(least)).then_some(Standout::Changed(by))
    }

    /// Among the tenth that lies furthest from the whole.
    fn far(&self) -> Option<Standout> {
        let own = *self.distances.first()?;
        let further = self.distances.iter().filter(|other| other.abs() >= own.abs()).count();
        let is_far = self.distances.len() >= LEAST_PLACES && further <= (self.distances.len() / 10).max(1);
        (is_far && own.abs() > Value::ZERO).then_some(Standout::Far(own))
    }
}

/// Chooses at most `most`: two that are good, two that are bad, then change and distance, then what is left.
pub fn choose<T>(mut claims: Vec<(T, Standout)>, most: usize) -> Vec<(T, Standout)> {
    claims.sort_by_key(|(_, standout)| match standout {
        Standout::Best(_) | Standout::Worst(_) => 0,
        Standout::Top(_) | Standout::Bottom(_) => 1,
        Standout::Changed(_) | Standout::Far(_) => 2,
    });
    let mut seen = (0, 0);
    let mut order = |standout: Standout| match standout {
        Standout::Best(_) | Standout::Top(_) => {
            seen.0 += 1;
            (seen.0 - 1) * 2
        }
        Standout::Worst(_) | Standout::Bottom(_) => {
            seen.1 += 1;
            (seen.1 - 1) * 2 + 1
        }
        // After two of each kind of rank.
        Standout::Changed(_) | Standout::Far(_) => 3,
    };
    let mut ordered: Vec<(usize, (T, Standout))> =
        claims.into_iter().map(|claim| (order(claim.1), claim)).collect();
    ordered.sort_by_key(|(key, _)| *key);
    ordered.into_iter().map(|(_, claim)| claim).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        Value::parse(text).unwrap()
    }

    fn ranked(rank: usize, n_sharing: usize, n: usize) -> Option<Standout> {
        Situation { rank: Some(Standing { rank, n_sharing, n }), ..Situation::default() }.standout()
    }

    #[test]
    fn first_and_last_stand_out_unless_many_share_it() {
        assert_eq!(ranked(1, 1, 22), Some(Standout::Best(1)));
        assert_eq!(ranked(1, 2, 22), Some(Standout::Best(2)));
        assert_eq!(ranked(1, 3, 22), None);
        assert_eq!(ranked(22, 1, 22), Some(Standout::Worst(1)));
        assert_eq!(ranked(21, 2, 22), Some(Standout::Worst(2)));
        assert_eq!(ranked(20, 1, 22), Some(Standout::Bottom(20)));
        assert_eq!(ranked(19, 1, 22), None);
        assert_eq!(ranked(3, 1, 22), Some(Standout::Top(3)));
        assert_eq!(ranked(3, 1, 9), None);
        assert_eq!(ranked(1, 1, 4), None);
    }

    #[test]
    fn change_counts_in_points_for_rates_and_in_percent_for_counts() {
        let changed = |now: &str, before: &str, is_rate| {
            let change = Some((value(now), value(before)));
            Situation { change, is_rate, ..Situation::default() }.standout()
        };
        assert_eq!(changed("75", "70", true), Some(Standout::Changed(value("5"))));
        assert_eq!(changed("65", "70", true), Some(Standout::Changed(value("-5"))));
        assert_eq!(changed("74.9", "70", true), None);
        assert_eq!(changed("120", "100", false), Some(Standout::Changed(value("20"))));
        assert_eq!(changed("119", "100", false), None);
        assert_eq!(changed("5", "0", false), None);
        assert_eq!(changed("3", "2", false), None);
    }

    #[test]
    fn far_is_the_furthest_tenth() {
        let far = |own: &str, others: &[&str]| {
            let distances = std::iter::once(own).chain(others.iter().copied()).map(value).collect();
            Situation { distances, ..Situation::default() }.standout()
        };
        assert_eq!(far("-9", &["1", "2", "-3", "4"]), Some(Standout::Far(value("-9"))));
        assert_eq!(far("9", &["1", "2", "-9", "4"]), None);
        assert_eq!(far("9", &["1", "2"]), None);
        assert_eq!(far("0", &["0", "0", "0", "0"]), None);
    }

    #[test]
    fn good_and_bad_are_told_in_turn() {
        let claims = vec![
            (0, Standout::Best(1)),
            (1, Standout::Best(1)),
            (2, Standout::Best(1)),
            (3, Standout::Worst(1)),
            (4, Standout::Far(value("3"))),
        ];
        let chosen = |most| choose(claims.clone(), most).into_iter().map(|(n, _)| n).collect::<Vec<_>>();
        assert_eq!(chosen(5), [0, 3, 1, 4, 2]);
        assert_eq!(chosen(2), [0, 3]);
    }
}
