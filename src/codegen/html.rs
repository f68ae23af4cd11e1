//! HTML tables, as vendors write them.
//!
//! The source of one `<table>` comes in, a [`Grid`] goes out, with every spanned
//! cell written out in each row and column that it spans. This module owns what
//! is missing or wrong in such tables: end tags, rows around cells, `<th>`, a
//! `</td>` behind a `<th>`.

use super::cell::{self, tag_length, tag_name};
use super::diagnostic::{Diagnostic, Id};
use super::grid::{Grid, GridRow, is_spanned};
use super::mask::find_ignoring_case;
use super::model::Text;
use super::source::{Source, Span};

/// More columns than this are no table of codes, and a `colspan` could ask for
/// as many as it likes.
const WIDEST: usize = 256;

/// Bytes of text that the cells of one table may have in all, so that one long
/// cell over many rows does not fill the memory.
const MOST_COPIED: usize = 64 << 20;

/// Reads the table in a span of a masked document, `<table` to `</table>`.
#[must_use]
pub fn read(source: &Source, masked: &str, table: Span) -> Grid {
    let mut builder = Builder::new(masked, table);
    let mut at = table.start;
    let mut depth = 0_usize;
    while let Some(found) = masked.get(at..table.end).and_then(|rest| rest.find('<')) {
        at += found;
        let rest = masked.get(at..table.end).unwrap_or_default();
        let (Some(name), Some(length)) = (tag_name(rest), tag_length(rest)) else {
            at += 1;
            continue;
        };
        let tag = Tag { at, text: rest.get(..length).unwrap_or(rest) };
        let closes = rest.starts_with("</");
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if is("table") {
            depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        } else if depth == 1 {
            // A table in a cell is the cell's text.
            match () {
                () if is("tr") && !closes => builder.begin_row(tag),
                () if is("tr") => builder.end_row(at + length),
                () if is("caption") && closes => builder.end_caption(at),
                () if is("caption") => builder.caption = Some(tag.end()),
                () if is("td") || is("th") => {
                    // `<td>1<td/>`: the stroke stands at the wrong end.
                    let open = builder.cell.filter(|(open, _)| !open.text.ends_with("/>"));
                    let closes = closes || open.is_some() && tag.text.get(1 + name.len()..) == Some("/>");
                    builder.end_cell(at);
                    if !closes {
                        builder.begin_cell(tag, is("th"));
                    }
                }
                () => {}
            }
        }
        at += length;
    }
    builder.finish(source)
}

/// An opening tag and its place.
#[derive(Clone, Copy)]
struct Tag<'a> {
    at: usize,
    text: &'a str,
}

impl Tag<'_> {
    fn end(self) -> usize {
        self.at + self.text.len()
    }

    /// A number that an attribute gives, at least 1: `rowspan='27'`.
    fn count(self, attribute: &str) -> usize {
        let value = || {
            let behind = self.text.get(find_ignoring_case(self.text, attribute)? + attribute.len()..)?;
            let value = behind.trim_start().strip_prefix('=')?.trim_start();
            let value = value.trim_start_matches(['"', '\'']).trim_start();
            let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
            value.get(..digits)?.parse().ok()
        };
        value().unwrap_or(1).max(1)
    }
}

struct Builder<'a> {
    masked: &'a str,
    table: Span,
    rows: Vec<GridRow>,
    /// What stands over the table.
    title: Option<Text>,
    /// Where the caption that is being written begins.
    caption: Option<usize>,
    /// The row that is being written.
    row: Option<GridRow>,
    /// The cell that is being written, and whether it is a `<th>`.
    cell: Option<(Tag<'a>, bool)>,
    /// For each column, a cell from above and the rows that it still spans.
    spanning: Vec<Option<(Text, usize)>>,
    /// How many of the first rows have no cell but `<th>`.
    heads: usize,
    /// Whether each cell of this row is a `<th>`.
    only_heads: bool,
    /// How many more bytes may be written out again for cells that span.
    budget: usize,
}

impl<'a> Builder<'a> {
    fn new(masked: &'a str, table: Span) -> Self {
        let (rows, row, cell, spanning) = (Vec::new(), None, None, Vec::new());
        let (title, caption, budget) = (None, None, MOST_COPIED);
        Self { masked, table, title, caption, rows, row, cell, spanning, heads: 0, only_heads: true, budget }
    }

    fn end_caption(&mut self, end: usize) {
        let Some(start) = self.caption.take() else { return };
        self.title = Some(self.text(Span::new(start, end))).filter(|title| !title.text.is_empty());
    }

    fn begin_row(&mut self, tag: Tag<'a>) {
        self.end_row(tag.at);
        self.row = Some(GridRow { span: Span::new(tag.at, tag.end()), cells: Vec::new() });
    }

    fn end_row(&mut self, end: usize) {
        self.end_cell(end);
        let Some(mut row) = self.row.take() else { return };
        // What is spanned from above on the right of the last cell.
        while self.take_spanning(&mut row) {}
        let has_cells = !row.cells.is_empty();
        row.span.end = end;
        if has_cells {
            self.heads += usize::from(self.only_heads && self.heads == self.rows.len());
            self.rows.push(row);
        }
        self.only_heads = true;
    }

    fn begin_cell(&mut self, tag: Tag<'a>, head: bool) {
        // `<td>` without a `<tr>` begins a row.
        self.row.get_or_insert_with(|| GridRow { span: Span::new(tag.at, tag.end()), cells: Vec::new() });
        self.cell = Some((tag, head));
    }

    fn end_cell(&mut self, end: usize) {
        let Some((tag, head)) = self.cell.take() else { return };
        let Some(mut row) = self.row.take() else { return };
        while self.take_spanning(&mut row) {}
        self.only_heads &= head;
        let text = self.text(Span::new(tag.end(), end));
        let (columns, rows) = (tag.count("colspan"), tag.count("rowspan"));
        for _ in 0..columns.min(WIDEST.saturating_sub(row.cells.len())) {
            let column = row.cells.len();
            let copy = self.copy(&text);
            row.cells.push(copy);
            if rows > 1 {
                if self.spanning.len() <= column {
                    self.spanning.resize(column + 1, None);
                }
                if let Some(place) = self.spanning.get_mut(column) {
                    *place = Some((text.clone(), rows - 1));
                }
            }
        }
        self.row = Some(row);
    }

    /// Puts the cell that spans from above into the next column, if one does.
    fn take_spanning(&mut self, row: &mut GridRow) -> bool {
        let Some(place) = self.spanning.get_mut(row.cells.len()) else { return false };
        let Some((text, rows)) = place.take() else { return false };
        let copy = self.copy(&text);
        row.cells.push(copy);
        if let Some(place) = self.spanning.get_mut(row.cells.len() - 1) {
            *place = (rows > 1).then_some((text, rows - 1));
        }
        true
    }

    fn copy(&mut self, text: &Text) -> Text {
        if let Some(left) = self.budget.checked_sub(text.text.len()) {
            self.budget = left;
            return text.clone();
        }
        self.budget = 0;
        Text { text: String::new(), span: text.span }
    }

    fn text(&self, span: Span) -> Text {
        let raw = self.masked.get(span.range()).unwrap_or_default();
        let inner = raw.trim();
        let start = span.start + (raw.len() - raw.trim_start().len());
        Text { text: cell::html(raw), span: Span::new(start, start + inner.len()) }
    }

    fn finish(mut self, source: &Source) -> Grid {
        self.end_row(self.table.end);
        let findings = if self.budget == 0 {
            let found =
                "cells of this table span more rows than can be written out: the last copies are empty";
            vec![Diagnostic::new(Id::TableTooLarge, source, self.table, found)]
        } else {
            Vec::new()
        };
        let above = self.rows.get(..self.heads.max(2) - 1).unwrap_or_default();
        let spanned = || above.iter().find(|row| is_spanned(&row.cells))?.cells.first().cloned();
        let title = self.title.take().or_else(spanned);
        // Of a header of several rows, the lowest says what a column holds.
        let rows = self.rows.split_off(self.heads);
        let header = self.rows.pop().map_or_else(Vec::new, |row| row.cells);
        let has_header = self.heads > 0;
        let mut grid = Grid { span: self.table, title, header, has_header, rows, findings };
        grid.level();
        grid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The header and the rows, cells parted by ` | `.
    fn rows(table: &str) -> (String, Vec<String>) {
        let source = Source::new("t.md", table);
        let grid = read(&source, table, Span::new(0, table.len()));
        let line = |cells: &[Text]| {
            cells.iter().map(|cell| cell.text.replace('\n', "/")).collect::<Vec<_>>().join(" | ")
        };
        (line(&grid.header), grid.rows.iter().map(|row| line(&row.cells)).collect())
    }

    #[track_caller]
    fn check(table: &str, header: &str, expected: &[&str]) {
        assert_eq!(rows(table), (header.to_owned(), expected.iter().map(|&row| row.to_owned()).collect()));
    }

    #[test]
    fn a_table_as_it_should_be() {
        check(
            "<table><thead><tr><th>错误码</th><th>描述</th></tr></thead>\n<tbody><tr>\n<td>0</td><td>成功<br>甲</td></tr></tbody></table>",
            "错误码 | 描述",
            &["0 | 成功/甲"],
        );
    }

    #[test]
    fn spans_are_written_out() {
        check(
            "<table><tr><th colspan='2'>错误码</td><th>原因</td></tr><tr><td rowspan=\"2\">18</td><td>100</td><td>a</td></tr>\
             <tr><td>101</td><td rowspan=2>b</td></tr><tr><td colspan = 2>0</td></tr></table>",
            "错误码 | 错误码 | 原因",
            &["18 | 100 | a", "18 | 101 | b", "0 | 0 | b"],
        );
    }

    #[test]
    fn the_lowest_row_of_a_header_counts() {
        check(
            "<table><tr><th rowspan=2>错误码</th><th colspan=2>说明</th></tr><tr><th>中文</th><th>英文</th></tr>\
             <tr><th>1</th><td>甲</td><td>a</td></tr></table>",
            "错误码 | 中文 | 英文",
            &["1 | 甲 | a"],
        );
    }

    #[test]
    fn what_is_missing_is_understood() {
        check("<table><tr><td>1<td>a<tr><td>2<td>b</table>", "", &["1 | a", "2 | b"]);
        check(
            "<TABLE><TR><TD>1</TD><TD>a</TD></TR><TD>2</TD><TD>b</TD></TR></TABLE>",
            "",
            &["1 | a", "2 | b"],
        );
        check("<table><tr><td>1</td><td>a</td></tr></tr><tr></tr></table>", "", &["1 | a"]);
        check("<table><tr><td>1</td></tr><tr><td>2</td><td>b</td></tr></table>", "", &["1 | ", "2 | b"]);
        check("<table><tr><td>1</td><td>a", "", &["1 | a"]);
    }

    #[test]
    fn a_broken_end_tag_ends_a_cell() {
        check(
            "<table><tr><th>错误码</th><th>描述</th</tr><tr><td>1</td<td>a</td\n</tr></table>",
            "错误码 | 描述",
            &["1 | a"],
        );
        check(
            "<table><tr><td>1<td/><td>a<td/></tr><tr><td>2<td/><td>b</td></tr></table>",
            "",
            &["1 | a", "2 | b"],
        );
        // These are empty cells, and this is no tag.
        check("<table><tr><td>1</td><td/><td/><td>a</td></tr></table>", "", &["1 |  |  | a"]);
        check("<table><tr><td>1</td><td>a <td< b</td></tr></table>", "", &["1 | a <td< b"]);
    }

    #[test]
    fn a_table_in_a_cell_is_text() {
        check(
            "<table><tr><td>1</td><td>a<table><tr><td>x</td><td>y</td></tr></table>b</td></tr></table>",
            "",
            &["1 | a/x/y/b"],
        );
    }

    #[test]
    fn a_span_asks_for_no_more_than_there_can_be() {
        let (_, rows) = rows(
            "<table><tr><td colspan=999999999 rowspan=999999999>1</td></tr><tr></tr><tr><td>2</td></tr></table>",
        );
        assert!(rows.iter().all(|row| row.matches('|').count() < WIDEST + 1), "{}", rows.len());
    }
}
