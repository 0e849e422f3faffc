//! Agencies and their kinds.

use super::context::Context;
use crate::model::{Agency, AgencyKind, Place, Registry};
use crate::parse;

/// The file that declares agencies and their kinds.
const HOME: &str = "content/agencies.toml";

pub(super) fn kinds(context: &mut Context<'_>, raw: &[parse::AgencyKind]) -> Registry<AgencyKind> {
    let mut kinds = Registry::default();
    for kind in raw {
        if let Some(name) = context.localized(&kind.name) {
            context.insert(&mut kinds, &kind.id, AgencyKind { name });
        }
    }
    kinds
}

pub(super) fn agencies(
    context: &mut Context<'_>,
    raw: &[parse::Agency],
    kinds: &Registry<AgencyKind>,
    places: &Registry<Place>,
) -> Registry<Agency> {
    let mut agencies = Registry::default();
    for agency in raw {
        if let Some(checked) = self::agency(context, agency, kinds, places) {
            context.insert(&mut agencies, &agency.id, checked);
        }
    }
    agencies
}

fn agency(
    context: &mut Context<'_>,
    raw: &parse::Agency,
    kinds: &Registry<AgencyKind>,
    places: &Registry<Place>,
) -> Option<Agency> {
    let (name, short) = (context.localized(&raw.name), context.maybe_localized(raw.short.as_ref()));
    let (slug, note) =
        (context.slug(raw.slug.as_ref(), &raw.id.value), context.maybe_localized(raw.note.as_ref()));
    let kind = raw.kind.as_ref().and_then(|kind| context.resolve("agency-kind", kinds, kind, HOME));
    let place = raw.place.as_ref();
    let place = place.and_then(|place| context.resolve("place", places, place, "content/places.toml"));
    let (name_id, is_collective) = (raw.id.value.clone(), raw.is_collective);
    Some(Agency { name_id, name: name?, short, slug: slug?, kind, place, is_collective, note })
}
