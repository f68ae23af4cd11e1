//! The reader: a document's text in, a [`Document`] out.
//!
//! Blocks become tables here. This module owns the decision what a table of
//! codes is: by its header, or by where it stands and what it holds. What was
//! repaired on the way, and what looks like such a table and is not read as one,
//! is said in diagnostics, so that no row is lost silently.

use std::collections::HashMap;

use super::cell::squeezed;
use super::chars::{MARGIN, all, any, ends, holds, starts};
use super::codes::{self, Form};
use super::diagnostic::{Diagnostic, Id};
use super::grid::{Grid, GridRow, is_spanned};
use super::markdown::{self, Block};
use super::mask;
use super::model::{Column, Document, Kind, Role, Row, Table, Text};
use super::roles::{
    BARE_CODES, Head, Vocabulary, is_data_type, is_name, speaks_of_codes, speaks_of_errors,
    speaks_of_results, speaks_of_status,
};
use super::sha256::sha256;
use super::source::{Source, Span};
use super::stray;
use crate::lookup::integer;

/// Reads all tables of codes of a document.
#[must_use]
pub fn read(source: &Source, vocabulary: &Vocabulary, diagnostics: &mut Vec<Diagnostic>) -> Document {
    let mut masked = mask::mask(source);
    diagnostics.append(&mut masked.findings);
    let mut reader = Reader {
        source,
        vocabulary,
        diagnostics,
        place: Place::default(),
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

/// Where a table stands.
#[derive(Debug, Default)]
struct Place {
    /// The enclosing headings with their levels, outermost first.
    headings: Vec<(usize, Text)>,
    /// The last line in bold since the heading.
    title: Option<Text>,
    /// The last line of text since the heading or table.
    lead: Option<Text>,
    /// Whether a heading anywhere above speaks of codes.
    codes_above: bool,
    /// The paragraphs since the last table of codes, if nothing came between.
    notes: Option<Vec<Text>>,
    /// Whether the last block was a line of the last of them.
    in_paragraph: bool,
}

impl Place {
    fn speaks(&self, of: fn(&str) -> bool) -> bool {
        let headings = self.headings.iter().map(|(_, heading)| heading);
        headings.chain(&self.title).chain(&self.lead).any(|text| of(&text.text))
    }

    fn speaks_of_codes(&self) -> bool {
        self.speaks(speaks_of_codes)
    }
}

struct Reader<'a> {
    source: &'a Source,
    vocabulary: &'a Vocabulary,
    diagnostics: &'a mut Vec<Diagnostic>,
    place: Place,
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
                let place = &mut self.place;
                place.codes_above |= speaks_of_codes(&text.text);
                while place.headings.pop_if(|(inner, _)| *inner >= level).is_some() {}
                place.headings.push((level, text));
                (place.title, place.lead) = (None, None);
            }
            Block::Title(text) => {
                self.note(&text, true);
                self.place.title = Some(text.clone());
                self.place.lead = Some(text);
            }
            Block::Line(text) => {
                self.note(&text, false);
                if !text.text.is_empty() {
                    self.place.lead = Some(text);
                }
            }
            Block::Gap => self.place.in_paragraph = false,
            Block::Table(grid) => {
                let lead = self.place.lead.take();
                self.end_notes(lead.as_ref());
                self.place.lead = lead;
                self.place.title = grid.title.clone().or(self.place.title.take());
                self.table(*grid);
                self.place.lead = None;
            }
        }
    }

    /// Takes a line of the notes under the last table.
    fn note(&mut self, text: &Text, alone: bool) {
        let joins = std::mem::replace(&mut self.place.in_paragraph, !alone) && !alone;
        let Some(notes) = &mut self.place.notes else { return };
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
            None if words.is_empty() => self.place.in_paragraph = false,
            None => notes.push(Text { text: words.to_owned(), span: text.span }),
        }
    }

    /// Gives the notes to the last table, but for what introduces the next.
    fn end_notes(&mut self, lead: Option<&Text>) {
        self.place.in_paragraph = false;
        let Some(mut notes) = self.place.notes.take() else { return };
        let introduces = |note: &Text| {
            lead.is_some_and(|lead| note.span.end >= lead.span.end && note.span.start <= lead.span.start)
        };
        let title = self.place.title.as_ref().map(|title| title.span);
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
        let judgement =
            Judge { place: &self.place, vocabulary: self.vocabulary, source: self.source }.judge(&mut grid);
        match judgement {
            Judgement::Codes(code) => {
                self.diagnostics.append(&mut grid.findings);
                let table = self.table_of_codes(grid, code);
                self.tables.push(table);
                self.place.notes = Some(Vec::new());
            }
            Judgement::Doubtful(found) => self.diagnostics.push(
                Diagnostic::new(Id::NotRead, self.source, grid.span, found)
                    .help("if its rows are codes, give the code column a header like 错误码 or `code`"),
            ),
            Judgement::Other => {}
        }
    }

    fn table_of_codes(&mut self, mut grid: Grid, code: usize) -> Table {
        let heads = self.vocabulary.heads(&grid.header);
        let width = grid.width();
        let roles = assign(&heads, width, code, &grid.rows);
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
        self.report_repeated(&rows);
        let kind = kind(&rows);
        if kind == Kind::Text {
            self.report_odd(&rows);
        }
        let line =
            if headless { self.source.line_at(first.start) } else { self.header_line(&columns, grid.span) };
        let mut headings = Vec::with_capacity(self.place.headings.len());
        for (_, heading) in &self.place.headings {
            headings.push(heading.clone());
        }
        Table {
            span: grid.span,
            line,
            headings,
            title: self.place.title.clone(),
            lead: self.place.lead.clone(),
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
        let differs = |row: &GridRow, column: usize| {
            let text = |column: usize| row.cells.get(column).map(|cell| &cell.text);
            text(column) != text(code)
        };
        let second = (code + 1..grid.header.len()).find(|&column| {
            squeezed(header_of(grid, column)) == header
                && is_numeric(grid, column)
                && grid.rows.iter().any(|row| differs(row, column))
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
        let mut cells = row.cells;
        let found = cells.get(code).map(|cell| codes::read(&cell.text)).unwrap_or_default();
        let cell = cells.get(code).cloned().unwrap_or_default();
        let at = if cell.text.is_empty() { row.span } else { cell.span };
        let mut codes = self.placed(&cell, found.codes);
        match found.form {
            Form::Empty => {
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
            Form::Words => {
                let note = "these are words in place of a code: the row is kept without one";
                self.diagnostics.push(Diagnostic::new(Id::NoCode, self.source, at, note));
            }
            Form::Phrase => {
                let note = "several words stand in place of a code: they are taken for one";
                self.diagnostics.push(
                    Diagnostic::new(Id::DoubtfulCode, self.source, at, note)
                        .help("write the code as the service sends it, without blanks"),
                );
            }
            _ => {}
        }
        for (cell, role) in cells.iter_mut().zip(roles) {
            if matches!(role, Role::Message | Role::Remedy) && NOTHING.contains(&cell.text.as_str()) {
                cell.text.clear();
            }
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
        let mut seen = HashMap::new();
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
            if seen.insert(text.clone(), from).is_none() {
                placed.push(Text { text, span });
            }
        }
        placed
    }

    fn report_repeated(&mut self, rows: &[Row]) {
        let mut lines: HashMap<&str, usize> = HashMap::new();
        let mut above: &[Text] = &[];
        for row in rows {
            for (index, code) in row.codes.iter().enumerate() {
                // A row that continues the one above repeats its codes by intent.
                let intended = above.get(index).is_some_and(|above| above.span == code.span);
                if let Some(first) = lines.get(code.text.as_str()).filter(|_| !intended) {
                    let note = format!(
                        "code {} is in this table twice, first on line {first}, which leads",
                        code.text
                    );
                    self.diagnostics.push(Diagnostic::new(Id::CodeAgain, self.source, code.span, note));
                } else {
                    lines.entry(&code.text).or_insert(row.line);
                }
            }
            above = &row.codes;
        }
    }

    /// One code can make texts of a whole table: it is told where it looks like a slip.
    fn report_odd(&mut self, rows: &[Row]) {
        let codes = codes_of(rows);
        let Some(first) = codes.first() else { return };
        let width = first.text.len();
        let odd = |is: &dyn Fn(&str) -> bool| {
            let mut others = codes.iter().filter(|code| !is(&code.text));
            others.next().filter(|odd| codes.len() > 2 && others.all(|other| other.text == odd.text))
        };
        let (found, what) = if let Some(odd) = odd(&is_integer).filter(|odd| looks_like_integer(&odd.text)) {
            (odd, "an integer")
        } else if let Some(odd) = odd(&|code| is_one_hot(code, width)).filter(|odd| is_bits(&odd.text, width))
            // Texts of two digits are more often numbers.
            && width > 2
        {
            (odd, "one position of a set")
        } else {
            return;
        };
        let text = &found.text;
        let note = format!("{text} alone is not {what}: it makes all codes of this table texts");
        self.diagnostics.push(
            Diagnostic::new(Id::DoubtfulCode, self.source, found.span, note)
                .help("ask the vendor whether it is a slip: the type of the table changes with it"),
        );
    }
}

/// What vendors type for an empty message or remedy.
const NOTHING: &[&str] = &["-", "--", "—", "——", "–", "/", "\\"];

fn codes_of(rows: &[Row]) -> Vec<&Text> {
    let mut codes = Vec::with_capacity(rows.len());
    for row in rows {
        for code in &row.codes {
            codes.push(code);
        }
    }
    codes
}

/// What the codes of these rows are.
fn kind(rows: &[Row]) -> Kind {
    let codes = codes_of(rows);
    let Some(first) = codes.first() else { return Kind::Text };
    if codes.iter().all(|code| is_integer(&code.text)) {
        return Kind::Integer;
    }
    let width = first.text.len();
    if width >= 2 && codes.iter().all(|code| is_one_hot(&code.text, width)) {
        Kind::Positional { width }
    } else {
        Kind::Text
    }
}

fn is_integer(code: &str) -> bool {
    integer(code.as_bytes()).is_some()
}

/// Whether a code is one position of a set that has this many.
fn is_one_hot(code: &str, width: usize) -> bool {
    is_bits(code, width) && code.contains('1') && code.find('1') == code.rfind('1')
}

fn is_bits(code: &str, width: usize) -> bool {
    code.len() == width && all(code, |c| matches!(c, '0' | '1'))
}

/// Whether a code is an integer but for letters that look like digits.
fn looks_like_integer(code: &str) -> bool {
    is_integer(&code.replace(['O', 'o'], "0").replace(['l', 'I'], "1"))
}

/// What a table is.
enum Judgement {
    /// A table of codes, which are in this column.
    Codes(usize),
    /// Something else.
    Other,
    /// Something else, though it looks like a table of codes for this reason.
    Doubtful(&'static str),
}

struct Judge<'a> {
    place: &'a Place,
    vocabulary: &'a Vocabulary,
    source: &'a Source,
}

impl Judge<'_> {
    /// Decides what a table is; its header and its rows are where they belong afterwards.
    fn judge(&self, grid: &mut Grid) -> Judgement {
        self.find_header(grid);
        let mut heads = self.vocabulary.heads(&grid.header);
        if grid.rows.is_empty() {
            return Judgement::Other;
        }
        forget_kinds(grid, &mut heads, self.place.speaks_of_codes());
        let has = |wanted: Head| heads.contains(&wanted);
        if has(Head::Parameter) {
            return judge_parameters(grid, &heads);
        }
        if grid.header.iter().all(|header| header.text.is_empty()) {
            return self.judge_headless(grid);
        }
        let speaks = self.place.speaks_of_codes();
        // Beside a status of HTTP, what is called a code, or an error and has a number, is the code.
        let beside = |column: usize| {
            let header = header_of(grid, column);
            is_called_code(header)
                || is_error(header) && is_numeric(grid, column) && !is_counted(grid, column)
        };
        // What a call returns is often a row of an example: numbers that are explained are codes.
        let explained =
            |column| has(Head::Message) && is_numeric(grid, column) && self.place.speaks(speaks_of_results);
        // `代码` below a heading of errors.
        let called = |column| {
            is_called_code(header_of(grid, column))
                && is_numeric(grid, column)
                && self.place.speaks(speaks_of_errors)
        };
        let candidate = vague_column(grid, &heads);
        let vague = candidate.filter(|&column| {
            speaks
                || has(Head::Status) && !has(Head::Code) && beside(column)
                || explained(column)
                || called(column)
        });
        // Values come before a status of HTTP, but not if they only count the rows.
        let values = vague.filter(|&column| !has(Head::Code) && !is_counted(grid, column));
        // Words in place of all codes: the table speaks of codes all the same.
        let words = || heads.iter().position(|&head| head == Head::Code);
        match values.or_else(|| named_column(grid, &heads)).or_else(words).or(vague) {
            Some(_) if (0..heads.len()).any(|column| is_of_methods(grid, column)) => Judgement::Doubtful(
                "this looks like a table of codes, but it lists requests, and what they are answered with",
            ),
            Some(column) => Judgement::Codes(column),
            None if self.place.speaks(speaks_of_errors)
                && !has(Head::Status)
                && (looks_coded(grid, &heads)
                    || candidate.is_some_and(|column| is_of_constants(grid, column))) =>
            {
                Judgement::Doubtful("this looks like a table of codes, but none of its headers says so")
            }
            None => Judgement::Other,
        }
    }

    /// A table without any header: its first column must be one of codes, and
    /// something above it must speak of codes.
    fn judge_headless(&self, grid: &Grid) -> Judgement {
        let speaks = self.place.speaks_of_codes();
        let above = speaks || self.place.codes_above;
        match () {
            () if above && is_numeric(grid, 0) => Judgement::Codes(0),
            () if speaks && is_mostly_coded(grid, 0) && !has_parameters(grid, 0) => Judgement::Codes(0),
            () if grid.rows.len() > 2 && is_numeric(grid, 0) && !is_counted(grid, 0) => {
                Judgement::Doubtful("this looks like a table of codes, but it has no header")
            }
            () => Judgement::Other,
        }
    }

    /// Puts the header where it belongs: it may stand below the delimiter row,
    /// or a row may stand in its place.
    fn find_header(&self, grid: &mut Grid) {
        if !is_spanned(&grid.header) && known(&self.vocabulary.heads(&grid.header)) > 0 {
            return;
        }
        let is_header = |row: &&GridRow| {
            let heads = self.vocabulary.heads(&row.cells);
            let coded = heads
                .iter()
                .position(|&head| head == Head::Code)
                .is_some_and(|column| known(&heads) > 1 || is_mostly_coded(grid, column));
            !is_data(&row.cells, &heads) && (coded || known(&heads) > 1 && grid.header.is_empty())
        };
        let titled = grid.header.is_empty() && grid.rows.first().is_some_and(|row| is_spanned(&row.cells));
        let place = usize::from(titled && grid.rows.get(1).as_ref().is_some_and(is_header));
        let first = grid.rows.get(place).filter(is_header);
        if let Some(first) = first {
            if grid.has_header {
                let found = "the header stands below the delimiter row";
                grid.findings.push(
                    Diagnostic::new(Id::HeaderPlace, self.source, first.span, found).help("move it above"),
                );
            } else if !self.source.slice(grid.span).starts_with('<') {
                let found = "no delimiter row stands below this header: strict readers see no table";
                grid.findings.push(
                    Diagnostic::new(Id::NoDelimiter, self.source, first.span, found)
                        .help("write one below it: `|---|---|`"),
                );
            }
            let rows = grid.rows.split_off(place + 1);
            grid.header = grid.rows.pop().unwrap_or_default().cells;
            grid.rows = rows;
            return;
        }
        let first = grid.header.first().map_or("", |cell| cell.text.as_str());
        if codes::is_numeric(first) && is_numeric(grid, 0) {
            let mut span = grid.header.first().map_or(grid.span, |cell| cell.span);
            for cell in &grid.header {
                span = span.to(cell.span);
            }
            let found = "a row of codes stands in place of the header";
            grid.findings.push(
                Diagnostic::new(Id::HeaderPlace, self.source, span, found).help("give the table a header"),
            );
            grid.rows.insert(0, GridRow { span, cells: std::mem::take(&mut grid.header) });
        }
    }
}

/// How many headers say something that is known.
fn known(heads: &[Head]) -> usize {
    let mut known = 0;
    for &head in heads {
        known += usize::from(head != Head::Unknown);
    }
    known
}

/// Beside codes, or the values of constants in a context that speaks of codes, a `类型` may be
/// a kind of error or such a constant, and is that of a parameter only where it says `string`.
fn forget_kinds(grid: &Grid, heads: &mut [Head], speaks: bool) {
    let coded = |(column, head): (usize, &Head)| match head {
        Head::Code | Head::Status => {
            is_mostly_coded(grid, column)
            // `No` in most rows is none.
            && (is_numeric(grid, column) || 2 * texts(grid, column) > grid.rows.len())
        }
        Head::Vague => speaks && is_value(header_of(grid, column)) && is_numeric(grid, column),
        _ => false,
    };
    if heads.contains(&Head::Parameter) && heads.iter().enumerate().any(coded) {
        for (column, head) in heads.iter_mut().enumerate() {
            let header = header_of(grid, column).to_ascii_lowercase();
            let kind = matches!(header.trim(), "类型" | "type");
            if *head == Head::Parameter && kind && !is_mostly(grid, column, is_data_type) {
                *head = Head::Unknown;
            }
        }
    }
}

/// A table with a header that only parameters have: no table of codes, whatever else it
/// says, unless that is but a name beside the number, as in `参数名 | 错误码`.
fn judge_parameters(grid: &Grid, heads: &[Head]) -> Judgement {
    let name = |header: &str| header.contains('名') || header.to_ascii_lowercase().contains("name");
    let (mut coded, mut named) = (None, true);
    for (column, head) in heads.iter().enumerate() {
        match head {
            Head::Code if coded.is_none() && is_numeric(grid, column) => coded = Some(column),
            Head::Parameter => named &= name(header_of(grid, column)),
            _ => {}
        }
    }
    match coded {
        Some(column) if named => Judgement::Codes(column),
        Some(_) => Judgement::Doubtful("this looks like a table of codes, but a header is one of parameters"),
        None => Judgement::Other,
    }
}

fn header_of(grid: &Grid, column: usize) -> &str {
    grid.header.get(column).map_or("", |header| &header.text)
}

/// The column of codes whose header says so: one with a code of the service before
/// one with a status of HTTP.
fn named_column(grid: &Grid, heads: &[Head]) -> Option<usize> {
    let named = |&column: &usize| match heads.get(column) {
        Some(Head::Code | Head::Status) => true,
        Some(Head::Vague) => is_http(grid, heads, column) && is_refusal(grid, column),
        _ => false,
    };
    let mut best = None;
    for column in 0..heads.len() {
        if named(&column) && is_mostly_coded(grid, column) {
            // What is the same in every row tells none from another, either.
            let doubts = (is_http(grid, heads, column), is_same(grid, column));
            if best.is_none_or(|(least, _)| doubts < least) {
                best = Some((doubts, column));
            }
        }
    }
    let (_, first) = best?;
    // Beside a symbol, a number that tells as many rows apart is the code, or the code's value.
    let value = |column| {
        let number = |text: &str| matches!(codes::read(text).form, Form::Integer | Form::Hex);
        heads.get(column) == Some(&Head::Vague)
            && is_value(header_of(grid, column))
            && is_mostly(grid, column, number)
    };
    let number = |&column: &usize| {
        (named(&column) && is_numeric(grid, column) || value(column))
            && !is_http(grid, heads, column)
            && texts(grid, column) >= texts(grid, first)
    };
    if is_numeric(grid, first) { Some(first) } else { (0..heads.len()).find(number).or(Some(first)) }
}

/// Whether a column says the same in every row.
fn is_same(grid: &Grid, column: usize) -> bool {
    let texts = grid.column(column);
    texts.first().is_some_and(|first| texts.iter().all(|text| text == first))
}

/// How many different texts a column has.
fn texts(grid: &Grid, column: usize) -> usize {
    let mut texts: HashMap<&str, usize> = HashMap::new();
    for text in grid.column(column) {
        *texts.entry(text).or_insert(0) += 1;
    }
    texts.len()
}

/// The first column of codes whose header says that only in a context that speaks
/// of codes. Among others, a header that was left empty says as little.
fn vague_column(grid: &Grid, heads: &[Head]) -> Option<usize> {
    // `reason` above symbols, where no other column is of codes.
    let coded = heads.iter().any(|head| matches!(head, Head::Code | Head::Status));
    // And `名称` above `SYSTEMERROR`: what is written so is no field.
    let shouted = |&column: &usize| {
        !coded && is_name(header_of(grid, column)) && is_mostly(grid, column, codes::is_shouted)
    };
    let found = (0..heads.len()).find(|&column| {
        let header = header_of(grid, column);
        // `错误码名称` above numbers: there is no other column for them.
        let head = heads.get(column);
        let vague = head == Some(&Head::Vague) || head == Some(&Head::Name) && speaks_of_codes(header);
        // `参数 | 值`: what a field of a reply is set to.
        let field = |other| is_field(header_of(grid, other)) && has_parameters(grid, other);
        let reason = !coded && head == Some(&Head::Cause) && is_symbols(&grid.rows, column);
        let named = reason || is_error(header) || is_value(header) && !has_parameters(grid, column);
        (vague || reason || header.is_empty() && !is_counted(grid, column))
            && !(0..column).any(field)
            && (is_numeric(grid, column) || named && is_mostly_coded(grid, column))
    });
    // `代码` above `MOBILE BLACK`, where the heading says whose: such words are codes, too.
    let called = |&column: &usize| {
        heads.get(column) == Some(&Head::Vague)
            && is_called_code(header_of(grid, column))
            && is_mostly(grid, column, |text| {
                let form = codes::read(text).form;
                form.is_code() || form == Form::Phrase
            })
    };
    found.or_else(|| (0..heads.len()).find(called)).or_else(|| (0..heads.len()).find(shouted))
}

/// Whether a column is mostly of codes.
fn is_mostly_coded(grid: &Grid, column: usize) -> bool {
    is_mostly(grid, column, |text| codes::read(text).form.is_code())
}

/// Whether the first column may be one of codes, whatever its header, beside a known one.
fn looks_coded(grid: &Grid, heads: &[Head]) -> bool {
    let mut others = heads.iter().enumerate().skip(1);
    let known = others.any(|(column, head)| {
        matches!(head, Head::Message | Head::Cause | Head::Remedy) || is_error(header_of(grid, column))
    });
    known && !is_counted(grid, 0) && is_numeric(grid, 0)
}

/// Whether a column is of the numbers of constants: `ERR_NET | -1301`.
fn is_of_constants(grid: &Grid, column: usize) -> bool {
    let shouted = |other| is_mostly(grid, other, codes::is_shouted);
    is_numeric(grid, column) && !is_counted(grid, column) && (0..grid.width()).any(shouted)
}

/// Whether a column counts the rows: 1, 2, 3.
fn is_counted(grid: &Grid, column: usize) -> bool {
    for (above, text) in grid.column(column).into_iter().enumerate() {
        if text.trim_end_matches('.') != (above + 1).to_string() {
            return false;
        }
    }
    true
}

/// Whether a column is of statuses of HTTP, whether its header says so or not: the
/// codes are in another, where there is one.
fn is_http(grid: &Grid, heads: &[Head], column: usize) -> bool {
    let status = |text: &&str| {
        codes::read(text).codes.iter().all(|code| matches!(code.parse::<usize>(), Ok(100..600)))
    };
    heads.get(column) == Some(&Head::Status)
        || speaks_of_status(header_of(grid, column)) && grid.column(column).iter().all(status)
}

/// Whether a status in this column is one of those that every service of HTTP refuses with.
fn is_refusal(grid: &Grid, column: usize) -> bool {
    for text in grid.column(column) {
        for code in codes::read(text).codes {
            if matches!(code.as_str(), "401" | "403" | "404") {
                return true;
            }
        }
    }
    false
}

fn is_numeric(grid: &Grid, column: usize) -> bool {
    is_mostly(grid, column, codes::is_numeric)
}

/// Whether at least half of the filled cells of a column, and one of them, are such.
fn is_mostly(grid: &Grid, column: usize, such: fn(&str) -> bool) -> bool {
    let (filled, are) = filled(&grid.rows, column, such);
    are > 0 && 2 * are >= filled
}

/// How many cells of a column are filled, and how many of them are such.
fn filled(rows: &[GridRow], column: usize, such: fn(&str) -> bool) -> (usize, usize) {
    let (mut filled, mut are) = (0, 0);
    for row in rows {
        if let Some(cell) = row.cells.get(column)
            && !cell.text.is_empty()
        {
            filled += 1;
            are += usize::from(such(&cell.text));
        }
    }
    (filled, are)
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

/// Whether a row is a row and no header: it holds a number, or the type of a
/// parameter. A known header is neither: `HTTP状态码`, `Code（错误码）`.
fn is_data(cells: &[Text], heads: &[Head]) -> bool {
    let datum = |text: &str| codes::is_numeric(text) || is_data_type(text);
    cells.iter().zip(heads).any(|(cell, &head)| head == Head::Unknown && datum(&cell.text))
}

/// `code`, `message`, `requestId`: the fields of a reply.
fn has_parameters(grid: &Grid, column: usize) -> bool {
    // `kErrorTimeout` is a constant.
    is_mostly(grid, column, |text| {
        let constant = starts(text.strip_prefix('k').unwrap_or_default(), |c| c.is_ascii_uppercase());
        starts(text, |c| c.is_ascii_lowercase()) && !constant
    })
}

/// Whether a column is of the methods of HTTP.
fn is_of_methods(grid: &Grid, column: usize) -> bool {
    is_mostly(grid, column, |text| codes::parts_are(text, |c| c == '/', is_method))
}

fn is_method(name: &str) -> bool {
    matches!(name.trim(), "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD")
}

/// Whether a vague header speaks of errors, so that names may be codes.
fn is_error(header: &str) -> bool {
    let header = header.to_lowercase();
    is_called_code(&header) || holds(&header, &["错误", "error", "エラー", "에러", "오류"])
}

/// Whether a vague header says code, if not whose.
fn is_called_code(header: &str) -> bool {
    let header = header.to_lowercase();
    holds(&header, &["代码", "コード", "코드"]) || holds(&header, BARE_CODES)
}

/// Whether a vague header speaks of values or constants, so that names may be codes
/// unless they are written as fields of a reply.
fn is_value(header: &str) -> bool {
    let header = header.trim().to_ascii_lowercase();
    !is_field(&header)
        && (header.ends_with('值')
            || header.contains("枚举")
            || matches!(&*header, "value" | "values" | "常量" | "値" | "값"))
}

/// Whether a header is one of parameters, or of fields of a reply.
fn is_field(header: &str) -> bool {
    header.starts_with("参数") || header.starts_with("字段") || header.eq_ignore_ascii_case("field")
}

/// A role for each column.
fn assign(heads: &[Head], width: usize, code: usize, rows: &[GridRow]) -> Vec<Role> {
    let mut roles = vec![Role::Other; width];
    // Gives a role to the first column that is such and has none yet.
    let mut give = |role: Role, such: &dyn Fn(usize, Head) -> bool| {
        for (column, free) in roles.iter_mut().enumerate() {
            let head = heads.get(column).copied().unwrap_or(Head::Unknown);
            if *free == Role::Other && such(column, head) {
                *free = role;
                return true;
            }
        }
        false
    };
    give(Role::Code, &|column, _| column == code);
    give(Role::Name, &|column, head| {
        matches!(head, Head::Name | Head::Vague | Head::Code) && is_symbols(rows, column)
    });
    let _ = give(Role::Message, &|_, head| head == Head::Message)
        || give(Role::Message, &|_, head| head == Head::Cause)
        || give(Role::Message, &|column, head| head == Head::Unknown && column > code)
        || give(Role::Message, &|_, head| head == Head::Remedy);
    let _ = give(Role::Remedy, &|_, head| head == Head::Remedy)
        || give(Role::Remedy, &|_, head| head == Head::Cause);
    roles
}

/// Whether a column holds symbols: `INVALID_PARAMETER`, `kErrorUnknown`.
fn is_symbols(rows: &[GridRow], column: usize) -> bool {
    let (filled, symbols) = filled(rows, column, |text| {
        any(text, |c| c.is_ascii_alphabetic())
            && all(text, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':' | '-'))
    });
    symbols > 0 && 10 * symbols >= 9 * filled
}
