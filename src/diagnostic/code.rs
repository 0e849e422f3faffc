//! The codes. A code names the fault, never changes its meaning, and has a message in every language.

/// Whether a diagnostic forbids publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, and told.
    Warning,
}

impl Severity {
    /// Returns its name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Code {
    /// Finds a code by its name; where none has it, returns the one that is nearly called so.
    pub fn find(name: &str) -> Result<Self, Option<Self>> {
        let named = |name: &str| Self::ALL.iter().copied().find(|code| code.name() == name);
        named(name)
            .ok_or_else(|| super::nearest(name, Self::ALL.iter().map(|code| code.name())).and_then(named))
    }
}

/// Keeps the enum, its names, its severities and the list of all in step: four lists that must agree.
macro_rules! codes {
    ($($(#[doc = $doc:literal])* $code:ident = $name:literal $severity:ident,)*) => {
        /// What kind of fault a diagnostic tells of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[doc = $doc])* $code,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// Returns the code as authors see it: `unknown-id`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }

            /// Returns how grave it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// A file that must be there is not.
    MissingFile = "missing-file" Error,
    /// A text file is not UTF-8.
    NotUtf8 = "not-utf8" Error,
    /// A file in `content/` that nothing reads.
    UnusedFile = "unused-file" Warning,
    /// A text in a folder that holds no report and no page.
    HomelessText = "homeless-text" Error,
    /// A text without a word.
    EmptyText = "empty-text" Error,
    /// An image beside a text that no text shows.
    UnusedImage = "unused-image" Warning,
    /// The file is not TOML.
    TomlSyntax = "toml-syntax" Error,
    /// A key that means nothing here.
    UnknownKey = "unknown-key" Error,
    /// A key that must be there is not.
    MissingKey = "missing-key" Error,
    /// A table of figures names no document.
    MissingSource = "missing-source" Error,
    /// A value of another type.
    WrongType = "wrong-type" Error,
    /// A word that is not one of those allowed here.
    UnknownWord = "unknown-word" Error,
    /// An id with other letters than a-z, 0-9 and `-`.
    BadId = "bad-id" Error,
    /// Not a day of the calendar.
    BadDate = "bad-date" Error,
    /// What should say when a document was issued is no day, month or year.
    BadIssueDate = "bad-issue-date" Error,
    /// No table holds the measure that an indicator shows first.
    EmptyMain = "empty-main" Error,
    /// Something ends before it begins.
    EndsBeforeStart = "ends-before-start" Error,
    /// Not a period.
    BadPeriod = "bad-period" Error,
    /// Not a plain decimal.
    BadNumber = "bad-number" Error,
    /// `base_url` is no address.
    BadBaseUrl = "bad-base-url" Error,
    /// A language tag that is none.
    BadLanguage = "bad-language" Error,
    /// Text lacks in one of the site's languages.
    MissingTranslation = "missing-translation" Error,
    /// Text in a language that the site does not have.
    UnknownLanguage = "unknown-language" Error,
    /// A text that is three points, as in an example.
    PlaceholderText = "placeholder-text" Warning,
    /// An id that names nothing.
    UnknownId = "unknown-id" Error,
    /// An id that is taken.
    DoubledId = "doubled-id" Error,
    /// Something declared that nothing names.
    UnusedId = "unused-id" Warning,
    /// A place that is its own ancestor.
    CircularPlace = "circular-place" Error,
    /// A field of a map that is no field: not a column and a row.
    BadTile = "bad-tile" Error,
    /// Two places on one field of a map.
    DoubledTile = "doubled-tile" Error,
    /// Some places of a level have a field on its map and one has none.
    MissingTile = "missing-tile" Warning,
    /// A file of boundaries is not JSON.
    GeojsonSyntax = "geojson-syntax" Error,
    /// A file of boundaries is JSON, but no collection of features.
    NotBoundaries = "not-boundaries" Error,
    /// Boundaries in another system of coordinates than `GeoJSON` has.
    OtherProjection = "other-projection" Error,
    /// A geometry that is no area.
    BadBoundary = "bad-boundary" Error,
    /// Two numbers that are no longitude and latitude.
    BadPosition = "bad-position" Error,
    /// Boundaries that are no place's.
    UnplacedBoundary = "unplaced-boundary" Warning,
    /// Some places of a level have boundaries and one has none.
    MissingBoundary = "missing-boundary" Warning,
    /// A measure that is computed from itself.
    CircularFormula = "circular-formula" Error,
    /// Measures with different units where one unit is needed.
    MixedUnits = "mixed-units" Error,
    /// A column of a table that names no measure of the indicator.
    UnknownColumn = "unknown-column" Error,
    /// A column that stands twice.
    DoubledColumn = "doubled-column" Error,
    /// A table that says neither in a column nor beside it which place or period its rows are for.
    MissingColumn = "missing-column" Error,
    /// A row with more or fewer cells than columns.
    RowLength = "row-length" Error,
    /// A fraction of something that is counted whole.
    FractionalCount = "fractional-count" Error,
    /// One observation stated twice.
    DoubledObservation = "doubled-observation" Error,
    /// A total line for a place that its rows are not part of.
    TotalNotParent = "total-not-parent" Error,
    /// Neither a period nor a word for a deadline.
    BadDeadline = "bad-deadline" Error,
    /// A target that starts when it is due, or after.
    LateBaseline = "late-baseline" Error,
    /// A report of a task from after the day of the build: nobody can have written it yet.
    FutureUpdate = "future-update" Warning,
    /// Two pages with one address.
    DoubledPath = "doubled-path" Error,
    /// A reference in prose that cannot be read.
    BadReference = "bad-reference" Error,
    /// A link to somewhere that a page may not lead to.
    BadLink = "bad-link" Error,
    /// An address of this site at which it has nothing.
    DeadLink = "dead-link" Warning,
    /// A link to a heading that its page does not have.
    UnknownAnchor = "unknown-anchor" Warning,
    /// A link to a report that is not published.
    UnpublishedLink = "unpublished-link" Error,
    /// A link without words.
    EmptyLink = "empty-link" Error,
    /// A link whose words could lead anywhere.
    VagueLink = "vague-link" Warning,
    /// A reference to something that was not observed.
    NoObservation = "no-observation" Error,
    /// A figure that no table holds.
    UnknownFigure = "unknown-figure" Error,
    /// A name that several figures have.
    AmbiguousFigure = "ambiguous-figure" Error,
    /// A figure given again that no table gives first.
    RestatesNothing = "restates-nothing" Error,
    /// A figure in prose for which the source has no value.
    FigureMissing = "figure-missing" Error,
    /// A figure in prose that is no number.
    FigureNotNumber = "figure-not-number" Error,
    /// A figure in prose that differs from the data.
    FigureDiffers = "figure-differs" Error,
    /// A chart or table in the middle of a sentence.
    ChartNotAlone = "chart-not-alone" Error,
    /// A chart, table or image without a name.
    MissingName = "missing-name" Error,
    /// A bullet chart without a target to compare with.
    NoTarget = "no-target" Error,
    /// An image that is not in the report's folder.
    MissingImage = "missing-image" Error,
    /// A file shown as an image that browsers show as none.
    BadImage = "bad-image" Error,
    /// Markdown that is not read as such: its signs would stand on the page.
    UnreadMarkup = "unread-markup" Error,
    /// A first-level heading inside the text.
    HeadingLevel = "heading-level" Error,
    /// A heading more than one level below the one before.
    SkippedHeading = "skipped-heading" Warning,
    /// Two headings of one section with the same text.
    DoubledHeading = "doubled-heading" Warning,
    /// A footnote that is called and not written.
    MissingFootnote = "missing-footnote" Error,
    /// A footnote that is written and never called.
    UnusedFootnote = "unused-footnote" Warning,
    /// Something differs between the texts of two languages.
    TwinDiffers = "twin-differs" Warning,
    /// Something stands in the text of one language and lacks in another.
    TwinLacks = "twin-lacks" Warning,
    /// Headings differ between the texts of two languages.
    HeadingsDiffer = "headings-differ" Warning,
    /// An exception from the comparison of languages that excepts nothing.
    IdleException = "idle-exception" Warning,
    /// A translation that is older than its original.
    StaleTranslation = "stale-translation" Warning,
    /// HTML in Markdown, which is shown as text.
    RawHtml = "raw-html" Warning,
    /// A correction that says another value than the data or the correction after it.
    CorrectionDiffers = "correction-differs" Error,
    /// A correction whose old and new value are the same.
    IdleCorrection = "idle-correction" Error,
    /// A published correction that is gone.
    CorrectionRemoved = "correction-removed" Error,
    /// A published correction that says something else now.
    CorrectionAltered = "correction-altered" Error,
    /// A published figure that changed without a correction.
    ChangedSilently = "changed-silently" Warning,
    /// Published figures that are gone.
    FigureVanished = "figure-vanished" Warning,
    /// Open data of the last published site that cannot be read.
    PublishedUnreadable = "published-unreadable" Warning,
    /// A template that fails.
    TemplateError = "template-error" Error,
    /// An interface word that lacks in a language.
    MissingWord = "missing-word" Error,
    /// A stated total that is not the sum of its rows.
    TotalDiffers = "total-differs" Warning,
    /// A stated rate that is not its ratio.
    RateDiffers = "rate-differs" Warning,
    /// A stated sum or difference that is not what it is of.
    ResultDiffers = "result-differs" Warning,
    /// A whole that is not the sum of its parts.
    PartsDiffer = "parts-differ" Warning,
    /// A figure that a document gives otherwise.
    ValuesDiffer = "values-differ" Warning,
    /// Related figures that do not agree.
    RelationDiffers = "relation-differs" Warning,
    /// A count since a beginning that falls.
    SeriesFalls = "series-falls" Warning,
    /// A share above a hundred percent, or a part above its whole.
    ShareAboveWhole = "share-above-whole" Warning,
    /// A total over rows that lack a place.
    PlaceMissing = "place-missing" Warning,
    /// A stated count that is not that of what is listed.
    CountDiffers = "count-differs" Warning,
    /// A figure that its measure cannot have.
    OutOfRange = "out-of-range" Warning,
    /// An explanation of what does not happen.
    IdleFinding = "idle-finding" Warning,
}
