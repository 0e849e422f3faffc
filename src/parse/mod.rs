//! Text → raw values with places: the syntax of TOML and Markdown, and nothing of what they mean.
//!
//! Enters: [`Inputs`]. Leaves: [`Raw`], whose fields are what someone typed. Every mistake of every file is told.

mod boundaries;
mod commitments;
mod corrections;
mod documents;
mod edit;
mod findings;
mod indicator;
mod markdown;
mod moved;
mod outline;
mod pieces;
mod places;
mod published;
mod reports;
mod site;
mod syntax;
mod toml;
mod unread;
mod words;

use self::toml::Reading;

pub use self::toml::{Cell, CellDetail, Localized, LocalizedPlural, Text, is_id, nfc};
pub use boundaries::{Boundaries, Boundary};
pub use commitments::{ActionPlan, Agency, AgencyKind, Deadline, Group, Moved, Task, Update};
pub use corrections::Correction;
pub use documents::{Baseline, Document, Target, Term, Unit};
pub use edit::set;
pub use findings::{Finding, Relation};
pub use indicator::{Dimension, Formula, Indicator, Measure, Member, Table};
pub use markdown::{Mark, MarkKind, Piece, Prose, Scheme, escape};
pub use places::{Kind, Level, Place};
pub use published::{
    PublishedCorrection, PublishedFigure, published_corrections, published_figures, published_fingerprints,
};
pub use reports::{Article, Report, Translations};
pub use site::{Licence, Site, Topic};
pub use words::Words;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use crate::diagnostic::{self, Code, Diagnostic};
use crate::input::{Content, FileId, InputFile, Inputs};
use crate::memory::Memory;
use crate::model::Value;

/// A row of cells.
pub type Row = crate::input::Spanned<Vec<crate::input::Spanned<Cell>>>;
/// A number and where it stands.
pub type Number = crate::input::Spanned<Value>;

/// Everything authors typed.
#[derive(Debug, Clone, Default)]
pub struct Raw {
    /// `content/site.toml`.
    pub site: Option<Arc<Site>>,
    /// Topics in order of display.
    pub topics: Arc<Vec<Topic>>,
    /// Levels of places.
    pub levels: Arc<Vec<Level>>,
    /// Kinds of places.
    pub kinds: Arc<Vec<Kind>>,
    /// Places.
    pub places: Arc<Vec<Place>>,
    /// Boundaries of places, by file name.
    pub boundaries: Vec<Arc<Boundaries>>,
    /// Documents.
    pub documents: Arc<Vec<Document>>,
    /// Units.
    pub units: Arc<Vec<Unit>>,
    /// Terms.
    pub terms: Arc<Vec<Term>>,
    /// Targets.
    pub targets: Arc<Vec<Target>>,
    /// Kinds of agencies.
    pub agency_kinds: Arc<Vec<AgencyKind>>,
    /// Agencies.
    pub agencies: Arc<Vec<Agency>>,
    /// Action plans, by file name.
    pub plans: Vec<Arc<ActionPlan>>,
    /// Figures that must agree.
    pub relations: Arc<Vec<Relation>>,
    /// What authors say of contradictions.
    pub findings: Arc<Vec<Finding>>,
    /// Corrections.
    pub corrections: Arc<Vec<Correction>>,
    /// Indicators, by file name.
    pub indicators: Vec<Arc<Indicator>>,
    /// Reports, by folder name.
    pub reports: Vec<Written<Report>>,
    /// Articles, by folder name.
    pub articles: Vec<Written<Article>>,
    /// Interface words of all themes, by language.
    pub words: Vec<Arc<Words>>,
    /// Media files beside reports and pages.
    pub media: Vec<FileId>,
    /// Files with mistakes. What they declare may be missing here: a reference into them is not told of again.
    pub incomplete: Vec<String>,
}

/// Something that is said in texts beside it.
#[derive(Debug)]
pub struct Written<T> {
    /// What it is.
    pub of: Arc<T>,
    /// Its texts by language tag.
    pub prose: BTreeMap<String, Arc<Prose>>,
}

impl<T> Clone for Written<T> {
    fn clone(&self) -> Self {
        Self { of: self.of.clone(), prose: self.prose.clone() }
    }
}

impl<T> Deref for Written<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.of
    }
}

/// What each file turned into when it was parsed last.
#[derive(Default)]
pub struct Parses {
    files: Memory<Arc<InputFile>, Arc<(Parsed, Vec<Diagnostic>)>>,
    /// What files hold that are not there: the very same each time.
    nothing: Raw,
}

/// A file as it was, and what it turned into.
type Before<'b> = (&'b Arc<InputFile>, &'b Arc<(Parsed, Vec<Diagnostic>)>);

/// What one file turned into.
enum Parsed {
    Site(Option<Arc<Site>>, Arc<Vec<Topic>>),
    Places(Arc<Vec<Level>>, Arc<Vec<Kind>>, Arc<Vec<Place>>),
    Boundaries(Option<Arc<Boundaries>>),
    Documents(Arc<Vec<Document>>),
    Units(Arc<Vec<Unit>>),
    Terms(Arc<Vec<Term>>),
    Targets(Arc<Vec<Target>>),
    Corrections(Arc<Vec<Correction>>),
    Agencies(Arc<Vec<AgencyKind>>, Arc<Vec<Agency>>),
    ActionPlan(Option<Arc<ActionPlan>>),
    Relations(Arc<Vec<Relation>>),
    Findings(Arc<Vec<Finding>>),
    Indicator(Option<Arc<Indicator>>),
    Report(Option<Arc<Report>>),
    Article(Option<Arc<Article>>),
    Prose(PathParts, Arc<Prose>),
    Words(Arc<Words>),
    Media,
    Elsewhere,
    Unused,
}

/// Folder and stem of a text: `reports/2023-10` and `vi`.
struct PathParts {
    folder: String,
    language: String,
}

/// Parses every file, in parallel; leaves everything in the order of paths.
pub fn parse(inputs: &Inputs) -> (Raw, Vec<Diagnostic>) {
    parse_with(inputs, &mut Parses::default())
}

/// Parses as [`parse`] does, but for files that are the same as last time.
pub fn parse_with(inputs: &Inputs, known: &mut Parses) -> (Raw, Vec<Diagnostic>) {
    let ids: Vec<FileId> = inputs.files().map(|(id, _)| id).collect();
    let make = |at: usize, file: &Arc<InputFile>, before: Option<Before<'_>>| {
        Arc::new(parse_file(ids[at], file, before))
    };
    let parsed = known.files.all_after(inputs.shared_files().to_vec(), make, |_| true);
    let (mut raw, mut diagnostics) = (known.nothing.clone(), Vec::new());
    let mut texts = Vec::new();
    for (&id, file) in ids.iter().zip(&parsed) {
        let (parsed, told) = file.as_ref();
        // Of a warning nothing is lost.
        if diagnostic::has_errors(told) {
            raw.incomplete.push(inputs.file(id).path.clone());
        }
        diagnostics.extend(told.iter().cloned());
        match parsed {
            Parsed::Prose(parts, prose) => texts.push((id, parts, prose)),
            Parsed::Media => raw.media.push(id),
            Parsed::Unused => diagnostics.push(Diagnostic::of_file(Code::UnusedFile, &inputs.file(id).path)),
            other => raw.add(other),
        }
    }
    diagnostics.extend(place_texts(&mut raw, texts, inputs));
    (raw, diagnostics)
}

impl Raw {
    fn add(&mut self, parsed: &Parsed) {
        match parsed {
            Parsed::Site(site, topics) => (self.site, self.topics) = (site.clone(), topics.clone()),
            Parsed::Places(levels, kinds, places) => {
                (self.levels, self.kinds, self.places) = (levels.clone(), kinds.clone(), places.clone());
            }
            Parsed::Boundaries(boundaries) => self.boundaries.extend(boundaries.clone()),
            Parsed::Documents(documents) => self.documents = documents.clone(),
            Parsed::Units(units) => self.units = units.clone(),
            Parsed::Terms(terms) => self.terms = terms.clone(),
            Parsed::Targets(targets) => self.targets = targets.clone(),
            Parsed::Corrections(corrections) => self.corrections = corrections.clone(),
            Parsed::Agencies(kinds, agencies) => {
                (self.agency_kinds, self.agencies) = (kinds.clone(), agencies.clone());
            }
            Parsed::ActionPlan(plan) => self.plans.extend(plan.clone()),
            Parsed::Relations(relations) => self.relations = relations.clone(),
            Parsed::Findings(findings) => self.findings = findings.clone(),
            Parsed::Indicator(indicator) => self.indicators.extend(indicator.clone()),
            Parsed::Report(report) => self.reports.extend(report.clone().map(Written::new)),
            Parsed::Article(article) => self.articles.extend(article.clone().map(Written::new)),
            Parsed::Words(words) => self.words.push(words.clone()),
            Parsed::Prose(..) | Parsed::Media | Parsed::Elsewhere | Parsed::Unused => {}
        }
    }
}

impl<T> Written<T> {
    fn new(of: Arc<T>) -> Self {
        Self { of, prose: BTreeMap::new() }
    }
}

/// Hands each Markdown text to the report or article of its folder.
fn place_texts(
    raw: &mut Raw,
    texts: Vec<(FileId, &PathParts, &Arc<Prose>)>,
    inputs: &Inputs,
) -> Vec<Diagnostic> {
    let mut homeless = Vec::new();
    for (file, PathParts { folder, language }, prose) in texts {
        let report = raw.reports.iter_mut().find(|report| *folder == format!("reports/{}", report.id.value));
        let article =
            raw.articles.iter_mut().find(|article| *folder == format!("pages/{}", article.id.value));
        match report.map(|report| &mut report.prose).or(article.map(|article| &mut article.prose)) {
            Some(prose_of) => drop(prose_of.insert(language.clone(), prose.clone())),
            None if raw.incomplete.iter().any(|path| path.starts_with(&format!("content/{folder}/"))) => {}
            None => {
                let group = folder.split('/').next().unwrap_or_default();
                homeless.push(self::homeless(group, &inputs.file(file).path));
            }
        }
    }
    homeless
}

/// Tells of a text in a folder that does not say what it is.
fn homeless(group: &str, path: &str) -> Diagnostic {
    let (lacking, example) =
        if group == "pages" { ("page.toml", "pages/about") } else { ("report.toml", "reports/2023-10") };
    Diagnostic::of_file(Code::HomelessText, path).with("lacking", lacking).with("example", example)
}

/// Parses one file by its place in the site folder. `before` is what stood there last.
fn parse_file(id: FileId, file: &InputFile, before: Option<Before<'_>>) -> (Parsed, Vec<Diagnostic>) {
    let parts: Vec<&str> = file.path.split('/').collect();
    // NUL is no letter of any text; a file that holds one is something else with a wrong name.
    let is_text = matches!(&file.content, Content::Text(text) if !text.contains('\0'));
    let expects_text = parts[0] == "content" && has_extension(&file.path, &["toml", "md", "geojson", "json"]);
    if expects_text && !is_text {
        return (Parsed::Elsewhere, vec![Diagnostic::of_file(Code::NotUtf8, &file.path)]);
    }
    if let Some(name) = boundaries::level_of(&parts) {
        let (boundaries, told) = boundaries::boundaries(id, name, file.text());
        return (Parsed::Boundaries(boundaries.map(Arc::new)), told);
    }
    let reading = Reading::new(id);
    let text = file.text();
    if let Some(name) = name_of(&parts).filter(|name| !is_id(name)) {
        reading.tell(Diagnostic::of_file(Code::BadId, &file.path).with("id", nfc(name)));
    }
    let parsed = match parts.as_slice() {
        ["content", "site.toml"] => reading.root(text, |root| {
            let (site, topics) = site::site(root);
            Parsed::Site(site.map(Arc::new), Arc::new(topics))
        }),
        ["content", "places.toml"] => reading.root(text, read_places),
        ["content", name] if LISTS.contains(name) => reading.root(text, |root| read_list(name, root)),
        ["content", "agencies.toml"] => reading.root(text, read_agencies),
        ["content", "plans", name] if has_extension(name, &["toml"]) => {
            let stem = name.trim_end_matches(".toml");
            Parsed::ActionPlan(reading.root(text, |root| commitments::plan(stem, root)).map(Arc::new))
        }
        ["content", "indicators", name] if has_extension(name, &["toml"]) => {
            read_indicator(&reading, (id, name), text, before)
        }
        ["content", "reports", folder, "report.toml"] => {
            Parsed::Report(reading.root(text, |root| reports::report(folder, root)).map(Arc::new))
        }
        ["content", "pages", folder, "page.toml"] => {
            Parsed::Article(reading.root(text, |root| reports::article(folder, root)).map(Arc::new))
        }
        ["content", group @ ("reports" | "pages"), folder, name] if has_extension(name, &["md"]) => {
            let parts = PathParts {
                folder: format!("{group}/{folder}"),
                language: name.trim_end_matches(".md").to_owned(),
            };
            return read_prose(id, file, parts);
        }
        ["content", "reports" | "pages", _, .., name] if has_extension(name, &MEDIA) => Parsed::Media,
        ["content", group @ ("reports" | "pages"), .., name] if has_extension(name, &["md"]) => {
            reading.tell(homeless(group, &file.path));
            Parsed::Elsewhere
        }
        ["themes", theme, "words", name] if has_extension(name, &["toml"]) => {
            let language = name.trim_end_matches(".toml");
            Parsed::Words(Arc::new(reading.root(text, |root| words::words(theme, language, root))))
        }
        // What authors say to hosts goes there as it is.
        ["content", "_headers" | ".htaccess"] => Parsed::Elsewhere,
        ["content", ..] => Parsed::Unused,
        _ => Parsed::Elsewhere,
    };
    (parsed, reading.finish())
}

/// Returns an indicator of which nothing was to be told, with its text.
fn sound_indicator((file, read): Before<'_>) -> Option<(&str, &Indicator)> {
    match read.as_ref() {
        (Parsed::Indicator(Some(indicator)), told) if told.is_empty() => Some((file.text(), indicator)),
        _ => None,
    }
}

/// Returns the name of a file or folder that is the id of what it holds.
fn name_of<'p>(parts: &[&'p str]) -> Option<&'p str> {
    match parts {
        ["content", "indicators" | "plans", name] => name.strip_suffix(".toml"),
        ["content", "reports", folder, "report.toml"] | ["content", "pages", folder, "page.toml"] => {
            Some(folder)
        }
        _ => None,
    }
}

/// Files that hold one kind of repeated table.
const LISTS: [&str; 7] = [
    "documents.toml",
    "units.toml",
    "glossary.toml",
    "targets.toml",
    "relations.toml",
    "findings.toml",
    "corrections.toml",
];

/// Reads one of [`LISTS`].
fn read_list(name: &str, root: toml::Table<'_, '_>) -> Parsed {
    match name {
        "documents.toml" => Parsed::Documents(Arc::new(list(root, "document", documents::document))),
        "units.toml" => Parsed::Units(Arc::new(list(root, "unit", documents::unit))),
        "glossary.toml" => Parsed::Terms(Arc::new(list(root, "term", documents::term))),
        "targets.toml" => Parsed::Targets(Arc::new(list(root, "target", documents::target))),
        "corrections.toml" => {
            Parsed::Corrections(Arc::new(list(root, "correction", corrections::correction)))
        }
        "relations.toml" => Parsed::Relations(Arc::new(list(root, "relation", findings::relation))),
        _ => Parsed::Findings(Arc::new(list(root, "finding", findings::finding))),
    }
}

/// Images that may stand beside a text, and those that authors try: texts that show one are told of.
const MEDIA: [&str; 12] =
    ["png", "jpg", "jpeg", "webp", "gif", "svg", "heic", "heif", "avif", "tif", "tiff", "bmp"];

fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}

fn read_places(root: toml::Table<'_, '_>) -> Parsed {
    let levels = root.tables("level").into_iter().filter_map(places::level).collect();
    let kinds = root.tables("kind").into_iter().filter_map(places::kind).collect();
    let places = root.tables("place").into_iter().filter_map(places::place).collect();
    root.finish();
    Parsed::Places(Arc::new(levels), Arc::new(kinds), Arc::new(places))
}

fn read_indicator(
    reading: &Reading,
    (id, name): (FileId, &str),
    text: &str,
    before: Option<Before<'_>>,
) -> Parsed {
    let stem = name.trim_end_matches(".toml");
    let (indicator, told) = pieces::indicator(id, stem, text, before.and_then(sound_indicator));
    for told in told {
        reading.tell(told);
    }
    Parsed::Indicator(indicator.map(Arc::new))
}

fn read_prose(id: FileId, file: &InputFile, parts: PathParts) -> (Parsed, Vec<Diagnostic>) {
    let (prose, mut told) = markdown::prose(id, file.text());
    if prose.pieces.is_empty() {
        told.push(Diagnostic::of_file(Code::EmptyText, &file.path));
    }
    (Parsed::Prose(parts, Arc::new(prose)), told)
}

fn read_agencies(root: toml::Table<'_, '_>) -> Parsed {
    let (kinds, agencies) = commitments::agencies(root);
    Parsed::Agencies(Arc::new(kinds), Arc::new(agencies))
}

/// Reads a file that holds one kind of repeated table.
fn list<T>(
    root: toml::Table<'_, '_>,
    key: &'static str,
    read: impl Fn(toml::Table<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let items = root.tables(key).into_iter().filter_map(read).collect();
    root.finish();
    items
}
