//! Charts of an indicator's page, on that page and away from it: alone in a frame, and as pictures.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Body;
use super::show::Show;
use super::theme::Ready;
use super::view::{ChartView, EmbedPage, EmbedView, MapView};
use crate::chart::{Drawing, Key, Medium, Picture};
use crate::model::{Document, Exhibit, Id, Indicator, Mark, Observation, Period, Place, TableId};
use crate::plan::{Image, PageKind};

/// Documents named in a picture; the page of the indicator names all.
const MOST_DOCUMENTS: usize = 3;
/// Height of a line of the frame's texts, and letters in one on the narrowest page.
const LINE_PX: u32 = 26;
const LETTERS: usize = 34;
/// Room in a frame around its texts, with the line that opens the table and the one that leads to the page.
const FRAME_PX: u32 = 240;

/// One chart, as its page shows it.
pub(super) enum Exhibited {
    Chart(ChartView),
    Map(MapView),
}

/// One chart, ready for its page.
pub(super) enum Shown {
    Chart(Ready<ChartView>),
    Map(Ready<MapView>),
}

/// What a chart is of.
struct Subject<'c> {
    place: Id<Place>,
    /// Nothing for what runs over time.
    period: Option<Period>,
    observations: Vec<&'c Observation>,
}

impl Exhibited {
    fn drawing(&self) -> &Drawing {
        match self {
            Self::Chart(chart) => &chart.svg,
            Self::Map(map) => &map.svg,
        }
    }

    fn gist(&self) -> Option<&str> {
        match self {
            Self::Chart(chart) => chart.gist.as_deref(),
            Self::Map(map) => map.gist.as_deref(),
        }
    }
}

impl<'a> Show<'a> {
    /// Draws the charts of an indicator's page, each with the ways to show it elsewhere.
    pub(super) fn exhibits(&self, id: Id<Indicator>) -> Vec<(Exhibit, Shown)> {
        let draw = |exhibit: Exhibit| {
            let drawn = self.exhibit(id, exhibit)?;
            let embed = Some(self.embed_view((id, exhibit), &drawn));
            let shown = match drawn {
                Exhibited::Chart(chart) => Shown::Chart(Ready::new(&ChartView { embed, ..chart })),
                Exhibited::Map(map) => Shown::Map(Ready::new(&MapView { embed, ..map })),
            };
            Some((exhibit, shown))
        };
        self.catalogue.exhibits(id).into_par_iter().filter_map(draw).collect()
    }

    fn exhibit(&self, id: Id<Indicator>, exhibit: Exhibit) -> Option<Exhibited> {
        let indicator = self.catalogue.indicators.get(id);
        let parent = || Some(self.catalogue.compared(indicator)?.0);
        match exhibit {
            Exhibit::Map => self.main_map(id, parent()?, None).map(Exhibited::Map),
            Exhibit::Rank => self.main_rank(id, parent()?).map(Exhibited::Chart),
            Exhibit::Time(column) => {
                let place = self.catalogue.main_place(indicator)?;
                let name = self.fill("chart-time-name", &[("measure", &self.column(indicator, column))]);
                let chart_id = format!("time-{}", column + 1);
                self.line((id, column), place, (&chart_id, &name)).map(Exhibited::Chart)
            }
            Exhibit::Panels => self.panels(id, parent()?).map(Exhibited::Chart),
            Exhibit::Parts(column, division) => {
                let place = self.catalogue.main_place(indicator)?;
                self.parts((id, column), division, place).map(Exhibited::Chart)
            }
        }
    }

    /// Names a chart by indicator and measure.
    pub(super) fn exhibit_title(&self, id: Id<Indicator>, exhibit: Exhibit) -> String {
        let indicator = self.catalogue.indicators.get(id);
        let name = |key: &str, column| self.fill(key, &[("measure", &self.column(indicator, column))]);
        let chart = match exhibit {
            Exhibit::Map => name("exhibit-map", indicator.main),
            Exhibit::Rank => name("chart-rank-name", indicator.main),
            Exhibit::Time(column) => name("chart-time-name", column),
            Exhibit::Panels => name("chart-panels-name", indicator.main),
            Exhibit::Parts(column, division) => self.parts_name(indicator, (column, division)),
        };
        format!("{}: {chart}", self.text(&indicator.name))
    }

    fn exhibit_subject(&self, id: Id<Indicator>, exhibit: Exhibit) -> Option<Subject<'a>> {
        let indicator = self.catalogue.indicators.get(id);
        match exhibit {
            Exhibit::Map | Exhibit::Rank => {
                let (place, _) = self.catalogue.compared(indicator)?;
                let ranking = self.rankings.of_children(id, indicator.main, place)?;
                let observations = ranking.entries.iter().map(|entry| entry.observation).collect();
                Some(Subject { place, period: Some(ranking.period), observations })
            }
            Exhibit::Time(column) => {
                let place = self.catalogue.main_place(indicator)?;
                Some(Subject { place, period: None, observations: indicator.comparable(column, place) })
            }
            Exhibit::Panels => {
                let (place, _) = self.catalogue.compared(indicator)?;
                let panels = self.catalogue.panels(indicator, place);
                let observations = panels.into_iter().flat_map(|panel| panel.series).collect();
                Some(Subject { place, period: None, observations })
            }
            Exhibit::Parts(column, division) => {
                let place = self.catalogue.main_place(indicator)?;
                let whole = indicator.observations.latest(column, place)?;
                let observations = std::iter::once(whole).chain(indicator.parts_of(whole, division)?);
                Some(Subject { place, period: Some(whole.period), observations: observations.collect() })
            }
        }
    }

    /// Says what a chart shows: indicator and measure, then unit, place and period.
    fn about(&self, id: Id<Indicator>, exhibit: Exhibit) -> Vec<String> {
        let indicator = self.catalogue.indicators.get(id);
        let column = exhibit.column().unwrap_or(indicator.main);
        let subject = self.exhibit_subject(id, exhibit);
        let unit = self.unit_name(indicator.measure(column).unit);
        let place = subject.as_ref().map(|subject| self.place(subject.place).to_owned());
        let period = subject.and_then(|subject| subject.period).map(|period| self.period(period));
        let rest = place.into_iter().chain(period).chain([self.fill("exhibit-unit", &[("unit", unit)])]);
        vec![self.exhibit_title(id, exhibit), rest.collect::<Vec<_>>().join(", ")]
    }

    fn embed_view(&self, key: (Id<Indicator>, Exhibit), drawn: &Exhibited) -> EmbedView {
        let picture = |image| self.plan.picture(key, self.locale, image).map(|path| self.file_url(&path));
        let url = self.url(PageKind::Embed(key.0, key.1)).unwrap_or_default();
        let title = self.exhibit_title(key.0, key.1).replace('&', "&amp;").replace('"', "&quot;");
        let (src, height) = (self.absolute(&url), self.frame_height(key, drawn));
        EmbedView {
            svg: picture(Image::Svg).unwrap_or_default(),
            png: picture(Image::Png).unwrap_or_default(),
            code: format!(
                "<iframe src=\"{src}\" title=\"{title}\" width=\"100%\" height=\"{height}\" loading=\"lazy\" \
                 style=\"border:0\"></iframe>"
            ),
            url,
        }
    }

    /// Returns how high a frame must be on a telephone, where texts take most lines.
    fn frame_height(&self, (id, exhibit): (Id<Indicator>, Exhibit), drawn: &Exhibited) -> u32 {
        let lines = |text: &str| u32::try_from(text.chars().count().div_ceil(LETTERS)).unwrap_or(u32::MAX);
        let gist = drawn.gist().map_or(0, lines);
        let about: u32 = self.about(id, exhibit).iter().map(|line| lines(line)).sum();
        let keys = match drawn {
            Exhibited::Chart(_) => 0,
            Exhibited::Map(map) => u32::try_from(map.legend.len() + 2).unwrap_or(u32::MAX),
        };
        let subject = self.exhibit_subject(id, exhibit);
        let tables: BTreeSet<TableId> =
            subject.iter().flat_map(|subject| &subject.observations).map(|one| one.table).collect();
        let source = |&table: &TableId| {
            let cited = self.new_citation(id, table);
            lines(&[cited.document, cited.date, cited.at, cited.period].join(", ")).saturating_add(1)
        };
        let sources: u32 = tables.iter().map(source).sum();
        let lines = gist.saturating_add(about).saturating_add(keys).saturating_add(sources);
        FRAME_PX.saturating_add(drawn.drawing().height()).saturating_add(lines.saturating_mul(LINE_PX))
    }

    /// Makes the page of a chart alone.
    pub(super) fn embed(&self, id: Id<Indicator>, exhibit: Exhibit) -> Body {
        let (chart, map) = match self.exhibit(id, exhibit) {
            Some(Exhibited::Chart(chart)) => (Some(chart), None),
            Some(Exhibited::Map(map)) => (None, Some(map)),
            None => (None, None),
        };
        let page = self.indicator_link(id);
        Body::new("embed.html", &EmbedPage { about: self.about(id, exhibit), chart, map, page })
    }

    /// Draws a chart as a picture that stands alone.
    pub(super) fn picture(&self, id: Id<Indicator>, exhibit: Exhibit, image: Image) -> Vec<u8> {
        let drawn = Show { medium: Medium::Picture, ..*self }.exhibit(id, exhibit);
        let picture = drawn.map(|drawn| self.new_picture((id, exhibit), &drawn)).unwrap_or_default();
        match image {
            Image::Svg => picture.to_svg().into_bytes(),
            Image::Png => picture.to_png(),
        }
    }

    fn new_picture(&self, (id, exhibit): (Id<Indicator>, Exhibit), drawn: &Exhibited) -> Picture {
        let mut about = self.about(id, exhibit);
        let title = drawn.gist().map_or_else(|| about.remove(0), str::to_owned);
        let mut picture = Picture {
            lang: self.language.tag.clone(),
            title,
            about,
            marks: match drawn.drawing() {
                Drawing::Marks(marks) => marks.clone(),
                Drawing::Svg { .. } => crate::chart::Marks::default(),
            },
            address: self.absolute(&self.url(PageKind::Indicator(id)).unwrap_or_default()),
            ..Picture::default()
        };
        match drawn {
            Exhibited::Chart(chart) => picture.description.clone_from(&chart.description),
            Exhibited::Map(map) => {
                picture.description.clone_from(&map.description);
                let key = |class: &super::view::ClassView| Key {
                    shade: class.shade,
                    text: format!("{} ({})", class.text, class.count),
                };
                picture.keys = map.legend.iter().map(key).collect();
                picture.notes.extend([map.scale.clone(), Some(map.how.clone())].into_iter().flatten());
            }
        }
        picture.notes.extend(self.doubts(id, exhibit));
        picture.notes.extend(self.credits(id, exhibit));
        picture
    }

    /// Says what the sign at a doubtful figure means, where there is one.
    fn doubts(&self, id: Id<Indicator>, exhibit: Exhibit) -> Option<String> {
        let subject = self.exhibit_subject(id, exhibit)?;
        let is_doubtful = |one: &&Observation| one.reading.mark() == Some(Mark::Doubtful);
        subject.observations.iter().find(|one| is_doubtful(one))?;
        Some(format!("?: {}", self.word("note-doubtful")))
    }

    /// Says where the figures of a chart come from, and how they may be used.
    fn credits(&self, id: Id<Indicator>, exhibit: Exhibit) -> Vec<String> {
        let indicator = self.catalogue.indicators.get(id);
        let observations =
            self.exhibit_subject(id, exhibit).map_or_else(Vec::new, |subject| subject.observations);
        let mut documents: Vec<Id<Document>> = Vec::new();
        // The newest first: it is the one that the last figure stands in.
        for observation in observations.iter().rev() {
            let document = indicator.tables[observation.table].document;
            if !documents.contains(&document) {
                documents.push(document);
            }
        }
        let more = if documents.len() > MOST_DOCUMENTS { "; …" } else { "" };
        let cite = |id: &Id<Document>| {
            let document = self.catalogue.documents.get(*id);
            format!("{}, {}", self.document_name(document), self.language.words.issued(document.date))
        };
        let list: Vec<String> = documents.iter().take(MOST_DOCUMENTS).map(cite).collect();
        let source = format!("{}: {}{more}.", self.word("source"), list.join("; "));
        let settings = &self.catalogue.settings;
        let publisher = format!("{}. {}.", self.text(&settings.title), self.text(&settings.publisher));
        let licence = settings.licence.as_ref();
        let licence = licence.map(|(name, _)| format!("{}: {name}.", self.word("licence")));
        [Some(source), Some(publisher), licence].into_iter().flatten().collect()
    }
}
