//! The settings of the site: its languages first, because every other check needs them.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::{Data, targets};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::Inputs;
use crate::language::{Language, Words};
use crate::model::{Date, Id, Languages, Localized, Place, Settings};
use crate::parse::{self, Raw};

/// The theme of a site that names none.
const DEFAULT_THEME: &str = "default";

/// Reads the languages of the site; nothing where there is none to work with.
pub(super) fn languages(raw: &parse::Site, diagnostics: &mut Vec<Diagnostic>) -> Option<Languages> {
    let mut tags: Vec<String> = Vec::new();
    for tag in &raw.languages.value {
        if !Language::is_tag(&tag.value) {
            diagnostics.push(Diagnostic::at(Code::BadLanguage, tag.span).with("tag", &tag.value));
        } else if tags.contains(&tag.value) {
            diagnostics.push(Diagnostic::at(Code::DoubledId, tag.span).with("id", &tag.value));
        } else {
            tags.push(tag.value.clone());
        }
    }
    if raw.languages.value.is_empty() {
        diagnostics.push(Diagnostic::at(Code::MissingKey, raw.languages.span).with("key", "languages"));
    }
    Languages::new(tags)
}

pub(super) fn settings(
    context: &mut Context<'_>,
    data: &Data,
    raw: &parse::Site,
    place: Option<Id<Place>>,
) -> Option<Settings> {
    let (title, description) = (context.localized(&raw.title), context.localized(&raw.description));
    let publisher = context.localized(&raw.publisher);
    let home =
        raw.home.iter().filter_map(|figure| targets::column(context, &data.indicators, figure)).collect();
    let base_url = base_url(context, &raw.base_url);
    let licence = raw.licence.as_ref().map(|licence| (licence.name.value.clone(), licence.url.value.clone()));
    let (languages, today, theme) = (context.languages.clone(), context.today, theme(raw).to_owned());
    let (title, description, publisher, base_url) = (title?, description?, publisher?, base_url?);
    let place = place?;
    Some(Settings { title, description, publisher, languages, base_url, theme, licence, place, home, today })
}

fn base_url(context: &mut Context<'_>, text: &parse::Text) -> Option<String> {
    let url = &text.value;
    if is_address(url) {
        return Some(url.clone());
    }
    let whole = Some(format!("{url}/")).filter(|whole| is_address(whole));
    let bad = Diagnostic::at(Code::BadBaseUrl, text.span).with("text", url);
    context.refuse(Diagnostic { suggestion: whole, ..bad })
}

/// Returns whether it is the address of a folder.
fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:[]%".contains(c);
    // Folders have names: neither `//` nor `/../`.
    let has_names =
        |rest: &str| rest.trim_end_matches('/').split('/').all(|part| !["", ".", ".."].contains(&part));
    rest.is_some_and(|rest| {
        rest.ends_with('/') && !rest.ends_with("//") && rest.chars().all(is_plain) && has_names(rest)
    })
}

/// Returns the name of the site's theme.
pub(super) fn theme(raw: &parse::Site) -> &str {
    raw.theme.as_ref().map_or(DEFAULT_THEME, |theme| &theme.value)
}

/// Makes each language from the words of the theme; tells of words that one language has and another lacks.
pub(super) fn words(context: &mut Context<'_>, raw: &Raw, theme: &str) -> Option<Localized<Language>> {
    let files: Vec<_> = raw.words.iter().filter(|words| words.theme == theme).collect();
    let entries = files.iter().flat_map(|file| &file.entries);
    let keys: BTreeSet<&str> = entries.map(|(key, _)| key.value.as_str()).collect();
    let languages = context.languages.clone();
    Localized::try_from_fn(&languages, |locale| {
        let tag = languages.tag(locale);
        let path = format!("themes/{theme}/words/{tag}.toml");
        let Some(file) = files.iter().find(|file| file.language == tag) else {
            let others = files.iter().map(|file| file.language.as_str());
            let others = others.filter(|other| languages.find(other).is_none());
            return context.refuse(Diagnostic::of_file(Code::MissingFile, &path).suggest(tag, others));
        };
        let words: BTreeMap<String, String> =
            file.entries.iter().map(|(key, word)| (key.value.clone(), word.value.clone())).collect();
        for key in keys.iter().filter(|key| !words.contains_key(**key) && !is_other_plural(key, &words)) {
            let lacking =
                Diagnostic::at(Code::MissingWord, file.span).with("word", key).with("language", tag);
            context.tell(lacking.with("file", &path));
        }
        Language::new(tag, Words::new(words))
    })
}

/// Returns whether a key is a plural form that this language need not have, because it has the form for all the rest.
fn is_other_plural(key: &str, words: &BTreeMap<String, String>) -> bool {
    let form = key.rsplit_once('-').filter(|(_, form)| ["zero", "one", "two", "few", "many"].contains(form));
    form.is_some_and(|(word, _)| words.contains_key(&format!("{word}-other")))
}

/// Leaves out what every text lacks in a language without interface words: its tag is misspelt, or its words come first.
pub(super) fn without_consequences(mut told: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let lacks_words = |told: &Diagnostic| {
        told.code == Code::MissingFile && told.path.as_ref().is_some_and(|path| path.contains("/words/"))
    };
    if told.iter().any(lacks_words) {
        told.retain(|told| ![Code::MissingTranslation, Code::UnknownLanguage].contains(&told.code));
    }
    told
}

/// Reads the day of the build.
pub(super) fn today(inputs: &Inputs) -> Option<Date> {
    Date::parse(&inputs.today)
}
