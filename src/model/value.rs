//! Exact decimals that remember how precisely they were written.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

/// A number as its source wrote it: 91.50 keeps its two decimals. Never a float.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Value(Decimal);

impl Value {
    /// Zero, without decimals.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// A hundred: all of it, in percent.
    pub const HUNDRED: Self = Self(Decimal::ONE_HUNDRED);

    /// Reads a plain decimal (`-12.50`, underscores allowed). Nothing for anything else or over 28 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = if text.contains('_') { Cow::Owned(text.replace('_', "")) } else { Cow::Borrowed(text) };
        let digits = plain.strip_prefix(['+', '-']).unwrap_or(&plain);
        let is_decimal = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.ends_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        if !is_decimal {
            return None;
        }
        Decimal::from_str_exact(plain.trim_start_matches('+')).ok().map(Self)
    }

    /// Returns the number of decimals it was written with.
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// Returns whether nothing stands behind the decimal point.
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// Returns whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < Decimal::ZERO
    }

    /// Rounds half away from zero, as Vietnamese reports do (0.05 → 0.1), to `decimals`.
    #[must_use]
    pub fn round(self, decimals: u32) -> Self {
        let mut rounded = self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(decimals);
        Self(rounded)
    }

    /// Returns `self` ÷ `whole` in percent, rounded to `decimals`; nothing for a zero whole.
    pub fn percent_of(self, whole: Self, decimals: u32) -> Option<Self> {
        self.whole_percent_of(whole, decimals).or_else(|| self.decimal_percent_of(whole, decimals))
    }

    fn decimal_percent_of(self, whole: Self, decimals: u32) -> Option<Self> {
        let share = self.0.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.0)?;
        Some(Self(share).round(decimals))
    }

    /// Computes in whole numbers, which is many times faster; nothing where they do not suffice.
    fn whole_percent_of(self, whole: Self, decimals: u32) -> Option<Self> {
        let power = |exponent: u32| 10_i128.checked_pow(exponent);
        let part = self.0.mantissa().checked_mul(power(whole.decimals() + decimals + 2)?)?;
        let whole = whole.0.mantissa().checked_mul(power(self.decimals())?)?;
        let (part, is_negative) = (part.checked_abs()?, (part < 0) != (whole < 0));
        let whole = whole.checked_abs().filter(|whole| *whole > 0)?;
        let rounded = part.checked_mul(2)?.checked_add(whole)? / whole.checked_mul(2)?;
        let signed = if is_negative { -rounded } else { rounded };
        Decimal::try_from_i128_with_scale(signed, decimals).ok().map(Self)
    }

    /// Adds; nothing on overflow.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Subtracts; nothing on overflow.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Returns its size without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Returns it with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(-self.0)
    }

    /// Returns the value a part of the way to another: (1, 4) is a quarter of the way. Nothing on overflow.
    pub fn towards(self, other: Self, (part, whole): (i32, i32)) -> Option<Self> {
        let way = other.0.checked_sub(self.0)?.checked_mul(Decimal::from(part))?;
        self.0.checked_add(way.checked_div(Decimal::from(whole))?).map(Self)
    }

    /// Divides by a power of ten: 3438262 in millions is 3.438262. Nothing on overflow.
    pub fn in_units_of(self, power_of_ten: u32) -> Option<Self> {
        let factor = Decimal::from(10_u64.checked_pow(power_of_ten)?);
        self.0.checked_div(factor).map(Self)
    }

    /// Multiplies by a power of ten: 3.4 million is 3400000. Nothing on overflow.
    pub fn times_power_of_ten(self, power_of_ten: u32) -> Option<Self> {
        let factor = Decimal::from(10_u64.checked_pow(power_of_ten)?);
        self.0.checked_mul(factor).map(Self)
    }

    /// Returns the nearest float. For drawing only: charts are the one place where floats live.
    pub fn to_f64(self) -> f64 {
        self.0.to_string().parse().unwrap_or(0.0)
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        // Figures of one column are written with the same decimals: then their digits are compared as they are.
        if self.decimals() == other.decimals() {
            return self.0.mantissa().cmp(&other.0.mantissa());
        }
        self.0.cmp(&other.0)
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self(Decimal::from(count))
    }
}

impl fmt::Display for Value {
    /// Writes the plain decimal with its written precision: `91.50`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        Value::parse(text).unwrap()
    }

    #[test]
    fn written_precision_is_kept() {
        assert_eq!(value("91.50").to_string(), "91.50");
        assert_eq!(value("182_478").to_string(), "182478");
        assert_eq!(value("-0.5").to_string(), "-0.5");
    }

    #[test]
    fn other_notations_are_refused() {
        for text in [
            "",
            "1e3",
            "0x1F",
            "inf",
            "nan",
            "1.",
            ".5",
            "1,5",
            "1.2.3",
            "--1",
            "12345678901234567890123456789012",
        ] {
            assert_eq!(Value::parse(text), None, "{text}");
        }
    }

    #[test]
    fn percent_rounds_half_away_from_zero() {
        assert_eq!(value("5254615").percent_of(value("5454179"), 1), Some(value("96.3")));
        assert_eq!(value("1").percent_of(value("2000"), 1), Some(value("0.1")));
        assert_eq!(value("1").percent_of(Value::ZERO, 1), None);
        assert_eq!(value("1").percent_of(value("1"), 1).unwrap().to_string(), "100.0");
    }

    #[test]
    fn both_ways_to_a_percentage_agree() {
        let parts = ["0", "1", "-1", "0.05", "-12.50", "333", "5254615", "99999999999.999"];
        let wholes = ["1", "-3", "0.7", "2000", "8", "5454179", "99999999999.999"];
        for (part, whole) in parts.iter().flat_map(|part| wholes.map(|whole| (value(part), value(whole)))) {
            for decimals in 0..=6 {
                let share = part.whole_percent_of(whole, decimals);
                assert_eq!(share, part.decimal_percent_of(whole, decimals), "{part} of {whole}");
                assert_eq!(share.map(Value::decimals), Some(decimals));
            }
        }
        let most = value("9999999999999999999999999999");
        let least = value("0.0000000001");
        assert_eq!(most.whole_percent_of(least, 6), None);
        assert_eq!(least.percent_of(most, 6).unwrap().to_string(), "0.000000");
        assert_eq!(value("-3").percent_of(value("-4"), 0).unwrap().to_string(), "75");
    }
}
