//! Small multiples: the main measure at every part of a place over time, side by side.

use std::collections::BTreeSet;

use super::chart::head;
use super::show::Show;
use super::view::{ChartView, ColumnView, RowView, TableView};
use crate::chart::{Chart, Extent, Panels, Series};
use crate::model::{Id, Indicator, MeasureUnit, Observation, Panel, Period, Place, Value};

impl Show<'_> {
    /// Draws the parts of a place over time; nothing where their figures cannot be compared over time.
    pub(super) fn panels(&self, id: Id<Indicator>, parent: Id<Place>) -> Option<ChartView> {
        let indicator = self.catalogue.indicators.get(id);
        let panels = self.catalogue.panels(indicator, parent);
        let (first, last) = ends(&panels)?;
        let name = self.fill("chart-panels-name", &[("measure", &self.column(indicator, indicator.main))]);
        let (n, from, to) = (self.count(panels.len()), self.period(first), self.period(last));
        let args = [("place", self.place(parent)), ("n", &n), ("first", &from), ("last", &to)];
        let description = self.fill("chart-panels-description", &args);
        let is_percent = indicator.measure(indicator.main).unit == MeasureUnit::Percent;
        let drawing = Panels {
            head: head("panels", &name, &description),
            series: panels.iter().map(|panel| self.panel(indicator, panel)).collect(),
            extent: if is_percent { Extent::Zero } else { Extent::Count },
        };
        let svg = drawing.draw(self.medium);
        let table = self.table_of_panels(id, &panels, &name);
        let sources = self.citations(id, observations(&panels));
        let gist = self.panels_gist(&panels, (first, last));
        Some(ChartView { id: "panels".to_owned(), name, gist, svg, description, table, sources, embed: None })
    }

    fn panel(&self, indicator: &Indicator, panel: &Panel<'_>) -> Series<'_> {
        let ends = [panel.series.first(), panel.series.last()].into_iter().flatten();
        let ends: Vec<String> = ends.map(|observation| self.reading(indicator, observation)).collect();
        Series {
            name: self.place(panel.place).into(),
            points: panel.series.iter().map(|observation| self.point(indicator, observation)).collect(),
            last: ends.join(" → ").into(),
        }
    }

    /// Makes a table with a row for each place and a column for each period.
    fn table_of_panels(&self, id: Id<Indicator>, panels: &[Panel<'_>], caption: &str) -> TableView {
        let indicator = self.catalogue.indicators.get(id);
        let periods: BTreeSet<Period> = observations(panels).map(|observation| observation.period).collect();
        let unit = self.unit(indicator, indicator.main, None);
        let figures =
            |&period: &Period| ColumnView { name: self.period(period), unit: unit.clone(), is_figure: true };
        let place = ColumnView { name: self.word("column-place"), unit: String::new(), is_figure: false };
        let row = |panel: &Panel<'_>| RowView {
            head: self.place_link(panel.place),
            is_total: false,
            cells: periods.iter().map(|&period| self.cell(id, panel.at(period))).collect(),
        };
        let columns = std::iter::once(place).chain(periods.iter().map(figures)).collect();
        TableView::new(caption.to_owned(), columns, panels.iter().map(row).collect())
    }

    /// Says at how many places the figure rose, fell and stayed, of those that have one at both ends.
    fn panels_gist(&self, panels: &[Panel<'_>], (first, last): (Period, Period)) -> Option<String> {
        let both = panels.iter().filter_map(|panel| {
            let value = |period| panel.at(period)?.reading.value();
            Some((value(first)?, value(last)?))
        });
        let both: Vec<(Value, Value)> = both.collect();
        let count = |key, is_so: &dyn Fn(&(Value, Value)) -> bool| {
            let n = both.iter().filter(|pair| is_so(pair)).count();
            (n > 0).then(|| self.fill(key, &[("n", &self.count(n))]))
        };
        let said = [
            count("gist-panels-up", &|(from, to)| to > from),
            count("gist-panels-down", &|(from, to)| to < from),
            count("gist-panels-same", &|(from, to)| to == from),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let (from, to, n) = (self.period(first), self.period(last), self.count(both.len()));
        let changes = said.join(", ");
        let args = [("list", changes.as_str()), ("n", &n), ("first", &from), ("last", &to)];
        (both.len() > 1).then(|| self.fill("gist-panels", &args))
    }
}

/// Returns the first and the last period that any of them was observed in.
fn ends(panels: &[Panel<'_>]) -> Option<(Period, Period)> {
    let periods = || observations(panels).map(|observation| observation.period);
    Some((periods().min()?, periods().max()?))
}

fn observations<'c>(panels: &[Panel<'c>]) -> impl Iterator<Item = &'c Observation> {
    panels.iter().flat_map(|panel| panel.series.iter().copied())
}
