//! `minhbach check`: everything but publishing.

use clap::ArgMatches;
use rayon::prelude::*;

use super::{Status, is_refused, output, prepare, read, site, tell};
use crate::diagnostic::{self, Diagnostic, Messages};
use crate::input::Inputs;
use crate::pipeline::Outcome;

pub(super) fn check(matches: &ArgMatches, messages: &Messages) -> Status {
    let inputs = match read(&site(matches), matches, messages) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let outcome = prepare(&inputs, &output(matches));
    let mut told = outcome.diagnostics.clone();
    told.extend(draw(&outcome, &inputs));
    diagnostic::sort(&mut told, &inputs);
    tell::diagnostics(&told, &inputs, matches, messages);
    tell::summary(&messages.text("check-summary", &tell::counts(&told)), matches);
    if is_refused(&told, matches) { Status::SiteHasErrors } else { Status::Done }
}

/// Draws every page and throws it away: a theme's mistakes show only there.
fn draw(outcome: &Outcome, inputs: &Inputs) -> Vec<Diagnostic> {
    let Some(site) = &outcome.site else { return Vec::new() };
    match site.renderer(inputs) {
        Ok(renderer) => {
            let faults = site.plan.files.par_iter().filter_map(|file| renderer.render(file).err());
            faults.map(|told| *told).collect()
        }
        Err(told) => vec![*told],
    }
}
