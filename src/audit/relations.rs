//! Figures that an author relates to each other, in one indicator or several.

use super::ledger::{Against, Ledger, Must, Stated};
use super::range::Range;
use crate::model::{Agreement, Catalogue, FigureRef, FigureRelation, Rule};

pub(super) fn relations(catalogue: &Catalogue) -> Ledger {
    let mut ledger = Ledger::default();
    for relation in &catalogue.relations {
        hold(catalogue, relation, &mut ledger);
    }
    ledger
}

/// Compares the figures of a relation. Where one has no value, its sum is unknown and nothing is compared.
fn hold(catalogue: &Catalogue, relation: &FigureRelation, ledger: &mut Ledger) -> Option<()> {
    let whole = stated(catalogue, relation.whole)?;
    let against = |compared: &[FigureRef]| Against {
        n_parts: compared.len(),
        compared: compared.to_vec(),
        beside: Some(relation.span),
        elsewhere: None,
        note: relation.note.clone(),
    };
    let must = match relation.agreement {
        Agreement::Equal => {
            for &part in &relation.parts {
                let Some(other) = stated(catalogue, part) else { continue };
                let decimals = whole.value.decimals().min(other.value.decimals());
                let side = Stated { range: whole.range.round(decimals), ..whole };
                let other = (other.range.round(decimals), Must::Equal);
                ledger.compare(Rule::RelatedFigures, side, other, against(&[part]));
            }
            return Some(());
        }
        Agreement::Sum => Must::Equal,
        Agreement::Within => Must::NotFallBelow,
    };
    let parts: Vec<Stated> =
        relation.parts.iter().map(|&part| stated(catalogue, part)).collect::<Option<_>>()?;
    let sum = parts.iter().fold(Range::ZERO, |sum, part| sum.plus(part.range));
    ledger.compare(Rule::RelatedFigures, whole, (sum, must), against(&relation.parts));
    Some(())
}

fn stated(catalogue: &Catalogue, figure: FigureRef) -> Option<Stated> {
    Stated::of_source(figure, catalogue.observation(figure)?)
}
