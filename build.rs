//! Placeholder.
#[path = "src/codegen/mod.rs"]
pub mod codegen;
#[allow(dead_code, reason = "shared with the library, which uses the rest")]
#[path = "src/lookup.rs"]
mod lookup;
fn main() {}
