//! Everything that a table says, as one expression.
//!
//! A table that is about to be written comes in, what the runtime keeps of it
//! goes out: how to find a code, the texts, and which row has which codes. What
//! is as long as the table is in one literal, and what follows from the rest is
//! left empty.

use super::layout::{bytes, grouped, numbers, quoted, slice, structure, texts};
use super::shape::Shape;
use super::table::Emitted;
use crate::codegen::docs::TableDocs;
use crate::codegen::model::{Role, Row, Table};
use crate::codegen::perfect_hash::{self, PerfectHash};
use crate::lookup::{Sample, integer_key};
use crate::text::Layout;

/// What the runtime keeps of a table.
pub struct Data {
    /// A `Data` of the runtime.
    pub expression: String,
    /// The index of the integer in each slot; whatever is in the others is another code's.
    pub slots: Vec<usize>,
}

impl Data {
    /// Of a table with these columns, a slice as [`columns`] gives it.
    pub fn of(emitted: &Emitted, columns: String) -> Self {
        let table = emitted.table;
        let (mut headings, mut notes) = (Vec::new(), Vec::new());
        for text in table.headings.iter().chain(&table.title) {
            headings.push(quoted(&text.text));
        }
        for text in &table.notes {
            notes.push(quoted(&text.text));
        }
        let role = |role| grouped(table.column(role).unwrap_or(table.columns.len()));
        let first_line = table.rows.first().map_or(0, |row| row.line);
        let all = all_texts(emitted);
        let (lookup, slots) = lookup(emitted, &all);
        let expression = structure(
            "Data",
            &[
                ("name", quoted(emitted.name())),
                ("kind", format!("runtime::Kind::{}", emitted.shape.kind())),
                ("line", grouped(table.line)),
                ("headings", slice(&headings)),
                ("columns", columns),
                ("message", role(Role::Message)),
                ("remedy", role(Role::Remedy)),
                ("symbol", role(Role::Name)),
                ("notes", slice(&notes)),
                ("rows", grouped(table.rows.len())),
                ("codes", grouped(emitted.codes.len())),
                ("texts", texts(&all)),
                ("first_line", grouped(first_line)),
                ("lines", pairs(&runs(first_line, &table.rows))),
                ("places", places(emitted)),
                ("lookup", lookup),
            ],
        );
        Self { expression, slots }
    }
}

/// The columns of a table, each an expression.
pub fn columns(table: &Table) -> Vec<String> {
    let mut columns = Vec::new();
    for column in &table.columns {
        let (header, role) = (quoted(&column.header.text), role(column.role));
        columns.push(format!("runtime::column({header}, runtime::Role::{role})"));
    }
    columns
}

/// The cells row by row, as many in each as there are columns; the codes, their
/// names and, where there is any, their glosses.
fn all_texts<'a>(emitted: &Emitted<'a>) -> Vec<&'a str> {
    let columns = emitted.table.columns.len();
    let mut all = Vec::new();
    for row in &emitted.table.rows {
        for column in 0..columns {
            all.push(emitted.table.said(row, column));
        }
    }
    for code in &emitted.codes {
        all.push(code.text);
    }
    for code in &emitted.codes {
        all.push(code.names.variant());
    }
    if emitted.codes.iter().any(|code| code.names.english.is_some()) {
        for code in &emitted.codes {
            all.push(code.names.english.as_deref().unwrap_or_default());
        }
    }
    all
}

/// What finds a code, and which integer is in each slot.
fn lookup(emitted: &Emitted, texts: &[&str]) -> (String, Vec<usize>) {
    let found = match &emitted.shape {
        Shape::Integer { codes, .. } => lookup_of_integers(codes),
        Shape::Text | Shape::Positional { .. } => lookup_of_texts(emitted, texts),
    };
    found.unwrap_or_else(|| ("compile_error!(\"no perfect hash\")".to_owned(), Vec::new()))
}

fn lookup_of_integers(codes: &[i64]) -> Option<(String, Vec<usize>)> {
    let mut keys = Vec::with_capacity(codes.len());
    for &code in codes {
        keys.push(integer_key(code));
    }
    let found = perfect_hash::search(&keys)?;
    let mut indexes = vec![0; found.hash.slots()];
    for (index, &key) in keys.iter().enumerate() {
        *indexes.get_mut(found.slot(key))? = index;
    }
    Some((expression(&found, "Integer", numbers(&indexes)), indexes))
}

/// `None` as well where a slot cannot hold what is to say of a text.
fn lookup_of_texts(emitted: &Emitted, texts: &[&str]) -> Option<(String, Vec<usize>)> {
    // The codes are behind the cells.
    let (cells, rest) = texts.split_at_checked(emitted.table.rows.len() * emitted.table.columns.len())?;
    let codes = rest.get(..emitted.codes.len())?;
    let mut start = 0;
    for cell in cells {
        start += cell.len();
    }
    let (mut lengths, mut end) = (Vec::with_capacity(codes.len()), start);
    for code in codes {
        lengths.push(code.len());
        end += code.len();
    }
    let (sample, keys) = perfect_hash::sample(codes);
    let found = perfect_hash::search(&keys)?;
    let layout = Layout::of(sample, &lengths, end)?;
    let mut slots = vec![[0; 8]; found.hash.slots()];
    for (index, (&key, length)) in keys.iter().zip(lengths).enumerate() {
        *slots.get_mut(found.slot(key))? = layout.slot(index, length, start, key).to_le_bytes();
        start += length;
    }
    let sample = match sample {
        Sample::At(offset) => format!("At({offset})"),
        Sample::Before(offset) => format!("Before({offset})"),
        Sample::Whole(seed) => format!("Whole({})", hexadecimal(seed)),
    };
    let layout = structure(
        "Layout",
        &[
            ("sample", format!("runtime::Sample::{sample}")),
            ("index", layout.index.to_string()),
            ("length", layout.length.to_string()),
            ("start", layout.start.to_string()),
            ("shortest", grouped(layout.shortest)),
            ("longest", grouped(layout.longest)),
        ],
    );
    let key = format!("Text({layout}, {})", bytes(slots.as_flattened()));
    Some((expression(&found, &key, numbers(&[])), Vec::new()))
}

/// A `Lookup` of the runtime.
fn expression(PerfectHash { hash, displacements }: &PerfectHash, key: &str, indexes: String) -> String {
    let hash = structure(
        "Hash",
        &[
            ("multiplier", hexadecimal(hash.multiplier)),
            ("window", hash.window.to_string()),
            ("bucket_bits", hash.bucket_bits.to_string()),
            ("slot_bits", hash.slot_bits.to_string()),
        ],
    );
    structure(
        "Lookup",
        &[
            ("key", format!("runtime::Key::{key}")),
            ("hash", hash),
            ("displacements", bytes(displacements)),
            ("indexes", indexes),
        ],
    )
}

fn hexadecimal(value: u64) -> String {
    let part = |shift: u32| value >> shift & 0xFFFF;
    format!("0x{:04X}_{:04X}_{:04X}_{:04X}", part(48), part(32), part(16), part(0))
}

/// Which row has which codes.
fn places(emitted: &Emitted) -> String {
    let TableDocs { places, repeats, .. } = &emitted.docs;
    let (mut bounds, mut codes) = (vec![0], Vec::new());
    let mut in_order = true;
    for (at, row) in emitted.table.rows.iter().enumerate() {
        for code in &row.codes {
            let Some(&code) = places.get(code.text.as_str()) else { continue };
            in_order &= code == codes.len();
            codes.push(code);
        }
        bounds.push(codes.len());
        in_order &= codes.len() == at + 1;
    }
    if in_order && codes.len() == emitted.codes.len() {
        return "runtime::Places::IN_ORDER".to_owned();
    }
    let mut leads = Vec::with_capacity(emitted.codes.len());
    for code in &emitted.codes {
        leads.push(code.row);
    }
    structure(
        "Places",
        &[
            ("bounds", numbers(&bounds)),
            ("codes", numbers(&codes)),
            ("leads", numbers(&leads)),
            ("repeats", pairs(repeats)),
        ],
    )
}

/// Rows, with their line, that do not follow line by line the row before; the
/// first of them is in the first line.
fn runs(first: usize, rows: &[Row]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut expected = first;
    for (index, row) in rows.iter().enumerate() {
        if expected != row.line {
            runs.push((index, row.line));
        }
        expected = row.line + 1;
    }
    runs
}

fn pairs(pairs: &[(usize, usize)]) -> String {
    if pairs.is_empty() {
        return "runtime::Pairs::NONE".to_owned();
    }
    let mut flat = Vec::with_capacity(2 * pairs.len());
    for &(one, other) in pairs {
        flat.push(one);
        flat.push(other);
    }
    structure("Pairs", &[("numbers", numbers(&flat))])
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Code => "Code",
        Role::Name => "Name",
        Role::Message => "Message",
        Role::Remedy => "Remedy",
        Role::Other => "Other",
    }
}
