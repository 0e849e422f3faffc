//! Small multiples: one small line for each place, side by side on the same axes, so that their shapes compare.

use super::canvas::{self, Canvas, Frame, NARROW};
use super::label::{LINE_PX, Label, TEXT_PX, TICK_PX};
use super::measure::{self, Weight};
use super::scale::Domain;
use super::{Chart, Drawing, Extent, Head, Medium, Series};

/// Lines of many places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panels<'a> {
    /// Name and description.
    pub head: Head<'a>,
    /// One a panel: its name stands above, what is said of its ends below.
    pub series: Vec<Series<'a>>,
    /// How much of the value axis is shown, the same in all.
    pub extent: Extent,
}

/// Panels side by side: on a telephone, a name needs half its width.
const COLUMNS: usize = 2;
/// Between panels.
const GAP: f64 = 16.0;
/// Height of the lines.
const PLOT: f64 = 34.0;
/// Room for the first and the last point at the edges.
const EDGE: f64 = 5.0;
const WIDTH: f64 = (NARROW - GAP) / 2.0;

/// Panels that stand beside each other.
struct Row<'p, 'a> {
    top: f64,
    /// Lines of the longest name and of the longest text below.
    lines: (f64, f64),
    series: &'p [Series<'a>],
}

impl Row<'_, '_> {
    fn draw(&self, canvas: &Canvas<'_>, (x, y): (Domain, Domain)) {
        let page = canvas.page();
        for (column, series) in (0_u32..).zip(self.series) {
            let left = f64::from(column) * (WIDTH + GAP);
            let (top, bottom) = (self.plot_top(), self.plot_top() + PLOT);
            below("label", (left, self.top), &name(series)).for_each(|label| page.label(&label));
            below("tick", (left, bottom), &ends(series)).for_each(|label| page.label(&label));
            page.line("axis", (left, bottom), (left + WIDTH, bottom));
            let frame = Frame { left: left + EDGE, right: left + WIDTH - EDGE, top: top + EDGE, bottom };
            series.draw(&canvas.plot(frame, x, (y.hi, y.lo)), 0);
        }
    }

    fn plot_top(&self) -> f64 {
        self.top + self.lines.0 * LINE_PX + 4.0
    }

    fn bottom(&self) -> f64 {
        self.plot_top() + PLOT + self.lines.1 * LINE_PX + GAP
    }
}

impl Chart for Panels<'_> {
    fn draw(&self, medium: Medium) -> Drawing {
        let mut rows: Vec<Row<'_, '_>> = Vec::new();
        for series in self.series.chunks(COLUMNS) {
            let top = rows.last().map_or(0.0, Row::bottom);
            let most = |texts: &dyn Fn(&Series<'_>) -> Vec<String>| {
                series.iter().map(|one| texts(one).len()).max().unwrap_or(1)
            };
            let lines = (most(&name), most(&ends));
            rows.push(Row { top, lines: (height(lines.0), height(lines.1)), series });
        }
        let bottom = rows.last().map_or(0.0, |row| row.bottom() - GAP + 4.0);
        let at = || self.series.iter().flat_map(Series::at);
        let x = Domain::around(at().map(|(x, _)| x));
        let y = self.extent.domain(at().filter_map(|(_, y)| y));
        canvas::draw(medium, ("img", "panels"), bottom, &self.head, |canvas| {
            for row in &rows {
                row.draw(canvas, (x, y));
            }
        })
    }
}

/// Returns the name of a panel, in lines.
fn name(series: &Series<'_>) -> Vec<String> {
    measure::wrap(&series.name, TEXT_PX, WIDTH, Weight::Regular)
}

/// Returns what stands below a panel, in lines.
fn ends(series: &Series<'_>) -> Vec<String> {
    measure::wrap(&series.last, TICK_PX, WIDTH, Weight::Regular)
}

/// Places lines of text below a point.
fn below(class: &'static str, (x, y): (f64, f64), lines: &[String]) -> impl Iterator<Item = Label> {
    let at = move |(n, text): (u32, &String)| Label::new(class, (x, y + f64::from(n) * LINE_PX - 4.0), text);
    (1_u32..).zip(lines).map(at)
}

fn height(lines: usize) -> f64 {
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX))
}
