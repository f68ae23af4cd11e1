//! The generator as a whole: files in, files and a [`Report`] out.
//!
//! This module owns everything that the stages between must not know: where
//! documents and names files are found, and what a build has to watch. It prints
//! nothing and never panics; what there is to say is in the report.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{env, mem};

use super::diagnostic::{Diagnostic, Id};
use super::emit::{self, Options};
use super::model::Role;
use super::output::{INDEX, Output, PAGE, has_extension, list};
use super::report::{Generated, Report};
use super::roles::Vocabulary;
use super::source::{Source, shown};
use super::{docs, ident, interpret};

/// Turns vendors' documents into Rust.
///
/// In a build script, with `include!(concat!(env!("OUT_DIR"), "/mod.rs"));` in
/// the crate:
///
/// ```no_run
/// use vendor_codes::codegen::Generator;
///
/// fn main() {
///     let report = Generator::new().directory("vendor").attribute("must_use").generate();
///     for line in report.cargo() {
///         println!("{line}");
///     }
/// }
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is generated before `generate` is called"]
pub struct Generator {
    documents: Vec<Input>,
    directories: Vec<PathBuf>,
    out_dir: Option<PathBuf>,
    options: Options,
    vocabulary: Vocabulary,
    keep: Vec<String>,
}

/// A document and its names file.
#[derive(Clone, Debug)]
struct Input {
    document: PathBuf,
    names: Option<PathBuf>,
}

impl Generator {
    /// Nothing to read yet; the output goes to cargo's `OUT_DIR`.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds every document of a directory: each file `*.md` in it, but no hidden one
    /// and none of a directory below. `X.names.md` has the names for `X.md`.
    ///
    /// ```
    /// use vendor_codes::codegen::Generator;
    ///
    /// # let out = std::env::temp_dir().join(format!("vendor-codes-directory-{}", std::process::id()));
    /// let report = Generator::new().directory("docs").out_dir(&out).generate();
    /// assert!(report.modules.iter().any(|module| module.name == "faceid"));
    /// # std::fs::remove_dir_all(out)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn directory(mut self, path: impl Into<PathBuf>) -> Self {
        self.directories.push(path.into());
        self
    }

    /// Adds a document without names.
    pub fn document(mut self, path: impl Into<PathBuf>) -> Self {
        self.documents.push(Input { document: path.into(), names: None });
        self
    }

    /// Adds a document and the file with its names.
    ///
    /// ```
    /// use vendor_codes::codegen::Generator;
    ///
    /// # let out = std::env::temp_dir().join(format!("vendor-codes-names-{}", std::process::id()));
    /// let report =
    ///     Generator::new().document_with_names("docs/faceid.md", "docs/faceid.names.md").out_dir(&out).generate();
    /// assert_eq!(report.modules[0].naming.tables[1].name, "FaceVerification");
    /// # std::fs::remove_dir_all(out)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn document_with_names(mut self, path: impl Into<PathBuf>, names: impl Into<PathBuf>) -> Self {
        self.documents.push(Input { document: path.into(), names: Some(names.into()) });
        self
    }

    /// Writes to this directory instead of `OUT_DIR`. It is the generator's own:
    /// what an earlier run left there is removed when it is outdated.
    ///
    /// ```
    /// use vendor_codes::codegen::Generator;
    ///
    /// // In a repository that keeps what is generated, `include!("codes/mod.rs")` in `src/lib.rs`.
    /// let generator = Generator::new().directory("vendor").out_dir("src/codes");
    /// ```
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Sets the path of the runtime, `::vendor_codes` otherwise.
    ///
    /// ```
    /// use vendor_codes::codegen::Generator;
    ///
    /// // For a crate that re-exports this one, as `pub use vendor_codes as runtime;`
    /// let generator = Generator::new().directory("vendor").runtime("::my_codes::runtime");
    /// ```
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.options.runtime = path.into();
        self
    }

    /// Derives a further trait on every type, by its path: `schemars::JsonSchema`.
    /// `Debug`, `Clone`, `Copy`, `Eq`, `Ord` and `Hash` are there already, and those
    /// of serde if the runtime has its feature `serde`.
    ///
    /// ```
    /// use vendor_codes::codegen::Generator;
    ///
    /// let generator = Generator::new().directory("vendor").derive("schemars::JsonSchema");
    /// ```
    pub fn derive(mut self, path: impl Into<String>) -> Self {
        self.options.derives.push(path.into());
        self
    }

    /// Puts an attribute on every type, given without its brackets: `must_use`,
    /// `cfg_attr(test, derive(Arbitrary))`. It stands on the type alone, so `cfg` is
    /// refused: put that on the module that includes the files.
    ///
    /// ```
    /// use vendor_codes::codegen::Generator;
    ///
    /// let generator = Generator::new().directory("vendor").attribute("must_use");
    /// ```
    pub fn attribute(mut self, attribute: impl Into<String>) -> Self {
        self.options.attributes.push(attribute.into());
        self
    }

    /// Makes an enum of a table of at most so many codes, 4,096 otherwise. The
    /// type of a larger table is a struct with a constant for each code, which is
    /// the same but for `as`, for `use Pay::*`, which imports no constants, and for
    /// a `match`, which needs an arm for further codes: `rustc` takes 1.3 s for an
    /// enum of 4,096 scattered codes, and 7 s for one of 10,000.
    ///
    /// A table that grows beyond the limit breaks who wrote one of these: keep to
    /// paths, `code()` and such an arm, or raise the limit in time.
    pub fn largest_enum(mut self, codes: usize) -> Self {
        self.options.largest_enum = codes;
        self
    }

    /// Gives each table a type of its own in a document of at most so many tables,
    /// 256 otherwise. Those of a larger document share types: that of a table is a
    /// name for one of them with the number of the table, and its codes are
    /// constants, as beyond [`largest_enum`](Self::largest_enum). `rustc` takes 10 ms
    /// and 1 MB for a type, and a third of that for such a name with its codes.
    pub fn most_types(mut self, tables: usize) -> Self {
        self.options.most_types = tables;
        self
    }

    /// Generates this table and no other that is not kept as well. A table goes
    /// by the name of its type, with its module's in front where that is needed:
    /// `BankCardOcr` or `faceid::BankCardOcr`.
    ///
    /// ```
    /// use vendor_codes::codegen::Generator;
    ///
    /// # let out = std::env::temp_dir().join(format!("vendor-codes-keep-{}", std::process::id()));
    /// let report = Generator::new().directory("docs").keep("faceid::BankCardOcr").out_dir(&out).generate();
    /// let tables = report.modules.iter().flat_map(|module| &module.naming.tables);
    /// assert!(tables.map(|table| table.name.as_str()).eq(["BankCardOcr"]));
    /// # std::fs::remove_dir_all(out)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn keep(mut self, table: impl Into<String>) -> Self {
        self.keep.push(table.into());
        self
    }

    /// Says what the columns under a header hold, for vendors who call theirs
    /// like nobody else.
    ///
    /// ```
    /// use vendor_codes::Role;
    /// use vendor_codes::codegen::Generator;
    ///
    /// let generator = Generator::new().directory("vendor").header(Role::Code, "Fehler-Nr.");
    /// ```
    pub fn header(mut self, role: impl Into<Role>, header: &str) -> Self {
        self.vocabulary = self.vocabulary.header(role, header);
        self
    }

    /// Reads everything, and writes what changed.
    ///
    /// ```
    /// use vendor_codes::codegen::Generator;
    ///
    /// # let out = std::env::temp_dir().join(format!("vendor-codes-generate-{}", std::process::id()));
    /// # std::fs::create_dir_all(&out)?;
    /// # let pay = out.join("pay.md");
    /// std::fs::write(&pay, "## Pay\n| 错误码 | 描述 |\n|---|---|\n| 7 | 余额不足 |\n")?;
    /// let generator = Generator::new().document(&pay).out_dir(&out);
    /// assert_eq!(generator.generate().written.len(), 3); // pay.rs, mod.rs, mod.md
    /// assert_eq!(generator.generate().unchanged.len(), 3);
    /// assert!(std::fs::read_to_string(out.join("pay.rs"))?.contains("pub enum Pay"));
    /// # std::fs::remove_dir_all(out)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn generate(&self) -> Report {
        let mut report = Report::default();
        self.check_options(&mut report.diagnostics);
        for input in self.inputs(&mut report) {
            self.read(&input, &mut report);
        }
        Self::check_clashes(&mut report);
        self.keep_tables(&mut report);
        self.report_shared_types(&mut report);
        let Some(out_dir) = self.out_dir.clone().or_else(|| env::var_os("OUT_DIR").map(PathBuf::from)) else {
            let found = "there is no directory to write to";
            let help = "set one with `out_dir`; a build script has one in OUT_DIR";
            report.diagnostics.push(Diagnostic::of_file(Id::InvalidOption, OPTIONS, found).help(help));
            return report;
        };
        let mut output = Output { directory: out_dir, report: &mut report };
        if output.report.is_ok() {
            output.replace(&self.emit(&output.report.modules));
        }
        if !output.report.is_ok() {
            output.refuse();
        }
        report
    }

    fn check_options(&self, diagnostics: &mut Vec<Diagnostic>) {
        let Options { runtime, derives, attributes, .. } = &self.options;
        let mut check = |what: &str, text: &str, valid: bool, help: &str| {
            if !valid {
                let found = format!("`{text}` is no {what}");
                diagnostics.push(Diagnostic::of_file(Id::InvalidOption, OPTIONS, found).help(help));
            }
        };
        let is_path = |path: &str| syn::parse_str::<syn::Path>(path).is_ok();
        for path in derives {
            check(
                "path of Rust",
                path,
                is_path(path),
                "write it like `schemars::JsonSchema`, one for each call",
            );
        }
        if self.vocabulary.has_wordless() {
            check("header", "", false, "a header has a letter or a digit");
        }
        check("path of Rust", runtime, is_path(runtime), "write it like `::vendor_codes`");
        for attribute in attributes {
            let meta = syn::parse_str::<syn::Meta>(attribute);
            // It would leave out the type, and not what is about it.
            let valid = meta.is_ok_and(|meta| !meta.path().is_ident("cfg"));
            check("attribute for a type", attribute, valid, "write it like `must_use`, without `#[` and `]`");
        }
    }

    /// All documents, in the order of the calls, those of a directory by their names.
    fn inputs(&self, report: &mut Report) -> Vec<Input> {
        let mut inputs = self.documents.clone();
        for directory in &self.directories {
            report.watched.push(directory.clone());
            match list(directory) {
                Ok(files) => inputs.append(&mut pair(directory, &files, &mut report.diagnostics)),
                Err(error) => report.diagnostics.push(
                    Diagnostic::of_file(Id::Unreadable, shown(directory), error.to_string())
                        .help("this directory is where the vendor's documents are looked for"),
                ),
            }
        }
        for input in &inputs {
            report.watched.push(input.document.clone());
            report.watched.extend(input.names.clone());
        }
        if inputs.is_empty() && report.is_ok() {
            let place = match self.directories.first() {
                Some(path) => shown(path),
                None => OPTIONS.to_owned(),
            };
            report.diagnostics.push(
                Diagnostic::of_file(Id::NoDocument, place, "there is no document here")
                    .help("put the vendor's document here as a file `*.md`"),
            );
        }
        inputs
    }

    fn read(&self, input: &Input, report: &mut Report) {
        let mut open = |path: &Path| Source::open(path).map_err(|error| report.diagnostics.push(*error)).ok();
        let source = open(&input.document);
        let names = input.names.as_deref().map(open);
        let (Some(source), None | Some(Some(_))) = (&source, &names) else { return };
        let names = names.flatten();
        let mut interpretation = interpret(source, names.as_ref(), &self.vocabulary);
        report.diagnostics.append(&mut interpretation.diagnostics);
        let name = ident::module(&stem(&input.document));
        let (document, naming) = (interpretation.document, interpretation.naming);
        let place = report.modules.partition_point(|module| module.name <= name);
        report.modules.insert(place, Generated { name, document, naming });
        #[cfg(feature = "cli")]
        report.sources.extend([Some(source.clone()), names].into_iter().flatten());
    }

    fn check_clashes(report: &mut Report) {
        for pair in report.modules.windows(2) {
            if let [one, other] = pair
                && one.name == other.name
            {
                let found = format!("this is module `{}`, and so is `{}`", one.name, one.document.path);
                report.diagnostics.push(
                    Diagnostic::of_file(Id::ModuleTwice, other.document.path.as_str(), found)
                        .help("give one of the files another name"),
                );
            }
        }
    }

    fn keep_tables(&self, report: &mut Report) {
        if self.keep.is_empty() {
            return;
        }
        let mut found = Vec::new();
        for Generated { name: module, document, naming } in &mut report.modules {
            let (tables, names) = (mem::take(&mut document.tables), mem::take(&mut naming.tables));
            let (mut all_named, mut left_out) = (true, Vec::new());
            for (table, names) in tables.into_iter().zip(names) {
                let qualified = format!("{module}::{}", names.name);
                if self.keep.contains(&names.name) || self.keep.contains(&qualified) {
                    found.push(names.name.clone());
                    found.push(qualified);
                    all_named &= names.named;
                    document.tables.push(table);
                    naming.tables.push(names);
                } else {
                    left_out.push(table.span);
                }
            }
            // Nobody has to see to what is in a table that is left out.
            report.diagnostics.retain(|finding| match finding.id {
                _ if finding.path != document.path => true,
                Id::UnnamedTable => !all_named,
                Id::UnnamedCode => true,
                // The tables are in order.
                _ => left_out
                    .get(left_out.partition_point(|table| table.end < finding.span.end))
                    .is_none_or(|table| finding.span.end <= table.start),
            });
        }
        if !report.is_ok() {
            // The table may be what could not be read.
            return;
        }
        for table in &self.keep {
            if !found.contains(table) {
                let found = format!("`{table}` was to be kept, but no document has it");
                report.diagnostics.push(
                    Diagnostic::of_file(Id::MissingTable, OPTIONS, found)
                        .help("a table is kept by the name of its type"),
                );
            }
        }
    }

    /// Says of a document with very many tables that their types are others.
    fn report_shared_types(&self, report: &mut Report) {
        let most = self.options.most_types;
        for Generated { document, .. } in &report.modules {
            if self.options.shares_types(document) {
                let tables = document.tables.len();
                let found = format!(
                    "{tables} tables share types, and their codes are constants: more than {most} tables"
                );
                let help = "leave out tables with `Generator::keep`, or raise `Generator::most_types`";
                report
                    .diagnostics
                    .push(Diagnostic::of_file(Id::ManyTables, document.path.as_str(), found).help(help));
            }
        }
    }

    /// The names of the files and what is in them, the index last.
    fn emit(&self, modules: &[Generated]) -> Vec<(String, String)> {
        let (mut files, mut index) = (Vec::new(), Vec::new());
        for Generated { name, document, naming } in modules {
            files.push((format!("{name}.rs"), emit::module(document, naming, &self.options)));
            index.push(emit::Module { name, document, naming });
        }
        files.push((PAGE.to_owned(), docs::of_crate(&index)));
        files.push((INDEX.to_owned(), emit::index(&index, &self.options)));
        files
    }
}

/// Where findings about the generator's own settings are said to be.
const OPTIONS: &str = "the generator's options";

/// Whether this is a Markdown file of a directory. What begins with a dot is an
/// editor's business.
fn is_document(directory: &Path, name: &str) -> bool {
    // A link counts as what it leads to; one that leads nowhere is an error when it is read.
    has_extension(name, "md") && !name.starts_with('.') && !directory.join(name).is_dir()
}

/// Each document of a directory with the names file beside it.
fn pair(directory: &Path, files: &[String], diagnostics: &mut Vec<Diagnostic>) -> Vec<Input> {
    let (mut inputs, mut names) = (Vec::new(), Vec::new());
    for file in files.iter().filter(|file| is_document(directory, file)) {
        let (stem, path) = (stem(Path::new(file)), directory.join(file));
        match stem.strip_suffix(".names") {
            Some(stem) => names.push((stem.to_owned(), path)),
            None => inputs.push(Input { document: path, names: None }),
        }
    }
    for (of, path) in names {
        match inputs.iter_mut().find(|input| stem(&input.document) == of) {
            Some(input) => input.names = Some(path),
            None => diagnostics.push(
                Diagnostic::of_file(
                    Id::StrayNames,
                    shown(&path),
                    format!("there is no `{of}.md` for these names"),
                )
                .help("call the names file like its document, or remove it"),
            ),
        }
    }
    inputs
}

fn stem(path: &Path) -> String {
    path.file_stem().map(OsStr::to_string_lossy).unwrap_or_default().into_owned()
}
