//! `minhbach check`: everything but publishing.

use clap::ArgMatches;
use rayon::prelude::*;

use super::{Status, is_refused, output, prepare, read, site, tell, today};
use crate::diagnostic::{self, Diagnostic, Messages};
use crate::input::Inputs;
use crate::io;
use crate::io::watch::{Mode, Watch};
use crate::pipeline::Outcome;

pub(super) fn check(matches: &ArgMatches, messages: &Messages) -> Status {
    if matches.get_flag("watch") {
        return follow(matches, messages);
    }
    match read(&site(matches), matches, messages) {
        Ok(inputs) => once(&inputs, matches, messages),
        Err(status) => status,
    }
}

fn once(inputs: &Inputs, matches: &ArgMatches, messages: &Messages) -> Status {
    let outcome = prepare(inputs, &output(matches));
    let mut told = outcome.diagnostics.clone();
    told.extend(draw(&outcome, inputs));
    diagnostic::sort(&mut told, inputs);
    tell::diagnostics(&told, inputs, matches, messages);
    tell::summary(&messages.text("check-summary", &tell::counts(&told)), matches);
    if is_refused(&told, matches) { Status::SiteHasErrors } else { Status::Done }
}

/// Checks after every save, until it is interrupted.
fn follow(matches: &ArgMatches, messages: &Messages) -> Status {
    let mode = if matches.get_flag("poll") { Mode::Polling } else { Mode::Events };
    let published = io::published(&output(matches));
    let each = |watch: &Watch| {
        for fault in watch.faults() {
            tell::read_failure(fault, messages);
        }
        let inputs = watch.inputs(&today(matches)).with_published(published.clone());
        once(&inputs, matches, messages);
    };
    match io::watch::follow(&site(matches), mode, each) {
        Ok(()) => Status::Done,
        Err(error) => {
            tell::read_failure(&error, messages);
            Status::CouldNotWork
        }
    }
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
