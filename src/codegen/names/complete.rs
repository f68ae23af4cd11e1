//! Completing a names file.
//!
//! A document and its names file come in, the text of the names file goes out
//! with a row for whatever has no name yet. This module owns that nothing which
//! is there is changed, and that completing the result changes nothing.

use std::fmt::Write as _;

use super::file::{Field, NamesFile, OPEN, Section};
use super::{Pairs, Rows, TableNaming};
use crate::codegen::cell;
use crate::codegen::model::{Document, Role, Table};
use crate::codegen::source::Source;

/// The names file with a section for every table and a row for every code that
/// it lacks. What is there stays byte for byte; what is open is marked `_`.
///
/// Completing the result again changes nothing.
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
/// use vendor_codes::codegen::names::complete;
///
/// let source = Source::new("pay.md", "## Pay\n| 错误码 | 描述 |\n|---|---|\n| 7/8 | 余额不足 |\n");
/// let document = interpret(&source, None, &Vocabulary::default()).document;
/// let names = complete(&document, None);
/// assert!(names.contains("\n| 7 | _ | <!-- 余额不足 --> |\n"));
/// ```
#[must_use]
pub fn complete(document: &Document, names: Option<(&NamesFile, &Source)>) -> String {
    // A shell's `>` makes an empty file of the one that there is not.
    let names = names.filter(|(_, source)| !source.text().is_empty());
    let none = NamesFile::default();
    let (file, text) = names.map_or((&none, ""), |(file, source)| (file, source.text()));
    let pairs = Pairs::new(document, file);
    let naming = pairs.name(&mut Vec::new());
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };

    let mut insertions: Vec<(usize, String)> = Vec::new();
    let mut added = String::new();
    for ((table, names), section) in document.tables.iter().zip(&naming.tables).zip(&pairs.sections) {
        let rows = missing_rows(table, names, *section, newline);
        match section {
            Some(section) if !rows.is_empty() => insertions.push((line_end(text, section.end), rows)),
            None if !rows.is_empty() => {
                let heading = table.own_heading().map_or("", |text| &text.text);
                added.push_str(&new_section(heading, &rows, newline));
            }
            _ => {}
        }
    }
    insertions.sort_by_key(|(at, _)| *at);

    let mut out = String::with_capacity(text.len() + added.len() + 1024);
    if names.is_none() {
        let _ = write!(out, "# Names for {}\n\n{INTRODUCTION}", plain(file_name(&document.path)));
    }
    let mut from = 0;
    for (at, rows) in insertions {
        out.push_str(text.get(from..at).unwrap_or_default());
        end_line(&mut out, newline);
        out.push_str(&rows);
        from = at;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    if !added.is_empty() {
        end_line(&mut out, newline);
        out.push_str(&added);
    }
    out
}

const INTRODUCTION: &str = "\
A section names the type of one table and its codes. `Headings:` lists the headings of the table in the document, so
that it is found again when the vendor rewords one. `_` is a name that is still open.
";

fn missing_rows(table: &Table, names: &TableNaming, section: Option<&Section>, newline: &str) -> String {
    let known = Rows::of(section);
    let standard = [Field::Code, Field::Name, Field::English];
    let fields = section.map_or(&standard[..], |section| &section.columns);
    let mut rows = String::new();
    for ((code, row), naming) in table.codes().into_iter().zip(&names.codes) {
        if known.get(code).is_some() {
            continue;
        }
        rows.push('|');
        for field in fields {
            let cell = match field {
                Field::Code => written(code),
                Field::Name => naming.name.clone().unwrap_or_else(|| OPEN.to_owned()),
                Field::English => match &naming.english {
                    Some(english) => written(english),
                    None => reminder(table.rows.get(row).map_or("", |row| table.text(row, Role::Message))),
                },
                Field::Other => String::new(),
            };
            let _ = write!(rows, " {cell} |");
        }
        rows.push_str(newline);
    }
    rows
}

/// A text as it is written in a cell, so that it is read again: what means something
/// in Markdown is escaped, where it would.
fn written(text: &str) -> String {
    let plain = text.replace('\\', "\\\\").replace('|', "\\|");
    // A comment or code may begin here and end in another row.
    if !text.contains(['<', '`']) && cell::markdown(&plain) == text {
        return plain;
    }
    let mut written = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

fn new_section(heading: &str, rows: &str, newline: &str) -> String {
    let heading = plain(heading);
    let mut lines = vec![String::new(), format!("## {OPEN}"), String::new()];
    if !heading.is_empty() {
        lines.extend([format!("Headings: {heading}"), String::new()]);
    }
    lines.extend(["| code | name | english |".to_owned(), "|------|------|---------|".to_owned()]);
    lines.iter().flat_map(|line| [line.as_str(), newline]).chain([rows]).collect()
}

/// What the vendor says, for whoever fills in the gloss; no gloss itself.
fn reminder(message: &str) -> String {
    let text = plain(message);
    if text.is_empty() { OPEN.to_owned() } else { format!("<!-- {text} -->") }
}

/// The text on one line, with a blank for whatever means something in Markdown.
/// Headings are compared without punctuation, so nothing is lost by it.
fn plain(text: &str) -> String {
    let kept = |c: char| {
        c.is_alphanumeric() || matches!(c, '.' | '、' | '（' | '）' | '(' | ')' | '：' | '/' | '。')
    };
    let words: String = text.chars().map(|c| if kept(c) { c } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The start of the line behind the one that `at` is in.
fn line_end(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    let bytes = text.as_bytes();
    // A row's span may hold its line break.
    while at > 0 && matches!(bytes.get(at - 1), Some(b'\n' | b'\r')) {
        at -= 1;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        Some(end) if rest.get(end..end + 2) == Some(b"\r\n") => at + end + 2,
        Some(end) => at + end + 1,
        None => text.len(),
    }
}

fn end_line(out: &mut String, newline: &str) {
    if !out.is_empty() && !out.ends_with(['\n', '\r']) {
        out.push_str(newline);
    }
}
