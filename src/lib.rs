//! Minh Bạch reads a folder of reports and indicator files, parses it, checks it into a catalogue of what is true,
//! plans every page, renders them and publishes the site.

pub mod audit;
pub mod chart;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod geometry;
pub mod input;
pub mod io;
pub mod language;
pub mod memory;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod plan;
pub mod preview;
pub mod render;
