//! A table as it was written, before anybody asks what it holds.
//!
//! Pipe tables and HTML tables meet here: both become a [`Grid`] of clean texts
//! with their spans, and nothing behind this point knows which it was.

use super::diagnostic::Diagnostic;
use super::model::Text;
use super::source::Span;

/// A table, of codes or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// From the first byte of the header to the last byte of the last row.
    pub span: Span,
    /// What stands over all of it: a caption, or a cell over all columns.
    pub title: Option<Text>,
    /// The header's cells; no cell at all where the table has no header.
    pub header: Vec<Text>,
    /// Whether something set the first row apart as a header: a delimiter row, `<th>`.
    pub has_header: bool,
    /// The rows below the header, each as wide as the header or the widest row.
    pub rows: Vec<GridRow>,
    /// What was repaired, and what is doubtful; of interest only if the table
    /// turns out to hold codes.
    pub findings: Vec<Diagnostic>,
}

/// A row of a [`Grid`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridRow {
    /// The row's source, which may be more than one line.
    pub span: Span,
    /// The cells. A span is the cell's source without the blanks around it.
    pub cells: Vec<Text>,
}

impl Grid {
    /// How many cells the widest row has, the header included.
    #[must_use]
    pub fn width(&self) -> usize {
        let mut width = self.header.len();
        for row in &self.rows {
            width = width.max(row.cells.len());
        }
        width
    }

    /// The texts of a column, row by row.
    #[must_use]
    pub fn column(&self, column: usize) -> Vec<&str> {
        let mut texts = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            texts.push(row.cells.get(column).map_or("", |cell| &cell.text));
        }
        texts
    }

    /// Makes every row as wide as the widest, the header included.
    pub fn level(&mut self) {
        let width = self.width();
        let fill = |cells: &mut Vec<Text>, span: Span| {
            let end = cells.last().map_or(span.end, |cell| cell.span.end);
            cells.resize(width, Text { text: String::new(), span: Span::new(end, end) });
        };
        for row in &mut self.rows {
            fill(&mut row.cells, row.span);
        }
        if !self.header.is_empty() {
            fill(&mut self.header, self.span);
        }
    }
}

/// Whether one cell stands over all columns, or alone before empty ones: a title.
#[must_use]
pub fn is_spanned(cells: &[Text]) -> bool {
    let Some((first, others)) = cells.split_first() else { return false };
    !others.is_empty() && others.iter().all(|cell| cell.span == first.span || cell.text.is_empty())
}
