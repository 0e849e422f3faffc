//! Looks through the old tree before the swap: what goes, what stays, and what stands in our way. Then carries what
//! stays over into the new tree.
//!
//! Looking changes nothing. What is ours is decided here alone: a file of the last manifest that still has the content
//! we wrote.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Action, PublishError};
use super::folders::Folders;
use super::manifest::{Hash, MANIFEST, Manifest};
use super::{system, tree};

/// What was published last, and what is to be published now.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manifests<'a> {
    pub(super) previous: &'a Manifest,
    pub(super) planned: &'a Manifest,
}

/// What the old tree holds besides planned files. Paths are relative to it.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// How many of our files are not planned any more.
    pub(super) n_removed: usize,
    /// Files that we wrote, that are not planned any more, and that somebody changed since.
    pub(super) kept: BTreeSet<String>,
    /// Files, links and folders that are not ours; a folder comes before what it holds.
    foreign: Vec<(PathBuf, Kind)>,
    /// Every folder.
    folders: Vec<(PathBuf, Metadata)>,
    /// Paths where something foreign stands where we want to write.
    occupied: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Folder,
    File,
    /// A link, or something rarer.
    Other,
}

impl Survey {
    /// Looks through the output folder. `occupied` are the planned paths already found to be taken.
    pub(super) fn of(
        folders: &Folders,
        manifests: Manifests<'_>,
        occupied: BTreeSet<String>,
    ) -> Result<Self, PublishError> {
        let mut survey = Self { occupied, ..Self::default() };
        let ours = fs::metadata(&folders.next).map_err(PublishError::io(Action::Read, &folders.next))?;
        if folders.output.is_dir() {
            Surveyor { output: &folders.output, ours, manifests, survey: &mut survey }
                .folder(Path::new(""))?;
        }
        survey.note_files_over_foreign_folders(manifests.planned);
        if survey.occupied.is_empty() {
            return Ok(survey);
        }
        let paths = survey.occupied.into_iter().collect();
        Err(PublishError::Occupied { output: folders.output.clone(), paths })
    }

    /// Notes planned files that would take the place of a folder with foreign things in it.
    fn note_files_over_foreign_folders(&mut self, planned: &Manifest) {
        for (path, _) in &self.foreign {
            // A name that no manifest can hold still has folders above it that one can.
            let keys = path.ancestors().filter_map(key);
            self.occupied.extend(keys.filter(|key| key == MANIFEST || planned.holds(key)));
        }
    }

    /// Brings what is foreign into the new tree, as it is.
    pub(super) fn carry(&self, folders: &Folders) -> Result<(), PublishError> {
        for (path, kind) in &self.foreign {
            let (old, new) = (folders.output.join(path), folders.next.join(path));
            match kind {
                Kind::Folder => fs::create_dir_all(&new),
                Kind::File | Kind::Other => tree::link_or_copy(&old, &new),
            }
            .map_err(PublishError::carry(&old))?;
        }
        Ok(())
    }

    /// Gives the folders of the new tree the owners and rights of the old ones. Last of all, as a folder may be closed.
    pub(super) fn keep_looks(&self, folders: &Folders) -> Result<(), PublishError> {
        for (path, old) in self.folders.iter().rev() {
            let new = folders.next.join(path);
            match system::keep_look(old, &new) {
                Err(error) if !tree::is_absent(&error) => return Err(PublishError::carry(&new)(error)),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Walks the old tree and writes down what it meets.
struct Surveyor<'a> {
    output: &'a Path,
    /// A folder of our own on the same volume, for comparison.
    ours: Metadata,
    manifests: Manifests<'a>,
    survey: &'a mut Survey,
}

impl Surveyor<'_> {
    fn folder(&mut self, path: &Path) -> Result<(), PublishError> {
        let folder = self.output.join(path);
        self.note_folder(&folder, path.to_owned())?;
        for entry in fs::read_dir(&folder).map_err(PublishError::io(Action::Read, &folder))? {
            let entry = entry.map_err(PublishError::io(Action::Read, &folder))?;
            let kind = kind_of(&entry).map_err(PublishError::io(Action::Read, &entry.path()))?;
            self.entry(path.join(entry.file_name()), kind)?;
        }
        Ok(())
    }

    /// Refuses a folder that we could not take apart after the swap.
    fn note_folder(&mut self, folder: &Path, path: PathBuf) -> Result<(), PublishError> {
        let metadata = fs::symlink_metadata(folder).map_err(PublishError::io(Action::Read, folder))?;
        if system::is_mount(&metadata, &self.ours) {
            return Err(PublishError::Mounted { folder: folder.to_owned() });
        }
        if !system::is_free(folder, &metadata, &self.ours) {
            return Err(PublishError::Locked { folder: folder.to_owned() });
        }
        self.survey.folders.push((path, metadata));
        Ok(())
    }

    fn entry(&mut self, path: PathBuf, kind: Kind) -> Result<(), PublishError> {
        match kind {
            Kind::Folder => self.subfolder(&path),
            Kind::File => self.file(path),
            Kind::Other => {
                let key = key(&path);
                self.foreign(path, key, kind);
                Ok(())
            }
        }
    }

    fn subfolder(&mut self, path: &Path) -> Result<(), PublishError> {
        if !key(path).is_some_and(|key| self.manifests.previous.holds_below(&key)) {
            // It holds nothing that we wrote, so somebody else made it: it stays even when it is empty.
            self.survey.foreign.push((path.to_owned(), Kind::Folder));
        }
        self.folder(path)
    }

    fn file(&mut self, path: PathBuf) -> Result<(), PublishError> {
        let Manifests { previous, planned } = self.manifests;
        let Some(key) = key(&path) else {
            self.foreign(path, None, Kind::File);
            return Ok(());
        };
        // `write` has compared planned files already.
        if key == MANIFEST || planned.holds(&key) {
            return Ok(());
        }
        match previous.hash(&key) {
            Some(hash) if !self.is_as_written(&path, hash)? => self.foreign(path, Some(key), Kind::File),
            Some(_) => self.survey.n_removed += 1,
            None => self.foreign(path, Some(key), Kind::File),
        }
        Ok(())
    }

    /// Says whether a file that is not planned any more still has our content: if so it goes, otherwise it is theirs.
    fn is_as_written(&self, path: &Path, hash: Hash) -> Result<bool, PublishError> {
        let file = self.output.join(path);
        tree::file_has_hash(&file, hash).map_err(PublishError::io(Action::Read, &file))
    }

    fn foreign(&mut self, path: PathBuf, key: Option<String>, kind: Kind) {
        let Manifests { previous, planned } = self.manifests;
        if let Some(key) = key {
            if planned.holds_below(&key) {
                self.survey.occupied.insert(key);
            } else if previous.holds(&key) {
                self.survey.kept.insert(key);
            }
        }
        self.survey.foreign.push((path, kind));
    }
}

fn kind_of(entry: &fs::DirEntry) -> io::Result<Kind> {
    let file_type = entry.file_type()?;
    Ok(match (file_type.is_dir(), file_type.is_file()) {
        (true, _) => Kind::Folder,
        (_, true) => Kind::File,
        _ => Kind::Other,
    })
}

/// Returns the path as a manifest writes it, or nothing for a name that no manifest can hold.
pub(super) fn key(path: &Path) -> Option<String> {
    let path = path.to_str()?;
    Some(if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() })
}
