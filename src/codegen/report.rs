//! What there is to say of a run of the generator.
//!
//! What was found and done comes in, what a build script prints goes out.

use std::path::{Path, PathBuf};

use super::diagnostic::{Diagnostic, Severity};
use super::model::Document;
use super::names::Naming;
#[cfg(feature = "cli")]
use super::source::Source;

/// A module that was generated.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The module, from the name of the document's file.
    pub name: String,
    /// What the document says, as far as it was kept.
    pub document: Document,
    /// The names in the module.
    pub naming: Naming,
}

/// What became of a run of the [`Generator`](super::Generator).
///
/// ```
/// use vendor_codes::codegen::Generator;
///
/// # let out = std::env::temp_dir().join(format!("vendor-codes-report-{}", std::process::id()));
/// let report = Generator::new().directory("docs").out_dir(&out).generate();
/// for finding in &report.diagnostics {
///     println!("{finding}");
/// }
/// assert!(report.written.iter().any(|file| file.ends_with("faceid.rs")));
/// # std::fs::remove_dir_all(out)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
#[must_use = "errors are in the report and nowhere else"]
pub struct Report {
    /// What there is to say, document by document.
    pub diagnostics: Vec<Diagnostic>,
    /// The modules, sorted by name; with errors, those that could be read.
    pub modules: Vec<Generated>,
    /// The files that were written.
    pub written: Vec<PathBuf>,
    /// The files that were right already.
    pub unchanged: Vec<PathBuf>,
    /// The outdated files that were removed.
    pub removed: Vec<PathBuf>,
    /// The files and directories that the result depends on.
    pub watched: Vec<PathBuf>,
    #[cfg(feature = "cli")]
    pub(super) sources: Vec<Source>,
}

impl Report {
    /// Whether there is no error.
    ///
    /// ```
    /// use vendor_codes::codegen::Generator;
    ///
    /// # let out = std::env::temp_dir().join(format!("vendor-codes-is-ok-{}", std::process::id()));
    /// let report = Generator::new().directory("docs/gone").out_dir(&out).generate();
    /// assert!(!report.is_ok());
    /// assert_eq!(report.diagnostics[0].id.as_str(), "unreadable");
    /// # std::fs::remove_dir_all(out)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.of(Severity::Error).next().is_none()
    }

    pub(super) fn of(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(move |diagnostic| diagnostic.severity() == severity)
    }

    /// The lines that a build script prints: what to watch, and what needs a
    /// person. With an error among them cargo fails the build.
    ///
    /// ```
    /// use vendor_codes::codegen::Generator;
    ///
    /// # let out = std::env::temp_dir().join(format!("vendor-codes-cargo-{}", std::process::id()));
    /// let report = Generator::new().directory("docs").out_dir(&out).generate();
    /// for line in report.cargo() {
    ///     println!("{line}"); // cargo::rerun-if-changed=docs, …
    /// }
    /// assert_eq!(report.cargo()[0], "cargo::rerun-if-changed=docs");
    /// # std::fs::remove_dir_all(out)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn cargo(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for path in &self.watched {
            // What does not fit a line is watched with the directory it is in.
            if let Some(path) = path.ancestors().find_map(as_line) {
                lines.push(format!("cargo::rerun-if-changed={path}"));
            }
        }
        for warning in self.of(Severity::Warning) {
            lines.push(format!("cargo::warning={warning}"));
        }
        for error in self.of(Severity::Error) {
            lines.extend(self.error(error));
        }
        lines
    }

    #[cfg(not(feature = "cli"))]
    #[allow(clippy::unused_self, reason = "drawing an error takes the sources of the report")]
    fn error(&self, error: &Diagnostic) -> Vec<String> {
        vec![format!("cargo::error={error}")]
    }

    #[cfg(feature = "cli")]
    fn error(&self, error: &Diagnostic) -> Vec<String> {
        let source = self.sources.iter().find(|source| source.path() == error.path);
        let drawn = super::render::Renderer::plain().render(error, source);
        drawn.lines().map(|line| format!("cargo::error={line}")).collect()
    }
}

/// A path that a line can hold.
fn as_line(path: &Path) -> Option<&str> {
    let text = if path.as_os_str().is_empty() { "." } else { path.to_str()? };
    (!text.contains(['\n', '\r'])).then_some(text)
}
