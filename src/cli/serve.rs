//! `minhbach serve`: shows the site as it is being written.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::sync::Arc;

use clap::ArgMatches;

use super::{Status, output, site, tell};
use crate::diagnostic::{self, Diagnostic, Messages, Severity};
use crate::input::{Drafts, Inputs};
use crate::io;
use crate::io::serve::{Options, Rebuilt, ServeError, Told};
use crate::io::watch::Mode;

/// Diagnostics told at once, at most: a terminal shows no more, and each page shows its own.
const MOST: usize = 12;

pub(super) fn serve(matches: &ArgMatches, messages: &Arc<Messages>) -> Status {
    let options = options(matches, messages);
    let host = options.host.clone();
    let (is_opening, folder) = (matches.get_flag("open"), tell::folder(&site(matches)));
    let known = BTreeSet::new();
    let mut terminal = Terminal { is_opening, folder, known, messages: Arc::clone(messages) };
    match io::serve::serve(options, move |told| terminal.tell(&told)) {
        Ok(()) => Status::Done,
        Err(ServeError::Read(error)) => {
            tell::read_failure(&error, messages);
            Status::CouldNotWork
        }
        Err(error) => {
            tell::failure(&failure(&error, &host, messages), messages);
            Status::CouldNotWork
        }
    }
}

fn options(matches: &ArgMatches, messages: &Arc<Messages>) -> Options {
    let output = output(matches);
    Options {
        site: site(matches),
        host: matches.get_one::<String>("host").cloned().unwrap_or_default(),
        port: matches.get_one::<u16>("port").copied(),
        mode: if matches.get_flag("poll") { Mode::Polling } else { Mode::Events },
        date: matches.get_one::<String>("date").cloned(),
        drafts: if matches.get_flag("no-drafts") { Drafts::Hidden } else { Drafts::Shown },
        published: io::published(&output),
        figures: Box::new(move |name| io::published_figures(&output, name)),
        messages: Arc::clone(messages),
    }
}

fn failure(error: &ServeError, host: &str, messages: &Messages) -> String {
    match error {
        ServeError::Read(error) => error.to_string(),
        ServeError::Busy(port) => {
            messages.text("serve-busy", &[("port", port.to_string()), ("host", host.to_owned())])
        }
        ServeError::Address(address, error) => {
            messages.text("serve-address", &[("address", address.clone()), ("reason", error.to_string())])
        }
        ServeError::System(error) => error.to_string(),
    }
}

/// The author's terminal: a line for each change, and what is new in it.
struct Terminal {
    is_opening: bool,
    /// What leads from here to the site.
    folder: String,
    /// What has been told and still holds.
    known: BTreeSet<String>,
    messages: Arc<Messages>,
}

impl Terminal {
    fn tell(&mut self, told: &Told<'_>) {
        match told {
            Told::Listening(address) => {
                tell::line(&self.messages.text("serve-listening", &[("address", (*address).to_owned())]));
                if self.is_opening {
                    open(address);
                }
            }
            Told::Polling => tell::notice(&self.messages.text("serve-polling", &[])),
            Told::Gone => tell::notice(&self.messages.text("serve-gone", &[])),
            Told::Rebuilt(rebuilt) => self.rebuilt(rebuilt),
        }
    }

    /// Tells what is new, then the line.
    fn rebuilt(&mut self, rebuilt: &Rebuilt<'_>) {
        let Rebuilt { diagnostics, inputs, faults, .. } = rebuilt;
        for fault in *faults {
            tell::read_failure(fault, &self.messages);
        }
        let names: Vec<String> = diagnostics.iter().map(|told| self.name(told, inputs)).collect();
        let is_new = |name: &String| !self.known.contains(name);
        let pairs = diagnostics.iter().zip(&names).filter(|(_, name)| is_new(name));
        let mut new: Vec<Diagnostic> = pairs.map(|(told, _)| told.clone()).collect();
        self.known = names.into_iter().collect();
        new.sort_by_key(|told| told.severity() != Severity::Error);
        let more = new.len().saturating_sub(MOST);
        new.truncate(MOST);
        if !new.is_empty() {
            tell::notice(&diagnostic::human(&new, inputs, &self.messages, &self.folder));
        }
        if more > 0 {
            tell::notice(&self.messages.text("serve-more", &[("n", more.to_string())]));
        }
        tell::line(&self.line(rebuilt));
    }

    /// Names a diagnostic so that it is known again after the lines above it have changed.
    fn name(&self, told: &Diagnostic, inputs: &Inputs) -> String {
        let file = told.span.map(|span| inputs.file(span.file).path.clone()).or(told.path.clone());
        format!("{} {} {}", told.code.name(), file.unwrap_or_default(), self.messages.message(told))
    }

    fn line(&self, rebuilt: &Rebuilt<'_>) -> String {
        let n_errors = tell::count(rebuilt.diagnostics, Severity::Error) + rebuilt.faults.len();
        let n_warnings = tell::count(rebuilt.diagnostics, Severity::Warning);
        let args = [
            ("time", jiff::Zoned::now().strftime("%H:%M:%S").to_string()),
            ("files", rebuilt.n_files.to_string()),
            ("ms", rebuilt.took.as_millis().to_string()),
            ("errors", n_errors.to_string()),
            ("warnings", n_warnings.to_string()),
        ];
        self.messages.text(if rebuilt.n_files == 0 { "serve-read" } else { "serve-rebuilt" }, &args)
    }
}

/// Opens an address in the reader's browser. Where there is none, the address stands in the terminal.
fn open(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    let command = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    drop(command.spawn());
}
