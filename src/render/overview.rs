//! The pages that lead to the others: home, data, glossary, not found.

use super::Body;
use super::show::Show;
use super::view::{
    DataView, DownloadView, GlossaryView, HomeView, LinkView, NotFoundView, SearchView, TermView, WayView,
};
use crate::model::{Id, Indicator, Level, Observation, Place, Value};
use crate::plan::{List, PACKAGE, PageKind, data_path, list_path, lists};

/// Reports on the first page.
const LATEST_REPORTS: usize = 3;

impl Show<'_> {
    pub(super) fn home(&self) -> Body {
        let catalogue = self.catalogue;
        let place = catalogue.settings.place;
        let headlines = catalogue
            .settings
            .home
            .iter()
            .enumerate()
            .filter_map(|(at, &(id, column))| self.summary(id, column, place, &format!("headline-{at}")));
        let newest = catalogue.documents.iter().max_by_key(|(_, document)| document.date);
        let mut levels = self.children_views(place);
        // It stands beside what has changed, not among the names of places.
        let map = levels.first_mut().and_then(|level| level.maps.pop());
        let view = HomeView {
            newest: newest.map(|(id, _)| self.document(id)),
            headlines: headlines.collect(),
            map,
            changes: self.changes(),
            late: self.late(),
            place: levels.is_empty().then(|| self.link(self.place(place), PageKind::Place(place))),
            deeper: self.deeper(place),
            levels,
            reports: self.report_summaries(LATEST_REPORTS),
            reports_url: self.url(PageKind::Reports),
            topics: self.by_topic(|id| Some(self.indicator_link(id))),
            n_indicators: self.count(catalogue.indicators.len()),
            n_figures: self.count(self.observed().count()),
            n_findings: self.count(catalogue.findings.len()),
            n_documents: self.count(catalogue.documents.len()),
            completeness: self.completeness(),
            agreement: self.agreement(),
            data_url: self.url(PageKind::Data),
            quality_url: self.url(PageKind::Quality),
        };
        Body::new("home.html", &view)
    }

    /// Leads to lists of places that are parts of the site's place, but of a place in between.
    fn deeper(&self, site: Id<Place>) -> Vec<LinkView> {
        let places = &self.catalogue.places;
        let is_deeper = |parent: Id<Place>| {
            std::iter::successors(places.get(parent).parent, |&id| places.get(id).parent).any(|id| id == site)
        };
        let of_level = |level: Id<Level>| places.iter().filter(move |(_, place)| place.level == level);
        let levels = self
            .catalogue
            .levels
            .iter()
            .filter(|&(level, _)| of_level(level).all(|(_, place)| place.parent.is_some_and(is_deeper)));
        let links = levels.map(|(id, level)| self.link(self.text(&level.name), PageKind::Places(id)));
        links.filter(|link| link.url.is_some()).collect()
    }

    fn observed(&self) -> impl Iterator<Item = &Observation> {
        self.catalogue.indicators.iter().flat_map(|(_, indicator)| indicator.observations.iter())
    }

    /// Says how many cells of the sources hold a figure.
    fn completeness(&self) -> String {
        let n_measured = self.observed().filter(|seen| seen.reading.value().is_some()).count();
        let n_missing = self.observed().count() - n_measured;
        let counts = [self.count(n_measured), self.count(n_missing)];
        self.fill("state-complete", &[("measured", &counts[0]), ("missing", &counts[1])])
    }

    pub(super) fn count(&self, count: usize) -> String {
        self.language.numbers.write(Value::from(count))
    }

    pub(super) fn data(&self) -> Body {
        let download = |(id, indicator): (Id<Indicator>, &Indicator)| {
            let path = data_path(indicator);
            DownloadView {
                link: self.indicator_link(id),
                n_figures: self.count(indicator.observations.len()),
                csv: self.file_url(&format!("{path}.csv")),
                json: self.file_url(&format!("{path}.json")),
            }
        };
        let mut downloads: Vec<DownloadView> = self.catalogue.indicators.iter().map(download).collect();
        downloads.sort_by(|a, b| self.language.sorter.compare(&a.link.name, &b.link.name));
        let view = DataView {
            downloads,
            package: self.file_url(PACKAGE),
            linked_data: self.data_catalogue(),
            lists: lists(self.catalogue).into_iter().map(|list| self.list_download(list)).collect(),
            documents: self.catalogue.documents.iter().map(|(id, _)| self.document(id)).collect(),
            n_findings: self.count(self.catalogue.findings.len()),
            quality_url: self.url(PageKind::Quality),
        };
        Body::new("data.html", &view)
    }

    fn list_download(&self, list: List) -> DownloadView {
        let targets = || self.catalogue.targets.iter().map(|(_, target)| target.places.len()).sum();
        let (link, n_rows) = match list {
            List::Tasks(id) => (self.plan_link(id), self.catalogue.plans.get(id).tasks.len()),
            List::Agencies => (
                self.link(&self.title(PageKind::Agencies), PageKind::Agencies),
                self.catalogue.agencies.len(),
            ),
            List::Targets => (self.link(&self.word("targets"), PageKind::Plans), targets()),
            List::Findings => {
                (self.link(&self.title(PageKind::Quality), PageKind::Quality), self.catalogue.findings.len())
            }
            List::Corrections => (
                self.link(&self.title(PageKind::Corrections), PageKind::Corrections),
                self.catalogue.corrections.iter().len(),
            ),
        };
        let path = list_path(self.catalogue, list);
        let (csv, json) = (self.file_url(&format!("{path}.csv")), self.file_url(&format!("{path}.json")));
        DownloadView { link, n_figures: self.count(n_rows), csv, json }
    }

    pub(super) fn glossary(&self) -> Body {
        let terms = self.catalogue.terms.iter().map(|(_, term)| TermView {
            anchor: term.name_id.clone(),
            short: term.short.as_ref().map(|text| text.get(self.locale).clone()),
            name: term.name.get(self.locale).clone(),
            meaning: term.meaning.as_ref().map(|text| text.get(self.locale).clone()),
        });
        let mut terms: Vec<TermView> = terms.collect();
        let head = |term: &TermView| term.short.clone().unwrap_or_else(|| term.name.clone());
        terms.sort_by(|a, b| self.language.sorter.compare(&head(a), &head(b)));
        Body::new("glossary.html", &GlossaryView { terms })
    }

    /// Makes the page that readers search on; without the script it leads to all lists.
    pub(super) fn search(&self) -> Body {
        let levels = self.catalogue.levels.iter().map(|(id, _)| PageKind::Places(id));
        let lists = [
            PageKind::Indicators,
            PageKind::Reports,
            PageKind::Plans,
            PageKind::Agencies,
            PageKind::Glossary,
            PageKind::Data,
        ];
        let way = |kind| {
            let link = self.link(&self.title(kind), kind);
            link.url.is_some().then(|| WayView { link, text: self.description(kind) })
        };
        Body::new("search.html", &SearchView { ways: levels.chain(lists).filter_map(way).collect() })
    }

    pub(super) fn not_found(&self) -> Body {
        let levels = self.catalogue.levels.iter().map(|(id, _)| PageKind::Places(id));
        let lists = [PageKind::Indicators, PageKind::Plans, PageKind::Reports, PageKind::Data];
        let links = levels.chain(lists).map(|kind| self.link(&self.title(kind), kind));
        Body::new(
            "not-found.html",
            &NotFoundView { links: links.filter(|link| link.url.is_some()).collect() },
        )
    }
}
