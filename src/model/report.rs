//! Reports and pages: prose in each language, with figures, charts and tables placed in it.

use std::sync::Arc;

use super::{
    ActionPlan, Agency, ColumnId, Date, Document, GroupId, Id, Indicator, Localized, LocalizedText, Period,
    Place, Status, TaskId, Term,
};

/// A publication.
#[derive(Debug, Clone)]
pub struct Report {
    /// The author's id.
    pub name_id: String,
    /// Its title.
    pub title: LocalizedText,
    /// One sentence on what it says.
    pub summary: LocalizedText,
    /// The word of the path.
    pub slug: LocalizedText,
    /// When it was published.
    pub date: Date,
    /// Whether it is published. All are, but in the preview.
    pub release: Release,
    /// What it covers.
    pub period: Option<Period>,
    /// The document it tells.
    pub document: Option<Id<Document>>,
    /// Its text.
    pub prose: Localized<Arc<Prose>>,
    /// Whether the text in a language is older than the one it was translated from.
    pub is_stale: Localized<bool>,
}

/// Whether a report is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Release {
    /// It is.
    Public,
    /// Its author holds it back.
    Draft,
    /// Its day is yet to come.
    Scheduled,
}

/// A page that stands by itself: about, contact.
#[derive(Debug, Clone)]
pub struct Article {
    /// The author's id.
    pub name_id: String,
    /// Its title.
    pub title: LocalizedText,
    /// One sentence on what it says.
    pub summary: LocalizedText,
    /// The word of the path.
    pub slug: LocalizedText,
    /// Place in the menu.
    pub order: i64,
    /// Its text.
    pub prose: Localized<Arc<Prose>>,
    /// Whether the text in a language is older than the one it was translated from.
    pub is_stale: Localized<bool>,
}

/// Text with figures, charts and tables in their places.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
    /// Its headings in order.
    pub headings: Vec<Heading>,
}

/// A heading, for the contents and for links to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its anchor, unique in the page.
    pub anchor: String,
}

/// One piece of prose.
#[derive(Debug, Clone)]
pub enum Piece {
    /// HTML made from Markdown; author HTML is escaped in it.
    Html(String),
    /// The first use of a term in the text, as the author wrote it.
    Term(Id<Term>, String),
    /// A figure: written in the page's language, or as the author wrote it after it was checked.
    Figure {
        /// Which observation.
        figure: FigureRef,
        /// The author's own words for it.
        written: Option<String>,
    },
    /// A chart.
    Chart(ChartRef),
    /// A table.
    Table(TableRef),
    /// A table of tasks.
    Tasks(TasksRef),
    /// Opens a link to a page of this site; the piece after its text closes it.
    LinkOpen(LinkTarget),
    /// Closes a link.
    LinkClose,
    /// An image beside the text.
    Image {
        /// Its path from the site folder.
        path: String,
        /// What it shows.
        alt: String,
    },
}

/// A page that prose links to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkTarget {
    /// An indicator.
    Indicator(Id<Indicator>),
    /// A place.
    Place(Id<Place>),
    /// A report.
    Report(Id<Report>),
    /// An article.
    Article(Id<Article>),
    /// A document in the list of sources.
    Document(Id<Document>),
    /// An action plan.
    ActionPlan(Id<ActionPlan>),
    /// A task on the page of its plan.
    Task(Id<ActionPlan>, TaskId),
    /// An agency.
    Agency(Id<Agency>),
}

/// One observation, named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureRef {
    /// Of which indicator.
    pub indicator: Id<Indicator>,
    /// In which column.
    pub column: ColumnId,
    /// Where.
    pub place: Id<Place>,
    /// When.
    pub period: Period,
}

/// What a chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// The children of a place, ranked.
    Rank,
    /// Several columns of one place.
    Bars,
    /// One column over time.
    Line,
    /// A value against its target.
    Bullet,
}

/// A chart placed in prose.
#[derive(Debug, Clone)]
pub struct ChartRef {
    /// What it shows.
    pub kind: ChartKind,
    /// The name its author gave.
    pub name: String,
    /// The data.
    pub data: Selection,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableRows {
    /// The children of the place.
    Places,
    /// The columns of the indicator, for one place.
    Measures,
}

/// A table placed in prose.
#[derive(Debug, Clone)]
pub struct TableRef {
    /// What its rows are.
    pub rows: TableRows,
    /// The name its author gave.
    pub name: String,
    /// The data.
    pub data: Selection,
}

/// A table of tasks placed in prose: those of a plan that fit everything that is asked for.
#[derive(Debug, Clone)]
pub struct TasksRef {
    /// The name its author gave.
    pub name: String,
    /// Of which plan.
    pub plan: Id<ActionPlan>,
    /// Of which group.
    pub group: Option<GroupId>,
    /// How they stand.
    pub status: Option<Status>,
    /// Led or supported by whom.
    pub agency: Option<Id<Agency>>,
}

/// Columns of one indicator at one place in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Of which indicator.
    pub indicator: Id<Indicator>,
    /// Which columns; at least one.
    pub columns: Vec<ColumnId>,
    /// Where; for ranks and tables of places, their parent.
    pub place: Id<Place>,
    /// When.
    pub period: Period,
}
