//! Pipe tables, as vendors write them.
//!
//! The lines of one table come in, a [`Grid`] goes out. This module owns what
//! strict readers lose without a word: rows with too many cells or too few, a
//! header narrower than its rows, missing pipes on either side, tabs where pipes
//! are missing, a row broken over two lines or two rows on one line.

use super::cell;
use super::chars::{CharClass, all};
use super::codes::begins_row;
use super::diagnostic::{Diagnostic, Id};
use super::grid::{Grid, GridRow};
use super::model::Text;
use super::source::{Source, Span};

/// A line of a table, cut at its pipes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The whole line, without the blanks around it and the quote marks before it.
    pub span: Span,
    /// Whether it begins with a pipe.
    pub leading: bool,
    /// Whether it ends with one.
    pub trailing: bool,
    /// The sources of the cells.
    pub cells: Vec<Span>,
}

impl Line {
    /// Cuts a line of the masked document at its pipes.
    #[must_use]
    pub fn new(masked: &str, line: Span, pipes: Pipes) -> Self {
        let text = masked.get(line.range()).unwrap_or_default();
        let margin: CharClass = |c| c == '>' || cell::is_blank(c);
        let inner = text.trim_start_matches(margin);
        let start = line.start + text.len() - inner.len();
        let span = Span::new(start, start + inner.trim_end_matches(cell::is_blank as CharClass).len());
        Self::cut(masked, span, pipes, false)
    }

    fn cut(masked: &str, span: Span, pipes: Pipes, whole_code: bool) -> Self {
        let text = masked.get(span.range()).unwrap_or_default();
        let mut cuts = Cuts { text, at: 0, pipes, whole_code };
        let mut cells = Vec::new();
        let (mut from, mut end) = (0, 0);
        while let Some((at, length)) = cuts.next() {
            cells.push(Span::new(span.start + from, span.start + at));
            (from, end) = (at + length, at);
        }
        cells.push(Span::new(span.start + from, span.end));
        let leading = cells.len() > 1 && cells.first().is_some_and(|cell| cell.start == cell.end);
        // A lone pipe leads and does not trail.
        let trailing = from == text.len() && from > 0 && !(leading && end == 0);
        if leading {
            cells.remove(0);
        }
        if trailing {
            cells.pop();
        }
        Self { span, leading, trailing, cells }
    }
}

/// What parts the cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pipes {
    /// Whether `|` does.
    ascii: bool,
    /// Whether `｜` does.
    wide: bool,
}

impl Pipes {
    /// Those of a table whose first lines, or only line, are these.
    #[must_use]
    pub fn of([one, other]: [&str; 2]) -> Self {
        Self {
            ascii: one.contains('|') || other.contains('|'),
            wide: one.contains('｜') || other.contains('｜'),
        }
    }

    /// Whether there is one in a text.
    #[must_use]
    pub fn are_in(self, text: &str) -> bool {
        self.ascii && text.contains('|') || self.wide && text.contains('｜')
    }
}

/// The pipes in a text that part cells.
struct Cuts<'a> {
    text: &'a str,
    at: usize,
    pipes: Pipes,
    /// Whether a pipe in a code span parts nothing.
    whole_code: bool,
}

impl Cuts<'_> {
    fn next(&mut self) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let at = self.at;
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'|' if self.pipes.ascii => return Some((at, 1)),
                b'`' if self.whole_code => {
                    self.at = at + super::mask::inline_code(self.text.get(at..).unwrap_or_default());
                }
                0xEF if self.pipes.wide && self.text.get(at..).is_some_and(|rest| rest.starts_with('｜')) => {
                    self.at = at + '｜'.len_utf8();
                    return Some((at, '｜'.len_utf8()));
                }
                _ => {}
            }
        }
        None
    }
}

/// The lines of a table, as the block reader found them.
#[derive(Debug, Default)]
pub struct Lines {
    /// What parts the cells.
    pub pipes: Pipes,
    /// The line above the delimiter row.
    pub header: Option<Line>,
    /// The delimiter row.
    pub delimiter: Option<Line>,
    /// The lines below, without blank ones.
    pub rows: Vec<Line>,
    /// What the block reader has to say about them.
    pub findings: Vec<Diagnostic>,
}

/// Makes a grid of the lines of a table.
#[must_use]
pub fn read(source: &Source, masked: &str, mut lines: Lines) -> Grid {
    let style = Style::of(&lines);
    let findings = std::mem::take(&mut lines.findings);
    let mut table = Table { source, masked, pipes: lines.pipes, style, findings };
    if let (Some(header), Some(delimiter)) = (&lines.header, &lines.delimiter) {
        let (cells, rules) = (header.cells.len(), delimiter.cells.len());
        if cells != rules {
            let found = format!(
                "the delimiter row has {rules} cells and the header {cells}: strict readers see no table"
            );
            table.find(Id::DelimiterWidth, delimiter.span, found, "give both rows as many cells");
        }
    }
    let mut rows = Vec::with_capacity(lines.rows.len());
    for row in table.joined(&lines.rows) {
        rows.append(&mut table.fitted(row));
    }
    let width = table.width(lines.header.as_ref(), &rows);
    let mut spans = Vec::with_capacity(lines.rows.len() + 2);
    for line in lines.header.iter().chain(&lines.delimiter).chain(&lines.rows) {
        spans.push(line.span);
    }
    let mut grid = Grid {
        span: Span::around(&spans).unwrap_or_default(),
        has_header: lines.delimiter.is_some(),
        ..Grid::default()
    };
    if let Some(header) = lines.header {
        grid.header = table.texts(&header.cells);
    }
    for row in rows {
        if let Some(row) = table.row(row, width) {
            grid.rows.push(row);
        }
    }
    grid.findings = table.findings;
    grid.level();
    grid
}

/// How the lines of a table are written for the most part.
#[derive(Clone, Copy, Debug, Default)]
struct Style {
    /// Cells, as the header has them; as the first row has them where there is none.
    width: usize,
    /// The header begins with a pipe.
    leading: bool,
    /// Most rows end with a pipe.
    trailing: bool,
}

impl Style {
    fn of(lines: &Lines) -> Self {
        let first = lines.header.as_ref().or(lines.rows.first());
        let mut closed = 0;
        for row in &lines.rows {
            closed += usize::from(row.trailing);
        }
        Self {
            width: first.map_or(0, |line| line.cells.len()),
            leading: first.is_some_and(|line| line.leading),
            trailing: 2 * closed >= lines.rows.len(),
        }
    }
}

struct Table<'a> {
    source: &'a Source,
    masked: &'a str,
    pipes: Pipes,
    style: Style,
    findings: Vec<Diagnostic>,
}

impl Table<'_> {
    fn find(&mut self, id: Id, at: Span, found: impl Into<String>, help: &str) {
        self.findings.push(Diagnostic::new(id, self.source, at, found).help(help));
    }

    fn source_of(&self, span: Span) -> &str {
        self.masked.get(span.range()).unwrap_or_default()
    }

    /// Joins the lines of rows that were broken.
    fn joined(&mut self, lines: &[Line]) -> Vec<Line> {
        let mut rows = Vec::with_capacity(lines.len());
        let mut index = 0;
        while let Some(line) = lines.get(index) {
            let rest = lines.get(index + 1..).unwrap_or_default();
            match self.broken(line, rest) {
                Some((whole, count)) => {
                    let found = "this row goes on in the next line";
                    self.find(
                        Id::BrokenRow,
                        line.span,
                        found,
                        "write the row on one line, with `<br>` for the break",
                    );
                    rows.push(whole);
                    index += count;
                }
                None => rows.push(line.clone()),
            }
            index += 1;
        }
        rows
    }

    /// The row that begins with a line and how many of the next belong to it;
    /// `None` where it is whole. A broken row has no closing pipe though others
    /// have, and its lines together have as many cells as the header.
    fn broken(&self, line: &Line, rest: &[Line]) -> Option<(Line, usize)> {
        const MOST: usize = 16;
        let style = self.style;
        if line.trailing || !style.leading || !line.leading || line.cells.len() > style.width {
            return None;
        }
        if !style.trailing && line.cells.len() == style.width {
            return None;
        }
        for (count, next) in rest.iter().take(MOST).enumerate() {
            if next.leading {
                return None;
            }
            let span = line.span.to(next.span);
            let whole = Line::cut(self.masked, span, self.pipes, false);
            if whole.cells.len() > style.width {
                return None;
            }
            let closed = next.trailing || !style.trailing;
            if closed && whole.cells.len() == style.width {
                return Some((whole, count + 1));
            }
        }
        None
    }

    /// A line as one row, or two, of as many cells as the header has, where
    /// there is a way to see it so.
    fn fitted(&mut self, line: Line) -> Vec<Line> {
        let width = self.style.width;
        match line.cells.len() {
            count if count > width => self.too_many(line),
            count if count < width => vec![self.too_few(line)],
            _ => vec![line],
        }
    }

    fn too_many(&mut self, line: Line) -> Vec<Line> {
        let width = self.style.width;
        if self.source_of(line.span).contains('`') {
            let whole = Line::cut(self.masked, line.span, self.pipes, true);
            if whole.cells.len() <= width {
                let found = "a pipe in a code span is part of the cell";
                self.find(
                    Id::PipeInCode,
                    line.span,
                    found,
                    "write it as `\\|`, which every reader takes for a pipe",
                );
                return self.fitted(whole);
            }
        }
        let blank = |span: &Span| all(self.source_of(*span), cell::is_blank);
        let (kept, surplus) = line.cells.split_at(width.min(line.cells.len()));
        if surplus.iter().all(blank) {
            return vec![Line { cells: kept.to_vec(), ..line }];
        }
        // `| 1 | a || 2 | b |`, `| 1 | a | | 2 | b |`
        let second = if surplus.len() == width + 1 && surplus.first().is_some_and(blank) {
            surplus.get(1..).unwrap_or_default()
        } else {
            surplus
        };
        let coded = |cells: &[Span]| {
            cells.first().is_some_and(|&cell| super::codes::is_numeric(&cell::markdown(self.source_of(cell))))
        };
        if width > 1 && second.len() == width && coded(kept) && coded(second) {
            let row = |cells: &[Span]| {
                let span = Span::around(cells).unwrap_or(line.span);
                Line { span, cells: cells.to_vec(), leading: true, trailing: true }
            };
            let rows = vec![row(kept), row(second)];
            self.find(
                Id::MergedRows,
                line.span,
                "two rows stand on one line",
                "write each row on a line of its own",
            );
            return rows;
        }
        vec![line]
    }

    fn too_few(&mut self, mut line: Line) -> Line {
        let missing = self.style.width - line.cells.len();
        // In a table without outer pipes, a row that begins with one has an empty first cell.
        if line.leading && !self.style.leading && missing == 1 {
            let start = line.span.start;
            // A pipe of full width has three bytes.
            let pipe = self.source.slice(line.span).chars().next().map_or(0, char::len_utf8);
            self.find(
                Id::LeadingPipe,
                Span::new(start, start + pipe),
                "the other rows begin without a pipe, so the first cell is empty",
                "give all rows of the table an outer pipe, or none",
            );
            line.cells.insert(0, Span::new(start, start));
            return line;
        }
        let mut tabbed = Vec::new();
        for &cell in &line.cells {
            tabbed.append(&mut self.tabbed(cell));
        }
        if tabbed.len() == self.style.width {
            self.find(
                Id::TabForPipe,
                line.span,
                "tabs part the cells where pipes are missing",
                "write pipes",
            );
            return Line { cells: tabbed, ..line };
        }
        line
    }

    /// The parts of a cell between tabs.
    fn tabbed(&self, cell: Span) -> Vec<Span> {
        let mut at = cell.start;
        let mut parts = Vec::new();
        for part in self.source_of(cell).split('\t') {
            if !all(part, cell::is_blank) {
                parts.push(Span::new(at, at + part.len()));
            }
            at += part.len() + 1;
        }
        if parts.is_empty() {
            parts.push(cell);
        }
        parts
    }

    /// The columns of the table. Where every row has more cells than the header,
    /// the header is too short.
    fn width(&mut self, header: Option<&Line>, rows: &[Line]) -> usize {
        let width = self.style.width;
        let (mut narrowest, mut widest) = (usize::MAX, 0);
        for row in rows {
            narrowest = narrowest.min(row.cells.len());
            widest = widest.max(row.cells.len());
        }
        // One row alone, or rows each of its own width, are rather wrong themselves.
        let short = rows.len() > 1 && narrowest > width && (widest == narrowest || narrowest == width + 1);
        if !short {
            return width;
        }
        if let Some(header) = header {
            let found = format!("every row has {narrowest} cells and the header {width}");
            self.find(Id::ShortHeader, header.span, found, "add the missing headers");
        }
        narrowest
    }

    fn row(&mut self, mut line: Line, width: usize) -> Option<GridRow> {
        let count = line.cells.len();
        // `||1001|`: not a blank is between them.
        let doubled = match line.cells.as_slice() {
            [empty, code, ..] if count == width + 1 => {
                empty.start == empty.end && begins_row(&self.text(*code).text)
            }
            _ => false,
        };
        if doubled {
            let found = "this row begins with an empty cell too many, which is left out".to_owned();
            self.find(Id::ExtraCells, line.span, found, "remove one of the pipes before the code");
            line.cells.remove(0);
        } else if count > width {
            let found = format!("this row has {count} cells and its table {width}: the last are read as one");
            self.find(Id::ExtraCells, line.span, found, "write a pipe that belongs to a cell as `\\|`");
            let surplus = line.cells.split_off(width.saturating_sub(1).min(count));
            line.cells.extend(Span::around(&surplus));
        } else if count < width {
            let cells = if count == 1 { "one cell" } else { &format!("{count} cells") };
            let found = format!("this row has {cells} and its table {width}: the last are read as empty");
            self.find(Id::MissingCells, line.span, found, "add the missing cells, or their pipes");
        }
        let cells = self.texts(&line.cells);
        let empty = cells.iter().all(|cell| cell.text.is_empty());
        (!empty).then_some(GridRow { span: line.span, cells })
    }

    fn texts(&self, cells: &[Span]) -> Vec<Text> {
        let mut texts = Vec::with_capacity(cells.len());
        for &cell in cells {
            texts.push(self.text(cell));
        }
        texts
    }

    fn text(&self, cell: Span) -> Text {
        let raw = self.source_of(cell);
        let inner = cell::trimmed(raw);
        let start = cell.start + raw.len() - raw.trim_start_matches(cell::is_blank as CharClass).len();
        let text = if raw.contains("\\|") {
            // Also in a code span, where Markdown knows no other escape.
            cell::markdown(&inner.replace("\\|", "|"))
        } else {
            cell::markdown(inner)
        };
        Text { text, span: Span::new(start, start + inner.len()) }
    }
}
