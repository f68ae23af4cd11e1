//! Turns the vendor's documents into the modules of this crate.
#![allow(dead_code, reason = "the files of the generator are the library's; a build needs a part of them")]

use std::env;
use std::path::PathBuf;

#[path = "src/codegen/mod.rs"]
pub mod codegen;
#[path = "src/lookup.rs"]
mod lookup;
#[path = "src/text.rs"]
mod text;

/// Where to look for documents instead of in `docs`.
const DOCS: &str = "VENDOR_CODES_DOCS";

fn main() {
    println!("cargo::rerun-if-env-changed={DOCS}");
    // Set to nothing, it is not set.
    let docs = env::var_os(DOCS).filter(|docs| !docs.is_empty()).map(PathBuf::from);
    if let Some(docs) = docs.as_ref().filter(|docs| docs.is_relative()) {
        // It would be looked for in this package, wherever cargo keeps that.
        println!(
            "cargo::error={DOCS} is not an absolute path: {}; help: set it in .cargo/config.toml \
             as `[env]` with `relative = true`",
            codegen::visible::visible(&docs.to_string_lossy())
        );
        return;
    }
    let docs = docs.unwrap_or(PathBuf::from("docs"));
    for line in codegen::Generator::new().runtime("crate").directory(docs).generate().cargo() {
        println!("{line}");
    }
}
