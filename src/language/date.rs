//! Days and periods as a language writes them, by patterns that stand among the interface words.

use super::Words;
use crate::model::{Date, Period};

impl Words {
    /// Writes a day: `17/10/2023`, `17 October 2023`.
    pub fn date(&self, date: Date) -> String {
        self.fill_date("date", date)
    }

    /// Writes a period in the middle of a sentence: `đến 17/10/2023`, `October 2023`.
    pub fn period(&self, period: Period) -> String {
        let first = period.first();
        let quarter = (first.month() / 3 + 1).to_string();
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
        let (from, to) = (self.date(first), self.date(period.last()));
        let text = self.fill_date(key, first);
        text.replace("{number}", &quarter).replace("{from}", &from).replace("{to}", &to)
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
        let month_name = format!("month-{}", date.month());
        let two = |number: i8| format!("{number:02}");
        let args = [
            ("year", date.year().to_string()),
            ("yy", two((date.year() % 100).try_into().unwrap_or(0))),
            ("month", date.month().to_string()),
            ("mm", two(date.month())),
            ("month-name", self.get(&month_name).to_owned()),
            ("day", date.day().to_string()),
            ("dd", two(date.day())),
        ];
        self.fill(key, &args.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}
