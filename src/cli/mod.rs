//! The command line: flags → calls → exit code.
//!
//! Exit 0 done, 1 the site has errors, 2 could not work.

mod build;
mod check;
mod command;
mod explain;
mod serve;
mod tell;
mod translated;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::ArgMatches;

use crate::diagnostic::{self, Diagnostic, Messages};
use crate::input::Inputs;
use crate::io;
use crate::pipeline::{self, Outcome};

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Done.
    Done,
    /// The site has errors; nothing was published.
    SiteHasErrors,
    /// Could not work: no site, no disk, no right to write.
    CouldNotWork,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::SiteHasErrors => Self::from(1),
            Status::CouldNotWork => Self::from(2),
        }
    }
}

/// Runs the program with these arguments, the first of them its own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let messages = Arc::new(Messages::new(&language(&args)));
    let matches = match command::command(&messages).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => {
            // Help goes to standard output and is no error; both are clap's to know. A closed pipe is nobody's loss.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let status = match matches.subcommand() {
        Some(("build", matches)) => build::build(matches, &messages),
        Some(("check", matches)) => check::check(matches, &messages),
        Some(("serve", matches)) => serve::serve(matches, &messages),
        Some(("explain", matches)) => explain::explain(matches, &messages),
        Some(("translated", matches)) => translated::translated(matches, &messages),
        _ => Status::CouldNotWork,
    };
    status.into()
}

/// Returns the language to speak: of `--lang`, else of the system.
fn language(args: &[OsString]) -> String {
    let texts: Vec<String> = args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let flag = texts.iter().enumerate().find_map(|(at, arg)| match arg.strip_prefix("--lang") {
        Some("") => texts.get(at + 1).cloned(),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    let of_system = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|tag| !tag.is_empty()))
    };
    flag.or_else(of_system).unwrap_or_default()
}

/// Returns the folder of the site.
fn site(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("site").cloned().unwrap_or_default()
}

/// Returns whether what was told forbids publishing: errors do, and warnings where the author wants to be held to them.
fn is_refused(told: &[Diagnostic], matches: &ArgMatches) -> bool {
    diagnostic::has_errors(told) || matches.get_flag("strict") && !told.is_empty()
}

/// Returns the folder that the site is published to.
fn output(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("output").cloned().unwrap_or_else(|| site(matches).join("public"))
}

/// Checks a site, and what it says against what was published last.
fn prepare(inputs: &Inputs, output: &Path) -> Outcome {
    let mut outcome = pipeline::prepare(inputs);
    if let Some(site) = &outcome.site {
        let figures = |name: &str| io::published_figures(output, name);
        outcome.diagnostics.extend(pipeline::silent_changes(site, inputs, figures));
        diagnostic::sort(&mut outcome.diagnostics, inputs);
    }
    outcome
}

/// Reads the site and what it published last, or tells why it cannot be read.
fn read(site: &Path, matches: &ArgMatches, messages: &Messages) -> Result<Inputs, Status> {
    let inputs =
        io::read(site, &today(matches)).map(|inputs| inputs.with_published(io::published(&output(matches))));
    inputs.map_err(|error| {
        tell::read_failure(&error, messages);
        Status::CouldNotWork
    })
}

/// Returns the day of the build: of `--date`, else today's.
fn today(matches: &ArgMatches) -> String {
    let given = matches.get_one::<String>("date").cloned();
    given.unwrap_or_else(|| jiff::Zoned::now().date().to_string())
}
