//! What authors are told. Each code has the smallest site that yields it; the messages stand in `diagnostics/*.txt`,
//! which `UPDATE_EXPECT=1` rewrites and a human reads.

mod support;

use expect_test::{expect, expect_file};
use minhbach::diagnostic::Code;
use support::{Files, codes, folder, shown, site, told};

const SITE: &str = "content/site.toml";
const PLACES: &str = "content/places.toml";
const UNITS: &str = "content/units.toml";
const DOCUMENTS: &str = "content/documents.toml";
const TARGETS: &str = "content/targets.toml";
const WATER: &str = "content/indicators/water.toml";
const REPORT: &str = "content/reports/first/report.toml";
const TEXT: &str = "content/reports/first/en.md";

/// Returns the base site with one mistake.
fn fixture(code: Code) -> Files {
    let base = site();
    match code {
        Code::MissingFile => base.without(SITE),
        Code::NotUtf8 => base.with_bytes(UNITS, b"# h\xe9\n"),
        Code::UnusedFile => base.with("content/notes.txt", "later"),
        Code::TomlSyntax => base.edit(WATER, "unit = \"household\"\n\n[[measure]]\nid = \"connected\"", "unit = \"household\nid = 1"),
        Code::UnknownKey => base.edit(PLACES, "parent = \"sao-mai\"\n\n", "parents = \"sao-mai\"\n\n"),
        Code::MissingKey => base.edit(DOCUMENTS, "date = \"2023-11-02\"\n", ""),
        Code::MissingSource => base.edit(WATER, "document = \"r1\"\n", ""),
        Code::WrongType => base.edit(UNITS, "whole = true", "whole = \"yes\""),
        Code::UnknownWord => base.edit(WATER, "better = \"higher\"", "better = \"hihger\""),
        Code::BadId => base.edit(PLACES, "id = \"cua-song\"", "id = \"Cửa Sông\"").edit(WATER, "  [\"cua-song\", 800, 500, 62.5],\n", "").edit(WATER, "2000, 1400, 70.0", "1200, 900, 75.0").edit(TEXT, "1,400", "900").edit("content/reports/first/vi.md", "1.400", "900"),
        Code::BadDate => base.edit(REPORT, "2023-11-02", "2023-11-31"),
        Code::BadPeriod => base.edit(WATER, "period = \"2023-10\"", "period = \"10/2023\""),
        Code::BadNumber => base.edit(WATER, "1200", "12e2"),
        Code::BadBaseUrl => base.edit(SITE, "https://sao-mai.example/", "https://sao-mai.example"),
        Code::BadLanguage => base.edit(SITE, "\"vi\", \"en\"]", "\"vi\", \"en\", \"english\"]"),
        Code::MissingTranslation => base.edit(WATER, "name = { vi = \"Đã nối\", en = \"Connected\" }", "name = { vi = \"Đã nối\" }"),
        Code::UnknownLanguage => base.edit(WATER, "en = \"Connected\" }", "en = \"Connected\", fr = \"Raccordés\" }"),
        Code::UnknownId => base.edit(WATER, "[\"cua-song\", 800", "[\"cua-sogn\", 800"),
        Code::DoubledId => base.add(UNITS, "[[unit]]\nid = \"household\"\nname = { vi = \"nhà\", en = \"homes\" }"),
        Code::CircularPlace => base.edit(PLACES, "level = \"province\"\n", "level = \"province\"\nparent = \"sao-mai\"\n"),
        Code::CircularFormula => base.edit(WATER, "ratio = [\"connected\",", "ratio = [\"connected-rate\","),
        Code::MixedUnits => base.add(WATER, "").edit(WATER, "[[table]]", "[[measure]]\nid = \"odd\"\nname = { vi = \"Lạ\", en = \"Odd\" }\nsum = [\"households\", \"connected-rate\"]\n\n[[table]]"),
        Code::UnknownColumn => base.edit(WATER, "\"connected\", \"connected-rate\"]\nrows", "\"conected\", \"connected-rate\"]\nrows"),
        Code::DoubledColumn => base.edit(WATER, "\"connected\", \"connected-rate\"]\nrows", "\"households\", \"connected-rate\"]\nrows"),
        Code::MissingColumn => base.edit(WATER, "period = \"2023-10\"\n", ""),
        Code::RowLength => base.edit(WATER, "800, 500, 62.5", "800, 62.5"),
        Code::FractionalCount => base.edit(WATER, "1200", "1.200"),
        Code::DoubledObservation => base.edit(WATER, "[\"cua-song\", 800", "[\"ben-da\", 800"),
        Code::TotalNotParent => base.edit(WATER, "total = [\"sao-mai\"", "total = [\"cua-song\""),
        Code::DoubledPath => base.edit(REPORT, "summary", "slug = { vi = \"mot\", en = \"one\" }\nsummary"),
        Code::BadReference => base.add(TEXT, "See [this](value:water)."),
        Code::NoObservation => base.add(TEXT, "Then: [](value:water/connected?period=2022)."),
        Code::FigureMissing => base.edit(WATER, "800, 500, 62.5", "800, \"\", \"\"").add(TEXT, "There: [](value:water/connected?place=cua-song)."),
        Code::FigureNotNumber => base.edit(TEXT, "1,400", "many"),
        Code::FigureDiffers => base.edit(TEXT, "1,400", "1,450"),
        Code::ChartNotAlone => base.add(TEXT, "As ![the rates](chart:water/connected-rate?kind=rank) shows."),
        Code::MissingName => base.add(TEXT, "![](chart:water/connected-rate?kind=rank)"),
        Code::NoTarget => base.add(TEXT, "![Connected](chart:water/connected?kind=bullet)"),
        Code::MissingImage => base.add(TEXT, "![A well](well.png)"),
        Code::HeadingLevel => base.add(TEXT, "# Wells"),
        Code::MissingFootnote => base.add(TEXT, "Not all wells[^wells]."),
        Code::RawHtml => base.add(TEXT, "Water is <b>clean</b."),
        Code::TemplateError => base.edit("themes/plain/templates/reports.html", "{%- endfor %}", ""),
        Code::MissingWord => base.edit("themes/plain/words/vi.toml", "home = \"Trang chủ\"\n", ""),
        Code::TotalDiffers => base.edit(WATER, "2000, 1400, 70.0", "2001, 1400, 70.0"),
        Code::RateDiffers => base.edit(WATER, "62.5", "62.6"),
        Code::PartsDiffer => base,
    }
}

#[test]
fn every_code() {
    for code in Code::ALL {
        println!(
            "## {}: {:?}\n{}",
            code.name(),
            codes(&fixture(*code).inputs()).iter().map(|c| c.name()).collect::<Vec<_>>(),
            shown(&fixture(*code).inputs(), "en")
        );
    }
}
