//! Inputs → site: the steps in order, pure from end to end.

use crate::audit;
use crate::check::{self, Checked};
use crate::diagnostic::{self, Diagnostic};
use crate::input::{InputFile, Inputs, Span};
use crate::model::{Catalogue, Finding};
use crate::parse;
use crate::plan::Plan;
use crate::render::Renderer;

/// What the inputs turned out to be.
pub struct Outcome {
    /// Everything there is to tell, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The site, where nothing forbids publishing it.
    pub site: Option<Site>,
}

/// A site that may be published.
pub struct Site {
    /// What is true, and its languages.
    pub checked: Checked,
    /// Every file.
    pub plan: Plan,
}

impl Site {
    /// Prepares to draw the site. Tells of a theme that cannot be used.
    pub fn renderer<'s>(&'s self, inputs: &'s Inputs) -> Result<Renderer<'s>, Box<Diagnostic>> {
        Renderer::new(inputs, &self.checked, &self.plan)
    }
}

/// Parses, checks, audits and plans. Every mistake of every file is in the outcome.
pub fn prepare(inputs: &Inputs) -> Outcome {
    let (raw, mut diagnostics) = parse::parse(inputs);
    let (checked, told) = check::check(&raw, inputs);
    diagnostics.extend(told);
    let site = checked.map(|mut checked| {
        let catalogue = &mut checked.catalogue;
        let (findings, idle) = audit::audit(catalogue);
        catalogue.findings = findings;
        let sound = sound_findings(catalogue, &diagnostics, inputs);
        let told: Vec<_> = sound.filter_map(|finding| audit::diagnostic(catalogue, finding)).collect();
        // What an explanation is about may be lost in a file with errors.
        let idle = if diagnostic::has_errors(&diagnostics) { Vec::new() } else { idle };
        diagnostics.extend(told.into_iter().chain(idle.into_iter().map(audit::idle)));
        if !diagnostic::has_errors(&diagnostics) {
            diagnostics.extend(audit::published::corrections(catalogue, inputs));
        }
        let (plan, told) = Plan::new(catalogue, &checked.languages, inputs);
        diagnostics.extend(told);
        diagnostics.extend(plan.dead_links(&raw, catalogue));
        Site { checked, plan }
    });
    diagnostic::sort(&mut diagnostics, inputs);
    let site = site.filter(|_| !diagnostic::has_errors(&diagnostics));
    Outcome { diagnostics, site }
}

/// Tells of figures that the last published site has and this one has not, or has otherwise without a correction.
/// `figures` reads what it published of an indicator; asked only where something changed, because reading all of it again
/// takes longer than building a site.
pub fn silent_changes(
    site: &Site,
    inputs: &Inputs,
    figures: impl Fn(&str) -> Option<InputFile>,
) -> Vec<Diagnostic> {
    let catalogue = &site.checked.catalogue;
    match audit::published::changed_indicators(catalogue, inputs) {
        Ok(names) => {
            let changes = names.iter().filter_map(|name| Some((name, figures(name)?)));
            changes
                .flat_map(|(name, file)| audit::published::silent_changes(catalogue, name, &file))
                .collect()
        }
        Err(told) => vec![*told],
    }
}

/// Returns the findings that can be judged already. Where a file has errors, figures may have been lost with them: its
/// sums are judged once it is mended, and where a list that others build on has errors, so are all.
fn sound_findings<'c>(
    catalogue: &'c Catalogue,
    told: &[Diagnostic],
    inputs: &'c Inputs,
) -> impl Iterator<Item = &'c Finding> + use<'c> {
    let faulty = diagnostic::files_with_errors(told, inputs);
    let are_lists_sound = !faulty.iter().any(|path| path.matches('/').count() == 1);
    let is_sound = move |span: Span| !faulty.contains(&inputs.file(span.file).path);
    catalogue.findings.iter().map(|(_, finding)| finding).filter(move |finding| {
        are_lists_sound && is_sound(finding.span) && finding.beside.is_none_or(&is_sound)
    })
}
