//! Findings as readers see them: both sides, the difference, where each stands, and why in the words of an author.

use super::action_plan::group_anchor;
use super::show::{Show, figure_anchor};
use super::view::{CitationView, ComparedView, FindingView, LinkView};
use crate::model::{
    ActionPlan, Document, Evidence, FigureRef, Finding, FindingSubject, GroupId, Id, Indicator,
    LocalizedText, MeasureUnit, Place, Rule, TaskId, Value,
};
use crate::plan::PageKind;

impl<'a> Show<'a> {
    /// Shows the findings of an indicator.
    pub(super) fn findings_of(&self, id: Id<Indicator>) -> Vec<FindingView> {
        self.catalogue.findings.of_indicator(id).iter().map(|&at| self.finding(at)).collect()
    }

    /// Shows the findings of a plan, its groups and its tasks.
    pub(super) fn findings_of_plan(&self, id: Id<ActionPlan>) -> Vec<FindingView> {
        let is_of_plan = |subject: FindingSubject| match subject {
            FindingSubject::Plan(plan, _) | FindingSubject::Task(plan, _) => plan == id,
            FindingSubject::Figure(_) => false,
        };
        let of_plan = self.catalogue.findings.iter().filter(|(_, finding)| is_of_plan(finding.subject));
        of_plan.map(|(at, _)| self.finding(at)).collect()
    }

    /// Shows a finding by its position.
    pub(super) fn finding(&self, at: usize) -> FindingView {
        let finding = self.catalogue.findings.get(at);
        let (figure, indicator) = self.subject(finding.subject);
        let anchor = self.finding_anchor(at);
        let mut view = FindingView {
            url: self.findings_url(&anchor),
            anchor,
            figure,
            indicator,
            code: finding.rule.name(),
            rule: String::new(),
            side: self.fill(side_key(finding), &[]),
            stated: String::new(),
            computed: String::new(),
            difference: String::new(),
            states: None,
            missing: Vec::new(),
            compared: finding.compared.iter().map(|&figure| self.compared(figure)).collect(),
            note: self.maybe(finding.note.as_ref()),
            reason: self.maybe(finding.reason.as_ref()),
            source: self.subject_source(finding.subject),
            elsewhere: finding
                .elsewhere
                .as_ref()
                .map(|statement| self.quote(statement.document, self.text(&statement.at))),
        };
        self.evidence(finding, &mut view);
        view
    }

    /// Writes both sides.
    fn evidence(&self, finding: &Finding, view: &mut FindingView) {
        let write = |value| self.subject_value(finding.subject, value);
        let n = match &finding.evidence {
            &Evidence::Numbers { stated, computed, difference, n_parts } => {
                (view.stated, view.computed) = (write(stated), write(computed));
                view.difference = self.difference(finding.subject, difference);
                n_parts
            }
            Evidence::Places(places) => {
                view.missing = places.iter().map(|&place| self.place_link(place)).collect();
                places.len()
            }
            Evidence::Words(states) => {
                let figure = finding.subject.figure().and_then(|figure| self.catalogue.observation(figure));
                let value = figure.and_then(|observation| observation.reading.value());
                view.stated = value.map_or(String::new(), write);
                view.states = Some(self.text(states).to_owned());
                0
            }
        };
        view.rule = self.fill(rule_key(finding.rule), &[("n", &n.to_string())]);
    }

    /// Names what a finding is about, and what that belongs to.
    fn subject(&self, subject: FindingSubject) -> (LinkView, LinkView) {
        match subject {
            FindingSubject::Figure(figure) => {
                (self.figure_link(figure), self.indicator_link(figure.indicator))
            }
            FindingSubject::Plan(id, None) => {
                (self.plan_link(id), self.link(&self.title(PageKind::Plans), PageKind::Plans))
            }
            FindingSubject::Plan(id, Some(group)) => {
                let group = &self.catalogue.plans.get(id).groups[group];
                let page = self.url(PageKind::ActionPlan(id));
                let url = page.map(|page| format!("{page}#{}", group_anchor(group)));
                (LinkView { name: self.text(&group.name).to_owned(), url }, self.plan_link(id))
            }
            FindingSubject::Task(id, task) => {
                let plan = self.catalogue.plans.get(id);
                let task = &plan.tasks[task];
                let link = LinkView { name: self.text(&task.text).to_owned(), url: self.task_url(id, task) };
                (link, self.plan_link(id))
            }
        }
    }

    /// Links to the place where a figure stands with its source.
    fn figure_link(&self, figure: FigureRef) -> LinkView {
        let indicator = self.catalogue.indicators.get(figure.indicator);
        let (measure, period) = (self.column(indicator, figure.column), self.period(figure.period));
        let args =
            [("measure", measure.as_str()), ("place", self.place(figure.place)), ("period", period.as_str())];
        let page = self.url(PageKind::Figures(figure.indicator, figure.period));
        let observation = self.catalogue.observation(figure);
        let url = page.zip(observation).map(|(page, observation)| {
            format!("{page}#{}", figure_anchor(self.catalogue, indicator, observation))
        });
        LinkView { name: self.fill("finding-figure", &args), url }
    }

    fn compared(&self, figure: FigureRef) -> ComparedView {
        let mut link = self.figure_link(figure);
        link.name =
            format!("{}: {}", self.text(&self.catalogue.indicators.get(figure.indicator).name), link.name);
        let value =
            self.catalogue.observation(figure).map(|observation| self.figure(figure.indicator, observation));
        ComparedView { link, figure: value }
    }

    fn subject_value(&self, subject: FindingSubject, value: Value) -> String {
        match subject.figure() {
            Some(figure) => self.value(self.catalogue.indicators.get(figure.indicator), figure.column, value),
            None => self.language.numbers.write(value),
        }
    }

    /// Writes a difference with its sign; of two rates in percentage points.
    fn difference(&self, subject: FindingSubject, difference: Value) -> String {
        let number = self.language.numbers.write(difference);
        let unit = subject
            .figure()
            .map(|figure| self.catalogue.indicators.get(figure.indicator).measure(figure.column).unit);
        match unit {
            Some(MeasureUnit::Percent) => self.fill("points", &[("number", &number)]),
            Some(MeasureUnit::Counted(_)) | None => number,
        }
    }

    /// Tells where the first side stands.
    fn subject_source(&self, subject: FindingSubject) -> Option<CitationView> {
        let (document, at) = self.subject_statement(subject)?;
        Some(self.quote(document, at.map_or("", |at| self.text(at))))
    }

    /// Returns the document of the first side, and where in it.
    pub(super) fn subject_statement(
        &self,
        subject: FindingSubject,
    ) -> Option<(Id<Document>, Option<&'a LocalizedText>)> {
        match subject {
            FindingSubject::Figure(figure) => {
                let observation = self.catalogue.observation(figure)?;
                let table = &self.catalogue.indicators.get(figure.indicator).tables[observation.table];
                Some((table.document, Some(&table.at)))
            }
            FindingSubject::Plan(id, _) => Some((self.catalogue.plans.get(id).document, None)),
            FindingSubject::Task(id, task) => {
                let plan = self.catalogue.plans.get(id);
                Some((plan.document, plan.tasks[task].at.as_ref()))
            }
        }
    }

    /// Names a place in a document.
    fn quote(&self, id: Id<Document>, at: &str) -> CitationView {
        let document = self.catalogue.documents.get(id);
        CitationView {
            anchor: String::new(),
            document: self.document_name(document),
            url: self.document_url(id),
            date: self.language.words.issued(document.date),
            at: at.to_owned(),
            period: String::new(),
            note: None,
        }
    }

    /// Returns where a finding stands on the page of all of them; the same as long as its figure has no other of its kind.
    pub(super) fn finding_anchor(&self, at: usize) -> String {
        let (catalogue, finding) = (self.catalogue, self.catalogue.findings.get(at));
        let name = match finding.subject {
            FindingSubject::Figure(figure) => {
                let indicator = catalogue.indicators.get(figure.indicator);
                let (column, place) = (indicator.column_name_id(figure.column), self.place_id(figure.place));
                format!("{}-{column}-{place}-{}", indicator.name_id, figure.period)
            }
            FindingSubject::Plan(id, group) => self.plan_anchor(id, group),
            FindingSubject::Task(id, task) => self.task_anchor(id, task),
        };
        let n_before = catalogue.findings.n_before(at);
        let number = if n_before == 0 { String::new() } else { format!("-{}", n_before + 1) };
        format!("{}-{name}{number}", finding.rule.name()).replace(['/', '.'], "-")
    }

    fn place_id(&self, place: Id<Place>) -> &str {
        &self.catalogue.places.get(place).name_id
    }

    fn plan_anchor(&self, id: Id<ActionPlan>, group: Option<GroupId>) -> String {
        let plan = self.catalogue.plans.get(id);
        group.map_or(plan.name_id.clone(), |group| format!("{}-{}", plan.name_id, plan.groups[group].name_id))
    }

    fn task_anchor(&self, id: Id<ActionPlan>, task: TaskId) -> String {
        let plan = self.catalogue.plans.get(id);
        format!("{}-{}", plan.name_id, plan.tasks[task].name_id)
    }

    /// Returns the address of a finding on the page of all of them.
    pub(super) fn findings_url(&self, anchor: &str) -> String {
        format!("{}#{anchor}", self.url(PageKind::Quality).unwrap_or_default())
    }

    /// Returns the address of the finding of a figure, if it has one.
    pub(super) fn finding_of(&self, figure: FigureRef) -> Option<String> {
        let at = self.catalogue.findings.of_figure(figure)?;
        Some(self.findings_url(&self.finding_anchor(at)))
    }
}

/// Returns the interface word for what a rule found.
fn rule_key(rule: Rule) -> &'static str {
    match rule {
        Rule::TotalOfRows => "rule-total",
        Rule::StatedRate => "rule-rate",
        Rule::StatedResult => "rule-result",
        Rule::PartsOfWhole => "rule-parts",
        Rule::RestatedValue => "rule-values",
        Rule::RelatedFigures => "rule-relation",
        Rule::SeriesFalls => "rule-series",
        Rule::ShareOfWhole => "rule-share",
        Rule::PlacesOfTotal => "rule-places",
        Rule::CountOfItems => "rule-count",
        Rule::Limits => "rule-limits",
        Rule::StatedOtherwise => "rule-otherwise",
    }
}

/// Returns the interface word for the other side of a comparison.
fn side_key(finding: &Finding) -> &'static str {
    match finding.rule {
        Rule::RelatedFigures if finding.other().is_some() => "side-other",
        Rule::TotalOfRows
        | Rule::StatedRate
        | Rule::StatedResult
        | Rule::PartsOfWhole
        | Rule::RelatedFigures => "side-computed",
        Rule::RestatedValue | Rule::StatedOtherwise => "side-elsewhere",
        Rule::SeriesFalls => "side-before",
        Rule::ShareOfWhole => "side-whole",
        Rule::PlacesOfTotal => "side-missing",
        Rule::CountOfItems => "side-listed",
        Rule::Limits => "side-limit",
    }
}
