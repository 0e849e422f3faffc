//! Where things are drawn: plotters' drawing areas over our backend, and the one element that we hand to them.
//!
//! Layouts reckon in the CSS pixels of the narrowest chart, [`NARROW`]; a frame's left and right then become percents. A wider
//! chart has the same texts with more room between them, so what fits in the narrowest one fits in all.

use std::convert::Infallible;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

use super::backend::{INK, PER_PIXEL, Svg, WIDTH, escape};
use super::label::Label;
use super::marks::{self, Marks, Paper};
use super::scale::Domain;
use super::{Drawing, Head, Medium};

/// Width in CSS pixels of the narrowest chart: a phone of 320 px with a margin of 16 px at each side.
pub(super) const NARROW: f64 = 288.0;

/// A rectangle in CSS pixels of the narrowest chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Frame {
    /// Returns the room that a point of a line takes, with some air.
    pub(super) fn around((x, y): (f64, f64)) -> Self {
        Self { left: x - 5.0, right: x + 5.0, top: y - 5.0, bottom: y + 5.0 }
    }

    /// Returns such rooms along a straight line.
    pub(super) fn along(from: (f64, f64), to: (f64, f64)) -> impl Iterator<Item = Self> {
        /// More than one every 8 px, even for the longest line.
        const STEPS: u32 = 48;
        (0..=STEPS).map(move |step| {
            let part = f64::from(step) / f64::from(STEPS);
            let between = |from: f64, to: f64| from + (to - from) * part;
            Self::around((between(from.0, to.0), between(from.1, to.1)))
        })
    }

    /// Says whether the two share more than an edge.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let across = self.left < other.right && other.left < self.right;
        across && self.top < other.bottom && other.top < self.bottom
    }
}

/// Makes a drawing for a medium, in a role: what holds links is no image.
pub(super) fn draw(
    medium: Medium,
    of: (&str, &str),
    height: f64,
    head: &Head<'_>,
    draw: impl FnOnce(&Canvas<'_>),
) -> Drawing {
    match medium {
        Medium::Page => Drawing::Svg { text: svg_as(of, height, head, draw), height: whole(height) },
        Medium::Picture => Drawing::Marks(marks(height, draw)),
    }
}

/// Writes a whole `<svg>`: its name and description, then what `draw` draws on it.
pub(super) fn svg(kind: &str, height: f64, head: &Head<'_>, draw: impl FnOnce(&Canvas<'_>)) -> String {
    svg_as(("img", kind), height, head, draw)
}

fn svg_as(
    (role, kind): (&str, &str),
    height: f64,
    head: &Head<'_>,
    draw: impl FnOnce(&Canvas<'_>),
) -> String {
    let height = whole(height);
    let mut out = open(role, kind, &format!("height=\"{height}\""), head);
    draw(&Canvas::new(Paper::Page(Svg::new(&mut out, height)), height));
    out.push_str("</svg>");
    out
}

/// Begins an `<svg>` with its name and description; `size` says how high it is.
pub(super) fn open(role: &str, kind: &str, size: &str, head: &Head<'_>) -> String {
    let mut id = String::new();
    escape(&mut id, &head.id.replace(char::is_whitespace, "-"));
    let mut out = format!(
        "<svg class=\"chart chart-{kind}\" width=\"100%\" {size} role=\"{role}\" aria-labelledby=\"{id}-t {id}-d\">\
         <title id=\"{id}-t\">"
    );
    escape(&mut out, &head.name);
    out.push_str("</title><desc id=\"");
    out.push_str(&id);
    out.push_str("-d\">");
    escape(&mut out, &head.description);
    out.push_str("</desc>");
    out
}

/// Lists what `draw` draws.
fn marks(height: f64, draw: impl FnOnce(&Canvas<'_>)) -> Marks {
    let height = whole(height);
    let mut marks = Vec::new();
    draw(&Canvas::new(Paper::List { marks: &mut marks, height }, height));
    Marks { height: f64::from(height), marks }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn whole(height: f64) -> u32 {
    height.ceil().max(1.0) as u32
}

/// A drawing of known height, from which plots are cut.
pub(super) struct Canvas<'s> {
    root: DrawingArea<Paper<'s>, Shift>,
    height: f64,
}

impl<'s> Canvas<'s> {
    fn new(paper: Paper<'s>, height: u32) -> Self {
        Self { root: paper.into_drawing_area(), height: f64::from(height) }
    }

    /// Returns a plot whose coordinates are the CSS pixels of the narrowest chart.
    pub(super) fn page(&self) -> Plot<'s> {
        let frame = Frame { left: 0.0, right: NARROW, top: 0.0, bottom: self.height };
        let x = Domain { lo: 0.0, hi: NARROW };
        self.plot(frame, x, (0.0, self.height))
    }

    /// Returns a plot in `frame`; `y` holds the values at its top and at its bottom, which differ.
    pub(super) fn plot(&self, frame: Frame, x: Domain, y: (f64, f64)) -> Plot<'s> {
        let across =
            units(frame.left / NARROW * f64::from(WIDTH))..units(frame.right / NARROW * f64::from(WIDTH));
        let down = units(frame.top * PER_PIXEL)..units(frame.bottom * PER_PIXEL);
        let coords = Cartesian2d::new(x.lo..x.hi, y.0..y.1, (across, down));
        Plot { area: self.root.apply_coord_spec(coords) }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "`as` saturates")]
fn units(value: f64) -> i32 {
    value.round() as i32
}

/// A part of a drawing with coordinates of its own. Plotters moves what lies outside the drawing to its edge.
pub(super) struct Plot<'s> {
    area: DrawingArea<Paper<'s>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
}

impl Plot<'_> {
    /// Draws within a group with a title.
    pub(super) fn group(&self, title: &str, draw: impl FnOnce()) {
        self.draw("", &[], Shape::Open(title));
        draw();
        self.draw("", &[], Shape::Close);
    }

    /// Draws within a group of a class, which is a link where it leads somewhere.
    pub(super) fn group_as(&self, class: &str, title: &str, url: Option<&str>, draw: impl FnOnce()) {
        self.draw(class, &[], url.map_or(Shape::Group(title), |url| Shape::Link(title, url)));
        draw();
        self.draw("", &[], if url.is_some() { Shape::EndLink } else { Shape::Close });
    }

    /// Draws a rectangle between two corners.
    pub(super) fn rect(&self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.draw(class, &[from, to], Shape::Rect);
    }

    /// Draws a straight line.
    pub(super) fn line(&self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.draw(class, &[from, to], Shape::Line);
    }

    /// Draws a point as a circle with a radius in tenths of a CSS pixel.
    pub(super) fn circle(&self, class: &str, at: (f64, f64), radius: u32) {
        self.draw(class, &[at], Shape::Circle(radius));
    }

    /// Draws a text with its baseline at its own point.
    pub(super) fn label(&self, label: &Label) {
        self.draw(label.class, &[(label.x, label.y)], Shape::Text(label));
    }

    fn draw(&self, class: &str, points: &[(f64, f64)], shape: Shape<'_>) {
        let drawn = self.area.draw(&Mark { class, points, shape });
        // The backend's error type has no values, and no drawing is begun inside another.
        debug_assert!(drawn.is_ok(), "{:?}", drawn.err());
    }
}

/// What a mark is made of.
enum Shape<'m> {
    Open(&'m str),
    Group(&'m str),
    Link(&'m str, &'m str),
    Close,
    EndLink,
    Rect,
    Line,
    Circle(u32),
    Text(&'m Label),
}

/// The element that plotters places for us: points in the plot's coordinates, a shape and a class.
struct Mark<'m> {
    class: &'m str,
    points: &'m [(f64, f64)],
    shape: Shape<'m>,
}

impl<'a> PointCollection<'a, (f64, f64)> for &'a Mark<'_> {
    type Point = &'a (f64, f64);
    type IntoIter = &'a [(f64, f64)];

    fn point_iter(self) -> Self::IntoIter {
        self.points
    }
}

impl<'s> Drawable<Paper<'s>> for Mark<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        paper: &mut Paper<'s>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<<Paper<'s> as DrawingBackend>::ErrorType>> {
        let from = points.next().unwrap_or_default();
        let to = points.next().unwrap_or(from);
        match paper {
            Paper::Page(svg) => self.write(svg, from, to),
            Paper::List { marks, .. } => {
                marks.push(self.listed(marks::point(from), marks::point(to)));
                Ok(())
            }
        }
    }
}

impl Mark<'_> {
    fn write(
        &self,
        svg: &mut Svg<'_>,
        from: BackendCoord,
        to: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        svg.pen(self.class);
        match self.shape {
            Shape::Open(title) => svg.open(title),
            Shape::Group(title) => svg.open_group(title),
            Shape::Link(title, url) => svg.open_link(title, url),
            Shape::Close => svg.close(),
            Shape::EndLink => svg.close_link(),
            Shape::Rect => svg.draw_rect(from, to, &INK, true)?,
            Shape::Line => svg.draw_line(from, to, &INK)?,
            Shape::Circle(radius) => svg.draw_circle(from, radius, &INK, true)?,
            Shape::Text(label) => svg.text(&label.text, from, label.anchor, label.dx),
        }
        Ok(())
    }

    /// Returns the same for a list; a link is a group there, since pictures lead nowhere.
    fn listed(&self, from: (f64, f64), to: (f64, f64)) -> marks::Mark {
        let class = self.class.to_owned();
        match self.shape {
            Shape::Open(title) | Shape::Group(title) | Shape::Link(title, _) => {
                marks::Mark::Open { class, title: title.to_owned() }
            }
            Shape::Close | Shape::EndLink => marks::Mark::Close,
            Shape::Rect => marks::Mark::Rect { class, from, to },
            Shape::Line => marks::Mark::Line { class, from, to },
            Shape::Circle(radius) => {
                marks::Mark::Circle { class, at: from, radius: f64::from(radius) / PER_PIXEL }
            }
            Shape::Text(label) => {
                let (anchor, dx, text) = (label.anchor, label.dx, label.text.clone());
                marks::Mark::Text { class, at: from, anchor, text, dx }
            }
        }
    }
}
