//! Where everything of a line chart stands: legend, axes, ticks, the labels of last values and of the target.
//!
//! Pixels are those of the narrowest chart. Never here: a text that is cut or that lies on another text or on a line of data.

use super::Extent;
use super::backend::Anchor;
use super::canvas::{Frame, NARROW, Plot};
use super::label::{self, Label};
use super::legend::Legend;
use super::line::{Line, Series, Tick, line_class};
use super::scale::{Domain, drawable};
use super::spread;

/// Height of the plot.
const PLOT_PX: f64 = 176.0;
/// Height of the time axis' labels.
const TICKS_PX: f64 = 25.0;
/// From the frame to the first and the last point.
const INSET: f64 = 7.0;
/// Widest label of the value axis beside the plot; wider ones stand inside, above their line.
const MOST_TICK: f64 = 0.3 * NARROW;
/// Widest label of a last value beside the plot; wider ones stand in the legend.
const MOST_LAST: f64 = 0.26 * NARROW;

/// A line chart before it is drawn.
pub(super) struct Layout {
    pub(super) legend: Legend,
    pub(super) height: f64,
    /// The frame of the grid.
    frame: Frame,
    /// Where the data lies, within the frame.
    pub(super) data: Frame,
    pub(super) x: Domain,
    pub(super) y: Domain,
    /// Grid lines with their labels.
    grid: Vec<f64>,
    values: Vec<Label>,
    days: Vec<Label>,
    lasts: Vec<Label>,
    target: Option<(f64, Option<Label>)>,
}

impl Layout {
    pub(super) fn new(line: &Line<'_>) -> Self {
        let (y, ticks) = y_axis(line);
        let texts: Vec<(f64, String)> = ticks.iter().map(|&tick| (tick, (line.y_label)(tick))).collect();
        let gutter = texts.iter().map(|(_, text)| label::width("tick", text)).fold(0.0, f64::max) + 6.0;
        let x = x_axis(line);
        let is_beside = |series: &Series<'_>| is_beside(line, series);
        let reserve = widest_last(line.series.iter().filter(|series| is_beside(series)));
        let left = if gutter <= MOST_TICK { gutter } else { 0.0 };
        let frame = Frame { left, right: NARROW - reserve, top: 0.0, bottom: 0.0 };
        let mut layout = Self::empty(x, y, frame);
        layout.write_legend(line);
        layout.set_top(layout.legend.height);
        layout.place_lasts(line);
        if layout.place_target(line) {
            // The legend takes the target's label, and all moves down.
            layout.set_top(layout.legend.height);
            layout.place_lasts(line);
        }
        layout.place_values(line, &texts);
        layout.place_days(line);
        layout
    }

    fn empty(x: Domain, y: Domain, frame: Frame) -> Self {
        Self {
            legend: Legend::default(),
            height: 0.0,
            frame,
            data: frame,
            x,
            y,
            grid: Vec::new(),
            values: Vec::new(),
            days: Vec::new(),
            lasts: Vec::new(),
            target: None,
        }
    }

    fn set_top(&mut self, legend: f64) {
        self.frame.top = legend + if self.has_gutter() { 10.0 } else { 20.0 };
        self.frame.bottom = self.frame.top + PLOT_PX;
        self.height = self.frame.bottom + TICKS_PX;
        self.data = Frame { left: self.frame.left + INSET, right: self.frame.right - INSET, ..self.frame };
    }

    /// Says whether the labels of the value axis stand beside the plot.
    fn has_gutter(&self) -> bool {
        self.frame.left > 0.0
    }

    fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let across = self.x.place(x, (self.data.left, self.data.right));
        (across, self.y.place(y, (self.data.bottom, self.data.top)))
    }

    /// Names the series where there are several, and last values that have no room in the plot.
    fn write_legend(&mut self, line: &Line<'_>) {
        for (number, series) in line.series.iter().enumerate() {
            let name = if line.series.len() > 1 { series.name.as_ref() } else { "" };
            let is_measured = series.last_measured().is_some();
            let last = if is_measured && !is_beside(line, series) { series.last.as_ref() } else { "" };
            self.legend.push(line_class(number), format!("{name} {last}").trim());
        }
    }

    /// Says in the middle of the plot why there is nothing to see.
    fn place_gap(&mut self, line: &Line<'_>) {
        let is_empty = line.series.iter().all(|series| series.last_measured().is_none());
        let why = line.series.first().filter(|_| is_empty).map_or("", |series| &series.last);
        if !why.is_empty() {
            let at = (f64::midpoint(self.frame.left, NARROW), self.frame.top + PLOT_PX / 2.0);
            self.lasts.push(Label::new("gap", at, why).inside());
        }
    }

    /// Places the last values beside their points, and pushes apart those that would overlap.
    fn place_lasts(&mut self, line: &Line<'_>) {
        const CLASSES: [&str; 4] = ["value value-0", "value value-1", "value value-2", "value value-3"];
        let beside = line.series.iter().enumerate().filter(|(_, series)| is_beside(line, series));
        let label = |(number, series): (usize, &Series<'_>)| {
            let (x, y) = self.at(series.last_measured()?);
            let at = (x, y + label::TO_BASELINE);
            Some(Label::new(CLASSES[number % CLASSES.len()], at, &series.last).anchored(Anchor::Start, 8))
        };
        self.lasts = beside.filter_map(label).collect();
        self.lasts.sort_by(|a, b| a.y.total_cmp(&b.y));
        self.place_gap(line);
        spread::push_apart(&mut self.lasts, (self.frame.top + 5.0, self.frame.bottom - 5.0));
    }

    /// Places the target's line and its label in the plot; where no place is free, in the legend, and says so.
    fn place_target(&mut self, line: &Line<'_>) -> bool {
        let Some(target) = &line.target else {
            return false;
        };
        let Some(value) = drawable(Some(target.value)) else {
            return false;
        };
        let taken = self.taken(line);
        let (_, y) = self.at((self.x.lo, value));
        let place = self.target_places(y, &target.label).into_iter().find(|label| {
            let frame = label.frame();
            let is_inside = frame.left >= self.frame.left && frame.right <= self.frame.right;
            let is_below_top = frame.top >= self.frame.top - 10.0 && frame.bottom <= self.frame.bottom;
            is_inside && is_below_top && !taken.iter().any(|other| other.overlaps(&frame))
        });
        let is_homeless = place.is_none();
        if is_homeless {
            self.legend.push("target", &target.label);
        }
        self.target = Some((value, place));
        is_homeless
    }

    /// Returns where the target's label may stand, best first.
    fn target_places(&self, y: f64, text: &str) -> Vec<Label> {
        let sides = [(self.frame.right - 2.0, Anchor::End), (self.frame.left + 3.0, Anchor::Start)];
        let label = |dy: f64| {
            sides.map(|(x, anchor)| Label::new("marker-label", (x, y + dy), text).anchored(anchor, 0))
        };
        [label(-6.0), label(15.0)].concat()
    }

    /// Returns the room that data and last values take, in small pieces.
    fn taken(&self, line: &Line<'_>) -> Vec<Frame> {
        let lasts = self.lasts.iter().map(Label::frame);
        let points = line.series.iter().flat_map(Series::at);
        let points = points.filter_map(|(x, y)| Some(Frame::around(self.at((x, y?)))));
        let pieces = line.series.iter().flat_map(Series::pieces);
        let pieces = pieces.flat_map(|[from, to]| Frame::along(self.at(from), self.at(to)));
        lasts.chain(points).chain(pieces).collect()
    }

    fn place_values(&mut self, line: &Line<'_>, texts: &[(f64, String)]) {
        let y = |value: f64| self.at((self.x.lo, value)).1;
        let grid = texts.iter().map(|&(value, _)| y(value)).collect();
        let labels = texts.iter().map(|(value, text)| self.tick_label(y(*value), text));
        let mut values: Vec<Label> = labels.collect();
        if !self.has_gutter() {
            // Inside the plot, data goes before a label of the axis.
            let mut taken = self.taken(line);
            let target = self.target.iter().filter_map(|(_, label)| label.as_ref());
            taken.extend(target.map(Label::frame));
            let is_free =
                |frame: Frame| frame.right <= NARROW && !taken.iter().any(|other| other.overlaps(&frame));
            values.retain(|label| is_free(label.frame()));
        }
        (self.grid, self.values) = (grid, values);
    }

    fn place_days(&mut self, line: &Line<'_>) {
        let day = |day: &Tick<'_>| {
            let (x, _) = self.at((drawable(Some(day.x))?, self.y.lo));
            Some(Label::new("tick", (x, self.frame.bottom + 20.0), &day.label).inside())
        };
        let days: Vec<Label> = line.ticks.iter().filter_map(day).collect();
        self.days = spread::thinned(&days);
    }

    fn tick_label(&self, y: f64, text: &str) -> Label {
        if self.has_gutter() {
            let at = (self.frame.left, y + 4.3);
            return Label::new("tick", at, text).anchored(Anchor::End, -5);
        }
        Label::new("tick", (0.0, y - 4.0), text)
    }

    /// Draws grid, axes and the target's line.
    pub(super) fn draw_axes(&self, page: &Plot<'_>) {
        let (left, right) = (self.frame.left, self.frame.right);
        let bottom = self.frame.bottom;
        for &y in self.grid.iter().filter(|&&y| y < bottom - 0.5) {
            page.line("grid", (left, y), (right, y));
        }
        page.line("axis", (left, bottom), (right, bottom));
        for day in &self.days {
            page.line("axis", (day.x, bottom), (day.x, bottom + 4.0));
        }
        if let Some((value, _)) = self.target {
            let (_, y) = self.at((self.x.lo, value));
            page.line("target", (left, y), (right, y));
        }
    }

    /// Returns all texts but the legend's.
    pub(super) fn labels(&self) -> impl Iterator<Item = &Label> {
        let target = self.target.iter().filter_map(|(_, label)| label.as_ref());
        self.values.iter().chain(&self.days).chain(&self.lasts).chain(target)
    }
}

fn y_axis(line: &Line<'_>) -> (Domain, Vec<f64>) {
    let values = line.series.iter().flat_map(Series::at).filter_map(|(_, y)| y);
    let values: Vec<f64> = values.chain(line.target.as_ref().map(|target| target.value)).collect();
    let (domain, ticks) = line.extent.axis(values.iter().copied());
    // Numbers beside an empty plot would be our invention, unless the caller asked for them.
    let is_invented = values.is_empty() && !matches!(line.extent, Extent::Span(..));
    (domain, if is_invented { Vec::new() } else { ticks })
}

fn x_axis(line: &Line<'_>) -> Domain {
    let days = line.series.iter().flat_map(Series::at).map(|(x, _)| x);
    Domain::around(days.chain(line.ticks.iter().map(|tick| tick.x)))
}

/// Says whether the last value stands beside its point: it is short, and no other series goes on there.
fn is_beside(line: &Line<'_>, series: &Series<'_>) -> bool {
    let ends = line.series.iter().filter_map(|series| Some(series.last_measured()?.0));
    let latest = ends.fold(f64::NEG_INFINITY, f64::max);
    let is_latest = series.last_measured().is_some_and(|(x, _)| x >= latest);
    is_latest && !series.last.is_empty() && label::width("value", &series.last) <= MOST_LAST
}

/// Returns the room right of the plot that these series' last values need.
fn widest_last<'l>(series: impl Iterator<Item = &'l Series<'l>>) -> f64 {
    let widths = series.map(|series| label::width("value", &series.last) + 2.0);
    widths.fold(1.0, f64::max)
}
