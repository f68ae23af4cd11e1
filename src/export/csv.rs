//! For spreadsheets: one record for each code, as RFC 4180 has it.

use crate::codegen::model::{Document, Role, Row, Table};
use crate::codegen::names::{CodeNaming, Naming, TableNaming};

/// What the columns are called.
const HEADER: [&str; 11] = [
    "table", "heading", "line", "code", "variant", "english", "written", "name", "message", "remedy", "other",
];

/// One record for each code of each row, the row's texts repeated in each; a
/// row without codes has one record.
///
/// `written` is the whole code cell. `other` holds a line `header: text` for
/// each further column of the table.
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
/// use vendor_codes::export::csv;
///
/// let source = Source::new("pay.md", "## Pay\n| 错误码 | 描述 |\n|---|---|\n| 7/8 | 余额不足 |\n");
/// let read = interpret(&source, None, &Vocabulary::default());
/// let text = csv(&read.document, &read.naming);
/// assert_eq!(text.lines().nth(1), Some("Pay,Pay,4,7,C7,,7/8,,余额不足,,"));
/// ```
#[must_use]
pub fn csv(document: &Document, naming: &Naming) -> String {
    let mut out = String::new();
    push_record(&mut out, &HEADER);
    for (table, names) in document.tables.iter().zip(&naming.tables) {
        push_table(&mut out, table, names);
    }
    out
}

fn push_table(out: &mut String, table: &Table, names: &TableNaming) {
    let namings: std::collections::HashMap<&str, &CodeNaming> =
        table.codes().into_iter().map(|(code, _)| code).zip(&names.codes).collect();
    let heading = table.own_heading().map_or("", |text| &text.text);
    for row in &table.rows {
        let (line, other) = (row.line.to_string(), others(table, row));
        let mut push = |code: &str| {
            let naming = namings.get(code);
            push_record(
                out,
                &[
                    &names.name,
                    heading,
                    &line,
                    code,
                    naming.map_or("", |naming| naming.variant()),
                    naming.and_then(|naming| naming.english.as_deref()).unwrap_or_default(),
                    table.text(row, Role::Code),
                    table.text(row, Role::Name),
                    table.text(row, Role::Message),
                    table.text(row, Role::Remedy),
                    &other,
                ],
            );
        };
        if row.codes.is_empty() {
            push("");
        }
        row.codes.iter().for_each(|code| push(&code.text));
    }
}

fn others(table: &Table, row: &Row) -> String {
    let others = table.columns.iter().zip(&row.cells);
    let lines: Vec<String> = others
        .filter(|(column, cell)| column.role == Role::Other && !cell.text.is_empty())
        .map(|(column, cell)| match column.header.text.as_str() {
            "" => cell.text.clone(),
            header => format!("{header}: {}", cell.text),
        })
        .collect();
    lines.join("\n")
}

fn push_record(out: &mut String, fields: &[&str]) {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) || field.starts_with(' ') || field.ends_with(' ') {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push('\n');
}
