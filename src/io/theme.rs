//! The default theme, inside the program: `minhbach` works alone, and a site overrides single files of it.

use crate::input::{Content, InputFile};

/// Path in a site folder and bytes of every file, listed by `build.rs`.
const FILES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/theme.rs"));

/// Returns the files of the default theme as if they stood in the site folder.
pub(super) fn built_in() -> impl Iterator<Item = InputFile> {
    FILES.iter().map(|(path, bytes)| {
        let content = match std::str::from_utf8(bytes) {
            Ok(text) => Content::Text(text.to_owned()),
            Err(_) => Content::Bytes(bytes.to_vec()),
        };
        InputFile { path: (*path).to_owned(), content }
    })
}
