//! The numbers of `docs/design.md` are those of the style sheet: contrast of every pair of colours, and how far apart the
//! colours of a chart stay for people who see red or green weakly. `UPDATE_EXPECT=1` rewrites the two tables.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use expect_test::expect_file;

const STYLE: &str = include_str!("../themes/default/assets/style.css");

/// A text or a mark, what it stands on, the least contrast it must have, and what it is.
const PAIRS: [(&str, &str, f64, &str); 17] = [
    ("ink", "surface", 7.0, "text"),
    ("ink", "tint", 7.0, "text on tinted ground"),
    ("ink-soft", "surface", 7.0, "sources, notes, units"),
    ("ink-soft", "tint", 7.0, "the same on tinted ground"),
    ("accent", "surface", 7.0, "links, large figures"),
    ("accent", "tint", 7.0, "links on tinted ground"),
    ("surface", "accent", 7.0, "the skip link"),
    ("good", "surface", 4.5, "status: met, done"),
    ("mark", "surface", 4.5, "status: overdue, missed; target lines"),
    ("doubt", "surface", 4.5, "status: no update; doubtful figures"),
    ("doubt", "tint", 4.5, "the same in a row under the pointer"),
    ("series-1", "surface", 4.5, "labels of the second line of a chart"),
    ("series-2", "surface", 4.5, "of the third"),
    ("series-3", "surface", 4.5, "of the fourth"),
    ("accent-soft", "surface", 3.0, "bars"),
    ("control", "surface", 3.0, "borders of fields and buttons"),
    ("ink-soft", "surface", 3.0, "axes"),
];

/// Colours that tell lines of one chart apart, and colours that tell how something stands.
const FAMILIES: [(&str, &[&str]); 2] = [
    ("lines of a chart", &["accent", "series-1", "series-2", "series-3"]),
    ("status", &["good", "mark", "doubt"]),
];

/// Least distance (ΔE of `OKLab` × 100) within a family for usual sight; lines also differ by dashes and carry their name,
/// and a status has its own sign and words, so that colour is never alone.
const LEAST_DISTANCE: f64 = 10.0;
/// The same for dichromats, who have fewer colours to tell apart.
const LEAST_SIMULATED: f64 = 5.5;

type Tokens = BTreeMap<String, [f64; 3]>;

#[test]
fn the_document_says_the_numbers_of_the_style_sheet() {
    let document = fs::read_to_string("docs/design.md").expect("the document is there");
    let document = with_table(&with_table(&document, "contrast", &contrasts()), "distance", &distances());
    expect_file!["../docs/design.md"].assert_eq(&document);
}

/// Writes the contrast of every pair. Panics where one is too low.
fn contrasts() -> String {
    let (light, dark) = (tokens("light"), tokens("dark"));
    let mut table =
        String::from("| what | colours | at least | light | dark |\n| --- | --- | --- | --- | --- |\n");
    for (text, ground, least, what) in PAIRS {
        let [by_day, by_night] = [&light, &dark].map(|tokens| contrast(tokens[text], tokens[ground]));
        assert!(
            by_day >= least && by_night >= least,
            "{text} on {ground}: {by_day:.2} and {by_night:.2} < {least}"
        );
        let _ =
            writeln!(table, "| {what} | `{text}` on `{ground}` | {least} | {by_day:.1} | {by_night:.1} |");
    }
    table
}

/// Writes how far apart the colours of a family are. Panics where two are too near.
fn distances() -> String {
    let mut table = String::from(
        "| family | colours | usual | protanopia | deuteranopia |\n| --- | --- | --- | --- | --- |\n",
    );
    for scheme in ["light", "dark"] {
        let tokens = tokens(scheme);
        for (family, names) in FAMILIES {
            for (at, a) in names.iter().enumerate() {
                for b in &names[at + 1..] {
                    let seen = SIGHTS
                        .map(|sight| distance(simulate(tokens[*a], &sight), simulate(tokens[*b], &sight)));
                    assert!(seen[0] >= LEAST_DISTANCE, "{scheme} {a} and {b}: {seen:?}");
                    assert!(seen[1].min(seen[2]) >= LEAST_SIMULATED, "{scheme} {a} and {b}: {seen:?}");
                    let [usual, no_red, no_green] = seen;
                    let _ = writeln!(
                        table,
                        "| {family}, {scheme} | `{a}`, `{b}` | {usual:.0} | {no_red:.0} | {no_green:.0} |"
                    );
                }
            }
        }
    }
    table
}

#[test]
fn both_dark_schemes_are_the_same() {
    assert_eq!(
        declarations(":root[data-theme=\"dark\"] {"),
        declarations(":root:not([data-theme=\"light\"]) {")
    );
}

/// Stacked tone marks (Ế, Ậ) need room above and below, and letters stay as they were written.
#[test]
fn vietnamese_is_not_cramped() {
    for cruel in ["text-transform", "letter-spacing", "line-clamp", "font-variant-caps"] {
        assert!(!STYLE.contains(cruel), "style.css uses {cruel}");
    }
    for (at, found) in STYLE.match_indices("line-height:") {
        let rest = STYLE[at + found.len()..].split([';', '}']).next().unwrap_or_default().trim();
        let height: f64 = rest.parse().unwrap_or(f64::NAN);
        assert!(height >= 1.25, "line-height: {rest}");
    }
}

#[test]
fn nothing_is_asked_of_other_sites() {
    for foreign in ["@import", "http:", "https:", "url(//"] {
        assert!(!STYLE.contains(foreign), "style.css holds {foreign}");
    }
}

/// Puts a table between the two comments of its name.
fn with_table(document: &str, name: &str, table: &str) -> String {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = document.split_once(&start).expect("the document has the table's first comment");
    let (_, after) = rest.split_once(&end).expect("the document has the table's last comment");
    format!("{before}{start}{table}{end}{after}")
}

/// Returns the colours of a scheme by name.
fn tokens(scheme: &str) -> Tokens {
    let mut tokens = declarations(":root {");
    if scheme == "dark" {
        tokens.extend(declarations(":root[data-theme=\"dark\"] {"));
    }
    tokens
}

/// Reads the colours that a rule declares.
fn declarations(selector: &str) -> Tokens {
    let (_, rest) = STYLE.split_once(selector).expect("style.css has the rule");
    let (body, _) = rest.split_once('}').expect("the rule ends");
    let of_line = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        Some((name.to_owned(), channels(value.split(';').next()?)))
    };
    body.lines().filter_map(of_line).collect()
}

/// Reads `d3dae1` or `fff` as linear light.
fn channels(hex: &str) -> [f64; 3] {
    let long =
        if hex.len() == 3 { hex.chars().flat_map(|digit| [digit, digit]).collect() } else { hex.to_owned() };
    [0, 2, 4].map(|at| {
        let part =
            f64::from(u8::from_str_radix(&long[at..at + 2], 16).expect("a colour is hexadecimal")) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

/// WCAG 2.2, contrast ratio.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [a, b] = [a, b].map(|[red, green, blue]| 0.2126 * red + 0.7152 * green + 0.0722 * blue);
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

type Matrix = [[f64; 3]; 3];

/// Usual sight, protanopia, deuteranopia: Machado, Oliveira and Fernandes 2009, severity 1, on linear light.
const SIGHTS: [Matrix; 3] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
];

fn simulate(colour: [f64; 3], sight: &Matrix) -> [f64; 3] {
    multiply(sight, colour).map(|part| part.clamp(0.0, 1.0))
}

fn multiply(matrix: &Matrix, [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

/// ΔE in `OKLab` (CSS Color 4), times 100: 2 is about the least that people notice.
fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [a, b] = [a, b].map(oklab);
    100.0 * a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

fn oklab(linear: [f64; 3]) -> [f64; 3] {
    let cones = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    let lab = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    multiply(&lab, multiply(&cones, linear).map(f64::cbrt))
}

#[test]
fn browsers_frame_pages_in_the_colours_of_the_style_sheet() {
    for template in ["base.html", "entrance.html"] {
        let text = fs::read_to_string(format!("themes/default/templates/{template}"))
            .expect("the template is there");
        for scheme in ["light", "dark"] {
            let end = format!("\" media=\"(prefers-color-scheme: {scheme})\">");
            let line = text.lines().find(|line| line.contains("theme-color") && line.ends_with(&end));
            let colour = line.and_then(|line| line.strip_suffix(&end)?.split_once("content=\"#"));
            let (_, colour) = colour.expect("the template names the colour");
            let contrast = contrast(channels(colour), tokens(scheme)["surface"]);
            assert!(contrast < 1.000_01, "{template}, {scheme}: {contrast}");
        }
    }
}
