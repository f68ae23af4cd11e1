//! What there is to say about a document, and nothing about how it is shown.
//!
//! Every kind of finding is one [`Id`] with its severity, in one table. A
//! [`Diagnostic`] adds what was found, where, and what to do about it. Showing
//! it is somebody else's: the plain line ([`Diagnostic`]'s `Display`) is what a
//! build prints; the command line draws the source beneath it.

use std::fmt;

use super::source::{Source, Span};
use super::visible::visible;

/// How much a finding asks of a person.
///
/// ```
/// use vendor_codes::codegen::diagnostic::Severity;
///
/// assert!(Severity::Note < Severity::Warning && Severity::Warning < Severity::Error);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A repair that any careful reader would make. Shown by `check` only.
    Note,
    /// A doubt, or a decision that is a person's. Shown by every build, one line.
    Warning,
    /// Nothing can be generated. Fails the build.
    Error,
}

impl Severity {
    /// The lower-case English word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $variant:ident = $severity:ident $name:literal,)+) => {
        /// The kinds of finding. The name is stable: scripts may rely on it.
        ///
        /// ```
        /// use vendor_codes::codegen::diagnostic::{Id, Severity};
        ///
        /// assert_eq!((Id::StaleName.as_str(), Id::StaleName.severity()), ("stale-name", Severity::Warning));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Id { $($(#[doc = $doc])+ $variant,)+ }

        impl Id {
            /// Every kind, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name, in kebab-case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How much findings of this kind ask of a person.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }
        }
    };
}

ids! {
    /// A file or directory could not be read.
    Unreadable = Error "unreadable",
    /// A document is larger than the generator takes.
    TooLarge = Error "too-large",
    /// There is no document at all.
    NoDocument = Error "no-document",
    /// Two documents would be the same module.
    ModuleTwice = Error "module-twice",
    /// A file could not be written.
    Unwritable = Error "unwritable",
    /// What the caller asked of the output is not Rust.
    InvalidOption = Error "invalid-option",
    /// The document is not UTF-8.
    NotUtf8 = Error "not-utf8",
    /// The document is not UTF-8 and was read as something else.
    AssumedEncoding = Warning "assumed-encoding",
    /// The document holds no table of codes.
    NoTable = Error "no-table-of-codes",
    /// A code block is not closed: all that follows is code, up to the heading of a table.
    OpenFence = Warning "open-fence",
    /// A fence of a code block stands behind other text.
    SloppyFence = Note "sloppy-fence",
    /// The delimiter row of a table has more or fewer cells than its header.
    DelimiterWidth = Note "delimiter-width",
    /// Every row of a table has more cells than its header.
    ShortHeader = Note "short-header",
    /// A row has more cells than its table has columns.
    ExtraCells = Warning "extra-cells",
    /// A row has fewer cells than its table has columns.
    MissingCells = Note "missing-cells",
    /// A pipe in a code span does not part cells.
    PipeInCode = Note "pipe-in-code",
    /// A row begins with a pipe where the others do not.
    LeadingPipe = Note "leading-pipe",
    /// Tabs part cells where pipes are missing.
    TabForPipe = Note "tab-for-pipe",
    /// A row goes on in the next line.
    BrokenRow = Note "broken-row",
    /// Two rows stand on one line.
    MergedRows = Warning "merged-rows",
    /// A blank line stands between the rows of a table.
    BlankInside = Note "blank-line-in-table",
    /// A line that is no row stands between the rows of a table.
    LineInside = Warning "line-in-table",
    /// A merge conflict was left in the document.
    MergeConflict = Warning "merge-conflict",
    /// A table has no delimiter row.
    NoDelimiter = Note "no-delimiter-row",
    /// A table has no header, or it stands below the delimiter row.
    HeaderPlace = Note "header-place",
    /// The header stands among the rows once more.
    HeaderAgain = Note "header-again",
    /// An empty code cell continues the code above it.
    Continued = Note "continued-code",
    /// A code is in one table twice.
    CodeAgain = Note "code-again",
    /// A code cell holds words in place of a code.
    NoCode = Note "no-code",
    /// A code cell may hold words in place of a code, or a code that is mistyped.
    DoubtfulCode = Warning "doubtful-code",
    /// Something that looks like a table of codes is not read as one.
    NotRead = Warning "not-read",
    /// A table is larger than what is written out.
    TableTooLarge = Warning "table-too-large",
    /// A document has so many tables that they share types.
    ManyTables = Warning "many-tables",
    /// A row of the names file is lost, or read with a doubt.
    NamesNotRead = Error "names-not-read",
    /// A table of the names file has no column of names.
    NamesWithoutNames = Error "names-without-names",
    /// The names file has two sections of one name.
    SectionTwice = Error "section-twice",
    /// The names file names a code twice in one section.
    TwoNamesForOneCode = Error "two-names-for-one-code",
    /// The names file gives two codes of one section the same name.
    OneNameForTwoCodes = Error "one-name-for-two-codes",
    /// A name in the names file cannot be a name of Rust.
    InvalidName = Error "invalid-name",
    /// A name in the names file is what another code of the document calls itself.
    NameTaken = Warning "name-taken",
    /// A name in the names file is for a table or code that the document has no more.
    StaleName = Warning "stale-name",
    /// A names file stands beside no document.
    StrayNames = Warning "stray-names",
    /// The codes of a table make another type than those that the names file has for it.
    KindChanged = Warning "kind-changed",
    /// A table that was asked for is not there.
    MissingTable = Warning "missing-table",
    /// A table is called by its heading or number.
    UnnamedTable = Warning "unnamed-table",
    /// A code of a named table is called by its number.
    UnnamedCode = Note "unnamed-code",
}

/// One finding.
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
/// use vendor_codes::codegen::diagnostic::Id;
///
/// let source = Source::new("pay.md", "没有表格\n");
/// let found = &interpret(&source, None, &Vocabulary::default()).diagnostics[0];
/// assert_eq!((found.id, found.line, found.column), (Id::NoTable, 1, 1));
/// assert!(found.to_string().starts_with("pay.md:1:1: there is no table of codes in this document"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What kind of finding this is.
    pub id: Id,
    /// What was found, in one sentence without a full stop.
    pub message: String,
    /// What to do about it, where there is something to do.
    pub help: Option<String>,
    /// The document, as it was named to the generator.
    pub path: String,
    /// The bytes to underline.
    pub span: Span,
    /// 1-based line of the span's start; 0 where the finding has no place.
    pub line: usize,
    /// 1-based column of the span's start, in characters.
    pub column: usize,
}

impl Diagnostic {
    /// A finding at a span of a document.
    #[must_use]
    pub fn new(id: Id, source: &Source, span: Span, message: impl Into<String>) -> Self {
        let (line, column) = source.line_column(span.start);
        Self { id, message: message.into(), help: None, path: source.path().to_owned(), span, line, column }
    }

    /// A finding about a file as a whole.
    #[must_use]
    pub fn of_file(id: Id, path: impl Into<String>, message: impl Into<String>) -> Self {
        let span = Span::default();
        Self { id, message: message.into(), help: None, path: path.into(), span, line: 0, column: 0 }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// How much this asks of a person.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.id.severity()
    }
}

/// One line: `docs/faceid.md:18:3: what was found; help: what to do`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.path))?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {} [{}]", visible(&self.message), self.id.as_str())?;
        match &self.help {
            Some(help) => write!(f, "; help: {}", visible(help)),
            None => Ok(()),
        }
    }
}
