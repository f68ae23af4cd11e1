//! What the documents say: documents, tables, and their rows.
//!
//! The generated code holds each table as plain arrays in a [`Table`]; this
//! module reads them. An [`Entry`] is a place in a table, three words wide, and
//! everything the vendor wrote in that row is a method of it.

use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;

use crate::code::labelled;
use crate::lookup::{Hash, integer, integer_key};
use crate::packed::{Numbers, Pairs, Texts};
use crate::text::Layout;

/// A vendor document, as it was when the crate was built.
///
/// The `DOCUMENTS` of a crate lists all of its documents.
///
/// The generator's own is `codegen::model::Document`.
///
/// ```
/// let document = vendor_codes::DOCUMENTS[0];
/// assert_eq!(document.module(), "faceid");
/// assert_eq!(document.source().file(), "docs/faceid.md");
/// assert!(document.tables().iter().any(|table| table.name() == "FaceVerification"));
/// assert!(document.find("66660001").all(|row| row.code() == "66660001"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Document {
    module: &'static str,
    source: &'static Source,
    tables: &'static [&'static Table],
}

impl Document {
    pub(crate) const fn new(
        module: &'static str,
        source: &'static Source,
        tables: &'static [&'static Table],
    ) -> Self {
        Self { module, source, tables }
    }

    /// The module that was generated from the document: `faceid`.
    #[must_use]
    pub const fn module(&self) -> &'static str {
        self.module
    }

    /// The file that the document was read from.
    #[must_use]
    pub const fn source(&self) -> &'static Source {
        self.source
    }

    /// The document's tables of codes, in its order.
    #[must_use]
    pub const fn tables(&self) -> &'static [&'static Table] {
        self.tables
    }

    /// Every row of every table that has this code, spelled as the vendor spells it.
    #[must_use]
    pub fn find<'a>(&self, code: &'a str) -> Find<'a> {
        Find::new(self.tables, code)
    }
}

/// The file that a document was read from.
///
/// It says which revision of the document a program was built with.
///
/// The generator's own is `codegen::source::Source`.
///
/// ```
/// use vendor_codes::faceid::SOURCE;
///
/// assert_eq!(SOURCE.file(), "docs/faceid.md");
/// assert_eq!(SOURCE.sha256().len(), 64);
/// assert!(SOURCE.lines() > 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    file: &'static str,
    sha256: &'static str,
    lines: usize,
}

impl Source {
    pub(crate) const fn new(file: &'static str, sha256: &'static str, lines: usize) -> Self {
        Self { file, sha256, lines }
    }

    /// The file's name: `docs/faceid.md`.
    #[must_use]
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
    #[must_use]
    pub const fn sha256(&self) -> &'static str {
        self.sha256
    }

    /// How many lines the file has: `\n`, `\r\n` or `\r` ends one.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.lines
    }
}

/// What the codes of a table are.
///
/// The generator decides it from the spelling of all codes of the table.
///
/// The generator's own is `codegen::model::Kind`.
///
/// ```
/// use vendor_codes::Kind;
/// use vendor_codes::faceid::{FaceVerification, IdCardWarnings};
///
/// assert_eq!(FaceVerification::TABLE.kind(), Kind::Integer);
/// assert_eq!(IdCardWarnings::TABLE.kind(), Kind::Positional);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Decimals as a machine writes them, within an `i64`: an enum whose
    /// discriminants are the codes.
    Integer,
    /// Strings of one width, each position a warning of its own: a set.
    Positional,
    /// Strings: an enum.
    Text,
}

/// What a column of a table holds.
///
/// The generator decides it from the header. A table has one column of codes,
/// and at most one each of names, messages and remedies.
///
/// The generator's own is `codegen::model::Role`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// The codes.
    Code,
    /// The vendor's symbol for the code.
    Name,
    /// What the service says.
    Message,
    /// What to do about it, or why it happened.
    Remedy,
    /// Anything else.
    Other,
}

/// In a program and in the generator a column holds the same.
#[cfg(feature = "codegen")]
impl From<Role> for crate::codegen::model::Role {
    fn from(role: Role) -> Self {
        match role {
            Role::Code => Self::Code,
            Role::Name => Self::Name,
            Role::Message => Self::Message,
            Role::Remedy => Self::Remedy,
            Role::Other => Self::Other,
        }
    }
}

/// A column of a table.
///
/// The generator's own is `codegen::model::Column`.
///
/// ```
/// use vendor_codes::Role;
/// use vendor_codes::faceid::FaceVerification;
///
/// let columns = FaceVerification::TABLE.columns();
/// println!("{}", columns[0].header()); // 返回码
/// let roles = columns.iter().map(|column| column.role());
/// assert!(roles.eq([Role::Code, Role::Message, Role::Remedy]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Column {
    header: &'static str,
    role: Role,
}

impl Column {
    pub(crate) const fn new(header: &'static str, role: Role) -> Self {
        Self { header, role }
    }

    /// The text above the column; empty in a table without a header.
    #[must_use]
    pub const fn header(&self) -> &'static str {
        self.header
    }

    /// What the column holds.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }
}

/// What the generator lays out of a table.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Data {
    pub name: &'static str,
    pub kind: Kind,
    /// The line where the table starts.
    pub line: usize,
    pub headings: &'static [&'static str],
    pub columns: &'static [Column],
    /// The column of messages, of remedies and of symbols; one beyond the last where
    /// there is none.
    pub message: usize,
    pub remedy: usize,
    pub symbol: usize,
    pub notes: &'static [&'static str],
    /// How many rows there are.
    pub rows: usize,
    /// How many distinct codes there are.
    pub codes: usize,
    /// The cells, row by row; then the codes, in the order of the document, their
    /// Rust names, and, where there is any, their glosses.
    pub texts: Texts,
    /// The line of the first row, which the others follow line by line.
    pub first_line: usize,
    /// Where they do not: a row, and its line, from which it goes on.
    pub lines: Pairs,
    pub places: Places,
    pub lookup: Lookup,
}

impl Data {
    /// Where the codes are among the texts.
    #[inline]
    const fn first_code(&self) -> usize {
        self.rows * self.columns.len()
    }

    /// A code's text.
    #[inline]
    pub(crate) const fn code(&self, code: usize) -> &'static str {
        self.texts.get(self.first_code() + code)
    }

    /// A code's Rust name.
    const fn variant(&self, code: usize) -> &'static str {
        self.texts.get(self.first_code() + self.codes + code)
    }

    /// A code's gloss; empty where it has none.
    const fn english(&self, code: usize) -> &'static str {
        self.texts.get(self.first_code() + 2 * self.codes + code)
    }

    /// The index of the code that is spelled like this.
    // For a constant table little is left of it.
    #[allow(clippy::inline_always, reason = "what a constant decides is not to be decided at run time")]
    #[inline(always)]
    #[must_use]
    pub fn position(&self, text: &str) -> Option<usize> {
        let Lookup { key, hash, displacements, indexes } = self.lookup;
        match key {
            Key::Integer => {
                let index = indexes.get(self.lookup.slot(integer(text.as_bytes())?));
                (self.code(index) == text).then_some(index)
            }
            Key::Text(layout, slots) => layout.find(text, hash, displacements, slots, self.texts.pool),
        }
    }
}

/// What finds a code by its text.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Lookup {
    pub key: Key,
    pub hash: Hash,
    pub displacements: &'static [u8],
    /// The index of each integer, by its slot. Whatever is in the others is another code's.
    pub indexes: Numbers,
}

/// What the key of a code is made of.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum Key {
    Integer,
    /// A text, and the slots, of eight bytes each.
    Text(Layout, &'static [u8]),
}

impl Lookup {
    /// The slot of an integer, which another code may have.
    #[inline]
    #[must_use]
    pub const fn slot(&self, code: i64) -> usize {
        self.hash.slot(integer_key(code), self.displacements)
    }
}

/// Which row has which codes.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Places {
    /// Where the codes of each row start in `codes`, and where the last one's end.
    pub bounds: Numbers,
    /// The codes of each row, as indexes.
    pub codes: Numbers,
    /// The row that leads each code.
    pub leads: Numbers,
    /// The further rows of codes that have several: code and row, sorted.
    pub repeats: Pairs,
}

impl Places {
    /// Every row has one code, and every code one row.
    pub const IN_ORDER: Self =
        Self { bounds: Numbers::NONE, codes: Numbers::NONE, leads: Numbers::NONE, repeats: Pairs::NONE };
}

/// A table of codes: everything that the vendor wrote there.
///
/// The generator's own is `codegen::model::Table`.
///
/// ```
/// use vendor_codes::faceid::FaceVerification;
///
/// let table = FaceVerification::TABLE;
/// assert_eq!(table.name(), "FaceVerification");
/// println!("{}", table.heading()); // 2.人脸验证响应码
/// assert!(table.entries().all(|row| row.line() > table.line()));
/// assert!(table.len() > table.entries().len()); // some rows have several codes
/// assert_eq!(table.codes().next(), Some("0"));
/// ```
pub struct Table {
    pub(crate) data: Data,
}

impl Table {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(data: Data) -> Self {
        Self { data }
    }

    /// The name of the type that was generated from the table.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.data.name
    }

    /// What the codes are.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.data.kind
    }

    /// The heading directly above the table; empty where there is none.
    #[must_use]
    pub const fn heading(&self) -> &'static str {
        match self.data.headings {
            [.., last] => last,
            [] => "",
        }
    }

    /// The headings that enclose the table, outermost first.
    #[must_use]
    pub const fn headings(&self) -> &'static [&'static str] {
        self.data.headings
    }

    /// The line of the document where the table starts, counted from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.data.line
    }

    /// The columns, in the document's order.
    #[must_use]
    pub const fn columns(&self) -> &'static [Column] {
        self.data.columns
    }

    /// The paragraphs under the table, up to the next table or heading.
    #[must_use]
    pub const fn notes(&self) -> &'static [&'static str] {
        self.data.notes
    }

    /// How many distinct codes the table has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.data.codes
    }

    /// Whether the table has no codes; no generated table is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The distinct codes, spelled as the vendor spells them, in the document's order.
    #[must_use]
    pub const fn codes(&'static self) -> Codes {
        Codes { table: self, placed: false, range: 0..self.len() }
    }

    /// Every row, also those that hold words in place of a code.
    #[must_use]
    pub const fn entries(&'static self) -> Entries {
        Entries { table: self, rows: 0..self.data.rows }
    }

    /// Every row that has this code, spelled as the vendor spells it; the one that leads first.
    ///
    /// ```
    /// use vendor_codes::faceid::FaceVerification;
    ///
    /// let mut rows = FaceVerification::TABLE.find("-4006");
    /// println!("{}", rows.next().unwrap().message()); // 视频中自拍照特征提取或检测失败
    /// assert_eq!(rows.next(), None);
    /// assert_eq!(FaceVerification::TABLE.find("4006").len(), 0);
    /// ```
    #[must_use]
    pub fn find(&'static self, code: &str) -> Rows {
        match self.data.position(code) {
            Some(code) => Rows::of(self, code),
            None => Rows::none(),
        }
    }

    /// The leading row of a code.
    #[inline]
    pub(crate) const fn entry(&'static self, code: usize) -> Entry {
        let leads = self.data.places.leads;
        let row = if leads.is_empty() { code } else { leads.get(code) };
        Entry { table: self, row: index(row), code: index(code) }
    }

    const fn cell(&self, row: usize, column: usize) -> &'static str {
        if column >= self.data.columns.len() {
            return "";
        }
        self.data.texts.get(row * self.data.columns.len() + column)
    }

    /// The codes of a row.
    const fn row_codes(&'static self, row: usize) -> Codes {
        let bounds = self.data.places.bounds;
        if bounds.is_empty() {
            return Codes { table: self, placed: false, range: row..row + 1 };
        }
        Codes { table: self, placed: true, range: bounds.get(row)..bounds.get(row + 1) }
    }

    /// A row's line.
    const fn line_of(&self, row: usize) -> usize {
        // The last run that does not start behind the row.
        match self.data.lines.below(row + 1) {
            0 => self.data.first_line + row,
            run => {
                let (start, line) = self.data.lines.get(run - 1);
                line + row - start
            }
        }
    }
}

/// Tables hold fewer rows and codes than a `u32` counts.
#[allow(clippy::cast_possible_truncation, reason = "the generator counts in u32")]
const fn index(value: usize) -> u32 {
    value as u32
}

/// Its name, what it holds and where it is.
impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table")
            .field("name", &self.name())
            .field("kind", &self.kind())
            .field("heading", &self.heading())
            .field("line", &self.line())
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

/// A table is equal to itself only.
impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other)
    }
}

impl Eq for Table {}

impl core::hash::Hash for Table {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        core::ptr::hash(self, state);
    }
}

/// A row of a table, reached by one of its codes.
///
/// Two entries are equal if they are of the same row, reached by the same code.
///
/// ```
/// use vendor_codes::faceid::FaceVerification;
///
/// let row = FaceVerification::N4007.entry();
/// assert_eq!((row.code(), row.variant()), ("-4007", "FaceNotExtracted4007"));
/// assert!(row.codes().any(|mate| mate == "-4006")); // codes in one row share what it says
/// println!("{}", row.message()); // 视频中自拍照特征提取或检测失败
/// assert_eq!(row.to_string(), format!("FaceVerification -4007: {}", row.message()));
/// // Any column by its header, and the vendor's advice where there is some.
/// println!("{:?}, {:?}", row.column("返回信息"), row.remedy());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entry {
    table: &'static Table,
    row: u32,
    code: u32,
}

/// Stands for the code of a row that has none.
const NO_CODE: u32 = u32::MAX;

impl Entry {
    /// The table.
    #[must_use]
    pub const fn table(self) -> &'static Table {
        self.table
    }

    /// All codes of the row, spelled as the vendor spells them; none where the
    /// vendor wrote words in place of a code.
    #[must_use]
    pub const fn codes(self) -> Codes {
        self.table.row_codes(self.row as usize)
    }

    /// The code by which the row was reached; the first one where the row was
    /// reached by none, empty where it has none.
    #[must_use]
    pub const fn code(self) -> &'static str {
        if self.code == NO_CODE { "" } else { self.table.data.code(self.code as usize) }
    }

    /// The Rust name of [`Self::code`]; empty where that is.
    #[must_use]
    pub const fn variant(self) -> &'static str {
        if self.code == NO_CODE { "" } else { self.table.data.variant(self.code as usize) }
    }

    /// The English gloss of [`Self::code`], where somebody gave one.
    #[must_use]
    pub const fn english(self) -> Option<&'static str> {
        if self.code == NO_CODE { None } else { filled(self.table.data.english(self.code as usize)) }
    }

    /// What the service says; lines are separated by `\n`. Empty where the
    /// vendor wrote nothing.
    #[inline]
    #[must_use]
    pub const fn message(self) -> &'static str {
        self.table.cell(self.row as usize, self.table.data.message)
    }

    /// The lines of [`Self::message`].
    ///
    /// ```
    /// use vendor_codes::faceid::FaceVerification;
    ///
    /// for line in FaceVerification::SimilarityTooLow.entry().lines() {
    ///     println!("{line}"); // 1.请确保光线充足; …
    /// }
    /// ```
    pub fn lines(self) -> core::str::Lines<'static> {
        self.message().lines()
    }

    /// What to do about it, or why it happened, where the vendor says so.
    #[inline]
    #[must_use]
    pub const fn remedy(self) -> Option<&'static str> {
        filled(self.table.cell(self.row as usize, self.table.data.remedy))
    }

    /// The vendor's symbol for the code, where there is one.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        filled(self.table.cell(self.row as usize, self.table.data.symbol))
    }

    /// The text in a column, by its index in [`Table::columns`]; `None` beyond the last.
    #[must_use]
    pub const fn cell(self, column: usize) -> Option<&'static str> {
        if column < self.table.data.columns.len() {
            Some(self.table.cell(self.row as usize, column))
        } else {
            None
        }
    }

    /// The text in the first column with this header.
    #[must_use]
    pub fn column(self, header: &str) -> Option<&'static str> {
        self.cell(self.table.columns().iter().position(|column| column.header == header)?)
    }

    /// The texts of all columns, in the order of [`Table::columns`].
    #[must_use]
    pub fn cells(self) -> impl ExactSizeIterator<Item = &'static str> + DoubleEndedIterator + Clone {
        (0..self.table.columns().len()).map(move |column| self.table.cell(self.row as usize, column))
    }

    /// The row's line in the document, counted from 1.
    #[must_use]
    pub const fn line(self) -> usize {
        self.table.line_of(self.row as usize)
    }
}

/// The vendor's empty cell is no text.
const fn filled(text: &'static str) -> Option<&'static str> {
    if text.is_empty() { None } else { Some(text) }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("table", &self.table.name())
            .field("code", &self.code())
            .field("message", &self.message())
            .field("remedy", &self.remedy())
            .field("line", &self.line())
            .finish_non_exhaustive()
    }
}

/// `FaceVerification 66660004: message`; of a row without a code, the words in its place.
impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = || {
            let column = self.table.columns().iter().position(|column| column.role == Role::Code)?;
            self.cell(column)
        };
        let code = if self.code == NO_CODE { words().unwrap_or_default() } else { self.code() };
        let blank = if code.is_empty() { "" } else { " " };
        labelled([self.table.name(), blank, code], self.message(), f)
    }
}

/// The codes of a table or of a row; see [`Table::codes`] and [`Entry::codes`].
#[derive(Clone, Debug)]
pub struct Codes {
    table: &'static Table,
    /// Whether the range is of what [`Places`] lists, and not of the codes themselves.
    placed: bool,
    range: Range<usize>,
}

impl Codes {
    /// The index of a code of the table.
    fn index(&self, at: usize) -> u32 {
        index(if self.placed { self.table.data.places.codes.get(at) } else { at })
    }

    fn get(&self, at: usize) -> &'static str {
        self.table.data.code(self.index(at) as usize)
    }
}

impl Iterator for Codes {
    type Item = &'static str;

    fn next(&mut self) -> Option<Self::Item> {
        self.range.next().map(|at| self.get(at))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }
}

impl DoubleEndedIterator for Codes {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.range.next_back().map(|at| self.get(at))
    }
}

impl ExactSizeIterator for Codes {}
impl FusedIterator for Codes {}

/// All rows of a table; see [`Table::entries`].
#[derive(Clone, Debug)]
pub struct Entries {
    table: &'static Table,
    rows: Range<usize>,
}

impl Entries {
    fn get(&self, row: usize) -> Entry {
        let codes = self.table.row_codes(row);
        let first = codes.range.clone().next().map_or(NO_CODE, |first| codes.index(first));
        Entry { table: self.table, row: index(row), code: first }
    }
}

impl Iterator for Entries {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        self.rows.next().map(|row| self.get(row))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl DoubleEndedIterator for Entries {
    fn next_back(&mut self) -> Option<Entry> {
        self.rows.next_back().map(|row| self.get(row))
    }
}

impl ExactSizeIterator for Entries {}
impl FusedIterator for Entries {}

/// The rows of one code in one table; see [`Table::find`].
#[derive(Clone, Debug)]
pub struct Rows {
    lead: Option<Entry>,
    /// Where the further ones are in [`Places::repeats`].
    repeats: Range<usize>,
    table: Option<&'static Table>,
}

impl Rows {
    fn none() -> Self {
        Self { lead: None, repeats: 0..0, table: None }
    }

    fn of(table: &'static Table, code: usize) -> Self {
        let repeats = table.data.places.repeats;
        let repeats = repeats.below(code)..repeats.below(code + 1);
        Self { lead: Some(table.entry(code)), repeats, table: Some(table) }
    }
}

impl Iterator for Rows {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if let Some(lead) = self.lead.take() {
            return Some(lead);
        }
        let table = self.table?;
        let (code, row) = table.data.places.repeats.get(self.repeats.next()?);
        Some(Entry { table, row: index(row), code: index(code) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = usize::from(self.lead.is_some()) + self.repeats.len();
        (len, Some(len))
    }
}

impl ExactSizeIterator for Rows {}
impl FusedIterator for Rows {}

/// The rows of one code in many tables; see [`Document::find`].
#[derive(Clone, Debug)]
pub struct Find<'a> {
    tables: core::slice::Iter<'static, &'static Table>,
    code: &'a str,
    rows: Rows,
}

impl<'a> Find<'a> {
    pub(crate) fn new(tables: &'static [&'static Table], code: &'a str) -> Self {
        Self { tables: tables.iter(), code, rows: Rows::none() }
    }
}

impl Iterator for Find<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if let Some(entry) = self.rows.next() {
                return Some(entry);
            }
            self.rows = self.tables.next()?.find(self.code);
        }
    }
}

impl FusedIterator for Find<'_> {}
