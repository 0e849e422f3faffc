//! Atom feeds (RFC 4287), one of reports and one of corrections in each language. Their ids are addresses that stay.

use std::fmt::Write;

use super::correction::correction_anchor;
use super::show::Show;
use crate::model::Date;
use crate::plan::PageKind;

/// One entry of a feed.
struct Entry {
    title: String,
    summary: String,
    /// Its address, which is its id too.
    url: String,
    date: Date,
}

impl Show<'_> {
    /// Returns the path of the feed of a page.
    pub(super) fn feed_path(&self, kind: PageKind) -> Option<&str> {
        self.plan.feed(kind, self.locale)
    }

    /// Writes the feed of the list of reports or of the corrections.
    pub(super) fn feed(&self, kind: PageKind) -> Vec<u8> {
        let settings = &self.catalogue.settings;
        let base = &settings.base_url;
        let page = format!("{base}{}", self.plan.path(kind, self.locale).unwrap_or_default());
        let own = format!("{base}{}", self.feed_path(kind).unwrap_or_default());
        let entries = self.entries(kind, &page);
        let newest = entries.iter().map(|entry| entry.date).max();
        let updated = newest
            .or_else(|| self.catalogue.documents.iter().map(|(_, document)| document.date.first()).max());
        let updated = time(updated.unwrap_or(settings.today));
        let (title, publisher) = (self.feed_title(kind), self.text(&settings.publisher));
        let mut xml = format!(
            concat!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n",
                "<id>{own}</id>\n<title>{title}</title>\n<updated>{updated}</updated>\n",
                "<author><name>{publisher}</name></author>\n",
                "<link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n",
                "<link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n",
            ),
            lang = self.language.tag,
            own = own,
            title = escape(&title),
            updated = updated,
            publisher = escape(publisher),
            page = page,
        );
        for entry in &entries {
            // Writing to a string cannot fail.
            let _ = writeln!(
                xml,
                "<entry>\n<id>{url}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n<summary>{}</summary>\n</entry>",
                escape(&entry.title),
                time(entry.date),
                escape(&entry.summary),
                url = entry.url,
            );
        }
        (xml + "</feed>\n").into_bytes()
    }

    pub(super) fn feed_title(&self, kind: PageKind) -> String {
        format!("{} – {}", self.title(kind), self.text(&self.catalogue.settings.title))
    }

    fn entries(&self, kind: PageKind, page: &str) -> Vec<Entry> {
        if kind == PageKind::Corrections {
            let entry = |correction| {
                let (title, summary) = self.correction_summary(correction);
                let url = format!("{page}#{}", correction_anchor(correction));
                Entry { title, summary, url, date: correction.date }
            };
            return self.catalogue.corrections.iter().map(entry).collect();
        }
        let base = &self.catalogue.settings.base_url;
        let reports = self.catalogue.reports.iter().map(|(id, report)| Entry {
            title: report.title.get(self.locale).clone(),
            summary: report.summary.get(self.locale).clone(),
            url: format!("{base}{}", self.plan.path(PageKind::Report(id), self.locale).unwrap_or_default()),
            date: report.date,
        });
        reports.collect()
    }
}

/// Writes a day as a time (RFC 3339). What is published has a day and no hour.
fn time(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// Escapes text for XML 1.0, which has no place for control characters at all.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}
