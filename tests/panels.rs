//! Small multiples: places side by side over time, where their figures compare.

mod support;

use support::{Files, page, pages, site};

const WATER: &str = "content/indicators/water.toml";
const PAGE: &str = "en/indicators/water/index.html";

/// The base site with figures of an earlier period.
fn with_before(period: &str, rows: &[&str]) -> Files {
    let table = format!(
        "\n[[table]]\ndocument = \"r1\"\nat = {{ vi = \"Phụ lục 2\", en = \"Annex 2\" }}\nperiod = \"{period}\"\n\
         columns = [\"place\", \"households\", \"connected\"]\nrows = [{}]\n",
        rows.join(", ")
    );
    site().with_default_theme().add(WATER, &table)
}

fn panels(period: &str, rows: &[&str]) -> Option<String> {
    let page = page(&with_before(period, rows).inputs(), PAGE);
    let start = page.find("<title id=\"panels-t\">")?;
    let from = page[..start].rfind("<figure")?;
    Some(page[from..from + page[from..].find("</figure>")?].to_owned())
}

const BOTH: [&str; 2] = ["[\"ben-da\", 1200, 600]", "[\"cua-song\", 800, 600]"];

#[test]
fn places_stand_side_by_side_and_the_title_counts_them() {
    let chart = panels("2023-09", &BOTH).unwrap();
    for said in [
        "Of 2 places: up in 1, down in 1 (September 2023; October 2023)",
        ">Bến Đá</text>",
        ">50.0% → 75.0%</text>",
        ">75.0% → 62.5%</text>",
    ] {
        assert!(chart.contains(said), "{said}: {chart}");
    }
    let head = chart.find("<thead>").unwrap();
    assert!(chart[head..].contains("September 2023") && chart[head..].contains("October 2023"), "{chart}");
}

#[test]
fn a_place_that_stayed_is_counted_apart() {
    let chart = panels("2023-09", &["[\"ben-da\", 1200, 900]", "[\"cua-song\", 800, 400]"]).unwrap();
    assert!(chart.contains("Of 2 places: up in 1, the same in 1 ("), "{chart}");
}

#[test]
fn one_place_over_time_is_not_compared() {
    assert_eq!(panels("2023-09", &BOTH[..1]), None);
    let is_missing = "[\"cua-song\", 800, \"not-reported\"]";
    assert_eq!(panels("2023-09", &[BOTH[0], is_missing]), None);
}

#[test]
fn counts_of_a_year_and_of_a_month_are_not_compared() {
    let counts = |period| {
        let files =
            with_before(period, &BOTH).edit(WATER, "main = \"connected-rate\"", "main = \"connected\"");
        page(&files.inputs(), PAGE).contains("id=\"panels-t\"")
    };
    assert!(counts("2023-09"));
    assert!(!counts("2022"));
}

#[test]
fn the_chart_has_an_address_and_pictures_of_its_own() {
    let inputs = with_before("2023-09", &BOTH).inputs();
    assert!(pages(&inputs).contains_key("embed/en/water/place-by-place/index.html"));
    let files = support::rendered(&inputs);
    let (_, picture) = files.iter().find(|(path, _)| path.ends_with("/theo-tung-noi.svg")).unwrap();
    let picture = String::from_utf8(picture.clone()).unwrap();
    assert!(picture.contains("Bến Đá") && picture.contains("50,0% → 75,0%"), "{picture}");
}
