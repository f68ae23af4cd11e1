//! A table's data, and the call of the macro that makes methods of it.
//!
//! A table that is about to be written comes in, the items of a block go out:
//! the hash, the texts, and which row has which codes, as plain arrays. What
//! follows from the other arrays is left empty.

use std::fmt::Write as _;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::layout::{array, filled, grouped, signed, texts};
use super::shape::{Form, Shape, integer_type};
use super::table::Emitted;
use super::{ident, pretty, string};
use crate::codegen::model::Role;
use crate::codegen::perfect_hash::{self, PerfectHash};
use crate::lookup::{Sample, integer_key};

// In what follows, writing to a string cannot fail.

/// The data and the logic of the type.
pub fn of(emitted: &Emitted, name: &Ident, runtime: &TokenStream) -> String {
    let mut out = pretty(quote!(use #runtime::__private as runtime;));
    let slots = lookup(emitted, &mut out);
    let (mut codes, mut names, mut english) = (Vec::new(), Vec::new(), Vec::new());
    for code in &emitted.codes {
        codes.push(code.text);
        names.push(code.names.variant());
        english.push(code.names.english.as_deref().unwrap_or_default());
    }
    if emitted.shape.form() == Some(Form::Enum) {
        let variants: Vec<_> = names.iter().map(|variant| format!("{name}::{variant}")).collect();
        out.push_str(&array("ALL", emitted.name(), &variants));
    }
    out.push_str(&texts("CELLS", &cells(emitted)));
    out.push_str(&texts("CODES_AS_TEXT", &codes));
    out.push_str(&texts("NAMES", &names));
    out.push_str(&texts("ENGLISH", &english));
    out.push_str(&data(emitted));
    let methods = emitted.shape.methods(name, slots);
    out.push_str(&pretty(quote!(#runtime::#methods;)));
    out
}

/// Writes what finds a code, in how many slots.
fn lookup(emitted: &Emitted, out: &mut String) -> usize {
    match &emitted.shape {
        Shape::Integer { codes, wide, form } => {
            let keys: Vec<_> = codes.iter().map(|&code| integer_key(code)).collect();
            let slots = hash(&keys, out);
            if *form == Form::Struct {
                let codes: Vec<_> = codes.iter().map(|&code| signed(code)).collect();
                out.push_str(&array("CODES", &integer_type(*wide).to_string(), &codes));
            }
            slots
        }
        Shape::Text { .. } => {
            let codes: Vec<_> = emitted.codes.iter().map(|code| code.text).collect();
            let (sample, keys) = perfect_hash::sample(&codes);
            let slots = hash(&keys, out);
            let sample = match sample {
                Sample::At(offset) => format!("At({offset})"),
                Sample::Whole(seed) => format!("Whole({})", hexadecimal(seed)),
            };
            let _ = writeln!(out, "const SAMPLE: runtime::Sample = runtime::Sample::{sample};");
            slots
        }
        Shape::Positional { .. } => 0,
    }
}

fn hexadecimal(value: u64) -> String {
    let [a, b, c, d] = [48, 32, 16, 0].map(|shift| value >> shift & 0xFFFF);
    format!("0x{a:04X}_{b:04X}_{c:04X}_{d:04X}")
}

/// Writes the hash under which these keys have slots of their own.
fn hash(keys: &[u64], out: &mut String) -> usize {
    let Some(PerfectHash { hash, displacements }) = perfect_hash::search(keys) else {
        out.push_str("compile_error!(\"no perfect hash\");\n");
        return 0;
    };
    let multiplier = hexadecimal(hash.multiplier);
    let fields = format!(
        "multiplier: {multiplier},\nbucket_bits: {},\nslot_bits: {},\n",
        hash.bucket_bits, hash.slot_bits
    );
    out.push_str(&filled("const HASH: runtime::Hash = runtime::Hash {};\n", &fields));
    let mut indexes = vec!["0".to_owned(); hash.slots()];
    for (index, &key) in keys.iter().enumerate() {
        if let Some(slot) = indexes.get_mut(hash.slot(key, &displacements)) {
            *slot = grouped(index);
        }
    }
    let displacements: Vec<_> = displacements.iter().map(u8::to_string).collect();
    out.push_str(&array("DISPLACEMENTS", "u8", &displacements));
    out.push_str("// The index of each code, by its slot. Whatever is in the others is another code's.\n");
    out.push_str(&array("INDEXES", "u32", &indexes));
    hash.slots()
}

/// The cells, row by row, as many in each as there are columns.
fn cells<'a>(emitted: &Emitted<'a>) -> Vec<&'a str> {
    let mut cells = Vec::new();
    for row in &emitted.table.rows {
        for column in 0..emitted.table.columns.len() {
            cells.push(row.cells.get(column).map_or("", |cell| &cell.text));
        }
    }
    cells
}

/// Writes the description of the table, for which the texts are there already.
fn data(emitted: &Emitted) -> String {
    let (table, name, kind) = (emitted.table, emitted.name(), emitted.shape.kind());
    let [line, height] = [table.line, table.rows.len()].map(Literal::usize_unsuffixed);
    let headings = table.headings.iter().chain(&table.title).map(|text| string(&text.text));
    let notes = table.notes.iter().map(|text| string(&text.text));
    let columns = table.columns.iter().map(|column| {
        let (header, role) = (string(&column.header.text), role(column.role));
        quote!(runtime::column(#header, runtime::Role::#role))
    });
    let rows = Rows::of(emitted);
    let mut out = String::new();
    let mut list = |name: &str, of, values: &[String]| {
        if values.is_empty() {
            return quote!(&[]);
        }
        out.push_str(&array(name, of, values));
        let name = ident(name);
        quote!(&#name)
    };
    let lines = list("LINES", "(u32, u32)", &runs(table.rows.iter().map(|row| row.line)));
    let bounds = list("ROW_BOUNDS", "u32", &rows.bounds);
    let codes = list("ROW_CODES", "u32", &rows.codes);
    let leads = list("LEADS", "u32", &rows.leads);
    let repeats = list("REPEATS", "(u32, u32)", &rows.repeats);
    out.push_str(&pretty(quote! {
        const DATA: runtime::Data = runtime::Data {
            name: #name,
            kind: runtime::Kind::#kind,
            line: #line,
            headings: &[#(#headings),*],
            columns: &[#(#columns),*],
            notes: &[#(#notes),*],
            cells: CELLS,
            height: #height,
            lines: #lines,
            row_bounds: #bounds,
            row_codes: #codes,
            codes: CODES_AS_TEXT,
            variants: NAMES,
            english: ENGLISH,
            leads: #leads,
            repeats: #repeats,
        };
    }));
    out
}

/// Which row has which codes; empty where every row has one of its own.
#[derive(Default)]
struct Rows {
    bounds: Vec<String>,
    codes: Vec<String>,
    leads: Vec<String>,
    repeats: Vec<String>,
}

impl Rows {
    fn of(emitted: &Emitted) -> Self {
        let places = emitted.table.places();
        let (mut bounds, mut codes, mut repeats) = (vec![0], Vec::new(), Vec::new());
        for (at, row) in emitted.table.rows.iter().enumerate() {
            for &code in row.codes.iter().filter_map(|code| places.get(code.text.as_str())) {
                codes.push(code);
                if emitted.codes.get(code).is_some_and(|code| code.row != at) {
                    repeats.push((code, at));
                }
            }
            bounds.push(codes.len());
        }
        repeats.sort_unstable();
        let counts = |list: &[usize]| list.iter().zip(0..).all(|(&value, at)| value == at);
        if counts(&bounds) && counts(&codes) && codes.len() == emitted.codes.len() {
            return Self::default();
        }
        let list = |values: Vec<usize>| values.into_iter().map(grouped).collect();
        Self {
            bounds: list(bounds),
            codes: list(codes),
            leads: emitted.codes.iter().map(|code| grouped(code.row)).collect(),
            repeats: repeats.into_iter().map(|(code, row)| pair(code, row)).collect(),
        }
    }
}

/// Rows, with their line, that do not follow line by line the row before.
fn runs(lines: impl Iterator<Item = usize>) -> Vec<String> {
    let mut runs = Vec::new();
    let mut expected = None;
    for (row, line) in lines.enumerate() {
        if expected != Some(line) {
            runs.push(pair(row, line));
        }
        expected = Some(line + 1);
    }
    runs
}

fn pair(one: usize, other: usize) -> String {
    format!("({}, {})", grouped(one), grouped(other))
}

fn role(role: Role) -> Ident {
    ident(match role {
        Role::Code => "Code",
        Role::Name => "Name",
        Role::Message => "Message",
        Role::Remedy => "Remedy",
        Role::Other => "Other",
    })
}
