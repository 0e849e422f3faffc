//! What reports say: figures in sentences, links, footnotes, and what must not leak into a page.

mod support;

use expect_test::{Expect, expect};
use support::{Files, article, pages, rendered, site, told};

const WATER: &str = "content/indicators/water.toml";
const ENGLISH: &str = "content/reports/first/en.md";
const VIETNAMESE: &str = "content/reports/first/vi.md";

/// Returns what an author is told of a text, else the text as it is published in English.
fn check(english: &str, expected: &Expect) {
    let inputs = site().with(ENGLISH, english).inputs();
    let told = told(&inputs);
    let shown = if told.contains("report") { String::new() } else { article(&inputs, "en") };
    expected.assert_eq(&format!("{told}{shown}\n"));
}

/// Returns the base site with 5,254,615 households of which 3,438,262 are connected: 65.4%.
fn millions() -> Files {
    site()
        .edit(WATER, "2000, 1400, 70.0", "5254615, 3438262, 65.4")
        .edit(WATER, "1200, 900, 75.0", "5254615, 3438262, 65.4")
        .edit(WATER, "  [\"cua-song\", 800, 500, 62.5],\n", "")
        .with(ENGLISH, "Text.")
        .with(VIETNAMESE, "Chữ.")
}

/// Returns whether a figure may be written so; of the whole province, in one language.
fn agrees(path: &str, written: &str, column: &str) -> bool {
    let told = told(&millions().with(path, &format!("[{written}](value:water/{column})")).inputs());
    assert!(told.is_empty() || told.contains("figure-differs"), "{told}");
    told.is_empty()
}

#[test]
fn written_figures_are_compared_at_their_own_precision() {
    for (written, column) in [
        ("3,438,262", "connected"),
        ("3438262", "connected"),
        ("3.4 million", "connected"),
        ("about 3.44 million", "connected"),
        ("5.25 million", "households"),
        ("5,255 thousand", "households"),
        ("65.4%", "connected-rate"),
        ("65.4 %", "connected-rate"),
        ("65", "connected-rate"),
    ] {
        assert!(agrees(ENGLISH, written, column), "{written}");
    }
    for (written, column) in [
        ("3,438,263", "connected"),
        ("3.5 million", "connected"),
        ("3.40 million", "connected"),
        ("5.26 million", "households"),
        ("65.43%", "connected-rate"),
        ("66", "connected-rate"),
        ("3.4", "connected"),
    ] {
        assert!(!agrees(ENGLISH, written, column), "{written}");
    }
}

#[test]
fn written_figures_are_read_as_their_language_writes_them() {
    for (written, column) in [
        ("3,4 triệu", "connected"),
        ("3.438.262 hộ", "connected"),
        ("hơn 3.438 nghìn", "connected"),
        ("65,4%", "connected-rate"),
    ] {
        assert!(agrees(VIETNAMESE, written, column), "{written}");
    }
    for (written, column) in [("3.4 triệu", "connected"), ("3,5 triệu", "connected"), ("65.4%", "connected-rate")] {
        assert!(!agrees(VIETNAMESE, written, column), "{written}");
    }
}

#[test]
fn empty_link_is_filled_and_a_written_one_is_kept() {
    check("[](value:water/connected) and [some 1,400](value:water/connected).", &expect![[""]]);
}

#[test]
fn figure_may_name_place_and_period() {
    check("[](value:water/connected-rate?place=ben-da&period=2023-10)", &expect![[""]]);
}

#[test]
fn unknown_key_of_a_reference_is_told() {
    check("[](value:water/connected?plaice=ben-da)", &expect![[""]]);
}

/// A second report, by another document, with a later period.
fn two_documents() -> Files {
    site()
        .add("content/documents.toml", "[[document]]\nid = \"r2\"\nkind = { vi = \"B\", en = \"B\" }\ntitle = { vi = \"B\", en = \"B\" }\nissuer = { vi = \"B\", en = \"B\" }\ndate = \"2023-12-02\"")
        .add(WATER, "[[table]]\ndocument = \"r2\"\nat = { vi = \"Mục 1\", en = \"Section 1\" }\nperiod = \"2023-11\"\nplace = \"sao-mai\"\ncolumns = [\"households\", \"connected\"]\nrows = [[2000, 1500]]")
}

#[test]
fn figure_without_a_period_is_the_latest_of_the_document_of_its_report() {
    let site = two_documents().with(ENGLISH, "[](value:water/connected)");
    expect![[""]].assert_eq(&article(&site.inputs(), "en"));
}

#[test]
fn figure_without_a_period_is_the_latest_of_all_where_the_report_has_no_document() {
    let site = two_documents()
        .edit("content/reports/first/report.toml", "document = \"r1\"\n", "")
        .with(ENGLISH, "[](value:water/connected)")
        .with(VIETNAMESE, "[](value:water/connected)");
    expect![[""]].assert_eq(&article(&site.inputs(), "en"));
}

#[test]
fn report_may_be_about_another_place() {
    let site = site()
        .edit("content/reports/first/report.toml", "document", "place = \"ben-da\"\ndocument")
        .with(ENGLISH, "[](value:water/connected)")
        .with(VIETNAMESE, "[900](value:water/connected)");
    expect![[""]].assert_eq(&article(&site.inputs(), "en"));
}

#[test]
fn links_lead_to_pages_of_the_site() {
    check(
        "[a](indicator:water) [b](place:ben-da) [c](report:first) [d](document:r1) [e](https://example.org/) [f](#water)\n\n## Water",
        &expect![[""]],
    );
}

#[test]
fn links_that_could_run_scripts_are_refused() {
    check(
        "[a](javascript:alert(1)) [b](JaVaScRiPt:alert) [c](data:text/html,x) [d](vbscript:x) [e](//example.org) <javascript:x>",
        &expect![[""]],
    );
}

#[test]
fn html_is_shown_and_comments_are_not() {
    check("Before <!-- not yet --> after <em>x</em>\n\n<!-- nor\nthis -->\n\n<script>alert(1)</script>\n", &expect![[""]]);
}

#[test]
fn comment_with_text_behind_it_does_not_swallow_the_text() {
    check("<!-- note -->\nVisible.\n", &expect![[""]]);
}

#[test]
fn footnotes_are_numbered_as_they_are_called() {
    check("One[^b], two[^a].\n\n[^a]: Second.\n[^b]: First.\n", &expect![[""]]);
}

#[test]
fn headings_with_one_text_have_two_anchors() {
    check("## Nước sạch\n\n## Nước sạch\n", &expect![[""]]);
}

#[test]
fn decomposed_letters_come_out_composed() {
    check("Nu\u{31b}o\u{31b}\u{301}c `Nu\u{31b}o\u{31b}\u{301}c`\n", &expect![[""]]);
}

#[test]
fn drafts_do_not_leak() {
    let secret = "SECRET";
    let site = site()
        .with(
            "content/reports/next/report.toml",
            "title = { vi = \"SECRET\", en = \"SECRET\" }\nsummary = { vi = \"SECRET\", en = \"SECRET\" }\ndate = \"2023-12-02\"\ndraft = true\n",
        )
        .with("content/reports/next/vi.md", "SECRET ![SECRET](secret.png)")
        .with("content/reports/next/en.md", "SECRET ![SECRET](secret.png)")
        .with_bytes("content/reports/next/secret.png", b"SECRET")
        .with_bytes("content/reports/first/unused.png", b"SECRET")
        .edit(WATER, "topic = ", "# SECRET\ntopic = ");
    let inputs = site.inputs();
    assert_eq!(told(&inputs), "");
    for (path, bytes) in rendered(&inputs) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(secret) && !path.contains("next") && !path.contains(".png"), "{path}: {text}");
    }
}

#[test]
fn images_of_a_text_are_published_and_named() {
    let site = site().with_bytes("content/reports/first/well.png", b"png").with(ENGLISH, "![A \"well\"](well.png)");
    let inputs = site.inputs();
    expect![[""]].assert_eq(&article(&inputs, "en"));
    assert_eq!(rendered(&inputs)["media/reports/first/well.png"], b"png");
}

#[test]
fn images_outside_of_the_folder_are_refused() {
    check("![a](../../site.toml) ![b](/well.png) ![c](https://example.org/a.png)", &expect![[""]]);
}

#[test]
fn pages_say_nothing_of_the_folder_they_come_from() {
    for (path, page) in pages(&site().inputs()) {
        assert!(!page.contains("content/") && !page.contains(".md"), "{path}");
    }
}
