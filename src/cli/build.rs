//! `minhbach build`: everything, and publish.

use std::path::Path;
use std::time::Instant;

use clap::ArgMatches;
use rayon::prelude::*;

use super::{Status, is_refused, output, prepare, read, site, tell};
use crate::diagnostic::{self, Diagnostic, Messages, Severity};
use crate::input::Inputs;
use crate::io::Progress;
use crate::io::publish::{Publication, PublishError, Published};
use crate::model::Release;
use crate::pipeline::Site;
use crate::plan::Source;

/// Why nothing was published.
enum Stop {
    /// The theme has mistakes.
    Theme(Vec<Diagnostic>),
    /// The output folder could not be written.
    Disk(PublishError),
}

pub(super) fn build(matches: &ArgMatches, messages: &Messages) -> Status {
    let started = Instant::now();
    let site = site(matches);
    let output = output(matches);
    let inputs = match read(&site, matches, messages) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let outcome = prepare(&inputs, &output);
    let mut told = outcome.diagnostics;
    let Some(site) = outcome.site.filter(|_| !is_refused(&told, matches)) else {
        return refused(&told, &inputs, matches, messages);
    };
    match publish(&site, &inputs, &output) {
        Ok(published) => {
            tell_waiting(&site, messages);
            tell::diagnostics(&told, &inputs, matches, messages);
            tell_kept(&published, messages);
            let summary = summary(&site, &published, &told, started);
            tell::summary(
                &format!("{}\n{}", messages.text("build-summary", &summary), output.display()),
                matches,
            );
            Status::Done
        }
        Err(Stop::Theme(faults)) => {
            told.extend(faults);
            diagnostic::sort(&mut told, &inputs);
            refused(&told, &inputs, matches, messages)
        }
        Err(Stop::Disk(error)) => {
            tell::diagnostics(&told, &inputs, matches, messages);
            tell::failure(&error.to_string(), messages);
            Status::CouldNotWork
        }
    }
}

/// Tells why nothing is published: once, because programs read what is told as one list.
fn refused(told: &[Diagnostic], inputs: &Inputs, matches: &ArgMatches, messages: &Messages) -> Status {
    tell::diagnostics(told, inputs, matches, messages);
    tell::summary(&messages.text("build-refused", &tell::counts(told)), matches);
    Status::SiteHasErrors
}

/// Draws every file, in parallel, straight into the staging folder; then swaps it in, whole.
fn publish(site: &Site, inputs: &Inputs, output: &Path) -> Result<Published, Stop> {
    let renderer = site.renderer(inputs).map_err(|told| Stop::Theme(vec![*told]))?;
    let publication = Publication::begin(output).map_err(Stop::Disk)?;
    let progress = Progress::new(site.plan.files.len());
    let stops = site.plan.files.par_iter().filter_map(|file| {
        progress.step();
        match renderer.render(file) {
            Ok(bytes) => {
                // Whoever has put a file for their host there knows that host better.
                let is_offer = matches!(file.source, Source::Host(_));
                let write = if is_offer { Publication::offer } else { Publication::write };
                write(&publication, &file.path, &bytes).err().map(Stop::Disk)
            }
            Err(told) => Some(Stop::Theme(vec![*told])),
        }
    });
    let stop = stops.reduce_with(join);
    progress.finish();
    match stop {
        Some(stop) => Err(stop),
        None => publication.commit().map_err(Stop::Disk),
    }
}

/// Keeps all mistakes of the theme; a disk that fails is worse than any of them.
fn join(a: Stop, b: Stop) -> Stop {
    match (a, b) {
        (Stop::Disk(error), _) | (_, Stop::Disk(error)) => Stop::Disk(error),
        (Stop::Theme(mut told), Stop::Theme(more)) => {
            told.extend(more);
            Stop::Theme(told)
        }
    }
}

fn summary(
    site: &Site,
    published: &Published,
    told: &[Diagnostic],
    started: Instant,
) -> Vec<(&'static str, String)> {
    let pages = site.plan.files.iter().filter(|file| matches!(file.source, Source::Page(_))).count();
    vec![
        ("pages", pages.to_string()),
        ("languages", site.checked.catalogue.languages().tags().join(", ")),
        ("warnings", tell::count(told, Severity::Warning).to_string()),
        ("written", published.written.to_string()),
        ("unchanged", published.unchanged.to_string()),
        ("removed", published.removed.to_string()),
        ("seconds", format!("{:.2}", started.elapsed().as_secs_f64())),
    ]
}

/// Tells of reports whose day is yet to come: they look published to whoever wrote them.
fn tell_waiting(site: &Site, messages: &Messages) {
    let waiting = site.checked.withheld.iter().filter(|report| report.release == Release::Scheduled);
    for report in waiting {
        let args = [("report", report.name_id.clone()), ("date", report.date.to_string())];
        tell::notice(&messages.text("publish-waits", &args));
    }
}

fn tell_kept(published: &Published, messages: &Messages) {
    for path in &published.kept {
        tell::notice(&messages.text("publish-kept", &[("path", path.clone())]));
    }
}
