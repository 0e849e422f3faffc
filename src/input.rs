//! Author files in memory, and places in them.
//!
//! Enters: what `io::read` found. Never true here: a path outside the site folder, a clock, a disk.

use std::ops::Range;
use std::sync::Arc;

/// Names one input file. Only [`Inputs`] hands them out, so a look-up cannot fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// A byte range in one input file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file the range lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span of `range` in `file`. Files over 4 GiB are refused on reading, so offsets fit.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: offset(range.start), end: offset(range.end) }
    }

    /// Returns the span of `range` counted from the start of this one.
    #[must_use]
    pub fn within(self, range: Range<usize>) -> Self {
        let start = self.start as usize;
        Self::new(self.file, start + range.start..start + range.end)
    }

    /// Returns the bytes it covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A raw value and where an author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts `value` at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Changes the value and keeps the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// UTF-8 text: TOML, Markdown, templates, style sheets.
    Text(String),
    /// Anything else: images, fonts, text that is not UTF-8.
    Bytes(Vec<u8>),
}

/// One file of the site folder (or of the theme inside the program).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Path from the site folder, `/`-separated: `content/places.toml`.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

impl InputFile {
    /// Returns its text, or nothing where it is not text.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Bytes(_) => "",
        }
    }
}

/// Everything that a build depends on: the files and the day. Same inputs, same bytes.
#[derive(Debug, Clone)]
pub struct Inputs {
    files: Vec<Arc<InputFile>>,
    /// The day of the build as `YYYY-MM-DD`.
    pub today: String,
    /// Open data of the last published site: what is told depends on it, what is published does not.
    published: Vec<InputFile>,
    drafts: Drafts,
}

/// What is done with drafts and with reports of days to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drafts {
    /// They stay at home, as in all that is published.
    #[default]
    Hidden,
    /// They are shown, marked: to their authors only.
    Shown,
}

impl Inputs {
    /// Takes files in any order; keeps them by path, so that the order of a folder listing never shows.
    pub fn new(files: Vec<InputFile>, today: &str) -> Self {
        Self::of_shared(files.into_iter().map(Arc::new).collect(), today)
    }

    /// Takes files that other inputs may hold too. One that is the same in both is known to be unchanged.
    pub fn of_shared(mut files: Vec<Arc<InputFile>>, today: &str) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        Self { files, today: today.to_owned(), published: Vec::new(), drafts: Drafts::Hidden }
    }

    /// Adds open data of the last published site.
    #[must_use]
    pub fn with_published(mut self, published: Vec<InputFile>) -> Self {
        self.published = published;
        self
    }

    /// Says what is done with drafts.
    #[must_use]
    pub fn with_drafts(mut self, drafts: Drafts) -> Self {
        self.drafts = drafts;
        self
    }

    /// Returns what is done with drafts.
    pub fn drafts(&self) -> Drafts {
        self.drafts
    }

    /// Finds a file of the last published site by its path there.
    pub fn published_file(&self, path: &str) -> Option<&InputFile> {
        self.published.iter().find(|file| file.path.ends_with(path))
    }

    /// Returns a file.
    pub fn file(&self, id: FileId) -> &InputFile {
        &self.files[id.0 as usize]
    }

    /// Returns all files by path.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &InputFile)> {
        (0..).map(FileId).zip(self.files.iter().map(Arc::as_ref))
    }

    /// Returns all files by path, to share them.
    pub fn shared_files(&self) -> &[Arc<InputFile>] {
        &self.files
    }

    /// Returns a file, to share it.
    pub fn shared_file(&self, id: FileId) -> &Arc<InputFile> {
        &self.files[id.0 as usize]
    }

    /// Finds a file by its path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        u32::try_from(at).ok().map(FileId)
    }

    /// Returns the text under a span; empty where the file is not text.
    pub fn excerpt(&self, span: Span) -> &str {
        self.file(span.file).text().get(span.range()).unwrap_or_default()
    }

    /// Returns line and column of a byte, both from 1; the column counts characters.
    pub fn line_column(&self, file: FileId, at: usize) -> (usize, usize) {
        let text = self.file(file).text();
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "một = 1\nQuận = 2".to_owned();
        let inputs = Inputs::new(
            vec![InputFile { path: "a.toml".into(), content: Content::Text(text) }],
            "2023-11-02",
        );
        let file = inputs.find("a.toml").unwrap();
        let at = inputs.file(file).text().find("= 2").unwrap();
        assert_eq!(inputs.line_column(file, at), (2, 6));
        assert_eq!(inputs.line_column(file, usize::MAX), (2, 9));
    }

    #[test]
    fn order_of_reading_does_not_show() {
        let file = |path: &str| InputFile { path: path.into(), content: Content::Text(String::new()) };
        let paths = |inputs: &Inputs| inputs.files().map(|(_, file)| file.path.clone()).collect::<Vec<_>>();
        let one = Inputs::new(vec![file("b"), file("a")], "2023-11-02");
        let two = Inputs::new(vec![file("a"), file("b")], "2023-11-02");
        assert_eq!(paths(&one), paths(&two));
    }
}
