//! Markdown → HTML with holes: figures, charts, tables, links into the site and images are left for later.
//!
//! CommonMark with tables, footnotes and strikethrough. Author HTML comes out as text, comments are dropped, links go
//! to http, https, mailto, tel or an anchor: nothing an author writes can script a page.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeWithOffset, html,
};

use super::outline::outline;
use super::toml::{Text, nfc};
use super::unread::{Unread, lost_cells, unread_code, unread_lines, unread_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{FileId, Span, Spanned};
use crate::language::slug;
use crate::model::Heading;

/// What a reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// A figure in a sentence.
    Value,
    /// A chart.
    Chart,
    /// A table.
    Table,
    /// The page of an indicator.
    Indicator,
    /// The page of a place.
    Place,
    /// A report.
    Report,
    /// An article.
    Page,
    /// A document in the list of sources.
    Document,
    /// An action plan.
    Plan,
    /// A task of a plan.
    Task,
    /// An agency.
    Agency,
}

impl Scheme {
    /// What references begin with, before the colon.
    pub(super) const NAMES: [&str; 11] = [
        "value",
        "chart",
        "table",
        "indicator",
        "place",
        "report",
        "page",
        "document",
        "plan",
        "task",
        "agency",
    ];

    fn of(url: &str) -> Option<(Self, &str)> {
        let (scheme, rest) = url.split_once(':')?;
        let scheme = match scheme {
            "value" => Self::Value,
            "chart" => Self::Chart,
            "table" => Self::Table,
            "indicator" => Self::Indicator,
            "place" => Self::Place,
            "report" => Self::Report,
            "page" => Self::Page,
            "document" => Self::Document,
            "plan" => Self::Plan,
            "task" => Self::Task,
            "agency" => Self::Agency,
            _ => return None,
        };
        Some((scheme, rest))
    }
}

/// One piece of a text.
#[derive(Debug, Clone)]
pub enum Piece {
    /// HTML that is ready.
    Html(String),
    /// Running text, not yet HTML: terms may be marked in it.
    Words(String),
    /// A figure, chart or table: what is behind `value:`, `chart:`, `table:`.
    Embed {
        /// Which of them.
        scheme: Scheme,
        /// What is behind the colon.
        reference: Text,
        /// The text in the brackets.
        words: Text,
    },
    /// Opens a link into the site.
    LinkOpen(Scheme, Text),
    /// Closes it.
    LinkClose,
    /// An image beside the text.
    Image {
        /// Its file name.
        path: Text,
        /// What it shows.
        alt: String,
    },
}

/// What texts in two languages must share, or may be read for numbers: in the order of the text.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// What was written, and where.
    pub text: Text,
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A heading of a level.
    Heading(u8),
    /// A figure, chart, table or a link into the site.
    Reference(Scheme),
    /// A link out of the site.
    Address,
    /// The words of a link, and the whole of it as its place.
    LinkWords,
    /// An image beside the text.
    Image,
    /// Words of a sentence; not those of headings.
    Words,
}

/// A parsed text.
#[derive(Debug, Clone)]
pub struct Prose {
    /// Its file.
    pub file: FileId,
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
    /// Its headings in order.
    pub headings: Vec<Heading>,
    /// What its twins in other languages are compared by.
    pub marks: Vec<Mark>,
}

/// Parses one text.
pub(super) fn prose(file: FileId, text: &str) -> (Prose, Vec<Diagnostic>) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let events: Vec<_> =
        TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter()).collect();
    let mut converter = Converter::new(file, text);
    converter.convert(&events);
    let (prose, mut diagnostics) = converter.finish();
    diagnostics.extend(outline(&prose));
    (prose, diagnostics)
}

type Ranged<'t> = (Event<'t>, Range<usize>);

/// Turns events into events for the HTML writer; whatever it must not write becomes a hole.
struct Converter<'t> {
    file: FileId,
    text: &'t str,
    out: Vec<Event<'t>>,
    holes: Vec<Piece>,
    headings: Vec<Heading>,
    marks: Vec<Mark>,
    footnotes: Footnotes<'t>,
    /// Whether links may stand here: not inside another link, nor in a heading.
    may_link: bool,
    table: TableState,
    diagnostics: Vec<Diagnostic>,
}

/// The table being read. The HTML writer would align columns by inline styles, which a strict content policy refuses.
#[derive(Default)]
struct TableState {
    columns: Vec<Alignment>,
    cell: usize,
    is_body: bool,
}

impl TableState {
    fn new(columns: &[Alignment]) -> Self {
        Self { columns: columns.to_vec(), cell: 0, is_body: false }
    }

    /// Opens a table that scrolls by itself where the page is narrow, named by the heading it stands under.
    fn open(heading: Option<&str>) -> String {
        let name = heading.map_or(String::new(), |anchor| format!(" aria-labelledby=\"{anchor}\""));
        let role = if name.is_empty() { "" } else { " role=\"group\"" };
        format!("<div class=\"table\"><div class=\"scroll\"{role}{name} tabindex=\"0\"><table{name}>")
    }

    fn open_cell(&mut self) -> &'static str {
        let side = self.columns.get(self.cell);
        self.cell += 1;
        match (self.is_body, side == Some(&Alignment::Right)) {
            (false, false) => "<th scope=\"col\">",
            (false, true) => "<th scope=\"col\" class=\"number\">",
            (true, false) => "<td>",
            (true, true) => "<td class=\"number\">",
        }
    }

    fn close_cell(&self) -> &'static str {
        if self.is_body { "</td>" } else { "</th>" }
    }
}

/// Footnotes in the order they are called.
#[derive(Default)]
struct Footnotes<'t> {
    numbers: BTreeMap<String, usize>,
    /// What each says, by label; a note that nothing calls is not written.
    bodies: BTreeMap<String, (Vec<Event<'t>>, Span)>,
}

impl<'t> Footnotes<'t> {
    /// Gives up what was called, by number. What nobody called stays.
    fn take_called(&mut self) -> Vec<(usize, Vec<Event<'t>>)> {
        let numbers = std::mem::take(&mut self.numbers);
        let body = |(label, number): (String, usize)| Some((number, self.bodies.remove(&label)?.0));
        let mut called: Vec<_> = numbers.into_iter().filter_map(body).collect();
        called.sort_by_key(|(number, _)| *number);
        called
    }

    fn number(&mut self, label: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(label.to_owned()).or_insert(next)
    }
}

/// The name of an image that only decorates: readers who cannot see it miss nothing, and are told nothing.
const DECORATIVE: &str = "-";

/// Marks a hole in the HTML. Texts with NUL are refused before, so authors cannot write one.
const HOLE: char = '\0';

impl<'t> Converter<'t> {
    fn new(file: FileId, text: &'t str) -> Self {
        let (out, holes, headings, marks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (footnotes, diagnostics) = (Footnotes::default(), Vec::new());
        let table = TableState::default();
        Self { file, text, out, holes, headings, marks, footnotes, may_link: true, table, diagnostics }
    }

    fn convert(&mut self, events: &[Ranged<'t>]) {
        let mut at = 0;
        while at < events.len() {
            at += self.step(&events[at..]);
        }
    }

    /// Handles the first event; returns how many events it took.
    fn step(&mut self, events: &[Ranged<'t>]) -> usize {
        let (event, range) = &events[0];
        match event {
            Event::Start(Tag::Paragraph) if is_block_embed(events) => self.block_embed(events),
            Event::Start(Tag::Link { dest_url, .. }) => self.link(events, dest_url),
            Event::Start(Tag::Image { dest_url, .. }) => self.image(events, dest_url),
            Event::Start(Tag::Heading { level, .. }) => self.heading(events, *level),
            Event::Start(Tag::FootnoteDefinition(label)) => self.footnote(events, label),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                self.tell_unread(range, unread_lines(&self.text[range.clone()]));
                self.code_block(events)
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => self.code_block(events),
            Event::Start(Tag::TableRow) => self.row(range),
            Event::Start(Tag::Table(columns)) => {
                self.table = TableState::new(columns);
                let open = TableState::open(self.headings.last().map(|heading| heading.anchor.as_str()));
                self.html(open)
            }
            Event::Start(Tag::TableHead) => self.html("<thead><tr>".into()),
            Event::Start(Tag::TableCell) => {
                let open = self.table.open_cell();
                self.html(open.into())
            }
            Event::End(TagEnd::TableCell) => self.html(self.table.close_cell().into()),
            Event::End(TagEnd::TableHead) => {
                self.table.is_body = true;
                self.html("</tr></thead><tbody>\n".into())
            }
            Event::End(TagEnd::Table) => self.html("</tbody></table></div></div>\n".into()),
            Event::Start(Tag::HtmlBlock) => self.html_block(events),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(html, range),
            Event::FootnoteReference(label) => self.footnote_call(label),
            Event::Text(words) => {
                self.find_missing_footnotes(words, range);
                self.tell_unread(range, unread_words(self.text, range));
                self.text(words, range)
            }
            Event::Code(words) => {
                self.tell_unread(range, unread_code(&self.text[range.clone()]));
                self.swap(Event::Code(nfc(words).into()))
            }
            other => self.swap(other.clone()),
        }
    }

    fn mark(&mut self, kind: MarkKind, text: &Text) {
        self.marks.push(Mark { kind, text: text.clone() });
    }

    /// Keeps words as they stand in the file, so that places in them can be shown; what Markdown changed, as it reads.
    fn mark_words(&mut self, words: &str, range: &Range<usize>) {
        let written = &self.text[range.clone()];
        let words = if written == words { words.to_owned() } else { nfc(words) };
        self.mark(MarkKind::Words, &Spanned::new(words, self.span(range)));
    }

    fn text(&mut self, words: &str, range: &Range<usize>) -> usize {
        self.mark_words(words, range);
        self.words(nfc(words))
    }

    /// Keeps a block of code as it is: what looks like Markdown in it is shown.
    fn code_block(&mut self, events: &[Ranged<'t>]) -> usize {
        let length = group(events);
        for (event, range) in &events[..length] {
            match event {
                Event::Text(words) => self.text(words, range),
                other => self.swap(other.clone()),
            };
        }
        length
    }

    fn html(&mut self, html: String) -> usize {
        self.out.push(Event::Html(html.into()));
        1
    }

    /// Tells of cells behind the last column: Markdown leaves them out.
    fn row(&mut self, range: &Range<usize>) -> usize {
        if let Some(found) = lost_cells(&self.text[range.clone()], self.table.columns.len()) {
            let wrong = Diagnostic::at(Code::RowLength, self.span(range)).with("found", found);
            self.diagnostics.push(wrong.with("expected", self.table.columns.len()));
        }
        self.table.cell = 0;
        self.swap(Event::Start(Tag::TableRow))
    }

    fn tell_unread(&mut self, range: &Range<usize>, unread: Option<Unread>) {
        if let Some(Unread { range: part, cause }) = unread {
            let part = range.start + part.start..range.start + part.end;
            let told = Diagnostic::at(Code::UnreadMarkup, self.span(&part));
            let told = told.with("cure", format!("@unread-{cause}-cure"));
            self.diagnostics.push(told.with("text", &self.text[part]));
        }
    }

    fn swap(&mut self, event: Event<'t>) -> usize {
        self.out.push(event);
        1
    }

    fn words(&mut self, words: String) -> usize {
        if self.may_link {
            self.hole(Piece::Words(words));
            return 1;
        }
        self.swap(Event::Text(words.into()))
    }

    /// Converts what stands inside a link or a heading.
    fn convert_linkless(&mut self, events: &[Ranged<'t>]) {
        let before = std::mem::replace(&mut self.may_link, false);
        self.convert(events);
        self.may_link = before;
    }

    fn hole(&mut self, piece: Piece) {
        self.out.push(Event::InlineHtml(format!("{HOLE}{}{HOLE}", self.holes.len()).into()));
        self.holes.push(piece);
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.clone())
    }

    /// Returns where `part` stands in `range`: references have no range of their own.
    fn part(&self, range: &Range<usize>, part: &str) -> Span {
        let found = self.text[range.clone()].rfind(part).filter(|_| !part.is_empty());
        found.map_or_else(
            || self.span(range),
            |at| {
                let start = range.start + at;
                self.span(&(start..start + part.len()))
            },
        )
    }

    fn block_embed(&mut self, events: &[Ranged<'t>]) -> usize {
        let length = group(events);
        let (Event::Start(Tag::Image { dest_url, .. }), range) = &events[1] else { return length };
        if let Some((scheme, reference)) = Scheme::of(dest_url) {
            let words = plain(&events[1..length]);
            let reference = Spanned::new(reference.to_owned(), self.part(range, dest_url));
            let words = Spanned::new(words, self.span(range));
            self.mark(MarkKind::Reference(scheme), &reference);
            self.hole(Piece::Embed { scheme, reference, words });
        }
        length
    }

    fn link(&mut self, events: &[Ranged<'t>], url: &CowStr<'t>) -> usize {
        let (length, range) = (group(events), &events[0].1);
        let place = self.part(range, url);
        match Scheme::of(url) {
            Some((Scheme::Value, reference)) => {
                let words = Spanned::new(plain(&events[..length]), self.span(range));
                let reference = Spanned::new(reference.to_owned(), place);
                self.mark(MarkKind::Reference(Scheme::Value), &reference);
                self.hole(Piece::Embed { scheme: Scheme::Value, reference, words });
                length
            }
            Some((Scheme::Chart | Scheme::Table, _)) => self.refuse(url, place, &events[..length]),
            Some((scheme, reference)) => {
                let reference = Spanned::new(reference.to_owned(), place);
                self.mark(MarkKind::Reference(scheme), &reference);
                self.mark_link(&events[..length]);
                self.hole(Piece::LinkOpen(scheme, reference));
                self.convert_linkless(&events[1..length - 1]);
                self.hole(Piece::LinkClose);
                length
            }
            None if is_safe(url) || is_email(&events[0].0) => {
                self.mark(MarkKind::Address, &Spanned::new(url.to_string(), place));
                self.mark_link(&events[..length]);
                self.out.push(events[0].0.clone());
                self.convert_linkless(&events[1..length - 1]);
                self.out.push(Event::End(TagEnd::Link));
                length
            }
            None => self.refuse(url, place, &events[..length]),
        }
    }

    fn mark_link(&mut self, events: &[Ranged<'t>]) {
        self.mark(MarkKind::LinkWords, &Spanned::new(plain(events), self.span(&events[0].1)));
    }

    /// Tells of a link that cannot be, and keeps its text.
    fn refuse(&mut self, url: &str, place: Span, events: &[Ranged<'t>]) -> usize {
        self.diagnostics.push(Diagnostic::at(Code::BadLink, place).with("text", url));
        self.convert(&events[1..events.len() - 1]);
        events.len()
    }

    fn image(&mut self, events: &[Ranged<'t>], url: &CowStr<'t>) -> usize {
        let (length, range) = (group(events), &events[0].1);
        let alt = plain(&events[..length]);
        if alt.trim().is_empty() {
            self.diagnostics.push(Diagnostic::at(Code::MissingName, self.span(range)));
        }
        let place = self.part(range, url);
        match Scheme::of(url) {
            Some((Scheme::Chart | Scheme::Table, _)) => {
                self.diagnostics.push(Diagnostic::at(Code::ChartNotAlone, self.span(range)));
            }
            Some(_) => self.diagnostics.push(Diagnostic::at(Code::BadReference, place).with("text", url)),
            None => {
                let path = Spanned::new(url.to_string(), place);
                self.mark(MarkKind::Image, &path);
                let alt = if alt.trim() == DECORATIVE { String::new() } else { alt };
                self.hole(Piece::Image { path, alt });
            }
        }
        length
    }

    fn heading(&mut self, events: &[Ranged<'t>], level: HeadingLevel) -> usize {
        let length = group(events);
        let level = level as u8;
        if level == 1 {
            self.diagnostics.push(Diagnostic::at(Code::HeadingLevel, self.span(&events[0].1)));
        }
        let text = plain(&events[..length]);
        let anchor = self.anchor(&text);
        let range = &events[0].1;
        let end = range.start + self.text[range.clone()].trim_end().len();
        self.mark(MarkKind::Heading(level), &Spanned::new(text.clone(), self.span(&(range.start..end))));
        let n_marks = self.marks.len();
        self.out.push(Event::Html(format!("<h{level} id=\"{anchor}\">").into()));
        self.convert_linkless(&events[1..length - 1]);
        // Headings are numbered as each language likes.
        let words_of_heading =
            self.marks.split_off(n_marks).into_iter().filter(|mark| mark.kind != MarkKind::Words);
        self.marks.extend(words_of_heading.collect::<Vec<_>>());
        // For the eye and the mouse; who hears a page or types has its contents, which lead to the same places.
        let anchor_link = "<a class=\"anchor\" aria-hidden=\"true\" tabindex=\"-1\" href=\"#";
        self.out.push(Event::Html(format!("{anchor_link}{anchor}\"></a></h{level}>\n").into()));
        self.headings.push(Heading { level, text, anchor });
        length
    }

    /// Makes an anchor from a heading's text, numbered where it is taken.
    fn anchor(&self, text: &str) -> String {
        let base = Some(slug(text)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "s".to_owned());
        // Numbers behind it would still be the page's.
        let base = if is_of_page(&base) { format!("s-{base}") } else { base };
        let is_taken = |anchor: &str| self.headings.iter().any(|heading| heading.anchor == anchor);
        let is_free = |anchor: &String| !is_taken(anchor);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        std::iter::once(base.clone()).chain(numbered).find(is_free).unwrap_or(base)
    }

    /// Writes the call of a footnote. Only its first call is where the note leads back to.
    fn footnote_call(&mut self, label: &str) -> usize {
        let is_first = !self.footnotes.numbers.contains_key(label);
        let number = self.footnotes.number(label);
        let id = if is_first { format!(" id=\"fn-call-{number}\"") } else { String::new() };
        let call = format!("<sup class=\"footnote-call\"><a href=\"#fn-{number}\"{id}>{number}</a></sup>");
        self.swap(Event::InlineHtml(call.into()))
    }

    fn footnote(&mut self, events: &[Ranged<'t>], label: &CowStr<'t>) -> usize {
        let length = group(events);
        let before = std::mem::take(&mut self.out);
        self.convert(&events[1..length - 1]);
        let body = std::mem::replace(&mut self.out, before);
        self.footnotes.bodies.insert(label.to_string(), (body, self.span(&events[0].1)));
        length
    }

    fn find_missing_footnotes(&mut self, words: &str, range: &Range<usize>) {
        let labels =
            words.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(label, _)| label);
        for label in labels {
            let place = self.part(range, &format!("[^{label}]"));
            self.diagnostics.push(Diagnostic::at(Code::MissingFootnote, place).with("label", label));
        }
    }

    /// Shows HTML inside a line as text; drops comments, which CommonMark gives whole.
    fn inline_html(&mut self, html: &CowStr<'t>, range: &Range<usize>) -> usize {
        if !html.starts_with("<!--") {
            self.author_html(html, range);
        }
        1
    }

    /// Shows a block of HTML as a paragraph of text. It may hold comments of several lines: they are dropped first.
    fn html_block(&mut self, events: &[Ranged<'t>]) -> usize {
        let length = group(events);
        let lines = events[..length].iter().filter_map(|(event, _)| match event {
            Event::Html(line) | Event::InlineHtml(line) | Event::Text(line) => Some(line.as_ref()),
            _ => None,
        });
        let text = without_comments(&lines.collect::<String>());
        if !text.trim().is_empty() {
            self.out.push(Event::Start(Tag::Paragraph));
            self.author_html(text.trim(), &events[0].1);
            self.out.push(Event::End(TagEnd::Paragraph));
        }
        length
    }

    fn author_html(&mut self, text: &str, range: &Range<usize>) {
        self.diagnostics.push(Diagnostic::at(Code::RawHtml, self.span(range)));
        self.out.push(Event::Text(nfc(text).into()));
    }

    fn finish(mut self) -> (Prose, Vec<Diagnostic>) {
        let called = self.footnotes.take_called();
        for (label, (_, span)) in &self.footnotes.bodies {
            self.diagnostics.push(Diagnostic::at(Code::UnusedFootnote, *span).with("label", label));
        }
        if !called.is_empty() {
            self.out.push(Event::Html("<div class=\"footnotes\">\n<ol>\n".into()));
            for (number, body) in called {
                self.out.push(Event::Html(format!("<li id=\"fn-{number}\">").into()));
                self.out.extend(body);
                let back =
                    format!("<a class=\"footnote-back\" href=\"#fn-call-{number}\">↑{number}</a></li>\n");
                self.out.push(Event::Html(back.into()));
            }
            self.out.push(Event::Html("</ol>\n</div>\n".into()));
        }
        let mut written = String::new();
        html::push_html(&mut written, self.out.into_iter());
        let prose = Prose {
            file: self.file,
            pieces: fill(&written, &self.holes),
            headings: self.headings,
            marks: self.marks,
        };
        (prose, self.diagnostics)
    }
}

/// Returns whether an anchor is one that pages give themselves.
pub(super) fn is_of_page(anchor: &str) -> bool {
    let counts = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    anchor == "main"
        || ["chart-", "table-", "fn-", "source-"]
            .iter()
            .any(|start| anchor.strip_prefix(start).is_some_and(counts))
}

/// Returns running text as HTML.
pub fn escape(text: &str) -> String {
    let mut escaped = String::new();
    html::push_html(&mut escaped, std::iter::once(Event::Text(text.into())));
    escaped
}

/// Leaves out HTML comments; one that never ends takes the rest with it.
fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    let behind = parts.filter_map(|part| part.split_once("-->")).map(|(_, behind)| behind);
    behind.fold(first, |text, part| text + part)
}

/// Cuts written HTML at its holes.
fn fill(written: &str, holes: &[Piece]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, part) in written.split(HOLE).enumerate() {
        if index % 2 == 0 {
            if !part.is_empty() {
                pieces.push(Piece::Html(part.to_owned()));
            }
        } else if let Some(hole) = part.parse::<usize>().ok().and_then(|hole| holes.get(hole)) {
            pieces.push(hole.clone());
        }
    }
    pieces
}

/// Returns how many events the group that starts with the first one has.
fn group(events: &[Ranged<'_>]) -> usize {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    events.len()
}

/// Returns the text of events, without any markup.
fn plain(events: &[Ranged<'_>]) -> String {
    let words = events.iter().filter_map(|(event, _)| match event {
        Event::Text(words) | Event::Code(words) => Some(nfc(words)),
        Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
        _ => None,
    });
    words.collect()
}

/// Returns whether a paragraph holds one chart or table and nothing else.
fn is_block_embed(events: &[Ranged<'_>]) -> bool {
    let length = group(events);
    let Some((Event::Start(Tag::Image { dest_url, .. }), _)) = events.get(1) else { return false };
    let is_embed = matches!(Scheme::of(dest_url), Some((Scheme::Chart | Scheme::Table, _)));
    is_embed && group(&events[1..]) == length - 2
}

fn is_safe(url: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:", "#"].iter().any(|start| url.starts_with(start))
}

fn is_email(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Link { link_type: LinkType::Email, .. }))
}
