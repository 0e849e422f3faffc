//! What every check needs: the languages, the files for suggestions, and a list of what is to be told.

use std::cell::Cell;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::input::{Content, Inputs, Span};
use crate::memory::{Last, Memory, Same};
use crate::model::{Date, Id, Languages, Localized, LocalizedText, Period, Registry};
use crate::parse::{self, Text, is_id};

/// Known words shown in a help line before it becomes a page of its own.
const KNOWN_SHOWN: usize = 12;

pub(super) struct Context<'i> {
    pub(super) inputs: &'i Inputs,
    pub(super) languages: Languages,
    pub(super) today: Date,
    incomplete: Vec<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Told before this one was forked off.
    before: Arc<Vec<Diagnostic>>,
    /// Whether it was asked if files have faults: the answer may change while all else stays.
    has_asked: Cell<bool>,
}

/// What was made of one source, apart from all others, and what had to be told of it.
#[derive(Clone)]
pub(super) struct Apart<R> {
    result: R,
    told: Vec<Diagnostic>,
    incomplete: Vec<String>,
    has_asked: bool,
}

impl<'i> Context<'i> {
    pub(super) fn new(
        inputs: &'i Inputs,
        languages: Languages,
        today: Date,
        incomplete: Vec<String>,
    ) -> Self {
        Self {
            inputs,
            languages,
            today,
            incomplete,
            diagnostics: Vec::new(),
            before: Arc::default(),
            has_asked: Cell::default(),
        }
    }

    /// Makes something of every source, in parallel; what has to be told comes in the order of sources. A result is
    /// kept, with what was told, where it depends on its source alone: whether files have faults was not asked for.
    pub(super) fn each<S: Same + Send + Sync + 'static, R: Clone + Send + Sync + 'static>(
        &mut self,
        memory: &mut Memory<S, Apart<R>>,
        sources: Vec<S>,
        make: impl Fn(&mut Self, usize, &S) -> R + Sync,
    ) -> Vec<R> {
        let before = Arc::new(self.diagnostics.clone());
        let n_incomplete = self.incomplete.len();
        let make = |at: usize, source: &S| {
            let mut fork = Self {
                inputs: self.inputs,
                languages: self.languages.clone(),
                today: self.today,
                incomplete: self.incomplete.clone(),
                diagnostics: Vec::new(),
                before: Arc::clone(&before),
                has_asked: Cell::default(),
            };
            let result = make(&mut fork, at, source);
            let incomplete = fork.incomplete.split_off(n_incomplete);
            Apart { result, told: fork.diagnostics, incomplete, has_asked: fork.has_asked.get() }
        };
        let is_lasting = |made: &Apart<R>| made.incomplete.is_empty() && !made.has_asked;
        let all = memory.all(sources, make, is_lasting);
        let mut results = Vec::new();
        for Apart { result, told, incomplete, .. } in all {
            self.diagnostics.extend(told);
            self.incomplete.extend(incomplete);
            results.push(result);
        }
        results
    }

    /// Makes one thing of one source, as [`each`](Self::each) makes many; kept only where nothing had to be told.
    pub(super) fn once<S: Same + Send + 'static, R: Clone + Send + 'static>(
        &mut self,
        last: &mut Last<S, R>,
        source: S,
        make: impl FnOnce(&mut Self) -> R,
    ) -> R {
        last.get(source, || {
            let before = (self.diagnostics.len(), self.incomplete.len());
            self.has_asked.set(false);
            let result = make(self);
            let is_quiet = before == (self.diagnostics.len(), self.incomplete.len());
            (result, is_quiet && !self.has_asked.get())
        })
    }

    pub(super) fn tell(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Tells of a fault and returns nothing, for use in chains.
    pub(super) fn refuse<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.tell(diagnostic);
        None
    }

    /// Returns text in every language; tells of each that lacks and each that the site does not have.
    pub(super) fn localized(&mut self, raw: &parse::Localized) -> Option<LocalizedText> {
        self.know_languages(raw.entries.iter().map(|(tag, _)| tag));
        let written = |tag: &str| {
            raw.entries.iter().find(|(known, text)| known.value == tag && !text.value.trim().is_empty())
        };
        self.need_languages(raw.span, |tag| written(tag).is_some());
        for (_, text) in raw.entries.iter().filter(|(_, text)| ["…", "..."].contains(&text.value.trim())) {
            self.diagnostics.push(Diagnostic::at(Code::PlaceholderText, text.span));
        }
        let languages = self.languages.clone();
        Localized::try_from_fn(&languages, |locale| {
            written(languages.tag(locale)).map(|(_, text)| text.value.trim().to_owned())
        })
    }

    /// Returns optional text in every language.
    pub(super) fn maybe_localized(&mut self, raw: Option<&parse::Localized>) -> Option<LocalizedText> {
        raw.and_then(|raw| self.localized(raw))
    }

    /// Returns the word of a path in every language: what the author wrote, or the id.
    pub(super) fn slug(&mut self, raw: Option<&parse::Localized>, id: &str) -> Option<LocalizedText> {
        let Some(raw) = raw else {
            return Some(Localized::from_fn(&self.languages, |_| id.to_owned()));
        };
        for (_, text) in &raw.entries {
            if !is_id(&text.value) {
                self.tell(Diagnostic::at(Code::BadId, text.span).with("id", &text.value));
            }
        }
        self.localized(raw)
    }

    /// Tells of languages that the site does not have.
    pub(super) fn know_languages<'t>(&mut self, tags: impl Iterator<Item = &'t Text>) {
        for tag in tags {
            if self.languages.find(&tag.value).is_none() {
                let known = self.languages.tags().join(", ");
                let unknown = Diagnostic::at(Code::UnknownLanguage, tag.span).with("language", &tag.value);
                self.diagnostics.push(unknown.with("known", known));
            }
        }
    }

    /// Tells of every language of the site that `has` does not have.
    pub(super) fn need_languages(&mut self, span: Span, has: impl Fn(&str) -> bool) {
        for tag in self.languages.tags() {
            if !has(tag) {
                self.diagnostics.push(Diagnostic::at(Code::MissingTranslation, span).with("language", tag));
            }
        }
    }

    pub(super) fn date(&mut self, text: &Text) -> Option<Date> {
        let date = Date::parse(&text.value);
        date.or_else(|| self.refuse(year_first(Diagnostic::at(Code::BadDate, text.span), &text.value)))
    }

    /// Reads when a document was issued: a day, or no more than its month or year where the document leaves the rest blank.
    pub(super) fn issued(&mut self, text: &Text) -> Option<Period> {
        match Period::parse(&text.value) {
            Some(known @ (Period::Day(_) | Period::Month(_) | Period::Year(_))) => Some(known),
            Some(Period::Week(_) | Period::Quarter(_) | Period::Half(_) | Period::Span(..)) | None => {
                self.refuse(year_first(Diagnostic::at(Code::BadIssueDate, text.span), &text.value))
            }
        }
    }

    pub(super) fn period(&mut self, text: &Text) -> Option<Period> {
        let period = Period::parse(&text.value);
        period.or_else(|| self.refuse(year_first(Diagnostic::at(Code::BadPeriod, text.span), &text.value)))
    }

    /// Adds a thing to a registry; tells where its id is taken.
    pub(super) fn insert<T>(
        &mut self,
        registry: &mut Registry<T>,
        id: &Text,
        item: impl Into<Arc<T>>,
    ) -> Option<Id<T>> {
        let inserted = registry.insert(&id.value, item).ok();
        inserted.or_else(|| self.refuse(Diagnostic::at(Code::DoubledId, id.span).with("id", &id.value)))
    }

    /// Resolves a reference. `home` is the file that declares such things: where it has mistakes and holds this id,
    /// the mistake has been told there and is not told again here.
    pub(super) fn resolve<T>(
        &mut self,
        kind: &'static str,
        registry: &Registry<T>,
        text: &Text,
        home: &str,
    ) -> Option<Id<T>> {
        registry.find(&text.value).or_else(|| self.unknown(kind, text, registry.names(), home))
    }

    /// Tells that an id names nothing.
    pub(super) fn unknown<T>(
        &mut self,
        kind: &'static str,
        text: &Text,
        known: Vec<&str>,
        home: &str,
    ) -> Option<T> {
        if self.lacks_file(home) || self.is_declared(&text.value, home) {
            // What is made with it is lost too, here: nor are references to that to be told of.
            self.incomplete.push(self.inputs.file(text.span.file).path.clone());
            return None;
        }
        let shown = known.iter().take(KNOWN_SHOWN).copied().collect::<Vec<_>>().join(", ");
        let shown = if shown.is_empty() { "@none".to_owned() } else { shown };
        let more = if known.len() > KNOWN_SHOWN { ", …" } else { "" };
        let unknown = Diagnostic::at(Code::UnknownId, text.span).with("kind", format!("@{kind}"));
        let unknown = unknown.with("id", &text.value).with("known", shown + more);
        self.refuse(unknown.suggest(&text.value, known))
    }

    /// Returns whether the file that would declare a thing is missing, which is told once.
    fn lacks_file(&mut self, home: &str) -> bool {
        let lacks = !home.ends_with('/') && self.inputs.find(home).is_none();
        if lacks && !self.has_faults(home) {
            self.tell(Diagnostic::of_file(Code::MissingFile, home));
        }
        lacks
    }

    /// Returns whether a file has mistakes that have been told: what it lacks may be lost with them.
    pub(super) fn has_faults(&self, path: &str) -> bool {
        self.has_asked.set(true);
        let is_in_file = |span: Span| self.inputs.file(span.file).path == path;
        self.incomplete.iter().any(|known| known == path)
            || self
                .before
                .iter()
                .chain(&self.diagnostics)
                .any(|told| told.span.is_some_and(is_in_file) || told.path.as_deref() == Some(path))
    }

    /// Returns whether a file has errors that have been told. Of a warning nothing is lost.
    pub(super) fn has_errors(&self, path: &str) -> bool {
        self.has_asked.set(true);
        let is_of_file = |told: &Diagnostic| {
            told.path.as_deref() == Some(path)
                || told.span.is_some_and(|span| self.inputs.file(span.file).path == path)
        };
        let mut told = self.before.iter().chain(&self.diagnostics);
        self.incomplete.iter().any(|known| known == path)
            || told.any(|told| told.severity() == Severity::Error && is_of_file(told))
    }

    /// Returns whether a file with mistakes declares this id: by its name or in its text.
    pub(super) fn is_declared(&self, id: &str, home: &str) -> bool {
        self.has_asked.set(true);
        let mut files = self.inputs.files().filter(|(_, file)| file.path.starts_with(home));
        files.any(|(_, file)| {
            let name = file.path[home.len()..].split(['.', '/']).next();
            let declares = |text: &str| {
                text.contains(&format!("id = \"{id}\"")) || text.contains(&format!("id=\"{id}\""))
            };
            // A file that is not even text may have declared anything.
            let is_unread = matches!(file.content, Content::Bytes(_));
            (name == Some(id) || is_unread || declares(file.text())) && self.has_faults(&file.path)
        })
    }

    /// Reads one word of a fixed list.
    pub(super) fn word<T: Copy>(&mut self, key: &str, text: &Text, known: &[(&str, T)]) -> Option<T> {
        let found = known.iter().find(|(word, _)| *word == text.value).map(|(_, meaning)| *meaning);
        found.or_else(|| {
            let words = || known.iter().map(|(word, _)| *word);
            let unknown =
                Diagnostic::at(Code::UnknownWord, text.span).with("word", &text.value).with("key", key);
            let unknown = unknown.with("known", words().collect::<Vec<_>>().join(", "));
            self.refuse(unknown.suggest(&text.value, words()))
        })
    }
}

/// Adds the text that is no period; where the year stands last (`17/10/2023`), suggests it with the year first.
fn year_first(told: Diagnostic, text: &str) -> Diagnostic {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).map(str::trim).collect();
    let turned: Vec<String> = parts.iter().rev().map(|part| format!("{part:0>2}")).collect();
    let turned = turned.join("-");
    let is_known = parts.last().is_some_and(|year| year.len() == 4) && Period::parse(&turned).is_some();
    Diagnostic { suggestion: is_known.then_some(turned), ..told.with("text", text) }
}
