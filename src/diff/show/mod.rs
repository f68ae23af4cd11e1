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

use std::borrow::Cow;

use super::words::{Mark, mark};
use super::{CellChange, Change, ColumnChange, Moved, RowChange};
use crate::codegen::model::Role;

/// `Old` and `new` text of a change; nothing where there is none.
fn sides(change: &Change) -> (&str, &str) {
    (change.old.as_deref().unwrap_or_default(), change.new.as_deref().unwrap_or_default())
}

/// So many characters of what stayed are shown beside what changed.
const NEAR: usize = 20;
/// Fewer than these are not worth leaving out.
const WORTH_LEAVING_OUT: usize = 12;

/// The words of a change for a person: of a long text only what changed and
/// what stands beside it, with `…` for the rest.
fn excerpt(change: &Change) -> Vec<(Mark, Cow<'_, str>)> {
    let (old, new) = sides(change);
    let pieces = mark(old, new);
    let last = pieces.len().saturating_sub(1);
    let places = pieces.into_iter().enumerate();
    places
        .map(|(place, (mark, text))| match mark {
            Mark::Same => (mark, shortened(text, place > 0, place < last)),
            Mark::Old | Mark::New => (mark, text.into()),
        })
        .collect()
}

/// The ends of a text that a change stands at.
fn shortened(text: &str, at_start: bool, at_end: bool) -> Cow<'_, str> {
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
    let (head, tail) = (NEAR * usize::from(at_start), NEAR * usize::from(at_end));
    if head + tail == 0 || places.len() < head + tail + WORTH_LEAVING_OUT {
        return text.into();
    }
    let end = |place: usize| places.get(place).copied().unwrap_or(text.len());
    let (head, tail) = (text.split_at(end(head)).0, text.split_at(end(places.len() - tail)).1);
    format!("{head}…{tail}").into()
}

/// Where the table at the other end of a move is.
#[derive(Clone, Copy)]
enum Way {
    To,
    From,
}

impl Way {
    fn as_str(self) -> &'static str {
        match self {
            Self::To => "to",
            Self::From => "from",
        }
    }

    /// The texts are shown once, where the code is now.
    fn cells(self, moved: &Moved) -> &[CellChange] {
        match self {
            Self::To => &[],
            Self::From => &moved.cells,
        }
    }

    /// Moves with one table at the other end, in one piece; one with texts to
    /// show by itself.
    fn groups(self, moves: &[Moved]) -> impl Iterator<Item = &[Moved]> {
        let says_more = move |moved: &Moved| !self.cells(moved).is_empty();
        moves.chunk_by(move |one, next| one.table == next.table && !says_more(one) && !says_more(next))
    }
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
