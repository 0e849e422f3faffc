//! Numbers as a language writes and reads them.

use std::str::FromStr;

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale_core::Locale;

use crate::model::Value;

/// Writes numbers with the separators of a language (CLDR), and reads them back.
pub struct Numbers {
    formatter: Option<DecimalFormatter>,
    decimal_mark: char,
    group_mark: char,
}

impl Numbers {
    pub(super) fn new(locale: &Locale) -> Self {
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(GroupingStrategy::Always);
        let formatter = DecimalFormatter::try_new(locale.into(), options).ok();
        let mut numbers = Self { formatter, decimal_mark: '.', group_mark: ',' };
        let sample = numbers.write_text("12345.6");
        let mut marks = sample.chars().filter(|c| !c.is_numeric());
        if let (Some(group), Some(decimal)) = (marks.next(), marks.next()) {
            (numbers.group_mark, numbers.decimal_mark) = (group, decimal);
        }
        numbers
    }

    /// Writes a value with its own precision: 5.254.615 in Vietnamese, 5,254,615 in English. People read a minus, not a hyphen.
    pub fn write(&self, value: Value) -> String {
        self.write_text(&value.to_string()).replace('-', "−")
    }

    fn write_text(&self, plain: &str) -> String {
        match (&self.formatter, Decimal::from_str(plain)) {
            (Some(formatter), Ok(decimal)) => formatter.format(&decimal).to_string(),
            _ => plain.to_owned(),
        }
    }

    /// Finds the first number in author text, as this language writes numbers: "hơn 3.392 giờ" holds 3392.
    pub fn find(&self, text: &str) -> Option<Value> {
        let is_mark = |c: char| c == self.decimal_mark || self.is_group(c);
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let digits: String =
            text[start..].chars().take_while(|&c| c.is_ascii_digit() || is_mark(c)).collect();
        let digits = digits.trim_end_matches(|c: char| !c.is_ascii_digit());
        let is_negative = text[..start].ends_with(['-', '−']);
        let plain = digits.chars().filter(|&c| !self.is_group(c));
        let plain: String = plain.map(|c| if c == self.decimal_mark { '.' } else { c }).collect();
        Value::parse(&format!("{}{plain}", if is_negative { "-" } else { "" }))
    }

    /// Reads a whole number as this language writes it. Where its marks stand as in no number of this language, a point
    /// may be a decimal point: "version 2.1" is not 21.
    pub fn read(&self, text: &str) -> Option<Value> {
        let (whole, fraction) = text.split_once(self.decimal_mark).unwrap_or((text, ""));
        let groups: Vec<&str> = whole.split(|c: char| self.is_group(c)).collect();
        let is_grouped = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
        if groups.len() > 1 && !is_grouped {
            return Value::parse(text);
        }
        let point = if fraction.is_empty() { "" } else { "." };
        Value::parse(&format!("{}{point}{fraction}", groups.concat()))
    }

    /// Languages that group by a space are typed with any kind of space.
    fn is_group(&self, c: char) -> bool {
        c == self.group_mark || (self.group_mark.is_whitespace() && c.is_whitespace())
    }
}
