//! What documents of any size cost: to read and write, to compile, to link.
//!
//! `cargo bench --features cli --bench scale [-- ROWS…]` makes documents of
//! 1,000, 10,000 and 100,000 rows, in one table and in tables of twenty, runs
//! the generator, compiles what it wrote as `cargo check`, a debug and a release
//! build do, and prints seconds, memory and growth. It also exports the largest
//! document, and says what a code takes in a program that uses one table.

mod common;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use common::{cargo, directory, document, grouped, integers};
use vendor_codes::codegen::Generator;

const ROWS: [usize; 3] = [1000, 10_000, 100_000];
/// The rows of a small table.
const SMALL: usize = 20;

/// A way to compile, and the arguments that `rustc` gets for it.
const BUILDS: [(&str, &[&str]); 3] = [
    ("check", &["--crate-type=lib", "--emit=metadata"]),
    ("debug", &["--crate-type=lib", "--emit=link", "-Cdebuginfo=2"]),
    ("release", &["--crate-type=lib", "--emit=link", "-Copt-level=3"]),
];

/// What one step cost.
#[derive(Clone, Copy)]
struct Cost {
    seconds: f64,
    /// Peak, where the system says it.
    megabytes: Option<f64>,
}

fn main() {
    let rows: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let rows = if rows.is_empty() { ROWS.to_vec() } else { rows };
    let directory = directory("scale");
    let runtime = Runtime::build(&directory);
    println!("Seconds (and megabytes at the peak), × growth from the line above\n");
    for (title, in_table) in [("one table", usize::MAX), ("tables of 20 rows", SMALL)] {
        println!(
            "{title}\n{:>9}  generate    {}",
            "rows",
            BUILDS.map(|(name, _)| format!("{name:<22}")).concat()
        );
        let mut before = None;
        for &rows in &rows {
            let costs = scale(&directory, &runtime, rows, in_table);
            println!("{:>9}  {}", grouped(rows), line(&costs, before.as_deref()));
            before = Some(costs);
        }
        println!();
    }
    export(&directory);
    size(&directory);
}

fn line(costs: &[Cost], before: Option<&[Cost]>) -> String {
    let cells = costs.iter().enumerate().map(|(at, cost)| {
        let memory = cost.megabytes.map_or(String::new(), |megabytes| format!(" ({megabytes:.0})"));
        let growth = before.and_then(|before| before.get(at));
        let growth = growth.map_or(String::new(), |before| format!(" ×{:.1}", cost.seconds / before.seconds));
        let cell = format!("{:.2}{memory}{growth}", cost.seconds);
        if at == 0 { format!("{cell:<12}") } else { format!("{cell:<22}") }
    });
    cells.collect()
}

/// Generates and compiles one document.
fn scale(directory: &Path, runtime: &Runtime, rows: usize, in_table: usize) -> Vec<Cost> {
    let path = directory.join("scale.md");
    fs::write(&path, document(&integers(rows), in_table.min(rows))).expect("the document can be written");
    let start = Instant::now();
    let report = Generator::new().document(&path).out_dir(directory.join("src")).generate();
    let generate = Cost { seconds: start.elapsed().as_secs_f64(), megabytes: None };
    assert!(report.is_ok(), "{:?}", report.cargo());
    let source = directory.join("src/lib.rs");
    fs::write(&source, "include!(\"mod.rs\");\n").expect("the crate can be written");
    let builds = BUILDS.iter().map(|(name, arguments)| {
        let mut rustc = rustc();
        rustc.arg(&source).args(["--edition=2024", "--crate-name=scale"]).args(*arguments);
        rustc.arg("--out-dir").arg(directory).args(runtime.arguments(name));
        measure(&rustc)
    });
    std::iter::once(generate).chain(builds).collect()
}

/// The library that generated code needs, built for debugging and for release.
struct Runtime {
    directory: PathBuf,
}

impl Runtime {
    fn build(directory: &Path) -> Self {
        let runtime = Self { directory: directory.join("runtime") };
        for profile in ["dev", "release"] {
            let status = cargo()
                .args(["build", "--quiet", "--lib", "--profile", profile, "--manifest-path"])
                .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
                .arg("--target-dir")
                .arg(&runtime.directory)
                .status();
            assert!(status.expect("cargo runs").success());
        }
        runtime
    }

    fn arguments(&self, build: &str) -> [OsString; 2] {
        let profile = if build == "release" { "release" } else { "debug" };
        let mut library = OsString::from("vendor_codes=");
        library.push(self.directory.join(profile).join("libvendor_codes.rlib"));
        [OsString::from("--extern"), library]
    }
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

/// Runs a command under GNU time, which knows the memory, or without where it is missing.
fn measure(command: &Command) -> Cost {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    let start = Instant::now();
    let Ok(output) = timed.output() else {
        let start = Instant::now();
        let output = Command::new(command.get_program()).args(command.get_args()).output();
        assert!(output.expect("rustc runs").status.success());
        return Cost { seconds: start.elapsed().as_secs_f64(), megabytes: None };
    };
    let seconds = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let kilobytes = said.lines().last().and_then(|last| last.trim().parse::<f64>().ok());
    Cost { seconds, megabytes: kilobytes.map(|kilobytes| kilobytes / 1024.0) }
}

/// Exports a document of 10 MB and one of 1 MB, reading included.
fn export(directory: &Path) {
    println!("export --format json, optimised");
    let mut before = None;
    for rows in [4000, 40_000] {
        let mut text = document(&integers(rows), 100);
        // As wide as rows are in a document of that size.
        text = text.replace("正对框内", &"正对框内，并保持光线均匀".repeat(5));
        let path = directory.join("export.md");
        fs::write(&path, &text).expect("the document can be written");
        let mut export = Command::new(env!("CARGO_BIN_EXE_vendor-codes"));
        let cost = measure(export.args(["export", "--format", "json"]).arg(&path));
        println!(
            "{:>9} rows, {} kB  {}",
            grouped(rows),
            text.len() / 1000,
            line(&[cost], before.as_ref().map(std::slice::from_ref))
        );
        before = Some(cost);
    }
    println!();
}

/// Links programs that use no table of 10,000 codes, and one of two.
fn size(directory: &Path) {
    const CODES: usize = 10_000;
    let project = directory.join("size");
    let source = project.join("src");
    fs::create_dir_all(&source).expect("the directory can be made");
    fs::write(project.join("size.md"), document(&integers(2 * CODES), CODES))
        .expect("the document can be written");
    let report = Generator::new().document(project.join("size.md")).out_dir(&source).generate();
    assert!(report.is_ok(), "{:?}", report.cargo());
    let manifest = format!(
        "[package]\nname = \"size\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         vendor-codes = {{ path = {:?} }}\n\n[profile.release]\nstrip = true\n\n[workspace]\n",
        env!("CARGO_MANIFEST_DIR")
    );
    fs::write(project.join("Cargo.toml"), manifest).expect("the manifest can be written");
    let bytes = |body: &str| {
        let text = format!(
            "#![allow(dead_code)]\ninclude!(\"mod.rs\");\nfn main() {{\n    let text = \
             std::env::args().next_back().unwrap_or_default();\n    {body}\n}}\n"
        );
        fs::write(source.join("main.rs"), text).expect("the program can be written");
        let status = cargo().args(["build", "--release", "--quiet"]).current_dir(&project).status();
        assert!(status.expect("cargo runs").success());
        fs::metadata(project.join("target/release/size")).expect("the program is there").len()
    };
    let none = bytes("println!(\"{text}\");");
    let lookup = bytes("println!(\"{:?}\", text.parse::<size::Service0>().map(|code| code.code()).ok());");
    let message =
        bytes("println!(\"{:?}\", text.parse::<size::Service0>().map(|code| code.message()).ok());");
    println!(
        "A stripped release build of a program with two tables of {} codes: {none} bytes if it uses neither",
        grouped(CODES)
    );
    for (what, with) in [("lookup", lookup), ("lookup and message", message)] {
        let each = (with - none) / CODES as u64;
        println!("    with {what} in one of them: {with} bytes, {each} for each of its codes");
    }
}
