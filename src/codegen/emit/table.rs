//! A table's type: its variants or constants, and their documentation.
//!
//! A table and its names come in, the items of its type go out, line by line.
//! A code has one name by which the type knows it; the stable one is a constant
//! beside it where somebody gave a better one.

use std::fmt::Write as _;

use proc_macro2::Ident;
use quote::quote;

use super::layout::{comments, filled, grouped, packed, quoted, signed};
use super::shape::{Form, Shape};
use super::{Options, block, ident, path, pretty};
use crate::codegen::docs::TableDocs;
use crate::codegen::model::Table;
use crate::codegen::names::{CodeNaming, TableNaming};
use crate::codegen::visible::is_hidden;

/// A table that is about to be written.
pub struct Emitted<'a> {
    pub table: &'a Table,
    pub names: &'a TableNaming,
    pub docs: TableDocs<'a>,
    /// The distinct codes, the row that leads each, and its names.
    pub codes: Vec<Code<'a>>,
    pub shape: Shape,
    pub form: Form,
}

/// A code that is about to be written.
pub struct Code<'a> {
    pub text: &'a str,
    pub row: usize,
    pub names: &'a CodeNaming,
}

// In what follows, writing to a string cannot fail.

impl<'a> Emitted<'a> {
    /// `None` where the table has no codes: there is no such type.
    pub fn new(
        file: &str,
        table: &'a Table,
        names: &'a TableNaming,
        shared: bool,
        options: &Options,
    ) -> Option<Self> {
        let (mut codes, mut texts) = (Vec::new(), Vec::new());
        for ((text, row), names) in table.codes().into_iter().zip(&names.codes) {
            codes.push(Code { text, row, names });
            texts.push(text);
        }
        let shape = Shape::of(table, &texts);
        let form = shape.form(codes.len(), shared, options);
        let docs = TableDocs::new(file, table, names);
        (!codes.is_empty()).then_some(Self { table, names, docs, codes, shape, form })
    }

    /// The name of the type.
    pub fn name(&self) -> &'a str {
        &self.names.name
    }

    /// Writes everything that the table becomes with a type of its own.
    pub fn emit(&self, options: &Options, out: &mut String) {
        let runtime = path(&options.runtime);
        let name = ident(self.name());
        let definition = options.attributed(&self.shape.definition(self.form, &name, &runtime));
        out.push('\n');
        out.push_str(&comments(&self.docs.of_type()));
        if self.form == Form::Struct && self.codes.len() > options.largest_enum {
            out.push_str(
                "///\n/// More codes than an enum can have: each is a constant, and `as` is `code()`.\n",
            );
        }
        out.push_str(&match self.form {
            Form::Enum => filled(&definition, &self.variants()),
            Form::Struct | Form::Shared => definition,
        });
        self.emit_constants(&name, &options.runtime, out);
        out.push('\n');
        out.push_str(&filled("const _: () = {};\n", &block::of(self, &name, &runtime)));
    }

    /// Writes what the table becomes that shares its type: a name for that, with
    /// the number of the table, and its codes.
    pub fn emit_shared(&self, module: &Ident, number: usize, options: &Options, out: &mut String) {
        let name = ident(self.name());
        let (shared, arguments) =
            (self.shape.shared_name(), self.shape.shared_arguments(number, self.codes.len()));
        out.push('\n');
        out.push_str(&comments(&self.docs.of_shared_type()));
        out.push_str(&pretty(quote!(pub type #name = #module::#shared #arguments;)));
        self.emit_constants(&name, &options.runtime, out);
    }

    fn emit_constants(&self, name: &Ident, runtime: &str, out: &mut String) {
        let constants = self.constants(runtime);
        if !constants.is_empty() {
            out.push('\n');
            out.push_str(&filled(
                &pretty(quote!(#[allow(non_upper_case_globals)] impl #name {})),
                &constants,
            ));
        }
    }

    /// The codes in the order of the document, as paths of this type.
    pub fn paths(&self, name: &str) -> Vec<String> {
        let mut paths = Vec::with_capacity(self.codes.len());
        for code in &self.codes {
            paths.push(format!("{name}::{}", code.names.variant()));
        }
        paths
    }

    fn variants(&self) -> String {
        let mut out = String::new();
        for (at, code) in self.codes.iter().enumerate() {
            self.code_docs(code, &mut out);
            out.push_str(code.names.variant());
            if let Some(code) = self.shape.discriminant(at) {
                let _ = write!(out, " = {}", signed(code));
            }
            out.push_str(",\n");
        }
        out
    }

    /// The names of the codes that are no variants, and the list of all codes.
    fn constants(&self, runtime: &str) -> String {
        let mut out = String::new();
        if let (Shape::Positional { width, .. }, Form::Struct) = (&self.shape, self.form) {
            out.push_str("/// How many positions there are, documented or not.\n");
            let _ = writeln!(out, "pub const WIDTH: usize = {width};");
            out.push_str("/// Every warning, in the order of the document.\n");
            out.push_str(&filled("pub const ALL: &'static [Self] = &[];\n", &packed(&self.paths("Self"))));
        }
        for (at, code) in self.codes.iter().enumerate() {
            let name = code.names.variant();
            if self.form != Form::Enum {
                self.code_docs(code, &mut out);
                let _ = writeln!(out, "pub const {name}: Self = {};", self.constant(at, runtime));
            }
            if code.names.name.is_some() {
                let _ = writeln!(out, "/// The stable name of [`Self::{name}`].");
                let _ = writeln!(out, "pub const {}: Self = Self::{name};", code.names.stable);
            }
        }
        out
    }

    /// A code that is no variant.
    fn constant(&self, at: usize, runtime: &str) -> String {
        match &self.shape {
            Shape::Integer { codes, .. } => format!("Self {{ code: {} }}", signed(value(codes, at))),
            Shape::Text => format!("Self {{ index: {} }}", grouped(at)),
            Shape::Positional { positions, .. } => {
                let at = value(positions, at);
                format!("Self {{ positions: {runtime}::__private::Positions::single({at}) }}")
            }
        }
    }

    /// What the vendor says of a code, and by what a search finds it.
    fn code_docs(&self, code: &Code, out: &mut String) {
        out.push_str(&comments(&self.docs.of_code(code.text, code.row)));
        let (alias, name) = (alias(code.text), code.names.variant());
        // The compiler refuses an alias that is no other name. Where very many codes are
        // constants each attribute counts, and a search finds a name by any part of it.
        let many = self.form != Form::Enum && !matches!(self.shape, Shape::Positional { .. });
        if !alias.is_empty() && alias != name && !(many && name.ends_with(&alias)) {
            let _ = writeln!(out, "#[doc(alias = {})]", quoted(&alias));
        }
    }
}

/// One of as many values as there are codes.
pub fn value<T: Copy + Default>(values: &[T], at: usize) -> T {
    values.get(at).copied().unwrap_or_default()
}

/// A code as rustdoc finds it: without what the compiler refuses in an alias.
fn alias(code: &str) -> String {
    let plain = |c: char| if matches!(c, '"' | '\'') || c.is_whitespace() || is_hidden(c) { ' ' } else { c };
    let mut alias = String::with_capacity(code.len());
    for c in code.chars() {
        alias.push(plain(c));
    }
    alias.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_is_what_the_compiler_takes() {
        for (code, expected) in [
            ("-4006", "-4006"),
            ("NAME = \"-10000\"", "NAME =  -10000"),
            ("it's\u{3000}", "it s"),
            ("a\nb", "a b"),
            ("\u{202e}", ""),
        ] {
            assert_eq!(alias(code), expected, "{code:?}");
        }
    }
}
