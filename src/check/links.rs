//! The words of links: they say where a link leads, also to those who hear all links of a page in a row.

use super::context::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Language;
use crate::parse::{MarkKind, Prose};

/// Tells of links without words, and of links whose words could lead anywhere.
pub(super) fn words(context: &mut Context<'_>, language: &Language, prose: &Prose) {
    for mark in prose.marks.iter().filter(|mark| mark.kind == MarkKind::LinkWords) {
        let words = mark.text.value.trim();
        if words.is_empty() {
            context.tell(Diagnostic::at(Code::EmptyLink, mark.text.span));
        } else if language.words.is_vague(words) {
            context.tell(Diagnostic::at(Code::VagueLink, mark.text.span).with("text", words));
        }
    }
}
