//! From a model and its names to Rust text.
//!
//! A [`Document`] and its [`Naming`] come in, the formatted source of a module
//! goes out. This module owns how the vendor's words may appear in Rust: as
//! string literals and as inert prose in documentation, never as anything else.
//!
//! # The shape of the output
//!
//! Each table becomes an enum (or a set), its list of codes, and a block with
//! plain arrays and one call of a runtime macro that holds all the logic.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::model::{Document, Kind, Role, Row, Table};
use super::names::{CodeNaming, Naming, TableNaming};
use super::perfect_hash::{self, PerfectHash};
use crate::lookup::{Sample, integer, integer_key};

/// What the caller decides about the output.
#[derive(Clone, Debug)]
pub struct Options {
    /// The path of the runtime: `crate` within it, `::vendor_codes` elsewhere.
    pub runtime: String,
    /// Derives to add to every type: `serde::Serialize`.
    pub derives: Vec<String>,
    /// Attributes to add to every type, without the brackets: `cfg_attr(test, …)`.
    pub attributes: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { runtime: "::vendor_codes".to_owned(), derives: Vec::new(), attributes: Vec::new() }
    }
}

/// The source of the module for a document.
#[must_use]
pub fn module(document: &Document, naming: &Naming, options: &Options) -> String {
    let runtime = path(&options.runtime);
    let file = file_name(&document.path);
    let (sha256, lines) = (&document.sha256, document.lines);
    let tables: Vec<_> = document
        .tables
        .iter()
        .zip(&naming.tables)
        .filter_map(|(table, names)| Emitted::new(&file, table, names))
        .collect();
    let types = tables.iter().map(|table| table.emit(&runtime, options));
    let names = tables.iter().map(|table| ident(&table.names.name));
    let tokens = quote! {
        /// The file that this module was generated from.
        pub static SOURCE: #runtime::Source = #runtime::__private::source(#file, #sha256, #lines);
        /// The tables of the document, in its order.
        pub static TABLES: &[&#runtime::Table] = &[#(#names::TABLE),*];
        /// Every row of every table of the document that has this code.
        pub fn find(code: &str) -> #runtime::Find<'_> {
            #runtime::__private::find(TABLES, code)
        }
        #(#types)*
    };
    format!("// Generated from {file}, SHA-256 {sha256}. Changes here are lost.\n\n{}", pretty(tokens))
}

/// A document's place in the index.
pub struct Module<'a> {
    /// The module's name.
    pub name: &'a str,
    /// The document that it was generated from.
    pub document: &'a Document,
    /// The names in it.
    pub naming: &'a Naming,
}

/// The source of the file that includes every generated module.
#[must_use]
pub fn index(modules: &[Module<'_>], options: &Options) -> String {
    let runtime = path(&options.runtime);
    let includes = modules.iter().map(|module| {
        let name = ident(module.name);
        let file = format!("/{}.rs", module.name);
        let docs = docs(&[format!("The codes of `{}`.", file_name(&module.document.path))]);
        quote! {
            #docs
            pub mod #name {
                include!(concat!(env!("OUT_DIR"), #file));
            }
        }
    });
    let names = modules.iter().map(|module| module.name);
    let idents = modules.iter().map(|module| ident(module.name));
    pretty(quote! {
        #(#includes)*
        /// Every document of this crate.
        pub static DOCUMENTS: &[&#runtime::Document] = &[
            #(&#runtime::__private::document(#names, &#idents::SOURCE, #idents::TABLES)),*
        ];
    })
}

fn pretty(tokens: TokenStream) -> String {
    match syn::parse2(tokens) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => format!("compile_error!({:?});\n", error.to_string()),
    }
}

/// The shape that a table takes in Rust.
enum Shape {
    /// An enum with these discriminants.
    Integer { codes: Vec<i64>, wide: bool },
    /// An enum of texts.
    Text,
    /// A set with these positions.
    Positional { width: usize, positions: Vec<usize> },
}

impl Shape {
    fn of(table: &Table, codes: &[&str]) -> Self {
        let found = match table.kind {
            Kind::Integer => {
                codes.iter().map(|code| integer(code.as_bytes())).collect::<Option<Vec<_>>>().map(|codes| {
                    Self::Integer { wide: codes.iter().any(|&code| i32::try_from(code).is_err()), codes }
                })
            }
            Kind::Positional { width } => codes
                .iter()
                .map(|code| code.find('1').filter(|_| code.len() == width))
                .collect::<Option<Vec<_>>>()
                .map(|positions| Self::Positional { width, positions }),
            Kind::Text => None,
        };
        found.unwrap_or(Self::Text)
    }
}

/// A table that is about to be written.
struct Emitted<'a> {
    file: &'a str,
    table: &'a Table,
    names: &'a TableNaming,
    /// The distinct codes, the row that leads each, and its names.
    codes: Vec<Code<'a>>,
    shape: Shape,
}

struct Code<'a> {
    text: &'a str,
    row: usize,
    names: &'a CodeNaming,
}

impl<'a> Emitted<'a> {
    /// `None` where the table has no codes: there is no such type.
    fn new(file: &'a str, table: &'a Table, names: &'a TableNaming) -> Option<Self> {
        let codes: Vec<_> = table
            .codes()
            .into_iter()
            .zip(&names.codes)
            .map(|((code, row), names)| Code { text: &code.text, row, names })
            .collect();
        let texts: Vec<_> = codes.iter().map(|code| code.text).collect();
        let shape = Shape::of(table, &texts);
        (!codes.is_empty()).then_some(Self { file, table, names, codes, shape })
    }

    fn emit(&self, runtime: &TokenStream, options: &Options) -> TokenStream {
        let name = ident(&self.names.name);
        let docs = self.type_docs();
        let derives = options.derives.iter().map(|derive| path(derive));
        let derives = quote!(#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash #(, #derives)*)]);
        let attributes = options.attributes.iter().map(|attribute| path(attribute));
        let attributes = quote!(#(#[#attributes])*);
        let data = self.data(runtime);
        match &self.shape {
            Shape::Integer { codes, wide } => {
                let integer = ident(if *wide { "i64" } else { "i32" });
                let keys: Vec<_> = codes.iter().map(|&code| integer_key(code)).collect();
                let hash = hash(&keys, runtime);
                let variants = self.codes.iter().zip(codes).map(|(code, &value)| {
                    let (docs, variant) = (self.code_docs(code), ident(code.names.variant()));
                    let value = number(value);
                    quote!(#docs #variant = #value)
                });
                let all = self.all(&name);
                let stable = self.stable(&name);
                quote! {
                    #docs #derives #attributes
                    #[non_exhaustive]
                    #[repr(#integer)]
                    pub enum #name { #(#variants),* }
                    impl #name { #all #stable }
                    const _: () = {
                        #hash
                        #data
                        #runtime::__integer_code!(#name: #integer);
                    };
                }
            }
            Shape::Text => {
                let texts: Vec<_> = self.codes.iter().map(|code| code.text).collect();
                let (sample, keys) = perfect_hash::sample(&texts);
                let sample = match sample {
                    Sample::At(offset) => {
                        let offset = unsuffixed(offset);
                        quote!(At(#offset))
                    }
                    Sample::Whole => quote!(Whole),
                };
                let hash = hash(&keys, runtime);
                let variants = self.codes.iter().map(|code| {
                    let (docs, variant) = (self.code_docs(code), ident(code.names.variant()));
                    quote!(#docs #variant)
                });
                let all = self.all(&name);
                let stable = self.stable(&name);
                quote! {
                    #docs #derives #attributes
                    #[non_exhaustive]
                    pub enum #name { #(#variants),* }
                    impl #name { #all #stable }
                    const _: () = {
                        #hash
                        const SAMPLE: #runtime::__private::Sample = #runtime::__private::Sample::#sample;
                        #data
                        #runtime::__text_code!(#name);
                    };
                }
            }
            Shape::Positional { width, positions } => {
                let words = unsuffixed(width.div_ceil(64));
                let width = unsuffixed(*width);
                let consts = self.codes.iter().zip(positions).map(|(code, &position)| {
                    let docs = self.code_docs(code);
                    let stable = ident(&code.names.stable);
                    let position = unsuffixed(position);
                    let named = code.names.name.as_ref().map(|good| {
                        let good = ident(good);
                        let line = self::docs(&[format!("The stable name of [`Self::{good}`].")]);
                        quote! { #line pub const #stable: Self = Self::#good; }
                    });
                    let variant = ident(code.names.variant());
                    quote! {
                        #docs
                        pub const #variant: Self = Self { positions: #runtime::__private::Positions::single(#position) };
                        #named
                    }
                });
                let all = self.all(&name);
                quote! {
                    #docs #derives #attributes
                    pub struct #name { positions: #runtime::__private::Positions<#words> }
                    impl #name {
                        /// How many positions there are, documented or not.
                        pub const WIDTH: usize = #width;
                        #all
                        #(#consts)*
                    }
                    const _: () = {
                        #data
                        #runtime::__warnings!(#name);
                    };
                }
            }
        }
    }

    fn all(&self, name: &Ident) -> TokenStream {
        let variants = self.codes.iter().map(|code| ident(code.names.variant()));
        quote! {
            /// Every code, in the order of the document.
            pub const ALL: &'static [Self] = &[#(#name::#variants),*];
        }
    }

    /// The names that never change, beside those that somebody gave.
    fn stable(&self, name: &Ident) -> TokenStream {
        let consts = self.codes.iter().filter_map(|code| {
            let (good, stable) = (ident(code.names.name.as_ref()?), ident(&code.names.stable));
            let line = docs(&[format!("The stable name of [`Self::{good}`].")]);
            Some(quote! { #line pub const #stable: Self = #name::#good; })
        });
        quote!(#(#consts)*)
    }

    fn data(&self, runtime: &TokenStream) -> TokenStream {
        let table = self.table;
        let private = quote!(#runtime::__private);
        let name = &self.names.name;
        let kind = match self.shape {
            Shape::Integer { .. } => quote!(Integer),
            Shape::Text => quote!(Text),
            Shape::Positional { .. } => quote!(Positional),
        };
        let line = unsuffixed(table.line);
        let headings = table.headings.iter().chain(&table.title).map(|text| string(&text.text));
        let notes = table.notes.iter().map(|text| string(&text.text));
        let columns = table.columns.iter().map(|column| {
            let header = string(&column.header.text);
            let role = ident(match column.role {
                Role::Code => "Code",
                Role::Name => "Name",
                Role::Message => "Message",
                Role::Remedy => "Remedy",
                Role::Other => "Other",
            });
            quote!(#private::column(#header, #runtime::Role::#role))
        });
        let cells = texts(
            &private,
            table.rows.iter().flat_map(|row| {
                (0..table.columns.len()).map(|column| row.cells.get(column).map_or("", |cell| &cell.text))
            }),
        );
        let lines = integers(table.rows.iter().map(|row| row.line));
        let indexes: std::collections::HashMap<_, _> =
            self.codes.iter().enumerate().map(|(index, code)| (code.text, index)).collect();
        let row_codes: Vec<Vec<usize>> = table
            .rows
            .iter()
            .map(|row| row.codes.iter().filter_map(|code| indexes.get(code.text.as_str()).copied()).collect())
            .collect();
        let bounds = integers(std::iter::once(0).chain(row_codes.iter().scan(0, |end, codes| {
            *end += codes.len();
            Some(*end)
        })));
        let mut repeats: Vec<_> = row_codes
            .iter()
            .enumerate()
            .flat_map(|(row, codes)| codes.iter().map(move |&code| (code, row)))
            .filter(|&(code, row)| self.codes.get(code).is_some_and(|code| code.row != row))
            .collect();
        repeats.sort_unstable();
        repeats.dedup();
        let repeats = repeats.into_iter().map(|(code, row)| {
            let (code, row) = (unsuffixed(code), unsuffixed(row));
            quote!((#code, #row))
        });
        let row_codes = integers(row_codes.into_iter().flatten());
        let codes = texts(&private, self.codes.iter().map(|code| code.text));
        let variants = texts(&private, self.codes.iter().map(|code| code.names.variant()));
        let english =
            texts(&private, self.codes.iter().map(|code| code.names.english.as_deref().unwrap_or_default()));
        let rows = integers(self.codes.iter().map(|code| code.row));
        quote! {
            const DATA: #private::Data = #private::Data {
                name: #name,
                kind: #runtime::Kind::#kind,
                line: #line,
                headings: &[#(#headings),*],
                columns: &[#(#columns),*],
                notes: &[#(#notes),*],
                cells: #cells,
                lines: #lines,
                row_bounds: #bounds,
                row_codes: #row_codes,
                codes: #codes,
                variants: #variants,
                english: #english,
                rows: #rows,
                repeats: &[#(#repeats),*],
            };
        }
    }

    fn type_docs(&self) -> TokenStream {
        docs(&[self
            .table
            .headings
            .last()
            .map_or_else(|| self.names.name.clone(), |heading| inert(&heading.text))])
    }

    fn code_docs(&self, code: &Code) -> TokenStream {
        let empty =
            Row { line: 0, span: super::source::Span::default(), cells: Vec::new(), codes: Vec::new() };
        let row = self.table.rows.get(code.row).unwrap_or(&empty);
        let mut lines = Vec::new();
        if let Some(english) = &code.names.english {
            lines.push(inert(english));
        }
        for (column, cell) in self.table.columns.iter().zip(&row.cells) {
            if column.role != Role::Code && !cell.text.is_empty() {
                if !lines.is_empty() {
                    lines.push(String::new());
                }
                lines.push(format!("**{}** {}", inert(&column.header.text), inert(&cell.text)));
            }
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("`{}`, line {}", self.file, row.line));
        let docs = docs(&lines);
        let alias = string(code.text);
        quote!(#docs #[doc(alias = #alias)])
    }
}

fn hash(keys: &[u64], runtime: &TokenStream) -> TokenStream {
    let Some(PerfectHash { hash, displacements }) = perfect_hash::search(keys) else {
        return quote!(compile_error!("no perfect hash"););
    };
    let multiplier: Literal = format!("0x{:X}", hash.multiplier)
        .parse()
        .unwrap_or_else(|_| Literal::u64_unsuffixed(hash.multiplier));
    let (bucket_bits, slot_bits) =
        (unsuffixed(hash.bucket_bits as usize), unsuffixed(hash.slot_bits as usize));
    let len = unsuffixed(displacements.len());
    let displacements = displacements.iter().map(|&by| unsuffixed(by.into()));
    quote! {
        const HASH: #runtime::__private::Hash = #runtime::__private::Hash {
            multiplier: #multiplier,
            bucket_bits: #bucket_bits,
            slot_bits: #slot_bits,
        };
        static DISPLACEMENTS: [u8; #len] = [#(#displacements),*];
    }
}

fn texts<'a>(private: &TokenStream, texts: impl Iterator<Item = &'a str>) -> TokenStream {
    let mut pool = String::new();
    let mut bounds = vec![0];
    for text in texts {
        pool.push_str(text);
        bounds.push(pool.len());
    }
    if pool.is_empty() {
        return quote!(#private::Texts::NONE);
    }
    let (pool, bounds) = (string(&pool), integers(bounds));
    quote!(#private::Texts { pool: #pool, bounds: #bounds })
}

fn integers(values: impl IntoIterator<Item = usize>) -> TokenStream {
    let values = values.into_iter().map(unsuffixed);
    quote!(&[#(#values),*])
}

fn docs(lines: &[String]) -> TokenStream {
    let lines = lines
        .iter()
        .flat_map(|line| line.split('\n'))
        .map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// Text that means nothing to Markdown.
fn inert(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn string(text: &str) -> Literal {
    Literal::string(text)
}

fn number(value: i64) -> TokenStream {
    let digits = grouped(value.unsigned_abs());
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}

fn unsuffixed(value: usize) -> Literal {
    grouped(value as u64)
}

fn grouped(value: u64) -> Literal {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text.parse().unwrap_or_else(|_| Literal::u64_unsuffixed(value))
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

fn path(path: &str) -> TokenStream {
    path.parse().unwrap_or_default()
}

fn file_name(path: &str) -> String {
    if path.starts_with('/') { path.rsplit('/').next().unwrap_or(path).to_owned() } else { path.to_owned() }
}
