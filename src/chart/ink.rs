//! How marks look in a picture, where no style sheet speaks: the light colours of the default theme, for charts by the same classes.
//!
//! Never here: dark colours. A picture stands on a page that nobody knows, and brings its white ground with it.

use super::raster::Rgb;

pub(super) const SURFACE: Rgb = [255, 255, 255];
pub(super) const INK: Rgb = [22, 32, 43];
pub(super) const INK_SOFT: Rgb = [70, 82, 96];
pub(super) const RULE: Rgb = [211, 218, 225];
pub(super) const TINT: Rgb = [241, 245, 248];
pub(super) const ACCENT: Rgb = [11, 79, 138];
pub(super) const ACCENT_SOFT: Rgb = [111, 148, 184];
const MARK: Rgb = [204, 20, 16];
const DOUBT: Rgb = [90, 60, 10];
/// Series of a chart, the first one the accent.
const SERIES: [Rgb; 4] = [ACCENT, [143, 58, 10], [47, 133, 16], [75, 15, 92]];
/// Shades of a map, lightest first.
const SHADES: [Rgb; 5] = [[225, 237, 247], [185, 211, 234], [127, 176, 217], [47, 120, 183], [10, 61, 110]];
/// From this shade on, texts are light.
const FIRST_DARK: usize = 3;

/// A line, or the edge of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    pub(super) ink: Rgb,
    pub(super) px: f64,
    /// Lengths of strokes and gaps; empty for a whole line.
    pub(super) dash: &'static [f64],
}

impl Stroke {
    const fn new(ink: Rgb, px: f64, dash: &'static [f64]) -> Self {
        Self { ink, px, dash }
    }
}

/// How a shape looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    pub(super) fill: Option<Rgb>,
    pub(super) stroke: Option<Stroke>,
}

impl Look {
    pub(super) const fn filled(fill: Rgb) -> Self {
        Self { fill: Some(fill), stroke: None }
    }

    const fn edged(fill: Rgb, stroke: Stroke) -> Self {
        Self { fill: Some(fill), stroke: Some(stroke) }
    }
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub(super) px: f64,
    pub(super) is_bold: bool,
    pub(super) ink: Rgb,
}

/// Returns how a shape of a class looks, within a group of another.
pub(super) fn shape(class: &str, group: &str) -> Look {
    let is = |name: &str| class.split(' ').any(|word| word == name);
    match class.split(' ').next().unwrap_or_default() {
        "bar" if is("is-doubtful") => {
            let ink = if is("is-highlight") { ACCENT } else { DOUBT };
            Look::edged(SURFACE, Stroke::new(ink, 1.5, &[4.0, 2.0]))
        }
        "bar" if is("is-highlight") => Look::filled(ACCENT),
        "bar" => Look::filled(ACCENT_SOFT),
        "track" => Look::filled(RULE),
        "field" if is("shape") => Look::edged(shade(group), Stroke::new(INK_SOFT, 0.5, &[])),
        "field" => Look::edged(shade(group), Stroke::new(SURFACE, 3.0, &[])),
        "dot" => Look::edged(ACCENT_SOFT, Stroke::new(SURFACE, 1.0, &[])),
        first => match series(first, "point-") {
            Some(ink) if is("is-doubtful") => Look::edged(SURFACE, Stroke::new(ink, 2.0, &[])),
            Some(ink) => Look::filled(ink),
            None => Look::filled(INK),
        },
    }
}

/// Returns how a line of a class looks.
pub(super) fn line(class: &str) -> Stroke {
    const DASHES: [&[f64]; 4] = [&[], &[7.0, 3.0], &[2.0, 3.0], &[9.0, 3.0, 2.0, 3.0]];
    if let Some(number) = number(class, "line-") {
        return Stroke::new(SERIES[number], 2.0, DASHES[number]);
    }
    match class {
        "grid" | "hatch" => Stroke::new(RULE, 1.0, &[]),
        "marker" => Stroke::new(INK, 1.5, &[]),
        "target" => Stroke::new(MARK, 2.0, &[5.0, 3.0]),
        "halo" => Stroke::new(SURFACE, 3.5, &[]),
        "here" => Stroke::new(ACCENT, 2.0, &[]),
        _ => Stroke::new(INK_SOFT, 1.0, &[]),
    }
}

/// Returns how a text of a class looks, within a group of another.
pub(super) fn text(class: &str, group: &str) -> Type {
    let words = || class.split(' ');
    let is_tick = words().any(|word| word == "tick");
    let is_bold = words().any(|word| matches!(word, "is-highlight" | "tile-value"));
    let of_series = words().find_map(|word| series(word, "value-"));
    let ink = match of_series {
        Some(ink) => ink,
        None if group.starts_with("tile") => {
            if number(group.strip_prefix("tile ").unwrap_or_default(), "class-") >= Some(FIRST_DARK) {
                SURFACE
            } else {
                INK
            }
        }
        None if is_tick || words().any(|word| word == "gap") => INK_SOFT,
        None => INK,
    };
    Type { px: if is_tick { 12.0 } else { 13.0 }, is_bold, ink }
}

/// Returns the shade of a class of a map.
pub(super) fn shade_of(class: Option<usize>) -> Rgb {
    class.and_then(|class| SHADES.get(class)).copied().unwrap_or(TINT)
}

fn shade(group: &str) -> Rgb {
    shade_of(number(group.strip_prefix("tile ").unwrap_or_default(), "class-"))
}

fn series(word: &str, prefix: &str) -> Option<Rgb> {
    SERIES.get(number(word, prefix)?).copied()
}

/// Returns the number at the start of what follows a prefix, where it is one of a series.
fn number(text: &str, prefix: &str) -> Option<usize> {
    let digit = text.strip_prefix(prefix)?.split(' ').next()?;
    digit.parse().ok().filter(|&number: &usize| number < SHADES.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: &str = include_str!("../../themes/default/assets/style.css");
    const CHARTS: &str = include_str!("../../themes/default/assets/charts.css");

    /// Reads a colour that a style sheet declares first, which is the one of the light scheme.
    fn declared(css: &str, name: &str) -> Rgb {
        let (_, rest) = css.split_once(&format!("--{name}: #")).expect("it is declared");
        let digits = rest.split(';').next().expect("it ends");
        let step = digits.len() / 3;
        [0, 1, 2].map(|at| {
            let part = &digits[at * step..(at + 1) * step];
            let part = if step == 1 { part.repeat(2) } else { part.to_owned() };
            u8::from_str_radix(&part, 16).expect("a hexadecimal number")
        })
    }

    #[test]
    fn pictures_have_the_colours_of_the_style_sheet() {
        let inks = [
            ("surface", SURFACE),
            ("ink", INK),
            ("ink-soft", INK_SOFT),
            ("rule", RULE),
            ("tint", TINT),
            ("accent", ACCENT),
            ("accent-soft", ACCENT_SOFT),
            ("mark", MARK),
            ("doubt", DOUBT),
            ("series-1", SERIES[1]),
            ("series-2", SERIES[2]),
            ("series-3", SERIES[3]),
        ];
        for (name, ink) in inks {
            assert_eq!(declared(STYLE, name), ink, "{name}");
        }
        for (class, shade) in SHADES.into_iter().enumerate() {
            assert_eq!(declared(CHARTS, &format!("class-{class}")), shade, "class-{class}");
        }
    }

    #[test]
    fn marks_look_like_their_class_and_group() {
        assert_eq!(shape("field", "tile class-4").fill, Some(SHADES[4]));
        assert_eq!(shape("field", "tile is-missing").fill, Some(TINT));
        assert_eq!(text("tick tile-value", "tile class-3").ink, SURFACE);
        assert_eq!(text("tick tile-value", "tile class-2 is-current").ink, INK);
        assert!(text("value is-highlight", "").is_bold);
        assert_eq!(text("value value-2", "").ink, SERIES[2]);
        assert_eq!(shape("point-1 is-doubtful", "").fill, Some(SURFACE));
        assert_eq!(line("line-3").ink, SERIES[3]);
    }
}
