//! What search engines for data read in a page: a schema.org `Dataset` for each indicator, a `DataCatalog` for all,
//! a `WebSite`, a `Report`, and the way to each page.
//!
//! JSON-LD stands in a script element that browsers do not run; no text of an author can close it.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::model::{Date, Document, Id, Indicator, Place, Report};
use crate::plan::{PageKind, data_path};
use crate::render::show::Show;
use crate::render::view::LinkView;

const VOCABULARY: &str = "https://schema.org";

impl Show<'_> {
    /// Describes an indicator. Its latest places and periods are told, not its figures.
    pub(in crate::render) fn dataset(&self, id: Id<Indicator>) -> String {
        let indicator = self.catalogue.indicators.get(id);
        let url = self.page_address(PageKind::Indicator(id));
        let note = indicator.note.as_ref().map_or(String::new(), |note| format!(" {}", self.text(note)));
        in_script(json!({
            "@context": VOCABULARY,
            "@type": "Dataset",
            "@id": url,
            "url": url,
            "name": self.text(&indicator.name),
            "description": format!("{}{note}", self.text(&indicator.definition)),
            "inLanguage": self.language.tag,
            "license": self.licence(),
            "isAccessibleForFree": true,
            "creator": self.publisher(),
            "publisher": self.publisher(),
            "temporalCoverage": coverage(indicator),
            "spatialCoverage": self.spatial(indicator),
            "variableMeasured": (0..indicator.measures.len()).map(|at| self.variable(indicator, at)).collect::<Json>(),
            "distribution": self.downloads(indicator),
            "isBasedOn": self.works(indicator),
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "name": self.text(&self.catalogue.settings.title),
                "url": self.page_address(PageKind::Data),
            },
        }))
    }

    /// Describes the open data as a whole.
    pub(in crate::render) fn data_catalogue(&self) -> String {
        let settings = &self.catalogue.settings;
        let dataset = |(id, indicator): (Id<Indicator>, &Indicator)| {
            let url = self.page_address(PageKind::Indicator(id));
            let name = indicator.name.get(self.locale);
            json!({ "@type": "Dataset", "@id": url, "url": url, "name": name,
                "description": indicator.definition.get(self.locale), "license": self.licence(),
                "creator": self.publisher(), "distribution": self.downloads(indicator) })
        };
        in_script(json!({
            "@context": VOCABULARY,
            "@type": "DataCatalog",
            "url": self.page_address(PageKind::Data),
            "name": self.text(&settings.title),
            "description": self.text(&settings.description),
            "inLanguage": self.language.tag,
            "license": self.licence(),
            "publisher": self.publisher(),
            "dataset": self.catalogue.indicators.iter().map(dataset).collect::<Json>(),
        }))
    }

    /// Describes a page: where it stands in the site, and what it is, where no other part of it says so.
    pub(in crate::render) fn linked_page(&self, kind: PageKind) -> Option<String> {
        let itself = match kind {
            PageKind::Home => Some(self.website()),
            PageKind::Report(id) => Some(self.report_work(id)),
            _ => None,
        };
        let graph: Vec<Json> = itself.into_iter().chain(self.breadcrumbs(kind)).collect();
        (!graph.is_empty()).then(|| in_script(json!({ "@context": VOCABULARY, "@graph": graph })))
    }

    /// Describes the site in a language, and how it is searched.
    fn website(&self) -> Json {
        let settings = &self.catalogue.settings;
        let search = format!("{}?q={{search_term_string}}", self.page_address(PageKind::Search));
        json!({
            "@type": "WebSite",
            "@id": self.page_address(PageKind::Home),
            "url": self.page_address(PageKind::Home),
            "name": self.text(&settings.title),
            "description": self.text(&settings.description),
            "inLanguage": self.language.tag,
            "publisher": self.publisher(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": { "@type": "EntryPoint", "urlTemplate": search },
                "query": "{search_term_string}",
            },
        })
    }

    fn report_work(&self, id: Id<Report>) -> Json {
        let report = self.catalogue.reports.get(id);
        let url = self.page_address(PageKind::Report(id));
        let picture = self.plan.card(PageKind::Report(id), self.locale);
        json!({
            "@type": "Report",
            "@id": url,
            "url": url,
            "headline": self.text(&report.title),
            "description": self.text(&report.summary),
            "datePublished": report.date.to_string(),
            "inLanguage": self.language.tag,
            "license": self.licence(),
            "isAccessibleForFree": true,
            "author": self.publisher(),
            "publisher": self.publisher(),
            "temporalCoverage": report.period.map(|period| span(period.first(), period.last())),
            "image": picture.map(|path| format!("{}{path}", self.catalogue.settings.base_url)),
            "isBasedOn": report.document.map(|id| self.work(id)),
        })
    }

    /// Names the way to a page; nothing for pages that no way leads to.
    fn breadcrumbs(&self, kind: PageKind) -> Option<Json> {
        let here = LinkView { name: self.title(kind), url: Some(self.url(kind)?) };
        let crumbs = self.crumbs(kind);
        let way = crumbs.iter().chain([&here]).zip(1..).map(|(crumb, at)| {
            let item = crumb.url.as_ref().map(|url| self.absolute(url));
            json!({ "@type": "ListItem", "position": at, "name": crumb.name, "item": item })
        });
        let way: Vec<Json> = way.collect();
        (way.len() > 1).then(|| json!({ "@type": "BreadcrumbList", "itemListElement": way }))
    }

    fn downloads(&self, indicator: &Indicator) -> Json {
        let base = &self.catalogue.settings.base_url;
        let download = |(format, ending): (&str, &str)| {
            let url = format!("{base}{}.{ending}", data_path(indicator));
            json!({ "@type": "DataDownload", "encodingFormat": format, "contentUrl": url })
        };
        [("text/csv", "csv"), ("application/json", "json")].into_iter().map(download).collect()
    }

    fn page_address(&self, kind: PageKind) -> String {
        self.absolute(&self.url(kind).unwrap_or_default())
    }

    fn licence(&self) -> Option<&str> {
        self.catalogue.settings.licence.as_ref().map(|(_, url)| url.as_str())
    }

    fn publisher(&self) -> Json {
        let settings = &self.catalogue.settings;
        json!({ "@type": "Organization", "name": self.text(&settings.publisher), "url": settings.base_url })
    }

    /// Names the outermost of the places that were observed.
    fn spatial(&self, indicator: &Indicator) -> Json {
        let is_observed = |id: Id<Place>| indicator.observations.has(id);
        let is_outermost =
            |(id, place): &(Id<Place>, &Place)| is_observed(*id) && !place.parent.is_some_and(is_observed);
        let outermost = self.catalogue.places.iter().filter(is_outermost);
        outermost.map(|(id, _)| json!({ "@type": "Place", "name": self.place(id) })).collect()
    }

    fn variable(&self, indicator: &Indicator, at: usize) -> Json {
        let measure = &indicator.measures[at];
        let unit = self.unit_name(measure.unit);
        let definition = measure.definition.as_ref().map(|text| text.get(self.locale));
        let name = measure.name.get(self.locale);
        json!({ "@type": "PropertyValue", "name": name, "description": definition, "unitText": unit })
    }

    fn works(&self, indicator: &Indicator) -> Json {
        let documents: BTreeSet<Id<Document>> = indicator.tables.iter().map(|table| table.document).collect();
        documents.into_iter().map(|id| self.work(id)).collect()
    }

    fn work(&self, id: Id<Document>) -> Json {
        let document = self.catalogue.documents.get(id);
        let url = self.absolute(&self.document_url(id));
        json!({ "@type": "CreativeWork", "@id": url, "name": document.title.get(self.locale),
            "identifier": document.number, "datePublished": document.date.to_string(),
            "creator": { "@type": "Organization", "name": document.issuer.get(self.locale) } })
    }
}

/// Returns the span of days that was observed, as ISO 8601 writes it.
fn coverage(indicator: &Indicator) -> Option<String> {
    let periods = indicator.periods();
    let first = periods.iter().map(|period| period.first()).min()?;
    let last = periods.iter().map(|period| period.last()).max()?;
    Some(span(first, last))
}

fn span(first: Date, last: Date) -> String {
    if first == last { first.to_string() } else { format!("{first}/{last}") }
}

/// Leaves out what is not known: schema.org has no null.
fn drop_nulls(json: &mut Json) {
    match json {
        Json::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Json::Array(items) => items.iter_mut().for_each(drop_nulls),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// Writes JSON so that nothing in it can end the script element.
fn in_script(mut json: Json) -> String {
    drop_nulls(&mut json);
    json.to_string().replace('<', "\\u003c")
}
