//! Reads open data of the last published site, so that what it said can be compared with what it will say.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::audit::published::{CORRECTIONS, FINGERPRINTS};
use crate::input::{Content, InputFile};

/// Reads what is small and always compared. Nothing where nothing was published yet.
pub fn published(output: &Path) -> Vec<InputFile> {
    [CORRECTIONS, FINGERPRINTS].iter().filter_map(|path| file(output, path)).collect()
}

/// Reads the figures of one indicator.
pub fn published_figures(output: &Path, indicator: &str) -> Option<InputFile> {
    file(output, &format!("data/{indicator}.csv"))
}

/// Reads a file. One that is there and cannot be read is no text, which is told; one that is not there is nothing.
fn file(output: &Path, path: &str) -> Option<InputFile> {
    let full = output.join(path);
    let content = match fs::read(&full) {
        Ok(bytes) => {
            String::from_utf8(bytes).map_or_else(|error| Content::Bytes(error.into_bytes()), Content::Text)
        }
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return None,
        Err(_) => Content::Bytes(Vec::new()),
    };
    Some(InputFile { path: full.display().to_string().replace('\\', "/"), content })
}
