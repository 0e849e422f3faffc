//! A site in the making: inputs that change → what is to be told of them, and the last site that could be drawn.
//!
//! Enters: inputs, again and again. Leaves: their diagnostics, and a [`Stage`] that draws one file when it is asked for, by
//! the same function as a build. Never true here: a disk, a clock, a browser.

use std::sync::{Mutex, PoisonError};

use crate::diagnostic::{self, Diagnostic};
use crate::input::{InputFile, Inputs};
use crate::memory::drop_later;
use crate::model::{Catalogue, Date, Locale, Localized, Release};
use crate::pipeline::{self, Memories, Site};
use crate::plan::{Page, PageKind, PlannedFile, Source};
use crate::render::{self, Renderer};

/// Reads what was last published of an indicator, by its name.
pub type Figures = Box<dyn Fn(&str) -> Option<InputFile> + Send>;

/// What is previewed: the inputs as last read, what they came to, and the last site that could be drawn.
pub struct Workspace {
    figures: Figures,
    inputs: Inputs,
    diagnostics: Vec<Diagnostic>,
    good: Option<(Inputs, Site)>,
    memories: Memories,
    /// Locked for the moment in which a renderer is made.
    drawing: Mutex<render::Memories>,
}

impl Workspace {
    /// Takes the first inputs. `figures` reads what was last published, for the warnings of `check`.
    pub fn new(inputs: Inputs, figures: Figures) -> Self {
        let mut workspace = Self {
            figures,
            inputs: inputs.clone(),
            diagnostics: Vec::new(),
            good: None,
            memories: Memories::default(),
            drawing: Mutex::default(),
        };
        workspace.refresh(inputs);
        workspace
    }

    /// Takes new inputs. Where they have errors, the last good site stays.
    pub fn refresh(&mut self, inputs: Inputs) {
        // Threads that share the work are woken once, not for every step.
        rayon::scope(|_| self.take(inputs));
    }

    fn take(&mut self, inputs: Inputs) {
        let outcome = pipeline::prepare_with(&inputs, &mut self.memories);
        self.diagnostics = outcome.diagnostics;
        if let Some(site) = outcome.site {
            self.diagnostics.extend(pipeline::silent_changes(&site, &inputs, &self.figures));
            let memories = self.drawing.get_mut().unwrap_or_else(PoisonError::into_inner);
            match render::theme_fault(&inputs, &site.checked, memories) {
                Some(fault) => self.diagnostics.push(*fault),
                None => drop_later(self.good.replace((inputs.clone(), site))),
            }
            diagnostic::sort(&mut self.diagnostics, &inputs);
        }
        self.inputs = inputs;
    }

    /// Returns what is to be told of the newest inputs, and these.
    pub fn diagnostics(&self) -> (&[Diagnostic], &Inputs) {
        (&self.diagnostics, &self.inputs)
    }

    /// Returns the last site that could be drawn; nothing where there never was one.
    pub fn stage(&self) -> Option<Stage<'_>> {
        let (inputs, site) = self.good.as_ref()?;
        // A theme that cannot be used never gets here.
        self.renderer(site, inputs).ok().map(|renderer| Stage { inputs, site, renderer })
    }

    fn renderer<'s>(&self, site: &'s Site, inputs: &'s Inputs) -> Result<Renderer<'s>, Box<Diagnostic>> {
        let mut memories = self.drawing.lock().unwrap_or_else(PoisonError::into_inner);
        site.renderer_with(inputs, &mut memories)
    }
}

/// A site, ready to be drawn file by file.
pub struct Stage<'w> {
    inputs: &'w Inputs,
    site: &'w Site,
    renderer: Renderer<'w>,
}

impl Stage<'_> {
    /// Finds a file of the site by its path in the output folder.
    pub fn file(&self, path: &str) -> Option<&PlannedFile> {
        let files = &self.site.plan.files;
        files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|at| &files[at])
    }

    /// Returns every file of the site, by path.
    pub fn files(&self) -> &[PlannedFile] {
        &self.site.plan.files
    }

    /// Draws a file, as a build does.
    pub fn render(&self, file: &PlannedFile) -> Result<Vec<u8>, Box<Diagnostic>> {
        // Threads that share the work are woken once, not for every chart.
        rayon::scope(|_| self.renderer.render(file))
    }

    /// Returns the inputs that the site was made from: diagnostics of [`render`](Self::render) lie in them.
    pub fn inputs(&self) -> &Inputs {
        self.inputs
    }

    /// Returns the path part of the site's address, `/` at both ends.
    pub fn base_path(&self) -> &str {
        self.catalogue().settings.base_path()
    }

    /// Returns the author's files behind a page, the first the one to edit; one that ends in `/` is a whole folder.
    pub fn sources(&self, file: &PlannedFile) -> Vec<String> {
        let catalogue = self.catalogue();
        match &file.source {
            Source::Page(page) => page_sources(catalogue, page),
            Source::Entrance | Source::Robots | Source::Sitemap => vec!["content/site.toml".to_owned()],
            Source::Csv(id) | Source::Json(id) | Source::Picture(id, ..) => {
                vec![format!("content/indicators/{}.toml", catalogue.indicators.get(*id).name_id)]
            }
            Source::Copy(id) => vec![self.inputs.file(*id).path.clone()],
            Source::Host(host) => vec![format!("content/{}", host.path())],
            Source::PlaceCsv(_)
            | Source::Package
            | Source::List(..)
            | Source::Fingerprints
            | Source::Feed(..)
            | Source::SearchIndex(_)
            | Source::Manifest(_)
            | Source::Card(..) => Vec::new(),
        }
    }

    /// Returns the tags of languages in which the text of a page is older than its original.
    pub fn stale(&self, file: &PlannedFile) -> Vec<&str> {
        let Source::Page(page) = &file.source else { return Vec::new() };
        let Catalogue { reports, articles, settings, .. } = self.catalogue();
        let is_stale: &Localized<bool> = match page.kind {
            PageKind::Report(id) => &reports.get(id).is_stale,
            PageKind::Article(id) => &articles.get(id).is_stale,
            _ => return Vec::new(),
        };
        let stale = settings.languages.iter().filter(|&locale| *is_stale.get(locale));
        stale.map(|locale| settings.languages.tag(locale)).collect()
    }

    /// Returns what keeps a report at home, and its day; nothing for what is published.
    pub fn withheld(&self, file: &PlannedFile) -> Option<(Release, Date)> {
        let Source::Page(Page { kind: PageKind::Report(id), .. }) = file.source else { return None };
        let report = self.catalogue().reports.get(id);
        (report.release != Release::Public).then_some((report.release, report.date))
    }

    fn catalogue(&self) -> &Catalogue {
        &self.site.checked.catalogue
    }
}

fn page_sources(catalogue: &Catalogue, page: &Page) -> Vec<String> {
    let list = |name: &str| vec![format!("content/{name}")];
    match page.kind {
        PageKind::Home | PageKind::Search | PageKind::NotFound => list("site.toml"),
        PageKind::Reports => list("reports/"),
        PageKind::Report(id) => {
            text_sources(catalogue, page.locale, &format!("reports/{}", catalogue.reports.get(id).name_id))
        }
        PageKind::Article(id) => {
            text_sources(catalogue, page.locale, &format!("pages/{}", catalogue.articles.get(id).name_id))
        }
        PageKind::Indicators => list("indicators/"),
        PageKind::Indicator(id) | PageKind::Figures(id, _) | PageKind::Embed(id, _) => {
            list(&format!("indicators/{}.toml", catalogue.indicators.get(id).name_id))
        }
        PageKind::Places(_) | PageKind::Place(_) => list("places.toml"),
        PageKind::Plans => list("plans/"),
        PageKind::ActionPlan(id) => list(&format!("plans/{}.toml", catalogue.plans.get(id).name_id)),
        PageKind::Agencies | PageKind::Agency(_) => list("agencies.toml"),
        PageKind::Data => list("documents.toml"),
        PageKind::Quality => list("findings.toml"),
        PageKind::Glossary => list("glossary.toml"),
        PageKind::Corrections => list("corrections.toml"),
    }
}

/// The text of the page first, then all that lies beside it.
fn text_sources(catalogue: &Catalogue, locale: Locale, folder: &str) -> Vec<String> {
    let tag = catalogue.settings.languages.tag(locale);
    vec![format!("content/{folder}/{tag}.md"), format!("content/{folder}/")]
}
