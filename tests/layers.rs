//! Layers point down: reads `src/` and holds it against the table below and the one in `docs/architecture.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every module of the crate with its rank. A module uses lower ranks only; equals do not know each other.
const RANKS: [(u32, &str); 16] = [
    (0, "input"),
    (0, "memory"),
    (1, "model"),
    (2, "geometry"),
    (2, "language"),
    (3, "diagnostic"),
    (4, "chart"),
    (4, "parse"),
    (5, "check"),
    (6, "audit"),
    (7, "plan"),
    (8, "render"),
    (9, "pipeline"),
    (10, "preview"),
    (11, "io"),
    (12, "cli"),
];

/// Foreign code, and the only files or folders that name it.
const HOMES: [(&str, &[&str]); 15] = [
    ("tera", &["render/"]),
    ("toml", &["parse/", "diagnostic/messages.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs"]),
    ("plotters", &["chart/"]),
    ("csv", &["render/data/mod.rs", "parse/published.rs"]),
    ("rust_decimal", &["model/value.rs"]),
    ("annotate_snippets", &["diagnostic/human.rs"]),
    ("clap", &["cli/"]),
    ("walkdir", &["io/read.rs", "io/watch/poll.rs"]),
    ("notify", &["io/watch/mod.rs"]),
    ("axum", &["io/serve/server.rs"]),
    ("tokio", &["io/serve/"]),
    ("futures_util", &["io/serve/server.rs"]),
    ("percent_encoding", &["io/serve/address.rs"]),
    ("rustix", &["io/"]),
];

/// Parts of the standard library that reach out of the program: a build depends on nothing but its inputs.
const WORLD: [&str; 5] = ["env", "fs", "net", "process", "time"];

/// A source file without its comments, and the module it belongs to.
struct Source {
    /// Path from `src/`.
    path: String,
    module: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    list(&root, &mut paths);
    let source = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("our sources can be read");
        let path =
            path.strip_prefix(&root).expect("sources lie in src").to_str().expect("our paths are UTF-8");
        let path = path.replace('\\', "/");
        let module = path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        let code = text
            .lines()
            .map(|line| line.split("//").next().unwrap_or_default())
            .collect::<Vec<_>>()
            .join("\n");
        Source { path, module, code }
    };
    paths
        .into_iter()
        .map(source)
        .filter(|source| !["lib", "main"].contains(&source.module.as_str()))
        .collect()
}

fn list(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is a folder") {
        let path = entry.expect("our folders can be read").path();
        if path.is_dir() {
            list(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Returns what stands behind each `root::` in code: of `use std::{fs, io::Write}` both `fs` and `io`.
fn behind(code: &str, root: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let word = |text: &str| text.chars().take_while(|&c| is_part(c)).collect::<String>();
    let mut found = BTreeSet::new();
    for (at, matched) in code.match_indices(&format!("{root}::")) {
        if code[..at].ends_with(is_part) {
            continue;
        }
        let rest = code[at + matched.len()..].trim_start();
        match rest.strip_prefix('{') {
            Some(group) => found.extend(top_level(group).map(word)),
            None => drop(found.insert(word(rest))),
        }
    }
    found.remove("");
    found
}

/// Cuts `a, b::{c, d}}` at the commas of the first level.
fn top_level(group: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut start, mut parts) = (0_i32, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 || (depth == 0 && letter == ',') {
            parts.push(group[start..at].trim());
            start = at + 1;
        }
        if depth < 0 {
            break;
        }
    }
    parts.into_iter()
}

fn ranks() -> BTreeMap<&'static str, u32> {
    RANKS.iter().map(|&(rank, module)| (module, rank)).collect()
}

#[test]
fn modules_use_lower_ranks_only() {
    let ranks = ranks();
    for source in sources() {
        let own =
            ranks.get(source.module.as_str()).unwrap_or_else(|| panic!("{} has no rank", source.module));
        for used in behind(&source.code, "crate").iter().filter(|used| **used != source.module) {
            let rank = ranks
                .get(used.as_str())
                .unwrap_or_else(|| panic!("{}: crate::{used} has no rank", source.path));
            assert!(rank < own, "{} (rank {own}) uses {used} (rank {rank})", source.path);
        }
    }
}

#[test]
fn every_module_is_there() {
    let there: BTreeSet<String> = sources().into_iter().map(|source| source.module).collect();
    let listed: BTreeSet<String> = RANKS.iter().map(|&(_, module)| module.to_owned()).collect();
    assert_eq!(there, listed);
}

#[test]
fn charts_know_nothing_of_the_rest() {
    for source in sources().iter().filter(|source| source.module == "chart") {
        assert_eq!(
            behind(&source.code, "crate").into_iter().find(|used| used != "chart"),
            None,
            "{}",
            source.path
        );
    }
}

#[test]
fn architecture_page_lists_the_same_ranks() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let text = fs::read_to_string(page).expect("docs/architecture.md can be read");
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix('|')?.split('|').map(|cell| cell.trim().trim_matches('`'));
        Some((cells.next()?.parse::<u32>().ok()?, cells.next()?.trim_end_matches(['/', '`']).to_owned()))
    });
    let written: BTreeSet<(u32, String)> = rows.collect();
    let expected: BTreeSet<(u32, String)> =
        RANKS.iter().map(|&(rank, module)| (rank, module.to_owned())).collect();
    assert_eq!(written, expected);
}

#[test]
fn only_the_rim_reaches_out() {
    for source in sources().iter().filter(|source| !["io", "cli"].contains(&source.module.as_str())) {
        let used = behind(&source.code, "std");
        let reached: Vec<&&str> = WORLD.iter().filter(|part| used.contains(**part)).collect();
        assert!(reached.is_empty(), "{} uses std::{reached:?}", source.path);
        assert!(!source.code.contains("::now("), "{} asks for the time", source.path);
    }
}

#[test]
fn foreign_code_stays_at_home() {
    for source in sources() {
        for (name, homes) in HOMES {
            let is_home = homes.iter().any(|home| source.path.starts_with(home));
            assert!(is_home || behind(&source.code, name).is_empty(), "{} names {name}", source.path);
        }
    }
}

#[test]
fn floats_live_in_charts() {
    let is_home = |source: &&Source| {
        ["chart", "geometry"].contains(&source.module.as_str())
            // Degrees, as JSON has them.
            || ["render/chart.rs", "parse/boundaries.rs"].contains(&source.path.as_str())
    };
    for source in sources().iter().filter(|source| !is_home(source)) {
        for line in source.code.lines().filter(|line| !line.contains("fn to_f64(self) -> f64")) {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            assert!(!words.any(|word| ["f32", "f64"].contains(&word)), "{}: {line}", source.path);
        }
    }
}

#[test]
fn paths_are_found_in_code() {
    let code =
        "use std::{env, io::{self, Write}};\nlet a = std::fs::read(x); let b = notstd::net; crate::model";
    assert_eq!(behind(code, "std").into_iter().collect::<Vec<_>>(), ["env", "fs", "io"]);
    assert_eq!(behind(code, "crate").into_iter().collect::<Vec<_>>(), ["model"]);
}
