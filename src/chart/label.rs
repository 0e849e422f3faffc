//! Texts with a position: what a layout decides before anything is drawn, so that it can see what would overlap.
//!
//! Pixels are those of the narrowest chart.

use super::backend::Anchor;
use super::canvas::{Frame, NARROW};
use super::measure::{self, Weight};

/// Font size at which labels and values are measured: 13 px in the theme, and a reserve.
pub(super) const TEXT_PX: f64 = 14.0;
/// Font size at which ticks are measured: 12 px in the theme, and a reserve.
pub(super) const TICK_PX: f64 = 13.0;
/// Distance between the baselines of two lines of text.
pub(super) const LINE_PX: f64 = 18.0;
/// From the middle of a line of text down to its baseline.
pub(super) const TO_BASELINE: f64 = 4.6;

/// A text on one line, its baseline at `y`, its anchor `dx` pixels right of `x`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) class: &'static str,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) dx: i32,
    pub(super) anchor: Anchor,
    pub(super) text: String,
}

impl Label {
    /// Makes a label that starts at a point.
    pub(super) fn new(class: &'static str, (x, y): (f64, f64), text: &str) -> Self {
        Self { class, x, y, dx: 0, anchor: Anchor::Start, text: text.to_owned() }
    }

    /// Anchors it elsewhere, `dx` pixels right of its point.
    pub(super) fn anchored(self, anchor: Anchor, dx: i32) -> Self {
        Self { dx, anchor, ..self }
    }

    /// Returns the width at the size of its class.
    pub(super) fn width(&self) -> f64 {
        let px = if self.class.starts_with("tick") { TICK_PX } else { TEXT_PX };
        measure::width(&self.text, px, weight(self.class))
    }

    /// Returns the room that it takes in the narrowest chart.
    pub(super) fn frame(&self) -> Frame {
        let (x, width) = (self.x + f64::from(self.dx), self.width());
        let (above, below) = if self.class.starts_with("tick") { (12.0, 3.0) } else { (13.0, 4.0) };
        let left = match self.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Frame { left, right: left + width, top: self.y - above, bottom: self.y + below }
    }

    /// Centres it on its point or, where that would cut it, hangs it to one side; it never leaves the chart unless it is wider.
    pub(super) fn inside(mut self) -> Self {
        let width = self.width();
        let anchors =
            [(Anchor::Middle, self.x - width / 2.0), (Anchor::End, self.x - width), (Anchor::Start, self.x)];
        let fits = |left: f64| left >= 0.0 && left + width <= NARROW;
        if let Some(&(anchor, _)) = anchors.iter().find(|(_, left)| fits(*left)) {
            self.anchor = anchor;
        } else {
            self.anchor = Anchor::Middle;
            self.x = self.x.min(NARROW - width / 2.0).max(width / 2.0);
        }
        self
    }
}

fn weight(class: &str) -> Weight {
    if class.contains("is-highlight") { Weight::Bold } else { Weight::Regular }
}

/// Returns the width of a text of `class` in pixels.
pub(super) fn width(class: &'static str, text: &str) -> f64 {
    Label::new(class, (0.0, 0.0), text).width()
}

/// Returns `text` as labels, one a line, below each other from the left edge; the first baseline is at `y`.
pub(super) fn lines(class: &'static str, left: f64, y: f64, text: &str) -> Vec<Label> {
    let lines = measure::wrap(text, TEXT_PX, NARROW - left, weight(class));
    let baselines = (0_u32..).map(|n| y + f64::from(n) * LINE_PX);
    let at = |(text, y): (&String, f64)| Label::new(class, (left, y), text);
    lines.iter().zip(baselines).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_hang_to_the_side_that_has_room() {
        let anchor = |x: f64, text: &str| Label::new("label", (x, 0.0), text).inside().anchor;
        assert_eq!(anchor(144.0, "Mục tiêu 100%"), Anchor::Middle);
        assert_eq!(anchor(280.0, "Mục tiêu 100%"), Anchor::End);
        assert_eq!(anchor(8.0, "Mục tiêu 100%"), Anchor::Start);
    }

    #[test]
    fn a_label_that_fits_nowhere_near_is_moved_inside() {
        let label = Label::new("label", (130.0, 0.0), &"x".repeat(34)).inside();
        let frame = label.frame();
        assert!(frame.left >= 0.0 && frame.right <= NARROW, "{frame:?}");
    }
}
