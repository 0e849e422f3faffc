//! The words of a report or article: cut at its headings, without HTML.

use super::super::show::Show;
use crate::model::{FigureRef, Piece, Prose};

/// Parts of HTML within a word or sentence; all others part words.
const INLINE: [&str; 9] = ["a", "em", "strong", "code", "del", "sub", "abbr", "span", "samp"];

/// The text below a heading, up to the next heading of level 2 or 3.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// The anchor of its heading; nothing for what stands before the first.
    pub(super) anchor: Option<String>,
    pub(super) heading: String,
    /// The heading of level 2 that its heading stands below.
    pub(super) above: Option<String>,
    /// Its words, figures left out.
    pub(super) text: String,
    /// How it begins, figures among the words.
    pub(super) lead: String,
}

impl Section {
    /// Adds text to the words and to the lead.
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.lead.push_str(text);
    }

    /// Adds the name of a thing that stands beside the words.
    fn name(&mut self, name: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push(' ');
    }
}

impl Show<'_> {
    /// Cuts a text into sections. The first is what stands before every heading, and may be empty.
    pub(super) fn sections(&self, prose: &Prose) -> Vec<Section> {
        let mut sections = vec![Section::default()];
        for piece in &prose.pieces {
            match piece {
                Piece::Html(html) => take_html(html, prose, &mut sections),
                other => {
                    if let Some(section) = sections.last_mut() {
                        self.take_piece(other, section);
                    }
                }
            }
        }
        sections
    }

    fn take_piece(&self, piece: &Piece, section: &mut Section) {
        match piece {
            Piece::Term(_, written) => section.push(written),
            Piece::Figure { figure, written } => {
                let words = written.clone().or_else(|| self.figure_in_words(*figure));
                section.text.push(' ');
                section.lead.push_str(&words.unwrap_or_default());
            }
            Piece::Chart(chart) => section.name(&chart.name),
            Piece::Table(table) => section.name(&table.name),
            Piece::Tasks(tasks) => section.name(&tasks.name),
            Piece::Image { alt, .. } => section.name(alt),
            Piece::Html(_) | Piece::LinkOpen(_) | Piece::LinkClose => {}
        }
    }
}

impl Show<'_> {
    /// Writes a figure with the word before it: about 450.
    fn figure_in_words(&self, figure: FigureRef) -> Option<String> {
        let view = self.figure(figure.indicator, self.catalogue.observation(figure)?);
        Some(view.mark.into_iter().chain([view.text]).collect::<Vec<_>>().join(" "))
    }
}

/// Adds the text of HTML, beginning a section at each heading of level 2 or 3.
fn take_html(html: &str, prose: &Prose, sections: &mut Vec<Section>) {
    let mut rest = html;
    while let Some(section) = sections.last_mut() {
        let Some((text, after)) = rest.split_once('<') else {
            section.push(&unescaped(rest));
            return;
        };
        section.push(&unescaped(text));
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        if let Some(new) = begun(tag, prose, section) {
            sections.push(new);
            rest = past(rest, "</h");
        } else if tag.starts_with("sup ") {
            rest = past(rest, "</sup");
        } else if !INLINE.contains(&tag.trim_start_matches('/').split(' ').next().unwrap_or_default()) {
            section.push(" ");
        }
    }
}

/// Returns the section that a tag begins: `h2 id="dia-chi"`.
fn begun(tag: &str, prose: &Prose, before: &Section) -> Option<Section> {
    let (name, anchor) = tag.split_once(" id=\"")?;
    let level = if name == "h2" { 2 } else { 3 };
    let anchor = anchor.strip_suffix('"').filter(|_| matches!(name, "h2" | "h3"))?;
    let heading = prose.headings.iter().find(|heading| heading.anchor == anchor && heading.level == level)?;
    let last = || before.above.clone().or_else(|| before.anchor.as_ref().map(|_| before.heading.clone()));
    let above = if level == 3 { last() } else { None };
    let (heading, anchor) = (heading.text.clone(), Some(anchor.to_owned()));
    Some(Section { anchor, heading, above, ..Section::default() })
}

/// Returns what stands behind the tag that begins with `end`.
fn past<'t>(text: &'t str, end: &str) -> &'t str {
    text.split_once(end).map_or("", |(_, after)| after.split_once('>').map_or(after, |(_, rest)| rest))
}

/// Reads what stands for letters in HTML.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&nbsp;", " ").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Heading;

    fn heading(level: u8, text: &str, anchor: &str) -> Heading {
        Heading { level, text: text.to_owned(), anchor: anchor.to_owned() }
    }

    #[test]
    fn html_is_cut_at_its_headings() {
        let headings = vec![heading(2, "Thẻ & bạn", "the-ban"), heading(3, "Bao nhiêu", "bao-nhieu")];
        let prose = Prose { pieces: Vec::new(), headings };
        let html = concat!(
            "<p>Trước<sup class=\"footnote-call\"><a href=\"#fn-1\">1</a></sup>.</p>\n",
            "<h2 id=\"the-ban\">Thẻ &amp; bạn</h2>\n<p>Một <em>c</em>âu &lt;b&gt;.</p><ul><li>hai</li><li>ba</li></ul>",
            "<h3 id=\"bao-nhieu\">Bao nhiêu</h3><p id=\"khac\">Bốn</p>",
        );
        let mut sections = vec![Section::default()];
        take_html(html, &prose, &mut sections);
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = sections.iter().map(|section| {
            let Section { anchor, heading, above, text, .. } = section;
            format!("{anchor:?} {heading} ({above:?}): {}", plain(text))
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                "None  (None): Trước.",
                "Some(\"the-ban\") Thẻ & bạn (None): Một câu <b>. hai ba",
                "Some(\"bao-nhieu\") Bao nhiêu (Some(\"Thẻ & bạn\")): Bốn",
            ]
        );
    }
}
