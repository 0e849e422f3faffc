//! Writes the output folder, `public/`; nothing else does.
//!
//! Planned files enter one by one, from any thread. What leaves is a folder that holds either all of them or, after any
//! failure, what it held before.
//!
//! 1. [`Publication::begin`] locks the folder, puts right what a killed run left, and makes an empty tree beside it.
//! 2. [`Publication::write`] puts a file into that tree, unless the old file has the same bytes.
//! 3. [`Publication::commit`] links unchanged files and what others put into the folder, exchanges the two trees in
//!    one step (`renameat2` with `RENAME_EXCHANGE`), and deletes the old one.
//!
//! # What is promised
//! - **All or nothing.** A process killed at any moment leaves the old folder or the new one, and the next start
//!   removes the rest. File systems that cannot exchange folders (Windows, network and shared drives) take two
//!   renames: killed between them, there is no output folder until the next start puts it back.
//! - **Power cut.** On Linux the new tree is on the disk before it is exchanged, with one `syncfs`. After a power cut
//!   a journaling file system (ext4, XFS, Btrfs) shows one of the two trees; the new one, once `commit` has returned.
//!   Elsewhere new files may be lost when power fails within seconds of a publish.
//! - **Unchanged files are the same files**: same inode, same time. Where nothing changes, nothing is swapped.
//! - **What we did not write stays**, with its owner, times and rights. Ours is what `.minhbach-manifest` lists, while
//!   it still has the content listed. We write over a listed file, changed or not, and over nothing else.
//!
//! # What is not
//! - The folder is replaced, so a process that works inside it, or a container that mounts it, keeps seeing the old
//!   one, which ends empty. Mount the folder above it.
//! - Access control lists and extended attributes of folders are not kept, nor the owner where we may not give folders
//!   away. Those of files are.
//! - A file that somebody puts into the folder while `commit` runs is carried over too, unless we are killed in the
//!   instant after the swap.

mod error;
mod folders;
mod manifest;
mod retire;
mod survey;
mod swap;
mod system;
mod tree;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ScopedJoinHandle};

pub use error::{Action, PathFault, PublishError, Untidy};

use folders::{Folders, Lock};
use manifest::{MANIFEST, Manifest};
use retire::Retirement;
use survey::{Manifests, Survey};
use swap::Swapped;
use tree::Standing;

/// A publish that is under way. Dropped without [`commit`](Self::commit), it changes nothing and leaves nothing.
#[derive(Debug)]
pub struct Publication {
    folders: Folders,
    previous: Manifest,
    progress: Mutex<Progress>,
    /// Whether `next` is a tree in the making. After the swap it is the old tree, which only a [`Retirement`] takes away.
    is_staging: bool,
    /// Last, because the lock goes after everything else.
    _lock: Lock,
}

/// What a publish did.
#[derive(Debug, Default)]
pub struct Published {
    /// Files that are new or have new content.
    pub written: usize,
    /// Files that are what they were.
    pub unchanged: usize,
    /// Files of the last publish that are gone, because no page needs them any more.
    pub removed: usize,
    /// Files of the last publish that no page needs any more, but that somebody changed: they stay, and are not ours
    /// from now on. Sorted.
    pub kept: Vec<String>,
    /// Files that somebody had changed since the last publish, and that we wrote again. Sorted.
    pub overwritten: Vec<String>,
    /// What could not be tidied after the swap. The new site is in place all the same.
    pub untidy: Option<Untidy>,
}

/// What the calls of `write` have come to so far.
#[derive(Debug, Default)]
struct Progress {
    planned: Manifest,
    n_written: usize,
    /// Files that need only a link. Made by `commit`, as often nothing has changed and none is needed.
    unchanged: Vec<String>,
    overwritten: BTreeSet<String>,
    occupied: BTreeSet<String>,
    has_failed: bool,
}

/// What became of one planned file.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Written,
    Unchanged,
    /// Written, where the old file was not as we had left it.
    Overwritten,
    /// Not written: a foreign file is there. `commit` will name them all.
    Occupied,
}

impl Publication {
    /// Starts to publish to the folder `output`, which may be missing. Only one process at a time can.
    pub fn begin(output: &Path) -> Result<Self, PublishError> {
        let folders = Folders::resolve(output)?;
        let lock = Lock::take(&folders)?;
        recover(&folders)?;
        let previous = Manifest::read(&folders.output)?;
        let progress = Mutex::default();
        let publication = Self { folders, previous, progress, is_staging: true, _lock: lock };
        publication.folders.make_next()?;
        Ok(publication)
    }

    /// Adds one file: its path inside the output folder with `/` between its parts, and its content. Threads may call
    /// this at once, in any order.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let fate = self.stage(path, bytes);
        self.progress().note(path, fate)
    }

    /// Adds one file as [`write`](Self::write) does, but leaves a file that somebody has put or changed there.
    pub fn offer(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let old = self.folders.output.join(path);
        let is_theirs = match tree::standing(&old, bytes).map_err(PublishError::io(Action::Read, &old))? {
            Standing::Same | Standing::Nothing => false,
            Standing::NoFile => true,
            Standing::Different => match self.previous.hash(path) {
                None => true,
                Some(hash) => !is_as_written(&old, hash)?,
            },
        };
        if is_theirs { Ok(()) } else { self.write(path, bytes) }
    }

    /// Publishes what was written. After an error the output folder is what it was before.
    pub fn commit(mut self) -> Result<Published, PublishError> {
        let mut progress = std::mem::take(&mut *self.progress());
        if progress.has_failed {
            return Err(PublishError::Incomplete);
        }
        let manifest = progress.planned.to_text();
        if progress.changes_nothing() && self.last_manifest_is(&manifest)? {
            return Ok(progress.into_published());
        }
        let manifests = Manifests { previous: &self.previous, planned: &progress.planned };
        let survey = Survey::of(&self.folders, manifests, std::mem::take(&mut progress.occupied))?;
        self.link_all(&progress.unchanged)?;
        self.complete(&survey, &manifest)?;
        let swapped = swap::swap(&self.folders)?;
        self.is_staging = false;
        let untidy = self.tidy(swapped, manifests).err();
        let (removed, kept) = (survey.n_removed, survey.kept.into_iter().collect());
        Ok(Published { removed, kept, untidy, ..progress.into_published() })
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        // A thread that panicked here held only a counter or a map, both whole.
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<Fate, PublishError> {
        self.progress().planned.claim(path, blake3::hash(bytes))?;
        let old = self.folders.output.join(path);
        let fate = match tree::standing(&old, bytes).map_err(PublishError::io(Action::Read, &old))? {
            Standing::Same => return Ok(Fate::Unchanged),
            Standing::Different => match self.previous.hash(path) {
                None => return Ok(Fate::Occupied),
                Some(hash) if is_as_written(&old, hash)? => Fate::Written,
                Some(_) => Fate::Overwritten,
            },
            // A folder or link may be foreign. The survey sees that, and what it holds.
            Standing::Nothing | Standing::NoFile => Fate::Written,
        };
        self.write_new(path, bytes)?;
        Ok(fate)
    }

    /// Links unchanged files into the new tree, on all processors.
    fn link_all(&self, paths: &[String]) -> Result<(), PublishError> {
        let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
        let chunk = paths.len().div_ceil(n_threads).max(1);
        let link = |paths: &[String]| paths.iter().try_for_each(|path| self.link(path));
        thread::scope(|scope| {
            let threads: Vec<_> = paths.chunks(chunk).map(|paths| scope.spawn(move || link(paths))).collect();
            let mut results = threads.into_iter().map(ScopedJoinHandle::join);
            results.try_for_each(|result| result.unwrap_or_else(|panic| resume_unwind(panic)))
        })
    }

    fn link(&self, path: &str) -> Result<(), PublishError> {
        let old = self.folders.output.join(path);
        tree::link_or_copy(&old, &self.folders.next.join(path)).map_err(PublishError::carry(&old))
    }

    fn write_new(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let new = self.folders.next.join(path);
        tree::with_parents(&new, || File::create_new(&new))
            .and_then(|mut file| file.write_all(bytes))
            .map_err(PublishError::io(Action::Write, &self.folders.output.join(path)))
    }

    fn last_manifest_is(&self, manifest: &str) -> Result<bool, PublishError> {
        let file = self.folders.output.join(MANIFEST);
        let standing =
            tree::standing(&file, manifest.as_bytes()).map_err(PublishError::io(Action::Read, &file))?;
        Ok(standing == Standing::Same)
    }

    /// Makes the new tree whole, down to the disk.
    fn complete(&self, survey: &Survey, manifest: &str) -> Result<(), PublishError> {
        survey.carry(&self.folders)?;
        if self.last_manifest_is(manifest)? {
            self.link(MANIFEST)?;
        } else {
            self.write_new(MANIFEST, manifest.as_bytes())?;
        }
        survey.keep_looks(&self.folders)?;
        let next = &self.folders.next;
        system::sync_all_below(next).map_err(PublishError::io(Action::Write, next))
    }

    /// Makes the swap last through a power cut, then takes the old tree away.
    fn tidy(&self, swapped: Swapped, manifests: Manifests<'_>) -> Result<(), Untidy> {
        let Folders { parent, output, last, .. } = &self.folders;
        if swapped == Swapped::OldIsNext {
            swap::set_aside(&self.folders)?;
        }
        system::sync_folder(parent).map_err(|source| Untidy { path: parent.clone(), source })?;
        match swapped {
            Swapped::NoOld => Ok(()),
            Swapped::OldIsNext | Swapped::OldIsLast => Retirement { old: last, new: output, manifests }.run(),
        }
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        if self.is_staging {
            // There is nobody to tell; the next start tries again and tells.
            let _ = tree::remove(&self.folders.next);
        }
    }
}

impl Progress {
    /// Counts one file, or remembers that it is missing.
    fn note(&mut self, path: &str, fate: Result<Fate, PublishError>) -> Result<(), PublishError> {
        match fate {
            Ok(Fate::Unchanged) => self.unchanged.push(path.to_owned()),
            Ok(Fate::Written) => self.n_written += 1,
            Ok(Fate::Overwritten) => {
                self.n_written += 1;
                self.overwritten.insert(path.to_owned());
            }
            Ok(Fate::Occupied) => {
                self.occupied.insert(path.to_owned());
            }
            Err(error) => {
                self.has_failed = true;
                return Err(error);
            }
        }
        Ok(())
    }

    fn changes_nothing(&self) -> bool {
        self.n_written == 0 && self.occupied.is_empty()
    }

    fn into_published(self) -> Published {
        Published {
            written: self.n_written,
            unchanged: self.unchanged.len(),
            overwritten: self.overwritten.into_iter().collect(),
            ..Published::default()
        }
    }
}

/// Puts back or removes what an interrupted publish left. Only for the holder of the lock.
fn recover(folders: &Folders) -> Result<(), PublishError> {
    let Folders { output, next, last, .. } = folders;
    if last.is_dir() && tree::has_entries(output) {
        // It ended while it took the old tree away. Foreign files may still be there.
        let (previous, planned) = (Manifest::read(last)?, Manifest::read(output)?);
        let manifests = Manifests { previous: &previous, planned: &planned };
        let retired = Retirement { old: last, new: output, manifests }.run();
        retired.map_err(|Untidy { path, source }| PublishError::io(Action::Clean, &path)(source))?;
    } else if last.is_dir() {
        // It ended between its two renames. An empty output folder may have been made by hand since.
        tree::remove(output).map_err(PublishError::io(Action::Clean, output))?;
        fs::rename(last, output).map_err(PublishError::beside(output))?;
    }
    tree::remove(next).map_err(PublishError::io(Action::Clean, next))
}

/// Says whether an old file still has the content we gave it.
fn is_as_written(file: &Path, hash: manifest::Hash) -> Result<bool, PublishError> {
    tree::file_has_hash(file, hash).map_err(PublishError::io(Action::Read, file))
}
