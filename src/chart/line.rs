//! One to four series over time. A missing observation is a gap in the line; each observation is a point with a title.

use std::borrow::Cow;
use std::fmt;

use super::canvas::{self, Canvas, Plot};
use super::line_layout::Layout;
use super::scale::drawable;
use super::{Chart, Drawing, Extent, Head, Medium};

/// Series over time.
#[derive(Clone)]
pub struct Line<'a> {
    /// Name and description.
    pub head: Head<'a>,
    /// At most four; more would repeat the classes.
    pub series: Vec<Series<'a>>,
    /// Labels of the time axis in order of days; too many are thinned evenly, the last one stays.
    pub ticks: Vec<Tick<'a>>,
    /// How much of the value axis is shown.
    pub extent: Extent,
    /// Writes a value of the value axis in the page's language.
    pub y_label: &'a dyn Fn(f64) -> String,
    /// The value to reach.
    pub target: Option<TargetLine<'a>>,
}

impl fmt::Debug for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Line");
        debug.field("head", &self.head).field("series", &self.series);
        debug.finish_non_exhaustive()
    }
}

/// A label of the time axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tick<'a> {
    /// Day, as a number.
    pub x: f64,
    /// The period as it shall be read, short.
    pub label: Cow<'a, str>,
}

/// Observations of one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series<'a> {
    /// Its name in the legend, which a chart of one series does without.
    pub name: Cow<'a, str>,
    /// In order of days.
    pub points: Vec<Point<'a>>,
    /// The last measured value as it shall be read; in small multiples the first one too.
    pub last: Cow<'a, str>,
}

/// One observation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point<'a> {
    /// Day, as a number.
    pub x: f64,
    /// `None`, or a value that is not finite, is a gap.
    pub value: Option<f64>,
    /// Period and value in one, shown when a reader points at it.
    pub title: Cow<'a, str>,
    /// The source contradicts this value, or it is provisional.
    pub is_doubtful: bool,
}

/// A horizontal line at a value to reach.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TargetLine<'a> {
    /// Where; not finite means that there is none.
    pub value: f64,
    /// Name and value as they shall be read.
    pub label: Cow<'a, str>,
}

const LINES: [&str; 4] = ["line-0", "line-1", "line-2", "line-3"];
const POINTS: [[&str; 2]; 4] = [
    ["point-0", "point-0 is-doubtful"],
    ["point-1", "point-1 is-doubtful"],
    ["point-2", "point-2 is-doubtful"],
    ["point-3", "point-3 is-doubtful"],
];

/// Returns the class of the lines of the series of this number.
pub(super) fn line_class(series: usize) -> &'static str {
    LINES[series % LINES.len()]
}

impl Chart for Line<'_> {
    fn draw(&self, medium: Medium) -> Drawing {
        let layout = Layout::new(self);
        canvas::draw(medium, ("img", "line"), layout.height, &self.head, |canvas| {
            self.draw_on(canvas, &layout);
        })
    }
}

impl Line<'_> {
    fn draw_on(&self, canvas: &Canvas<'_>, layout: &Layout) {
        let page = canvas.page();
        layout.legend.draw(&page);
        layout.draw_axes(&page);
        let plot = canvas.plot(layout.data, layout.x, (layout.y.hi, layout.y.lo));
        for (number, series) in self.series.iter().enumerate() {
            series.draw_lines(&plot, line_class(number));
        }
        for (number, series) in self.series.iter().enumerate() {
            series.draw_points(&plot, POINTS[number % POINTS.len()]);
        }
        layout.labels().for_each(|label| page.label(label));
    }
}

impl Series<'_> {
    /// Returns day and value of each observation whose day is a number.
    pub(super) fn at(&self) -> impl Iterator<Item = (f64, Option<f64>)> {
        let at = |point: &Point<'_>| Some((drawable(Some(point.x))?, drawable(point.value)));
        self.points.iter().filter_map(at)
    }

    /// Returns the ends of each piece of the line.
    pub(super) fn pieces(&self) -> Vec<[(f64, f64); 2]> {
        let at: Vec<_> = self.at().collect();
        let piece = |pair: &[(f64, Option<f64>)]| match *pair {
            [(x0, Some(y0)), (x1, Some(y1))] => Some([(x0, y0), (x1, y1)]),
            _ => None,
        };
        at.windows(2).filter_map(piece).collect()
    }

    /// Returns the last observation that has a value.
    pub(super) fn last_measured(&self) -> Option<(f64, f64)> {
        self.at().filter_map(|(x, y)| Some((x, y?))).last()
    }

    /// Draws lines and points of the series of this number.
    pub(super) fn draw(&self, plot: &Plot<'_>, number: usize) {
        self.draw_lines(plot, line_class(number));
        self.draw_points(plot, POINTS[number % POINTS.len()]);
    }

    fn draw_lines(&self, plot: &Plot<'_>, class: &str) {
        for [from, to] in self.pieces() {
            plot.line(class, from, to);
        }
    }

    fn draw_points(&self, plot: &Plot<'_>, classes: [&str; 2]) {
        let radius = match self.points.len() {
            0..=30 => 35,
            31..=90 => 20,
            _ => 12,
        };
        for point in &self.points {
            let (Some(x), Some(y)) = (drawable(Some(point.x)), drawable(point.value)) else {
                continue;
            };
            plot.group(&point.title, || {
                plot.circle(classes[usize::from(point.is_doubtful)], (x, y), radius);
            });
        }
    }
}
