//! Looks through folders for what has changed since last time, where the system does not tell.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

/// Some file systems know times to two seconds only: a file this young may have changed again unseen.
const YOUNG: Duration = Duration::from_secs(3);

/// What the last look saw of each file.
#[derive(Debug, Default)]
pub(super) struct Stamps(BTreeMap<PathBuf, Stamp>);

/// What changes with a file's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// Time of the last change of any kind and the file's number: they see what sets the time back.
    changed: (i64, i64, u64),
}

impl Stamps {
    /// Looks again; returns the files that came, went, changed, or are too young to tell.
    pub(super) fn look(&mut self, folders: &[PathBuf]) -> BTreeSet<PathBuf> {
        let now = SystemTime::now();
        let files = folders.iter().flat_map(|folder| files(folder));
        let seen: BTreeMap<PathBuf, Stamp> = files.collect();
        let is_young = |stamp: &Stamp| {
            stamp.modified.is_some_and(|time| now.duration_since(time).is_ok_and(|age| age < YOUNG))
        };
        let came = seen.iter().filter(|(path, stamp)| self.0.get(*path) != Some(stamp) || is_young(stamp));
        let went = self.0.keys().filter(|path| !seen.contains_key(*path));
        let touched = came.map(|(path, _)| path).chain(went).cloned().collect();
        self.0 = seen;
        touched
    }
}

fn files(folder: &Path) -> impl Iterator<Item = (PathBuf, Stamp)> {
    // What cannot be looked at is not there; the reader tells of it.
    let entries = WalkDir::new(folder).follow_links(true).into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| Some((entry.path().to_owned(), stamp(&entry.metadata().ok()?))))
}

fn stamp(metadata: &Metadata) -> Stamp {
    Stamp { size: metadata.len(), modified: metadata.modified().ok(), changed: changed(metadata) }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> (i64, i64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec(), metadata.ino())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> (i64, i64, u64) {
    (0, 0, 0)
}
