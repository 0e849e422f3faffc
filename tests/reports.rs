//! What surrounds the text of a report: its neighbours, how long it takes to read, where its figures come from.

mod support;

use support::{Files, page, site};

const FIRST: &str = "en/reports/first/index.html";
const SECOND: &str = "en/reports/second/index.html";

/// The base site with the default theme and a second, earlier report.
fn two_reports() -> Files {
    let report = "title = { vi = \"Báo cáo tháng 9\", en = \"Report of September\" }\n\
        summary = { vi = \"Thêm bao nhiêu hộ.\", en = \"How many more.\" }\ndate = \"2023-09-02\"\n";
    let folder = "content/reports/second";
    site()
        .with_default_theme()
        .with(&format!("{folder}/report.toml"), report)
        .with(&format!("{folder}/vi.md"), "## Một\n\nMột hai ba.\n")
        .with(&format!("{folder}/en.md"), "## One\n\nOne two three.\n")
}

fn read(files: Files, path: &str) -> String {
    page(&files.inputs(), path)
}

#[test]
fn reports_lead_to_the_one_before_and_the_one_after() {
    let (first, second) = (read(two_reports(), FIRST), read(two_reports(), SECOND));
    assert!(first.contains("rel=\"prev\"") && !first.contains("rel=\"next\""), "{first}");
    assert!(second.contains("rel=\"next\"") && !second.contains("rel=\"prev\""), "{second}");
    assert!(second.contains("href=\"/en/reports/first/\" rel=\"next\""), "{second}");
}

#[test]
fn a_report_alone_has_no_neighbours() {
    let alone = read(site().with_default_theme(), FIRST);
    assert!(!alone.contains("neighbours"), "{alone}");
}

#[test]
fn reading_takes_at_least_a_minute_and_follows_the_pace_of_the_language() {
    assert!(read(two_reports(), SECOND).contains("1 min read"));
    let long = format!("## One\n\n{}\n", "word ".repeat(1000));
    let files = two_reports().with("content/reports/second/en.md", &long);
    assert!(read(files.clone(), SECOND).contains("5 min read"), "1001 words at 230 a minute");
    let words = "themes/default/words/en.toml";
    let fast = files.clone().edit(words, "words-per-minute = \"230\"", "words-per-minute = \"1000\"");
    assert!(read(fast, SECOND).contains("2 min read"));
    let unknown = files.edit(words, "words-per-minute = \"230\"", "words-per-minute = \"\"");
    assert!(!read(unknown, SECOND).contains("min read"));
}

#[test]
fn figures_of_one_source_share_a_number() {
    let text = "## Water\n\nOf [](value:water/households), [](value:water/connected) have it, [](value:water/connected) indeed.\n";
    let both = |files: Files| {
        files
            .with("content/reports/first/en.md", text)
            .with("content/reports/first/vi.md", &text.replace("Water", "Nước"))
    };
    let page = read(both(site().with_default_theme()), FIRST);
    assert_eq!(page.matches("data-source=\"1\"").count(), 3, "{page}");
    assert_eq!(page.matches("<li id=\"source-").count(), 1, "{page}");
    assert!(page.contains("data-name=\""), "{page}");
}

#[test]
fn a_text_without_figures_lists_no_sources() {
    assert!(!read(two_reports(), SECOND).contains("figure-sources"));
}

/// An author's heading must not take the anchor of a source.
#[test]
fn a_heading_called_source_1_stands_beside_source_1() {
    let text = "## Source 1\n\n[](value:water/connected).\n";
    let files = site()
        .with_default_theme()
        .with("content/reports/first/en.md", text)
        .with("content/reports/first/vi.md", text);
    assert_eq!(read(files, FIRST).matches("id=\"source-1\"").count(), 1);
}
