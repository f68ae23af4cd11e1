//! A vendor's response codes as typed Rust, generated at build time from the
//! vendor's own Markdown document.
//!
//! Each document is a module, each of its tables a type, each code a name with
//! everything that the vendor wrote in its row. A code that the document does
//! not have is an error that carries it, or is kept by [`Received`].
//!
//! ```
//! use vendor_codes::Received;
//! use vendor_codes::faceid::{FaceVerification, IdCardWarnings};
//!
//! let code: FaceVerification = "66660004".parse()?;
//! assert_eq!(code, FaceVerification::SimilarityTooLow);
//! assert_eq!(code, FaceVerification::C66660004); // a name that never changes
//! assert_eq!(code as i32, 66_660_004);
//! println!("{}", code.remedy().unwrap_or_default()); // 人脸比对相似度得分不够
//!
//! let received = Received::<FaceVerification>::from_text("66669999");
//! assert_eq!(received.code(), "66669999");
//!
//! let warnings: IdCardWarnings = "01001000".parse()?;
//! assert!(warnings.contains(IdCardWarnings::PHOTOCOPY));
//! assert_eq!(warnings.undocumented().to_string(), "00001000");
//!
//! let rows = vendor_codes::faceid::find("66660001"); // in every table
//! assert!(rows.map(|row| row.table().name()).eq(["FaceVerification", "TwoFactor"]));
//! # Ok::<_, Box<dyn core::error::Error>>(())
//! ```
//!
//! # Tables
//!
#![doc = include_str!(concat!(env!("OUT_DIR"), "/mod.md"))]
//!
//! Search this documentation for a code, such as `66660004` or `-4006`, to find its name.
//!
//! # Features
//!
//! The library needs no std and allocates only to keep or to spell an unknown code. No
//! feature is on by default.
//!
//! - `serde`: codes in replies and in storage; see [`serde`](https://docs.rs/vendor-codes/latest/vendor_codes/serde/).
//! - `codegen`: the generator, for other documents in the build script of another crate.
//! - `cli`: the command `vendor-codes`, which explains codes, checks documents and compares them.
#![cfg_attr(not(any(feature = "codegen", test)), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod code;
mod entry;
mod lookup;
mod packed;
mod received;
#[cfg(feature = "serde")]
pub mod serde;
mod text;
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
    pub use crate::entry::{Column, Data, Key, Kind, Lookup, Places, Role, Table};
    pub use crate::lookup::{Hash, Sample, integer};
    pub use crate::packed::{Aligned, Numbers, Pairs, Texts, in_slots};
    pub use crate::received::{known_integer, known_text};
    #[cfg(feature = "serde")]
    pub use crate::serde as impls;
    pub use crate::text::Layout;
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

    /// A code's text.
    #[inline]
    #[must_use]
    pub const fn code(table: &'static Table, code: usize) -> &'static str {
        table.data.code(code)
    }

    /// What the generator laid out of a table.
    #[inline]
    #[must_use]
    pub const fn data(table: &'static Table) -> &'static Data {
        &table.data
    }

    /// A code of a table of integers.
    #[must_use]
    pub const fn nth_integer(table: &'static Table, code: usize) -> i64 {
        match integer(table.data.code(code).as_bytes()) {
            Some(integer) => integer,
            None => 0,
        }
    }
}

/// Without the feature `serde`, generated types have nothing to do with it.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ([$($generics:tt)*] $type:ty, $kind:ident) => {};
}

/// The examples of the README compile and run.
#[cfg(all(doctest, feature = "codegen", feature = "serde"))]
#[doc = include_str!("../README.md")]
struct Readme;
