//! Twins: the texts of one report or article in two languages say the same, or the author is told where they do not.
//!
//! Figures, charts, tables, links and images are counted in each section; numbers and dates typed in sentences must
//! stand in both, in the format of each language. Everything here is a warning: a translation in the making may be
//! published, as one that is stale may, and a difference may be meant (`only = { … }`).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::context::Context;
use super::translations::Original;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{Inputs, Span};
use crate::language::{Language, Typed, is_firm};
use crate::model::{Locale, Localized, Value};
use crate::parse::{self, Mark, MarkKind, Scheme, Text};

/// Names of months that short are also other words ("may"): alone they are not compared.
const SHORTEST_MONTH: usize = 4;

/// What a twin must have too, by mark of a text.
pub(super) type Items = Vec<Vec<Item>>;

/// Reads what a text has that its twins must have too.
pub(super) fn items(prose: &parse::Prose, language: &Language, inputs: &Inputs) -> Items {
    prose.marks.iter().map(|mark| items_of(mark, language, inputs)).collect()
}

/// Compares each language with the default one. `read` is what each language's text has; nothing for one that lacks or has
/// mistakes, which are to be mended first.
pub(super) fn compare(
    context: &mut Context<'_>,
    texts: &Original<'_>,
    languages: &Localized<Language>,
    read: &Localized<Option<Arc<Items>>>,
) {
    context.know_languages(texts.translations.only.iter().map(|(tag, _)| tag));
    let site = context.languages.clone();
    let mut comparison = Comparison { context, texts, used: BTreeSet::new() };
    let mut cut = |locale| comparison.side(&languages.get(locale).tag, read.get(locale).as_deref()?);
    let Some(original) = cut(Locale::DEFAULT) else { return };
    let others: Option<Vec<Side>> = site.iter().skip(1).map(cut).collect();
    let Some(others) = others else { return };
    for other in &others {
        comparison.pair(&original, other);
    }
    comparison.tell_idle();
}

/// One text, cut at its headings.
struct Side {
    tag: String,
    sections: Vec<Section>,
}

/// A heading and what stands under it. The first section has no heading.
#[derive(Default)]
struct Section {
    heading: Option<(u8, Text)>,
    items: Vec<Item>,
}

/// Something that a twin must have too.
#[derive(Clone)]
pub(super) struct Item {
    kind: Kind,
    key: Key,
    /// As it is written.
    shown: String,
    span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Figure,
    Chart,
    Table,
    Link,
    Image,
    Number,
    Date,
}

impl Kind {
    const ALL: [Self; 7] =
        [Self::Figure, Self::Chart, Self::Table, Self::Link, Self::Image, Self::Number, Self::Date];

    /// Returns the key of its name among the messages.
    fn name(self) -> &'static str {
        match self {
            Self::Figure => "@twin-figure",
            Self::Chart => "@twin-chart",
            Self::Table => "@twin-table",
            Self::Link => "@twin-link",
            Self::Image => "@twin-image",
            Self::Number => "@twin-number",
            Self::Date => "@twin-date",
        }
    }
}

#[derive(Clone, PartialEq)]
enum Key {
    Reference(String),
    Typed(Typed),
}

struct Comparison<'a, 'i> {
    context: &'a mut Context<'i>,
    texts: &'a Original<'a>,
    /// Exceptions that except something.
    used: BTreeSet<Span>,
}

impl Comparison<'_, '_> {
    /// Cuts one text at its headings.
    fn side(&mut self, tag: &str, items: &Items) -> Option<Side> {
        let prose = self.texts.prose.get(tag)?;
        let mut sections = vec![Section::default()];
        for (mark, items) in prose.marks.iter().zip(items) {
            match mark.kind {
                MarkKind::Heading(level) if !self.is_excepted(tag, &mark.text.value) => {
                    let heading = Some((level, mark.text.clone()));
                    sections.push(Section { heading, items: Vec::new() });
                }
                _ => {
                    sections.last_mut().into_iter().for_each(|last| last.items.extend_from_slice(items));
                }
            }
        }
        Some(Side { tag: tag.to_owned(), sections })
    }

    fn pair(&mut self, original: &Side, other: &Side) {
        let levels = |side: &Side| {
            side.sections.iter().map(|section| Some(section.heading.as_ref()?.0)).collect::<Vec<_>>()
        };
        let (ours, theirs) = (levels(original), levels(other));
        if ours == theirs {
            for (ours, theirs) in original.sections.iter().zip(&other.sections) {
                self.sections((original, ours), (other, theirs));
            }
            return;
        }
        let at = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
        self.tell_headings(original.sections.get(at), other.sections.get(at), [&original.tag, &other.tag]);
        let whole = |side: &Side| Section {
            heading: None,
            items: side.sections.iter().flat_map(|section| section.items.clone()).collect(),
        };
        self.sections((original, &whole(original)), (other, &whole(other)));
    }

    /// Tells of the first heading that its twin lacks or has on another level.
    fn tell_headings(&mut self, original: Option<&Section>, other: Option<&Section>, tags: [&String; 2]) {
        let span = |section: Option<&Section>| Some(section?.heading.as_ref()?.1.span);
        let (twin, span) = match (span(original), span(other)) {
            (beside, Some(span)) => ((tags[0], beside), span),
            (Some(span), None) => ((tags[1], None), span),
            (None, None) => return,
        };
        let told = Diagnostic::at(Code::HeadingsDiffer, span).with("language", twin.0);
        self.context.tell(twin.1.into_iter().fold(told, Diagnostic::beside));
    }

    /// Compares two sections and tells of what only one of them has: two by two where both have some of a kind.
    fn sections(&mut self, (original, ours): (&Side, &Section), (other, theirs): (&Side, &Section)) {
        let only_ours = self.lacking(&ours.items, &theirs.items, &original.tag);
        let only_theirs = self.lacking(&theirs.items, &ours.items, &other.tag);
        for kind in Kind::ALL {
            let of_kind = |items: &[Item]| -> Vec<Item> {
                items.iter().filter(|item| item.kind == kind).cloned().collect()
            };
            let (ours_left, theirs_left) = (of_kind(&only_ours), of_kind(&only_theirs));
            let n_pairs = ours_left.len().min(theirs_left.len());
            for (mine, yours) in ours_left.iter().zip(&theirs_left) {
                let differs = Diagnostic::at(Code::TwinDiffers, yours.span).beside(mine.span);
                let differs = differs.with("kind", kind.name()).with("text", &yours.shown);
                self.context.tell(differs.with("twin", &mine.shown).with("language", &original.tag));
            }
            for item in &ours_left[n_pairs..] {
                self.tell_lacking((original, item), (other, theirs));
            }
            for item in &theirs_left[n_pairs..] {
                self.tell_lacking((other, item), (original, ours));
            }
        }
    }

    fn tell_lacking(&mut self, (own, item): (&Side, &Item), (side, section): (&Side, &Section)) {
        let lacks = Diagnostic::at(Code::TwinLacks, item.span).with("kind", item.kind.name());
        let lacks = lacks.with("text", &item.shown).with("language", &side.tag).with("own", &own.tag);
        let place = section.heading.as_ref().map(|(_, text)| text.span);
        self.context.tell(place.into_iter().fold(lacks, Diagnostic::beside));
    }

    /// Returns what `items` have and `twins` lack, exceptions apart.
    fn lacking(&mut self, items: &[Item], twins: &[Item], tag: &str) -> Vec<Item> {
        let mut left: Vec<&Key> = twins.iter().map(|twin| &twin.key).collect();
        let mut lacking = Vec::new();
        for item in items {
            let found = match &item.key {
                Key::Typed(typed) => is_typed(*typed, &item.shown, &left),
                Key::Reference(_) => {
                    let at = left.iter().position(|key| **key == item.key);
                    at.map(|at| left.remove(at)).is_some()
                }
            };
            if !found && !self.is_excepted(tag, &item.shown) {
                lacking.push(item.clone());
            }
        }
        lacking
    }

    /// Returns whether the author says that a text may stand in this language alone.
    fn is_excepted(&mut self, tag: &str, shown: &str) -> bool {
        let of_language = self.texts.translations.only.iter().filter(|(known, _)| known.value == tag);
        let found = of_language.flat_map(|(_, texts)| texts).find(|text| text.value == shown);
        self.used.extend(found.map(|text| text.span));
        found.is_some()
    }

    fn tell_idle(&mut self) {
        for text in self.texts.translations.only.iter().flat_map(|(_, texts)| texts) {
            if !self.used.contains(&text.span) {
                self.context.tell(Diagnostic::at(Code::IdleException, text.span).with("text", &text.value));
            }
        }
    }
}

fn items_of(mark: &Mark, language: &Language, inputs: &Inputs) -> Vec<Item> {
    let text = &mark.text;
    let kind = match mark.kind {
        MarkKind::Heading(_) | MarkKind::LinkWords => return Vec::new(),
        MarkKind::Address if text.value.starts_with('#') => return Vec::new(),
        MarkKind::Words => return typed_items(text, language),
        MarkKind::Reference(Scheme::Value) => Kind::Figure,
        MarkKind::Reference(Scheme::Chart) => Kind::Chart,
        MarkKind::Reference(Scheme::Table) => Kind::Table,
        MarkKind::Reference(_) | MarkKind::Address => Kind::Link,
        MarkKind::Image => Kind::Image,
    };
    let shown = inputs.excerpt(text.span).to_owned();
    let key = if kind == Kind::Image { without_language(&shown, &language.tag) } else { in_order(&shown) };
    // Two keyboards write one letter in two ways.
    let key = parse::nfc(&key);
    vec![Item { kind, key: Key::Reference(key), shown, span: text.span }]
}

/// Returns numbers and dates of a sentence.
fn typed_items(text: &Text, language: &Language) -> Vec<Item> {
    let is_as_written = text.value.len() == text.span.range().len();
    let item = |(range, typed): (std::ops::Range<usize>, Typed)| Item {
        kind: match typed {
            Typed::Number { .. } => Kind::Number,
            Typed::Date(_) => Kind::Date,
        },
        key: Key::Typed(typed),
        shown: text.value[range.clone()].to_owned(),
        span: if is_as_written { text.span.within(range) } else { text.span },
    };
    language.typed(&text.value).into_iter().map(item).collect()
}

/// Returns whether what is typed stands in the twin too, or need not.
fn is_typed(typed: Typed, shown: &str, twins: &[&Key]) -> bool {
    let typed_twins = || {
        twins.iter().filter_map(|key| match key {
            Key::Typed(typed) => Some(*typed),
            Key::Reference(_) => None,
        })
    };
    let has_number = |number: Value| {
        typed_twins().any(|twin| match twin {
            Typed::Number { value, .. } => value == number,
            Typed::Date(date) => date.numbers().any(|part| part == number),
        })
    };
    match typed {
        Typed::Number { value, is_firm } => !is_firm || has_number(value),
        Typed::Date(date) => {
            let is_word = (date.day, date.year) == (None, None) && shown.chars().count() < SHORTEST_MONTH;
            let agrees = |twin| matches!(twin, Typed::Date(twin) if twin.agrees(date));
            is_word
                || typed_twins().any(agrees)
                || (date.is_doubtful && date.numbers().all(|part| !is_firm(part) || has_number(part)))
        }
    }
}

/// Returns a reference with its conditions in alphabetical order, so that their order does not matter.
fn in_order(reference: &str) -> String {
    let Some((path, query)) = reference.split_once('?') else { return reference.to_owned() };
    let mut conditions: Vec<&str> = query.split('&').collect();
    conditions.sort_unstable();
    format!("{path}?{}", conditions.join("&"))
}

/// Returns the name of an image without the tag of its language: `map.vi.png`, `map-vi.png` are `map.png`.
fn without_language(path: &str, tag: &str) -> String {
    let Some((stem, extension)) = path.rsplit_once('.') else { return path.to_owned() };
    let stem = stem.strip_suffix(tag).and_then(|stem| stem.strip_suffix(['.', '-', '_'])).unwrap_or(stem);
    format!("{stem}.{extension}")
}
