//! One value against its target: a track, a bar on it, a tick at the target with its label above, the value beside or below.

use std::borrow::Cow;

use super::Head;
use super::backend::Anchor;
use super::canvas::{self, NARROW, Plot};
use super::label::{self, LINE_PX, Label, TO_BASELINE};
use super::marker::{Marker, Markers};
use super::scale::{Domain, drawable};

/// One value against its target.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bullet<'a> {
    /// Name and description.
    pub head: Head<'a>,
    /// `None`, or a value that is not finite: there is no bar, and `text` says why.
    pub value: Option<f64>,
    /// The value as it shall be read.
    pub text: Cow<'a, str>,
    /// What is shown when a reader points at the bar.
    pub title: Cow<'a, str>,
    /// The value to reach.
    pub target: Option<Marker<'a>>,
    /// Where the track ends, such as 100 for percents; a larger value or target moves it.
    pub max: Option<f64>,
    /// The source contradicts this value, or it is provisional.
    pub is_doubtful: bool,
}

/// Height of the track.
const TRACK_PX: f64 = 16.0;
/// How far the target's tick reaches beyond the track.
const BEYOND: f64 = 4.0;
/// Widest text beside the track; a longer one stands below.
const MOST_BESIDE: f64 = 0.35 * NARROW;

impl Bullet<'_> {
    /// Returns the chart as an `<svg>` element.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let beside = label::width(self.text_class(), &self.text) + 8.0;
        let right = if beside <= MOST_BESIDE { NARROW - beside } else { NARROW - 2.0 };
        let domain = self.domain();
        let x = |value: f64| domain.place(value, (0.0, right));
        let target = self.target.iter();
        let target = target.filter_map(|marker| Some((x(drawable(Some(marker.value))?), marker)));
        let markers = Markers::place(&target.collect::<Vec<_>>());
        let top = markers.height + BEYOND;
        let texts = self.texts(right, top);
        let below = texts.iter().map(|text| text.y + 5.0).fold(0.0, f64::max);
        let bottom = top + TRACK_PX + BEYOND;
        canvas::svg("bullet", below.max(bottom), &self.head, |canvas| {
            let page = canvas.page();
            page.group(&self.title, || self.draw(&page, right, top, x));
            for text in &texts {
                page.label(text);
            }
            markers.draw(&page, bottom, &[]);
        })
    }

    fn domain(&self) -> Domain {
        let target = self.target.as_ref().map(|target| target.value);
        Domain::zero_based([self.value, target, self.max].into_iter().flatten())
    }

    fn text_class(&self) -> &'static str {
        if drawable(self.value).is_some() { "value" } else { "gap" }
    }

    /// Places the text at the right edge where it fits beside the track, else below.
    fn texts(&self, right: f64, top: f64) -> Vec<Label> {
        if right < NARROW - 2.0 {
            let at = (NARROW, top + TRACK_PX / 2.0 + TO_BASELINE);
            return vec![Label::new(self.text_class(), at, &self.text).anchored(Anchor::End, 0)];
        }
        label::lines(self.text_class(), 0.0, top + TRACK_PX + BEYOND + LINE_PX - 4.0, &self.text)
    }

    fn draw(&self, page: &Plot<'_>, right: f64, top: f64, x: impl Fn(f64) -> f64) {
        page.rect("track", (0.0, top), (right, top + TRACK_PX));
        if let Some(value) = drawable(self.value) {
            let class = if self.is_doubtful { "bar is-doubtful" } else { "bar" };
            page.rect(class, (x(0.0), top), (x(value), top + TRACK_PX));
        }
    }
}
