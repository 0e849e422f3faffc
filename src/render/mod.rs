//! A planned file → its bytes. Pages do not know each other, so they are drawn in parallel and in any order.
//!
//! Enters: the catalogue, the plan and a theme. Views are small structs, one a page kind (`view`); a template never
//! sees the whole site. Nothing is judged or left out here: what may not be published has been stopped by `check`.

mod action_plan;
mod agency;
mod align;
mod card;
mod changes;
mod chart;
mod cited;
mod commitment_view;
mod correction;
mod data;
mod duties;
mod exhibit;
mod feed;
mod figures;
mod finding;
mod gist;
mod headers;
mod hosts;
mod indicator;
mod manifest;
mod map;
mod mentions;
mod namesakes;
mod notes;
mod overview;
mod panels;
mod parts;
mod place;
mod prose;
mod quality;
mod rankings;
mod reading;
mod search;
mod show;
mod sitemap;
mod sources;
mod standout;
mod table;
mod target;
mod task;
mod theme;
mod view;

use serde::Serialize;
use tera::Value;

use crate::chart::{CARD_SIZE, Medium};
use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::input::{Content, Inputs};
use crate::model::{Locale, MeasureUnit};
use crate::plan::{Page, PageKind, Plan, PlannedFile, Source, WITH_FEED, manifest_path, search_path};
use duties::Duties;
pub use headers::{EVERYWHERE, Frames, POLICY, policy};
use mentions::Mentions;
use namesakes::Namesakes;
use rankings::{Rankings, RankingsMemory};
use show::Show;
use sources::Sources;
use theme::{Globals, Licence, MenuItem, SiteView, Templates, Theme};
use view::{CardView, LinkView, PageView, Twin};

/// Longest description of a page that search engines show.
const MOST_DESCRIPTION: usize = 160;

/// What a template is filled with.
struct Body {
    template: &'static str,
    view: Value,
}

impl Body {
    fn new(template: &'static str, view: &impl Serialize) -> Self {
        Self { template, view: Value::from_serializable(view) }
    }
}

/// What is remembered from one renderer to the next.
#[derive(Default)]
pub struct Memories {
    rankings: RankingsMemory,
    templates: Templates,
}

/// Returns what is wrong with the theme of a site, where it cannot be used.
pub fn theme_fault(inputs: &Inputs, checked: &Checked, memories: &mut Memories) -> Option<Box<Diagnostic>> {
    theme::compiled(inputs, &checked.catalogue.settings.theme, &mut memories.templates).err()
}

/// Draws the files of one site.
pub struct Renderer<'s> {
    inputs: &'s Inputs,
    shared: Shared<'s>,
    theme: Theme<'s>,
}

/// What all pages are made from.
struct Shared<'s> {
    checked: &'s Checked,
    plan: &'s Plan,
    rankings: Rankings<'s>,
    sources: Sources,
    duties: Duties,
    mentions: Mentions,
    namesakes: Namesakes,
}

impl<'s> Renderer<'s> {
    /// Prepares what all pages share. Tells of a theme that cannot be used.
    pub fn new(inputs: &'s Inputs, checked: &'s Checked, plan: &'s Plan) -> Result<Self, Box<Diagnostic>> {
        Self::with(inputs, checked, plan, &mut Memories::default())
    }

    /// Prepares as [`new`](Self::new) does, but for what is remembered.
    pub fn with(
        inputs: &'s Inputs,
        checked: &'s Checked,
        plan: &'s Plan,
        memories: &mut Memories,
    ) -> Result<Self, Box<Diagnostic>> {
        let shared = Shared::new(checked, plan, &mut memories.rankings);
        let languages = checked.catalogue.languages();
        let globals = languages.iter().map(|locale| shared.show(locale).globals());
        let theme = Theme::new(inputs, &checked.catalogue.settings.theme, globals, &mut memories.templates)?;
        Ok(Self { inputs, shared, theme })
    }

    /// Draws one file. Fails where the theme does.
    pub fn render(&self, file: &PlannedFile) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Shared { checked, plan, .. } = &self.shared;
        let catalogue = &checked.catalogue;
        match &file.source {
            Source::Page(page) => self.page(page),
            Source::Entrance => self.entrance(),
            Source::Csv(id) => Ok(data::observations_csv(&self.shared, *id)),
            Source::Json(id) => Ok(data::observations_json(&self.shared, *id)),
            Source::PlaceCsv(id) => Ok(data::place_csv(&self.shared, *id)),
            Source::Package => Ok(self.shared.show(Locale::DEFAULT).package()),
            Source::List(list, format) => Ok(data::list(&self.shared, *list, *format)),
            Source::Fingerprints => Ok(data::fingerprints(catalogue)),
            Source::Feed(kind, locale) => Ok(self.shared.show(*locale).feed(*kind)),
            Source::SearchIndex(locale) => Ok(self.shared.show(*locale).search_index()),
            Source::Card(kind, locale) => Ok(self.shared.show(*locale).card(*kind)),
            Source::Manifest(locale) => Ok(manifest::manifest(&self.shared.show(*locale), self.inputs)),
            Source::Picture(id, exhibit, locale, image) => {
                Ok(self.shared.show(*locale).picture(*id, *exhibit, *image))
            }
            Source::Sitemap => Ok(sitemap::sitemap(catalogue, plan).into_bytes()),
            Source::Robots => Ok(sitemap::robots(catalogue).into_bytes()),
            Source::Host(host) => Ok(hosts::host(*host, &catalogue.settings, self.inputs).into_bytes()),
            Source::Copy(id) => Ok(match &self.inputs.file(*id).content {
                Content::Text(text) => text.clone().into_bytes(),
                Content::Bytes(bytes) => bytes.clone(),
            }),
        }
    }

    fn page(&self, page: &Page) -> Result<Vec<u8>, Box<Diagnostic>> {
        let show = self.shared.show(page.locale);
        let Body { template, view } = show.body(page.kind);
        let page_view = Value::from_serializable(&show.page(page));
        self.theme.fill(page.locale, template, [("page", page_view), ("view", view)])
    }

    /// Draws the page at `/`, in the default language.
    fn entrance(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let show = self.shared.show(Locale::DEFAULT);
        let page = show.entrance();
        let languages = Value::from_serializable(&page.twins);
        let values = [("page", Value::from_serializable(&page)), ("languages", languages)];
        self.theme.fill(Locale::DEFAULT, "entrance.html", values)
    }
}

impl<'s> Shared<'s> {
    fn new(checked: &'s Checked, plan: &'s Plan, rankings: &mut RankingsMemory) -> Self {
        let (rankings, sources) =
            (Rankings::new(&checked.catalogue, rankings), Sources::new(&checked.catalogue));
        let duties = Duties::new(&checked.catalogue);
        let (mentions, namesakes) = (Mentions::new(&checked.catalogue), Namesakes::new(&checked.catalogue));
        Self { checked, plan, rankings, sources, duties, mentions, namesakes }
    }

    /// Returns the author's id of a unit, as open data has it.
    fn unit_id(&self, unit: MeasureUnit) -> &str {
        match unit {
            MeasureUnit::Percent => "percent",
            MeasureUnit::Counted(unit) => self.checked.catalogue.units.name(unit),
        }
    }

    fn show(&self, locale: Locale) -> Show<'_> {
        Show {
            catalogue: &self.checked.catalogue,
            plan: self.plan,
            rankings: &self.rankings,
            sources: &self.sources,
            duties: &self.duties,
            mentions: &self.mentions,
            namesakes: &self.namesakes,
            language: self.checked.languages.get(locale),
            languages: &self.checked.languages,
            locale,
            medium: Medium::Page,
        }
    }
}

impl<'a> Show<'a> {
    fn globals(&self) -> Globals<'a> {
        let settings = &self.catalogue.settings;
        let licence = settings.licence.as_ref().map(|(name, url)| Licence { name, url });
        let articles = self.catalogue.articles.iter().map(|(id, _)| PageKind::Article(id));
        Globals {
            site: SiteView {
                title: self.text(&settings.title),
                description: self.text(&settings.description),
                publisher: self.text(&settings.publisher),
                base: settings.base_path(),
                base_url: &settings.base_url,
                home_url: self.url(PageKind::Home).unwrap_or_default(),
                search_url: self.url(PageKind::Search).unwrap_or_default(),
                search_index: self.file_url(&search_path(&self.language.tag)),
                licence,
                policy: POLICY,
                manifest: self.file_url(&manifest_path(&self.language.tag)),
                lang: &self.language.tag,
                languages: settings.languages.tags(),
                version: env!("CARGO_PKG_VERSION"),
                today: self.language.words.date(settings.today),
                today_iso: settings.today.to_string(),
            },
            words: self.language.words.iter().collect(),
            menu: self.menu(),
            feeds: self.feeds(),
            footer: articles
                .chain([PageKind::Quality, PageKind::Corrections, PageKind::Glossary])
                .map(|kind| self.link(&self.title(kind), kind))
                .filter(|link| link.url.is_some())
                .collect(),
        }
    }

    fn menu(&self) -> Vec<MenuItem> {
        let levels = self.catalogue.levels.iter().map(|(id, _)| PageKind::Places(id));
        let kinds = levels.chain([PageKind::Indicators, PageKind::Plans, PageKind::Reports, PageKind::Data]);
        let item = |kind| {
            Some(MenuItem { name: self.title(kind), url: self.url(kind)?, section: self.section(kind) })
        };
        kinds.filter_map(item).collect()
    }

    fn feeds(&self) -> Vec<LinkView> {
        let feed = |kind| {
            let url = self.file_url(self.feed_path(kind)?);
            Some(LinkView { name: self.feed_title(kind), url: Some(url) })
        };
        WITH_FEED.into_iter().filter_map(feed).collect()
    }

    /// Returns the part of the menu that a page belongs to.
    fn section(&self, kind: PageKind) -> String {
        match kind {
            PageKind::Place(id) => self.section(PageKind::Places(self.catalogue.places.get(id).level)),
            PageKind::Places(level) => self.catalogue.levels.get(level).path.get(self.locale).clone(),
            PageKind::Report(_) => PageKind::Reports.name().to_owned(),
            PageKind::Indicator(_) | PageKind::Figures(..) | PageKind::Embed(..) => {
                PageKind::Indicators.name().to_owned()
            }
            PageKind::ActionPlan(_) | PageKind::Agencies | PageKind::Agency(_) => {
                PageKind::Plans.name().to_owned()
            }
            other => other.name().to_owned(),
        }
    }

    fn title(&self, kind: PageKind) -> String {
        let catalogue = self.catalogue;
        match kind {
            PageKind::Home => self.text(&catalogue.settings.title).to_owned(),
            PageKind::Reports => self.word("title-reports"),
            PageKind::Report(id) => self.text(&catalogue.reports.get(id).title).to_owned(),
            PageKind::Indicators => self.word("title-indicators"),
            PageKind::Indicator(id) => self.text(&catalogue.indicators.get(id).name).to_owned(),
            PageKind::Figures(id, period) => self.figures_title(id, period),
            PageKind::Places(id) => self.text(&catalogue.levels.get(id).name).to_owned(),
            PageKind::Place(id) => self.place_title(id),
            PageKind::Plans => self.word("title-plans"),
            PageKind::ActionPlan(id) => self.text(&catalogue.plans.get(id).title).to_owned(),
            PageKind::Agencies => self.word("title-agencies"),
            PageKind::Agency(id) => self.text(&catalogue.agencies.get(id).name).to_owned(),
            PageKind::Data => self.word("title-data"),
            PageKind::Quality => self.word("title-quality"),
            PageKind::Glossary => self.word("title-glossary"),
            PageKind::Corrections => self.word("title-corrections"),
            PageKind::Article(id) => self.text(&catalogue.articles.get(id).title).to_owned(),
            PageKind::Search => self.word("title-search"),
            PageKind::NotFound => self.word("title-not-found"),
            PageKind::Embed(id, exhibit) => self.exhibit_title(id, exhibit),
        }
    }

    /// Returns the title of a page in every language, for a page that stands for all of them.
    fn title_in_all(&self, kind: PageKind) -> String {
        let titles = self.catalogue.languages().iter().map(|locale| {
            let language = self.languages.get(locale);
            Show { language, locale, ..*self }.title(kind)
        });
        titles.collect::<Vec<_>>().join(" · ")
    }

    fn description(&self, kind: PageKind) -> String {
        let catalogue = self.catalogue;
        let site = self.text(&catalogue.settings.title);
        let text = match kind {
            PageKind::Home => self.text(&catalogue.settings.description).to_owned(),
            PageKind::Reports => self.word("description-reports"),
            PageKind::Report(id) => self.text(&catalogue.reports.get(id).summary).to_owned(),
            PageKind::Indicators => self.word("description-indicators"),
            PageKind::Indicator(id) | PageKind::Embed(id, _) => {
                self.text(&catalogue.indicators.get(id).definition).to_owned()
            }
            PageKind::Figures(..) => self.fill("description-figures", &[("title", &self.title(kind))]),
            PageKind::Places(_) => {
                self.fill("description-places", &[("level", &self.title(kind)), ("site", site)])
            }
            PageKind::Place(id) => {
                let general =
                    || self.fill("description-place", &[("place", &self.place_title(id)), ("site", site)]);
                self.place_finding(id).unwrap_or_else(general)
            }
            PageKind::Plans => self.word("description-plans"),
            PageKind::ActionPlan(id) => self.text(&catalogue.plans.get(id).summary).to_owned(),
            PageKind::Agencies => self.word("description-agencies"),
            PageKind::Agency(_) => {
                self.fill("description-agency", &[("agency", &self.title(kind)), ("site", site)])
            }
            PageKind::Data => self.word("description-data"),
            PageKind::Quality => self.word("description-quality"),
            PageKind::Glossary => self.word("description-glossary"),
            PageKind::Corrections => self.word("description-corrections"),
            PageKind::Article(id) => self.text(&catalogue.articles.get(id).summary).to_owned(),
            PageKind::Search => self.word("description-search"),
            PageKind::NotFound => self.word("description-not-found"),
        };
        shorten(&text)
    }

    fn body(&self, kind: PageKind) -> Body {
        match kind {
            PageKind::Home => self.home(),
            PageKind::Reports => self.reports(),
            PageKind::Report(id) => self.report(id),
            PageKind::Indicators => self.indicators(),
            PageKind::Indicator(id) => self.indicator(id),
            PageKind::Figures(id, period) => self.figures(id, period),
            PageKind::Places(id) => self.places(id),
            PageKind::Place(id) => self.place_page(id),
            PageKind::Plans => self.plans(),
            PageKind::ActionPlan(id) => self.action_plan(id),
            PageKind::Agencies => self.agencies(),
            PageKind::Agency(id) => self.agency(id),
            PageKind::Data => self.data(),
            PageKind::Quality => self.quality(),
            PageKind::Glossary => self.glossary(),
            PageKind::Corrections => self.corrections(),
            PageKind::Article(id) => self.article(id),
            PageKind::Search => self.search(),
            PageKind::NotFound => self.not_found(),
            PageKind::Embed(id, exhibit) => self.embed(id, exhibit),
        }
    }

    fn page(&self, page: &Page) -> PageView<'a> {
        PageView {
            kind: page.kind.name(),
            title: if self.plan.is_of_language(page) {
                self.title(page.kind)
            } else {
                self.title_in_all(page.kind)
            },
            description: self.description(page.kind),
            lang: &self.language.tag,
            canonical: format!("{}{}", self.catalogue.settings.base_url, self.canonical_path(page)),
            twins: self.twins(page.kind),
            is_listed: page.kind.is_listed(),
            card: self.plan.card(page.kind, page.locale).map(|path| CardView {
                url: format!("{}{path}", self.catalogue.settings.base_url),
                width: CARD_SIZE.0,
                height: CARD_SIZE.1,
            }),
            linked_data: self.linked_page(page.kind),
            crumbs: self.crumbs(page.kind),
            section: self.section(page.kind),
        }
    }

    /// Returns the path of the page that says all: a chart alone is a part of its indicator's.
    fn canonical_path<'p>(&'p self, page: &'p Page) -> &'p str {
        match page.kind {
            PageKind::Embed(id, _) => {
                self.plan.path(PageKind::Indicator(id), page.locale).unwrap_or(&page.path)
            }
            _ => &page.path,
        }
    }

    /// Describes the page at `/`: it stands for the first page of the default language.
    fn entrance(&self) -> PageView<'a> {
        let path = self.plan.path(PageKind::Home, self.locale).unwrap_or_default().to_owned();
        let mut page = self.page(&Page { kind: PageKind::Home, locale: self.locale, path });
        page.is_listed = false;
        page
    }

    fn twins(&self, kind: PageKind) -> Vec<Twin<'a>> {
        let languages = &self.catalogue.settings.languages;
        let twin = |locale: Locale| {
            let path = self.plan.path(kind, locale)?;
            Some(Twin {
                lang: languages.tag(locale),
                name: self.languages.get(locale).words.get("language-name"),
                title: self.catalogue.settings.title.get(locale),
                url: self.file_url(path),
                canonical: format!("{}{path}", self.catalogue.settings.base_url),
                is_current: locale == self.locale,
            })
        };
        languages.iter().filter_map(twin).collect()
    }

    /// Returns links to the pages above one; those that the site does not have are left out.
    fn above(&self, kinds: &[PageKind]) -> Vec<LinkView> {
        let links = kinds.iter().map(|&kind| self.link(&self.title(kind), kind));
        links.filter(|link| link.url.is_some()).collect()
    }

    fn crumbs(&self, kind: PageKind) -> Vec<LinkView> {
        let parents = match kind {
            PageKind::Home | PageKind::NotFound => return Vec::new(),
            PageKind::Report(_) => self.above(&[PageKind::Reports]),
            PageKind::Indicator(_) => self.above(&[PageKind::Indicators]),
            PageKind::Figures(id, _) | PageKind::Embed(id, _) => {
                self.above(&[PageKind::Indicators, PageKind::Indicator(id)])
            }
            PageKind::Places(level) => self.level_crumbs(level),
            PageKind::Place(id) => self.place_crumbs(id),
            PageKind::ActionPlan(_) | PageKind::Agencies => self.above(&[PageKind::Plans]),
            PageKind::Agency(_) => self.above(&[PageKind::Plans, PageKind::Agencies]),
            PageKind::Plans
            | PageKind::Reports
            | PageKind::Indicators
            | PageKind::Data
            | PageKind::Quality
            | PageKind::Glossary
            | PageKind::Corrections
            | PageKind::Article(_)
            | PageKind::Search => Vec::new(),
        };
        std::iter::once(self.link(&self.word("home"), PageKind::Home)).chain(parents).collect()
    }
}

/// Shortens a text at a space, for search engines that show no more.
fn shorten(text: &str) -> String {
    shorten_to(text, MOST_DESCRIPTION)
}

/// Shortens a text at a space to at most so many letters.
fn shorten_to(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most - 1).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', '.', ' ']))
}
