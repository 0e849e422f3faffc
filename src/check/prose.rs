//! References in prose: figures are looked up and compared, charts and tables find their data, links their page.

use super::Data;
use super::compute::recompute;
use super::context::Context;
use super::figures::parse_column;
use super::images;
use super::task_refs;
use super::terms::Terms;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Spanned;
use crate::language::{Language, SCALES};
use crate::model::{
    Article, ChartKind, ChartRef, ColumnId, Document, FigureRef, Id, Indicator, LinkTarget, Locale,
    Observation, Period, Piece, Place, Prose, Reading, Registry, Report, Selection, TableRef, TableRows,
    Value,
};
use crate::parse::{self, Scheme, Text};

/// What references may name, and what they mean where they do not say.
pub(super) struct Scope<'a> {
    pub(super) data: &'a Data,
    pub(super) reports: &'a Registry<Report>,
    pub(super) articles: &'a Registry<Article>,
    /// Reports that are not published, by their ids.
    pub(super) withheld: &'a [String],
    /// The place of a reference that names none.
    pub(super) place: Id<Place>,
    /// The document of a reference that names no period.
    pub(super) document: Option<Id<Document>>,
    /// The folder of the text, ending in `/`.
    pub(super) folder: String,
}

impl Scope<'_> {
    /// Returns whether the text is of a report that is not published.
    fn is_withheld(&self) -> bool {
        self.withheld.iter().any(|name| self.folder == format!("content/reports/{name}/"))
    }
}

pub(super) fn prose(
    context: &mut Context<'_>,
    scope: &Scope<'_>,
    (language, locale): (&Language, Locale),
    raw: &parse::Prose,
) -> Prose {
    let terms = Terms::new(&scope.data.lists.terms, locale);
    let mut checker = Checker { context, scope, language, terms };
    let mut pieces = Vec::new();
    for piece in raw.pieces.iter().flat_map(|piece| checker.pieces(piece)) {
        add(&mut pieces, piece);
    }
    Prose { pieces, headings: raw.headings.clone() }
}

/// Adds a piece; HTML that follows HTML is one piece with it.
fn add(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Html(before)), Piece::Html(html)) => before.push_str(&html),
        (_, piece) => pieces.push(piece),
    }
}

/// A reference taken apart: `indicator/columns?key=word&key=word`.
struct Reference {
    indicator: Id<Indicator>,
    columns: Vec<ColumnId>,
    place: Id<Place>,
    period: Option<Period>,
    kind: Option<Text>,
    rows: Option<Text>,
}

struct Checker<'a, 'i> {
    context: &'a mut Context<'i>,
    scope: &'a Scope<'a>,
    language: &'a Language,
    terms: Terms,
}

impl Checker<'_, '_> {
    fn pieces(&mut self, raw: &parse::Piece) -> Vec<Piece> {
        let piece = match raw {
            parse::Piece::Words(words) => return self.terms.mark(words),
            parse::Piece::Html(html) => Some(Piece::Html(html.clone())),
            parse::Piece::Embed { scheme, reference, words } => match scheme {
                Scheme::Chart => self.chart(reference, words).map(Piece::Chart),
                Scheme::Table if reference.value.starts_with(task_refs::TABLE) => {
                    let name = self.name(words);
                    task_refs::table(self.context, self.scope.data, reference, name).map(Piece::Tasks)
                }
                Scheme::Table => self.table(reference, words).map(Piece::Table),
                _ => self.figure(reference, words),
            },
            parse::Piece::LinkOpen(scheme, reference) => self.link(*scheme, reference),
            parse::Piece::LinkClose => Some(Piece::LinkClose),
            parse::Piece::Image { path, alt } => self.image(path, alt),
        };
        piece.into_iter().collect()
    }

    fn image(&mut self, path: &Text, alt: &str) -> Option<Piece> {
        let full = format!("{}{}", self.scope.folder, path.value);
        let found = self.context.inputs.find(&full).filter(|_| !path.value.contains(".."));
        let Some(found) = found else {
            let missing = Diagnostic::at(Code::MissingImage, path.span).with("path", &path.value);
            return self.context.refuse(missing);
        };
        if let Some(fault) = images::fault(self.context.inputs.file(found)) {
            let bad = Diagnostic::at(Code::BadImage, path.span).with("path", &path.value);
            return self.context.refuse(bad.with("reason", fault));
        }
        Some(Piece::Image { path: full, alt: alt.to_owned() })
    }

    fn link(&mut self, scheme: Scheme, text: &Text) -> Option<Piece> {
        let scope = self.scope;
        let target = match scheme {
            Scheme::Indicator => self
                .context
                .resolve("indicator", &scope.data.indicators, text, "content/indicators/")
                .map(LinkTarget::Indicator),
            Scheme::Place => self
                .context
                .resolve("place", &scope.data.lists.places, text, "content/places.toml")
                .map(LinkTarget::Place),
            // What stays at home itself may lead to what does.
            Scheme::Report if scope.withheld.contains(&text.value) => {
                if scope.is_withheld() {
                    return None;
                }
                self.context.refuse(Diagnostic::at(Code::UnpublishedLink, text.span).with("id", &text.value))
            }
            Scheme::Report => self
                .context
                .resolve("report", scope.reports, text, "content/reports/")
                .map(LinkTarget::Report),
            Scheme::Page => {
                self.context.resolve("page", scope.articles, text, "content/pages/").map(LinkTarget::Article)
            }
            Scheme::Document => self
                .context
                .resolve("document", &scope.data.lists.documents, text, "content/documents.toml")
                .map(LinkTarget::Document),
            Scheme::Plan => self
                .context
                .resolve("plan", &scope.data.plans, text, task_refs::PLANS)
                .map(LinkTarget::ActionPlan),
            Scheme::Task => task_refs::task(self.context, scope.data, text),
            Scheme::Agency => self
                .context
                .resolve("agency", &scope.data.lists.agencies, text, "content/agencies.toml")
                .map(LinkTarget::Agency),
            Scheme::Value | Scheme::Chart | Scheme::Table => None,
        };
        target.map(Piece::LinkOpen)
    }

    fn reference(&mut self, text: &Text) -> Option<Reference> {
        let (path, query) = text.value.split_once('?').unwrap_or((&text.value, ""));
        let Some((name, columns)) = path.split_once('/') else { return self.bad(text) };
        let part = |part: &str| Spanned::new(part.to_owned(), text.span);
        let home = "content/indicators/";
        let indicator = self.context.resolve("indicator", &self.scope.data.indicators, &part(name), home)?;
        let columns: Option<Vec<_>> =
            columns.split(',').map(|name| self.column(indicator, &part(name))).collect();
        let (place, period, kind, rows) = (self.scope.place, None, None, None);
        let mut reference = Reference { indicator, columns: columns?, place, period, kind, rows };
        for (key, word) in
            query.split('&').filter(|pair| !pair.is_empty()).filter_map(|pair| pair.split_once('='))
        {
            let word = part(word);
            match key {
                "place" => {
                    let places = &self.scope.data.lists.places;
                    reference.place = self.context.resolve("place", places, &word, "content/places.toml")?;
                }
                "period" => reference.period = Some(self.context.period(&word)?),
                "kind" => reference.kind = Some(word),
                "rows" => reference.rows = Some(word),
                _ => return self.bad(text),
            }
        }
        Some(reference)
    }

    fn bad<T>(&mut self, text: &Text) -> Option<T> {
        self.context.refuse(Diagnostic::at(Code::BadReference, text.span).with("text", &text.value))
    }

    fn column(&mut self, indicator: Id<Indicator>, text: &Text) -> Option<ColumnId> {
        let indicator = self.scope.data.indicators.get(indicator);
        let column = parse_column(indicator, &text.value).and_then(|column| indicator.find_column(&column));
        let known = || {
            (0..indicator.columns.len()).map(|column| indicator.column_name_id(column)).collect::<Vec<_>>()
        };
        column.or_else(|| {
            let known = known();
            let home = format!("content/indicators/{}.toml", indicator.name_id);
            self.context.unknown("measure", text, known.iter().map(String::as_str).collect(), &home)
        })
    }

    /// Returns the observation that a reference means: of its period, else the latest of the report's document,
    /// else the latest of all.
    fn find(&self, reference: &Reference, column: ColumnId, place: Id<Place>) -> Option<Observation> {
        let indicator = self.scope.data.indicators.get(reference.indicator);
        let series = indicator.observations.series(column, place);
        let is_meant = |observation: &&Observation| {
            Some(indicator.tables[observation.table].document) == self.scope.document
        };
        match reference.period {
            Some(period) => series.iter().find(|observation| observation.period == period),
            None => series.iter().rev().find(is_meant).or(series.last()),
        }
        .cloned()
    }

    fn not_observed<T>(&mut self, reference: &Reference, column: ColumnId, text: &Text) -> Option<T> {
        let indicator = self.scope.data.indicators.get(reference.indicator);
        if self.context.has_faults(&format!("content/indicators/{}.toml", indicator.name_id)) {
            return None;
        }
        let name = format!("{}/{}", indicator.name_id, indicator.column_name_id(column));
        let when = reference.period.map_or(String::new(), |period| format!(" ({period})"));
        let periods =
            indicator.observations.series(column, reference.place).iter().map(|o| o.period.to_string());
        let periods = periods.collect::<Vec<_>>().join(", ");
        let known = if periods.is_empty() { periods } else { format!(": {periods}") };
        let lacking = Diagnostic::at(Code::NoObservation, text.span).with("column", name).with("when", when);
        let place = &self.scope.data.lists.places.get(reference.place).name_id;
        self.context.refuse(lacking.with("place", place).with("known", known))
    }

    fn figure(&mut self, text: &Text, words: &Text) -> Option<Piece> {
        let reference = self.reference(text)?;
        let &[column] = reference.columns.as_slice() else { return self.bad(text) };
        let Some(observation) = self.find(&reference, column, reference.place) else {
            return self.not_observed(&reference, column, text);
        };
        let Reading::Measured { value, .. } = observation.reading else {
            let name = self.scope.data.indicators.get(reference.indicator).column_name_id(column);
            let place = &self.scope.data.lists.places.get(reference.place).name_id;
            let missing =
                Diagnostic::at(Code::FigureMissing, text.span).with("column", name).with("place", place);
            return self.context.refuse(missing);
        };
        let written = (!words.value.trim().is_empty()).then_some(words);
        if let Some(written) = written {
            self.compare(written, (value, reference.indicator), &observation)?;
        }
        let (indicator, place, period) = (reference.indicator, reference.place, observation.period);
        let figure = FigureRef { indicator, column, place, period };
        Some(Piece::Figure { figure, written: written.map(|text| text.value.clone()) })
    }

    /// Compares what an author wrote with the data, at the precision and in the unit of size that they wrote.
    fn compare(
        &mut self,
        written: &Text,
        (value, indicator): (Value, Id<Indicator>),
        observation: &Observation,
    ) -> Option<()> {
        let Some(number) = self.language.numbers.find(&written.value) else {
            let none = Diagnostic::at(Code::FigureNotNumber, written.span).with("text", &written.value);
            return self.context.refuse(none);
        };
        let words = &self.language.words;
        let is_in = |(key, _): &&(&str, u32)| {
            let scale = words.get(key);
            written.value.split(|c: char| !c.is_alphabetic()).any(|word| word == scale)
        };
        let power = SCALES.iter().find(is_in).map_or(0, |(_, power)| *power);
        let decimals = number.decimals();
        let exact = recompute(self.scope.data.indicators.get(indicator), observation, decimals);
        let same = exact.unwrap_or(value).in_units_of(power).map(|value| value.round(decimals));
        if same == Some(number) || self.is_stopgap(observation, indicator) {
            return Some(());
        }
        let data = self.language.numbers.write(value);
        let differs =
            Diagnostic::at(Code::FigureDiffers, written.span).with("data", data).beside(observation.span);
        let turned: String = written.value.chars().map(other_mark).collect();
        // 9,115 where the language writes 9.115.
        let is_turned = self.language.numbers.find(&turned) == Some(value);
        let marks = if is_turned { "@figure-marks" } else { "" };
        let example = Value::parse("1234.5").map(|example| self.language.numbers.write(example));
        let differs = differs.with("written", &written.value).with("marks", marks);
        self.context.refuse(differs.with("example", example.unwrap_or_default()))
    }

    /// Returns whether the figure meant may be one that a mistake took: this one is not of the report's document.
    fn is_stopgap(&self, observation: &Observation, indicator: Id<Indicator>) -> bool {
        let indicator = self.scope.data.indicators.get(indicator);
        Some(indicator.tables[observation.table].document) != self.scope.document
            && self.context.has_errors(&format!("content/indicators/{}.toml", indicator.name_id))
    }

    fn chart(&mut self, text: &Text, words: &Text) -> Option<ChartRef> {
        let name = self.name(words);
        let reference = self.reference(text)?;
        let kinds = [
            ("rank", ChartKind::Rank),
            ("bars", ChartKind::Bars),
            ("line", ChartKind::Line),
            ("bullet", ChartKind::Bullet),
        ];
        let Some(kind) = &reference.kind else { return self.bad(text) };
        let kind = self.context.word("kind", kind, &kinds)?;
        if kind != ChartKind::Bars && reference.columns.len() != 1 {
            return self.bad(text);
        }
        self.need_one_unit(&reference, text)?;
        let data = self.selection(&reference, text, kind == ChartKind::Rank)?;
        if kind == ChartKind::Bullet {
            self.need_target(&data, text)?;
        }
        Some(ChartRef { kind, name: name?, data })
    }

    fn table(&mut self, text: &Text, words: &Text) -> Option<TableRef> {
        let name = self.name(words);
        let reference = self.reference(text)?;
        let kinds = [("places", TableRows::Places), ("measures", TableRows::Measures)];
        let rows = match &reference.rows {
            Some(rows) => self.context.word("rows", rows, &kinds)?,
            None => TableRows::Measures,
        };
        let data = self.selection(&reference, text, rows == TableRows::Places)?;
        Some(TableRef { rows, name: name?, data })
    }

    fn name(&mut self, words: &Text) -> Option<String> {
        let name = words.value.trim();
        if name.is_empty() {
            return self.context.refuse(Diagnostic::at(Code::MissingName, words.span));
        }
        Some(name.to_owned())
    }

    fn need_one_unit(&mut self, reference: &Reference, text: &Text) -> Option<()> {
        let indicator = self.scope.data.indicators.get(reference.indicator);
        let unit = |column: &ColumnId| indicator.measure(*column).unit;
        if reference.columns.iter().any(|column| unit(column) != unit(&reference.columns[0])) {
            return self.context.refuse(Diagnostic::at(Code::MixedUnits, text.span));
        }
        Some(())
    }

    fn need_target(&mut self, data: &Selection, text: &Text) -> Option<()> {
        let column = data.columns[0];
        let mut targets = self.scope.data.targets.iter();
        if targets.any(|(_, target)| target.aims_at(data.indicator, column, data.place)) {
            return Some(());
        }
        let name = self.scope.data.indicators.get(data.indicator).column_name_id(column);
        let place = &self.scope.data.lists.places.get(data.place).name_id;
        self.context
            .refuse(Diagnostic::at(Code::NoTarget, text.span).with("column", name).with("place", place))
    }

    /// Finds the period of a chart or table: the latest one in which the first column was observed.
    fn selection(&mut self, reference: &Reference, text: &Text, of_children: bool) -> Option<Selection> {
        let column = reference.columns[0];
        let children = || self.scope.data.lists.places.get(reference.place).parts.clone();
        let places = if of_children { children() } else { vec![reference.place] };
        let found = places.into_iter().filter_map(|place| self.find(reference, column, place));
        let Some(period) = found.map(|observation| observation.period).max() else {
            return self.not_observed(reference, column, text);
        };
        let (indicator, columns, place) = (reference.indicator, reference.columns.clone(), reference.place);
        Some(Selection { indicator, columns, place, period })
    }
}

/// Turns a decimal comma into a point, and a point into a comma.
fn other_mark(c: char) -> char {
    match c {
        '.' => ',',
        ',' => '.',
        other => other,
    }
}
