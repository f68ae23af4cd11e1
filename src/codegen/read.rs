//! The reader: a document's text in, a [`Document`] out.
//!
//! Blocks become tables here, with what stands above and below them. What was
//! repaired on the way, and what looks like a table of codes and is not read as
//! one, is said in diagnostics, so that no row is lost silently.

use std::collections::{HashMap, HashSet};

use super::cell::squeezed;
use super::chars::{MARGIN, ends};
use super::codes::{self, CellForm};
use super::columns::{header_of, is_of_numbers};
use super::diagnostic::{Diagnostic, Id};
use super::grid::{Grid, GridRow};
use super::judge::{Context, Judge, Judgement, assign};
use super::kind;
use super::markdown::{self, Block};
use super::mask;
use super::model::{Column, Document, Kind, Role, Row, Table, Text};
use super::roles::{Vocabulary, speaks_of_codes};
use super::sha256::sha256;
use super::source::{Source, Span};
use super::stray;

/// Reads all tables of codes of a document.
#[must_use]
pub fn read(source: &Source, vocabulary: &Vocabulary, diagnostics: &mut Vec<Diagnostic>) -> Document {
    let mut masked = mask::mask(source);
    diagnostics.append(&mut masked.findings);
    let mut reader = Reader {
        source,
        vocabulary,
        diagnostics,
        context: Context::default(),
        notes: None,
        in_paragraph: false,
        tables: Vec::new(),
        continuations: MOST_CONTINUED,
    };
    for block in markdown::read(source, &masked, vocabulary) {
        reader.block(block);
    }
    reader.end_notes(None);
    let tables = reader.tables;
    stray::report(source, &masked, vocabulary, &tables, diagnostics);
    Document {
        path: source.path().to_owned(),
        sha256: sha256(source.text().as_bytes()),
        lines: source.lines().len(),
        tables,
    }
}

struct Reader<'a> {
    source: &'a Source,
    vocabulary: &'a Vocabulary,
    diagnostics: &'a mut Vec<Diagnostic>,
    context: Context,
    /// The paragraphs since the last table of codes, if nothing came between.
    notes: Option<Vec<Text>>,
    /// Whether the last block was a line of the last of them.
    in_paragraph: bool,
    tables: Vec<Table>,
    /// How many more codes may be repeated by rows that continue others.
    continuations: usize,
}

/// So many codes may be repeated in a document by rows that continue others:
/// enough for any that a person wrote.
const MOST_CONTINUED: usize = 1 << 20;

impl Reader<'_> {
    fn block(&mut self, block: Block) {
        match block {
            Block::Heading(level, text) => {
                self.end_notes(None);
                let context = &mut self.context;
                context.codes_above |= speaks_of_codes(&text.text);
                while context.headings.pop_if(|(inner, _)| *inner >= level).is_some() {}
                context.headings.push((level, text));
                (context.title, context.lead) = (None, None);
            }
            Block::Title(text) => {
                self.note(&text, true);
                self.context.title = Some(text.clone());
                self.context.lead = Some(text);
            }
            Block::Tab(text) => {
                let lead = self.context.lead.clone();
                self.end_notes(lead.as_ref());
                self.context.open(text);
            }
            Block::TabEnd => {
                self.in_paragraph = false;
                self.context.close();
            }
            Block::Line(text) => {
                self.note(&text, false);
                if !text.text.is_empty() {
                    self.context.lead = Some(text);
                }
            }
            Block::Gap => self.in_paragraph = false,
            Block::Table(grid) => {
                let lead = self.context.lead.take();
                self.end_notes(lead.as_ref());
                self.context.lead = lead;
                self.context.title = grid.title.clone().or(self.context.title.take());
                self.table(*grid);
                self.context.lead = None;
            }
        }
    }

    /// Takes a line of the notes under the last table.
    fn note(&mut self, text: &Text, alone: bool) {
        let joins = std::mem::replace(&mut self.in_paragraph, !alone) && !alone;
        let Some(notes) = &mut self.notes else { return };
        // A quotation says the same without its mark, and without that of `>!` or
        // `>?`, which asks for a coloured box; one that is escaped is a text.
        let written = self.source.slice(text.span).trim_start();
        let quoted = written.starts_with('>');
        let mut words = if quoted { text.text.trim_start_matches(['>', ' ']) } else { &text.text };
        if quoted && written.trim_start_matches(['>', ' ']).starts_with(['!', '?']) {
            words = words.strip_prefix(['!', '?']).unwrap_or(words).trim_start();
        }
        match notes.last_mut().filter(|_| joins) {
            Some(paragraph) if !words.is_empty() => {
                paragraph.text.push('\n');
                paragraph.text.push_str(words);
                paragraph.span = paragraph.span.to(text.span);
            }
            Some(_) => {}
            None if words.is_empty() => self.in_paragraph = false,
            None => notes.push(Text { text: words.to_owned(), span: text.span }),
        }
    }

    /// Gives the notes to the last table, but for what introduces the next.
    fn end_notes(&mut self, lead: Option<&Text>) {
        self.in_paragraph = false;
        let Some(mut notes) = self.notes.take() else { return };
        let introduces = |note: &Text| {
            lead.is_some_and(|lead| note.span.end >= lead.span.end && note.span.start <= lead.span.start)
        };
        let title = self.context.title.as_ref().map(|title| title.span);
        let is_title = |note: &Text| title == Some(note.span);
        let leads = |note: &Text| introduces(note) && (note.text.ends_with([':', '：']) || is_title(note));
        if let (Some(mut last), Some(lead)) = (notes.pop_if(|note| leads(note)), lead) {
            // Only its last written line introduces, where a sentence ends above that.
            // A title does with all its lines.
            let above = last.text.strip_suffix(&lead.text).and_then(|above| above.strip_suffix('\n'));
            if let Some(above) = above
                && ends(above, |c| matches!(c, '。' | '.' | '；' | ';' | '！' | '!'))
                && !is_title(&last)
            {
                let start = last.span.start;
                let raw = self.source.slice(Span::new(start, lead.span.start.max(start)));
                let end = raw.trim_end_matches(MARGIN).len();
                (last.text, last.span) = (above.to_owned(), Span::new(start, start + end));
                notes.push(last);
            }
        }
        if let Some(table) = self.tables.last_mut() {
            table.notes = notes;
        }
    }

    fn table(&mut self, mut grid: Grid) {
        let judgement = Judge { context: &self.context, vocabulary: self.vocabulary, source: self.source }
            .judge(&mut grid);
        match judgement {
            Judgement::Codes(code) => {
                self.diagnostics.append(&mut grid.findings);
                let table = self.table_of_codes(grid, code);
                self.tables.push(table);
                self.notes = Some(Vec::new());
            }
            Judgement::Doubtful(found) => {
                let help = "if its rows are codes, teach the header of their column with \
                            `Generator::header` or `--header code=…`, or call it 错误码 or `code`";
                self.diagnostics.push(Diagnostic::new(Id::NotRead, self.source, grid.span, found).help(help));
            }
            Judgement::Other => {}
        }
    }

    fn table_of_codes(&mut self, mut grid: Grid, code: usize) -> Table {
        let heads = self.vocabulary.heads(&grid.header);
        let width = grid.width();
        let roles = assign(&grid, &heads, code);
        self.drop_repeated_headers(&mut grid);
        self.report_second(&grid, code);
        let headless = grid.header.is_empty();
        let mut headers = std::mem::take(&mut grid.header);
        headers.resize(width, Text::default());
        let mut columns = Vec::with_capacity(width);
        for (header, &role) in headers.into_iter().zip(&roles) {
            columns.push(Column { header, role });
        }
        let first = if headless { grid.rows.first().map_or(grid.span, |row| row.span) } else { grid.span };
        let mut rows: Vec<Row> = Vec::with_capacity(grid.rows.len());
        for row in std::mem::take(&mut grid.rows) {
            let row = self.row(row, code, &roles, rows.last());
            rows.push(row);
        }
        let codes = self.distinct(&rows);
        let mut spellings = Vec::with_capacity(codes.len());
        for code in &codes {
            spellings.push(code.text.as_str());
        }
        let kind = kind::kind(&spellings);
        if kind == Kind::Text {
            self.report_odd(&codes, &spellings);
        }
        let line =
            if headless { self.source.line_at(first.start) } else { self.header_line(&columns, grid.span) };
        let mut headings = Vec::with_capacity(self.context.headings.len());
        for (_, heading) in &self.context.headings {
            headings.push(heading.clone());
        }
        Table {
            span: grid.span,
            line,
            headings,
            title: self.context.title.clone(),
            lead: self.context.lead.clone(),
            kind,
            columns,
            rows,
            notes: Vec::new(),
        }
    }

    /// The line of the header: not the first of an HTML table, nor a delimiter row.
    fn header_line(&self, columns: &[Column], table: Span) -> usize {
        let header = columns.iter().find(|column| !column.header.text.is_empty());
        self.source.line_at(header.map_or(table.start, |column| column.header.span.start))
    }

    fn drop_repeated_headers(&mut self, grid: &mut Grid) {
        let mut header = Vec::with_capacity(grid.header.len());
        for cell in &grid.header {
            header.push(squeezed(&cell.text).into_owned());
        }
        if header.iter().all(String::is_empty) {
            return;
        }
        let (source, diagnostics) = (self.source, &mut *self.diagnostics);
        grid.rows.retain(|row| {
            let again = row.cells.len() == header.len()
                && row.cells.iter().zip(&header).all(|(cell, header)| squeezed(&cell.text) == *header);
            if again {
                diagnostics.push(Diagnostic::new(
                    Id::HeaderAgain,
                    source,
                    row.span,
                    "this is the header again, and no row",
                ));
            }
            !again
        });
    }

    /// Says where a second column of codes stands beside the one that is read.
    fn report_second(&mut self, grid: &Grid, code: usize) {
        let header = squeezed(header_of(grid, code));
        let second = (code + 1..grid.header.len()).find(|&column| {
            squeezed(header_of(grid, column)) == header
                && is_of_numbers(grid, column)
                && grid.column(column) != grid.column(code)
        });
        if let Some(header) = second.and_then(|column| grid.header.get(column)) {
            let found = "this is a second column of codes, and its codes are not read";
            self.diagnostics.push(
                Diagnostic::new(Id::NotRead, self.source, header.span, found)
                    .help("give them rows of their own"),
            );
        }
    }

    fn row(&mut self, row: GridRow, code: usize, roles: &[Role], above: Option<&Row>) -> Row {
        let cells = row.cells;
        let cell = cells.get(code).cloned().unwrap_or_default();
        let found = codes::read(&cell.text);
        let at = if cell.text.is_empty() { row.span } else { cell.span };
        let mut codes = self.placed(&cell, found.codes);
        match found.form {
            CellForm::Empty => {
                // A dash says that there is none.
                let goes_on = |above: &&Row| {
                    cell.text.is_empty() && !above.codes.is_empty() && !is_title(&cells, code, roles)
                };
                if let Some(above) = above.filter(goes_on) {
                    codes = self.continued(above, at);
                } else {
                    let note = "this row has no code: it is kept without one";
                    self.diagnostics.push(Diagnostic::new(Id::NoCode, self.source, at, note));
                }
            }
            CellForm::Words => {
                let note = "these are words in place of a code: the row is kept without one";
                self.diagnostics.push(Diagnostic::new(Id::NoCode, self.source, at, note));
            }
            CellForm::Phrase => {
                let note = "this is no code as services send them: it is taken for one";
                self.diagnostics.push(
                    Diagnostic::new(Id::DoubtfulCode, self.source, at, note)
                        .help("write the code as the service sends it, without blanks, commas or words"),
                );
            }
            _ => {}
        }
        Row { line: self.source.line_at(row.span.start), span: row.span, cells, codes }
    }

    /// The codes of the row above, for a row that has none.
    fn continued(&mut self, above: &Row, at: Span) -> Vec<Text> {
        let Some(left) = self.continuations.checked_sub(above.codes.len()) else {
            let found = "too many codes are continued by rows without one: this row is kept without";
            self.diagnostics.push(Diagnostic::new(Id::TableTooLarge, self.source, at, found));
            return Vec::new();
        };
        self.continuations = left;
        let first = above.codes.first().map_or("", |code| &code.text);
        let more = if above.codes.len() > 1 { " and its row-mates" } else { "" };
        let note = format!("the code cell is empty: the row continues {first}{more}");
        self.diagnostics
            .push(Diagnostic::new(Id::Continued, self.source, at, note).help("write the code into the cell"));
        above.codes.clone()
    }

    /// Each code with its place in the cell.
    fn placed(&self, cell: &Text, codes: Vec<String>) -> Vec<Text> {
        let raw = self.source.slice(cell.span);
        let mut from = 0;
        // One cell may name a code twice.
        let mut seen = HashSet::new();
        let mut placed: Vec<Text> = Vec::with_capacity(codes.len());
        for text in codes {
            let found = raw.get(from..).and_then(|rest| rest.find(&text));
            let span = match found {
                Some(at) => {
                    let start = cell.span.start + from + at;
                    from += at + text.len();
                    Span::new(start, start + text.len())
                }
                None => cell.span,
            };
            if seen.insert(text.clone()) {
                placed.push(Text { text, span });
            }
        }
        placed
    }

    /// The codes of these rows, each where it is first; where one is again is said.
    fn distinct<'r>(&mut self, rows: &'r [Row]) -> Vec<&'r Text> {
        let mut codes = Vec::with_capacity(rows.len());
        let mut lines: HashMap<&str, usize> = HashMap::new();
        let mut above: &[Text] = &[];
        for row in rows {
            for (index, code) in row.codes.iter().enumerate() {
                match lines.get(code.text.as_str()) {
                    None => {
                        lines.insert(&code.text, row.line);
                        codes.push(code);
                    }
                    // A row that continues the one above repeats its codes by intent.
                    Some(_) if above.get(index).is_some_and(|above| above.span == code.span) => {}
                    Some(first) => {
                        let text = &code.text;
                        let note =
                            format!("code {text} is in this table twice, first on line {first}, which leads");
                        self.diagnostics.push(Diagnostic::new(Id::CodeAgain, self.source, code.span, note));
                    }
                }
            }
            above = &row.codes;
        }
        codes
    }

    /// One code can make texts of a whole table: it is told where it looks like a slip.
    fn report_odd(&mut self, codes: &[&Text], spellings: &[&str]) {
        let Some((index, what)) = kind::odd(spellings) else { return };
        let Some(Text { text, span }) = codes.get(index) else { return };
        let note = format!("{text} alone is not {what}: it makes all codes of this table texts");
        self.diagnostics.push(
            Diagnostic::new(Id::DoubtfulCode, self.source, *span, note)
                .help("ask the vendor whether it is a slip: the type of the table changes with it"),
        );
    }
}

/// Whether a row is a title among the rows, and says nothing of the code above: its
/// words stand before the column of codes, where neither message nor remedy does.
fn is_title(cells: &[Text], code: usize, roles: &[Role]) -> bool {
    for (column, (cell, role)) in cells.iter().zip(roles).enumerate() {
        if !cell.text.is_empty() && (column >= code || matches!(role, Role::Message | Role::Remedy)) {
            return false;
        }
    }
    true
}
