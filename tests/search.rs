//! What can be found, and how the index of a language holds it.

mod support;

use std::collections::BTreeMap;

use serde_json::Value as Json;
use support::{Files, folder, rendered};

fn small() -> Files {
    folder("tests/golden/small")
}

fn index(files: Files, language: &str) -> Json {
    let path = format!("search/{language}.json");
    let bytes = rendered(&files.inputs()).remove(&path).expect("every language has an index");
    serde_json::from_slice(&bytes).expect("the index is JSON")
}

fn texts<'j>(index: &'j Json, key: &str) -> Vec<&'j str> {
    let list = index[key].as_array().expect("a list of texts");
    list.iter().map(|text| text.as_str().expect("a text")).collect()
}

/// Every entry as its group, title, note and address.
fn entries(index: &Json) -> Vec<String> {
    let (titles, notes, urls) = (texts(index, "titles"), texts(index, "notes"), texts(index, "urls"));
    let groups = index["groups"].as_array().expect("groups").iter().flat_map(|group| {
        let count = group[2].as_u64().expect("a count");
        (0..count).map(move |_| group[0].as_str().expect("a name"))
    });
    let lines = groups.zip(titles).zip(notes.into_iter().zip(urls));
    lines.map(|((group, title), (note, url))| format!("{group}: {title} ({note}) {url}")).collect()
}

/// Reads the words of texts with the numbers of their entries, written apart from the program.
fn words(index: &Json) -> BTreeMap<String, Vec<usize>> {
    let digits: Vec<char> = (33..127_u8).map(char::from).filter(|digit| !"\"\\".contains(*digit)).collect();
    let numbers = |text: &str| {
        let (mut numbers, mut value, mut unit) = (Vec::new(), 0, 1);
        for letter in text.chars() {
            let digit = digits.iter().position(|&digit| digit == letter).expect("a digit");
            value += digit % 46 * unit;
            unit *= 46;
            if digit < 46 {
                numbers.push(value);
                (value, unit) = (0, 1);
            }
        }
        numbers
    };
    let lists = index["entries"].as_str().expect("a text").split(' ');
    let mut last: Vec<char> = Vec::new();
    let read = |(word, list): (&str, &str)| {
        let shared = numbers(&word[..1])[0];
        last = last[..shared].iter().copied().chain(word[1..].chars()).collect();
        let mut entry = 0;
        let entries = numbers(list).into_iter().map(|step| {
            entry += step + 1;
            entry - 1
        });
        (last.iter().collect(), entries.collect())
    };
    index["words"].as_str().expect("a text").split(' ').zip(lists).map(read).collect()
}

#[test]
fn everything_can_be_found_in_each_language() {
    let (vietnamese, english) = (index(small(), "vi"), index(small(), "en"));
    assert_eq!(entries(&vietnamese).len(), entries(&english).len());
    for wanted in [
        "Indicators: Tap water (Water) indicators/tap-water/",
        "Reports: Report of month 10 (28 October 2023 · 10/BC-SN) reports/october/",
        "Reports: Wells (Report of month 10 · Tap water) reports/october/#wells",
        "Commitments: Draw a map of wells. (Work on wells in 2023) commitments/wells-2023/#task-map",
        "Agencies: Water Office (WO) agencies/water-office/",
        "Glossary: SN (Water Office) glossary/#sn",
        "documents: Report 10/BC-SN, Sao Mai Water Office (2 November 2023) data/#document-oct",
        "Other pages: Corrections () corrections/",
        "Places: Bến Đá (Rural commune · 99001) communes/ben-da/",
    ] {
        assert!(
            entries(&english).contains(&wanted.replace("documents:", "Source documents:")),
            "{wanted}: {:#?}",
            entries(&english)
        );
    }
    assert!(texts(&vietnamese, "titles").contains(&"Nước máy"), "{:?}", entries(&vietnamese));
    assert_eq!((&vietnamese["root"], &english["root"]), (&"/sao-mai/vi/".into(), &"/sao-mai/en/".into()));
}

#[test]
fn words_of_a_text_lead_to_its_section() {
    let index = index(small(), "en");
    let (words, urls) = (words(&index), texts(&index, "urls"));
    let of = |word: &str| words[word].iter().map(|&entry| urls[entry]).collect::<Vec<_>>();
    assert_eq!(of("shallow"), ["indicators/wells/"], "of a measure");
    assert_eq!(of("drawn"), ["commitments/wells-2023/#task-map"], "of the reports of a task");
    assert!(of("late").contains(&"reports/october/#wells"), "of a section: {:?}", of("late"));
    assert!(!words.contains_key("tap"), "titles and notes need no second place");
}

#[test]
fn a_site_without_reports_and_plans_can_be_searched() {
    let index = index(support::site(), "vi");
    assert!(entries(&index).iter().any(|entry| entry.contains("Xã")), "{:#?}", entries(&index));
}
