//! From a model to Rust names.
//!
//! A document and the overlay (`*.names.md`) come in, a [`Naming`] goes out:
//! one type name for each table, one variant name and one gloss for each code.
//! This module owns the promise that a name does not change because the vendor
//! reworded a heading or moved a code, and never breaks a build because the
//! document changed: only the names file itself can be wrong.

#[cfg(feature = "codegen")]
mod complete;
mod file;

use std::collections::HashMap;

#[cfg(feature = "codegen")]
pub use self::complete::complete;
pub use self::file::NamesFile;
use self::file::{NameRow, OPEN, Section};
use super::diagnostic::{Diagnostic, Id};
use super::ident::{self, Taken};
use super::model::{Document, Kind, Table};

/// The Rust names of everything in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// One for each of [`Document::tables`], in that order.
    pub tables: Vec<TableNaming>,
}

/// The Rust names of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableNaming {
    /// The type: `FaceVerification`.
    pub name: String,
    /// Whether the names file gave the name.
    pub named: bool,
    /// One for each of [`Table::codes`](super::model::Table::codes), in that order.
    pub codes: Vec<CodeNaming>,
}

/// The Rust names of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeNaming {
    /// The name that the code itself gives and that never changes:
    /// `C66660004`, `N4006`, `FailedOperationCompareFail`; `B01000000` for a
    /// positional code.
    pub stable: String,
    /// The names file's name: `SimilarityTooLow`; `PHOTOCOPY` for a positional code.
    pub name: Option<String>,
    /// The names file's English gloss.
    pub english: Option<String>,
}

impl CodeNaming {
    /// The variant: the good name where there is one, else the stable one.
    #[must_use]
    pub fn variant(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.stable)
    }
}

/// Names every table and every code of a document.
pub fn resolve(document: &Document, names: Option<&NamesFile>, diagnostics: &mut Vec<Diagnostic>) -> Naming {
    let none = NamesFile::default();
    let names = names.unwrap_or(&none);
    let sections = names.pair(document);
    let mut tables = vec![None; names.sections.len()];
    for (table, section) in sections.iter().enumerate() {
        if let Some(place) = section.and_then(|section| tables.get_mut(section)) {
            *place = Some(table);
        }
    }
    let lost = Rows::lost(document, names, &tables);

    let mut types = Taken::default();
    for (section, table) in names.sections.iter().zip(&tables) {
        if let (Some(name), Some(_)) = (&section.name, table) {
            types.take(name);
        }
    }
    let mut naming = Naming::default();
    for (table, section) in document.tables.iter().zip(&sections) {
        let section = section.and_then(|section| names.sections.get(section));
        let given = section.and_then(|section| section.name.clone());
        let is_given = given.is_some();
        let name = given.unwrap_or_else(|| {
            let mut headings = Vec::new();
            for text in table.title.iter().chain(table.headings.last()) {
                headings.push(text.text.as_str());
            }
            ident::type_name(&headings, naming.tables.len() + 1, &mut types)
        });
        let codes = name_codes(table, section, names, &lost, diagnostics);
        naming.tables.push(TableNaming { name, named: is_given, codes });
    }
    report_stale(document, names, &sections, &tables, &naming, diagnostics);
    report_unnamed(document, &naming, diagnostics);
    naming
}

fn name_codes(
    table: &Table,
    section: Option<&Section>,
    names: &NamesFile,
    lost: &Rows<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<CodeNaming> {
    let codes = table.spellings();
    let positional = matches!(table.kind, Kind::Positional { .. });
    let form = |name: &str| if positional { ident::screaming(name) } else { ident::variant(name) };
    let rows = Rows::of(section);

    let mut namings = Vec::with_capacity(codes.len());
    let mut taken = Taken::default();
    for stable in ident::codes(table.kind, &codes) {
        taken.take(&stable);
        namings.push(CodeNaming { stable, name: None, english: None });
    }
    for (naming, code) in namings.iter_mut().zip(&codes) {
        let Some(row) = rows.get(code) else { continue };
        naming.english.clone_from(&row.english);
        let Some(name) = row.name.as_deref().map(form) else { continue };
        if name == naming.stable {
            continue;
        }
        if taken.take(&name) {
            naming.name = Some(name);
        } else {
            let found = format!("`{name}` cannot name code {code}, it is what another code is called");
            diagnostics.push(names.finding(Id::NameTaken, row.at, found).help("choose another name"));
        }
    }
    // A code that the section does not know may have come from another table.
    for (naming, code) in namings.iter_mut().zip(&codes) {
        if rows.get(code).is_some() {
            continue;
        }
        let Some(row) = lost.get(code) else { continue };
        let Some(name) = row.name.as_deref().map(form) else { continue };
        if taken.take(&name) {
            naming.name = Some(name);
            naming.english.clone_from(&row.english);
        }
    }
    namings
}

/// Rows of a names file by their code.
#[derive(Default)]
struct Rows<'a> {
    places: HashMap<&'a str, usize>,
    /// None where two rows name a code differently: then it has no name.
    rows: Vec<Option<&'a NameRow>>,
}

impl<'a> Rows<'a> {
    fn of(section: Option<&'a Section>) -> Self {
        let mut rows = Self::default();
        for row in section.map_or(&[][..], |section| &section.rows) {
            rows.add(row);
        }
        rows
    }

    /// Those that name a code which has left its table; `tables` has that of each section.
    fn lost(document: &Document, names: &'a NamesFile, tables: &[Option<usize>]) -> Self {
        let mut lost = Self::default();
        for (section, table) in names.sections.iter().zip(tables) {
            let table = table.and_then(|table| document.tables.get(table));
            let present = table.map(Table::places).unwrap_or_default();
            for row in &section.rows {
                if row.name.is_some() && !present.contains_key(row.code.as_str()) {
                    lost.add(row);
                }
            }
        }
        lost
    }

    fn add(&mut self, row: &'a NameRow) {
        let place = *self.places.entry(&row.code).or_insert(self.rows.len());
        match self.rows.get_mut(place) {
            None => self.rows.push(Some(row)),
            Some(known) if known.is_some_and(|known| known.name != row.name) => *known = None,
            Some(_) => {}
        }
    }

    fn get(&self, code: &str) -> Option<&'a NameRow> {
        *self.rows.get(*self.places.get(code)?)?
    }
}

/// Says which sections and rows of the names file have nothing to name.
fn report_stale(
    document: &Document,
    names: &NamesFile,
    sections: &[Option<usize>],
    tables: &[Option<usize>],
    naming: &Naming,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if names.sections.is_empty() {
        return;
    }
    // What the names file has for each table.
    let mut rows = Vec::with_capacity(sections.len());
    for section in sections {
        rows.push(Rows::of(section.and_then(|section| names.sections.get(section))));
    }
    let has_row = |table: usize, code: &str| rows.get(table).is_some_and(|rows| rows.get(code).is_some());
    // The table that each code is in now: the first where its name can go.
    let mut homes: HashMap<&str, usize> = HashMap::new();
    for (index, table) in document.tables.iter().enumerate() {
        for (code, _) in table.codes() {
            let home = homes.entry(code).or_insert(index);
            if has_row(*home, code) && !has_row(index, code) {
                *home = index;
            }
        }
    }
    for (section, table) in names.sections.iter().zip(tables) {
        let shown = section.name.as_deref().unwrap_or(OPEN);
        let Some(table) = table.and_then(|table| document.tables.get(table)) else {
            let found = format!("no table of {} is `{shown}` any more", document.path);
            diagnostics.push(
                names
                    .finding(Id::StaleName, section.at, found)
                    .help("add the table's new heading to its `Headings:` line, or remove the section"),
            );
            continue;
        };
        let codes = table.places();
        let mut moved = Vec::new();
        for (index, row) in section.rows.iter().enumerate() {
            let Some(name) = &row.name else { continue };
            if codes.contains_key(row.code.as_str()) {
                continue;
            }
            if let Some(&home) = homes.get(row.code.as_str()) {
                moved.push((home, index));
                continue;
            }
            let found = format!("`{name}`: code {} has left `{shown}`", row.code);
            let help = "remove the row, or keep it for the code's return";
            diagnostics.push(names.finding(Id::StaleName, row.at, found).help(help));
        }
        // Rows that go one way are one finding; what is gone is a decision each.
        moved.sort_unstable();
        for group in moved.chunk_by(|one, other| one.0 == other.0) {
            let Some(&(home, _)) = group.first() else { continue };
            let (mut to_move, mut to_remove) = (Vec::new(), Vec::new());
            for &(_, row) in group {
                let Some(row) = section.rows.get(row) else { continue };
                if has_row(home, &row.code) { to_remove.push(row) } else { to_move.push(row) }
            }
            let table = naming.tables.get(home).map_or(OPEN, |table| &table.name);
            let to = format!("in `{table}` now");
            let the = if to_move.len() == 1 { "the row" } else { "the rows" };
            let help = match sections.get(home) {
                Some(Some(_)) => format!("{to}: move {the} there"),
                _ => format!("{to}: run `vendor-codes names --write {}`, then remove {the}", document.path),
            };
            diagnostics.extend(has_moved(names, shown, &to_move, &help));
            let (it, the) = if to_remove.len() == 1 { ("it", "the row") } else { ("them", "the rows") };
            let help = format!("{to}, whose section has {it}: remove {the}");
            diagnostics.extend(has_moved(names, shown, &to_remove, &help));
        }
    }
}

/// What is said of rows whose codes are in one other table.
fn has_moved(names: &NamesFile, from: &str, rows: &[&NameRow], to: &str) -> Option<Diagnostic> {
    let first = rows.first()?;
    let (found, are) = if let [NameRow { code, name, .. }] = rows {
        let name = name.as_deref().unwrap_or(OPEN);
        (format!("`{name}`: code {code} has left `{from}`"), "the code is")
    } else {
        let mut codes = Vec::new();
        for row in rows.iter().take(MOST_SHOWN) {
            codes.push(row.code.clone());
        }
        if rows.len() > MOST_SHOWN {
            codes.push("…".to_owned());
        }
        (format!("{} codes have left `{from}`: {}", rows.len(), codes.join(", ")), "the codes are")
    };
    Some(names.finding(Id::StaleName, first.at, found).help(format!("{are} {to}")))
}

/// So many codes are told by one finding.
const MOST_SHOWN: usize = 20;

/// Says once for the document what has no name, and how to give one.
fn report_unnamed(document: &Document, naming: &Naming, diagnostics: &mut Vec<Diagnostic>) {
    let at = |id, table: &Table, message| {
        let mut diagnostic = Diagnostic::of_file(id, document.path.as_str(), message);
        (diagnostic.span, diagnostic.line, diagnostic.column) = (table.span, table.line, 1);
        let help =
            format!("`vendor-codes names {}` prints the names file with a row for each", document.path);
        diagnostic.help(help)
    };
    let (mut unnamed, mut first_unnamed) = (0, None);
    let (mut open, mut first_open) = (0, None);
    for (table, names) in document.tables.iter().zip(&naming.tables) {
        if !names.named {
            unnamed += 1;
            first_unnamed = first_unnamed.or(Some((table, names)));
            continue;
        }
        for code in &names.codes {
            if code.name.is_none() {
                open += 1;
                first_open = first_open.or(Some((table, code)));
            }
        }
    }
    if let Some((table, names)) = first_unnamed {
        let message = match unnamed {
            1 => format!("a table has no name and is called `{}`", names.name),
            count => format!("{count} tables have no names, the first is called `{}`", names.name),
        };
        diagnostics.push(at(Id::UnnamedTable, table, message));
    }
    if let Some((table, CodeNaming { stable, .. })) = first_open {
        let message = match open {
            1 => format!("a code has no name and is called `{stable}`"),
            count => format!("{count} codes have no names, the first is called `{stable}`"),
        };
        diagnostics.push(at(Id::UnnamedCode, table, message));
    }
}

#[cfg(test)]
mod tests;
