//! Charts of a whole and its parts, each with its share, in the author's order.

use super::chart::head;
use super::show::Show;
use super::view::{ChartView, LinkView};
use crate::chart::{Bar, Chart, Rank};
use crate::model::{ColumnId, Division, Id, Indicator, Observation, Place, Value};

/// Decimals of a share.
const DECIMALS: u32 = 1;

impl<'a> Show<'a> {
    /// Names the chart of a whole and its parts.
    pub(super) fn parts_name(&self, indicator: &'a Indicator, (whole, by): (ColumnId, Division)) -> String {
        let measure = self.column(indicator, whole);
        match by {
            Division::Sum => self.fill("chart-parts-name", &[("measure", &measure)]),
            Division::Along(dimension) => {
                let dimension = self.text(&indicator.dimensions[dimension].name);
                self.fill("chart-parts-name-by", &[("measure", &measure), ("dimension", dimension)])
            }
        }
    }

    /// Draws the latest observation of a measure and what makes it up.
    pub(super) fn parts(
        &self,
        (indicator_id, column): (Id<Indicator>, ColumnId),
        by: Division,
        place: Id<Place>,
    ) -> Option<ChartView> {
        let indicator = self.catalogue.indicators.get(indicator_id);
        let whole = indicator.observations.latest(column, place)?;
        let parts = indicator.parts_of(whole, by)?;
        let names: Vec<String> = parts.iter().map(|part| self.part_name(indicator, part, by)).collect();
        let whole_name = self.column(indicator, column);
        let mut bars = vec![self.bar(indicator, &whole_name, whole, true)];
        let mut from = 0.0;
        for (part, name) in parts.iter().zip(&names) {
            let bar = self.part_bar(indicator, name, (part, whole));
            bars.push(Bar { from, ..bar });
            from += part.reading.value().map_or(0.0, Value::to_f64);
        }
        let (id, name) = (parts_id(column, by), self.parts_name(indicator, (column, by)));
        let description = self.parts_description(&bars, whole);
        let svg = Rank { head: head(&id, &name, &description), bars, markers: Vec::new() }.draw(self.medium);
        let row = |name: &String| LinkView { name: name.clone(), url: None };
        let rows = std::iter::once(&whole_name).chain(&names).map(row);
        let rows: Vec<_> = rows.zip(std::iter::once(whole).chain(parts.iter().copied())).collect();
        let mut table = self.table_of_observations(indicator_id, &rows, ("column-measure", column, &name));
        table.columns[1].name = self.word("column-value");
        let sources = self.citations(indicator_id, rows.iter().map(|(_, observation)| *observation));
        let gist = self.parts_gist((&parts, &names), whole);
        Some(ChartView { id, name, gist, svg, description, table, sources, embed: None })
    }

    fn part_name(&self, indicator: &'a Indicator, part: &Observation, by: Division) -> String {
        let member = match by {
            Division::Along(dimension) => indicator.columns[part.column].members[dimension]
                .map(|member| &indicator.dimensions[dimension].members[member]),
            Division::Sum => None,
        };
        let of_measure = || self.column(indicator, part.column);
        member.map_or_else(of_measure, |member| self.text(&member.name).to_owned())
    }

    fn part_bar<'b>(
        &self,
        indicator: &Indicator,
        name: &'b str,
        (part, whole): (&Observation, &Observation),
    ) -> Bar<'b> {
        let bar = self.bar(indicator, name, part, false);
        let Some(share) = share(part, whole) else { return bar };
        let args = [("value", bar.text.as_ref()), ("share", &self.language.percent(share))];
        let text = self.fill("chart-parts-value", &args);
        Bar { title: format!("{name}: {text}").into(), text: text.into(), ..bar }
    }

    fn parts_description(&self, bars: &[Bar<'_>], whole: &Observation) -> String {
        let list = bars.iter().map(|bar| bar.title.as_ref()).collect::<Vec<_>>().join("; ");
        let (place, period) = (self.place(whole.place), self.period(whole.period));
        self.fill("chart-parts-description", &[("place", place), ("period", &period), ("list", &list)])
    }

    /// Says which part is the largest; nothing where two are.
    fn parts_gist(
        &self,
        (parts, names): (&[&Observation], &[String]),
        whole: &Observation,
    ) -> Option<String> {
        let values = || parts.iter().filter_map(|part| part.reading.value());
        let most = values().max()?;
        let at = values().position(|value| value == most)?;
        let is_alone = values().filter(|value| *value == most).count() == 1;
        let share = self.language.percent(share(parts[at], whole)?);
        is_alone.then(|| self.fill("gist-largest-part", &[("part", &names[at]), ("share", &share)]))
    }
}

/// Returns how much of the whole a part is; nothing where it would be rounded to nothing.
fn share(part: &Observation, whole: &Observation) -> Option<Value> {
    let share = part.reading.value()?.percent_of(whole.reading.value()?, DECIMALS)?;
    (share > Value::ZERO).then_some(share)
}

fn parts_id(column: ColumnId, by: Division) -> String {
    match by {
        Division::Sum => format!("parts-{}", column + 1),
        Division::Along(dimension) => format!("parts-{}-{}", column + 1, dimension + 1),
    }
}
