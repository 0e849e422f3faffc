//! Text cut into the words that readers search for. The site's script cuts what they type in the same way: what is changed
//! here is changed in `search.js`, and the tests of both read `tests/tokens.tsv`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the words of a text in small letters: rows of digits, and rows of letters with their marks. `CT10` is two words,
/// so that "ct 10" finds it.
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = Sort::Other;
    for letter in text.nfc() {
        let sort = Sort::of(letter);
        match tokens.last_mut() {
            _ if sort == Sort::Other => {}
            Some(token) if sort == last => token.push(letter),
            _ => tokens.push(letter.to_string()),
        }
        last = sort;
    }
    tokens.into_iter().map(|token| token.to_lowercase()).collect()
}

/// What a word is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Digit,
    Letter,
    Other,
}

impl Sort {
    fn of(letter: char) -> Self {
        if letter.is_numeric() {
            Self::Digit
        } else if letter.is_alphabetic() || is_combining_mark(letter) {
            Self::Letter
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts and their words, divided by a tab and by spaces.
    const PAIRS: &str = include_str!("../../tests/tokens.tsv");

    #[test]
    fn text_is_cut_as_the_script_cuts_it() {
        let pairs: Vec<(&str, &str)> = PAIRS.lines().filter_map(|line| line.split_once('\t')).collect();
        assert!(pairs.len() > 8, "{}", pairs.len());
        for (text, wanted) in pairs {
            let cut = tokens(text).join(" ");
            assert_eq!(cut, wanted, "{text}");
            assert_eq!(tokens(&text.nfd().collect::<String>()).join(" "), wanted, "{text}, decomposed");
        }
    }
}
