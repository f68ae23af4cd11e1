//! The generator: a vendor's document in, typed Rust out.
//!
//! `text → tables → model → tokens`, one direction only.
pub mod diagnostic;
pub mod model;
pub mod names;
pub mod source;
