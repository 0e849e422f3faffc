//! Places that are called like another one: their titles say what they are part of too.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::model::{Catalogue, Id, Locale, Place};

/// All such places by language, found when a page first asks for them.
pub(super) struct Namesakes(Vec<OnceLock<HashSet<Id<Place>>>>);

impl Namesakes {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        Self(catalogue.languages().iter().map(|_| OnceLock::new()).collect())
    }

    /// Returns whether another place has the same name in a language.
    pub(super) fn has(&self, catalogue: &Catalogue, locale: Locale, id: Id<Place>) -> bool {
        self.0[locale.index()].get_or_init(|| namesakes(catalogue, locale)).contains(&id)
    }
}

fn namesakes(catalogue: &Catalogue, locale: Locale) -> HashSet<Id<Place>> {
    let mut firsts: HashMap<&str, Id<Place>> = HashMap::new();
    let mut namesakes = HashSet::new();
    for (id, place) in catalogue.places.iter() {
        let first = *firsts.entry(place.name.get(locale)).or_insert(id);
        if first != id {
            namesakes.extend([first, id]);
        }
    }
    namesakes
}
