//! What a chart says, as its title: the claim that the data make, in the words of the language.

use super::show::Show;
use crate::model::{
    Better, Claim, ColumnId, Gist, Id, Indicator, Observation, Place, Ranking, Reading, Relation, Value,
};

impl Show<'_> {
    /// Says what a ranking says: how many meet the target that all have, or who stands first.
    pub(super) fn ranking_gist(
        &self,
        (id, column): (Id<Indicator>, ColumnId),
        ranking: &Ranking<'_>,
    ) -> Option<String> {
        let indicator = self.catalogue.indicators.get(id);
        let values: Vec<(Id<Place>, Option<Value>)> =
            ranking.entries.iter().map(|entry| (entry.place, entry.observation.reading.value())).collect();
        let target = self.common_target((id, column), ranking);
        let gist = Gist::of(&values, indicator.measure(column).better, target)?;
        let n = self.count(gist.n);
        let claim = match &gist.claim {
            Claim::Target { n_met } => {
                let goal =
                    target.map_or(String::new(), |(_, value)| self.full_value(indicator, column, value));
                self.target_claim((*n_met, gist.n), &goal)
            }
            Claim::Equal(value) => {
                let value = self.full_value(indicator, column, *value);
                self.fill("gist-equal", &[("n", &n), ("value", &value)])
            }
            Claim::First { places, count, value, is_lowest } => {
                let value = self.full_value(indicator, column, *value);
                self.first_claim((places, *count), &value, *is_lowest)
            }
        };
        if gist.n_missing == 0 {
            return Some(claim);
        }
        let missing = self.count(gist.n_missing);
        Some(self.language.fill_count("gist-missing", gist.n_missing, &[("gist", &claim), ("n", &missing)]))
    }

    /// Says where a place stands among its siblings. Nothing where it has no rank.
    pub(super) fn place_gist(
        &self,
        (id, column): (Id<Indicator>, ColumnId),
        ranking: &Ranking<'_>,
        here: Id<Place>,
    ) -> Option<String> {
        let rank = ranking.find(here)?.rank?;
        let is_shared = ranking.entries.iter().filter(|entry| entry.rank == Some(rank)).count() > 1;
        let better = self.catalogue.indicators.get(id).measure(column).better;
        let (rank, n) = (self.count(rank), self.count(ranking.n_ranked()));
        let args = [("place", self.place(here)), ("rank", rank.as_str()), ("n", n.as_str())];
        Some(match (better, is_shared) {
            (Better::Neither, false) => self.fill("gist-rank-largest", &args),
            (Better::Neither, true) => self.fill("gist-rank-largest-shared", &args),
            (Better::Higher | Better::Lower, false) => self.fill("gist-rank-best", &args),
            (Better::Higher | Better::Lower, true) => self.fill("gist-rank-best-shared", &args),
        })
    }

    fn target_claim(&self, (n_met, n): (usize, usize), goal: &str) -> String {
        let (met, all) = (self.count(n_met), self.count(n));
        let args = [("met", met.as_str()), ("n", all.as_str()), ("target", goal)];
        match n_met {
            0 => self.fill("gist-none-meets", &args),
            all if all == n => self.fill("gist-all-meet", &args),
            some => self.language.fill_count("gist-some-meet", some, &args),
        }
    }

    fn first_claim(&self, (places, count): (&[Id<Place>], usize), value: &str, is_lowest: bool) -> String {
        let names: Vec<&str> = places.iter().map(|&place| self.place(place)).collect();
        let (names, n) = (self.listed(&names), self.count(count));
        let args = [("places", names.as_str()), ("n", n.as_str()), ("value", value)];
        match (places.is_empty(), is_lowest) {
            (false, false) => self.language.fill_count("gist-highest", count, &args),
            (false, true) => self.language.fill_count("gist-lowest", count, &args),
            (true, false) => self.fill("gist-many-highest", &args),
            (true, true) => self.fill("gist-many-lowest", &args),
        }
    }

    /// Joins names: "A, B và C".
    pub(super) fn listed(&self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [rest @ .., last] => self.fill("list-and", &[("list", &rest.join(", ")), ("last", last)]),
        }
    }

    /// Returns the target of a ranking, where each of its places has the same.
    pub(super) fn common_target(
        &self,
        (id, column): (Id<Indicator>, ColumnId),
        ranking: &Ranking<'_>,
    ) -> Option<(Relation, Value)> {
        let target =
            |place| self.catalogue.target(id, column, place).map(|target| (target.relation, target.value));
        let mut targets = ranking.entries.iter().map(|entry| target(entry.place));
        let first = targets.next()??;
        targets.all(|other| other == Some(first)).then_some(first)
    }

    /// Says how the last figure of a series differs from the first. Nothing where one of them has no value.
    pub(super) fn line_gist(&self, indicator: &Indicator, series: &[&Observation]) -> Option<String> {
        let [first, .., last] = series else { return None };
        let (Reading::Measured { value: from, .. }, Reading::Measured { value: to, .. }) =
            (first.reading, last.reading)
        else {
            return None;
        };
        let write = |observation: &Observation, value| self.full_value(indicator, observation.column, value);
        let (from_text, to_text) = (write(first, from), write(last, to));
        let (from_period, to_period) = (self.period(first.period), self.period(last.period));
        let args = [
            ("first", from_text.as_str()),
            ("last", to_text.as_str()),
            ("first-period", from_period.as_str()),
            ("last-period", to_period.as_str()),
        ];
        Some(match from.cmp(&to) {
            std::cmp::Ordering::Less => self.fill("gist-rose", &args),
            std::cmp::Ordering::Greater => self.fill("gist-fell", &args),
            std::cmp::Ordering::Equal => self.fill("gist-same", &args),
        })
    }

    /// Writes a value with its unit: 5.254.615 tài khoản, 96,3%.
    pub(super) fn full_value(&self, indicator: &Indicator, column: ColumnId, value: Value) -> String {
        let text = self.value(indicator, column, value);
        match self.unit(indicator, column, Some(value)) {
            unit if unit.is_empty() => text,
            unit => format!("{text} {unit}"),
        }
    }
}
