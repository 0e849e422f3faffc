//! What is declared and never named, and images that no text shows: left over, or meant for a line that has a mistake.
//!
//! Places, agencies, documents and terms have a page or a line of their own on the site, and may stand there alone.

use std::collections::BTreeSet;

use super::context::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{FileId, Inputs};
use crate::parse::{MarkKind, Prose, Raw, Text};

pub(super) fn tell(context: &mut Context<'_>, raw: &Raw) {
    // In a file with mistakes, what names a thing may be lost.
    if !raw.incomplete.is_empty() {
        return;
    }
    let measures = || raw.indicators.iter().flat_map(|indicator| &indicator.measures);
    let of_measures = measures().filter_map(|measure| measure.unit.as_ref());
    let units = of_measures.chain(raw.targets.iter().filter_map(|target| target.unit.as_ref()));
    ids(context, "@unit", raw.units.iter().map(|unit| &unit.id), units);
    let topics = raw.indicators.iter().map(|indicator| &indicator.topic);
    ids(context, "@topic", raw.topics.iter().map(|topic| &topic.id), topics);
    let levels = raw.places.iter().map(|place| &place.level);
    let levels = levels.chain(raw.targets.iter().filter_map(|target| target.places.as_ref()));
    ids(context, "@level", raw.levels.iter().map(|level| &level.id), levels);
    let kinds = raw.places.iter().filter_map(|place| place.kind.as_ref());
    ids(context, "@kind", raw.kinds.iter().map(|kind| &kind.id), kinds);
    let kinds = raw.agencies.iter().filter_map(|agency| agency.kind.as_ref());
    ids(context, "@agency-kind", raw.agency_kinds.iter().map(|kind| &kind.id), kinds);
    images(context, raw);
}

fn ids<'r>(
    context: &mut Context<'_>,
    kind: &'static str,
    declared: impl Iterator<Item = &'r Text>,
    named: impl Iterator<Item = &'r Text>,
) {
    let mut left: Vec<&Text> = declared.collect();
    // Thousands of places name a few levels: soon there is nothing left to look for.
    for name in named {
        left.retain(|id| id.value != name.value);
        if left.is_empty() {
            return;
        }
    }
    for id in left {
        context.tell(Diagnostic::at(Code::UnusedId, id.span).with("kind", kind).with("id", &id.value));
    }
}

/// Tells of images beside texts that none of these shows.
fn images(context: &mut Context<'_>, raw: &Raw) {
    let reports = raw.reports.iter().flat_map(|report| report.prose.values());
    let texts = reports.chain(raw.articles.iter().flat_map(|article| article.prose.values()));
    let shown: BTreeSet<FileId> = texts.flat_map(|text| shown(text, context.inputs)).collect();
    for image in raw.media.iter().filter(|image| !shown.contains(image)) {
        let path = &context.inputs.file(*image).path;
        context.diagnostics.push(Diagnostic::of_file(Code::UnusedImage, path));
    }
}

fn shown<'t>(text: &'t Prose, inputs: &'t Inputs) -> impl Iterator<Item = FileId> + use<'t> {
    let path = &inputs.file(text.file).path;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let images = text.marks.iter().filter(|mark| mark.kind == MarkKind::Image);
    images.filter_map(move |image| inputs.find(&format!("{folder}/{}", image.text.value)))
}
