//! A chart that leaves its page: with its title, its source and its address in the picture, as SVG and as PNG of the same.
//!
//! Enters: marks and texts. Both pictures are written from one list of shapes. Never here: a style sheet, which a picture goes
//! without; a `style` attribute, which sites with a strict policy do not allow.

use std::fmt::Write as _;

use super::backend::{Anchor, escape};
use super::ink::{self, Look, Stroke, Type};
use super::marks::{Mark, Marks};
use super::measure::{Weight, width, wrap};
use super::raster::Raster;

/// Width in CSS pixels: that of a column of text, so that the texts of a chart keep their size there.
const WIDTH: f64 = 640.0;
const MARGIN: f64 = 24.0;
/// Width of the chart.
pub(super) const INNER: f64 = WIDTH - 2.0 * MARGIN;
/// Pixels of a PNG in one of the drawing: letters stay sharp in print.
const SCALE: f64 = 2.0;

const TITLE: Type = Type { px: 20.0, is_bold: true, ink: ink::INK };
const ABOUT: Type = Type { px: 14.0, is_bold: false, ink: ink::INK_SOFT };
const KEY: Type = Type { px: 13.0, is_bold: false, ink: ink::INK };
const NOTE: Type = Type { px: 12.0, is_bold: false, ink: ink::INK_SOFT };
const ADDRESS: Type = Type { px: 12.0, is_bold: false, ink: ink::ACCENT };

/// A chart with all that its page would say of it.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The language of its texts.
    pub lang: String,
    /// What the data say, or else what they are.
    pub title: String,
    /// What is shown: measure and unit, place, period. One line each.
    pub about: Vec<String>,
    /// The same for those who cannot see it.
    pub description: String,
    /// The chart.
    pub marks: Marks,
    /// What the shades of a map mean.
    pub keys: Vec<Key>,
    /// Source, licence: a paragraph each.
    pub notes: Vec<String>,
    /// Where it comes from.
    pub address: String,
}

/// A shade and its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// Counted from the lightest; nothing for places without a value.
    pub shade: Option<usize>,
    /// Its meaning.
    pub text: String,
}

/// What a picture is drawn with, in CSS pixels.
enum Shape {
    Open(String),
    Close,
    Rect([f64; 4], Look),
    Area(Vec<Vec<(f64, f64)>>, Look),
    Line((f64, f64), (f64, f64), Stroke),
    Circle((f64, f64), f64, Look),
    Text((f64, f64), Anchor, Type, String),
}

/// Shapes from top to bottom, and how far down they reach.
struct Sheet {
    shapes: Vec<Shape>,
    y: f64,
}

impl Picture {
    /// Writes the picture as a whole SVG document.
    pub fn to_svg(&self) -> String {
        let Sheet { shapes, y } = self.sheet();
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{y}\" viewBox=\"0 0 {WIDTH} {y}\" role=\"img\" \
             aria-labelledby=\"t d\" xml:lang=\"{}\" font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', \
             'Liberation Sans', sans-serif\">\n<title id=\"t\">",
            self.lang
        );
        escape(&mut out, &self.title);
        out.push_str("</title>\n<desc id=\"d\">");
        escape(&mut out, &format!("{} {}", self.about.join(". "), self.description));
        let _infallible = write!(out, "</desc>\n<rect width=\"{WIDTH}\" height=\"{y}\" fill=\"#ffffff\"/>\n");
        for shape in &shapes {
            shape.write(&mut out);
            out.push('\n');
        }
        out + "</svg>\n"
    }

    /// Draws the same as PNG.
    pub fn to_png(&self) -> Vec<u8> {
        let Sheet { shapes, y } = self.sheet();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
        let size = ((WIDTH * SCALE) as u32, (y * SCALE) as u32);
        #[expect(clippy::cast_possible_truncation, reason = "it is 2")]
        let mut raster = Raster::scaled(size, SCALE as f32, ink::SURFACE);
        for shape in &shapes {
            shape.draw(&mut raster);
        }
        raster.into_png()
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet { shapes: Vec::new(), y: MARGIN - 4.0 };
        sheet.paragraph(&self.title, TITLE);
        sheet.y += 2.0;
        self.about.iter().for_each(|line| sheet.paragraph(line, ABOUT));
        sheet.y += 14.0;
        sheet.chart(&self.marks);
        sheet.keys(&self.keys);
        sheet.y += 14.0;
        sheet.rule();
        self.notes.iter().for_each(|note| sheet.paragraph(note, NOTE));
        sheet.paragraph(&self.address, ADDRESS);
        sheet.y = (sheet.y + MARGIN - 8.0).ceil();
        sheet
    }
}

fn weight(of: Type) -> Weight {
    if of.is_bold { Weight::Bold } else { Weight::Regular }
}

impl Sheet {
    fn paragraph(&mut self, text: &str, of: Type) {
        if text.is_empty() {
            return;
        }
        for line in wrap(text, of.px, INNER, weight(of)) {
            self.y += (of.px * 1.4).round();
            self.shapes.push(Shape::Text((MARGIN, self.y), Anchor::Start, of, line));
        }
    }

    fn rule(&mut self) {
        let stroke = Stroke { ink: ink::RULE, px: 1.0, dash: &[] };
        self.shapes.push(Shape::Line((MARGIN, self.y), (WIDTH - MARGIN, self.y), stroke));
        self.y += 4.0;
    }

    /// Moves the chart to its place.
    fn chart(&mut self, marks: &Marks) {
        let top = self.y;
        let at = |(x, y): (f64, f64)| (MARGIN + x * INNER, top + y);
        let mut groups = vec![""];
        for mark in &marks.marks {
            let group = groups.last().copied().unwrap_or_default();
            self.shapes.push(match mark {
                Mark::Open { class, title } => {
                    groups.push(class);
                    Shape::Open(title.clone())
                }
                Mark::Close => {
                    groups.pop();
                    Shape::Close
                }
                Mark::Rect { class, from, to } => {
                    Shape::Rect(rect(at(*from), at(*to)), ink::shape(class, group))
                }
                Mark::Area { class, rings } => {
                    let moved = rings.iter().map(|ring| ring.iter().map(|point| at(*point)).collect());
                    Shape::Area(moved.collect(), ink::shape(class, group))
                }
                Mark::Line { class, from, to } => Shape::Line(at(*from), at(*to), ink::line(class)),
                Mark::Circle { class, at: middle, radius } => {
                    Shape::Circle(at(*middle), *radius, ink::shape(class, group))
                }
                Mark::Text { class, at: start, anchor, text, dx } => {
                    let (x, y) = at(*start);
                    Shape::Text((x + f64::from(*dx), y), *anchor, ink::text(class, group), text.clone())
                }
            });
        }
        self.y += marks.height;
    }

    /// Sets keys beside each other, as many in a line as it holds.
    fn keys(&mut self, keys: &[Key]) {
        const SWATCH: f64 = 14.0;
        if keys.is_empty() {
            return;
        }
        let mut x = MARGIN;
        self.y += 26.0;
        for key in keys {
            let wide = SWATCH + 6.0 + width(&key.text, KEY.px, Weight::Regular);
            if x > MARGIN && x + wide > WIDTH - MARGIN {
                x = MARGIN;
                self.y += 22.0;
            }
            let look = Look {
                fill: Some(ink::shade_of(key.shade)),
                stroke: Some(Stroke { ink: ink::INK_SOFT, px: 0.75, dash: &[] }),
            };
            self.shapes.push(Shape::Rect([x, self.y - 12.0, SWATCH, SWATCH], look));
            let at = (x + SWATCH + 6.0, self.y);
            self.shapes.push(Shape::Text(at, Anchor::Start, KEY, key.text.clone()));
            x += wide + 18.0;
        }
    }
}

fn rect(a: (f64, f64), b: (f64, f64)) -> [f64; 4] {
    [a.0.min(b.0), a.1.min(b.1), (a.0 - b.0).abs(), (a.1 - b.1).abs()]
}

/// Rounds to hundredths of a pixel: more is not seen.
fn px(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

impl Shape {
    fn write(&self, out: &mut String) {
        // Writing to a string cannot fail.
        let _infallible = match self {
            Self::Open(title) => {
                out.push_str("<g><title>");
                escape(out, title);
                out.write_str("</title>")
            }
            Self::Close => out.write_str("</g>"),
            Self::Rect([x, y, width, height], look) => write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\"{}/>",
                px(*x),
                px(*y),
                px(*width),
                px(*height),
                attributes(*look)
            ),
            Self::Area(rings, look) => {
                out.push_str("<path fill-rule=\"evenodd\" d=\"");
                for ring in rings {
                    for (at, (x, y)) in ring.iter().enumerate() {
                        let command = if at == 0 { "M" } else { "L" };
                        let _infallible = write!(out, "{command}{} {}", px(*x), px(*y));
                    }
                    out.push('Z');
                }
                write!(out, "\"{}/>", attributes(*look))
            }
            Self::Line(from, to, stroke) => write!(
                out,
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>",
                px(from.0),
                px(from.1),
                px(to.0),
                px(to.1),
                stroked(*stroke)
            ),
            Self::Circle(at, radius, look) => {
                let (x, y) = (px(at.0), px(at.1));
                write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{}/>", attributes(*look))
            }
            Self::Text(at, anchor, of, text) => {
                write_text(out, *at, *anchor, *of, text);
                Ok(())
            }
        };
    }

    fn draw(&self, raster: &mut Raster) {
        match self {
            Self::Open(_) | Self::Close => {}
            Self::Rect(rect, look) => raster.shape_rect(*rect, *look),
            Self::Area(rings, look) => raster.area(rings, *look),
            Self::Line(from, to, stroke) => raster.line(*from, *to, *stroke),
            Self::Circle(at, radius, look) => raster.circle(*at, *radius, *look),
            Self::Text((x, y), anchor, of, text) => {
                let wide = width(text, of.px, weight(*of));
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - wide / 2.0,
                    Anchor::End => x - wide,
                };
                raster.text(text, [left, *y], (of.px, weight(*of)), of.ink);
            }
        }
    }
}

fn write_text(out: &mut String, at: (f64, f64), anchor: Anchor, of: Type, text: &str) {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let bold = if of.is_bold { " font-weight=\"700\"" } else { "" };
    let (x, y, size, ink) = (px(at.0), px(at.1), of.px, hex(of.ink));
    let _infallible =
        write!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{bold}{anchor} fill=\"{ink}\">");
    escape(out, text);
    out.push_str("</text>");
}

fn attributes(look: Look) -> String {
    let fill = look.fill.map_or_else(|| "none".to_owned(), hex);
    format!(" fill=\"{fill}\"{}", look.stroke.map_or_else(String::new, stroked))
}

fn stroked(stroke: Stroke) -> String {
    let dash = match stroke.dash {
        [] => String::new(),
        lengths => {
            let lengths: Vec<String> = lengths.iter().map(f64::to_string).collect();
            format!(" stroke-dasharray=\"{}\"", lengths.join(" "))
        }
    };
    format!(" stroke=\"{}\" stroke-width=\"{}\"{dash}", hex(stroke.ink), stroke.px)
}
