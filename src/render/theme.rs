//! The site's theme: its templates, ready for each language. Tera lives here alone.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::{Context, ErrorKind, Tera, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::input::{InputFile, Inputs, Span};
use crate::memory::Last;
use crate::model::Locale;

/// The templates of a theme, and what every page of a language sees.
pub(super) struct Theme<'i> {
    inputs: &'i Inputs,
    folder: String,
    tera: Arc<Tera>,
    /// By language.
    globals: Vec<Context>,
}

/// The compiled templates, for as long as they stay the same.
pub(super) type Templates = Last<Vec<Arc<InputFile>>, Result<Arc<Tera>, Box<Diagnostic>>>;

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
    /// What a page may load.
    pub(super) policy: &'static str,
    /// What devices keep of the site.
    pub(super) manifest: String,
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
    /// Takes the compiled templates of a theme. Tells of the one that fails. `globals` are by language.
    pub(super) fn new<'g>(
        inputs: &'i Inputs,
        name: &str,
        globals: impl Iterator<Item = Globals<'g>>,
        known: &mut Templates,
    ) -> Result<Self, Box<Diagnostic>> {
        let tera = compiled(inputs, name, known)?;
        let globals = globals.map(|globals| context(&globals)).collect();
        Ok(Self { inputs, folder: folder(name), tera, globals })
    }

    /// Fills a template in a language.
    pub(super) fn fill(
        &self,
        locale: Locale,
        template: &str,
        values: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = self.globals[locale.index()].clone();
        for (name, value) in values {
            context.insert_value(Cow::Borrowed(name), value);
        }
        let mut bytes = Vec::new();
        self.tera
            .render_to(template, &context, &mut bytes)
            .map_err(|error| Box::new(diagnostic(self.inputs, &self.folder, &error)))?;
        // An editor may have emptied the file a moment ago; nobody wants a blank page.
        if bytes.trim_ascii().is_empty() {
            let path = format!("{}{template}", self.folder);
            let told = Diagnostic::of_file(Code::TemplateError, &path);
            return Err(Box::new(told.with("detail", "@template-empty")));
        }
        Ok(bytes)
    }
}

/// Compiles the templates of a theme, unless they are known. Tells of the one that fails.
pub(super) fn compiled(
    inputs: &Inputs,
    name: &str,
    known: &mut Templates,
) -> Result<Arc<Tera>, Box<Diagnostic>> {
    let folder = folder(name);
    let is_template = |file: &&Arc<InputFile>| file.path.starts_with(&folder);
    let files: Vec<Arc<InputFile>> = inputs.shared_files().iter().filter(is_template).cloned().collect();
    known.get(files.clone(), || {
        let compiled = compile(inputs, &folder, &files);
        let is_lasting = compiled.is_ok();
        (compiled.map(Arc::new), is_lasting)
    })
}

fn folder(name: &str) -> String {
    format!("themes/{name}/templates/")
}

fn compile(inputs: &Inputs, folder: &str, files: &[Arc<InputFile>]) -> Result<Tera, Box<Diagnostic>> {
    let mut tera = Tera::new();
    let templates = files.iter().filter_map(|file| Some((file.path.strip_prefix(folder)?, file.text())));
    let added = tera.add_raw_templates(templates.collect::<Vec<_>>());
    added.map_err(|error| Box::new(diagnostic(inputs, folder, &error)))?;
    Ok(tera)
}

fn context(globals: &Globals<'_>) -> Context {
    let mut context = Context::new();
    for (name, value) in Value::from_serializable(globals).into_map().unwrap_or_default() {
        context.insert_value(Cow::Owned(name.to_string()), value);
    }
    context
}

/// Turns an error of the template engine into a diagnostic at its place in the author's template.
fn diagnostic(inputs: &Inputs, folder: &str, error: &tera::Error) -> Diagnostic {
    let (path, detail, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let path = format!("{folder}{}", report.filename());
            let span = inputs.find(&path).map(|file| Span::new(file, report.span().range.clone()));
            (path, report.message().to_owned(), span)
        }
        other => (folder.to_owned(), other.to_string(), None),
    };
    let told = span.map_or_else(
        || Diagnostic::of_file(Code::TemplateError, &path),
        |span| Diagnostic::at(Code::TemplateError, span),
    );
    told.with("detail", detail)
}
