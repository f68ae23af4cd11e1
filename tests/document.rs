//! The vendor's document against the tables that were generated from it.
//!
//! The document is read here a second time, line by line and by nothing of the
//! generator: that it says the same is what this test is for.

use std::fs;
use std::path::Path;

use vendor_codes::{Column, DOCUMENTS, Kind, faceid};

/// A table as the lines of the document have it.
struct Lines {
    line: usize,
    header: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

fn document() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faceid.md")).unwrap()
}

/// A table starts at a header and goes on as long as lines have a `|`.
fn tables(text: &str) -> Vec<Lines> {
    let mut tables: Vec<Lines> = Vec::new();
    let mut within = false;
    for (index, line) in text.lines().enumerate() {
        let cells = cells(line);
        let is_header = cells.len() > 1 && ["返回码", "警告码", "告警码", "错误码"].contains(&&*cells[0]);
        within = is_header || (within && line.contains('|'));
        if is_header {
            tables.push(Lines { line: index + 1, header: cells, rows: Vec::new() });
        } else if within && !line.contains("---") {
            tables.last_mut().unwrap().add(index + 1, cells);
        }
    }
    tables
}

/// The text between the pipes.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let text =
        |cell: &str| cell.replace("&nbsp;", "").split("<br>").map(str::trim).collect::<Vec<_>>().join("\n");
    line.split('|').map(text).collect()
}

impl Lines {
    /// A row without its closing pipe may lack its last cell.
    fn add(&mut self, line: usize, mut cells: Vec<String>) {
        cells.resize(self.header.len().max(cells.len()), String::new());
        assert_eq!(cells.len(), self.header.len(), "line {line}");
        self.rows.push((line, cells));
    }
}

/// The revision that the figures in these tests are of. A later one has others.
fn is_this_revision() -> bool {
    // As the system's sha256sum has it.
    faceid::SOURCE.sha256() == "232f067654f7848e3dcc27297343955b31327d51d2a2a915c8381c76e3015773"
}

#[test]
fn every_row_of_the_document_is_in_the_tables_and_no_other() {
    let text = document();
    let tables = tables(&text);
    assert_eq!(faceid::SOURCE.lines(), text.lines().count());
    assert_eq!(tables.len(), faceid::TABLES.len());
    for (lines, table) in tables.iter().zip(faceid::TABLES) {
        assert_eq!(lines.line, table.line());
        assert!(table.columns().iter().map(Column::header).eq(&lines.header));
        let generated: Vec<(usize, Vec<String>)> =
            table.entries().map(|entry| (entry.line(), entry.cells().map(str::to_owned).collect())).collect();
        assert_eq!(generated, lines.rows, "{}", table.name());
    }
}

#[test]
fn every_code_leads_to_its_row_and_knows_its_row_mates() {
    for (lines, table) in tables(&document()).iter().zip(faceid::TABLES) {
        let mut all = Vec::new();
        for (line, cells) in &lines.rows {
            let codes: Vec<&str> = cells[0].split('/').collect();
            for &code in &codes {
                let found: Vec<_> = faceid::find(code).filter(|entry| entry.table() == *table).collect();
                assert_eq!(found.len(), 1, "{code}");
                let entry = found[0];
                assert_eq!((entry.line(), entry.code()), (*line, code));
                assert_eq!(Some(entry.message()), entry.column(&lines.header[1]), "{code}");
                assert_eq!(
                    entry.remedy(),
                    entry.column(&lines.header[2]).filter(|text| !text.is_empty()),
                    "{code}"
                );
                assert!(entry.codes().eq(codes.iter().copied()), "{code}");
            }
            all.extend(codes);
        }
        assert!(table.codes().eq(all.iter().copied()), "{}", table.name());
    }
}

#[test]
fn this_revision_has_57_rows_and_74_codes_each_with_a_gloss() {
    if is_this_revision() {
        let entries = || faceid::TABLES.iter().flat_map(|table| table.entries());
        assert_eq!((entries().count(), faceid::TABLES.len()), (57, 7));
        let codes: Vec<_> = faceid::TABLES.iter().flat_map(|table| table.codes()).collect();
        assert_eq!(codes.len(), 74);
        for entry in codes.into_iter().flat_map(faceid::find) {
            assert!(entry.english().is_some_and(|english| !english.is_empty()), "{entry}");
        }
    }
}

#[test]
fn the_tables_of_this_revision_are_what_the_service_sends() {
    let kinds = [
        ("Gateway", Kind::Integer),
        ("FaceVerification", Kind::Integer),
        ("IdCardOcr", Kind::Integer),
        ("IdCardWarnings", Kind::Positional),
        ("BankCardOcr", Kind::Integer),
        // The note under it speaks of strings, as the one above does. The table wins.
        ("BankCardWarnings", Kind::Integer),
        ("TwoFactor", Kind::Integer),
    ];
    if is_this_revision() {
        assert!(faceid::TABLES.iter().map(|table| (table.name(), table.kind())).eq(kinds));
    }
}

#[test]
fn the_document_is_in_the_list_of_all() {
    let document = DOCUMENTS.iter().find(|document| document.module() == "faceid").unwrap();
    assert_eq!((document.source(), document.tables()), (&faceid::SOURCE, faceid::TABLES));
    assert_eq!(document.source().file(), "docs/faceid.md");
}
