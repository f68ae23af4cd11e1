//! From a model to Rust names.
//!
//! A document and the overlay (`*.names.md`) come in, a [`Naming`] goes out:
//! one type name for each table, one variant name and one gloss for each code.
//! This module owns the promise that a name does not change because the vendor
//! reworded a heading or a message.

use super::diagnostic::Diagnostic;
use super::model::Document;

/// The Rust names of everything in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// One for each of [`Document::tables`], in that order.
    pub tables: Vec<TableNaming>,
}

/// The Rust names of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableNaming {
    /// The type: `FaceVerification`.
    pub name: String,
    /// Whether the names file gave the name.
    pub named: bool,
    /// One for each of [`Table::codes`](super::model::Table::codes), in that order.
    pub codes: Vec<CodeNaming>,
}

/// The Rust names of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeNaming {
    /// The name that the code itself gives and that never changes:
    /// `C66660004`, `N4006`, `FailedOperationCompareFail`; `B01000000` for a
    /// positional code.
    pub stable: String,
    /// The names file's name: `SimilarityTooLow`.
    pub name: Option<String>,
    /// The names file's English gloss.
    pub english: Option<String>,
}

impl CodeNaming {
    /// The variant: the good name where there is one, else the stable one.
    #[must_use]
    pub fn variant(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.stable)
    }
}

/// A names file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesFile {}

/// Names every table and every code of a document.
pub fn resolve(document: &Document, names: Option<&NamesFile>, diagnostics: &mut Vec<Diagnostic>) -> Naming {
    let _ = (document, names, diagnostics);
    Naming::default()
}
