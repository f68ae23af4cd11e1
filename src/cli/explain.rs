//! `explain`: what codes mean, by all the documents that were built in.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, BufRead as _};

use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};
use vendor_codes::codegen::visible::visible;
use vendor_codes::{Document, Entry, Role};

use super::args::ExplainArguments;
use super::catalogue::{self, Explanation, Meaning, Warnings};
use super::input::{STDIN, Unreadable};
use super::layout::{self, padded, width, wrapped};
use super::output::{self, Reader};
use super::{Status, Trouble, scan};

const CODE: Style = AnsiColor::Yellow.on_default().bold();
const NAME: Style = AnsiColor::Cyan.on_default();
const LABEL: Style = Style::new().dimmed();

/// So wide are the labels that most rows have.
const LABELS: usize = 8;

pub fn run(arguments: &ExplainArguments) -> Result<Status, Trouble> {
    let mut answers = Answers { json: arguments.json.then(Vec::new), printed: false, status: Status::Good };
    for argument in &arguments.codes {
        if answers.argument(argument)? == Reader::Gone {
            break;
        }
    }
    if let Some(values) = answers.json {
        output::print_exactly(&super::json::text(&values.into()))?;
    }
    Ok(answers.status)
}

/// The answers so far.
struct Answers {
    /// All of them, if they are to be JSON; else each is printed at once.
    json: Option<Vec<Value>>,
    printed: bool,
    status: Status,
}

impl Answers {
    fn argument(&mut self, argument: &str) -> Result<Reader, Trouble> {
        if argument == "-" {
            return self.lines();
        }
        if !catalogue::explain(argument).is_known() {
            // What was copied may have more to it: `"code":"-4006"`.
            let codes = scan::codes(argument, &catalogue::is_known);
            if !codes.is_empty() {
                return self.add_all(&codes);
            }
        }
        self.add(argument)
    }

    /// Answers for every code in the lines of standard input, each once.
    fn lines(&mut self) -> Result<Reader, Trouble> {
        let mut seen = HashSet::new();
        let mut stdin = io::stdin().lock();
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            match stdin.read_until(b'\n', &mut bytes) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => return Err(Unreadable { path: STDIN.to_owned(), error }.into()),
            }
            let line = String::from_utf8_lossy(&bytes);
            let mut codes = scan::codes(&line, &catalogue::is_known);
            codes.retain(|&code| seen.insert(code.to_owned()));
            if self.add_all(&codes)? == Reader::Gone {
                return Ok(Reader::Gone);
            }
        }
        if seen.is_empty() {
            self.status = Status::Found;
            output::error("there is no code on standard input");
        }
        Ok(Reader::There)
    }

    fn add_all(&mut self, codes: &[&str]) -> Result<Reader, Trouble> {
        for code in codes {
            if self.add(code)? == Reader::Gone {
                return Ok(Reader::Gone);
            }
        }
        Ok(Reader::There)
    }

    fn add(&mut self, asked: &str) -> Result<Reader, Trouble> {
        let explanation = catalogue::explain(asked);
        if !explanation.is_known() {
            self.status = Status::Found;
        }
        if let Some(values) = &mut self.json {
            values.push(value(&explanation));
            return Ok(Reader::There);
        }
        let text = text(&explanation);
        let mut reader = Reader::There;
        if !text.is_empty() {
            let gap = if std::mem::replace(&mut self.printed, true) { "\n" } else { "" };
            reader = output::print(&format!("{gap}{text}"))?;
        }
        if !explanation.is_known() {
            output::error(&unknown(&explanation));
        }
        Ok(reader)
    }
}

/// Says that nobody knows a code, and which one may have been meant.
fn unknown(explanation: &Explanation<'_>) -> String {
    if explanation.asked.trim().is_empty() {
        return "there is no code to explain: what was asked for is empty".to_owned();
    }
    let mut what = format!("no document has the code {}", visible(explanation.asked));
    let nearest = catalogue::nearest_codes(explanation.asked);
    if !nearest.is_empty() {
        let _ = write!(what, "; the nearest: {}", visible(&nearest.join(", ")));
    }
    for (table, width) in catalogue::warnings_unlike(explanation.asked) {
        let found = explanation.asked.len();
        let _ = write!(what, "; {} has {width} positions, not {found}", table.name());
    }
    what
}

fn text(explanation: &Explanation<'_>) -> String {
    let meanings = explanation.meanings.iter().map(|meaning| meaning_text(explanation.asked, meaning));
    let warnings = explanation.warnings.iter().map(|warnings| warnings_text(explanation.asked, warnings));
    meanings.chain(warnings).collect::<Vec<_>>().join("\n")
}

fn meaning_text(asked: &str, meaning: &Meaning) -> String {
    let Meaning { document, entry } = meaning;
    let (code, table) = (visible(entry.code()), catalogue::table_path(document, entry.table()));
    let mut out = format!("{CODE}{code}{CODE:#}  {NAME}{table}::{}{NAME:#}\n", entry.variant());
    let mut fields = fields(document, *entry);
    fields.insert(0, ("table", catalogue::headings(entry.table())));
    let mates: Vec<&str> = entry.codes().filter(|&code| code != entry.code() && code != asked).collect();
    if !mates.is_empty() {
        // The source stays last.
        fields.insert(fields.len() - 1, ("same row", mates.join("  ")));
    }
    push_fields(&mut out, 2, &fields);
    out
}

fn warnings_text(asked: &str, warnings: &Warnings) -> String {
    let Warnings { document, table, positions } = warnings;
    let path = catalogue::table_path(document, table);
    let count = match positions.len() {
        0 => "no warning".to_owned(),
        1 => "1 warning".to_owned(),
        count => format!("{count} warnings"),
    };
    let mut out = format!("{CODE}{asked}{CODE:#}  {NAME}{path}{NAME:#}, {count}\n");
    push_fields(&mut out, 2, &[("table", catalogue::headings(table))]);
    for position in positions {
        let _ = write!(out, "  {CODE}{}{CODE:#}  position {}", position.code, position.number);
        match position.entry {
            Some(entry) => {
                let _ = writeln!(out, ", {NAME}{}{NAME:#}", entry.variant());
                push_fields(&mut out, 4, &fields(document, entry));
            }
            None => out.push_str(", not in the document\n"),
        }
    }
    out
}

/// What the document says of a row, and we of its code.
fn fields(document: &Document, entry: Entry) -> Vec<(&'static str, String)> {
    let mut fields = vec![("message", entry.message().to_owned())];
    fields.extend(entry.remedy().map(|remedy| ("remedy", remedy.to_owned())));
    fields.extend(entry.english().map(|english| ("english", english.to_owned())));
    fields.extend(entry.name().map(|name| ("name", name.to_owned())));
    let others = entry.table().columns().iter().zip(entry.cells());
    fields.extend(
        others
            .filter(|(column, cell)| column.role() == Role::Other && !cell.is_empty())
            .map(|(column, cell)| (column.header(), cell.to_owned())),
    );
    fields.push(("source", format!("{}:{}", document.source().file(), entry.line())));
    fields.retain(|(_, text)| !text.is_empty());
    fields
}

/// Labels on the left, texts in a column of their own.
fn push_fields(out: &mut String, indent: usize, fields: &[(&str, String)]) {
    let labels: Vec<String> = fields.iter().map(|(label, _)| layout::one_line(label)).collect();
    let widest = labels.iter().map(|label| width(label)).max().unwrap_or(0).max(LABELS);
    let available = output::width().map(|columns| columns.saturating_sub(indent + widest + 2));
    for (label, (_, text)) in labels.iter().zip(fields) {
        let mut label = padded(label, widest);
        for line in wrapped(text, available) {
            let _ = writeln!(out, "{:indent$}{LABEL}{label}{LABEL:#}  {line}", "");
            label = padded("", widest);
        }
    }
}

fn value(explanation: &Explanation<'_>) -> Value {
    let meanings = explanation.meanings.iter().map(|meaning| meaning_value(meaning.document, meaning.entry));
    let warnings: Vec<Value> = explanation.warnings.iter().map(warnings_value).collect();
    let nearest =
        if explanation.is_known() { Vec::new() } else { catalogue::nearest_codes(explanation.asked) };
    json!({
        "asked": explanation.asked,
        "known": explanation.is_known(),
        "meanings": meanings.collect::<Vec<_>>(),
        "warnings": warnings,
        "nearest": nearest,
    })
}

fn meaning_value(document: &Document, entry: Entry) -> Value {
    let columns = entry.table().columns().iter().zip(entry.cells());
    let cells: Vec<Value> =
        columns.map(|(column, cell)| json!({ "header": column.header(), "text": cell })).collect();
    json!({
        "code": entry.code(),
        "document": document.source().file(),
        "line": entry.line(),
        "module": document.module(),
        "table": entry.table().name(),
        "headings": entry.table().headings(),
        "variant": entry.variant(),
        "message": entry.message(),
        "remedy": entry.remedy(),
        "english": entry.english(),
        "name": entry.name(),
        "row": entry.codes().collect::<Vec<_>>(),
        "cells": cells,
    })
}

fn warnings_value(warnings: &Warnings) -> Value {
    let Warnings { document, table, positions } = warnings;
    let positions: Vec<Value> = positions
        .iter()
        .map(|position| {
            let meaning = position.entry.map(|entry| meaning_value(document, entry));
            json!({ "position": position.number, "code": position.code, "meaning": meaning })
        })
        .collect();
    json!({
        "document": document.source().file(),
        "line": table.line(),
        "module": document.module(),
        "table": table.name(),
        "positions": positions,
    })
}
