//! The quality of the data: what is compared, how often it agrees, and every place where it does not.

use super::Body;
use super::show::Show;
use super::view::{CheckView, FindingGroup, QualityView};
use crate::model::Rule;
use crate::plan::{List, list_path};

impl Show<'_> {
    /// Says how many of all comparisons of numbers agree.
    pub(super) fn agreement(&self) -> String {
        let findings = &self.catalogue.findings;
        let n_checks: usize = Rule::ALL.iter().map(|&rule| findings.n_checks(rule)).sum();
        let n_words = findings.iter().filter(|(_, finding)| finding.rule == Rule::StatedOtherwise).count();
        if n_checks == 0 {
            return self.word("nothing-compared");
        }
        let counts = [self.count(n_checks), self.count(n_checks - (findings.len() - n_words))];
        self.fill("state-agree", &[("checks", &counts[0]), ("passed", &counts[1])])
    }

    pub(super) fn quality(&self) -> Body {
        let findings = &self.catalogue.findings;
        let n_checks: usize = Rule::ALL.iter().map(|&rule| findings.n_checks(rule)).sum();
        let n_explained = findings.iter().filter(|(_, finding)| finding.reason.is_some()).count();
        let n_words = findings.iter().filter(|(_, finding)| finding.rule == Rule::StatedOtherwise).count();
        let n_failed = findings.len() - n_words;
        let is_empty = n_checks + findings.len() == 0;
        let counts = [
            ("checks", self.count(n_checks)),
            ("passed", self.count(n_checks - n_failed)),
            ("failed", self.count(n_failed)),
            ("words", self.count(n_words)),
            ("explained", self.count(n_explained)),
            ("findings", self.count(findings.len())),
        ];
        let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
        let file = list_path(self.catalogue, List::Findings);
        let view = QualityView {
            summary: self.fill(if is_empty { "nothing-compared" } else { "quality-summary" }, &counts),
            checks: Rule::ALL.into_iter().filter_map(|rule| self.check_view(rule)).collect(),
            groups: Rule::ALL.into_iter().filter_map(|rule| self.finding_group(rule)).collect(),
            csv: self.file_url(&format!("{file}.csv")),
            json: self.file_url(&format!("{file}.json")),
        };
        Body::new("quality.html", &view)
    }

    /// Shows how a rule fared; nothing where there was nothing to compare.
    fn check_view(&self, rule: Rule) -> Option<CheckView> {
        let findings = &self.catalogue.findings;
        let n_findings = findings.iter().filter(|(_, finding)| finding.rule == rule).count();
        let n_checks = findings.n_checks(rule);
        (n_checks + n_findings > 0).then(|| CheckView {
            name: self.fill(check_key(rule), &[]),
            anchor: (n_findings > 0).then(|| rule.name()),
            n_checks: (n_checks > 0).then(|| self.count(n_checks)),
            n_passed: (n_checks > 0).then(|| self.count(n_checks - n_findings)),
            n_findings: self.count(n_findings),
        })
    }

    fn finding_group(&self, rule: Rule) -> Option<FindingGroup> {
        let of_rule = self.catalogue.findings.iter().filter(|(_, finding)| finding.rule == rule);
        let findings: Vec<_> = of_rule.map(|(at, _)| self.finding(at)).collect();
        let name = self.fill(check_key(rule), &[]);
        (!findings.is_empty()).then_some(FindingGroup { anchor: rule.name(), name, findings })
    }
}

/// Returns the interface word for what a rule compares.
fn check_key(rule: Rule) -> &'static str {
    match rule {
        Rule::TotalOfRows => "check-total",
        Rule::StatedRate => "check-rate",
        Rule::StatedResult => "check-result",
        Rule::PartsOfWhole => "check-parts",
        Rule::RestatedValue => "check-values",
        Rule::RelatedFigures => "check-relation",
        Rule::SeriesFalls => "check-series",
        Rule::ShareOfWhole => "check-share",
        Rule::PlacesOfTotal => "check-places",
        Rule::CountOfItems => "check-count",
        Rule::Limits => "check-limits",
        Rule::StatedOtherwise => "check-otherwise",
    }
}
