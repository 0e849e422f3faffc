//! What can stop a publish, as values: every message has its facts in fields, so that another language can tell it too.
//!
//! `Display` says what happened and, on a second line, what to do. Until the swap nothing in the output folder has
//! changed, whatever the error.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// How many paths one message lists before it says "and N more".
const LISTED_PATHS: usize = 5;

/// A reason why nothing was published.
#[derive(Debug)]
#[non_exhaustive]
pub enum PublishError {
    /// A page or file of the site has a path that cannot be published.
    BadPath {
        /// The path as it was given.
        path: String,
        /// What is wrong with it.
        fault: PathFault,
    },
    /// Two pages or files of the site want the same path.
    WrittenTwice {
        /// The path both want.
        path: String,
    },
    /// One path of the site is a file, and another path needs it to be a folder.
    FileAndFolder {
        /// The path that is both.
        path: String,
    },
    /// A `write` failed before, and the caller asked to publish all the same.
    Incomplete,
    /// The output folder holds things that `minhbach` did not write, where it has to write.
    Occupied {
        /// The output folder.
        output: PathBuf,
        /// Their paths inside the output folder, sorted.
        paths: Vec<String>,
    },
    /// Another process publishes to the same folder at this moment.
    Busy {
        /// The output folder.
        output: PathBuf,
    },
    /// The output is a file, a link that leads nowhere, or the root of the disk.
    NotAFolder {
        /// The output as it was given.
        output: PathBuf,
    },
    /// The output folder, or a folder in it, is a mounted volume: it cannot be exchanged for another folder.
    Mounted {
        /// The mounted folder, or something in it.
        folder: PathBuf,
    },
    /// A folder in the output folder belongs to another user and may not be changed.
    Locked {
        /// That folder.
        folder: PathBuf,
    },
    /// The list of what was published last cannot be understood.
    DamagedManifest {
        /// The list.
        manifest: PathBuf,
        /// The first line that is wrong, counted from 1.
        line: usize,
    },
    /// The system refuses to create or rename things beside the output folder.
    Beside {
        /// What was to be created or renamed.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system refuses something inside one of the folders.
    Io {
        /// What was being done.
        action: Action,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What is wrong with a planned path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// It is empty, or a part between two slashes is.
    Empty,
    /// It starts at the root of the disk.
    Absolute,
    /// It holds `.` or `..`.
    Dots,
    /// It holds a backslash, a control character, or what this system keeps for drives.
    Character,
    /// It is the name of our own list, or lies below it.
    Reserved,
}

/// What was being done when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Reading what is there.
    Read,
    /// Writing a new file or folder.
    Write,
    /// Carrying a file or folder over from the site published before.
    Carry,
    /// Removing what an interrupted publish left.
    Clean,
}

/// What remained to be tidied after a publish that succeeded.
#[derive(Debug)]
pub struct Untidy {
    /// The file or folder that resisted.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl PublishError {
    /// Makes a function for `map_err` that adds what was being done to which path.
    pub(super) fn io(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, path: path.to_owned(), source }
    }

    /// The same for names beside the output folder.
    pub(super) fn beside(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Beside { path: path.to_owned(), source }
    }

    /// The same for things carried over. Inside one volume only a mount refuses a hard link as "crossing devices".
    pub(super) fn carry(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::CrossesDevices => Self::Mounted { folder: path.to_owned() },
            _ => Self::io(Action::Carry, path)(source),
        }
    }

    /// Says what to do, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::BadPath { .. } => "rename the page or file; paths look like `en/about/index.html`",
            Self::WrittenTwice { .. } => "rename one of the two pages or files that end up there",
            Self::FileAndFolder { .. } => "rename the file, or the page whose folder has the same name",
            Self::Incomplete => "put right what was reported before, then publish again",
            Self::Occupied { .. } => {
                "move them elsewhere or delete them, then publish again; nothing was changed"
            }
            Self::Busy { .. } => "wait until the other one has finished, then publish again",
            Self::NotAFolder { .. } => "choose a folder, or a name that does not exist yet",
            Self::Mounted { .. } => {
                "choose an output folder that is no mounted volume and holds none, for example a folder inside \
                 the volume; nothing was changed"
            }
            Self::Locked { .. } => {
                "ask for the right to write there, or move it elsewhere; nothing was changed"
            }
            Self::DamagedManifest { .. } => "empty the output folder and publish again, or restore this file",
            Self::Beside { source, .. } => Self::help_beside(source.kind()),
            Self::Io { source, .. } => Self::help_io(source.kind()),
        }
    }

    fn help_beside(kind: io::ErrorKind) -> &'static str {
        match kind {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "ask for the right to write in the folder that holds the output folder, or choose another output \
                 folder; nothing was changed"
            }
            io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => {
                "the system holds the output folder in its place, as it does with mounted volumes: choose a folder \
                 inside it, or another one; nothing was changed"
            }
            _ => Self::help_io(kind),
        }
    }

    fn help_io(kind: io::ErrorKind) -> &'static str {
        match kind {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "make room on the disk, then publish again; nothing was changed"
            }
            io::ErrorKind::PermissionDenied => {
                "ask for the right to use it, then publish again; nothing was changed"
            }
            _ => {
                "publish again; if it stays, show this message to whoever runs the computer; nothing was changed"
            }
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_message(f)?;
        write!(f, "\n  = help: {}", self.help())
    }
}

impl PublishError {
    fn write_message(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadPath { path, fault } => write!(f, "cannot publish `{path}`: {fault}"),
            Self::WrittenTwice { path } => write!(f, "two parts of the site want to be `{path}`"),
            Self::FileAndFolder { path } => write!(f, "`{path}` would be both a file and a folder"),
            Self::Incomplete => f.write_str("a part of the site could not be written, so none was published"),
            Self::Occupied { output, paths } => write_occupied(f, output, paths),
            Self::Busy { output } => write!(f, "another minhbach is publishing to `{}`", output.display()),
            Self::NotAFolder { output } => write!(f, "`{}` cannot be the output folder", output.display()),
            Self::Mounted { folder } => write!(f, "`{}` lies on a volume of its own", folder.display()),
            Self::Locked { folder } => write!(f, "`{}` belongs to another user", folder.display()),
            Self::DamagedManifest { manifest, line } => {
                write!(f, "`{}` is damaged in line {line}", manifest.display())
            }
            Self::Beside { path, source } => {
                write!(f, "cannot make or rename `{}`: {source}", path.display())
            }
            Self::Io { action, path, source } => write!(f, "cannot {action} `{}`: {source}", path.display()),
        }
    }
}

fn write_occupied(f: &mut fmt::Formatter<'_>, output: &Path, paths: &[String]) -> fmt::Result {
    write!(f, "`{}` holds things that minhbach did not write, where pages have to go: ", output.display())?;
    for (at, path) in paths.iter().take(LISTED_PATHS).enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        write!(f, "{comma}`{path}`")?;
    }
    match paths.len().saturating_sub(LISTED_PATHS) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Beside { source, .. } | Self::Io { source, .. } => Some(source),
            Self::BadPath { .. }
            | Self::WrittenTwice { .. }
            | Self::FileAndFolder { .. }
            | Self::Incomplete
            | Self::Occupied { .. }
            | Self::Busy { .. }
            | Self::NotAFolder { .. }
            | Self::Mounted { .. }
            | Self::Locked { .. }
            | Self::DamagedManifest { .. } => None,
        }
    }
}

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "a part of its path is empty",
            Self::Absolute => "its path starts with a slash",
            Self::Dots => "its path holds `.` or `..`",
            Self::Character => "its path holds a character that does not work everywhere",
            Self::Reserved => "this name is kept for minhbach's own list",
        })
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Carry => "carry over",
            Self::Clean => "remove",
        })
    }
}

impl fmt::Display for Untidy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, source } = self;
        write!(f, "the new site is published, but tidying up `{}` failed: {source}", path.display())?;
        f.write_str("\n  = help: the next publish tries again")
    }
}

impl std::error::Error for Untidy {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
