//! `minhbach serve`, the real program on real files: what authors and their editors do to a site while it is previewed.

mod answers;
mod preview;
#[path = "../support/mod.rs"]
mod support;
mod survives;
