//! Changes one file of an author, when a command says so: whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Reads, changes and replaces a file; says whether there was anything to change. `change` sees the text without its
/// byte order mark and returns nothing where it cannot.
pub fn change(path: &Path, change: impl FnOnce(&str) -> Option<String>) -> io::Result<bool> {
    let path = path.canonicalize()?;
    let text = fs::read_to_string(&path)?;
    let (mark, body) = text.strip_prefix('\u{feff}').map_or(("", text.as_str()), |body| ("\u{feff}", body));
    let changed = change(body).ok_or(io::ErrorKind::InvalidData)?;
    if changed == body {
        return Ok(false);
    }
    replace(&path, &format!("{mark}{changed}")).map(|()| true)
}

/// Writes beside the file and moves it into its place, so that nobody ever sees half of it.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = write(&beside, text, path).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What failed is told; the left-over is hidden and never read.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write(beside: &Path, text: &str, like: &Path) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(beside)?;
    file.write_all(text.as_bytes())?;
    file.set_permissions(fs::metadata(like)?.permissions())?;
    file.sync_all()
}
