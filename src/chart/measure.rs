//! Widths of texts in CSS pixels, from the advances of Noto Sans: a text and a size enter, a number leaves.
//!
//! Noto Sans is wider than most fonts that a page falls back to (Roboto, Segoe UI, Helvetica), so a text that fits here fits
//! there. Never here: kerning, shaping, the font that the reader really has.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// How heavy a text is drawn; the place of the page is bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

impl Weight {
    /// Returns the font file.
    pub(super) fn ttf(self) -> &'static [u8] {
        match self {
            Self::Regular => notosans::REGULAR_TTF,
            Self::Bold => notosans::BOLD_TTF,
        }
    }
}

/// First code point that has no entry in a table; covers Vietnamese and the punctuation of our texts.
const TABLE_END: u32 = 0x2200;
/// Advance, in em, of a character that the table does not know (an ideograph, an emoji).
const UNKNOWN_EM: f32 = 1.0;

static REGULAR: LazyLock<Vec<f32>> = LazyLock::new(|| advances(Weight::Regular.ttf()));
static BOLD: LazyLock<Vec<f32>> = LazyLock::new(|| advances(Weight::Bold.ttf()));

/// Returns the advance in em of each code point below [`TABLE_END`]; empty when the font cannot be read.
fn advances(ttf: &'static [u8]) -> Vec<f32> {
    let Ok(font) = FontRef::new(ttf) else {
        return Vec::new();
    };
    let charmap = font.charmap();
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let advance = |code: u32| metrics.advance_width(charmap.map(code)?);
    (0..TABLE_END).map(|code| advance(code).unwrap_or(UNKNOWN_EM)).collect()
}

/// Returns the width of `text` in CSS pixels at the font size `px`.
pub(super) fn width(text: &str, px: f64, weight: Weight) -> f64 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let em: f32 = text.chars().map(|c| advance_of(table, c)).sum();
    f64::from(em) * px
}

fn advance_of(table: &[f32], c: char) -> f32 {
    // Combining marks sit on the letter before them (decomposed Vietnamese).
    if matches!(c, '\u{300}'..='\u{36f}') {
        return 0.0;
    }
    table.get(c as usize).copied().unwrap_or(UNKNOWN_EM)
}

/// Breaks `text` at spaces into lines of at most `limit` pixels; a word that is wider alone is broken between letters.
///
/// Returns at least one line; a line is empty only when the text is.
pub(super) fn wrap(text: &str, px: f64, limit: f64, weight: Weight) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let line = lines.last().map_or("", String::as_str);
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, px, weight) <= limit {
            lines.pop();
            lines.push(longer);
        } else {
            push_word(&mut lines, word, px, limit, weight);
        }
    }
    lines
}

/// Starts a new line with `word`, and more where it is wider than a line.
fn push_word(lines: &mut Vec<String>, word: &str, px: f64, limit: f64, weight: Weight) {
    if lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(String::new());
    }
    for c in word.chars() {
        let Some(line) = lines.last_mut() else { return };
        line.push(c);
        if width(line, px, weight) > limit && line.chars().nth(1).is_some() {
            line.pop();
            lines.push(c.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_is_measured_by_letters_not_bytes() {
        let plain = width("Quan Binh Thanh", 14.0, Weight::Regular);
        let marked = width("Quận Bình Thạnh", 14.0, Weight::Regular);
        assert!((plain - marked).abs() < 0.1, "{plain} {marked}");
        assert!((100.0..125.0).contains(&marked), "{marked}");
    }

    #[test]
    fn decomposed_letters_are_as_wide_as_composed_ones() {
        let composed = width("ậ", 14.0, Weight::Regular);
        assert!((composed - width("a\u{323}\u{302}", 14.0, Weight::Regular)).abs() < 0.1);
    }

    #[test]
    fn bold_is_wider_and_empty_is_nothing() {
        assert!(width("Quận 1", 14.0, Weight::Bold) > width("Quận 1", 14.0, Weight::Regular));
        assert!(width("", 14.0, Weight::Regular) < 0.1);
    }

    #[test]
    fn wrap_breaks_at_spaces_and_inside_endless_words() {
        let lines = wrap("Tỷ lệ hồ sơ đúng hạn", 14.0, 80.0, Weight::Regular);
        assert_eq!(lines, ["Tỷ lệ hồ sơ", "đúng hạn"]);
        let lines = wrap(&"x".repeat(99), 14.0, 80.0, Weight::Regular);
        assert!(lines.len() > 5);
        assert_eq!(lines.concat().len(), 99);
        assert_eq!(wrap("", 14.0, 80.0, Weight::Regular), [""]);
    }
}
