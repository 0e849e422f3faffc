//! A line without axes, the height of two lines of text, for a table's cell or beside a figure.

use super::canvas::{self, Frame, NARROW, Plot};
use super::scale::{Domain, drawable};
use super::{Extent, Head};

/// A line without axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spark<'a> {
    /// Name and description; there is no other text.
    pub head: Head<'a>,
    /// Day and value in order of days; a missing value is a gap in the line.
    pub points: Vec<(f64, Option<f64>)>,
    /// How much of the value axis is shown.
    pub extent: Extent,
}

/// Height of the chart.
const HEIGHT: f64 = 28.0;
/// Room for the last point, which also suffices in a chart of 100 px.
const FRAME: Frame = Frame { left: 9.0, right: NARROW - 9.0, top: 4.0, bottom: HEIGHT - 4.0 };

impl Spark<'_> {
    /// Returns the chart as an `<svg>` element.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let points: Vec<_> =
            self.points.iter().filter_map(|&(x, y)| Some((drawable(Some(x))?, drawable(y)))).collect();
        let x = Domain::around(points.iter().map(|point| point.0));
        let y = self.extent.domain(points.iter().filter_map(|point| point.1));
        canvas::svg("spark", HEIGHT, &self.head, |canvas| {
            draw(&canvas.plot(FRAME, x, (y.hi, y.lo)), &points);
        })
    }
}

fn draw(plot: &Plot<'_>, points: &[(f64, Option<f64>)]) {
    for pair in points.windows(2) {
        if let [(x0, Some(y0)), (x1, Some(y1))] = *pair {
            plot.line("spark", (x0, y0), (x1, y1));
        }
    }
    let at = |n: usize| points.get(n).and_then(|point| Some((point.0, point.1?)));
    let last = (0..points.len()).rev().find(|&n| at(n).is_some());
    for n in 0..points.len() {
        let is_alone = at(n.wrapping_sub(1)).is_none() && at(n + 1).is_none();
        let Some(point) = at(n).filter(|_| is_alone || Some(n) == last) else {
            continue;
        };
        plot.circle("spark-point", point, if Some(n) == last { 30 } else { 15 });
    }
}
