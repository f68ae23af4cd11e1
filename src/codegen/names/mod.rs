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
mod report;

use std::collections::HashMap;

#[cfg(feature = "codegen")]
pub use self::complete::complete;
pub use self::file::NamesFile;
use self::file::{NameRow, Section};
use self::report::Reporter;
use super::diagnostic::{Diagnostic, Id};
use super::ident::{self, Taken};
use super::model::{Document, Kind, Table};
use super::source::Source;

/// The Rust names of everything in a document.
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
///
/// let source = Source::new("pay.md", "## Pay\n| 错误码 | 描述 |\n|---|---|\n| 7/8 | 余额不足 |\n");
/// let naming = interpret(&source, None, &Vocabulary::default()).naming;
/// let table = &naming.tables[0];
/// // Nobody has named them, so their heading and their numbers do.
/// assert_eq!((table.name.as_str(), table.named), ("Pay", false));
/// assert_eq!(table.codes[0].variant(), "C7");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Naming {
    /// One for each of [`Document::tables`], in that order.
    pub tables: Vec<TableNaming>,
}

/// The Rust names of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
#[non_exhaustive]
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

/// Names every table and every code of a document, and says what there is to say
/// about its names.
pub fn resolve(
    source: &Source,
    document: &Document,
    names: Option<&NamesFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Naming {
    let none = NamesFile::default();
    let pairs = Pairs::new(document, names.unwrap_or(&none));
    let naming = pairs.name(diagnostics);
    let mut reporter = Reporter { source, pairs: &pairs, naming: &naming, diagnostics };
    reporter.stale();
    reporter.changed();
    reporter.unnamed();
    naming
}

/// A document and its names file, and what belongs together.
struct Pairs<'a> {
    document: &'a Document,
    names: &'a NamesFile,
    /// The section of each table.
    sections: Vec<Option<&'a Section>>,
    /// The table of each section.
    tables: Vec<Option<&'a Table>>,
}

impl<'a> Pairs<'a> {
    fn new(document: &'a Document, names: &'a NamesFile) -> Self {
        let mut sections = Vec::with_capacity(document.tables.len());
        let mut tables = vec![None; names.sections.len()];
        for (table, section) in document.tables.iter().zip(names.pair(document)) {
            sections.push(section.and_then(|section| names.sections.get(section)));
            if let Some(place) = section.and_then(|section| tables.get_mut(section)) {
                *place = Some(table);
            }
        }
        Self { document, names, sections, tables }
    }

    fn name(&self, diagnostics: &mut Vec<Diagnostic>) -> Naming {
        let lost = Rows::lost(self);
        let mut types = Taken::default();
        for (section, table) in self.names.sections.iter().zip(&self.tables) {
            if let (Some(name), Some(_)) = (&section.name, table) {
                types.take(name);
            }
        }
        let mut naming = Naming::default();
        for (table, section) in self.document.tables.iter().zip(&self.sections) {
            let given = section.and_then(|section| section.name.clone());
            let is_given = given.is_some();
            let name = given.unwrap_or_else(|| {
                let mut headings = Vec::new();
                for text in table.title.iter().chain(table.headings.last()) {
                    headings.push(text.text.as_str());
                }
                ident::type_name(&headings, naming.tables.len() + 1, &mut types)
            });
            let codes = name_codes(table, *section, self.names, &lost, diagnostics);
            naming.tables.push(TableNaming { name, named: is_given, codes });
        }
        naming
    }
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

    /// Those that name a code which has left its table.
    fn lost(pairs: &Pairs<'a>) -> Self {
        let mut lost = Self::default();
        for (section, table) in pairs.names.sections.iter().zip(&pairs.tables) {
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

#[cfg(test)]
mod tests;
