//! The whole open data as one Frictionless Data Package: which tables there are, what each column holds, units, sources,
//! licence. Valid as version 1 (`profile`) and version 2 (`$schema`), in the site's first language.
//!
//! <https://datapackage.org>, <https://specs.frictionlessdata.io>

use serde::Serialize;

use super::to_json;
use crate::model::{Document, Id, Indicator};
use crate::plan::{PageKind, data_path};
use crate::render::show::Show;

/// Columns of observations with their types; the word `field-…` says what each holds.
const OBSERVATION_FIELDS: [(&str, &str); 15] = [
    ("indicator", "string"),
    ("measure", "string"),
    ("cut", "string"),
    ("place", "string"),
    ("place_code", "string"),
    ("period", "string"),
    ("value", "number"),
    ("status", "string"),
    ("stated", "number"),
    ("proposed", "string"),
    ("as_read", "string"),
    ("unit", "string"),
    ("document", "string"),
    ("at", "string"),
    ("link", "string"),
];

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    profile: &'static str,
    name: String,
    title: &'a str,
    description: &'a str,
    homepage: &'a str,
    licenses: Option<[License<'a>; 1]>,
    contributors: [Contributor<'a>; 1],
    sources: Vec<Source<'a>>,
    resources: Vec<Resource<'a>>,
}

#[derive(Serialize)]
struct License<'a> {
    name: String,
    title: &'a str,
    path: &'a str,
}

#[derive(Serialize)]
struct Contributor<'a> {
    title: &'a str,
    role: &'static str,
    roles: [&'static str; 1],
}

#[derive(Serialize)]
struct Source<'a> {
    /// The id that the column `document` holds.
    name: &'a str,
    title: String,
    path: String,
}

#[derive(Serialize)]
struct Resource<'a> {
    #[serde(rename = "$schema")]
    schema_url: &'static str,
    profile: &'static str,
    r#type: &'static str,
    name: &'a str,
    title: &'a str,
    description: &'a str,
    homepage: String,
    path: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    schema: Schema,
    /// Measures with their units: the meaning of the columns `measure` and `unit`.
    measures: Vec<Measure<'a>>,
}

#[derive(Serialize)]
struct Schema {
    fields: Vec<Field>,
    #[serde(rename = "missingValues")]
    missing_values: [&'static str; 1],
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    r#type: &'static str,
    description: String,
}

#[derive(Serialize)]
struct Measure<'a> {
    name: &'a str,
    title: &'a str,
    description: Option<&'a str>,
    unit: &'a str,
}

impl<'a> Show<'a> {
    /// Writes `datapackage.json`. Paths in it are relative to its folder, which is that of the data.
    pub(in crate::render) fn package(&self) -> Vec<u8> {
        let settings = &self.catalogue.settings;
        let licence = settings.licence.as_ref();
        to_json(&Package {
            schema: "https://datapackage.org/profiles/2.0/datapackage.json",
            profile: "data-package",
            name: crate::language::slug(self.text(&settings.title)),
            title: self.text(&settings.title),
            description: self.text(&settings.description),
            homepage: &settings.base_url,
            licenses: licence
                .map(|(name, path)| [License { name: name.replace(' ', "-"), title: name, path }]),
            contributors: [Contributor {
                title: self.text(&settings.publisher),
                role: "publisher",
                roles: ["publisher"],
            }],
            sources: self
                .catalogue
                .documents
                .iter()
                .map(|(id, document)| self.source(id, document))
                .collect(),
            resources: self.catalogue.indicators.iter().map(|(id, it)| self.resource(id, it)).collect(),
        })
    }

    fn source(&self, id: Id<Document>, document: &'a Document) -> Source<'a> {
        let title = format!("{}: {}", self.document_name(document), self.text(&document.title));
        Source { name: &document.name_id, title, path: self.absolute(&self.document_url(id)) }
    }

    fn resource(&self, id: Id<Indicator>, indicator: &'a Indicator) -> Resource<'a> {
        let file = data_path(indicator);
        Resource {
            schema_url: "https://datapackage.org/profiles/2.0/dataresource.json",
            profile: "tabular-data-resource",
            r#type: "table",
            name: &indicator.name_id,
            title: self.text(&indicator.name),
            description: self.text(&indicator.definition),
            homepage: self.absolute(&self.url(PageKind::Indicator(id)).unwrap_or_default()),
            path: format!("{}.csv", file.trim_start_matches("data/")),
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            schema: self.schema(&OBSERVATION_FIELDS),
            measures: indicator
                .measures
                .iter()
                .map(|measure| Measure {
                    name: &measure.name_id,
                    title: self.text(&measure.name),
                    description: measure.definition.as_ref().map(|text| self.text(text)),
                    unit: self.unit_name(measure.unit),
                })
                .collect(),
        }
    }

    fn schema(&self, fields: &[(&'static str, &'static str)]) -> Schema {
        let field = |&(name, kind): &(&'static str, &'static str)| Field {
            name,
            r#type: kind,
            description: self.fill(&format!("field-{}", name.replace('_', "-")), &[]),
        };
        Schema { fields: fields.iter().map(field).collect(), missing_values: [""] }
    }
}
