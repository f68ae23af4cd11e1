//! What a column of a table holds: numbers, symbols, methods of HTTP, a count of the rows.
//!
//! Each question is asked of all cells of one column; what the answers make of the table
//! is the judge's.

use std::collections::HashMap;

use super::chars::{all, any, parts_are, starts};
use super::codes;
use super::grid::Grid;
use super::roles::{Head, speaks_of_status};

/// The header of a column; empty where it has none.
pub fn header_of(grid: &Grid, column: usize) -> &str {
    grid.header.get(column).map_or("", |header| &header.text)
}

/// Whether a column is mostly of numbers, or of what stands for them.
pub fn is_of_numbers(grid: &Grid, column: usize) -> bool {
    is_mostly(grid, column, codes::is_numeric)
}

/// Whether a column is mostly of codes.
pub fn is_mostly_coded(grid: &Grid, column: usize) -> bool {
    is_mostly(grid, column, |text| codes::read(text).form.is_code())
}

/// Whether at least half of the filled cells of a column, and one of them, are such.
pub fn is_mostly(grid: &Grid, column: usize, such: fn(&str) -> bool) -> bool {
    let (filled, are) = filled(grid, column, such);
    are > 0 && 2 * are >= filled
}

/// How many cells of a column are filled, and how many of them are such.
fn filled(grid: &Grid, column: usize, such: fn(&str) -> bool) -> (usize, usize) {
    let (mut filled, mut are) = (0, 0);
    for row in &grid.rows {
        if let Some(cell) = row.cells.get(column)
            && !cell.text.is_empty()
        {
            filled += 1;
            are += usize::from(such(&cell.text));
        }
    }
    (filled, are)
}

/// Whether a column counts the rows: 1, 2, 3.
pub fn is_counted(grid: &Grid, column: usize) -> bool {
    for (above, text) in grid.column(column).into_iter().enumerate() {
        if text.trim_end_matches('.') != (above + 1).to_string() {
            return false;
        }
    }
    true
}

/// Whether a column says the same in every row.
pub fn is_same(grid: &Grid, column: usize) -> bool {
    let texts = grid.column(column);
    texts.first().is_some_and(|first| texts.iter().all(|text| text == first))
}

/// How many different texts a column has.
pub fn texts(grid: &Grid, column: usize) -> usize {
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (row, text) in grid.column(column).into_iter().enumerate() {
        last.insert(text, row);
    }
    last.len()
}

/// Whether a column holds symbols: `INVALID_PARAMETER`, `kErrorUnknown`.
pub fn is_symbols(grid: &Grid, column: usize) -> bool {
    let (filled, symbols) = filled(grid, column, |text| {
        any(text, |c| c.is_ascii_alphabetic())
            && all(text, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':' | '-'))
    });
    symbols > 0 && 10 * symbols >= 9 * filled
}

/// Whether a column is of the numbers of constants: `ERR_NET | -1301`.
pub fn is_of_constants(grid: &Grid, column: usize) -> bool {
    let shouted = |other| is_mostly(grid, other, codes::is_shouted);
    is_of_numbers(grid, column) && !is_counted(grid, column) && (0..grid.width()).any(shouted)
}

/// `code`, `message`, `requestId`: the fields of a reply.
pub fn has_parameters(grid: &Grid, column: usize) -> bool {
    // `kErrorTimeout` is a constant.
    is_mostly(grid, column, |text| {
        let constant = starts(text.strip_prefix('k').unwrap_or_default(), |c| c.is_ascii_uppercase());
        starts(text, |c| c.is_ascii_lowercase()) && !constant
    })
}

/// Whether a column is of the methods of HTTP.
pub fn is_of_methods(grid: &Grid, column: usize) -> bool {
    is_mostly(grid, column, |text| parts_are(text, |c| c == '/', is_method))
}

fn is_method(name: &str) -> bool {
    matches!(name.trim(), "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD")
}

/// Whether a column is of statuses of HTTP, whether its header says so or not: the
/// codes are in another, where there is one.
pub fn is_http(grid: &Grid, heads: &[Head], column: usize) -> bool {
    let status = |text: &&str| {
        codes::read(text).codes.iter().all(|code| matches!(code.parse::<usize>(), Ok(100..600)))
    };
    heads.get(column) == Some(&Head::Status)
        || speaks_of_status(header_of(grid, column)) && grid.column(column).iter().all(status)
}

/// Whether a status in this column is one of those that every service of HTTP refuses with.
pub fn is_refusal(grid: &Grid, column: usize) -> bool {
    for text in grid.column(column) {
        for code in codes::read(text).codes {
            if matches!(code.as_str(), "401" | "403" | "404") {
                return true;
            }
        }
    }
    false
}
