//! Real cargo builds of real crates, away from this checkout.
//!
//! A test that claims something about building runs cargo as a user does: on a
//! copy of this crate, from a consumer beside it. All of them share one target
//! directory, so that the packages the build script needs are compiled once.

#![allow(dead_code, reason = "each test binary uses its own part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// What of this checkout makes up the package.
const PACKAGE: &[&str] = &["Cargo.toml", "Cargo.lock", "README.md", "build.rs", "src", "docs", "tests"];

/// A directory of its own for one test, empty at the start.
pub struct Sandbox {
    name: String,
    root: PathBuf,
}

/// What a run of cargo said.
pub struct Said {
    pub success: bool,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    /// `name` must be unique among all tests.
    pub fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        fs::create_dir_all(&root).unwrap();
        Self { name: name.to_owned(), root }
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    pub fn write(&self, relative: &str, text: impl AsRef<[u8]>) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap()
    }

    /// Replaces the one place where `from` stands in a file.
    pub fn edit(&self, relative: &str, from: &str, to: &str) {
        let text = self.read(relative);
        assert_eq!(text.matches(from).count(), 1, "{relative} has `{from}` once");
        self.write(relative, text.replace(from, to));
    }

    /// Copies this crate into a directory of the sandbox.
    pub fn copy_crate(&self, to: &str) {
        for part in PACKAGE {
            self.copy_part(part, to);
        }
    }

    /// Copies a file or directory of this crate, where there is one, to the same place in a copy.
    pub fn copy_part(&self, part: &str, to: &str) {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(part);
        if from.exists() {
            copy(&from, &self.path(to).join(part));
        }
    }

    /// Writes a binary crate that depends on the crate at `vendor_codes`.
    pub fn consumer(&self, to: &str, vendor_codes: &Path, main: &str) {
        self.package(to, &format!("[dependencies]\n{}", dependency(vendor_codes, &[])));
        self.write(&format!("{to}/src/main.rs"), main);
    }

    /// Writes the manifest of a package, which ends in `dependencies`, and the
    /// versions that this checkout locks. Its name is its own: in a shared
    /// target directory cargo takes two root packages of one name for one.
    pub fn package(&self, to: &str, dependencies: &str) {
        let manifest = format!(
            "[package]\nname = \"{}-{to}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             {dependencies}\n[workspace]\n",
            self.name
        );
        self.write(&format!("{to}/Cargo.toml"), manifest);
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"), &self.path(to).join("Cargo.lock"));
    }

    /// Runs cargo in a directory of the sandbox. No network: what a build needs is there, or it is missing.
    pub fn cargo(&self, directory: &str, arguments: &[&str], variables: &[(&str, &Path)]) -> Said {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.arg("--offline").args(arguments).current_dir(self.path(directory));
        // What the test run itself was started with is no business of the consumer's.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_FEATURE_") || text.starts_with("CARGO_PKG_") || text == "RUSTFLAGS" {
                cargo.env_remove(&name);
            }
        }
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shared-target");
        cargo
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("VENDOR_CODES_DOCS");
        cargo.envs(variables.iter().copied());
        Said::from(cargo.output().unwrap())
    }
}

/// A line of a manifest.
pub fn dependency(vendor_codes: &Path, features: &[&str]) -> String {
    // Rust and TOML quote a path alike.
    let path = vendor_codes.to_str().unwrap();
    format!("vendor-codes = {{ path = {path:?}, features = {features:?} }}\n")
}

impl Said {
    /// Fails the test, with all that cargo said, unless it succeeded.
    #[track_caller]
    pub fn succeed(self) -> Self {
        assert!(self.success, "cargo failed:\n{}{}", self.stdout, self.stderr);
        self
    }

    /// Whether cargo ran a compiler or a build script for this package; it was asked with `-v`.
    pub fn built(&self, package: &str) -> bool {
        let mut lines = self.stderr.lines().map(str::trim_start);
        lines.any(|line| {
            ["Compiling", "Checking", "Dirty"].iter().any(|verb| {
                line.strip_prefix(verb)
                    .is_some_and(|rest| rest.trim_start().starts_with(&format!("{package} v")))
            })
        })
    }

    /// Fails the test unless cargo failed.
    #[track_caller]
    pub fn fail(self) -> Self {
        assert!(!self.success, "cargo succeeded:\n{}{}", self.stdout, self.stderr);
        self
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { success: output.status.success(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}
