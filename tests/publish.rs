//! The promises about the output folder, checked from outside: whole folders are compared, before and after.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use minhbach::io::publish::{PathFault, Publication, PublishError, Published};
use tempfile::TempDir;

const MANIFEST: &str = ".minhbach-manifest";

/// A site folder with an output folder that may not exist yet.
struct Site {
    dir: TempDir,
}

/// What one path of a folder is. Equal states: nobody can tell that anything happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Folder { mode: u32 },
    File { bytes: Vec<u8>, mode: u32, modified: (i64, i64), inode: u64 },
    Link { to: PathBuf },
}

type Tree = BTreeMap<PathBuf, State>;

impl Site {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn output(&self) -> PathBuf {
        self.dir.path().join("public")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.output().join(path)
    }

    /// Puts a file there as someone else would.
    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Published, PublishError> {
        publish(&self.output(), files)
    }

    fn tree(&self) -> Tree {
        tree(&self.output())
    }

    /// Publishes, and expects that it is refused and that nothing has changed.
    fn refuse(&self, files: &[(&str, &str)]) -> PublishError {
        let before = tree(self.dir.path());
        let error = self.publish(files).unwrap_err();
        assert_eq!(tree(self.dir.path()), before, "{error}");
        error
    }

    /// What is beside the output folder.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn publish(output: &Path, files: &[(&str, &str)]) -> Result<Published, PublishError> {
    let publication = Publication::begin(output)?;
    for (path, text) in files {
        publication.write(path, text.as_bytes())?;
    }
    publication.commit()
}

fn tree(root: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            let state = state(&root.join(&path));
            if matches!(state, State::Folder { .. }) {
                folders.push(path.clone());
            }
            found.insert(path, state);
        }
    }
    found
}

fn state(path: &Path) -> State {
    let metadata = fs::symlink_metadata(path).unwrap();
    if metadata.is_symlink() {
        return State::Link { to: fs::read_link(path).unwrap() };
    }
    let mode = metadata.mode();
    if metadata.is_dir() {
        return State::Folder { mode };
    }
    let modified = (metadata.mtime(), metadata.mtime_nsec());
    State::File { bytes: fs::read(path).unwrap(), mode, modified, inode: metadata.ino() }
}

fn counts(published: &Published) -> (usize, usize, usize) {
    assert!(published.untidy.is_none(), "{:?}", published.untidy);
    (published.written, published.unchanged, published.removed)
}

fn occupied(error: &PublishError) -> &[String] {
    match error {
        PublishError::Occupied { paths, .. } => paths,
        other => panic!("{other}"),
    }
}

// What is written

#[test]
fn a_missing_folder_is_made_with_the_folders_above_it() {
    let site = Site::new();
    let output = site.at("deep/er");
    assert_eq!(
        counts(&publish(&output, &[("vi/index.html", "xin chào"), ("a.css", "")]).unwrap()),
        (2, 0, 0)
    );
    let paths: Vec<_> = tree(&output).into_keys().collect();
    assert_eq!(paths, [MANIFEST, "a.css", "vi", "vi/index.html"].map(PathBuf::from));
    assert_eq!(fs::read_to_string(output.join("vi/index.html")).unwrap(), "xin chào");
    assert_eq!(fs::read_dir(output.parent().unwrap()).unwrap().count(), 1, "nothing beside it");
}

#[test]
fn an_empty_folder_and_a_gitkeep_are_fine() {
    let site = Site::new();
    fs::create_dir(site.output()).unwrap();
    site.publish(&[("a", "1")]).unwrap();
    site.put(".gitkeep", "");
    let gitkeep = state(&site.at(".gitkeep"));
    assert_eq!(counts(&site.publish(&[("a", "2")]).unwrap()), (1, 0, 0));
    assert_eq!(state(&site.at(".gitkeep")), gitkeep);
    assert_eq!(fs::read(site.at("a")).unwrap(), b"2");
    assert_eq!(site.names(), ["public"]);
}

#[test]
fn unchanged_files_are_the_same_files() {
    let site = Site::new();
    site.publish(&[("same/a", "1"), ("same/b", "2"), ("c", "3")]).unwrap();
    let before = site.tree();
    assert_eq!(counts(&site.publish(&[("same/a", "1"), ("same/b", "2"), ("c", "4")]).unwrap()), (1, 2, 0));
    let after = site.tree();
    for path in ["same/a", "same/b"].map(Path::new) {
        assert_eq!(after[path], before[path]);
    }
    assert_ne!(after[Path::new("c")], before[Path::new("c")]);
}

#[test]
fn a_file_longer_than_a_buffer_is_compared_to_its_end() {
    let site = Site::new();
    let long = "0123456789".repeat(20_000);
    let changed = format!("{}!", &long[..long.len() - 1]);
    site.publish(&[("long", &long)]).unwrap();
    assert_eq!(counts(&site.publish(&[("long", &long)]).unwrap()), (0, 1, 0));
    assert_eq!(counts(&site.publish(&[("long", &changed)]).unwrap()), (1, 0, 0));
    assert_eq!(fs::read_to_string(site.at("long")).unwrap(), changed);
}

#[test]
fn where_nothing_changes_even_the_folder_is_the_same() {
    let site = Site::new();
    site.publish(&[("a", "1")]).unwrap();
    let inode = fs::metadata(site.output()).unwrap().ino();
    assert_eq!(counts(&site.publish(&[("a", "1")]).unwrap()), (0, 1, 0));
    assert_eq!(fs::metadata(site.output()).unwrap().ino(), inode);
    assert_eq!(site.names(), ["public"]);
}

#[test]
fn the_list_does_not_depend_on_order_or_threads() {
    let (one, other) = (Site::new(), Site::new());
    let files: Vec<_> = (0..200).map(|n| (format!("d{}/f{n}", n % 7), n.to_string())).collect();
    let publication = Publication::begin(&one.output()).unwrap();
    for (path, text) in &files {
        publication.write(path, text.as_bytes()).unwrap();
    }
    publication.commit().unwrap();
    let publication = Publication::begin(&other.output()).unwrap();
    thread::scope(|scope| {
        for part in files.rchunks(30) {
            let publication = &publication;
            scope.spawn(move || {
                for (path, text) in part.iter().rev() {
                    publication.write(path, text.as_bytes()).unwrap();
                }
            });
        }
    });
    assert_eq!(publication.commit().unwrap().written, 200);
    assert_eq!(fs::read(one.at(MANIFEST)).unwrap(), fs::read(other.at(MANIFEST)).unwrap());
}

// What stays and what goes

#[test]
fn foreign_things_stay_as_they_are() {
    let site = Site::new();
    site.publish(&[("vi/index.html", "1"), ("old/index.html", "1")]).unwrap();
    site.put("CNAME", "minhbach.vn");
    site.put("vi/upload.pdf", "%PDF");
    site.put("old/notes.txt", "mine");
    site.put("closed/in/it", "");
    fs::create_dir_all(site.at("empty/inner")).unwrap();
    fs::write(site.output().join(OsStr::from_bytes(b"caf\xe9")), "").unwrap();
    symlink("CNAME", site.at("link")).unwrap();
    symlink("/nowhere", site.at("vi/dangling")).unwrap();
    symlink("vi", site.at("folder-link")).unwrap();
    for (path, mode) in [("CNAME", 0o600), ("vi", 0o775), ("empty", 0o700), ("closed/in", 0o555), ("", 0o750)]
    {
        fs::set_permissions(site.at(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    let mut before = site.tree();
    assert_eq!(counts(&site.publish(&[("vi/index.html", "2")]).unwrap()), (1, 0, 1));
    let mut after = site.tree();
    for ours in ["vi/index.html", "old/index.html", MANIFEST] {
        before.remove(Path::new(ours));
        after.remove(Path::new(ours));
    }
    assert_eq!(after, before);
    assert_eq!(fs::metadata(site.output()).unwrap().mode() & 0o777, 0o750);
    assert_eq!(site.names(), ["public"]);
    // So that the temporary folder can be removed.
    fs::set_permissions(site.at("closed/in"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn files_no_longer_planned_go_with_their_folders() {
    let site = Site::new();
    site.publish(&[("a/b/c", "1"), ("a/b/d", "2"), ("e", "3")]).unwrap();
    assert_eq!(counts(&site.publish(&[("e", "3")]).unwrap()), (0, 1, 2));
    assert_eq!(site.tree().into_keys().collect::<Vec<_>>(), [MANIFEST, "e"].map(PathBuf::from));
}

#[test]
fn a_changed_file_that_is_no_longer_planned_is_theirs() {
    let site = Site::new();
    site.publish(&[("a/index.html", "1"), ("b", "1"), ("c", "1"), ("d", "1")]).unwrap();
    site.put("a/index.html", "corrected by hand");
    fs::remove_file(site.at("b")).unwrap();
    symlink("d", site.at("b")).unwrap();
    let edited = state(&site.at("a/index.html"));
    let published = site.publish(&[("d", "1")]).unwrap();
    assert_eq!(counts(&published), (0, 1, 1));
    assert_eq!(published.kept, ["a/index.html", "b"]);
    assert_eq!(state(&site.at("a/index.html")), edited);
    let published = site.publish(&[("d", "2")]).unwrap();
    assert!(published.kept.is_empty(), "told once");
    assert_eq!(state(&site.at("a/index.html")), edited);
    assert_eq!(occupied(&site.refuse(&[("a/index.html", "ours again")])), ["a/index.html"]);
}

#[test]
fn a_changed_file_that_is_planned_is_written_again_and_told() {
    let site = Site::new();
    site.publish(&[("a", "1"), ("b", "1")]).unwrap();
    site.put("a", "corrected by hand");
    let published = site.publish(&[("a", "1"), ("b", "2")]).unwrap();
    assert_eq!(published.overwritten, ["a"]);
    assert_eq!(counts(&published), (2, 0, 0));
    assert_eq!(fs::read(site.at("a")).unwrap(), b"1");
}

#[test]
fn a_foreign_file_with_our_bytes_becomes_ours() {
    let site = Site::new();
    site.put("robots.txt", "same");
    let before = state(&site.at("robots.txt"));
    assert_eq!(counts(&site.publish(&[("robots.txt", "same")]).unwrap()), (0, 1, 0));
    assert_eq!(state(&site.at("robots.txt")), before);
    assert_eq!(counts(&site.publish(&[]).unwrap()), (0, 0, 1));
}

#[test]
fn our_file_may_become_a_folder_and_back() {
    let site = Site::new();
    site.publish(&[("a", "1")]).unwrap();
    assert_eq!(counts(&site.publish(&[("a/b/index.html", "1")]).unwrap()), (1, 0, 1));
    assert_eq!(counts(&site.publish(&[("a", "1")]).unwrap()), (1, 0, 1));
    assert_eq!(fs::read(site.at("a")).unwrap(), b"1");
}

/// Somebody uploads while we publish again and again: each upload that succeeded must be there in the end.
#[test]
fn files_that_come_while_we_publish_are_not_lost() {
    let site = Site::new();
    fs::create_dir_all(site.at("uploads")).unwrap();
    let is_over = AtomicBool::new(false);
    let uploaded = thread::scope(|scope| {
        let uploader = scope.spawn(|| {
            let mut uploaded = Vec::new();
            for n in 0.. {
                let path = site.at(&format!("uploads/{n}"));
                if File::create_new(&path).is_ok() {
                    uploaded.push(path);
                }
                if is_over.load(Ordering::Relaxed) || n > 20_000 {
                    break;
                }
            }
            uploaded
        });
        for round in 0..30 {
            counts(&site.publish(&[("a", &round.to_string())]).unwrap());
        }
        is_over.store(true, Ordering::Relaxed);
        uploader.join().unwrap()
    });
    let lost = uploaded.iter().filter(|path| !path.exists()).count();
    assert_eq!(lost, 0, "of {}", uploaded.len());
    assert!(!uploaded.is_empty());
}

// What is refused

#[test]
fn foreign_things_in_the_way_are_all_named() {
    let site = Site::new();
    site.publish(&[("ours/x", "1"), ("fine", "1")]).unwrap();
    site.put("file", "theirs");
    site.put("folder/with/file", "theirs");
    site.put("wants-folder", "theirs");
    site.put("ours/y", "theirs, in a folder of ours");
    fs::create_dir(site.at("empty")).unwrap();
    fs::create_dir(site.dir.path().join("elsewhere")).unwrap();
    fs::write(site.dir.path().join("elsewhere/index.html"), "1").unwrap();
    symlink(site.dir.path().join("elsewhere"), site.at("link")).unwrap();
    symlink("fine", site.at("file-link")).unwrap();
    let planned = [
        ("fine", "2"),
        ("file", "1"),
        ("folder", "1"),
        ("wants-folder/index.html", "1"),
        ("ours", "1"),
        ("empty", "1"),
        ("link/index.html", "1"),
        ("file-link", "1"),
    ];
    let error = site.refuse(&planned);
    assert_eq!(occupied(&error), ["empty", "file", "file-link", "folder", "link", "ours", "wants-folder"]);
    let message = error.to_string();
    assert!(message.contains("`empty`") && message.contains("and 2 more"), "{message}");
    assert!(message.contains("move them elsewhere"), "{message}");
    assert_eq!(site.names(), ["elsewhere", "public"]);
}

#[test]
fn paths_that_leave_the_folder_are_refused() {
    let site = Site::new();
    site.publish(&[("a", "1")]).unwrap();
    let bad = [
        ("", PathFault::Empty),
        ("a//b", PathFault::Empty),
        ("a/", PathFault::Empty),
        ("/etc/passwd", PathFault::Absolute),
        ("../a", PathFault::Dots),
        ("a/../../b", PathFault::Dots),
        ("./a", PathFault::Dots),
        ("a\\..\\b", PathFault::Character),
        ("a\nb", PathFault::Character),
        ("a\0b", PathFault::Character),
        (MANIFEST, PathFault::Reserved),
        (".minhbach-manifest/x", PathFault::Reserved),
    ];
    for (path, expected) in bad {
        match site.refuse(&[("b", "1"), (path, "1")]) {
            PublishError::BadPath { fault, path: named } => assert_eq!((fault, &*named), (expected, path)),
            other => panic!("{path:?}: {other}"),
        }
    }
}

#[test]
fn two_files_cannot_share_a_path() {
    let site = Site::new();
    let twice = site.refuse(&[("a", "1"), ("a", "1")]);
    assert!(matches!(&twice, PublishError::WrittenTwice { path } if path == "a"), "{twice}");
    for files in [[("a/b", "1"), ("a/b/c/d", "1")], [("a/b/c/d", "1"), ("a/b", "1")]] {
        let both = site.refuse(&files);
        assert!(matches!(&both, PublishError::FileAndFolder { path } if path == "a/b"), "{both}");
    }
}

#[test]
fn a_failed_write_cannot_be_published_over() {
    let site = Site::new();
    site.publish(&[("a", "1")]).unwrap();
    let before = site.tree();
    let publication = Publication::begin(&site.output()).unwrap();
    publication.write("b", b"").unwrap();
    publication.write("../c", b"").unwrap_err();
    assert!(matches!(publication.commit(), Err(PublishError::Incomplete)));
    assert_eq!(site.tree(), before);
    assert_eq!(site.names(), ["public"]);
}

#[test]
fn a_name_too_long_for_the_disk_is_told() {
    let site = Site::new();
    let name = "x".repeat(300);
    let error = site.refuse(&[(&name, "1")]).to_string();
    assert!(error.contains(&name) && error.contains("= help: "), "{error}");
}

#[test]
fn a_dropped_publication_leaves_nothing() {
    let site = Site::new();
    site.publish(&[("a", "1")]).unwrap();
    let before = site.tree();
    let publication = Publication::begin(&site.output()).unwrap();
    publication.write("a", b"2").unwrap();
    publication.write("b/c", b"2").unwrap();
    drop(publication);
    assert_eq!(site.tree(), before);
    assert_eq!(site.names(), ["public"]);
}

#[test]
fn a_second_publish_at_the_same_time_is_refused() {
    let site = Site::new();
    let first = Publication::begin(&site.output()).unwrap();
    first.write("a", b"1").unwrap();
    let error = Publication::begin(&site.output()).unwrap_err();
    assert!(matches!(error, PublishError::Busy { .. }), "{error}");
    assert_eq!(first.commit().unwrap().written, 1, "the second did not touch the first");
    site.publish(&[("a", "2")]).unwrap();
    assert_eq!(site.names(), ["public"]);
}

/// Many start at once; whoever gets in publishes a whole site, and the lock is never held twice.
#[test]
fn many_publishers_do_not_mix() {
    let site = Site::new();
    let n_published: usize = thread::scope(|scope| {
        let publisher = |n: usize| {
            let text = n.to_string();
            let outcomes = (0..400).map(|_| site.publish(&[("a", &text), ("b", &text)]));
            outcomes
                .filter(|outcome| match outcome {
                    Ok(published) => published.untidy.is_none(),
                    Err(error) => {
                        assert!(matches!(error, PublishError::Busy { .. }), "{error}");
                        false
                    }
                })
                .count()
        };
        let threads: Vec<_> = (0..8).map(|n| scope.spawn(move || publisher(n))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert!(n_published > 0);
    assert_eq!(fs::read(site.at("a")).unwrap(), fs::read(site.at("b")).unwrap());
    assert_eq!(site.names(), ["public"]);
}

#[test]
fn a_damaged_list_is_told_with_its_line() {
    let site = Site::new();
    site.publish(&[("a", "1")]).unwrap();
    let list = fs::read_to_string(site.at(MANIFEST)).unwrap();
    site.put(MANIFEST, &format!("{list}<<<<<<< HEAD\n"));
    let error = site.refuse(&[("a", "2")]);
    assert!(matches!(&error, PublishError::DamagedManifest { line: 2, .. }), "{error}");
    assert_eq!(site.names(), ["public"]);
}

// Where the output folder is

#[test]
fn a_link_to_the_folder_stays_a_link() {
    let site = Site::new();
    let real = site.dir.path().join("elsewhere/real");
    fs::create_dir_all(&real).unwrap();
    symlink("elsewhere/real", site.output()).unwrap();
    site.publish(&[("a", "1")]).unwrap();
    site.publish(&[("a", "2")]).unwrap();
    assert_eq!(fs::read_link(site.output()).unwrap(), Path::new("elsewhere/real"));
    assert_eq!(fs::read(real.join("a")).unwrap(), b"2");
    assert_eq!(site.names(), ["elsewhere", "public"]);
    assert_eq!(fs::read_dir(site.dir.path().join("elsewhere")).unwrap().count(), 1);
}

#[test]
fn an_output_that_is_no_folder_is_refused() {
    let site = Site::new();
    symlink("nowhere", site.output()).unwrap();
    let dangling = site.refuse(&[]);
    fs::remove_file(site.output()).unwrap();
    fs::write(site.output(), "a file").unwrap();
    let file = site.refuse(&[]);
    let root = publish(Path::new("/"), &[]).unwrap_err();
    for error in [dangling, file, root] {
        assert!(matches!(error, PublishError::NotAFolder { .. }), "{error}");
    }
}

#[test]
fn a_volume_of_its_own_is_refused() {
    let volume = ["/dev/shm", "/sys", "/proc"].map(Path::new).into_iter().find(|volume| {
        let device = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
        volume.is_dir() && device(volume) != device(volume.parent().unwrap())
    });
    let Some(volume) = volume else { return };
    let error = publish(volume, &[("a", "1")]).unwrap_err();
    assert!(matches!(&error, PublishError::Mounted { folder } if folder == volume), "{error}");
}

#[test]
fn a_folder_beside_which_we_may_not_write_is_refused() {
    let site = Site::new();
    site.put("theirs", "");
    let before = tree(site.dir.path());
    for folder in [site.dir.path().to_owned(), site.output()] {
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let message = run_as_nobody(&site.output(), || {
        fs::set_permissions(site.dir.path(), fs::Permissions::from_mode(0o555)).unwrap();
    });
    fs::set_permissions(site.dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(message.contains("the right to write in the folder that holds the output folder"), "{message}");
    assert_eq!(tree(site.dir.path()), before);
}

/// The administrator may do all, so this can be shown to nobody else only by an administrator.
#[test]
fn a_folder_of_another_user_is_refused_before_anything_happens() {
    let site = Site::new();
    site.put("theirs/file", "");
    if fs::metadata(site.output()).unwrap().uid() != 0 {
        return;
    }
    fs::set_permissions(site.dir.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let before = tree(site.dir.path());
    let message = run_as_nobody(&site.output(), || {});
    assert!(message.contains("belongs to another user"), "{message}");
    assert_eq!(tree(site.dir.path()), before);
}

/// Publishes in a child process without the rights of an administrator; returns its error.
fn run_as_nobody(output: &Path, prepare: impl FnOnce()) -> String {
    let is_root = fs::metadata(output).unwrap().uid() == 0;
    prepare();
    let mut command = child_command(output, 1, 3);
    if is_root {
        command.uid(65534).gid(65534);
    }
    let done = command.stderr(Stdio::piped()).output().unwrap();
    assert!(!done.status.success());
    String::from_utf8_lossy(&done.stderr).into_owned()
}

// What a killed publish leaves

#[test]
fn left_over_trees_are_removed() {
    let site = Site::new();
    site.publish(&[("a", "1")]).unwrap();
    for left in [".public.minhbach-next/vi/index.html", ".public.minhbach-lock"] {
        let left = site.dir.path().join(left);
        fs::create_dir_all(left.parent().unwrap()).unwrap();
        fs::write(left, "half").unwrap();
    }
    symlink(site.output(), site.dir.path().join(".public.minhbach-next/link")).unwrap();
    let before = site.tree();
    drop(Publication::begin(&site.output()).unwrap());
    assert_eq!(site.names(), ["public"]);
    assert_eq!(site.tree(), before);
}

#[test]
fn a_folder_moved_aside_is_put_back() {
    let site = Site::new();
    site.publish(&[("a", "1")]).unwrap();
    site.put("theirs", "");
    let before = site.tree();
    let last = site.dir.path().join(".public.minhbach-last");
    for is_made_by_hand in [false, true] {
        fs::rename(site.output(), &last).unwrap();
        if is_made_by_hand {
            fs::create_dir(site.output()).unwrap();
        }
        drop(Publication::begin(&site.output()).unwrap());
        assert_eq!(site.tree(), before);
        assert_eq!(site.names(), ["public"]);
    }
}

#[test]
fn foreign_files_in_an_old_tree_are_saved() {
    let site = Site::new();
    site.publish(&[("a", "2")]).unwrap();
    site.put("newer", "new");
    let last = site.dir.path().join(".public.minhbach-last");
    publish(&last, &[("a", "1"), ("gone/index.html", "1")]).unwrap();
    fs::create_dir(last.join("empty")).unwrap();
    for (path, text) in [("late.pdf", "%PDF"), ("gone/late.pdf", "%PDF"), ("newer", "old")] {
        fs::write(last.join(path), text).unwrap();
    }
    let before = fs::metadata(site.at("newer")).unwrap().modified().unwrap() - Duration::from_secs(1);
    File::options().write(true).open(last.join("newer")).unwrap().set_modified(before).unwrap();
    drop(Publication::begin(&site.output()).unwrap());
    let paths: Vec<_> = site.tree().into_keys().collect();
    let expected = [MANIFEST, "a", "empty", "gone", "gone/late.pdf", "late.pdf", "newer"].map(PathBuf::from);
    assert_eq!(paths, expected);
    assert_eq!(fs::read(site.at("a")).unwrap(), b"2");
    assert_eq!(fs::read(site.at("newer")).unwrap(), b"new");
    assert_eq!(site.names(), ["public"]);
}

/// Kills publishes, half of them at random moments, half closer and closer to the moment of the swap. The folder must
/// be the old tree, untouched, or wholly the new one.
#[test]
fn a_killed_publish_leaves_one_whole_tree() {
    const N_FILES: usize = 600;
    const N_KILLS: u32 = 60;
    let site = Site::new();
    site.put("theirs/upload.pdf", "%PDF");
    symlink("theirs", site.at("link")).unwrap();
    run_child(&site.output(), 0, N_FILES);
    let start = Instant::now();
    run_child(&site.output(), 1, N_FILES);
    let (time, mut swap_time) = (start.elapsed(), start.elapsed());

    let mut outcomes = BTreeMap::new();
    let mut published_seed = 1;
    for n in 0..N_KILLS {
        let old = site.tree();
        let seed = published_seed + 1;
        // 7 and 30 share no factor: every thirtieth part of the time has its turn, in no order.
        let moment = if n < N_KILLS / 2 { time * (n * 7 % 30) / 30 } else { swap_time };
        let status = kill_after(child_command(&site.output(), seed, N_FILES).spawn().unwrap(), moment);
        let now = site.tree();
        let is_published = now != old;
        if is_published {
            assert_is_seed(&now, &old, seed, N_FILES);
            published_seed = seed;
            swap_time = swap_time.min(moment) * 19 / 20;
        } else {
            swap_time = swap_time.max(moment) * 21 / 20;
        }
        *outcomes.entry((status.signal().is_some(), is_published)).or_insert(0) += 1;
    }
    println!("(killed, published) of {time:?}, at last near {swap_time:?}: {outcomes:?}");
    assert!(outcomes.contains_key(&(true, false)), "no child was killed before it published: {outcomes:?}");

    let old = site.tree();
    run_child(&site.output(), published_seed + 1, N_FILES);
    assert_is_seed(&site.tree(), &old, published_seed + 1, N_FILES);
    assert_eq!(site.names(), ["public"]);
}

/// On Linux no moment exists at which the page is not there.
#[test]
#[cfg(target_os = "linux")]
fn a_reader_always_finds_the_page() {
    let site = Site::new();
    site.publish(&[("a", "0")]).unwrap();
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut n_missing = 0;
            while !is_over.load(Ordering::Relaxed) {
                n_missing += usize::from(!site.at("a").exists());
            }
            n_missing
        });
        for round in 1..200 {
            site.publish(&[("a", &round.to_string())]).unwrap();
        }
        is_over.store(true, Ordering::Relaxed);
        assert_eq!(reader.join().unwrap(), 0);
    });
}

/// Kills while the old tree is taken away: the new one is published, and the next start ends the work.
#[test]
fn a_publish_killed_while_it_tidies_has_published() {
    const N_FILES: usize = 600;
    let site = Site::new();
    run_child(&site.output(), 0, N_FILES);
    let last = site.dir.path().join(".public.minhbach-last");
    let mut n_untidy = 0;
    for seed in 1..=20 {
        let old = site.tree();
        let mut child = child_command(&site.output(), seed, N_FILES).spawn().unwrap();
        while !last.exists() && child.try_wait().unwrap().is_none() {}
        kill_after(child, Duration::from_micros(100 * seed as u64));
        n_untidy += usize::from(last.exists());
        assert_is_seed(&site.tree(), &old, seed, N_FILES);
        drop(Publication::begin(&site.output()).unwrap());
        assert_is_seed(&site.tree(), &old, seed, N_FILES);
        assert_eq!(site.names(), ["public"]);
    }
    println!("{n_untidy} of 20 left an old tree");
    assert!(n_untidy > 0, "no child was killed while it tidied");
}

/// Compares with what the child publishes: our files by their bytes, everything that did not change by its state.
fn assert_is_seed(now: &Tree, old: &Tree, seed: usize, n_files: usize) {
    let planned: BTreeMap<_, _> =
        child_files(seed, n_files).map(|(path, text)| (PathBuf::from(path), text)).collect();
    let previous: BTreeMap<_, _> =
        child_files(seed - 1, n_files).map(|(path, text)| (PathBuf::from(path), text)).collect();
    for (path, text) in &planned {
        let Some(State::File { bytes, .. }) = now.get(path) else { panic!("{} is missing", path.display()) };
        assert_eq!(bytes, text.as_bytes(), "{}", path.display());
        if previous.get(path) == Some(text) {
            assert!(now[path] == old[path], "rewritten: {}", path.display());
        }
    }
    for (path, state) in now {
        let is_file = !matches!(state, State::Folder { .. });
        if is_file && !planned.contains_key(path) && path != Path::new(MANIFEST) {
            assert!(old.get(path) == Some(state), "neither planned nor there before: {}", path.display());
            assert!(!previous.contains_key(path), "left over: {}", path.display());
        }
    }
    let is_foreign = |path: &PathBuf| path.starts_with("theirs") || path == Path::new("link");
    for path in old.keys().filter(|path| is_foreign(path)) {
        assert_eq!(now.get(path), old.get(path), "{}", path.display());
    }
}

#[test]
fn what_is_offered_gives_way_to_what_somebody_put_or_changed_there() {
    let site = Site::new();
    let offer = |text: &str| {
        let publication = Publication::begin(&site.output()).unwrap();
        publication.write("a.html", text.as_bytes()).unwrap();
        publication.offer("_headers", text.as_bytes()).unwrap();
        publication.offer("mine/.htaccess", text.as_bytes()).unwrap();
        publication.commit().unwrap()
    };
    site.put("_headers", "theirs");
    offer("one");
    let read = |path: &str| fs::read_to_string(site.at(path)).unwrap();
    assert_eq!((read("_headers"), read("mine/.htaccess")), ("theirs".into(), "one".into()));
    offer("two");
    assert_eq!((read("_headers"), read("mine/.htaccess")), ("theirs".into(), "two".into()));
    site.put("mine/.htaccess", "changed");
    assert_eq!(offer("three").kept, ["mine/.htaccess"]);
    assert_eq!((read("a.html"), read("mine/.htaccess")), ("three".into(), "changed".into()));
    offer("four");
    assert_eq!(read("mine/.htaccess"), "changed", "it is theirs from now on");
}

fn kill_after(mut child: Child, time: Duration) -> std::process::ExitStatus {
    thread::sleep(time);
    child.kill().unwrap();
    child.wait().unwrap()
}

fn run_child(output: &Path, seed: usize, n_files: usize) {
    assert!(child_command(output, seed, n_files).status().unwrap().success());
}

/// This very program, asked to run only [`child_publishes`].
fn child_command(output: &Path, seed: usize, n_files: usize) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "child_publishes", "--nocapture", "--test-threads=1"]);
    command.env("PUBLISH_CHILD", format!("{seed} {n_files}")).env("PUBLISH_CHILD_OUTPUT", output);
    command.stdout(Stdio::null());
    command
}

/// Not a test: the process that the others start and kill. Does nothing unless asked to.
#[test]
fn child_publishes() {
    let Ok(wanted) = std::env::var("PUBLISH_CHILD") else { return };
    let output = PathBuf::from(std::env::var_os("PUBLISH_CHILD_OUTPUT").unwrap());
    let (seed, n_files) = wanted.split_once(' ').unwrap();
    let publication = Publication::begin(&output).unwrap_or_else(|error| panic!("{error}"));
    for (path, text) in child_files(seed.parse().unwrap(), n_files.parse().unwrap()) {
        publication.write(&path, text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    }
    let published = publication.commit().unwrap_or_else(|error| panic!("{error}"));
    assert!(published.untidy.is_none());
}

/// A site of which a third changes with each seed, a third stays, and a third moves.
fn child_files(seed: usize, n_files: usize) -> impl Iterator<Item = (String, String)> {
    (0..n_files).map(move |n| {
        let text = format!("{n} ").repeat(200);
        match n % 3 {
            0 => (format!("same/{}/{n}.html", n / 10), text),
            1 => (format!("changing/{}/{n}.html", n / 10), format!("{seed} {text}")),
            _ => (format!("moving-{seed}/{n}.html"), text),
        }
    })
}
