//! Reads a site folder into memory; nothing else opens author files.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::theme;
use crate::input::{Content, InputFile, Inputs};

/// Folders of a site that are read.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Why a folder could not be read.
#[derive(Debug)]
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
    if !site.join("content").is_dir() {
        return Err(ReadError::NotASite(site.to_owned()));
    }
    let root = site.canonicalize().map_err(|error| ReadError::Refused(site.to_owned(), error.to_string()))?;
    let mut files = Vec::new();
    for folder in FOLDERS.map(|name| root.join(name)) {
        if folder.is_dir() {
            read_folder(&root, &folder, &mut files)?;
        }
    }
    // Own files come first: of two with one path the first is kept.
    files.extend(theme::built_in());
    Ok(Inputs::new(files, today))
}

fn read_folder(root: &Path, folder: &Path, files: &mut Vec<InputFile>) -> Result<(), ReadError> {
    let entries = WalkDir::new(folder).follow_links(true).into_iter().filter_entry(is_wanted);
    for entry in entries {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            ReadError::Refused(path, error.to_string())
        })?;
        if entry.file_type().is_file() {
            files.push(read_file(root, &entry)?);
        }
    }
    Ok(())
}

fn read_file(root: &Path, entry: &DirEntry) -> Result<InputFile, ReadError> {
    let refused = |error: std::io::Error| ReadError::Refused(entry.path().to_owned(), error.to_string());
    let is_link = entry.path_is_symlink();
    if is_link && !entry.path().canonicalize().map_err(refused)?.starts_with(root) {
        return Err(ReadError::Outside(entry.path().to_owned()));
    }
    let bytes = fs::read(entry.path()).map_err(refused)?;
    let content = match String::from_utf8(bytes) {
        Ok(text) => Content::Text(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => Content::Bytes(error.into_bytes()),
    };
    let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(InputFile { path: parts.join("/"), content })
}

/// Leaves out hidden files and what editors leave behind: backups, swap files, Vim's test file `4913`.
fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_left_behind =
        name.ends_with('~') || name.ends_with(".tmp") || name.ends_with(".bak") || name == "4913";
    entry.depth() == 0 || !(name.starts_with('.') || name.starts_with('#') || is_left_behind)
}
