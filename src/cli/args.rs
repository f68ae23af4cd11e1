//! The grammar of the command line, and its help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use vendor_codes::codegen::model::Role;
use vendor_codes::codegen::roles::Vocabulary;

/// A vendor's response codes, looked up; a vendor's document, read.
#[derive(Debug, Parser)]
#[command(name = "vendor-codes", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Arguments {
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub color: Colour,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  vendor-codes explain 66660004 -4007 01001000
  vendor-codes list FaceVerification
  vendor-codes check docs/*.md
  vendor-codes diff docs/faceid.md new.md

FILE is a vendor's document in Markdown, or - for standard input. Names come from the file beside it: \
docs/faceid.names.md for docs/faceid.md.

Exit status: 0 where all is well; 1 where there is something to see to (an error in a document, a difference, \
an unknown code); 2 where a file cannot be read or the command line is wrong.";

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Check(CheckArguments),
    Completions(CompletionsArguments),
    Diff(DiffArguments),
    Explain(ExplainArguments),
    Export(ExportArguments),
    Generate(GenerateArguments),
    List(ListArguments),
    Man(ManArguments),
    Names(NamesArguments),
}

/// What every command takes that reads a document.
#[derive(Debug, Args)]
pub struct ReadingArguments {
    /// The names file, if it is not the one beside the document.
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,
    /// What the columns under a header hold, for a vendor who calls them like nobody else: code,
    /// name, message, remedy or other. May be given several times.
    #[arg(long = "header", value_name = "ROLE=TEXT", value_parser = header)]
    pub headers: Vec<(Role, String)>,
}

fn header(text: &str) -> Result<(Role, String), String> {
    let (role, header) = text.split_once('=').ok_or("write it like `code=错误标识`")?;
    if Vocabulary::default().header(Role::Other, header).has_wordless() {
        return Err("without a letter or a digit, this is the header of no column or of many".to_owned());
    }
    let known = [Role::Code, Role::Name, Role::Message, Role::Remedy, Role::Other];
    let role = known.into_iter().find(|known| known.as_str() == role.trim());
    Ok((role.ok_or("the role is one of code, name, message, remedy, other")?, header.trim().to_owned()))
}

/// Say what a document holds that is doubtful, repaired or wrong.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  vendor-codes check docs/*.md
  vendor-codes check --deny warnings new.md

Exit status: 0; 1 where there are errors, or warnings that are denied; 2 where a file cannot be read.")]
pub struct CheckArguments {
    /// The documents. The names file of a document is checked with it.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Fail for warnings as well.
    #[arg(long, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// How to show the findings.
    #[arg(long, default_value = "text")]
    pub format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    Warnings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For a person, with the place underlined.
    Text,
    /// For a program.
    Json,
}

/// Say what changed between two revisions of a document, and what that asks of the version number.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  vendor-codes diff docs/faceid.md ~/Downloads/faceid.md
  git show HEAD:docs/faceid.md | vendor-codes diff - docs/faceid.md
  vendor-codes diff --format markdown old.md new.md >> CHANGELOG.md

Rows are compared by what they mean: blanks, the layout of columns and the number of a heading are no change. \
The names file that --names gives, or the only one beside the two, serves both, so that no change of a name is seen.

Exit status: 0 where both say the same; 1 where they differ; 2 where a file cannot be read.")]
pub struct DiffArguments {
    /// The revision to compare from.
    pub old: PathBuf,
    /// The revision to compare to.
    pub new: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// How to show the changes.
    #[arg(long, default_value = "text")]
    pub format: DiffFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal, the changed words marked.
    Text,
    /// For a program.
    Json,
    /// For a changelog.
    Markdown,
}

/// Print the tables of codes of a document.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  vendor-codes export --format json docs/faceid.md | jq '.tables[].rows[].codes[]'
  vendor-codes export --format csv docs/faceid.md > codes.csv
  vendor-codes export --format markdown sloppy.md > clean.md

Exit status: 0, also where the document holds no table of codes; 2 where the file cannot be read.")]
pub struct ExportArguments {
    /// The document, in UTF-8, UTF-16 or GB18030.
    pub file: PathBuf,
    /// What to print.
    #[arg(long)]
    pub format: ExportFormat,
    #[command(flatten)]
    pub reading: ReadingArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Everything, with what there is to say about the document.
    Json,
    /// A record for each code.
    Csv,
    /// Well-formed tables, read as the same again.
    Markdown,
}

/// Print the Rust module that a build makes of a document.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  vendor-codes generate docs/faceid.md > src/codes.rs

Exit status: 0; 1 where there are errors, and nothing is printed; 2 where a file cannot be read.")]
pub struct GenerateArguments {
    /// The document.
    pub file: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// The path of the crate that generated code uses.
    #[arg(long, value_name = "PATH", default_value = "::vendor_codes", value_parser = rust_path)]
    pub runtime: String,
}

fn rust_path(text: &str) -> Result<String, &'static str> {
    match syn::parse_str::<syn::Path>(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("this is no path of Rust"),
    }
}

/// Print the names file of a document, with a row for every code that has none.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  vendor-codes names new.md > new.names.md        # begin one
  vendor-codes names --write docs/faceid.md       # complete the one that is there

What is there is kept byte for byte; what is open is marked `_`. Completing twice changes nothing.

Exit status: 0; 1 where the names file has errors, and nothing is printed; 2 where a file cannot be read.")]
pub struct NamesArguments {
    /// The document.
    pub file: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Replace the names file, where a shell's `>` would have emptied it first.
    #[arg(long)]
    pub write: bool,
}

/// Say what codes mean, by the documents that are built in.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  vendor-codes explain 66660004 -4007
  vendor-codes explain 01001000                   # a string of warnings, position by position
  vendor-codes explain SimilarityTooLow           # the name in Rust
  grep faceid service.log | vendor-codes explain -
  vendor-codes explain --json 0 | jq -r '.[].meanings[].message'

In the lines of standard input these are codes: what a field like code holds (code=0, \"code\":\"-4006\"), a line \
that is one word, and else every known code of five characters or more.

Exit status: 0; 1 where a code is unknown; 2 where the command line is wrong.")]
pub struct ExplainArguments {
    /// Codes as the service sends them, or - to look for codes in the lines of standard input.
    #[arg(required = true, value_name = "CODE", allow_negative_numbers = true)]
    pub codes: Vec<String>,
    /// Print JSON, an object for each code.
    #[arg(long)]
    pub json: bool,
}

/// List the tables that are built in, or the codes of one.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  vendor-codes list
  vendor-codes list FaceVerification
  vendor-codes list --json FaceVerification | jq -r '.[].rows[].codes[]'

Exit status: 0; 1 where there is no such table; 2 where the command line is wrong.")]
pub struct ListArguments {
    /// A table by the name of its type, with its module in front where several documents have one.
    pub table: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Print what a shell needs to complete this command line.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  vendor-codes completions bash > ~/.local/share/bash-completion/completions/vendor-codes
  vendor-codes completions zsh > ~/.zfunc/_vendor-codes
  vendor-codes completions fish > ~/.config/fish/completions/vendor-codes.fish")]
pub struct CompletionsArguments {
    /// The shell.
    pub shell: clap_complete::Shell,
}

/// Print the manual page, in roff.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  vendor-codes man | man -l -
  vendor-codes man explain > vendor-codes-explain.1")]
pub struct ManArguments {
    /// The command whose page it is, if it is not the one of the whole.
    pub command: Option<String>,
}
