//! Every file of the site, listed before one is drawn: pages with their addresses, data files, assets.
//!
//! Enters: a catalogue and its languages. Leaves: [`Plan`], from which all links, twins and the sitemap come. A link
//! can only be made from a page of the plan, so no link is dead.

mod links;
mod outline;

pub use outline::Plans;

use std::collections::BTreeMap;

use crate::audit::published::FINGERPRINTS;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{FileId, Inputs};
use crate::language::Language;
use crate::model::{
    ActionPlan, Agency, Article, Catalogue, Division, Exhibit, Id, Indicator, Level, Locale, Localized,
    Period, Piece, Place, Report,
};

/// What a page shows. Ordered as the sitemap lists pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The first page of a language.
    Home,
    /// The list of reports.
    Reports,
    /// One report.
    Report(Id<Report>),
    /// The list of indicators.
    Indicators,
    /// One indicator.
    Indicator(Id<Indicator>),
    /// All figures of an indicator in one period.
    Figures(Id<Indicator>, Period),
    /// The places of one level.
    Places(Id<Level>),
    /// One place.
    Place(Id<Place>),
    /// All action plans.
    Plans,
    /// One action plan with its tasks.
    ActionPlan(Id<ActionPlan>),
    /// The list of agencies.
    Agencies,
    /// One agency with its tasks.
    Agency(Id<Agency>),
    /// Downloads and sources.
    Data,
    /// What is compared, and what does not agree.
    Quality,
    /// Terms.
    Glossary,
    /// What was published wrongly and is right now.
    Corrections,
    /// An article.
    Article(Id<Article>),
    /// Where readers search, and where they may begin without.
    Search,
    /// What a wrong address shows.
    NotFound,
    /// A chart of an indicator alone, for pages of others.
    Embed(Id<Indicator>, Exhibit),
}

impl PageKind {
    /// Returns its name, for themes and tests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Reports => "reports",
            Self::Report(_) => "report",
            Self::Indicators => "indicators",
            Self::Indicator(_) => "indicator",
            Self::Figures(..) => "figures",
            Self::Places(_) => "places",
            Self::Place(_) => "place",
            Self::Plans => "plans",
            Self::ActionPlan(_) => "plan",
            Self::Agencies => "agencies",
            Self::Agency(_) => "agency",
            Self::Data => "data",
            Self::Quality => "quality",
            Self::Glossary => "glossary",
            Self::Corrections => "corrections",
            Self::Article(_) => "page",
            Self::Search => "search",
            Self::NotFound => "not-found",
            Self::Embed(..) => "embed",
        }
    }

    /// Returns whether it may be found: by search engines, in the list of all pages.
    pub fn is_listed(self) -> bool {
        !matches!(self, Self::NotFound | Self::Embed(..))
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it shows.
    pub kind: PageKind,
    /// In which language.
    pub locale: Locale,
    /// Its path from the site's address, without a leading `/`: `vi/quan-huyen/quan-1/`.
    pub path: String,
}

impl Page {
    /// Returns the file it is written to.
    fn file(&self) -> String {
        if self.path.ends_with('/') { format!("{}index.html", self.path) } else { self.path.clone() }
    }
}

/// What a file of the site is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A page.
    Page(Page),
    /// The page at `/`, which leads to the default language and offers all.
    Entrance,
    /// The observations of an indicator as CSV.
    Csv(Id<Indicator>),
    /// The same as JSON.
    Json(Id<Indicator>),
    /// What the open data holds: a Frictionless data package.
    Package,
    /// The observations of a place as CSV.
    PlaceCsv(Id<Place>),
    /// A list as open data.
    List(List, Format),
    /// For each indicator what its figures are, in few letters.
    Fingerprints,
    /// The feed of a page in a language: of reports, of corrections.
    Feed(PageKind, Locale),
    /// What can be found in a language.
    SearchIndex(Locale),
    /// The picture of a page in a language.
    Card(PageKind, Locale),
    /// What a device keeps of the site in a language: its name and icons.
    Manifest(Locale),
    /// A chart of an indicator as a picture.
    Picture(Id<Indicator>, Exhibit, Locale, Image),
    /// All pages with their twins.
    Sitemap,
    /// What robots may read.
    Robots,
    /// What a host is to say of the site's files.
    Host(Host),
    /// An input file as it is: a style sheet, an image.
    Copy(FileId),
}

/// Hosts that take what they say of files from a file of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// Netlify, Cloudflare Pages and those that do as they do.
    Headers,
    /// Apache.
    Htaccess,
}

impl Host {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Headers, Self::Htaccess];

    /// Returns the name of the file, which stands at the top of the site; the author's own stands in `content/`.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Headers => "_headers",
            Self::Htaccess => ".htaccess",
        }
    }
}

/// A list of the site that is not an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// The tasks of a plan.
    Tasks(Id<ActionPlan>),
    /// All agencies.
    Agencies,
    /// All targets with how far they are.
    Targets,
    /// Where the sources do not agree.
    Findings,
    /// All corrections. Every site has them: that there are none is worth knowing.
    Corrections,
}

/// How open data are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For tables.
    Csv,
    /// For programs.
    Json,
}

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Image {
    /// Sharp at any size, with text that can be read.
    Svg,
    /// For what does not know the other.
    Png,
}

impl Image {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Svg, Self::Png];

    fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its path in the output folder.
    pub path: String,
    /// What it is made of.
    pub source: Source,
}

/// Every file of the site.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Files by path, each path once.
    pub files: Vec<PlannedFile>,
    paths: BTreeMap<(PageKind, Locale), String>,
    feeds: BTreeMap<(PageKind, Locale), String>,
    cards: BTreeMap<(PageKind, Locale), String>,
    pictures: BTreeMap<(Id<Indicator>, Exhibit, Locale), String>,
}

impl Plan {
    /// Plans the site. Tells of pages that would share an address.
    pub fn new(
        catalogue: &Catalogue,
        languages: &Localized<Language>,
        inputs: &Inputs,
    ) -> (Self, Vec<Diagnostic>) {
        let pages: Vec<Page> = catalogue
            .languages()
            .iter()
            .flat_map(|locale| Paths { catalogue, language: languages.get(locale), locale }.pages())
            .collect();
        let paths = pages.iter().map(|page| ((page.kind, page.locale), page.path.clone())).collect();
        let mut files: Vec<PlannedFile> = pages.into_iter().map(of_page).collect();
        files.extend(data(catalogue));
        let (feeds, cards) = (feeds(&paths), cards(catalogue, &paths));
        let pictures = pictures(catalogue, languages, &paths);
        files.extend(pictures.iter().flat_map(|(&(id, exhibit, locale), path)| {
            let picture =
                move |image| (Source::Picture(id, exhibit, locale, image), with_ending(path, image));
            Image::ALL.map(picture).map(|(source, path)| PlannedFile { path, source })
        }));
        files.extend(cards.iter().map(|(&(kind, locale), path)| PlannedFile {
            path: path.clone(),
            source: Source::Card(kind, locale),
        }));
        files.extend(feeds.iter().map(|(&(kind, locale), path)| PlannedFile {
            path: path.clone(),
            source: Source::Feed(kind, locale),
        }));
        files.extend(catalogue.languages().iter().map(|locale| PlannedFile {
            path: search_path(&languages.get(locale).tag),
            source: Source::SearchIndex(locale),
        }));
        files.extend(catalogue.languages().iter().map(|locale| PlannedFile {
            path: manifest_path(&languages.get(locale).tag),
            source: Source::Manifest(locale),
        }));
        files.extend(copies(catalogue, inputs));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let told = doubled(&files);
        files.dedup_by(|a, b| a.path == b.path);
        (Self { files, paths, feeds, cards, pictures }, told)
    }

    /// Returns the path of a page, if the site has it: places of some levels have none.
    pub fn path(&self, kind: PageKind, locale: Locale) -> Option<&str> {
        self.paths.get(&(kind, locale)).map(String::as_str)
    }

    /// Returns the path of the feed of a page, if it has one.
    pub fn feed(&self, kind: PageKind, locale: Locale) -> Option<&str> {
        self.feeds.get(&(kind, locale)).map(String::as_str)
    }

    /// Returns the path of the picture that stands for a page where it is shared: its own, or that of the first page.
    pub fn card(&self, kind: PageKind, locale: Locale) -> Option<&str> {
        let own = self.cards.get(&(kind, locale));
        own.or_else(|| self.cards.get(&(PageKind::Home, locale))).map(String::as_str)
    }

    /// Returns the path of the picture of a chart, if the page has that chart.
    pub fn picture(
        &self,
        (id, exhibit): (Id<Indicator>, Exhibit),
        locale: Locale,
        image: Image,
    ) -> Option<String> {
        self.pictures.get(&(id, exhibit, locale)).map(|path| with_ending(path, image))
    }

    /// Returns whether a page is the one of its language, not one that stands for all: the wrong-address page at the
    /// root serves every language.
    pub fn is_of_language(&self, page: &Page) -> bool {
        self.path(page.kind, page.locale) == Some(&page.path)
    }

    /// Returns all pages that search engines may list, by kind and language.
    pub fn listed(&self) -> impl Iterator<Item = (PageKind, Locale, &str)> {
        let all = self.paths.iter().map(|(&(kind, locale), path)| (kind, locale, path.as_str()));
        all.filter(|(kind, ..)| kind.is_listed())
    }
}

/// Pages that readers can subscribe to.
pub const WITH_FEED: [PageKind; 2] = [PageKind::Reports, PageKind::Corrections];

/// Puts a feed beside each page that has one.
fn feeds(paths: &BTreeMap<(PageKind, Locale), String>) -> BTreeMap<(PageKind, Locale), String> {
    let with_feed = paths.iter().filter(|((kind, _), _)| WITH_FEED.contains(kind));
    with_feed.map(|(&key, path)| (key, format!("{path}feed.xml"))).collect()
}

/// Places of a level that have a picture each, at most: ten thousand pictures would take longer than all else.
const MOST_CARDS: usize = 100;

/// Puts a picture beside each page that people share for what it says.
fn cards(
    catalogue: &Catalogue,
    paths: &BTreeMap<(PageKind, Locale), String>,
) -> BTreeMap<(PageKind, Locale), String> {
    let mut n_places = vec![0; catalogue.levels.len()];
    catalogue.places.iter().for_each(|(_, place)| n_places[place.level.index()] += 1);
    let has_card = |kind: PageKind| match kind {
        PageKind::Home | PageKind::Report(_) | PageKind::Indicator(_) | PageKind::ActionPlan(_) => true,
        PageKind::Place(id) => n_places[catalogue.places.get(id).level.index()] <= MOST_CARDS,
        _ => false,
    };
    let with_card = paths.iter().filter(|((kind, _), _)| has_card(*kind));
    with_card.map(|(&key, path)| (key, format!("{path}card.png"))).collect()
}

/// Puts pictures of charts beside the page that holds them. Paths without their endings.
fn pictures(
    catalogue: &Catalogue,
    languages: &Localized<Language>,
    paths: &BTreeMap<(PageKind, Locale), String>,
) -> BTreeMap<(Id<Indicator>, Exhibit, Locale), String> {
    let of_page = paths.keys().filter_map(|&(kind, locale)| {
        let PageKind::Embed(id, exhibit) = kind else { return None };
        let page = paths.get(&(PageKind::Indicator(id), locale))?;
        let name = exhibit_name(catalogue.indicators.get(id), exhibit, languages.get(locale));
        Some(((id, exhibit, locale), format!("{page}{name}")))
    });
    of_page.collect()
}

fn with_ending(path: &str, image: Image) -> String {
    format!("{path}.{}", image.ending())
}

/// Names a chart in addresses: `xep-hang`, `theo-thoi-gian-issued`. Names of measures stay when others come.
fn exhibit_name(indicator: &Indicator, exhibit: Exhibit, language: &Language) -> String {
    let key = match exhibit {
        Exhibit::Map => "path-chart-map",
        Exhibit::Rank => "path-chart-rank",
        Exhibit::Time(_) => "path-chart-time",
        Exhibit::Panels => "path-chart-panels",
        Exhibit::Parts(..) => "path-chart-parts",
    };
    let kind = language.words.get(key);
    exhibit_subject(indicator, exhibit).map_or_else(|| kind.to_owned(), |subject| format!("{kind}-{subject}"))
}

/// Names what a chart shows, by ids of the author's.
fn exhibit_subject(indicator: &Indicator, exhibit: Exhibit) -> Option<String> {
    let column = indicator.column_name_id(exhibit.column()?).replace('.', "-");
    Some(match exhibit {
        Exhibit::Parts(_, Division::Along(dimension)) => {
            format!("{column}-{}", indicator.dimensions[dimension].name_id)
        }
        _ => column,
    })
}

/// The folder of charts alone. One for all languages: who hosts a site allows it in frames, and nothing else.
pub const EMBED: &str = "embed/";

fn of_page(page: Page) -> PlannedFile {
    PlannedFile { path: page.file(), source: Source::Page(page) }
}

fn doubled(files: &[PlannedFile]) -> Vec<Diagnostic> {
    // Pictures and charts alone follow pages: where these share an address, so do they.
    let follows = |file: &PlannedFile| match &file.source {
        Source::Page(page) => matches!(page.kind, PageKind::Embed(..)),
        other => matches!(other, Source::Card(..) | Source::Picture(..)),
    };
    let pairs = files.windows(2).filter(|pair| pair[0].path == pair[1].path && !follows(&pair[0]));
    pairs.map(|pair| Diagnostic::of_file(Code::DoubledPath, "content").with("path", &pair[0].path)).collect()
}

/// Where the description of the open data stands.
pub const PACKAGE: &str = "data/datapackage.json";

/// Returns the path of the search index of a language.
pub fn search_path(tag: &str) -> String {
    format!("search/{tag}.json")
}

/// Returns the path of what devices keep of the site in a language.
pub fn manifest_path(tag: &str) -> String {
    format!("{tag}/site.webmanifest")
}

/// Returns the path of an indicator's data without its ending. The same in every language: data has one address.
pub fn data_path(indicator: &Indicator) -> String {
    format!("data/{}", indicator.name_id)
}

/// Returns the folder of the figures of a period. A span is written with a `/`, which would be a folder more; ISO 8601
/// allows `--` in its stead.
pub fn period_path(period: Period) -> String {
    period.to_string().replace('/', "--")
}

/// Returns the path of the figures of a place; nothing where it has no page or was never observed.
pub fn place_data_path(catalogue: &Catalogue, id: Id<Place>) -> Option<String> {
    let place = catalogue.places.get(id);
    let has_figures =
        || catalogue.indicators.iter().any(|(_, indicator)| !indicator.latest_at(id).is_empty());
    let is_offered = catalogue.levels.get(place.level).has_pages && has_figures();
    is_offered.then(|| format!("data/places/{}.csv", place.name_id))
}

/// Returns the path of a list's data without its ending.
pub fn list_path(catalogue: &Catalogue, list: List) -> String {
    match list {
        List::Tasks(id) => format!("data/plans/{}", catalogue.plans.get(id).name_id),
        List::Agencies => "data/agencies".to_owned(),
        List::Targets => "data/targets".to_owned(),
        List::Findings => "data/findings".to_owned(),
        List::Corrections => "data/corrections".to_owned(),
    }
}

/// Returns every list that the site has something for.
pub fn lists(catalogue: &Catalogue) -> Vec<List> {
    let plans = catalogue.plans.iter().map(|(id, _)| List::Tasks(id));
    let agencies = (!catalogue.agencies.is_empty()).then_some(List::Agencies);
    let targets = (!catalogue.targets.is_empty()).then_some(List::Targets);
    // That nothing was found or corrected is worth a file: programs need not guess.
    plans.chain(agencies).chain(targets).chain([List::Findings, List::Corrections]).collect()
}

/// Returns the path that a theme's asset or a media file is published at.
pub fn copy_path(input: &str) -> Option<String> {
    if let Some(rest) = input.strip_prefix("content/") {
        return Some(format!("media/{rest}"));
    }
    let (_, asset) = input.strip_prefix("themes/")?.split_once("/assets/")?;
    Some(format!("assets/{asset}"))
}

fn data(catalogue: &Catalogue) -> Vec<PlannedFile> {
    let mut files = Vec::new();
    for (id, indicator) in catalogue.indicators.iter() {
        let path = data_path(indicator);
        files.push(PlannedFile { path: format!("{path}.csv"), source: Source::Csv(id) });
        files.push(PlannedFile { path: format!("{path}.json"), source: Source::Json(id) });
    }
    files.extend(catalogue.places.iter().filter_map(|(id, _)| {
        Some(PlannedFile { path: place_data_path(catalogue, id)?, source: Source::PlaceCsv(id) })
    }));
    files.push(PlannedFile { path: PACKAGE.to_owned(), source: Source::Package });
    for list in lists(catalogue) {
        let path = list_path(catalogue, list);
        files.push(PlannedFile { path: format!("{path}.csv"), source: Source::List(list, Format::Csv) });
        files.push(PlannedFile { path: format!("{path}.json"), source: Source::List(list, Format::Json) });
    }
    files.push(PlannedFile { path: "index.html".to_owned(), source: Source::Entrance });
    files.push(PlannedFile { path: FINGERPRINTS.to_owned(), source: Source::Fingerprints });
    files.push(PlannedFile { path: "sitemap.xml".to_owned(), source: Source::Sitemap });
    files.push(PlannedFile { path: "robots.txt".to_owned(), source: Source::Robots });
    files.extend(
        Host::ALL.map(|host| PlannedFile { path: host.path().to_owned(), source: Source::Host(host) }),
    );
    let locale = Locale::DEFAULT;
    let page = Page { kind: PageKind::NotFound, locale, path: "404.html".to_owned() };
    files.push(PlannedFile { path: "404.html".to_owned(), source: Source::Page(page) });
    files
}

fn copies(catalogue: &Catalogue, inputs: &Inputs) -> Vec<PlannedFile> {
    let file =
        |id: FileId| Some(PlannedFile { path: copy_path(&inputs.file(id).path)?, source: Source::Copy(id) });
    copied(catalogue, inputs).into_iter().filter_map(file).collect()
}

/// Returns the theme's assets, and the images that published texts show: what nothing shows stays home.
fn copied(catalogue: &Catalogue, inputs: &Inputs) -> Vec<FileId> {
    let assets = format!("themes/{}/assets/", catalogue.settings.theme);
    let reports = catalogue.reports.iter().flat_map(|(_, report)| report.prose.values());
    let articles = catalogue.articles.iter().flat_map(|(_, article)| article.prose.values());
    let shown = reports.chain(articles).flat_map(|prose| &prose.pieces).filter_map(|piece| match piece {
        Piece::Image { path, .. } => inputs.find(path),
        _ => None,
    });
    let assets = inputs.files().filter(|(_, file)| file.path.starts_with(&assets)).map(|(id, _)| id);
    let mut ids: Vec<FileId> = assets.chain(shown).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The addresses of one language.
struct Paths<'a> {
    catalogue: &'a Catalogue,
    language: &'a Language,
    locale: Locale,
}

impl Paths<'_> {
    fn pages(&self) -> Vec<Page> {
        let catalogue = self.catalogue;
        let mut pages = vec![self.page(PageKind::Home, ""), self.page(PageKind::NotFound, "404.html")];
        for (kind, key) in [
            (PageKind::Reports, "path-reports"),
            (PageKind::Data, "path-data"),
            (PageKind::Quality, "path-quality"),
            (PageKind::Corrections, "path-corrections"),
            (PageKind::Search, "path-search"),
        ] {
            pages.push(self.page(kind, &format!("{}/", self.language.words.get(key))));
        }
        pages.extend(catalogue.reports.iter().map(|(id, report)| {
            self.under("path-reports", PageKind::Report(id), report.slug.get(self.locale))
        }));
        for (id, indicator) in catalogue.indicators.iter() {
            let slug = indicator.slug.get(self.locale);
            pages.push(self.under("path-indicators", PageKind::Indicator(id), slug));
            pages.extend(indicator.periods().iter().map(|&period| {
                let folder = format!("{slug}/{}", period_path(period));
                self.under("path-indicators", PageKind::Figures(id, period), &folder)
            }));
            pages.extend(
                catalogue.exhibits(id).into_iter().map(|exhibit| self.embed((id, indicator), exhibit)),
            );
        }
        pages.extend(catalogue.articles.iter().map(|(id, article)| {
            self.page(PageKind::Article(id), &format!("{}/", article.slug.get(self.locale)))
        }));
        pages.extend(self.lists());
        pages.extend(self.commitments());
        pages.extend(self.places());
        pages
    }

    /// Lists what a site may have none of: an empty list has no page.
    fn lists(&self) -> Vec<Page> {
        let Catalogue { indicators, plans, agencies, terms, .. } = self.catalogue;
        let lists = [
            (indicators.is_empty(), PageKind::Indicators, "path-indicators"),
            (plans.is_empty(), PageKind::Plans, "path-plans"),
            (agencies.is_empty(), PageKind::Agencies, "path-agencies"),
            (terms.is_empty(), PageKind::Glossary, "path-glossary"),
        ];
        let filled = lists.into_iter().filter(|(is_empty, ..)| !is_empty);
        filled.map(|(_, kind, key)| self.page(kind, &format!("{}/", self.language.words.get(key)))).collect()
    }

    fn commitments(&self) -> Vec<Page> {
        let Catalogue { plans, agencies, .. } = self.catalogue;
        let plans = plans
            .iter()
            .map(|(id, plan)| self.under("path-plans", PageKind::ActionPlan(id), plan.slug.get(self.locale)));
        let agencies = agencies.iter().map(|(id, agency)| {
            self.under("path-agencies", PageKind::Agency(id), agency.slug.get(self.locale))
        });
        plans.chain(agencies).collect()
    }

    fn places(&self) -> Vec<Page> {
        let mut pages = Vec::new();
        for (level_id, level) in self.catalogue.levels.iter().filter(|(_, level)| level.has_pages) {
            let folder = level.path.get(self.locale);
            let of_level = self.catalogue.places.iter().filter(|(_, place)| place.level == level_id);
            let before = pages.len();
            pages.extend(of_level.map(|(id, place)| {
                self.page(PageKind::Place(id), &format!("{folder}/{}/", place.slug.get(self.locale)))
            }));
            // One place needs no list of places.
            if pages.len() > before + 1 {
                pages.push(self.page(PageKind::Places(level_id), &format!("{folder}/")));
            }
        }
        pages
    }

    fn under(&self, key: &str, kind: PageKind, slug: &str) -> Page {
        self.page(kind, &format!("{}/{slug}/", self.language.words.get(key)))
    }

    fn embed(&self, (id, indicator): (Id<Indicator>, &Indicator), exhibit: Exhibit) -> Page {
        let (tag, slug) = (&self.language.tag, indicator.slug.get(self.locale));
        let name = exhibit_name(indicator, exhibit, self.language);
        let path = format!("{EMBED}{tag}/{slug}/{name}/");
        Page { kind: PageKind::Embed(id, exhibit), locale: self.locale, path }
    }

    fn page(&self, kind: PageKind, rest: &str) -> Page {
        Page { kind, locale: self.locale, path: format!("{}/{rest}", self.language.tag) }
    }
}
