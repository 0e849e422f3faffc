//! What holds for any input: no panic, no order, no way for an author's text to become part of a page's code.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use minhbach::diagnostic::{Messages, human, json};
use minhbach::input::{Content, InputFile, Inputs};
use minhbach::model::{Date, Period, Value};
use minhbach::pipeline::prepare;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use support::{Files, diagnostics, folder, has_ending, pages, rendered, site, told};

/// Files that can hold anything, some of which the base site does not have.
const PATHS: [&str; 13] = [
    "content/site.toml",
    "content/places.toml",
    "content/units.toml",
    "content/documents.toml",
    "content/targets.toml",
    "content/glossary.toml",
    "content/indicators/water.toml",
    "content/reports/first/report.toml",
    "content/reports/first/en.md",
    "content/pages/a/page.toml",
    "content/pages/a/vi.md",
    "themes/plain/words/en.toml",
    "themes/plain/templates/report.html",
];

/// Does with a site all that the program does with it, and throws it away.
fn use_up(files: Files) {
    let inputs = files.inputs();
    let told = diagnostics(&inputs);
    for language in ["en", "vi"] {
        human(&told, &inputs, &Messages::new(language), "");
    }
    json(&told, &inputs, &Messages::new("en"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_told_of_and_never_panic(path in select(&PATHS), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        use_up(site().with_bytes(path, &bytes));
        use_up(site().with(path, &String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn any_slip_of_the_hand_is_told_of_and_never_panics(
        path in select(&PATHS[..9]),
        at in any::<Index>(),
        gone in 0_usize..12,
        typed in "[a-z0-9 \"'={}\\[\\]()<>!?&.,:;#^|*_~/\\\\\n\u{e0}-\u{1ef9}\u{300}\u{0}🦀-]{0,12}",
    ) {
        let base = site();
        let mut letters: Vec<char> = base.text(path).chars().collect();
        let at = at.index(letters.len());
        letters.splice(at..(at + gone).min(letters.len()), typed.chars());
        use_up(base.with(path, &letters.into_iter().collect::<String>()));
    }

    #[test]
    fn any_markdown_never_panics(text in "([#>*`|!\\[\\]()<&^: \n-]|value:|chart:water/connected-rate|<!--|-->|\\?kind=rank|[a-zà-ỹ0-9]){0,60}") {
        use_up(site().with("content/reports/first/en.md", &text));
    }

    #[test]
    fn dates_are_read_as_they_are_written(year in 1000_i16..=9999, month in 1..=12, day in 1..=28) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        prop_assert_eq!(Date::parse(&text).map(|date| date.to_string()), Some(text));
    }

    #[test]
    fn periods_are_read_as_they_are_written(text in "[1-9][0-9]{3}(-(Q[1-4]|H[12]|W(0[1-9]|[1-4][0-9]|5[0-3])|(0[1-9]|1[0-2])(-[0-2][0-9])?))?") {
        if let Some(period) = Period::parse(&text) {
            prop_assert!(period.first() <= period.last());
            prop_assert_eq!(period.to_string(), text);
        }
    }

    #[test]
    fn periods_have_one_order(days in prop::collection::vec((2020_i16..2023, 1..=12, 1..=28), 3)) {
        let period = |&(year, month, day): &(i16, i32, i32)| match day % 4 {
            0 => Period::parse(&format!("{year}")),
            1 => Period::parse(&format!("{year}-{month:02}")),
            2 => Period::parse(&format!("{year}-Q{}", (month + 2) / 3)),
            _ => Period::parse(&format!("{year}-{month:02}-{day:02}")),
        };
        let mut periods: Vec<Period> = days.iter().filter_map(period).collect();
        periods.sort();
        prop_assert!(periods.windows(2).all(|pair| pair[0].last() <= pair[1].last()));
        prop_assert!(periods.windows(2).all(|pair| (pair[0] == pair[1]) == pair[0].cmp(&pair[1]).is_eq()));
    }

    #[test]
    fn values_are_read_as_they_are_written(whole in -1_000_000_000_i64..1_000_000_000, part in "(\\.[0-9]{1,9})?") {
        let text = format!("{whole}{part}");
        prop_assert_eq!(Value::parse(&text).map(|value| value.to_string()), Some(text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_of_files_does_not_show(files in Just(small().into_files()).prop_shuffle()) {
        let shuffled = Inputs::new(files, "2023-11-02");
        prop_assert_eq!(told(&shuffled), told(&small().inputs()));
        prop_assert!(rendered(&shuffled) == rendered(&small().inputs()));
    }
}

fn small() -> Files {
    folder("tests/golden/small")
}

#[test]
fn same_inputs_make_the_same_bytes() {
    let small = small().with_default_theme();
    assert!(rendered(&small.clone().inputs()) == rendered(&small.inputs()));
}

/// What an author may have written anywhere.
const EVIL: &str = r#"\"onx=evil '<script>evil</script>&<b>{{ evil }}"#;

/// Puts evil text into every text of a line of TOML, those apart that can only be ids, words and addresses.
fn with_evil(line: &str) -> String {
    if ["path = ", "slug = "].iter().any(|key| line.starts_with(key)) {
        return line.to_owned();
    }
    let text = ["vi = \"", "en = \"", "one = \"", "other = \"", "illegible = \""];
    let text = text.iter().fold(line.to_owned(), |line, key| line.replace(key, &format!("{key}{EVIL}")));
    let whole =
        ["number = \"", "code = \"", "licence = { name = \""].into_iter().find(|key| text.starts_with(key));
    whole.map_or(text.clone(), |key| text.replace(key, &format!("{key}{EVIL}")))
}

fn evil_site() -> Files {
    let plain = EVIL.replace('\\', "");
    let paragraph = format!(
        "{plain}\n\n## {plain}\n\n> *{plain}*\n\n`{plain}`\n\n| {plain} |\n| --- |\n| {plain} |\n\n[{plain}](https://example.org/?\"onx=evil<b>)\n\n![{plain}](gieng.png)\n\n![{plain}](chart:water/connected-rate?kind=rank)\n\n    {plain}\n"
    );
    small().edit_all(|path, text| {
        if has_ending(path, "md") && path.contains("2023-10") {
            format!("{paragraph}\n{text}\n[^2]: {plain}\n")
        } else if has_ending(path, "toml") {
            // The code of a finding is one of our words; of a place it is text.
            let is_word = |line: &str| path.ends_with("findings.toml") && line.starts_with("code = ");
            let line = |line: &str| if is_word(line) { line.to_owned() } else { with_evil(line) };
            text.lines().map(line).collect::<Vec<_>>().join("\n")
        } else {
            text.to_owned()
        }
    })
}

#[test]
fn text_of_authors_is_never_code_of_a_page() {
    for files in [evil_site(), evil_site().with_default_theme()] {
        let inputs = files.inputs();
        let pages = pages(&inputs);
        let n_evil = pages.values().filter(|page| page.contains("&lt;script&gt;evil")).count();
        assert_eq!(n_evil, pages.len(), "each page shows some of it");
        for (path, page) in pages {
            assert!(!page.contains("<script>evil") && !page.contains("&<b>"), "{path}");
            for tag in page.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
                let has_escaped_quote_only = !tag.contains("\"onx=") && !tag.contains("'onx=");
                assert!(has_escaped_quote_only, "{path}: <{tag}>");
            }
        }
    }
}

#[test]
fn fixture_of_evil_text_reaches_every_field() {
    let evil = evil_site();
    let untouched: Vec<String> = evil
        .paths()
        .filter(|path| path.starts_with("content/") && has_ending(path, "toml"))
        .flat_map(|path| evil.text(path).lines())
        .filter(|line| line.contains("vi = \"") && !line.contains("evil") && !line.starts_with("path"))
        .filter(|line| !line.starts_with("slug"))
        .map(str::to_owned)
        .collect();
    assert_eq!(untouched, Vec::<String>::new());
}

/// Returns every link of a page into the site, and the anchor behind it.
fn links<'p>(page: &'p str, base: &str) -> Vec<(&'p str, &'p str)> {
    let mut found = Vec::new();
    for attribute in ["href=\"", "src=\""] {
        for (at, _) in page.match_indices(attribute) {
            let link = page[at + attribute.len()..].split('"').next().unwrap_or_default();
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            if path.is_empty() || path.starts_with(base) {
                found.push((path, anchor));
            }
        }
    }
    found
}

#[test]
fn every_link_leads_somewhere() {
    let files = small().with_default_theme();
    let inputs = files.inputs();
    let base = "/sao-mai/";
    let planned: BTreeSet<String> = prepare(&inputs)
        .site
        .expect("no errors")
        .plan
        .files
        .clone()
        .into_iter()
        .map(|file| file.path)
        .collect();
    let pages: BTreeMap<String, String> = pages(&inputs);
    for (path, page) in &pages {
        for (link, anchor) in links(page, base) {
            let target = match link.strip_prefix(base) {
                None => path.clone(),
                Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
                Some(file) => file.to_owned(),
            };
            assert!(planned.contains(&target), "{path}: {link} leads nowhere");
            let is_there = |page: &String| anchor.is_empty() || page.contains(&format!("id=\"{anchor}\""));
            assert!(pages.get(&target).is_none_or(is_there), "{path}: {link}#{anchor} has no such place");
        }
    }
}

#[test]
fn of_two_files_with_one_path_the_first_counts() {
    let text = |text: &str| InputFile { path: "content/a.toml".into(), content: Content::Text(text.into()) };
    let inputs = Inputs::new(vec![text("first"), text("second")], "2023-11-02");
    assert_eq!(inputs.files().map(|(_, file)| file.text().to_owned()).collect::<Vec<_>>(), ["first"]);
}
