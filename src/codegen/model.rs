//! What a document says, free of how it was written down.
//!
//! The reading stages produce a [`Document`]; naming, emission, comparison and
//! export all start from one and never look at Markdown again. Texts are clean
//! (inline markup resolved, blanks trimmed), codes are spelled as the vendor
//! spells them, and everything keeps the span it came from.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::cell::is_nothing;
use super::chars::is_one;
use super::source::Span;

/// A piece of text and the bytes of the document that it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The clean text. Lines are separated by `\n`.
    pub text: String,
    /// Where it was read.
    pub span: Span,
}

/// A vendor document: all its tables of codes, in order.
///
/// Only the reader makes one; [`interpret`](super::interpret) returns it. What is compiled in is a
/// [`vendor_codes::Document`](crate::Document).
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
///
/// let source = Source::new("pay.md", "## Pay\n| 错误码 | 描述 |\n|---|---|\n| 7/8 | 余额不足 |\n");
/// let document = interpret(&source, None, &Vocabulary::default()).document;
/// assert_eq!((document.path.as_str(), document.lines, document.tables.len()), ("pay.md", 4, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// The file's name as it was given, for people; never absolute in output.
    pub path: String,
    /// SHA-256 of the file's bytes, lower-case hexadecimal.
    pub sha256: String,
    /// How many lines the file has.
    pub lines: usize,
    /// The tables of codes.
    pub tables: Vec<Table>,
}

/// A table of codes.
///
/// What is compiled in is a [`vendor_codes::Table`](crate::Table).
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
/// use vendor_codes::codegen::model::{Kind, Role};
///
/// let source = Source::new("pay.md", "## Pay\n| 错误码 | 描述 |\n|---|---|\n| 7/8 | 余额不足 |\n");
/// let table = &interpret(&source, None, &Vocabulary::default()).document.tables[0];
///
/// assert_eq!((table.line, table.kind), (2, Kind::Integer));
/// assert_eq!(table.own_heading().map(|text| text.text.as_str()), Some("Pay"));
/// assert_eq!(table.text(&table.rows[0], Role::Message), "余额不足");
/// assert_eq!(table.codes(), [("7", 0), ("8", 0)]); // each with its row
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// From the first byte of the header to the last byte of the last row.
    pub span: Span,
    /// 1-based line of the header; of the first row where there is no header.
    pub line: usize,
    /// The headings that enclose the table, outermost first, as written
    /// (numbering and all).
    pub headings: Vec<Text>,
    /// The last line in bold between the innermost heading and the table.
    pub title: Option<Text>,
    /// The line of text directly above the table.
    pub lead: Option<Text>,
    /// What the codes are.
    pub kind: Kind,
    /// The columns, in the document's order.
    pub columns: Vec<Column>,
    /// The rows, in the document's order.
    pub rows: Vec<Row>,
    /// The paragraphs under the table, up to the next table or heading, one
    /// string each.
    pub notes: Vec<Text>,
}

/// What the codes of a table are.
///
/// A program asks for a [`vendor_codes::Kind`](crate::Kind), which does not say how wide a set is.
///
/// ```
/// use vendor_codes::codegen::model::Kind;
///
/// assert_eq!(Kind::Positional { width: 8 }.as_str(), "positional");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Canonical decimals that fit an `i64`.
    Integer,
    /// One-hot strings of one width, one position a warning: `01000000`.
    Positional {
        /// Number of positions, at least 2.
        width: usize,
    },
    /// Anything else, spelled as written.
    Text,
}

impl Kind {
    /// The lower-case English word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Positional { .. } => "positional",
            Self::Text => "text",
        }
    }
}

/// A column of a table.
///
/// What is compiled in is a [`vendor_codes::Column`](crate::Column).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The header's text; empty in a table without a header.
    pub header: Text,
    /// What the column holds.
    pub role: Role,
}

/// What a column holds.
///
/// A table has exactly one `Code` column, and at most one each of `Name`,
/// `Message` and `Remedy`.
///
/// A program asks for a [`vendor_codes::Role`](crate::Role), which becomes one of these.
///
/// ```
/// use vendor_codes::codegen::model::Role;
///
/// assert_eq!(Role::from(vendor_codes::Role::Remedy), Role::Remedy);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// The codes.
    Code,
    /// A symbol for the code, given by the vendor.
    Name,
    /// What the service says.
    Message,
    /// What to do about it, or why it happened.
    Remedy,
    /// Anything else, kept.
    Other,
}

impl Role {
    /// The lower-case English word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Message => "message",
            Self::Remedy => "remedy",
            Self::Other => "other",
        }
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// 1-based line of the row.
    pub line: usize,
    /// The row's source.
    pub span: Span,
    /// One cell for each column of the table.
    pub cells: Vec<Text>,
    /// The codes in the row's code cell, or the one it continues; none where
    /// the cell holds words (`其他错误码`) or nothing.
    pub codes: Vec<Text>,
}

impl Row {
    /// The text in a column, as written; empty where there is none.
    #[must_use]
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }
}

impl Table {
    /// The innermost heading: the title in bold where there is one.
    #[must_use]
    pub fn own_heading(&self) -> Option<&Text> {
        self.title.as_ref().or(self.headings.last())
    }

    /// Where a reader learns what it is: the header of the codes, or the first row.
    #[must_use]
    pub fn head(&self) -> Span {
        let header = self.columns.iter().find(|column| column.role == Role::Code);
        match header.filter(|column| !column.header.text.is_empty()) {
            Some(column) => column.header.span,
            None => self.rows.first().map_or(self.span, |row| row.span),
        }
    }

    /// Whether the only row says that there is no code yet: `- | 暂无`.
    #[must_use]
    pub fn says_none(&self) -> bool {
        const NONE: &[&str] = &["无", "暂无", "none", "n/a"];
        let is_none = |cell: &Text| is_nothing(&cell.text) || is_one(&cell.text, NONE);
        matches!(self.rows.as_slice(), [row] if row.cells.iter().all(is_none))
    }

    /// The first code that is such.
    pub fn first_code(&self, such: impl Fn(&str) -> bool) -> Option<&Text> {
        self.rows.iter().flat_map(|row| &row.codes).find(|code| such(&code.text))
    }

    /// The column that has this role.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// What a row says in a column: its text, but for a dash in place of a message or
    /// a remedy, which is nothing.
    #[must_use]
    pub fn said<'a>(&self, row: &'a Row, column: usize) -> &'a str {
        let text = row.text(column);
        let role = self.columns.get(column).map(|column| column.role);
        if matches!(role, Some(Role::Message | Role::Remedy)) && is_nothing(text) { "" } else { text }
    }

    /// What a row says in the column of this role; empty where there is none.
    #[must_use]
    pub fn text<'a>(&self, row: &'a Row, role: Role) -> &'a str {
        self.column(role).map_or("", |column| self.said(row, column))
    }

    /// Every distinct code in the order of the document, with the row that
    /// leads it: the first that has it.
    #[must_use]
    pub fn codes(&self) -> Vec<(&str, usize)> {
        self.codes_and_places().0
    }

    /// Every distinct code in the order of the document.
    #[must_use]
    pub fn spellings(&self) -> Vec<&str> {
        let mut spellings = Vec::new();
        for (code, _) in self.codes() {
            spellings.push(code);
        }
        spellings
    }

    /// Where each code is among the [`codes`](Self::codes).
    #[must_use]
    pub fn places(&self) -> HashMap<&str, usize> {
        self.codes_and_places().1
    }

    /// The [`codes`](Self::codes) and their [`places`](Self::places), in one walk.
    #[must_use]
    pub fn codes_and_places(&self) -> (Vec<(&str, usize)>, HashMap<&str, usize>) {
        let (mut codes, mut places) = (Vec::new(), HashMap::new());
        for (index, row) in self.rows.iter().enumerate() {
            for code in &row.codes {
                if let Entry::Vacant(place) = places.entry(code.text.as_str()) {
                    place.insert(codes.len());
                    codes.push((code.text.as_str(), index));
                }
            }
        }
        (codes, places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::roles::Vocabulary;
    use crate::codegen::source::Source;

    #[test]
    fn a_dash_is_no_remedy() {
        for (cell, said) in [
            ("-", ""),
            ("---", ""),
            ("——", ""),
            ("－", ""),
            ("──", ""),
            ("- -", ""),
            ("/", ""),
            ("\\", ""),
            ("&nbsp;", ""),
            ("-1", "-1"),
            ("//", "//"),
            ("无", "无"),
        ] {
            let text =
                format!("| 错误码 | 描述 | 处理 | 备注 |\n|---|---|---|---|\n| 1 | a | {cell} | - |\n");
            let read = crate::codegen::interpret(&Source::new("t.md", text), None, &Vocabulary::default());
            let [table] = &read.document.tables[..] else { panic!("{cell}") };
            let row = &table.rows[0];
            assert_eq!(table.text(row, Role::Remedy), said, "{cell}");
            // What is neither message nor remedy is as it is written.
            assert_eq!((row.text(3), table.said(row, 3)), ("-", "-"));
        }
    }
}
