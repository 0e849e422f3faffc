//! Corrections: each leads from what was published to what is right, and the last one of a figure to what the data say.

use std::collections::BTreeSet;

use super::Data;
use super::context::Context;
use super::findings::figure;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{Span, Spanned};
use crate::model::{Correction, Corrections, FigureRef, MissingReason, Reading};
use crate::parse::{self, Cell};

/// A checked correction and where its values stand.
struct Placed {
    correction: Correction,
    old: Span,
    new: Span,
}

pub(super) fn corrections(context: &mut Context<'_>, data: &Data, raw: &[parse::Correction]) -> Corrections {
    let mut known = BTreeSet::new();
    let mut all = Vec::new();
    for raw in raw {
        if !known.insert(raw.id.value.as_str()) {
            context.tell(Diagnostic::at(Code::DoubledId, raw.id.span).with("id", &raw.id.value));
        }
        all.extend(correction(context, data, raw));
    }
    all.sort_by(|a, b| {
        let key = |placed: &Placed| (placed.correction.figure, placed.correction.date);
        key(a).cmp(&key(b)).then_with(|| a.correction.name_id.cmp(&b.correction.name_id))
    });
    for of_figure in all.chunk_by(|a, b| a.correction.figure == b.correction.figure) {
        check_chain(context, data, of_figure);
    }
    Corrections::new(all.into_iter().map(|placed| placed.correction).collect())
}

fn correction(context: &mut Context<'_>, data: &Data, raw: &parse::Correction) -> Option<Placed> {
    let (figure, day) = (figure(context, data, &raw.figure), context.date(&raw.date));
    let (old, new) = (reading(context, &raw.old), reading(context, &raw.new));
    let reason = context.localized(&raw.reason);
    let (figure, day, old, new, reason) = (figure?, day?, old?, new?, reason?);
    if is_same(old, new) {
        return context.refuse(Diagnostic::at(Code::IdleCorrection, raw.new.span));
    }
    let name_id = raw.id.value.clone();
    let correction = Correction { name_id, figure, date: day, old, new, reason, span: raw.span };
    Some(Placed { correction, old: raw.old.span, new: raw.new.span })
}

/// Reads a value, or the word for why there is none.
fn reading(context: &mut Context<'_>, cell: &Spanned<Cell>) -> Option<Reading> {
    match &cell.value {
        Cell::Number(value) => Some(Reading::Measured { value: *value, mark: None }),
        Cell::Word(word) => {
            let reasons = MissingReason::ALL.map(|reason| (reason.name(), reason));
            let word = Spanned::new(word.clone(), cell.span);
            context.word("correction", &word, &reasons).map(Reading::Missing)
        }
        Cell::Detail(_) => {
            let wrong = Diagnostic::at(Code::WrongType, cell.span).with("key", "correction");
            context.refuse(wrong.with("expected", "@cell-type"))
        }
    }
}

/// Compares the corrections of one figure, oldest first, with one another and the last with the data.
fn check_chain(context: &mut Context<'_>, data: &Data, chain: &[Placed]) {
    for pair in chain.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        if !is_same(before.correction.new, after.correction.old) {
            differs(context, (after.old, after.correction.old), (before.new, before.correction.new));
        }
    }
    let Some(last) = chain.last() else { return };
    let FigureRef { indicator, column, place, period } = last.correction.figure;
    let indicator = data.indicators.get(indicator);
    let is_sound = !context.has_faults(&format!("content/indicators/{}.toml", indicator.name_id));
    let present = indicator.observations.at(column, place, period).filter(|_| is_sound);
    if let Some(present) = present.filter(|present| !is_same(present.reading, last.correction.new)) {
        differs(context, (last.new, last.correction.new), (present.span, present.reading));
    }
}

fn differs(context: &mut Context<'_>, (span, says): (Span, Reading), (beside, known): (Span, Reading)) {
    let told = Diagnostic::at(Code::CorrectionDiffers, span).beside(beside);
    context.tell(told.with("says", written(says)).with("known", written(known)));
}

/// Returns whether two readings say the same; marks and written decimals apart.
fn is_same(a: Reading, b: Reading) -> bool {
    match (a, b) {
        (Reading::Measured { value: a, .. }, Reading::Measured { value: b, .. }) => a == b,
        (Reading::Missing(a), Reading::Missing(b)) => a == b,
        (Reading::Measured { .. }, Reading::Missing(_)) | (Reading::Missing(_), Reading::Measured { .. }) => {
            false
        }
    }
}

fn written(reading: Reading) -> String {
    match reading {
        Reading::Measured { value, .. } => format!("#{value}"),
        Reading::Missing(reason) => reason.name().to_owned(),
    }
}
