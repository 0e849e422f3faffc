//! `minhbach translated`: writes down that a translation is made from the text as it is now.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::{Status, tell};
use crate::check::fingerprint;
use crate::diagnostic::Messages;
use crate::io::{self, author};
use crate::parse;

/// Key of report.toml and page.toml.
const KEY: &str = "translated";
/// A fingerprint does not depend on the day.
const ANY_DAY: &str = "2000-01-01";

pub(super) fn translated(matches: &ArgMatches, messages: &Messages) -> Status {
    let path = matches.get_one::<PathBuf>("text").cloned().unwrap_or_default();
    let tag = matches.get_one::<String>("language").cloned().unwrap_or_default();
    let shown = path.display().to_string();
    let Some((site, folder)) = place(&path) else {
        tell::failure(&messages.text("translated-no-text", &[("path", shown)]), messages);
        return Status::CouldNotWork;
    };
    let inputs = match io::read(&site, ANY_DAY) {
        Ok(inputs) => inputs,
        Err(error) => {
            tell::read_failure(&error, messages);
            return Status::CouldNotWork;
        }
    };
    let (raw, _) = parse::parse(&inputs);
    let found = fingerprint(&raw, &inputs, &folder, &tag);
    let name = if folder.starts_with("content/reports/") { "report.toml" } else { "page.toml" };
    let file = site.join(&folder).join(name);
    let args = [("path", format!("{folder}/{name}")), ("language", tag.clone())];
    match found {
        Ok(value) => {
            let args = [args[0].clone(), args[1].clone(), ("value", value.clone())];
            match author::change(&file, |text| parse::set(text, KEY, &tag, &value)) {
                Ok(true) => done("translated-written", &args, messages),
                Ok(false) => done("translated-same", &args, messages),
                Err(error) if error.kind() == ErrorKind::InvalidData => {
                    fail("translated-refused", &args, messages)
                }
                Err(error) => {
                    tell::failure(&format!("{}: {error}", file.display()), messages);
                    Status::CouldNotWork
                }
            }
        }
        Err(reason) => fail(reason.message(), &args, messages),
    }
}

fn done(key: &str, args: &[(&str, String)], messages: &Messages) -> Status {
    tell::line(&messages.text(key, args));
    Status::Done
}

fn fail(key: &str, args: &[(&str, String)], messages: &Messages) -> Status {
    tell::failure(&messages.text(key, args), messages);
    Status::CouldNotWork
}

/// Returns the site that a text lies in, and its folder from there: `content/reports/2023-10`.
fn place(path: &Path) -> Option<(PathBuf, String)> {
    let path = path.canonicalize().ok()?;
    let folder = if path.is_dir() { path.as_path() } else { path.parent()? };
    let group = folder.parent()?;
    let content =
        group.parent().filter(|content| content.file_name().is_some_and(|name| name == "content"))?;
    let name = |path: &Path| Some(path.file_name()?.to_string_lossy().into_owned());
    Some((content.parent()?.to_owned(), format!("content/{}/{}", name(group)?, name(folder)?)))
}
