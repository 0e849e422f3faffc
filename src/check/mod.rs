//! Raw values → a catalogue of what is true: ids resolved, languages complete, figures computed, prose compared.
//!
//! Enters: [`Raw`]. Leaves: [`Checked`] where enough is there to go on, and everything that is to be told. Never stops
//! at a mistake: what cannot be made is left out, told of, and forbids publishing.

mod agencies;
mod boundaries;
mod commitments;
mod compute;
mod context;
mod corrections;
mod figures;
mod findings;
mod images;
mod indicator;
mod links;
mod lists;
mod prose;
mod restated;
mod site;
mod targets;
mod task_refs;
mod terms;
mod texts;
mod tiles;
mod translations;
mod twins;
mod unused;

pub(crate) use compute::recompute;
pub use texts::Withheld;
pub use translations::{NoFingerprint, fingerprint};

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::input::Inputs;
use crate::language::Language;
use crate::memory::{Equal, Last, Memory, Parts};
use crate::model::{
    ActionPlan, Agency, AgencyKind, Boundaries, Catalogue, Document, Findings, Indicator, Kind, Languages,
    Level, Localized, Place, Registry, Target, Term, Topic, Unit,
};
use crate::parse::{self, Raw};
use context::{Apart, Context};

/// A catalogue and the languages to show it in.
pub struct Checked {
    /// What is true.
    pub catalogue: Catalogue,
    /// How each language writes it.
    pub languages: Arc<Localized<Language>>,
    /// Reports that stay at home.
    pub withheld: Vec<Withheld>,
}

/// What raw values were checked into last.
#[derive(Default)]
pub struct Checks {
    languages: Last<WordsSource, Option<Arc<Localized<Language>>>>,
    lists: Last<(Parts, Equal<Languages>), Arc<Lists>>,
    boundaries: Last<BoundariesSource, Boundaries>,
    indicators: Memory<IndicatorSource, Apart<Option<Arc<Indicator>>>>,
    data: Last<DataSource, Arc<Data>>,
    texts: texts::Memories,
}

/// Words of all themes, and the languages and the theme of the site.
type WordsSource = (Vec<Arc<parse::Words>>, Equal<(Languages, String)>);
/// Raw boundaries, and lists.
type BoundariesSource = (Vec<Arc<parse::Boundaries>>, Arc<Lists>);
/// A raw indicator, and lists.
type IndicatorSource = (Arc<parse::Indicator>, Arc<Lists>);
/// Lists, indicators, and raw plans and targets.
type DataSource = ((Arc<Lists>, Registry<Indicator>), (Vec<Arc<parse::ActionPlan>>, Arc<Vec<parse::Target>>));

/// Lists that need nothing but themselves.
#[derive(Clone)]
struct Lists {
    levels: Registry<Level>,
    kinds: Registry<Kind>,
    places: Registry<Place>,
    documents: Registry<Document>,
    units: Registry<Unit>,
    topics: Registry<Topic>,
    terms: Registry<Term>,
    agency_kinds: Registry<AgencyKind>,
    agencies: Registry<Agency>,
}

/// Lists and what is measured of them.
#[derive(Clone)]
struct Data {
    lists: Arc<Lists>,
    indicators: Registry<Indicator>,
    plans: Registry<ActionPlan>,
    targets: Registry<Target>,
}

/// Checks everything that authors typed.
pub fn check(raw: &Raw, inputs: &Inputs) -> (Option<Checked>, Vec<Diagnostic>) {
    check_with(raw, inputs, &mut Checks::default())
}

/// Checks as [`check`] does, but for what was checked last time and is the same. `known` must come from inputs with the
/// same files, by name, and the same day.
pub fn check_with(raw: &Raw, inputs: &Inputs, known: &mut Checks) -> (Option<Checked>, Vec<Diagnostic>) {
    let mut told = Vec::new();
    let Some(raw_site) = &raw.site else {
        if inputs.find("content/site.toml").is_none() {
            told.push(Diagnostic::of_file(Code::MissingFile, "content/site.toml"));
        }
        return (None, told);
    };
    let (Some(languages), Some(today)) = (site::languages(raw_site, &mut told), site::today(inputs)) else {
        return (None, told);
    };
    let mut context = Context::new(inputs, languages, today, raw.incomplete.clone());
    let words = words(&mut context, raw, site::theme(raw_site), known);
    let data = data(&mut context, raw, known);
    let boundaries = boundaries(&mut context, raw, &data.lists, known);
    let relations = findings::relations(&mut context, &data, &raw.relations);
    let explanations = findings::explanations(&mut context, &data, &raw.findings);
    let place = context.resolve("place", &data.lists.places, &raw_site.place, "content/places.toml");
    let (mut reports, withheld) = texts::reports(&mut context, &data.lists, &raw.reports);
    let mut articles = texts::articles(&mut context, &raw.articles);
    if let (Some(words), Some(place)) = (&words, place) {
        let site = texts::Site { data: data.clone(), languages: words.clone(), place, withheld: &withheld };
        texts::prose(&mut context, &site, raw, (&mut reports, &mut articles), &mut known.texts);
    }
    let corrections = corrections::corrections(&mut context, &data, &raw.corrections);
    let settings = site::settings(&mut context, &data, raw_site, place);
    unused::tell(&mut context, raw);
    told.extend(site::without_consequences(context.diagnostics));
    let Data { lists, indicators, plans, targets } = data.as_ref().clone();
    let Lists { levels, kinds, places, documents, units, topics, terms, agency_kinds, agencies } =
        lists.as_ref().clone();
    let checked = settings.zip(words).map(|(settings, languages)| Checked {
        catalogue: Catalogue {
            settings,
            levels,
            kinds,
            places,
            boundaries,
            documents,
            units,
            topics,
            indicators,
            agency_kinds,
            agencies,
            plans,
            targets,
            reports,
            articles,
            terms,
            corrections,
            findings: Findings::default(),
            explanations,
            relations,
        },
        languages,
        withheld,
    });
    (checked, told)
}

fn words(
    context: &mut Context<'_>,
    raw: &Raw,
    theme: &str,
    known: &mut Checks,
) -> Option<Arc<Localized<Language>>> {
    let source = (raw.words.clone(), Equal((context.languages.clone(), theme.to_owned())));
    context.once(&mut known.languages, source, |context| site::words(context, raw, theme).map(Arc::new))
}

fn data(context: &mut Context<'_>, raw: &Raw, known: &mut Checks) -> Arc<Data> {
    let parts = (lists_source(raw), Equal(context.languages.clone()));
    let lists = context.once(&mut known.lists, parts, |context| Arc::new(lists(context, raw)));
    let indicators = indicators(context, raw, &lists, known);
    let source = ((lists, indicators), (raw.plans.clone(), raw.targets.clone()));
    let ((lists, indicators), _) = source.clone();
    context.once(&mut known.data, source, |context| {
        let mut plans = commitments::plans(context, &lists, &raw.plans);
        let targets = targets::targets(context, &lists, (&indicators, &plans), &raw.targets);
        commitments::targets(context, &raw.plans, &targets, &mut plans);
        Arc::new(Data { lists, indicators, plans, targets })
    })
}

fn boundaries(context: &mut Context<'_>, raw: &Raw, lists: &Arc<Lists>, known: &mut Checks) -> Boundaries {
    let source = (raw.boundaries.clone(), lists.clone());
    context.once(&mut known.boundaries, source, |context| {
        boundaries::boundaries(context, &raw.boundaries, lists, &raw.places)
    })
}

fn lists_source(raw: &Raw) -> Parts {
    let Raw { levels, kinds, places, documents, units, topics, terms, agency_kinds, agencies, .. } =
        raw.clone();
    vec![levels, kinds, places, documents, units, topics, terms, agency_kinds, agencies]
}

fn lists(context: &mut Context<'_>, raw: &Raw) -> Lists {
    let (levels, kinds) = (lists::levels(context, &raw.levels), lists::kinds(context, &raw.kinds));
    let places = lists::places(context, &raw.places, &levels, &kinds);
    let documents = lists::documents(context, &raw.documents, &places);
    let (units, topics) = (lists::units(context, &raw.units), lists::topics(context, &raw.topics));
    let terms = lists::terms(context, &raw.terms);
    let agency_kinds = agencies::kinds(context, &raw.agency_kinds);
    let agencies = agencies::agencies(context, &raw.agencies, &agency_kinds, &places);
    Lists { levels, kinds, places, documents, units, topics, terms, agency_kinds, agencies }
}

fn indicators(
    context: &mut Context<'_>,
    raw: &Raw,
    lists: &Arc<Lists>,
    known: &mut Checks,
) -> Registry<Indicator> {
    let sources = raw.indicators.iter().map(|raw| (raw.clone(), lists.clone())).collect();
    let checked = context.each(&mut known.indicators, sources, |context, _, (raw, lists)| {
        indicator::indicator(context, lists, raw).map(Arc::new)
    });
    let mut indicators = Registry::default();
    for (raw, indicator) in raw.indicators.iter().zip(checked) {
        indicator.and_then(|indicator| context.insert(&mut indicators, &raw.id, indicator));
    }
    indicators
}
