//! Findings in the words of diagnostics, with the block of `findings.toml` that would explain each.

use crate::diagnostic::{Code, Diagnostic};
use crate::input::Span;
use crate::model::{Catalogue, Evidence, Finding, FindingSubject, Rule};

/// Tells an author of a finding that nothing explains. A contradiction that an author declared needs no telling.
pub fn diagnostic(catalogue: &Catalogue, finding: &Finding) -> Option<Diagnostic> {
    if finding.reason.is_some() {
        return None;
    }
    let code = code(finding.rule)?;
    let told = Diagnostic::at(code, finding.span).with("block", block(catalogue, finding));
    let told = match finding.subject {
        FindingSubject::Figure(figure) => {
            let indicator = catalogue.indicators.get(figure.indicator);
            told.with("column", indicator.column_name_id(figure.column))
                .with("place", &catalogue.places.get(figure.place).name_id)
        }
        FindingSubject::Plan(plan, group) => {
            let plan = catalogue.plans.get(plan);
            told.with("name", group.map_or(&plan.name_id, |group| &plan.groups[group].name_id))
        }
        FindingSubject::Task(plan, task) => told.with("name", &catalogue.plans.get(plan).tasks[task].name_id),
    };
    let told = match &finding.evidence {
        &Evidence::Numbers { stated, computed, difference, n_parts } => told
            .with_number("stated", stated)
            .with_number("computed", computed)
            .with_number("difference", difference)
            .with("n", n_parts),
        Evidence::Places(places) => {
            let names: Vec<&str> =
                places.iter().map(|&place| catalogue.places.get(place).name_id.as_str()).collect();
            told.with("n", names.len()).with("missing", names.join(", "))
        }
        Evidence::Words(_) => told,
    };
    Some(match finding.beside {
        Some(beside) => told.beside(beside),
        None => told,
    })
}

/// Tells of an explanation of what does not happen.
pub fn idle(span: Span) -> Diagnostic {
    Diagnostic::at(Code::IdleFinding, span)
}

fn code(rule: Rule) -> Option<Code> {
    match rule {
        Rule::TotalOfRows => Some(Code::TotalDiffers),
        Rule::StatedRate => Some(Code::RateDiffers),
        Rule::StatedResult => Some(Code::ResultDiffers),
        Rule::PartsOfWhole => Some(Code::PartsDiffer),
        Rule::RestatedValue => Some(Code::ValuesDiffer),
        Rule::RelatedFigures => Some(Code::RelationDiffers),
        Rule::SeriesFalls => Some(Code::SeriesFalls),
        Rule::ShareOfWhole => Some(Code::ShareAboveWhole),
        Rule::PlacesOfTotal => Some(Code::PlaceMissing),
        Rule::CountOfItems => Some(Code::CountDiffers),
        Rule::Limits => Some(Code::OutOfRange),
        Rule::StatedOtherwise => None,
    }
}

/// Writes what an author may paste to explain a finding.
fn block(catalogue: &Catalogue, finding: &Finding) -> String {
    let subject = match finding.subject {
        FindingSubject::Figure(figure) => format!("figure = \"{}\"", catalogue.figure_name(figure)),
        FindingSubject::Plan(plan, group) => {
            let plan = catalogue.plans.get(plan);
            let group = group.map(|group| format!("\ngroup = \"{}\"", plan.groups[group].name_id));
            format!("plan = \"{}\"{}", plan.name_id, group.unwrap_or_default())
        }
        FindingSubject::Task(plan, task) => {
            let plan = catalogue.plans.get(plan);
            format!("plan = \"{}\"\ntask = \"{}\"", plan.name_id, plan.tasks[task].name_id)
        }
    };
    let (code, reason) = (finding.rule.name(), reason(catalogue));
    format!("[[finding]]\ncode = \"{code}\"\n{subject}\nreason = {reason}")
}

/// Writes a reason for the author to fill, in every language of the site.
pub(super) fn reason(catalogue: &Catalogue) -> String {
    let languages = catalogue.languages().tags().iter().map(|tag| format!("{tag} = \"…\""));
    format!("{{ {} }}", languages.collect::<Vec<_>>().join(", "))
}
