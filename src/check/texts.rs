//! Reports and articles: what they are, then what they say.

use std::collections::BTreeMap;

use super::context::Context;
use super::links;
use super::prose::{self, Scope};
use super::translations::{self, Original};
use super::twins;
use super::{Data, Lists};
use crate::input::Span;
use crate::language::Language;
use crate::model::{Article, Document, Id, Localized, Place, Prose, Registry, Report};
use crate::parse;

/// Checks what reports are; newest first, drafts left out.
pub(super) fn reports(context: &mut Context<'_>, lists: &Lists, raw: &[parse::Report]) -> Registry<Report> {
    let mut checked: Vec<_> =
        raw.iter().filter_map(|raw| Some((raw, report(context, lists, raw)?))).collect();
    checked.sort_by(|(_, a), (_, b)| b.date.cmp(&a.date).then_with(|| a.name_id.cmp(&b.name_id)));
    let mut reports = Registry::default();
    for (raw, report) in checked.into_iter().filter(|(raw, _)| !raw.is_draft) {
        context.insert(&mut reports, &raw.id, report);
    }
    reports
}

fn report(context: &mut Context<'_>, lists: &Lists, raw: &parse::Report) -> Option<Report> {
    let (title, summary) = (context.localized(&raw.title), context.localized(&raw.summary));
    let (slug, date) = (context.slug(raw.slug.as_ref(), &raw.id.value), context.date(&raw.date));
    let period = raw.period.as_ref().and_then(|period| context.period(period));
    let document = raw.document.as_ref();
    let document =
        document.and_then(|id| context.resolve("document", &lists.documents, id, "content/documents.toml"));
    texts_exist(context, raw.id.span, &raw.texts.prose);
    let (title, summary, slug, date, name_id) = (title?, summary?, slug?, date?, raw.id.value.clone());
    let prose = Localized::from_fn(&context.languages, |_| Prose::default());
    let is_stale = Localized::from_fn(&context.languages, |_| false);
    Some(Report { name_id, title, summary, slug, date, period, document, prose, is_stale })
}

/// Checks what articles are, in the order of the menu.
pub(super) fn articles(context: &mut Context<'_>, raw: &[parse::Article]) -> Registry<Article> {
    let mut checked: Vec<_> = raw.iter().filter_map(|raw| Some((raw, article(context, raw)?))).collect();
    checked.sort_by_key(|(_, article)| (article.order, article.name_id.clone()));
    let mut articles = Registry::default();
    for (raw, article) in checked {
        context.insert(&mut articles, &raw.id, article);
    }
    articles
}

fn article(context: &mut Context<'_>, raw: &parse::Article) -> Option<Article> {
    let (title, summary) = (context.localized(&raw.title), context.localized(&raw.summary));
    let slug = context.slug(raw.slug.as_ref(), &raw.id.value);
    texts_exist(context, raw.id.span, &raw.texts.prose);
    let prose = Localized::from_fn(&context.languages, |_| Prose::default());
    let (name_id, order) = (raw.id.value.clone(), raw.order);
    let is_stale = Localized::from_fn(&context.languages, |_| false);
    Some(Article { name_id, title: title?, summary: summary?, slug: slug?, order, prose, is_stale })
}

/// Tells of languages that a text lacks in or that the site does not have.
fn texts_exist(context: &mut Context<'_>, span: Span, texts: &BTreeMap<String, parse::Prose>) {
    context.need_languages(span, |tag| texts.contains_key(tag));
    let tags: Vec<_> =
        texts.iter().map(|(tag, prose)| parse::Text::new(tag.clone(), Span::new(prose.file, 0..0))).collect();
    context.know_languages(tags.iter());
}

/// Checks what reports and articles say, now that all they can name is known.
pub(super) fn prose(
    context: &mut Context<'_>,
    data: &Data,
    raw: &parse::Raw,
    (reports, articles): (&mut Registry<Report>, &mut Registry<Article>),
    (languages, place): (&Localized<Language>, Id<Place>),
) {
    let (known_reports, known_articles) = (reports.clone(), articles.clone());
    let scope = |place: Id<Place>, document: Option<Id<Document>>, folder: String| Scope {
        data,
        reports: &known_reports,
        articles: &known_articles,
        place,
        document,
        folder,
    };
    let places = &data.lists.places;
    for text in &raw.reports {
        let named =
            text.place.as_ref().and_then(|id| context.resolve("place", places, id, "content/places.toml"));
        let document = text.document.as_ref().and_then(|id| data.lists.documents.find(&id.value));
        let scope = scope(named.unwrap_or(place), document, format!("content/reports/{}/", text.id.value));
        let prose = in_every_language(context, &scope, &text.texts.prose, languages);
        twins::compare(context, &text.texts, languages);
        let is_stale = translations::stale(context, &Original::from(text));
        if let Some(report) = known_reports.find(&text.id.value) {
            let report = reports.get_mut(report);
            (report.prose, report.is_stale) = (prose, is_stale);
        }
    }
    for text in &raw.articles {
        let scope = scope(place, None, format!("content/pages/{}/", text.id.value));
        let prose = in_every_language(context, &scope, &text.texts.prose, languages);
        twins::compare(context, &text.texts, languages);
        let is_stale = translations::stale(context, &Original::from(text));
        if let Some(article) = known_articles.find(&text.id.value) {
            let article = articles.get_mut(article);
            (article.prose, article.is_stale) = (prose, is_stale);
        }
    }
}

/// Checks a text in every language. One that lacks has been told of; it stays empty and is never published.
fn in_every_language(
    context: &mut Context<'_>,
    scope: &Scope<'_>,
    texts: &BTreeMap<String, parse::Prose>,
    languages: &Localized<Language>,
) -> Localized<Prose> {
    let site = context.languages.clone();
    Localized::from_fn(&site, |locale| {
        let Some(text) = texts.get(site.tag(locale)) else { return Prose::default() };
        links::words(context, languages.get(locale), text);
        prose::prose(context, scope, (languages.get(locale), locale), text)
    })
}
