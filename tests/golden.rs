//! A whole small site, its output compared file by file. `UPDATE_EXPECT=1 cargo test --test golden` rewrites the
//! expected tree; what it changes is read like code.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use expect_test::expect;
use support::{files_of, folder, pages, rendered, root, told};

const SMALL: &str = "tests/golden/small";

fn expected_folder() -> PathBuf {
    root().join(SMALL).join("expected")
}

fn expected() -> BTreeMap<String, Vec<u8>> {
    let read = |file: PathBuf| {
        let path = file.strip_prefix(expected_folder()).expect("files of a folder lie in it");
        (
            path.to_str().expect("our paths are UTF-8").replace('\\', "/"),
            fs::read(&file).expect("our files can be read"),
        )
    };
    files_of(&expected_folder()).into_iter().map(read).collect()
}

fn rewrite(files: &BTreeMap<String, Vec<u8>>) {
    for stale in files_of(&expected_folder()) {
        fs::remove_file(stale).expect("our files can be removed");
    }
    for (path, bytes) in files {
        let path = expected_folder().join(path);
        fs::create_dir_all(path.parent().expect("files lie in folders")).expect("there is room for a folder");
        fs::write(path, bytes).expect("there is room for a file");
    }
}

#[test]
fn small_site_is_as_expected() {
    let files = rendered(&folder(SMALL).inputs());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        rewrite(&files);
    }
    let expected = expected();
    let paths = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&files), paths(&expected), "the files of the site");
    for (path, bytes) in &files {
        let (made, wanted) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[path]));
        let differs = made.lines().zip(wanted.lines()).position(|(made, wanted)| made != wanted);
        let line = differs.unwrap_or_else(|| made.lines().count().min(wanted.lines().count()));
        let at = |text: &str| text.lines().nth(line).unwrap_or("(no such line)").to_owned();
        let differ = format!("{path}:{}\n  made: {}\nwanted: {}", line + 1, at(&made), at(&wanted));
        assert!(bytes == &expected[path], "{differ}");
    }
}

#[test]
fn small_site_tells_what_does_not_add_up() {
    expect![[r#"
        content/indicators/water.toml:40:20 values-differ: `connected` at `ben-da`: 900; given again as 901 (difference −1)
        content/indicators/water.toml:40:25 rate-differs: stated `connected-rate` at `ben-da`: 75.1 %; the figures make 75.0 %
        content/indicators/water.toml:44:21 total-differs: stated total of `households` at `sao-mai`: 13,001; its rows (3) make 13,000 (difference 1)
        content/indicators/water.toml:44:21 relation-differs: `households` at `sao-mai`: 13,001; figures related to it (2) make 301 (difference 12,700)
    "#]].assert_eq(&told(&folder(SMALL).inputs()));
}

#[test]
fn default_theme_draws_every_kind_of_page() {
    let inputs = folder(SMALL).with_default_theme().inputs();
    let pages = pages(&inputs);
    let kinds = [
        "home",
        "reports",
        "report",
        "indicators",
        "indicator",
        "figures",
        "places",
        "place",
        "plans",
        "plan",
        "agencies",
        "agency",
        "data",
        "glossary",
        "page",
        "search",
        "not-found",
        "embed",
        "entrance",
    ];
    for kind in kinds {
        let is_of_kind = |page: &&String| page.contains(&format!("data-kind=\"{kind}\""));
        let page = pages.values().find(is_of_kind).unwrap_or_else(|| panic!("no page of the kind {kind}"));
        assert!(page.contains("<h1") && page.trim_end().ends_with("</html>"), "{kind}: {page}");
    }
}
