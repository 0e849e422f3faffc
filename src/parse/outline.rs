//! The outline of one text: its headings in order, and links to them.
//!
//! All of it is warned of and nothing forbidden: a reader without sight goes from heading to heading, and finds the way
//! worse, but finds it.

use super::markdown::{Mark, MarkKind, Prose, is_of_page};
use super::toml::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::slug;

/// The level of a page's title.
const TITLE: u8 = 1;
/// Anchors shown in a help line before it becomes a page of its own.
const KNOWN_SHOWN: usize = 12;

/// Tells of headings that skip a level or stand twice in their section, and of links to headings that are not there.
pub(super) fn outline(prose: &Prose) -> Vec<Diagnostic> {
    let mut told = headings(&prose.marks);
    let links = prose.marks.iter().filter(|mark| mark.kind == MarkKind::Address);
    told.extend(links.filter_map(|link| anchor(prose, &link.text)));
    told
}

fn headings(marks: &[Mark]) -> Vec<Diagnostic> {
    let (mut told, mut open): (_, Vec<(u8, Vec<&Text>)>) = (Vec::new(), Vec::new());
    let mut before = TITLE;
    for mark in marks {
        let MarkKind::Heading(level) = mark.kind else { continue };
        if level > before + 1 {
            let skipped = Diagnostic::at(Code::SkippedHeading, mark.text.span);
            told.push(
                skipped
                    .with("before", before)
                    .with("level", level)
                    .with("marks", "#".repeat(before.into()) + "#"),
            );
        }
        before = level;
        // What stands below a heading ends where the next of its level or above begins.
        open.retain(|(known, _)| *known <= level);
        if open.last().is_none_or(|(known, _)| *known < level) {
            open.push((level, Vec::new()));
        }
        let Some((_, siblings)) = open.last_mut() else { continue };
        match siblings.iter().find(|sibling| sibling.value == mark.text.value) {
            Some(first) => {
                let doubled = Diagnostic::at(Code::DoubledHeading, mark.text.span).beside(first.span);
                told.push(doubled.with("text", &mark.text.value));
            }
            None => siblings.push(&mark.text),
        }
    }
    told
}

/// Tells of a link to a heading of this text that it does not have.
fn anchor(prose: &Prose, link: &Text) -> Option<Diagnostic> {
    let written = link.value.strip_prefix('#')?;
    let anchors = || prose.headings.iter().map(|heading| heading.anchor.as_str());
    if written.is_empty() || is_of_page(written) || anchors().any(|anchor| anchor == written) {
        return None;
    }
    let mut known: Vec<String> = anchors().take(KNOWN_SHOWN).map(|anchor| format!("#{anchor}")).collect();
    if prose.headings.len() > KNOWN_SHOWN {
        known.push("…".to_owned());
    }
    let unknown = Diagnostic::at(Code::UnknownAnchor, link.span).with("anchor", written);
    // Many write the heading as it is read: with diacritics.
    Some(unknown.with("known", known.join(", ")).suggest(&slug(written), anchors()))
}
