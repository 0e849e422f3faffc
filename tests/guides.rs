//! Everything that the author's guides show is built: each block is a file of a site, in both languages of the guide; and
//! the keys that they name as needed are.

use std::path::Path;

use minhbach::input::{Content, InputFile, Inputs};
use minhbach::pipeline;

/// The folder of the first site that a guide shows; all other files are of the larger one.
const FIRST: &str = "nuoc-sach/";

const GUIDES: [&str; 2] = [include_str!("../docs/guide.en.md"), include_str!("../docs/guide.vi.md")];

/// Returns the files that a guide shows: blocks whose first line names a file of `content/` in a folder.
fn files_of(guide: &str, folder: &str) -> Vec<(String, String)> {
    let blocks = guide.split("\n```").skip(1).step_by(2);
    let named = blocks.filter_map(|block| {
        let (_, body) = block.split_once('\n')?;
        let name = body
            .lines()
            .next()?
            .trim_start_matches(['#', '<', '!', '-', ' '])
            .trim_end_matches(['-', '>', ' ']);
        let name = name.strip_prefix(folder)?;
        name.starts_with("content/").then(|| (name.to_owned(), body.to_owned()))
    });
    named.collect()
}

fn files(guide: &str) -> Vec<(String, String)> {
    files_of(guide, "")
}

/// Returns a site of shown files, with the default theme.
fn inputs(shown: Vec<(String, String)>) -> Inputs {
    let text = |(path, text): (String, String)| InputFile { path, content: Content::Text(text) };
    Inputs::new(shown.into_iter().map(text).chain(theme()).collect(), "2024-02-01")
}

/// Checks that a site has nothing to be told, and that every page of it is drawn.
fn build(shown: Vec<(String, String)>) {
    let inputs = inputs(shown);
    let outcome = pipeline::prepare(&inputs);
    let codes: Vec<_> = outcome.diagnostics.iter().map(|told| told.code.name()).collect();
    assert_eq!(codes, Vec::<&str>::new(), "the doubtful cell of the guide is explained");
    let site = outcome.site.expect("a site without errors");
    let renderer = site.renderer(&inputs).expect("the default theme");
    for file in &site.plan.files {
        renderer.render(file).expect("every page is drawn");
    }
}

/// Returns the default theme.
fn theme() -> Vec<InputFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries =
        walkdir::WalkDir::new(root.join("themes/default")).into_iter().map(|entry| entry.expect("readable"));
    let file = |path: &Path| InputFile {
        path: path.strip_prefix(root).expect("under the root").to_string_lossy().into_owned(),
        content: String::from_utf8(std::fs::read(path).expect("readable"))
            .map_or_else(|error| Content::Bytes(error.into_bytes()), Content::Text),
    };
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| file(entry.path())).collect()
}

/// Leaves out comments, which each guide writes in its own language.
fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| line.split(" # ").next().unwrap_or_default().trim_end())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_site_of_the_guide_builds() {
    for guide in GUIDES {
        let shown = files(guide);
        assert!(shown.len() >= 12, "the guide shows {} files", shown.len());
        build(shown);
    }
}

#[test]
fn the_boundaries_of_the_guide_are_read() {
    for guide in GUIDES {
        let (_, rest) =
            guide.split_once("    { \"type\": \"FeatureCollection\"").expect("the guide shows boundaries");
        let (body, _) = rest.split_once("\n\n").expect("a paragraph follows");
        let boundaries = format!("{{ \"type\": \"FeatureCollection\"{body}");
        let mut shown = files(guide);
        shown.push(("content/boundaries/district.geojson".to_owned(), boundaries));
        let outcome = pipeline::prepare(&inputs(shown));
        let codes: Vec<_> = outcome.diagnostics.iter().map(|told| told.code.name()).collect();
        assert_eq!(codes, ["missing-boundary"], "the second district is left to the reader");
    }
}

#[test]
fn the_first_site_of_the_guide_builds() {
    for guide in GUIDES {
        let shown = files_of(guide, FIRST);
        assert_eq!(shown.len(), 4, "four files to copy");
        build(shown);
    }
}

/// Returns the rows of the table of keys: where, and the keys that must be there whatever else is; cells with alternatives
/// name them behind a semicolon.
fn needed_keys(guide: &str) -> Vec<(String, Vec<String>)> {
    let table = guide.rsplit("| --- | --- | --- |").next().expect("the table of keys ends the guide");
    let quoted =
        |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let row = |line: &str| {
        let mut cells = line.split('|').skip(1);
        let name = quoted(cells.next()?).into_iter().next()?;
        Some((name, quoted(cells.next()?.split(';').next()?)))
    };
    table.lines().filter_map(row).collect()
}

/// Returns whether the entries of a row of the table of keys stand in this file, and behind which header.
fn header<'n>(name: &'n str, path: &str) -> Option<&'n str> {
    if name.starts_with("[[") {
        return Some(name);
    }
    let (folder, end) = name.split_once('*').unwrap_or(("", name));
    (path.contains(folder) && path.ends_with(end)).then_some("")
}

/// Returns a file without a key of its first entry behind a header; nothing where there is none.
fn without_key(text: &str, header: &str, key: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let start = if header.is_empty() { 0 } else { lines.iter().position(|line| *line == header)? + 1 };
    let is_end = |line: &&str| line.starts_with("[[");
    let end = lines[start..].iter().position(is_end).map_or(lines.len(), |at| start + at);
    let is_key = |line: &&str| line.split_once(" = ").is_some_and(|(name, _)| name == key);
    let at = start + lines[start..end].iter().position(is_key)?;
    // A list of rows goes on until its bracket.
    let is_list = lines[at].ends_with('[');
    let last = if is_list { at + lines[at..].iter().position(|line| *line == "]")? } else { at };
    Some([&lines[..at], &lines[last + 1..]].concat().join("\n"))
}

#[test]
fn the_keys_that_must_be_there_must() {
    let [en, vi] = GUIDES.map(needed_keys);
    assert_eq!(en, vi, "both guides name the same keys");
    assert!(en.len() >= 25, "the table of keys has {} rows", en.len());
    let shown = files(GUIDES[0]);
    for (name, keys) in en {
        for key in keys {
            let lacking = shown.iter().enumerate().find_map(|(at, (path, text))| {
                header(&name, path).and_then(|header| Some((at, without_key(text, header, &key)?)))
            });
            let (at, text) = lacking.unwrap_or_else(|| panic!("the guide shows no `{key}` of `{name}`"));
            let mut files = shown.clone();
            files[at].1 = text;
            let told = pipeline::prepare(&inputs(files)).diagnostics;
            let is_told =
                told.iter().any(|told| ["missing-key", "missing-source"].contains(&told.code.name()));
            assert!(is_told, "`{key}` of `{name}` need not be there");
        }
    }
}

#[test]
fn the_guides_show_the_same_files() {
    let of = |guide: &str| -> Vec<_> {
        files(guide).into_iter().map(|(path, text)| (path, without_comments(&text))).collect()
    };
    assert_eq!(of(GUIDES[0]), of(GUIDES[1]));
}
