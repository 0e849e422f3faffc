//! What readers see of contradictions: the page of all of them, marks on figures, open data.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use expect_test::expect;
use support::{Files, folder, pages, rendered, site};

const WATER: &str = "content/indicators/water.toml";
const QUALITY: &str = "en/data-quality/index.html";

/// The base site with a total that is one more than its rows.
fn wrong_total() -> Files {
    site().edit(WATER, "2000, 1400, 70.0", "2001, 1400, 70.0").with_default_theme()
}

/// Returns what stands between `start` and `end`, wherever both do.
fn between<'t>(text: &'t str, start: &str, end: char) -> impl Iterator<Item = &'t str> {
    text.split(start).skip(1).filter_map(move |rest| rest.split(end).next())
}

#[test]
fn every_mark_leads_to_its_finding_in_its_language() {
    let all = pages(&folder("tests/golden/small").with_default_theme().inputs());
    let path = |url: &str| format!("{}index.html", url.trim_start_matches("/sao-mai/"));
    let mut n_marks = 0;
    for (page, text) in &all {
        for url in between(text, "class=\"finding-ref\" href=\"", '"') {
            let (target, anchor) = url.split_once('#').expect("a finding has an anchor");
            let target = &all[&path(target)];
            assert!(target.contains(&format!("<li id=\"{anchor}\"")), "{page}: {url}");
            let language = page.trim_start_matches("embed/").split('/').next();
            assert_eq!(url.split('/').nth(2), language, "{page}: {url}");
            n_marks += 1;
        }
    }
    assert!(n_marks > 20, "{n_marks}");
}

#[test]
fn anchors_of_findings_are_unique() {
    let again = |value: &str| {
        format!(
            "[[table]]\nrestates = true\ndocument = \"r1\"\nat = {{ vi = \"Mục 1\", en = \"Section 1\" }}\n\
             period = \"2023-10\"\ncolumns = [\"place\", \"connected\"]\nrows = [[\"sao-mai\", {value}]]"
        )
    };
    let site = wrong_total().add(WATER, &again("1401")).add(WATER, &again("1402"));
    let page = &pages(&site.inputs())[QUALITY];
    let anchors: Vec<_> = between(page, "<li id=\"", '"').collect();
    assert_eq!(anchors.iter().collect::<BTreeSet<_>>().len(), anchors.len(), "{anchors:?}");
    expect![[r#"
        [
            "total-differs-water-households-sao-mai-2023-10",
            "values-differ-water-connected-sao-mai-2023-10",
            "values-differ-water-connected-sao-mai-2023-10-2",
        ]
    "#]]
    .assert_debug_eq(&anchors);
}

#[test]
fn finding_tells_both_sides_and_why() {
    let unexplained = &pages(&wrong_total().inputs())[QUALITY];
    for part in ["2,001", "2,000", "<dd>1</dd>", "Not explained yet."] {
        assert!(unexplained.contains(part), "{part}");
    }
    let finding = "[[finding]]\ncode = \"total-differs\"\nfigure = \"water/households?place=sao-mai\"\n\
                   reason = { vi = \"Lỗi in.\", en = \"Misprint.\" }";
    let explained = &pages(&wrong_total().with("content/findings.toml", finding).inputs())[QUALITY];
    assert!(explained.contains("Misprint.") && !explained.contains("Not explained yet."));
}

#[test]
fn site_without_contradictions_says_so() {
    let all = pages(&site().with_default_theme().inputs());
    assert!(all[QUALITY].contains("Nothing found that does not add up."));
    assert!(all.values().all(|page| !page.contains("finding-ref")));
}

#[test]
fn figures_on_both_sides_are_marked() {
    let relation = "[[relation]]\nwhole = \"water/connected?place=cua-song\"\n\
                    parts = [\"water/connected?place=ben-da\"]\nrelation = \"equal\"";
    let site = site().with_default_theme().with("content/relations.toml", relation);
    let all = pages(&site.inputs());
    for place in ["ben-da", "cua-song"] {
        assert!(all[&format!("en/communes/{place}/index.html")].contains("finding-ref"), "{place}");
    }
}

#[test]
fn findings_are_open_data() {
    let files: BTreeMap<String, Vec<u8>> = rendered(&wrong_total().inputs());
    let text = |path: &str| String::from_utf8(files[path].clone()).expect("data are UTF-8");
    expect![[r#"
        code,of,part,place,period,source_value,compared_value,difference,missing,document,at,other_document,other_at,other_states,reason,entry
        total-differs,water,households,sao-mai,2023-10,2001,2000,1,,r1,Phụ lục 1,,,,,https://sao-mai.example/vi/chat-luong-so-lieu/#total-differs-water-households-sao-mai-2023-10
    "#]].assert_eq(&text("data/findings.csv"));
    let json: serde_json::Value = serde_json::from_str(&text("data/findings.json")).expect("JSON");
    assert_eq!(json[0]["difference"], "1");
    assert_eq!(json.as_array().map(Vec::len), Some(1));
}
