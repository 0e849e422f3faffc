//! Diagnostics for people: an excerpt with the place underlined, in the look of rustc.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Messages, Severity};
use crate::input::{Inputs, Span};

/// Longest line shown whole; a table row of an annex is far longer than a terminal.
const WIDTH: usize = 120;

/// Writes diagnostics in the given order, coloured (the terminal layer strips colours where they do not show).
pub fn human(diagnostics: &[Diagnostic], inputs: &Inputs, messages: &Messages) -> String {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(WIDTH);
    let show = |diagnostic: &Diagnostic| show(diagnostic, inputs, messages, &renderer);
    diagnostics.iter().map(show).collect::<Vec<_>>().join("\n")
}

fn show(diagnostic: &Diagnostic, inputs: &Inputs, messages: &Messages, renderer: &Renderer) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR.with_name(messages.text("error", &[])),
        Severity::Warning => Level::WARNING.with_name(messages.text("warning", &[])),
    };
    let (message, help) = (messages.message(diagnostic), messages.help(diagnostic));
    let beside = messages.text("beside", &[]);
    let mut group = Group::with_title(level.primary_title(message).id(diagnostic.code.name()));
    if let Some(span) = diagnostic.span {
        let near =
            diagnostic.other.filter(|other| other.file == span.file).map(|other| (other, beside.as_str()));
        group = group.element(excerpt(span, near, inputs));
        if let Some(other) = diagnostic.other.filter(|other| other.file != span.file) {
            group = group.element(excerpt(other, None, inputs));
        }
    } else if let Some(path) = &diagnostic.path {
        group = group.element(annotate_snippets::Origin::path(path.as_str()));
    }
    let help = Level::HELP.with_name(messages.text("help", &[])).message(help);
    format!("{}\n", renderer.render(&[group.element(help)]))
}

fn excerpt<'a>(
    span: Span,
    near: Option<(Span, &'a str)>,
    inputs: &'a Inputs,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = inputs.file(span.file);
    let snippet = Snippet::source(file.text()).path(file.path.as_str());
    let snippet = snippet.annotation(AnnotationKind::Primary.span(span.range()));
    match near {
        Some((other, label)) => snippet.annotation(AnnotationKind::Context.span(other.range()).label(label)),
        None => snippet,
    }
}
