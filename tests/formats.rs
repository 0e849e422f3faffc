//! How mistakes are written for editors and code hosts: one line each, SARIF, GitHub's commands.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use std::collections::BTreeSet;

use expect_test::expect;
use minhbach::diagnostic::{self, Messages};
use minhbach::input::Inputs;
use serde_json::Value;
use support::{Files, diagnostics, folder, site};

const WATER: &str = "content/indicators/water.toml";

/// A site with a mistake in a line, one beside another place, one of several lines and one of a whole file.
fn mistaken() -> Inputs {
    let wrong = site().edit(WATER, "[\"cua-song\"", "[\"cua-sogn\"").with("content/a, b 100%.txt", "later");
    wrong.add("content/reports/first/en.md", "<div>\nwide\n</div>").inputs()
}

fn ten_mistakes() -> Files {
    folder("tests/sites/ten-mistakes").with_default_theme()
}

#[test]
fn short_is_a_line_each() {
    let inputs = mistaken();
    let told = diagnostics(&inputs);
    expect![[r#"
        content/a, b 100%.txt: warning[unused-file]: nothing reads this file
        content/indicators/water.toml:29:4: error[unknown-id]: there is no place `cua-sogn`
        content/reports/first/en.md:5:1: warning[raw-html]: HTML is shown as text
    "#]]
    .assert_eq(&diagnostic::short(&told, &inputs, &Messages::new("en"), ""));
    let vietnamese = diagnostic::short(&told, &inputs, &Messages::new("vi"), "../site/");
    assert!(
        vietnamese.contains("../site/content/indicators/water.toml:29:4: lỗi[unknown-id]: "),
        "{vietnamese}"
    );
}

#[test]
fn github_gets_commands_that_text_cannot_end() {
    let inputs = mistaken();
    expect![[r#"
        ::warning file=content/a%2C b 100%25.txt,title=unused-file::nothing reads this file%0Amove it out of `content/`, or correct its name or folder
        ::error file=content/indicators/water.toml,line=29,endLine=29,col=4,endColumn=14,title=unknown-id::there is no place `cua-sogn`%0Adid you mean `cua-song`? known here: ben-da, cua-song, sao-mai
        ::warning file=content/reports/first/en.md,line=5,endLine=7,title=raw-html::HTML is shown as text%0Awrite Markdown; `\<` shows a `<` without this warning
    "#]]
    .assert_eq(&diagnostic::github(&diagnostics(&inputs), &inputs, &Messages::new("en"), ""));
}

/// Returns the only run of a SARIF log.
fn run(inputs: &Inputs, language: &str, folder: &str) -> Value {
    let text = diagnostic::sarif(&diagnostics(inputs), inputs, &Messages::new(language), folder);
    let mut log: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|address| address.ends_with("sarif-schema-2.1.0.json")));
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(1));
    log["runs"][0].take()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is a list: {value}"))
}

/// What the schema of SARIF 2.1.0 asks of the parts that we write, and what it leaves to the writer's care.
#[test]
fn sarif_has_the_shape_of_its_schema() {
    for language in ["en", "vi"] {
        let inputs = ten_mistakes().inputs();
        let run = run(&inputs, language, "");
        let driver = &run["tool"]["driver"];
        assert_eq!((&driver["name"], &driver["language"]), (&"minhbach".into(), &language.into()));
        for rule in list(driver, "rules") {
            let has_text = |key: &str| rule[key]["text"].as_str().is_some_and(|text| !text.is_empty());
            assert!(has_text("shortDescription") && has_text("help"), "{rule}");
        }
        let rules: Vec<&str> = list(driver, "rules").iter().filter_map(|rule| rule["id"].as_str()).collect();
        assert_eq!(rules.iter().collect::<BTreeSet<_>>().len(), rules.len(), "each rule once");
        assert_eq!(list(&run, "results").len(), 10);
        for result in list(&run, "results") {
            let at = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
            assert_eq!(rules[at], result["ruleId"], "{result}");
            assert!(["error", "warning"].map(Value::from).contains(&result["level"]), "{result}");
            assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{result}");
            for location in list(result, "locations") {
                let place = &location["physicalLocation"];
                assert!(place["artifactLocation"]["uri"].as_str().is_some_and(str::is_ascii));
                let number = |key: &str| place["region"][key].as_u64().unwrap_or_else(|| panic!("{place}"));
                let (start, end) =
                    ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
                assert!(start.0 > 0 && start.1 > 0 && start <= end, "{place}");
            }
        }
    }
}

#[test]
fn sarif_counts_columns_in_characters_and_says_so() {
    let wrong = site().edit("content/glossary.toml", "\"Hộ\", en = \"Household\"", "\"Hộ 🏠\", en = 1");
    let run = run(&wrong.inputs(), "en", "báo cáo/");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "b%C3%A1o%20c%C3%A1o/content/glossary.toml");
    assert_eq!(place["region"]["startColumn"], 28);
}

#[test]
fn sarif_of_a_whole_file_has_no_region() {
    let run = run(&site().with("content/notes.txt", "later").inputs(), "en", "");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/notes.txt");
    assert!(place.get("region").is_none(), "{place}");
}

#[test]
fn sarif_of_no_mistakes_has_no_results() {
    assert_eq!(list(&run(&site().inputs(), "en", ""), "results").len(), 0);
}
