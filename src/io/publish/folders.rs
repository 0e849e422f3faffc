//! Where things are: the real output folder, and the names beside it that only a publish uses.
//!
//! For `site/public` these are `.public.minhbach-next`, the tree in the making; `.public.minhbach-last`, the tree that
//! was, while it is taken away; and `.public.minhbach-lock`. After a publish none of them is there.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Action, PublishError};
use super::system;

/// Paths of one output folder. `output` is never a link; it may be missing, its parent is there.
#[derive(Debug)]
pub(super) struct Folders {
    pub(super) output: PathBuf,
    pub(super) parent: PathBuf,
    pub(super) next: PathBuf,
    pub(super) last: PathBuf,
    lock: PathBuf,
}

impl Folders {
    /// Follows a link at `output`, and makes the folders above it. Refuses what cannot be swapped.
    pub(super) fn resolve(output: &Path) -> Result<Self, PublishError> {
        let real = real_path(output)?;
        let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else {
            return Err(PublishError::NotAFolder { output: output.to_owned() });
        };
        let beside = |ending: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(ending);
            parent.join(hidden)
        };
        if lies_on_another_volume(&real, parent).map_err(PublishError::io(Action::Read, &real))? {
            return Err(PublishError::Mounted { folder: real });
        }
        Ok(Self {
            next: beside(".minhbach-next"),
            last: beside(".minhbach-last"),
            lock: beside(".minhbach-lock"),
            parent: parent.to_owned(),
            output: real,
        })
    }

    /// Makes the empty folder for the new tree, with the owner and rights of the old one.
    pub(super) fn make_next(&self) -> Result<(), PublishError> {
        fs::create_dir(&self.next).map_err(PublishError::beside(&self.next))?;
        match fs::metadata(&self.output) {
            // Now already, so that files written from here on inherit a shared group.
            Ok(old) => system::keep_look(&old, &self.next)
                .and_then(|()| system::open_up(&self.next))
                .map_err(PublishError::io(Action::Write, &self.next)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(PublishError::io(Action::Read, &self.output)(error)),
        }
    }
}

fn lies_on_another_volume(folder: &Path, parent: &Path) -> io::Result<bool> {
    match fs::metadata(folder) {
        Ok(metadata) => Ok(system::is_mount(&metadata, &fs::metadata(parent)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Returns the output folder without links in its path. What is missing above it is made.
fn real_path(output: &Path) -> Result<PathBuf, PublishError> {
    let not_a_folder = || PublishError::NotAFolder { output: output.to_owned() };
    match fs::canonicalize(output) {
        Ok(real) if real.is_dir() => Ok(real),
        Ok(_) => Err(not_a_folder()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(PublishError::io(Action::Read, output)(error))
        }
        Err(_) if output.is_symlink() => Err(not_a_folder()),
        Err(_) => {
            let name = output.file_name().ok_or_else(not_a_folder)?;
            // `public` alone has the parent "", which means here.
            let parent = Path::new(".").join(output.parent().unwrap_or(Path::new("")));
            fs::create_dir_all(&parent).map_err(PublishError::beside(&parent))?;
            let parent = fs::canonicalize(&parent).map_err(PublishError::io(Action::Read, &parent))?;
            Ok(parent.join(name))
        }
    }
}

/// The right to publish to one output folder. The system takes it back when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _held: File,
}

impl Lock {
    /// Takes the lock or says that another process has it.
    pub(super) fn take(folders: &Folders) -> Result<Self, PublishError> {
        let path = folders.lock.clone();
        loop {
            let file = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)
                .map_err(PublishError::beside(&path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(PublishError::Busy { output: folders.output.clone() });
                }
                Err(TryLockError::Error(error)) => return Err(PublishError::beside(&path)(error)),
            }
            // Its last holder may have removed the name between our `open` and our lock. Then it guards nothing.
            if system::is_open_at(&file, &path) {
                return Ok(Self { path, _held: file });
            }
        }
    }
}

impl Drop for Lock {
    /// Removes the file while the lock is still held, so that nobody removes the lock of another. Where a file
    /// cannot be told from its successor (not Unix), the empty file stays.
    fn drop(&mut self) {
        if cfg!(unix) {
            // A lock file that stays behind is harmless clutter: nobody holds it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Another process may open the lock file just before its holder removes it. Locking that file succeeds then, and
    /// guards nothing.
    #[test]
    fn a_removed_lock_file_is_told_from_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let folders = Folders::resolve(&dir.path().join("public")).unwrap();
        let held = Lock::take(&folders).unwrap();
        let stale = File::open(&folders.lock).unwrap();
        assert!(stale.try_lock().is_err());
        assert!(system::is_open_at(&stale, &folders.lock));
        drop(held);
        stale.try_lock().unwrap();
        assert!(!system::is_open_at(&stale, &folders.lock));
        let _next = Lock::take(&folders).unwrap();
        assert!(!system::is_open_at(&stale, &folders.lock));
    }
}
