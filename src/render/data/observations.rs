//! The observations of an indicator.

use std::collections::BTreeSet;

use serde::Serialize;

use super::package::OBSERVATION_FIELDS;
use super::{ByLanguage, text_cell, to_csv, to_json};
use crate::model::{
    Catalogue, Id, Indicator, Localized, LocalizedText, Observation, Place, Proposed, Reading, SourceTable,
};
use crate::plan::{PageKind, period_path};
use crate::render::Shared;
use crate::render::show::figure_anchor;

/// One observation as a line of CSV, which explains itself.
#[derive(Serialize)]
struct Line<'a> {
    indicator: &'a str,
    measure: &'a str,
    cut: String,
    place: &'a str,
    place_code: Option<&'a str>,
    period: String,
    value: Option<String>,
    status: &'static str,
    stated: Option<String>,
    proposed: Option<String>,
    as_read: Option<String>,
    /// What is to be said of the cell, in the site's first language.
    note: Option<String>,
    /// An id of units.toml, or `percent`.
    unit: &'a str,
    document: &'a str,
    /// Where in the document, in the site's first language.
    at: String,
    /// Its own address, in the site's first language.
    link: String,
}

/// Names of the fields of a [`Row`].
const COLUMNS: [&str; 12] = [
    "measure", "cut", "place", "period", "value", "status", "stated", "proposed", "as_read", "note",
    "source", "link",
];

/// One observation as a row of JSON: keys stand once, in [`COLUMNS`], because repeating them made half of a big site.
#[derive(Serialize)]
struct Row<'a>(
    &'a str,
    String,
    &'a str,
    String,
    Option<String>,
    &'static str,
    Option<String>,
    Option<String>,
    Option<&'a str>,
    Option<ByLanguage<'a>>,
    usize,
    String,
);

/// An indicator with all its observations.
#[derive(Serialize)]
struct Whole<'a> {
    indicator: &'a str,
    name: ByLanguage<'a>,
    definition: ByLanguage<'a>,
    note: Option<ByLanguage<'a>>,
    /// Its page; the `link` of an observation goes on from here.
    page: ByLanguage<'a>,
    licence: Option<&'a str>,
    measures: Vec<MeasureData<'a>>,
    places: Vec<PlaceData<'a>>,
    sources: Vec<SourceData<'a>>,
    columns: [&'static str; 12],
    observations: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct MeasureData<'a> {
    id: &'a str,
    name: ByLanguage<'a>,
    definition: Option<ByLanguage<'a>>,
    unit: &'a str,
}

#[derive(Serialize)]
struct PlaceData<'a> {
    id: &'a str,
    name: ByLanguage<'a>,
    code: Option<&'a str>,
}

#[derive(Serialize)]
struct SourceData<'a> {
    document: &'a str,
    at: ByLanguage<'a>,
    note: Option<ByLanguage<'a>>,
}

/// Writes an indicator as CSV.
pub(in crate::render) fn csv(shared: &Shared<'_>, id: Id<Indicator>) -> Vec<u8> {
    let data = Data::new(shared, id);
    to_csv(&OBSERVATION_FIELDS, data.indicator.observations.iter().map(|observation| data.line(observation)))
}

/// Writes every figure of a place as CSV, indicator by indicator.
pub(in crate::render) fn place_csv(shared: &Shared<'_>, place: Id<Place>) -> Vec<u8> {
    let indicators = shared.checked.catalogue.indicators.iter();
    let all: Vec<Data<'_>> = indicators.map(|(id, _)| Data::new(shared, id)).collect();
    let lines = all.iter().flat_map(|data| {
        let columns = 0..data.indicator.columns.len();
        let of_place = columns.flat_map(move |column| data.indicator.observations.series(column, place));
        of_place.map(move |observation| data.line(observation))
    });
    to_csv(&OBSERVATION_FIELDS, lines)
}

/// Writes an indicator as JSON.
pub(in crate::render) fn json(shared: &Shared<'_>, id: Id<Indicator>) -> Vec<u8> {
    to_json(&Data::new(shared, id).whole())
}

struct Data<'a> {
    catalogue: &'a Catalogue,
    shared: &'a Shared<'a>,
    indicator: &'a Indicator,
    /// The address of its page in each language.
    pages: LocalizedText,
}

impl<'a> Data<'a> {
    fn new(shared: &'a Shared<'a>, id: Id<Indicator>) -> Self {
        let catalogue = &shared.checked.catalogue;
        let page = |locale| {
            let path = shared.plan.path(PageKind::Indicator(id), locale).unwrap_or_default();
            format!("{}{path}", catalogue.settings.base_url)
        };
        let pages = Localized::from_fn(catalogue.languages(), page);
        Self { catalogue, shared, indicator: catalogue.indicators.get(id), pages }
    }

    fn whole(&'a self) -> Whole<'a> {
        let indicator = self.indicator;
        let places: BTreeSet<Id<Place>> = indicator.observations.iter().map(|seen| seen.place).collect();
        Whole {
            indicator: &indicator.name_id,
            name: self.text(&indicator.name),
            definition: self.text(&indicator.definition),
            note: indicator.note.as_ref().map(|note| self.text(note)),
            page: self.text(&self.pages),
            licence: self.catalogue.settings.licence.as_ref().map(|(name, _)| name.as_str()),
            measures: (0..indicator.measures.len()).map(|at| self.measure(at)).collect(),
            places: places.into_iter().map(|id| self.place(id)).collect(),
            sources: indicator.tables.iter().map(|table| self.source(table)).collect(),
            columns: COLUMNS,
            observations: indicator.observations.iter().map(|observation| self.row(observation)).collect(),
        }
    }

    fn text(&self, text: &'a LocalizedText) -> ByLanguage<'a> {
        ByLanguage(self.catalogue.languages(), text)
    }

    fn measure(&self, at: usize) -> MeasureData<'a> {
        let measure = &self.indicator.measures[at];
        MeasureData {
            id: &measure.name_id,
            name: self.text(&measure.name),
            definition: measure.definition.as_ref().map(|definition| self.text(definition)),
            unit: self.shared.unit_id(measure.unit),
        }
    }

    fn place(&self, id: Id<Place>) -> PlaceData<'a> {
        let place = self.catalogue.places.get(id);
        PlaceData { id: &place.name_id, name: self.text(&place.name), code: place.code.as_deref() }
    }

    fn source(&self, table: &'a SourceTable) -> SourceData<'a> {
        SourceData {
            document: &self.catalogue.documents.get(table.document).name_id,
            at: self.text(&table.at),
            note: table.note.as_ref().map(|note| self.text(note)),
        }
    }

    /// Returns the members that a column is cut to, as `dimension=member`, divided by spaces; empty for the whole.
    fn cut(&self, observation: &Observation) -> String {
        let members = &self.indicator.columns[observation.column].members;
        let cut = self.indicator.dimensions.iter().zip(members).filter_map(|(dimension, member)| {
            Some(format!("{}={}", dimension.name_id, dimension.members[(*member)?].name_id))
        });
        cut.collect::<Vec<_>>().join(" ")
    }

    /// Returns why there is no value, or what is to be said about it: a mark, or that it was computed here; empty for
    /// a plain value of the source.
    fn status(&self, observation: &Observation) -> &'static str {
        match observation.reading {
            Reading::Missing(reason) => reason.name(),
            Reading::Measured { mark: Some(mark), .. } => mark.name(),
            Reading::Measured { mark: None, .. } => {
                let is_computed = self.indicator.measure(observation.column).formula.is_some();
                if is_computed { "computed" } else { "" }
            }
        }
    }

    fn row(&self, observation: &'a Observation) -> Row<'a> {
        Row(
            &self.indicator.measure(observation.column).name_id,
            self.cut(observation),
            &self.catalogue.places.get(observation.place).name_id,
            observation.period.to_string(),
            observation.reading.value().map(|value| value.to_string()),
            self.status(observation),
            observation.stated.map(|value| value.to_string()),
            proposed(observation),
            as_read(observation),
            note(observation).map(|note| self.text(note)),
            observation.table,
            link(self.catalogue, self.indicator, observation),
        )
    }

    fn line(&self, observation: &'a Observation) -> Line<'a> {
        let Row(measure, cut, place, period, value, status, stated, proposed, as_read, _, source, link) =
            self.row(observation);
        let table = &self.indicator.tables[source];
        Line {
            indicator: &self.indicator.name_id,
            measure,
            cut,
            place,
            place_code: self.catalogue.places.get(observation.place).code.as_deref(),
            period,
            value,
            status,
            stated,
            proposed,
            as_read: as_read.map(text_cell),
            note: note(observation).map(|note| text_cell(&note.values()[0])),
            unit: self.shared.unit_id(self.indicator.measure(observation.column).unit),
            document: &self.catalogue.documents.get(table.document).name_id,
            at: text_cell(&table.at.values()[0]),
            link: format!("{}{link}", self.pages.values()[0]),
        }
    }
}

/// Returns the address of a figure from the page of its indicator.
fn link(catalogue: &Catalogue, indicator: &Indicator, observation: &Observation) -> String {
    format!("{}/#{}", period_path(observation.period), figure_anchor(catalogue, indicator, observation))
}

/// Returns what a doubtful or illegible cell may have said.
fn proposed(observation: &Observation) -> Option<String> {
    let proposed = observation.remark.as_ref().and_then(|remark| remark.proposed)?;
    Some(match proposed {
        Proposed::Value(value) => value.to_string(),
        Proposed::Missing(reason) => reason.name().to_owned(),
    })
}

fn note(observation: &Observation) -> Option<&LocalizedText> {
    observation.remark.as_ref()?.note.as_ref()
}

/// Returns the text of an illegible cell.
fn as_read(observation: &Observation) -> Option<&str> {
    observation.remark.as_ref()?.as_read.as_deref()
}
