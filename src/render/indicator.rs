//! Indicators: the list, and the page of each.

use super::Body;
use super::exhibit::Shown;
use super::show::Show;
use super::table::{MOST_ROWS, SHOWN_ROWS, narrow, numbered};
use super::theme::Ready;
use super::view::{ChartView, IndicatorView, IndicatorsView, MeasureView, SummaryView, TableView, TopicView};
use crate::model::{ColumnId, Exhibit, Formula, Id, Indicator, Observation, Period, Place, Target, Topic};
use crate::plan::{PageKind, data_path};

impl Show<'_> {
    pub(super) fn indicators(&self) -> Body {
        let summary = |id: Id<Indicator>| {
            let indicator = self.catalogue.indicators.get(id);
            self.summary(
                id,
                indicator.main,
                self.catalogue.main_place(indicator)?,
                &format!("spark-{}", id.index()),
            )
        };
        Body::new("indicators.html", &IndicatorsView { topics: self.by_topic(summary) })
    }

    /// Groups what can be shown of indicators by topic, in the site's order; empty topics are left out.
    pub(super) fn by_topic<T>(&self, show: impl Fn(Id<Indicator>) -> Option<T>) -> Vec<TopicView<T>> {
        let of_topic = |topic: Id<Topic>| {
            let indicators =
                self.catalogue.indicators.iter().filter(move |(_, indicator)| indicator.topic == topic);
            indicators.filter_map(|(id, _)| show(id)).collect::<Vec<_>>()
        };
        let topics = self.catalogue.topics.iter().map(|(id, topic)| TopicView {
            name: topic.name.get(self.locale).clone(),
            description: topic.description.as_ref().map(|text| text.get(self.locale).clone()),
            indicators: of_topic(id),
        });
        topics.filter(|topic| !topic.indicators.is_empty()).collect()
    }

    /// Sums up a column at a place: latest value, target, a small chart.
    pub(super) fn summary(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        place: Id<Place>,
        chart_id: &str,
    ) -> Option<SummaryView> {
        let indicator = self.catalogue.indicators.get(id);
        let observation = indicator.observations.latest(column, place)?;
        let name = indicator.name.get(self.locale).clone();
        let chart_name = format!("{name}: {}", self.column(indicator, column));
        let bullet = self.bullet_svg((id, column), observation, (chart_id, &chart_name));
        let svg = bullet.or_else(|| self.spark_svg(indicator, observation, (chart_id, &chart_name)));
        let target = self.catalogue.target(id, column, place);
        Some(SummaryView {
            name,
            measure: self.column(indicator, column),
            url: self.url(PageKind::Indicator(id)),
            definition: indicator.definition.get(self.locale).clone(),
            figure: self.figure(id, observation),
            place: self.place(place).to_owned(),
            period: self.period(observation.period),
            svg,
            target: target.map(|target| self.target_text(target)),
            rank: None,
            whole: None,
        })
    }

    pub(super) fn indicator(&self, id: Id<Indicator>) -> Body {
        let indicator = self.catalogue.indicators.get(id);
        let parent = self.catalogue.compared(indicator).map(|(parent, _)| parent);
        let main = self.catalogue.main_place(indicator);
        let data = data_path(indicator);
        let is_of_this = |target: &Target| target.measure().is_some_and(|(measured, _)| measured == id);
        let ((exhibits, targets), (places, latest)) = rayon::join(
            || (self.exhibits(id), self.targets(is_of_this)),
            || {
                let places = parent.map(|parent| self.all_places(id, parent)).unwrap_or_default();
                let latest = main.map(|place| self.latest_tables(id, place, parent)).unwrap_or_default();
                (Ready::new(&places), Ready::new(&latest))
            },
        );
        let (mut map, mut rank, mut time, mut parts) = (None, None, Vec::new(), Vec::new());
        for (exhibit, shown) in exhibits {
            match (shown, exhibit) {
                (Shown::Map(shown), _) => map = Some(shown),
                (Shown::Chart(chart), Exhibit::Parts(..)) => parts.push(chart),
                (Shown::Chart(chart), Exhibit::Time(_) | Exhibit::Panels) => time.push(chart),
                (Shown::Chart(chart), _) => rank = Some(chart),
            }
        }
        let view = IndicatorView {
            definition: indicator.definition.get(self.locale).clone(),
            note: indicator.note.as_ref().map(|note| note.get(self.locale).clone()),
            headline: main.and_then(|place| self.summary(id, indicator.main, place, "headline")),
            targets,
            map,
            rank,
            places,
            latest,
            time,
            parts,
            measures: (0..indicator.measures.len()).map(|at| self.measure(indicator, at)).collect(),
            findings: self.findings_of(id),
            periods: self.periods(id, None),
            sources: (0..indicator.tables.len()).map(|table| self.citation(id, table)).collect(),
            csv: self.file_url(&format!("{data}.csv")),
            json: self.file_url(&format!("{data}.json")),
            linked_data: self.dataset(id),
        };
        Body::new("indicator.html", &view)
    }

    pub(super) fn main_rank(&self, id: Id<Indicator>, parent: Id<Place>) -> Option<ChartView> {
        let column = self.catalogue.indicators.get(id).main;
        let ranking = self.rankings.of_children(id, column, parent)?;
        let measure = self.column(self.catalogue.indicators.get(id), column);
        let name = self.fill("chart-rank-name", &[("measure", &measure)]);
        Some(self.rank((id, column), (&ranking, parent, None), ("rank", &name)))
    }

    /// Makes tables of all places for the latest period: one of whole measures, then one for each part they are cut to,
    /// so that none is wider than paper.
    fn all_places(&self, id: Id<Indicator>, parent: Id<Place>) -> Vec<TableView> {
        let indicator = self.catalogue.indicators.get(id);
        let Some(ranking) = self.rankings.of_children(id, indicator.main, parent) else { return Vec::new() };
        let period = ranking.period;
        let children: Vec<Id<Place>> = self.catalogue.children(parent).map(|(place, _)| place).collect();
        let is_observed = |&column: &ColumnId| {
            children.iter().any(|&place| indicator.observations.at(column, place, period).is_some())
        };
        let rest = (0..indicator.columns.len()).filter(|column| *column != indicator.main);
        let columns = std::iter::once(indicator.main).chain(rest).filter(is_observed);
        let tables = narrow(indicator, columns);
        numbered(tables.iter().map(|columns| self.places_table(id, columns, (parent, period))).collect())
    }

    /// Makes the table of columns that are cut to the same members: the members stand in the caption.
    fn places_table(&self, id: Id<Indicator>, columns: &[ColumnId], key: (Id<Place>, Period)) -> TableView {
        let caption = self.cut_caption(id, columns[0], key.1);
        let mut table = self.table_of_places(id, columns, key, &caption);
        table.columns = self.heads_of_cut(self.catalogue.indicators.get(id), columns);
        table
    }

    /// Names a table of columns that are cut to the same members.
    pub(super) fn cut_caption(&self, id: Id<Indicator>, column: ColumnId, period: Period) -> String {
        let indicator = self.catalogue.indicators.get(id);
        let members = indicator.members(column).map(|member| member.name.get(self.locale).as_str());
        let names = std::iter::once(indicator.name.get(self.locale).as_str()).chain(members);
        format!("{}, {}", names.collect::<Vec<_>>().join(", "), self.period(period))
    }

    /// Makes tables of the latest figures: of the main place, of the places it lies in, and of all that no ranking of the
    /// page shows.
    fn latest_tables(&self, id: Id<Indicator>, main: Id<Place>, ranked: Option<Id<Place>>) -> Vec<TableView> {
        let indicator = self.catalogue.indicators.get(id);
        let parent_of = |place: &Id<Place>| self.catalogue.places.get(*place).parent;
        let line: Vec<Id<Place>> = std::iter::successors(Some(main), parent_of).collect();
        let is_shown = |place: Id<Place>| {
            line.contains(&place)
                || ranked.is_some_and(|ranked| place == ranked || parent_of(&place) == Some(ranked))
        };
        let columns = 0..indicator.columns.len();
        let newest = |place: Id<Place>| {
            columns
                .clone()
                .filter_map(|column| Some(indicator.observations.latest(column, place)?.period))
                .max()
        };
        let others: Vec<(Id<Place>, Period)> = self
            .catalogue
            .places
            .iter()
            .filter(|(place, _)| !is_shown(*place))
            .filter_map(|(place, _)| Some((place, newest(place)?)))
            .collect();
        let mut tables: Vec<TableView> = line.into_iter().map(|place| self.latest(id, place)).collect();
        if let Some(latest) = others.iter().map(|(_, newest)| *newest).max() {
            let places = others.into_iter().filter(|(_, newest)| *newest == latest).map(|(place, _)| place);
            tables.extend(self.short_tables(id, latest, places.collect()));
        }
        tables.retain(|table| !table.rows.is_empty());
        // Figures have their own address elsewhere.
        let cells = tables.iter_mut().flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells);
        cells.for_each(|cell| cell.anchor = None);
        tables
    }

    /// Makes tables of the figures of places in a period; where these are very many, of the first ones.
    fn short_tables(&self, id: Id<Indicator>, period: Period, mut places: Vec<Id<Place>>) -> Vec<TableView> {
        let indicator = self.catalogue.indicators.get(id);
        let n_hidden = if places.len() > MOST_ROWS { places.len() - SHOWN_ROWS } else { 0 };
        places.truncate(places.len() - n_hidden);
        let columns = 0..indicator.columns.len();
        let of_place = |&place: &Id<Place>| {
            columns.clone().filter_map(move |column| indicator.observations.at(column, place, period))
        };
        let figures: Vec<&Observation> = places.iter().flat_map(of_place).collect();
        let mut tables = self.figure_tables(id, period, &figures);
        if n_hidden > 0 {
            for table in &mut tables {
                let n_columns = table.columns.len().saturating_sub(1);
                table.rows.push(self.more_row(n_hidden, (id, period, n_columns)));
            }
        }
        tables
    }

    fn latest(&self, id: Id<Indicator>, place: Id<Place>) -> TableView {
        let indicator = self.catalogue.indicators.get(id);
        let columns: Vec<ColumnId> = (0..indicator.columns.len()).collect();
        let caption = format!("{}, {}", indicator.name.get(self.locale), self.place(place));
        let members = self.table_of_members(id, &columns, (place, None), &caption);
        members.unwrap_or_else(|| self.table_of_columns(id, &columns, (place, None), &caption))
    }

    fn measure(&self, indicator: &Indicator, at: usize) -> MeasureView {
        let measure = &indicator.measures[at];
        MeasureView {
            name: measure.name.get(self.locale).clone(),
            unit: self.unit_name(measure.unit).to_owned(),
            definition: measure.definition.as_ref().map(|text| text.get(self.locale).clone()),
            formula: measure.formula.as_ref().map(|formula| self.formula(indicator, formula)),
        }
    }

    fn formula(&self, indicator: &Indicator, formula: &Formula) -> String {
        let name = |at: &usize| indicator.measures[*at].name.get(self.locale).as_str();
        match formula {
            Formula::Ratio(a, b) => self.fill("formula-ratio", &[("a", name(a)), ("b", name(b))]),
            Formula::Difference(a, b) => self.fill("formula-difference", &[("a", name(a)), ("b", name(b))]),
            Formula::Sum(parts) => {
                let parts = parts.iter().map(name).collect::<Vec<_>>().join(" + ");
                self.fill("formula-sum", &[("parts", &parts)])
            }
        }
    }
}
