//! Diagnostics for people: an excerpt with the place underlined, in the look of rustc.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Messages, Severity};
use crate::input::{Inputs, Span};

/// Longest line shown whole; a table row of an annex is far longer than a terminal.
const WIDTH: usize = 120;

/// Files, and how the reader gets to them.
struct Files<'a> {
    inputs: &'a Inputs,
    folder: &'a str,
}

/// Writes diagnostics in the given order, coloured (the terminal layer strips colours where they do not show). `folder`
/// stands before every path: it leads from where the reader is to the site, and ends in `/` where it is not empty.
pub fn human(diagnostics: &[Diagnostic], inputs: &Inputs, messages: &Messages, folder: &str) -> String {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(WIDTH);
    let files = Files { inputs, folder };
    let show = |diagnostic: &Diagnostic| show(diagnostic, &files, messages, &renderer);
    diagnostics.iter().map(show).collect::<Vec<_>>().join("\n")
}

fn show(diagnostic: &Diagnostic, files: &Files<'_>, messages: &Messages, renderer: &Renderer) -> String {
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
        group = group.element(excerpt(span, near, files));
        if let Some(other) = diagnostic.other.filter(|other| other.file != span.file) {
            group = group.element(excerpt(other, None, files));
        }
    } else if let Some(path) = &diagnostic.path {
        group = group.element(annotate_snippets::Origin::path(format!("{}{path}", files.folder)));
    }
    let help = Level::HELP.with_name(messages.text("help", &[])).message(help);
    format!("{}\n", renderer.render(&[group.element(help)]))
}

fn excerpt<'a>(
    span: Span,
    near: Option<(Span, &'a str)>,
    files: &Files<'a>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = files.inputs.file(span.file);
    let snippet = Snippet::source(file.text()).path(format!("{}{}", files.folder, file.path));
    let snippet = snippet.annotation(AnnotationKind::Primary.span(span.range()));
    match near {
        Some((other, label)) => snippet.annotation(AnnotationKind::Context.span(other.range()).label(label)),
        None => snippet,
    }
}
