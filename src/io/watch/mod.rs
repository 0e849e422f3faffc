//! Watches the folder of a site and reads again what is saved in it.
//!
//! Enters: events of the file system, as [`Signal`]s through a channel of the caller's. Leaves: [`News`]. The output folder
//! is never watched, so a build inside the site is no news.

mod checkout;
mod pending;
mod poll;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{EventKind, RecursiveMode, Watcher as _};

use super::read::{FOLDERS, Folder, ReadError};
use crate::input::Inputs;
use checkout::Checkout;
use pending::{Pending, Touch};
use poll::Stamps;

/// How often folders without events are looked through.
const POLL: Duration = Duration::from_millis(300);
/// How often we look whether a site that went away is back.
const ABSENCE: Duration = Duration::from_millis(100);
/// As long as nothing happens there is nothing to wake for.
const FOREVER: Duration = Duration::from_hours(24);
/// How often we look whether a checkout is over.
const CHECKOUT: Duration = Duration::from_millis(10);
/// Longest wait for a checkout.
const LONGEST_CHECKOUT: Duration = Duration::from_secs(10);
/// How often a file that cannot be read is tried again: long enough for whoever is writing it.
const RETRIES: u8 = 5;

/// Something that the file system tells; only [`Watch::note`] understands it.
#[derive(Debug)]
pub struct Signal(notify::Result<notify::Event>);

/// How changes are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The system tells.
    Events,
    /// Everything is looked through again and again: network drives and some containers tell nothing.
    Polling,
}

/// What became of the site.
#[derive(Debug, PartialEq, Eq)]
pub enum News {
    /// Files have another content: their paths from the site folder.
    Changed(BTreeSet<String>),
    /// Nothing that matters: what was touched holds what it held.
    Nothing,
    /// The folder of the site is gone.
    Gone,
}

/// Takes signals to where [`Watch::note`] is called. Called by other threads.
pub type Send = Arc<dyn Fn(Signal) + std::marker::Send + Sync>;

/// The folder of a site under watch.
pub struct Watch {
    folder: Folder,
    send: Send,
    /// Held, because it ends when it is dropped.
    watcher: Option<notify::RecommendedWatcher>,
    mode: Mode,
    pending: Pending,
    checkout: Checkout,
    stamps: Stamps,
    /// Not before then is anything read: for polling, for a site that is away, for a checkout.
    not_before: Option<Instant>,
    is_away: bool,
    is_after_checkout: bool,
    /// Whether the watcher must be made again.
    is_stale: bool,
    retries: u8,
    faults: Vec<ReadError>,
}

impl Watch {
    /// Reads a site and watches it.
    pub fn start(site: &Path, mode: Mode, send: Send) -> Result<Self, ReadError> {
        let folder = Folder::open(site)?;
        let checkout = Checkout::around(folder.root());
        let mut watch = Self {
            folder,
            send,
            watcher: None,
            mode,
            pending: Pending::default(),
            checkout,
            stamps: Stamps::default(),
            not_before: None,
            is_away: false,
            is_after_checkout: false,
            is_stale: true,
            retries: 0,
            faults: Vec::new(),
        };
        watch.arm();
        // What changed between the first reading and the watching is read now.
        watch.folder.read_all();
        watch.faults = watch.folder.faults().cloned().collect();
        Ok(watch)
    }

    /// Returns how changes are found: events, as long as the system can tell them.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Returns the site as last read.
    pub fn inputs(&self, today: &str) -> Inputs {
        self.folder.inputs(today)
    }

    /// Returns what could not be read.
    pub fn faults(&self) -> &[ReadError] {
        &self.faults
    }

    /// Notes a signal.
    pub fn note(&mut self, signal: Signal) {
        let now = Instant::now();
        match signal.0 {
            Ok(event) if event.need_rescan() => self.lose(now),
            Ok(event) => {
                if let Some(touch) = touch(event.kind) {
                    event.paths.into_iter().for_each(|path| self.touch(path, touch, now));
                }
            }
            // Watches ran out, or the system fails to tell.
            Err(_) => {
                (self.watcher, self.mode) = (None, Mode::Polling);
                self.lose(now);
            }
        }
    }

    /// Returns whether something happened that has not been read.
    pub fn is_pending(&self) -> bool {
        self.pending.is_any()
    }

    /// Returns when the first event came that has not been read.
    pub fn since(&self) -> Option<Instant> {
        self.pending.since()
    }

    /// Returns when to call [`read`](Self::read) next; nothing where only a signal is worth waking for.
    pub fn due(&self) -> Option<Instant> {
        if self.is_away {
            return self.not_before;
        }
        match (self.pending.due(), self.not_before) {
            (Some(due), Some(not_before)) => Some(due.max(not_before)),
            (due, not_before) => due.or(not_before),
        }
    }

    /// Reads what is due.
    pub fn read(&mut self) -> News {
        let now = Instant::now();
        self.not_before = None;
        if !self.folder.is_there() {
            self.pending = Pending::default();
            (self.is_away, self.is_stale, self.not_before) = (true, true, Some(now + ABSENCE));
            return News::Gone;
        }
        if self.is_checkout(now) {
            (self.not_before, self.is_after_checkout) = (Some(now + CHECKOUT), true);
            return News::Nothing;
        }
        let mut changed = self.read_batch(now);
        if self.mode == Mode::Polling {
            self.not_before = Some(now + POLL);
        }
        let was_away = std::mem::take(&mut self.is_away);
        let has_new_faults = self.judge_faults(now);
        if changed.is_empty() && !has_new_faults && !was_away {
            return News::Nothing;
        }
        News::Changed(std::mem::take(&mut changed))
    }

    fn read_batch(&mut self, now: Instant) -> BTreeSet<String> {
        let batch = self.pending.take(now);
        if !batch.paths.is_empty() {
            self.retries = if batch.is_retry { self.retries } else { 0 };
        }
        let links = self.folder.links().clone();
        let mut changed = BTreeSet::new();
        if self.is_stale {
            self.arm();
        }
        let is_after_checkout = std::mem::take(&mut self.is_after_checkout);
        // Where much happens at once, some events are still on their way: the disk knows all of it already.
        if batch.is_everything || batch.is_many || self.is_away || is_after_checkout {
            changed.extend(self.folder.read_all());
        } else {
            let polled = if self.mode == Mode::Polling { self.look() } else { BTreeSet::new() };
            let paths = batch.paths.iter().chain(&polled);
            changed.extend(paths.flat_map(|path| self.folder.read_again(path)).collect::<Vec<_>>());
        }
        if *self.folder.links() != links {
            self.watch_links();
        }
        changed
    }

    fn look(&mut self) -> BTreeSet<PathBuf> {
        self.stamps.look(&FOLDERS.map(|name| self.folder.root().join(name)))
    }

    /// Returns whether Git is at it. A few files do not wait for long: it also holds its lock while someone writes the
    /// message of a commit.
    fn is_checkout(&self, now: Instant) -> bool {
        let few = Duration::from_millis(250);
        let most = if self.pending.is_many() { LONGEST_CHECKOUT } else { few };
        let waited = self.pending.since().map(|since| now.saturating_duration_since(since));
        waited.is_some_and(|waited| waited < most) && self.checkout.is_under_way(LONGEST_CHECKOUT)
    }

    /// Keeps what cannot be read for telling, after some tries; says whether that is something new.
    fn judge_faults(&mut self, now: Instant) -> bool {
        let paths: Vec<PathBuf> = self.folder.faulty_paths().cloned().collect();
        if !paths.is_empty() && self.retries < RETRIES {
            self.retries += 1;
            for path in paths {
                self.pending.later(path, now);
            }
            return false;
        }
        let faults: Vec<ReadError> = self.folder.faults().cloned().collect();
        let is_new = faults != self.faults;
        self.faults = faults;
        is_new
    }

    fn touch(&mut self, path: PathBuf, touch: Touch, now: Instant) {
        let root = self.folder.root();
        if path == root || FOLDERS.iter().any(|name| path == root.join(name)) {
            return self.lose(now);
        }
        for path in self.names(path) {
            if self.folder.folder_of(&path).is_some() {
                self.pending.touch(path, touch, now);
            }
        }
    }

    /// Returns every name of a path in the site: a file behind a link has several.
    fn names(&self, path: PathBuf) -> BTreeSet<PathBuf> {
        let mut names = BTreeSet::from([path]);
        // A link may lie behind a link.
        for _ in 0..self.folder.links().len().min(4) {
            let more: Vec<PathBuf> = names.iter().flat_map(|name| self.other_names(name)).collect();
            names.extend(more);
        }
        names
    }

    fn other_names(&self, path: &Path) -> impl Iterator<Item = PathBuf> {
        let below = |folder: &Path, other: &Path| {
            let rest = path.strip_prefix(folder).ok()?;
            Some(if rest.as_os_str().is_empty() { other.to_owned() } else { other.join(rest) })
        };
        let links = self.folder.links().iter();
        links.flat_map(move |link| [below(&link.target, &link.at), below(&link.at, &link.target)]).flatten()
    }

    /// Everything may be otherwise, and new folders may be unwatched.
    fn lose(&mut self, now: Instant) {
        self.is_stale = true;
        self.pending.everything(now);
    }

    /// Watches anew.
    fn arm(&mut self) {
        self.is_stale = false;
        self.watcher = None;
        if self.mode == Mode::Events {
            match self.watcher() {
                Ok(watcher) => self.watcher = Some(watcher),
                Err(_) => self.mode = Mode::Polling,
            }
        }
        self.watch_links();
        if self.mode == Mode::Polling {
            self.look();
            self.not_before = Some(Instant::now() + POLL);
        }
    }

    fn watcher(&self) -> notify::Result<notify::RecommendedWatcher> {
        let send = Arc::clone(&self.send);
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Reading files is an event too; it must not wake anybody.
            if event.as_ref().map_or(true, |event| event.need_rescan() || touch(event.kind).is_some()) {
                send(Signal(event));
            }
        })?;
        let root = self.folder.root();
        watcher.watch(root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS.map(|name| root.join(name)).iter().filter(|folder| folder.is_dir()) {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(watcher)
    }

    /// Watches what links lead to, where it is not watched anyway.
    fn watch_links(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        let is_watched = |path: &Path| self.folder.folder_of(path).is_some();
        for link in self.folder.links().iter().filter(|link| !is_watched(&link.target)) {
            let is_folder = link.target.is_dir();
            let (path, mode) = match link.target.parent() {
                Some(parent) if !is_folder => (parent, RecursiveMode::NonRecursive),
                _ => (link.target.as_path(), RecursiveMode::Recursive),
            };
            // A folder that cannot be watched is read when the link itself is touched.
            let _ = watcher.watch(path, mode);
        }
    }
}

/// Reads a site and calls `each`, then again after every change. Returns only where there is no site.
pub fn follow(site: &Path, mode: Mode, mut each: impl FnMut(&Watch)) -> Result<(), ReadError> {
    let (send, inbox) = mpsc::channel();
    let mut watch = Watch::start(site, mode, Arc::new(move |signal| drop(send.send(signal))))?;
    loop {
        each(&watch);
        wait(&mut watch, &inbox);
    }
}

/// Waits for a change that nothing follows at once.
fn wait(watch: &mut Watch, inbox: &Receiver<Signal>) {
    let mut is_changed = false;
    while !is_changed || watch.is_pending() {
        let due = watch.due().map(|due| due.saturating_duration_since(Instant::now()));
        if let Ok(signal) = inbox.recv_timeout(due.unwrap_or(FOREVER)) {
            watch.note(signal);
        }
        for signal in inbox.try_iter() {
            watch.note(signal);
        }
        if watch.due().is_some_and(|due| due <= Instant::now()) {
            is_changed |= matches!(watch.read(), News::Changed(_));
        }
    }
}

/// Returns what an event means for the content of files; nothing where it has none, as when somebody reads.
fn touch(kind: EventKind) -> Option<Touch> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Touch::Done),
        EventKind::Access(_) => None,
        EventKind::Create(CreateKind::Folder) => Some(Touch::NewFolder),
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_)) => Some(Touch::Writing),
        EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Any | EventKind::Other => Some(Touch::Done),
    }
}
