//! Targets: the value to reach, how far it is, and how that was computed.

use super::commitment_view::{StatusView, TargetView};
use super::show::Show;
use super::view::{CitationView, LinkView};
use crate::check::recompute;
use crate::model::{
    Catalogue, Document, Id, LocalizedText, MeasureUnit, Observation, Period, Place, Progress, Relation,
    Subject, Target, Value,
};
use crate::plan::PageKind;

/// Decimals that tell any two rates of real counts apart.
const EXACT_DECIMALS: u32 = 12;

/// How far a target is at one place.
pub(super) struct Reached<'c> {
    pub(super) progress: Progress,
    /// The latest observation that has a value.
    pub(super) latest: Option<&'c Observation>,
    /// Where the straight line from the baseline stands at that time.
    pub(super) expected: Option<Value>,
}

/// Compares a target with the latest value at a place.
pub(super) fn reached<'c>(catalogue: &'c Catalogue, target: &Target, place: Id<Place>) -> Reached<'c> {
    let found = target.measure().and_then(|(id, column)| {
        let indicator = catalogue.indicators.get(id);
        let series = indicator.observations.series(column, place);
        let latest = series.iter().rev().find(|observation| observation.reading.value().is_some())?;
        // 99.95 % does not meet 100 %: the value is compared before it is rounded.
        let exact = recompute(indicator, latest, EXACT_DECIMALS).or(latest.reading.value())?;
        Some((latest, exact))
    });
    let value = found.map(|(latest, exact)| (exact, latest.period));
    Reached {
        progress: target.progress(value, catalogue.settings.today),
        latest: found.map(|(latest, _)| latest),
        expected: value.and_then(|(_, period)| target.expected(period)),
    }
}

impl<'a> Show<'a> {
    /// Shows a target for all its places, or for one of them.
    pub(super) fn target(&self, target: &'a Target, place: Option<Id<Place>>) -> TargetView {
        let places = place.map_or_else(|| target.places.clone(), |place| vec![place]);
        let (status, how) = match places.as_slice() {
            &[place] => self.target_status(target, place),
            places => self.target_counts(target, places),
        };
        let whom = match places.as_slice() {
            &[place] => self.place(place).to_owned(),
            places => self.level_name(places),
        };
        TargetView {
            anchor: format!("target-{}", target.name_id),
            subject: self.target_subject(target),
            place: whom,
            value: self.target_text(target),
            by: target.by.map(|by| self.due(by)),
            plan: target.plan.map(|plan| self.plan_link(plan)),
            status,
            how,
            note: self.maybe(target.note.as_ref()),
            source: self.cite(self.catalogue.documents.get(target.document), &target.at),
        }
    }

    /// Returns the name of what a target is set for, with the page that measures it.
    pub(super) fn target_subject(&self, target: &'a Target) -> LinkView {
        match &target.subject {
            Subject::Named { name, .. } => LinkView { name: self.text(name).to_owned(), url: None },
            Subject::Measured { indicator, column } => {
                let measured = self.catalogue.indicators.get(*indicator);
                self.link(&self.full_name(measured, *column), PageKind::Indicator(*indicator))
            }
        }
    }

    /// Writes the value to reach: at least 90%.
    pub(super) fn target_text(&self, target: &Target) -> String {
        let value = self.amount(self.target_unit(target), target.value);
        match target.relation {
            Relation::AtLeast => self.fill("target-at-least", &[("value", &value)]),
            Relation::AtMost => self.fill("target-at-most", &[("value", &value)]),
            Relation::Equal => self.fill("target-equal", &[("value", &value)]),
        }
    }

    fn target_unit(&self, target: &Target) -> MeasureUnit {
        match target.subject {
            Subject::Named { unit, .. } => unit,
            Subject::Measured { indicator, column } => {
                self.catalogue.indicators.get(indicator).measure(column).unit
            }
        }
    }

    /// Writes a value with its unit: 96.3%, 5,000 accounts.
    fn amount(&self, unit: MeasureUnit, value: Value) -> String {
        match unit {
            MeasureUnit::Percent => self.language.percent(value),
            MeasureUnit::Counted(unit) => {
                let name = self.language.plural(self.text_of(&self.catalogue.units.get(unit).name), value);
                format!("{} {name}", self.language.numbers.write(value))
            }
        }
    }

    /// Tells how far a target is at one place, and the inputs of that.
    fn target_status(&self, target: &'a Target, place: Id<Place>) -> (StatusView, String) {
        let reached = reached(self.catalogue, target, place);
        let mut how = Vec::new();
        if let Some(latest) = reached.latest {
            how.push(self.latest_figure(target, latest));
        }
        how.extend(self.reason(target, &reached));
        if reached.progress == Progress::NotMeasurable {
            how.extend(self.passed(target));
        }
        how.push(self.fill("how-day", &[("date", &self.today())]));
        (self.progress(reached.progress), how.join(" "))
    }

    fn latest_figure(&self, target: &Target, latest: &Observation) -> String {
        let unit = self.target_unit(target);
        let value = latest.reading.value().map_or(String::new(), |value| self.amount(unit, value));
        self.fill("how-figure", &[("value", &value), ("period", &self.period(latest.period))])
    }

    /// Says why a target stands as it does, beside its latest figure.
    fn reason(&self, target: &Target, reached: &Reached<'_>) -> Option<String> {
        let by = target.by.map(|by| self.language.words.date(by.last())).unwrap_or_default();
        match reached.progress {
            Progress::Met => None,
            Progress::OnTrack | Progress::Behind => self.line_reason(target, reached.expected?),
            Progress::NotMetYet if target.by.is_none() => Some(self.word("how-target-no-date")),
            Progress::NotMetYet => Some(self.fill("how-target-no-line", &[("date", &by)])),
            Progress::Missed => Some(self.fill("how-target-missed", &[("date", &by)])),
            Progress::NoFigureSince => Some(self.fill("how-target-no-figure", &[("date", &by)])),
            Progress::NotMeasurable if target.measure().is_none() => {
                Some(self.word("how-target-not-measured"))
            }
            Progress::NotMeasurable => Some(self.word("how-target-no-value")),
        }
    }

    /// Says that the date of a target has passed.
    fn passed(&self, target: &Target) -> Option<String> {
        let day = target.by?.last();
        let has_passed = day < self.catalogue.settings.today;
        has_passed.then(|| self.fill("how-passed", &[("date", &self.language.words.date(day))]))
    }

    /// Tells the straight line that a figure was compared with.
    fn line_reason(&self, target: &Target, expected: Value) -> Option<String> {
        let (baseline, by, unit) = (target.baseline?, target.by?, self.target_unit(target));
        let decimals = target.value.decimals().max(baseline.value.decimals()).max(1);
        let expected = self.amount(unit, expected.round(decimals));
        let day = |period: Period| self.language.words.date(period.last());
        let args = [
            ("start", self.amount(unit, baseline.value)),
            ("start-date", day(baseline.period)),
            ("end", self.amount(unit, target.value)),
            ("end-date", day(by)),
            ("expected", expected),
        ];
        Some(self.fill("how-target-line", &args.each_ref().map(|(key, text)| (*key, text.as_str()))))
    }

    /// Tells in how many places a target is met, and how the others stand.
    fn target_counts(&self, target: &'a Target, places: &[Id<Place>]) -> (StatusView, String) {
        let mut counts = Progress::ALL.map(|progress| (progress, 0_usize));
        for &place in places {
            let progress = reached(self.catalogue, target, place).progress;
            counts.iter_mut().filter(|(known, _)| *known == progress).for_each(|(_, count)| *count += 1);
        }
        let met = counts.iter().find(|(progress, _)| *progress == Progress::Met).map_or(0, |(_, met)| *met);
        let key = match (met, counts.iter().find(|(_, count)| *count == places.len())) {
            (_, Some((all, _))) => *all,
            _ => Progress::NotMetYet,
        };
        let args = [("met", met.to_string()), ("count", places.len().to_string())];
        let name = self.fill("target-count", &args.each_ref().map(|(key, text)| (*key, text.as_str())));
        let shown = counts.iter().filter(|(_, count)| *count > 0);
        let shown = shown.map(|(progress, count)| format!("{}: {count}.", self.progress(*progress).name));
        let day = self.fill("how-day", &[("date", &self.today())]);
        let how = shown.chain([day]).collect::<Vec<_>>().join(" ");
        (StatusView { key: key.name(), name }, how)
    }

    pub(super) fn progress(&self, progress: Progress) -> StatusView {
        let name = match progress {
            Progress::Met => self.word("target-met"),
            Progress::OnTrack => self.word("target-on-track"),
            Progress::Behind => self.word("target-behind"),
            Progress::NotMetYet => self.word("target-not-met-yet"),
            Progress::Missed => self.word("target-missed"),
            Progress::NoFigureSince => self.word("target-no-figure-since"),
            Progress::NotMeasurable => self.word("target-not-measurable"),
        };
        StatusView { key: progress.name(), name }
    }

    fn level_name(&self, places: &[Id<Place>]) -> String {
        let level = places.first().map(|&place| self.catalogue.places.get(place).level);
        level.map_or(String::new(), |level| self.text(&self.catalogue.levels.get(level).name).to_owned())
    }

    /// Cites a place in a document.
    pub(super) fn cite(&self, document: &'a Document, at: &'a LocalizedText) -> CitationView {
        CitationView {
            anchor: String::new(),
            document: self.document_name(document),
            url: self.document_anchor_url(document),
            date: self.language.words.issued(document.date),
            at: self.text(at).to_owned(),
            period: String::new(),
            note: None,
        }
    }

    /// Writes the day of the build.
    pub(super) fn today(&self) -> String {
        self.language.words.date(self.catalogue.settings.today)
    }
}
