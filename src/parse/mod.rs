//! Text → raw values with places: the syntax of TOML and Markdown, and nothing of what they mean.
//!
//! Enters: [`Inputs`]. Leaves: [`Raw`], whose fields are what someone typed. Every mistake of every file is told.

mod commitments;
mod corrections;
mod documents;
mod edit;
mod findings;
mod indicator;
mod markdown;
mod outline;
mod places;
mod published;
mod reports;
mod site;
mod toml;
mod words;

use self::toml::Reading;

pub use self::toml::{Cell, CellDetail, Localized, LocalizedPlural, Text, is_id, nfc};
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
pub use reports::{Article, Report, Texts};
pub use site::{Licence, Site, Topic};
pub use words::Words;

use rayon::prelude::*;

use crate::diagnostic::{self, Code, Diagnostic};
use crate::input::{Content, FileId, InputFile, Inputs};
use crate::model::Value;

/// A row of cells.
pub type Row = crate::input::Spanned<Vec<crate::input::Spanned<Cell>>>;
/// A number and where it stands.
pub type Number = crate::input::Spanned<Value>;

/// Everything authors typed.
#[derive(Debug, Default)]
pub struct Raw {
    /// `content/site.toml`.
    pub site: Option<Site>,
    /// Topics in order of display.
    pub topics: Vec<Topic>,
    /// Levels of places.
    pub levels: Vec<Level>,
    /// Kinds of places.
    pub kinds: Vec<Kind>,
    /// Places.
    pub places: Vec<Place>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Units.
    pub units: Vec<Unit>,
    /// Terms.
    pub terms: Vec<Term>,
    /// Targets.
    pub targets: Vec<Target>,
    /// Kinds of agencies.
    pub agency_kinds: Vec<AgencyKind>,
    /// Agencies.
    pub agencies: Vec<Agency>,
    /// Action plans, by file name.
    pub plans: Vec<ActionPlan>,
    /// Figures that must agree.
    pub relations: Vec<Relation>,
    /// What authors say of contradictions.
    pub findings: Vec<Finding>,
    /// Corrections.
    pub corrections: Vec<Correction>,
    /// Indicators, by file name.
    pub indicators: Vec<Indicator>,
    /// Reports, by folder name.
    pub reports: Vec<Report>,
    /// Articles, by folder name.
    pub articles: Vec<Article>,
    /// Interface words of all themes, by language.
    pub words: Vec<Words>,
    /// Media files beside reports and pages.
    pub media: Vec<FileId>,
    /// Files with mistakes. What they declare may be missing here: a reference into them is not told of again.
    pub incomplete: Vec<String>,
}

/// What one file turned into.
enum Parsed {
    Site(Option<Site>, Vec<Topic>),
    Places(Vec<Level>, Vec<Kind>, Vec<Place>),
    Documents(Vec<Document>),
    Units(Vec<Unit>),
    Terms(Vec<Term>),
    Targets(Vec<Target>),
    Corrections(Vec<Correction>),
    Agencies(Vec<AgencyKind>, Vec<Agency>),
    ActionPlan(Option<Box<ActionPlan>>),
    Relations(Vec<Relation>),
    Findings(Vec<Finding>),
    Indicator(Option<Box<Indicator>>),
    Report(Option<Report>),
    Article(Option<Article>),
    Prose(PathParts, Prose),
    Words(Words),
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
    let files: Vec<(FileId, &InputFile)> = inputs.files().collect();
    let parsed: Vec<_> = files.par_iter().map(|&(id, file)| (id, parse_file(id, file))).collect();
    let (mut raw, mut diagnostics) = (Raw::default(), Vec::new());
    let mut texts = Vec::new();
    for (id, (parsed, told)) in parsed {
        // Of a warning nothing is lost.
        if diagnostic::has_errors(&told) {
            raw.incomplete.push(inputs.file(id).path.clone());
        }
        diagnostics.extend(told);
        match parsed {
            Parsed::Site(site, topics) => (raw.site, raw.topics) = (site, topics),
            Parsed::Places(levels, kinds, places) => {
                (raw.levels, raw.kinds, raw.places) = (levels, kinds, places);
            }
            Parsed::Documents(documents) => raw.documents = documents,
            Parsed::Units(units) => raw.units = units,
            Parsed::Terms(terms) => raw.terms = terms,
            Parsed::Targets(targets) => raw.targets = targets,
            Parsed::Corrections(corrections) => raw.corrections = corrections,
            Parsed::Agencies(kinds, agencies) => (raw.agency_kinds, raw.agencies) = (kinds, agencies),
            Parsed::ActionPlan(plan) => raw.plans.extend(plan.map(|boxed| *boxed)),
            Parsed::Relations(relations) => raw.relations = relations,
            Parsed::Findings(findings) => raw.findings = findings,
            Parsed::Indicator(indicator) => raw.indicators.extend(indicator.map(|boxed| *boxed)),
            Parsed::Report(report) => raw.reports.extend(report),
            Parsed::Article(article) => raw.articles.extend(article),
            Parsed::Prose(parts, prose) => texts.push((id, parts, prose)),
            Parsed::Words(words) => raw.words.push(words),
            Parsed::Media => raw.media.push(id),
            Parsed::Elsewhere => {}
            Parsed::Unused => diagnostics.push(Diagnostic::of_file(Code::UnusedFile, &inputs.file(id).path)),
        }
    }
    diagnostics.extend(place_texts(&mut raw, texts, inputs));
    (raw, diagnostics)
}

/// Hands each Markdown text to the report or article of its folder.
fn place_texts(raw: &mut Raw, texts: Vec<(FileId, PathParts, Prose)>, inputs: &Inputs) -> Vec<Diagnostic> {
    let mut homeless = Vec::new();
    for (file, PathParts { folder, language }, prose) in texts {
        let report = raw.reports.iter_mut().find(|report| folder == format!("reports/{}", report.id.value));
        let article = raw.articles.iter_mut().find(|article| folder == format!("pages/{}", article.id.value));
        let texts_of = report.map(|report| &mut report.texts).or(article.map(|article| &mut article.texts));
        match texts_of {
            Some(texts) => drop(texts.prose.insert(language, prose)),
            None if raw.incomplete.iter().any(|path| path.starts_with(&format!("content/{folder}/"))) => {}
            None => homeless.push(Diagnostic::of_file(Code::UnusedFile, &inputs.file(file).path)),
        }
    }
    homeless
}

/// Parses one file by its place in the site folder.
fn parse_file(id: FileId, file: &InputFile) -> (Parsed, Vec<Diagnostic>) {
    let parts: Vec<&str> = file.path.split('/').collect();
    // NUL is no letter of any text; a file that holds one is something else with a wrong name.
    let is_text = matches!(&file.content, Content::Text(text) if !text.contains('\0'));
    let expects_text = parts[0] == "content" && has_extension(&file.path, &["toml", "md"]);
    if expects_text && !is_text {
        return (Parsed::Elsewhere, vec![Diagnostic::of_file(Code::NotUtf8, &file.path)]);
    }
    let reading = Reading::new(id);
    let text = file.text();
    let parsed = match parts.as_slice() {
        ["content", "site.toml"] => reading.root(text, |root| {
            let (site, topics) = site::site(root);
            Parsed::Site(site, topics)
        }),
        ["content", "places.toml"] => reading.root(text, read_places),
        ["content", name] if LISTS.contains(name) => reading.root(text, |root| read_list(name, root)),
        ["content", "agencies.toml"] => reading.root(text, read_agencies),
        ["content", "plans", name] if has_extension(name, &["toml"]) => {
            let stem = name.trim_end_matches(".toml");
            Parsed::ActionPlan(reading.root(text, |root| commitments::plan(stem, root)).map(Box::new))
        }
        ["content", "indicators", name] if has_extension(name, &["toml"]) => {
            let stem = name.trim_end_matches(".toml");
            Parsed::Indicator(reading.root(text, |root| indicator::indicator(stem, root)).map(Box::new))
        }
        ["content", "reports", folder, "report.toml"] => {
            Parsed::Report(reading.root(text, |root| reports::report(folder, root)))
        }
        ["content", "pages", folder, "page.toml"] => {
            Parsed::Article(reading.root(text, |root| reports::article(folder, root)))
        }
        ["content", group @ ("reports" | "pages"), folder, name] if has_extension(name, &["md"]) => {
            let (prose, told) = markdown::prose(id, text);
            let parts = PathParts {
                folder: format!("{group}/{folder}"),
                language: name.trim_end_matches(".md").to_owned(),
            };
            return (Parsed::Prose(parts, prose), told);
        }
        ["content", "reports" | "pages", _, .., name] if has_extension(name, &MEDIA) => Parsed::Media,
        ["themes", theme, "words", name] if has_extension(name, &["toml"]) => {
            let language = name.trim_end_matches(".toml");
            Parsed::Words(reading.root(text, |root| words::words(theme, language, root)))
        }
        ["content", ..] => Parsed::Unused,
        _ => Parsed::Elsewhere,
    };
    (parsed, reading.finish())
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
        "documents.toml" => Parsed::Documents(list(root, "document", documents::document)),
        "units.toml" => Parsed::Units(list(root, "unit", documents::unit)),
        "glossary.toml" => Parsed::Terms(list(root, "term", documents::term)),
        "targets.toml" => Parsed::Targets(list(root, "target", documents::target)),
        "corrections.toml" => Parsed::Corrections(list(root, "correction", corrections::correction)),
        "relations.toml" => Parsed::Relations(list(root, "relation", findings::relation)),
        _ => Parsed::Findings(list(root, "finding", findings::finding)),
    }
}

/// Images that may stand beside a text. No SVG: it can carry scripts.
const MEDIA: [&str; 5] = ["png", "jpg", "jpeg", "webp", "gif"];

fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}

fn read_places(root: toml::Table<'_, '_>) -> Parsed {
    let levels = root.tables("level").into_iter().filter_map(places::level).collect();
    let kinds = root.tables("kind").into_iter().filter_map(places::kind).collect();
    let places = root.tables("place").into_iter().filter_map(places::place).collect();
    root.finish();
    Parsed::Places(levels, kinds, places)
}

fn read_agencies(root: toml::Table<'_, '_>) -> Parsed {
    let (kinds, agencies) = commitments::agencies(root);
    Parsed::Agencies(kinds, agencies)
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
