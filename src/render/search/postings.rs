//! Which words stand in which entries, in few bytes: words share the letters they begin with, and of the numbers of entries
//! only the steps are written. `search.js` reads it.

use std::collections::BTreeMap;

/// Digits of a number: the first half end it, the second half go on. None of them needs to be escaped in JSON, and none
/// is a space.
const DIGITS: &str =
    "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
/// Values that one digit can end on.
const BASE: usize = 46;

/// Words with the numbers of the entries that hold them.
#[derive(Default)]
pub(super) struct Postings(BTreeMap<String, Vec<usize>>);

impl Postings {
    /// Notes that an entry holds a word. Entries come in the order of their numbers.
    pub(super) fn add(&mut self, word: String, entry: usize) {
        let entries = self.0.entry(word).or_default();
        if entries.last() != Some(&entry) {
            entries.push(entry);
        }
    }

    /// Writes the words in order, each as how many letters (UTF-16 units) it shares with the one before and the rest.
    pub(super) fn words(&self) -> String {
        let mut last = "";
        let mut words = Vec::with_capacity(self.0.len());
        for word in self.0.keys() {
            let pairs = last.chars().zip(word.chars());
            let shared: Vec<char> = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
            let n_bytes: usize = shared.iter().map(|letter| letter.len_utf8()).sum();
            let n_units = shared.iter().map(|letter| letter.len_utf16()).sum();
            words.push(format!("{}{}", number(n_units), &word[n_bytes..]));
            last = word;
        }
        words.join(" ")
    }

    /// Writes for each word the steps between the numbers of its entries.
    pub(super) fn entries(&self) -> String {
        let steps = |entries: &Vec<usize>| {
            let before = std::iter::once(0).chain(entries.iter().map(|entry| entry + 1));
            before.zip(entries).map(|(before, entry)| number(entry - before)).collect::<String>()
        };
        self.0.values().map(steps).collect::<Vec<_>>().join(" ")
    }
}

/// Writes a number, the lowest digit first.
fn number(mut number: usize) -> String {
    let digit = |at: usize| char::from(DIGITS.as_bytes()[at]);
    let mut digits = String::new();
    while number >= BASE {
        digits.push(digit(BASE + number % BASE));
        number /= BASE;
    }
    digits.push(digit(number));
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_few_digits() {
        assert_eq!(DIGITS.len(), 2 * BASE);
        assert_eq!([0, 45, 46, 47, 2115, 2116].map(number), ["!", "O", "P#", "Q#", "~O", "PP#"]);
    }

    #[test]
    fn words_and_entries_are_written_as_steps() {
        let mut postings = Postings::default();
        for (word, entry) in [("tân", 0), ("tâm", 1), ("tâm", 1), ("tâm", 50), ("t", 51), ("ta", 51)] {
            postings.add(word.to_owned(), entry);
        }
        assert_eq!(postings.words(), "!t #a #âm $n");
        assert_eq!(postings.entries(), "U# U# #R# !");
    }
}
