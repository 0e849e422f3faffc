//! Reports and articles: what they are, then what they say.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::{Apart, Context};
use super::links;
use super::prose::{self, Scope};
use super::translations::{self, Original};
use super::twins;
use super::{Data, Lists};
use crate::input::{Drafts, InputFile, Span};
use crate::language::Language;
use crate::memory::{Equal, Memory, Parts};
use crate::model::{Article, Date, Document, Id, Locale, Localized, Place, Prose, Registry, Release, Report};
use crate::parse::{self, Written};

/// A report that stays at home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The author's id.
    pub name_id: String,
    /// The day it bears.
    pub date: Date,
    /// Why it stays.
    pub release: Release,
}

/// Checks what reports are; newest first. Drafts and reports of days to come are not among them, unless they are to be
/// shown: then they are marked.
pub(super) fn reports(
    context: &mut Context<'_>,
    lists: &Lists,
    raw: &[Written<parse::Report>],
) -> (Registry<Report>, Vec<Withheld>) {
    let mut checked: Vec<_> =
        raw.iter().filter_map(|raw| Some((raw, report(context, lists, raw)?))).collect();
    checked.sort_by(|(_, a), (_, b)| b.date.cmp(&a.date).then_with(|| a.name_id.cmp(&b.name_id)));
    let (mut reports, mut withheld) = (Registry::default(), Vec::new());
    for (raw, report) in checked {
        let (date, release) = (report.date, report.release);
        if release == Release::Public || context.inputs.drafts() == Drafts::Shown {
            context.insert(&mut reports, &raw.id, report);
        } else {
            withheld.push(Withheld { name_id: report.name_id, date, release });
        }
    }
    (reports, withheld)
}

fn release(raw: &parse::Report, date: Date, today: Date) -> Release {
    match (raw.is_draft, date > today) {
        (true, _) => Release::Draft,
        (false, true) => Release::Scheduled,
        (false, false) => Release::Public,
    }
}

fn report(context: &mut Context<'_>, lists: &Lists, raw: &Written<parse::Report>) -> Option<Report> {
    let (title, summary) = (context.localized(&raw.title), context.localized(&raw.summary));
    let (slug, date) = (context.slug(raw.slug.as_ref(), &raw.id.value), context.date(&raw.date));
    let period = raw.period.as_ref().and_then(|period| context.period(period));
    let document = raw.document.as_ref();
    let document =
        document.and_then(|id| context.resolve("document", &lists.documents, id, "content/documents.toml"));
    texts_exist(context, &raw.id, &raw.prose);
    let (title, summary, slug, date, name_id) = (title?, summary?, slug?, date?, raw.id.value.clone());
    let prose = Localized::from_fn(&context.languages, |_| Arc::default());
    let is_stale = Localized::from_fn(&context.languages, |_| false);
    let release = release(raw, date, context.today);
    Some(Report { name_id, title, summary, slug, date, release, period, document, prose, is_stale })
}

/// Checks what articles are, in the order of the menu.
pub(super) fn articles(context: &mut Context<'_>, raw: &[Written<parse::Article>]) -> Registry<Article> {
    let mut checked: Vec<_> = raw.iter().filter_map(|raw| Some((raw, article(context, raw)?))).collect();
    checked.sort_by_key(|(_, article)| (article.order, article.name_id.clone()));
    let mut articles = Registry::default();
    for (raw, article) in checked {
        context.insert(&mut articles, &raw.id, article);
    }
    articles
}

fn article(context: &mut Context<'_>, raw: &Written<parse::Article>) -> Option<Article> {
    let (title, summary) = (context.localized(&raw.title), context.localized(&raw.summary));
    let slug = context.slug(raw.slug.as_ref(), &raw.id.value);
    texts_exist(context, &raw.id, &raw.prose);
    let prose = Localized::from_fn(&context.languages, |_| Arc::default());
    let (name_id, order) = (raw.id.value.clone(), raw.order);
    let is_stale = Localized::from_fn(&context.languages, |_| false);
    Some(Article { name_id, title: title?, summary: summary?, slug: slug?, order, prose, is_stale })
}

/// Tells of languages that a text lacks in or that the site does not have.
fn texts_exist(context: &mut Context<'_>, id: &parse::Text, texts: &BTreeMap<String, Arc<parse::Prose>>) {
    let path = context.inputs.file(id.span.file).path.clone();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    // A file that cannot be read as text is there, and told of.
    let mut unread = context.languages.tags().to_vec();
    unread.retain(|tag| context.has_errors(&format!("{folder}/{tag}.md")));
    let is_there = |tag: &str| texts.contains_key(tag) || unread.iter().any(|known| known == tag);
    context.need_languages(id.span, is_there);
    let tags: Vec<_> =
        texts.iter().map(|(tag, prose)| parse::Text::new(tag.clone(), Span::new(prose.file, 0..0))).collect();
    context.know_languages(tags.iter());
}

/// What every text may name.
#[derive(Clone)]
pub(super) struct Site<'w> {
    pub(super) data: Arc<Data>,
    pub(super) languages: Languages,
    /// The place of a reference that names none.
    pub(super) place: Id<Place>,
    pub(super) withheld: &'w [Withheld],
}

/// A report or article with all that its texts depend on but the site.
struct Subject<'r> {
    original: Original<'r>,
    folder: String,
    /// The place of a reference that names none, and the document of one that names no period.
    meant: (Id<Place>, Option<Id<Document>>),
    files: Parts,
    images: Vec<Arc<InputFile>>,
}

impl<'r> Subject<'r> {
    fn new<T: Send + Sync + 'static>(
        text: &'r Written<T>,
        (folder, images): (String, Vec<Arc<InputFile>>),
        meant: (Id<Place>, Option<Id<Document>>),
    ) -> Self
    where
        Original<'r>: From<&'r Written<T>>,
    {
        let mut files: Parts = vec![text.of.clone()];
        files.extend(text.prose.values().map(|prose| prose.clone() as Arc<dyn Any + Send + Sync>));
        Self { original: Original::from(text), folder, meant, files, images }
    }
}

/// Names of reports, of articles, in order, and of reports that stay at home: what an id of one means.
type Names = [Vec<String>; 3];
/// How a language writes, for every language of the site.
type Languages = Arc<Localized<Language>>;
/// What a text was checked against: data, words, place and document, other texts.
type Against = ((Arc<Data>, Languages), Equal<((Id<Place>, Option<Id<Document>>), Names)>);

/// A text, where there is one, with the images beside it, and what it was checked against.
type Said = ((Option<Arc<parse::Prose>>, Vec<Arc<InputFile>>), Against);
/// A text, where there is one, and how all languages write.
type InLanguage = (Option<Arc<parse::Prose>>, Languages);
/// Texts in all languages, how these write, and which of the texts have mistakes.
type Compared = ((Parts, Languages), Equal<Localized<bool>>);

/// What the same texts said last, and how they compared.
#[derive(Default)]
pub(super) struct Memories {
    prose: Memory<Said, Apart<Arc<Prose>>>,
    items: Memory<InLanguage, Option<Arc<twins::Items>>>,
    stale: Memory<Compared, Apart<Localized<bool>>>,
}

/// Checks what reports and articles say, now that all they can name is known.
pub(super) fn prose(
    context: &mut Context<'_>,
    site: &Site<'_>,
    raw: &parse::Raw,
    (reports, articles): (&mut Registry<Report>, &mut Registry<Article>),
    memories: &mut Memories,
) {
    let known = (reports.clone(), articles.clone());
    let subjects = subjects(context, site, raw);
    let prose = said(context, site, (&subjects, &known), memories);
    let is_stale = compared(context, site, &subjects, memories);
    let mut said = prose.into_iter().zip(is_stale);
    for (text, said) in raw.reports.iter().zip(&mut said) {
        if let Some(report) = known.0.find(&text.id.value) {
            let report = reports.get_mut(report);
            (report.prose, report.is_stale) = said;
        }
    }
    for (text, said) in raw.articles.iter().zip(said) {
        if let Some(article) = known.1.find(&text.id.value) {
            let article = articles.get_mut(article);
            (article.prose, article.is_stale) = said;
        }
    }
}

/// Returns reports, then articles.
fn subjects<'r>(context: &mut Context<'_>, site: &Site<'_>, raw: &'r parse::Raw) -> Vec<Subject<'r>> {
    let lists = &site.data.lists;
    let media: Vec<&Arc<InputFile>> = raw.media.iter().map(|&id| context.inputs.shared_file(id)).collect();
    let with_images = |folder: String| {
        let images = media.iter().copied().filter(|file| file.path.starts_with(&folder)).cloned().collect();
        (folder, images)
    };
    let mut subjects = Vec::new();
    for text in &raw.reports {
        let named = text
            .place
            .as_ref()
            .and_then(|id| context.resolve("place", &lists.places, id, "content/places.toml"));
        let document = text.document.as_ref().and_then(|id| lists.documents.find(&id.value));
        let folder = with_images(format!("content/reports/{}/", text.id.value));
        subjects.push(Subject::new(text, folder, (named.unwrap_or(site.place), document)));
    }
    let article = |text: &'r Written<parse::Article>| {
        let folder = with_images(format!("content/pages/{}/", text.id.value));
        Subject::new(text, folder, (site.place, None))
    };
    subjects.extend(raw.articles.iter().map(article));
    subjects
}

/// Checks every text in every language. One that lacks has been told of; it stays empty and is never published.
fn said(
    context: &mut Context<'_>,
    site: &Site<'_>,
    (subjects, (reports, articles)): (&[Subject<'_>], &(Registry<Report>, Registry<Article>)),
    memories: &mut Memories,
) -> Vec<Localized<Arc<Prose>>> {
    let withheld: Vec<String> = site.withheld.iter().map(|report| report.name_id.clone()).collect();
    let names = [
        in_order(reports, |report| &report.name_id),
        in_order(articles, |article| &article.name_id),
        withheld.clone(),
    ];
    let languages = context.languages.clone();
    let texts = subjects.iter().flat_map(|subject| languages.iter().map(move |locale| (subject, locale)));
    let texts: Vec<(&Subject<'_>, Locale)> = texts.collect();
    let raw = |&(subject, locale): &(&Subject<'_>, Locale)| text_in(subject, languages.tag(locale));
    let source = |text: &(&Subject<'_>, Locale)| {
        let against = Equal((text.0.meant, names.clone()));
        ((raw(text), text.0.images.clone()), ((site.data.clone(), site.languages.clone()), against))
    };
    let said = context.each(&mut memories.prose, texts.iter().map(source).collect(), |context, at, _| {
        let (Subject { folder, meant: (place, document), .. }, locale) = texts[at];
        let Some(text) = raw(&texts[at]) else { return Arc::default() };
        let (place, document, folder) = (*place, *document, folder.clone());
        let scope =
            Scope { data: &site.data, reports, articles, withheld: &withheld, place, document, folder };
        let language = site.languages.get(locale);
        links::words(context, language, &text);
        Arc::new(prose::prose(context, &scope, (language, locale), &text))
    });
    let of_subject =
        |said: &[Arc<Prose>]| Localized::from_fn(&languages, |locale| said[locale.index()].clone());
    said.chunks(languages.tags().len()).map(of_subject).collect()
}

/// Compares every text with its twins; returns in which languages it is older than its original.
fn compared(
    context: &mut Context<'_>,
    site: &Site<'_>,
    subjects: &[Subject<'_>],
    memories: &mut Memories,
) -> Vec<Localized<bool>> {
    let (languages, inputs) = (context.languages.clone(), context.inputs);
    let texts = subjects.iter().flat_map(|subject| {
        languages.iter().map(|locale| (text_in(subject, languages.tag(locale)), site.languages.clone()))
    });
    let locales: Vec<Locale> = languages.iter().collect();
    let read = |at: usize, (text, languages): &InLanguage| {
        let language = languages.get(locales[at % locales.len()]);
        text.as_ref().map(|text| Arc::new(twins::items(text, language, inputs)))
    };
    let items = memories.items.all(texts.collect(), read, |_| true);
    let items: Vec<_> = items.chunks(locales.len()).collect();
    let is_faulty = |subject: &Subject<'_>, locale| {
        let text = subject.original.prose.get(languages.tag(locale));
        text.is_some_and(|text| context.has_faults(&inputs.file(text.file).path))
    };
    let sources = subjects.iter().map(|subject| {
        let faulty = Localized::from_fn(&languages, |locale| is_faulty(subject, locale));
        ((subject.files.clone(), site.languages.clone()), Equal(faulty))
    });
    let sources = sources.collect();
    context.each(&mut memories.stale, sources, |context, at, (_, Equal(faulty))| {
        let sound = |locale: Locale| items[at][locale.index()].clone().filter(|_| !faulty.get(locale));
        let sound = Localized::from_fn(&languages, sound);
        twins::compare(context, &subjects[at].original, &site.languages, &sound);
        translations::stale(context, &subjects[at].original)
    })
}

fn text_in(subject: &Subject<'_>, tag: &str) -> Option<Arc<parse::Prose>> {
    subject.original.prose.get(tag).cloned()
}

fn in_order<T>(registry: &Registry<T>, name: impl Fn(&T) -> &String) -> Vec<String> {
    registry.iter().map(|(_, item)| name(item).clone()).collect()
}
