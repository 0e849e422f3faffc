//! What is said of files that cannot be read: which sign is wrong, in the words and the language of who typed it.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use expect_test::expect;
use minhbach::diagnostic::{self, Messages};
use support::{Files, diagnostics, site, told};

const SITE: &str = "content/site.toml";
const UNITS: &str = "content/units.toml";
const DOCUMENTS: &str = "content/documents.toml";
const TARGETS: &str = "content/targets.toml";
const WATER: &str = "content/indicators/water.toml";
const REPORT: &str = "content/reports/first/report.toml";
const NUMBER: &str = "number = \"1/BC\"";

/// Mistakes that people make: file, what stands there, what they type.
const MISTAKES: [(&str, &str, &str); 29] = [
    (WATER, "en = \"Clean water\"", "en = \"Clean water"),
    (UNITS, "id = \"household\"", "id = \"household"),
    (REPORT, "\"2023-11-02\"", "today"),
    (REPORT, "\"2023-11-02\"", "02/11/2023"),
    (REPORT, "vi = \"Bao nhiêu", "vi = \"Bao\nnhiêu"),
    (TARGETS, "value = 90", "value = 1.234,5"),
    (TARGETS, "value = 90", "value = 1.234.567"),
    (TARGETS, "value = 90", "value = 90%"),
    (TARGETS, "value = 90", "value ="),
    (WATER, "1200, 900", "1200 900"),
    (WATER, "75.0],", "75.0]"),
    (WATER, "75.0],", "75.0,"),
    (WATER, "1200, 900", "01200, 900"),
    (UNITS, "\"hộ\", en", "\"hộ\" en"),
    (UNITS, "\"hộ\"", "\"hộ \"dân\"\""),
    (UNITS, "households\" } }", "households\" }"),
    (UNITS, "whole = true", "whole = đúng"),
    (DOCUMENTS, NUMBER, "number = “1/BC”"),
    (DOCUMENTS, NUMBER, "số = \"1/BC\""),
    (DOCUMENTS, NUMBER, "number: \"1/BC\""),
    (DOCUMENTS, NUMBER, "number \"1/BC\""),
    (DOCUMENTS, NUMBER, "number\u{a0}= \"1/BC\""),
    (DOCUMENTS, NUMBER, "// the first\nnumber = \"1/BC\""),
    (DOCUMENTS, NUMBER, "number = \"C:\\bao cao\\xa\""),
    (DOCUMENTS, NUMBER, "number = \"1/BC\"\nnumber = \"2/BC\""),
    (DOCUMENTS, NUMBER, "number = \"1/BC\" the first"),
    (DOCUMENTS, "[[document]]", "[[document]"),
    (DOCUMENTS, "[[document]]", "[document]"),
    (REPORT, "\"2023-11-02\"", "\"02/11/2023\""),
];

fn mistaken((path, from, to): (&str, &str, &str)) -> Files {
    site().edit(path, from, to)
}

#[test]
fn each_mistake_is_told_once_by_its_name() {
    let told: String =
        MISTAKES.map(|mistake| told(&mistaken(mistake).inputs()).replace("content/", "")).concat();
    expect![[r#"
        indicators/water.toml:1:46 toml-syntax: the file cannot be read from here on: the quotation mark at the end is missing
        units.toml:2:15 toml-syntax: the file cannot be read from here on: the quotation mark at the end is missing
        reports/first/report.toml:3:8 toml-syntax: the file cannot be read from here on: text without quotation marks
        reports/first/report.toml:3:8 toml-syntax: the file cannot be read from here on: a date without quotation marks
        reports/first/report.toml:2:21 toml-syntax: the file cannot be read from here on: the quotation mark at the end is missing
        targets.toml:5:9 toml-syntax: the file cannot be read from here on: a number with a decimal comma or a thousands separator
        targets.toml:5:9 toml-syntax: the file cannot be read from here on: a number with a decimal comma or a thousands separator
        targets.toml:5:9 toml-syntax: the file cannot be read from here on: a number with a percent sign
        targets.toml:5:7 toml-syntax: the file cannot be read from here on: nothing stands behind `=`
        indicators/water.toml:28:14 toml-syntax: the file cannot be read from here on: a comma is missing
        indicators/water.toml:28:29 toml-syntax: the file cannot be read from here on: a comma is missing
        indicators/water.toml:30:1 toml-syntax: the file cannot be read from here on: a bracket is not closed, or a comma is missing
        indicators/water.toml:28:14 toml-syntax: the file cannot be read from here on: a number that begins with 0
        units.toml:3:18 toml-syntax: the file cannot be read from here on: a comma is missing
        units.toml:3:20 toml-syntax: the file cannot be read from here on: a quotation mark inside a text
        units.toml:3:68 toml-syntax: the file cannot be read from here on: a bracket is not closed, or a comma is missing
        units.toml:4:9 toml-syntax: the file cannot be read from here on: text without quotation marks
        documents.toml:6:10 toml-syntax: the file cannot be read from here on: round quotation marks
        documents.toml:6:1 toml-syntax: the file cannot be read from here on: a key with letters that keys do not have
        documents.toml:6:7 toml-syntax: the file cannot be read from here on: `:` in the place of `=`
        documents.toml:6:8 toml-syntax: the file cannot be read from here on: `=` is missing
        documents.toml:6:7 toml-syntax: the file cannot be read from here on: a letter that cannot be seen, pasted from elsewhere
        documents.toml:6:1 toml-syntax: the file cannot be read from here on: a remark that does not begin with `#`
        documents.toml:6:24 toml-syntax: the file cannot be read from here on: a `\` in a text
        documents.toml:7:1 toml-syntax: the file cannot be read from here on: a key that appears twice
        documents.toml:6:17 toml-syntax: the file cannot be read from here on: something stands behind the value
        documents.toml:1:11 toml-syntax: the file cannot be read from here on: a `]` is missing in the header
        documents.toml:1:1 wrong-type: `document` must be a block of its own that begins with double brackets: [[…]]
        reports/first/report.toml:3:8 bad-date: `02/11/2023` cannot be read as a day of the calendar
    "#]].assert_eq(&told);
}

#[test]
fn nobody_needs_the_language_of_the_parser() {
    for mistake in MISTAKES {
        let inputs = mistaken(mistake).inputs();
        for told in diagnostics(&inputs) {
            let texts = ["vi", "en"].map(|tag| {
                let messages = Messages::new(tag);
                format!("{} {}", messages.message(&told), messages.help(&told))
            });
            for text in &texts {
                assert!(
                    !text.contains("expected") && !text.contains('@') && !text.contains("{cure}"),
                    "{text}"
                );
            }
            assert_ne!(texts[0], texts[1]);
        }
    }
}

#[test]
fn nothing_else_is_told_of_a_file_that_is_not_read_to_its_end() {
    let files =
        site().edit(REPORT, "\"2023-11-02\"", "2 November").edit(UNITS, "whole = true", "hole = true");
    expect![[r#"
        content/reports/first/report.toml:3:8 toml-syntax: the file cannot be read from here on: text without quotation marks
        content/units.toml:4:1 unknown-key: `hole` is no key that can stand here
    "#]].assert_eq(&told(&files.inputs()));
}

#[test]
fn windows_files_and_tabs_are_no_mistake() {
    let files = site().edit_all(|_, text| text.replace('\n', "\r\n").replace(" = ", "\t=\t"));
    assert_eq!(told(&files.inputs()), "");
}

#[test]
fn names_of_files_are_ids() {
    let water = site().text(WATER).to_owned();
    for name in ["nước", "nu\u{31b}\u{301}ơc", "Water", "clean_water", "clean water"] {
        let told = told(&site().with(&format!("content/indicators/{name}.toml"), &water).inputs());
        assert!(told.contains(" bad-id: "), "{name}: {told}");
    }
    let report = site().text(REPORT).to_owned();
    let told = told(&site().with("content/reports/Tháng 10/report.toml", &report).inputs());
    assert!(
        told.contains("content/reports/Tháng 10/report.toml bad-id: `Tháng 10` cannot be an id"),
        "{told}"
    );
}

#[test]
fn misspelt_language_is_told_once() {
    let files = site().with_default_theme().edit(SITE, "[\"vi\", \"en\"]", "[\"vn\", \"en\"]");
    let inputs = files.inputs();
    assert_eq!(told(&inputs), "themes/default/words/vn.toml missing-file: the file is missing\n");
    assert_eq!(diagnostics(&inputs)[0].suggestion.as_deref(), Some("vi"));
}

#[test]
fn day_with_its_year_last_is_turned() {
    for (written, meant) in [
        ("02/11/2023", Some("2023-11-02")),
        ("2-11-2023", Some("2023-11-02")),
        ("2.11.2023", Some("2023-11-02")),
        ("31/11/2023", None),
        ("2023/11/02", None),
        ("", None),
        ("/", None),
    ] {
        let inputs = site().edit(REPORT, "2023-11-02", written).inputs();
        let told = diagnostics(&inputs);
        assert_eq!(told[0].suggestion.as_deref(), meant, "{written}");
    }
    let inputs = site().edit(WATER, "\"2023-10\"", "\"10/2023\"").inputs();
    assert_eq!(diagnostics(&inputs)[0].suggestion.as_deref(), Some("2023-10"));
}

#[test]
fn any_cut_of_a_file_is_told_without_a_panic() {
    for path in [WATER, UNITS, TARGETS] {
        let text = site().text(path).to_owned();
        for end in (0..text.len()).step_by(7) {
            let cut = &text[..text.floor_char_boundary(end)];
            let inputs = site().with(path, cut).inputs();
            diagnostic::human(&diagnostics(&inputs), &inputs, &Messages::new("vi"), "");
        }
    }
}
