//! Vertical lines at a value, with labels above the bars that neither overlap nor are cut.
//!
//! Values and texts enter, labels and pieces of lines leave. Pixels are those of the narrowest chart.

use std::borrow::Cow;

use super::canvas::{Frame, Plot};
use super::label::{self, LINE_PX, Label};

/// What a marker stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkerKind {
    /// A value to compare with, such as that of the whole city.
    Reference,
    /// A value to reach.
    Target,
    /// The value of the place of the page.
    Here,
}

/// A value that all bars of a chart are compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker<'a> {
    /// Where; not finite means that the marker is left out.
    pub value: f64,
    /// Name and value as they shall be read.
    pub label: Cow<'a, str>,
    /// Reference or target.
    pub kind: MarkerKind,
}

/// A marker with its place: the line's x, the texts, and where the line may begin.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed<'m> {
    marker: &'m Marker<'m>,
    x: f64,
    labels: Vec<Label>,
    top: f64,
}

/// Markers side by side and the height of their labels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Markers<'m> {
    placed: Vec<Placed<'m>>,
    pub(super) height: f64,
}

/// Room between two labels in one row.
const BETWEEN: f64 = 8.0;
/// Room between a label and a line that passes it.
const CLEAR: f64 = 2.0;
/// Shortest piece of a line worth drawing between two texts.
const LEAST_PIECE: f64 = 8.0;

impl<'m> Markers<'m> {
    /// Finds room for the labels of markers at the given x; fewest rows win, then most lines that reach their label.
    pub(super) fn place(at: &[(f64, &'m Marker<'m>)]) -> Self {
        let mut ascending = at.to_vec();
        ascending.sort_by(|a, b| a.0.total_cmp(&b.0));
        let descending: Vec<_> = ascending.iter().rev().copied().collect();
        let (one, other) = (Self::in_order(&descending), Self::in_order(&ascending));
        let cost = |markers: &Self| {
            let detached = markers.placed.iter().filter(|p| p.top >= markers.height);
            (markers.height, detached.count())
        };
        if cost(&other) < cost(&one) { other } else { one }
    }

    fn in_order(at: &[(f64, &'m Marker<'m>)]) -> Self {
        let mut placed: Vec<Placed<'_>> = Vec::new();
        for &(x, marker) in at {
            let taken: Vec<Frame> = placed.iter().flat_map(Placed::frames).collect();
            let labels = find_room(x, &marker.label, &taken);
            let top = labels.last().map_or(0.0, |label| label.y + 4.0);
            placed.push(Placed { marker, x, labels, top });
        }
        let bottom = placed.iter().map(|p| p.top).fold(0.0, f64::max);
        let height = if placed.is_empty() { 0.0 } else { bottom + 3.0 };
        let mut markers = Self { placed, height };
        markers.detach();
        markers
    }

    /// Lets a line that would cross another marker's label begin below all labels.
    fn detach(&mut self) {
        let frames: Vec<Frame> = self.placed.iter().flat_map(Placed::frames).collect();
        for placed in &mut self.placed {
            let line = line_frame(placed.x, (placed.top, self.height));
            if frames.iter().any(|frame| frame.overlaps(&line)) {
                placed.top = self.height;
            }
        }
    }

    /// Draws all, the lines down to `bottom`, with a break wherever one would cross a text.
    pub(super) fn draw(&self, page: &Plot<'_>, bottom: f64, texts: &[Frame]) {
        for placed in &self.placed {
            page.group(&placed.marker.label, || placed.draw(page, bottom, texts));
        }
    }
}

impl Placed<'_> {
    fn frames(&self) -> impl Iterator<Item = Frame> {
        self.labels.iter().map(Label::frame)
    }

    fn draw(&self, page: &Plot<'_>, bottom: f64, texts: &[Frame]) {
        let class = match self.marker.kind {
            MarkerKind::Reference => "marker",
            MarkerKind::Target => "target",
            MarkerKind::Here => "here",
        };
        for class in ["halo", class] {
            for (from, to) in runs(self.x, (self.top, bottom), texts) {
                page.line(class, (self.x, from), (self.x, to));
            }
        }
        for label in &self.labels {
            page.label(label);
        }
    }
}

/// Returns the label's lines in the highest rows where they meet no other label.
fn find_room(x: f64, text: &str, taken: &[Frame]) -> Vec<Label> {
    let mut row = 0.0;
    loop {
        let lines = label::lines("marker-label", 0.0, 13.0 + row * LINE_PX, text);
        let labels: Vec<Label> = lines.into_iter().map(|line| Label { x, ..line }.inside()).collect();
        let free = |frame: Frame| {
            let wider = Frame { left: frame.left - BETWEEN, right: frame.right + BETWEEN, ..frame };
            taken.iter().all(|other| !other.overlaps(&wider))
        };
        if labels.iter().all(|label| free(label.frame())) {
            return labels;
        }
        row += 1.0;
    }
}

fn line_frame(x: f64, (top, bottom): (f64, f64)) -> Frame {
    Frame { left: x - CLEAR, right: x + CLEAR, top, bottom }
}

/// Returns the pieces of a vertical line that cross none of the texts, from top to bottom; texts come in order of their tops.
pub(super) fn runs(x: f64, (top, bottom): (f64, f64), texts: &[Frame]) -> Vec<(f64, f64)> {
    let line = line_frame(x, (top, bottom));
    let mut pieces = Vec::new();
    let mut from = top;
    for text in texts.iter().filter(|text| text.overlaps(&line)) {
        if text.top >= from + LEAST_PIECE {
            pieces.push((from, text.top));
        }
        from = from.max(text.bottom);
    }
    if bottom >= from + LEAST_PIECE {
        pieces.push((from, bottom));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::backend::Anchor;
    use super::super::canvas::NARROW;
    use super::*;

    fn marker(label: &str) -> Marker<'_> {
        Marker { value: 1.0, label: label.into(), kind: MarkerKind::Target }
    }

    #[test]
    fn labels_that_would_overlap_are_stacked_and_lines_pass_beside_them() {
        let (city, target) = (marker("Toàn Thành phố 96,3%"), marker("Mục tiêu 100%"));
        let markers = Markers::place(&[(230.0, &city), (240.0, &target)]);
        let rows: Vec<_> = markers.placed.iter().map(|p| (p.x, p.labels[0].y)).collect();
        assert_eq!(rows, [(240.0, 13.0), (230.0, 31.0)]);
        assert!(markers.placed.iter().all(|p| p.top < markers.height));
        assert_eq!(markers.placed[1].labels[0].anchor, Anchor::End);
    }

    #[test]
    fn labels_with_room_share_a_row() {
        let (city, target) = (marker("Nước 20%"), marker("Mục tiêu 100%"));
        let markers = Markers::place(&[(60.0, &city), (240.0, &target)]);
        assert!(markers.placed.iter().all(|p| p.labels[0].y < 14.0));
    }

    #[test]
    fn a_label_wider_than_the_chart_is_wrapped() {
        let long = marker("Mục tiêu của Thành phố đến hết năm 2023 theo Kế hoạch 85 là 100%");
        let markers = Markers::place(&[(100.0, &long)]);
        assert!(markers.placed[0].labels.len() > 1);
        for frame in markers.placed[0].frames() {
            assert!(frame.left >= 0.0 && frame.right <= NARROW, "{frame:?}");
        }
    }

    #[test]
    fn a_line_is_broken_at_texts() {
        let text = Frame { left: 90.0, right: 130.0, top: 20.0, bottom: 40.0 };
        assert_eq!(runs(100.0, (0.0, 60.0), &[text]), [(0.0, 20.0), (40.0, 60.0)]);
        assert_eq!(runs(150.0, (0.0, 60.0), &[text]), [(0.0, 60.0)]);
        assert_eq!(runs(100.0, (25.0, 35.0), &[text]), []);
    }
}
