//! Terms of the glossary in running text: the first use of each in a text is marked.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::{Id, Locale, Piece, Registry, Term};
use crate::parse;

/// The words of one language to look for, and what a text has used already.
pub(super) struct Terms {
    words: Vec<(String, Id<Term>)>,
    used: BTreeSet<Id<Term>>,
}

impl Terms {
    /// A term is looked for by its short form, or by its name where it has none: at the begin of a sentence and
    /// within it.
    pub(super) fn new(terms: &Registry<Term>, locale: Locale) -> Self {
        let mut words = Vec::new();
        for (id, term) in terms.iter().filter(|(_, term)| term.is_marked) {
            let word = term.short.as_ref().unwrap_or(&term.name).get(locale);
            words.push((word.clone(), id));
            words.extend(term.short.is_none().then(|| (begin_small(word), id)));
        }
        // Where several begin at one place, the longest is meant: DVCTT is no DVC.
        words.sort_by_key(|(word, id)| (Reverse(word.len()), *id));
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
        let found = self.words.iter().filter_map(|(word, id)| {
            let start = find(text, word, from)?;
            Some((start, start + word.len(), *id))
        });
        // `min_by_key` takes the first of equals, and words are sorted by length.
        found.min_by_key(|(start, ..)| *start)
    }
}

fn begin_small(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Finds a whole word: no letter or digit touches it.
fn find(text: &str, word: &str, from: usize) -> Option<usize> {
    let is_whole = |start: usize| {
        let (before, behind) = (&text[..start], &text[start + word.len()..]);
        !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
    };
    let found = text[from..].match_indices(word).map(|(at, _)| from + at);
    found.filter(|_| !word.is_empty()).find(|&start| is_whole(start))
}
