//! Reports, articles and the text in them.

use super::Body;
use super::cited::Cited;
use super::show::Show;
use super::theme::Ready;
use super::view::{
    ArticleView, CitationView, HeadingView, LinkView, PieceView, ReportSummary, ReportView, ReportsView,
    StaleView,
};
use crate::model::{
    Article, FigureRef, Heading, Id, LinkTarget, Locale, Localized, Piece, Prose, Release, Report, TableRef,
    TableRows, Term,
};
use crate::plan::{PageKind, copy_path};

impl<'a> Show<'a> {
    pub(super) fn reports(&self) -> Body {
        Body::new("reports.html", &ReportsView { reports: self.report_summaries(usize::MAX) })
    }

    /// Returns the newest reports.
    pub(super) fn report_summaries(&self, most: usize) -> Vec<ReportSummary> {
        self.catalogue.reports.iter().take(most).map(|(id, _)| self.report_summary(id)).collect()
    }

    fn report_summary(&self, id: Id<Report>) -> ReportSummary {
        let report = self.catalogue.reports.get(id);
        ReportSummary {
            link: self.link(report.title.get(self.locale), PageKind::Report(id)),
            date: self.language.words.date(report.date),
            datetime: report.date.to_string(),
            summary: report.summary.get(self.locale).clone(),
            period: report.period.map(|period| self.period(period)),
            reading_time: self.reading_time(report.prose.get(self.locale)),
            is_stale: *report.is_stale.get(self.locale),
            withheld: self.withheld(report),
        }
    }

    /// Returns the reports that came out after and before one; reports are listed newest first.
    fn neighbours(&self, id: Id<Report>) -> (Option<ReportSummary>, Option<ReportSummary>) {
        let ids: Vec<Id<Report>> = self.catalogue.reports.iter().map(|(id, _)| id).collect();
        let at = ids.iter().position(|other| *other == id);
        let newer = at.and_then(|at| ids.get(at.checked_sub(1)?));
        let older = at.and_then(|at| ids.get(at + 1));
        (newer.map(|&id| self.report_summary(id)), older.map(|&id| self.report_summary(id)))
    }

    pub(super) fn report(&self, id: Id<Report>) -> Body {
        let report = self.catalogue.reports.get(id);
        let prose = report.prose.get(self.locale);
        let (newer, older) = self.neighbours(id);
        let (pieces, sources) = self.pieces(prose);
        let view = ReportView {
            summary: report.summary.get(self.locale).clone(),
            date: self.language.words.date(report.date),
            datetime: report.date.to_string(),
            period: report.period.map(|period| self.period(period)),
            document: report.document.map(|document| self.document(document)),
            contents: prose.headings.iter().filter(|heading| heading.level == 2).map(contents).collect(),
            pieces,
            sources,
            reading_time: self.reading_time(prose),
            newer,
            older,
            stale: self.stale(&report.is_stale, PageKind::Report(id)),
            withheld: self.withheld(report),
        };
        Body::new("report.html", &view)
    }

    /// Says what keeps a report at home.
    fn withheld(&self, report: &Report) -> Option<String> {
        match report.release {
            Release::Public => None,
            Release::Draft => Some(self.word("draft")),
            Release::Scheduled => {
                Some(self.fill("scheduled", &[("date", &self.language.words.date(report.date))]))
            }
        }
    }

    pub(super) fn article(&self, id: Id<Article>) -> Body {
        let article = self.catalogue.articles.get(id);
        let (pieces, sources) = self.pieces(article.prose.get(self.locale));
        let stale = self.stale(&article.is_stale, PageKind::Article(id));
        let summary = article.summary.get(self.locale).clone();
        Body::new("page.html", &ArticleView { summary, pieces, sources, stale })
    }

    /// Says that a text is older than its original, and leads there.
    fn stale(&self, is_stale: &Localized<bool>, kind: PageKind) -> Option<StaleView> {
        if !is_stale.get(self.locale) {
            return None;
        }
        let original = self.languages.get(Locale::DEFAULT);
        let url = self.plan.path(kind, Locale::DEFAULT).map(|path| self.file_url(path));
        let language = original.words.get("language-name");
        Some(StaleView {
            text: self.word("stale-notice"),
            link: LinkView { name: self.fill("stale-original", &[("language", language)]), url },
            lang: original.tag.clone(),
        })
    }

    /// Shows the pieces of a text, and where its figures come from.
    fn pieces(&self, prose: &Prose) -> (Vec<PieceView>, Vec<Ready<CitationView>>) {
        let mut cited = Cited::default();
        let shown = prose.pieces.iter().enumerate();
        let pieces = shown.filter_map(|(at, piece)| self.piece(at, piece, &mut cited)).collect();
        (pieces, cited.into_vec())
    }

    /// Shows a piece. `check` has seen that what it names is there.
    fn piece(&self, at: usize, piece: &Piece, cited: &mut Cited<'a>) -> Option<PieceView> {
        match piece {
            Piece::Html(html) => Some(PieceView::Html { html: html.clone() }),
            Piece::Term(term, written) => Some(self.term(*term, written)),
            Piece::Figure { figure, written } => self.placed_figure(*figure, written.as_deref(), cited),
            Piece::Chart(chart) => {
                let id = format!("chart-{at}");
                let chart = self.chart(chart.kind, &chart.data, (&id, &chart.name))?;
                Some(PieceView::Chart { chart: Box::new(chart) })
            }
            Piece::Table(table) => Some(self.placed_table(table)),
            Piece::Tasks(tasks) => Some(PieceView::Tasks { tasks: self.tasks_of(tasks) }),
            Piece::LinkOpen(target) => Some(PieceView::LinkOpen { url: self.target_url(*target) }),
            Piece::LinkClose => Some(PieceView::LinkClose),
            Piece::Image { path, alt } => {
                Some(PieceView::Image { url: self.file_url(&copy_path(path)?), alt: alt.clone() })
            }
        }
    }

    fn term(&self, id: Id<Term>, written: &str) -> PieceView {
        let term = self.catalogue.terms.get(id);
        let page = self.url(PageKind::Glossary);
        PieceView::Term {
            text: written.to_owned(),
            name: term.short.as_ref().map(|_| term.name.get(self.locale).clone()),
            url: page.map(|page| format!("{page}#{}", term.name_id)),
        }
    }

    /// Shows a figure in a sentence: as the data have it, or in the author's words, which were compared with the data.
    fn placed_figure(
        &self,
        figure: FigureRef,
        written: Option<&str>,
        cited: &mut Cited<'a>,
    ) -> Option<PieceView> {
        let observation = self.catalogue.observation(figure)?;
        let mut view = self.figure(figure.indicator, observation);
        if let Some(words) = written {
            words.clone_into(&mut view.text);
            view.mark = None;
        }
        let source = cited.number(self, figure.indicator, observation.table);
        let name = self.name_of(figure);
        Some(PieceView::Figure { figure: Box::new(view), name, source })
    }

    fn name_of(&self, FigureRef { indicator, column, place, period }: FigureRef) -> String {
        let measure = self.column(self.catalogue.indicators.get(indicator), column);
        let period = self.period(period);
        self.fill(
            "finding-figure",
            &[("measure", &measure), ("place", self.place(place)), ("period", &period)],
        )
    }

    fn placed_table(&self, table: &TableRef) -> PieceView {
        let data = &table.data;
        let view = match table.rows {
            TableRows::Places => {
                self.table_of_places(data.indicator, &data.columns, (data.place, data.period), &table.name)
            }
            TableRows::Measures => self.table_of_columns(
                data.indicator,
                &data.columns,
                (data.place, Some(data.period)),
                &table.name,
            ),
        };
        let indicator = self.catalogue.indicators.get(data.indicator);
        let shown = indicator.observations.iter().filter(|observation| {
            let is_there = match table.rows {
                TableRows::Places => self.catalogue.places.get(observation.place).parent == Some(data.place),
                TableRows::Measures => observation.place == data.place,
            };
            is_there && observation.period == data.period && data.columns.contains(&observation.column)
        });
        PieceView::Table { table: view, sources: self.citations(data.indicator, shown) }
    }

    fn target_url(&self, target: LinkTarget) -> Option<String> {
        match target {
            LinkTarget::Indicator(id) => self.url(PageKind::Indicator(id)),
            LinkTarget::Place(id) => self.url(PageKind::Place(id)),
            LinkTarget::Report(id) => self.url(PageKind::Report(id)),
            LinkTarget::Article(id) => self.url(PageKind::Article(id)),
            LinkTarget::Document(id) => Some(self.document_url(id)),
            LinkTarget::ActionPlan(id) => self.url(PageKind::ActionPlan(id)),
            LinkTarget::Task(plan, task) => self.task_url(plan, &self.catalogue.plans.get(plan).tasks[task]),
            LinkTarget::Agency(id) => self.url(PageKind::Agency(id)),
        }
    }
}

fn contents(heading: &Heading) -> HeadingView {
    HeadingView { level: heading.level, text: heading.text.clone(), anchor: heading.anchor.clone() }
}
