//! Checks the arithmetic of the sources: what they state against what their parts make.
//!
//! Enters: a catalogue. Leaves: findings, which are shown to the author and to the reader. Nothing is corrected here.

mod parts;
mod rates;
mod totals;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Catalogue, FigureRef, Finding, Id, Indicator, MissingReason, Observation, Proposed, Reading, Rule, Value,
};

/// Returns every disagreement, in the order of the author's files.
pub fn audit(catalogue: &Catalogue) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, indicator) in catalogue.indicators.iter() {
        findings.extend(totals::findings(catalogue, id, indicator));
        findings.extend(rates::findings(id, indicator));
        findings.extend(parts::findings(id, indicator));
    }
    findings
}

/// Tells an author of a finding.
pub fn diagnostic(catalogue: &Catalogue, finding: &Finding) -> Diagnostic {
    let code = match finding.rule {
        Rule::TotalOfRows => Code::TotalDiffers,
        Rule::StatedRate => Code::RateDiffers,
        Rule::StatedResult => Code::ResultDiffers,
        Rule::PartsOfWhole => Code::PartsDiffer,
    };
    let indicator = catalogue.indicators.get(finding.figure.indicator);
    Diagnostic::at(code, finding.span)
        .with("column", indicator.column_name_id(finding.figure.column))
        .with("place", &catalogue.places.get(finding.figure.place).name_id)
        .with_number("stated", finding.stated)
        .with_number("computed", finding.computed)
        .with_number("difference", finding.difference)
        .with("n", finding.n_parts)
}

/// Returns a finding where what is stated at a figure is not what its parts make.
fn compare(
    rule: Rule,
    figure: FigureRef,
    observation: &Observation,
    made: (Value, usize),
) -> Option<Finding> {
    let stated = observation.stated.or(observation.reading.value())?;
    let (computed, n_parts) = made;
    let (difference, span) = (stated.minus(computed)?, observation.span);
    let finding = Finding { rule, figure, stated, computed, difference, n_parts, span };
    (stated != computed).then_some(finding)
}

/// Names the figure of an observation.
fn figure(indicator: Id<Indicator>, observation: &Observation) -> FigureRef {
    FigureRef { indicator, column: observation.column, place: observation.place, period: observation.period }
}

/// What a part adds to a sum.
enum Part {
    /// A value.
    Value(Value),
    /// Nothing: the source leaves it blank, or it does not apply.
    Nothing,
    /// Unknown: it cannot be read, and nothing is proposed.
    Unknown,
}

impl Part {
    /// A doubtful cell counts as it stands; an illegible one as it was proposed to read.
    fn of(observation: &Observation) -> Self {
        match (observation.reading, observation.remark.as_ref().and_then(|remark| remark.proposed)) {
            (Reading::Measured { value, .. }, _) | (Reading::Missing(_), Some(Proposed::Value(value))) => {
                Self::Value(value)
            }
            (Reading::Missing(MissingReason::Illegible), None) => Self::Unknown,
            (Reading::Missing(_), _) => Self::Nothing,
        }
    }
}

/// Adds parts up; nothing where one is unknown or none has a value.
fn sum<'o>(parts: impl Iterator<Item = &'o Observation>) -> Option<(Value, usize)> {
    let (mut sum, mut n_parts) = (Value::ZERO, 0);
    for part in parts {
        match Part::of(part) {
            Part::Value(value) => (sum, n_parts) = (sum.plus(value)?, n_parts + 1),
            Part::Nothing => {}
            Part::Unknown => return None,
        }
    }
    (n_parts > 0).then_some((sum, n_parts))
}
