//! Terms of the glossary in running text: the first use of each in a text is marked.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Id, Locale, Piece, Registry, Term};
use crate::parse;

/// The words of one language to look for, and what a text has used already.
pub(super) struct Terms {
    /// By their first letter, the longest first: DVCTT is no DVC.
    words: BTreeMap<char, Vec<(String, Id<Term>)>>,
    used: BTreeSet<Id<Term>>,
}

impl Terms {
    /// A term is looked for by its short form, or by its name where it has none: at the begin of a sentence and
    /// within it.
    pub(super) fn new(terms: &Registry<Term>, locale: Locale) -> Self {
        let mut words: BTreeMap<char, Vec<(String, Id<Term>)>> = BTreeMap::new();
        let mut add = |word: String, id| {
            if let Some(first) = word.chars().next() {
                words.entry(first).or_default().push((word, id));
            }
        };
        for (id, term) in terms.iter().filter(|(_, term)| term.is_marked) {
            let word = term.short.as_ref().unwrap_or(&term.name).get(locale);
            add(word.clone(), id);
            if term.short.is_none() {
                add(begin_small(word), id);
            }
        }
        for words in words.values_mut() {
            words.sort_by_key(|(word, id)| (Reverse(word.len()), *id));
        }
        Self { words, used: BTreeSet::new() }
    }

    /// Returns a run of text as HTML, cut where a term is used for the first time.
    pub(super) fn mark(&mut self, text: &str) -> Vec<Piece> {
        let (mut pieces, mut done, mut from) = (Vec::new(), 0, 0);
        while let Some((start, end, id)) = self.next(text, from) {
            from = end;
            if self.used.insert(id) {
                pieces.push(Piece::Html(parse::escape(&text[done..start])));
                pieces.push(Piece::Term(id, text[start..end].to_owned()));
                done = from;
            }
        }
        pieces.push(Piece::Html(parse::escape(&text[done..])));
        pieces
    }

    /// Finds the first term that begins at or behind `from`, the longest where several begin there.
    fn next(&self, text: &str, from: usize) -> Option<(usize, usize, Id<Term>)> {
        let mut before = text[..from].chars().next_back();
        for (at, c) in text[from..].char_indices().map(|(at, c)| (from + at, c)) {
            let is_start = !before.is_some_and(char::is_alphanumeric);
            before = Some(c);
            let words = is_start.then(|| self.words.get(&c)).flatten();
            let found = words.and_then(|words| words.iter().find(|(word, _)| begins(&text[at..], word)));
            if let Some((word, id)) = found {
                return Some((at, at + word.len(), *id));
            }
        }
        None
    }
}

fn begin_small(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Returns whether a text begins with a whole word: no letter or digit touches its end.
fn begins(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
