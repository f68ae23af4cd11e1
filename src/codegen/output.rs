//! The directory that the generated files are in.
//!
//! Names and texts come in, files go out. This module owns when a file may be written.
//!
//! `mod.rs`, which includes one file for each document, and `mod.md`, a list of
//! all tables for the documentation of the crate. Every file is complete
//! or absent at any moment: it is written under another name and then renamed.
//! A file whose content would not change is left alone. After an error no
//! module is left from an earlier run, and `mod.rs` is a `compile_error!` that
//! repeats the error, so that nothing outdated compiles even where the report
//! is ignored.

use std::path::{Path, PathBuf};
use std::{fs, io, process};

use super::diagnostic::{Diagnostic, Id, Severity};
use super::docs;
use super::emit::HEADER;
use super::report::Report;
use super::source::shown;

/// The file that includes all others. No document's module has this name.
pub const INDEX: &str = "mod.rs";
/// What a crate may show on its front page.
pub const PAGE: &str = "mod.md";

/// A directory that files are written to.
pub struct Output<'a> {
    pub directory: PathBuf,
    pub report: &'a mut Report,
}

impl Output<'_> {
    /// Makes these the only generated files.
    pub fn replace(&mut self, files: &[(String, String)]) {
        self.remove_others(&|name| files.iter().any(|(kept, _)| kept == name));
        for (name, text) in files {
            // What the index includes is there by then.
            if name != INDEX || self.report.is_ok() {
                self.put(name, text);
            }
        }
    }

    /// Leaves nothing that compiles.
    pub fn refuse(&mut self) {
        use std::fmt::Write as _;
        let mut text = format!("{HEADER}, which found errors.\n\n");
        for error in self.report.of(Severity::Error) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "compile_error!({:?});", error.to_string());
        }
        self.remove_others(&|name| name == INDEX);
        if !self.put(INDEX, &text) {
            self.remove(&self.directory.join(INDEX));
        }
    }

    /// Writes a file unless it is right already.
    fn put(&mut self, name: &str, text: &str) -> bool {
        let path = self.directory.join(name);
        match write_if_changed(&path, name, text.as_bytes()) {
            Ok(true) => self.report.written.push(path),
            Ok(false) => self.report.unchanged.push(path),
            Err(error) => {
                self.fail(&path, &error);
                return false;
            }
        }
        true
    }

    fn fail(&mut self, path: &Path, error: &io::Error) {
        let diagnostic = Diagnostic::of_file(Id::Unwritable, shown(path), format!("cannot write: {error}"));
        if !self.report.diagnostics.contains(&diagnostic) {
            self.report.diagnostics.push(diagnostic);
        }
    }

    /// Removes what this run does not generate and an earlier one did, whole or
    /// in part.
    fn remove_others(&mut self, keep: &dyn Fn(&str) -> bool) {
        // A directory that cannot be listed cannot be written to: that is said then.
        let names = list(&self.directory).unwrap_or_default();
        for name in names.iter().filter(|name| !keep(name)) {
            let path = self.directory.join(name);
            let generated = match name.as_str() {
                PAGE => starts_with(&path, docs::HEADER),
                name => has_extension(name, "rs") && starts_with(&path, HEADER),
            };
            if generated || is_temporary(name) {
                self.remove(&path);
            }
        }
    }

    fn remove(&mut self, path: &Path) {
        match fs::remove_file(path) {
            Ok(()) => self.report.removed.push(path.to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.fail(path, &error),
        }
    }
}

const TEMPORARY: (&str, &str) = (".vendor-codes-", ".tmp");

fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}

fn starts_with(path: &Path, header: &str) -> bool {
    fs::read(path).is_ok_and(|text| text.starts_with(header.as_bytes()))
}

/// Whether the file had to be written.
fn write_if_changed(path: &Path, name: &str, bytes: &[u8]) -> io::Result<bool> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(false);
    }
    let directory = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(directory)?;
    // Another process may write the same file: each has a draft of its own.
    let (before, behind) = TEMPORARY;
    let draft = directory.join(format!("{before}{name}-{}{behind}", process::id()));
    let written = fs::write(&draft, bytes).and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        // The error that counts is the first one.
        let _ = fs::remove_file(&draft);
    }
    written?;
    Ok(true)
}

/// The names of what is in a directory, in an order that no file system decides.
pub fn list(directory: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let place = names.partition_point(|before| *before < name);
        names.insert(place, name);
    }
    Ok(names)
}

/// Whether a file is of a kind, by its name.
#[must_use]
pub fn has_extension(name: &str, expected: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case(expected))
}
