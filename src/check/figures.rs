//! Tables of figures: rows of cells become observations, each with its source.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Lists;
use super::context::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{Span, Spanned};
use crate::model::{
    Column, ColumnId, Document, Id, Indicator, LocalizedText, Mark, MeasureUnit, MissingReason, Observation,
    Period, Place, Proposed, Reading, Remark, SourceTable, Value,
};
use crate::parse::{self, Cell, CellDetail, Row, Text};

/// What was read from the tables of one indicator, unsorted.
#[derive(Default)]
pub(super) struct Figures {
    /// Observations of typed measures.
    pub(super) typed: Vec<Observation>,
    /// What sources state for computed measures.
    pub(super) stated: Vec<Observation>,
    /// What documents give again.
    pub(super) restated: Vec<RestatedTable>,
}

/// A table of figures that another table holds.
pub(super) struct RestatedTable {
    pub(super) document: Id<Document>,
    pub(super) at: LocalizedText,
    pub(super) cells: Vec<RestatedCell>,
}

/// One of its figures. Its column is not yet known to be one of the indicator.
pub(super) struct RestatedCell {
    pub(super) column: Column,
    pub(super) place: Id<Place>,
    pub(super) period: Period,
    pub(super) reading: Reading,
    pub(super) span: Span,
}

pub(super) fn read(
    context: &mut Context<'_>,
    lists: &Lists,
    indicator: &mut Indicator,
    raw: &[Arc<parse::Table>],
) -> Figures {
    let (figures, known) = (Figures::default(), BTreeMap::new());
    let mut reader = Reader { context, lists, indicator, figures, known, last_place: None, restating: None };
    for table in raw {
        reader.table(table);
    }
    reader.figures
}

/// What a column of a source table holds.
enum Role {
    Place,
    Period,
    Dimension(usize),
    Figure(Column),
}

/// Whom and when the figures of a row are for.
struct RowKey {
    place: Id<Place>,
    period: Period,
    members: Vec<Option<usize>>,
}

struct Reader<'a, 'i> {
    context: &'a mut Context<'i>,
    lists: &'a Lists,
    indicator: &'a mut Indicator,
    figures: Figures,
    known: BTreeMap<Column, ColumnId>,
    /// The place of the row before: tables mostly have places in the author's order.
    last_place: Option<Id<Place>>,
    /// The table being read, where it gives figures again.
    restating: Option<RestatedTable>,
}

impl Reader<'_, '_> {
    fn table(&mut self, raw: &parse::Table) {
        let documents = &self.lists.documents;
        let document = self.context.resolve("document", documents, &raw.document, "content/documents.toml");
        let (at, note) = (self.context.localized(&raw.at), self.context.maybe_localized(raw.note.as_ref()));
        let place = raw.place.as_ref().and_then(|place| self.place(place));
        let period = raw.period.as_ref().and_then(|period| self.context.period(period));
        let roles: Vec<_> = (0..raw.columns.len()).map(|at| self.first_role(&raw.columns[..=at])).collect();
        self.need_column(raw, "place", raw.place.is_some());
        self.need_column(raw, "period", raw.period.is_some());
        let total = raw.total.as_ref().and_then(|row| self.total_place(&roles, row));
        if let (Some(document), Some(at)) = (document, at) {
            if raw.restates {
                self.restating = Some(RestatedTable { document, at, cells: Vec::new() });
            } else {
                self.indicator.tables.push(SourceTable { document, at, note, total, latest: None });
            }
            for row in raw.rows.iter().chain(&raw.total) {
                self.row(row, &roles, (place, period));
            }
            self.figures.restated.extend(self.restating.take());
            self.check_total(raw, &roles, total);
        }
    }

    /// Reads the head of a column: `place`, `period`, a dimension, or a measure with members.
    fn role(&mut self, text: &Text) -> Option<Role> {
        match text.value.as_str() {
            "place" => return Some(Role::Place),
            "period" => return Some(Role::Period),
            name => {
                if let Some(at) =
                    self.indicator.dimensions.iter().position(|dimension| dimension.name_id == name)
                {
                    return Some(Role::Dimension(at));
                }
            }
        }
        let column = parse_column(self.indicator, &text.value).map(Role::Figure);
        let home = format!("content/indicators/{}.toml", self.indicator.name_id);
        let mut parts = text.value.split('.');
        if column.is_none() && parts.any(|part| self.context.is_declared(part, &home)) {
            return None;
        }
        column.or_else(|| {
            let known: Vec<&str> = self.indicator.measures.iter().map(|m| m.name_id.as_str()).collect();
            let unknown = Diagnostic::at(Code::UnknownColumn, text.span).with("column", &text.value);
            let unknown = unknown.with("known", known.join(", ")).suggest(&text.value, known);
            self.context.refuse(unknown)
        })
    }

    /// Reads the head of the last of these columns; one that stands before it too is told of, and not read again.
    fn first_role(&mut self, columns: &[Text]) -> Option<Role> {
        let (column, before) = columns.split_last()?;
        let Some(first) = before.iter().find(|other| other.value == column.value) else {
            return self.role(column);
        };
        let doubled = Diagnostic::at(Code::DoubledColumn, column.span).with("column", &column.value);
        self.context.refuse(doubled.beside(first.span))
    }

    fn need_column(&mut self, raw: &parse::Table, kind: &str, is_given: bool) {
        if !is_given && !raw.columns.iter().any(|column| column.value == kind) {
            self.context.tell(Diagnostic::at(Code::MissingColumn, raw.span).with("kind", kind));
        }
    }

    fn place(&mut self, text: &Text) -> Option<Id<Place>> {
        let places = &self.lists.places;
        let found = places.find_after(self.last_place, &text.value);
        let found = found.or_else(|| self.context.resolve("place", places, text, "content/places.toml"));
        self.last_place = found.or(self.last_place);
        found
    }

    /// Reads the cell that names the place of a row.
    fn place_of(&mut self, cell: &Spanned<Cell>) -> Option<Id<Place>> {
        let Cell::Word(word) = &cell.value else { return self.word(cell).and_then(|text| self.place(&text)) };
        // Most rows stand in the author's order: to know the next place nothing has to be made.
        match self.lists.places.find_after(self.last_place, word) {
            Some(next) => Some(*self.last_place.insert(next)),
            None => self.place(&Spanned::new(word.clone(), cell.span)),
        }
    }

    fn row(
        &mut self,
        row: &Row,
        roles: &[Option<Role>],
        (place, period): (Option<Id<Place>>, Option<Period>),
    ) {
        if row.value.len() != roles.len() {
            let wrong = Diagnostic::at(Code::RowLength, row.span).with("found", row.value.len());
            self.context.tell(wrong.with("expected", roles.len()));
            return;
        }
        let mut key = (place, period, vec![None; self.indicator.dimensions.len()]);
        for (cell, role) in row.value.iter().zip(roles) {
            match role {
                Some(Role::Place) => key.0 = self.place_of(cell),
                Some(Role::Period) => key.1 = self.word(cell).and_then(|text| self.context.period(&text)),
                Some(Role::Dimension(at)) => key.2[*at] = self.member(*at, cell),
                Some(Role::Figure(_)) | None => {}
            }
        }
        let (Some(place), Some(period), members) = key else {
            self.check_cells(row, roles);
            return;
        };
        let key = RowKey { place, period, members };
        for (cell, role) in row.value.iter().zip(roles) {
            if let Some(Role::Figure(column)) = role {
                self.cell(cell, column, &key);
            }
        }
    }

    /// Reads a cell that names something; tells of one that cannot.
    fn word(&mut self, cell: &Spanned<Cell>) -> Option<Text> {
        word(cell).or_else(|| {
            let wrong = Diagnostic::at(Code::WrongType, cell.span).with("key", "rows");
            self.context.refuse(wrong.with("expected", "@text-type"))
        })
    }

    /// Tells of mistakes in the cells of a row that cannot be used: they are told in the same run.
    fn check_cells(&mut self, row: &Row, roles: &[Option<Role>]) {
        for (cell, role) in row.value.iter().zip(roles) {
            if let Some(Role::Figure(column)) = role {
                let is_computed = self.indicator.measures[column.measure].formula.is_some();
                self.reading(cell, column.measure, is_computed);
            }
        }
    }

    fn member(&mut self, dimension: usize, cell: &Spanned<Cell>) -> Option<usize> {
        let text = self.word(cell)?;
        let members = &self.indicator.dimensions[dimension].members;
        let found = members.iter().position(|member| member.name_id == text.value);
        let known = members.iter().map(|member| member.name_id.as_str()).collect();
        found.or_else(|| self.context.unknown("member", &text, known, "content/indicators/"))
    }

    fn cell(&mut self, cell: &Spanned<Cell>, column: &Column, key: &RowKey) {
        let members = column.members.iter().zip(&key.members).map(|(head, row)| head.or(*row)).collect();
        let column = Column { measure: column.measure, members };
        let is_computed = self.indicator.measures[column.measure].formula.is_some();
        let Some((reading, remark)) = self.reading(cell, column.measure, is_computed) else { return };
        if let Some(table) = &mut self.restating {
            let (place, period, span) = (key.place, key.period, cell.span);
            table.cells.push(RestatedCell { column, place, period, reading, span });
            return;
        }
        let observation = Observation {
            column: self.column(column),
            place: key.place,
            period: key.period,
            reading,
            stated: None,
            stated_mark: None,
            remark: remark.map(Box::new),
            table: self.indicator.tables.len() - 1,
            span: cell.span,
        };
        let list = if is_computed { &mut self.figures.stated } else { &mut self.figures.typed };
        list.push(observation);
    }

    fn column(&mut self, column: Column) -> ColumnId {
        *self.known.entry(column.clone()).or_insert_with(|| {
            self.indicator.columns.push(column);
            self.indicator.columns.len() - 1
        })
    }

    /// Reads a cell. Nothing where it holds a mistake, and where a source leaves a computed rate blank.
    fn reading(
        &mut self,
        cell: &Spanned<Cell>,
        measure: usize,
        is_computed: bool,
    ) -> Option<(Reading, Option<Remark>)> {
        match &cell.value {
            Cell::Number(value) => {
                self.check_whole(*value, cell.span, measure)?;
                Some((Reading::Measured { value: *value, mark: None }, None))
            }
            Cell::Word(text) => {
                let reason = self.reason(&Spanned::new(text.clone(), cell.span))?;
                (!is_computed).then_some((Reading::Missing(reason), None))
            }
            Cell::Detail(detail) => self.detail(detail, measure),
        }
    }

    fn detail(&mut self, detail: &CellDetail, measure: usize) -> Option<(Reading, Option<Remark>)> {
        let proposed = detail.proposed.as_ref().and_then(|cell| self.proposed(cell));
        let note = self.context.maybe_localized(detail.note.as_ref());
        let marks = Mark::WRITABLE.map(|mark| (mark.name(), mark));
        let mark = detail.mark.as_ref().and_then(|text| self.context.word("mark", text, &marks));
        let as_read = detail.illegible.as_ref().map(|text| text.value.clone());
        let remark =
            Remark { as_read, proposed, rounded: detail.rounded.as_ref().map(|step| step.value), note };
        let has_remark = remark.as_read.is_some()
            || remark.proposed.is_some()
            || remark.rounded.is_some()
            || remark.note.is_some();
        let reading = match &detail.value {
            Some(value) => {
                self.check_whole(value.value, value.span, measure)?;
                let doubt = remark.proposed.map(|_| Mark::Doubtful);
                Reading::Measured { value: value.value, mark: doubt.or(mark) }
            }
            None => Reading::Missing(MissingReason::Illegible),
        };
        Some((reading, has_remark.then_some(remark)))
    }

    fn proposed(&mut self, cell: &Spanned<Cell>) -> Option<Proposed> {
        match &cell.value {
            Cell::Number(value) => Some(Proposed::Value(*value)),
            Cell::Word(text) => self.reason(&Spanned::new(text.clone(), cell.span)).map(Proposed::Missing),
            Cell::Detail(_) => None,
        }
    }

    /// Reads the word for why there is no value; an empty cell is one that the source leaves blank.
    fn reason(&mut self, text: &Text) -> Option<MissingReason> {
        if text.value.is_empty() {
            return Some(MissingReason::NotReported);
        }
        let writable = [MissingReason::NotReported, MissingReason::NotApplicable, MissingReason::NotDue];
        self.context.word("rows", text, &writable.map(|reason| (reason.name(), reason)))
    }

    /// Refuses 1.348 where 1348 accounts were meant: a Vietnamese thousands separator is a decimal point in TOML.
    fn check_whole(&mut self, value: Value, span: Span, measure: usize) -> Option<()> {
        let is_whole = match self.indicator.measures[measure].unit {
            MeasureUnit::Counted(unit) => self.lists.units.get(unit).is_whole,
            MeasureUnit::Percent => false,
        };
        if is_whole && value.decimals() > 0 {
            let text = value.to_string();
            let fraction = Diagnostic::at(Code::FractionalCount, span).with("whole", text.replace('.', ""));
            return self.context.refuse(fraction.with("text", text));
        }
        Some(())
    }

    fn total_place(&self, roles: &[Option<Role>], row: &Row) -> Option<Id<Place>> {
        let at = roles.iter().position(|role| matches!(role, Some(Role::Place)))?;
        self.lists.places.find(&word(row.value.get(at)?)?.value)
    }

    fn check_total(&mut self, raw: &parse::Table, roles: &[Option<Role>], total: Option<Id<Place>>) {
        let (Some(total), Some(row)) = (total, &raw.total) else { return };
        let strangers = raw.rows.iter().filter_map(|row| self.total_place(roles, row));
        let mut parents = strangers.map(|place| self.lists.places.get(place).parent);
        if parents.any(|parent| parent != Some(total)) {
            let at = roles.iter().position(|role| matches!(role, Some(Role::Place))).unwrap_or(0);
            let name = &self.lists.places.get(total).name_id;
            self.context.tell(Diagnostic::at(Code::TotalNotParent, row.value[at].span).with("place", name));
        }
    }
}

/// Reads `measure.member.member`; nothing where a part is unknown.
pub(super) fn parse_column(indicator: &Indicator, text: &str) -> Option<Column> {
    let mut parts = text.split('.');
    let name = parts.next()?;
    let measure = indicator.measures.iter().position(|measure| measure.name_id == name)?;
    let mut members = vec![None; indicator.dimensions.len()];
    for part in parts {
        let mut dimensions = indicator.dimensions.iter().enumerate();
        let (dimension, member) = dimensions.find_map(|(at, dimension)| {
            Some((at, dimension.members.iter().position(|member| member.name_id == part)?))
        })?;
        members[dimension] = Some(member);
    }
    Some(Column { measure, members })
}

fn word(cell: &Spanned<Cell>) -> Option<Text> {
    match &cell.value {
        Cell::Word(text) => Some(Spanned::new(text.clone(), cell.span)),
        Cell::Number(value) => Some(Spanned::new(value.to_string(), cell.span)),
        Cell::Detail(_) => None,
    }
}
