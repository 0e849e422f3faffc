//! All figures of an indicator in one period: the page where each figure has its own address, its source and a line to
//! cite it by. Other pages show the latest figures; this one stays as it is when newer ones come.

use std::collections::BTreeSet;

use super::Body;
use super::show::{Show, figure_anchor};
use super::table::{narrow, numbered};
use super::view::{CiteView, FiguresView, LinkView, RowView, TableView};
use crate::model::{ColumnId, Id, Indicator, Observation, Period, Place, TableId};
use crate::plan::{PageKind, data_path};

impl Show<'_> {
    pub(super) fn figures_title(&self, id: Id<Indicator>, period: Period) -> String {
        let name = self.text(&self.catalogue.indicators.get(id).name);
        self.fill("title-figures", &[("indicator", name), ("period", &self.period(period))])
    }

    pub(super) fn figures(&self, id: Id<Indicator>, period: Period) -> Body {
        let indicator = self.catalogue.indicators.get(id);
        let all = indicator.observations.iter();
        let observed: Vec<&Observation> = all.filter(|observation| observation.period == period).collect();
        let data = data_path(indicator);
        let view = FiguresView {
            indicator: self.indicator_link(id),
            tables: self.figure_tables(id, period, &observed),
            cites: self.cites(id, period, &observed),
            periods: self.periods(id, Some(period)),
            csv: self.file_url(&format!("{data}.csv")),
            json: self.file_url(&format!("{data}.json")),
        };
        Body::new("figures.html", &view)
    }

    /// Links to the figures of each period but one, newest first.
    pub(super) fn periods(&self, id: Id<Indicator>, but: Option<Period>) -> Vec<LinkView> {
        let periods = self.catalogue.indicators.get(id).periods();
        let others = periods.iter().copied().rev().filter(|period| Some(*period) != but);
        others.map(|period| self.link(&self.period(period), PageKind::Figures(id, period))).collect()
    }

    /// Makes a table of all places for each part that measures are cut to; of a single place, one of its measures.
    pub(super) fn figure_tables(
        &self,
        id: Id<Indicator>,
        period: Period,
        observed: &[&Observation],
    ) -> Vec<TableView> {
        let indicator = self.catalogue.indicators.get(id);
        let places: BTreeSet<Id<Place>> = observed.iter().map(|observation| observation.place).collect();
        let columns: BTreeSet<ColumnId> = observed.iter().map(|observation| observation.column).collect();
        if let (1, Some(&place)) = (places.len(), places.first()) {
            let columns: Vec<ColumnId> = columns.into_iter().collect();
            return vec![self.figures_of_place(id, &columns, (place, period))];
        }
        let tables = narrow(indicator, columns);
        let tables = tables.iter().map(|columns| self.figures_of_places(id, columns, (&places, period)));
        numbered(tables.collect())
    }

    fn figures_of_place(
        &self,
        id: Id<Indicator>,
        columns: &[ColumnId],
        (place, period): (Id<Place>, Period),
    ) -> TableView {
        let indicator = self.catalogue.indicators.get(id);
        if let Some(table) = self.table_of_members(id, columns, (place, Some(period)), self.place(place)) {
            return table;
        }
        let mut table = self.table_of_columns(id, columns, (place, Some(period)), self.place(place));
        let observed = columns.iter().filter_map(|&column| indicator.observations.at(column, place, period));
        for (row, observation) in table.rows.iter_mut().zip(observed) {
            row.cells[0].anchor = Some(figure_anchor(self.catalogue, indicator, observation));
        }
        table
    }

    fn figures_of_places(
        &self,
        id: Id<Indicator>,
        columns: &[ColumnId],
        (places, period): (&BTreeSet<Id<Place>>, Period),
    ) -> TableView {
        let indicator = self.catalogue.indicators.get(id);
        let observed = |place: Id<Place>| {
            columns.iter().map(move |&column| indicator.observations.at(column, place, period))
        };
        let listed: Vec<Id<Place>> = places.iter().copied().collect();
        let link = self.links_among(&listed);
        let row = |place: Id<Place>| {
            let cells = observed(place).map(|observation| {
                let mut cell = self.cell(id, observation);
                cell.anchor =
                    observation.map(|observation| figure_anchor(self.catalogue, indicator, observation));
                cell
            });
            RowView { head: link(place), is_total: false, cells: cells.collect() }
        };
        let rows = places.iter().filter(|&&place| observed(place).flatten().next().is_some());
        let caption = self.cut_caption(id, columns[0], period);
        TableView::new(
            caption,
            self.heads_of_cut(indicator, columns),
            rows.map(|&place| row(place)).collect(),
        )
    }

    fn cites(&self, id: Id<Indicator>, period: Period, observed: &[&Observation]) -> Vec<CiteView> {
        let tables: BTreeSet<_> = observed.iter().map(|observation| observation.table).collect();
        let indicator = self.catalogue.indicators.get(id);
        let path = self.plan.path(PageKind::Figures(id, period), self.locale).unwrap_or_default();
        let cite = |table: TableId| {
            let source = &indicator.tables[table];
            let document = self.document_name(self.catalogue.documents.get(source.document));
            let title = self.figures_title(id, period);
            let site = self.text(&self.catalogue.settings.title);
            let at = self.text(&source.at);
            let args = [("title", title.as_str()), ("site", site), ("document", &document), ("at", at)];
            CiteView {
                text: self.fill("cite-line", &args),
                address: format!("{}{path}", self.catalogue.settings.base_url),
                source: self.citation(id, table),
            }
        };
        tables.into_iter().map(cite).collect()
    }
}
