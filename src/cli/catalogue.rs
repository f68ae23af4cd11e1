//! The documents that were built in, to look codes up in.

use vendor_codes::codegen::ident::is_exact;
use vendor_codes::{DOCUMENTS, Document, Entry, Kind, Table};

use super::nearest::nearest;

/// All there is to say about a code that somebody asked for.
pub struct Explanation<'a> {
    /// The code, as it was asked for.
    pub asked: &'a str,
    /// Its rows in tables of codes.
    pub meanings: Vec<Meaning>,
    /// What it is as a string of warnings.
    pub warnings: Vec<Warnings>,
}

/// A row that has the code.
#[derive(Clone, Copy)]
pub struct Meaning {
    pub document: &'static Document,
    pub entry: Entry,
}

/// A string of warnings, position by position.
pub struct Warnings {
    pub document: &'static Document,
    pub table: &'static Table,
    /// The positions that are set.
    pub positions: Vec<Position>,
}

/// A position of a string of warnings that is set.
pub struct Position {
    /// From 1.
    pub number: usize,
    /// The string with this position alone.
    pub code: String,
    /// Its row, where the document has it.
    pub entry: Option<Entry>,
}

impl Explanation<'_> {
    /// Whether a document says anything about the code.
    pub fn is_known(&self) -> bool {
        let documented = |warnings: &Warnings| {
            warnings.positions.is_empty()
                || warnings.positions.iter().any(|position| position.entry.is_some())
        };
        !self.meanings.is_empty() || self.warnings.iter().any(documented)
    }
}

/// Every table with its document.
pub fn tables() -> impl Iterator<Item = (&'static Document, &'static Table)> {
    DOCUMENTS.iter().flat_map(|&document| document.tables().iter().map(move |&table| (document, table)))
}

/// Looks a code up: as the service sends it, or by its name in Rust.
pub fn explain(asked: &str) -> Explanation<'_> {
    let mut explanation = Explanation { asked, meanings: Vec::new(), warnings: Vec::new() };
    for (document, table) in tables() {
        if table.kind() == Kind::Positional
            && let Some(positions) = positions(table, asked)
        {
            explanation.warnings.push(Warnings { document, table, positions });
            continue;
        }
        let rows = table.find(asked).chain(named(table, asked));
        explanation.meanings.extend(rows.map(|entry| Meaning { document, entry }));
    }
    explanation
}

/// Whether a document has the code, or a warning of this string.
pub fn is_known(code: &str) -> bool {
    let documented = |table| positions(table, code).iter().flatten().any(|position| position.entry.is_some());
    tables().any(|(_, table)| match table.kind() {
        Kind::Positional => documented(table),
        _ => table.find(code).next().is_some(),
    })
}

/// The rows of the code with this name, with or without a path to it.
fn named(table: &'static Table, name: &str) -> impl Iterator<Item = Entry> {
    let (path, name) = name.rsplit_once("::").unwrap_or(("", name));
    let of_table = path.is_empty() || path.rsplit("::").next() == Some(table.name());
    // No vendor's code is looked at twice: a name begins with a letter.
    let name = (of_table && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(name);
    name.into_iter().flat_map(move |name| {
        let leads = table.codes().filter_map(move |code| table.find(code).next());
        leads.filter(move |entry| {
            entry.code() != name && (entry.variant() == name || is_exact(name, entry.code()))
        })
    })
}

/// The positions that are set in a string of a table's warnings; none where it is no such string.
fn positions(table: &'static Table, text: &str) -> Option<Vec<Position>> {
    let width = table.codes().next()?.len();
    if text.len() != width || text.bytes().any(|byte| !matches!(byte, b'0' | b'1')) {
        return None;
    }
    let set = text.bytes().enumerate().filter(|&(_, byte)| byte == b'1');
    let positions = set.map(|(at, _)| {
        let code: String = (0..width).map(|other| if other == at { '1' } else { '0' }).collect();
        let entry = table.find(&code).next();
        Position { number: at + 1, code, entry }
    });
    Some(positions.collect())
}

/// The tables of warnings whose strings are longer or shorter than this one, with their width.
pub fn warnings_unlike(text: &str) -> impl Iterator<Item = (&'static Table, usize)> {
    let is_string = text.len() > 1 && text.bytes().all(|byte| matches!(byte, b'0' | b'1'));
    let positional = tables().filter(move |(_, table)| is_string && table.kind() == Kind::Positional);
    let widths = positional.filter_map(|(_, table)| Some((table, table.codes().next()?.len())));
    widths.filter(move |&(_, width)| width != text.len())
}

/// What somebody may have meant who asked for a code that no document has.
pub fn nearest_codes(asked: &str) -> Vec<&'static str> {
    let leads = || tables().flat_map(|(_, table)| table.codes().filter_map(|code| table.find(code).next()));
    nearest(asked, leads().map(Entry::code).chain(leads().map(Entry::variant)))
}

/// `faceid::FaceVerification`.
pub fn table_path(document: &Document, table: &Table) -> String {
    format!("{}::{}", document.module(), table.name())
}

/// The headings that a table is under, the outermost first.
pub fn headings(table: &Table) -> String {
    table.headings().join(" › ")
}
