//! Typed response codes, generated from the vendor's own document.
#![cfg_attr(not(any(feature = "codegen", test)), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod code;
mod entry;
mod lookup;
mod received;
#[cfg(feature = "serde")]
pub mod serde;
mod warnings;

#[cfg(feature = "codegen")]
pub mod codegen;

#[cfg(feature = "codegen")]
pub mod diff;

#[cfg(feature = "codegen")]
pub mod export;

include!(concat!(env!("OUT_DIR"), "/mod.rs"));

pub use code::ResponseCode;
pub use entry::{Codes, Column, Document, Entries, Entry, Find, Kind, Role, Rows, Source, Table};
pub use received::{Received, UnknownCode};
pub use warnings::{WarningSet, WarningsError, WarningsIter};

/// What generated code needs of the runtime. No promise is made about it.
#[doc(hidden)]
pub mod __private {
    pub use crate::code::{Sealed, debug, display, with_decimal};
    pub use crate::entry::{Data, Table, Texts};
    pub use crate::lookup::{Hash, Sample, integer, integer_key, text_key};
    #[cfg(feature = "serde")]
    pub use crate::serde as impls;
    pub use crate::warnings::Positions;

    /// A document.
    #[must_use]
    pub const fn document(
        module: &'static str,
        source: &'static crate::Source,
        tables: &'static [&'static Table],
    ) -> crate::Document {
        crate::Document::new(module, source, tables)
    }

    /// Where a document was read from.
    #[must_use]
    pub const fn source(file: &'static str, sha256: &'static str, lines: usize) -> crate::Source {
        crate::Source::new(file, sha256, lines)
    }

    /// A column of a table.
    #[must_use]
    pub const fn column(header: &'static str, role: crate::Role) -> crate::Column {
        crate::Column::new(header, role)
    }

    /// The rows of a code in several tables.
    #[must_use]
    pub fn find<'a>(tables: &'static [&'static Table], code: &'a str) -> crate::Find<'a> {
        crate::Find::new(tables, code)
    }

    /// The leading row of a code.
    #[inline]
    #[must_use]
    pub const fn entry(table: &'static Table, code: usize) -> crate::Entry {
        table.entry(code)
    }

    /// One of many texts.
    #[inline]
    #[must_use]
    pub const fn text(texts: &Texts, index: usize) -> &'static str {
        texts.get(index)
    }
}

/// Without the feature `serde`, generated types have nothing to do with it.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident, $kind:ident) => {};
}

/// The examples of the README compile and run.
#[cfg(all(doctest, feature = "codegen", feature = "serde"))]
#[doc = include_str!("../README.md")]
struct Readme;
