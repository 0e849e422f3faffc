//! Charts: which marks, which words, which table stands beside them. Drawing is `chart`'s.

use super::show::Show;
use super::view::{ChartView, LinkView};
use crate::chart::{
    Bar, Bullet, Chart, Dot, Extent, Head, Line, Marker, MarkerKind, Point, Rank, Series, Spark, Strip,
    TargetLine, Tick,
};
use crate::model::{
    ChartKind, ColumnId, Id, Indicator, Mark, MeasureUnit, Observation, Place, Ranked, Ranking, Reading,
    Selection, Value,
};

/// Most bars of one chart: more are not read, and the table holds all.
const MOST_BARS: usize = 40;
/// Bars shown from the top and the bottom where there are more.
const FIRST_BARS: usize = 15;
const LAST_BARS: usize = 5;

impl<'a> Show<'a> {
    /// Draws a chart of a report.
    pub(super) fn chart(
        &self,
        kind: ChartKind,
        data: &Selection,
        (id, name): (&str, &str),
    ) -> Option<ChartView> {
        match kind {
            ChartKind::Rank => {
                let indicator = self.catalogue.indicators.get(data.indicator);
                let key = (data.place, data.period);
                let ranking = Ranking::new(self.catalogue, indicator, data.columns[0], key)?;
                Some(self.rank((data.indicator, data.columns[0]), (&ranking, data.place, None), (id, name)))
            }
            ChartKind::Bars => self.bars(data, (id, name)),
            ChartKind::Line => self.line((data.indicator, data.columns[0]), data.place, (id, name)),
            ChartKind::Bullet => self.bullet(data, (id, name)),
        }
    }

    /// Returns the ranking that the place of a figure stands in, or else that of its parts; its own bar is marked.
    pub(super) fn card_bars(
        &self,
        id: Id<Indicator>,
        column: ColumnId,
        observation: &Observation,
    ) -> Vec<(f64, bool)> {
        let of = |parent: Id<Place>| {
            let ranking = self.rankings.of_children(id, column, parent)?;
            Some(ranking).filter(|ranking| ranking.period == observation.period)
        };
        let place = observation.place;
        let among = self.catalogue.places.get(place).parent.and_then(of);
        let Some(ranking) = among.filter(|ranking| ranking.find(place).is_some()).or_else(|| of(place))
        else {
            return Vec::new();
        };
        let bar =
            |entry: &Ranked<'_>| Some((entry.observation.reading.value()?.to_f64(), entry.place == place));
        ranking.entries.iter().filter_map(bar).collect()
    }

    /// Draws places of a ranking, with the value of the place they are part of and their common target as lines.
    pub(super) fn rank(
        &self,
        (indicator_id, column): (Id<Indicator>, ColumnId),
        (ranking, parent, highlight): (&Ranking<'a>, Id<Place>, Option<Id<Place>>),
        (id, name): (&str, &str),
    ) -> ChartView {
        let indicator = self.catalogue.indicators.get(indicator_id);
        let entries: Vec<(Id<Place>, &Observation)> =
            ranking.entries.iter().map(|entry| (entry.place, entry.observation)).collect();
        let bars = self.shortened(entries.len(), |at| {
            let (place, observation) = entries[at];
            self.bar(indicator, self.place(place), observation, highlight == Some(place))
        });
        let description = self.rank_description(indicator, column, ranking);
        let markers = self.markers((indicator_id, column), ranking, parent);
        let svg = Rank { head: head(id, name, &description), bars, markers }.draw(self.medium);
        let rows: Vec<(LinkView, &Observation)> =
            entries.iter().map(|&(place, observation)| (self.place_link(place), observation)).collect();
        let table = self.table_of_observations(indicator_id, &rows, ("column-place", column, name));
        let sources = self.citations(indicator_id, entries.iter().map(|(_, observation)| *observation));
        let gist = self.ranking_gist((indicator_id, column), ranking);
        let (id, name) = (id.to_owned(), name.to_owned());
        ChartView { id, name, gist, svg, description, table, sources, embed: None }
    }

    /// Draws where a place lies among its siblings, with the place that they are part of and their target as lines.
    pub(super) fn strip(
        &self,
        (indicator_id, column): (Id<Indicator>, ColumnId),
        (ranking, parent, here): (&Ranking<'a>, Id<Place>, Id<Place>),
        (id, name): (&str, &str),
    ) -> Option<ChartView> {
        let indicator = self.catalogue.indicators.get(indicator_id);
        let own = ranking.find(here)?.observation;
        let value = own.reading.value()?;
        let dots = ranking.entries.iter().map(|entry| {
            let bar = self.bar(indicator, self.place(entry.place), entry.observation, entry.place == here);
            Dot { value: bar.value, title: bar.title, is_highlight: bar.is_highlight }
        });
        let mut markers = self.markers((indicator_id, column), ranking, parent);
        let text = self.reading(indicator, own);
        let label = self.fill("chart-reference", &[("place", self.place(here)), ("value", &text)]);
        markers.push(Marker { value: value.to_f64(), label: label.into(), kind: MarkerKind::Here });
        let description = self.rank_description(indicator, column, ranking);
        let (low, high) = self.ends(indicator, column, ranking)?;
        let (head, ends) = (head(id, name, &description), (low.into(), high.into()));
        let svg = Strip { head, dots: dots.collect(), markers, ends }.to_svg().into();
        let rows: Vec<(LinkView, &Observation)> =
            ranking.entries.iter().map(|entry| (self.place_link(entry.place), entry.observation)).collect();
        let table = self.table_of_observations(indicator_id, &rows, ("column-place", column, name));
        let sources = self.citations(indicator_id, rows.iter().map(|(_, observation)| *observation));
        let gist = self.place_gist((indicator_id, column), ranking, here);
        let (id, name) = (id.to_owned(), name.to_owned());
        Some(ChartView { id, name, gist, svg, description, table, sources, embed: None })
    }

    /// Names the places with the lowest and the highest value; one that shares it with others is not named.
    fn ends(
        &self,
        indicator: &Indicator,
        column: ColumnId,
        ranking: &Ranking<'_>,
    ) -> Option<(String, String)> {
        let values = || {
            ranking.entries.iter().filter_map(|entry| Some((entry.observation.reading.value()?, entry.place)))
        };
        let (low, high) = (values().map(|(value, _)| value).min()?, values().map(|(value, _)| value).max()?);
        let end = |bound: Value| {
            let text = self.value(indicator, column, bound);
            let places: Vec<Id<Place>> =
                values().filter(|(value, _)| *value == bound).map(|(_, place)| place).collect();
            match places[..] {
                [place] => {
                    let name = self.text(self.catalogue.places.get(place).short_name());
                    self.fill("chart-reference", &[("place", name), ("value", &text)])
                }
                _ => text,
            }
        };
        Some((end(low), end(high)))
    }

    /// Makes all bars, or the first and last where there are too many, with a bar between that says so.
    fn shortened<'b>(&self, count: usize, bar: impl Fn(usize) -> Bar<'b>) -> Vec<Bar<'b>> {
        if count <= MOST_BARS {
            return (0..count).map(bar).collect();
        }
        let rest = self.language.numbers.write(Value::from(count - FIRST_BARS - LAST_BARS));
        let text = self.fill("chart-more", &[("n", &rest)]);
        let gap =
            Bar { label: "⋮".into(), title: text.clone().into(), text: text.into(), ..Bar::default() };
        let first = (0..FIRST_BARS).map(&bar);
        first.chain([gap]).chain((count - LAST_BARS..count).map(&bar)).collect()
    }

    pub(super) fn bar<'b>(
        &self,
        indicator: &Indicator,
        label: &'b str,
        observation: &Observation,
        is_highlight: bool,
    ) -> Bar<'b> {
        let text = self.reading(indicator, observation);
        Bar {
            label: label.into(),
            value: observation.reading.value().map(Value::to_f64),
            from: 0.0,
            title: format!("{label}: {}", self.said(indicator, observation)).into(),
            text: text.into(),
            is_highlight,
            is_doubtful: observation.reading.mark() == Some(Mark::Doubtful),
        }
    }

    /// Says a value in words, for who hears a chart: a sign would not be understood.
    fn said(&self, indicator: &Indicator, observation: &Observation) -> String {
        match observation.reading {
            Reading::Measured { value, mark: Some(Mark::Doubtful) } => {
                let text = self.value(indicator, observation.column, value);
                format!("{text} ({})", self.word("doubtful"))
            }
            _ => self.reading(indicator, observation),
        }
    }

    /// Writes a value with its mark, or why there is none.
    pub(super) fn reading(&self, indicator: &Indicator, observation: &Observation) -> String {
        match observation.reading {
            Reading::Missing(reason) => self.missing(reason),
            Reading::Measured { value, mark } => {
                let text = self.value(indicator, observation.column, value);
                if mark == Some(Mark::Doubtful) { format!("{text} ?") } else { text }
            }
        }
    }

    /// Lines across the bars. Only rates have one for the whole: a total would dwarf its parts.
    fn markers(
        &self,
        (id, column): (Id<Indicator>, ColumnId),
        ranking: &Ranking<'_>,
        parent: Id<Place>,
    ) -> Vec<Marker<'static>> {
        let indicator = self.catalogue.indicators.get(id);
        let mut markers = Vec::new();
        let whole = indicator.observations.at(column, parent, ranking.period).and_then(|o| o.reading.value());
        if let (Some(value), MeasureUnit::Percent) = (whole, indicator.measure(column).unit) {
            let text = self.value(indicator, column, value);
            let label = self.fill("chart-reference", &[("place", self.place(parent)), ("value", &text)]);
            markers.push(Marker { value: value.to_f64(), label: label.into(), kind: MarkerKind::Reference });
        }
        let target = ranking.entries.first().and_then(|entry| self.catalogue.target(id, column, entry.place));
        markers.extend(target.map(|target| self.target_marker(indicator, column, target.value)));
        markers
    }

    fn target_marker(&self, indicator: &Indicator, column: ColumnId, value: Value) -> Marker<'static> {
        let text = self.value(indicator, column, value);
        let label = self.fill("target-label", &[("value", &text)]);
        Marker { value: value.to_f64(), label: label.into(), kind: MarkerKind::Target }
    }

    pub(super) fn rank_description(
        &self,
        indicator: &Indicator,
        column: ColumnId,
        ranking: &Ranking<'_>,
    ) -> String {
        let measured = || ranking.entries.iter().filter(|entry| entry.rank.is_some());
        let by_size = |entry: &&Ranked<'_>| entry.observation.reading.value();
        let (Some(first), Some(last)) = (measured().max_by_key(by_size), measured().min_by_key(by_size))
        else {
            return self.period(ranking.period);
        };
        let text = |entry: &Ranked<'_>| {
            entry
                .observation
                .reading
                .value()
                .map_or(String::new(), |value| self.value(indicator, column, value))
        };
        let count = self.language.numbers.write(Value::from(ranking.entries.len()));
        self.fill(
            "chart-rank-description",
            &[
                ("count", &count),
                ("first", self.place(first.place)),
                ("first-value", &text(first)),
                ("last", self.place(last.place)),
                ("last-value", &text(last)),
                ("period", &self.period(ranking.period)),
            ],
        )
    }

    /// Draws columns of one place.
    fn bars(&self, data: &Selection, (id, name): (&str, &str)) -> Option<ChartView> {
        let indicator = self.catalogue.indicators.get(data.indicator);
        let observed: Vec<&Observation> = data
            .columns
            .iter()
            .filter_map(|&column| {
                let asked = indicator.observations.at(column, data.place, data.period);
                asked.or_else(|| indicator.observations.latest(column, data.place))
            })
            .collect();
        let names: Vec<String> = observed.iter().map(|o| self.column(indicator, o.column)).collect();
        let bars = observed
            .iter()
            .zip(&names)
            .map(|(observation, name)| self.bar(indicator, name, observation, true));
        let bars: Vec<Bar<'_>> = bars.collect();
        let list = bars.iter().map(|bar| bar.title.as_ref()).collect::<Vec<_>>().join("; ");
        let description = self.fill("chart-bars-description", &[("list", &list)]);
        let svg = Rank { head: head(id, name, &description), bars, markers: Vec::new() }.draw(self.medium);
        let head_of = |name: &String| LinkView { name: name.clone(), url: None };
        let rows: Vec<_> = names.iter().map(head_of).zip(observed.iter().copied()).collect();
        let mut table = self.table_of_observations(
            data.indicator,
            &rows,
            ("column-measure", *data.columns.first()?, name),
        );
        table.columns[1].name = self.word("column-value");
        let sources = self.citations(data.indicator, observed.iter().copied());
        let (id, name) = (id.to_owned(), name.to_owned());
        Some(ChartView { id, name, gist: None, svg, description, table, sources, embed: None })
    }

    /// Draws one column at one place over time.
    pub(super) fn line(
        &self,
        (indicator_id, column): (Id<Indicator>, ColumnId),
        place: Id<Place>,
        (id, name): (&str, &str),
    ) -> Option<ChartView> {
        let indicator = self.catalogue.indicators.get(indicator_id);
        let series = indicator.comparable(column, place);
        let last = series.last()?;
        let label = |observation: &Observation| self.language.words.period_short(observation.period).into();
        let ticks = series
            .iter()
            .map(|observation| Tick { x: day(observation), label: label(observation) })
            .collect();
        let is_percent = indicator.measure(column).unit == MeasureUnit::Percent;
        let y_label = |y: f64| self.axis_label(y, is_percent);
        let target = self.catalogue.target(indicator_id, column, place).map(|target| {
            let marker = self.target_marker(indicator, column, target.value);
            TargetLine { value: marker.value, label: marker.label }
        });
        let description = self.line_description(indicator, place, &series);
        let svg = Line {
            head: head(id, name, &description),
            series: vec![Series {
                name: self.place(place).into(),
                points: series.iter().map(|observation| self.point(indicator, observation)).collect(),
                last: self.reading(indicator, last).into(),
            }],
            ticks,
            extent: if is_percent { Extent::Zero } else { Extent::Count },
            y_label: &y_label,
            target,
        }
        .draw(self.medium);
        let rows: Vec<_> = series
            .iter()
            .copied()
            .map(|observation| (LinkView { name: self.period(observation.period), url: None }, observation))
            .collect();
        let table = self.table_of_observations(indicator_id, &rows, ("column-period", column, name));
        let gist = self.line_gist(indicator, &series);
        let sources = self.citations(indicator_id, series);
        let (id, name) = (id.to_owned(), name.to_owned());
        Some(ChartView { id, name, gist, svg, description, table, sources, embed: None })
    }

    /// Makes a point of a line.
    pub(super) fn point(&self, indicator: &Indicator, observation: &Observation) -> Point<'static> {
        let title = format!("{}: {}", self.period(observation.period), self.said(indicator, observation));
        Point {
            x: day(observation),
            value: observation.reading.value().map(Value::to_f64),
            title: title.into(),
            is_doubtful: observation.reading.mark() == Some(Mark::Doubtful),
        }
    }

    /// Writes a number of an axis, which has as many decimals as it needs and no more.
    pub(super) fn axis_label(&self, y: f64, is_percent: bool) -> String {
        let value = Value::parse(&format!("{y}")).unwrap_or(Value::ZERO);
        if is_percent { self.language.percent(value) } else { self.language.numbers.write(value) }
    }

    fn line_description(&self, indicator: &Indicator, place: Id<Place>, series: &[&Observation]) -> String {
        let (Some(first), Some(last)) = (series.first(), series.last()) else { return String::new() };
        self.fill(
            "chart-line-description",
            &[
                ("place", self.place(place)),
                ("first", &self.period(first.period)),
                ("first-value", &self.said(indicator, first)),
                ("last", &self.period(last.period)),
                ("last-value", &self.said(indicator, last)),
            ],
        )
    }

    /// Draws a value against its target.
    fn bullet(&self, data: &Selection, (id, name): (&str, &str)) -> Option<ChartView> {
        let (indicator, column) = (self.catalogue.indicators.get(data.indicator), data.columns[0]);
        let observation = indicator.observations.at(column, data.place, data.period)?;
        let svg = self.bullet_svg((data.indicator, column), observation, (id, name))?;
        let rows = [(self.place_link(data.place), observation)];
        let table = self.table_of_observations(data.indicator, &rows, ("column-place", column, name));
        let sources = self.citations(data.indicator, [observation]);
        let (id, name, description) = (id.to_owned(), name.to_owned(), String::new());
        Some(ChartView { id, name, gist: None, svg: svg.into(), description, table, sources, embed: None })
    }

    /// Draws a value against its target, without a table; nothing where there is no target.
    pub(super) fn bullet_svg(
        &self,
        (indicator_id, column): (Id<Indicator>, ColumnId),
        observation: &Observation,
        (id, name): (&str, &str),
    ) -> Option<String> {
        let indicator = self.catalogue.indicators.get(indicator_id);
        let target = self.catalogue.target(indicator_id, column, observation.place)?;
        let text = self.reading(indicator, observation);
        let goal = self.value(indicator, column, target.value);
        let place = self.place(observation.place);
        let said = self.said(indicator, observation);
        let description =
            self.fill("chart-bullet-description", &[("place", place), ("value", &said), ("target", &goal)]);
        let bullet = Bullet {
            head: head(id, name, &description),
            value: observation.reading.value().map(Value::to_f64),
            title: format!("{place}: {said}").into(),
            text: text.into(),
            target: Some(self.target_marker(indicator, column, target.value)),
            max: None,
            is_doubtful: observation.reading.mark() == Some(Mark::Doubtful),
        };
        Some(bullet.to_svg())
    }

    /// Draws a column over time, without axes; nothing where there are fewer than three observations.
    pub(super) fn spark_svg(
        &self,
        indicator: &Indicator,
        observation: &Observation,
        (id, name): (&str, &str),
    ) -> Option<String> {
        let series = indicator.comparable(observation.column, observation.place);
        if series.len() < 3 {
            return None;
        }
        let point =
            |observation: &Observation| (day(observation), observation.reading.value().map(Value::to_f64));
        let description = self.line_description(indicator, observation.place, &series);
        let points = series.iter().copied().map(point).collect();
        Some(Spark { head: head(id, name, &description), points, extent: Extent::Fit }.to_svg())
    }
}

/// Returns where an observation stands on an axis of time.
fn day(observation: &Observation) -> f64 {
    f64::from(observation.period.last().day_number())
}

pub(super) fn head<'h>(id: &'h str, name: &'h str, description: &'h str) -> Head<'h> {
    Head { id: id.into(), name: name.into(), description: description.into() }
}
