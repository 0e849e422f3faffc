//! Everything that the author's guides show is built: each block is a file of one site, in both languages of the guide.

use std::path::Path;

use minhbach::input::{Content, InputFile, Inputs};
use minhbach::pipeline;

/// Returns the files that a guide shows: blocks whose first line names a file of `content/`.
fn files(guide: &str) -> Vec<(String, String)> {
    let blocks = guide.split("\n```").skip(1).step_by(2);
    let named = blocks.filter_map(|block| {
        let (_, body) = block.split_once('\n')?;
        let name = body
            .lines()
            .next()?
            .trim_start_matches(['#', '<', '!', '-', ' '])
            .trim_end_matches(['-', '>', ' ']);
        name.starts_with("content/").then(|| (name.to_owned(), body.to_owned()))
    });
    named.collect()
}

/// Returns the default theme.
fn theme() -> Vec<InputFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries =
        walkdir::WalkDir::new(root.join("themes/default")).into_iter().map(|entry| entry.expect("readable"));
    let file = |path: &Path| InputFile {
        path: path.strip_prefix(root).expect("under the root").to_string_lossy().into_owned(),
        content: Content::Text(std::fs::read_to_string(path).expect("text")),
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
    for guide in [include_str!("../docs/guide.en.md"), include_str!("../docs/guide.vi.md")] {
        let shown = files(guide);
        assert!(shown.len() >= 12, "the guide shows {} files", shown.len());
        let text = |(path, text): (String, String)| InputFile { path, content: Content::Text(text) };
        let files = shown.into_iter().map(text).chain(theme()).collect();
        let inputs = Inputs::new(files, "2024-02-01");
        let outcome = pipeline::prepare(&inputs);
        let codes: Vec<_> = outcome.diagnostics.iter().map(|told| told.code.name()).collect();
        assert_eq!(codes, Vec::<&str>::new(), "the doubtful cell of the guide is explained");
        let site = outcome.site.expect("a site without errors");
        let renderer = site.renderer(&inputs).expect("the default theme");
        for file in &site.plan.files {
            renderer.render(file).expect("every page is drawn");
        }
    }
}

#[test]
fn the_guides_show_the_same_files() {
    let of = |guide: &str| -> Vec<_> {
        files(guide).into_iter().map(|(path, text)| (path, without_comments(&text))).collect()
    };
    assert_eq!(of(include_str!("../docs/guide.en.md")), of(include_str!("../docs/guide.vi.md")));
}
