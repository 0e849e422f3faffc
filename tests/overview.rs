//! The first page: what is new, what has changed, how whole the data are.

mod support;

use support::{Files, page, site};

const TABLE: &str = "\n[[table]]\ndocument = \"r1\"\nat = { vi = \"Phụ lục 2\", en = \"Annex 2\" }\nperiod = \"2023-09\"\ncolumns = [\"place\", \"households\", \"connected\"]\n";

/// The base site with an earlier figure for its own place.
fn with_earlier(households: &str, connected: &str) -> Files {
    let rows = format!("rows = [[\"sao-mai\", {households}, {connected}]]\n");
    site().with_default_theme().add("content/indicators/water.toml", &format!("{TABLE}{rows}"))
}

fn home(files: Files) -> String {
    page(&files.inputs(), "en/index.html")
}

#[test]
fn a_rate_that_rose_says_from_where() {
    let home = home(with_earlier("2000", "1000"));
    assert!(home.contains("up from 50.0% (September 2023)"), "{home}");
}

#[test]
fn a_rate_that_fell_says_so() {
    let home = home(with_earlier("2000", "1800"));
    assert!(home.contains("down from 90.0% (September 2023)"), "{home}");
}

#[test]
fn what_stayed_has_not_changed() {
    assert!(!home(with_earlier("2000", "1400")).contains("id=\"changes\""));
}

#[test]
fn one_period_is_no_change() {
    assert!(!home(site().with_default_theme()).contains("id=\"changes\""));
}

#[test]
fn cells_without_a_figure_are_counted() {
    let files = site().with_default_theme();
    assert!(home(files.clone()).contains("; 0 are blank"), "{}", home(files));
    let files = with_earlier("\"not-reported\"", "1000");
    let home = home(files);
    assert!(!home.contains("; 0 are blank"), "{home}");
}

#[test]
fn the_newest_document_is_named() {
    assert!(home(site().with_default_theme()).contains("Newest source: <a href=\"/en/data/#document-r1\">"));
}
