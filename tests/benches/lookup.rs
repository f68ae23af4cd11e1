//! How long it takes to find a code, beside other ways to find one.
//!
//! `cargo bench --features codegen --bench lookup [-- SIZE…]` writes a crate
//! with tables of several sizes, builds and runs it, prints a table, and draws
//! the cost over the size. The crate is written when the benchmark runs: it is
//! large, and no other build should have to wait for it. Where valgrind is
//! installed, it runs once more to count instructions.

mod common;
mod plot;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

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
    let build = cargo()
        .args(["build", "--release", "--quiet", "--target-dir", "target"])
        .env_remove("RUSTFLAGS")
        .current_dir(&directory)
        .status();
    assert!(build.is_ok_and(|build| build.success()), "the crate in {} is not built", directory.display());
    let program = directory.join("target/release/lookup");
    let measurements: Vec<_> =
        run(&mut Command::new(&program)).unwrap_or_default().lines().filter_map(measurement).collect();
    let counts = counts(&program, &directory.join("counts"));
    print!("{}", table(&measurements, counts.as_ref().unwrap_or(&HashMap::new())));
    if counts.is_none() {
        println!("\nInstructions are not counted: valgrind is not installed, or does not count them.");
    }
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

/// What a program prints, if it succeeds.
fn run(command: &mut Command) -> Option<String> {
    let run = command.output().ok().filter(|run| run.status.success())?;
    String::from_utf8(run.stdout).ok()
}

/// The instructions of a lookup of a mixed key, of each kind, size and contestant;
/// `None` where nothing is there to count them.
fn counts(program: &Path, directory: &Path) -> Option<HashMap<(String, usize, String), f64>> {
    let _ = fs::remove_dir_all(directory);
    fs::create_dir_all(directory).ok()?;
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--toggle-collect=*counted*", "--dump-after=lookup::counted"])
        .arg(format!("--callgrind-out-file={}", directory.join("part").display()));
    // A part of the profile for each line.
    run(valgrind.arg(program).arg("count"))?
        .lines()
        .zip(1..)
        .map(|(line, part)| {
            let profile = fs::read_to_string(directory.join(format!("part.{part}"))).ok()?;
            let total: f64 = profile.lines().find_map(|line| line.strip_prefix("totals: "))?.parse().ok()?;
            let [kind, codes, contestant, keys] = line.split(' ').collect::<Vec<_>>().try_into().ok()?;
            let keys: f64 = keys.parse().ok()?;
            Some(((kind.to_owned(), codes.parse().ok()?, contestant.to_owned()), total / keys))
        })
        .collect()
}

/// The measurements of each contestant in one line, and its ratio to the floor.
fn table(measurements: &[Measurement], counts: &HashMap<(String, usize, String), f64>) -> String {
    let mut out = String::from(
        "\
Nanoseconds per lookup of keys in random order, and instructions of a mixed one. Of each four
thousand keys come again and again, so that a processor may remember what became of them; the
random ones are mixed keys that are too many for that. The ratio is to the floor: one load from
the nearest cache, or one comparison of the key with the code that it is or resembles, where
that is among the others; and, as `far`, to one load from anywhere in a table of that size.

",
    );
    let _ = writeln!(
        out,
        "{:<8} {:>7}  {:<13} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>12}",
        "key", "codes", "by", "hit", "miss", "mixed", "ratio", "far", "random", "ratio", "instructions"
    );
    for lines in measurements.chunks(4) {
        let [hit, miss, mixed, random] = lines else { continue };
        let ratio = |of: &Measurement, to: &str| {
            let to = measurements.iter().find(|other| {
                (&other.kind, other.codes, &other.mode) == (&of.kind, of.codes, &of.mode)
                    && other.contestant == to
            });
            to.map_or("–".to_owned(), |to| format!("{:.1}×", of.nanoseconds / to.nanoseconds))
        };
        let count = counts.get(&(mixed.kind.clone(), mixed.codes, mixed.contestant.clone()));
        let _ = writeln!(
            out,
            "{:<8} {:>7}  {:<13} {:>7.2} {:>7.2} {:>7.2} {:>7} {:>7} {:>7.2} {:>7} {:>12}",
            mixed.kind,
            grouped(mixed.codes),
            mixed.contestant,
            hit.nanoseconds,
            miss.nanoseconds,
            mixed.nanoseconds,
            ratio(mixed, "floor"),
            ratio(mixed, "far-load"),
            random.nanoseconds,
            ratio(random, "floor"),
            count.map_or("–".to_owned(), |count| format!("{count:.1}")),
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
    let table = format!("use generated::{name}::Service0 as Table;");
    let text = "&codes, |key| key.parse::<Table>().ok().map(number), &peers::OLD_TEXT, &peers::NEW_TEXT, peers::BY_MATCH_OF_TEXTS";
    if kind == "texts" {
        let number = "fn number(code: Table) -> u32 { u32::from(code > Table::ALL[0]) }";
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
