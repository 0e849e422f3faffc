//! Translations that are older than their original: the author writes down which text a translation was made from, as a
//! fingerprint, and is told when that text has changed since.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Inputs;
use crate::model::{Locale, Localized};
use crate::parse::{self, Prose, Raw, Translations, Written};

/// Letters of a fingerprint: enough that two texts never share one by chance, few enough for a line of TOML.
const FINGERPRINT_LETTERS: usize = 16;

/// Title, summary and texts of a report or article.
pub(super) struct Original<'r> {
    pub(super) title: &'r parse::Localized,
    pub(super) summary: &'r parse::Localized,
    pub(super) prose: &'r BTreeMap<String, Arc<Prose>>,
    pub(super) translations: &'r Translations,
}

impl<'r> From<&'r Written<parse::Report>> for Original<'r> {
    fn from(report: &'r Written<parse::Report>) -> Self {
        let parse::Report { title, summary, translations, .. } = report.of.as_ref();
        Self { title, summary, prose: &report.prose, translations }
    }
}

impl<'r> From<&'r Written<parse::Article>> for Original<'r> {
    fn from(article: &'r Written<parse::Article>) -> Self {
        let parse::Article { title, summary, translations, .. } = article.of.as_ref();
        Self { title, summary, prose: &article.prose, translations }
    }
}

impl Original<'_> {
    /// Returns the fingerprint of what is said in a language. Spaces and line ends do not count.
    fn fingerprint(&self, tag: &str, inputs: &Inputs) -> Option<String> {
        let written = |text: &parse::Localized| {
            let mut entries = text.entries.iter();
            entries
                .find(|(known, _)| known.value == tag)
                .map_or(String::new(), |(_, text)| text.value.clone())
        };
        let prose = parse::nfc(inputs.file(self.prose.get(tag)?.file).text());
        let mut hasher = blake3::Hasher::new();
        for part in [written(self.title), written(self.summary), prose] {
            let words: Vec<&str> = part.split_whitespace().collect();
            hasher.update(words.join(" ").as_bytes()).update(b"\n");
        }
        Some(hasher.finalize().to_hex()[..FINGERPRINT_LETTERS].to_owned())
    }
}

/// Returns for each language whether its text is older than the original.
pub(super) fn stale(context: &mut Context<'_>, original: &Original<'_>) -> Localized<bool> {
    let site = context.languages.clone();
    let first = site.tag(Locale::DEFAULT);
    let entries = original.translations.translated.as_ref().map_or(&[][..], |translated| &translated.entries);
    context.know_languages(entries.iter().map(|(tag, _)| tag));
    let present = original.fingerprint(first, context.inputs);
    let mut stale = Vec::new();
    for (tag, written) in entries {
        if tag.value == first {
            let own =
                Diagnostic::at(Code::UnknownWord, tag.span).with("word", first).with("key", "translated");
            context.tell(own.with("known", site.tags()[1..].join(", ")));
        } else if site.find(&tag.value).is_some()
            && present.as_ref().is_some_and(|present| *present != written.value)
        {
            let path = &context.inputs.file(written.span.file).path;
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            let told = Diagnostic::at(Code::StaleTranslation, written.span).with("language", &tag.value);
            context.tell(told.with("original", first).with("folder", folder));
            stale.push(tag.value.clone());
        }
    }
    Localized::from_fn(&site, |locale| stale.iter().any(|tag| tag == site.tag(locale)))
}

/// Why a fingerprint cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFingerprint {
    /// The folder holds no report or page, or one with mistakes.
    NoText,
    /// The site has no such language, or it is the one that others are translated from.
    NoTranslation,
    /// The text lacks in the first language or in this one.
    NoTwin,
}

impl NoFingerprint {
    /// Returns the key of its message.
    pub fn message(self) -> &'static str {
        match self {
            Self::NoText => "translated-no-text",
            Self::NoTranslation => "translated-no-translation",
            Self::NoTwin => "translated-no-twin",
        }
    }
}

/// Returns the fingerprint of the text in `folder` (`content/reports/2023-10`) that one in language `tag` is made from.
pub fn fingerprint(raw: &Raw, inputs: &Inputs, folder: &str, tag: &str) -> Result<String, NoFingerprint> {
    let id = |group: &str| folder.strip_prefix("content/")?.strip_prefix(group);
    let report =
        || raw.reports.iter().find(|report| id("reports/") == Some(&report.id.value)).map(Original::from);
    let article =
        || raw.articles.iter().find(|article| id("pages/") == Some(&article.id.value)).map(Original::from);
    let original = report().or_else(article).ok_or(NoFingerprint::NoText)?;
    let languages = raw.site.as_ref().map_or(&[][..], |site| &site.languages.value);
    let (first, others) = languages.split_first().ok_or(NoFingerprint::NoText)?;
    if !others.iter().any(|known| known.value == tag) {
        return Err(NoFingerprint::NoTranslation);
    }
    let has_twin = original.prose.contains_key(tag);
    original.fingerprint(&first.value, inputs).filter(|_| has_twin).ok_or(NoFingerprint::NoTwin)
}
