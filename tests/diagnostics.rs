//! What authors are told. Each code has the smallest site that yields it; the messages stand in `diagnostics/*.txt`,
//! which `UPDATE_EXPECT=1` rewrites and a human reads.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use std::collections::BTreeSet;

use expect_test::{expect, expect_file};
use minhbach::diagnostic::{self, Code, Example, Explanations, Messages};
use support::{Files, codes, diagnostics, folder, shown, site, told};

const SITE: &str = "content/site.toml";
const PLACES: &str = "content/places.toml";
const UNITS: &str = "content/units.toml";
const DOCUMENTS: &str = "content/documents.toml";
const TARGETS: &str = "content/targets.toml";
const WATER: &str = "content/indicators/water.toml";
const BOUNDARIES: &str = "content/boundaries/commune.geojson";
const REPORT: &str = "content/reports/first/report.toml";
const CORRECTIONS: &str = "content/corrections.toml";
const TEXT: &str = "content/reports/first/en.md";
const VIETNAMESE: &str = "content/reports/first/vi.md";

/// Returns a square that calls itself by these properties.
fn feature(properties: &str, [west, east]: [f64; 2]) -> String {
    let corners = format!(
        "[{west:.1}, 10.0], [{east:.1}, 10.0], [{east:.1}, 10.1], [{west:.1}, 10.1], [{west:.1}, 10.0]"
    );
    let geometry = format!("{{ \"type\": \"Polygon\", \"coordinates\": [[{corners}]] }}");
    format!("{{ \"type\": \"Feature\", \"properties\": {properties},\n  \"geometry\": {geometry} }}")
}

/// Returns the base site with boundaries of its communes, in which one part is another.
fn with_boundaries(part: &str, other: &str) -> Files {
    let one = feature("{ \"id\": \"ben-da\" }", [106.1, 106.2]);
    let two = feature("{ \"id\": \"cua-song\", \"name\": \"Cửa Sông\" }", [106.2, 106.3]);
    let all = format!("{{ \"type\": \"FeatureCollection\", \"features\": [\n{one},\n{two}\n] }}\n");
    site().with(BOUNDARIES, &all).edit(BOUNDARIES, part, other)
}

/// Returns the base site with one mistake.
#[expect(clippy::too_many_lines, reason = "one line for each code")]
fn fixture(code: Code) -> Files {
    let base = site();
    match code {
        Code::MissingFile => base.without(SITE),
        Code::NotUtf8 => base.with_bytes(UNITS, b"# h\xe9\n"),
        Code::UnusedFile => base.with("content/notes.txt", "later"),
        Code::HomelessText => base.with("content/reports/first/old/en.md", "Wells."),
        Code::EmptyText => base.with(TEXT, " \n"),
        Code::UnusedImage => base.with_bytes("content/reports/first/well.jpg", b"\xff\xd8"),
        Code::TomlSyntax => base.edit(WATER, "Clean water\" }", "Clean water }"),
        Code::UnknownKey => base.edit(WATER, "better = ", "beter = "),
        Code::MissingKey => base.edit(DOCUMENTS, "date = \"2023-11-02\"\n", ""),
        Code::MissingSource => base.edit(WATER, "document = \"r1\"\n", ""),
        Code::WrongType => base.edit(UNITS, "whole = true", "whole = \"yes\""),
        Code::UnknownWord => base.edit(WATER, "\"higher\"", "\"hihger\""),
        Code::BadId => base.add(
            "content/glossary.toml",
            "[[term]]\nid = \"Giếng\"\nname = { vi = \"giếng khơi\", en = \"dug well\" }",
        ),
        Code::BadDate => base.edit(REPORT, "2023-11-02", "2023-11-31"),
        Code::BadIssueDate => base.edit(DOCUMENTS, "2023-11-02", "2023-Q4"),
        Code::EmptyMain => base
            .add(WATER, "[[measure]]\nid = \"plan\"\nname = { vi = \"Kế hoạch\", en = \"Plan\" }\nunit = \"household\"")
            .edit(WATER, "main = \"connected-rate\"", "main = \"plan\""),
        Code::EndsBeforeStart => base.edit(
            PLACES,
            "id = \"ben-da\"",
            "id = \"ben-da\"\nfrom = \"2024-01-01\"\nuntil = \"2023-12-31\"",
        ),
        Code::BadPeriod => base.edit(WATER, "\"2023-10\"", "\"10/2023\""),
        Code::BadNumber => base.edit(WATER, "1200", "12e2"),
        Code::BadBaseUrl => base.edit(SITE, "https://sao-mai.example/", "https://sao-mai.example"),
        Code::BadLanguage => base.edit(SITE, "\"en\"]", "\"en\", \"english\"]"),
        Code::MissingTranslation => base.edit(WATER, "\"Đã nối\", en = \"Connected\"", "\"Đã nối\""),
        Code::UnknownLanguage => {
            base.edit(WATER, "en = \"Connected\"", "en = \"Connected\", fr = \"Raccordés\"")
        }
        Code::PlaceholderText => base.edit(WATER, "\"Connected\"", "\"…\""),
        Code::UnknownId => base.edit(WATER, "[\"cua-song\"", "[\"cua-sogn\""),
        Code::DoubledId => {
            base.add(UNITS, "[[unit]]\nid = \"household\"\nname = { vi = \"nhà\", en = \"homes\" }")
        }
        Code::UnusedId => base.add(UNITS, "[[unit]]\nid = \"well\"\nname = { vi = \"giếng\", en = \"wells\" }"),
        Code::CircularPlace => {
            base.edit(PLACES, "level = \"province\"\n", "level = \"province\"\nparent = \"sao-mai\"\n")
        }
        Code::BadTile => base.edit(PLACES, "id = \"ben-da\"", "id = \"ben-da\"\ntile = [0, 1]").edit(
            PLACES,
            "id = \"cua-song\"",
            "id = \"cua-song\"\ntile = [1, 1]",
        ),
        Code::DoubledTile => base.edit(PLACES, "id = \"ben-da\"", "id = \"ben-da\"\ntile = [2, 1]").edit(
            PLACES,
            "id = \"cua-song\"",
            "id = \"cua-song\"\ntile = [2, 1]",
        ),
        Code::MissingTile => base.edit(PLACES, "id = \"ben-da\"", "id = \"ben-da\"\ntile = [2, 1]"),
        Code::GeojsonSyntax => with_boundaries("{ \"id\": \"ben-da\" }", "{ \"id\": \"ben-da }"),
        Code::NotBoundaries => with_boundaries("\"type\": \"FeatureCollection\"", "\"type\": \"Topology\""),
        Code::OtherProjection => with_boundaries(
            "\"features\"",
            "\"crs\": { \"type\": \"name\", \"properties\": { \"name\": \"urn:ogc:def:crs:EPSG::9210\" } }, \"features\"",
        ),
        Code::BadBoundary => with_boundaries("[106.1, 10.1], [106.1, 10.0]]]", "[106.1, 10.1]]]"),
        Code::BadPosition => with_boundaries("[106.2, 10.1], [106.1", "[10.1, 106.2], [106.1"),
        Code::UnplacedBoundary => {
            let more = feature("{ \"id\": \"ben-do\" }", [106.4, 106.5]);
            with_boundaries("] }\n", &format!(", {more}] }}\n"))
        }
        Code::MissingBoundary => with_boundaries("\"id\": \"cua-song\"", "\"id\": \"ben-da\""),
        Code::CircularFormula => base.edit(WATER, "ratio = [\"connected\",", "ratio = [\"connected-rate\","),
        Code::MixedUnits => base.add(TEXT, "![Both](chart:water/connected,connected-rate?kind=bars)"),
        Code::UnknownColumn => {
            base.edit(WATER, "\"connected\", \"connected-rate\"]", "\"conected\", \"connected-rate\"]")
        }
        Code::DoubledColumn => base.edit(WATER, "\"connected-rate\"]\nrows", "\"connected\"]\nrows"),
        Code::MissingColumn => base.edit(WATER, "period = \"2023-10\"\n", ""),
        Code::RowLength => base.edit(WATER, "800, 500, 62.5", "800, 500, 62,5"),
        Code::FractionalCount => base.edit(WATER, "1200", "1.200"),
        Code::DoubledObservation => base.edit(WATER, "62.5],", "62.5],\n  [\"ben-da\", 1200, 900, 75.0],"),
        Code::TotalNotParent => base
            .add(
                PLACES,
                "[[place]]\nid = \"afar\"\nname = { vi = \"Xa\", en = \"Afar\" }\nlevel = \"commune\"",
            )
            .edit(WATER, "62.5],", "62.5],\n  [\"afar\", 10, 5, 50.0],"),
        Code::BadDeadline => with_plan("deadline = [\"2024-Q2\"]", "deadline = [\"Q2-2024\"]"),
        Code::LateBaseline => {
            base.add(TARGETS, "by = \"2023\"\nbaseline = { value = 60, period = \"2023-12\" }")
        }
        Code::FutureUpdate => with_plan("date = \"2023-10-31\"", "date = \"2032-10-31\""),
        Code::DoubledPath => base
            .edit(REPORT, "date", "slug = { vi = \"mot\", en = \"one\" }\ndate")
            .with(
                "content/reports/second/report.toml",
                &second_report("slug = { vi = \"hai\", en = \"one\" }"),
            )
            .with("content/reports/second/vi.md", "Hai.")
            .with("content/reports/second/en.md", "Two."),
        Code::BadReference => base.add(TEXT, "See [Bến Đá](value:water)."),
        Code::BadLink => base.add(TEXT, "See [the plan](other.html)."),
        Code::DeadLink => base
            .add(TEXT, "See [the wells](https://sao-mai.example/en/wells/).")
            .edit(REPORT, "date =", "only = { en = [\"https://sao-mai.example/en/wells/\"] }\ndate ="),
        Code::UnknownAnchor => base.add(TEXT, "See [the wells](#wells)."),
        Code::UnpublishedLink => base
            .add(TEXT, "See [the second](report:second).")
            .edit(REPORT, "date =", "only = { en = [\"report:second\"] }\ndate =")
            .with("content/reports/second/report.toml", &second_report("draft = true"))
            .with("content/reports/second/vi.md", "Hai.")
            .with("content/reports/second/en.md", "Two."),
        Code::EmptyLink => base.add(TEXT, "See [](place:ben-da).").add(VIETNAMESE, "Xem [Bến Đá](place:ben-da)."),
        Code::VagueLink => {
            base.add(TEXT, "See [here](place:ben-da).").add(VIETNAMESE, "Xem [Bến Đá](place:ben-da).")
        }
        Code::NoObservation => base.add(TEXT, "Then: [](value:water/connected?period=2022)."),
        Code::FigureMissing => base
            .edit(WATER, "800, 500, 62.5", "800, \"\", \"\"")
            .edit(WATER, "2000, 1400, 70.0", "2000, 900, 45.0")
            .edit("content/reports/first/vi.md", "1.400", "900")
            .edit(TEXT, "[1,400](value:water/connected)", "[](value:water/connected?place=cua-song)"),
        Code::FigureNotNumber => base.edit(TEXT, "1,400", "many"),
        Code::FigureDiffers => base.edit(TEXT, "1,400", "1,450"),
        Code::ChartNotAlone => base.add(TEXT, "As ![the rates](chart:water/connected-rate?kind=rank) shows."),
        Code::MissingName => base.add(TEXT, "![](chart:water/connected-rate?kind=rank)"),
        Code::NoTarget => base.add(TEXT, "![Connected](chart:water/connected?kind=bullet)"),
        Code::MissingImage => base.add(TEXT, "![A well](well.png)"),
        Code::BadImage => base
            .add(TEXT, "![A well](well.heic)")
            .with_bytes("content/reports/first/well.heic", b"\0ftypheic"),
        Code::UnreadMarkup => base.add(TEXT, "Connected: [1,400] (value:water/connected)"),
        Code::HeadingLevel => base.add(TEXT, "# Wells"),
        Code::SkippedHeading => base.add(TEXT, "#### Wells").add(VIETNAMESE, "### Giếng").edit(
            REPORT,
            "date =",
            "only = { vi = [\"Giếng\"], en = [\"Wells\"] }\ndate =",
        ),
        Code::DoubledHeading => {
            base.add(TEXT, "### Wells\n\n### Wells").add(VIETNAMESE, "### Giếng\n\n### Giếng khác")
        }
        Code::MissingFootnote => base.add(TEXT, "Not all wells[^wells]."),
        Code::UnusedFootnote => base.add(TEXT, "[^a]: Nobody calls."),
        Code::TwinDiffers => base.add(TEXT, "In 2023.").add(VIETNAMESE, "Năm 2022."),
        Code::TwinLacks => base.add(TEXT, "In [Sao Mai](place:sao-mai)."),
        Code::HeadingsDiffer => base.add(TEXT, "## Wells"),
        Code::IdleException => base.edit(REPORT, "date =", "only = { en = [\"1,400\"] }\ndate ="),
        Code::StaleTranslation => {
            base.edit(REPORT, "date =", "translated = { en = \"0123456789abcdef\" }\ndate =")
        }
        Code::RawHtml => base.add(TEXT, "A line<br>and another."),
        Code::CorrectionDiffers => base.with(CORRECTIONS, &correction("800", "901")),
        Code::IdleCorrection => base.with(CORRECTIONS, &correction("900", "900.0")),
        Code::CorrectionRemoved => {
            base.with(CORRECTIONS, &correction("800", "900")).published().without(CORRECTIONS)
        }
        Code::CorrectionAltered => base
            .with(CORRECTIONS, &correction("800", "900"))
            .published()
            .with(CORRECTIONS, &correction("700", "900")),
        Code::ChangedSilently => base.add(WATER, EARLIER).published().edit(WATER, "1100, 400", "1101, 400"),
        Code::FigureVanished => base.add(WATER, EARLIER).published().edit(WATER, EARLIER, ""),
        Code::PublishedUnreadable => base.with("public/data/corrections.json", "{"),
        Code::TemplateError => base.edit("themes/plain/templates/reports.html", "{%- endfor %}", ""),
        Code::MissingWord => base.edit("themes/plain/words/vi.toml", "home = \"Trang chủ\"\n", ""),
        Code::TotalDiffers => base.edit(WATER, "2000, 1400, 70.0", "2001, 1400, 70.0"),
        Code::RateDiffers => base.edit(WATER, "62.5", "62.6"),
        Code::ResultDiffers => base.with("content/indicators/wells.toml", DRY_WELLS),
        Code::PartsDiffer => base.with("content/indicators/wells.toml", WELLS),
        Code::UnknownFigure => base.with(CORRECTIONS, &correction("800", "900").replace("period=2023-10", "period=2022")),
        Code::AmbiguousFigure => base.with(CORRECTIONS, &correction("800", "900").replace("?place=ben-da&period=2023-10", "")),
        Code::RestatesNothing => base.add(WATER, &restated("\"2022\"", "1400")),
        Code::ValuesDiffer => base.add(WATER, &restated("\"2023-10\"", "1401")),
        Code::RelationDiffers => base.with("content/relations.toml", RELATION),
        Code::SeriesFalls => {
            base.edit(WATER, "name = { vi = \"Số hộ\"", "cumulative = true\nname = { vi = \"Số hộ\"").add(
                WATER,
                &restated("\"2023-09\"", "1")
                    .replace("restates = true\n", "")
                    .replace("connected", "households")
                    .replace("1]", "2001]"),
            )
        }
        Code::ShareAboveWhole => base
            .edit(WATER, "500, 62.5", "900, 112.5")
            .edit(WATER, "2000, 1400, 70.0", "2000, 1800, 90.0")
            .edit(VIETNAMESE, "1.400", "1.800")
            .edit(TEXT, "1,400", "1,800"),
        Code::PlaceMissing => base
            .edit(WATER, "  [\"cua-song\", 800, 500, 62.5],\n", "")
            .edit(WATER, "2000, 1400, 70.0", "1200, 900, 75.0")
            .edit(VIETNAMESE, "1.400", "900")
            .edit(TEXT, "1,400", "900"),
        Code::CountDiffers => with_plan("id = \"pipes\"", "id = \"pipes\"\nstated = 2"),
        Code::OutOfRange => base.edit(WATER, "better = ", "max = 74.5\nbetter = "),
        Code::IdleFinding => {
            base.with(FINDINGS, &finding("rate-differs", "water/connected-rate?place=ben-da&period=2023-10"))
        }
    }
}

const FINDINGS: &str = "content/findings.toml";

/// Returns an explanation of a finding.
fn finding(code: &str, figure: &str) -> String {
    format!(
        "[[finding]]\ncode = \"{code}\"\nfigure = \"{figure}\"\nreason = {{ vi = \"Lỗi in.\", en = \"Misprint.\" }}\n"
    )
}

/// Returns a table that gives one figure again.
fn restated(period: &str, value: &str) -> String {
    format!(
        "[[table]]\nrestates = true\ndocument = \"r1\"\nat = {{ vi = \"Mục 1\", en = \"Section 1\" }}\n\
         period = {period}\ncolumns = [\"place\", \"connected\"]\nrows = [[\"sao-mai\", {value}]]"
    )
}

/// Two figures of which one cannot be more than the other, and is.
const RELATION: &str = r#"
[[relation]]
whole = "water/connected?place=cua-song"
parts = ["water/connected?place=ben-da&period=2023-10"]
relation = "within"
"#;

/// Returns the base site with a plan in which words that it holds once are replaced.
fn with_plan(from: &str, to: &str) -> Files {
    site().with(AGENCIES, OFFICES).with(PLAN, WORKS).edit(PLAN, from, to)
}

const AGENCIES: &str = "content/agencies.toml";
const PLAN: &str = "content/plans/works.toml";

const OFFICES: &str = r#"
[[agency_kind]]
id = "office"
name = { vi = "Sở", en = "Offices" }

[[agency]]
id = "water-office"
name = { vi = "Sở Nước", en = "Water Office" }
kind = "office"
place = "sao-mai"
"#;

/// A plan without mistakes.
const WORKS: &str = r#"
title = { vi = "Kế hoạch", en = "Plan" }
summary = { vi = "Việc phải làm.", en = "What is to be done." }
document = "r1"
period = "2024"
place = "sao-mai"

[[group]]
id = "pipes"
name = { vi = "Ống", en = "Pipes" }

[[task]]
id = "t-1"
group = "pipes"
text = { vi = "Đặt ống.", en = "Lay pipes." }
lead = ["water-office"]
deadline = ["2024-Q2"]
targets = ["connected"]

[[task.moved]]
deadline = ["2023-12", { as = { vi = "theo lịch của Sở", en = "on the office's schedule" } }]
document = "r1"
at = { vi = "Mục 4", en = "Section 4" }

[[task.update]]
date = "2023-10-31"
state = "in-progress"
document = "r1"
at = { vi = "Mục 5", en = "Section 5" }
text = { vi = "Đã đặt một nửa.", en = "Half is laid." }

[[task]]
id = "t-2"
text = { vi = "Rửa ống.", en = "Clean pipes." }
lead = []
"#;

/// A whole that is one less than its parts.
const WELLS: &str = r#"
name = { vi = "Giếng", en = "Wells" }
definition = { vi = "Giếng có nước sạch.", en = "Wells with clean water." }
topic = "water"
main = "wells"

[[dimension]]
id = "depth"
name = { vi = "Độ sâu", en = "Depth" }
whole = true
[[dimension.member]]
id = "deep"
name = { vi = "Sâu", en = "Deep" }
[[dimension.member]]
id = "shallow"
name = { vi = "Nông", en = "Shallow" }

[[measure]]
id = "wells"
name = { vi = "Số giếng", en = "Wells" }
unit = "household"
by = ["depth"]

[[table]]
document = "r1"
at = { vi = "Mục 3", en = "Section 3" }
period = "2023-10"
columns = ["place", "wells", "wells.deep", "wells.shallow"]
rows = [["ben-da", 11, 7, 5]]
"#;

/// A stated difference that is one more than it is of.
const DRY_WELLS: &str = r#"
name = { vi = "Giếng", en = "Wells" }
definition = { vi = "Giếng có nước sạch.", en = "Wells with clean water." }
topic = "water"
main = "wells"

[[measure]]
id = "wells"
name = { vi = "Số giếng", en = "Wells" }
unit = "household"
[[measure]]
id = "clean"
name = { vi = "Giếng sạch", en = "Clean wells" }
unit = "household"
[[measure]]
id = "unclean"
name = { vi = "Giếng chưa sạch", en = "Wells that are not clean" }
difference = ["wells", "clean"]

[[table]]
document = "r1"
at = { vi = "Mục 3", en = "Section 3" }
period = "2023-10"
columns = ["place", "wells", "clean", "unclean"]
rows = [["ben-da", 12, 8, 5]]
"#;

/// A table that was published and is taken back.
const EARLIER: &str = r#"[[table]]
document = "r1"
at = { vi = "Mục 9", en = "Section 9" }
period = "2022"
place = "ben-da"
columns = ["households", "connected"]
rows = [[1100, 400]]"#;

/// A correction of the households connected at Bến Đá.
fn correction(old: &str, new: &str) -> String {
    format!(
        "[[correction]]\nid = \"2023-11-ben-da\"\nfigure = \"water/connected?place=ben-da&period=2023-10\"\ndate = \"2023-11-01\"\nold = {old}\nnew = {new}\nreason = {{ vi = \"Gõ nhầm.\", en = \"Mistyped.\" }}\n"
    )
}

fn second_report(more: &str) -> String {
    format!(
        "title = {{ vi = \"Hai\", en = \"Two\" }}\nsummary = {{ vi = \"Hai.\", en = \"Two.\" }}\ndate = \"2023-10-02\"\n{more}\n"
    )
}

#[test]
fn every_code_has_a_fixture_that_tells_of_it_alone() {
    for &code in Code::ALL {
        let told = codes(&fixture(code).inputs());
        assert_eq!(told, [code], "{}", code.name());
    }
}

/// Codes that no excerpt of a file shows: the fault is that a file is there, lacks or is no text, or it lies in what was
/// published before.
const WITHOUT_EXAMPLE: [Code; 11] = [
    Code::HomelessText,
    Code::EmptyText,
    Code::BadImage,
    Code::MissingFile,
    Code::NotUtf8,
    Code::UnusedFile,
    Code::UnusedImage,
    Code::CorrectionRemoved,
    Code::FigureVanished,
    Code::PublishedUnreadable,
    Code::TemplateError,
];

#[test]
fn every_example_is_wrong_and_its_cure_cures() {
    let explanations = Explanations::new(&Messages::new("en"));
    let mut mistakes = String::new();
    for &code in Code::ALL {
        let example = explanations.example(code);
        assert_eq!(example.is_none(), WITHOUT_EXAMPLE.contains(&code), "example of {}", code.name());
        let Some(Example { file, wrong, right }) = example else { continue };
        let fixture = fixture(code);
        assert_eq!(fixture.text(file).matches(wrong).count(), 1, "{} in {file}:\n{wrong}", code.name());
        let told = told(&fixture.edit(file, wrong, right).inputs());
        // An example is of one file; what its mended line asks of the text in the other language is told then.
        let of_twins = [" twin-lacks: ", " idle-exception: "];
        let rest = told.lines().filter(|line| !of_twins.iter().any(|code| line.contains(code)));
        mistakes.extend(rest.map(|line| format!("{}: {line}\n", code.name())));
    }
    assert_eq!(mistakes, "");
}

#[test]
fn messages_in_english() {
    expect_file!["diagnostics/en.txt"].assert_eq(&all_messages("en"));
}

#[test]
fn messages_in_vietnamese() {
    expect_file!["diagnostics/vi.txt"].assert_eq(&all_messages("vi"));
}

/// Shows every code once, as a terminal without colours does.
fn all_messages(language: &str) -> String {
    let message = |&code: &Code| {
        let inputs = fixture(code).inputs();
        let told = diagnostics(&inputs).into_iter().find(|told| told.code == code);
        shown(&told.into_iter().collect::<Vec<_>>(), &inputs, language)
    };
    Code::ALL.iter().map(message).collect::<Vec<_>>().join("\n")
}

#[test]
fn ten_mistakes_in_five_files_are_all_told() {
    let inputs = folder("tests/sites/ten-mistakes").with_default_theme().inputs();
    expect![[r#"
        content/indicators/schools.toml:23:17 fractional-count: `1.348` is a fraction of something that is counted whole
        content/indicators/schools.toml:24:4 unknown-id: there is no place `cua-sonng`
        content/places.toml:21:1 unknown-key: `kod` is no key that can stand here
        content/places.toml:28:9 bad-date: `2025-02-30` cannot be read as a day of the calendar
        content/reports/2023/report.toml:1:9 missing-translation: the text is missing in the language `vi`
        content/reports/2023/report.toml:5:9 wrong-type: `draft` must be true or false
        content/reports/2023/vi.md:3:47 figure-differs: the text says `21.050`, the data say 21.500
        content/reports/2023/vi.md:3:86 missing-footnote: the footnote `1` is called but not written
        content/site.toml:2:115 unknown-language: the site has no language `fr`
        content/site.toml:5:12 bad-base-url: `sao-mai.example` is not the address of a site
    "#]]
    .assert_eq(&told(&inputs));
    let entries = diagnostic::json(&diagnostics(&inputs), &inputs, &Messages::new("en"));
    let entries: Vec<serde_json::Value> = serde_json::from_str(&entries).unwrap();
    let files: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["file"].as_str()).collect();
    assert_eq!((entries.len(), files.len()), (10, 5));
    for entry in &entries {
        assert!(entry["line"].is_u64() && entry["column"].is_u64(), "{entry}");
        assert!(entry["help"].as_str().is_some_and(|help| !help.is_empty()), "{entry}");
    }
}

#[test]
fn base_site_has_no_mistakes() {
    assert_eq!(told(&site().inputs()), "");
}

#[test]
fn plan_has_no_mistakes() {
    assert_eq!(told(&with_plan("period = \"2024\"", "period = \"2024\"").inputs()), "");
}

#[test]
fn every_mistake_in_a_plan_is_told_where_it_stands() {
    let mistakes = [
        ("[\"water-office\"]", "[\"water-ofice\"]"),
        ("[\"water-office\"]", "[\"water-office\", \"water-office\"]"),
        ("group = \"pipes\"", "group = \"pipe\""),
        ("[\"connected\"]", "[\"conected\"]"),
        ("\"in-progress\"", "\"begun\""),
        ("\"2023-10-31\"", "\"2023-10\""),
        ("id = \"t-2\"", "id = \"t-1\""),
        ("lead = []", ""),
        ("{ as = {", "{ sa = {"),
        ("period = \"2024\"", "period = \"2024\"\nstated = -1"),
    ];
    let told: String = mistakes.map(|(from, to)| told(&with_plan(from, to).inputs())).concat();
    expect![[r#"
        content/plans/works.toml:16:9 unknown-id: there is no agency `water-ofice`
        content/plans/works.toml:16:25 doubled-id: the id `water-office` is taken
        content/plans/works.toml:14:9 unknown-id: there is no group `pipe`
        content/plans/works.toml:18:12 unknown-id: there is no target `conected`
        content/plans/works.toml:27:9 unknown-word: `begun` is not one of the words for `state`
        content/plans/works.toml:26:8 bad-date: `2023-10` cannot be read as a day of the calendar
        content/plans/works.toml:33:6 doubled-id: the id `t-1` is taken
        content/plans/works.toml:32:1 missing-key: `lead` is missing
        content/plans/works.toml:21:26 unknown-key: `sa` is no key that can stand here
        content/plans/works.toml:6:10 bad-number: `-1` is not a number that can be published
    "#]]
    .assert_eq(&told);
}

#[test]
fn target_without_a_measure_needs_a_name_and_a_unit() {
    let named = "name = { vi = \"Giếng kín\", en = \"Covered wells\" }\nunit = \"household\"";
    let measure = "measure = \"water/connected-rate\"";
    assert_eq!(told(&site().edit(TARGETS, measure, named).inputs()), "");
    for (to, code) in [
        ("", Code::MissingKey),
        ("unit = \"household\"", Code::MissingKey),
        ("name = { vi = \"Giếng\", en = \"Wells\" }", Code::MissingKey),
        (&format!("{measure}\n{named}") as &str, Code::UnknownKey),
        (&named.replace("household", "househol"), Code::UnknownId),
    ] {
        let told = codes(&site().edit(TARGETS, measure, to).inputs());
        assert!(!told.is_empty() && told.iter().all(|&known| known == code), "{to}: {told:?}");
    }
}

#[test]
fn references_to_a_broken_place_are_not_told_of() {
    let site = site().edit(PLACES, "name = { vi = \"Bến Đá\", en = \"Bến Đá\" }\n", "");
    expect![[r#"
        content/places.toml:16:1 missing-key: `name` is missing
    "#]]
    .assert_eq(&told(&site.inputs()));
}

#[test]
fn syntax_error_among_places_is_told_alone() {
    let site = site().edit(PLACES, "id = \"ben-da\"", "id = ben-da");
    expect![[r#"
        content/places.toml:17:6 toml-syntax: the file cannot be read from here on: text without quotation marks
    "#]]
    .assert_eq(&told(&site.inputs()));
}

#[test]
fn columns_count_letters_not_bytes() {
    let site = site().edit("content/glossary.toml", "\"Hộ\", en = \"Household\"", "\"Hộ\", en = 1");
    expect![[r#"
        content/glossary.toml:3:26 wrong-type: `en` must be text in quotes
    "#]]
    .assert_eq(&told(&site.inputs()));
}

#[test]
fn decomposed_letters_are_no_mistake() {
    let site = site().edit(WATER, "\"Số hộ\"", "\"So\u{302}\u{301} ho\u{323}\u{302}\"");
    assert_eq!(told(&site.inputs()), "");
}

#[test]
fn syntax_error_at_a_letter_with_a_mark_is_told() {
    let inputs = site().edit(TARGETS, "relation = ", "relation Đ= ").inputs();
    let shown = shown(&diagnostics(&inputs), &inputs, "en");
    assert!(shown.contains("error[toml-syntax]") && shown.contains("relation Đ="), "{shown}");
}

#[test]
fn typing_mistake_is_told_beside_a_broken_place() {
    let site = site().edit(PLACES, "name = { vi = \"Bến Đá\", en = \"Bến Đá\" }\n", "").edit(
        WATER,
        "\"cua-song\"",
        "\"cua-sogn\"",
    );
    let told = told(&site.inputs());
    assert!(told.contains("no place `cua-sogn`") && told.contains("`name` is missing"), "{told}");
}

#[test]
fn mistake_in_a_reference_is_told_beside_another_of_its_file() {
    let site = site().edit(WATER, "\"higher\"", "\"hihger\"").edit(
        WATER,
        "main = \"connected-rate\"",
        "main = \"conected-rate\"",
    );
    assert_eq!(codes(&site.inputs()), [Code::UnknownId, Code::UnknownWord]);
}

#[test]
fn row_with_a_place_in_braces_is_told() {
    let site = site().edit(WATER, "[\"cua-song\",", "[{ value = 1 },").edit(WATER, "total =", "# total =");
    let told = codes(&site.edit(TARGETS, "\"sao-mai\"", "\"ben-da\"").inputs());
    assert!(told.contains(&Code::WrongType), "{told:?}");
}

#[test]
fn keys_that_contradict_each_other_are_told() {
    for (from, to, code) in [
        ("ratio = ", "sum = [\"connected\"]\nratio = ", Code::UnknownKey),
        ("better = \"higher\"", "decimals = -1", Code::WrongType),
        ("better = \"higher\"", "decimals = 40", Code::WrongType),
        ("better = \"higher\"", "unit = \"household\"", Code::UnknownKey),
        ("900, 75.0", "{ illegible = \"9O0\", mark = \"about\" }, 75.0", Code::UnknownKey),
    ] {
        let told = codes(&site().edit(WATER, from, to).inputs());
        assert!(told.contains(&code), "{to}: {told:?}");
    }
}

#[test]
fn missing_list_is_told_once() {
    for path in [PLACES, "content/documents.toml", UNITS] {
        let told = told(&site().without(path).inputs());
        assert_eq!(told, format!("{path} missing-file: the file is missing\n"));
    }
}

#[test]
fn addresses_have_folders_with_names() {
    for url in ["https://a.example//b/", "https://a.example/../b/", "https://a.example/b//", "https:///b/"] {
        assert_eq!(
            codes(&site().edit(SITE, "https://sao-mai.example/", url).inputs()),
            [Code::BadBaseUrl],
            "{url}"
        );
    }
}

#[test]
fn examples_between_fences_are_shown_as_they_are() {
    let example = "```\n[many] (value:water/connected)\n##Wells\n![A well](a well.png)\n```";
    assert_eq!(told(&site().add(TEXT, example).inputs()), "");
}

#[test]
fn markdown_that_is_not_read_is_told() {
    for line in [
        "So `[1,400](value:water/connected)` are connected.",
        "##Wells",
        "##\u{a0}Wells",
        "    ## Wells",
        "\t![The rates](chart:water/connected-rate?kind=rank)",
        "![A well](a well.jpg)",
        "So [1,400(value:water/connected) are connected.",
    ] {
        assert_eq!(codes(&site().add(TEXT, line).inputs()), [Code::UnreadMarkup], "{line}");
    }
}

#[test]
fn cells_that_markdown_leaves_out_are_told() {
    let table = "| a | b |\n|---|---|\n| c | d | e |";
    assert_eq!(codes(&site().add(TEXT, table).inputs()), [Code::RowLength]);
    let table = "| a | b |\n|---|---|\n| c \\| d | e |\n| f |";
    assert_eq!(told(&site().add(TEXT, table).inputs()), "");
}

#[test]
fn images_are_what_their_ending_says() {
    let path = "content/reports/first/well.png";
    let site = site().add(TEXT, "![A well](well.png)").add(VIETNAMESE, "![Giếng](well.png)");
    assert_eq!(told(&site.clone().with_bytes(path, b"\x89PNG\r\n\x1a\n").inputs()), "");
    for wrong in ["", "<!doctype html>"] {
        let told = codes(&site.clone().with(path, wrong).inputs());
        assert_eq!(told, [Code::BadImage, Code::BadImage], "{wrong}");
    }
}

#[test]
fn reports_do_not_vanish_with_their_report_toml() {
    let told = codes(&site().without(REPORT).inputs());
    assert!(told.contains(&Code::HomelessText), "{told:?}");
    assert!(told.iter().all(|code| *code == Code::HomelessText), "{told:?}");
}

#[test]
fn one_mistake_is_told_once() {
    let later = "[[table]]\ndocument = \"r2\"\nat = { vi = \"Mục 2\", en = \"Section 2\" }\nperiod = \"2023-11\"\n\
                 columns = [\"place\", \"connected\"]\nrows = [[\"sao-mai\", 1500]]";
    let said = |files: Files| files.edit(TEXT, "1,400", "1,500").edit(VIETNAMESE, "1.400", "1.500");
    let told = codes(&said(site().add(WATER, later).edit(REPORT, "document = \"r1\"\n", "")).inputs());
    assert_eq!(told, [Code::UnknownId], "a table whose document is unknown");
    let told = codes(&site().with_bytes(TEXT, b"h\xe9").inputs());
    assert_eq!(told, [Code::NotUtf8], "a text that cannot be read");
    let twice = "[[place]]\nid = \"ben-da\"\nname = { vi = \"Hai\", en = \"Two\" }\nlevel = \"commune\"\nparent = \"sao-mai\"\ntile = [2, 1]";
    let tiles = |files: Files| {
        files.edit(PLACES, "id = \"ben-da\"", "id = \"ben-da\"\ntile = [2, 1]").edit(
            PLACES,
            "id = \"cua-song\"",
            "id = \"cua-song\"\ntile = [1, 1]",
        )
    };
    assert_eq!(codes(&tiles(site()).add(PLACES, twice).inputs()), [Code::DoubledId], "a place twice");
}

#[test]
fn block_for_a_correction_can_be_pasted() {
    let site = site().add(WATER, EARLIER).published().edit(WATER, "1100, 400", "1101, 400");
    let inputs = site.inputs();
    let help = shown(&diagnostics(&inputs), &inputs, "en");
    assert!(help.contains("reason = { vi = \"…\", en = \"…\" }"), "{help}");
}

#[test]
fn marks_of_another_language_are_named() {
    let shown = |text: &str| {
        let inputs = site().edit(TEXT, "1,400", text).inputs();
        shown(&diagnostics(&inputs), &inputs, "en")
    };
    assert!(shown("1.400").contains("the text says `1.400`, the data say 1,400"), "{}", shown("1.400"));
    assert!(shown("1.400").contains("writes numbers as 1,234.5"), "{}", shown("1.400"));
    assert!(!shown("1,401").contains("writes numbers as"), "{}", shown("1,401"));
}

#[test]
fn letters_of_two_keyboards_are_the_same_in_twins() {
    let (one, two) = ("b\u{1ec1}n.jpg", "be\u{302}\u{300}n.jpg");
    let image = |files: Files, name: &str| {
        files.with_bytes(&format!("content/reports/first/{name}"), b"\xff\xd8\xff")
    };
    let site = site().add(TEXT, &format!("![Well]({one})")).add(VIETNAMESE, &format!("![Giếng]({two})"));
    assert_eq!(told(&image(image(site, one), two).inputs()), "");
}

#[test]
fn what_lacks_in_an_address_is_shown_and_an_empty_list_says_so() {
    let inputs = site().edit(SITE, "https://sao-mai.example/", "https://sao-mai.example").inputs();
    let help = shown(&diagnostics(&inputs), &inputs, "en");
    assert!(help.contains("did you mean `https://sao-mai.example/`?"), "{help}");
    let inputs = site().add(TEXT, "The [plan](plan:works).").inputs();
    let help = shown(&diagnostics(&inputs), &inputs, "en");
    assert!(help.contains("known here: none yet"), "{help}");
}
