//! Progress on a terminal; silence in a pipe.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts files as they are drawn and shows how far the work is, if someone is looking.
pub struct Progress {
    is_shown: bool,
    total: usize,
    done: AtomicUsize,
}

/// Steps of the count between two writes to the terminal.
const STEPS: usize = 50;

impl Progress {
    /// Starts to count to `total`.
    pub fn new(total: usize) -> Self {
        Self { is_shown: std::io::stderr().is_terminal(), total, done: AtomicUsize::new(0) }
    }

    /// Counts one file.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let every = (self.total / STEPS).max(1);
        if self.is_shown && (done.is_multiple_of(every) || done == self.total) {
            show(&format!("\r{done}/{}", self.total));
        }
    }

    /// Clears the line.
    pub fn finish(&self) {
        if self.is_shown {
            show("\r\u{1b}[K");
        }
    }
}

/// Writes to the terminal. A terminal that has gone away is no reason to stop building.
fn show(text: &str) {
    let mut stderr = std::io::stderr();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}
