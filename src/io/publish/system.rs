//! What differs between systems: the exchange of two folders, owners and rights, identity of files, syncing.
//!
//! On systems other than Unix there are no owners to keep, a file cannot be told from a copy, and a power cut is not
//! guarded against.

pub(super) use platform::*;

/// What came of trying to exchange two folders.
#[derive(Debug)]
pub(super) enum Exchange {
    /// Each now has the name of the other.
    #[cfg_attr(
        not(any(target_vendor = "apple", target_os = "linux", target_os = "android")),
        expect(dead_code, reason = "no such step on this system")
    )]
    Done,
    /// This system or file system has no such step. Nothing happened.
    Unknown,
}

#[cfg(unix)]
mod platform {
    use std::fs::{self, File, Metadata};
    use std::io;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::path::Path;

    use rustix::fs::Access;

    use super::Exchange;

    /// Exchanges two folders in one step that no observer can see halfway.
    #[cfg(any(target_vendor = "apple", target_os = "linux", target_os = "android"))]
    pub(in super::super) fn exchange(one: &Path, other: &Path) -> io::Result<Exchange> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(Exchange::Done),
            // Kernels before 3.15 and file systems of networks and shared drives: NFS, SMB, 9p.
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(Exchange::Unknown),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(any(target_vendor = "apple", target_os = "linux", target_os = "android")))]
    pub(in super::super) fn exchange(_one: &Path, _other: &Path) -> io::Result<Exchange> {
        Ok(Exchange::Unknown)
    }

    /// Says whether two paths lead to one and the same file, link or folder. A missing one is never the same.
    pub(in super::super) fn is_same(one: &Path, other: &Path) -> bool {
        match (fs::symlink_metadata(one), fs::symlink_metadata(other)) {
            (Ok(one), Ok(other)) => has_same_inode(&one, &other),
            _ => false,
        }
    }

    /// Says whether the open file is still the one that has this name.
    pub(in super::super) fn is_open_at(file: &File, path: &Path) -> bool {
        match (file.metadata(), fs::symlink_metadata(path)) {
            (Ok(open), Ok(named)) => has_same_inode(&open, &named),
            _ => false,
        }
    }

    fn has_same_inode(one: &Metadata, other: &Metadata) -> bool {
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }

    /// Says whether a folder lies on another volume than the one above it.
    pub(in super::super) fn is_mount(folder: &Metadata, parent: &Metadata) -> bool {
        folder.dev() != parent.dev()
    }

    /// Says whether we may move things out of the folder: it has the owner of `ours`, or its owner lets us write.
    pub(in super::super) fn is_free(folder: &Path, metadata: &Metadata, ours: &Metadata) -> bool {
        metadata.uid() == ours.uid() || rustix::fs::access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
    }

    /// Gives the folder `new` the owner, group and rights of an old one, as far as we may give folders away. The
    /// group matters most: without it a web server may lose the right to read the site.
    pub(in super::super) fn keep_look(old: &Metadata, new: &Path) -> io::Result<()> {
        let mut now = fs::metadata(new)?;
        if (now.uid(), now.gid()) != (old.uid(), old.gid()) {
            let group = Some(old.gid());
            // Only the administrator gives to other users, and members give to their group. For others the folder
            // belongs to who published, like every file that a program writes.
            let _ = chown(new, Some(old.uid()), group).or_else(|_| chown(new, None, group));
            now = fs::metadata(new)?;
        }
        if now.mode() != old.mode() {
            fs::set_permissions(new, old.permissions())?;
        }
        Ok(())
    }

    /// Lets us, the owner, list and change the folder.
    pub(in super::super) fn open_up(folder: &Path) -> io::Result<()> {
        let mut rights = fs::metadata(folder)?.permissions();
        if rights.mode() & 0o700 != 0o700 {
            rights.set_mode(rights.mode() | 0o700);
            fs::set_permissions(folder, rights)?;
        }
        Ok(())
    }

    /// Makes a link that says what another link says.
    pub(in super::super) fn copy_link(old: &Path, new: &Path) -> io::Result<()> {
        symlink(fs::read_link(old)?, new)
    }

    /// Makes the names in the folder survive a power cut.
    pub(in super::super) fn sync_folder(folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    /// Makes everything below the folder survive a power cut, with one call for its whole file system: one call for
    /// each of 20,000 files would take minutes on a disk.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(in super::super) fn sync_all_below(folder: &Path) -> io::Result<()> {
        Ok(rustix::fs::syncfs(File::open(folder)?)?)
    }

    /// Only Linux has a call that is fast enough; here a power cut within seconds of a publish may cost new files.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(in super::super) fn sync_all_below(_folder: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "the same signatures as on Unix")]
mod platform {
    use std::fs::{self, File, Metadata};
    use std::io;
    use std::path::Path;

    use super::Exchange;

    pub(in super::super) fn exchange(_one: &Path, _other: &Path) -> io::Result<Exchange> {
        Ok(Exchange::Unknown)
    }

    /// Never known here. The original is then moved over its link or copy, which is right as well.
    pub(in super::super) fn is_same(_one: &Path, _other: &Path) -> bool {
        false
    }

    /// Always: the lock file is never removed here.
    pub(in super::super) fn is_open_at(_file: &File, _path: &Path) -> bool {
        true
    }

    pub(in super::super) fn is_mount(_folder: &Metadata, _parent: &Metadata) -> bool {
        false
    }

    pub(in super::super) fn is_free(_folder: &Path, _metadata: &Metadata, _ours: &Metadata) -> bool {
        true
    }

    pub(in super::super) fn keep_look(_old: &Metadata, _new: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(in super::super) fn open_up(_folder: &Path) -> io::Result<()> {
        Ok(())
    }

    #[cfg(windows)]
    pub(in super::super) fn copy_link(old: &Path, new: &Path) -> io::Result<()> {
        use std::os::windows::fs::{symlink_dir, symlink_file};
        let to = fs::read_link(old)?;
        if old.is_dir() { symlink_dir(to, new) } else { symlink_file(to, new) }
    }

    #[cfg(not(windows))]
    pub(in super::super) fn copy_link(old: &Path, _new: &Path) -> io::Result<()> {
        fs::read_link(old).and(Err(io::Error::from(io::ErrorKind::Unsupported)))
    }

    pub(in super::super) fn sync_folder(_folder: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(in super::super) fn sync_all_below(_folder: &Path) -> io::Result<()> {
        Ok(())
    }
}
