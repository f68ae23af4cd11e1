//! Out as Markdown and in again.

use vendor_codes::codegen::model::{Column, Document, Kind, Role, Row, Table, Text};
use vendor_codes::codegen::roles::Vocabulary;
use vendor_codes::codegen::source::{Source, Span};
use vendor_codes::codegen::{cell, read};
use vendor_codes::export::markdown;

use crate::mutants;
use crate::random::Random;

/// A document of tables that no file has: codes of every kind, in rows of every
/// kind, under headings, titles and lines, above notes, and in all of them texts
/// of whatever means something to a reader.
pub fn document(random: &mut Random) -> Document {
    // Only the reader makes tables; others are made of one.
    let source = Source::new("t.md", "| 错误码 | 说明 |\n|---|---|\n| 1 | a |\n");
    let model = read::read(&source, &Vocabulary::default(), &mut Vec::new()).tables.remove(0);
    let mut maker = Maker { random, place: 0, model };
    let mut tables: Vec<Table> = Vec::new();
    for _ in 0..maker.random.within(1..=4) {
        let table = maker.table(tables.last_mut());
        tables.push(table);
    }
    let mut document = Document::default();
    document.tables = tables;
    document
}

struct Maker<'a> {
    random: &'a mut Random,
    /// Where the next text would have been read.
    place: usize,
    /// A table of one row.
    model: Table,
}

impl Maker<'_> {
    fn table(&mut self, above: Option<&mut Table>) -> Table {
        let mut headings = Vec::new();
        let mut same = false;
        if let Some(above) = &above {
            headings = above.headings[..self.random.within(0..=above.headings.len())].to_vec();
            same = headings.len() == above.headings.len() && (headings.len() == 4 || self.random.once_in(2));
        }
        if !same {
            for _ in 0..self.random.within(1..=4 - headings.len().min(3)) {
                let text = self.text().replace('\n', " ");
                headings.push(self.made(&format!("{text}{}", self.place)));
            }
        }
        let mut title = above.as_ref().filter(|_| same).and_then(|above| above.title.clone());
        // The last line of the notes of a table is the line above the next one.
        let note = above.as_ref().filter(|_| same).and_then(|above| above.notes.last());
        let mut lead = note.map(|note| Text {
            text: note.text.rsplit('\n').next().unwrap_or_default().to_owned(),
            span: note.span,
        });
        // What stands between two tables is the notes of one, and introduces the other.
        let mut between = Vec::new();
        let mut titled = false;
        if self.random.once_in(3) {
            let text = self.some_text();
            title = Some(self.made(&text));
            lead.clone_from(&title);
            titled = true;
        }
        if self.random.once_in(3) {
            let colon = if self.random.once_in(2) { "：" } else { "" };
            let text = format!("{}{colon}", self.some_text());
            let line = self.made(&text);
            between.extend(title.clone().filter(|_| titled));
            between.extend(Some(&line).filter(|_| colon.is_empty()).cloned());
            lead = Some(line);
        }
        if let Some(above) = above.filter(|_| same) {
            above.notes.append(&mut between);
        }
        let (columns, kind, rows) = self.grid();
        let mut notes = Vec::new();
        for _ in 0..self.random.below(3) {
            let text = self.some_text();
            notes.push(self.made(&text));
        }
        let mut table = self.model.clone();
        (table.headings, table.title, table.lead, table.notes) = (headings, title, lead, notes);
        (table.kind, table.columns, table.rows) = (kind, columns, rows);
        table
    }

    fn grid(&mut self) -> (Vec<Column>, Kind, Vec<Row>) {
        const HEADERS: &[(&str, Role)] = &[
            ("错误码", Role::Code),
            ("说明", Role::Message),
            ("解决方案", Role::Remedy),
            ("渠道", Role::Other),
            ("常量名", Role::Name),
            ("负责人", Role::Other),
        ];
        let mut headers = HEADERS[..self.random.within(2..=HEADERS.len())].to_vec();
        let turned = self.random.below(headers.len());
        headers.rotate_left(turned);
        let (kind, codes) = self.codes();
        let mut rows: Vec<Row> = Vec::new();
        let mut next = 0;
        while let Some(code) = codes.get(next) {
            let (cell, codes) = match self.random.below(10) {
                0 => (String::new(), rows.last().map_or_else(Vec::new, |above: &Row| above.codes.clone())),
                1 => ("其他错误码".to_owned(), Vec::new()),
                2 => {
                    let again = &codes[self.random.below(next + 1)];
                    (again.clone(), vec![self.made(again)])
                }
                3 if next + 1 < codes.len() => {
                    next += 2;
                    let mate = &codes[next - 1];
                    (format!("{code}/{mate}"), vec![self.made(code), self.made(mate)])
                }
                _ => {
                    next += 1;
                    (code.clone(), vec![self.made(code)])
                }
            };
            let number = rows.len();
            let cells = headers.iter().map(|&(_, role)| match role {
                Role::Code => cell.clone(),
                // Without any text, it would be no row.
                Role::Message => self.some_text(),
                Role::Name => format!("ERR_{number}"),
                _ => self.text(),
            });
            let cells: Vec<String> = cells.collect();
            let cells = cells.iter().map(|cell| self.made(cell)).collect();
            let mut row = self.model.rows[0].clone();
            (row.cells, row.codes) = (cells, codes);
            rows.push(row);
        }
        let columns = headers.iter().map(|&(header, role)| Column { header: self.made(header), role });
        (columns.collect(), kind, rows)
    }

    fn codes(&mut self) -> (Kind, Vec<String>) {
        let count = self.random.within(2..=6);
        match self.random.below(3) {
            0 => (Kind::Integer, (0..count).map(|code| format!("{}", 4000 + code)).collect()),
            1 => {
                let one = |at| (0..count).map(|position| if position == at { '1' } else { '0' }).collect();
                (Kind::Positional { width: count }, (0..count).map(one).collect())
            }
            _ => (Kind::Text, (0..count).map(|code| format!("FailedOperation.Code{code}")).collect()),
        }
    }

    /// A text that a cell may have: whatever the reader makes of anything.
    fn text(&mut self) -> String {
        if self.random.once_in(6) { String::new() } else { self.some_text() }
    }

    fn some_text(&mut self) -> String {
        cell::markdown(&format!("甲{}乙", mutants::soup(self.random)))
    }

    /// A text with a place of its own.
    fn made(&mut self, text: &str) -> Text {
        self.place += 2;
        Text { text: text.to_owned(), span: Span::new(self.place, self.place + 1) }
    }
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
            return Err(format!("{written}\n{one:?}\nis read as\n{other:?}"));
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
        told.extend(table.title.iter().map(|text| ("title", text.text.clone())));
        told.extend(table.lead.iter().map(|text| ("lead", text.text.clone())));
        told.push(("kind", format!("{:?}", table.kind)));
        for column in &table.columns {
            told.push((column.role.as_str(), column.header.text.clone()));
        }
        for row in &table.rows {
            told.extend(row.cells.iter().map(|cell| ("cell", cell.text.clone())));
            told.extend(row.codes.iter().map(|code| ("code", code.text.clone())));
        }
        told.extend(table.notes.iter().map(|note| ("note", note.text.clone())));
    }
    told
}
