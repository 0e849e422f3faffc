//! A map of true shapes, each a place with the shade of its class.
//!
//! The one drawing with a `viewBox`: paths take no percents, and a map must keep its proportions. Its texts are sized by the style
//! sheet in two steps, for a narrow and for a wide map, and stand only in shapes that have room for them; all is in the titles.

use std::fmt::Write as _;

use super::backend::{Anchor, escape};
use super::canvas::{self, NARROW};
use super::label;
use super::map::MapMark;
use super::marks::{Mark, Marks};
use super::measure::{self, Weight};
use super::{Chart, Drawing, Head, Medium, picture};

/// A point of the drawing: right of its left edge, below its top.
pub type Corner = (i32, i32);

/// A map of shapes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShapeMap<'a> {
    /// Name and description.
    pub head: Head<'a>,
    /// How wide and how high the drawing is.
    pub size: Corner,
    /// The places.
    pub shapes: Vec<ShapeMark<'a>>,
}

/// One place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShapeMark<'a> {
    /// Its outlines; inside is what an odd number of them surrounds.
    pub rings: &'a [Vec<Corner>],
    /// The point of it that is furthest from its borders.
    pub middle: Corner,
    /// How far that is.
    pub room: i32,
    /// What is said of it.
    pub mark: MapMark<'a>,
}

/// Width in CSS pixels from which a map is wide: 30rem in `charts.css`.
const WIDE: f64 = 480.0;
/// Width in CSS pixels of the widest map: 34rem in `charts.css`.
const WIDEST: f64 = 544.0;
/// Distance between two baselines in CSS pixels.
const LINE_PX: f64 = 15.0;
/// Radius of the circle that stands for a shape too small to be seen, in thousandths of the width: on a telephone 5 px.
const SPOT: i32 = 18;
/// A shape with less room around its middle is too small to be pointed at.
const LEAST_ROOM: i32 = 12;

impl Chart for ShapeMap<'_> {
    fn draw(&self, medium: Medium) -> Drawing {
        match medium {
            Medium::Page => {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
                let height = self.height(WIDEST).ceil() as u32;
                Drawing::Svg { text: self.to_svg(), height }
            }
            Medium::Picture => Drawing::Marks(self.marks()),
        }
    }
}

impl ShapeMap<'_> {
    /// Returns how high the map is where it is so wide.
    fn height(&self, width: f64) -> f64 {
        f64::from(self.size.1) * width / f64::from(self.size.0)
    }

    /// Lists what a picture is made of.
    fn marks(&self) -> Marks {
        let per_pixel = f64::from(self.size.0) / picture::INNER;
        let mut marks = Vec::new();
        for at in self.order() {
            let shape = &self.shapes[at];
            marks.push(Mark::Open { class: shape.mark.classes(), title: shape.mark.title.to_string() });
            marks.push(self.area(at, per_pixel));
            marks.extend(shape.marks(&shape.lines(per_pixel), (f64::from(self.size.0), per_pixel)));
            marks.push(Mark::Close);
        }
        Marks { height: self.height(picture::INNER), marks }
    }

    fn area(&self, at: usize, per_pixel: f64) -> Mark {
        let place = |&(x, y): &Corner| (f64::from(x) / f64::from(self.size.0), f64::from(y) / per_pixel);
        let (class, ShapeMark { rings, middle, .. }) = ("field shape".to_owned(), &self.shapes[at]);
        if self.has_spot(at) {
            return Mark::Circle { class, at: place(middle), radius: f64::from(SPOT) / per_pixel };
        }
        Mark::Area { class, rings: rings.iter().map(|ring| ring.iter().map(place).collect()).collect() }
    }

    /// Returns the chart as an `<svg>` element.
    fn to_svg(&self) -> String {
        let role = if self.shapes.iter().any(|shape| shape.mark.url.is_some()) { "group" } else { "img" };
        let size = format!("viewBox=\"0 0 {} {}\"", self.size.0, self.size.1);
        let mut out = canvas::open(role, "map chart-shapes", &size, &self.head);
        if self.shapes.iter().any(|shape| shape.mark.class.is_none()) {
            let id = self.gap();
            let _infallible = write!(
                out,
                "<pattern id=\"{id}\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
                 <path class=\"ground\" d=\"M0 0h10v10H0z\"/><path class=\"hatch\" d=\"M0 0v10\"/></pattern>"
            );
        }
        for at in self.order() {
            self.write(at, &mut out);
        }
        out.push_str("</svg>");
        out
    }

    /// Returns how many shapes are too small to be pointed at and have no circle either.
    #[must_use]
    pub fn n_small(&self) -> usize {
        let is_small = |at: &usize| self.shapes[*at].room < LEAST_ROOM && !self.has_spot(*at);
        (0..self.shapes.len()).filter(is_small).count()
    }

    /// Returns the shapes as a text is read; circles and the place of the page come last, above their neighbours.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.shapes.len()).collect();
        order.sort_by_key(|&at| {
            let ShapeMark { middle: (x, y), mark, .. } = &self.shapes[at];
            (mark.is_current, self.has_spot(at), *y, *x)
        });
        order
    }

    /// Says whether a shape is drawn with a circle: it could hardly be seen, and its circle touches no other.
    fn has_spot(&self, at: usize) -> bool {
        let is_tiny =
            |shape: &ShapeMark<'_>| extent(shape.rings).is_some_and(|(wide, high)| wide.max(high) < 2 * SPOT);
        let near = |other: &ShapeMark<'_>| {
            let (dx, dy) =
                (other.middle.0 - self.shapes[at].middle.0, other.middle.1 - self.shapes[at].middle.1);
            dx.abs().max(dy.abs()) < 2 * SPOT
        };
        let mut others = self.shapes.iter().enumerate().filter(|(other, _)| *other != at);
        is_tiny(&self.shapes[at]) && !others.any(|(_, other)| is_tiny(other) && near(other))
    }

    /// Returns the id of the pattern of places without a value.
    fn gap(&self) -> String {
        let mut id = String::new();
        escape(&mut id, &format!("{}-gap", self.head.id.replace(char::is_whitespace, "-")));
        id
    }

    fn write(&self, at: usize, out: &mut String) {
        let shape = &self.shapes[at];
        let MapMark { title, url, class, .. } = &shape.mark;
        let element = if url.is_some() { "a" } else { "g" };
        let _infallible = write!(out, "<{element} class=\"{}\"", shape.mark.classes());
        if let Some(url) = url {
            out.push_str(" href=\"");
            escape(out, url);
            // Where arrow keys go to and come from: the middle of its bounds may lie in the sea.
            let (x, y) = shape.middle;
            let _infallible = write!(out, "\" data-at=\"{x} {y}\"");
        }
        out.push_str("><title>");
        escape(out, title);
        out.push_str("</title>");
        let fill = class.map_or_else(|| format!(" fill=\"url(#{})\"", self.gap()), |_| String::new());
        if self.has_spot(at) {
            let (x, y) = shape.middle;
            let _infallible =
                write!(out, "<circle class=\"field\"{fill} cx=\"{x}\" cy=\"{y}\" r=\"{SPOT}\"/>");
        } else {
            let _infallible = write!(out, "<path class=\"field\"{fill} d=\"{}\"/>", path(shape.rings));
        }
        self.texts(shape, out);
        let _infallible = write!(out, "</{element}>");
    }

    /// Writes what fits at each of the two sizes.
    fn texts(&self, shape: &ShapeMark<'_>, out: &mut String) {
        let per_pixel = |width: f64| f64::from(self.size.0) / width;
        let (narrow, wide) = (shape.lines(per_pixel(NARROW)), shape.lines(per_pixel(WIDE)));
        if narrow == wide {
            shape.write(&wide, "", out);
        } else {
            shape.write(&narrow, " is-narrow", out);
            shape.write(&wide, " is-wide", out);
        }
    }
}

impl ShapeMark<'_> {
    /// Returns name and value, or the value, or nothing: what has room where a pixel is so many units.
    fn lines(&self, per_pixel: f64) -> Vec<(&'static str, &str)> {
        let all = [("tick", &*self.mark.name), ("tick tile-value", &*self.mark.text)];
        let fitting = [&all[..], &all[1..]].into_iter().find(|lines| self.fits(lines, per_pixel));
        fitting.unwrap_or_default().to_vec()
    }

    /// Says whether a box for these lines lies inside.
    fn fits(&self, lines: &[(&str, &str)], per_pixel: f64) -> bool {
        let width = |(_, text): &(&str, &str)| measure::width(text, label::TICK_PX, Weight::Bold);
        let wide = lines.iter().map(width).fold(0.0, f64::max) / 2.0 * per_pixel;
        let high = f64::from(u32::try_from(lines.len()).unwrap_or(0)) * LINE_PX / 2.0 * per_pixel;
        let (x, y) = (f64::from(self.middle.0), f64::from(self.middle.1));
        let steps = || [-1.0, -0.5, 0.0, 0.5, 1.0].into_iter();
        let mut around =
            steps().flat_map(|right| steps().map(move |down| (x + right * wide, y + down * high)));
        let is_within =
            |&(px, py): &Corner| (f64::from(px) - x).abs() < wide && (f64::from(py) - y).abs() < high;
        !self.rings.iter().flatten().any(is_within) && around.all(|at| self.holds(at))
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        let is_crossed = |(a, b): (&Corner, &Corner)| {
            let ((ax, ay), (bx, by)) = ((f64::from(a.0), f64::from(a.1)), (f64::from(b.0), f64::from(b.1)));
            (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
        };
        let edges = self.rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
        edges.filter(|edge| is_crossed(*edge)).count() % 2 == 1
    }

    /// Lists lines around the middle, for a picture of this width whose pixels are so many units.
    fn marks(&self, lines: &[(&'static str, &str)], (width, per_pixel): (f64, f64)) -> Vec<Mark> {
        let first = if lines.len() > 1 { -3.0 } else { 4.0 };
        let (x, y) = (f64::from(self.middle.0) / width, f64::from(self.middle.1) / per_pixel);
        let text = |(&(class, text), down): (&(&str, &str), f64)| Mark::Text {
            class: class.to_owned(),
            at: (x, y + down),
            anchor: Anchor::Middle,
            text: text.to_owned(),
            dx: 0,
        };
        lines.iter().zip([first, first + LINE_PX]).map(text).collect()
    }

    /// Writes lines around the middle; their distance is in `em`, so that it follows the size of the texts.
    fn write(&self, lines: &[(&'static str, &str)], size: &str, out: &mut String) {
        let (x, y) = self.middle;
        let first = if lines.len() > 1 { -0.25 } else { 0.35 };
        for ((class, text), dy) in lines.iter().zip([first, first + 1.2]) {
            let _infallible = write!(out, "<text class=\"{class}{size}\" x=\"{x}\" y=\"{y}\" dy=\"{dy}em\">");
            escape(out, text);
            out.push_str("</text>");
        }
    }
}

/// Returns how wide and how high outlines are.
fn extent(rings: &[Vec<Corner>]) -> Option<Corner> {
    let all = || rings.iter().flatten();
    let wide = all().map(|at| at.0).max()? - all().map(|at| at.0).min()?;
    Some((wide, all().map(|at| at.1).max()? - all().map(|at| at.1).min()?))
}

/// Writes outlines as short as can be: steps from point to point, a minus sign parting two numbers.
fn path(rings: &[Vec<Corner>]) -> String {
    let mut out = String::new();
    for ring in rings {
        let Some(&(x, y)) = ring.first() else { continue };
        let _infallible = write!(out, "M{x} {y}l");
        for (at, pair) in ring.windows(2).enumerate() {
            let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            let gap = |number: i32| if number < 0 { "" } else { " " };
            let _infallible = write!(out, "{}{dx}{}{dy}", if at == 0 { "" } else { gap(dx) }, gap(dy));
        }
        out.push('z');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(left: i32, top: i32, size: i32) -> Vec<Vec<Corner>> {
        vec![vec![(left, top), (left + size, top), (left + size, top + size), (left, top + size)]]
    }

    fn map(squares: &[Vec<Vec<Corner>>]) -> ShapeMap<'_> {
        let shape = |(at, rings): (usize, &'_ Vec<Vec<Corner>>)| {
            let (left, size) = (rings[0][0], rings[0][1].0 - rings[0][0].0);
            let mark = MapMark {
                name: "Cửa Sông".into(),
                text: "61,4%".into(),
                class: Some(at % 5),
                ..MapMark::default()
            };
            (left, size, mark)
        };
        let shapes = squares.iter().enumerate().map(|(at, rings)| {
            let ((left, top), size, mark) = shape((at, rings));
            ShapeMark { rings, middle: (left + size / 2, top + size / 2), room: size / 2, mark }
        });
        ShapeMap {
            head: Head { id: "m".into(), ..Head::default() },
            size: (1000, 800),
            shapes: shapes.collect(),
        }
    }

    #[test]
    fn a_path_is_steps_from_point_to_point() {
        let hole = vec![vec![(10, 20), (40, 20), (40, 60)], vec![(5, 5), (4, 9), (3, 3)]];
        assert_eq!(path(&hole), "M10 20l30 0 0 40zM5 5l-1 4-1-6z");
    }

    #[test]
    fn texts_stand_where_they_have_room() {
        let squares = [square(0, 0, 400), square(400, 0, 130), square(600, 0, 50)];
        let svg = map(&squares).to_svg();
        assert_eq!(
            svg.matches("Cửa Sông</text>").count(),
            2,
            "always in the first, on a wide map in the second: {svg}"
        );
        assert_eq!(svg.matches("is-wide").count(), 2, "{svg}");
        assert_eq!(svg.matches("is-narrow").count(), 0, "{svg}");
    }

    #[test]
    fn an_islet_is_a_circle_unless_another_is_near() {
        let alone = [square(0, 0, 400), square(800, 700, 4)];
        assert_eq!((map(&alone).to_svg().matches("<circle").count(), map(&alone).n_small()), (1, 0));
        let crowded = [square(0, 0, 400), square(800, 700, 4), square(810, 700, 4)];
        assert_eq!((map(&crowded).to_svg().matches("<circle").count(), map(&crowded).n_small()), (0, 2));
    }

    #[test]
    fn what_lies_above_others_is_drawn_last() {
        let squares = [square(0, 700, 100), square(0, 0, 4), square(500, 0, 100)];
        let mut map = map(&squares);
        assert_eq!(map.order(), [2, 0, 1]);
        map.shapes[2].mark.is_current = true;
        assert_eq!(map.order(), [0, 1, 2]);
    }

    #[test]
    fn texts_of_authors_are_never_markup() {
        let squares = [square(0, 0, 400)];
        let mut map = map(&squares);
        map.shapes[0].mark.title = "<b>\"&".into();
        map.shapes[0].mark.url = Some("/x?\"><script>".into());
        map.head.id = "a\"b c".into();
        map.shapes[0].mark.class = None;
        let svg = map.to_svg();
        assert!(
            !svg.contains("<b>") && !svg.contains("<script>") && svg.contains("url(#a&quot;b-c-gap)"),
            "{svg}"
        );
    }
}
