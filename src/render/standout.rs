//! What stands out at a place, and which places are most like it: both from the rankings that all pages share.

use super::show::Show;
use super::view::{SimilarView, StandoutView};
use crate::model::{
    Better, ColumnId, Id, Indicator, MeasureUnit, Observation, Place, RankStanding, Ranked, Situation,
    Standout, Value, choose,
};

/// Sentences on one page.
const MOST_STANDOUTS: usize = 5;
/// Most places that a page compares with the whole.
const MOST_COMPARED: usize = 40;
/// Places called similar.
const MOST_SIMILAR: usize = 3;
/// Fewest indicators that two places must share to be compared.
const LEAST_SHARED: usize = 3;

/// A figure that stands out.
type Claim<'c> = (Id<Indicator>, &'c Observation);

impl<'a> Show<'a> {
    /// Says what stands out at a place, the headlines of the site first. At most one claim an indicator.
    pub(super) fn standouts(&self, place: Id<Place>) -> Vec<StandoutView> {
        let home = self.catalogue.settings.home.iter().copied();
        let columns = |(id, indicator): (Id<Indicator>, &'a Indicator)| {
            let rest = (0..indicator.columns.len()).filter(|&column| indicator.columns[column].is_total());
            std::iter::once(indicator.main).chain(rest).map(move |column| (id, column))
        };
        let mains = self.catalogue.indicators.iter().flat_map(columns);
        let mut seen = Vec::new();
        let mut claims: Vec<(Claim<'a>, Standout)> = Vec::new();
        for (id, column) in home.chain(mains) {
            if seen.contains(&id) {
                continue;
            }
            if let Some((observation, standout)) = self.standout(place, (id, column)) {
                seen.push(id);
                claims.push(((id, observation), standout));
            }
        }
        let chosen = choose(claims, MOST_STANDOUTS).into_iter();
        chosen.map(|((id, observation), standout)| self.standout_view(id, observation, standout)).collect()
    }

    fn standout(
        &self,
        place: Id<Place>,
        (id, column): (Id<Indicator>, ColumnId),
    ) -> Option<(&'a Observation, Standout)> {
        let indicator = self.catalogue.indicators.get(id);
        let observation = indicator.observations.latest(column, place)?;
        // What the source itself puts in doubt is no distinction.
        self.plain_value(id, observation)?;
        let mut situation = Situation {
            is_rate: indicator.measure(column).unit == MeasureUnit::Percent,
            change: change(indicator, observation),
            ..Situation::default()
        };
        situation.rank = self.rank_standing(place, (id, observation));
        situation.distances = self.distances(place, (id, observation));
        situation.standout().map(|standout| (observation, standout))
    }

    /// Returns the rank of a rate that is better in one direction. Counts grow with the size of a place: the smallest would
    /// always be last.
    fn rank_standing(&self, place: Id<Place>, (id, observation): Claim<'_>) -> Option<RankStanding> {
        let measure = self.catalogue.indicators.get(id).measure(observation.column);
        if measure.better == Better::Neither || measure.unit != MeasureUnit::Percent {
            return None;
        }
        let key = (place, self.catalogue.places.get(place).parent?);
        let (entry, _) = self.rankings.of_place(id, observation.column, key)?;
        let standing = self.rankings.standing(id, observation.column, key)?;
        (entry.observation.period == observation.period).then_some(standing)
    }

    /// Returns how far each place lies from the whole, this one first. Only rates compare with their whole, and only where
    /// places are few: else each page would read all of them.
    fn distances(&self, place: Id<Place>, (id, observation): Claim<'_>) -> Vec<Value> {
        let (indicator, column) = (self.catalogue.indicators.get(id), observation.column);
        let Some(parent) = self.catalogue.places.get(place).parent else { return Vec::new() };
        let whole = indicator.observations.at(column, parent, observation.period);
        let whole = whole.and_then(|whole| whole.reading.value());
        let (Some(whole), MeasureUnit::Percent) = (whole, indicator.measure(column).unit) else {
            return Vec::new();
        };
        let ranking = self.rankings.around(id, column, (parent, MOST_COMPARED));
        let ranking = ranking.filter(|ranking| ranking.period == observation.period);
        let entries = ranking.map(|ranking| ranking.entries).unwrap_or_default();
        let (own, others): (Vec<Ranked<'_>>, Vec<_>) =
            entries.into_iter().partition(|entry| entry.place == place);
        let ordered = own.into_iter().chain(others);
        ordered.filter_map(|entry| entry.observation.reading.value()?.minus(whole)).collect()
    }

    fn standout_view(
        &self,
        id: Id<Indicator>,
        observation: &'a Observation,
        standout: Standout,
    ) -> StandoutView {
        let (indicator, column) = (self.catalogue.indicators.get(id), observation.column);
        let better = indicator.measure(column).better;
        let is_good = match standout {
            Standout::Best(_) | Standout::Top(_) => Some(true),
            Standout::Worst(_) | Standout::Bottom(_) => Some(false),
            Standout::Changed(by) | Standout::Far(by) => match better {
                Better::Higher => Some(!by.is_negative()),
                Better::Lower => Some(by.is_negative()),
                Better::Neither => None,
            },
        };
        StandoutView {
            name: self.map_name(indicator, column),
            anchor: indicator.name_id.clone(),
            figure: self.figure(id, observation),
            text: self.standout_text(id, observation, standout),
            is_good,
        }
    }

    fn standout_text(&self, id: Id<Indicator>, observation: &Observation, standout: Standout) -> String {
        let (indicator, column, place) =
            (self.catalogue.indicators.get(id), observation.column, observation.place);
        let parent = self.catalogue.places.get(place).parent;
        let standing = parent.and_then(|parent| self.rankings.standing(id, column, (place, parent)));
        let n = || self.count(standing.map_or(0, |standing| standing.n));
        match standout {
            Standout::Best(1) => self.fill("standout-best", &[("n", &n())]),
            Standout::Best(_) => self.fill("standout-best-shared", &[("n", &n())]),
            Standout::Worst(1) => self.fill("standout-worst", &[("n", &n())]),
            Standout::Worst(_) => self.fill("standout-worst-shared", &[("n", &n())]),
            Standout::Top(rank) | Standout::Bottom(rank) => {
                self.fill("standout-rank", &[("rank", &self.count(rank)), ("n", &n())])
            }
            Standout::Changed(by) => {
                let before = change(indicator, observation).map_or(Value::ZERO, |(_, before)| before);
                let (size, before) =
                    (self.distance(indicator, column, by), self.full_value(indicator, column, before));
                let args = [("difference", size.as_str()), ("before", before.as_str())];
                self.fill(if by.is_negative() { "standout-fell" } else { "standout-rose" }, &args)
            }
            Standout::Far(by) => {
                let size = self.distance(indicator, column, by);
                let whole = parent.map_or("", |parent| self.place(parent));
                let args = [("difference", size.as_str()), ("whole", whole)];
                self.fill(if by.is_negative() { "standout-below" } else { "standout-above" }, &args)
            }
        }
    }

    /// Writes the size of a difference: of two rates in points, of two counts with their unit.
    pub(super) fn distance(&self, indicator: &Indicator, column: ColumnId, by: Value) -> String {
        match indicator.measure(column).unit {
            MeasureUnit::Percent => {
                self.fill("points", &[("number", &self.language.numbers.write(by.abs()))])
            }
            MeasureUnit::Counted(_) => self.full_value(indicator, column, by.abs()),
        }
    }

    /// Returns the siblings whose ranks are nearest to those of a place, over the main measures of all indicators.
    pub(super) fn similar(&self, place: Id<Place>, siblings: &[Id<Place>]) -> Option<SimilarView> {
        let parent = self.catalogue.places.get(place).parent?;
        let standing = |other: Id<Place>, (id, indicator): (Id<Indicator>, &Indicator)| {
            self.rankings.standing(id, indicator.main, (other, parent))
        };
        let distance = |other: Id<Place>| {
            let apart = |key: (Id<Indicator>, &Indicator)| {
                let (own, its) = (standing(place, key)?, standing(other, key)?);
                // In thousandths of the way from first to last, so that long rankings do not count more.
                Some(own.rank.abs_diff(its.rank) * 1000 / (own.n - 1).max(1))
            };
            let apart: Vec<usize> = self.catalogue.indicators.iter().filter_map(apart).collect();
            (apart.len() >= LEAST_SHARED).then(|| apart.iter().sum::<usize>() / apart.len())
        };
        let others = siblings.iter().copied().filter(|&other| other != place);
        let mut near: Vec<(usize, Id<Place>)> =
            others.filter_map(|other| Some((distance(other)?, other))).collect();
        near.sort_unstable_by_key(|(distance, other)| (*distance, other.index()));
        if near.len() <= MOST_SIMILAR {
            return None;
        }
        let places = near.into_iter().take(MOST_SIMILAR).map(|(_, other)| self.place_link(other)).collect();
        let n = self.catalogue.indicators.iter().filter_map(|key| standing(place, key)).count();
        Some(SimilarView { places, how: self.fill("similar-how", &[("n", &self.count(n))]) })
    }
}

/// Returns the value of an observation and the one before that compares with it.
pub(super) fn change(indicator: &Indicator, observation: &Observation) -> Option<(Value, Value)> {
    let series = indicator.comparable(observation.column, observation.place);
    let [.., before, last] = series[..] else { return None };
    Some((last.reading.value()?, before.reading.value()?)).filter(|_| last.period == observation.period)
}
