//! Where the sources do not agree, as open data: the same records as the page on the quality of the data.

use serde::Serialize;

use super::{ByLanguage, text_cell, to_csv, to_json};
use crate::model::{Evidence, Finding, FindingSubject, Id, LocalizedText, Place};
use crate::render::show::Show;

/// One finding. Texts are in the site's first language in CSV, in all of them in JSON.
#[derive(Serialize)]
struct Line<'a> {
    code: &'static str,
    /// The indicator or plan.
    of: &'a str,
    /// The measure with its members; the group or task of a plan.
    part: String,
    place: &'a str,
    period: String,
    source_value: Option<String>,
    /// What it was compared with.
    compared_value: Option<String>,
    difference: Option<String>,
    /// Places without a row.
    missing: String,
    document: &'a str,
    at: String,
    /// Where the other side stands, if in one place of a document.
    other_document: &'a str,
    other_at: String,
    other_states: String,
    /// Why; empty where nobody has explained it.
    reason: String,
    /// Its own address, in the site's first language.
    entry: String,
}

/// Columns with their types; the word `field-…` says what each holds.
pub(super) const FIELDS: [(&str, &str); 16] = [
    ("code", "string"),
    ("of", "string"),
    ("part", "string"),
    ("place", "string"),
    ("period", "string"),
    ("source_value", "number"),
    ("compared_value", "number"),
    ("difference", "number"),
    ("missing", "string"),
    ("document", "string"),
    ("at", "string"),
    ("other_document", "string"),
    ("other_at", "string"),
    ("other_states", "string"),
    ("reason", "string"),
    ("entry", "string"),
];

/// A finding with its texts in every language.
#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    line: Line<'a>,
    reasons: Option<ByLanguage<'a>>,
    states: Option<ByLanguage<'a>>,
}

/// Writes all findings as CSV.
pub(in crate::render) fn csv(show: &Show<'_>) -> Vec<u8> {
    let findings = show.catalogue.findings.iter();
    to_csv(&FIELDS, findings.map(|(at, finding)| line(show, at, finding)))
}

/// Writes all findings as JSON.
pub(in crate::render) fn json(show: &Show<'_>) -> Vec<u8> {
    let languages = show.catalogue.languages();
    let records = show.catalogue.findings.iter().map(|(at, finding)| Record {
        line: line(show, at, finding),
        reasons: finding.reason.as_ref().map(|reason| ByLanguage(languages, reason)),
        states: states(finding).map(|states| ByLanguage(languages, states)),
    });
    to_json(&records.collect::<Vec<_>>())
}

fn line<'a>(show: &Show<'a>, at: usize, finding: &'a Finding) -> Line<'a> {
    let catalogue = show.catalogue;
    let first = |text: &LocalizedText| text_cell(&text.values()[0]);
    let maybe = |text: Option<&LocalizedText>| text.map_or(String::new(), first);
    let (source_value, compared_value, difference) = numbers(show, finding);
    let (of, part) = subject(show, finding.subject);
    let figure = finding.subject.figure();
    let source = show.subject_statement(finding.subject);
    let elsewhere = finding.elsewhere.as_ref();
    Line {
        code: finding.rule.name(),
        of,
        part,
        place: figure.map_or("", |figure| &catalogue.places.get(figure.place).name_id),
        period: figure.map_or(String::new(), |figure| figure.period.to_string()),
        source_value,
        compared_value,
        difference,
        missing: missing(show, finding),
        document: source.as_ref().map_or("", |(document, _)| &catalogue.documents.get(*document).name_id),
        at: source.and_then(|(_, at)| at).map_or(String::new(), first),
        other_document: elsewhere.map_or("", |other| &catalogue.documents.get(other.document).name_id),
        other_at: maybe(elsewhere.map(|other| &other.at)),
        other_states: maybe(states(finding)),
        reason: maybe(finding.reason.as_ref()),
        entry: show.absolute(&show.findings_url(&show.finding_anchor(at))),
    }
}

fn numbers(show: &Show<'_>, finding: &Finding) -> (Option<String>, Option<String>, Option<String>) {
    match &finding.evidence {
        Evidence::Numbers { stated, computed, difference, .. } => {
            (Some(stated.to_string()), Some(computed.to_string()), Some(difference.to_string()))
        }
        Evidence::Places(_) | Evidence::Words(_) => {
            let figure = finding.subject.figure().and_then(|figure| show.catalogue.observation(figure));
            (figure.and_then(|figure| figure.reading.value()).map(|value| value.to_string()), None, None)
        }
    }
}

fn missing(show: &Show<'_>, finding: &Finding) -> String {
    let name = |place: &Id<Place>| show.catalogue.places.get(*place).name_id.as_str();
    match &finding.evidence {
        Evidence::Places(places) => places.iter().map(name).collect::<Vec<_>>().join(" "),
        Evidence::Numbers { .. } | Evidence::Words(_) => String::new(),
    }
}

fn states(finding: &Finding) -> Option<&LocalizedText> {
    match &finding.evidence {
        Evidence::Words(states) => Some(states),
        Evidence::Numbers { .. } | Evidence::Places(_) => None,
    }
}

fn subject<'a>(show: &Show<'a>, subject: FindingSubject) -> (&'a str, String) {
    match subject {
        FindingSubject::Figure(figure) => {
            let indicator = show.catalogue.indicators.get(figure.indicator);
            (&indicator.name_id, indicator.column_name_id(figure.column))
        }
        FindingSubject::Plan(id, group) => {
            let plan = show.catalogue.plans.get(id);
            (&plan.name_id, group.map_or(String::new(), |group| plan.groups[group].name_id.clone()))
        }
        FindingSubject::Task(id, task) => {
            let plan = show.catalogue.plans.get(id);
            (&plan.name_id, plan.tasks[task].name_id.clone())
        }
    }
}
