//! Interface words: every one that the program or a template asks for is there, and none that nobody asks for.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use minhbach::model::{Mark, MissingReason};
use support::{files_of, has_ending, root};

const THEME: &str = "themes/default";

fn words(language: &str) -> BTreeMap<String, String> {
    words_of(THEME, language)
}

fn words_of(theme: &str, language: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join(theme).join(format!("words/{language}.toml")));
    toml::from_str(&text.expect("the theme has words")).expect("words are TOML")
}

/// Returns the text of every file below a folder as one line, comments left out.
fn texts(folder: &str, ending: &str) -> String {
    let files =
        files_of(&root().join(folder)).into_iter().filter(|path| has_ending(&path.to_string_lossy(), ending));
    let text = |path| fs::read_to_string(path).expect("our files can be read");
    let code = |text: String| {
        text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<String>()
    };
    let text: String = files.map(text).map(code).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(")
}

/// Returns what stands between `before` and `after`, wherever both do.
fn between<'t>(text: &'t str, before: &str, after: char) -> impl Iterator<Item = &'t str> {
    text.split(before).skip(1).filter_map(move |rest| rest.split_once(after)).map(|(found, _)| found)
}

/// Keys that templates ask for: `words.skip`, `words["og-locale"]`.
fn of_templates() -> BTreeSet<String> {
    let text = texts(&format!("{THEME}/templates"), "html");
    let dotted = text
        .split("words.")
        .skip(1)
        .map(|rest| rest.chars().take_while(|&c| c.is_ascii_alphanumeric() || c == '_').collect::<String>());
    dotted.chain(between(&text, "words[\"", '"').map(str::to_owned)).collect()
}

/// Keys that the program asks for by name, and those that it makes from parts.
fn of_program() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for folder in ["src/render", "src/language"] {
        let text = texts(folder, "rs");
        for call in ["word(\"", "fill(\"", "words.get(\"", "text_head(\"", "fill_date(\""] {
            keys.extend(between(&text, call, '"').filter(|key| !has_ending(key, "html")).map(str::to_owned));
        }
    }
    keys.insert("vague-links".to_owned());
    keys.extend(counted());
    keys.extend(["thousand", "million", "billion"].map(|scale| format!("scale-{scale}")));
    keys.extend(MissingReason::ALL.map(|reason| format!("missing-{}", reason.name())));
    keys.extend((1..=12).map(|month| format!("month-{month}")));
    keys
}

/// Keys of words that go with a number: every language has `-other`, and the plural forms that it needs.
fn counted() -> BTreeSet<String> {
    let text = texts("src/render", "rs");
    let keys = between(&text, "fill_count(\"", '"').map(|key| format!("{key}-other"));
    keys.collect()
}

/// Returns what is filled into a word. A language is free to write months as numbers, and numbers with zeros or without.
fn places(word: &str) -> BTreeSet<&str> {
    let place = |name| match name {
        "dd" => "day",
        "mm" | "month-name" => "month",
        "yy" => "year",
        name => name,
    };
    between(word, "{", '}').map(place).collect()
}

#[test]
fn languages_have_the_same_words() {
    let (vietnamese, mut english) = (words("vi"), words("en"));
    english.retain(|key, _| !key.ends_with("-one"));
    assert_eq!(vietnamese.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
    for (key, word) in &english {
        assert_eq!(places(word), places(&vietnamese[key]), "{key}");
    }
}

#[test]
fn every_word_that_is_asked_for_is_there() {
    let words = words("en");
    let lacking: Vec<String> =
        of_templates().into_iter().chain(of_program()).filter(|key| !words.contains_key(key)).collect();
    assert_eq!(lacking, Vec::<String>::new());
}

#[test]
fn plain_theme_of_the_tests_has_what_the_program_asks_for() {
    let words = words_of("tests/golden/small/themes/plain", "en");
    let lacking: Vec<String> = of_program().into_iter().filter(|key| !words.contains_key(key)).collect();
    assert_eq!(lacking, Vec::<String>::new());
}

#[test]
fn every_mark_has_a_word() {
    let words = words("en");
    for mark in Mark::WRITABLE.into_iter().chain([Mark::Doubtful, Mark::Stated]) {
        let is_there = |kind: &str| words.contains_key(&format!("{kind}-{}", mark.name()));
        assert!(is_there("mark") != is_there("note"), "{}", mark.name());
    }
}

#[test]
fn nobody_translates_a_word_that_is_not_used() {
    let program = texts("src", "rs");
    let (templates, counted) = (of_templates(), counted());
    let made = ["field-", "missing-", "mark-", "note-", "month-", "period-half-"];
    let is_used = |key: &String| {
        templates.contains(key)
            || counted.contains(&key.replace("-one", "-other"))
            || program.contains(&format!("\"{key}\""))
            || made.iter().any(|start| key.starts_with(start))
    };
    let idle: Vec<String> = words("en").into_keys().filter(|key| !is_used(key)).collect();
    assert_eq!(idle, Vec::<String>::new());
}
