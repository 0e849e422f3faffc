//! Corrections: their page, their marks on figures, and as open data.

use serde::Serialize;

use super::show::Show;
use super::view::{CorrectionView, CorrectionsView, LinkView};
use super::{Body, data};
use crate::audit::published::reading;
use crate::model::{Correction, FigureRef, Reading};
use crate::plan::PageKind;

/// Columns of corrections.
pub(super) const FIELDS: [(&str, &str); 7] = [
    ("id", "string"),
    ("date", "date"),
    ("figure", "string"),
    ("old", "string"),
    ("new", "string"),
    ("reason", "string"),
    ("link", "string"),
];

impl Show<'_> {
    pub(super) fn corrections(&self) -> Body {
        let corrections = self.catalogue.corrections.iter().map(|correction| self.correction(correction));
        let view = CorrectionsView {
            corrections: corrections.collect(),
            feed: self.file_url(self.feed_path(PageKind::Corrections).unwrap_or_default()),
            csv: self.file_url("data/corrections.csv"),
            json: self.file_url("data/corrections.json"),
        };
        Body::new("corrections.html", &view)
    }

    fn correction(&self, correction: &Correction) -> CorrectionView {
        let FigureRef { indicator: id, column, place, period } = correction.figure;
        let indicator = self.catalogue.indicators.get(id);
        let measure = self.column(indicator, column);
        let period = self.period(period);
        let args = [("measure", measure.as_str()), ("place", self.place(place)), ("period", &period)];
        let observation = self.catalogue.observation(correction.figure);
        let url = observation.map(|observation| self.figure(id, observation).url);
        CorrectionView {
            anchor: correction_anchor(correction),
            date: self.language.words.date(correction.date),
            datetime: correction.date.to_string(),
            figure: LinkView { name: self.fill("finding-figure", &args), url },
            indicator: self.indicator_link(id),
            old: self.corrected(correction, correction.old),
            new: self.corrected(correction, correction.new),
            reason: correction.reason.get(self.locale).clone(),
        }
    }

    /// Writes one side of a correction.
    fn corrected(&self, correction: &Correction, side: Reading) -> String {
        let FigureRef { indicator, column, .. } = correction.figure;
        match side {
            Reading::Measured { value, .. } => {
                self.value(self.catalogue.indicators.get(indicator), column, value)
            }
            Reading::Missing(reason) => self.missing(reason),
        }
    }

    /// Says that a figure was corrected, and leads to how.
    pub(super) fn corrected_mark(&self, figure: FigureRef) -> Option<LinkView> {
        let correction = self.catalogue.corrections.latest(figure)?;
        let (old, date) =
            (self.corrected(correction, correction.old), self.language.words.date(correction.date));
        let page = self.url(PageKind::Corrections).unwrap_or_default();
        Some(LinkView {
            name: self.fill("corrected", &[("date", &date), ("old", &old)]),
            url: Some(format!("{page}#{}", correction_anchor(correction))),
        })
    }

    /// Sums up a correction in one sentence, for feeds.
    pub(super) fn correction_summary(&self, correction: &Correction) -> (String, String) {
        let view = self.correction(correction);
        let title = format!("{}: {}", view.indicator.name, view.figure.name);
        let args = [("old", view.old.as_str()), ("new", &view.new), ("reason", &view.reason)];
        (title, self.fill("correction-summary", &args))
    }

    /// Writes all corrections as CSV.
    pub(super) fn corrections_csv(&self) -> Vec<u8> {
        let corrections = self.catalogue.corrections.iter();
        data::to_csv(
            &FIELDS,
            corrections.map(|correction| {
                let Record { id, date, figure, old, new, link, .. } = self.correction_record(correction);
                let reason = data::text_cell(correction.reason.get(self.locale));
                CsvLine { id, date, figure, old, new, reason, link }
            }),
        )
    }

    /// Writes all corrections as JSON.
    pub(super) fn corrections_json(&self) -> Vec<u8> {
        let corrections = self.catalogue.corrections.iter();
        let corrections = corrections.map(|correction| self.correction_record(correction)).collect();
        data::to_json(&Whole { corrections })
    }

    fn correction_record<'c>(&self, correction: &'c Correction) -> Record<'c> {
        let page = self.plan.path(PageKind::Corrections, self.locale).unwrap_or_default();
        let base = &self.catalogue.settings.base_url;
        let reasons = self.catalogue.languages().tags().iter().zip(correction.reason.values());
        Record {
            id: &correction.name_id,
            date: correction.date.to_string(),
            figure: self.catalogue.figure_name(correction.figure),
            old: reading(correction.old),
            new: reading(correction.new),
            reason: reasons.map(|(tag, reason)| (tag.clone(), reason.as_str())).collect(),
            link: format!("{base}{page}#{}", correction_anchor(correction)),
        }
    }
}

pub(super) fn correction_anchor(correction: &Correction) -> String {
    format!("correction-{}", correction.name_id)
}

/// A correction as open data. The last published site is compared by it: a correction stays.
#[derive(Serialize)]
struct Record<'c> {
    id: &'c str,
    date: String,
    figure: String,
    old: String,
    new: String,
    reason: std::collections::BTreeMap<String, &'c str>,
    link: String,
}

#[derive(Serialize)]
struct CsvLine<'c> {
    id: &'c str,
    date: String,
    figure: String,
    old: String,
    new: String,
    reason: String,
    link: String,
}

#[derive(Serialize)]
struct Whole<'c> {
    corrections: Vec<Record<'c>>,
}
