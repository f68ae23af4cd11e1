//! A vendor's document can't hurt anyone.
//!
//! Documents that nobody wrote, from a sequence of numbers that is the same in
//! every run, against laws that hold for all of them. `cargo test` runs a few
//! thousand; more with
//!
//! ```text
//! VENDOR_CODES_CASES=100000 cargo test --release --all-features --test hostile -- --nocapture
//! ```
//!
//! and others with `VENDOR_CODES_SEED` set to another number; documents of your
//! own are broken as well with `VENDOR_CODES_SEEDS` set to their directory. A
//! case that fails leaves its document in `target/tmp/hostile-*.md`, and so does
//! the slowest of a long run.
#![cfg(feature = "codegen")]

mod escapes;
mod laws;
mod mutants;
mod random;
mod sizes;
#[path = "../support/mod.rs"]
mod support;
mod trip;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use mutants::Seeds;
use random::Random;

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok().map(|text| text.parse().unwrap())
}

/// Runs a law on many cases: the first of a sequence that the name and the seed
/// decide, as many as a longer run asks for, else a few.
fn cases(name: &str, few: u64, mut case: impl FnMut(&mut Random) -> Vec<u8>, law: impl Fn(Vec<u8>)) {
    let count = number("VENDOR_CODES_CASES").unwrap_or(few);
    let seed = number("VENDOR_CODES_SEED").unwrap_or(0)
        ^ name.bytes().fold(0, |sum: u64, byte| sum.wrapping_mul(31) + u64::from(byte));
    let leave = |what: &str, document: &[u8]| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{what}.md"));
        fs::write(&path, document).unwrap();
        path
    };
    let (start, mut bytes) = (Instant::now(), 0);
    let mut slowest = (0.0, Vec::new());
    for index in 0..count {
        let document = case(&mut Random::new(seed ^ index << 32));
        bytes += document.len();
        let begin = Instant::now();
        let run = catch_unwind(AssertUnwindSafe(|| law(document.clone())));
        let milliseconds = begin.elapsed().as_secs_f64() * 1e3;
        if let Err(panic) = run {
            let path = leave(name, &document);
            eprintln!("{name}: case {index} of seed {seed} failed: {}", path.display());
            resume_unwind(panic);
        }
        if milliseconds > slowest.0 {
            slowest = (milliseconds, document);
        }
    }
    if count > few {
        let (milliseconds, document) = slowest;
        let path = leave(&format!("slowest-{name}"), &document);
        println!("{name}: slowest {milliseconds:.1} ms, {} bytes: {}", document.len(), path.display());
    }
    let seconds = start.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss, reason = "a figure to read")]
    let (each, size) = (count as f64 / seconds, bytes as f64 / 1e6);
    println!("{name}: {count} cases, {size:.1} MB, {seconds:.1} s, {each:.0} cases a second");
}

#[test]
fn any_text_is_read() {
    cases(
        "text",
        1500,
        |random| mutants::soup(random).into_bytes(),
        |document| {
            if let Some((source, read)) = laws::hold(document, None) {
                laws::module_is_rust(&read);
                laws::names_are_written(&source, &read);
            }
        },
    );
}

#[test]
fn any_bytes_are_read_or_refused() {
    cases("bytes", 1000, mutants::bytes, |document| {
        laws::hold(document, None);
    });
}

#[test]
fn a_broken_document_is_read() {
    let seeds = Seeds::new();
    cases(
        "mutants",
        600,
        |random| seeds.mutant(random),
        |document| {
            if let Some((source, read)) = laws::hold(document, None) {
                laws::module_is_rust(&read);
                laws::names_are_written(&source, &read);
            }
        },
    );
}

#[test]
fn a_broken_names_file_is_read() {
    let seeds = Seeds::new();
    let document = include_str!("../../docs/faceid.md");
    cases(
        "names",
        150,
        |random| seeds.mutant(random),
        |names| {
            if let Ok(names) = String::from_utf8(names) {
                laws::hold(document.as_bytes().to_vec(), Some(&names));
            }
        },
    );
}

#[test]
fn what_is_exported_is_read_as_the_same() {
    // The case is made again from its number: a document is not bytes.
    cases(
        "trip",
        300,
        |random| random.next().to_le_bytes().to_vec(),
        |seed| {
            let seed = u64::from_le_bytes(seed.try_into().unwrap());
            let document = trip::document(&mut Random::new(seed));
            trip::same(&document).unwrap();
        },
    );
}
