//! Inputs → site: the steps in order, pure from end to end.

use crate::audit;
use crate::check::{self, Checked};
use crate::diagnostic::{self, Diagnostic};
use crate::input::Inputs;
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
        catalogue.findings = audit::audit(catalogue);
        let sound = sound_findings(catalogue, &diagnostics, inputs);
        diagnostics.extend(sound.map(|finding| audit::diagnostic(catalogue, finding)).collect::<Vec<_>>());
        let (plan, told) = Plan::new(catalogue, &checked.languages, inputs);
        diagnostics.extend(told);
        Site { checked, plan }
    });
    diagnostic::sort(&mut diagnostics, inputs);
    let site = site.filter(|_| !diagnostic::has_errors(&diagnostics));
    Outcome { diagnostics, site }
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
    catalogue
        .findings
        .iter()
        .filter(move |finding| are_lists_sound && !faulty.contains(&inputs.file(finding.span.file).path))
}
