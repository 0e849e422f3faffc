//! What each code means, in full: for `minhbach explain`, for programs that show rules, and for the pages in `docs/`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::messages::flatten;
use super::{Code, Messages};

/// Languages that explanations exist in: tag and text. The same as those of [`Messages`].
const SOURCES: [(&str, &str); 2] =
    [("en", include_str!("explain.en.toml")), ("vi", include_str!("explain.vi.toml"))];
/// Excerpts of files, the same in every language.
const EXAMPLES: &str = include_str!("examples.toml");
/// Groups of codes, in the order that an author meets them. Their names are among the messages: `group-files`.
const GROUPS: [&str; 9] =
    ["files", "keys", "ids", "languages", "tables", "texts", "sums", "corrections", "theme"];
/// Columns of explanations: longer lines are hard to read.
const WIDTH: usize = 100;

/// What each code means, in one language.
pub struct Explanations {
    words: BTreeMap<String, String>,
    examples: BTreeMap<String, String>,
}

/// An excerpt of a file that causes a fault, and how it is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example<'e> {
    /// The file, from the site folder.
    pub file: &'e str,
    /// What causes the fault.
    pub wrong: &'e str,
    /// What mends it; empty where the excerpt is to be taken out.
    pub right: &'e str,
}

impl Explanations {
    /// Returns the explanations in the language of these messages.
    pub fn new(messages: &Messages) -> Self {
        let (_, text) = SOURCES.iter().find(|(tag, _)| *tag == messages.tag()).unwrap_or(&SOURCES[0]);
        Self { words: flatten(text), examples: flatten(EXAMPLES) }
    }

    /// Returns the codes by group.
    pub fn groups(&self) -> impl Iterator<Item = (&'static str, Vec<Code>)> {
        let of = |code: &Code| self.examples.get(&format!("{}.group", code.name())).map(String::as_str);
        GROUPS.iter().map(move |group| {
            let codes = Code::ALL.iter().copied().filter(|code| of(code) == Some(group));
            (*group, codes.collect())
        })
    }

    /// Returns in few words what it is.
    pub fn title(&self, code: Code) -> &str {
        self.word(code, "title")
    }

    /// Returns why it matters and what to do.
    pub fn text(&self, code: Code) -> &str {
        self.word(code, "text")
    }

    /// Returns an example, where an excerpt of a file can show it.
    pub fn example(&self, code: Code) -> Option<Example<'_>> {
        let part = |part: &str| self.examples.get(&format!("{}.{part}", code.name())).map(String::as_str);
        Some(Example { file: part("file")?, wrong: part("wrong")?, right: part("right")? })
    }

    fn word(&self, code: Code, part: &str) -> &str {
        self.words.get(&format!("{}.{part}", code.name())).map_or("", String::as_str)
    }
}

/// Writes what a code means: what it is, an example, the cure. The text is also Markdown.
pub fn explain(code: Code, messages: &Messages) -> String {
    let explanations = Explanations::new(messages);
    let severity = messages.text(code.severity().name(), &[]);
    let mut text = format!("{severity}[{}]: {}\n\n", code.name(), explanations.title(code));
    text.push_str(&wrapped(explanations.text(code)));
    if let Some(Example { file, wrong, right }) = explanations.example(code) {
        let word = |key: &str| messages.text(key, &[("path", file.to_owned())]);
        let _ = write!(text, "\n{}\n\n{}", word("explain-wrong"), indented(wrong));
        if right.is_empty() {
            let _ = writeln!(text, "\n{}", word("explain-nothing"));
        } else {
            let _ = write!(text, "\n{}\n\n{}", word("explain-right"), indented(right));
        }
    }
    text
}

/// Lists every code with what it is, by group.
pub fn list(messages: &Messages) -> String {
    let explanations = Explanations::new(messages);
    let longest = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let mut text = String::new();
    for (group, codes) in explanations.groups() {
        let _ = writeln!(text, "{}", messages.text(&format!("group-{group}"), &[]));
        for code in codes {
            let _ = writeln!(text, "  {:longest$}  {}", code.name(), explanations.title(code));
        }
        text.push('\n');
    }
    text
}

fn indented(excerpt: &str) -> String {
    excerpt
        .lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") })
        .collect()
}

/// Breaks a text into lines.
fn wrapped(text: &str) -> String {
    let (mut lines, mut column) = (String::new(), 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            lines.push('\n');
            column = 0;
        }
        if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
    }
    lines + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_every_language() {
        for tag in Messages::tags() {
            let explanations = Explanations::new(&Messages::new(tag));
            for &code in Code::ALL {
                assert!(!explanations.title(code).is_empty(), "{tag}: {}.title", code.name());
                assert!(!explanations.text(code).is_empty(), "{tag}: {}.text", code.name());
            }
            let known =
                |key: &String| Code::ALL.iter().any(|code| key.split('.').next() == Some(code.name()));
            let gone = explanations.words.keys().chain(explanations.examples.keys()).find(|key| !known(key));
            assert_eq!(gone, None, "{tag}");
        }
    }

    #[test]
    fn every_code_is_in_one_group() {
        let explanations = Explanations::new(&Messages::new("en"));
        let mut grouped: Vec<Code> = explanations.groups().flat_map(|(_, codes)| codes).collect();
        grouped.sort_unstable();
        assert_eq!(grouped, Code::ALL, "group in src/diagnostic/examples.toml");
    }

    #[test]
    fn lines_are_broken_between_words() {
        let text = "chữ ".repeat(60);
        let lines = wrapped(text.trim());
        assert!(lines.lines().all(|line| line.chars().count() <= WIDTH), "{lines}");
        assert_eq!(lines.split_whitespace().count(), 60);
    }
}
