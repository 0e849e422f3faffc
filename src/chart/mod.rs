//! Series in, SVG out: ranks, lines, small multiples, bullets and sparks, drawn by plotters through a backend of ours.
//!
//! Pure: no input or output, no clock, no locale. Callers hand in texts as they shall be read, and `f64` for geometry only.
//! A value that is missing or not finite is a gap, never a zero.
//!
//! **The drawing follows the page.** An SVG has `width="100%"`, a height in CSS pixels and no `viewBox`: x is in percent, y in CSS
//! pixels (origin top left), so that texts keep their size at every width. Layouts are made for a chart of 288 px (a phone of
//! 320 px) and only gain room in wider ones. A map of true shapes (`shapes`) is the exception: it has a `viewBox`.
//!
//! **What the theme's CSS must keep to.** Texts of the classes `label`, `value`, `gap`, `marker-label` and `legend` at 13 px,
//! `tick` at 12 px; `label is-highlight` and `value is-highlight` bold. Texts are measured one pixel larger, which leaves a
//! reserve of 8 % for fonts that are wider than Noto Sans. Lines are up to 2.5 px wide. Colours are the theme's alone.
//!
//! | class | element | meaning |
//! | --- | --- | --- |
//! | `bar`, with `is-highlight`, `is-doubtful` | rect | a value; the place of the page; a value in doubt |
//! | `track` | rect | the whole extent behind a bullet's bar |
//! | `marker`, `target` | line | a reference value; a value to reach |
//! | `halo` | line | drawn under these two in the colour of the surface, to part them from a bar |
//! | `line-0` … `line-3` | line | a series, also in the legend; `line-0` in every one of small multiples |
//! | `point-0` … `point-3`, with `is-doubtful` | circle | an observation of a series |
//! | `spark`, `spark-point` | line, circle | the same of a spark |
//! | `tile class-0` … `class-4`, `tile is-missing`, with `is-current` | a, g | a field of a map and its class; without a value |
//! | `field`, `hatch` | rect, path, circle; line | the ground of a field or a shape; the slanting lines of one without a value |
//! | `is-narrow`, `is-wide` | text | what has room in a shape on a narrow map; on one of 30 rem or more |
//! | `dot`, with `is-highlight` | circle | a place on a strip |
//! | `here` | line | from the label of the place of the page to its dot |
//! | `axis`, `grid` | line | the zero line or frame; a tick's line |
//! | `label`, `value`, `gap`, `marker-label`, `tick`, `legend` | text | name, value, why there is none, … |
//! | `value value-0` … `value-3` | text | the last value of a series |

mod backend;
mod bullet;
mod canvas;
mod card;
mod classes;
mod ink;
mod label;
mod legend;
mod line;
mod line_layout;
mod map;
mod marker;
mod marks;
mod measure;
mod panels;
mod picture;
mod rank;
mod raster;
mod scale;
mod shapes;
mod spark;
mod spread;
mod strip;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub use bullet::Bullet;
pub use card::{CARD_SIZE, Card, CardFigure};
pub use classes::{Classes, Method};
pub use line::{Line, Point, Series, TargetLine, Tick};
pub use map::{MapMark, TileMap, TileMark, fits};
pub use marker::{Marker, MarkerKind};
pub use marks::Marks;
pub use panels::Panels;
pub use picture::{Key, Picture};
pub use rank::{Bar, Rank};
pub use shapes::{Corner, ShapeMap, ShapeMark};
pub use spark::Spark;
pub use strip::{Dot, Strip};

/// What every chart is called and says to those who cannot see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head<'a> {
    /// Unique on its page; white space becomes `-`.
    pub id: Cow<'a, str>,
    /// The accessible name.
    pub name: Cow<'a, str>,
    /// What the chart shows, in a sentence or two.
    pub description: Cow<'a, str>,
}

/// What a chart is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A page, whose style sheet says how it looks.
    Page,
    /// A picture, which goes without.
    Picture,
}

/// A chart as its medium takes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// An `<svg>` element of a page, and its height in CSS pixels.
    Svg {
        /// The element.
        text: String,
        /// Its height.
        height: u32,
    },
    /// What a [`Picture`] is made of.
    Marks(Marks),
}

impl From<String> for Drawing {
    /// Takes an `<svg>` element that stays on its page, where nobody asks for its height.
    fn from(text: String) -> Self {
        Self::Svg { text, height: 0 }
    }
}

impl Drawing {
    /// Returns the height in CSS pixels of one that is a page's; pictures know theirs.
    pub fn height(&self) -> u32 {
        match self {
            Self::Svg { height, .. } => *height,
            Self::Marks(_) => 0,
        }
    }

    /// Returns the `<svg>` element; empty for what is no page's.
    pub fn svg(&self) -> &str {
        match self {
            Self::Svg { text, .. } => text,
            Self::Marks(_) => "",
        }
    }
}

/// A chart that can leave its page.
pub trait Chart {
    /// Draws it.
    fn draw(&self, medium: Medium) -> Drawing;
}

/// How much of the value axis a chart shows. Data and targets outside it widen it: nothing is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Extent {
    /// From zero, with ticks at whole numbers only.
    Count,
    /// From zero.
    #[default]
    Zero,
    /// Just the data.
    Fit,
    /// From the first to the second value.
    Span(f64, f64),
}
