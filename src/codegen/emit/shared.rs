//! Types that tables share, for documents of very many tables.
//!
//! Tables that are about to be written come in, a module goes out: what all of
//! them say, and a type for each kind of codes among them, which knows by a
//! number of what table it is.

use proc_macro2::Ident;
use quote::quote;

use super::data::{self, Data};
use super::layout::{comments, each_in_a_line, filled};
use super::shape::Form;
use super::table::Emitted;
use super::{Options, ident, path, pretty};

/// The name of the module of a group.
pub fn module_name(group: usize) -> Ident {
    ident(&format!("shared_{}", group + 1))
}

/// Writes a group of tables, and the types that they share.
pub fn emit(group: usize, tables: &[Emitted], options: &Options, out: &mut String) {
    let (runtime, module) = (path(&options.runtime), module_name(group));
    let mut content = pretty(quote!(use #runtime::__private as runtime;));
    // Most tables of such a document have the same columns.
    let mut columns: Vec<Vec<String>> = Vec::new();
    let mut data = Vec::new();
    for table in tables {
        let own = data::columns(table.table);
        let place = columns.iter().position(|columns| *columns == own).unwrap_or(columns.len());
        if place == columns.len() {
            let list = format!("static COLUMNS_{place}: [runtime::Column; {}] = [];\n", own.len());
            content.push_str(&filled(&list, &each_in_a_line(&own)));
            columns.push(own);
        }
        let Data { expression, .. } = Data::of(table, format!("&COLUMNS_{place}"));
        data.push(format!("runtime::Table::new({expression})"));
    }
    let list = format!("pub(super) static TABLES: [runtime::Table; {}] = [];\n", tables.len());
    content.push_str(&filled(&list, &each_in_a_line(&data)));
    let mut names: Vec<Ident> = Vec::new();
    for table in tables {
        let name = table.shape.shared_name();
        if names.contains(&name) {
            continue;
        }
        let methods = table.shape.methods(Form::Shared, &name, 0);
        content.push('\n');
        content.push_str(&comments(&[
            "What tables of one kind have for a type: each its own, by its number and how many codes it has."
                .to_owned(),
        ]));
        content.push_str(&options.attributed(&table.shape.shared_definition(&name, &runtime)));
        content.push_str(&pretty(quote!(#runtime::#methods;)));
        names.push(name);
    }
    out.push('\n');
    out.push_str(&comments(&["What tables share that have no types of their own.".to_owned()]));
    out.push_str(&filled(&pretty(quote!(pub mod #module {})), &content));
    for (number, table) in tables.iter().enumerate() {
        table.emit_shared(&module, number, options, out);
    }
}
