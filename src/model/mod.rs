//! What is true: the catalogue of a site after every check.
//!
//! One concept a file. Pure: names no file format, no HTML, no clock. Ids are made by [`Registry`] only, so
//! look-ups cannot fail; text is [`Localized`], so no language can lack.

mod agency;
mod boundary;
mod commitment;
mod correction;
mod document;
mod exhibit;
mod finding;
mod gist;
mod glossary;
mod indicator;
mod locale;
mod observation;
mod parts;
mod period;
mod place;
mod ranking;
mod registry;
mod report;
mod standout;
mod target;
mod value;

pub use agency::{Agency, AgencyKind};
pub use boundary::{Boundaries, MapKey, Point, Position, Ring, Shape, Sheet};
pub use commitment::{
    ActionPlan, Deadline, Group, GroupId, MovedDeadline, ReportedState, Standing, StatedCount, Status, Task,
    TaskId, Update,
};
pub use correction::{Correction, Corrections};
pub use document::Document;
pub use exhibit::{Exhibit, Panel};
pub use finding::{
    Agreement, Evidence, Explanation, FigureRelation, Finding, FindingSubject, Findings, Rule, Statement,
};
pub use gist::{Claim, Gist};
pub use glossary::Term;
pub use indicator::{
    Better, Column, ColumnId, Dimension, DimensionId, Formula, Indicator, Measure, MeasureId, MeasureUnit,
    Member, Plural, Restated, Restatement, SourceTable, TableId, Topic, Unit,
};
pub use locale::{Languages, Locale, Localized, LocalizedText};
pub use observation::{Mark, MissingReason, Observation, Observations, Proposed, Reading, Remark};
pub use parts::Division;
pub use period::{Date, Period};
pub use place::{Kind, Level, Place, Tile};
pub use ranking::{Ranked, Ranking};
pub use registry::{Id, Registry};
pub use report::{
    Article, ChartKind, ChartRef, FigureRef, Heading, LinkTarget, Piece, Prose, Release, Report, Selection,
    TableRef, TableRows, TasksRef,
};
pub use standout::{Situation, Standing as RankStanding, Standout, choose};
pub use target::{Baseline, Progress, Relation, Subject, Target};
pub use value::Value;

/// What the site says about itself.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its title.
    pub title: LocalizedText,
    /// One sentence on what it is.
    pub description: LocalizedText,
    /// Who publishes it.
    pub publisher: LocalizedText,
    /// Its languages.
    pub languages: Languages,
    /// Where it will stand, ending in `/`: `https://host/a/b/`.
    pub base_url: String,
    /// The folder under `themes/`.
    pub theme: String,
    /// Name and address of the licence of the data.
    pub licence: Option<(String, String)>,
    /// The place it is about.
    pub place: Id<Place>,
    /// Headline columns of the home page.
    pub home: Vec<(Id<Indicator>, ColumnId)>,
    /// The day of the build.
    pub today: Date,
}

impl Settings {
    /// Returns the path part of the address, `/` at both ends: `/a/b/`.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.find("://").map_or(0, |at| at + 3);
        self.base_url[after_scheme..].find('/').map_or("/", |at| &self.base_url[after_scheme + at..])
    }
}

/// Everything a site publishes, checked. Called a catalogue after DCAT, the W3C's data catalogue vocabulary.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// What the site says about itself.
    pub settings: Settings,
    /// Levels of places.
    pub levels: Registry<Level>,
    /// Official kinds of places.
    pub kinds: Registry<Kind>,
    /// Places; a parent always stands before its children.
    pub places: Registry<Place>,
    /// Their boundaries, where the site has them.
    pub boundaries: Boundaries,
    /// Source documents.
    pub documents: Registry<Document>,
    /// Units.
    pub units: Registry<Unit>,
    /// Topics in order of display.
    pub topics: Registry<Topic>,
    /// Indicators.
    pub indicators: Registry<Indicator>,
    /// Kinds of agencies.
    pub agency_kinds: Registry<AgencyKind>,
    /// Agencies.
    pub agencies: Registry<Agency>,
    /// Action plans.
    pub plans: Registry<ActionPlan>,
    /// Targets.
    pub targets: Registry<Target>,
    /// Published reports, newest first.
    pub reports: Registry<Report>,
    /// Articles in the order of the menu.
    pub articles: Registry<Article>,
    /// Terms.
    pub terms: Registry<Term>,
    /// What was published wrongly and is right now.
    pub corrections: Corrections,
    /// Where the sources do not agree with themselves.
    pub findings: Findings,
    /// What authors say about them.
    pub explanations: Vec<Explanation>,
    /// Figures that must agree.
    pub relations: Vec<FigureRelation>,
}

impl Catalogue {
    /// Returns the languages of the site.
    pub fn languages(&self) -> &Languages {
        &self.settings.languages
    }

    /// Returns the direct parts of a place, in the author's order.
    pub fn children(&self, parent: Id<Place>) -> impl Iterator<Item = (Id<Place>, &Place)> {
        self.places.get(parent).parts.iter().map(|&part| (part, self.places.get(part)))
    }

    /// Names a figure as authors do: `water/connected?place=ben-da&period=2023-10`.
    pub fn figure_name(&self, figure: FigureRef) -> String {
        let indicator = self.indicators.get(figure.indicator);
        let (column, place) =
            (indicator.column_name_id(figure.column), &self.places.get(figure.place).name_id);
        format!("{}/{column}?place={place}&period={}", indicator.name_id, figure.period)
    }

    /// Returns the observation of a figure.
    pub fn observation(&self, figure: FigureRef) -> Option<&Observation> {
        self.indicators.get(figure.indicator).observations.at(figure.column, figure.place, figure.period)
    }

    /// Returns the target of a column at a place: the one that falls due last.
    pub fn target(&self, indicator: Id<Indicator>, column: ColumnId, place: Id<Place>) -> Option<&Target> {
        let targets = self.targets.iter().map(|(_, target)| target);
        targets.filter(|target| target.aims_at(indicator, column, place)).max_by_key(|target| target.by)
    }
}
