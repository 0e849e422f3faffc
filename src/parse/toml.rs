//! Reads TOML tables key by key, and tells every mistake in them, not only the first.
//!
//! Serde stops at the first wrong key of a file; a value tree with positions does not. Nothing here knows what the
//! keys mean. Invariant: each key that a shape asks for is remembered, so [`Table::finish`] knows the unknown ones.

use std::cell::{Cell as Flag, RefCell};
use std::ops::Range;

use toml::de::{DeArray, DeTable, DeValue};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::syntax::{self, Fault};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::{FileId, Span, Spanned};
use crate::model::Value;

/// Text and where it stands.
pub type Text = Spanned<String>;

/// Text by language tag, as written.
#[derive(Debug, Clone)]
pub struct Localized {
    /// The whole.
    pub span: Span,
    /// Language tags with their text, in the author's order.
    pub entries: Vec<(Text, Text)>,
}

/// A word by language tag and plural category, as written.
#[derive(Debug, Clone)]
pub struct LocalizedPlural {
    /// The whole.
    pub span: Span,
    /// Language tags, each with its (category, word) pairs; a plain word is category `other`.
    pub entries: Vec<(Text, Vec<(Text, Text)>)>,
}

/// What a cell of a table of figures holds, as written.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A number with its written precision.
    Number(Value),
    /// An id or a reason for absence.
    Word(String),
    /// A cell that needs explaining.
    Detail(Box<CellDetail>),
}

/// A cell that needs explaining, as written.
#[derive(Debug, Clone)]
pub struct CellDetail {
    /// The value, where there is one.
    pub value: Option<Spanned<Value>>,
    /// The text of the source, where it is no number.
    pub illegible: Option<Text>,
    /// What it may have said.
    pub proposed: Option<Spanned<Cell>>,
    /// A mark.
    pub mark: Option<Text>,
    /// The step that the source rounds to: 10000 in "4.85 million".
    pub rounded: Option<Spanned<Value>>,
    /// Why.
    pub note: Option<Localized>,
}

/// One file being read: collects what is to be told.
#[derive(Debug)]
pub struct Reading {
    file: FileId,
    /// Where the text begins in its file.
    start: usize,
    diagnostics: RefCell<Vec<Diagnostic>>,
    /// Whether the syntax is at fault: then what seems unknown or missing only follows from it.
    is_broken: Flag<bool>,
}

impl Reading {
    /// Starts on a file.
    pub fn new(file: FileId) -> Self {
        Self::from(file, 0)
    }

    /// Starts on the part of a file that begins at a byte.
    pub fn from(file: FileId, start: usize) -> Self {
        Self { file, start, diagnostics: RefCell::default(), is_broken: Flag::new(false) }
    }

    /// Parses the text and hands its root table to `read`; tells of every fault of syntax first.
    pub fn root<'t, T>(&self, text: &'t str, read: impl FnOnce(Table<'_, 't>) -> T) -> T {
        let (root, fault) = syntax::parse(text);
        if let Some(Fault { range, detail, cure }) = fault {
            let fault = Diagnostic::at(Code::TomlSyntax, self.span_of(range));
            self.tell(fault.with("detail", detail).with("cure", cure));
            self.is_broken.set(true);
        }
        let span = self.span_of(0..text.find('\n').unwrap_or(text.len()));
        read(Table { reading: self, entries: root.get_ref(), span, asked: RefCell::default() })
    }

    /// Returns everything there is to tell, where the syntax is not at fault.
    pub fn finish_sound(self) -> Option<Vec<Diagnostic>> {
        (!self.is_broken.get()).then(|| self.finish())
    }

    /// Returns everything there is to tell.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    /// Tells of a mistake, unless it may only follow from one of syntax.
    pub fn tell(&self, diagnostic: Diagnostic) {
        if self.is_broken.get() {
            return;
        }
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    fn span<T>(&self, spanned: &toml::Spanned<T>) -> Span {
        self.span_of(spanned.span())
    }

    fn span_of(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.start + range.start..self.start + range.end)
    }
}

/// An entry of a list that may hold texts and tables.
pub enum Entry<'r, 't> {
    /// A text.
    Text(Text),
    /// A table.
    Table(Table<'r, 't>),
}

/// A TOML table being read.
#[derive(Debug)]
pub struct Table<'r, 't> {
    reading: &'r Reading,
    entries: &'r DeTable<'t>,
    span: Span,
    asked: RefCell<Vec<&'static str>>,
}

impl<'r, 't> Table<'r, 't> {
    /// Returns where the table begins: its header, or its braces.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Returns whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Returns whether every key was asked for.
    pub fn is_all_read(&self) -> bool {
        let asked = self.asked.borrow();
        self.entries.keys().all(|key| asked.contains(&key.get_ref().as_ref()))
    }

    /// Tells of keys that nothing asked for. One that is nearly the name of a missing key is one mistake, not two.
    pub fn finish(self) {
        let asked = self.asked.into_inner();
        for (key, _) in self.entries {
            let name = key.get_ref().as_ref();
            if asked.contains(&name) {
                continue;
            }
            let unknown = Diagnostic::at(Code::UnknownKey, self.reading.span(key)).with("key", name);
            let known = asked.iter().copied().filter(|other| !self.entries.contains_key(*other));
            let unknown = unknown.with("known", asked.join(", ")).suggest(name, known);
            if let Some(meant) = &unknown.suggestion {
                self.reading.diagnostics.borrow_mut().retain(|told| !told.is_missing_key(meant, self.span));
            }
            self.reading.tell(unknown);
        }
    }

    /// Reads text that must be there. Dates and numbers count as text: `period = 2023`.
    pub fn text(&self, key: &'static str) -> Option<Text> {
        self.need(key)?;
        self.maybe_text(key)
    }

    /// Reads text that may be there.
    pub fn maybe_text(&self, key: &'static str) -> Option<Text> {
        let value = self.get(key)?;
        self.as_text(key, value)
    }

    /// Reads an id that must be there.
    pub fn id(&self, key: &'static str) -> Option<Text> {
        let id = self.text(key)?;
        if is_id(&id.value) {
            return Some(id);
        }
        self.reading.tell(Diagnostic::at(Code::BadId, id.span).with("id", &id.value));
        None
    }

    /// Reads a number that must be there.
    pub fn number(&self, key: &'static str) -> Option<Spanned<Value>> {
        let value = self.need(key)?;
        self.as_number(value).map(|number| Spanned::new(number, self.reading.span(value)))
    }

    /// Reads a number that may be there.
    pub fn maybe_number(&self, key: &'static str) -> Option<Spanned<Value>> {
        let value = self.get(key)?;
        self.as_number(value).map(|number| Spanned::new(number, self.reading.span(value)))
    }

    /// Reads a small whole number that may be there.
    pub fn maybe_integer(&self, key: &'static str) -> Option<Spanned<i64>> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            _ => None,
        };
        let number = number.or_else(|| self.wrong_type(key, value, "@integer-type"));
        number.map(|number| Spanned::new(number, self.reading.span(value)))
    }

    /// Reads a list of small whole numbers that may be there.
    pub fn maybe_integers(&self, key: &'static str) -> Option<Spanned<Vec<i64>>> {
        let value = self.get(key)?;
        let number = |value: &toml::Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            _ => None,
        };
        let numbers = match value.get_ref() {
            DeValue::Array(array) => array.iter().map(number).collect::<Option<Vec<i64>>>(),
            _ => None,
        };
        let numbers = numbers.or_else(|| self.wrong_type(key, value, "@integers-type"));
        numbers.map(|numbers| Spanned::new(numbers, self.reading.span(value)))
    }

    /// Reads true or false; `otherwise` where nothing is written.
    pub fn flag(&self, key: &'static str, otherwise: bool) -> bool {
        let Some(value) = self.get(key) else { return otherwise };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            _ => self.wrong_type(key, value, "@boolean-type").unwrap_or(otherwise),
        }
    }

    /// Reads text in each language that must be there.
    pub fn localized(&self, key: &'static str) -> Option<Localized> {
        self.need(key)?;
        self.maybe_localized(key)
    }

    /// Reads text in each language that may be there.
    pub fn maybe_localized(&self, key: &'static str) -> Option<Localized> {
        let (span, entries) = self.by_language(key)?;
        let entries = entries.into_iter().map(|(language, value)| {
            let DeValue::String(text) = value.get_ref() else {
                return self.wrong_type(&language.value, value, "@text-type");
            };
            Some((language, Spanned::new(nfc(text), self.reading.span(value))))
        });
        // Every wrong type is told; with one of them there is no text, or it would be told again as lacking.
        let entries: Vec<_> = entries.collect();
        Some(Localized { span, entries: entries.into_iter().collect::<Option<_>>()? })
    }

    /// Reads a word in each language, with its plural forms where a language has them.
    pub fn localized_plural(&self, key: &'static str) -> Option<LocalizedPlural> {
        self.need(key)?;
        let (span, entries) = self.by_language(key)?;
        let entries = entries.into_iter().filter_map(|(language, value)| {
            let text = |value: &toml::Spanned<DeValue<'_>>, text: &str| {
                Spanned::new(nfc(text), self.reading.span(value))
            };
            let forms = match value.get_ref() {
                DeValue::String(word) => {
                    vec![(Spanned::new("other".to_owned(), self.reading.span(value)), text(value, word))]
                }
                DeValue::Table(forms) => forms
                    .iter()
                    .filter_map(|(category, word)| match word.get_ref() {
                        DeValue::String(form) => {
                            let category_text = category.get_ref().to_string();
                            Some((Spanned::new(category_text, self.reading.span(category)), text(word, form)))
                        }
                        _ => self.wrong_type("", word, "@text-type"),
                    })
                    .collect(),
                _ => return self.wrong_type(key, value, "@localized-type"),
            };
            Some((language, forms))
        });
        Some(LocalizedPlural { span, entries: entries.collect() })
    }

    /// Reads a list of texts in each language; empty where nothing is written.
    pub fn texts_by_language(&self, key: &'static str) -> Vec<(Text, Vec<Text>)> {
        let Some((_, entries)) = self.by_language(key) else { return Vec::new() };
        let entries = entries.into_iter().filter_map(|(language, value)| match value.get_ref() {
            DeValue::Array(array) => Some((language, self.all_text(key, array))),
            _ => self.wrong_type(&language.value, value, "@list-type"),
        });
        entries.collect()
    }

    /// Reads a list of texts; empty where nothing is written.
    pub fn texts(&self, key: &'static str) -> Vec<Text> {
        self.array(key).map(|array| self.all_text(key, array)).unwrap_or_default()
    }

    fn all_text(&self, key: &str, array: &DeArray<'_>) -> Vec<Text> {
        let texts = array.iter().filter_map(|value| match value.get_ref() {
            DeValue::String(text) => Some(Spanned::new(nfc(text), self.reading.span(value))),
            _ => self.wrong_type(key, value, "@text-type"),
        });
        texts.collect()
    }

    /// Reads a list of texts and tables; empty where nothing is written.
    pub fn texts_and_tables(&self, key: &'static str) -> Vec<Entry<'r, 't>> {
        let Some(array) = self.array(key) else { return Vec::new() };
        let entry = |value: &'r toml::Spanned<DeValue<'t>>| match value.get_ref() {
            DeValue::Table(_) => self.as_table(key, value).map(Entry::Table),
            _ => self.as_text(key, value).map(Entry::Text),
        };
        array.iter().filter_map(entry).collect()
    }

    /// Reads a list of texts that must be there.
    pub fn needed_texts(&self, key: &'static str) -> Option<Spanned<Vec<Text>>> {
        let span = self.reading.span(self.need(key)?);
        Some(Spanned::new(self.texts(key), span))
    }

    /// Reads a row of cells.
    pub fn maybe_row(&self, key: &'static str) -> Option<Spanned<Vec<Spanned<Cell>>>> {
        let value = self.get(key)?;
        self.row(key, value)
    }

    /// Reads a single cell that must be there.
    pub fn one_cell(&self, key: &'static str) -> Option<Spanned<Cell>> {
        self.cell(self.need(key)?)
    }

    /// Reads rows of cells that must be there.
    pub fn rows(&self, key: &'static str) -> Option<Vec<Spanned<Vec<Spanned<Cell>>>>> {
        self.need(key)?;
        Some(self.array(key)?.iter().filter_map(|row| self.row(key, row)).collect())
    }

    /// Reads a table that may be there.
    pub fn maybe_table(&self, key: &'static str) -> Option<Table<'r, 't>> {
        let value = self.get(key)?;
        self.as_table(key, value)
    }

    /// Reads repeated tables (`[[key]]`); none where nothing is written.
    pub fn tables(&self, key: &'static str) -> Vec<Table<'r, 't>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(array) => array.iter().filter_map(|value| self.as_table(key, value)).collect(),
            _ => self.wrong_type(key, value, "@tables-type").unwrap_or_default(),
        }
    }

    /// Returns all keys with their text values: for tables whose keys are the author's.
    pub fn all_texts(self) -> Vec<(Text, Text)> {
        let entries = self.entries.iter().filter_map(|(key, value)| match value.get_ref() {
            DeValue::String(text) => Some((
                Spanned::new(key.get_ref().to_string(), self.reading.span(key)),
                Spanned::new(nfc(text), self.reading.span(value)),
            )),
            _ => self.wrong_type("", value, "@text-type"),
        });
        entries.collect()
    }

    /// Tells that a key is missing under another name than the usual one.
    pub fn need_or(&self, key: &'static str, code: Code) {
        if self.get(key).is_none() {
            self.reading.tell(Diagnostic::at(code, self.span).with("key", key));
        }
    }

    fn get(&self, key: &'static str) -> Option<&'r toml::Spanned<DeValue<'t>>> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        self.entries.get(key)
    }

    fn need(&self, key: &'static str) -> Option<&'r toml::Spanned<DeValue<'t>>> {
        let value = self.get(key);
        if value.is_none() {
            self.reading.tell(Diagnostic::at(Code::MissingKey, self.span).with("key", key));
        }
        value
    }

    fn wrong_type<T>(&self, key: &str, value: &toml::Spanned<DeValue<'_>>, expected: &str) -> Option<T> {
        let span = self.reading.span(value);
        self.reading.tell(Diagnostic::at(Code::WrongType, span).with("key", key).with("expected", expected));
        None
    }

    fn array(&self, key: &'static str) -> Option<&'r DeArray<'t>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Array(array) => Some(array),
            _ => self.wrong_type(key, value, "@list-type"),
        }
    }

    fn as_text(&self, key: &str, value: &toml::Spanned<DeValue<'_>>) -> Option<Text> {
        let text = match value.get_ref() {
            DeValue::String(text) => nfc(text),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => return self.wrong_type(key, value, "@text-type"),
        };
        Some(Spanned::new(text, self.reading.span(value)))
    }

    fn as_table(&self, key: &str, value: &'r toml::Spanned<DeValue<'t>>) -> Option<Table<'r, 't>> {
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong_type(key, value, "@table-type");
        };
        Some(Table {
            reading: self.reading,
            entries: table,
            span: self.reading.span(value),
            asked: RefCell::default(),
        })
    }

    #[expect(clippy::type_complexity, reason = "language with value, used twice, here only")]
    fn by_language(&self, key: &'static str) -> Option<(Span, Vec<(Text, &'r toml::Spanned<DeValue<'t>>)>)> {
        let value = self.get(key)?;
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong_type(key, value, "@localized-type");
        };
        let language = |tag: &toml::Spanned<std::borrow::Cow<'_, str>>| {
            Spanned::new(tag.get_ref().to_string(), self.reading.span(tag))
        };
        let entries = table.iter().map(|(tag, value)| (language(tag), value)).collect();
        Some((self.reading.span(value), entries))
    }

    fn as_number(&self, value: &toml::Spanned<DeValue<'_>>) -> Option<Value> {
        let (text, is_plain) = match value.get_ref() {
            DeValue::Integer(number) => (number.as_str(), number.radix() == 10),
            DeValue::Float(number) => (number.as_str(), true),
            _ => return self.wrong_type("rows", value, "@cell-type"),
        };
        let number = Value::parse(text).filter(|_| is_plain);
        if number.is_none() {
            let span = self.reading.span(value);
            self.reading.tell(Diagnostic::at(Code::BadNumber, span).with("text", text));
        }
        number
    }

    fn row(&self, key: &str, value: &'r toml::Spanned<DeValue<'t>>) -> Option<Spanned<Vec<Spanned<Cell>>>> {
        let DeValue::Array(cells) = value.get_ref() else {
            return self.wrong_type(key, value, "@list-type");
        };
        let cells = cells.iter().filter_map(|cell| self.cell(cell)).collect();
        Some(Spanned::new(cells, self.reading.span(value)))
    }

    /// Reads a cell. A cell with a mistake is told of and stands as an empty word, so that its row keeps its length.
    fn cell(&self, value: &'r toml::Spanned<DeValue<'t>>) -> Option<Spanned<Cell>> {
        let cell = match value.get_ref() {
            DeValue::String(word) => Cell::Word(nfc(word)),
            DeValue::Datetime(date) => Cell::Word(date.to_string()),
            DeValue::Table(_) => Cell::Detail(Box::new(self.cell_detail(value)?)),
            _ => self.as_number(value).map_or(Cell::Word(String::new()), Cell::Number),
        };
        Some(Spanned::new(cell, self.reading.span(value)))
    }

    fn cell_detail(&self, value: &'r toml::Spanned<DeValue<'t>>) -> Option<CellDetail> {
        let table = self.as_table("", value)?;
        let illegible = table.maybe_text("illegible");
        // A mark says something of a value; what cannot be read has none, and so the key is told as unknown.
        let mark = if illegible.is_none() { table.maybe_text("mark") } else { None };
        let detail = CellDetail {
            value: table.get("value").and_then(|value| {
                table.as_number(value).map(|number| Spanned::new(number, table.reading.span(value)))
            }),
            illegible,
            proposed: table.get("proposed").and_then(|value| table.cell(value)),
            mark,
            rounded: table.get("rounded").and_then(|value| {
                table.as_number(value).map(|step| Spanned::new(step, table.reading.span(value)))
            }),
            note: table.maybe_localized("note"),
        };
        if detail.value.is_none() && detail.illegible.is_none() {
            table.need("value");
        }
        table.finish();
        Some(detail)
    }
}

/// Returns text in NFC: two of three Vietnamese keyboards write one letter as several characters.
pub fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Returns whether text can be an id: `quan-1`.
pub fn is_id(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    !text.is_empty()
        && text.starts_with(is_letter)
        && text.ends_with(is_letter)
        && text.chars().all(|c| is_letter(c) || c == '-')
}
