//! What was touched and not yet read, and when to read it. Pure: events and times go in, a time comes out.
//!
//! Latency is everything: a single save is read after [`QUIET`]. Where many files are touched, a checkout is under way, and
//! more quiet is waited for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Quiet after the last event before a few files are read.
const QUIET: Duration = Duration::from_millis(2);
/// Quiet before many files are read.
const QUIET_OF_MANY: Duration = Duration::from_millis(40);
/// Files that somebody touches at once by hand, at most.
const FEW: usize = 8;
/// How long a file may stay open after a write before it is read all the same. Linux tells when it is closed.
const OPEN: Duration = Duration::from_millis(if cfg!(target_os = "linux") { 150 } else { 20 });
/// Longest wait while events go on without an end.
const LONGEST: Duration = Duration::from_secs(2);
/// After a new folder is read it is read once more: what is put into it before it is watched goes unseen.
const SECOND_LOOK: Duration = Duration::from_millis(60);

/// What happened to a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    /// It is as it will be.
    Done,
    /// It is being written, and may be so for a while.
    Writing,
    /// A folder came into being.
    NewFolder,
}

/// Paths that wait to be read.
#[derive(Debug, Default)]
pub(super) struct Pending {
    touched: BTreeSet<PathBuf>,
    /// When files that are still open were last written to.
    open: BTreeMap<PathBuf, Instant>,
    /// Folders to look at once more, and when.
    again: BTreeMap<PathBuf, Instant>,
    /// Whether all that is known may be wrong.
    is_everything: bool,
    times: Option<(Instant, Instant)>,
}

/// What to read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Batch {
    pub(super) paths: BTreeSet<PathBuf>,
    pub(super) is_everything: bool,
    /// Whether so much was touched that nobody did it by hand.
    pub(super) is_many: bool,
    /// Whether nothing new happened, and paths are only looked at once more.
    pub(super) is_retry: bool,
}

impl Pending {
    /// Notes an event.
    pub(super) fn touch(&mut self, path: PathBuf, touch: Touch, now: Instant) {
        match touch {
            Touch::Done => drop(self.open.remove(&path)),
            Touch::Writing => drop(self.open.insert(path.clone(), now)),
            Touch::NewFolder => drop(self.again.insert(path.clone(), now + SECOND_LOOK)),
        }
        self.touched.insert(path);
        self.note(now);
    }

    /// Notes that events were lost, or that the folders themselves have changed.
    pub(super) fn everything(&mut self, now: Instant) {
        self.is_everything = true;
        self.note(now);
    }

    /// Has a path read again in a moment: it could not be read now.
    pub(super) fn later(&mut self, path: PathBuf, now: Instant) {
        self.again.insert(path, now + SECOND_LOOK);
    }

    fn note(&mut self, now: Instant) {
        self.times = Some((self.times.map_or(now, |(first, _)| first), now));
    }

    /// Returns whether something happened that has not been read.
    pub(super) fn is_any(&self) -> bool {
        self.times.is_some()
    }

    /// Returns whether so much was touched that nobody did it by hand.
    pub(super) fn is_many(&self) -> bool {
        self.is_everything || self.touched.len() > FEW
    }

    /// Returns when to read next.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due_of_events().into_iter().chain(self.again.values().copied()).min()
    }

    fn due_of_events(&self) -> Option<Instant> {
        let (first, last) = self.times?;
        let quiet = last + if self.is_many() { QUIET_OF_MANY } else { QUIET };
        let closed = self.open.values().map(|&written| written + OPEN);
        Some(closed.chain([quiet]).max().unwrap_or(quiet).min(first + LONGEST))
    }

    /// Returns when the first event that waits came.
    pub(super) fn since(&self) -> Option<Instant> {
        self.times.map(|(first, _)| first)
    }

    /// Takes what is due.
    pub(super) fn take(&mut self, now: Instant) -> Batch {
        let is_settled = self.due_of_events().is_some_and(|due| due <= now);
        let mut batch = Batch { is_retry: !is_settled, ..Batch::default() };
        if is_settled {
            batch.is_many = self.is_many();
            (batch.paths, batch.is_everything) = (std::mem::take(&mut self.touched), self.is_everything);
            (self.is_everything, self.times) = (false, None);
            self.open.clear();
        }
        let (due, later): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.again).into_iter().partition(|&(_, at)| at <= now);
        self.again = later;
        batch.paths.extend(due.into_keys());
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    fn touched(touches: &[(&str, Touch, u64)], start: Instant) -> Pending {
        let mut pending = Pending::default();
        for &(path, touch, at) in touches {
            pending.touch(path.into(), touch, start + ms(at));
        }
        pending
    }

    #[test]
    fn a_single_save_does_not_wait() {
        let start = Instant::now();
        let save = touched(&[("a", Touch::Writing, 0), ("a", Touch::Done, 1)], start);
        assert_eq!(save.due(), Some(start + ms(1) + QUIET));
    }

    #[test]
    fn a_file_that_stays_open_is_read_in_the_end() {
        let start = Instant::now();
        let mut open =
            touched(&[("a", Touch::Writing, 0), ("a", Touch::Writing, 10), ("b", Touch::Done, 11)], start);
        assert_eq!(open.due(), Some(start + ms(10) + OPEN));
        assert_eq!(open.take(start + ms(12)).paths.len(), 0);
        assert_eq!(open.take(start + ms(10) + OPEN).paths.len(), 2);
        assert_eq!(open.due(), None);
    }

    #[test]
    fn many_files_wait_for_more_quiet() {
        let start = Instant::now();
        let names: Vec<String> = (0..=FEW).map(|at| at.to_string()).collect();
        let touches: Vec<_> = names.iter().map(|name| (name.as_str(), Touch::Done, 3)).collect();
        assert_eq!(touched(&touches[1..], start).due(), Some(start + ms(3) + QUIET));
        assert_eq!(touched(&touches, start).due(), Some(start + ms(3) + QUIET_OF_MANY));
    }

    #[test]
    fn a_stream_without_end_is_read_now_and_then() {
        let start = Instant::now();
        let stream: Vec<_> = (0..5_000).map(|at| ("a", Touch::Writing, at)).collect();
        assert_eq!(touched(&stream, start).due(), Some(start + LONGEST));
    }

    #[test]
    fn a_new_folder_is_looked_at_twice() {
        let start = Instant::now();
        let mut folder = touched(&[("a", Touch::NewFolder, 0)], start);
        assert_eq!(folder.take(start + QUIET).paths.len(), 1);
        assert!(!folder.is_any());
        assert_eq!(folder.due(), Some(start + SECOND_LOOK));
        assert_eq!(folder.take(start + SECOND_LOOK).paths.len(), 1);
        assert_eq!(folder.due(), None);
    }
}
