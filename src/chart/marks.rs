//! A drawing as a list of marks: what stands where, before anyone says how it looks. Pictures are made of it.

use std::convert::Infallible;

use plotters_backend::{BackendColor, BackendCoord, DrawingBackend, DrawingErrorKind};

use super::backend::{Anchor, PER_PIXEL, Svg, WIDTH};

/// A whole drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    pub(super) height: f64,
    pub(super) marks: Vec<Mark>,
}

/// One mark. Its x is a part of the drawing's width, from 0 to 1; its y counts CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// What follows belongs together; its class tells how it looks too.
    Open {
        class: String,
        title: String,
    },
    Close,
    Rect {
        class: String,
        from: (f64, f64),
        to: (f64, f64),
    },
    /// Outlines; inside is what an odd number of them surrounds.
    Area {
        class: String,
        rings: Vec<Vec<(f64, f64)>>,
    },
    Line {
        class: String,
        from: (f64, f64),
        to: (f64, f64),
    },
    Circle {
        class: String,
        at: (f64, f64),
        radius: f64,
    },
    Text {
        class: String,
        at: (f64, f64),
        anchor: Anchor,
        text: String,
        /// Moved to the right by so many pixels.
        dx: i32,
    },
}

/// What plotters draws on: an SVG of a page, or a list.
pub(super) enum Paper<'s> {
    Page(Svg<'s>),
    List { marks: &'s mut Vec<Mark>, height: u32 },
}

/// Returns a point of plotters as a mark has it.
pub(super) fn point((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x) / f64::from(WIDTH), f64::from(y) / PER_PIXEL)
}

impl DrawingBackend for Paper<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Self::Page(svg) => svg.get_size(),
            Self::List { height, .. } => (WIDTH, height.saturating_mul(10)),
        }
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    /// Draws nothing: plotters only places our marks, which draw themselves.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }
}
