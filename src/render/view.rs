//! What templates see: small serialisable structs, texts already in the page's language. This is the theme's contract.
//!
//! A template never sees the whole site. Fields that may be absent are `null`, never missing. One long file, because
//! who writes a theme reads it from top to bottom.

use serde::{Serialize, Serializer};

use super::align::align_rows;
use super::commitment_view::{LateView, PlanSummary, TargetView, TasksView};
use super::notes::Notes;
use super::theme::Ready;
use crate::chart::Drawing;

/// A page as every template knows it.
#[derive(Debug, Serialize)]
pub(super) struct PageView<'a> {
    /// `home`, `report`, `place` …
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) lang: &'a str,
    pub(super) canonical: String,
    /// This page in every language, in the site's order; nothing for pages that should not be listed.
    pub(super) twins: Vec<Twin<'a>>,
    /// Whether search engines may list it.
    pub(super) is_listed: bool,
    /// The way here from the first page, without the page itself.
    pub(super) crumbs: Vec<LinkView>,
    /// The section of the menu that the page is in.
    pub(super) section: String,
    /// The picture that stands for the page where it is shared.
    pub(super) card: Option<CardView>,
    /// What search engines read of it: where it stands in the site, and what it is.
    pub(super) linked_data: Option<String>,
}

/// A picture of a page.
#[derive(Debug, Serialize)]
pub(super) struct CardView {
    /// With its host: who shows it is elsewhere.
    pub(super) url: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// One page in one language.
#[derive(Debug, Serialize)]
pub(super) struct Twin<'a> {
    pub(super) lang: &'a str,
    /// The language's own name for itself.
    pub(super) name: &'a str,
    /// The site's title in it.
    pub(super) title: &'a str,
    pub(super) url: String,
    pub(super) canonical: String,
    pub(super) is_current: bool,
}

/// A link with its text.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinkView {
    pub(super) name: String,
    /// Nothing where the site has no such page.
    pub(super) url: Option<String>,
}

/// A value, or why there is none, as it is read on the page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureView {
    /// `96,3%`, or a dash where there is no value.
    pub(super) text: String,
    /// The unit's name in the right plural; empty for percentages.
    pub(super) unit: String,
    /// The plain decimal; nothing where there is no value.
    pub(super) value: Option<String>,
    /// What it lacks to stand under the numbers of its column: `,5` or `0`; nothing outside tables.
    pub(super) pad: Option<String>,
    /// Why there is no value.
    pub(super) missing: Option<String>,
    /// `khoảng`, `hơn` …: read before the value.
    pub(super) mark: Option<String>,
    pub(super) is_doubtful: bool,
    /// Whether there is a value and nothing to be said about it: no mark, no note, no finding, no correction. Most figures
    /// are.
    pub(super) is_plain: bool,
    /// What is to be said about the cell, in sentences.
    pub(super) notes: Vec<String>,
    /// The text of the source where it is no number: to be shown as it is (`<samp>`), after the word `note-as-read`.
    pub(super) as_read: Option<String>,
    /// Which of the notes below its table is about it, counted from 1.
    pub(super) note: Option<usize>,
    /// Says that it was corrected, and leads to how.
    pub(super) correction: Option<LinkView>,
    /// Its own address: where it stands with its source and how to cite it.
    pub(super) url: String,
    /// The entry of what does not add up about it; nothing where nothing was found.
    pub(super) finding: Option<String>,
}

/// A chart with its table and source.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ChartView {
    pub(super) id: String,
    pub(super) name: String,
    /// What the data say, in one sentence: its title where there is one.
    pub(super) gist: Option<String>,
    #[serde(serialize_with = "svg")]
    pub(super) svg: Drawing,
    /// What it shows, for those who cannot see it: for pictures, a page's drawing has it.
    #[serde(skip)]
    pub(super) description: String,
    pub(super) table: TableView,
    pub(super) sources: Vec<Ready<CitationView>>,
    /// How it is shown elsewhere; nothing where it stays on its page.
    pub(super) embed: Option<EmbedView>,
}

fn svg<S: Serializer>(drawing: &Drawing, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(drawing.svg())
}

/// The ways to show a chart elsewhere.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EmbedView {
    /// The chart alone.
    pub(super) url: String,
    /// Pictures of it, with title and source.
    pub(super) svg: String,
    pub(super) png: String,
    /// What others put into their page.
    pub(super) code: String,
}

/// A chart alone: one of the two.
#[derive(Debug, Serialize)]
pub(super) struct EmbedPage {
    /// What it shows: indicator and measure, then place, period, unit.
    pub(super) about: Vec<String>,
    pub(super) chart: Option<ChartView>,
    pub(super) map: Option<MapView>,
    /// The page that it is from.
    pub(super) page: LinkView,
}

/// A map of places with its legend. Its figures stand in a table of their own, or in one elsewhere.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MapView {
    pub(super) id: String,
    pub(super) name: String,
    /// What the data say, in one sentence.
    pub(super) gist: Option<String>,
    /// The page of what it shows.
    pub(super) url: Option<String>,
    pub(super) period: String,
    #[serde(serialize_with = "svg")]
    pub(super) svg: Drawing,
    /// What it shows, for those who cannot see it: for pictures, a page's drawing has it.
    #[serde(skip)]
    pub(super) description: String,
    /// Classes from the lowest to the highest, then what has no value.
    pub(super) legend: Vec<ClassView>,
    /// How many places are too small to be pointed at.
    pub(super) small: Option<String>,
    /// In what the numbers of the fields are counted, where they are shortened.
    pub(super) scale: Option<String>,
    /// How classes were made, and which end is good.
    pub(super) how: String,
    pub(super) table: Option<TableView>,
    pub(super) sources: Vec<Ready<CitationView>>,
    /// How it is shown elsewhere; nothing where it stays on its page.
    pub(super) embed: Option<EmbedView>,
}

/// A class of a map.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ClassView {
    /// Which shade, from 0; nothing for places without a value.
    pub(super) shade: Option<usize>,
    pub(super) text: String,
    /// How many places.
    pub(super) count: String,
}

/// A table of figures.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TableView {
    pub(super) caption: String,
    pub(super) columns: Vec<ColumnView>,
    pub(super) rows: Vec<RowView>,
    /// What is to be said of its figures.
    pub(super) notes: Vec<NoteView>,
}

impl TableView {
    pub(super) fn new(caption: String, columns: Vec<ColumnView>, mut rows: Vec<RowView>) -> Self {
        let mut notes = Notes::default();
        for row in &mut rows {
            for (cell, column) in row.cells.iter_mut().zip(columns.iter().skip(1)) {
                if let Some(figure) = &mut cell.figure {
                    notes.take(figure, &row.head.name, &column.name);
                }
            }
        }
        align_rows(&mut rows);
        Self { caption, columns, rows, notes: notes.into_vec() }
    }
}

/// A note below a table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NoteView {
    /// The figures that it is about.
    pub(super) heads: Vec<NoteHead>,
    pub(super) notes: Vec<String>,
    pub(super) as_read: Option<String>,
    pub(super) is_doubtful: bool,
}

/// Figures of one row.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NoteHead {
    pub(super) row: String,
    pub(super) columns: Vec<String>,
}

/// The head of a column.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ColumnView {
    pub(super) name: String,
    /// The unit, where it is not the same for the whole table.
    pub(super) unit: String,
    /// Whether it holds figures.
    pub(super) is_figure: bool,
}

/// A row: a head and its cells.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RowView {
    pub(super) head: LinkView,
    /// `total` or `rank-note` rows look different; empty otherwise.
    pub(super) is_total: bool,
    pub(super) cells: Vec<CellView>,
}

/// A cell.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CellView {
    /// The plain decimal of a figure of which nothing is to be said: most are such, and more would cost most of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
    /// That figure as it is read, or a text; empty where there is nothing.
    pub(super) text: String,
    /// What the plain figure lacks to stand under the others of its column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pad: Option<String>,
    /// A figure of which something is to be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) figure: Option<FigureView>,
    /// Its address within the page, on the one page that is the figure's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) anchor: Option<String>,
}

/// Where figures come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct CitationView {
    pub(super) anchor: String,
    /// Issuer, number, title.
    pub(super) document: String,
    /// The entry of the document in the list of sources.
    pub(super) url: String,
    pub(super) date: String,
    pub(super) at: String,
    pub(super) period: String,
    pub(super) note: Option<String>,
}

/// A disagreement of sources.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FindingView {
    pub(super) anchor: String,
    /// Its entry on the page of all of them.
    pub(super) url: String,
    /// What and where: measure, place, period.
    pub(super) figure: LinkView,
    /// The indicator or plan.
    pub(super) indicator: LinkView,
    /// `total-differs` …
    pub(super) code: &'static str,
    /// What was found, in a sentence.
    pub(super) rule: String,
    /// What the other side is.
    pub(super) side: String,
    pub(super) stated: String,
    /// Both empty where the sides are no numbers.
    pub(super) computed: String,
    pub(super) difference: String,
    /// What is said elsewhere, in words.
    pub(super) states: Option<String>,
    /// Places without a row.
    pub(super) missing: Vec<LinkView>,
    /// The figures it was compared with, where they are few.
    pub(super) compared: Vec<ComparedView>,
    pub(super) note: Option<String>,
    /// Why; nothing where nobody has explained it.
    pub(super) reason: Option<String>,
    /// Where the first side stands.
    pub(super) source: Option<CitationView>,
    /// Where the other side stands, if in one place of a document.
    pub(super) elsewhere: Option<CitationView>,
}

/// The quality of the data.
#[derive(Debug, Serialize)]
pub(super) struct QualityView {
    /// How much was compared, how much agrees.
    pub(super) summary: String,
    pub(super) checks: Vec<CheckView>,
    /// What does not agree, by rule.
    pub(super) groups: Vec<FindingGroup>,
    pub(super) csv: String,
    pub(super) json: String,
}

/// One rule and how it fared.
#[derive(Debug, Serialize)]
pub(super) struct CheckView {
    pub(super) name: String,
    /// Where its findings stand on the page; nothing where it has none.
    pub(super) anchor: Option<&'static str>,
    /// Both nothing for contradictions in words, which are not counted.
    pub(super) n_checks: Option<String>,
    pub(super) n_passed: Option<String>,
    pub(super) n_findings: String,
}

/// The findings of one rule.
#[derive(Debug, Serialize)]
pub(super) struct FindingGroup {
    pub(super) anchor: &'static str,
    pub(super) name: String,
    pub(super) findings: Vec<FindingView>,
}

/// A figure that another was compared with.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ComparedView {
    pub(super) link: LinkView,
    pub(super) figure: Option<FigureView>,
}

/// One piece of prose.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum PieceView {
    Html {
        html: String,
    },
    /// The first use of a term: what it stands for, where it is an acronym.
    Term {
        text: String,
        name: Option<String>,
        url: Option<String>,
    },
    Figure {
        figure: Box<FigureView>,
        /// What it is a figure of.
        name: String,
        /// Its place among the sources of the text, counted from 1.
        source: usize,
    },
    Chart {
        chart: Box<ChartView>,
    },
    Table {
        table: TableView,
        sources: Vec<Ready<CitationView>>,
    },
    Tasks {
        tasks: TasksView,
    },
    LinkOpen {
        url: Option<String>,
    },
    LinkClose,
    Image {
        url: String,
        alt: String,
    },
}

/// A line of contents.
#[derive(Debug, Serialize)]
pub(super) struct HeadingView {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) anchor: String,
}

/// A headline or list entry of an indicator.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SummaryView {
    pub(super) name: String,
    /// The measure that is shown.
    pub(super) measure: String,
    pub(super) url: Option<String>,
    pub(super) definition: String,
    pub(super) figure: FigureView,
    pub(super) place: String,
    pub(super) period: String,
    /// A small chart: value against target, or over time.
    pub(super) svg: Option<String>,
    pub(super) target: Option<String>,
    /// `3/22`; only on the page of the place itself, as the next.
    pub(super) rank: Option<String>,
    /// The same at the place it is part of.
    pub(super) whole: Option<WholeView>,
}

/// A figure of the place that another is part of.
#[derive(Debug, Clone, Serialize)]
pub(super) struct WholeView {
    pub(super) place: String,
    pub(super) figure: FigureView,
}

/// Indicators of one topic.
#[derive(Debug, Serialize)]
pub(super) struct TopicView<T> {
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) indicators: Vec<T>,
}

/// A main measure beside what it was.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView {
    pub(super) indicator: LinkView,
    pub(super) measure: String,
    pub(super) figure: FigureView,
    pub(super) period: String,
    /// What it was and when, in words.
    pub(super) before: String,
}

/// The first page.
#[derive(Debug, Serialize)]
pub(super) struct HomeView {
    /// The newest document that figures come from.
    pub(super) newest: Option<DocumentView>,
    pub(super) headlines: Vec<SummaryView>,
    /// The first headline measure on the map of the places below the site's.
    pub(super) map: Option<MapView>,
    pub(super) changes: Vec<ChangeView>,
    /// How tasks stand; nothing where the site has no plans.
    pub(super) late: Option<LateView>,
    /// The place of a site that has no places below it.
    pub(super) place: Option<LinkView>,
    pub(super) levels: Vec<PlacesView>,
    /// Lists of the places further down.
    pub(super) deeper: Vec<LinkView>,
    pub(super) reports: Vec<ReportSummary>,
    pub(super) reports_url: Option<String>,
    pub(super) topics: Vec<TopicView<LinkView>>,
    pub(super) n_indicators: String,
    pub(super) n_figures: String,
    pub(super) n_findings: String,
    pub(super) n_documents: String,
    /// How many cells hold a figure.
    pub(super) completeness: String,
    /// How many comparisons agree.
    pub(super) agreement: String,
    pub(super) quality_url: Option<String>,
    pub(super) data_url: Option<String>,
}

/// A report in a list.
#[derive(Debug, Serialize)]
pub(super) struct ReportSummary {
    pub(super) link: LinkView,
    pub(super) date: String,
    pub(super) datetime: String,
    pub(super) summary: String,
    pub(super) period: Option<String>,
    pub(super) reading_time: Option<String>,
    /// Whether it is older than the text it was translated from.
    pub(super) is_stale: bool,
    /// What keeps it at home; only the preview shows such a report.
    pub(super) withheld: Option<String>,
}

/// The list of reports.
#[derive(Debug, Serialize)]
pub(super) struct ReportsView {
    pub(super) reports: Vec<ReportSummary>,
}

/// A report.
#[derive(Debug, Serialize)]
pub(super) struct ReportView {
    pub(super) summary: String,
    pub(super) date: String,
    pub(super) datetime: String,
    pub(super) period: Option<String>,
    pub(super) document: Option<DocumentView>,
    pub(super) reading_time: Option<String>,
    pub(super) contents: Vec<HeadingView>,
    pub(super) pieces: Vec<PieceView>,
    /// Where the figures of its sentences come from.
    pub(super) sources: Vec<Ready<CitationView>>,
    /// The report that came out after it, and the one before it.
    pub(super) newer: Option<ReportSummary>,
    pub(super) older: Option<ReportSummary>,
    pub(super) stale: Option<StaleView>,
    /// What keeps it at home; only the preview shows such a report.
    pub(super) withheld: Option<String>,
}

/// The notice on a text that is older than the one it was translated from.
#[derive(Debug, Serialize)]
pub(super) struct StaleView {
    pub(super) text: String,
    /// The original.
    pub(super) link: LinkView,
    /// Its language.
    pub(super) lang: String,
}

/// An article.
#[derive(Debug, Serialize)]
pub(super) struct ArticleView {
    pub(super) summary: String,
    pub(super) pieces: Vec<PieceView>,
    pub(super) sources: Vec<Ready<CitationView>>,
    pub(super) stale: Option<StaleView>,
}

/// The list of indicators.
#[derive(Debug, Serialize)]
pub(super) struct IndicatorsView {
    pub(super) topics: Vec<TopicView<SummaryView>>,
}

/// A measure in the definitions of an indicator.
#[derive(Debug, Serialize)]
pub(super) struct MeasureView {
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) definition: Option<String>,
    /// How it is computed, in words.
    pub(super) formula: Option<String>,
}

/// An indicator.
#[derive(Debug, Serialize)]
pub(super) struct IndicatorView {
    pub(super) definition: String,
    pub(super) note: Option<String>,
    pub(super) headline: Option<SummaryView>,
    pub(super) targets: Vec<TargetView>,
    /// The main measure on a map, where the places have one.
    pub(super) map: Option<Ready<MapView>>,
    /// Places ranked by the main measure.
    pub(super) rank: Option<Ready<ChartView>>,
    /// All measures of all places, latest period: of the whole, then of each part.
    pub(super) places: Ready<Vec<TableView>>,
    /// All measures of the site's place and of the places it lies in, latest period; then of other places that stand in
    /// no ranking.
    pub(super) latest: Ready<Vec<TableView>>,
    /// Measures over time, where there is more than one period to compare.
    pub(super) time: Vec<Ready<ChartView>>,
    /// What makes up its measures.
    pub(super) parts: Vec<Ready<ChartView>>,
    pub(super) measures: Vec<MeasureView>,
    pub(super) findings: Vec<FindingView>,
    /// All figures of each period, newest first.
    pub(super) periods: Vec<LinkView>,
    pub(super) sources: Vec<Ready<CitationView>>,
    pub(super) csv: String,
    pub(super) json: String,
    /// JSON-LD for a script element.
    pub(super) linked_data: String,
}

/// All figures of an indicator in one period.
#[derive(Debug, Serialize)]
pub(super) struct FiguresView {
    pub(super) indicator: LinkView,
    pub(super) tables: Vec<TableView>,
    pub(super) cites: Vec<CiteView>,
    /// The other periods, newest first.
    pub(super) periods: Vec<LinkView>,
    pub(super) csv: String,
    pub(super) json: String,
}

/// How to cite the figures of one source.
#[derive(Debug, Serialize)]
pub(super) struct CiteView {
    /// What stands before the address.
    pub(super) text: String,
    pub(super) address: String,
    pub(super) source: Ready<CitationView>,
}

/// The places of one level.
#[derive(Debug, Serialize)]
pub(super) struct PlacesView {
    pub(super) name: String,
    pub(super) url: Option<String>,
    pub(super) note: Option<String>,
    pub(super) places: Vec<PlaceLink>,
    /// Headline measures of every place.
    pub(super) table: Option<TableView>,
    /// The same on maps, one for each measure.
    pub(super) maps: Vec<MapView>,
}

/// A place in a list.
#[derive(Debug, Serialize)]
pub(super) struct PlaceLink {
    pub(super) link: LinkView,
    pub(super) kind: Option<String>,
    pub(super) code: Option<String>,
    pub(super) is_current: bool,
}

/// What stands out at a place: a figure and why.
#[derive(Debug, Serialize)]
pub(super) struct StandoutView {
    pub(super) name: String,
    /// Where its indicator stands on the page.
    pub(super) anchor: String,
    pub(super) figure: FigureView,
    pub(super) text: String,
    /// Nothing where neither direction is better.
    pub(super) is_good: Option<bool>,
}

/// Places that are most like one.
#[derive(Debug, Serialize)]
pub(super) struct SimilarView {
    pub(super) places: Vec<LinkView>,
    /// By what they are alike.
    pub(super) how: String,
}

/// A measure at one place.
#[derive(Debug, Serialize)]
pub(super) struct PlaceRow {
    pub(super) name: String,
    /// The value to reach here.
    pub(super) target: Option<String>,
    /// How it differs from the figure before, with its sign.
    pub(super) change: Option<String>,
    pub(super) figure: FigureView,
    /// The same at the place it is part of.
    pub(super) parent: Option<FigureView>,
    /// `3/22`.
    pub(super) rank: Option<String>,
}

/// An indicator at one place.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "which columns its table has; templates read them by name")]
pub(super) struct PlaceIndicator {
    pub(super) link: LinkView,
    pub(super) anchor: String,
    pub(super) period: String,
    pub(super) has_rank: bool,
    pub(super) has_parent: bool,
    pub(super) has_target: bool,
    pub(super) has_change: bool,
    pub(super) rows: Vec<PlaceRow>,
    /// What is to be said of its figures.
    pub(super) notes: Vec<NoteView>,
    pub(super) chart: Option<ChartView>,
    pub(super) sources: Vec<Ready<CitationView>>,
}

/// A place.
#[derive(Debug, Serialize)]
pub(super) struct PlaceView {
    pub(super) level: LinkView,
    pub(super) kind: Option<String>,
    pub(super) code: Option<String>,
    pub(super) validity: Option<String>,
    pub(super) has_ended: bool,
    pub(super) note: Option<String>,
    pub(super) parent: Option<LinkView>,
    pub(super) successors: Vec<LinkView>,
    /// What stands out here, at most five.
    pub(super) standouts: Vec<StandoutView>,
    pub(super) similar: Option<SimilarView>,
    /// Its figures as CSV.
    pub(super) csv: Option<String>,
    /// Reports that speak of it.
    pub(super) reports: Vec<LinkView>,
    pub(super) headlines: Vec<SummaryView>,
    /// Targets that hold here.
    pub(super) targets: Vec<TargetView>,
    pub(super) plans: Vec<PlanSummary>,
    pub(super) agencies: Vec<LinkView>,
    pub(super) topics: Vec<TopicView<PlaceIndicator>>,
    pub(super) children: Vec<PlacesView>,
    pub(super) siblings: Vec<PlaceLink>,
}

/// A document in the list of sources.
#[derive(Debug, Serialize)]
pub(super) struct DocumentView {
    pub(super) anchor: String,
    pub(super) url: Option<String>,
    pub(super) kind: String,
    pub(super) number: Option<String>,
    pub(super) title: String,
    pub(super) issuer: String,
    pub(super) date: String,
    pub(super) note: Option<String>,
}

/// An indicator's downloads.
#[derive(Debug, Serialize)]
pub(super) struct DownloadView {
    pub(super) link: LinkView,
    pub(super) n_figures: String,
    pub(super) csv: String,
    pub(super) json: String,
}

/// Downloads, sources and what does not add up in them.
#[derive(Debug, Serialize)]
pub(super) struct DataView {
    pub(super) downloads: Vec<DownloadView>,
    /// The Frictionless data package.
    pub(super) package: String,
    /// JSON-LD for a script element.
    pub(super) linked_data: String,
    /// Plans, agencies and targets.
    pub(super) lists: Vec<DownloadView>,
    pub(super) documents: Vec<DocumentView>,
    pub(super) n_findings: String,
    pub(super) quality_url: Option<String>,
}

/// All corrections.
#[derive(Debug, Serialize)]
pub(super) struct CorrectionsView {
    /// Newest first.
    pub(super) corrections: Vec<CorrectionView>,
    pub(super) feed: String,
    pub(super) csv: String,
    pub(super) json: String,
}

/// A correction.
#[derive(Debug, Serialize)]
pub(super) struct CorrectionView {
    pub(super) anchor: String,
    pub(super) date: String,
    pub(super) datetime: String,
    /// What and where: measure, place, period.
    pub(super) figure: LinkView,
    pub(super) indicator: LinkView,
    pub(super) old: String,
    pub(super) new: String,
    pub(super) reason: String,
}

/// A term.
#[derive(Debug, Serialize)]
pub(super) struct TermView {
    pub(super) anchor: String,
    pub(super) short: Option<String>,
    pub(super) name: String,
    pub(super) meaning: Option<String>,
}

/// The glossary.
#[derive(Debug, Serialize)]
pub(super) struct GlossaryView {
    pub(super) terms: Vec<TermView>,
}

/// The page that readers search on.
#[derive(Debug, Serialize)]
pub(super) struct SearchView {
    /// Lists that lead to everything, for readers without the script.
    pub(super) ways: Vec<WayView>,
}

/// A list of the site and what it holds.
#[derive(Debug, Serialize)]
pub(super) struct WayView {
    pub(super) link: LinkView,
    pub(super) text: String,
}

/// What a wrong address shows.
#[derive(Debug, Serialize)]
pub(super) struct NotFoundView {
    pub(super) links: Vec<LinkView>,
}
