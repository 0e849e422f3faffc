//! Everything a view is made with, in one language: names, links, figures, sources.

use super::duties::Duties;
use super::mentions::Mentions;
use super::namesakes::Namesakes;
use super::rankings::Rankings;
use super::sources::Sources;
use super::theme::Ready;
use super::view::{CitationView, DocumentView, FigureView, LinkView};
use crate::chart::Medium;
use crate::language::Language;
use crate::model::{
    Catalogue, ColumnId, Document, FigureRef, Id, Indicator, Locale, Localized, Mark, MeasureUnit,
    MissingReason, Observation, Period, Place, Proposed, Reading, TableId, Value,
};
use crate::plan::{PageKind, Plan};

/// Stands where there is no value.
const DASH: &str = "–";

/// One language's view of the catalogue.
#[derive(Clone, Copy)]
pub(super) struct Show<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) plan: &'a Plan,
    pub(super) rankings: &'a Rankings<'a>,
    pub(super) sources: &'a Sources,
    pub(super) duties: &'a Duties,
    pub(super) mentions: &'a Mentions,
    pub(super) namesakes: &'a Namesakes,
    pub(super) language: &'a Language,
    pub(super) languages: &'a Localized<Language>,
    pub(super) locale: Locale,
    /// What charts are drawn for.
    pub(super) medium: Medium,
}

impl<'a> Show<'a> {
    pub(super) fn word(&self, key: &'a str) -> String {
        self.language.words.get(key).to_owned()
    }

    pub(super) fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.language.words.fill(key, args)
    }

    pub(super) fn text(&self, text: &'a Localized<String>) -> &'a str {
        text.get(self.locale)
    }

    pub(super) fn text_of<T>(&self, text: &'a Localized<T>) -> &'a T {
        text.get(self.locale)
    }

    pub(super) fn maybe(&self, text: Option<&'a Localized<String>>) -> Option<String> {
        text.map(|text| self.text(text).to_owned())
    }

    /// Returns the address of a page in this language, from the root of the host.
    pub(super) fn url(&self, kind: PageKind) -> Option<String> {
        let path = self.plan.path(kind, self.locale)?;
        Some(format!("{}{path}", self.catalogue.settings.base_path()))
    }

    /// Returns an address from the root of the host as a whole address.
    pub(super) fn absolute(&self, url: &str) -> String {
        let settings = &self.catalogue.settings;
        let host = settings.base_url.strip_suffix(settings.base_path()).unwrap_or(&settings.base_url);
        format!("{host}{url}")
    }

    /// Returns the address of a file that is the same in every language.
    pub(super) fn file_url(&self, path: &str) -> String {
        format!("{}{path}", self.catalogue.settings.base_path())
    }

    pub(super) fn link(&self, name: &str, kind: PageKind) -> LinkView {
        LinkView { name: name.to_owned(), url: self.url(kind) }
    }

    pub(super) fn place_link(&self, id: Id<Place>) -> LinkView {
        self.link(self.place(id), PageKind::Place(id))
    }

    pub(super) fn place(&self, id: Id<Place>) -> &'a str {
        self.text(&self.catalogue.places.get(id).name)
    }

    pub(super) fn indicator_link(&self, id: Id<Indicator>) -> LinkView {
        self.link(self.text(&self.catalogue.indicators.get(id).name), PageKind::Indicator(id))
    }

    /// Returns the name of a column: its measure and the members it is cut to.
    pub(super) fn column(&self, indicator: &'a Indicator, column: ColumnId) -> String {
        let measure = self.text(&indicator.measure(column).name).to_owned();
        indicator.members(column).fold(measure, |name, member| {
            self.fill("column-name", &[("measure", &name), ("member", self.text(&member.name))])
        })
    }

    /// Returns a column's name behind its indicator's: once where both are called the same.
    pub(super) fn full_name(&self, indicator: &'a Indicator, column: ColumnId) -> String {
        let (name, column) = (self.text(&indicator.name), self.column(indicator, column));
        if name == column { column } else { format!("{name}: {column}") }
    }

    pub(super) fn period(&self, period: Period) -> String {
        self.language.words.period(period)
    }

    /// Writes a value of a column: 5.254.615, 96,3%.
    pub(super) fn value(&self, indicator: &Indicator, column: ColumnId, value: Value) -> String {
        match indicator.measure(column).unit {
            MeasureUnit::Percent => self.language.percent(value),
            MeasureUnit::Counted(_) => self.language.numbers.write(value),
        }
    }

    /// Returns the unit of a column for a value, in the right plural; empty for percentages, which carry theirs.
    pub(super) fn unit(&self, indicator: &Indicator, column: ColumnId, value: Option<Value>) -> String {
        match (indicator.measure(column).unit, value) {
            (MeasureUnit::Percent, _) => String::new(),
            (MeasureUnit::Counted(unit), Some(value)) => {
                let name = self.catalogue.units.get(unit).name.get(self.locale);
                self.language.plural(name, value).to_owned()
            }
            (unit @ MeasureUnit::Counted(_), None) => self.unit_name(unit).to_owned(),
        }
    }

    /// Returns the name of a unit by itself: many of it, or the sign of percentages.
    pub(super) fn unit_name(&self, unit: MeasureUnit) -> &'a str {
        match unit {
            MeasureUnit::Percent => "%",
            MeasureUnit::Counted(unit) => &self.catalogue.units.get(unit).name.get(self.locale).other,
        }
    }

    pub(super) fn missing(&self, reason: MissingReason) -> String {
        self.fill(&format!("missing-{}", reason.name()), &[])
    }

    /// Returns the value of an observation of which nothing else is to be said.
    pub(super) fn plain_value(&self, id: Id<Indicator>, observation: &Observation) -> Option<Value> {
        let Reading::Measured { value, mark: None } = observation.reading else { return None };
        let Observation { column, place, period, .. } = *observation;
        let is_stated = observation.stated.is_none_or(|stated| stated == value.round(stated.decimals()));
        let is_bare = is_stated && observation.remark.is_none();
        let named = FigureRef { indicator: id, column, place, period };
        (is_bare && self.finding_of(named).is_none() && self.catalogue.corrections.latest(named).is_none())
            .then_some(value)
    }

    /// Shows an observation.
    pub(super) fn figure(&self, id: Id<Indicator>, observation: &Observation) -> FigureView {
        let indicator = self.catalogue.indicators.get(id);
        let (column, value) = (observation.column, observation.reading.value());
        let mark = observation.reading.mark();
        let missing = match observation.reading {
            Reading::Missing(reason) => Some(self.missing(reason)),
            Reading::Measured { .. } => None,
        };
        let mark_text = mark
            .filter(|mark| is_read_before(*mark))
            .map(|mark| self.fill(&format!("mark-{}", mark.name()), &[]));
        let notes = self.notes(indicator, observation);
        let as_read = observation.remark.as_ref().and_then(|remark| remark.as_read.clone());
        let Observation { place, period, .. } = *observation;
        let named = FigureRef { indicator: id, column, place, period };
        let (finding, correction) = (self.finding_of(named), self.corrected_mark(named));
        FigureView {
            text: value.map_or(DASH.to_owned(), |value| self.value(indicator, column, value)),
            unit: self.unit(indicator, column, value),
            value: value.map(|value| value.to_string()),
            pad: None,
            missing,
            is_doubtful: mark == Some(Mark::Doubtful),
            is_plain: self.plain_value(id, observation).is_some(),
            mark: mark_text,
            notes,
            as_read,
            note: None,
            correction,
            url: self.figure_url(id, observation),
            finding,
        }
    }

    /// Returns what is to be said about a cell.
    fn notes(&self, indicator: &'a Indicator, observation: &Observation) -> Vec<String> {
        let column = observation.column;
        let write = |value: Value| self.value(indicator, column, value);
        let mut notes = Vec::new();
        if let Some(mark) = observation.reading.mark().filter(|mark| !is_read_before(*mark)) {
            notes.push(self.fill(&format!("note-{}", mark.name()), &[]));
        }
        if let (Some(stated), Some(value)) = (observation.stated, observation.reading.value())
            && stated != value.round(stated.decimals())
        {
            let args = [("stated", write(stated)), ("computed", write(value))];
            notes.push(
                self.fill("note-stated-differs", &args.each_ref().map(|(key, text)| (*key, text.as_str()))),
            );
        }
        let Some(remark) = &observation.remark else { return notes };
        match remark.proposed {
            Some(Proposed::Value(value)) => {
                notes.push(self.fill("note-proposed", &[("value", &write(value))]));
            }
            Some(Proposed::Missing(_)) => notes.push(self.fill("note-proposed-missing", &[])),
            None => {}
        }
        notes.extend(remark.note.as_ref().map(|note| note.get(self.locale).clone()));
        notes
    }

    /// Returns a figure's own address, which stays when newer figures come.
    fn figure_url(&self, id: Id<Indicator>, observation: &Observation) -> String {
        let page = self.url(PageKind::Figures(id, observation.period)).unwrap_or_default();
        let anchor = figure_anchor(self.catalogue, self.catalogue.indicators.get(id), observation);
        format!("{page}#{anchor}")
    }

    /// Returns where a table of an indicator comes from.
    pub(super) fn citation(&self, id: Id<Indicator>, table: TableId) -> Ready<CitationView> {
        let make = || Ready::new(&self.new_citation(id, table));
        self.sources.citation(self.locale, (id, table), make).clone()
    }

    pub(super) fn new_citation(&self, id: Id<Indicator>, table: TableId) -> CitationView {
        let indicator = self.catalogue.indicators.get(id);
        let source = &indicator.tables[table];
        let document = self.catalogue.documents.get(source.document);
        let latest = source.latest;
        CitationView {
            anchor: source_anchor(table),
            document: self.document_name(document),
            url: self.document_url(source.document),
            date: self.language.words.issued(document.date),
            at: self.text(&source.at).to_owned(),
            period: latest.map_or(String::new(), |period| self.period(period)),
            note: self.maybe(source.note.as_ref()),
        }
    }

    /// Returns the sources of observations, each once, in the order of the author's tables.
    pub(super) fn citations<'o>(
        &self,
        id: Id<Indicator>,
        observations: impl IntoIterator<Item = &'o Observation>,
    ) -> Vec<Ready<CitationView>> {
        let mut tables: Vec<TableId> =
            observations.into_iter().map(|observation| observation.table).collect();
        tables.sort_unstable();
        tables.dedup();
        // An author may cut one table of a source into several: a reader sees one source.
        let mut seen = Vec::new();
        tables.retain(|&table| {
            let source = &self.catalogue.indicators.get(id).tables[table];
            let told = (source.document, source.latest, &source.at, &source.note);
            let is_new = !seen.contains(&told);
            seen.push(told);
            is_new
        });
        tables.into_iter().map(|table| self.citation(id, table)).collect()
    }

    pub(super) fn document_name(&self, document: &'a Document) -> String {
        let (kind, issuer) = (self.text(&document.kind), self.text(&document.issuer));
        match &document.number {
            Some(number) => {
                self.fill("document-cite", &[("kind", kind), ("number", number), ("issuer", issuer)])
            }
            None => self.fill("document-cite-unnumbered", &[("kind", kind), ("issuer", issuer)]),
        }
    }

    pub(super) fn document_url(&self, id: Id<Document>) -> String {
        self.document_anchor_url(self.catalogue.documents.get(id))
    }

    pub(super) fn document_anchor_url(&self, document: &Document) -> String {
        let anchor = document_anchor(document);
        format!("{}#{anchor}", self.url(PageKind::Data).unwrap_or_default())
    }

    pub(super) fn document(&self, id: Id<Document>) -> DocumentView {
        let document = self.catalogue.documents.get(id);
        DocumentView {
            anchor: document_anchor(document),
            url: Some(self.document_url(id)),
            kind: self.text(&document.kind).to_owned(),
            number: document.number.clone(),
            title: self.text(&document.title).to_owned(),
            issuer: self.text(&document.issuer).to_owned(),
            date: self.language.words.issued(document.date),
            note: self.maybe(document.note.as_ref()),
        }
    }
}

/// Returns whether a mark is a word before the value (about 450) and not a sentence beside it.
fn is_read_before(mark: Mark) -> bool {
    match mark {
        Mark::About | Mark::MoreThan | Mark::Nearly | Mark::AtLeast | Mark::AtMost => true,
        Mark::Provisional | Mark::Revised | Mark::Estimated | Mark::Doubtful | Mark::Stated => false,
    }
}

/// Returns where a figure stands on the page of its indicator and period: `quan-1.issued`.
pub(super) fn figure_anchor(
    catalogue: &Catalogue,
    indicator: &Indicator,
    observation: &Observation,
) -> String {
    let place = &catalogue.places.get(observation.place).name_id;
    format!("{place}.{}", indicator.column_name_id(observation.column))
}

fn source_anchor(table: TableId) -> String {
    format!("source-{}", table + 1)
}

fn document_anchor(document: &Document) -> String {
    format!("document-{}", document.name_id)
}
