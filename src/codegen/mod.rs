//! The generator: a vendor's document in, typed Rust out.
//!
//! A build script gives its documents to a [`Generator`] and passes on what the
//! [`Report`] says; the crate includes the result.
//!
//! `text → tables → model → tokens`, one direction only.
//!
//! A document is nobody's friend: whatever it holds, no stage may panic.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]
pub mod diagnostic;
pub mod model;
pub mod names;
pub mod roles;
pub mod source;

pub(crate) mod chars;
mod columns;
mod judge;
mod kind;

// The stages one by one, for the command line and the tests. No promise is made about them.
#[doc(hidden)]
pub mod cell;
#[doc(hidden)]
pub mod codes;
#[doc(hidden)]
pub mod docs;
#[doc(hidden)]
pub mod emit;
#[doc(hidden)]
pub mod generator;
#[doc(hidden)]
pub mod grid;
#[doc(hidden)]
pub mod html;
#[doc(hidden)]
pub mod ident;
#[doc(hidden)]
pub mod markdown;
#[doc(hidden)]
pub mod mask;
#[doc(hidden)]
pub mod matching;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod perfect_hash;
#[doc(hidden)]
pub mod pipes;
#[doc(hidden)]
pub mod read;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod sha256;
#[doc(hidden)]
pub mod stray;
#[doc(hidden)]
pub mod visible;

#[doc(inline)]
pub use generator::Generator;
#[doc(inline)]
pub use report::{Generated, Report};

use diagnostic::{Diagnostic, Id};
use model::{Document, Table};
use names::{NamesFile, Naming};
use roles::Vocabulary;
use source::{Source, Span};

/// A document and what was made of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Interpretation {
    /// What the document says.
    pub document: Document,
    /// Its names in Rust.
    pub naming: Naming,
    /// The names file, where there is one.
    pub names: Option<NamesFile>,
    /// What there is to say about either, in the order of the stages.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a document and names what is in it.
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
///
/// let source = Source::new("pay.md", "## Pay\n| 错误码 | 描述 |\n|---|---|\n| 7 | 余额不足 |\n");
/// let names = Source::new("pay.names.md", "## Pay\n| code | name |\n|---|---|\n| 7 | BalanceTooLow |\n");
/// let read = interpret(&source, Some(&names), &Vocabulary::default());
///
/// assert_eq!(read.document.tables[0].rows[0].text(1), "余额不足");
/// assert_eq!(read.naming.tables[0].codes[0].variant(), "BalanceTooLow");
/// assert!(read.diagnostics.is_empty());
/// ```
#[must_use]
pub fn interpret(source: &Source, names: Option<&Source>, vocabulary: &Vocabulary) -> Interpretation {
    let mut diagnostics = Vec::new();
    let document = read::read(source, vocabulary, &mut diagnostics);
    let mut coded = false;
    for table in &document.tables {
        if table.first_code(|_| true).is_some() {
            coded = true;
        } else if !table.says_none() {
            diagnostics.push(no_code(source, table));
        }
    }
    if !coded {
        diagnostics.push(no_table(source));
    }
    let names = names.map(|source| NamesFile::read(source, &mut diagnostics));
    // That no name of the names file finds its table is then no news.
    let naming = match document.tables.as_slice() {
        [] => Naming::default(),
        _ => names::resolve(source, &document, names.as_ref(), &mut diagnostics),
    };
    Interpretation { document, naming, names, diagnostics }
}

fn no_table(source: &Source) -> Diagnostic {
    let first = source.lines().first().copied().unwrap_or_default();
    let found = "there is no table of codes in this document";
    Diagnostic::new(Id::NoTable, source, Span::new(first.start, first.end), found).help(
        "a table of codes has a column of codes under a header such as `错误码` or `code`; \
         keep what is no vendor's document elsewhere",
    )
}

/// A table may be turned: each code has a column, and what it means is below.
fn no_code(source: &Source, table: &Table) -> Diagnostic {
    let found = "nothing below this header is a code: no type is made of the table";
    Diagnostic::new(Id::NotRead, source, table.head(), found).help("give each code a row of its own")
}
