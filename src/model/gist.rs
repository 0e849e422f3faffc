//! What the values of several places say in one sentence.
//!
//! Enters: values, the direction that is good, a target that holds for all. Leaves: a claim that is true of exactly these
//! values, with how many had none. Words are made elsewhere.

use super::{Better, Relation, Value};

/// Places named where several share the first rank; more are only counted.
const MOST_NAMED: usize = 3;

/// What is claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim<P> {
    /// How many of all meet their common target.
    Target {
        /// Those that do.
        n_met: usize,
    },
    /// All have one value.
    Equal(Value),
    /// These have the best value (the largest, where neither direction is better).
    First {
        /// In the order given; none where they are too many to name.
        places: Vec<P>,
        /// How many they are.
        count: usize,
        /// Their value.
        value: Value,
        /// Whether it is the lowest.
        is_lowest: bool,
    },
}

/// A claim and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gist<P> {
    /// What is claimed.
    pub claim: Claim<P>,
    /// Places with a value.
    pub n: usize,
    /// Places without one.
    pub n_missing: usize,
}

impl<P: Copy> Gist<P> {
    /// Sums up. Nothing for fewer than two values: one place is not compared with itself.
    pub fn of(
        values: &[(P, Option<Value>)],
        better: Better,
        target: Option<(Relation, Value)>,
    ) -> Option<Self> {
        let measured: Vec<(P, Value)> =
            values.iter().filter_map(|&(place, value)| Some((place, value?))).collect();
        let (least, most) =
            (measured.iter().map(|(_, v)| *v).min()?, measured.iter().map(|(_, v)| *v).max()?);
        let first = || {
            let value = if better == Better::Lower { least } else { most };
            let mut places: Vec<P> =
                measured.iter().filter(|(_, other)| *other == value).map(|(place, _)| *place).collect();
            let count = places.len();
            if count > MOST_NAMED {
                places.clear();
            }
            Claim::First { places, count, value, is_lowest: better == Better::Lower }
        };
        let claim = match target {
            Some((relation, target)) => {
                let n_met = measured.iter().filter(|(_, value)| relation.is_met(*value, target)).count();
                Claim::Target { n_met }
            }
            None if least == most => Claim::Equal(most),
            None => first(),
        };
        let (n, n_missing) = (measured.len(), values.len() - measured.len());
        (n > 1).then_some(Self { claim, n, n_missing })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gist(values: &[&str], better: Better, target: Option<(Relation, &str)>) -> Option<Gist<usize>> {
        let values: Vec<_> = values.iter().map(|text| Value::parse(text)).enumerate().collect();
        Gist::of(&values, better, target.map(|(relation, text)| (relation, Value::parse(text).unwrap())))
    }

    fn first(values: &[&str], better: Better) -> (Vec<usize>, usize, String) {
        match gist(values, better, None).unwrap().claim {
            Claim::First { places, count, value, .. } => (places, count, value.to_string()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_target_is_met_by_some_by_all_by_none() {
        let n_met =
            |values: &[&str], relation, target| match gist(values, Better::Higher, Some((relation, target)))
                .unwrap()
                .claim
            {
                Claim::Target { n_met } => n_met,
                other => panic!("{other:?}"),
            };
        assert_eq!(n_met(&["95.0", "94.9", "100"], Relation::AtLeast, "95"), 2);
        assert_eq!(n_met(&["95.0", "95.1"], Relation::AtLeast, "95"), 2);
        assert_eq!(n_met(&["95.0", "95.1"], Relation::AtMost, "94"), 0);
        assert_eq!(n_met(&["100", "100.0", "99"], Relation::Equal, "100"), 2);
    }

    #[test]
    fn the_best_is_named_in_its_direction() {
        assert_eq!(first(&["1", "3", "2"], Better::Higher), (vec![1], 1, "3".into()));
        assert_eq!(first(&["1", "3", "2"], Better::Neither), (vec![1], 1, "3".into()));
        assert_eq!(first(&["1", "3", "2"], Better::Lower), (vec![0], 1, "1".into()));
    }

    #[test]
    fn ties_are_named_together_or_counted() {
        assert_eq!(first(&["3", "3.0", "2"], Better::Higher), (vec![0, 1], 2, "3.0".into()));
        assert_eq!(first(&["3", "3", "3", "3", "2"], Better::Higher), (vec![], 4, "3".into()));
    }

    #[test]
    fn equal_missing_and_lone_values() {
        assert_eq!(
            gist(&["5", "5"], Better::Higher, None).unwrap().claim,
            Claim::Equal(Value::parse("5").unwrap())
        );
        assert_eq!(
            gist(&["5", "?", "4", "?"], Better::Higher, None).map(|g| (g.n, g.n_missing)),
            Some((2, 2))
        );
        assert_eq!(gist(&["5", "?"], Better::Higher, None), None);
        assert_eq!(gist(&["?", "?"], Better::Higher, None), None);
        assert_eq!(gist(&[], Better::Higher, None), None);
    }
}
