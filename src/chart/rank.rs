//! Horizontal bars in the order given: places by one value, or measures of one place, from zero; or a whole, and below it its
//! parts, each from where the part before it ends.
//!
//! Names stand left of the bars while the longest takes at most 46 % of the narrowest chart; else each stands above its bar, on
//! as many lines as it needs. Values stand at the bars' ends; with markers or negative values they form a column at the right,
//! where no line crosses them; very long ones get a line of their own.

use std::borrow::Cow;

use super::backend::Anchor;
use super::canvas::{self, Canvas, Frame, NARROW, Plot};
use super::label::{self, LINE_PX, Label, TO_BASELINE};
use super::marker::{self, Marker, Markers};
use super::scale::{Domain, drawable};
use super::{Chart, Drawing, Head, Medium};

/// Horizontal bars.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rank<'a> {
    /// Name and description.
    pub head: Head<'a>,
    /// From top to bottom.
    pub bars: Vec<Bar<'a>>,
    /// Values that all bars are compared with; their order does not matter.
    pub markers: Vec<Marker<'a>>,
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar<'a> {
    /// What is measured: a place, a measure.
    pub label: Cow<'a, str>,
    /// `None`, or a value that is not finite: there is no bar, and `text` says why.
    pub value: Option<f64>,
    /// Where the bar begins: parts of a whole begin where the part before them ends.
    pub from: f64,
    /// The value as it shall be read.
    pub text: Cow<'a, str>,
    /// Label and value in one, shown when a reader points at the bar.
    pub title: Cow<'a, str>,
    /// The place of the page.
    pub is_highlight: bool,
    /// The source contradicts this value, or it is provisional.
    pub is_doubtful: bool,
}

/// Height of a row whose name stands left of its bar.
const ROW_PX: f64 = 26.0;
/// Height of a bar.
const BAR_PX: f64 = 16.0;
/// Largest part of the narrowest chart for names left of the bars; the bold one may take a little more.
const MOST_LABEL: f64 = 0.46 * NARROW;
/// Least width of the longest bar in the narrowest chart.
const LEAST_BAR: f64 = 0.22 * NARROW;
/// Room between a name and its bar, and a bar and its value, in pixels.
const NEAR: i32 = 6;

impl Chart for Rank<'_> {
    fn draw(&self, medium: Medium) -> Drawing {
        let layout = Layout::new(self);
        let markers = Markers::place(&layout.markers(self));
        let rows = layout.rows(self, markers.height);
        let bottom = rows.last().map_or(markers.height, |row| row.bottom);
        canvas::draw(medium, ("img", "rank"), bottom, &self.head, |canvas| {
            layout.draw(canvas, &rows, &markers, bottom);
        })
    }
}

impl Bar<'_> {
    fn measured(&self) -> Option<f64> {
        drawable(self.value)
    }

    /// Returns where the bar ends.
    fn end(&self) -> Option<f64> {
        drawable(Some(self.from + self.measured()?))
    }

    fn class(&self) -> &'static str {
        match (self.is_highlight, self.is_doubtful) {
            (false, false) => "bar",
            (true, false) => "bar is-highlight",
            (false, true) => "bar is-doubtful",
            (true, true) => "bar is-highlight is-doubtful",
        }
    }

    fn label_class(&self) -> &'static str {
        if self.is_highlight { "label is-highlight" } else { "label" }
    }

    fn text_class(&self) -> &'static str {
        match (self.measured(), self.is_highlight) {
            (None, _) => "gap",
            (Some(_), true) => "value is-highlight",
            (Some(_), false) => "value",
        }
    }
}

/// Where names stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    Left,
    Above,
}

/// Where values stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    BarEnd,
    Column,
    Above,
}

/// What holds for all rows.
struct Layout {
    names: Names,
    values: Values,
    left: f64,
    right: f64,
    domain: Domain,
}

/// A row with its texts placed; `bar` holds its left, right and top.
struct Row<'r> {
    title: &'r str,
    texts: Vec<Label>,
    bar: Option<(&'static str, f64, f64)>,
    bar_top: f64,
    bottom: f64,
}

fn widest_name<'r>(rank: &'r Rank<'r>, class: impl Fn(&'r Bar<'r>) -> &'static str) -> f64 {
    let widths = rank.bars.iter().map(|bar| label::width(class(bar), &bar.label));
    widths.fold(0.0, f64::max) + f64::from(NEAR)
}

fn widest_value(rank: &Rank<'_>) -> f64 {
    let bars = rank.bars.iter().filter(|bar| bar.measured().is_some());
    let widths = bars.map(|bar| label::width(bar.text_class(), &bar.text));
    widths.fold(0.0, f64::max) + f64::from(NEAR)
}

impl Names {
    /// Chooses by the widths of names and values. The bold of the highlight does not count, so that the pages of all places
    /// look alike.
    fn of(rank: &Rank<'_>, name: f64, value: f64) -> Self {
        let is_short = widest_name(rank, |_| "label") <= MOST_LABEL + f64::from(NEAR);
        if is_short && name + value + LEAST_BAR <= NARROW { Self::Left } else { Self::Above }
    }
}

impl Values {
    /// Returns the room right of the longest bar.
    fn reserve(self, widest: f64) -> f64 {
        match self {
            Self::Above => 2.0,
            Self::BarEnd => widest + 1.0,
            Self::Column => widest + 4.0,
        }
    }
}

impl Layout {
    fn new(rank: &Rank<'_>) -> Self {
        let ends = rank.bars.iter().filter_map(Bar::end);
        let domain = Domain::zero_based(ends.chain(rank.markers.iter().map(|marker| marker.value)));
        let value = widest_value(rank);
        let name = widest_name(rank, Bar::label_class);
        let names = Names::of(rank, name, value);
        let values = if value + LEAST_BAR > NARROW {
            Values::Above
        } else if domain.lo < 0.0 || !rank.markers.is_empty() {
            Values::Column
        } else {
            Values::BarEnd
        };
        let left = if names == Names::Left { name } else { 0.0 };
        let right = NARROW - values.reserve(value);
        Self { names, values, left, right, domain }
    }

    fn x(&self, value: f64) -> f64 {
        self.domain.place(value, (self.left, self.right))
    }

    fn markers<'m>(&self, rank: &'m Rank<'m>) -> Vec<(f64, &'m Marker<'m>)> {
        let at = |marker: &'m Marker<'m>| Some((self.x(drawable(Some(marker.value))?), marker));
        rank.markers.iter().filter_map(at).collect()
    }

    fn rows<'r>(&self, rank: &'r Rank<'_>, top: f64) -> Vec<Row<'r>> {
        let mut top = top;
        let next = |bar| {
            let row = match self.names {
                Names::Left => self.row_beside(bar, top),
                Names::Above => self.row_below(bar, top),
            };
            top = row.bottom;
            row
        };
        rank.bars.iter().map(next).collect()
    }

    /// Places a row on one line: name, bar, value. Only the reason of a gap may take more.
    fn row_beside<'r>(&self, bar: &'r Bar<'_>, top: f64) -> Row<'r> {
        let middle = top + ROW_PX / 2.0;
        let at = (self.left, middle + TO_BASELINE);
        let name = Label::new(bar.label_class(), at, &bar.label).anchored(Anchor::End, -NEAR);
        let mut texts = vec![name];
        match bar.end() {
            Some(end) => texts.push(self.value(bar, end, middle)),
            None => texts.extend(self.gap(bar, middle)),
        }
        let last = texts.last().map_or(at.1, |text| text.y);
        Row {
            title: &bar.title,
            texts,
            bar: self.extent(bar),
            bar_top: middle - BAR_PX / 2.0,
            bottom: last - TO_BASELINE + ROW_PX / 2.0,
        }
    }

    /// Places why there is no value where the bar would be.
    fn gap(&self, bar: &Bar<'_>, middle: f64) -> impl Iterator<Item = Label> {
        let left = self.left + f64::from(NEAR);
        let lines = label::lines("gap", left, middle + TO_BASELINE, &bar.text);
        let x = self.left;
        lines.into_iter().map(move |line| Label { x, dx: NEAR, ..line })
    }

    /// Places a row with the name, and where need be the text, on lines above the bar.
    fn row_below<'r>(&self, bar: &'r Bar<'_>, top: f64) -> Row<'r> {
        let mut texts = label::lines(bar.label_class(), 0.0, top + 14.0, &bar.label);
        let below = |texts: &[Label]| texts.last().map_or(top, |last| last.y + 4.0);
        let beside = bar.end().filter(|_| self.values != Values::Above);
        if beside.is_none() {
            let y = below(&texts) + LINE_PX - 4.0;
            texts.extend(label::lines(bar.text_class(), 0.0, y, &bar.text));
        }
        let bar_top = below(&texts) + 1.0;
        if let Some(end) = beside {
            texts.push(self.value(bar, end, bar_top + BAR_PX / 2.0));
        }
        let bar_px = if bar.measured().is_some() { BAR_PX } else { 0.0 };
        Row { title: &bar.title, texts, bar: self.extent(bar), bar_top, bottom: bar_top + bar_px + 9.0 }
    }

    /// Returns class, left and right of the bar.
    fn extent(&self, bar: &Bar<'_>) -> Option<(&'static str, f64, f64)> {
        let (from, end) = (self.x(bar.from), self.x(bar.end()?));
        Some((bar.class(), from.min(end), from.max(end)))
    }

    /// Places the value on the bar's line, beside its end.
    fn value(&self, bar: &Bar<'_>, end: f64, middle: f64) -> Label {
        let y = middle + TO_BASELINE;
        let label = |x: f64| Label::new(bar.text_class(), (x, y), &bar.text);
        match self.values {
            Values::Column => label(NARROW).anchored(Anchor::End, 0),
            Values::BarEnd | Values::Above => label(self.x(end)).anchored(Anchor::Start, NEAR),
        }
    }

    fn draw(&self, canvas: &Canvas<'_>, rows: &[Row<'_>], markers: &Markers<'_>, bottom: f64) {
        let page = canvas.page();
        for row in rows {
            page.group(row.title, || row.draw(&page));
        }
        let texts: Vec<Frame> = rows.iter().flat_map(|row| &row.texts).map(Label::frame).collect();
        if !rows.is_empty() {
            let zero = self.x(0.0);
            for (from, to) in marker::runs(zero, (markers.height, bottom), &texts) {
                page.line("axis", (zero, from), (zero, to));
            }
        }
        markers.draw(&page, bottom, &texts);
    }
}

impl Row<'_> {
    fn draw(&self, page: &Plot<'_>) {
        if let Some((class, left, right)) = self.bar {
            page.rect(class, (left, self.bar_top), (right, self.bar_top + BAR_PX));
        }
        for text in &self.texts {
            page.label(text);
        }
    }
}
