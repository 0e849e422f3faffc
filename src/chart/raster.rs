//! Shapes and letters → a PNG, with the letters of Noto Sans: the same on every machine, with or without fonts.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};
use tiny_skia::{
    Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Stroke as Outline, StrokeDash, Transform,
};

use super::ink::{Look, Stroke};
use super::measure::Weight;

/// A colour: red, green, blue.
pub(super) type Rgb = [u8; 3];

/// A picture in the making. Where it has no room to exist, nothing is drawn.
pub(super) struct Raster {
    pixels: Option<Pixmap>,
    transform: Transform,
}

impl Raster {
    pub(super) fn new(size: (u32, u32), ground: Rgb) -> Self {
        Self::scaled(size, 1.0, ground)
    }

    /// Makes a picture with more pixels than what is drawn on it counts.
    pub(super) fn scaled((width, height): (u32, u32), scale: f32, ground: Rgb) -> Self {
        let mut pixels = Pixmap::new(width, height);
        if let Some(pixels) = &mut pixels {
            pixels.fill(color(ground));
        }
        Self { pixels, transform: Transform::from_scale(scale, scale) }
    }

    /// Fills a rectangle: left, top, width, height.
    pub(super) fn rect(&mut self, [x, y, width, height]: [f64; 4], ink: Rgb) {
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a small picture")]
        let rect = Rect::from_xywh(x as f32, y as f32, width as f32, height as f32);
        if let (Some(rect), Some(pixels)) = (rect, &mut self.pixels) {
            pixels.fill_rect(rect, &paint(ink), self.transform, None);
        }
    }

    /// Draws a rectangle that has a look.
    pub(super) fn shape_rect(&mut self, [x, y, width, height]: [f64; 4], look: Look) {
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a small picture")]
        let rect = Rect::from_xywh(x as f32, y as f32, width as f32, height as f32);
        self.shape(rect.map(PathBuilder::from_rect), look);
    }

    /// Draws a circle around a point.
    pub(super) fn circle(&mut self, (x, y): (f64, f64), radius: f64, look: Look) {
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a small picture")]
        let path = PathBuilder::from_circle(x as f32, y as f32, radius as f32);
        self.shape(path, look);
    }

    /// Draws outlines; inside is what an odd number of them surrounds.
    pub(super) fn area(&mut self, rings: &[Vec<(f64, f64)>], look: Look) {
        let mut path = PathBuilder::new();
        for ring in rings {
            for (at, &(x, y)) in ring.iter().enumerate() {
                #[expect(clippy::cast_possible_truncation, reason = "pixels of a small picture")]
                let (x, y) = (x as f32, y as f32);
                if at == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
            }
            path.close();
        }
        self.filled(path.finish(), look, FillRule::EvenOdd);
    }

    /// Draws a straight line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        let mut path = PathBuilder::new();
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a small picture")]
        let [from, to] = [from, to].map(|(x, y)| (x as f32, y as f32));
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
        self.shape(path.finish(), Look { fill: None, stroke: Some(stroke) });
    }

    fn shape(&mut self, path: Option<tiny_skia::Path>, look: Look) {
        self.filled(path, look, FillRule::Winding);
    }

    fn filled(&mut self, path: Option<tiny_skia::Path>, look: Look, rule: FillRule) {
        let (Some(path), Some(pixels)) = (path, &mut self.pixels) else { return };
        if let Some(fill) = look.fill {
            pixels.fill_path(&path, &paint(fill), rule, self.transform, None);
        }
        if let Some(stroke) = look.stroke {
            pixels.stroke_path(&path, &paint(stroke.ink), &outline_of(stroke), self.transform, None);
        }
    }

    /// Draws a line of text; `y` is its baseline.
    pub(super) fn text(&mut self, text: &str, [x, y]: [f64; 2], (px, weight): (f64, Weight), ink: Rgb) {
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a small picture")]
        let path = outline(text, [x as f32, y as f32], px as f32, weight);
        if let (Some(path), Some(pixels)) = (path, &mut self.pixels) {
            pixels.fill_path(&path, &paint(ink), FillRule::Winding, self.transform, None);
        }
    }

    /// Returns the picture as PNG, empty where there is none.
    pub(super) fn into_png(self) -> Vec<u8> {
        let Some(pixels) = self.pixels else { return Vec::new() };
        let mut palette = Palette::default();
        let mut indices = Vec::with_capacity(pixels.pixels().len());
        let width = pixels.width() as usize;
        // Most rows look like the one before, and most pixels of a row too.
        let rows = pixels.pixels().chunks(width).zip(pixels.data().chunks(width * 4));
        let mut before: &[u8] = &[];
        for (row, bytes) in rows {
            if bytes == before {
                indices.extend_from_within(indices.len() - width..);
                continue;
            }
            before = bytes;
            for run in row.chunk_by(|a, b| a == b) {
                let index = palette.index([run[0].red(), run[0].green(), run[0].blue()]);
                indices.resize(indices.len() + run.len(), index);
            }
        }
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.colors.concat());
        encoder.set_deflate_compression(png::DeflateCompression::Level(4));
        encoder.set_filter(png::Filter::NoFilter);
        // Writing into memory fails only where it runs out.
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&indices));
        written.map_or_else(|_| Vec::new(), |()| bytes)
    }
}

/// Most colours of an indexed picture.
const MOST_COLORS: usize = 256;

/// The colours of a picture. A few inks and the soft edges of letters need fewer than it has room for: colours that differ
/// by less than an eye sees share an entry.
struct Palette {
    colors: Vec<Rgb>,
    /// By the five high bits of red, green and blue.
    known: Vec<Option<u8>>,
}

impl Default for Palette {
    fn default() -> Self {
        Self { colors: Vec::new(), known: vec![None; 1 << 15] }
    }
}

impl Palette {
    fn index(&mut self, color: Rgb) -> u8 {
        let [red, green, blue] = color.map(|part| usize::from(part >> 3));
        let slot = red << 10 | green << 5 | blue;
        if let Some(index) = self.known[slot] {
            return index;
        }
        let index = if self.colors.len() < MOST_COLORS { self.add(color) } else { self.nearest(color) };
        self.known[slot] = Some(index);
        index
    }

    fn add(&mut self, color: Rgb) -> u8 {
        self.colors.push(color);
        u8::try_from(self.colors.len() - 1).unwrap_or(u8::MAX)
    }

    fn nearest(&self, color: Rgb) -> u8 {
        let distance = |known: &Rgb| -> u32 {
            known.iter().zip(color).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
        };
        let nearest = (0..=u8::MAX).zip(&self.colors).min_by_key(|(_, known)| distance(known));
        nearest.map_or(0, |(index, _)| index)
    }
}

fn color([red, green, blue]: Rgb) -> Color {
    Color::from_rgba8(red, green, blue, u8::MAX)
}

fn paint(ink: Rgb) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(color(ink));
    paint
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a small picture")]
fn outline_of(stroke: Stroke) -> Outline {
    let dash = StrokeDash::new(stroke.dash.iter().map(|part| *part as f32).collect(), 0.0);
    Outline { width: stroke.px as f32, dash, ..Outline::default() }
}

/// Returns the letters of a text as one path.
fn outline(text: &str, [mut x, y]: [f32; 2], px: f32, weight: Weight) -> Option<tiny_skia::Path> {
    let font = FontRef::new(weight.ttf()).ok()?;
    let (charmap, outlines) = (font.charmap(), font.outline_glyphs());
    let metrics = font.glyph_metrics(Size::new(px), LocationRef::default());
    let mut path = PathBuilder::new();
    for glyph in text.chars().map(|c| charmap.map(c).unwrap_or_default()) {
        if let Some(outline) = outlines.get(glyph) {
            let settings = DrawSettings::unhinted(Size::new(px), LocationRef::default());
            // A glyph that cannot be drawn leaves its room empty.
            let _ = outline.draw(settings, &mut Pen { path: &mut path, x, y });
        }
        x += metrics.advance_width(glyph).unwrap_or_default();
    }
    path.finish()
}

/// Moves outlines to their place; fonts count upwards, pictures downwards.
struct Pen<'p> {
    path: &'p mut PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (dx, dy) = (self.x, self.y);
        self.path.cubic_to(dx + ax, dy - ay, dx + bx, dy - by, dx + x, dy - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
