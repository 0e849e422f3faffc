//! Tables of figures.

use std::collections::{BTreeMap, BTreeSet};

use super::show::{Show, figure_anchor};
use super::view::{CellView, ColumnView, LinkView, RowView, TableView};
use crate::model::{
    Column, ColumnId, Id, Indicator, MeasureId, MeasureUnit, Observation, Period, Place, Ranking,
};
use crate::plan::PageKind;

/// Rows of places that a table has, at most, and how many of the first and of the last are shown where there are more.
pub(super) const MOST_ROWS: usize = 1000;
pub(super) const SHOWN_ROWS: usize = 100;
/// Members of a dimension from which a table of them reads better than a list.
const LEAST_MEMBERS: usize = 4;

impl<'a> Show<'a> {
    /// Makes a table whose rows are the children of a place and whose columns are columns of an indicator, in the order
    /// of the first column's ranking; places that are not ranked follow, the place itself comes last.
    pub(super) fn table_of_places(
        &self,
        id: Id<Indicator>,
        columns: &[ColumnId],
        (parent, period): (Id<Place>, Period),
        caption: &str,
    ) -> TableView {
        let indicator = self.catalogue.indicators.get(id);
        let places = self.places_in_order(indicator, columns[0], (parent, period));
        let row = |place: Id<Place>| {
            let cells =
                columns.iter().map(|&column| self.cell(id, indicator.observations.at(column, place, period)));
            RowView { head: self.place_link(place), is_total: place == parent, cells: cells.collect() }
        };
        let is_observed = |place: &Id<Place>| {
            columns.iter().any(|&column| indicator.observations.at(column, *place, period).is_some())
        };
        let places: Vec<Id<Place>> = places.into_iter().chain([parent]).filter(is_observed).collect();
        let rows = self.shortened_rows(&places, |&place| row(place), (id, period, columns.len()));
        let heads = columns.iter().map(|&column| self.head(indicator, column));
        let columns = std::iter::once(self.text_head("column-place")).chain(heads).collect();
        TableView::new(caption.to_owned(), columns, rows)
    }

    /// Makes all rows, or the first and last where there are so many that a phone could not show them, with a row between
    /// that leads to the page of the period, which has all.
    fn shortened_rows<T>(
        &self,
        items: &[T],
        row: impl Fn(&T) -> RowView,
        (id, period, n_columns): (Id<Indicator>, Period, usize),
    ) -> Vec<RowView> {
        if items.len() <= MOST_ROWS {
            return items.iter().map(row).collect();
        }
        let (first, last) = (&items[..SHOWN_ROWS], &items[items.len() - SHOWN_ROWS..]);
        let more = self.more_row(items.len() - first.len() - last.len(), (id, period, n_columns));
        first.iter().map(&row).chain([more]).chain(last.iter().map(&row)).collect()
    }

    /// Says how many places a table leaves out, and leads to the page that has them.
    pub(super) fn more_row(
        &self,
        n: usize,
        (id, period, n_columns): (Id<Indicator>, Period, usize),
    ) -> RowView {
        let name = self.fill("table-more", &[("n", &self.count(n))]);
        let head = LinkView { name, url: self.url(PageKind::Figures(id, period)) };
        RowView { head, is_total: false, cells: vec![Self::text_cell("⋮"); n_columns] }
    }

    /// Makes a table whose rows are columns of an indicator, for one place.
    pub(super) fn table_of_columns(
        &self,
        id: Id<Indicator>,
        columns: &[ColumnId],
        (place, period): (Id<Place>, Option<Period>),
        caption: &str,
    ) -> TableView {
        let indicator = self.catalogue.indicators.get(id);
        let observed = columns.iter().filter_map(|&column| {
            let asked = period.and_then(|period| indicator.observations.at(column, place, period));
            asked.or_else(|| indicator.observations.latest(column, place))
        });
        let observed: Vec<&Observation> = observed.collect();
        let unit = |seen: &Observation| self.unit(indicator, seen.column, None);
        let units: BTreeSet<String> = observed.iter().map(|seen| unit(seen)).collect();
        // What all or most rows share stands once, above them: a phone has room for little more than names and values.
        let shared = most_frequent(&observed).filter(|shared| period.is_none_or(|asked| asked == *shared));
        let (has_unit, has_period) = (units.len() > 1, shared.is_none());
        let row = |&seen: &&Observation| {
            let mut name = self.column(indicator, seen.column);
            let unit = unit(seen);
            if has_unit && !unit.is_empty() {
                name = format!("{name} ({unit})");
            }
            if shared.is_some_and(|shared| shared != seen.period) {
                name = format!("{name} ({})", self.period(seen.period));
            }
            let mut cells = vec![self.cell(id, Some(seen))];
            cells.extend(has_period.then(|| Self::text_cell(&self.period(seen.period))));
            RowView { head: LinkView { name, url: None }, is_total: false, cells }
        };
        let rows = observed.iter().map(row).collect();
        let value = ColumnView {
            unit: units.into_iter().next().filter(|_| !has_unit).unwrap_or_default(),
            is_figure: true,
            ..self.text_head("column-value")
        };
        let mut heads = vec![self.text_head("column-measure"), value];
        heads.extend(has_period.then(|| self.text_head("column-period")));
        let shared = shared.filter(|_| period.is_none());
        let caption =
            shared.map_or_else(|| caption.to_owned(), |shared| format!("{caption}, {}", self.period(shared)));
        TableView::new(caption, heads, rows)
    }

    /// Makes a table of one place whose rows are the members of the only dimension of an indicator and whose columns are
    /// measures, as annexes print it; nothing where there are too few of either, or the figures are of several periods.
    pub(super) fn table_of_members(
        &self,
        id: Id<Indicator>,
        columns: &[ColumnId],
        (place, period): (Id<Place>, Option<Period>),
        caption: &str,
    ) -> Option<TableView> {
        let indicator = self.catalogue.indicators.get(id);
        let [dimension] = indicator.dimensions.as_slice() else { return None };
        let observe = |column: ColumnId| match period {
            Some(period) => indicator.observations.at(column, place, period),
            None => indicator.observations.latest(column, place),
        };
        let observed: Vec<&Observation> = columns.iter().filter_map(|&column| observe(column)).collect();
        let measures: BTreeSet<MeasureId> =
            observed.iter().map(|seen| indicator.columns[seen.column].measure).collect();
        let members: BTreeSet<Option<usize>> =
            observed.iter().map(|seen| indicator.columns[seen.column].members[0]).collect();
        let periods: BTreeSet<Period> = observed.iter().map(|seen| seen.period).collect();
        if measures.len() < 2 || members.len() < LEAST_MEMBERS || periods.len() > 1 {
            return None;
        }
        let cell = |measure: MeasureId, member: Option<usize>| {
            let column = indicator.find_column(&Column { measure, members: vec![member] });
            let seen = column.and_then(observe);
            let anchor = seen.map(|seen| figure_anchor(self.catalogue, indicator, seen));
            CellView { anchor, ..self.cell(id, seen) }
        };
        let row = |member: Option<usize>| {
            let name = member.map_or_else(
                || self.word("whole"),
                |member| self.text(&dimension.members[member].name).to_owned(),
            );
            let cells = measures.iter().map(|&measure| cell(measure, member)).collect();
            RowView { head: LinkView { name, url: None }, is_total: member.is_none(), cells }
        };
        // The whole comes last, as the total of an annex does.
        let (whole, parts): (Vec<_>, Vec<_>) = members.iter().partition(|member| member.is_none());
        let rows = parts.into_iter().chain(whole).map(|&member| row(member)).collect();
        let head = |&measure: &MeasureId| ColumnView {
            name: self.text(&indicator.measures[measure].name).to_owned(),
            unit: match indicator.measures[measure].unit {
                MeasureUnit::Percent => String::new(),
                unit @ MeasureUnit::Counted(_) => self.unit_name(unit).to_owned(),
            },
            is_figure: true,
        };
        let names =
            ColumnView { name: self.text(&dimension.name).to_owned(), unit: String::new(), is_figure: false };
        let columns = std::iter::once(names).chain(measures.iter().map(head)).collect();
        let period = periods.first().map_or(String::new(), |&period| self.period(period));
        Some(TableView::new(format!("{caption}, {period}"), columns, rows))
    }

    /// Makes a table whose rows are observations of one column, with the given heads.
    pub(super) fn table_of_observations(
        &self,
        id: Id<Indicator>,
        rows: &[(LinkView, &Observation)],
        (head, column, caption): (&'a str, ColumnId, &str),
    ) -> TableView {
        let indicator = self.catalogue.indicators.get(id);
        let row = |(head, observation): &(LinkView, &Observation)| RowView {
            head: head.clone(),
            is_total: false,
            cells: vec![self.cell(id, Some(observation))],
        };
        let columns = vec![self.text_head(head), self.head(indicator, column)];
        let all = rows
            .first()
            .map_or(Vec::new(), |(_, first)| self.shortened_rows(rows, row, (id, first.period, 1)));
        TableView::new(caption.to_owned(), columns, all)
    }

    fn places_in_order(
        &self,
        indicator: &'a Indicator,
        column: ColumnId,
        (parent, period): (Id<Place>, Period),
    ) -> Vec<Id<Place>> {
        let ranking = Ranking::new(self.catalogue, indicator, column, (parent, period));
        let mut places: Vec<Id<Place>> =
            ranking.iter().flat_map(|ranking| &ranking.entries).map(|entry| entry.place).collect();
        let ranked: BTreeSet<Id<Place>> = places.iter().copied().collect();
        let rest: Vec<Id<Place>> =
            self.catalogue.children(parent).map(|(id, _)| id).filter(|id| !ranked.contains(id)).collect();
        places.extend(rest);
        places
    }

    /// Makes the heads of columns whose members stand in the caption.
    pub(super) fn heads_of_cut(&self, indicator: &'a Indicator, columns: &[ColumnId]) -> Vec<ColumnView> {
        let heads = columns.iter().map(|&column| ColumnView {
            name: self.text(&indicator.measure(column).name).to_owned(),
            ..self.head(indicator, column)
        });
        std::iter::once(self.text_head("column-place")).chain(heads).collect()
    }

    fn head(&self, indicator: &'a Indicator, column: ColumnId) -> ColumnView {
        ColumnView {
            name: self.column(indicator, column),
            unit: self.unit(indicator, column, None),
            is_figure: true,
        }
    }

    fn text_head(&self, key: &'a str) -> ColumnView {
        ColumnView { name: self.word(key), unit: String::new(), is_figure: false }
    }

    /// Makes a cell; empty where nothing was observed.
    pub(super) fn cell(&self, id: Id<Indicator>, observation: Option<&Observation>) -> CellView {
        let Some(observation) = observation else { return Self::text_cell("") };
        match self.plain_value(id, observation) {
            Some(value) => {
                let text = self.value(self.catalogue.indicators.get(id), observation.column, value);
                CellView { value: Some(value.to_string()), ..Self::text_cell(&text) }
            }
            None => CellView { figure: Some(self.figure(id, observation)), ..Self::text_cell("") },
        }
    }

    fn text_cell(text: &str) -> CellView {
        CellView { value: None, text: text.to_owned(), pad: None, figure: None, anchor: None }
    }
}

/// Returns the period of more than half of the observations.
fn most_frequent(observed: &[&Observation]) -> Option<Period> {
    let n_of = |period| observed.iter().filter(|seen| seen.period == period).count();
    observed.iter().map(|seen| seen.period).find(|&period| 2 * n_of(period) > observed.len())
}

/// Columns of a table beside the names of its rows that fit on paper.
const MOST_COLUMNS: usize = 8;

/// Spreads columns over tables that are not wider than paper: one for each part that measures are cut to, and more
/// where it has too many measures.
pub(super) fn narrow(
    indicator: &Indicator,
    columns: impl IntoIterator<Item = ColumnId>,
) -> Vec<Vec<ColumnId>> {
    let mut by_cut: BTreeMap<&[Option<usize>], Vec<ColumnId>> = BTreeMap::new();
    for column in columns {
        by_cut.entry(&indicator.columns[column].members).or_default().push(column);
    }
    by_cut.values().flat_map(|columns| columns.chunks(MOST_COLUMNS)).map(<[ColumnId]>::to_vec).collect()
}

/// Numbers tables that follow each other under one name.
pub(super) fn numbered(mut tables: Vec<TableView>) -> Vec<TableView> {
    for group in tables.chunk_by_mut(|a, b| a.caption == b.caption).filter(|group| group.len() > 1) {
        let count = group.len();
        for (at, table) in group.iter_mut().enumerate() {
            table.caption = format!("{} ({}/{count})", table.caption, at + 1);
        }
    }
    tables
}
