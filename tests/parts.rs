//! A whole and its parts: drawn where the parts make it up, and only there.

mod support;

use support::{Files, page, pages, site};

const DIMENSION: &str = r#"
[[dimension]]
id = "zone"
name = { vi = "Vùng", en = "Zone" }
whole = true

[[dimension.member]]
id = "hills"
name = { vi = "Đồi", en = "Hills" }

[[dimension.member]]
id = "coast"
name = { vi = "Biển", en = "Coast" }

[[measure]]
id = "wells"
name = { vi = "Giếng", en = "Wells" }
unit = "household"
by = ["zone"]
"#;

/// The base site with wells of its own place, whole and by zone.
fn with_wells(row: &str) -> Files {
    let path = "content/indicators/water.toml";
    let table = format!(
        "\n[[table]]\ndocument = \"r1\"\nat = {{ vi = \"Phụ lục 2\", en = \"Annex 2\" }}\nperiod = \"2023-10\"\n\
         columns = [\"place\", \"wells\", \"wells.hills\", \"wells.coast\"]\nrows = [[\"sao-mai\", {row}]]\n"
    );
    let files = site().with_default_theme().edit(path, "\n[[table]]", &format!("{DIMENSION}\n[[table]]"));
    files.add(path, &table)
}

fn indicator(row: &str) -> String {
    page(&with_wells(row).inputs(), "en/indicators/water/index.html")
}

#[test]
fn parts_stand_with_their_shares_below_the_whole() {
    let page = indicator("400, 300, 100");
    assert!(page.contains("id=\"parts\""), "{page}");
    for said in ["Wells: Zone", "The largest part is Hills: 75.0%", ">300 (75.0%)<", ">100 (25.0%)<"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn equal_parts_have_no_largest() {
    assert!(!indicator("400, 200, 200").contains("The largest part"));
    assert!(indicator("400, 200, 200").contains(">200 (50.0%)<"));
}

#[test]
fn a_share_that_rounds_to_nothing_is_not_written() {
    assert!(indicator("400000, 399990, 10").contains(">10<"));
}

#[test]
fn parts_that_lack_or_make_another_whole_are_not_drawn() {
    for row in ["400, 300, \"not-reported\"", "400, 300, 90", "400, 400, 0"] {
        assert!(!indicator(row).contains("id=\"parts\""), "{row}");
    }
}

#[test]
fn a_sum_divides_into_what_it_sums() {
    let path = "content/indicators/water.toml";
    let sum = "[[measure]]\nid = \"all\"\nname = { vi = \"Tất cả\", en = \"All counts\" }\nsum = [\"households\", \"connected\"]\nunit = \"household\"\n\n[[table]]";
    let files = site().with_default_theme().edit(path, "[[table]]", sum);
    let page = page(&files.inputs(), "en/indicators/water/index.html");
    assert!(page.contains("All counts: what makes it up"), "{page}");
    assert!(page.contains(">2,000 (58.8%)<"), "{page}");
}

#[test]
fn each_chart_of_parts_has_an_address_of_its_own() {
    let pages = pages(&with_wells("400, 300, 100").inputs());
    assert!(pages.contains_key("embed/en/water/parts-wells-zone/index.html"), "{:?}", pages.keys());
    assert!(pages.contains_key("embed/vi/water/co-cau-wells-zone/index.html"), "{:?}", pages.keys());
}
