//! The whole open data as one Frictionless Data Package: which tables there are, what each column holds, units, sources,
//! licence. Valid as version 1 (`profile`) and version 2 (`$schema`), in the site's first language.
//!
//! <https://datapackage.org>, <https://specs.frictionlessdata.io>

use serde::Serialize;

use super::commitments::{AGENCY_FIELDS, TARGET_FIELDS, TASK_FIELDS};
use super::findings::FIELDS;
use super::to_json;
use crate::model::{Document, Id, Indicator};
use crate::plan::{List, PageKind, data_path, list_path, lists};
use crate::render::correction;
use crate::render::show::Show;

/// Columns of observations with their types; the word `field-…` says what each holds.
pub(super) const OBSERVATION_FIELDS: [(&str, &str); 16] = [
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
    ("note", "string"),
    ("unit", "string"),
    ("document", "string"),
    ("at", "string"),
    ("link", "string"),
];

/// What describes a table: in version 2, and in version 1.
const SCHEMA: &str = "https://datapackage.org/profiles/2.0/dataresource.json";
const PROFILE: &str = "tabular-data-resource";

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    profile: &'static str,
    name: String,
    title: &'a str,
    description: &'a str,
    homepage: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
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
    name: String,
    title: &'a str,
    description: &'a str,
    homepage: String,
    path: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    schema: Schema,
    /// Measures with their units: the meaning of the columns `measure` and `unit`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
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
            resources: self.resources(),
        })
    }

    fn source(&self, id: Id<Document>, document: &'a Document) -> Source<'a> {
        let title = format!("{}: {}", self.document_name(document), self.text(&document.title));
        Source { name: &document.name_id, title, path: self.absolute(&self.document_url(id)) }
    }

    /// Describes every table, by path.
    fn resources(&self) -> Vec<Resource<'a>> {
        let indicators = self.catalogue.indicators.iter().map(|(id, it)| self.resource(id, it));
        let lists = lists(self.catalogue).into_iter().map(|list| self.list_resource(list));
        let mut resources: Vec<Resource<'a>> = indicators.chain(lists).collect();
        resources.sort_by(|a, b| a.path.cmp(&b.path));
        resources
    }

    fn list_resource(&self, list: List) -> Resource<'a> {
        let words = &self.language.words;
        let (kind, fields): (PageKind, &[_]) = match list {
            List::Tasks(id) => (PageKind::ActionPlan(id), &TASK_FIELDS),
            List::Agencies => (PageKind::Agencies, &AGENCY_FIELDS),
            List::Targets => (PageKind::Plans, &TARGET_FIELDS),
            List::Findings => (PageKind::Quality, &FIELDS),
            List::Corrections => (PageKind::Corrections, &correction::FIELDS),
        };
        let (title, description) = match list {
            List::Tasks(id) => {
                let plan = self.catalogue.plans.get(id);
                (self.text(&plan.title), self.text(&plan.summary))
            }
            List::Agencies => (words.get("title-agencies"), words.get("description-agencies")),
            List::Targets => (words.get("targets"), words.get("description-targets")),
            List::Findings => (words.get("title-quality"), words.get("description-quality")),
            List::Corrections => (words.get("title-corrections"), words.get("description-corrections")),
        };
        let home = self.url(kind).or_else(|| self.url(PageKind::Data)).unwrap_or_default();
        let file = format!("{}.csv", list_path(self.catalogue, list));
        self.table_resource((title, description), &home, (&file, fields))
    }

    fn resource(&self, id: Id<Indicator>, indicator: &'a Indicator) -> Resource<'a> {
        let texts = (self.text(&indicator.name), self.text(&indicator.definition));
        let home = self.url(PageKind::Indicator(id)).unwrap_or_default();
        let file = format!("{}.csv", data_path(indicator));
        let measure = |measure: &'a crate::model::Measure| Measure {
            name: &measure.name_id,
            title: self.text(&measure.name),
            description: measure.definition.as_ref().map(|text| self.text(text)),
            unit: self.unit_name(measure.unit),
        };
        let measures = indicator.measures.iter().map(measure).collect();
        Resource { measures, ..self.table_resource(texts, &home, (&file, &OBSERVATION_FIELDS)) }
    }

    /// Describes one table: its name, title and description, its page, its file and columns.
    fn table_resource(
        &self,
        (title, description): (&'a str, &'a str),
        home: &str,
        (file, fields): (&str, &[(&'static str, &'static str)]),
    ) -> Resource<'a> {
        let path = file.trim_start_matches("data/");
        Resource {
            schema_url: SCHEMA,
            profile: PROFILE,
            r#type: "table",
            // Of all names of a table only its path is taken once: a plan may be called like an indicator.
            name: path.trim_end_matches(".csv").to_owned(),
            title,
            description,
            homepage: self.absolute(home),
            path: path.to_owned(),
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            schema: self.schema(fields),
            measures: Vec::new(),
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
