//! Words for addresses and anchors: a-z, 0-9 and `-`.

/// Folds text to a slug: `Quận Bình Thạnh` becomes `quan-binh-thanh`, `Đường` `duong`. Empty where no letter is left.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in deunicode::deunicode(text).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_letters_are_folded() {
        assert_eq!(slug("Quận Bình Thạnh"), "quan-binh-thanh");
        assert_eq!(slug("Đường số 5: đã đạt 96,3%"), "duong-so-5-da-dat-96-3");
        assert_eq!(slug("Qua\u{323}\u{302}n Đ"), "quan-d");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn addresses_are_folded_as_the_search_folds_them() {
        // Words as written and as folded: every Vietnamese letter is among them.
        let pairs = include_str!("../../tests/folding.tsv").lines().filter_map(|line| line.split_once('\t'));
        let mut count = 0;
        for (written, folded) in pairs {
            assert_eq!(slug(written), folded.replace(' ', "-"), "{written}");
            count += 1;
        }
        assert!(count > 150, "{count}");
    }
}
