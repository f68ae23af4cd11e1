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
    let docs = env::var_os(DOCS).map_or(PathBuf::from("docs"), PathBuf::from);
    if docs.is_relative() && env::var_os(DOCS).is_some() {
        // It would be looked for in this package, wherever cargo keeps that.
        println!(
            "cargo::error={DOCS} is not an absolute path: {}; help: set it in .cargo/config.toml \
             as `[env]` with `relative = true`",
            codegen::visible::visible(&docs.to_string_lossy())
        );
        return;
    }
    for line in codegen::Generator::new().runtime("crate").directory(docs).generate().cargo() {
        println!("{line}");
    }
}
