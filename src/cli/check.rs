//! `check`: what there is to say about documents.

use std::collections::HashSet;
use std::fmt::{self, Write as _};
use std::path::PathBuf;

use serde_json::json;
use vendor_codes::codegen::diagnostic::Severity;
use vendor_codes::export;

use super::args::{CheckArguments, CheckFormat, Deny};
use super::input::{self, Reading, Unreadable};
use super::{Status, Trouble, output};

pub fn run(arguments: &CheckArguments) -> Result<Status, Trouble> {
    let files = documents(&arguments.files);
    if arguments.reading.names.is_some() && files.len() > 1 {
        return Err(Trouble::Usage("--names goes with a single document"));
    }
    let mut checked = 0;
    let mut total = Counts::default();
    let mut values = Vec::new();
    let mut missing: Option<Unreadable> = None;
    for file in &files {
        // One file that is not there keeps no other from being checked.
        let reading = match input::document(file, &arguments.reading) {
            Ok(reading) => reading,
            Err(unreadable) => {
                if let Some(earlier) = missing.replace(unreadable) {
                    output::trouble(&earlier.into());
                }
                continue;
            }
        };
        let counts = Counts::of(&reading);
        checked += 1;
        total.add(&counts);
        match arguments.format {
            CheckFormat::Text => {
                output::print_lines(&text(&reading, &counts))?;
            }
            CheckFormat::Json => {
                values.extend(reading.interpretation.diagnostics.iter().map(export::diagnostic));
            }
        }
    }
    if arguments.format == CheckFormat::Json {
        output::print_exactly(&super::json::text(&json!({
            "diagnostics": values,
            "errors": total.errors,
            "warnings": total.warnings,
            "notes": total.notes,
        })))?;
    } else if files.len() > 1 {
        output::print(&format!("{}: {total}\n", counted(checked, "document")))?;
    }
    match missing {
        Some(unreadable) => Err(unreadable.into()),
        None if total.errors > 0 || arguments.deny == Some(Deny::Warnings) && total.warnings > 0 => {
            Ok(Status::Found)
        }
        None => Ok(Status::Good),
    }
}

/// The documents to check, each once: a names file stands for its document, so
/// that `docs/*.md` means what it says.
fn documents(files: &[PathBuf]) -> Vec<PathBuf> {
    let mut seen = HashSet::new();
    files
        .iter()
        .map(|file| input::document_of(file).unwrap_or_else(|| file.clone()))
        .filter(|file| seen.insert(file.clone()))
        .collect()
}

/// The findings, and a line that says what was found where.
fn text(reading: &Reading, counts: &Counts) -> String {
    let mut out = String::new();
    for diagnostic in &reading.interpretation.diagnostics {
        let _ = writeln!(out, "{}", output::draw(diagnostic, reading, output::width()));
    }
    let document = &reading.interpretation.document;
    let rows: usize = document.tables.iter().map(|table| table.rows.len()).sum();
    let codes: usize = document.tables.iter().map(|table| table.codes().len()).sum();
    let _ = writeln!(
        out,
        "{}: {}, {}, {}; {counts}",
        vendor_codes::codegen::visible::visible(reading.source.path()),
        counted(document.tables.len(), "table"),
        counted(rows, "row"),
        counted(codes, "code"),
    );
    out
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn of(reading: &Reading) -> Self {
        let mut counts = Self::default();
        for diagnostic in &reading.interpretation.diagnostics {
            *match diagnostic.severity() {
                Severity::Error => &mut counts.errors,
                Severity::Warning => &mut counts.warnings,
                Severity::Note => &mut counts.notes,
            } += 1;
        }
        counts
    }

    fn add(&mut self, other: &Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }
}

/// `1 error, 3 notes`.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let counts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|&(count, what)| counted(count, what))
            .collect();
        f.write_str(if counts.is_empty() { "nothing to say" } else { "" })?;
        f.write_str(&counts.join(", "))
    }
}

/// `1 row`, `2 rows`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
