//! Interface words: short texts with `{places}` that a translator edits.

use std::collections::BTreeMap;

/// The interface words of one language.
#[derive(Debug, Clone, Default)]
pub struct Words {
    words: BTreeMap<String, String>,
}

impl Words {
    /// Takes words by key.
    pub fn new(words: BTreeMap<String, String>) -> Self {
        Self { words }
    }

    /// Returns a word. A key that no file has comes back as itself; a test reads every key that the program asks for.
    pub fn get<'w>(&'w self, key: &'w str) -> &'w str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// Returns a text with its `{places}` filled.
    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        let mut text = self.get(key).to_owned();
        for (name, value) in args {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// Returns all words by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(key, word)| (key.as_str(), word.as_str()))
    }
}
