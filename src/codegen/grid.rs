//! A table as it was written, before anybody asks what it holds.
//!
//! Pipe tables and HTML tables meet here: both become a [`Grid`] of clean texts
//! with their spans, and nothing behind this point knows which it was.

use super::model::Text;
use super::source::Span;

/// A table, of codes or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// From the first byte of the header to the last byte of the last row.
    pub span: Span,
    /// The header's cells; no cell at all where the table has no header.
    pub header: Vec<Text>,
    /// The rows below the header. Their widths may differ.
    pub rows: Vec<GridRow>,
}

/// A row of a [`Grid`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridRow {
    /// The row's source, which may be more than one line.
    pub span: Span,
    /// The cells. A span is the cell's source without the blanks around it.
    pub cells: Vec<Text>,
}
