//! How long the steps of a build take: `cargo bench`. Reading is measured from the disk, the rest in memory.
//!
//! Three sites: the reference site (`content/` of this repository), every district of a made-up country for a year, and
//! every commune of it once. The last takes a while, so it runs on request: `cargo bench -- --include-ignored communes`.

#![allow(missing_docs, reason = "a program, not a library")]

mod generated;

use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use generated::Size;
use minhbach::input::{InputFile, Inputs};
use minhbach::io;
use minhbach::parse;
use minhbach::pipeline::{self, Site};
use minhbach::plan::{PageKind, PlannedFile, Source};
use minhbach::render::Renderer;
use rayon::prelude::*;

/// Every district for a year: 1,635 pages.
const DISTRICTS: Size = Size { n_places: 705, n_indicators: 40, n_periods: 12 };
/// Every commune once: 21,417 pages.
const COMMUNES: Size = Size { n_places: 10_596, n_indicators: 40, n_periods: 1 };

/// The day of every build here.
const TODAY: &str = "2024-01-15";

fn main() {
    divan::main();
}

/// A site in memory, ready to be drawn.
struct Sample {
    inputs: Inputs,
    site: Site,
}

impl Sample {
    fn new(inputs: Inputs) -> Self {
        let site = pipeline::prepare(&inputs).site.expect("the sample has no errors");
        Self { inputs, site }
    }

    fn generated(size: Size) -> Self {
        let theme =
            read_reference().files().map(|(_, file)| file.clone()).filter(is_of_theme).collect::<Vec<_>>();
        Self::new(Inputs::new(generated::files(size).into_iter().chain(theme).collect(), TODAY))
    }

    fn renderer(&self) -> Renderer<'_> {
        self.site.renderer(&self.inputs).unwrap_or_else(|_| panic!("the theme has no errors"))
    }

    /// Returns the page in the middle of the places: neither the first nor one of a level that has few.
    fn place_page(&self) -> &PlannedFile {
        let is_place = |file: &&PlannedFile| matches!(&file.source, Source::Page(page) if matches!(page.kind, PageKind::Place(_)));
        let pages: Vec<&PlannedFile> = self.site.plan.files.iter().filter(is_place).collect();
        pages[pages.len() / 2]
    }
}

static REFERENCE_SITE: LazyLock<Sample> = LazyLock::new(|| Sample::new(read_reference()));
static DISTRICTS_SITE: LazyLock<Sample> = LazyLock::new(|| Sample::generated(DISTRICTS));
static COMMUNES_SITE: LazyLock<Sample> = LazyLock::new(|| Sample::generated(COMMUNES));

fn read_reference() -> Inputs {
    io::read(Path::new(env!("CARGO_MANIFEST_DIR")), TODAY).expect("the repository holds a site")
}

fn is_of_theme(file: &InputFile) -> bool {
    file.path.starts_with("themes/")
}

/// Reads all files again, as `serve` would after a start.
fn parse_all(bencher: Bencher<'_, '_>, sample: &Sample) {
    bencher.bench(|| parse::parse(&sample.inputs));
}

/// Parses, checks, audits and plans.
fn prepare(bencher: Bencher<'_, '_>, sample: &Sample) {
    bencher.bench(|| pipeline::prepare(&sample.inputs));
}

/// Compiles the theme and makes what all pages share.
fn renderer(bencher: Bencher<'_, '_>, sample: &Sample) {
    bencher.bench(|| sample.renderer());
}

/// Draws every file on all cores and drops its bytes.
fn render_all(bencher: Bencher<'_, '_>, sample: &Sample) {
    let (renderer, files) = (sample.renderer(), &sample.site.plan.files);
    let n_bytes = |file: &PlannedFile| renderer.render(file).map_or(0, |bytes| bytes.len());
    bencher.counter(ItemsCount::new(files.len())).bench(|| files.par_iter().map(n_bytes).sum::<usize>());
}

/// Draws one page of a place, from the model to its bytes.
fn render_page(bencher: Bencher<'_, '_>, sample: &Sample) {
    let (renderer, file) = (sample.renderer(), sample.place_page());
    bencher.bench(|| renderer.render(file).is_ok());
}

mod reference {
    use super::{Bencher, REFERENCE_SITE};

    #[divan::bench]
    fn read_and_prepare(bencher: Bencher<'_, '_>) {
        bencher.bench(|| super::pipeline::prepare(&super::read_reference()));
    }

    #[divan::bench]
    fn renderer(bencher: Bencher<'_, '_>) {
        super::renderer(bencher, &REFERENCE_SITE);
    }

    #[divan::bench]
    fn render_all(bencher: Bencher<'_, '_>) {
        super::render_all(bencher, &REFERENCE_SITE);
    }

    #[divan::bench]
    fn render_page(bencher: Bencher<'_, '_>) {
        super::render_page(bencher, &REFERENCE_SITE);
    }
}

#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod districts {
    use super::{Bencher, DISTRICTS_SITE};

    #[divan::bench]
    fn parse(bencher: Bencher<'_, '_>) {
        super::parse_all(bencher, &DISTRICTS_SITE);
    }

    #[divan::bench]
    fn prepare(bencher: Bencher<'_, '_>) {
        super::prepare(bencher, &DISTRICTS_SITE);
    }

    #[divan::bench]
    fn renderer(bencher: Bencher<'_, '_>) {
        super::renderer(bencher, &DISTRICTS_SITE);
    }

    #[divan::bench]
    fn render_all(bencher: Bencher<'_, '_>) {
        super::render_all(bencher, &DISTRICTS_SITE);
    }

    #[divan::bench(sample_count = 100)]
    fn render_page(bencher: Bencher<'_, '_>) {
        super::render_page(bencher, &DISTRICTS_SITE);
    }
}

#[divan::bench_group(sample_count = 3, sample_size = 1, ignore)]
mod communes {
    use super::{Bencher, COMMUNES_SITE};

    #[divan::bench]
    fn prepare(bencher: Bencher<'_, '_>) {
        super::prepare(bencher, &COMMUNES_SITE);
    }

    #[divan::bench]
    fn renderer(bencher: Bencher<'_, '_>) {
        super::renderer(bencher, &COMMUNES_SITE);
    }

    #[divan::bench]
    fn render_all(bencher: Bencher<'_, '_>) {
        super::render_all(bencher, &COMMUNES_SITE);
    }

    #[divan::bench(sample_count = 100)]
    fn render_page(bencher: Bencher<'_, '_>) {
        super::render_page(bencher, &COMMUNES_SITE);
    }
}
