//! The site's theme: its templates, ready for each language. Tera lives here alone.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::{Context, ErrorKind, Tera, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::input::{Inputs, Span};

/// The templates of a theme with what every page of one language sees.
pub(super) struct Theme<'i> {
    inputs: &'i Inputs,
    folder: String,
    tera: Tera,
}

/// A view that is made once and shared by every page that shows it.
#[derive(Debug)]
pub(super) struct Ready<T> {
    value: Value,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Ready<T> {
    pub(super) fn new(view: &T) -> Self {
        Self { value: Value::from_serializable(view), of: PhantomData }
    }
}

impl<T> Clone for Ready<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), of: PhantomData }
    }
}

impl<T> Serialize for Ready<T> {
    /// Hands the value on as it is: Tera does not read one of its own again.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// What every page of a language sees beside its own view.
#[derive(Serialize)]
pub(super) struct Globals<'a> {
    pub(super) site: SiteView<'a>,
    pub(super) words: std::collections::BTreeMap<&'a str, &'a str>,
    pub(super) menu: Vec<MenuItem>,
    /// Feeds of the language.
    pub(super) feeds: Vec<super::view::LinkView>,
    pub(super) footer: Vec<super::view::LinkView>,
}

/// The site itself.
#[derive(Serialize)]
pub(super) struct SiteView<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) publisher: &'a str,
    pub(super) base: &'a str,
    pub(super) base_url: &'a str,
    pub(super) home_url: String,
    /// The page that shows what was found.
    pub(super) search_url: String,
    /// What can be found, for the script.
    pub(super) search_index: String,
    pub(super) licence: Option<Licence<'a>>,
    pub(super) lang: &'a str,
    pub(super) languages: &'a [String],
    pub(super) version: &'static str,
    pub(super) today: String,
    pub(super) today_iso: String,
}

/// The licence of the data.
#[derive(Serialize)]
pub(super) struct Licence<'a> {
    pub(super) name: &'a str,
    pub(super) url: &'a str,
}

/// A line of the menu.
#[derive(Serialize)]
pub(super) struct MenuItem {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) section: String,
}

impl<'i> Theme<'i> {
    /// Compiles the templates of a theme. Tells of the one that fails.
    pub(super) fn new(
        inputs: &'i Inputs,
        name: &str,
        globals: &Globals<'_>,
    ) -> Result<Self, Box<Diagnostic>> {
        let folder = format!("themes/{name}/templates/");
        let mut theme = Self { inputs, folder, tera: Tera::new() };
        let templates: Vec<(&str, &str)> = inputs
            .files()
            .filter_map(|(_, file)| Some((file.path.strip_prefix(&theme.folder)?, file.text())))
            .collect();
        theme.tera.add_raw_templates(templates).map_err(|error| Box::new(theme.diagnostic(&error)))?;
        let context = theme.tera.global_context();
        context.insert("site", &globals.site);
        context.insert("words", &globals.words);
        context.insert("menu", &globals.menu);
        context.insert("feeds", &globals.feeds);
        context.insert("footer", &globals.footer);
        Ok(theme)
    }

    /// Fills a template.
    pub(super) fn fill(
        &self,
        template: &str,
        values: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = Context::new();
        for (name, value) in values {
            context.insert_value(Cow::Borrowed(name), value);
        }
        let mut bytes = Vec::new();
        self.tera
            .render_to(template, &context, &mut bytes)
            .map_err(|error| Box::new(self.diagnostic(&error)))?;
        Ok(bytes)
    }

    /// Turns an error of the template engine into a diagnostic at its place in the author's template.
    fn diagnostic(&self, error: &tera::Error) -> Diagnostic {
        let (path, detail, span) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let path = format!("{}{}", self.folder, report.filename());
                let span = self.inputs.find(&path).map(|file| Span::new(file, report.span().range.clone()));
                (path, report.message().to_owned(), span)
            }
            other => (self.folder.clone(), other.to_string(), None),
        };
        let told = span.map_or_else(
            || Diagnostic::of_file(Code::TemplateError, &path),
            |span| Diagnostic::at(Code::TemplateError, span),
        );
        told.with("detail", detail)
    }
}
