//! Which reports speak of each place, read once for all pages.

use crate::model::{Catalogue, Id, LinkTarget, Locale, Piece, Place, Report};

/// The reports of every place.
pub(super) struct Mentions {
    /// By place, in the order of reports.
    by_place: Vec<Vec<Id<Report>>>,
}

impl Mentions {
    /// Reads the texts of the first language: the others show the same figures.
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let mut by_place: Vec<Vec<Id<Report>>> = vec![Vec::new(); catalogue.places.len()];
        for (id, report) in catalogue.reports.iter() {
            for place in report.prose.get(Locale::DEFAULT).pieces.iter().filter_map(place_of) {
                let reports = &mut by_place[place.index()];
                if reports.last() != Some(&id) {
                    reports.push(id);
                }
            }
        }
        Self { by_place }
    }

    /// Returns the reports whose text shows a figure of a place or leads to its page.
    pub(super) fn of(&self, place: Id<Place>) -> &[Id<Report>] {
        &self.by_place[place.index()]
    }
}

fn place_of(piece: &Piece) -> Option<Id<Place>> {
    match piece {
        Piece::Figure { figure, .. } => Some(figure.place),
        Piece::LinkOpen(LinkTarget::Place(place)) => Some(*place),
        _ => None,
    }
}
