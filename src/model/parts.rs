//! What makes up a whole: its parts along a dimension, or the measures that it is the sum of.

use super::{Column, ColumnId, DimensionId, Formula, Indicator, MeasureUnit, Observation, Value};

/// A way in which a measure divides into parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Division {
    /// Into the measures that it is the sum of.
    Sum,
    /// Into the members of a dimension.
    Along(DimensionId),
}

impl Indicator {
    /// Returns the column of each member of a dimension; nothing for a member that no table has.
    pub fn part_columns(&self, whole: ColumnId, dimension: DimensionId) -> Vec<Option<ColumnId>> {
        let members = 0..self.dimensions[dimension].members.len();
        let columns = members.map(|member| {
            let mut part: Column = self.columns[whole].clone();
            part.members[dimension] = Some(member);
            self.find_column(&part)
        });
        columns.collect()
    }

    /// Returns the ways in which a count divides into parts that make it up. A share is no whole of its shares.
    pub fn divisions(&self, whole: ColumnId) -> Vec<Division> {
        let measure = self.measure(whole);
        if measure.unit == MeasureUnit::Percent {
            return Vec::new();
        }
        let is_sum = matches!(measure.formula, Some(Formula::Sum(_)));
        let along = measure.by.iter().filter(|&&dimension| self.dimensions[dimension].is_whole);
        is_sum.then_some(Division::Sum).into_iter().chain(along.map(|&by| Division::Along(by))).collect()
    }

    /// Returns the parts that make up an observation, in the author's order; nothing where one lacks, or where they make
    /// another whole than the one that is stated.
    pub fn parts_of(&self, whole: &Observation, division: Division) -> Option<Vec<&Observation>> {
        let columns: Option<Vec<ColumnId>> = match (division, &self.measure(whole.column).formula) {
            (Division::Along(dimension), _) => {
                self.part_columns(whole.column, dimension).into_iter().collect()
            }
            (Division::Sum, Some(Formula::Sum(inputs))) => {
                inputs.iter().map(|&input| self.input_column(whole.column, input)).collect()
            }
            (Division::Sum, _) => None,
        };
        let part = |column| self.observations.at(column, whole.place, whole.period);
        let parts: Vec<&Observation> = columns?.into_iter().map(part).collect::<Option<_>>()?;
        let values = parts.iter().map(|part| part.reading.value().filter(|value| !value.is_negative()));
        let values: Vec<Value> = values.collect::<Option<_>>()?;
        let sum = values.iter().try_fold(Value::ZERO, |sum, value| sum.plus(*value))?;
        let n_shown = values.iter().filter(|value| **value != Value::ZERO).count();
        (Some(sum) == whole.reading.value() && n_shown > 1).then_some(parts)
    }
}
