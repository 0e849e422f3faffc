//! What can be found: every indicator, report and section, plan, task, agency, term, document, page and place, in one
//! language.

use super::super::show::Show;
use super::super::{shorten, shorten_to};
use super::text::Section;
use crate::model::{
    ActionPlan, Agency, Article, Catalogue, Id, Indicator, LocalizedText, Place, Report, Task, Term,
};
use crate::plan::PageKind;

/// Letters of a title in a list of results.
const MOST_TITLE: usize = 100;
/// Letters of the text below it.
const MOST_TEXT: usize = 100;

/// Something that can be found.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) title: String,
    /// Its address from the root of the host.
    pub(super) url: String,
    /// What or where it is, in few words: searched like the title.
    pub(super) note: String,
    /// What a reader sees below the title.
    pub(super) text: String,
    /// Words that find it, beside those of the title and the note.
    pub(super) body: String,
}

/// Entries of one sort.
pub(super) struct Group {
    /// What readers call them. Neighbours of one name are shown together.
    pub(super) name: String,
    /// How likely one of them is what a reader means, in percent.
    pub(super) weight: u32,
    /// Whether their notes are names as well, as what an acronym stands for.
    pub(super) has_names: bool,
    pub(super) entries: Vec<Entry>,
}

impl Show<'_> {
    /// Lists everything that can be found. Places come last: they are many, and have the fewest words.
    pub(super) fn findable(&self) -> Vec<Group> {
        let Catalogue { indicators, reports, plans, terms, .. } = self.catalogue;
        let title = |kind| self.title(kind);
        let of_indicators = indicators.iter().map(|(id, indicator)| self.find_indicator(id, indicator));
        let of_reports = reports.iter().map(|(id, report)| self.find_report(id, report));
        let sections = reports.iter().flat_map(|(id, report)| self.find_sections(id, report));
        let of_plans = plans.iter().map(|(id, plan)| self.find_plan(id, plan));
        let tasks = plans.iter().flat_map(|(id, plan)| plan.tasks.iter().map(move |task| (id, plan, task)));
        let of_tasks = tasks.map(|(id, plan, task)| self.find_task(id, plan, task));
        let of_terms = terms.iter().map(|(_, term)| self.find_term(term));
        let group = |name, weight, entries| Group { name, weight, has_names: false, entries };
        vec![
            group(title(PageKind::Indicators), 130, of_indicators.collect()),
            group(title(PageKind::Reports), 120, of_reports.collect()),
            group(title(PageKind::Reports), 90, sections.collect()),
            group(title(PageKind::Plans), 115, of_plans.collect()),
            group(title(PageKind::Plans), 80, of_tasks.collect()),
            Group { has_names: true, ..group(title(PageKind::Agencies), 115, self.find_agencies()) },
            Group { has_names: true, ..group(title(PageKind::Glossary), 110, of_terms.collect()) },
            group(self.word("documents"), 90, self.find_documents()),
            group(self.word("search-pages"), 110, self.find_pages()),
            group(self.word("search-places"), 130, self.find_places()),
        ]
    }

    fn find_indicator(&self, id: Id<Indicator>, indicator: &Indicator) -> Entry {
        let text = |text| self.text_in(text);
        let mut body = vec![text(&indicator.definition)];
        for measure in &indicator.measures {
            body.extend([text(&measure.name)].into_iter().chain(measure.definition.as_ref().map(text)));
        }
        for dimension in &indicator.dimensions {
            body.push(text(&dimension.name));
            body.extend(dimension.members.iter().map(|member| text(&member.name)));
        }
        body.extend(indicator.note.as_ref().map(text));
        Entry {
            title: text(&indicator.name).to_owned(),
            url: self.url(PageKind::Indicator(id)).unwrap_or_default(),
            note: text(&self.catalogue.topics.get(indicator.topic).name).to_owned(),
            text: shorten_to(text(&indicator.definition), MOST_TEXT),
            body: body.join(" "),
        }
    }

    fn find_report(&self, id: Id<Report>, report: &Report) -> Entry {
        let sections = self.sections(report.prose.get(self.locale));
        let number = report.document.and_then(|id| self.catalogue.documents.get(id).number.clone());
        let date = self.language.words.date(report.date);
        Entry {
            title: self.title(PageKind::Report(id)),
            url: self.url(PageKind::Report(id)).unwrap_or_default(),
            note: joined(std::iter::once(date).chain(number)),
            text: shorten_to(self.text_in(&report.summary), MOST_TEXT),
            body: format!("{} {}", self.text_in(&report.summary), sections[0].text),
        }
    }

    fn find_sections(&self, id: Id<Report>, report: &Report) -> Vec<Entry> {
        let kind = PageKind::Report(id);
        self.under_headings(kind, self.sections(report.prose.get(self.locale)))
    }

    /// Lists what stands below the headings of a page.
    fn under_headings(&self, kind: PageKind, sections: Vec<Section>) -> Vec<Entry> {
        let (page, title) = (self.url(kind).unwrap_or_default(), self.title(kind));
        let entry = |section: Section| {
            let anchor = section.anchor?;
            Some(Entry {
                title: section.heading,
                url: format!("{page}#{anchor}"),
                note: joined(std::iter::once(title.clone()).chain(section.above)),
                text: shorten_to(&spaced(&section.lead), MOST_TEXT),
                body: section.text,
            })
        };
        sections.into_iter().filter_map(entry).collect()
    }

    fn find_plan(&self, id: Id<ActionPlan>, plan: &ActionPlan) -> Entry {
        let document = self.catalogue.documents.get(plan.document);
        Entry {
            title: self.title(PageKind::ActionPlan(id)),
            url: self.url(PageKind::ActionPlan(id)).unwrap_or_default(),
            note: self.document_name(document),
            text: shorten_to(self.text_in(&plan.summary), MOST_TEXT),
            body: self.text_in(&plan.summary).to_owned(),
        }
    }

    fn find_task(&self, id: Id<ActionPlan>, plan: &ActionPlan, task: &Task) -> Entry {
        let text = |text| self.text_in(text);
        let lead = task.lead.iter().map(|&id| {
            let agency = self.catalogue.agencies.get(id);
            text(agency.short.as_ref().unwrap_or(&agency.name)).to_owned()
        });
        let status = self.status(self.status_of(task)).name;
        let mut body = vec![text(&task.text)];
        body.extend(task.product.iter().chain(&task.note).map(text));
        body.extend(task.updates.iter().map(|update| text(&update.text)));
        Entry {
            title: shorten_to(text(&task.text), MOST_TITLE),
            url: self.task_url(id, task).unwrap_or_default(),
            note: text(&plan.title).to_owned(),
            text: joined(
                [lead.collect::<Vec<_>>().join(", "), status].into_iter().filter(|part| !part.is_empty()),
            ),
            body: body.join(" "),
        }
    }

    fn find_agencies(&self) -> Vec<Entry> {
        let entry = |(id, agency): (_, &Agency)| {
            let short = agency.short.as_ref().map(|short| self.text_in(short).to_owned());
            let kind =
                agency.kind.map(|kind| self.text_in(&self.catalogue.agency_kinds.get(kind).name).to_owned());
            Entry {
                title: self.title(PageKind::Agency(id)),
                url: self.url(PageKind::Agency(id)).unwrap_or_default(),
                note: short.unwrap_or_default(),
                text: kind.unwrap_or_default(),
                body: String::new(),
            }
        };
        self.catalogue.agencies.iter().map(entry).collect()
    }

    fn find_term(&self, term: &Term) -> Entry {
        let (name, short) = (self.text_in(&term.name), term.short.as_ref().map(|short| self.text_in(short)));
        let meaning = term.meaning.as_ref().map_or("", |meaning| self.text_in(meaning));
        Entry {
            title: short.unwrap_or(name).to_owned(),
            url: format!("{}#{}", self.url(PageKind::Glossary).unwrap_or_default(), term.name_id),
            note: short.map_or(String::new(), |_| name.to_owned()),
            text: shorten_to(meaning, MOST_TEXT),
            body: meaning.to_owned(),
        }
    }

    fn find_documents(&self) -> Vec<Entry> {
        let documents = self.catalogue.documents.iter().map(|(_, document)| Entry {
            title: self.document_name(document),
            url: self.document_anchor_url(document),
            note: self.language.words.issued(document.date),
            text: shorten_to(self.text_in(&document.title), MOST_TEXT),
            body: self.text_in(&document.title).to_owned(),
        });
        documents.collect()
    }

    /// Lists articles with their sections, and the lists that lead to everything.
    fn find_pages(&self) -> Vec<Entry> {
        let levels = self.catalogue.levels.iter().map(|(id, _)| PageKind::Places(id));
        let articles = self.catalogue.articles.iter();
        let lists = [
            PageKind::Home,
            PageKind::Indicators,
            PageKind::Reports,
            PageKind::Plans,
            PageKind::Agencies,
            PageKind::Data,
            PageKind::Quality,
            PageKind::Corrections,
            PageKind::Glossary,
        ];
        let kinds =
            lists.into_iter().chain(levels).chain(articles.clone().map(|(id, _)| PageKind::Article(id)));
        let pages = kinds.filter_map(|kind| self.find_page(kind));
        let sections = articles.flat_map(|(id, article): (Id<Article>, &Article)| {
            self.under_headings(PageKind::Article(id), self.sections(article.prose.get(self.locale)))
        });
        pages.chain(sections).collect()
    }

    fn find_page(&self, kind: PageKind) -> Option<Entry> {
        let (url, description) = (self.url(kind)?, self.description(kind));
        Some(Entry {
            title: self.title(kind),
            url,
            note: String::new(),
            text: shorten(&description),
            body: description,
        })
    }

    /// Lists the places that have a page. Of those that a query fits alike, the parts of the site's own place come first, then
    /// the first in the order of the language.
    fn find_places(&self) -> Vec<Entry> {
        let places = self.catalogue.places.iter();
        let mut found: Vec<(bool, Entry)> = places
            .filter_map(|(id, place)| {
                let is_elsewhere = place.parent != Some(self.catalogue.settings.place);
                Some((is_elsewhere, self.find_place(id, place)?))
            })
            .collect();
        found.sort_by(|(a, one), (b, other)| {
            a.cmp(b).then_with(|| self.language.sorter.compare(&one.title, &other.title))
        });
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    /// Shows a place with what tells those of one name apart; what all of a site lie in tells nothing.
    fn find_place(&self, id: Id<Place>, place: &Place) -> Option<Entry> {
        let catalogue = self.catalogue;
        let level = || &catalogue.levels.get(place.level).name;
        let kind = self.text_in(place.kind.map_or_else(level, |kind| &catalogue.kinds.get(kind).name));
        let telling = |&parent: &Id<Place>| {
            parent != catalogue.settings.place && catalogue.places.get(parent).parent.is_some()
        };
        let parent = place.parent.filter(telling).map(|parent| self.place(parent).to_owned());
        let successors = place.successors.iter().map(|&next| self.place(next));
        Some(Entry {
            title: self.place(id).to_owned(),
            url: self.url(PageKind::Place(id))?,
            note: joined(std::iter::once(kind.to_owned()).chain(parent).chain(place.code.clone())),
            text: String::new(),
            body: successors.collect::<Vec<_>>().join(" "),
        })
    }

    /// Returns a text in this language, for as long as the text lives.
    fn text_in<'t>(&self, text: &'t LocalizedText) -> &'t str {
        text.get(self.locale)
    }
}

/// Joins marks for people: `Quận · 760`.
fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" · ")
}

/// Puts one space between words.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
