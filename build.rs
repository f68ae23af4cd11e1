//! Placeholder.
#[path = "src/codegen/mod.rs"]
pub mod codegen;
fn main() {}
