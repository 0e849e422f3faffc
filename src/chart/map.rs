//! A map of fields of one size, each a place with its value and the shade of its class.
//!
//! Fields are as wide as the chart allows and as high as three lines of text, so that names and values keep their size. Where
//! each place has a page, its field is a link that says all in words; the drawing is then a group, not an image.

use std::borrow::Cow;

use super::backend::Anchor;
use super::canvas::{self, NARROW, Plot};
use super::label::{self, Label};
use super::measure::{self, Weight};
use super::{Chart, Drawing, Head, Medium};

/// A map of fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TileMap<'a> {
    /// Name and description.
    pub head: Head<'a>,
    /// The fields in the order in which they are read: row by row.
    pub tiles: Vec<TileMark<'a>>,
}

/// One field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TileMark<'a> {
    /// From the left, counted from 0.
    pub column: u8,
    /// From the top, counted from 0.
    pub row: u8,
    /// What is said of the place.
    pub mark: MapMark<'a>,
}

/// What a map says of a place, as a field or as a shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapMark<'a> {
    /// The name of the place, short.
    pub name: Cow<'a, str>,
    /// Its value as it shall be read; what does not fit is left out, for it is in the title too.
    pub text: Cow<'a, str>,
    /// Name, value and class in words.
    pub title: Cow<'a, str>,
    /// The class, counted from 0, lightest first; nothing where there is no value.
    pub class: Option<usize>,
    /// The page of the place.
    pub url: Option<Cow<'a, str>>,
    /// The place of the page.
    pub is_current: bool,
}

/// Height of a field: two lines of a name, one of a value.
const ROW_PX: f64 = 50.0;
/// Distance between the baselines of two lines in a field.
const LINE_PX: f64 = 14.0;
/// Room between two fields, and a field and its texts, left and right together.
const GAP_PX: f64 = 3.0;
/// Most lines of a name.
const MOST_LINES: usize = 2;

/// Returns whether a text fits a field of a map with so many columns, on the narrowest page.
#[must_use]
pub fn fits(text: &str, columns: u8) -> bool {
    measure::width(text, label::TICK_PX, Weight::Regular) <= room(columns)
}

fn room(columns: u8) -> f64 {
    NARROW / f64::from(columns.max(1)) - GAP_PX
}

impl Chart for TileMap<'_> {
    fn draw(&self, medium: Medium) -> Drawing {
        let columns = self.tiles.iter().map(|tile| tile.column + 1).max().unwrap_or(1);
        let rows = self.tiles.iter().map(|tile| tile.row + 1).max().unwrap_or(0);
        let role = if self.tiles.iter().any(|tile| tile.mark.url.is_some()) { "group" } else { "img" };
        canvas::draw(medium, (role, "map"), f64::from(rows) * ROW_PX, &self.head, |canvas| {
            let page = canvas.page();
            for tile in &self.tiles {
                tile.draw(&page, columns);
            }
        })
    }
}

impl TileMark<'_> {
    fn draw(&self, page: &Plot<'_>, columns: u8) {
        let width = NARROW / f64::from(columns);
        let left = f64::from(self.column) * width;
        let top = f64::from(self.row) * ROW_PX;
        let marks = || {
            page.rect("field", (left, top), (left + width, top + ROW_PX));
            if self.mark.class.is_none() {
                hatch(page, (left, top), width);
            }
            self.texts((left + width / 2.0, top), columns).iter().for_each(|text| page.label(text));
        };
        let MapMark { title, url, .. } = &self.mark;
        page.group_as(&self.mark.classes(), title, url.as_deref(), marks);
    }

    /// Places name and value, in the middle of the field.
    fn texts(&self, (middle, top): (f64, f64), columns: u8) -> Vec<Label> {
        let room = room(columns);
        let mut lines = measure::wrap(&self.mark.name, label::TICK_PX, room, Weight::Regular);
        if lines.len() > MOST_LINES
            || lines.iter().any(|line| !self.mark.name.split(' ').any(|word| line.contains(word)))
        {
            lines.clear();
        }
        let texts = lines.into_iter().map(|line| ("tick", line));
        // The sign of a doubt gives way to its number: the title and the table say it in words.
        let mut ways = [&*self.mark.text, self.mark.text.trim_end_matches('?')].into_iter();
        let value = ways.find(|text| fits(text, columns)).map(|text| ("tick tile-value", text.to_owned()));
        let texts: Vec<_> = texts.chain(value).collect();
        let high = f64::from(u32::try_from(texts.len()).unwrap_or(0)) * LINE_PX;
        let first = top + (ROW_PX - high) / 2.0 + LINE_PX - 3.5;
        let baselines = (0_u32..).map(|n| first + f64::from(n) * LINE_PX);
        let place = |((class, text), y): ((&'static str, String), f64)| {
            Label::new(class, (middle, y), &text).anchored(Anchor::Middle, 0)
        };
        texts.into_iter().zip(baselines).map(place).collect()
    }
}

impl MapMark<'_> {
    /// Returns the classes of the element that holds its field.
    pub(super) fn classes(&self) -> String {
        let class = self.class.map_or("tile is-missing".to_owned(), |class| format!("tile class-{class}"));
        if self.is_current { format!("{class} is-current") } else { class }
    }
}

/// Draws slanting lines over a field: no colour says that there is no value.
fn hatch(page: &Plot<'_>, (left, top): (f64, f64), width: f64) {
    for part in [0.25, 0.5, 0.75, 1.0] {
        page.line("hatch", (left, top + ROW_PX * part), (left + width * part, top));
    }
    for part in [0.25, 0.5, 0.75] {
        page.line("hatch", (left + width * part, top + ROW_PX), (left + width, top + ROW_PX * part));
    }
}
