//! Fields of maps: each is one, none is taken twice, and no place of a map is forgotten.

use std::collections::BTreeMap;

use super::context::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Spanned;
use crate::model::{Id, Level, Place, Registry, Tile};
use crate::parse;

/// Reads `[column, row]`, both counted from 1.
pub(super) fn tile(context: &mut Context<'_>, raw: &Spanned<Vec<i64>>) -> Option<Tile> {
    let field = |number: i64| u8::try_from(number).ok().filter(|field| (1..=Tile::MOST).contains(field));
    let tile = match raw.value[..] {
        [column, row] => field(column).zip(field(row)).map(|(column, row)| Tile { row, column }),
        _ => None,
    };
    let bad = || {
        let text = context.inputs.excerpt(raw.span).to_owned();
        Diagnostic::at(Code::BadTile, raw.span).with("tile", text).with("most", Tile::MOST)
    };
    tile.or_else(|| {
        let bad = bad();
        context.refuse(bad)
    })
}

/// The places that share a map: those of one level and parent.
type Map = (Id<Level>, Option<Id<Place>>);

/// Compares the places of each map; an author who gives none a field wants none.
pub(super) fn compare(context: &mut Context<'_>, raw: &[parse::Place], places: &Registry<Place>) {
    let mut maps: BTreeMap<Map, Vec<(&parse::Place, Option<Tile>)>> = BTreeMap::new();
    for (at, written) in raw.iter().enumerate() {
        let Some(id) = places.find(&written.id.value) else { continue };
        // An id that is taken is told of; it is no second place.
        if raw[..at].iter().any(|other| other.id.value == written.id.value) {
            continue;
        }
        let place = places.get(id);
        maps.entry((place.level, place.parent)).or_default().push((written, place.tile));
    }
    for places in maps.values().filter(|places| places.iter().any(|(place, _)| place.tile.is_some())) {
        doubled(context, places);
        missing(context, places);
    }
}

fn doubled(context: &mut Context<'_>, places: &[(&parse::Place, Option<Tile>)]) {
    let mut taken: BTreeMap<Tile, &parse::Place> = BTreeMap::new();
    for &(place, tile) in places {
        let (Some(tile), Some(written)) = (tile, &place.tile) else { continue };
        if let Some(first) = taken.get(&tile) {
            let doubled = Diagnostic::at(Code::DoubledTile, written.span);
            context.tell(doubled.with("other", &first.id.value).beside(first.id.span));
        } else {
            taken.insert(tile, place);
        }
    }
}

/// Tells once, at the first place that was forgotten.
fn missing(context: &mut Context<'_>, places: &[(&parse::Place, Option<Tile>)]) {
    let mut left = places.iter().filter(|(place, _)| place.tile.is_none());
    if let Some((first, _)) = left.next() {
        let missing = Diagnostic::at(Code::MissingTile, first.id.span).with("id", &first.id.value);
        context.tell(missing.with("n", left.count() + 1));
    }
}
