//! The logic of a type of its own, and what it is made from.
//!
//! A table that is about to be written comes in, the items of a block go out:
//! the list of an enum, the table's data, and the call of the macro that makes
//! methods of them.

use std::fmt::Write as _;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::data::{Data, columns};
use super::layout::{array, bytes, signed, slice};
use super::pretty;
use super::shape::{Form, Shape, integer_type};
use super::table::{Emitted, value};

/// The data and the logic of the type.
pub fn of(emitted: &Emitted, name: &Ident, runtime: &TokenStream) -> String {
    let mut out = pretty(quote!(use #runtime::__private as runtime;));
    if emitted.form == Form::Enum {
        out.push_str(&array("ALL", emitted.name(), &emitted.paths(emitted.name())));
    }
    let Data { expression, slots } = Data::of(emitted, slice(&columns(emitted.table)));
    if let (Shape::Integer { codes, wide }, Form::Struct) = (&emitted.shape, emitted.form) {
        let integer = integer_type(*wide).to_string();
        let mut list = Vec::with_capacity(codes.len());
        for &code in codes {
            list.push(signed(code));
        }
        out.push_str(&array("CODES", &integer, &list));
        let width = if *wide { 8 } else { 4 };
        let mut packed = Vec::new();
        for &index in &slots {
            packed.extend(value(codes, index).to_le_bytes().iter().take(width));
        }
        let _ = writeln!(
            out,
            "static SLOTS: runtime::Aligned<[u8; {}]> = runtime::Aligned(*{});",
            packed.len(),
            bytes(&packed)
        );
    }
    out.push_str("const DATA: runtime::Data = ");
    out.push_str(&expression);
    out.push_str(";\n");
    let methods = emitted.shape.methods(emitted.form, name, slots.len());
    out.push_str(&pretty(quote!(#runtime::#methods;)));
    out
}
