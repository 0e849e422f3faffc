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

    /// Returns whether there is a word.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// Returns a text with its `{places}` filled. A place that `args` lacks stays as it is.
    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.fill_with(key, |name, text| {
            let value = args.iter().find(|(known, _)| *known == name).map(|(_, value)| text.push_str(value));
            value.is_some()
        })
    }

    /// Returns a text whose `{places}` are filled by `write`, which says whether it knows the name.
    pub(super) fn fill_with(&self, key: &str, write: impl Fn(&str, &mut String) -> bool) -> String {
        let mut rest = self.get(key);
        let mut text = String::with_capacity(rest.len() * 2);
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            rest = match after.split_once('}') {
                Some((name, after)) if write(name, &mut text) => after,
                _ => {
                    text.push('{');
                    after
                }
            };
        }
        text + rest
    }

    /// Returns whether the words of a link say nothing of where it leads: "here".
    pub fn is_vague(&self, words: &str) -> bool {
        let plain = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        self.get("vague-links").split(';').any(|vague| vague.trim() == plain)
    }

    /// Returns all words by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(key, word)| (key.as_str(), word.as_str()))
    }
}
