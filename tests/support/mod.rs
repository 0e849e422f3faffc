//! Sites in memory and one helper for each step of the pipeline: text in, text out.

#![allow(dead_code, reason = "each test file uses a part of this")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use minhbach::diagnostic::{self, Code, Diagnostic, Messages};
use minhbach::input::{Content, InputFile, Inputs};
use minhbach::model::{Indicator, Reading};
use minhbach::pipeline::{self, Site};
use rayon::prelude::*;

/// The day of every build in the tests.
const TODAY: &str = "2023-11-02";

/// Files of a site, before they become inputs.
#[derive(Clone)]
pub struct Files(BTreeMap<String, Content>);

/// The base site: a province that does not exist, two communes, one indicator, one report. It has no mistakes.
pub fn site() -> Files {
    let mut files = folder("tests/sites/base");
    files.take(&root().join("tests/golden/small"), "themes");
    files
}

/// A whole site folder, from the root of the repository.
pub fn folder(path: &str) -> Files {
    let mut files = Files(BTreeMap::new());
    for part in ["content", "themes"] {
        files.take(&root().join(path), part);
    }
    files
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

impl Files {
    /// Adds or replaces a file.
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.0.insert(path.to_owned(), Content::Text(text.to_owned()));
        self
    }

    /// Adds or replaces a file that is no text.
    pub fn with_bytes(mut self, path: &str, bytes: &[u8]) -> Self {
        self.0.insert(path.to_owned(), Content::Bytes(bytes.to_vec()));
        self
    }

    /// Removes a file.
    pub fn without(mut self, path: &str) -> Self {
        assert!(self.0.remove(path).is_some(), "{path} is not there");
        self
    }

    /// Adds text at the end of a file.
    pub fn add(self, path: &str, more: &str) -> Self {
        let text = format!("{}\n{more}\n", self.text(path));
        self.with(path, &text)
    }

    /// Replaces words that a file holds once.
    pub fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.text(path);
        assert_eq!(text.matches(from).count(), 1, "{path}: {from}");
        let text = text.replace(from, to);
        self.with(path, &text)
    }

    /// Changes every text of an author, theme files apart.
    pub fn edit_all(mut self, edit: impl Fn(&str, &str) -> String) -> Self {
        for (path, content) in &mut self.0 {
            if let (true, Content::Text(text)) = (path.starts_with("content/"), content) {
                *text = edit(path, text);
            }
        }
        self
    }

    /// Puts the theme that people get in the place of the plain one.
    pub fn with_default_theme(mut self) -> Self {
        self.take(&root(), "themes/default");
        let site = self.text("content/site.toml").replace("theme = \"plain\"\n", "");
        self.with("content/site.toml", &site)
    }

    pub fn text(&self, path: &str) -> &str {
        match &self.0[path] {
            Content::Text(text) => text,
            Content::Bytes(_) => panic!("{path} is no text"),
        }
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Turns the files into inputs; those below `public/` are of the last published site.
    pub fn inputs(self) -> Inputs {
        let (published, files) =
            self.into_files().into_iter().partition(|file| file.path.starts_with("public/"));
        Inputs::new(files, TODAY).with_published(published)
    }

    /// Publishes the site as it is now: what changes from here on is compared with it.
    pub fn published(mut self) -> Self {
        let open_data =
            rendered(&self.clone().inputs()).into_iter().filter(|(path, _)| path.starts_with("data/"));
        for (path, bytes) in open_data {
            let text = String::from_utf8(bytes).expect("open data is UTF-8");
            self.0.insert(format!("public/{path}"), Content::Text(text));
        }
        self
    }

    pub fn into_files(self) -> Vec<InputFile> {
        self.0.into_iter().map(|(path, content)| InputFile { path, content }).collect()
    }

    fn take(&mut self, root: &Path, part: &str) {
        for file in files_of(&root.join(part)) {
            let path = file.strip_prefix(root).expect("files of a folder lie in it");
            let path = path.to_str().expect("our paths are UTF-8").replace('\\', "/");
            let bytes = fs::read(&file).expect("our files can be read");
            let content = String::from_utf8(bytes)
                .map_or_else(|error| Content::Bytes(error.into_bytes()), Content::Text);
            self.0.insert(path, content);
        }
    }
}

/// Every file below a folder; none where there is no such folder.
pub fn files_of(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("our folders can be read").path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files_of(&path) } else { vec![path] }).collect()
}

/// Checks a site and draws all of it, as `minhbach check` does.
pub fn diagnostics(inputs: &Inputs) -> Vec<Diagnostic> {
    let outcome = pipeline::prepare(inputs);
    let mut told = outcome.diagnostics;
    if let Some(site) = outcome.site {
        let figures = |name: &str| inputs.published_file(&format!("data/{name}.csv")).cloned();
        told.extend(pipeline::silent_changes(&site, inputs, figures));
        match site.renderer(inputs) {
            Ok(renderer) => told.extend(
                site.plan.files.iter().filter_map(|file| renderer.render(file).err()).map(|told| *told),
            ),
            Err(fault) => told.push(*fault),
        }
    }
    diagnostic::sort(&mut told, inputs);
    told
}

/// Every diagnostic of a site on a line: file, line and column, code, message.
pub fn told(inputs: &Inputs) -> String {
    let messages = Messages::new("en");
    let line = |told: &Diagnostic| {
        let place = told.span.map_or_else(
            || told.path.clone().unwrap_or_default(),
            |span| {
                let (line, column) = inputs.line_column(span.file, span.start as usize);
                format!("{}:{line}:{column}", inputs.file(span.file).path)
            },
        );
        format!("{place} {}: {}\n", told.code.name(), messages.message(told))
    };
    diagnostics(inputs).iter().map(line).collect()
}

/// The codes of all diagnostics of a site.
pub fn codes(inputs: &Inputs) -> Vec<Code> {
    diagnostics(inputs).iter().map(|told| told.code).collect()
}

/// Diagnostics as a terminal without colours shows them.
pub fn shown(told: &[Diagnostic], inputs: &Inputs, language: &str) -> String {
    anstream::adapter::strip_str(&diagnostic::human(told, inputs, &Messages::new(language), "")).to_string()
}

/// A site that may be published. Warnings are allowed.
pub fn checked(inputs: &Inputs) -> Site {
    pipeline::prepare(inputs).site.unwrap_or_else(|| panic!("the site has errors:\n{}", told(inputs)))
}

/// Every file of the finished site.
pub fn rendered(inputs: &Inputs) -> BTreeMap<String, Vec<u8>> {
    let site = checked(inputs);
    let renderer = site.renderer(inputs).unwrap_or_else(|_| panic!("the theme fails:\n{}", told(inputs)));
    let render = |file: &minhbach::plan::PlannedFile| {
        let bytes = renderer.render(file).unwrap_or_else(|_| panic!("the theme fails:\n{}", told(inputs)));
        (file.path.clone(), bytes)
    };
    site.plan.files.par_iter().map(render).collect()
}

/// Every page of the finished site, as text.
pub fn pages(inputs: &Inputs) -> BTreeMap<String, String> {
    let html = rendered(inputs).into_iter().filter(|(path, _)| has_ending(path, "html"));
    html.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("pages are UTF-8"))).collect()
}

/// One page of the finished site.
pub fn page(inputs: &Inputs, path: &str) -> String {
    pages(inputs).remove(path).unwrap_or_else(|| panic!("there is no page {path}"))
}

/// The text of the report `first`, as the plain theme shows it.
pub fn article(inputs: &Inputs, language: &str) -> String {
    let folder = if language == "vi" { "bao-cao" } else { "reports" };
    let page = page(inputs, &format!("{language}/{folder}/first/index.html"));
    let (_, rest) = page.split_once("<article>\n").expect("the plain theme shows articles");
    rest.split_once("\n</article>").expect("articles end").0.to_owned()
}

pub fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == ending)
}

/// Everything observed of an indicator, one on a line: column, place, period, value and mark or why there is none,
/// and what the source states where that was computed.
pub fn figures(inputs: &Inputs, indicator: &str) -> String {
    let site = checked(inputs);
    let catalogue = &site.checked.catalogue;
    let id = catalogue.indicators.find(indicator).expect("the indicator exists");
    let indicator: &Indicator = catalogue.indicators.get(id);
    let mut text = String::new();
    for observation in indicator.observations.iter() {
        let column = indicator.column_name_id(observation.column);
        let place = &catalogue.places.get(observation.place).name_id;
        let reading = match observation.reading {
            Reading::Measured { value, mark } => {
                mark.map_or_else(|| value.to_string(), |mark| format!("{value} {}", mark.name()))
            }
            Reading::Missing(reason) => reason.name().to_owned(),
        };
        let stated = observation.stated.map_or_else(String::new, |value| format!(" (stated {value})"));
        let _ = writeln!(text, "{column} {place} {}: {reading}{stated}", observation.period);
    }
    text
}
