//! Inputs → site: the steps in order, pure from end to end.

use std::sync::Arc;

use std::collections::BTreeSet;

use crate::audit::{self, Audits};
use crate::check::{self, Checked, Checks};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::input::{Drafts, FileId, InputFile, Inputs, Span};
use crate::model::{Catalogue, Finding};
use crate::parse::{self, Parses};
use crate::plan::{Plan, Plans};
use crate::render::{self, Renderer};

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
    pub plan: Arc<Plan>,
}

impl Site {
    /// Prepares to draw the site. Tells of a theme that cannot be used.
    pub fn renderer<'s>(&'s self, inputs: &'s Inputs) -> Result<Renderer<'s>, Box<Diagnostic>> {
        Renderer::new(inputs, &self.checked, &self.plan)
    }

    /// Prepares as [`renderer`](Self::renderer) does, but for what is remembered.
    pub fn renderer_with<'s>(
        &'s self,
        inputs: &'s Inputs,
        memories: &mut render::Memories,
    ) -> Result<Renderer<'s>, Box<Diagnostic>> {
        Renderer::with(inputs, &self.checked, &self.plan, memories)
    }
}

/// What is remembered from one run to the next: of files that stay the same, nothing has to be made again.
#[derive(Default)]
pub struct Memories {
    /// Names of the files, the day and the drafts that all of it is for.
    of: (Vec<String>, String, Drafts),
    parses: Parses,
    checks: Checks,
    audits: Audits,
    plans: Plans,
}

impl Memories {
    /// Forgets everything where files came or went, or the day changed, or what is done with drafts.
    fn suit(&mut self, inputs: &Inputs) {
        let names = || inputs.files().map(|(_, file)| &file.path);
        let (_, day, drafts) = &self.of;
        if *day != inputs.today || *drafts != inputs.drafts() || !names().eq(&self.of.0) {
            let of = (names().cloned().collect(), inputs.today.clone(), inputs.drafts());
            *self = Self { of, ..Self::default() };
        }
    }
}

/// Parses, checks, audits and plans. Every mistake of every file is in the outcome.
pub fn prepare(inputs: &Inputs) -> Outcome {
    prepare_with(inputs, &mut Memories::default())
}

/// Prepares as [`prepare`] does, but for what is remembered.
pub fn prepare_with(inputs: &Inputs, memories: &mut Memories) -> Outcome {
    memories.suit(inputs);
    let (raw, mut diagnostics) = parse::parse_with(inputs, &mut memories.parses);
    let (checked, told) = check::check_with(&raw, inputs, &mut memories.checks);
    let unread = unread(&diagnostics);
    diagnostics
        .extend(told.into_iter().filter(|told| told.span.is_none_or(|span| !unread.contains(&span.file))));
    let site = checked.map(|mut checked| {
        let catalogue = &mut checked.catalogue;
        let (findings, idle) = audit::audit_with(catalogue, &mut memories.audits);
        catalogue.findings = findings;
        let sound = sound_findings(catalogue, &diagnostics, inputs);
        let told: Vec<_> = sound.filter_map(|finding| audit::diagnostic(catalogue, finding)).collect();
        // What an explanation is about may be lost in a file with errors.
        let idle = if diagnostic::has_errors(&diagnostics) { Vec::new() } else { idle };
        diagnostics.extend(told.into_iter().chain(idle.into_iter().map(audit::idle)));
        if !diagnostic::has_errors(&diagnostics) {
            diagnostics.extend(audit::published::corrections(catalogue, inputs));
        }
        let (plan, told) = memories.plans.plan(catalogue, &checked.languages, inputs);
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

/// Returns the files that could not be read to their end. What they seem to lack may only be unread: it is not told.
fn unread(told: &[Diagnostic]) -> BTreeSet<FileId> {
    let faults = told.iter().filter(|told| told.code == Code::TomlSyntax);
    faults.filter_map(|told| Some(told.span?.file)).collect()
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
