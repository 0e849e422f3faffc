//! The one step that publishes: the new tree gets the name of the output folder.

use std::fs;

use super::Untidy;
use super::error::PublishError;
use super::folders::Folders;
use super::system::{self, Exchange};

/// Where the old tree is after the swap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Swapped {
    /// There was none.
    NoOld,
    /// It has the name of the tree that was in the making.
    OldIsNext,
    /// It has its own name.
    OldIsLast,
}

/// Puts the new tree in the place of the output folder. After an error the output folder is what it was.
pub(super) fn swap(folders: &Folders) -> Result<Swapped, PublishError> {
    let Folders { output, next, .. } = folders;
    if !output.is_dir() {
        fs::rename(next, output).map_err(PublishError::beside(output))?;
        return Ok(Swapped::NoOld);
    }
    match system::exchange(next, output).map_err(PublishError::beside(output))? {
        Exchange::Done => Ok(Swapped::OldIsNext),
        Exchange::Unknown => rename_twice(folders),
    }
}

/// Gives the old tree its own name. A later start then knows that it may hold files of others.
pub(super) fn set_aside(folders: &Folders) -> Result<(), Untidy> {
    let Folders { next, last, .. } = folders;
    fs::rename(next, last).map_err(|source| Untidy { path: next.clone(), source })
}

/// Does the same where folders cannot be exchanged: on Windows, and on network and shared drives.
///
/// Between the two renames there is no output folder; a process killed just then is put right at the next start.
fn rename_twice(folders: &Folders) -> Result<Swapped, PublishError> {
    let Folders { output, next, last, .. } = folders;
    fs::rename(output, last).map_err(PublishError::beside(output))?;
    if let Err(error) = fs::rename(next, output) {
        // If even this fails, the next start tries again.
        fs::rename(last, output).map_err(PublishError::beside(last))?;
        return Err(PublishError::beside(output)(error));
    }
    Ok(Swapped::OldIsLast)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders_with(trees: &[&str]) -> (tempfile::TempDir, Folders) {
        let dir = tempfile::tempdir().unwrap();
        let folders = Folders::resolve(&dir.path().join("public")).unwrap();
        for tree in trees {
            fs::create_dir(dir.path().join(tree)).unwrap();
            fs::write(dir.path().join(tree).join("from"), tree).unwrap();
        }
        (dir, folders)
    }

    fn published(folders: &Folders) -> String {
        fs::read_to_string(folders.output.join("from")).unwrap()
    }

    #[test]
    fn without_exchange_two_renames_do_the_same() {
        let (_dir, folders) = folders_with(&["public", ".public.minhbach-next"]);
        assert_eq!(rename_twice(&folders).unwrap(), Swapped::OldIsLast);
        assert_eq!(published(&folders), ".public.minhbach-next");
        assert_eq!(fs::read_to_string(folders.last.join("from")).unwrap(), "public");
        assert!(!folders.next.exists());
    }

    #[test]
    fn without_exchange_a_failed_second_rename_is_undone() {
        let (_dir, folders) = folders_with(&["public"]);
        rename_twice(&folders).unwrap_err();
        assert_eq!(published(&folders), "public");
        assert!(!folders.last.exists());
    }
}
