//! Open data: the same records as CSV for tables and as JSON for programs.
//!
//! CSV follows RFC 4180 in UTF-8, with decimal points. In both, values are text, so that no reader rounds them.

mod commitments;
mod findings;
mod linked;
mod observations;
mod package;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use serde::ser::Serializer;

use super::Shared;
use crate::audit::published::fingerprint;
use crate::model::{Catalogue, Id, Indicator, Languages, Locale, Localized};
use crate::plan::{Format, List};

pub(super) use observations::{csv as observations_csv, json as observations_json, place_csv};

/// Text in every language of the site, in the site's order: `{"vi": …, "en": …}`.
struct ByLanguage<'a, T = String>(&'a Languages, &'a Localized<T>);

impl<T: Serialize> Serialize for ByLanguage<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(languages, text) = self;
        serializer.collect_map(languages.iter().map(|locale| (languages.tag(locale), text.get(locale))))
    }
}

/// Writes a list that stands beside the indicators.
pub(super) fn list(shared: &Shared<'_>, list: List, format: Format) -> Vec<u8> {
    let show = shared.show(Locale::DEFAULT);
    match (list, format) {
        (List::Tasks(id), format) => commitments::tasks(shared, id, format),
        (List::Agencies, format) => commitments::agencies(shared, format),
        (List::Targets, format) => commitments::targets(shared, format),
        (List::Findings, Format::Csv) => findings::csv(&show),
        (List::Findings, Format::Json) => findings::json(&show),
        (List::Corrections, Format::Csv) => show.corrections_csv(),
        (List::Corrections, Format::Json) => show.corrections_json(),
    }
}

/// Writes for each indicator what its figures are, in few letters: two sites with one fingerprint say the same. The next
/// build reads it to find what changed.
pub(super) fn fingerprints(catalogue: &Catalogue) -> Vec<u8> {
    let all: Vec<_> = catalogue.indicators.iter().collect();
    let of = |(_, indicator): &(Id<Indicator>, &Indicator)| {
        (indicator.name_id.clone(), fingerprint(catalogue, indicator))
    };
    let by_name: BTreeMap<String, String> = all.par_iter().map(of).collect();
    to_json(&by_name)
}

/// Writes records under their header, which stands there even where there are none.
pub(super) fn to_csv<R: Serialize>(fields: &[(&str, &str)], records: impl Iterator<Item = R>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    let header = fields.iter().map(|(name, _)| *name);
    writer.write_record(header).expect("writing to memory does not fail");
    for record in records {
        writer.serialize(record).expect("writing to memory does not fail");
    }
    writer.into_inner().expect("writing to memory does not fail")
}

pub(super) fn to_json(whole: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(whole).expect("these types have no keys that JSON lacks")
}

/// Returns a text of an author as a cell. Spreadsheets run cells that begin like a formula (OWASP, "CSV injection"); an
/// apostrophe makes them text. Numbers are no texts of authors: −5 stays −5.
pub(super) fn text_cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
