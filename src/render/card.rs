//! What the picture of a page says: the page's title, one figure of it, and that figure among its like.

use super::show::Show;
use crate::chart::{Card, CardFigure};
use crate::model::{FigureRef, Id, Indicator, Observation, Piece, Place, Prose};
use crate::plan::PageKind;

impl Show<'_> {
    /// Draws the picture of a page as PNG.
    pub(super) fn card(&self, kind: PageKind) -> Vec<u8> {
        let settings = &self.catalogue.settings;
        let address = settings.base_url.split("://").last().unwrap_or_default().trim_end_matches('/');
        let card = Card {
            // The first page is called like the site.
            site: if kind == PageKind::Home { String::new() } else { self.text(&settings.title).to_owned() },
            title: self.title(kind),
            figure: self.card_figure(kind),
            foot: address.to_owned(),
        };
        card.to_png()
    }

    fn card_figure(&self, kind: PageKind) -> Option<CardFigure> {
        match kind {
            PageKind::Home => self.headline(self.catalogue.settings.place),
            PageKind::Place(place) => self.headline(place),
            PageKind::Indicator(id) => {
                let indicator = self.catalogue.indicators.get(id);
                let latest =
                    indicator.observations.latest(indicator.main, self.catalogue.main_place(indicator)?)?;
                Some(self.figure_of(id, latest))
            }
            PageKind::Report(id) => self.first_figure(self.catalogue.reports.get(id).prose.get(self.locale)),
            _ => None,
        }
    }

    /// Returns the first headline figure that a place has.
    fn headline(&self, place: Id<Place>) -> Option<CardFigure> {
        let mut home = self.catalogue.settings.home.iter();
        home.find_map(|&(id, column)| {
            let latest = self.catalogue.indicators.get(id).observations.latest(column, place)?;
            Some(self.figure_of(id, latest))
        })
    }

    /// Returns the figure that a text gives first.
    fn first_figure(&self, prose: &Prose) -> Option<CardFigure> {
        let figure = prose.pieces.iter().find_map(|piece| match piece {
            Piece::Figure { figure: FigureRef { indicator, column, place, period }, .. } => {
                Some((*indicator, *column, *place, *period))
            }
            _ => None,
        });
        let (id, column, place, period) = figure?;
        Some(self.figure_of(id, self.catalogue.indicators.get(id).observations.at(column, place, period)?))
    }

    fn figure_of(&self, id: Id<Indicator>, observation: &Observation) -> CardFigure {
        let indicator = self.catalogue.indicators.get(id);
        let (column, place) = (observation.column, observation.place);
        let figure = self.figure(id, observation);
        let measure = self.column(indicator, column);
        let name = indicator.name.get(self.locale);
        let (place_name, period) = (self.place(place), self.period(observation.period));
        CardFigure {
            text: match &figure.mark {
                Some(mark) => format!("{mark} {}", figure.text),
                None => figure.text,
            },
            unit: figure.unit,
            caption: format!("{name}: {measure}. {place_name}, {period}"),
            bars: self.card_bars(id, column, observation),
        }
    }
}
