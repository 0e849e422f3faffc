//! How long a text takes to read. Charts and tables are looked at, not read: they do not count.

use super::show::Show;
use crate::model::{Piece, Prose};

impl Show<'_> {
    /// Says how many minutes a text takes; nothing where the theme's words do not say how fast its language is read.
    pub(super) fn reading_time(&self, prose: &Prose) -> Option<String> {
        let pace: usize =
            self.language.words.get("words-per-minute").parse().ok().filter(|pace| *pace > 0)?;
        let minutes = n_words(prose).div_ceil(pace).max(1).to_string();
        Some(self.fill("reading-time", &[("n", &minutes)]))
    }
}

/// Counts what stands between spaces, so that a Vietnamese syllable is a word.
fn n_words(prose: &Prose) -> usize {
    let count = |piece: &Piece| match piece {
        Piece::Html(html) => words_of_html(html),
        Piece::Term(_, words) => words.split_whitespace().count(),
        Piece::Figure { written, .. } => {
            written.as_ref().map_or(1, |written| written.split_whitespace().count())
        }
        Piece::Chart(_)
        | Piece::Table(_)
        | Piece::Tasks(_)
        | Piece::LinkOpen(_)
        | Piece::LinkClose
        | Piece::Image { .. } => 0,
    };
    prose.pieces.iter().map(count).sum()
}

fn words_of_html(html: &str) -> usize {
    let texts = html.split('<').map(|part| part.rsplit_once('>').map_or(part, |(_, text)| text));
    texts
        .map(|text| text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_signs_are_not_read() {
        assert_eq!(
            words_of_html("<p>Quận Bình Thạnh – <em>và</em> 2 nơi.</p>\n<h2 id=\"a b\">Ở đâu?</h2>"),
            8
        );
        assert_eq!(words_of_html(" : "), 0);
    }

    #[test]
    fn figures_count_and_links_do_not() {
        let html = |text: &str| Piece::Html(text.to_owned());
        let pieces = vec![html("<p>Đạt "), Piece::LinkClose, html(" hôm nay</p>")];
        assert_eq!(n_words(&Prose { pieces, headings: Vec::new() }), 3);
    }
}
