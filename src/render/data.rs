//! Open data: the observations of an indicator as CSV and JSON, the same records in both.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Catalogue, Id, Indicator, LocalizedText, MeasureUnit, Observation, Proposed, Reading};

/// One observation as open data.
#[derive(Serialize)]
struct Record<'a> {
    indicator: &'a str,
    measure: &'a str,
    /// The members it is cut to, as `dimension=member`, divided by spaces; empty for the whole.
    cut: String,
    place: &'a str,
    place_code: Option<&'a str>,
    period: String,
    /// A plain decimal with the precision of its source.
    value: Option<String>,
    /// Why there is no value, or what is to be said about it; empty for a plain value.
    status: &'static str,
    /// What the source states, where the value is computed.
    stated: Option<String>,
    /// What a doubtful or illegible cell may have said.
    proposed: Option<String>,
    /// The text of an illegible cell.
    as_read: Option<&'a str>,
    /// An id of units.toml, or `percent`.
    unit: &'a str,
    document: &'a str,
    /// Where in the document, in the site's first language.
    at: &'a str,
}

/// An indicator with all its observations.
#[derive(Serialize)]
struct Whole<'a> {
    indicator: &'a str,
    name: BTreeMap<&'a str, &'a str>,
    definition: BTreeMap<&'a str, &'a str>,
    licence: Option<&'a str>,
    observations: Vec<Record<'a>>,
}

/// Writes an indicator as CSV (RFC 4180, UTF-8, decimal points).
pub(super) fn csv(catalogue: &Catalogue, unit_names: &[String], id: Id<Indicator>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records(catalogue, unit_names, id) {
        writer.serialize(record).expect("writing to memory does not fail");
    }
    writer.into_inner().expect("writing to memory does not fail")
}

/// Writes an indicator as JSON. Values are text, so that no reader rounds them.
pub(super) fn json(catalogue: &Catalogue, unit_names: &[String], id: Id<Indicator>) -> Vec<u8> {
    let indicator = catalogue.indicators.get(id);
    let by_language = |text: &'_ LocalizedText| -> BTreeMap<String, String> {
        catalogue.languages().tags().iter().cloned().zip(text.values().iter().cloned()).collect()
    };
    let (name, definition) = (by_language(&indicator.name), by_language(&indicator.definition));
    let whole = Whole {
        indicator: &indicator.name_id,
        name: name.iter().map(|(tag, text)| (tag.as_str(), text.as_str())).collect(),
        definition: definition.iter().map(|(tag, text)| (tag.as_str(), text.as_str())).collect(),
        licence: catalogue.settings.licence.as_ref().map(|(name, _)| name.as_str()),
        observations: records(catalogue, unit_names, id).collect(),
    };
    serde_json::to_vec(&whole).expect("these types have no keys that JSON lacks")
}

fn records<'a>(
    catalogue: &'a Catalogue,
    unit_names: &'a [String],
    id: Id<Indicator>,
) -> impl Iterator<Item = Record<'a>> {
    let indicator = catalogue.indicators.get(id);
    indicator
        .observations
        .iter()
        .map(move |observation| record(catalogue, unit_names, indicator, observation))
}

fn record<'a>(
    catalogue: &'a Catalogue,
    unit_names: &'a [String],
    indicator: &'a Indicator,
    observation: &'a Observation,
) -> Record<'a> {
    let (column, measure) = (&indicator.columns[observation.column], indicator.measure(observation.column));
    let (place, table) = (catalogue.places.get(observation.place), &indicator.tables[observation.table]);
    let cut = indicator.dimensions.iter().zip(&column.members).filter_map(|(dimension, member)| {
        Some(format!("{}={}", dimension.name_id, dimension.members[(*member)?].name_id))
    });
    let remark = observation.remark.as_ref();
    Record {
        indicator: &indicator.name_id,
        measure: &measure.name_id,
        cut: cut.collect::<Vec<_>>().join(" "),
        place: &place.name_id,
        place_code: place.code.as_deref(),
        period: observation.period.to_string(),
        value: observation.reading.value().map(|value| value.to_string()),
        status: match observation.reading {
            Reading::Missing(reason) => reason.name(),
            Reading::Measured { mark, .. } => mark.map_or("", crate::model::Mark::name),
        },
        stated: observation.stated.map(|value| value.to_string()),
        proposed: remark.and_then(|remark| remark.proposed).map(|proposed| match proposed {
            Proposed::Value(value) => value.to_string(),
            Proposed::Missing(reason) => reason.name().to_owned(),
        }),
        as_read: remark.and_then(|remark| remark.as_read.as_deref()),
        unit: match measure.unit {
            MeasureUnit::Percent => "percent",
            MeasureUnit::Counted(unit) => &unit_names[unit.index()],
        },
        document: &catalogue.documents.get(table.document).name_id,
        at: &table.at.values()[0],
    }
}
