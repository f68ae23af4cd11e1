//! A document's tables for programs, spreadsheets and other documents.
//!
//! What the reader understood comes in, text in another format goes out. All
//! formats hold every row of every table of codes, in the document's order;
//! none knows how the document was written.
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

mod csv;
#[cfg(feature = "cli")]
mod json;
mod markdown;

pub use csv::csv;
#[cfg(feature = "cli")]
pub use json::{diagnostic, json};
pub use markdown::markdown;
