//! Values into a few classes with round bounds: what a reader of a map can hold apart.
//!
//! Values enter, classes leave. Equal steps where they part the values well, for they are what a reader expects; where most
//! values would fall into one class, classes of about as many values each.

/// Most classes that can be told apart by shade.
const MOST: usize = 5;
/// Steps of a round scale, within a power of ten.
const STEPS: [f64; 4] = [1.0, 2.0, 2.5, 5.0];

/// How the bounds were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Every class is as wide as any other.
    Steps,
    /// Every class holds about as many values as any other.
    Quantiles,
}

/// Classes in ascending order. A bound belongs to the class above it.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes {
    /// The bounds between classes, ascending: one fewer than there are classes.
    pub bounds: Vec<f64>,
    /// How they were found.
    pub method: Method,
}

impl Classes {
    /// Makes at most five classes; values that are not finite do not count. One class where all values are equal.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let steps = Self { bounds: inner(equal_steps(&sorted), &sorted), method: Method::Steps };
        if steps.parts(&sorted) {
            return steps;
        }
        let quantiles = Self { bounds: inner(quantiles(&sorted), &sorted), method: Method::Quantiles };
        if quantiles.bounds.len() > steps.used(&sorted) { quantiles } else { steps }
    }

    /// Returns the class of a value, counted from 0.
    #[must_use]
    pub fn find(&self, value: f64) -> usize {
        self.bounds.iter().filter(|&&bound| value >= bound).count()
    }

    /// Returns the number of classes.
    #[must_use]
    pub fn count(&self) -> usize {
        self.bounds.len() + 1
    }

    fn counts(&self, values: &[f64]) -> Vec<usize> {
        let mut counts = vec![0; self.count()];
        for &value in values {
            counts[self.find(value)] += 1;
        }
        counts
    }

    fn used(&self, values: &[f64]) -> usize {
        self.counts(values).into_iter().filter(|&count| count > 0).count().saturating_sub(1)
    }

    /// Says whether no class holds more than three fifths of the values: else a map would have one colour.
    fn parts(&self, values: &[f64]) -> bool {
        self.counts(values).into_iter().all(|count| count * 5 <= values.len() * 3)
    }
}

/// Keeps the bounds that have values on both sides.
fn inner(mut bounds: Vec<f64>, sorted: &[f64]) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    bounds.retain(|bound| *bound > first && *bound <= last);
    bounds.dedup();
    bounds
}

/// Returns the bounds of the narrowest round steps that make no more classes than a reader can hold apart.
fn equal_steps(sorted: &[f64]) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let extent = last - first;
    if !extent.is_finite() || extent <= 0.0 {
        return Vec::new();
    }
    let power = (extent / 50.0).log10().floor();
    let steps = [0.0, 1.0, 2.0].into_iter().flat_map(|more| STEPS.map(|step| (step, power + more)));
    // Between 2 and 3 people stands nobody.
    let is_whole = sorted.iter().all(|value| value.fract() == 0.0);
    let steps = steps.filter(|&(step, power)| !is_whole || scaled(step, power).fract() == 0.0);
    let bounds = |(step, power): (f64, f64)| {
        let from = (first / scaled(step, power)).floor();
        let index = (0_u8..=50).map(|n| from + f64::from(n));
        let bounds = index.map(|n| scaled(n * step, power)).filter(|bound| *bound > first && *bound <= last);
        bounds.collect::<Vec<f64>>()
    };
    let distinct = 1 + sorted.windows(2).filter(|pair| pair[0] < pair[1]).count();
    // No more classes than there are values to fill them.
    steps.map(bounds).find(|bounds| bounds.len() < MOST.min(distinct)).unwrap_or_default()
}

/// Multiplies by a power of ten so that 3 × 10⁻¹ is the nearest to 0.3, and reads as 0.3.
fn scaled(number: f64, power: f64) -> f64 {
    if power < 0.0 { number / 10_f64.powf(-power) } else { number * 10_f64.powf(power) }
}

/// Returns bounds at every fifth of the values, each as round as it can be without a value changing its class.
fn quantiles(sorted: &[f64]) -> Vec<f64> {
    let at = |part: usize| sorted.get(sorted.len() * part / MOST).copied();
    let below = |value: f64| sorted.iter().rev().copied().find(|other| *other < value);
    (1..MOST).filter_map(|part| roundest(below(at(part)?)?, at(part)?)).collect()
}

/// Returns the value with the fewest digits that is above `low` and at most `high`.
fn roundest(low: f64, high: f64) -> Option<f64> {
    let size = high.abs().max(low.abs());
    let top = size.log10().floor();
    let powers = (0_u8..12).map(|digits| top - f64::from(digits));
    let round = |power: f64| scaled((high / scaled(1.0, power) + 1e-9).floor(), power);
    powers.map(round).find(|&bound| bound > low && bound <= high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(values: &[f64]) -> (Vec<f64>, Method) {
        let classes = Classes::of(values);
        (classes.bounds, classes.method)
    }

    #[test]
    fn rates_have_round_steps() {
        let values = [61.2, 64.0, 70.0, 71.5, 77.7, 80.0, 83.1, 90.0, 99.9];
        assert_eq!(classes(&values), (vec![70.0, 80.0, 90.0], Method::Steps));
        let narrow = [96.1, 96.3, 96.4, 96.6, 96.9];
        assert_eq!(classes(&narrow), (vec![96.2, 96.4, 96.6, 96.8], Method::Steps));
    }

    #[test]
    fn one_far_value_does_not_take_all_colours() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10_000.0];
        let (bounds, method) = classes(&values);
        assert_eq!((bounds, method), (vec![3.0, 5.0, 7.0, 9.0], Method::Quantiles));
    }

    #[test]
    fn quantiles_are_as_round_as_the_gap_allows() {
        assert_eq!(roundest(128_311.0, 151_204.0), Some(150_000.0));
        assert_eq!(roundest(96.31, 96.42), Some(96.4));
        assert!(roundest(0.0, 0.004).is_some_and(|bound| bound > 0.0 && bound <= 0.004));
        assert!(roundest(-5.0, -2.0).is_some_and(|bound| bound > -5.0 && bound <= -2.0));
    }

    #[test]
    fn counts_have_whole_bounds() {
        assert_eq!(classes(&[0.0, 1.0, 2.0, 4.0, 5.0, 6.0, 8.0, 10.0]).0, [5.0, 10.0]);
        assert_eq!(classes(&[0.5, 1.0, 2.0, 4.0, 5.0, 6.0, 8.0, 10.0]).0, [2.5, 5.0, 7.5, 10.0]);
    }

    #[test]
    fn equal_values_and_none_are_one_class() {
        for values in [&[][..], &[5.0], &[5.0, 5.0, 5.0], &[0.0, 0.0], &[f64::NAN, 1.0]] {
            assert_eq!(Classes::of(values).count(), 1, "{values:?}");
        }
        assert_eq!(Classes::of(&[100.0, 100.0, 100.0, 100.0, 80.0]).count(), 2);
    }

    #[test]
    fn any_values_find_a_class_and_every_outer_class_is_used() {
        let mut seed = 7_u64;
        for n in 1..400_usize {
            let mut roll = || {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                f64::from(u32::try_from(seed % 2_000_003).unwrap_or(0))
            };
            let size = 10_f64.powf(f64::from(u8::try_from(n % 9).unwrap_or(0)) - 4.0);
            let values: Vec<f64> = (0..=(n % 40)).map(|_| (roll() - 700_000.0) * size).collect();
            let classes = Classes::of(&values);
            assert!(classes.count() <= MOST, "{classes:?} {values:?}");
            assert!(classes.bounds.windows(2).all(|pair| pair[0] < pair[1]), "{classes:?}");
            let found: Vec<usize> = values.iter().map(|&value| classes.find(value)).collect();
            assert!(found.contains(&0) && found.contains(&(classes.count() - 1)), "{classes:?} {values:?}");
        }
    }
}
