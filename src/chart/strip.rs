//! Where one value lies among all: a dot for each place on one line, the place of the page large, lines at what to compare with.
//!
//! The line runs from the lowest to the highest of all that is shown, not from zero: positions are compared, not lengths.

use std::borrow::Cow;

use super::Head;
use super::backend::Anchor;
use super::canvas::{self, Frame, NARROW, Plot};
use super::label::{LINE_PX, Label};
use super::marker::{Marker, Markers};
use super::scale::{Domain, drawable};

/// Values on one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip<'a> {
    /// Name and description.
    pub head: Head<'a>,
    /// All values; those that are missing or not finite are left out.
    pub dots: Vec<Dot<'a>>,
    /// The place of the page, and what its value is compared with.
    pub markers: Vec<Marker<'a>>,
    /// What stands at the low and at the high end: a place and its value.
    pub ends: (Cow<'a, str>, Cow<'a, str>),
}

/// One value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dot<'a> {
    /// Where.
    pub value: Option<f64>,
    /// Place and value, shown when a reader points at it.
    pub title: Cow<'a, str>,
    /// The place of the page.
    pub is_highlight: bool,
}

/// Room for the largest dot at both ends.
const EDGE: f64 = 8.0;
/// From the labels of markers down to the line.
const DROP: f64 = 14.0;
/// Radius of a dot, and of the highlighted one, in tenths of a pixel.
const RADIUS: u32 = 45;
const RADIUS_HERE: u32 = 70;

impl Strip<'_> {
    /// Returns the chart as an `<svg>` element.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let values = self.dots.iter().filter_map(|dot| drawable(dot.value));
        let domain = Domain::around(values.chain(self.markers.iter().map(|marker| marker.value)));
        let x = |value: f64| domain.place(value, (EDGE, NARROW - EDGE));
        let markers = self.markers.iter();
        let markers = markers.filter_map(|marker| Some((x(drawable(Some(marker.value))?), marker)));
        let markers = Markers::place(&markers.collect::<Vec<_>>());
        let middle = markers.height + DROP;
        let ends = self.ends(middle + DROP + LINE_PX - 4.0);
        let bottom = ends.iter().map(|end| end.y + 5.0).fold(middle + DROP, f64::max);
        canvas::svg("strip", bottom, &self.head, |canvas| {
            let page = canvas.page();
            page.line("axis", (EDGE, middle), (NARROW - EDGE, middle));
            let texts: Vec<Frame> = ends.iter().map(Label::frame).collect();
            markers.draw(&page, middle + DROP / 2.0, &texts);
            let (here, rest): (Vec<_>, Vec<_>) = self.dots.iter().partition(|dot| dot.is_highlight);
            for dot in rest.into_iter().chain(here) {
                dot.draw(&page, middle, x);
            }
            for end in &ends {
                page.label(end);
            }
        })
    }

    /// Places the texts of both ends on one line, or below each other where they would meet.
    fn ends(&self, y: f64) -> Vec<Label> {
        let (low, high) = (&self.ends.0, &self.ends.1);
        let low = Label::new("tick", (0.0, y), low);
        let high = Label::new("tick", (NARROW, y), high).anchored(Anchor::End, 0);
        let meet = low.width() + high.width() + 12.0 > NARROW;
        let high = if meet { Label { y: y + LINE_PX, ..high } } else { high };
        let is_sound = |end: &Label| !end.text.is_empty() && end.width() <= NARROW;
        [low, high].into_iter().filter(is_sound).collect()
    }
}

impl Dot<'_> {
    fn draw(&self, page: &Plot<'_>, y: f64, x: impl Fn(f64) -> f64) {
        let Some(value) = drawable(self.value) else { return };
        let (class, radius) =
            if self.is_highlight { ("dot is-highlight", RADIUS_HERE) } else { ("dot", RADIUS) };
        page.group(&self.title, || page.circle(class, (x(value), y), radius));
    }
}
