//! For programs.

use serde_json::{Value, json};

use crate::codegen::Interpretation;
use crate::codegen::diagnostic::Diagnostic;
use crate::codegen::model::{Row, Table, Text};
use crate::codegen::names::TableNaming;

/// The tables, and what there is to say about the document and its names file.
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
/// use vendor_codes::export::json;
///
/// let source = Source::new("pay.md", "## Pay\n| 错误码 | 描述 |\n|---|---|\n| 7/8 | 余额不足 |\n");
/// let value = json(&interpret(&source, None, &Vocabulary::default()));
/// assert_eq!(value["tables"][0]["rows"][0]["cells"][1], "余额不足");
/// assert_eq!(value["diagnostics"][0]["id"], "unnamed-table");
/// ```
#[must_use]
pub fn json(interpretation: &Interpretation) -> Value {
    let Interpretation { document, naming, diagnostics, .. } = interpretation;
    let tables: Vec<Value> =
        document.tables.iter().zip(&naming.tables).map(|(table, names)| table_json(table, names)).collect();
    let diagnostics: Vec<Value> = diagnostics.iter().map(diagnostic).collect();
    json!({ "document": document.path, "tables": tables, "diagnostics": diagnostics })
}

/// A finding. `document` is the file that it is in, which may be the names file.
///
/// ```
/// use vendor_codes::codegen::diagnostic::{Diagnostic, Id};
///
/// let found = Diagnostic::of_file(Id::Unreadable, "pay.md", "permission denied");
/// assert_eq!(vendor_codes::export::diagnostic(&found)["severity"], "error");
/// ```
#[must_use]
pub fn diagnostic(diagnostic: &Diagnostic) -> Value {
    json!({
        "document": diagnostic.path,
        "severity": diagnostic.severity().as_str(),
        "id": diagnostic.id.as_str(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "line": diagnostic.line,
        "column": diagnostic.column,
    })
}

fn table_json(table: &Table, names: &TableNaming) -> Value {
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|column| json!({ "header": column.header.text, "role": column.role.as_str() }))
        .collect();
    json!({
        "line": table.line,
        "headings": texts(&table.headings),
        "kind": table.kind.as_str(),
        "name": names.named.then_some(&names.name),
        "columns": columns,
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn row(row: &Row) -> Value {
    json!({ "line": row.line, "codes": texts(&row.codes), "cells": texts(&row.cells) })
}

fn texts(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(|text| text.text.as_str()).collect()
}
