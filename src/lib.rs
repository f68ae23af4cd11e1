//! Typed response codes, generated from the vendor's own document.
#![cfg_attr(not(feature = "codegen"), no_std)]

#[cfg(feature = "codegen")]
pub mod codegen;

#[cfg(feature = "codegen")]
pub mod diff;
