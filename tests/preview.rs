//! The preview shows what a build would publish: after any change of files its diagnostics and its pages are those of a
//! clean build of the same files, byte for byte. `SEEDS=20 cargo test --release --test preview` tries twenty sequences of 200 changes; without it one is
//! tried, a short one on the real site.

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use minhbach::diagnostic::Diagnostic;
use minhbach::input::{Content, InputFile, Inputs};
use minhbach::pipeline;
use minhbach::plan::{Image, PlannedFile, Source};
use minhbach::preview::Workspace;
use rayon::prelude::*;
use support::{Files, folder, site};

const N_EDITS: usize = 200;

/// Numbers that look random and are the same in every run: `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(n).expect("small")).expect("small")
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// The files of an author who edits them at random, and the same as they were.
struct Author {
    whole: Vec<Arc<InputFile>>,
    files: BTreeMap<String, Arc<InputFile>>,
    random: Random,
}

impl Author {
    fn new(inputs: &Inputs, seed: u64) -> Self {
        let whole = inputs.shared_files().to_vec();
        let files = whole.iter().map(|file| (file.path.clone(), Arc::clone(file))).collect();
        Self { whole, files, random: Random(seed) }
    }

    fn inputs(&self, today: &str) -> Inputs {
        Inputs::of_shared(self.files.values().cloned().collect(), today)
    }

    fn put(&mut self, path: &str, content: Content) {
        self.files.insert(path.to_owned(), Arc::new(InputFile { path: path.to_owned(), content }));
    }

    fn any_path(&mut self) -> String {
        let paths: Vec<&String> = self.files.keys().collect();
        (*self.random.of(&paths)).clone()
    }

    /// Does one thing that authors do. Half of them mend what was done before, so that the site is often whole.
    fn act(&mut self) -> String {
        match self.random.below(16) {
            0..=7 => self.mend(),
            8 => {
                let path = self.any_path();
                self.files.remove(&path);
                format!("deletes {path}")
            }
            9 => {
                let (path, n) = (self.any_path(), self.random.below(1000));
                let file = self.files.remove(&path).expect("it is there");
                let path = format!("{}/renamed-{n}-{}", parent(&path), name(&path));
                self.put(&path, file.content.clone());
                format!("renames to {path}")
            }
            10 => {
                let (path, n) = (self.any_path(), self.random.below(1000));
                let file = Arc::clone(&self.files[&path]);
                let path = format!("{}/copy-{n}-{}", parent(&path), name(&path));
                self.put(&path, file.content.clone());
                format!("copies to {path}")
            }
            _ => self.edit(),
        }
    }

    /// Puts one file right that is not what it was, or is one too many.
    fn mend(&mut self) -> String {
        let is_wrong = |file: &&Arc<InputFile>| self.files.get(&file.path).is_none_or(|now| *now != **file);
        let mut wrong: Vec<(String, Option<Arc<InputFile>>)> = self
            .whole
            .iter()
            .filter(is_wrong)
            .map(|file| (file.path.clone(), Some(Arc::clone(file))))
            .collect();
        let is_extra = |path: &&String| !self.whole.iter().any(|file| file.path == **path);
        wrong.extend(self.files.keys().filter(is_extra).map(|path| (path.clone(), None)));
        if wrong.is_empty() {
            return self.edit();
        }
        let (path, file) = self.random.of(&wrong).clone();
        match file {
            Some(file) => drop(self.files.insert(path.clone(), file)),
            None => drop(self.files.remove(&path)),
        }
        format!("mends {path}")
    }

    fn edit(&mut self) -> String {
        let path = self.any_path();
        let Content::Text(text) = &self.files[&path].content else { return format!("looks at {path}") };
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = self.random.below(lines.len().max(1));
        match self.random.below(5) {
            _ if lines.is_empty() => {}
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => lines.insert(at, String::new()),
            3 => lines[at] = lines[at].chars().take(lines[at].chars().count() / 2).collect(),
            _ => {
                let digit = char::from(b'0' + u8::try_from(self.random.below(10)).expect("small"));
                lines[at] = lines[at].replace(|c: char| c.is_ascii_digit(), &digit.to_string());
            }
        }
        self.put(&path, Content::Text(lines.join("\n") + "\n"));
        format!("edits {path}:{}", at + 1)
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Compares what the preview tells and shows with a clean build.
fn compare(workspace: &Workspace, inputs: &Inputs, story: &str) -> bool {
    let clean = pipeline::prepare(inputs);
    let (told, _) = workspace.diagnostics();
    let Some(site) = &clean.site else {
        assert_eq!(told, clean.diagnostics, "{story}");
        return false;
    };
    let renderer = match site.renderer(inputs) {
        Ok(renderer) => renderer,
        Err(fault) => {
            // Of two templates that define one thing, Tera names now this one, now that.
            assert!(told.iter().any(|told| told.code == fault.code), "{story}: {fault:?} is not in {told:?}");
            return false;
        }
    };
    assert_eq!(told, clean.diagnostics, "{story}");
    let stage = workspace.stage().expect("a site without errors can be drawn");
    assert_eq!(stage.files(), site.plan.files, "{story}");
    // A PNG is made from the same list of marks as the SVG beside it, and takes longer than all else.
    let is_compared = |file: &&PlannedFile| !matches!(file.source, Source::Picture(.., Image::Png));
    site.plan.files.par_iter().filter(is_compared).for_each(|file| {
        let shown = stage.render(stage.file(&file.path).expect("both have the same files"));
        assert_eq!(text(shown), text(renderer.render(file)), "{story}: {} is not as built", file.path);
    });
    true
}

/// A page as lines to compare, or why it could not be drawn.
fn text(drawn: Result<Vec<u8>, Box<Diagnostic>>) -> Result<String, Box<Diagnostic>> {
    drawn.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Edits a site at random; looks after every `every` changes. Returns how often it could be drawn.
fn wander(inputs: &Inputs, seed: u64, (n_edits, every): (usize, usize)) -> usize {
    let mut author = Author::new(inputs, seed);
    let mut workspace = Workspace::new(inputs.clone(), Box::new(|_| None));
    let (mut story, mut n_drawn) = (format!("seed {seed}"), 0);
    for n in 1..=n_edits {
        story = format!("{story}\n{n}: {}", author.act());
        let inputs = author.inputs(&inputs.today);
        workspace.refresh(inputs.clone());
        if n % every == 0 {
            n_drawn += usize::from(compare(&workspace, &inputs, &story));
        }
    }
    while !compare(&workspace, &author.inputs(&inputs.today), &story) {
        story = format!("{story}\nat last: {}", author.mend());
        workspace.refresh(author.inputs(&inputs.today));
    }
    n_drawn
}

fn seeds() -> std::ops::RangeInclusive<u64> {
    let n = std::env::var("SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    1..=n
}

#[test]
fn a_small_site_is_shown_as_it_is_built_after_any_change() {
    // A long file of figures is read table by table.
    let remark = format!("# {}\n", "long ".repeat(8_000));
    let long = site().edit("content/indicators/water.toml", "[[table]]", &format!("{remark}[[table]]"));
    for inputs in [site(), folder("tests/golden/small"), long].map(Files::inputs) {
        for seed in seeds() {
            let n_drawn = wander(&inputs, seed, (N_EDITS, 1));
            assert!(n_drawn > N_EDITS / 20, "seed {seed}: a site that is nearly always broken shows little");
        }
    }
}

#[test]
fn the_real_site_is_shown_as_it_is_built_after_any_change() {
    let inputs = folder(".").inputs();
    let n_edits = if std::env::var_os("SEEDS").is_some() { N_EDITS } else { 25 };
    for seed in seeds() {
        wander(&inputs, seed, (n_edits, 50));
    }
}

/// Shows one state and then another in one preview, and compares each with a clean build. Files that are the same in both
/// are left alone. Returns whether the second can be drawn.
fn follow(first: &Inputs, then: &Inputs) -> bool {
    let mut files = then.shared_files().to_vec();
    for file in &mut files {
        let same = first.shared_files().iter().find(|other| **other == *file);
        *file = same.unwrap_or(file).clone();
    }
    let then = Inputs::of_shared(files, &then.today);
    let mut workspace = Workspace::new(first.clone(), Box::new(|_| None));
    assert!(compare(&workspace, first, "before"));
    workspace.refresh(then.clone());
    compare(&workspace, &then, "after")
}

#[test]
fn lists_come_with_their_first_entry_and_go_with_their_last() {
    let [full, empty] = [site(), site().with("content/glossary.toml", "# Terms\n")].map(Files::inputs);
    assert!(follow(&full, &empty) && follow(&empty, &full));
}

#[test]
fn open_data_of_a_place_come_with_its_first_figure() {
    let place = "\n[[place]]\nid = \"hon-me\"\nname = { vi = \"Hòn Mê\", en = \"Hòn Mê\" }\nlevel = \"commune\"\n\
        parent = \"sao-mai\"\n";
    let without = || site().add("content/places.toml", place);
    let (rows, row) = ("rows = [\n", "  [\"hon-me\", 100, 50, 50.0],\n");
    let with = without().edit("content/indicators/water.toml", rows, &format!("{rows}{row}")).inputs();
    let without = without().inputs();
    assert!(follow(&with, &without) && follow(&without, &with));
}

#[test]
fn an_image_that_is_spoilt_under_its_text_is_told_of() {
    let text = "content/reports/first/vi.md";
    let with = |image: &str| {
        site().add(text, "\n\n![Bản đồ](map.gif)\n").with("content/reports/first/map.gif", image).inputs()
    };
    let (sound, spoilt) = (with("GIF89a"), with("<html>"));
    assert!(!follow(&sound, &spoilt));
    assert!(follow(&sound, &with("GIF87a")));
}
