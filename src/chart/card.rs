//! The picture that stands for a page where it is shared: its title, one figure, and the figure's place among its like.

use super::ink;
use super::measure::{Weight, width, wrap};
use super::raster::Raster;

/// Width and height that networks ask for (Open Graph).
pub const CARD_SIZE: (u32, u32) = (1200, 630);

const LEFT: f64 = 72.0;
const INNER: f64 = 1056.0;
/// Where the lowest line and the foot of the bars stand.
const BOTTOM: f64 = 572.0;
/// Where the title begins, and the room that it has.
const TITLE_TOP: f64 = 132.0;
const TITLE_LINES: usize = 3;
/// More bars than this are too thin to be seen.
const MOST_BARS: usize = 60;
const BARS_WIDTH: f64 = 420.0;
const BARS_HEIGHT: f64 = 150.0;

/// What a picture says.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// The name of the site.
    pub site: String,
    /// What the page is about.
    pub title: String,
    /// One figure of it.
    pub figure: Option<CardFigure>,
    /// Who says so.
    pub foot: String,
}

/// The figure of a picture.
#[derive(Debug, Clone, Default)]
pub struct CardFigure {
    /// As it is read: `96,3%`.
    pub text: String,
    /// The name of its unit; empty for percentages.
    pub unit: String,
    /// What was measured, where and when.
    pub caption: String,
    /// The figure among its like, in order; that of the page is marked. Empty where it has none.
    pub bars: Vec<(f64, bool)>,
}

impl Card {
    /// Draws the picture as PNG.
    pub fn to_png(&self) -> Vec<u8> {
        let mut raster = Raster::new(CARD_SIZE, ink::SURFACE);
        raster.rect([0.0, 0.0, f64::from(CARD_SIZE.0), 16.0], ink::ACCENT);
        raster.text(
            &one_line(&self.site, 30.0, Weight::Bold, INNER),
            [LEFT, 84.0],
            (30.0, Weight::Bold),
            ink::ACCENT,
        );
        self.draw_title(&mut raster);
        if let Some(figure) = &self.figure {
            figure.draw(&mut raster);
        }
        raster.text(
            &one_line(&self.foot, 24.0, Weight::Regular, INNER),
            [LEFT, 606.0],
            (24.0, Weight::Regular),
            ink::INK_SOFT,
        );
        raster.into_png()
    }

    /// A long title is set smaller; one that is longer still is cut.
    fn draw_title(&self, raster: &mut Raster) {
        let px = [64.0, 54.0, 46.0].into_iter().find(|&px| {
            let most = if self.figure.is_some() { 2 } else { TITLE_LINES };
            wrap(&self.title, px, INNER, Weight::Bold).len() <= most
        });
        let px = px.unwrap_or(46.0);
        let lines = cut(wrap(&self.title, px, INNER, Weight::Bold), TITLE_LINES);
        let mut y = TITLE_TOP + px;
        for line in lines {
            raster.text(&line, [LEFT, y], (px, Weight::Bold), ink::INK);
            y += px * 1.28;
        }
    }
}

impl CardFigure {
    fn draw(&self, raster: &mut Raster) {
        let room = if self.bars.is_empty() { INNER } else { INNER - BARS_WIDTH - 48.0 };
        let px = [120.0, 96.0, 72.0].into_iter().find(|&px| width(&self.text, px, Weight::Bold) <= room);
        let px = px.unwrap_or(56.0);
        let captions = cut(wrap(&self.caption, 28.0, room, Weight::Regular), 2);
        let mut y = BOTTOM - 34.0;
        for line in captions.iter().rev() {
            y -= 36.0;
            raster.text(line, [LEFT, y + 36.0], (28.0, Weight::Regular), ink::INK_SOFT);
        }
        raster.text(&self.text, [LEFT, y - 8.0], (px, Weight::Bold), ink::ACCENT);
        let after = LEFT + width(&self.text, px, Weight::Bold) + 18.0;
        if after + width(&self.unit, 34.0, Weight::Regular) <= LEFT + room {
            raster.text(&self.unit, [after, y - 8.0], (34.0, Weight::Regular), ink::INK);
        }
        self.draw_bars(raster);
    }

    fn draw_bars(&self, raster: &mut Raster) {
        let most = self.bars.iter().map(|(value, _)| *value).fold(0.0, f64::max);
        if most <= 0.0 || self.bars.len() > MOST_BARS {
            return;
        }
        let step = BARS_WIDTH / self.bars.len() as f64;
        let bar = (step * 0.72).max(1.0);
        for (at, &(value, is_marked)) in self.bars.iter().enumerate() {
            let height = (value.max(0.0) / most * BARS_HEIGHT).max(2.0);
            let x = LEFT + INNER - BARS_WIDTH + step * at as f64;
            raster.rect(
                [x, BOTTOM - 34.0 - height, bar, height],
                if is_marked { ink::ACCENT } else { ink::ACCENT_SOFT },
            );
        }
    }
}

/// Keeps the first lines; the last of them says that there were more.
fn cut(mut lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let kept = last.rsplit_once(' ').map_or(last.as_str(), |(kept, _)| kept).len();
            last.truncate(kept);
            last.push('…');
        }
    }
    lines
}

fn one_line(text: &str, px: f64, weight: Weight, room: f64) -> String {
    cut(wrap(text, px, room, weight), 1).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(card: &Card) -> (u32, u32, Vec<u8>) {
        let bytes = card.to_png();
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("small")];
        let info = reader.next_frame(&mut pixels).expect("whole");
        (info.width, info.height, pixels)
    }

    fn n_inked(card: &Card) -> usize {
        drawn(card).2.chunks(3).filter(|pixel| *pixel != ink::SURFACE).count()
    }

    #[test]
    fn a_picture_has_the_size_that_networks_ask_for() {
        let (width, height, _) =
            drawn(&Card { title: "Tài khoản định danh".into(), ..Card::default() });
        assert_eq!((width, height), CARD_SIZE);
    }

    #[test]
    fn tone_marks_are_drawn() {
        let title = |title: &str| Card { title: title.into(), ..Card::default() };
        assert!(n_inked(&title("Ế")) > n_inked(&title("Ê")));
        assert!(n_inked(&title("Ê")) > n_inked(&title("E")));
        assert!(n_inked(&title("đ")) > n_inked(&title("d")));
    }

    #[test]
    fn what_is_too_long_is_cut_and_says_so() {
        let lines = cut(wrap(&"từ ".repeat(200), 46.0, INNER, Weight::Bold), TITLE_LINES);
        assert_eq!(lines.len(), TITLE_LINES);
        assert!(lines[2].ends_with('…'));
        assert_eq!(cut(vec!["ngắn".into()], 1), ["ngắn"]);
    }

    #[test]
    fn bars_stand_only_where_there_is_something_to_compare() {
        let with = |bars: Vec<(f64, bool)>| {
            let figure = CardFigure { text: "1".into(), bars, ..CardFigure::default() };
            n_inked(&Card { figure: Some(figure), ..Card::default() })
        };
        assert!(with(vec![(1.0, false), (2.0, true)]) > with(Vec::new()));
        assert_eq!(with(vec![(0.0, false); 3]), with(vec![(0.0, true)]));
        assert_eq!(with(vec![(1.0, false); MOST_BARS + 1]), with(vec![(0.0, false)]));
    }
}
