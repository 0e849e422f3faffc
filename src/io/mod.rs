//! The rim: the only code that touches disks, clocks and terminals.

pub mod author;
pub mod publish;
mod read;
mod terminal;
mod theme;

pub use read::{ReadError, read};
pub use terminal::Progress;
