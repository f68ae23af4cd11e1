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
pub mod read;
#[cfg(feature = "cli")]
pub mod render;
pub mod roles;
pub mod source;
pub mod visible;
