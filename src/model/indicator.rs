//! Indicators: what is measured, in which columns, and where each number stands in its source.

use super::{
    Document, Id, Localized, LocalizedText, Observation, Observations, Period, Place, Reading, Value,
};
use crate::input::Span;

/// Two figures that lie fewer days apart make no course.
const LEAST_DAYS: i32 = 28;

/// A group of indicators.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Its name.
    pub name: LocalizedText,
    /// What belongs to it.
    pub description: Option<LocalizedText>,
}

/// What is counted.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its name by CLDR plural category.
    pub name: Localized<Plural>,
    /// Whether only whole numbers make sense.
    pub is_whole: bool,
}

/// A word by CLDR plural category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plural {
    /// Forms beside `other`, as (category, word).
    pub forms: Vec<(String, String)>,
    /// The form that always exists.
    pub other: String,
}

/// The unit of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureUnit {
    /// Parts of a hundred.
    Percent,
    /// Something counted or measured.
    Counted(Id<Unit>),
}

/// Which direction is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better: ranked from the highest.
    Higher,
    /// Less is better: ranked from the lowest.
    Lower,
    /// Neither: ordered by size, without praise.
    Neither,
}

/// How a computed measure is made. A computed measure is never typed; a stated value is checked against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// Numerator ÷ denominator, in percent.
    Ratio(MeasureId, MeasureId),
    /// The sum of measures.
    Sum(Vec<MeasureId>),
    /// The first less the second.
    Difference(MeasureId, MeasureId),
}

impl Formula {
    /// Returns the measures it takes, in order.
    pub fn inputs(&self) -> Vec<MeasureId> {
        match self {
            Self::Ratio(a, b) | Self::Difference(a, b) => vec![*a, *b],
            Self::Sum(parts) => parts.clone(),
        }
    }
}

/// One thing measured of an indicator.
#[derive(Debug, Clone)]
pub struct Measure {
    /// The author's id: `issued`.
    pub name_id: String,
    /// Its name.
    pub name: LocalizedText,
    /// What it means, where the name does not say it all.
    pub definition: Option<LocalizedText>,
    /// Its unit.
    pub unit: MeasureUnit,
    /// Which direction is good.
    pub better: Better,
    /// How it is computed; nothing for a typed measure.
    pub formula: Option<Formula>,
    /// Decimals of a computed ratio.
    pub decimals: u32,
    /// Dimensions it is broken down by.
    pub by: Vec<DimensionId>,
    /// Whether it counts from a beginning up to the period's end, so that it should not fall.
    pub is_cumulative: bool,
    /// For a ratio: whether it may pass a hundred percent, because what it counts is no part of what it is divided by.
    pub is_above_whole: bool,
    /// The least it can be.
    pub min: Option<Value>,
    /// The most it can be.
    pub max: Option<Value>,
}

/// Something observations are broken down by, beside place and period.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// The author's id.
    pub name_id: String,
    /// Its name.
    pub name: LocalizedText,
    /// Its members.
    pub members: Vec<Member>,
    /// Whether the members make up the whole.
    pub is_whole: bool,
}

/// One member of a dimension.
#[derive(Debug, Clone)]
pub struct Member {
    /// The author's id, unique within the indicator.
    pub name_id: String,
    /// Its name.
    pub name: LocalizedText,
}

/// Position of a measure in its indicator.
pub type MeasureId = usize;
/// Position of a dimension in its indicator.
pub type DimensionId = usize;
/// Position of a column in its indicator.
pub type ColumnId = usize;
/// Position of a source table in its indicator.
pub type TableId = usize;

/// A measure and, for each dimension of the indicator, one member or all: what a column of a table shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column {
    /// The measure.
    pub measure: MeasureId,
    /// For each dimension of the indicator the chosen member, or nothing for all of them.
    pub members: Vec<Option<usize>>,
}

impl Column {
    /// Returns whether it is a measure as a whole, not a part of it.
    pub fn is_total(&self) -> bool {
        self.members.iter().all(Option::is_none)
    }
}

/// A table of a source document that observations come from.
#[derive(Debug, Clone)]
pub struct SourceTable {
    /// The document.
    pub document: Id<Document>,
    /// Where in it: section, annex, line.
    pub at: LocalizedText,
    /// What a reader must know of it.
    pub note: Option<LocalizedText>,
    /// The place that its total line is for, where it has one.
    pub total: Option<Id<Place>>,
    /// The latest period that it holds figures for; nothing where it holds none.
    pub latest: Option<Period>,
}

/// A table of a document that gives figures again which another table holds: compared, not published twice.
#[derive(Debug, Clone)]
pub struct Restatement {
    /// The document.
    pub document: Id<Document>,
    /// Where in it.
    pub at: LocalizedText,
    /// What it gives.
    pub figures: Vec<Restated>,
}

/// One figure given again.
#[derive(Debug, Clone)]
pub struct Restated {
    /// What was observed.
    pub column: ColumnId,
    /// Where.
    pub place: Id<Place>,
    /// When.
    pub period: Period,
    /// The value, or why there is none.
    pub reading: Reading,
    /// Where an author wrote it.
    pub span: Span,
}

/// A thing that is measured.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// The author's id.
    pub name_id: String,
    /// Its name.
    pub name: LocalizedText,
    /// The word of the path.
    pub slug: LocalizedText,
    /// What it means.
    pub definition: LocalizedText,
    /// What a reader must know of it.
    pub note: Option<LocalizedText>,
    /// The group it belongs to.
    pub topic: Id<Topic>,
    /// The column shown first.
    pub main: ColumnId,
    /// Dimensions beside place and period.
    pub dimensions: Vec<Dimension>,
    /// Measures, in the author's order.
    pub measures: Vec<Measure>,
    /// Columns that hold observations, in the author's order, `main` among them.
    pub columns: Vec<Column>,
    /// Where the observations come from.
    pub tables: Vec<SourceTable>,
    /// What was observed.
    pub observations: Observations,
    /// What was given again.
    pub restatements: Vec<Restatement>,
}

impl Indicator {
    /// Returns the measure of a column.
    pub fn measure(&self, column: ColumnId) -> &Measure {
        &self.measures[self.columns[column].measure]
    }

    /// Returns the members that a column is cut to, in the order of the dimensions.
    pub fn members(&self, column: ColumnId) -> impl Iterator<Item = &Member> {
        let chosen = self.columns[column].members.iter().zip(&self.dimensions);
        chosen.filter_map(|(member, dimension)| member.map(|index| &dimension.members[index]))
    }

    /// Returns the column's id as an author writes it: `issued.permanent`.
    pub fn column_name_id(&self, column: ColumnId) -> String {
        let measure = self.measure(column).name_id.clone();
        self.members(column).fold(measure, |name, member| name + "." + &member.name_id)
    }

    /// Returns the periods it was observed in, anywhere.
    pub fn periods(&self) -> &[Period] {
        self.observations.periods()
    }

    /// Returns one column at one place over time, oldest first, as far as it can be compared with its latest value: a
    /// count within a month is not one within a year. Rates and cumulative counts compare whatever their periods.
    pub fn comparable(&self, column: ColumnId, place: Id<Place>) -> Vec<&Observation> {
        let series = self.observations.series(column, place);
        let measure = self.measure(column);
        let is_free = measure.is_cumulative || measure.unit == MeasureUnit::Percent;
        let latest = series.last().map(|latest| latest.period.kind());
        let compares = |observation: &&Observation| is_free || Some(observation.period.kind()) == latest;
        series.iter().filter(compares).collect()
    }

    /// Returns a series that is worth a line: of three points or more, or of two that lie weeks apart. Two neighbouring days
    /// make no course; what changed between them is told in words and tables.
    pub fn over_time(&self, column: ColumnId, place: Id<Place>) -> Option<Vec<&Observation>> {
        let series = self.comparable(column, place);
        let (first, last) = (series.first()?.period.last(), series.last()?.period.last());
        let is_long = last.day_number() - first.day_number() >= LEAST_DAYS;
        (series.len() > 2 || (series.len() == 2 && is_long)).then_some(series)
    }

    /// Finds a column.
    pub fn find_column(&self, column: &Column) -> Option<ColumnId> {
        self.columns.iter().position(|known| known == column)
    }

    /// Returns the column that an input of `column`'s formula is read from: cut to the same members where
    /// that measure is broken down too, else as a whole.
    pub fn input_column(&self, column: ColumnId, input: MeasureId) -> Option<ColumnId> {
        let by = &self.measures[input].by;
        let cut = self.columns[column].members.iter().enumerate();
        let members = cut.map(|(dimension, member)| member.filter(|_| by.contains(&dimension))).collect();
        self.find_column(&Column { measure: input, members })
    }

    /// Returns for each column that was observed at a place its latest observation, in the order of columns.
    pub fn latest_at(&self, place: Id<Place>) -> Vec<&Observation> {
        (0..self.columns.len()).filter_map(|column| self.observations.latest(column, place)).collect()
    }
}
