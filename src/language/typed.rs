//! Numbers and dates typed in a sentence, as a language writes them: to compare texts that say the same in two languages.
//!
//! Words for numbers cannot be read, nor can numbers grown together with letters (`22nd`, `Q4`, `7h30`).

use std::ops::Range;

use super::Language;
use crate::model::Value;

/// Words of large numbers among the interface words, and their power of ten.
pub const SCALES: [(&str, u32); 3] = [("scale-thousand", 3), ("scale-million", 6), ("scale-billion", 9)];
/// Whole numbers below it are often written as words in one language and as digits in the other.
const FIRST_IN_DIGITS: usize = 13;
/// A connecting word between the parts of a date is short: "năm", "de", "of".
const LONGEST_CONNECTION: usize = 3;

/// A number or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A number. One that is not `is_firm` may be a word in another language.
    Number {
        /// Its value, scale words applied: "3.4 million" is 3400000.
        value: Value,
        /// Whether another language writes digits too.
        is_firm: bool,
    },
    /// A date.
    Date(TypedDate),
}

/// A day, a day without a year, or a month. What is not written is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedDate {
    /// Day of the month.
    pub day: Option<u16>,
    /// Month.
    pub month: u16,
    /// Year.
    pub year: Option<u16>,
    /// Whether it may as well be a fraction or a numbered quarter: `24/7`, `4/2023`.
    pub is_doubtful: bool,
}

impl TypedDate {
    /// Returns whether two texts can mean the same: whatever both say is equal.
    pub fn agrees(self, other: Self) -> bool {
        let same = |a: Option<u16>, b: Option<u16>| a.zip(b).is_none_or(|(a, b)| a == b);
        self.month == other.month && same(self.day, other.day) && same(self.year, other.year)
    }

    /// Returns the numbers it is written with.
    pub fn numbers(self) -> impl Iterator<Item = Value> {
        let parts = [self.day, Some(self.month), self.year].into_iter().flatten();
        parts.map(|part| Value::from(usize::from(part)))
    }
}

/// Returns whether a number is written in digits in every language.
pub fn is_firm(value: Value) -> bool {
    !value.is_whole() || value >= Value::from(FIRST_IN_DIGITS)
}

impl Language {
    /// Returns what is typed in a text, with the bytes it stands on.
    pub fn typed(&self, text: &str) -> Vec<(Range<usize>, Typed)> {
        let (mut found, mut at, mut before) = (Vec::new(), 0, None);
        while let Some(c) = text[at..].chars().next() {
            let is_month = || {
                self.month_letters.contains(&c)
                    && self.months.iter().any(|name| begins_with(&text[at..], name))
            };
            let begins = (c.is_ascii_digit() || is_month()) && is_border(before);
            let (length, typed) = if begins { self.typed_at(&text[at..]) } else { (c.len_utf8(), None) };
            found.extend(typed.map(|typed| (at..at + length, typed)));
            at += length;
            before = text[..at].chars().next_back();
        }
        found
    }

    /// Reads what begins here; returns how many bytes it takes.
    fn typed_at(&self, text: &str) -> (usize, Option<Typed>) {
        let date = slashed(text).or_else(|| self.worded(text)).or_else(|| self.month_first(text));
        match date {
            Some((length, date)) => (length, Some(Typed::Date(date))),
            None => self.number(text),
        }
    }

    /// Reads "17 October 2023", "17 tháng 10 năm 2023".
    fn worded(&self, text: &str) -> Option<(usize, TypedDate)> {
        let (length, day) = digits(text, 2).filter(|(_, day)| (1..=31).contains(day))?;
        let gap = connection(&text[length..]);
        let (more, mut date) = self.month_first(&text[length + gap..])?;
        date.day = Some(day);
        Some((length + gap + more, date))
    }

    /// Reads "October 2023", "October 17, 2023", "tháng 10/2023", "October".
    fn month_first(&self, text: &str) -> Option<(usize, TypedDate)> {
        let names = self.months.iter().zip(1..).filter(|(name, _)| begins_with(text, name));
        let (name, month) = names.max_by_key(|(name, _)| name.len())?;
        let mut length = name.len();
        let mut date = TypedDate { day: None, month, year: None, is_doubtful: false };
        let year = |rest: &str| {
            let skipped = connection(rest);
            let (length, year) = digits(&rest[skipped..], 4).filter(|(length, _)| *length == 4)?;
            Some((skipped + length, year))
        };
        let rest = &text[length..];
        let day =
            rest.strip_prefix(' ').and_then(|rest| digits(rest, 2)).map(|(taken, day)| (taken + 1, day));
        if let Some((taken, day)) = day
            && let Some((more, of_year)) = year(&rest[taken..])
        {
            (date.day, date.year) = (Some(day), Some(of_year));
            length += taken + more;
        } else if let Some((more, of_year)) = year(rest) {
            date.year = Some(of_year);
            length += more;
        }
        Some((length, date))
    }

    /// Reads a number with the word of size behind it.
    fn number(&self, text: &str) -> (usize, Option<Typed>) {
        let length = run(text);
        let rest = &text[length..];
        if rest.starts_with(char::is_alphabetic) {
            let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            return (length + word, None);
        }
        let Some(value) = self.numbers.read(&text[..length]) else { return (length, None) };
        let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
        let scale = SCALES.iter().find(|(key, _)| begins_with(trimmed, self.words.get(key)));
        let value = scale.map_or(Some(value), |(_, power)| value.times_power_of_ten(*power));
        let is_percent = trimmed.starts_with('%');
        (length, value.map(|value| Typed::Number { value, is_firm: is_percent || is_firm(value) }))
    }
}

/// Returns the letters that a text may begin with where [`begins_with`] finds one of the words.
pub(super) fn first_letters(words: &[String]) -> Vec<char> {
    let first = words.iter().filter_map(|word| word.chars().next());
    let mut letters: Vec<char> =
        first.flat_map(|first| std::iter::once(first).chain(first.to_uppercase())).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// Returns whether a text begins with a whole word; its first letter may be a capital.
fn begins_with(text: &str, word: &str) -> bool {
    let (mut own, mut known) = (text.chars(), word.chars());
    let (Some(first), Some(expected)) = (own.next(), known.next()) else { return false };
    own.as_str().starts_with(known.as_str())
        && (first == expected || first.to_lowercase().eq([expected]))
        && is_border(own.as_str()[known.as_str().len()..].chars().next())
}

fn is_border(c: Option<char>) -> bool {
    c.is_none_or(|c| !c.is_alphanumeric())
}

/// Reads at most `most` digits that no digit or letter follows.
fn digits(text: &str, most: usize) -> Option<(usize, u16)> {
    let length = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let is_whole = (1..=most).contains(&length) && is_border(text[length..].chars().next());
    is_whole.then(|| text[..length].parse().ok()).flatten().map(|number| (length, number))
}

/// Returns how many bytes lie between two parts of a date: a space, a comma, a slash, a short word.
fn connection(text: &str) -> usize {
    let mark = text.find(|c: char| !" ,/-\u{a0}".contains(c)).unwrap_or(0);
    let rest = &text[mark..];
    let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(0);
    let is_word =
        mark > 0 && rest[..word].chars().count() <= LONGEST_CONNECTION && rest[word..].starts_with(' ');
    if is_word && word > 0 { mark + word + 1 } else { mark }
}

/// Reads 17/10/2023, 17-10-2023, 17.10.2023, 2023-10-17, 10/2023 and 17/10.
fn slashed(text: &str) -> Option<(usize, TypedDate)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !"/-.".contains(c)).unwrap_or(text.len());
    let written = text[..end].trim_end_matches(['/', '-', '.']);
    let mark = written.find(['/', '-', '.']).and_then(|at| written[at..].chars().next())?;
    let parts: Vec<(usize, u16)> =
        written.split(mark).map(|part| Some((part.len(), part.parse().ok()?))).collect::<Option<_>>()?;
    let date = |day, month, year, is_doubtful| TypedDate { day, month, year, is_doubtful };
    let date = match (parts.as_slice(), mark) {
        (&[(1..=2, day), (1..=2, month), (4, year)], _) | (&[(4, year), (2, month), (2, day)], '-') => {
            date(Some(day), month, Some(year), false)
        }
        (&[(1..=2, month), (4, year)], '/') => date(None, month, Some(year), true),
        (&[(1..=2, day), (1..=2, month)], '/') => date(Some(day), month, None, true),
        _ => return None,
    };
    let is_day = (1..=12).contains(&date.month) && date.day.is_none_or(|day| (1..=31).contains(&day));
    (is_day && is_border(text[written.len()..].chars().next())).then_some((written.len(), date))
}

/// Returns the length of the digits and marks that a number begins with.
fn run(text: &str) -> usize {
    let is_mark = |c: char| c == '.' || c == ',' || c == '\u{a0}' || c == '\u{202f}';
    let mut length = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            length = at + 1;
        } else if !is_mark(c) || at != length {
            break;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::language::Words;

    fn language(tag: &str) -> Language {
        let text = match tag {
            "vi" => include_str!("../../themes/default/words/vi.toml"),
            _ => include_str!("../../themes/default/words/en.toml"),
        };
        let words: BTreeMap<String, String> = text
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, word)| (key.to_owned(), word.trim_matches('"').to_owned()))
            .collect();
        Language::new(tag, Words::new(words)).unwrap()
    }

    fn typed(tag: &str, text: &str) -> String {
        let shown = |(range, typed): (Range<usize>, Typed)| {
            let part = |part: Option<u16>| part.map_or("?".to_owned(), |part| part.to_string());
            match typed {
                Typed::Number { value, is_firm } => {
                    format!("{}={value}{}", &text[range], if is_firm { "" } else { "~" })
                }
                Typed::Date(date) => {
                    format!("{}={}.{}.{}", &text[range], part(date.day), date.month, part(date.year))
                }
            }
        };
        language(tag).typed(text).into_iter().map(shown).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn numbers_are_read_in_the_format_of_their_language() {
        assert_eq!(typed("vi", "cấp 5.254.615 tài khoản, đạt 96,3%."), "5.254.615=5254615; 96,3=96.3");
        assert_eq!(typed("en", "5,254,615 accounts, 96.3%."), "5,254,615=5254615; 96.3=96.3");
        assert_eq!(typed("vi", "3,4 triệu"), "3,4=3400000.0");
        assert_eq!(typed("en", "about 3.4 million"), "3.4=3400000.0");
        assert_eq!(typed("vi", "phiên bản 2.1; 4%; 4"), "2.1=2.1; 4=4; 4=4~");
        assert_eq!(typed("en", "the 22nd, Q4, 7h30, no. 5865/BC-BCĐ"), "5865=5865");
    }

    #[test]
    fn dates_are_one_in_all_their_forms() {
        for (tag, text) in [
            ("vi", "17/10/2023"),
            ("vi", "ngày 17 tháng 10 năm 2023"),
            ("en", "17 October 2023"),
            ("en", "October 17, 2023"),
            ("en", "2023-10-17"),
        ] {
            assert!(typed(tag, text).ends_with("=17.10.2023"), "{text}: {}", typed(tag, text));
        }
        assert_eq!(
            typed("vi", "Tháng 10/2023, tháng 1 năm 2024"),
            "Tháng 10/2023=?.10.2023; tháng 1 năm 2024=?.1.2024"
        );
        assert_eq!(typed("en", "October 2023; 5 May"), "October 2023=?.10.2023; 5 May=5.5.?");
        assert_eq!(typed("vi", "6 tháng đầu năm 2023"), "6=6~; 2023=2023");
        assert_eq!(typed("en", "2021–2025"), "2021=2021; 2025=2025");
    }
}
