//! The generator: a vendor's document in, typed Rust out.
//!
//! `text → tables → model → tokens`, one direction only.
pub mod diagnostic;
pub mod emit;
pub mod grid;
pub mod ident;
pub mod matching;
pub mod model;
pub mod names;
pub mod perfect_hash;
#[cfg(feature = "cli")]
pub mod render;
pub mod source;
pub mod visible;
