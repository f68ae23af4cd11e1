//! How long it takes to find a code, beside other ways to find one.
//!
//! `cargo bench --features codegen --bench lookup [-- SIZE…]` writes a crate
//! with tables of several sizes, builds and runs it, prints a table, and draws
//! the cost over the size. The crate is written when the benchmark runs: it is
//! large, and no other build should have to wait for it.

mod common;
mod plot;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use common::{cargo, directory, document, grouped, integers, results, texts};
use vendor_codes::codegen::Generator;

const SIZES: [usize; 4] = [64, 1000, 10_000, 100_000];

/// A line of what the crate prints.
pub struct Measurement {
    kind: String,
    codes: usize,
    contestant: String,
    mode: String,
    nanoseconds: f64,
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    let directory = directory("lookup");
    write_crate(&directory, &sizes);
    let run = cargo()
        .args(["run", "--release", "--quiet"])
        .env_remove("RUSTFLAGS")
        .current_dir(&directory)
        .stderr(std::process::Stdio::inherit())
        .output()
        .expect("cargo runs");
    assert!(run.status.success(), "the crate in {} does not run", directory.display());
    let measurements: Vec<_> = String::from_utf8_lossy(&run.stdout).lines().filter_map(measurement).collect();
    print!("{}", table(&measurements));
    let plot = results().join("lookup.svg");
    fs::write(&plot, plot::svg(&measurements)).expect("the plot can be written");
    println!("\nThe cost over the number of codes: {}", plot.display());
}

fn measurement(line: &str) -> Option<Measurement> {
    let mut words = line.split(' ').map(str::to_owned);
    let (kind, codes, contestant, mode) = (words.next()?, words.next()?, words.next()?, words.next()?);
    Some(Measurement {
        kind,
        codes: codes.parse().ok()?,
        contestant,
        mode,
        nanoseconds: words.next()?.parse().ok()?,
    })
}

/// The measurements of each contestant in one line, and its ratio to the floor.
fn table(measurements: &[Measurement]) -> String {
    let mut out = String::from(
        "Nanoseconds per lookup of keys in random order; the ratio is of mixed keys to the floor:\n",
    );
    out.push_str("one load from the nearest cache, or one comparison of the whole text.\n\n");
    let _ = writeln!(
        out,
        "{:<9} {:>8}  {:<14} {:>8} {:>8} {:>8} {:>8}",
        "key", "codes", "by", "hit", "miss", "mixed", "ratio"
    );
    for lines in measurements.chunks(3) {
        let [hit, miss, mixed] = lines else { continue };
        let floor = measurements.iter().find(|other| {
            (other.kind == mixed.kind && other.codes == mixed.codes)
                && (other.contestant == "floor" && other.mode == mixed.mode)
        });
        let _ = writeln!(
            out,
            "{:<9} {:>8}  {:<14} {:>8.2} {:>8.2} {:>8.2} {:>7.1}×",
            mixed.kind,
            grouped(mixed.codes),
            mixed.contestant,
            hit.nanoseconds,
            miss.nanoseconds,
            mixed.nanoseconds,
            mixed.nanoseconds / floor.map_or(f64::NAN, |floor| floor.nanoseconds),
        );
    }
    out
}

fn write_crate(directory: &Path, sizes: &[usize]) {
    let write = |name: &str, text: &str| {
        let path = directory.join(name);
        fs::create_dir_all(path.parent().unwrap_or(directory)).expect("the directory can be made");
        fs::write(path, text).expect("the file can be written");
    };
    let _ = fs::remove_dir_all(directory.join("codes"));
    let mut generator = Generator::new().out_dir(directory.join("src"));
    let mut calls = String::new();
    for &size in sizes {
        for (kind, codes) in [("integers", integers(size)), ("texts", texts(size))] {
            let name = format!("{kind}_{size}");
            write(&format!("codes/{name}.txt"), &codes.join("\n"));
            write(&format!("{name}.md"), &document(&codes, size));
            generator = generator.document(directory.join(format!("{name}.md")));
            calls.push_str(&call(kind, &name));
        }
    }
    let report = generator.generate();
    assert!(report.is_ok(), "{:?}", report.cargo());
    write("src/sizes.rs", &format!("mod generated {{ include!(\"mod.rs\"); }}\nfn main() {{\n{calls}}}\n"));
    write("src/main.rs", include_str!("peers/main.rs"));
    write("build.rs", include_str!("peers/build.rs"));
    write("Cargo.toml", &manifest());
}

/// Measures one table.
fn call(kind: &str, name: &str) -> String {
    let peers = format!("mod peers {{ include!(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\")); }}");
    let codes =
        format!("let codes: Vec<&'static str> = include_str!(\"../codes/{name}.txt\").lines().collect();");
    let table = format!("use generated::{name}::Service0 as Table; use vendor_codes::ResponseCode;");
    let text = "&codes, |key| Table::from_text(key).map(number), &peers::OLD_TEXT, &peers::NEW_TEXT, peers::BY_MATCH_OF_TEXTS";
    if kind == "texts" {
        let number = "fn number(code: Table) -> u32 { code.as_str().len() as u32 }";
        return format!("{{ {peers} {codes} {table} {number} texts(\"text\", {text}); }}\n");
    }
    let integers = "integers(&codes.iter().map(|code| code.parse().unwrap()).collect::<Vec<i32>>(), \
                    |key| Table::from_code(key).map(number), &peers::OLD, &peers::NEW, peers::BY_MATCH);";
    let number = "fn number(code: Table) -> u32 { code.code() as u32 }";
    format!("{{ {peers} {codes} {table} {number} {integers} texts(\"digits\", {text}); }}\n")
}

fn manifest() -> String {
    format!(
        r#"[package]
name = "lookup"
version = "0.0.0"
edition = "2024"

[dependencies]
phf_13 = {{ package = "phf", version = "0.13" }}
phf_14 = {{ package = "phf", version = "0.14" }}
rustc-hash = "2"
vendor-codes = {{ path = {:?} }}

[build-dependencies]
phf_codegen_13 = {{ package = "phf_codegen", version = "0.13" }}
phf_codegen_14 = {{ package = "phf_codegen", version = "0.14" }}

[workspace]
"#,
        env!("CARGO_MANIFEST_DIR")
    )
}
