//! Knows whether Git is in the middle of changing many files: then it holds a lock.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where Git puts its lock while it changes the files around a site, if they are Git's.
#[derive(Debug)]
pub(super) struct Checkout(Option<PathBuf>);

impl Checkout {
    /// Looks for the repository that a folder lies in.
    pub(super) fn around(site: &Path) -> Self {
        let git = site.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists());
        Self(git.and_then(|git| Some(folder_of(&git)?.join("index.lock"))))
    }

    /// Returns whether Git has been holding its lock, for less than `most`: a killed Git leaves it behind.
    pub(super) fn is_under_way(&self, most: Duration) -> bool {
        let Some(lock) = &self.0 else { return false };
        let age = fs::metadata(lock).and_then(|lock| lock.modified()).map(|since| since.elapsed());
        age.is_ok_and(|age| age.is_ok_and(|age| age < most))
    }
}

/// Returns Git's own folder: `.git`, or where a working tree's file of that name says.
fn folder_of(git: &Path) -> Option<PathBuf> {
    if git.is_dir() {
        return Some(git.to_owned());
    }
    let text = fs::read_to_string(git).ok()?;
    Some(git.parent()?.join(text.strip_prefix("gitdir:")?.trim()))
}
