//! What part of the number line a chart shows, and where its ticks are. Values enter, a [`Domain`] leaves.
//!
//! Never here: a non-finite bound, an empty domain, pixels.

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

use super::Extent;

/// Larger values are drawn as this one, so that no difference overflows.
const HUGE: f64 = 1e300;
/// Smaller values are drawn as zero.
const TINY: f64 = 1e-280;
/// Least extent of a domain, relative to its larger bound; below it all values count as equal.
const LEAST_EXTENT: f64 = 1e-6;

/// Returns the value if it can be drawn; NaN and the infinities count as missing.
pub(super) fn drawable(value: Option<f64>) -> Option<f64> {
    let value = value.filter(|v| v.is_finite())?;
    if value.abs() < TINY {
        return Some(0.0);
    }
    Some(value.clamp(-HUGE, HUGE))
}

/// A part of the number line: `lo < hi`, both finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Domain {
    pub(super) lo: f64,
    pub(super) hi: f64,
}

impl Domain {
    /// Returns the smallest domain that holds the values; 0 to 1 when there are none.
    pub(super) fn around(values: impl IntoIterator<Item = f64>) -> Self {
        let bounds =
            values.into_iter().filter_map(|v| drawable(Some(v))).fold(None, |bounds, v| match bounds {
                None => Some((v, v)),
                Some((lo, hi)) => Some((f64::min(lo, v), f64::max(hi, v))),
            });
        let (lo, hi) = bounds.unwrap_or((0.0, 1.0));
        Self { lo, hi }.widened()
    }

    /// Returns the smallest domain that holds zero and the values; when they are all zero, 0 to 1.
    pub(super) fn zero_based(values: impl IntoIterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.into_iter().filter_map(|v| drawable(Some(v))).collect();
        if values.iter().all(|&v| v == 0.0) {
            return Self { lo: 0.0, hi: 1.0 };
        }
        Self::around(values.into_iter().chain([0.0]))
    }

    /// Gives a domain of equal values an extent, with the value in the middle.
    fn widened(self) -> Self {
        let size = self.lo.abs().max(self.hi.abs());
        if self.hi - self.lo > size * LEAST_EXTENT {
            return self;
        }
        let half = if size == 0.0 { 0.5 } else { size * 0.5 };
        Self { lo: self.lo - half, hi: self.hi + half }
    }

    /// Extends both ends to a tick, so that the first and the last grid line frame the data.
    pub(super) fn nice(self) -> Self {
        let [first, second, ..] = self.ticks(5)[..] else {
            return self;
        };
        let step = second - first;
        let down = |v: f64| (v / step + 1e-9).floor() * step;
        let up = |v: f64| (v / step - 1e-9).ceil() * step;
        let (lo, hi) = (down(self.lo), up(self.hi));
        if lo.is_finite() && hi.is_finite() && lo < hi {
            return Self { lo, hi };
        }
        self
    }

    /// Returns at most `most` round values in ascending order, chosen by plotters.
    pub(super) fn ticks(self, most: usize) -> Vec<f64> {
        let factor = self.factor();
        let range = RangedCoordf64::from(self.lo / factor..self.hi / factor);
        range.key_points(most).into_iter().map(|tick| tick * factor).collect()
    }

    /// Returns what to divide by before asking plotters, which compares with `f64::EPSILON` and so fails far from 1.
    fn factor(self) -> f64 {
        let size = self.lo.abs().max(self.hi.abs());
        if (1e-2..1e12).contains(&size) {
            return 1.0;
        }
        10_f64.powf(size.log10().floor())
    }

    /// Returns where `value` lies between `from` and `to`, in the same unit as these, by plotters' own translation.
    pub(super) fn place(self, value: f64, (from, to): (f64, f64)) -> f64 {
        /// Plotters answers in whole numbers; this many of them cover the way.
        const STEPS: i32 = 1_000_000;
        let steps = RangedCoordf64::from(self.lo..self.hi).map(&value, (0, STEPS));
        from + (to - from) * f64::from(steps.clamp(0, STEPS)) / f64::from(STEPS)
    }
}

impl Extent {
    /// Returns the domain that holds the values and what this extent asks for.
    pub(super) fn domain(self, values: impl Iterator<Item = f64>) -> Domain {
        match self {
            Self::Count | Self::Zero => Domain::zero_based(values),
            Self::Fit => Domain::around(values),
            Self::Span(from, to) => Domain::around(values.chain([from, to])),
        }
    }

    /// Returns the domain with round ends, and its ticks.
    pub(super) fn axis(self, values: impl Iterator<Item = f64>) -> (Domain, Vec<f64>) {
        let domain = match self {
            Self::Count => Domain::zero_based(values.chain([1.0])),
            Self::Zero | Self::Fit | Self::Span(..) => self.domain(values),
        };
        let domain = domain.nice();
        let is_shown = |tick: &f64| self != Self::Count || tick.fract() == 0.0;
        (domain, domain.ticks(6).into_iter().filter(is_shown).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        let domain = Domain::zero_based([12.0, 96.3]);
        assert_eq!(domain, Domain { lo: 0.0, hi: 96.3 });
        assert_eq!(domain.nice(), Domain { lo: 0.0, hi: 100.0 });
        assert_eq!(domain.nice().ticks(6), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
    }

    #[test]
    fn nothing_zero_and_equal_have_an_extent() {
        assert_eq!(Domain::around([]), Domain { lo: 0.0, hi: 1.0 });
        assert_eq!(Domain::zero_based([0.0]), Domain { lo: 0.0, hi: 1.0 });
        assert_eq!(Domain::around([4.0, 4.0]), Domain { lo: 2.0, hi: 6.0 });
        assert_eq!(Domain::around([f64::NAN, 1.0, 3.0]), Domain { lo: 1.0, hi: 3.0 });
    }

    #[test]
    fn extremes_give_finite_ticks() {
        for size in [f64::MAX, 1e300, 1e18, 1e12, 1.0, 1e-3, 1e-9, 1e-200, f64::MIN_POSITIVE] {
            for values in [[0.0, size], [-size, size], [size, size * 1.000_000_001], [-size, 0.0]] {
                let domain = Domain::around(values).nice();
                let ticks = domain.ticks(6);
                assert!(ticks.iter().all(|t| t.is_finite()), "{values:?} {ticks:?}");
                assert!(ticks.len() <= 6, "{values:?} {ticks:?}");
                let x = domain.place(size, (10.0, 20.0));
                assert!((10.0..=20.0).contains(&x), "{values:?} {x}");
            }
        }
    }
}
