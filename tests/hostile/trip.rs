//! Out as Markdown and in again.

use vendor_codes::codegen::model::{Column, Document, Kind, Role, Row, Table, Text};
use vendor_codes::codegen::roles::Vocabulary;
use vendor_codes::codegen::source::{Source, Span};
use vendor_codes::codegen::{cell, read};
use vendor_codes::export::markdown;

use crate::mutants;
use crate::random::Random;

/// A document of tables that no file has: codes of every kind, texts of
/// whatever means something to a reader.
pub fn document(random: &mut Random) -> Document {
    let tables = (0..random.within(1..=3)).map(|index| table(random, index)).collect();
    Document { tables, ..Document::default() }
}

fn table(random: &mut Random, index: usize) -> Table {
    let (kind, codes) = codes(random);
    let headers = [("错误码", Role::Code), ("说明", Role::Message), ("解决方案", Role::Remedy)];
    let columns = headers.iter().map(|&(header, role)| Column { header: made(header), role }).collect();
    let rows = codes.iter().map(|code| Row {
        line: 0,
        span: Span::default(),
        cells: vec![made(code), made(&text(random)), made(&text(random))],
        codes: vec![made(code)],
    });
    let rows = rows.collect();
    Table {
        span: Span::default(),
        line: 0,
        headings: vec![made(&format!("{}{index}", text(random).replace('\n', " ")))],
        title: None,
        lead: None,
        kind,
        columns,
        rows,
        notes: Vec::new(),
    }
}

fn codes(random: &mut Random) -> (Kind, Vec<String>) {
    let count = random.within(2..=6);
    match random.below(3) {
        0 => (Kind::Integer, (0..count).map(|code| format!("{}", 4000 + code)).collect()),
        1 => {
            let one = |at| (0..count).map(|position| if position == at { '1' } else { '0' }).collect();
            (Kind::Positional { width: count }, (0..count).map(one).collect())
        }
        _ => (Kind::Text, (0..count).map(|code| format!("FailedOperation.Code{code}")).collect()),
    }
}

/// A text that a cell may have: whatever the reader makes of anything.
fn text(random: &mut Random) -> String {
    if random.once_in(6) {
        return String::new();
    }
    cell::markdown(&format!("甲{}乙", mutants::soup(random)))
}

fn made(text: &str) -> Text {
    Text { text: text.to_owned(), span: Span::default() }
}

/// The document as Markdown is read as the same tables, and written again as
/// the same Markdown.
pub fn same(document: &Document) -> Result<(), String> {
    let written = markdown(document);
    let source = Source::new("a.md", written.as_str());
    let read = read::read(&source, &Vocabulary::default(), &mut Vec::new());
    let (one, other) = (told(document), told(&read));
    for (one, other) in one.iter().zip(&other) {
        if one != other {
            return Err(format!("{one:?}\nis read as\n{other:?}"));
        }
    }
    if one.len() != other.len() {
        return Err(format!("{} tables are read as {}", document.tables.len(), read.tables.len()));
    }
    if markdown(&read) != written {
        return Err("written again, it is another text".to_owned());
    }
    Ok(())
}

/// What a document says, piece by piece.
fn told(document: &Document) -> Vec<(&str, String)> {
    let mut told = Vec::new();
    for table in &document.tables {
        told.extend(table.headings.iter().map(|text| ("heading", text.text.clone())));
        told.push(("kind", format!("{:?}", table.kind)));
        for column in &table.columns {
            told.push((column.role.as_str(), column.header.text.clone()));
        }
        for row in &table.rows {
            told.extend(row.cells.iter().map(|cell| ("cell", cell.text.clone())));
            told.extend(row.codes.iter().map(|code| ("code", code.text.clone())));
        }
    }
    told
}
