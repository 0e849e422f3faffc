//! Maps: which places, which classes, which words. Drawing is `chart`'s.
//!
//! A map is drawn where every place of a ranking has a boundary, else where every one has a field: a map that left a place out
//! would not tell the truth.

use super::chart::head;
use super::show::Show;
use super::view::{ClassView, LinkView, MapView};
use crate::chart::{
    Chart, Classes, Drawing, Head, MapMark, Method, ShapeMap, ShapeMark, TileMap, TileMark, fits,
};
use crate::model::{
    Better, ColumnId, Id, Indicator, Level, Mark, MeasureUnit, Observation, Place, Ranked, Ranking, Reading,
    Shape, Sheet, Tile, Value,
};
use crate::plan::PageKind;

/// Powers of ten that large numbers are shortened by, with the word for each.
const SCALES: [(u32, &str); 3] = [(3, "scale-thousand"), (6, "scale-million"), (9, "scale-billion")];

/// What a map is made from.
struct Shown<'s, 'c> {
    indicator: &'c Indicator,
    column: ColumnId,
    ranking: &'s Ranking<'c>,
    classes: Classes,
    /// The power of ten that its numbers are divided by.
    scale: Option<(u32, &'static str)>,
}

/// What places stand on.
enum Ground<'s, 'c> {
    /// True shapes on a sheet of this height.
    Shapes(i32, Vec<(&'c Shape, &'s Ranked<'c>)>),
    /// Fields in reading order.
    Tiles(Vec<(Tile, &'s Ranked<'c>)>),
}

impl<'a> Show<'a> {
    /// Draws the main measure of an indicator on the map of the parts of a place, with its table.
    pub(super) fn main_map(
        &self,
        id: Id<Indicator>,
        parent: Id<Place>,
        current: Option<Id<Place>>,
    ) -> Option<MapView> {
        let column = self.catalogue.indicators.get(id).main;
        let ranking = self.rankings.of_children(id, column, parent)?;
        self.map((id, column), &ranking, (current, "map"))
    }

    /// Draws the first headline measures on the map of a level, at most so many, where all its places are parts of one.
    pub(super) fn headline_maps(&self, level: Id<Level>, most: usize) -> Vec<MapView> {
        let of_level = self.catalogue.places.iter().filter(|(_, place)| place.level == level);
        let parents: Vec<Option<Id<Place>>> = of_level.map(|(_, place)| place.parent).collect();
        let Some(parent) = parents.first().copied().flatten() else { return Vec::new() };
        if parents.iter().any(|other| *other != Some(parent)) {
            return Vec::new();
        }
        let home = self.catalogue.settings.home.iter().enumerate();
        let map = |(at, &(id, column)): (usize, &(Id<Indicator>, ColumnId))| {
            let ranking = self.rankings.of_children(id, column, parent)?;
            self.map((id, column), &ranking, (None, &format!("map-{}-{}", level.index(), at + 1)))
        };
        home.filter_map(map).take(most).collect()
    }

    /// Draws a ranking on the map of its places. Nothing where a place has neither a boundary nor a field.
    pub(super) fn map(
        &self,
        (id, column): (Id<Indicator>, ColumnId),
        ranking: &Ranking<'a>,
        (current, chart_id): (Option<Id<Place>>, &str),
    ) -> Option<MapView> {
        let indicator = self.catalogue.indicators.get(id);
        let ground = self.ground(ranking)?;
        let values = ranking.entries.iter().filter_map(|entry| entry.observation.reading.value());
        let classes = Classes::of(&values.map(Value::to_f64).collect::<Vec<_>>());
        let mut shown = Shown { indicator, column, ranking, classes, scale: None };
        let name = self.map_name(indicator, column);
        let description = self.rank_description(indicator, column, ranking);
        let head = head(chart_id, &name, &description);
        let (svg, n_small) = match ground {
            Ground::Shapes(height, shapes) => self.draw_shapes(&shown, (height, &shapes), (current, head)),
            Ground::Tiles(tiles) => {
                shown.scale = self.scale(&shown, n_columns(&tiles));
                (self.draw_tiles(&shown, &tiles, (current, head)), 0)
            }
        };
        let rows: Vec<(LinkView, &Observation)> =
            ranking.entries.iter().map(|entry| (self.place_link(entry.place), entry.observation)).collect();
        Some(MapView {
            id: chart_id.to_owned(),
            gist: self.ranking_gist((id, column), ranking),
            url: self.url(PageKind::Indicator(id)),
            period: self.period(ranking.period),
            svg,
            description,
            legend: self.legend(&shown),
            small: (n_small > 0).then(|| self.fill("map-small", &[("n", &self.count(n_small))])),
            scale: shown.scale.map(|(_, word)| self.scale_text(&shown, word)),
            how: self.map_how(&shown),
            table: Some(self.table_of_observations(id, &rows, ("column-place", column, &name))),
            sources: self.citations(id, ranking.entries.iter().map(|entry| entry.observation)),
            embed: None,
            name,
        })
    }

    pub(super) fn map_name(&self, indicator: &'a Indicator, column: ColumnId) -> String {
        let name = self.text(&indicator.name);
        match self.column(indicator, column) {
            measure if measure == name => measure,
            measure => format!("{name}: {measure}"),
        }
    }

    /// Returns what the places of a ranking stand on: true shapes rather than fields, for who brings boundaries wants them.
    fn ground<'r>(&self, ranking: &'r Ranking<'a>) -> Option<Ground<'r, 'a>> {
        let first = self.catalogue.places.get(ranking.entries.first()?.place);
        let sheet = self.catalogue.boundaries.sheet(first);
        let shapes = sheet.and_then(|sheet| Some(Ground::Shapes(sheet.height, shapes(sheet, ranking)?)));
        shapes.or_else(|| self.tiles(ranking).map(Ground::Tiles))
    }

    /// Returns the fields in reading order, one for each entry.
    fn tiles<'r>(&self, ranking: &'r Ranking<'a>) -> Option<Vec<(Tile, &'r Ranked<'a>)>> {
        let tile = |entry: &'r Ranked<'a>| Some((self.catalogue.places.get(entry.place).tile?, entry));
        let mut tiles: Vec<_> = ranking.entries.iter().map(tile).collect::<Option<_>>()?;
        tiles.sort_by_key(|(tile, _)| *tile);
        Some(tiles)
    }

    /// Chooses the smallest power of ten that makes every number fit its field; none where all fit as they are, or none do.
    fn scale(&self, shown: &Shown<'_, '_>, n_columns: u8) -> Option<(u32, &'static str)> {
        let all_fit = |scale| {
            let values = shown.ranking.entries.iter().filter_map(|entry| entry.observation.reading.value());
            values.into_iter().all(|value| fits(&self.tile_value(shown, value, scale), n_columns))
        };
        if all_fit(None) || shown.indicator.measure(shown.column).unit == MeasureUnit::Percent {
            return None;
        }
        SCALES.into_iter().find(|&(power, _)| all_fit(Some(power)))
    }

    fn tile_value(&self, shown: &Shown<'_, '_>, value: Value, power: Option<u32>) -> String {
        let Some(scaled) = power.and_then(|power| value.in_units_of(power)) else {
            return self.value(shown.indicator, shown.column, value);
        };
        // Two digits are enough to tell places apart; below ten the second stands behind the mark.
        let decimals = u32::from(scaled.to_f64().abs() < 10.0);
        self.language.numbers.write(scaled.round(decimals))
    }

    /// Draws fields.
    fn draw_tiles(
        &self,
        shown: &Shown<'_, 'a>,
        tiles: &[(Tile, &Ranked<'a>)],
        (current, head): (Option<Id<Place>>, Head<'_>),
    ) -> Drawing {
        let top = tiles.iter().map(|(tile, _)| tile.row).min().unwrap_or(1);
        let left = tiles.iter().map(|(tile, _)| tile.column).min().unwrap_or(1);
        let legend = self.class_texts(shown);
        let mark = |&(tile, entry): &(Tile, &Ranked<'a>)| TileMark {
            column: tile.column - left,
            row: tile.row - top,
            mark: self.map_mark(shown, entry, (&legend, current)),
        };
        TileMap { head, tiles: tiles.iter().map(mark).collect() }.draw(self.medium)
    }

    /// Draws true shapes; says how many are too small to be pointed at.
    fn draw_shapes(
        &self,
        shown: &Shown<'_, 'a>,
        (height, shapes): (i32, &[(&'a Shape, &Ranked<'a>)]),
        (current, head): (Option<Id<Place>>, Head<'_>),
    ) -> (Drawing, usize) {
        let legend = self.class_texts(shown);
        let mark = |&(shape, entry): &(&'a Shape, &Ranked<'a>)| ShapeMark {
            rings: &shape.rings,
            middle: shape.middle,
            room: shape.room,
            mark: self.map_mark(shown, entry, (&legend, current)),
        };
        let shapes = shapes.iter().map(mark).collect();
        let map = ShapeMap { head, size: (Sheet::WIDTH, height), shapes };
        (map.draw(self.medium), map.n_small())
    }

    fn map_mark(
        &self,
        shown: &Shown<'_, 'a>,
        entry: &Ranked<'a>,
        (legend, current): (&[String], Option<Id<Place>>),
    ) -> MapMark<'a> {
        let value = entry.observation.reading.value();
        let class = value.map(|value| shown.classes.find(value.to_f64()));
        let scale = shown.scale.map(|(power, _)| power);
        let text = value.map(|value| self.tile_value(shown, value, scale));
        MapMark {
            name: self.text(self.catalogue.places.get(entry.place).short_name()).into(),
            text: Self::doubted(text.unwrap_or_else(|| "–".to_owned()), entry.observation).into(),
            title: self.tile_title(shown, entry, class.and_then(|class| legend.get(class))).into(),
            class: class.map(|class| shade(class, shown.classes.count())),
            url: self.url(PageKind::Place(entry.place)).map(Into::into),
            is_current: current == Some(entry.place),
        }
    }

    fn doubted(text: String, observation: &Observation) -> String {
        if observation.reading.mark() == Some(Mark::Doubtful) { format!("{text}?") } else { text }
    }

    /// Says all of a field in words: place, value or why there is none, class.
    fn tile_title(&self, shown: &Shown<'_, '_>, entry: &Ranked<'_>, class: Option<&String>) -> String {
        let place = self.place(entry.place);
        let reading = match entry.observation.reading {
            Reading::Measured { value, .. } => {
                let text = self.full_value(shown.indicator, shown.column, value);
                match entry.observation.reading.mark() {
                    Some(Mark::Doubtful) => format!("{text} ({})", self.word("doubtful")),
                    _ => text,
                }
            }
            Reading::Missing(reason) => self.missing(reason),
        };
        match class.filter(|_| shown.classes.count() > 1) {
            Some(class) => self.fill("map-place", &[("place", place), ("value", &reading), ("class", class)]),
            None => format!("{place}: {reading}"),
        }
    }

    /// Names each class by its bounds, the lowest first.
    fn class_texts(&self, shown: &Shown<'_, '_>) -> Vec<String> {
        let is_percent = shown.indicator.measure(shown.column).unit == MeasureUnit::Percent;
        let bounds: Vec<String> =
            shown.classes.bounds.iter().map(|&bound| self.axis_label(bound, is_percent)).collect();
        let (Some(first), Some(last)) = (bounds.first(), bounds.last()) else {
            return vec![self.word("class-all")];
        };
        let between =
            bounds.windows(2).map(|pair| self.fill("class-between", &[("from", &pair[0]), ("to", &pair[1])]));
        let under = std::iter::once(self.fill("class-under", &[("to", first)]));
        under.chain(between).chain([self.fill("class-over", &[("from", last)])]).collect()
    }

    fn legend(&self, shown: &Shown<'_, '_>) -> Vec<ClassView> {
        let values = || shown.ranking.entries.iter().map(|entry| entry.observation.reading.value());
        let class_of = |value: Option<Value>| value.map(|value| shown.classes.find(value.to_f64()));
        let count = |shade: Option<usize>| values().filter(|value| class_of(*value) == shade).count();
        let class = |(shade, text): (usize, String)| ClassView {
            shade: Some(self::shade(shade, shown.classes.count())),
            text,
            count: self.count(count(Some(shade))),
        };
        let mut legend: Vec<ClassView> = self.class_texts(shown).into_iter().enumerate().map(class).collect();
        let n_missing = count(None);
        if n_missing > 0 {
            let (text, count) = (self.word("class-missing"), self.count(n_missing));
            legend.push(ClassView { shade: None, text, count });
        }
        legend
    }

    /// Says how the classes were made, and which of them are good.
    fn map_how(&self, shown: &Shown<'_, '_>) -> String {
        let method = match shown.classes.method {
            _ if shown.classes.count() == 1 => String::new(),
            Method::Steps => self.word("classes-steps"),
            Method::Quantiles => self.word("classes-quantiles"),
        };
        let better = match shown.indicator.measure(shown.column).better {
            Better::Higher => self.word("better-higher"),
            Better::Lower => self.word("better-lower"),
            Better::Neither => String::new(),
        };
        [method, better].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn scale_text(&self, shown: &Shown<'_, '_>, word: &str) -> String {
        let unit = self.unit(shown.indicator, shown.column, None);
        self.fill("map-scale", &[("scale", self.language.words.get(word)), ("unit", &unit)])
    }
}

/// Returns the shape of each place of a ranking; nothing where one has none.
fn shapes<'r, 'c>(sheet: &'c Sheet, ranking: &'r Ranking<'c>) -> Option<Vec<(&'c Shape, &'r Ranked<'c>)>> {
    ranking.entries.iter().map(|entry| Some((sheet.shapes.get(&entry.place)?, entry))).collect()
}

fn n_columns(tiles: &[(Tile, &Ranked<'_>)]) -> u8 {
    let columns = || tiles.iter().map(|(tile, _)| tile.column);
    columns().max().zip(columns().min()).map_or(1, |(last, first)| last - first + 1)
}

/// Spreads few classes over the shades of five, so that they stand well apart.
fn shade(class: usize, count: usize) -> usize {
    match count {
        0 | 1 => 1,
        2 => 1 + 2 * class,
        count => (class * 8 / (count - 1)).div_ceil(2),
    }
}
