//! The lines above a line chart that say which series is which, each with a piece of its line.

use super::canvas::Plot;
use super::label::{self, LINE_PX, Label, TO_BASELINE};

/// Width of the piece of line, in pixels of the narrowest chart.
const SAMPLE_PX: f64 = 20.0;
/// Where the text begins.
const TEXT_LEFT: f64 = 27.0;

/// One entry: the class of its line and its text, which may take several lines.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    class: &'static str,
    labels: Vec<Label>,
}

/// Entries below each other, from the chart's top.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Legend {
    entries: Vec<Entry>,
    pub(super) height: f64,
}

impl Legend {
    /// Adds an entry at the end; without a text there is none.
    pub(super) fn push(&mut self, class: &'static str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let labels = label::lines("legend", TEXT_LEFT, self.height + 14.0, text);
        self.height = labels.last().map_or(self.height, |label| label.y + LINE_PX - 14.0);
        self.entries.push(Entry { class, labels });
    }

    /// Draws all entries.
    pub(super) fn draw(&self, page: &Plot<'_>) {
        for entry in &self.entries {
            let y = entry.labels.first().map_or(0.0, |label| label.y - TO_BASELINE);
            page.line(entry.class, (0.0, y), (SAMPLE_PX, y));
            entry.labels.iter().for_each(|label| page.label(label));
        }
    }
}
