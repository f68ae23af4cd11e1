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
//!   for each code, which reads, matches and converts the same, but for `as`:
//!   0.7 s for 10,000 and 7 s for 100,000.
//! - Texts are one literal and a list of bounds: no reference to relocate, no
//!   pointer to store. Lists that follow from the others are left empty.
//! - What finds a text is eight bytes for each slot, in one literal, worked out by
//!   the generator: the compiler would interpret the key of every text.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::ident;
use crate::codegen::model::{Kind, Table};
use crate::lookup::integer;

/// The codes of an enum, at most, unless the caller decides otherwise.
pub const LARGEST_ENUM: usize = 4096;
/// The codes of an enum that is listed by slot beside the list of all codes, at most.
const LARGEST_SLOTS: usize = 1024;

/// What the codes of a table are, and where each is.
pub enum Shape {
    /// Integers: these, which take an `i64` or fit an `i32`.
    Integer { codes: Vec<i64>, wide: bool, form: Form },
    /// Texts.
    Text { form: Form },
    /// A set with these positions, each a constant.
    Positional { width: usize, positions: Vec<usize> },
}

/// How a type has its codes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As variants.
    Enum,
    /// As constants.
    Struct,
}

impl Form {
    /// The keyword.
    pub fn keyword(self) -> Ident {
        ident(match self {
            Self::Enum => "enum",
            Self::Struct => "struct",
        })
    }
}

impl Shape {
    /// The shape of a table with these distinct codes, an enum of `largest` codes at most.
    pub fn of(table: &Table, codes: &[&str], largest: usize) -> Self {
        let form = if codes.len() > largest { Form::Struct } else { Form::Enum };
        let found = match table.kind {
            Kind::Integer => Self::integers(codes, form),
            Kind::Positional { width } => Self::positions(codes, width),
            Kind::Text => None,
        };
        found.unwrap_or(Self::Text { form })
    }

    fn integers(codes: &[&str], form: Form) -> Option<Self> {
        let mut integers = Vec::with_capacity(codes.len());
        for code in codes {
            integers.push(integer(code.as_bytes())?);
        }
        let wide = integers.iter().any(|&code| i32::try_from(code).is_err());
        Some(Self::Integer { codes: integers, wide, form })
    }

    fn positions(codes: &[&str], width: usize) -> Option<Self> {
        let mut positions = Vec::with_capacity(codes.len());
        for code in codes {
            positions.push(code.find('1').filter(|_| code.len() == width)?);
        }
        Some(Self::Positional { width, positions })
    }

    /// The name of the table's [`Kind`].
    pub fn kind(&self) -> Ident {
        ident(match self {
            Self::Integer { .. } => "Integer",
            Self::Text { .. } => "Text",
            Self::Positional { .. } => "Positional",
        })
    }

    /// How the type has its codes; a set of warnings has nothing to choose.
    pub fn form(&self) -> Option<Form> {
        match self {
            Self::Integer { form, .. } | Self::Text { form } => Some(*form),
            Self::Positional { .. } => None,
        }
    }

    /// The type without its variants, documentation and attributes.
    pub fn definition(&self, name: &Ident, runtime: &TokenStream) -> TokenStream {
        match self {
            Self::Integer { wide, form, .. } => {
                let integer = integer_type(*wide);
                match form {
                    Form::Enum => quote!(#[non_exhaustive] #[repr(#integer)] pub enum #name {}),
                    Form::Struct => quote!(pub struct #name { code: #integer }),
                }
            }
            Self::Text { form: Form::Enum } => quote!(#[non_exhaustive] pub enum #name {}),
            Self::Text { form: Form::Struct } => quote!(pub struct #name { index: u32 }),
            Self::Positional { width, .. } => {
                let words = Literal::usize_unsuffixed(width.div_ceil(64));
                quote!(pub struct #name { positions: #runtime::__private::Positions<#words> })
            }
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
    /// slots, where the type is listed by slot.
    pub fn methods(&self, name: &Ident, slots: usize) -> TokenStream {
        match self {
            Self::Integer { codes, wide, form } => {
                let (integer, keyword) = (integer_type(*wide), form.keyword());
                let many = *form == Form::Enum && codes.len() > LARGEST_SLOTS;
                let slots = Literal::usize_unsuffixed(slots);
                let list = if many { quote!([ALL]) } else { quote!([#slots]) };
                quote!(__integer_code!(#name: #integer, #keyword, #list))
            }
            Self::Text { form } => {
                let keyword = form.keyword();
                quote!(__text_code!(#name, #keyword))
            }
            Self::Positional { .. } => quote!(__warnings!(#name)),
        }
    }
}

pub fn integer_type(wide: bool) -> Ident {
    ident(if wide { "i64" } else { "i32" })
}
