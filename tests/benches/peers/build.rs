//! Maps of the same codes by other means: phf in both versions, and `match`.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// Beyond this many arms a `match` takes the compiler a minute or more.
const LARGEST_MATCH: usize = 1_000;

fn main() {
    println!("cargo::rerun-if-changed=codes");
    let out = env::var_os("OUT_DIR").unwrap();
    for entry in fs::read_dir("codes").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let codes = fs::read_to_string(&path).unwrap();
        let codes: Vec<_> = codes.lines().collect();
        let source = if name.starts_with("integers") { integers(&codes) } else { String::new() };
        fs::write(Path::new(&out).join(format!("{name}.rs")), source + &texts(&codes)).unwrap();
    }
}

fn integers(codes: &[&str]) -> String {
    let mut old = phf_codegen_13::Map::new();
    let mut new = phf_codegen_14::Map::new();
    for (index, code) in codes.iter().enumerate() {
        let key: i32 = code.parse().unwrap();
        old.entry(key, index.to_string());
        new.entry(key, index.to_string());
    }
    let (old, new) = (old.phf_path("phf_13").build(), new.phf_path("phf_14").build());
    format!(
        "pub static OLD: phf_13::Map<i32, u32> = {old};\npub static NEW: phf_14::Map<i32, u32> = {new};\n{}",
        matching("by_match", "i32", codes.iter().map(|code| (*code).to_owned()))
    )
}

fn texts(codes: &[&str]) -> String {
    let mut old = phf_codegen_13::Map::new();
    let mut new = phf_codegen_14::Map::new();
    for (index, code) in codes.iter().enumerate() {
        old.entry(*code, index.to_string());
        new.entry(*code, index.to_string());
    }
    let (old, new) = (old.phf_path("phf_13").build(), new.phf_path("phf_14").build());
    format!(
        "pub static OLD_TEXT: phf_13::Map<&'static str, u32> = {old};\n\
         pub static NEW_TEXT: phf_14::Map<&'static str, u32> = {new};\n{}",
        matching("by_match_of_texts", "&str", codes.iter().map(|code| format!("{code:?}")))
    )
}

fn matching(name: &str, key: &str, codes: impl ExactSizeIterator<Item = String>) -> String {
    if codes.len() > LARGEST_MATCH {
        return format!("pub const {}: Option<fn({key}) -> Option<u32>> = None;\n", name.to_uppercase());
    }
    let mut arms = String::new();
    for (index, code) in codes.enumerate() {
        writeln!(arms, "{code} => Some({index}),").unwrap();
    }
    format!(
        "pub const {}: Option<fn({key}) -> Option<u32>> = Some({name});\n\
         #[inline]\nfn {name}(key: {key}) -> Option<u32> {{ match key {{ {arms} _ => None }} }}\n",
        name.to_uppercase()
    )
}
