//! The words of diagnostics and of the command line, in the languages of authors.

use std::collections::BTreeMap;

use super::{Diagnostic, NUMBER};
use crate::language::{Language, Words};
use crate::model::Value;

/// Languages that messages exist in: tag and text.
const SOURCES: [(&str, &str); 2] =
    [("en", include_str!("messages.en.toml")), ("vi", include_str!("messages.vi.toml"))];

/// Messages in one language.
pub struct Messages {
    tag: &'static str,
    words: BTreeMap<String, String>,
    language: Option<Language>,
}

impl Messages {
    /// Returns the messages in the language nearest to `tag` (`vi_VN.UTF-8` is Vietnamese); English otherwise.
    pub fn new(tag: &str) -> Self {
        let is_named = |name: &str| tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let &(tag, text) = SOURCES.iter().find(|(name, _)| is_named(name)).unwrap_or(&SOURCES[0]);
        Self { tag, words: flatten(text), language: Language::new(tag, Words::default()) }
    }

    /// Returns the tag of their language.
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// Returns the tags of all languages that messages exist in.
    pub fn tags() -> impl Iterator<Item = &'static str> {
        SOURCES.iter().map(|(tag, _)| *tag)
    }

    /// Returns the text of a key with its `{places}` filled.
    pub fn text(&self, key: &str, args: &[(&str, String)]) -> String {
        let pattern = self.words.get(key).map_or(key, String::as_str);
        self.fill(pattern, args)
    }

    /// Returns the message of a diagnostic.
    pub fn message(&self, diagnostic: &Diagnostic) -> String {
        self.text(&format!("{}.message", diagnostic.code.name()), &diagnostic.args)
    }

    /// Returns what to do about a diagnostic: the likely word first, then the general advice.
    pub fn help(&self, diagnostic: &Diagnostic) -> String {
        let advice = self.text(&format!("{}.help", diagnostic.code.name()), &diagnostic.args);
        match &diagnostic.suggestion {
            Some(word) => format!("{} {advice}", self.text("did-you-mean", &[("word", word.clone())])),
            None => advice,
        }
    }

    /// Fills `{name}`; an argument that is itself a key `@word` is looked up, a number `#1234.5` written out. A word that
    /// goes with a number has two forms, for one and for all others: `{errors} {errors:error|errors}`.
    fn fill(&self, pattern: &str, args: &[(&str, String)]) -> String {
        let mut filled = pattern.to_owned();
        for (name, value) in args {
            let word = value.strip_prefix('@').and_then(|key| self.words.get(key)).cloned();
            let number = value.strip_prefix(NUMBER).and_then(Value::parse).zip(self.language.as_ref());
            let number = number.map(|(number, language)| language.numbers.write(number));
            filled = filled.replace(&format!("{{{name}}}"), word.or(number).as_ref().unwrap_or(value));
            filled = with_form(filled, &format!("{{{name}:"), value == "1");
        }
        filled
    }

    #[cfg(test)]
    fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}

/// Puts the form of a word that goes with a number where both stand, behind `mark`.
fn with_form(text: String, mark: &str, is_one: bool) -> String {
    let Some((before, rest)) = text.split_once(mark) else { return text };
    let Some((forms, after)) = rest.split_once('}') else { return text };
    let (one, other) = forms.split_once('|').unwrap_or((forms, forms));
    format!("{before}{}{after}", if is_one { one } else { other })
}

/// Turns tables of text into dotted keys. The files are ours, and a test reads them all.
pub(super) fn flatten(text: &str) -> BTreeMap<String, String> {
    let table: toml::Table = text.parse().unwrap_or_default();
    let mut words = BTreeMap::new();
    for (key, value) in table {
        match value {
            toml::Value::Table(inner) => words.extend(
                inner
                    .into_iter()
                    .filter_map(|(name, text)| Some((format!("{key}.{name}"), text.as_str()?.to_owned()))),
            ),
            toml::Value::String(text) => {
                words.insert(key, text);
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn every_code_has_words_in_every_language() {
        for tag in Messages::tags() {
            let messages = Messages::new(tag);
            for code in Code::ALL {
                for part in ["message", "help"] {
                    let key = format!("{}.{part}", code.name());
                    assert!(messages.words.contains_key(&key), "{tag}: {key}");
                }
            }
        }
    }

    #[test]
    fn languages_have_the_same_keys_and_places() {
        let places = |text: &str| {
            let mut found: Vec<_> =
                text.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next()).collect();
            found.sort_unstable();
            found.dedup();
            found.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let (english, vietnamese) = (Messages::new("en"), Messages::new("vi_VN.UTF-8"));
        assert_eq!(english.keys().collect::<Vec<_>>(), vietnamese.keys().collect::<Vec<_>>());
        for key in english.keys() {
            assert_eq!(places(&english.words[key]), places(&vietnamese.words[key]), "{key}");
        }
    }

    #[test]
    fn a_word_goes_with_its_number() {
        let summary = |errors: &str| {
            let args = [("errors", errors.to_owned()), ("warnings", "1".to_owned())];
            Messages::new("en").text("check-summary", &args)
        };
        assert_eq!(summary("1"), "1 error, 1 warning");
        assert_eq!(summary("21"), "21 errors, 1 warning");
    }

    #[test]
    fn no_words_for_codes_that_are_gone() {
        let known: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        for code in Messages::new("en").keys().filter_map(|key| key.strip_suffix(".help")) {
            assert!(known.contains(&code), "{code}");
        }
    }
}
