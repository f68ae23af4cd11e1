//! The reader: a document's text in, a [`Document`] out.
//!
//! Blocks become grids, grids become tables of codes. What was repaired on the
//! way, and what could not be understood, is said in diagnostics.

use super::diagnostic::Diagnostic;
use super::model::{Column, Document, Kind, Role, Row, Table, Text};
use super::roles::Vocabulary;
use super::sha256::sha256;
use super::source::{Source, Span};

/// Reads all tables of codes of a document.
#[must_use]
pub fn read(source: &Source, vocabulary: &Vocabulary, diagnostics: &mut Vec<Diagnostic>) -> Document {
    let _ = diagnostics;
    let mut document = Document {
        path: source.path().to_owned(),
        sha256: sha256(source.text().as_bytes()),
        lines: source.lines().len(),
        tables: Vec::new(),
    };
    let mut heading: Option<Text> = None;
    let mut open = false;
    for (index, &line) in source.lines().iter().enumerate() {
        let text = source.slice(line);
        if let Some(words) = text.strip_prefix('#') {
            heading = Some(Text { text: words.trim_start_matches('#').trim().to_owned(), span: line });
        }
        if !text.contains(['|', '\t']) {
            open = false;
            continue;
        }
        if text.contains("---") {
            continue;
        }
        let cells = cells(text, line.start);
        if !open {
            let columns = cells
                .into_iter()
                .map(|header| Column { role: vocabulary.role(&header.text), header })
                .collect();
            document.tables.push(Table {
                span: line,
                line: index + 1,
                headings: heading.clone().into_iter().collect(),
                title: None,
                lead: None,
                kind: Kind::Integer,
                columns,
                rows: Vec::new(),
                notes: Vec::new(),
            });
            open = true;
        } else if let Some(table) = document.tables.last_mut() {
            let code = cells.first().cloned().unwrap_or_default();
            let codes =
                code.text.split('/').map(|text| Text { text: text.to_owned(), span: code.span }).collect();
            table.rows.push(Row { line: index + 1, span: line, cells, codes });
            table.span = table.span.to(line);
        }
    }
    document.tables.retain(|table| table.column(Role::Code).is_some() && !table.rows.is_empty());
    for table in &mut document.tables {
        let codes: Vec<&str> = table.rows.iter().flat_map(|row| &row.codes).map(|code| &*code.text).collect();
        let canonical = |code: &&str| code.parse::<i64>().is_ok_and(|value| value.to_string() == **code);
        if !codes.iter().all(canonical) {
            let width = codes.first().map_or(0, |code| code.len());
            let one_hot = |code: &&str| code.len() == width && code.matches('1').count() == 1;
            table.kind = if codes.iter().all(one_hot) { Kind::Positional { width } } else { Kind::Text };
        }
    }
    document
}

fn cells(line: &str, start: usize) -> Vec<Text> {
    let line = line.trim_end();
    let inner = line.strip_prefix('|').unwrap_or(line);
    let mut at = start + line.len() - inner.len();
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut cells = Vec::new();
    for cell in inner.split('|') {
        let begin = at + cell.len() - cell.trim_start().len();
        let text = cell.replace("<br>", "\n").replace("&nbsp;", " ");
        cells.push(Text { text: text.trim().to_owned(), span: Span::new(begin, begin + cell.trim().len()) });
        at += cell.len() + 1;
    }
    cells
}
