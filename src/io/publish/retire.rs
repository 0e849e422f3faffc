//! Takes an old tree away after the swap, deleting only what was ours or is in the new tree as well.
//!
//! Everything foreign was carried over before the swap. What appeared or was replaced since then, and what could only
//! be copied, is moved into the new tree here. So an upload that ends while we publish is not lost.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Untidy;
use super::manifest::MANIFEST;
use super::survey::{Manifests, key};
use super::{system, tree};

/// How often a folder is looked through again because something new came into it meanwhile.
const MAX_ROUNDS: usize = 10;

/// The two trees after the swap.
pub(super) struct Retirement<'a> {
    pub(super) old: &'a Path,
    pub(super) new: &'a Path,
    pub(super) manifests: Manifests<'a>,
}

impl Retirement<'_> {
    /// Takes the whole old tree away. Its manifest goes last: whoever ends this after we were killed needs it, to tell
    /// what was ours.
    pub(super) fn run(&self) -> Result<(), Untidy> {
        let root = Path::new("");
        self.entries_of(root)?;
        let manifest = self.old.join(MANIFEST);
        tree::remove(&manifest).map_err(untidy(&manifest))?;
        self.folder(root)
    }

    fn folder(&self, path: &Path) -> Result<(), Untidy> {
        let folder = self.old.join(path);
        for _ in 1..MAX_ROUNDS {
            self.entries_of(path)?;
            match fs::remove_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
                removed => return removed.map_err(untidy(&folder)),
            }
        }
        self.entries_of(path)?;
        fs::remove_dir(&folder).map_err(untidy(&folder))
    }

    fn entries_of(&self, path: &Path) -> Result<(), Untidy> {
        let folder = self.old.join(path);
        for (name, is_folder) in list(&folder).map_err(untidy(&folder))? {
            let path = path.join(name);
            if path == Path::new(MANIFEST) {
                continue;
            }
            if is_folder && !self.is_late_folder(&path) {
                self.folder(&path)?;
            } else {
                self.entry(&path, is_folder).map_err(untidy(&self.old.join(&path)))?;
            }
        }
        Ok(())
    }

    /// Deletes a file or link, or moves it, or a folder that came late, into the new tree.
    fn entry(&self, path: &Path, is_folder: bool) -> io::Result<()> {
        let (old, new) = (self.old.join(path), self.new.join(path));
        if !is_folder && (self.is_ours(path, &old)? || !is_missed(&old, &new)?) {
            return fs::remove_file(old);
        }
        tree::with_parents(&new, || fs::rename(&old, &new))
    }

    fn is_ours(&self, path: &Path, old: &Path) -> io::Result<bool> {
        let Manifests { previous, planned } = self.manifests;
        let Some(key) = key(path) else { return Ok(false) };
        if planned.holds(&key) {
            return Ok(true);
        }
        match previous.hash(&key) {
            Some(hash) if fs::symlink_metadata(old)?.is_file() => tree::file_has_hash(old, hash),
            Some(_) | None => Ok(false),
        }
    }

    fn is_late_folder(&self, path: &Path) -> bool {
        let is_ours = key(path).is_some_and(|key| self.manifests.previous.holds_below(&key));
        !is_ours && fs::symlink_metadata(self.new.join(path)).is_err()
    }
}

/// Says whether the new tree lacks a foreign file or holds an earlier state or a copy of it.
fn is_missed(old: &Path, new: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(new) {
        Ok(_) if system::is_same(old, new) => Ok(false),
        Ok(metadata) => Ok(fs::symlink_metadata(old)?.modified()? >= metadata.modified()?),
        Err(error) if tree::is_absent(&error) => Ok(true),
        Err(error) => Err(error),
    }
}

/// Lists a folder before anything in it is removed, each name with whether it is a folder.
fn list(folder: &Path) -> io::Result<Vec<(OsString, bool)>> {
    system::open_up(folder)?;
    let entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok((entry.file_name(), entry.file_type()?.is_dir()))
    };
    fs::read_dir(folder)?.map(entry).collect()
}

fn untidy(path: &Path) -> impl FnOnce(io::Error) -> Untidy {
    let path: PathBuf = path.to_owned();
    move |source| Untidy { path, source }
}
