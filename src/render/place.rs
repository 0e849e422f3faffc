//! Places: the list of a level, and the page of each.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::Body;
use super::align::{Number, align};
use super::commitment_view::TargetView;
use super::notes::Notes;
use super::show::Show;
use super::standout::change;
use super::view::{
    ChartView, LinkView, PlaceIndicator, PlaceLink, PlaceRow, PlaceView, PlacesView, RowView, SummaryView,
    TableView, WholeView,
};
use crate::model::{
    Catalogue, ColumnId, Id, Indicator, Level, MeasureUnit, Observation, Place, Target, Value,
};
use crate::plan::{PageKind, place_data_path};

/// Places of a level that are few enough for each page to show all of them in a chart.
const MOST_SIBLINGS: usize = 40;

impl<'a> Show<'a> {
    pub(super) fn places(&self, level: Id<Level>) -> Body {
        let places = self.catalogue.places.iter().filter(|(_, place)| place.level == level).map(|(id, _)| id);
        let mut view = self.places_view(level, &places.collect::<Vec<_>>(), None);
        view.table = self.headline_table(level);
        view.maps = self.headline_maps(level, usize::MAX);
        Body::new("places.html", &view)
    }

    /// Lists places of a level in the order of the language.
    pub(super) fn places_view(
        &self,
        level: Id<Level>,
        places: &[Id<Place>],
        current: Option<Id<Place>>,
    ) -> PlacesView {
        let shown = self.catalogue.levels.get(level);
        let link = self.links_among(places);
        let entry = |&place: &Id<Place>| self.place_entry(place, link(place), current == Some(place));
        let mut places: Vec<PlaceLink> = places.iter().map(entry).collect();
        places.sort_by(|a, b| self.language.sorter.compare(&a.link.name, &b.link.name));
        PlacesView {
            name: shown.name.get(self.locale).clone(),
            url: self.url(PageKind::Places(level)),
            note: shown.note.as_ref().map(|note| note.get(self.locale).clone()),
            places,
            table: None,
            maps: Vec::new(),
        }
    }

    /// Makes links of a list in which no two are called the same: where names do, the place that each is part of follows.
    pub(super) fn links_among(&self, places: &[Id<Place>]) -> impl Fn(Id<Place>) -> LinkView {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for &place in places {
            *times.entry(self.place(place)).or_default() += 1;
        }
        move |id| {
            let link = self.place_link(id);
            let is_shared = times.get(self.place(id)).is_some_and(|&times| times > 1);
            if is_shared { LinkView { name: self.place_within(id), ..link } } else { link }
        }
    }

    /// Names a place: with what it is part of where another place of the site is called the same.
    pub(super) fn place_title(&self, id: Id<Place>) -> String {
        let is_shared = self.namesakes.has(self.catalogue, self.locale, id);
        if is_shared { self.place_within(id) } else { self.place(id).to_owned() }
    }

    /// Names a place with what it is part of.
    fn place_within(&self, id: Id<Place>) -> String {
        let name = self.place(id);
        let parent = self.catalogue.places.get(id).parent;
        parent.map_or_else(|| name.to_owned(), |parent| format!("{name}, {}", self.place(parent)))
    }

    fn place_entry(&self, id: Id<Place>, link: LinkView, is_current: bool) -> PlaceLink {
        let place = self.catalogue.places.get(id);
        let kind = place.kind.map(|kind| self.catalogue.kinds.get(kind).name.get(self.locale).clone());
        PlaceLink { link, kind, code: place.code.clone(), is_current }
    }

    /// Makes the table of headline measures for all places of a level.
    fn headline_table(&self, level: Id<Level>) -> Option<TableView> {
        let of_level =
            self.catalogue.places.iter().filter(|(_, place)| place.level == level).map(|(id, _)| id);
        let home = &self.catalogue.settings.home;
        let is_observed = |place: Id<Place>, &(id, column): &(Id<Indicator>, usize)| {
            self.catalogue.indicators.get(id).observations.latest(column, place).is_some()
        };
        let has_figure = |place: &Id<Place>| home.iter().any(|figure| is_observed(*place, figure));
        let places: Vec<Id<Place>> = of_level.filter(has_figure).collect();
        let is_filled = |figure: &&_| places.iter().any(|&place| is_observed(place, figure));
        let figures: Vec<_> = home.iter().filter(is_filled).copied().collect();
        if figures.is_empty() {
            return None;
        }
        let link = self.links_among(&places);
        let mut rows: Vec<RowView> = places
            .iter()
            .map(|&place| {
                let latest = |&(id, column): &(Id<Indicator>, usize)| {
                    self.cell(id, self.catalogue.indicators.get(id).observations.latest(column, place))
                };
                RowView { head: link(place), is_total: false, cells: figures.iter().map(latest).collect() }
            })
            .collect();
        rows.sort_by(|a, b| self.language.sorter.compare(&a.head.name, &b.head.name));
        let head = |&(id, column): &(Id<Indicator>, usize)| {
            let indicator = self.catalogue.indicators.get(id);
            let name = self.full_name(indicator, column);
            super::view::ColumnView { name, unit: self.unit(indicator, column, None), is_figure: true }
        };
        let place_head = super::view::ColumnView {
            name: self.word("column-place"),
            unit: String::new(),
            is_figure: false,
        };
        let columns = std::iter::once(place_head).chain(figures.iter().map(head)).collect();
        let level = self.catalogue.levels.get(level).name.get(self.locale);
        let caption = self.fill("caption-headlines", &[("level", level)]);
        Some(TableView::new(caption, columns, rows))
    }

    pub(super) fn place_page(&self, id: Id<Place>) -> Body {
        let place = self.catalogue.places.get(id);
        let level = self.catalogue.levels.get(place.level);
        let siblings = self.siblings(place);
        let view = PlaceView {
            level: self.link(level.name.get(self.locale), PageKind::Places(place.level)),
            kind: place.kind.map(|kind| self.catalogue.kinds.get(kind).name.get(self.locale).clone()),
            code: place.code.clone(),
            validity: self.validity(place),
            has_ended: place.has_ended(self.catalogue.settings.today),
            note: level.note.as_ref().map(|note| note.get(self.locale).clone()),
            parent: place.parent.map(|parent| self.place_link(parent)),
            successors: place.successors.iter().map(|&successor| self.place_link(successor)).collect(),
            standouts: self.standouts(id),
            similar: self.similar(id, &siblings),
            csv: self.place_csv(id),
            reports: self.reports_on(id),
            headlines: self.place_headlines(id),
            targets: self.place_targets(id),
            plans: self.plan_summaries(|plan| plan.place == id),
            agencies: self.place_agencies(id),
            topics: self.by_topic(|indicator| self.place_indicator(id, indicator)),
            children: self.children_views(id),
            siblings: self.places_view(place.level, &siblings, Some(id)).places,
        };
        Body::new("place.html", &view)
    }

    fn reports_on(&self, id: Id<Place>) -> Vec<LinkView> {
        let kinds = self.mentions.of(id).iter().map(|&report| PageKind::Report(report));
        kinds.map(|kind| self.link(&self.title(kind), kind)).collect()
    }

    /// Returns the address of a place's own figures, where it has any.
    fn place_csv(&self, id: Id<Place>) -> Option<String> {
        let path = place_data_path(self.catalogue, id)?;
        Some(self.file_url(&path))
    }

    fn place_targets(&self, id: Id<Place>) -> Vec<TargetView> {
        let targets = self.catalogue.targets.iter().map(|(_, target)| target);
        // What nothing measures is told with its plan.
        let is_shown = |target: &&Target| target.measure().is_some() || target.plan.is_none();
        let here = targets.filter(is_shown).filter(|target| target.places.binary_search(&id).is_ok());
        here.map(|target| self.target(target, Some(id))).collect()
    }

    fn place_agencies(&self, id: Id<Place>) -> Vec<LinkView> {
        let here = self.catalogue.agencies.iter().filter(|(_, agency)| agency.place == Some(id));
        let mut links: Vec<LinkView> = here.map(|(agency, _)| self.agency_link(agency)).collect();
        links.sort_by(|a, b| self.language.sorter.compare(&a.name, &b.name));
        links
    }

    /// Returns the places of the same level and parent, the place itself among them; none where they are too many.
    fn siblings(&self, place: &Place) -> Vec<Id<Place>> {
        let of_level = |(id, other): (Id<Place>, &Place)| (other.level == place.level).then_some(id);
        let roots = || self.catalogue.places.iter().filter(|(_, other)| other.parent.is_none());
        let siblings: Vec<_> = match place.parent {
            Some(parent) => self.catalogue.children(parent).filter_map(of_level).collect(),
            None => roots().filter_map(of_level).collect(),
        };
        if (2..=MOST_SIBLINGS).contains(&siblings.len()) { siblings } else { Vec::new() }
    }

    fn validity(&self, place: &Place) -> Option<String> {
        let date = |date| self.language.words.date(date);
        match (place.from, place.until) {
            (Some(from), Some(until)) => {
                Some(self.fill("place-from-until", &[("from", &date(from)), ("until", &date(until))]))
            }
            (Some(from), None) => Some(self.fill("place-from", &[("date", &date(from))])),
            (None, Some(until)) => Some(self.fill("place-until", &[("date", &date(until))])),
            (None, None) => None,
        }
    }

    fn place_headlines(&self, id: Id<Place>) -> Vec<SummaryView> {
        let headlines = self.catalogue.settings.home.iter().enumerate();
        headlines
            .filter_map(|(at, &(indicator, column))| {
                let summary = self.summary(indicator, column, id, &format!("headline-{at}"))?;
                Some(self.beside_others(summary, (indicator, column, id)))
            })
            .collect()
    }

    /// Sets beside a headline what a reader asks next: how the place stands among others, and how the whole does.
    fn beside_others(
        &self,
        summary: SummaryView,
        (id, column, place): (Id<Indicator>, ColumnId, Id<Place>),
    ) -> SummaryView {
        let latest = self.catalogue.indicators.get(id).observations.latest(column, place);
        let Some(row) = latest.map(|latest| self.place_row(place, id, latest)) else { return summary };
        let parent = self.catalogue.places.get(place).parent;
        let whole = parent.zip(row.parent);
        let whole = whole.map(|(parent, figure)| WholeView { place: self.place(parent).to_owned(), figure });
        SummaryView { rank: row.rank, whole, ..summary }
    }

    /// Says in a sentence what is first to know of a place: who is sent a link reads it before the page.
    pub(super) fn place_finding(&self, id: Id<Place>) -> Option<String> {
        let first = |&(indicator, column): &(Id<Indicator>, ColumnId)| {
            let latest = self.catalogue.indicators.get(indicator).observations.latest(column, id)?;
            latest.reading.value().map(|_| (indicator, latest))
        };
        let (indicator, latest) = self.catalogue.settings.home.iter().find_map(first)?;
        let PlaceRow { name, figure, rank, .. } = self.place_row(id, indicator, latest);
        let name = format!("{}, {name}", self.text(&self.catalogue.indicators.get(indicator).name));
        let doubt = figure.is_doubtful.then(|| format!("({})", self.word("doubtful")));
        let parts = [figure.mark, Some(figure.text), Some(figure.unit), doubt].into_iter().flatten();
        let value = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let key = if rank.is_some() { "place-figure-ranked" } else { "place-figure" };
        let rank = rank.unwrap_or_default();
        let told = self.fill(key, &[("name", &name), ("value", &value), ("rank", &rank)]);
        Some(self.fill("description-place-figure", &[("figure", &told), ("place", self.place(id))]))
    }

    fn place_indicator(&self, place: Id<Place>, id: Id<Indicator>) -> Option<PlaceIndicator> {
        let indicator = self.catalogue.indicators.get(id);
        let (latest, parent) = (indicator.latest_at(place), self.catalogue.places.get(place).parent);
        let period = latest.iter().map(|observation| observation.period).max()?;
        let mut notes = Notes::default();
        let mut rows: Vec<PlaceRow> = latest
            .iter()
            .map(|&observation| {
                let mut row = self.place_row(place, id, observation);
                if observation.period != period {
                    row.name = format!("{} ({})", row.name, self.period(observation.period));
                }
                notes.take(&mut row.figure, &row.name, self.place(place));
                if let (Some(figure), Some(parent)) = (&mut row.parent, parent) {
                    notes.take(figure, &row.name, self.place(parent));
                }
                row
            })
            .collect();
        align(rows.iter_mut().filter_map(|row| Number::of_figure(&mut row.figure)));
        align(rows.iter_mut().filter_map(|row| Number::of_figure(row.parent.as_mut()?)));
        Some(PlaceIndicator {
            link: self.indicator_link(id),
            anchor: indicator.name_id.clone(),
            period: self.period(period),
            has_parent: rows.iter().any(|row| row.parent.is_some()),
            has_rank: rows.iter().any(|row| row.rank.is_some()),
            has_target: rows.iter().any(|row| row.target.is_some()),
            has_change: rows.iter().any(|row| row.change.is_some()),
            rows,
            notes: notes.into_vec(),
            // The section tells its sources once, below the chart.
            chart: self.place_chart(place, id).map(|chart| ChartView { sources: Vec::new(), ..chart }),
            sources: self.citations(id, latest),
        })
    }

    fn place_row(&self, place: Id<Place>, id: Id<Indicator>, observation: &Observation) -> PlaceRow {
        let indicator = self.catalogue.indicators.get(id);
        let parent = self.catalogue.places.get(place).parent;
        let whole = parent
            .and_then(|parent| indicator.observations.at(observation.column, parent, observation.period));
        let ranked =
            parent.and_then(|parent| self.rankings.of_place(id, observation.column, (place, parent)));
        let rank = ranked.filter(|(entry, _)| entry.observation.period == observation.period);
        let rank = rank.and_then(|(entry, count)| {
            let (rank, count) = (entry.rank?.to_string(), count.to_string());
            Some(self.fill("rank", &[("rank", &rank), ("count", &count)]))
        });
        let target = self.catalogue.target(id, observation.column, place);
        PlaceRow {
            name: self.column(indicator, observation.column),
            target: target.map(|target| self.value(indicator, observation.column, target.value)),
            change: self.change_text(indicator, observation),
            figure: self.figure(id, observation),
            parent: whole.map(|whole| self.figure(id, whole)),
            rank,
        }
    }

    /// Writes how a figure differs from the one before: +1.140, −0,5 điểm %.
    fn change_text(&self, indicator: &'a Indicator, observation: &Observation) -> Option<String> {
        let (now, before) = change(indicator, observation)?;
        let by = now.minus(before)?;
        let size = match indicator.measure(observation.column).unit {
            MeasureUnit::Percent => self.distance(indicator, observation.column, by),
            MeasureUnit::Counted(_) => self.value(indicator, observation.column, by.abs()),
        };
        Some(match by.cmp(&Value::ZERO) {
            Ordering::Less => format!("−{size}"),
            Ordering::Equal => size,
            Ordering::Greater => format!("+{size}"),
        })
    }

    /// Draws the main measure: among its siblings where they are few, else over time where there is time to show.
    fn place_chart(&self, place: Id<Place>, id: Id<Indicator>) -> Option<ChartView> {
        let indicator = self.catalogue.indicators.get(id);
        let column = indicator.main;
        let chart_id = format!("chart-{}", indicator.name_id);
        let measure = self.column(indicator, column);
        if indicator.over_time(column, place).is_some() {
            let name = self.fill("chart-time-name", &[("measure", &measure)]);
            return self.line((id, column), place, (&chart_id, &name));
        }
        let parent = self.catalogue.places.get(place).parent?;
        let ranking = self.rankings.around(id, column, (parent, MOST_SIBLINGS))?;
        let args = [("measure", measure.as_str()), ("place", self.place(place))];
        let name = self.fill("chart-place-name", &args);
        self.strip((id, column), (&ranking, parent, place), (&chart_id, &name))
    }

    /// Lists the parts of a place by level.
    pub(super) fn children_views(&self, parent: Id<Place>) -> Vec<PlacesView> {
        let of_level = |level: Id<Level>| {
            let children = self.catalogue.children(parent).filter(move |(_, child)| child.level == level);
            children.map(|(id, _)| id).collect::<Vec<_>>()
        };
        let levels = levels_with_pages(self.catalogue).map(|level| (level, of_level(level)));
        levels
            .filter(|(_, places)| !places.is_empty())
            .map(|(level, places)| {
                let view = self.places_view(level, &places, None);
                PlacesView { maps: self.headline_maps(level, 1), ..view }
            })
            .collect()
    }

    /// Leads to the place that all places of a level are part of.
    pub(super) fn level_crumbs(&self, level: Id<Level>) -> Vec<LinkView> {
        let of_level = self.catalogue.places.iter().filter(|(_, place)| place.level == level);
        let parents: BTreeSet<Option<Id<Place>>> = of_level.map(|(_, place)| place.parent).collect();
        let whole = parents.first().filter(|_| parents.len() == 1).copied().flatten();
        whole.map(|whole| self.place_link(whole)).into_iter().filter(|link| link.url.is_some()).collect()
    }

    pub(super) fn place_crumbs(&self, id: Id<Place>) -> Vec<LinkView> {
        let place = self.catalogue.places.get(id);
        let level = self.catalogue.levels.get(place.level);
        let list = self.link(level.name.get(self.locale), PageKind::Places(place.level));
        [list].into_iter().filter(|link| link.url.is_some()).collect()
    }
}

fn levels_with_pages(catalogue: &Catalogue) -> impl Iterator<Item = Id<Level>> {
    catalogue.levels.iter().filter(|(_, level)| level.has_pages).map(|(id, _)| id)
}
