//! The search index of a language: one JSON file, read by `search.js` only when somebody searches.
//!
//! Titles and notes are in it as they are, and the script takes them apart; of longer texts it holds which words stand
//! in which entry, not where. Words keep their accents; the script folds them, so that exact accents can come first.

mod entries;
mod postings;
mod text;

use serde::Serialize;

use super::show::Show;
use crate::language::tokens;
use crate::plan::PageKind;
use entries::Group;
use postings::Postings;

/// The file. Lists of entries go by their numbers, group after group.
#[derive(Serialize)]
struct Index {
    /// What all addresses begin with.
    root: String,
    /// What the script says.
    say: Say,
    /// Endings of words that make no other word of them, divided by spaces.
    endings: String,
    /// Name, weight in percent, number of entries, whether their notes are names as well.
    groups: Vec<(String, u32, usize, u8)>,
    titles: Vec<String>,
    urls: Vec<String>,
    notes: Vec<String>,
    texts: Vec<String>,
    /// Words of texts, and the entries of each: see [`Postings`].
    words: String,
    entries: String,
}

/// Interface words that only a search needs.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Say {
    count: String,
    none: String,
    all: String,
    more: String,
    none_help: String,
    part_help: String,
    like_help: String,
}

impl Show<'_> {
    fn say(&self) -> Say {
        Say {
            count: self.word("search-count"),
            none: self.word("search-none"),
            all: self.word("search-all"),
            more: self.word("search-more"),
            none_help: self.word("search-none-help"),
            part_help: self.word("search-part-help"),
            like_help: self.word("search-like-help"),
        }
    }

    /// Writes the search index.
    pub(super) fn search_index(&self) -> Vec<u8> {
        let root = self.url(PageKind::Home).unwrap_or_default();
        let groups: Vec<Group> =
            self.findable().into_iter().filter(|group| !group.entries.is_empty()).collect();
        let postings = postings(&groups);
        let mut index = Index {
            say: self.say(),
            endings: self.word("search-endings"),
            groups: Vec::new(),
            titles: Vec::new(),
            urls: Vec::new(),
            notes: Vec::new(),
            texts: Vec::new(),
            words: postings.words(),
            entries: postings.entries(),
            root,
        };
        for Group { name, weight, has_names, entries } in groups {
            index.groups.push((name, weight, entries.len(), u8::from(has_names)));
            for entry in entries {
                index.urls.push(entry.url.strip_prefix(&index.root).unwrap_or(&entry.url).to_owned());
                index.titles.push(entry.title);
                index.notes.push(entry.note);
                index.texts.push(entry.text);
            }
        }
        // Strings and numbers can always be written.
        serde_json::to_vec(&index).unwrap_or_default()
    }
}

/// Notes the words of every entry, without those that the script finds in its title, note and text. A single digit in a
/// text says nothing.
fn postings(groups: &[Group]) -> Postings {
    let mut postings = Postings::default();
    for (number, entry) in groups.iter().flat_map(|group| &group.entries).enumerate() {
        if entry.body.is_empty() {
            continue;
        }
        let shown: Vec<String> = [&entry.title, &entry.note, &entry.text].map(|text| tokens(text)).concat();
        let is_digit = |word: &str| word.len() == 1 && word.chars().all(char::is_numeric);
        for word in tokens(&entry.body) {
            if !shown.contains(&word) && !is_digit(&word) {
                postings.add(word, number);
            }
        }
    }
    postings
}
