//! Raw values → a catalogue of what is true: ids resolved, languages complete, figures computed, prose compared.
//!
//! Enters: [`Raw`]. Leaves: [`Checked`] where enough is there to go on, and everything that is to be told. Never stops
//! at a mistake: what cannot be made is left out, told of, and forbids publishing.

mod agencies;
mod commitments;
mod compute;
mod context;
mod corrections;
mod figures;
mod findings;
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
pub use translations::{NoFingerprint, fingerprint};

use crate::diagnostic::{Code, Diagnostic};
use crate::input::Inputs;
use crate::language::Language;
use crate::model::{
    ActionPlan, Agency, AgencyKind, Catalogue, Document, Findings, Indicator, Kind, Level, Localized, Place,
    Registry, Target, Term, Topic, Unit,
};
use crate::parse::Raw;
use context::Context;

/// A catalogue and the languages to show it in.
pub struct Checked {
    /// What is true.
    pub catalogue: Catalogue,
    /// How each language writes it.
    pub languages: Localized<Language>,
}

/// Lists that need nothing but themselves.
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
struct Data {
    lists: Lists,
    indicators: Registry<Indicator>,
    plans: Registry<ActionPlan>,
    targets: Registry<Target>,
}

/// Checks everything that authors typed.
pub fn check(raw: &Raw, inputs: &Inputs) -> (Option<Checked>, Vec<Diagnostic>) {
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
    let words = site::words(&mut context, raw, site::theme(raw_site));
    let data = data(&mut context, raw);
    let relations = findings::relations(&mut context, &data, &raw.relations);
    let explanations = findings::explanations(&mut context, &data, &raw.findings);
    let place = context.resolve("place", &data.lists.places, &raw_site.place, "content/places.toml");
    let mut reports = texts::reports(&mut context, &data.lists, &raw.reports);
    let mut articles = texts::articles(&mut context, &raw.articles);
    if let (Some(words), Some(place)) = (&words, place) {
        texts::prose(&mut context, &data, raw, (&mut reports, &mut articles), (words, place));
    }
    let corrections = corrections::corrections(&mut context, &data, &raw.corrections);
    let settings = site::settings(&mut context, &data, raw_site, place);
    unused::tell(&mut context, raw);
    told.extend(context.diagnostics);
    let Data { lists, indicators, plans, targets } = data;
    let Lists { levels, kinds, places, documents, units, topics, terms, agency_kinds, agencies } = lists;
    let checked = settings.zip(words).map(|(settings, languages)| Checked {
        catalogue: Catalogue {
            settings,
            levels,
            kinds,
            places,
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
    });
    (checked, told)
}

fn data(context: &mut Context<'_>, raw: &Raw) -> Data {
    let (levels, kinds) = (lists::levels(context, &raw.levels), lists::kinds(context, &raw.kinds));
    let places = lists::places(context, &raw.places, &levels, &kinds);
    let documents = lists::documents(context, &raw.documents, &places);
    let (units, topics) = (lists::units(context, &raw.units), lists::topics(context, &raw.topics));
    let terms = lists::terms(context, &raw.terms);
    let agency_kinds = agencies::kinds(context, &raw.agency_kinds);
    let agencies = agencies::agencies(context, &raw.agencies, &agency_kinds, &places);
    let lists = Lists { levels, kinds, places, documents, units, topics, terms, agency_kinds, agencies };
    let mut indicators = Registry::default();
    for raw in &raw.indicators {
        if let Some(indicator) = indicator::indicator(context, &lists, raw) {
            context.insert(&mut indicators, &raw.id, indicator);
        }
    }
    let mut plans = commitments::plans(context, &lists, &raw.plans);
    let targets = targets::targets(context, &lists, (&indicators, &plans), &raw.targets);
    commitments::targets(context, &raw.plans, &targets, &mut plans);
    Data { lists, indicators, plans, targets }
}
