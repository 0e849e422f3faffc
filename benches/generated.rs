//! A made-up country of any size, as the files of a site: the same ones every time, made in memory.
//!
//! A country, its provinces, and below them districts or communes. Each indicator has two typed measures and their
//! ratio, and in each period two source tables: the provinces with their stated rates and the country's stated total,
//! and the places below them. All totals and rates add up; one cell in a hundred is blank.

use std::fmt::Write as _;

use minhbach::input::{Content, InputFile};

/// Provinces of the country. The same number at any size, so that only the places below them grow.
const PROVINCES: usize = 63;
/// Indicators of one topic.
const PER_TOPIC: usize = 8;
/// Indicators whose rate has a target in every place, and whose rate is a headline.
const HEADLINES: usize = 4;
/// One cell in this many is left blank.
const BLANK_EVERY: u64 = 100;

/// How large a site is.
#[derive(Clone, Copy)]
#[expect(clippy::struct_field_names, reason = "counts read aloud")]
pub struct Size {
    /// Places below the provinces.
    pub n_places: usize,
    /// Indicators.
    pub n_indicators: usize,
    /// Months up to December 2023, at most 12.
    pub n_periods: usize,
}

/// Returns every file of the site's `content/`.
pub fn files(size: Size) -> Vec<InputFile> {
    let mut files = vec![
        file("site.toml", site(size)),
        file("units.toml", UNITS.to_owned()),
        file("places.toml", places(size)),
        file("documents.toml", documents(size)),
        file("targets.toml", targets()),
        file("reports/2023-12/report.toml", REPORT.to_owned()),
        file("reports/2023-12/vi.md", report("Tỷ lệ giải quyết", "Xem")),
        file("reports/2023-12/en.md", report("Share settled", "See")),
    ];
    files.extend(
        (0..size.n_indicators)
            .map(|at| file(&format!("indicators/{}.toml", indicator_id(at)), indicator(at, size))),
    );
    files
}

fn file(path: &str, text: String) -> InputFile {
    InputFile { path: format!("content/{path}"), content: Content::Text(text) }
}

/// Returns the text of the report: for each headline a section with its figure and chart.
fn report(rate: &str, see: &str) -> String {
    let mut text = String::new();
    for at in 0..HEADLINES {
        let (id, number) = (indicator_id(at), at + 1);
        write(
            &mut text,
            format_args!(
                "## {rate} ({number})\n\n{rate}: [](value:{id}/done-rate). {see} [{rate}](indicator:{id}).\n\n\
                 ![{rate}](chart:{id}/done-rate?kind=rank)\n\n"
            ),
        );
    }
    text
}

fn site(size: Size) -> String {
    let home: Vec<String> = (0..HEADLINES).map(|at| format!("\"{}/done-rate\"", indicator_id(at))).collect();
    let mut text = format!("home = [{}]\n{SITE}", home.join(", "));
    for topic in 0..size.n_indicators.div_ceil(PER_TOPIC) {
        let number = topic + 1;
        write(
            &mut text,
            format_args!(
                "[[topic]]\nid = \"topic-{number}\"\nname = {{ vi = \"Lĩnh vực {number}\", en = \"Topic {number}\" }}\n\n"
            ),
        );
    }
    text
}

fn places(size: Size) -> String {
    let mut text = PLACES.to_owned();
    for province in 0..PROVINCES {
        let (name, number) = (name(province, 5), province + 1);
        write(
            &mut text,
            format_args!(
                "[[place]]\nid = \"{}\"\nname = {{ vi = \"Tỉnh {name}\", en = \"{name} Province\" }}\n\
             level = \"province\"\nparent = \"country\"\ncode = \"{number:02}\"\n\n",
                province_id(province)
            ),
        );
    }
    for place in 0..size.n_places {
        let (name, number) = (name(place, 7), place + 1);
        write(
            &mut text,
            format_args!(
                "[[place]]\nid = \"{}\"\nname = {{ vi = \"Huyện {name}\", en = \"{name} District\" }}\n\
             level = \"district\"\nparent = \"{}\"\ncode = \"{number:05}\"\n\n",
                place_id(place),
                province_id(place % PROVINCES)
            ),
        );
    }
    text
}

fn documents(size: Size) -> String {
    let mut text = String::new();
    for month in months(size) {
        write(
            &mut text,
            format_args!(
                "[[document]]\nid = \"report-{month:02}\"\nnumber = \"{month}/BC-TK\"\ndate = \"2023-{month:02}-28\"\n{DOCUMENT}\n"
            ),
        );
    }
    text
}

fn targets() -> String {
    let target = |at: usize| {
        let id = indicator_id(at);
        format!("[[target]]\nid = \"{id}-districts\"\nmeasure = \"{id}/done-rate\"\n{TARGET}\n")
    };
    (0..HEADLINES).map(target).collect()
}

fn indicator(at: usize, size: Size) -> String {
    let (number, topic) = (at + 1, at / PER_TOPIC + 1);
    let mut text = format!(
        "name = {{ vi = \"Chỉ tiêu số {number}\", en = \"Indicator {number}\" }}\ntopic = \"topic-{topic}\"\n{INDICATOR}"
    );
    for month in months(size) {
        let annex = Annex { indicator: at, month, size };
        annex.provinces(&mut text);
        annex.places(&mut text);
    }
    text
}

/// The tables of one indicator in one month.
struct Annex {
    indicator: usize,
    month: usize,
    size: Size,
}

impl Annex {
    fn provinces(&self, text: &mut String) {
        self.head(text, 1, "[\"place\", \"due\", \"done\", \"done-rate\"]");
        let sums: Vec<(u64, u64)> = (0..PROVINCES).map(|province| self.sum(province)).collect();
        for (province, &(due, done)) in sums.iter().enumerate() {
            let (id, rate) = (province_id(province), rate(done, due));
            write(text, format_args!("  [\"{id}\", {due}, {done}, {rate}],\n"));
        }
        let (due, done) = sums.iter().fold((0, 0), |(due, done), sum| (due + sum.0, done + sum.1));
        write(text, format_args!("]\ntotal = [\"country\", {due}, {done}, {}]\n\n", rate(done, due)));
    }

    fn places(&self, text: &mut String) {
        self.head(text, 2, "[\"place\", \"due\", \"done\"]");
        for place in 0..self.size.n_places {
            let id = place_id(place);
            match self.figures(place) {
                Some((due, done)) => write(text, format_args!("  [\"{id}\", {due}, {done}],\n")),
                None => write(text, format_args!("  [\"{id}\", \"\", \"\"],\n")),
            }
        }
        text.push_str("]\n\n");
    }

    fn head(&self, text: &mut String, annex: usize, columns: &str) {
        let (month, table) = (self.month, self.indicator + 1);
        write(
            text,
            format_args!(
                "[[table]]\ndocument = \"report-{month:02}\"\nperiod = \"2023-{month:02}\"\n\
             at = {{ vi = \"Phụ lục {annex}, biểu {table}\", en = \"Annex {annex}, table {table}\" }}\n\
             columns = {columns}\nrows = [\n"
            ),
        );
    }

    fn sum(&self, province: usize) -> (u64, u64) {
        let places =
            (province..self.size.n_places).step_by(PROVINCES).filter_map(|place| self.figures(place));
        places.fold((0, 0), |(due, done), figures| (due + figures.0, done + figures.1))
    }

    /// Returns what is due and done in a place; nothing where the source leaves it blank.
    fn figures(&self, place: usize) -> Option<(u64, u64)> {
        let chance = scatter(self.indicator, self.month, place);
        let due = 1_000 + scatter(self.indicator, 0, place) % 200_000;
        let done = due * (40 + self.month as u64 * 4 + chance % 12) / 100;
        (!chance.is_multiple_of(BLANK_EVERY)).then_some((due, done))
    }
}

fn months(size: Size) -> std::ops::RangeInclusive<usize> {
    13 - size.n_periods..=12
}

/// Returns a percentage with one decimal, half away from zero; a blank cell where nothing is due.
fn rate(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "\"\"".to_owned();
    }
    let tenths = (part * 2_000 + whole) / (whole * 2);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Returns a number that looks like chance and is not (`SplitMix64`).
fn scatter(a: usize, b: usize, c: usize) -> u64 {
    let seed = (a as u64) << 40 | (b as u64) << 32 | c as u64;
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn indicator_id(at: usize) -> String {
    format!("indicator-{}", at + 1)
}

fn province_id(at: usize) -> String {
    format!("province-{}", at + 1)
}

fn place_id(at: usize) -> String {
    format!("district-{}", at + 1)
}

fn name(at: usize, step: usize) -> String {
    let syllable = |at: usize| SYLLABLES[at % SYLLABLES.len()];
    format!("{} {}", syllable(at), syllable(at / SYLLABLES.len() * step + at * step + 1))
}

fn write(text: &mut String, written: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(written);
}

const SYLLABLES: [&str; 24] = [
    "An", "Bình", "Châu", "Đông", "Giang", "Hà", "Hải", "Hòa", "Hưng", "Khánh", "Lâm", "Long", "Minh", "Nam",
    "Ninh", "Phú", "Phước", "Quảng", "Sơn", "Tân", "Thạnh", "Thủy", "Vĩnh", "Yên",
];

const SITE: &str = r#"title = { vi = "Nước thử", en = "Test country" }
description = { vi = "Số liệu bịa để đo tốc độ.", en = "Made-up figures to measure speed with." }
languages = ["vi", "en"]
base_url = "https://minhbach.example/"
theme = "default"
publisher = { vi = "Không ai", en = "Nobody" }
licence = { name = "CC BY 4.0", url = "https://creativecommons.org/licenses/by/4.0/" }
place = "country"

"#;

const UNITS: &str = r#"[[unit]]
id = "file"
name = { vi = "hồ sơ", en = { one = "application", other = "applications" } }
whole = true
"#;

const PLACES: &str = r#"[[level]]
id = "country"
name = { vi = "Cả nước", en = "Country" }
path = { vi = "ca-nuoc", en = "country" }

[[level]]
id = "province"
name = { vi = "Tỉnh", en = "Provinces" }
path = { vi = "tinh", en = "provinces" }

[[level]]
id = "district"
name = { vi = "Huyện", en = "Districts" }
path = { vi = "huyen", en = "districts" }

[[place]]
id = "country"
name = { vi = "Cả nước", en = "The country" }
level = "country"

"#;

const DOCUMENT: &str = r#"kind = { vi = "Báo cáo", en = "Report" }
title = { vi = "Tình hình giải quyết hồ sơ trong tháng", en = "Applications settled in the month" }
issuer = { vi = "Cơ quan thống kê", en = "Statistics office" }
place = "country"
"#;

const TARGET: &str = r#"places = "district"
value = 80
relation = "at-least"
document = "report-12"
at = { vi = "Mục 1", en = "Section 1" }
"#;

const REPORT: &str = r#"title = { vi = "Báo cáo tháng 12", en = "Report of December" }
summary = { vi = "Hồ sơ đã giải quyết trong tháng.", en = "Applications settled in the month." }
date = "2023-12-31"
document = "report-12"
"#;

const INDICATOR: &str = r#"definition = { vi = "Hồ sơ phải giải quyết trong tháng và hồ sơ đã giải quyết.", en = "Applications due in the month, and those settled." }
main = "done-rate"

[[measure]]
id = "due"
name = { vi = "Phải giải quyết", en = "Due" }
unit = "file"

[[measure]]
id = "done"
name = { vi = "Đã giải quyết", en = "Settled" }
unit = "file"
better = "higher"

[[measure]]
id = "done-rate"
name = { vi = "Tỷ lệ giải quyết", en = "Share settled" }
ratio = ["done", "due"]
better = "higher"

"#;
