//! The shape that a table takes in Rust.
//!
//! A table comes in, what its type looks like goes out. The shape is decided by
//! what the compiler makes of large tables, measured with Rust 1.95:
//!
//! - No `match` over the variants and no `derive(Debug)`: each takes time with
//!   the square of the codes, the latter also memory.
//! - The compiler checks every enum in a static: it goes through the variants up
//!   to the one that it finds, and looks up each discriminant that is written,
//!   130 ns each. The list of 4,096 scattered codes takes 1.1 s of 1.3, that of
//!   10,000 takes 6 s of 7. So there is one such list, a static, which everything
//!   else refers to; a second one, by slot, only where it is short; and in a long
//!   enum no discriminant is written that counting gives as well.
//! - It also compares all discriminants with each other: 5 s for 100,000.
//! - Beyond [`LARGEST_ENUM`] codes the type is therefore a struct with a constant
//!   for each code, which reads, matches and converts the same, but for `as` and
//!   `use`: 0.7 s for 10,000 and 7 s for 100,000.
//! - Each type brings its methods and traits, 10 ms and 1 MB, however small its
//!   table is. Of a document with more than [`MOST_TYPES`] tables, they share
//!   types, which know by a number of what table they are: 3 ms and 0.3 MB a table.
//! - Each element of an array is an expression, ten thousand instructions for a
//!   number, and what a constant has to work out takes as many for a statement or
//!   two. So texts are one literal, numbers are one literal, and lists that follow
//!   from the others are left empty.
//! - What finds a text is eight bytes for each slot, in one literal, worked out by
//!   the generator: the compiler would interpret the key of every text.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{Options, ident};
use crate::codegen::model::{Kind, Table};
use crate::lookup::integer;

/// The codes of an enum, at most, unless the caller decides otherwise.
pub const LARGEST_ENUM: usize = 4096;
/// The tables of a document that get a type each, at most, unless the caller
/// decides otherwise.
pub const MOST_TYPES: usize = 256;
/// The tables that share one type, at most: the compiler compares the constants
/// of each with those of every other.
pub const MOST_SHARE: usize = 256;
/// The codes of an enum that is listed by slot beside the list of all codes, at most.
const LARGEST_SLOTS: usize = 1024;

/// What the codes of a table are, and where each is.
pub enum Shape {
    /// Integers: these, which take an `i64` or fit an `i32`.
    Integer { codes: Vec<i64>, wide: bool },
    /// Texts.
    Text,
    /// A set with these positions, each a constant.
    Positional { width: usize, positions: Vec<usize> },
}

/// What the type of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Its own, the codes are variants.
    Enum,
    /// Its own, the codes are constants.
    Struct,
    /// One that tables share, the codes are constants.
    Shared,
}

impl Form {
    /// The lower-case English word, by which the macros know it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enum => "enum",
            Self::Struct => "struct",
            Self::Shared => "shared",
        }
    }
}

impl Shape {
    /// The shape of a table with these distinct codes.
    pub fn of(table: &Table, codes: &[&str]) -> Self {
        let found = match table.kind {
            Kind::Integer => Self::integers(codes),
            Kind::Positional { width } => Self::positions(codes, width),
            Kind::Text => None,
        };
        found.unwrap_or(Self::Text)
    }

    fn integers(codes: &[&str]) -> Option<Self> {
        let mut integers = Vec::with_capacity(codes.len());
        let mut wide = false;
        for code in codes {
            let integer = integer(code.as_bytes())?;
            wide |= i32::try_from(integer).is_err();
            integers.push(integer);
        }
        Some(Self::Integer { codes: integers, wide })
    }

    fn positions(codes: &[&str], width: usize) -> Option<Self> {
        let mut positions = Vec::with_capacity(codes.len());
        for code in codes {
            if code.len() != width {
                return None;
            }
            positions.push(code.find('1')?);
        }
        Some(Self::Positional { width, positions })
    }

    /// The name of the table's [`Kind`].
    pub fn kind(&self) -> Ident {
        ident(match self {
            Self::Integer { .. } => "Integer",
            Self::Text => "Text",
            Self::Positional { .. } => "Positional",
        })
    }

    /// The form of a type with so many codes, in a document whose tables share types or not.
    pub fn form(&self, codes: usize, shared: bool, options: &Options) -> Form {
        match self {
            _ if shared => Form::Shared,
            Self::Integer { .. } | Self::Text if codes <= options.largest_enum => Form::Enum,
            _ => Form::Struct,
        }
    }

    /// A type of its own without its variants, documentation and attributes.
    pub fn definition(&self, form: Form, name: &Ident, runtime: &TokenStream) -> TokenStream {
        match (self, form) {
            (Self::Integer { wide, .. }, Form::Enum) => {
                let integer = integer_type(*wide);
                quote!(#[non_exhaustive] #[repr(#integer)] pub enum #name {})
            }
            (Self::Text, Form::Enum) => quote!(#[non_exhaustive] pub enum #name {}),
            (Self::Integer { wide, .. }, _) => {
                let integer = integer_type(*wide);
                quote!(pub struct #name { code: #integer })
            }
            (Self::Text, _) => quote!(pub struct #name { index: u32 }),
            (Self::Positional { width, .. }, _) => {
                let words = Literal::usize_unsuffixed(width.div_ceil(64));
                quote!(pub struct #name { positions: #runtime::__private::Positions<#words> })
            }
        }
    }

    /// The name of the type that tables of this shape share.
    pub fn shared_name(&self) -> Ident {
        ident(match self {
            Self::Integer { wide: false, .. } => "Integers",
            Self::Integer { wide: true, .. } => "LongIntegers",
            Self::Text => "Texts",
            Self::Positional { .. } => "Warnings",
        })
    }

    /// The type that tables of this shape share.
    pub fn shared_definition(&self, name: &Ident, runtime: &TokenStream) -> TokenStream {
        match self {
            Self::Integer { wide, .. } => {
                let integer = integer_type(*wide);
                quote!(pub struct #name<const TABLE: usize, const LEN: usize> { pub(super) code: #integer })
            }
            Self::Text => {
                quote!(pub struct #name<const TABLE: usize, const LEN: usize> { pub(super) index: u32 })
            }
            Self::Positional { .. } => quote! {
                pub struct #name<const TABLE: usize, const LEN: usize, const WIDTH: usize, const WORDS: usize> {
                    pub(super) positions: #runtime::__private::Positions<WORDS>,
                }
            },
        }
    }

    /// What makes the shared type that of one table: its number and how many codes it has.
    pub fn shared_arguments(&self, table: usize, codes: usize) -> TokenStream {
        let (table, codes) = (Literal::usize_unsuffixed(table), Literal::usize_unsuffixed(codes));
        match self {
            Self::Positional { width, .. } => {
                let words = Literal::usize_unsuffixed(width.div_ceil(64));
                let width = Literal::usize_unsuffixed(*width);
                quote!(<#table, #codes, #width, #words>)
            }
            Self::Integer { .. } | Self::Text => quote!(<#table, #codes>),
        }
    }

    /// The discriminant to write at a variant; none at one that has it anyway, for
    /// the compiler looks up what is written, and counts what is not.
    pub fn discriminant(&self, at: usize) -> Option<i64> {
        let Self::Integer { codes, .. } = self else { return None };
        let code = *codes.get(at)?;
        let before = at.checked_sub(1).and_then(|before| codes.get(before)?.checked_add(1));
        (codes.len() <= LARGEST_SLOTS || before != Some(code)).then_some(code)
    }

    /// The macro that gives the type its methods, and how it is called: with how many
    /// slots, where an enum is listed by slot.
    pub fn methods(&self, form: Form, name: &Ident, slots: usize) -> TokenStream {
        let keyword = ident(form.as_str());
        match self {
            Self::Integer { codes, wide } => {
                let integer = integer_type(*wide);
                let slots = Literal::usize_unsuffixed(slots);
                match form {
                    Form::Enum if codes.len() > LARGEST_SLOTS => {
                        quote!(__integer_code!(#name: #integer, enum, [ALL]))
                    }
                    Form::Enum => quote!(__integer_code!(#name: #integer, enum, [#slots])),
                    Form::Struct | Form::Shared => quote!(__integer_code!(#name: #integer, #keyword)),
                }
            }
            Self::Text => quote!(__text_code!(#name, #keyword)),
            Self::Positional { .. } => quote!(__warnings!(#name, #keyword)),
        }
    }
}

pub fn integer_type(wide: bool) -> Ident {
    ident(if wide { "i64" } else { "i32" })
}
