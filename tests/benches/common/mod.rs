//! Codes and documents of any size, always the same ones, and where the
//! benchmarks leave what they write.

#![allow(dead_code, reason = "each benchmark uses its own part")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

/// A generator of numbers that nobody predicts and that are the same every time.
pub struct Numbers(pub u64);

impl Iterator for Numbers {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some(self.0 >> 33 ^ self.0 >> 12 & 0xFFFF)
    }
}

/// Distinct integers, as scattered as a vendor's are at worst.
pub fn integers(count: usize) -> Vec<String> {
    let mut seen = HashSet::new();
    let codes = Numbers(count as u64).map(|number| 10_000_000 + number % 80_000_000);
    codes.filter(|&code| seen.insert(code)).take(count).map(|code| code.to_string()).collect()
}

/// Distinct texts, in families as vendors have them.
pub fn texts(count: usize) -> Vec<String> {
    const FAMILIES: [&str; 4] =
        ["FailedOperation", "InvalidParameter", "ResourceUnavailable", "LimitExceeded"];
    let families = FAMILIES.iter().cycle();
    integers(count)
        .iter()
        .zip(families)
        .map(|(code, family)| {
            let letters = code.bytes().map(|digit| char::from(b'a' + (digit - b'0') * 2));
            format!("{family}.{}{}", letters.collect::<String>(), &"InTheService"[..code.len() % 5 + 4])
        })
        .collect()
}

/// A document with tables of these codes, so many in each.
pub fn document(codes: &[String], rows: usize) -> String {
    let mut out = String::new();
    for (table, codes) in codes.chunks(rows).enumerate() {
        let _ =
            write!(out, "## {}. Service {table}\n\n| code | message | action |\n|---|---|---|\n", table + 1);
        for (row, code) in codes.iter().enumerate() {
            let _ = writeln!(out, "| {code} | 请确保光线充足 {row} | 按照提示重新操作，请确保人脸正对框内 |");
        }
        out.push('\n');
    }
    out
}

/// An empty directory for what a benchmark writes.
pub fn directory(name: &str) -> PathBuf {
    let directory = results().join(name);
    std::fs::create_dir_all(directory.join("src")).expect("the directory of the build is writable");
    directory
}

/// Where the results go: cargo's own directory.
pub fn results() -> PathBuf {
    // Beside `tmp`, which cargo makes for benchmarks.
    let temporary = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    temporary.parent().map(PathBuf::from).unwrap_or(temporary)
}

/// The cargo that runs the benchmark.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// `100,000`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
