//! The rim: the only code that touches disks, clocks and terminals.

pub mod author;
pub mod publish;
mod published;
mod read;
pub mod serve;
mod terminal;
mod theme;
pub mod watch;

pub use published::{published, published_figures};
pub use read::{ReadError, read};
pub use terminal::Progress;
