//! Addresses of this very site in texts: `https://host/en/…`. References (`place:…`) cannot be dead; these can.

use super::{PageKind, Plan, Source};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Catalogue, Heading};
use crate::parse::{MarkKind, Raw, Text};

impl Plan {
    /// Tells of addresses of this site, typed in texts, at which it has nothing.
    pub fn dead_links(&self, raw: &Raw, catalogue: &Catalogue) -> Vec<Diagnostic> {
        let reports = raw.reports.iter().flat_map(|report| report.prose.values());
        let texts = reports.chain(raw.articles.iter().flat_map(|article| article.prose.values()));
        let marks = texts.flat_map(|text| &text.marks).filter(|mark| mark.kind == MarkKind::Address);
        marks.filter_map(|mark| self.dead_link(&mark.text, catalogue)).collect()
    }

    fn dead_link(&self, link: &Text, catalogue: &Catalogue) -> Option<Diagnostic> {
        let path = path(&link.value, &catalogue.settings.base_url)?;
        let (path, anchor) = path.split_once('#').map_or((path, None), |(path, anchor)| (path, Some(anchor)));
        let path = path.split('?').next().unwrap_or_default();
        let dead = Diagnostic::at(Code::DeadLink, link.span).with("path", path);
        let Some(source) = self.at(path) else {
            let known = self.paths.values().map(String::as_str);
            return Some(dead.suggest(path, known));
        };
        let anchors = headings(source, catalogue)?;
        let anchor = anchor.filter(|anchor| !anchors.iter().any(|heading| heading.anchor == *anchor))?;
        let known: Vec<String> = anchors.iter().map(|heading| format!("#{}", heading.anchor)).collect();
        let unknown = Diagnostic::at(Code::UnknownAnchor, link.span).with("anchor", anchor);
        Some(unknown.with("known", known.join(", ")))
    }

    /// Returns what a server would send from a path: a file, or the page of a folder.
    fn at(&self, path: &str) -> Option<&Source> {
        let find = |path: &str| {
            let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
            Some(&self.files[at].source)
        };
        let folder = path.trim_end_matches('/');
        let page = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
        find(path).or_else(|| find(&page))
    }
}

/// Returns the path in the site of an address that leads there, however its scheme is written.
fn path<'l>(link: &'l str, base: &str) -> Option<&'l str> {
    let host = |url: &'l str| url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let base = base.split_once("://").map_or(base, |(_, rest)| rest);
    let rest = host(link)?;
    if rest == base.trim_end_matches('/') { Some("") } else { rest.strip_prefix(base) }
}

/// Returns the headings of a page that is an author's text; other pages have anchors of their own.
fn headings<'c>(source: &Source, catalogue: &'c Catalogue) -> Option<&'c [Heading]> {
    let Source::Page(page) = source else { return None };
    let prose = match page.kind {
        PageKind::Report(id) => &catalogue.reports.get(id).prose,
        PageKind::Article(id) => &catalogue.articles.get(id).prose,
        _ => return None,
    };
    Some(&prose.get(page.locale).headings)
}
