//! Diagnostics as SARIF 2.1.0, which code hosts and editors show: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::place::{Place, Region, place, place_of};
use super::{Code, Diagnostic, Explanations, Messages};
use crate::input::Inputs;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one run of the program, with the codes that it tells of and what they mean. `folder` leads from where the
/// reader is to the site, and ends in `/` where it is not empty.
pub fn sarif(diagnostics: &[Diagnostic], inputs: &Inputs, messages: &Messages, folder: &str) -> String {
    let mut codes: Vec<Code> = diagnostics.iter().map(|told| told.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let explanations = Explanations::new(messages);
    let rules: Vec<Value> = codes.iter().map(|&code| rule(code, &explanations)).collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|told| {
            let mut result = result(told, inputs, messages, folder);
            result["ruleIndex"] = codes.binary_search(&told.code).unwrap_or_default().into();
            result
        })
        .collect();
    let driver = json!({
        "name": "minhbach",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": messages.tag(),
        "rules": rules,
    });
    // Our columns count characters; without this word they would be read as UTF-16.
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn rule(code: Code, explanations: &Explanations) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": explanations.title(code) },
        "help": { "text": explanations.text(code) },
        "defaultConfiguration": { "level": code.severity().name() },
    })
}

fn result(told: &Diagnostic, inputs: &Inputs, messages: &Messages, folder: &str) -> Value {
    let mut result = json!({
        "ruleId": told.code.name(),
        "level": told.severity().name(),
        "message": { "text": format!("{}\n{}", messages.message(told), messages.help(told)) },
        "locations": [location(place(told, inputs), folder)],
    });
    if let Some(other) = told.other {
        let mut other = location(place_of(other, inputs), folder);
        other["message"] = json!({ "text": messages.text("beside", &[]) });
        result["relatedLocations"] = json!([other]);
    }
    result
}

fn location(Place { path, region }: Place, folder: &str) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&format!("{folder}{path}")) } });
    if let Some(Region { line, column, end_line, end_column }) = region {
        physical["region"] = json!({
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        });
    }
    json!({ "physicalLocation": physical })
}

/// Returns a path as a URI reference: from the root of the machine where it begins there, else relative.
fn uri(path: &str) -> String {
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(uri("content/báo cáo.md"), "content/b%C3%A1o%20c%C3%A1o.md");
        assert_eq!(uri("/srv/a:b.md"), "file:///srv/a%3Ab.md");
    }
}
