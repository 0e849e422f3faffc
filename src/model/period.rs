//! Days and periods. SDMX calls a period "time period".

use std::fmt;

use jiff::civil;

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// Reads `YYYY-MM-DD`; nothing for a day that does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        (1000..=9999).contains(&year).then(|| civil::Date::new(year, month, day).ok())?.map(Self)
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Returns days since 1 January 2000, for the axis of a chart.
    pub fn day_number(self) -> i32 {
        self.0.since(civil::Date::constant(2000, 1, 1)).map_or(0, |span| span.get_days())
    }

    fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // As one number: tables of figures compare days more often than anything else.
        let key = |date: &Self| {
            (i32::from(date.year()) << 16) | (i32::from(date.month()) << 8) | i32::from(date.day())
        };
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// When an observation holds. Ordered by its last day, then by its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// As of the end of a day: a stock, or a count since its beginning.
    Day(Date),
    /// An ISO week, by its Monday.
    Week(Date),
    /// A month, by its first day.
    Month(Date),
    /// A quarter, by its first day.
    Quarter(Date),
    /// A half year, by its first day.
    Half(Date),
    /// A year, by its first day.
    Year(Date),
    /// Any other span, both days included.
    Span(Date, Date),
}

impl Period {
    /// Reads `2023-10-17`, `2023-W41`, `2023-10`, `2023-Q3`, `2023-H1`, `2023` or `2022-12-15/2023-10-14`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((first, last)) = text.split_once('/') {
            let (first, last) = (Date::parse(first)?, Date::parse(last)?);
            return (first <= last).then_some(Self::Span(first, last));
        }
        if let Some(day) = Date::parse(text) {
            return Some(Self::Day(day));
        }
        let (year, part) = text.split_once('-').unwrap_or((text, ""));
        let year: i16 = (year.len() == 4).then(|| year.parse().ok())??;
        let starting = |month: i8| Date::new(year, month, 1);
        match part.as_bytes() {
            [] if !text.ends_with('-') => starting(1).map(Self::Year),
            [b'W', _, _] => {
                let week =
                    civil::ISOWeekDate::new(year, part[1..].parse().ok()?, civil::Weekday::Monday).ok()?;
                Some(Self::Week(Date(week.date())))
            }
            [b'Q', quarter @ b'1'..=b'4'] => {
                starting((*quarter - b'1').cast_signed() * 3 + 1).map(Self::Quarter)
            }
            [b'H', half @ b'1'..=b'2'] => starting((*half - b'1').cast_signed() * 6 + 1).map(Self::Half),
            [b'0'..=b'9', b'0'..=b'9'] => starting(part.parse().ok()?).map(Self::Month),
            _ => None,
        }
    }

    /// Returns its first day.
    pub fn first(self) -> Date {
        match self {
            Self::Day(day)
            | Self::Week(day)
            | Self::Month(day)
            | Self::Quarter(day)
            | Self::Half(day)
            | Self::Year(day)
            | Self::Span(day, _) => day,
        }
    }

    /// Returns the position of its kind, from the shortest. What is counted within periods compares only between periods
    /// of one kind.
    pub(super) fn kind(self) -> u8 {
        match self {
            Self::Day(_) => 0,
            Self::Week(_) => 1,
            Self::Month(_) => 2,
            Self::Quarter(_) => 3,
            Self::Half(_) => 4,
            Self::Year(_) => 5,
            Self::Span(..) => 6,
        }
    }

    /// Returns its last day.
    pub fn last(self) -> Date {
        let month_later = |first: Date, months: i8| {
            let month = Date::new(first.year(), first.month() + months, 1).unwrap_or(first);
            month.last_of_month()
        };
        match self {
            Self::Day(day) | Self::Span(_, day) => day,
            Self::Week(monday) => Date(monday.0.checked_add(jiff::Span::new().days(6)).unwrap_or(monday.0)),
            Self::Month(first) => first.last_of_month(),
            Self::Quarter(first) => month_later(first, 2),
            Self::Half(first) => month_later(first, 5),
            Self::Year(first) => month_later(first, 11),
        }
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // Of two periods of one kind, what begins later ends later; their last days need not be counted out.
        if self.kind() == other.kind() && !matches!(self, Self::Span(..)) {
            return self.first().cmp(&other.first());
        }
        let key = |period: &Self| (period.last(), period.first(), period.kind());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    /// Writes what [`Period::parse`] reads.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(formatter, "{day}"),
            Self::Week(monday) => {
                let week = monday.0.iso_week_date();
                write!(formatter, "{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month(first) => write!(formatter, "{:04}-{:02}", first.year(), first.month()),
            Self::Quarter(first) => write!(formatter, "{:04}-Q{}", first.year(), first.month() / 3 + 1),
            Self::Half(first) => write!(formatter, "{:04}-H{}", first.year(), first.month() / 6 + 1),
            Self::Year(first) => write!(formatter, "{:04}", first.year()),
            Self::Span(first, last) => write!(formatter, "{first}/{last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: [&str; 8] = [
        "2023-10-17",
        "2023-W41",
        "2023-10",
        "2023-Q3",
        "2023-H1",
        "2023",
        "2022-12-15/2023-10-14",
        "2024-W01",
    ];

    #[test]
    fn prints_and_reads_back() {
        for text in WRITTEN {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn knows_its_days() {
        let days = |text: &str| {
            let period = Period::parse(text).unwrap();
            format!("{} {}", period.first(), period.last())
        };
        assert_eq!(days("2023-W41"), "2023-10-09 2023-10-15");
        assert_eq!(days("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(days("2023-Q3"), "2023-07-01 2023-09-30");
        assert_eq!(days("2023-H2"), "2023-07-01 2023-12-31");
        assert_eq!(days("2023"), "2023-01-01 2023-12-31");
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in [
            "",
            "2023-",
            "2023-13",
            "2023-Q5",
            "2023-W54",
            "2023-02-30",
            "23-10",
            "2023-10-17/2023-10-16",
            "tháng 10",
            "2023-H3",
            "+023",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
