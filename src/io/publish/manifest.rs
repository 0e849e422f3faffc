//! The list of what we wrote: planned paths and the hash of each content.
//!
//! Text in, text out: sorted lines `hash  path`, which `b3sum --check` understands. The same site gives the same bytes.
//! A path in a manifest has always passed [`check_path`].

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::error::{Action, PathFault, PublishError};

/// Name of the list, at the top of the output folder. A leading dot keeps it out of the way of web servers.
pub(super) const MANIFEST: &str = ".minhbach-manifest";

/// Content hash: equal hashes are taken for equal contents.
pub(super) type Hash = blake3::Hash;

/// Planned paths with the hash of their content.
#[derive(Debug, Default)]
pub(super) struct Manifest(BTreeMap<String, Hash>);

impl Manifest {
    /// Reads the list in `output`. Without one, nothing there is ours.
    pub(super) fn read(output: &Path) -> Result<Self, PublishError> {
        let file = output.join(MANIFEST);
        match fs::read(&file) {
            Ok(bytes) => {
                Self::parse(&bytes).map_err(|line| PublishError::DamagedManifest { manifest: file, line })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(PublishError::io(Action::Read, &file)(error)),
        }
    }

    /// Returns the list, or the number of the first wrong line. A cut last line is wrong too.
    fn parse(bytes: &[u8]) -> Result<Self, usize> {
        let mut manifest = Self::default();
        for (at, line) in bytes.split_inclusive(|&byte| byte == b'\n').enumerate() {
            let (path, hash) = parse_line(line).ok_or(at + 1)?;
            manifest.claim(path, hash).map_err(|_| at + 1)?;
        }
        Ok(manifest)
    }

    /// Prints the list, sorted by path.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::new();
        for (path, hash) in &self.0 {
            text.extend([hash.to_hex().as_str(), "  ", path, "\n"]);
        }
        text
    }

    /// Adds a path that no other takes, neither as a file nor as a folder.
    pub(super) fn claim(&mut self, path: &str, hash: Hash) -> Result<(), PublishError> {
        check_path(path).map_err(|fault| PublishError::BadPath { path: path.to_owned(), fault })?;
        if self.holds(path) {
            return Err(PublishError::WrittenTwice { path: path.to_owned() });
        }
        let file_above = parents(path).find(|parent| self.holds(parent));
        if let Some(both) = file_above.or_else(|| self.holds_below(path).then_some(path)) {
            return Err(PublishError::FileAndFolder { path: both.to_owned() });
        }
        self.0.insert(path.to_owned(), hash);
        Ok(())
    }

    /// Says whether `path` is a file of the list.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// Says whether `path` is a folder of the list: some file lies below it.
    pub(super) fn holds_below(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        self.0.range(inside.clone()..).next().is_some_and(|(next, _)| next.starts_with(&inside))
    }

    /// Returns the hash of a file of the list.
    pub(super) fn hash(&self, path: &str) -> Option<Hash> {
        self.0.get(path).copied()
    }
}

/// Splits `hash  path` and its line end.
fn parse_line(line: &[u8]) -> Option<(&str, Hash)> {
    let line = str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (hash, path) = line.split_once("  ")?;
    Some((path, Hash::from_hex(hash).ok()?))
}

/// Lists `en/about` and `en` for `en/about/index.html`.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

/// Refuses a path that could leave the output folder or that some systems cannot hold.
fn check_path(path: &str) -> Result<(), PathFault> {
    let is_odd = |c: char| c == '\\' || c.is_control() || (cfg!(windows) && c == ':');
    if path.starts_with('/') {
        return Err(PathFault::Absolute);
    }
    if path.split('/').any(str::is_empty) {
        return Err(PathFault::Empty);
    }
    if path.split('/').any(|part| part == "." || part == "..") {
        return Err(PathFault::Dots);
    }
    if path.contains(is_odd) {
        return Err(PathFault::Character);
    }
    match path.split('/').next() {
        Some(first) if first.eq_ignore_ascii_case(MANIFEST) => Err(PathFault::Reserved),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_and_parses_back() {
        let mut manifest = Manifest::default();
        manifest.claim("vi/quận 1/index.html", blake3::hash(b"b")).unwrap();
        manifest.claim("a.css", blake3::hash(b"a")).unwrap();
        let text = manifest.to_text();
        assert!(text.find("a.css") < text.find("vi/"), "sorted by path");
        assert_eq!(Manifest::parse(text.as_bytes()).unwrap().to_text(), text);
    }

    #[test]
    fn names_the_first_wrong_line() {
        let good = format!("{}  a.css\n", blake3::hash(b"a").to_hex());
        for bad in
            ["<<<<<<< HEAD\n", "12  b.css\n", &good, "\u{0}", &good.replace("a.css", "../b"), good.trim_end()]
        {
            assert_eq!(Manifest::parse(format!("{good}{bad}").as_bytes()).unwrap_err(), 2, "{bad:?}");
        }
        assert_eq!(Manifest::parse(b"\xff\n").unwrap_err(), 1);
    }

    #[test]
    fn a_folder_is_not_its_neighbour() {
        let mut manifest = Manifest::default();
        manifest.claim("vi-old/index.html", blake3::hash(b"")).unwrap();
        assert!(!manifest.holds_below("vi"));
        assert!(manifest.holds_below("vi-old"));
    }
}
