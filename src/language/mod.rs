//! How a language writes numbers and dates, sorts names, folds letters, and what it calls the parts of a page.
//!
//! Pure. Numbers, sorting and plurals are ICU4X's (CLDR); dates are patterns among the interface words, because CLDR's
//! Vietnamese date patterns changed between releases and a published page must not.

mod date;
mod number;
mod slug;
mod sort;
mod token;
mod typed;
mod words;

pub use number::Numbers;
pub use slug::slug;
pub use sort::Sorter;
pub use token::tokens;
pub use typed::{SCALES, Typed, TypedDate, is_firm};
pub use words::Words;

use fixed_decimal::Decimal;
use icu_locale_core::Locale as Tag;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules};

use crate::model::{Plural, Value};

/// Everything a page needs to speak one language.
pub struct Language {
    /// Its BCP 47 tag.
    pub tag: String,
    /// Numbers.
    pub numbers: Numbers,
    /// Order of names.
    pub sorter: Sorter,
    /// Interface words.
    pub words: Words,
    /// Names of months as they stand in sentences.
    months: [String; 12],
    /// Letters that these begin with, small and capital.
    month_letters: Vec<char>,
    plurals: Option<PluralRules>,
}

impl Language {
    /// Makes a language from its tag and words. Nothing where the tag is no BCP 47 tag.
    pub fn new(tag: &str, words: Words) -> Option<Self> {
        let locale: Tag = tag.parse().ok()?;
        let plurals = PluralRules::try_new_cardinal((&locale).into()).ok();
        let (numbers, sorter) = (Numbers::new(&locale), Sorter::new(&locale));
        let months = date::MONTHS.map(|key| words.get(key).to_owned());
        let month_letters = typed::first_letters(&months);
        Some(Self { tag: tag.to_owned(), numbers, sorter, words, months, month_letters, plurals })
    }

    /// Returns whether `tag` is a BCP 47 tag.
    pub fn is_tag(tag: &str) -> bool {
        tag.parse::<Tag>().is_ok_and(|locale| locale.to_string() == tag)
    }

    /// Returns the form of a word that goes with a number.
    pub fn plural<'p>(&self, word: &'p Plural, value: Value) -> &'p str {
        if word.forms.is_empty() {
            return &word.other;
        }
        let name = self.category(value);
        word.forms.iter().find(|(form, _)| form == name).map_or(&word.other, |(_, text)| text)
    }

    /// Fills the form of an interface word that goes with a number: `key-one`, or `key-other`.
    pub fn fill_count(&self, key: &str, count: usize, args: &[(&str, &str)]) -> String {
        let form = format!("{key}-{}", self.category(Value::from(count)));
        if self.words.has(&form) {
            return self.words.fill(&form, args);
        }
        self.words.fill(&format!("{key}-other"), args)
    }

    /// Returns CLDR's plural category of a number.
    fn category(&self, value: Value) -> &'static str {
        let operands = value.to_string().parse::<Decimal>().map(|decimal| PluralOperands::from(&decimal));
        let category =
            self.plurals.as_ref().zip(operands.ok()).map(|(rules, operands)| rules.category_for(operands));
        match category {
            Some(PluralCategory::Zero) => "zero",
            Some(PluralCategory::One) => "one",
            Some(PluralCategory::Two) => "two",
            Some(PluralCategory::Few) => "few",
            Some(PluralCategory::Many) => "many",
            Some(PluralCategory::Other) | None => "other",
        }
    }

    /// Writes a percentage: `96,3%`.
    pub fn percent(&self, value: Value) -> String {
        self.words.fill("percent", &[("number", &self.numbers.write(value))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::new(tag, Words::default()).unwrap()
    }

    #[test]
    fn numbers_follow_the_language() {
        let write = |tag: &str, text: &str| language(tag).numbers.write(Value::parse(text).unwrap());
        assert_eq!(write("vi", "5254615"), "5.254.615");
        assert_eq!(write("en", "5254615"), "5,254,615");
        assert_eq!(write("vi", "91.50"), "91,50");
        assert_eq!(write("vi", "1234"), "1.234");
        assert_eq!(write("en", "-0.5"), "−0.5");
        assert_eq!(write("vi", "-1234.5"), "−1.234,5");
    }

    #[test]
    fn numbers_are_found_as_the_language_writes_them() {
        let find = |tag: &str, text: &str| language(tag).numbers.find(text).map(|value| value.to_string());
        assert_eq!(find("vi", "hơn 3.392 giờ").as_deref(), Some("3392"));
        assert_eq!(find("vi", "65,4%").as_deref(), Some("65.4"));
        assert_eq!(find("en", "65.4 %").as_deref(), Some("65.4"));
        assert_eq!(find("en", "a total of 1,140.").as_deref(), Some("1140"));
        assert_eq!(find("fr", "5\u{202f}254\u{202f}615 comptes").as_deref(), Some("5254615"));
        assert_eq!(find("vi", "không có"), None);
    }

    #[test]
    fn names_sort_as_in_a_dictionary() {
        let sorted = |tag: &str, names: &[&str]| {
            let language = language(tag);
            let mut names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            names.sort_by(|a, b| language.sorter.compare(a, b));
            names.join(" ")
        };
        assert_eq!(
            sorted("vi", &["Quận 10", "Quận 2", "Đống Đa", "Duy Tiên"]),
            "Duy Tiên Đống Đa Quận 2 Quận 10"
        );
        assert_eq!(sorted("vi", &["mạ", "mã", "mả", "má", "mà", "ma"]), "ma mà mả mã má mạ");
    }

    #[test]
    fn plurals_follow_the_language() {
        let word = Plural { forms: vec![("one".into(), "account".into())], other: "accounts".into() };
        let form =
            |tag: &str, text: &str| language(tag).plural(&word, Value::parse(text).unwrap()).to_owned();
        assert_eq!(form("en", "1"), "account");
        assert_eq!(form("en", "5254615"), "accounts");
        assert_eq!(form("en", "1.0"), "accounts");
        let plain = Plural { forms: Vec::new(), other: "tài khoản".into() };
        assert_eq!(language("vi").plural(&plain, Value::parse("1").unwrap()), "tài khoản");
    }
}
