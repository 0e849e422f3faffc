//! Days and periods as a language writes them, by patterns that stand among the interface words.

use std::fmt::{self, Write as _};

use super::Words;
use crate::model::{Date, Period};

/// Keys of the names of months.
pub(super) const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
    "month-10", "month-11", "month-12",
];

impl Words {
    /// Writes a day: `17/10/2023`, `17 October 2023`.
    pub fn date(&self, date: Date) -> String {
        self.fill_date("date", date)
    }

    /// Writes when a document was issued, as far as that is known: `ngày 17/10/2023`, `tháng 10/2023`, `năm 2023`.
    pub fn issued(&self, period: Period) -> String {
        match period {
            Period::Day(day) => self.fill("source-date", &[("date", &self.date(day))]),
            Period::Week(_)
            | Period::Month(_)
            | Period::Quarter(_)
            | Period::Half(_)
            | Period::Year(_)
            | Period::Span(..) => self.period(period),
        }
    }

    /// Writes a period in the middle of a sentence: `đến 17/10/2023`, `October 2023`.
    pub fn period(&self, period: Period) -> String {
        let first = period.first();
        let key = match period {
            Period::Day(_) => "period-day",
            Period::Week(_) => "period-week",
            Period::Month(_) => "period-month",
            Period::Quarter(_) => "period-quarter",
            Period::Half(_) if first.month() == 1 => "period-half-1",
            Period::Half(_) => "period-half-2",
            Period::Year(_) => "period-year",
            Period::Span(..) => "period-span",
        };
        self.fill_with(key, |name, text| {
            match name {
                "number" => append(text, format_args!("{}", first.month() / 3 + 1)),
                "from" => text.push_str(&self.date(first)),
                "to" => text.push_str(&self.date(period.last())),
                _ => return self.write_part(name, first, text),
            }
            true
        })
    }

    /// Writes a period as short as a chart's axis needs it: `17/10/23`, `10/2023`.
    pub fn period_short(&self, period: Period) -> String {
        match period {
            Period::Day(_) | Period::Week(_) | Period::Span(..) => {
                self.fill_date("date-short", period.last())
            }
            Period::Month(_) => self.fill_date("month-short", period.first()),
            Period::Quarter(_) | Period::Half(_) | Period::Year(_) => period.to_string(),
        }
    }

    fn fill_date(&self, key: &str, date: Date) -> String {
        self.fill_with(key, |name, text| self.write_part(name, date, text))
    }

    /// Writes a part of a date by its name; says whether there is one.
    fn write_part(&self, name: &str, date: Date, text: &mut String) -> bool {
        match name {
            "year" => append(text, format_args!("{}", date.year())),
            "yy" => append(text, format_args!("{:02}", date.year() % 100)),
            "month" => append(text, format_args!("{}", date.month())),
            "mm" => append(text, format_args!("{:02}", date.month())),
            "month-name" => text.push_str(self.month_name(date)),
            "day" => append(text, format_args!("{}", date.day())),
            "dd" => append(text, format_args!("{:02}", date.day())),
            _ => return false,
        }
        true
    }

    fn month_name(&self, date: Date) -> &str {
        self.get(MONTHS[usize::from(date.month().unsigned_abs()) - 1])
    }
}

fn append(text: &mut String, written: fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(written);
}
