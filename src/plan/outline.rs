//! What a plan depends on: for as long as that stays the same, so do the files of the site, and the plan need not be made again.

use std::sync::Arc;

use super::{List, Plan, copied, exhibit_subject, lists};
use crate::diagnostic::Diagnostic;
use crate::input::{FileId, Inputs};
use crate::language::Language;
use crate::memory::{Equal, Last, Memory};
use crate::model::{
    Agency, Boundaries, Catalogue, Exhibit, Id, Indicator, Languages, Level, Localized, LocalizedText,
    Period, Place, Registry,
};

/// What a plan is made of, beside places and words: few enough to compare.
#[derive(PartialEq)]
struct Outline {
    theme: String,
    languages: Languages,
    indicators: Vec<(String, LocalizedText, Vec<Period>)>,
    /// By indicator.
    contents: Vec<Arc<Contents>>,
    plans: Vec<(String, LocalizedText)>,
    texts: [Vec<LocalizedText>; 2],
    lists: Vec<List>,
    copies: Vec<FileId>,
}

/// What of an indicator has files of its own.
#[derive(PartialEq, Eq)]
struct Contents {
    /// Charts, with what they are named after.
    exhibits: Vec<(Exhibit, Option<String>)>,
    /// Places with figures, in order.
    places: Vec<Id<Place>>,
}

/// An indicator, and what its charts are chosen by: places and levels, boundaries and the place of the site.
type ContentsSource = ((Arc<Indicator>, Boundaries), ((Registry<Place>, Registry<Level>), Equal<Id<Place>>));

/// What the same indicators had last time.
type ContentsMemory = Memory<ContentsSource, Arc<Contents>>;

impl Contents {
    fn new(catalogue: &Catalogue, id: Id<Indicator>) -> Self {
        let indicator = catalogue.indicators.get(id);
        let named = |exhibit: Exhibit| (exhibit, exhibit_subject(indicator, exhibit));
        let exhibits = catalogue.exhibits(id).into_iter().map(named).collect();
        let mut places: Vec<Id<Place>> = indicator.observations.iter().map(|seen| seen.place).collect();
        places.dedup();
        places.sort_unstable();
        places.dedup();
        Self { exhibits, places }
    }

    /// Returns what every indicator has.
    fn all(catalogue: &Catalogue, known: &mut ContentsMemory) -> Vec<Arc<Self>> {
        let Catalogue { indicators, boundaries, places, levels, settings, .. } = catalogue;
        let among = ((places.clone(), levels.clone()), Equal(settings.place));
        let sources =
            indicators.shared().iter().map(|one| ((one.clone(), boundaries.clone()), among.clone()));
        let ids: Vec<Id<Indicator>> = indicators.iter().map(|(id, _)| id).collect();
        known.all(sources.collect(), |at, _| Arc::new(Self::new(catalogue, ids[at])), |_| true)
    }
}

impl Outline {
    fn new(catalogue: &Catalogue, inputs: &Inputs, known: &mut ContentsMemory) -> Self {
        let indicators = catalogue.indicators.iter().map(|(_, indicator)| {
            (indicator.name_id.clone(), indicator.slug.clone(), indicator.periods().to_vec())
        });
        let plans = catalogue.plans.iter().map(|(_, plan)| (plan.name_id.clone(), plan.slug.clone()));
        let reports = catalogue.reports.iter().map(|(_, report)| report.slug.clone());
        let articles = catalogue.articles.iter().map(|(_, article)| article.slug.clone());
        Self {
            theme: catalogue.settings.theme.clone(),
            languages: catalogue.languages().clone(),
            indicators: indicators.collect(),
            contents: Contents::all(catalogue, known),
            plans: plans.collect(),
            texts: [reports.collect(), articles.collect()],
            lists: lists(catalogue),
            copies: copied(catalogue, inputs),
        }
    }
}

/// Places, levels, agencies, and the words of paths.
type Named = ((Registry<Place>, Registry<Level>), (Registry<Agency>, Arc<Localized<Language>>));

/// The last plan, for as long as the site has the same files.
#[derive(Default)]
pub struct Plans {
    contents: ContentsMemory,
    last: Last<(Equal<Outline>, Named), Planned>,
}

/// A plan, and what is to be told of it.
type Planned = (Arc<Plan>, Vec<Diagnostic>);

impl Plans {
    /// Plans as [`Plan::new`] does, but for a site with the same files as last time.
    pub fn plan(
        &mut self,
        catalogue: &Catalogue,
        languages: &Arc<Localized<Language>>,
        inputs: &Inputs,
    ) -> Planned {
        let Catalogue { places, levels, agencies, .. } = catalogue;
        let named = ((places.clone(), levels.clone()), (agencies.clone(), languages.clone()));
        let outline = Outline::new(catalogue, inputs, &mut self.contents);
        self.last.get((Equal(outline), named), || {
            let (plan, told) = Plan::new(catalogue, languages, inputs);
            ((Arc::new(plan), told), true)
        })
    }
}
