//! Small steps on files and folders that the standard library has no call for.
//!
//! Nothing here follows a link inside a tree, and nothing knows what is ours.

use std::fs::{self, File, FileTimes};
use std::io::{self, Read};
use std::path::Path;

use super::system;

/// Bytes compared at a time. Small enough for the stack of any thread.
const CHUNK: usize = 16 * 1024;

/// What stands at a path, compared with the bytes we want there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Nothing,
    /// A file with these bytes.
    Same,
    /// A file with other bytes.
    Different,
    /// A folder, a link or something rarer.
    NoFile,
}

/// Compares what stands at `path` with `bytes`, without holding the file in memory.
pub(super) fn standing(path: &Path, bytes: &[u8]) -> io::Result<Standing> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if is_absent(&error) => return Ok(Standing::Nothing),
        Err(error) => return Err(error),
    };
    if !metadata.is_file() {
        return Ok(Standing::NoFile);
    }
    if metadata.len() != bytes.len() as u64 || !file_is(&mut File::open(path)?, bytes)? {
        return Ok(Standing::Different);
    }
    Ok(Standing::Same)
}

/// Says whether `file` holds exactly `bytes`.
fn file_is(file: &mut File, mut bytes: &[u8]) -> io::Result<bool> {
    let mut chunk = [0; CHUNK];
    loop {
        let n_read = match file.read(&mut chunk) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        match bytes.split_at_checked(n_read) {
            _ if n_read == 0 => return Ok(bytes.is_empty()),
            Some((begin, rest)) if begin == &chunk[..n_read] => bytes = rest,
            Some(_) | None => return Ok(false),
        }
    }
}

/// Says whether `path` is a file whose content has this hash.
pub(super) fn file_has_hash(path: &Path, hash: blake3::Hash) -> io::Result<bool> {
    let mut hasher = blake3::Hasher::new();
    io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok(hasher.finalize() == hash)
}

/// Runs `make`, which makes `target`; makes the folders above it if it turns out that they are missing. So most calls
/// need not ask whether they exist.
pub(super) fn with_parents<T>(target: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match (make(), target.parent()) {
        (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(parent)?;
            make()
        }
        (done, _) => done,
    }
}

/// Makes `new` the same file or link as `old`: by a hard link, or as a copy with the same time and rights where the
/// file system refuses hard links. Nothing may stand at `new`.
pub(super) fn link_or_copy(old: &Path, new: &Path) -> io::Result<()> {
    use io::ErrorKind::{AlreadyExists, CrossesDevices, NotFound, StorageFull};
    match with_parents(new, || fs::hard_link(old, new)) {
        Err(error) if !matches!(error.kind(), AlreadyExists | CrossesDevices | NotFound | StorageFull) => {
            copy(old, new)
        }
        linked => linked,
    }
}

/// Copies a file or a link. Its bytes reach the disk with [`system::sync_all_below`].
fn copy(old: &Path, new: &Path) -> io::Result<()> {
    let metadata = fs::symlink_metadata(old)?;
    if metadata.is_symlink() {
        return system::copy_link(old, new);
    }
    if !metadata.is_file() {
        return Err(io::Error::other("it is neither a file, a folder nor a link"));
    }
    let mut to = File::create_new(new)?;
    io::copy(&mut File::open(old)?, &mut to)?;
    to.set_times(FileTimes::new().set_modified(metadata.modified()?))?;
    to.set_permissions(metadata.permissions())
}

/// Removes whatever stands at `path`, closed folders included. Links are removed, not followed.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if is_absent(&error) => return Ok(()),
        Err(error) => return Err(error),
    };
    if !metadata.is_dir() {
        return fs::remove_file(path);
    }
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            open_up_all(path)?;
            fs::remove_dir_all(path)
        }
        removed => removed,
    }
}

fn open_up_all(folder: &Path) -> io::Result<()> {
    system::open_up(folder)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            open_up_all(&entry.path())?;
        }
    }
    Ok(())
}

/// Says whether the folder is there and holds something.
pub(super) fn has_entries(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Says whether the error means that nothing stands at the path: not there, or a file stands where a folder of the
/// path should.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
