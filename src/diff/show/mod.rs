//! A comparison, shown.
//!
//! A [`Diff`](super::Diff) comes in, text goes out: for a terminal, for a
//! changelog, for a program. All three say the same, in the same order, and
//! give the texts of a document no power over whoever shows them.

mod json;
mod markdown;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

use super::{Change, ColumnChange, RowChange};
use crate::codegen::model::Role;

/// `Old` and `new` text of a change; nothing where there is none.
fn sides(change: &Change) -> (&str, &str) {
    (change.old.as_deref().unwrap_or_default(), change.new.as_deref().unwrap_or_default())
}

/// The codes of a row, as a person would list them; its words where it has none.
fn row_title(row: &RowChange) -> String {
    if row.codes.is_empty() { row.label.clone() } else { row.codes.join(", ") }
}

/// The headers of a column, and the roles where those differ.
fn column_sides(column: &ColumnChange) -> (Change, Option<(Role, Role)>) {
    let header = |side: &Option<(String, Role)>| side.as_ref().map(|(header, _)| header.clone());
    let roles = match (&column.old, &column.new) {
        (Some((_, old)), Some((_, new))) if old != new => Some((*old, *new)),
        _ => None,
    };
    (Change { old: header(&column.old), new: header(&column.new) }, roles)
}

#[cfg(test)]
mod tests;
