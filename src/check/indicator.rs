//! Indicators: their dimensions, measures and formulas.

use std::collections::BTreeSet;

use super::context::Context;
use super::figures::parse_column;
use super::{Lists, compute, figures, restated};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Spanned;
use crate::model::{
    Better, Dimension, DimensionId, Formula, Indicator, Measure, MeasureId, MeasureUnit, Member, Observations,
};
use crate::parse::{self, Text};

/// Most decimals of a computed rate: more say nothing.
const MOST_DECIMALS: u32 = 6;
/// Decimals of a computed rate where the author sets none.
const RATE_DECIMALS: u32 = 1;

pub(super) fn indicator(
    context: &mut Context<'_>,
    lists: &Lists,
    raw: &parse::Indicator,
) -> Option<Indicator> {
    let home = format!("content/indicators/{}.toml", raw.id.value);
    let (name, definition) = (context.localized(&raw.name), context.localized(&raw.definition));
    let (slug, note) =
        (context.slug(raw.slug.as_ref(), &raw.id.value), context.maybe_localized(raw.note.as_ref()));
    let topic = context.resolve("topic", &lists.topics, &raw.topic, "content/site.toml");
    let dimensions = dimensions(context, &raw.dimensions);
    let measures =
        Measures { lists, dimensions: &dimensions, raw: &raw.measures, home: &home }.check(context);
    let (name, definition, slug, topic) = (name?, definition?, slug?, topic?);
    let mut indicator = Indicator {
        name_id: raw.id.value.clone(),
        name,
        slug,
        definition,
        note,
        topic,
        main: 0,
        dimensions,
        measures,
        columns: Vec::new(),
        tables: Vec::new(),
        observations: Observations::default(),
        restatements: Vec::new(),
    };
    let mut figures = figures::read(context, lists, &mut indicator, &raw.tables);
    let restated = std::mem::take(&mut figures.restated);
    compute::observations(context, lists, &mut indicator, figures);
    indicator.restatements = restated::restatements(context, lists, &indicator, restated);
    indicator.main = main(context, &indicator, &raw.main, &home)?;
    Some(indicator)
}

fn main(context: &mut Context<'_>, indicator: &Indicator, raw: &Text, home: &str) -> Option<usize> {
    let measure = raw.value.split('.').next().unwrap_or_default();
    find(context, &indicator.measures, &Text::new(measure.to_owned(), raw.span), home)?;
    let found = parse_column(indicator, &raw.value).and_then(|column| indicator.find_column(&column));
    // Where the file has mistakes, what lacks may be lost with them.
    if found.is_none() && !context.has_faults(home) {
        context.tell(Diagnostic::at(Code::EmptyMain, raw.span).with("column", &raw.value));
    }
    found
}

fn dimensions(context: &mut Context<'_>, raw: &[parse::Dimension]) -> Vec<Dimension> {
    let mut taken: BTreeSet<&str> = BTreeSet::from(["place", "period"]);
    let mut dimensions = Vec::new();
    for dimension in raw {
        let mut members = Vec::new();
        for member in &dimension.members {
            let is_free = is_free(context, &mut taken, &member.id);
            if let (true, Some(name)) = (is_free, context.localized(&member.name)) {
                members.push(Member { name_id: member.id.value.clone(), name });
            }
        }
        let is_free = is_free(context, &mut taken, &dimension.id);
        if let (true, Some(name)) = (is_free, context.localized(&dimension.name)) {
            let (name_id, is_whole) = (dimension.id.value.clone(), dimension.is_whole);
            dimensions.push(Dimension { name_id, name, members, is_whole });
        }
    }
    dimensions
}

fn is_free<'r>(context: &mut Context<'_>, taken: &mut BTreeSet<&'r str>, id: &'r Text) -> bool {
    let is_free = taken.insert(&id.value);
    if !is_free {
        context.tell(Diagnostic::at(Code::DoubledId, id.span).with("id", &id.value));
    }
    is_free
}

/// Finds a measure by its id.
fn find(context: &mut Context<'_>, measures: &[Measure], text: &Text, home: &str) -> Option<MeasureId> {
    let found = measures.iter().position(|measure| measure.name_id == text.value);
    let known = || measures.iter().map(|measure| measure.name_id.as_str()).collect();
    found.or_else(|| context.unknown("measure", text, known(), home))
}

/// The measures of one indicator while they are checked.
struct Measures<'a> {
    lists: &'a Lists,
    dimensions: &'a [Dimension],
    raw: &'a [parse::Measure],
    home: &'a str,
}

impl Measures<'_> {
    fn check(&self, context: &mut Context<'_>) -> Vec<Measure> {
        let mut taken = BTreeSet::new();
        let plain: Vec<Measure> =
            self.raw.iter().filter_map(|raw| self.plain(context, raw, &mut taken)).collect();
        let mut measures = plain.clone();
        for raw in self.raw {
            let Some(formula) = &raw.formula else { continue };
            let Some(at) = plain.iter().position(|measure| measure.name_id == raw.id.value) else { continue };
            if let Some(formula) = self.formula(context, &plain, formula) {
                measures[at].formula = Some(formula);
            }
        }
        self.refuse_circles(context, &mut measures);
        for at in compute::order(&measures) {
            self.inherit(context, &mut measures, at);
        }
        measures
    }

    /// Checks a measure but for its formula, which names other measures.
    fn plain<'r>(
        &self,
        context: &mut Context<'_>,
        raw: &'r parse::Measure,
        taken: &mut BTreeSet<&'r str>,
    ) -> Option<Measure> {
        let is_free = is_free(context, taken, &raw.id);
        let (name, definition) =
            (context.localized(&raw.name), context.maybe_localized(raw.definition.as_ref()));
        let unit = raw.unit.as_ref().and_then(|unit| self.unit(context, unit));
        let known = [("higher", Better::Higher), ("lower", Better::Lower), ("neither", Better::Neither)];
        let better = raw.better.as_ref().and_then(|better| context.word("better", better, &known));
        let by = raw.by.iter().filter_map(|dimension| self.dimension(context, dimension)).collect();
        let decimals = raw.decimals.as_ref().and_then(|decimals| Self::decimals(context, decimals));
        (is_free && (unit.is_some() || raw.formula.is_some())).then_some(())?;
        Some(Measure {
            name_id: raw.id.value.clone(),
            name: name?,
            definition,
            unit: unit.unwrap_or(MeasureUnit::Percent),
            better: better.unwrap_or(Better::Neither),
            formula: None,
            decimals: decimals.unwrap_or(RATE_DECIMALS),
            by,
            is_cumulative: raw.is_cumulative,
            is_above_whole: raw.is_above_whole,
            min: raw.min.as_ref().map(|min| min.value),
            max: raw.max.as_ref().map(|max| max.value),
        })
    }

    fn unit(&self, context: &mut Context<'_>, text: &Text) -> Option<MeasureUnit> {
        if text.value == "percent" {
            return Some(MeasureUnit::Percent);
        }
        context.resolve("unit", &self.lists.units, text, "content/units.toml").map(MeasureUnit::Counted)
    }

    fn decimals(context: &mut Context<'_>, raw: &Spanned<i64>) -> Option<u32> {
        let decimals = u32::try_from(raw.value).ok().filter(|decimals| *decimals <= MOST_DECIMALS);
        decimals.or_else(|| {
            let wrong = Diagnostic::at(Code::WrongType, raw.span).with("key", "decimals");
            context.refuse(wrong.with("expected", format!("0–{MOST_DECIMALS}")))
        })
    }

    fn dimension(&self, context: &mut Context<'_>, text: &Text) -> Option<DimensionId> {
        let found = self.dimensions.iter().position(|dimension| dimension.name_id == text.value);
        let known = || self.dimensions.iter().map(|dimension| dimension.name_id.as_str()).collect();
        found.or_else(|| context.unknown("dimension", text, known(), self.home))
    }

    fn formula(&self, context: &mut Context<'_>, plain: &[Measure], raw: &parse::Formula) -> Option<Formula> {
        let (parse::Formula::Ratio(names) | parse::Formula::Sum(names) | parse::Formula::Difference(names)) =
            raw;
        let mut inputs = |names: &Spanned<Vec<Text>>| {
            let found: Vec<_> =
                names.value.iter().filter_map(|name| find(context, plain, name, self.home)).collect();
            (found.len() == names.value.len()).then_some(found)
        };
        let inputs = inputs(names)?;
        match (raw, inputs.as_slice()) {
            (parse::Formula::Ratio(_), &[numerator, denominator]) => {
                Some(Formula::Ratio(numerator, denominator))
            }
            (parse::Formula::Difference(_), &[whole, part]) => Some(Formula::Difference(whole, part)),
            (parse::Formula::Sum(_), _) => Some(Formula::Sum(inputs)),
            _ => {
                let wrong = Diagnostic::at(Code::WrongType, names.span).with("key", "ratio, difference");
                context.refuse(wrong.with("expected", "[a, b]"))
            }
        }
    }

    fn refuse_circles(&self, context: &mut Context<'_>, measures: &mut [Measure]) {
        let ordered: BTreeSet<MeasureId> = compute::order(measures).into_iter().collect();
        for at in (0..measures.len()).filter(|at| !ordered.contains(at)) {
            let written = self.raw.iter().find(|raw| raw.id.value == measures[at].name_id);
            if let Some(raw) = written {
                let circular = Diagnostic::at(Code::CircularFormula, raw.id.span).with("id", &raw.id.value);
                context.tell(circular);
            }
            measures[at].formula = None;
        }
    }

    /// Takes over from the inputs of a formula what its author did not say: dimensions, and the unit of a sum.
    fn inherit(&self, context: &mut Context<'_>, measures: &mut [Measure], at: MeasureId) {
        let Some(formula) = measures[at].formula.clone() else { return };
        let inputs = formula.inputs();
        if measures[at].by.is_empty() {
            let by: BTreeSet<_> = inputs.iter().flat_map(|&input| measures[input].by.clone()).collect();
            measures[at].by = by.into_iter().collect();
        }
        let units: Vec<MeasureUnit> = inputs.iter().map(|&input| measures[input].unit).collect();
        let Some(raw) = self.raw.iter().find(|raw| raw.id.value == measures[at].name_id) else { return };
        match formula {
            Formula::Ratio(..) => measures[at].unit = MeasureUnit::Percent,
            Formula::Sum(_) | Formula::Difference(..) => {
                if units.iter().any(|unit| *unit != units[0]) {
                    context.tell(Diagnostic::at(Code::MixedUnits, raw.id.span));
                }
                measures[at].unit = units[0];
            }
        }
    }
}
