//! Places, documents, units, topics and terms: lists that indicators and reports name.

use std::collections::BTreeSet;

use super::context::Context;
use super::tiles;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Kind, Level, Localized, Place, Plural, Registry, Term, Topic, Unit};
use crate::parse;

/// CLDR's plural categories beside `other`.
const CATEGORIES: [(&str, ()); 6] =
    [("zero", ()), ("one", ()), ("two", ()), ("few", ()), ("many", ()), ("other", ())];

pub(super) fn levels(context: &mut Context<'_>, raw: &[parse::Level]) -> Registry<Level> {
    let mut levels = Registry::default();
    for level in raw {
        let (name, path) = (context.localized(&level.name), context.slug(Some(&level.path), &level.id.value));
        let note = context.maybe_localized(level.note.as_ref());
        if let (Some(name), Some(path)) = (name, path) {
            let (has_pages, is_ranked) = (level.has_pages, level.is_ranked);
            context.insert(&mut levels, &level.id, Level { name, path, has_pages, is_ranked, note });
        }
    }
    levels
}

pub(super) fn kinds(context: &mut Context<'_>, raw: &[parse::Kind]) -> Registry<Kind> {
    let mut kinds = Registry::default();
    for kind in raw {
        if let Some(name) = context.localized(&kind.name) {
            context.insert(&mut kinds, &kind.id, Kind { name });
        }
    }
    kinds
}

/// Inserts places parents first, whatever their order in the file.
pub(super) fn places(
    context: &mut Context<'_>,
    raw: &[parse::Place],
    levels: &Registry<Level>,
    kinds: &Registry<Kind>,
) -> Registry<Place> {
    let mut places = Registry::default();
    let mut waiting: Vec<&parse::Place> = raw.iter().collect();
    while !waiting.is_empty() {
        let is_ready = |place: &&parse::Place| {
            place.parent.as_ref().is_none_or(|parent| places.find(&parent.value).is_some())
        };
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_ready);
        if ready.is_empty() {
            orphans(context, &rest, &places);
            break;
        }
        for place in ready {
            if let Some(checked) = self::place(context, place, (levels, kinds), &places) {
                context.insert(&mut places, &place.id, checked);
            }
        }
        waiting = rest;
    }
    parts(&mut places);
    successors(context, raw, &mut places);
    tiles::compare(context, raw, &places);
    places
}

fn place(
    context: &mut Context<'_>,
    raw: &parse::Place,
    (levels, kinds): (&Registry<Level>, &Registry<Kind>),
    places: &Registry<Place>,
) -> Option<Place> {
    let (name, slug) = (context.localized(&raw.name), context.slug(raw.slug.as_ref(), &raw.id.value));
    let level = context.resolve("level", levels, &raw.level, "content/places.toml");
    let parent = raw.parent.as_ref().and_then(|parent| places.find(&parent.value));
    let kind = raw.kind.as_ref().and_then(|kind| context.resolve("kind", kinds, kind, "content/places.toml"));
    let from = raw.from.as_ref().and_then(|date| context.date(date));
    let until = raw.until.as_ref().and_then(|date| context.date(date));
    if let (Some(from), Some(until), Some(text)) = (from, until, &raw.until)
        && until < from
    {
        context
            .tell(Diagnostic::at(Code::EndsBeforeStart, text.span).with("from", from).with("until", until));
    }
    let short = context.maybe_localized(raw.short.as_ref());
    let tile = raw.tile.as_ref().and_then(|tile| tiles::tile(context, tile));
    let (name_id, code) = (raw.id.value.clone(), raw.code.as_ref().map(|code| code.value.clone()));
    let (name, slug, level, parts, successors) = (name?, slug?, level?, Vec::new(), Vec::new());
    Some(Place {
        name_id,
        name,
        short,
        tile,
        slug,
        level,
        parent,
        parts,
        kind,
        code,
        from,
        until,
        successors,
    })
}

/// Tells why places are left over: their parent is unknown, or they are part of themselves.
fn orphans(context: &mut Context<'_>, rest: &[&parse::Place], places: &Registry<Place>) {
    let left: BTreeSet<&str> = rest.iter().map(|place| place.id.value.as_str()).collect();
    for place in rest {
        let Some(parent) = &place.parent else { continue };
        if left.contains(parent.value.as_str()) {
            let circular = Diagnostic::at(Code::CircularPlace, parent.span).with("id", &place.id.value);
            if is_own_ancestor(place, rest) {
                context.tell(circular);
            }
        } else {
            context.resolve("place", places, parent, "content/places.toml");
        }
    }
}

fn is_own_ancestor(place: &parse::Place, rest: &[&parse::Place]) -> bool {
    let parent_of = |id: &str| {
        rest.iter()
            .find(|place| place.id.value == id)
            .and_then(|place| place.parent.as_ref())
            .map(|p| p.value.as_str())
    };
    let ancestors = std::iter::successors(parent_of(&place.id.value), |id| parent_of(id)).take(rest.len());
    ancestors.into_iter().any(|ancestor| ancestor == place.id.value)
}

fn parts(places: &mut Registry<Place>) {
    let parents: Vec<_> = places.iter().filter_map(|(id, place)| Some((place.parent?, id))).collect();
    for (parent, part) in parents {
        places.get_mut(parent).parts.push(part);
    }
}

fn successors(context: &mut Context<'_>, raw: &[parse::Place], places: &mut Registry<Place>) {
    for place in raw {
        let Some(id) = places.find(&place.id.value) else { continue };
        for successor in &place.successors {
            if let Some(successor) = context.resolve("place", places, successor, "content/places.toml") {
                places.get_mut(id).successors.push(successor);
            }
        }
    }
}

pub(super) fn documents(
    context: &mut Context<'_>,
    raw: &[parse::Document],
    places: &Registry<Place>,
) -> Registry<Document> {
    let mut documents = Registry::default();
    for document in raw {
        let (kind, title) = (context.localized(&document.kind), context.localized(&document.title));
        let (issuer, date) = (context.localized(&document.issuer), context.issued(&document.date));
        let note = context.maybe_localized(document.note.as_ref());
        let place = document.place.as_ref();
        let place = place.and_then(|place| context.resolve("place", places, place, "content/places.toml"));
        let (name_id, number) =
            (document.id.value.clone(), document.number.as_ref().map(|text| text.value.clone()));
        if let (Some(kind), Some(title), Some(issuer), Some(date)) = (kind, title, issuer, date) {
            let checked = Document { name_id, number, kind, title, issuer, date, place, note };
            context.insert(&mut documents, &document.id, checked);
        }
    }
    documents
}

pub(super) fn units(context: &mut Context<'_>, raw: &[parse::Unit]) -> Registry<Unit> {
    let mut units = Registry::default();
    for unit in raw {
        if let Some(name) = plural(context, &unit.name) {
            context.insert(&mut units, &unit.id, Unit { name, is_whole: unit.is_whole });
        }
    }
    units
}

fn plural(context: &mut Context<'_>, raw: &parse::LocalizedPlural) -> Option<Localized<Plural>> {
    context.know_languages(raw.entries.iter().map(|(tag, _)| tag));
    for (category, _) in raw.entries.iter().flat_map(|(_, forms)| forms) {
        context.word("name", category, &CATEGORIES);
    }
    let written = |tag: &str| {
        let (_, forms) = raw.entries.iter().find(|(known, _)| known.value == tag)?;
        let (_, other) = forms.iter().find(|(category, _)| category.value == "other")?;
        let rest = forms.iter().filter(|(category, _)| category.value != "other");
        let forms = rest.map(|(category, word)| (category.value.clone(), word.value.clone())).collect();
        Some(Plural { forms, other: other.value.clone() })
    };
    context.need_languages(raw.span, |tag| written(tag).is_some());
    let languages = context.languages.clone();
    Localized::try_from_fn(&languages, |locale| written(languages.tag(locale)))
}

pub(super) fn topics(context: &mut Context<'_>, raw: &[parse::Topic]) -> Registry<Topic> {
    let mut topics = Registry::default();
    for topic in raw {
        let description = context.maybe_localized(topic.description.as_ref());
        if let Some(name) = context.localized(&topic.name) {
            context.insert(&mut topics, &topic.id, Topic { name, description });
        }
    }
    topics
}

pub(super) fn terms(context: &mut Context<'_>, raw: &[parse::Term]) -> Registry<Term> {
    let mut terms = Registry::default();
    for term in raw {
        let (short, meaning) =
            (context.maybe_localized(term.short.as_ref()), context.maybe_localized(term.meaning.as_ref()));
        if let Some(name) = context.localized(&term.name) {
            let name_id = term.id.value.clone();
            context.insert(
                &mut terms,
                &term.id,
                Term { name_id, short, name, meaning, is_marked: term.is_marked },
            );
        }
    }
    terms
}
