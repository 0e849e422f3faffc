//! Boundaries: which place each is of, and the maps that they make.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Lists;
use super::context::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::geometry;
use crate::model::{Boundaries, Id, Level, MapKey, Place, Ring, Sheet};
use crate::parse::{self, Text};

/// Outlines by the map they are on.
type Outlines = BTreeMap<MapKey, BTreeMap<Id<Place>, Vec<Ring>>>;

/// Gives boundaries to places and lays each map on a sheet.
pub(super) fn boundaries(
    context: &mut Context<'_>,
    raw: &[Arc<parse::Boundaries>],
    lists: &Lists,
    places: &[parse::Place],
) -> Boundaries {
    let mut maps = Outlines::new();
    for raw in raw {
        let level = context.resolve("level", &lists.levels, &raw.level, "content/places.toml");
        if let Some(level) = level {
            outlines(context, raw, (lists, level), &mut maps);
        }
    }
    missing(context, lists, places, &maps);
    Boundaries::new(maps.into_par_iter().map(|(map, outlines)| (map, sheet(outlines))).collect())
}

fn sheet(outlines: BTreeMap<Id<Place>, Vec<Ring>>) -> Sheet {
    let (places, outlines): (Vec<_>, Vec<_>) = outlines.into_iter().unzip();
    let (height, shapes) = geometry::sheet(&outlines);
    Sheet { height, shapes: places.into_iter().zip(shapes).collect() }
}

fn outlines(
    context: &mut Context<'_>,
    raw: &parse::Boundaries,
    (lists, level): (&Lists, Id<Level>),
    maps: &mut Outlines,
) {
    let known = names(lists, level);
    let key = key(raw, &known);
    let name = |feature: &parse::Boundary| {
        feature.names.get(key?).map(|name| known.get(name.value.as_str()).copied())
    };
    let mut left: Vec<&parse::Boundary> = Vec::new();
    for feature in &raw.features {
        let Some(place) = name(feature).flatten() else {
            left.push(feature);
            continue;
        };
        if !feature.rings.is_empty() {
            let map = (level, lists.places.get(place).parent);
            // Islands may come as features of their own.
            maps.entry(map).or_default().entry(place).or_default().extend(feature.rings.iter().cloned());
        }
    }
    unplaced(context, &left, key);
}

/// Returns the places of a level by their id and by their official code.
fn names(lists: &Lists, level: Id<Level>) -> BTreeMap<&str, Id<Place>> {
    let places = lists.places.iter().filter(|(_, place)| place.level == level);
    let codes = places.clone().filter_map(|(id, place)| Some((place.code.as_deref()?, id)));
    // An id is one place's alone: it goes before a code.
    codes.chain(places.map(|(id, place)| (place.name_id.as_str(), id))).collect()
}

/// Returns the property that names the most places; nothing where none names any.
fn key<'r>(raw: &'r parse::Boundaries, known: &BTreeMap<&str, Id<Place>>) -> Option<&'r str> {
    let mut named: BTreeMap<&str, BTreeSet<Id<Place>>> = BTreeMap::new();
    for (key, name) in raw.features.iter().flat_map(|feature| &feature.names) {
        if let Some(&place) = known.get(name.value.as_str()) {
            named.entry(key).or_default().insert(place);
        }
    }
    // Of equal ones the first by name.
    named.into_iter().rev().max_by_key(|(_, places)| places.len()).map(|(key, _)| key)
}

/// Tells once, at the first feature that is no place's.
fn unplaced(context: &mut Context<'_>, left: &[&parse::Boundary], key: Option<&str>) {
    let Some(first) = left.first() else { return };
    let named = key.and_then(|key| first.names.get(key));
    let span = named.map_or(first.span, |name: &Text| name.span);
    let told = Diagnostic::at(Code::UnplacedBoundary, span).with("n", left.len());
    context.tell(told);
}

/// Tells once for each map, at the first place of it that has no boundary.
fn missing(context: &mut Context<'_>, lists: &Lists, raw: &[parse::Place], maps: &Outlines) {
    for (map, outlines) in maps {
        let is_left = |place: &&parse::Place| {
            let id = lists.places.find(&place.id.value);
            id.is_some_and(|id| {
                let known = lists.places.get(id);
                (known.level, known.parent) == *map && !outlines.contains_key(&id)
            })
        };
        let mut left = raw.iter().filter(is_left);
        let Some(first) = left.next() else { continue };
        let level = lists.levels.name(map.0);
        let is_there = |path: &String| path.starts_with(&format!("content/boundaries/{level}."));
        let files = context.inputs.files().map(|(_, file)| &file.path).filter(|path| is_there(path));
        let files: Vec<String> = files.cloned().collect();
        // A boundary that has a fault is not missing.
        if !files.iter().any(|path| context.has_errors(path)) {
            let told = Diagnostic::at(Code::MissingBoundary, first.id.span).with("id", &first.id.value);
            context.tell(told.with("level", level).with("n", left.count() + 1));
        }
    }
}
