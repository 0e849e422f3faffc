//! The address that a browser asks for → a file of the plan. No file of a disk is ever named by it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::plan::PlannedFile;
use crate::preview::Stage;

/// Letters that stand in a path as they are.
const KEPT: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is at an address.
pub(super) enum Found<'s> {
    /// A file.
    File(&'s PlannedFile),
    /// Another address.
    Moved(String),
    /// Nothing; the page that says so, if the site has one.
    Missing(Option<&'s PlannedFile>),
}

/// Decodes a path as browsers send it; nothing where it is malformed.
pub(super) fn decode(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    (path.starts_with('/') && !path.contains('\0')).then(|| path.into_owned())
}

/// Encodes a path as browsers send it.
pub(super) fn encode(path: &str) -> String {
    utf8_percent_encode(path, &KEPT).to_string()
}

/// Finds what a site has at a decoded path.
pub(super) fn find<'s>(stage: &'s Stage<'_>, path: &str) -> Found<'s> {
    let base = base(stage);
    let Some(rest) = path.strip_prefix(base.as_str()) else {
        let is_above = path == "/" || format!("{path}/") == base;
        return if is_above { Found::Moved(encode(&base)) } else { Found::Missing(stage.file("404.html")) };
    };
    let is_folder = rest.is_empty() || rest.ends_with('/');
    let file = if is_folder { stage.file(&format!("{rest}index.html")) } else { stage.file(rest) };
    if let Some(file) = file {
        return Found::File(file);
    }
    if !is_folder && stage.file(&format!("{rest}/index.html")).is_some() {
        return Found::Moved(format!("{}/", encode(path)));
    }
    let language = rest.split('/').next().unwrap_or_default();
    Found::Missing(stage.file(&format!("{language}/404.html")).or_else(|| stage.file("404.html")))
}

/// Returns the path that the site stands under, decoded.
pub(super) fn base(stage: &Stage<'_>) -> String {
    decode(stage.base_path()).unwrap_or_else(|| "/".to_owned())
}
