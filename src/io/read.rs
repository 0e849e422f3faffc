//! Reads a site folder into memory, whole or what was touched of it; nothing else opens author files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::theme;
use crate::input::{Content, InputFile, Inputs};
use crate::plan::Host;

/// Folders of a site that are read.
pub(super) const FOLDERS: [&str; 2] = ["content", "themes"];

/// Why a folder could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no `content/` here: not the folder of a site.
    NotASite(PathBuf),
    /// A link in the site leads out of it.
    Outside(PathBuf),
    /// A file or folder refuses to be read.
    Refused(PathBuf, String),
}

impl ReadError {
    /// Returns the key of its message and the path it is about.
    pub fn message(&self) -> (&'static str, [(&'static str, String); 2]) {
        let args =
            |path: &Path, reason: &str| [("path", path.display().to_string()), ("reason", reason.to_owned())];
        match self {
            Self::NotASite(path) => ("read-not-a-site", args(path, "")),
            Self::Outside(path) => ("read-outside", args(path, "")),
            Self::Refused(path, reason) => ("read-refused", args(path, reason)),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (key, [(_, path), (_, reason)]) = self.message();
        write!(formatter, "{key}: {path} {reason}")
    }
}

/// Reads all files of a site, and those of the built-in theme that the site has none of its own for.
pub fn read(site: &Path, today: &str) -> Result<Inputs, ReadError> {
    let folder = Folder::open(site)?;
    match folder.faults.into_values().next() {
        Some(fault) => Err(fault),
        None => Ok(Inputs::of_shared(folder.files.into_values().chain(folder.built_in).collect(), today)),
    }
}

/// The folder of a site as it was last read.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// By path from the site folder.
    files: BTreeMap<String, Arc<InputFile>>,
    built_in: Vec<Arc<InputFile>>,
    /// What could not be read, by path.
    faults: BTreeMap<PathBuf, ReadError>,
    links: BTreeSet<Link>,
}

/// A symbolic link inside a site, and the place in the site that it leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    pub(super) at: PathBuf,
    pub(super) target: PathBuf,
}

impl Folder {
    /// Reads everything that can be read. Fails only where there is no site.
    pub(super) fn open(site: &Path) -> Result<Self, ReadError> {
        if !site.join("content").is_dir() {
            return Err(ReadError::NotASite(site.to_owned()));
        }
        let refused = |error: std::io::Error| ReadError::Refused(site.to_owned(), error.to_string());
        let root = site.canonicalize().map_err(refused)?;
        let built_in = theme::built_in().map(Arc::new).collect();
        let (files, faults, links) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        let mut folder = Self { root, files, built_in, faults, links };
        folder.read_all();
        Ok(folder)
    }

    /// Returns the folder itself, without links in its path.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns whether there is still a site.
    pub(super) fn is_there(&self) -> bool {
        self.root.join("content").is_dir()
    }

    /// Returns what could not be read.
    pub(super) fn faults(&self) -> impl Iterator<Item = &ReadError> {
        self.faults.values()
    }

    /// Returns where something could not be read.
    pub(super) fn faulty_paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.faults.keys()
    }

    /// Returns every link that leads to another place of the site.
    pub(super) fn links(&self) -> &BTreeSet<Link> {
        &self.links
    }

    /// Returns the files as inputs, with those of the built-in theme that the site has none of its own for.
    pub(super) fn inputs(&self, today: &str) -> Inputs {
        // Own files come first: of two with one path the first is kept.
        Inputs::of_shared(self.files.values().chain(&self.built_in).cloned().collect(), today)
    }

    /// Reads everything again; returns the paths of what changed.
    pub(super) fn read_all(&mut self) -> BTreeSet<String> {
        FOLDERS.iter().flat_map(|name| self.read_again(&self.root.join(name))).collect()
    }

    /// Makes what is known of a path the same as what is on the disk, be it a file, a folder, or gone; returns the paths
    /// of the files that changed.
    pub(super) fn read_again(&mut self, path: &Path) -> BTreeSet<String> {
        let Some(top) = self.folder_of(path) else { return BTreeSet::new() };
        self.faults.retain(|at, _| !at.starts_with(path));
        self.links.retain(|link| !link.at.starts_with(path));
        let mut gone = self.known_below(&name(&self.root, path));
        let mut changed = BTreeSet::new();
        let mut walk = WalkDir::new(path).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
            match entry.map_err(|error| fault(path, &error)).and_then(|entry| self.read_entry(&entry, &top)) {
                Ok(Entry::File(file)) => {
                    gone.remove(&file.path);
                    changed.extend(self.keep(file));
                }
                Ok(Entry::Unwanted) if is_folder => walk.skip_current_dir(),
                Ok(Entry::Folder | Entry::Unwanted) | Err(None) => {}
                Err(Some((at, fault))) => {
                    // What was there keeps its last content: it may be in the middle of being written.
                    gone.remove(&name(&self.root, &at));
                    self.faults.insert(at, fault);
                    if is_folder {
                        walk.skip_current_dir();
                    }
                }
            }
        }
        for path in &gone {
            self.files.remove(path);
        }
        changed.extend(gone);
        changed
    }

    /// Returns the folder of the site that a path lies in, or is; nothing for what is not read.
    pub(super) fn folder_of(&self, path: &Path) -> Option<PathBuf> {
        let relative = path.strip_prefix(&self.root).ok()?;
        let mut parts = relative.components().map(|part| part.as_os_str().to_string_lossy());
        let first = parts.next()?;
        (FOLDERS.contains(&first.as_ref()) && parts.all(|part| is_wanted(&part)))
            .then(|| self.root.join(first.as_ref()))
    }

    fn known_below(&self, path: &str) -> BTreeSet<String> {
        let below = format!("{path}/");
        let after = self.files.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded));
        let below = after.map(|(known, _)| known).take_while(|known| known.starts_with(&below));
        below.cloned().chain(self.files.contains_key(path).then(|| path.to_owned())).collect()
    }

    /// Keeps a file that is new or has changed, and says so; the same content stays the same file.
    fn keep(&mut self, file: InputFile) -> Option<String> {
        if self.files.get(&file.path).is_some_and(|known| **known == file) {
            return None;
        }
        let path = file.path.clone();
        self.files.insert(path.clone(), Arc::new(file));
        Some(path)
    }

    fn read_entry(&mut self, entry: &DirEntry, top: &Path) -> Result<Entry, Option<(PathBuf, ReadError)>> {
        let path = entry.path();
        // The top is what somebody touched: its name was judged already.
        if entry.depth() > 0 && !is_wanted(&entry.file_name().to_string_lossy()) {
            return Ok(Entry::Unwanted);
        }
        let refused = |error: std::io::Error| match error.kind() {
            // It went away between the listing and now.
            ErrorKind::NotFound if !entry.path_is_symlink() => None,
            _ => Some((path.to_owned(), ReadError::Refused(path.to_owned(), error.to_string()))),
        };
        if entry.path_is_symlink() && path != top {
            let target = path.canonicalize().map_err(refused)?;
            if !(target.starts_with(&self.root)
                || top.canonicalize().is_ok_and(|top| target.starts_with(top)))
            {
                return Err(Some((path.to_owned(), ReadError::Outside(path.to_owned()))));
            }
            self.links.insert(Link { at: path.to_owned(), target });
        }
        if !entry.file_type().is_file() {
            return Ok(Entry::Folder);
        }
        let content = match String::from_utf8(fs::read(path).map_err(refused)?) {
            Ok(text) => Content::Text(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
            Err(error) => Content::Bytes(error.into_bytes()),
        };
        Ok(Entry::File(InputFile { path: name(&self.root, path), content }))
    }
}

/// What a walk comes upon.
enum Entry {
    File(InputFile),
    /// A folder, which the walk goes into; or a pipe or a device, which nobody reads.
    Folder,
    Unwanted,
}

/// Returns a path from the site folder, with `/` between its parts.
fn name(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Returns why a walk could not go on at a path; nothing where that path is no more.
fn fault(top: &Path, error: &walkdir::Error) -> Option<(PathBuf, ReadError)> {
    let path = error.path().unwrap_or(top);
    let is_gone = error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound)
        && path.symlink_metadata().is_err();
    (!is_gone).then(|| (path.to_owned(), ReadError::Refused(path.to_owned(), error.to_string())))
}

/// Leaves out hidden files and what editors leave behind: backups, swap files, Vim's test file `4913`.
fn is_wanted(name: &str) -> bool {
    let beginnings = [".", "#", "~$"];
    let endings =
        ["~", ".tmp", ".bak", ".swp", ".swx", ".part", ".crdownload", "___jb_tmp___", "___jb_old___"];
    name == Host::Htaccess.path()
        || !(name == "4913"
            || beginnings.iter().any(|beginning| name.starts_with(beginning))
            || endings.iter().any(|ending| name.ends_with(ending)))
}
