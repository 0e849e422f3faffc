//! The plotters backend that writes SVG: positions in plotters' pixels enter, elements with a class leave.
//!
//! Plotters' x runs from 0 to [`WIDTH`] and becomes a percent of the width that the chart has on the page; its y runs in tenths
//! of a CSS pixel, origin top left. So the drawing follows the page's width while texts, strokes and points keep their size.
//! Never here: a colour, a style, a font, a `viewBox`. The theme's CSS speaks to classes.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::measure::{self, Weight};

/// Width of every drawing in plotters' pixels: hundredths of a percent.
pub(super) const WIDTH: u32 = 10_000;
/// Plotters' pixels in one CSS pixel of height.
pub(super) const PER_PIXEL: f64 = 10.0;

/// The style that plotters' interface asks for: the backend draws with classes and reads no colour.
pub(super) const INK: BackendColor = BackendColor { alpha: 1.0, rgb: (0, 0, 0) };

/// Which point of a text stands at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// An SVG drawing under construction.
pub(super) struct Svg<'s> {
    out: &'s mut String,
    height: u32,
    class: String,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'s> Svg<'s> {
    /// Makes a drawing of `height` CSS pixels, whose elements are appended to `out`.
    pub(super) fn new(out: &'s mut String, height: u32) -> Self {
        Self { out, height: height.saturating_mul(10), class: String::new() }
    }

    /// Sets the class of what is drawn from now on.
    pub(super) fn pen(&mut self, class: &str) {
        self.class.clear();
        self.class.push_str(class);
    }

    /// Opens a group that shows `title` when a reader points at it.
    pub(super) fn open(&mut self, title: &str) {
        self.out.push_str("<g><title>");
        escape(self.out, title);
        self.out.push_str("</title>");
    }

    /// Opens such a group that has a class.
    pub(super) fn open_group(&mut self, title: &str) {
        self.start("g");
        self.out.push_str("><title>");
        escape(self.out, title);
        self.out.push_str("</title>");
    }

    /// Opens a link with a class and a name of its own.
    pub(super) fn open_link(&mut self, title: &str, url: &str) {
        self.start("a");
        self.out.push_str(" href=\"");
        escape(self.out, url);
        self.out.push_str("\"><title>");
        escape(self.out, title);
        self.out.push_str("</title>");
    }

    /// Closes the link.
    pub(super) fn close_link(&mut self) {
        self.out.push_str("</a>");
    }

    /// Closes the group.
    pub(super) fn close(&mut self) {
        self.out.push_str("</g>");
    }

    /// Writes a text whose baseline is at `pos`, moved `dx` CSS pixels to the right.
    pub(super) fn text(&mut self, text: &str, (x, y): BackendCoord, anchor: Anchor, dx: i32) {
        self.start("text");
        self.percent("x", x);
        self.pixels("y", y);
        if dx != 0 {
            let _infallible = write!(self.out, " dx=\"{dx}\"");
        }
        self.out.push_str(match anchor {
            Anchor::Start => ">",
            Anchor::Middle => " text-anchor=\"middle\">",
            Anchor::End => " text-anchor=\"end\">",
        });
        escape(self.out, text);
        self.out.push_str("</text>");
    }

    fn start(&mut self, element: &str) {
        let _infallible = write!(self.out, "<{element} class=\"");
        escape(self.out, &self.class);
        self.out.push('"');
    }

    /// Writes hundredths of a percent; zero is SVG's own default and is left out.
    fn percent(&mut self, name: &str, hundredths: i32) {
        if hundredths != 0 {
            let _infallible = write!(self.out, " {name}=\"{}%\"", f64::from(hundredths) / 100.0);
        }
    }

    /// Writes tenths of a pixel; zero is SVG's own default and is left out.
    fn pixels(&mut self, name: &str, tenths: i32) {
        if tenths != 0 {
            let _infallible = write!(self.out, " {name}=\"{}\"", f64::from(tenths) / PER_PIXEL);
        }
    }
}

/// Appends `text` so that it is text and nothing else, in XML and in HTML; characters that XML forbids become U+FFFD.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => out.push('\u{fffd}'),
            _ if u32::from(c) & 0xfffe == 0xfffe => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (WIDTH, self.height)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_circle(point, 1, &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _: &S) -> Drawn {
        self.start("line");
        self.percent("x1", from.0);
        self.pixels("y1", from.1);
        self.percent("x2", to.0);
        self.pixels("y2", to.1);
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, _: &S, _: bool) -> Drawn {
        self.start("rect");
        self.percent("x", a.0.min(b.0));
        self.pixels("y", a.1.min(b.1));
        // Unlike the others, these two are always written: "auto" is their default.
        let width = f64::from((a.0 - b.0).abs()) / 100.0;
        let height = f64::from((a.1 - b.1).abs()) / PER_PIXEL;
        let _infallible = write!(self.out, " width=\"{width}%\" height=\"{height}\" rx=\"2\"/>");
        Ok(())
    }

    /// Draws lines: an SVG path takes no percents.
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let mut last = None;
        for point in path {
            if let Some(last) = last {
                self.draw_line(last, point, style)?;
            }
            last = Some(point);
        }
        Ok(())
    }

    /// Draws a circle with a radius in tenths of a CSS pixel.
    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, _: &S, _: bool) -> Drawn {
        self.start("circle");
        self.percent("cx", center.0);
        self.pixels("cy", center.1);
        let _infallible = write!(self.out, " r=\"{}\"/>", f64::from(radius) / PER_PIXEL);
        Ok(())
    }

    /// Draws the outline: an SVG polygon takes no percents.
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.draw_path(corners, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        self.text(text, pos, anchor, 0);
        Ok(())
    }

    /// Returns plotters' pixels in the narrowest chart; without this, plotters counts bytes.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let px = measure::width(text, style.size(), Weight::Regular);
        let units = px / super::canvas::NARROW * f64::from(WIDTH);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
        Ok((units.ceil() as u32, (style.size() * PER_PIXEL).ceil() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(f: impl FnOnce(&mut Svg<'_>)) -> String {
        let mut out = String::new();
        f(&mut Svg::new(&mut out, 40));
        out
    }

    #[test]
    fn x_is_percent_and_y_is_pixels() {
        let out = draw(|svg| {
            svg.pen("bar");
            let drawn = svg.draw_rect((4205, 30), (7250, 185), &INK, true);
            assert!(drawn.is_ok());
        });
        let expected = r#"<rect class="bar" x="42.05%" y="3" width="30.45%" height="15.5" rx="2"/>"#;
        assert_eq!(out, expected);
    }

    #[test]
    fn zero_positions_are_left_out() {
        let out = draw(|svg| {
            svg.pen("grid");
            assert!(svg.draw_path([(0, 0), (0, 400)], &INK).is_ok());
        });
        assert_eq!(out, r#"<line class="grid" y2="40"/>"#);
    }

    #[test]
    fn texts_and_titles_are_escaped() {
        let out = draw(|svg| {
            svg.pen("label");
            svg.open("a\"b & c\u{0}");
            svg.text("<script>1 > 0\n2</script>", (5000, 100), Anchor::Middle, -4);
            svg.close();
        });
        let title = "<g><title>a&quot;b &amp; c\u{fffd}</title>";
        let text = r#"<text class="label" x="50%" y="10" dx="-4" text-anchor="middle">&lt;script&gt;1 &gt; 0 2&lt;/script&gt;</text></g>"#;
        assert_eq!(out, format!("{title}{text}"));
    }
}
