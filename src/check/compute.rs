//! Computed measures: rates, sums and differences, made from what was typed and kept beside what the source states.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Lists;
use super::context::Context;
use super::figures::Figures;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Column, ColumnId, Formula, Indicator, Mark, Measure, MeasureId, MissingReason, Observation, Observations,
    Reading, Value,
};

/// Observations that take longer to compute than another thread to wake.
const WORTH_A_THREAD: usize = 1000;

/// Returns measures in an order in which inputs stand before what is computed from them; circles are left out.
pub(super) fn order(measures: &[Measure]) -> Vec<MeasureId> {
    let mut ordered: Vec<MeasureId> = Vec::new();
    loop {
        let is_ready = |at: &MeasureId| {
            let inputs = measures[*at].formula.as_ref().map_or(Vec::new(), Formula::inputs);
            !ordered.contains(at) && inputs.iter().all(|input| ordered.contains(input))
        };
        let ready: Vec<MeasureId> = (0..measures.len()).filter(is_ready).collect();
        if ready.is_empty() {
            return ordered;
        }
        ordered.extend(ready);
    }
}

/// Sorts what was read, tells of what stands twice, and adds what is computed.
pub(super) fn observations(
    context: &mut Context<'_>,
    lists: &Lists,
    indicator: &mut Indicator,
    figures: Figures,
) {
    let (typed, mut doubled) = Observations::new(figures.typed);
    let (stated, doubled_statements) = Observations::new(figures.stated);
    doubled.extend(doubled_statements);
    // A row that stands twice is one mistake, however many cells it has.
    let mut rows = BTreeSet::new();
    doubled.retain(|(second, _)| rows.insert((second.table, second.place, second.period)));
    for (second, first) in doubled {
        let told = Diagnostic::at(Code::DoubledObservation, second.span).beside(first.span);
        let told = told.with("column", indicator.column_name_id(second.column)).with("period", second.period);
        context.tell(told.with("place", &lists.places.get(second.place).name_id));
    }
    indicator.observations = typed;
    for measure in order(&indicator.measures) {
        let Some(formula) = indicator.measures[measure].formula.clone() else { continue };
        add_columns(indicator, measure, &formula);
        for column in 0..indicator.columns.len() {
            if indicator.columns[column].measure == measure {
                let computed = computed_column(indicator, column, &formula, &stated);
                indicator.observations.add(computed);
            }
        }
    }
    put_columns_in_order(indicator);
    for observation in indicator.observations.iter() {
        let latest = &mut indicator.tables[observation.table].latest;
        if *latest != Some(observation.period) {
            *latest = (*latest).max(Some(observation.period));
        }
    }
}

/// Adds a column of the computed measure for each column of its first input that it is broken down like.
fn add_columns(indicator: &mut Indicator, measure: MeasureId, formula: &Formula) {
    let first = formula.inputs()[0];
    let by = indicator.measures[measure].by.clone();
    let cuts: BTreeSet<Vec<Option<usize>>> = indicator
        .columns
        .iter()
        .filter(|column| column.measure == first)
        .map(|column| column.members.clone())
        .filter(|members| members.iter().enumerate().all(|(at, member)| member.is_none() || by.contains(&at)))
        .collect();
    for members in cuts {
        let column = Column { measure, members };
        if indicator.find_column(&column).is_none() {
            indicator.columns.push(column);
        }
    }
}

fn computed_column(
    indicator: &Indicator,
    column: ColumnId,
    formula: &Formula,
    stated: &Observations,
) -> Vec<Observation> {
    let inputs: Option<Vec<ColumnId>> =
        formula.inputs().into_iter().map(|input| indicator.input_column(column, input)).collect();
    let read = |like: &Observation| -> Option<Vec<&Observation>> {
        let at = |input: &ColumnId| indicator.observations.at(*input, like.place, like.period);
        inputs.as_ref()?.iter().map(at).collect()
    };
    let compute = |first: &Observation| {
        let reading = result(&read(first)?, formula, indicator.measure(column).decimals);
        Some(join(column, first, stated.at(column, first.place, first.period), reading))
    };
    let first = inputs.as_ref().map_or(&[][..], |inputs| indicator.observations.column(inputs[0]));
    let mut made: Vec<Observation> =
        first.par_iter().with_min_len(WORTH_A_THREAD).filter_map(compute).collect();
    let missing = Reading::Missing(MissingReason::NotReported);
    let only_stated = stated.column(column).iter().filter(|stated| read(stated).is_none());
    made.extend(only_stated.map(|stated| join(column, stated, Some(stated), missing)));
    made
}

/// Joins a computed reading with what the source states: the computed one counts, the stated one stands in where
/// nothing can be computed.
fn join(
    column: ColumnId,
    base: &Observation,
    stated: Option<&Observation>,
    computed: Reading,
) -> Observation {
    let place_of = stated.unwrap_or(base);
    let stated_value = stated.and_then(|observation| observation.reading.value());
    let stated_mark = stated.and_then(|observation| observation.reading.mark());
    let reading = match (computed, stated_value) {
        (Reading::Missing(_), Some(value)) => {
            Reading::Measured { value, mark: stated_mark.or(Some(Mark::Stated)) }
        }
        (reading, _) => reading,
    };
    Observation {
        column,
        place: base.place,
        period: base.period,
        reading,
        stated: stated_value,
        stated_mark,
        remark: stated.and_then(|observation| observation.remark.clone()),
        table: place_of.table,
        span: place_of.span,
    }
}

fn result(inputs: &[&Observation], formula: &Formula, decimals: u32) -> Reading {
    let missing = inputs.iter().find_map(|observation| match observation.reading {
        Reading::Missing(reason) => Some(reason),
        Reading::Measured { .. } => None,
    });
    if let Some(reason) = missing {
        return Reading::Missing(reason);
    }
    let values = inputs.iter().filter_map(|observation| observation.reading.value());
    match evaluate(formula, values, decimals) {
        Some(value) => Reading::Measured { value, mark: carried(inputs) },
        None => Reading::Missing(MissingReason::NotApplicable),
    }
}

/// Computes a formula; nothing for a share of zero.
fn evaluate(formula: &Formula, mut values: impl Iterator<Item = Value>, decimals: u32) -> Option<Value> {
    match formula {
        Formula::Ratio(..) => values.next()?.percent_of(values.next()?, decimals),
        Formula::Difference(..) => values.next()?.minus(values.next()?),
        Formula::Sum(_) => values.try_fold(Value::ZERO, Value::plus),
    }
}

/// Computes an observation anew, rounded to other decimals: rounding what was rounded would be wrong. Nothing where the
/// measure is not computed, or an input has no value.
pub(crate) fn recompute(indicator: &Indicator, observation: &Observation, decimals: u32) -> Option<Value> {
    let formula = indicator.measure(observation.column).formula.as_ref()?;
    let input = |input| {
        let column = indicator.input_column(observation.column, input)?;
        indicator.observations.at(column, observation.place, observation.period)?.reading.value()
    };
    let values: Vec<Value> = formula.inputs().into_iter().map(input).collect::<Option<_>>()?;
    evaluate(formula, values.into_iter(), decimals)
}

/// Returns the mark that inputs hand on: a doubtful input makes a doubtful result, an inexact one an inexact result.
fn carried(inputs: &[&Observation]) -> Option<Mark> {
    let marks: BTreeSet<Mark> = inputs.iter().filter_map(|observation| observation.reading.mark()).collect();
    let handed_on = |mark: &Mark| match mark {
        Mark::Doubtful => Some(Mark::Doubtful),
        Mark::Provisional => Some(Mark::Provisional),
        Mark::Estimated => Some(Mark::Estimated),
        Mark::About | Mark::MoreThan | Mark::Nearly | Mark::AtLeast | Mark::AtMost | Mark::Stated => {
            Some(Mark::About)
        }
        Mark::Revised => None,
    };
    marks.iter().rev().find_map(handed_on)
}

/// Puts columns in the author's order: by measure, the whole before its parts.
fn put_columns_in_order(indicator: &mut Indicator) {
    let mut order: Vec<ColumnId> = (0..indicator.columns.len()).collect();
    order.sort_by_key(|&column| indicator.columns[column].clone());
    indicator.columns = order.iter().map(|&old| indicator.columns[old].clone()).collect();
    indicator.observations = std::mem::take(&mut indicator.observations).in_order(&order);
}
