//! What the preview does between a save and the page: `cargo bench --bench save`. Taking the saved file, and drawing the page
//! that shows it, each by itself; `save-to-sight.mjs` measures the whole way to the browser.

#![allow(missing_docs, reason = "a program, not a library")]

mod generated;

use std::path::Path;
use std::sync::Arc;

use divan::{Bencher, black_box};
use generated::Size;
use minhbach::input::{Content, InputFile, Inputs};
use minhbach::io;
use minhbach::plan::{Page, PageKind, PlannedFile, Source};
use minhbach::preview::{Stage, Workspace};

/// Every district for a year.
const DISTRICTS: Size = Size { n_places: 705, n_indicators: 40, n_periods: 12 };
/// Every ward for a month.
const WARDS: Size = Size { n_places: 10_596, n_indicators: 40, n_periods: 1 };
const TODAY: &str = "2024-01-15";

fn main() {
    divan::main();
}

/// What is edited, and what is looked at.
#[derive(Clone, Copy)]
struct Edit {
    /// How the path of the file begins and ends; the longest such file is edited.
    file: (&'static str, &'static str),
    is_shown: fn(PageKind) -> bool,
    write: fn(&str, usize) -> String,
}

const REPORT: Edit = Edit {
    file: ("content/reports/", "/vi.md"),
    is_shown: |kind| matches!(kind, PageKind::Report(_)),
    write: |text, at| format!("{text}\n\nM{at}.\n"),
};

const INDICATOR: Edit = Edit {
    file: ("content/indicators/", ".toml"),
    is_shown: |kind| matches!(kind, PageKind::Indicator(_)),
    write: |text, at| text.replacen("definition = { vi = \"", &format!("definition = {{ vi = \"M{at} "), 1),
};

const TEMPLATE: Edit = Edit {
    file: ("themes/default/templates/report", ".html"),
    is_shown: REPORT.is_shown,
    write: |text, at| text.replacen("{% block main %}", &format!("{{% block main %}}<p>M{at}</p>"), 1),
};

fn reference() -> Inputs {
    io::read(Path::new(env!("CARGO_MANIFEST_DIR")), TODAY).expect("the repository holds a site")
}

fn generated(size: Size) -> Inputs {
    let theme = reference().files().map(|(_, file)| file.clone()).collect::<Vec<_>>();
    let theme = theme.into_iter().filter(|file| file.path.starts_with("themes/"));
    Inputs::new(generated::files(size).into_iter().chain(theme).collect(), TODAY)
}

/// Saves again and again.
struct Author {
    inputs: Inputs,
    at: usize,
    edit: Edit,
    n_saves: usize,
}

impl Author {
    fn new(inputs: Inputs, edit: Edit) -> (Self, Workspace) {
        let (begin, end) = edit.file;
        let is_meant = |file: &InputFile| file.path.starts_with(begin) && file.path.ends_with(end);
        let files = inputs.shared_files().iter().enumerate().filter(|(_, file)| is_meant(file));
        let (at, _) = files.max_by_key(|(_, file)| file.text().len()).expect("the site has such a file");
        let workspace = Workspace::new(inputs.clone(), Box::new(|_| None));
        (Self { inputs, at, edit, n_saves: 0 }, workspace)
    }

    fn save(&mut self) -> Inputs {
        self.n_saves += 1;
        let mut files = self.inputs.shared_files().to_vec();
        let file = &files[self.at];
        let content = Content::Text((self.edit.write)(file.text(), self.n_saves));
        files[self.at] = Arc::new(InputFile { path: file.path.clone(), content });
        Inputs::of_shared(files, TODAY)
    }
}

/// Finds the largest page of the kind that is looked at.
fn page<'s>(stage: &'s Stage<'_>, edit: Edit) -> &'s PlannedFile {
    let is_meant =
        |file: &&PlannedFile| matches!(file.source, Source::Page(Page { kind, .. }) if (edit.is_shown)(kind));
    let size = |file: &&PlannedFile| stage.render(file).map_or(0, |bytes| bytes.len());
    stage.files().iter().filter(is_meant).max_by_key(size).expect("the site has such a page")
}

fn take(bencher: Bencher<'_, '_>, inputs: Inputs, edit: Edit) {
    let (mut author, mut workspace) = Author::new(inputs, edit);
    bencher.with_inputs(|| author.save()).bench_local_values(|inputs| workspace.refresh(inputs));
}

fn draw(bencher: Bencher<'_, '_>, inputs: Inputs, edit: Edit) {
    let (mut author, mut workspace) = Author::new(inputs, edit);
    workspace.refresh(author.save());
    let path = page(&workspace.stage().expect("the site has no errors"), edit).path.clone();
    bencher.bench_local(|| {
        let stage = workspace.stage().expect("the site has no errors");
        black_box(stage.file(&path).map(|file| stage.render(file).is_ok()))
    });
}

macro_rules! sites {
    ($($kind:ident $edit:ident,)*) => { $(
        #[divan::bench_group(sample_count = 50, sample_size = 1)]
        mod $kind {
            use super::{Bencher, DISTRICTS, WARDS, generated, reference, $edit};

            #[divan::bench]
            fn take_reference(bencher: Bencher<'_, '_>) {
                super::take(bencher, reference(), $edit);
            }

            #[divan::bench]
            fn draw_reference(bencher: Bencher<'_, '_>) {
                super::draw(bencher, reference(), $edit);
            }

            #[divan::bench]
            fn take_districts(bencher: Bencher<'_, '_>) {
                super::take(bencher, generated(DISTRICTS), $edit);
            }

            #[divan::bench]
            fn draw_districts(bencher: Bencher<'_, '_>) {
                super::draw(bencher, generated(DISTRICTS), $edit);
            }

            #[divan::bench]
            fn take_wards(bencher: Bencher<'_, '_>) {
                super::take(bencher, generated(WARDS), $edit);
            }

            #[divan::bench]
            fn draw_wards(bencher: Bencher<'_, '_>) {
                super::draw(bencher, generated(WARDS), $edit);
            }
        }
    )* };
}

sites! {
    report REPORT,
    indicator INDICATOR,
    template TEMPLATE,
}
