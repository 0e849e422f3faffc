//! The site's languages, and text that exists in every one of them.

/// One of the site's languages, by its place in the configuration. The first is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Locale(u8);

impl Locale {
    /// The language that `/` leads to.
    pub const DEFAULT: Self = Self(0);

    /// Returns its position among the site's languages.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The languages of a site: at least one, each a BCP 47 tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    tags: Vec<String>,
}

impl Languages {
    /// Takes the tags in order; returns nothing where there is none, or more than 64.
    pub fn new(tags: Vec<String>) -> Option<Self> {
        (1..=64).contains(&tags.len()).then_some(Self { tags })
    }

    /// Returns every language.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Locale> + Clone + use<> {
        (0..u8::try_from(self.tags.len()).unwrap_or(u8::MAX)).map(Locale)
    }

    /// Returns the tag: `vi`.
    pub fn tag(&self, locale: Locale) -> &str {
        &self.tags[locale.index()]
    }

    /// Finds a language by its tag.
    pub fn find(&self, tag: &str) -> Option<Locale> {
        self.iter().find(|&locale| self.tag(locale) == tag)
    }

    /// Returns all tags in order.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }
}

/// One value for each of the site's languages. Only made whole, so reading cannot fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localized<T>(Box<[T]>);

impl<T> Localized<T> {
    /// Makes one value per language.
    pub fn from_fn(languages: &Languages, make: impl FnMut(Locale) -> T) -> Self {
        Self(languages.iter().map(make).collect())
    }

    /// Makes one value per language, or nothing where one lacks.
    pub fn try_from_fn(languages: &Languages, make: impl FnMut(Locale) -> Option<T>) -> Option<Self> {
        languages.iter().map(make).collect::<Option<_>>().map(Self)
    }

    /// Returns the value in a language.
    pub fn get(&self, locale: Locale) -> &T {
        &self.0[locale.index()]
    }

    /// Returns the values in the order of the site's languages.
    pub fn values(&self) -> &[T] {
        &self.0
    }
}

/// Text in every language of the site.
pub type LocalizedText = Localized<String>;
