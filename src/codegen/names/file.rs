//! Reading a names file.
//!
//! A `*.names.md` comes in and is read as a document like the vendor's, a
//! [`NamesFile`] goes out: a [`Section`] for each type, with a row for each code.
//! This module owns what a names file may say, and what is wrong in one.

use std::collections::HashMap;

use crate::codegen::chars::is_one;
use crate::codegen::diagnostic::{Diagnostic, Id, Severity};
use crate::codegen::ident::{self, Invalid};
use crate::codegen::mask;
use crate::codegen::matching::{self, Subject};
use crate::codegen::model::{Column, Document, Role, Row, Table, Text};
use crate::codegen::read;
use crate::codegen::roles::Vocabulary;
use crate::codegen::source::{Source, Span};

/// A names file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesFile {
    pub(super) path: String,
    pub(super) sections: Vec<Section>,
}

/// What a names file says of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// The type; none where it is left open.
    pub(super) name: Option<String>,
    /// The heading, or the table where there is none.
    pub(super) at: Place,
    /// The headings that the table has had.
    spellings: Vec<String>,
    pub(super) rows: Vec<NameRow>,
    /// Where a further row goes: behind this byte.
    pub(super) end: usize,
    /// What each cell of a row holds.
    pub(super) columns: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NameRow {
    pub(super) code: String,
    pub(super) name: Option<String>,
    pub(super) english: Option<String>,
    pub(super) at: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Code,
    Name,
    English,
    Other,
}

/// A place in the names file, for what is found when the source is gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    span: Span,
    line: usize,
    column: usize,
}

impl Place {
    fn of(source: &Source, span: Span) -> Self {
        let (line, column) = source.line_column(span.start);
        Self { span, line, column }
    }
}

/// The mark of a name that nobody has given yet.
pub(super) const OPEN: &str = "_";

impl NamesFile {
    /// Reads a names file.
    ///
    /// It is a document like the vendor's, read by the same reader. What is wrong
    /// in it is said at the cell, and left out.
    #[must_use]
    pub fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let (mut findings, mut mistakes) = (Vec::new(), Vec::new());
        let document = read::read(source, &Vocabulary::default(), &mut findings);
        for finding in findings {
            mistakes.extend(mistake(finding));
        }
        report_loose(&document, source, &mut mistakes);
        diagnostics.append(&mut mistakes);
        let mut sections: Vec<Section> = Vec::new();
        let mut heading_of_last = None;
        for table in &document.tables {
            let Some(columns) = columns(table, source, diagnostics) else { continue };
            let heading = table.own_heading();
            let continued = heading.is_some() && heading.map(|text| text.span) == heading_of_last;
            if !continued || sections.is_empty() {
                sections.push(Section::begin(heading, table, source, diagnostics));
                heading_of_last = heading.map(|text| text.span);
            }
            if let Some(section) = sections.last_mut() {
                section.columns = columns;
                section.add_rows(table, source);
            }
        }
        for section in &mut sections {
            section.check_rows(source, diagnostics);
        }
        check_sections(&mut sections, source, diagnostics);
        Self { path: source.path().to_owned(), sections }
    }

    pub(super) fn finding(&self, id: Id, at: Place, message: String) -> Diagnostic {
        let mut diagnostic = Diagnostic::of_file(id, self.path.as_str(), message);
        (diagnostic.span, diagnostic.line, diagnostic.column) = (at.span, at.line, at.column);
        diagnostic
    }

    /// The section of each table of a document.
    pub(super) fn pair(&self, document: &Document) -> Vec<Option<usize>> {
        if self.sections.is_empty() {
            return vec![None; document.tables.len()];
        }
        let (mut tables, mut sections) = (Vec::new(), Vec::new());
        for table in &document.tables {
            tables.push(Subject::of_table(table));
        }
        for section in &self.sections {
            sections.push(section.subject());
        }
        matching::pair(&tables, &sections)
    }
}

/// A finding of the reader that a row of a names file is lost, or read with a doubt,
/// in the words of names files where those of documents do not fit. How its Markdown
/// was repaired is nobody's concern.
fn mistake(finding: Diagnostic) -> Option<Diagnostic> {
    let (id, mistake) = (finding.id, Diagnostic { id: Id::NamesNotRead, ..finding });
    Some(match id {
        Id::NoCode => Diagnostic {
            message: "this row has no code, so it names nothing".to_owned(),
            ..mistake.help("give it a code as it is in the document, or remove it")
        },
        // A vendor may have such codes; a row that is for none of them is stale.
        Id::DoubtfulCode => return None,
        Id::NotRead => mistake.help(TOGETHER),
        Id::LineInside => mistake.help("write it as a row with pipes, or put it above or below the table"),
        _ if id.severity() < Severity::Warning => return None,
        _ => mistake,
    })
}

const TOGETHER: &str =
    "put each row right below the other rows of its section, without a heading or a text between them";

/// Finds the rows that are in no table: in a names file that is whatever begins
/// with a pipe, below no delimiter row.
fn report_loose(document: &Document, source: &Source, mistakes: &mut Vec<Diagnostic>) {
    let masked = mask::mask(source);
    let text = |line: Span| masked.text.get(line.range()).unwrap_or_default().trim_start();
    let mut known = vec![false; source.lines().len()];
    for table in &document.tables {
        source.mark(table.span, &mut known);
    }
    for mistake in &*mistakes {
        source.mark(mistake.span, &mut known);
    }
    let mut known = known.into_iter();
    for rows in
        source.lines().chunk_by(|&one, &other| text(one).starts_with('|') == text(other).starts_with('|'))
    {
        let Some(span) = rows.first().zip(rows.last()).map(|(first, last)| first.to(*last)) else { continue };
        let mut loose = true;
        for &row in rows {
            loose &= text(row).starts_with('|') && !mask::is_table_rule(text(row));
            loose &= known.next() == Some(false);
        }
        if loose {
            let found = "this is a row of no table";
            mistakes.push(Diagnostic::new(Id::NamesNotRead, source, span, found).help(TOGETHER));
        }
    }
}

/// What the columns of a names table hold; none, and an error, without names.
fn columns(table: &Table, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Field>> {
    let mut fields = Vec::new();
    let mut header: Option<Span> = None;
    for Column { header: Text { text, span }, role } in &table.columns {
        fields.push(match (text.trim().to_ascii_lowercase().as_str(), role) {
            (_, Role::Code) => Field::Code,
            ("english", _) => Field::English,
            ("name", _) | (_, Role::Name) => Field::Name,
            _ => Field::Other,
        });
        header = Some(header.map_or(*span, |header| header.to(*span)));
    }
    if fields.contains(&Field::Name) {
        return Some(fields);
    }
    let found = "this table of the names file has no column `name`";
    diagnostics.push(
        Diagnostic::new(Id::NamesWithoutNames, source, header.unwrap_or(table.span), found)
            .help("give it the columns `| code | name | english |`"),
    );
    None
}

impl Section {
    fn begin(
        heading: Option<&Text>,
        table: &Table,
        source: &Source,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let at = heading.map_or(table.span, |text| text.span);
        let given = heading.map_or("", |text| text.text.trim());
        let mut section =
            Self { at: Place::of(source, at), spellings: spellings(at, table, source), ..Self::default() };
        if given.is_empty() || given == OPEN {
            return section;
        }
        match ident::check_type(given) {
            Ok(()) => section.name = Some(given.to_owned()),
            Err(invalid) => diagnostics.push(invalid_name(invalid, "type", given, source, at)),
        }
        section
    }

    fn add_rows(&mut self, table: &Table, source: &Source) {
        let field = |row: &Row, field| {
            let cell = self.columns.iter().position(|&column| column == field)?;
            row.cells.get(cell).filter(|cell| !matches!(cell.text.trim(), "" | OPEN)).cloned()
        };
        for row in &table.rows {
            let (name, english) = (field(row, Field::Name), field(row, Field::English));
            for code in &row.codes {
                let span = name.as_ref().map_or(code.span, |name| name.span);
                self.rows.push(NameRow {
                    code: code.text.clone(),
                    name: name.as_ref().map(|name| name.text.trim().to_owned()),
                    english: english.as_ref().map(|english| english.text.replace('\n', " ")),
                    at: Place::of(source, span),
                });
            }
        }
        self.end = self.end.max(table.rows.last().map_or(table.span.end, |row| row.span.end));
    }

    /// Leaves the rows whose code and name are theirs alone and a name of Rust.
    fn check_rows(&mut self, source: &Source, diagnostics: &mut Vec<Diagnostic>) {
        let mut rows: Vec<NameRow> = Vec::with_capacity(self.rows.len());
        // Where each is in `rows`.
        let mut codes: HashMap<String, usize> = HashMap::new();
        let mut names: HashMap<String, usize> = HashMap::new();
        for mut row in std::mem::take(&mut self.rows) {
            if let Some(first) = codes.get(&row.code).and_then(|&first| rows.get(first)) {
                let line = first.at.line;
                let found = format!("code {} is named a second time, first on line {line}", row.code);
                diagnostics.push(
                    Diagnostic::new(Id::TwoNamesForOneCode, source, row.at.span, found)
                        .help("keep one of the two rows; one without a code is about the code above it"),
                );
                continue;
            }
            codes.insert(row.code.clone(), rows.len());
            if let Some(name) = row.name.take() {
                // As a constant, because a table may turn out to be positional.
                let constant = ident::screaming(&name);
                let first = names.get(&constant).and_then(|&first| rows.get(first));
                if let Err(invalid) = ident::check_code(&name) {
                    diagnostics.push(invalid_name(invalid, "code", &name, source, row.at.span));
                } else if let Some(NameRow { code, at, .. }) = first {
                    let found =
                        format!("`{name}` names code {}, and on line {} code {code}", row.code, at.line);
                    diagnostics.push(
                        Diagnostic::new(Id::OneNameForTwoCodes, source, row.at.span, found)
                            .help("give each code of a table a name of its own"),
                    );
                } else {
                    names.insert(constant, rows.len());
                    row.name = Some(name);
                }
            }
            rows.push(row);
        }
        self.rows = rows;
    }

    pub(super) fn subject(&self) -> Subject<'_> {
        let mut names: Vec<String> = Vec::new();
        let mut add = |name: String| {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        };
        for spelling in self.spellings.iter().chain(&self.name) {
            add(matching::normalise(spelling));
            if spelling.contains('/') {
                let mut path = Vec::new();
                for heading in spelling.split('/') {
                    path.push(matching::normalise(heading));
                }
                add(path.join("/"));
            }
        }
        let mut codes = Vec::new();
        for row in &self.rows {
            codes.push(row.code.as_str());
        }
        Subject { names, codes }
    }
}

/// The headings on the `Headings:` lines between a section's start and its table.
fn spellings(from: Span, table: &Table, source: &Source) -> Vec<String> {
    let lines = source.lines();
    let first = source.line_at(from.start);
    let last = table.line.max(first).min(lines.len() + 1) - 1;
    let mut spellings = Vec::new();
    for &line in lines.get(first..last).unwrap_or_default() {
        let Some((key, headings)) = source.slice(line).split_once([':', '：']) else { continue };
        if !is_one(key.trim(), &["Headings", "Heading"]) {
            continue;
        }
        for heading in headings.split([',', '，']) {
            if !heading.trim().is_empty() {
                spellings.push(heading.trim().to_owned());
            }
        }
    }
    spellings
}

fn check_sections(sections: &mut [Section], source: &Source, diagnostics: &mut Vec<Diagnostic>) {
    let mut lines: HashMap<String, usize> = HashMap::new();
    for section in sections {
        let Some(name) = section.name.clone() else { continue };
        match lines.get(&name) {
            Some(line) => {
                let found = format!("`{name}` has a second section, the first is on line {line}");
                diagnostics.push(
                    Diagnostic::new(Id::SectionTwice, source, section.at.span, found)
                        .help("put the rows into one section, or give this one another name"),
                );
                section.name = None;
            }
            None => {
                lines.insert(name, section.at.line);
            }
        }
    }
}

fn invalid_name(invalid: Invalid, what: &str, name: &str, source: &Source, span: Span) -> Diagnostic {
    let found = match invalid {
        Invalid::Spelling => format!("`{name}` is no name for a {what}"),
        Invalid::Reserved => format!("`{name}` cannot name a {what}, generated code uses it"),
    };
    let help = match ident::suggestion(name) {
        Some(better) => format!("write it like `{better}`"),
        None => "write ASCII words like `SimilarityTooLow`".to_owned(),
    };
    Diagnostic::new(Id::InvalidName, source, span, found).help(help)
}
