//! `list`: the tables that were built in, and the codes of one.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};
use vendor_codes::codegen::visible::visible;
use vendor_codes::{Column, DOCUMENTS, Document, Entry, Kind, Role, Table};

use super::args::ListArguments;
use super::catalogue::{self, tables};
use super::layout::{fitted, one_line, padded, width, wrapped};
use super::nearest::nearest;
use super::{Status, Trouble, output};

const TITLE: Style = AnsiColor::Cyan.on_default().bold();
const HEAD: Style = Style::new().dimmed();
const INDENT: usize = 2;
/// Blanks between columns.
const GAP: usize = 2;

pub fn run(arguments: &ListArguments) -> Result<Status, Trouble> {
    let chosen: Vec<_> = match &arguments.table {
        None => tables().collect(),
        Some(name) => tables().filter(|(document, table)| is_called(document, table, name)).collect(),
    };
    if let Some(name) = arguments.table.as_ref().filter(|_| chosen.is_empty()) {
        let mut what = format!("there is no table {}", visible(name));
        let nearest = nearest(name, tables().map(|(_, table)| table.name()));
        if !nearest.is_empty() {
            let _ = write!(what, "; the nearest: {}", nearest.join(", "));
        }
        output::error(&what);
        return Ok(Status::Found);
    }
    if arguments.json {
        let whole = arguments.table.is_some();
        let values: Vec<Value> =
            chosen.iter().map(|(document, table)| value(document, table, whole)).collect();
        output::print_exactly(&super::json::text(&values.into()))?;
    } else if arguments.table.is_none() {
        let texts: Vec<String> = DOCUMENTS.iter().map(|document| document_text(document)).collect();
        output::print(&texts.join("\n"))?;
    } else {
        let texts: Vec<String> = chosen.iter().map(|(document, table)| table_text(document, table)).collect();
        output::print(&texts.join("\n"))?;
    }
    Ok(Status::Good)
}

fn is_called(document: &Document, table: &Table, name: &str) -> bool {
    name.eq_ignore_ascii_case(table.name())
        || name.eq_ignore_ascii_case(&catalogue::table_path(document, table))
}

/// What each table of a document is, on a line.
fn document_text(document: &Document) -> String {
    let source = document.source();
    let mut out = format!(
        "{TITLE}{}{TITLE:#}  {}, {} lines\n",
        document.module(),
        visible(source.file()),
        source.lines()
    );
    let rows: Vec<_> = document
        .tables()
        .iter()
        .map(|table| {
            vec![
                table.name().to_owned(),
                format!("{:>5}", table.len()),
                format!("{:>4}", table.entries().len()),
                kind(table).to_owned(),
                format!("{:>4}", table.line()),
                catalogue::headings(table),
            ]
        })
        .collect();
    push_columns(&mut out, &["TABLE", "CODES", "ROWS", "KIND", "LINE", "HEADING"], &rows, 5);
    out
}

/// The rows of a table, and the notes below it.
fn table_text(document: &Document, table: &'static Table) -> String {
    let mut out = format!(
        "{TITLE}{}{TITLE:#}  {}:{}  {}\n",
        catalogue::table_path(document, table),
        visible(document.source().file()),
        table.line(),
        one_line(&catalogue::headings(table)),
    );
    let rows: Vec<_> = table.entries().flat_map(|entry| rows(table, entry)).collect();
    let mut heads = vec!["CODE", "NAME"];
    heads.extend(shown(table).map(|(_, header)| header));
    push_columns(&mut out, &heads, &rows, 2);
    let available = output::width().map(|columns| columns.saturating_sub(INDENT));
    for line in table.notes().iter().flat_map(|note| wrapped(note, available)) {
        let _ = writeln!(out, "{:INDENT$}{HEAD}{line}{HEAD:#}", "");
    }
    out
}

/// The columns that a table is shown with, but for the codes: their index and header.
fn shown(table: &'static Table) -> impl Iterator<Item = (usize, &'static str)> {
    let columns = table.columns().iter().enumerate();
    columns.filter(|(_, column)| column.role() != Role::Code).map(|(index, column)| (index, column.header()))
}

/// A row's codes below one another, each beside its name; then its texts. Where
/// no lines are broken, a row of its own for each code.
fn rows(table: &'static Table, entry: Entry) -> Vec<Vec<String>> {
    let texts = || shown(table).map(|(column, _)| entry.cell(column).unwrap_or_default().to_owned());
    let mut codes: Vec<(&str, &str)> =
        entry.codes().map(|code| (code, table.find(code).next().map_or("", Entry::variant))).collect();
    if codes.is_empty() {
        let column = table.columns().iter().position(|column| column.role() == Role::Code);
        codes.push((column.and_then(|column| entry.cell(column)).unwrap_or_default(), ""));
    }
    let row = |code: String, name: String| [code, name].into_iter().chain(texts()).collect();
    if output::width().is_none() {
        return codes.into_iter().map(|(code, name)| row(code.to_owned(), name.to_owned())).collect();
    }
    let (codes, names): (Vec<&str>, Vec<&str>) = codes.into_iter().unzip();
    vec![row(codes.join("\n"), names.join("\n"))]
}

/// Lines with the cells of each column below one another. On a terminal cells
/// are broken into lines that fit; elsewhere every code has one line, for `grep`.
fn push_columns(out: &mut String, heads: &[&str], rows: &[Vec<String>], fixed: usize) {
    let columns = output::width();
    let lines_of = |text: &str, width: Option<usize>| match columns {
        Some(_) => wrapped(text, width),
        None => vec![one_line(text)],
    };
    let heads: Vec<String> = heads.iter().map(|head| one_line(head)).collect();
    let mut widths: Vec<usize> = heads.iter().map(|head| width(head)).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width =
                lines_of(cell, None).iter().map(|line| super::layout::width(line)).fold(*width, usize::max);
        }
    }
    if let Some(columns) = columns {
        let gaps = INDENT + GAP * widths.len().saturating_sub(1);
        widths = fitted(&widths, fixed, columns.saturating_sub(gaps));
    }
    push_line(out, &heads, &widths, HEAD);
    for row in rows {
        let cells: Vec<Vec<String>> =
            row.iter().zip(&widths).map(|(cell, &width)| lines_of(cell, Some(width))).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let line: Vec<String> =
                cells.iter().map(|cell| cell.get(line).cloned().unwrap_or_default()).collect();
            push_line(out, &line, &widths, Style::new());
        }
    }
}

fn push_line(out: &mut String, cells: &[String], widths: &[usize], style: Style) {
    let padded: Vec<String> = cells.iter().zip(widths).map(|(cell, &width)| padded(cell, width)).collect();
    let line = padded.join(&" ".repeat(GAP));
    let _ = writeln!(out, "{:INDENT$}{style}{}{style:#}", "", line.trim_end());
}

fn kind(table: &Table) -> &'static str {
    match table.kind() {
        Kind::Integer => "integer",
        Kind::Positional => "positional",
        Kind::Text => "text",
        _ => "other",
    }
}

fn value(document: &Document, table: &'static Table, whole: bool) -> Value {
    let mut value = json!({
        "document": document.source().file(),
        "line": table.line(),
        "module": document.module(),
        "table": table.name(),
        "headings": table.headings(),
        "kind": kind(table),
        "codes": table.len(),
    });
    if let (true, Value::Object(fields)) = (whole, &mut value) {
        let headers: Vec<&str> = table.columns().iter().map(Column::header).collect();
        let rows: Vec<Value> = table
            .entries()
            .map(|entry| {
                json!({
                    "line": entry.line(),
                    "codes": entry.codes().collect::<Vec<_>>(),
                    "cells": entry.cells().collect::<Vec<_>>(),
                })
            })
            .collect();
        fields.insert("columns".to_owned(), headers.into());
        fields.insert("rows".to_owned(), rows.into());
        fields.insert("notes".to_owned(), table.notes().into());
    }
    value
}
