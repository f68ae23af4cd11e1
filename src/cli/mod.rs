//! What a person types, and what comes of it.
//!
//! Each command is a function from its arguments to a [`Status`]; what it has to
//! say goes through [`output`], what it reads comes through [`input`].
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

mod args;
mod catalogue;
mod check;
mod diff;
mod explain;
mod export;
mod generate;
mod input;
mod json;
mod layout;
mod list;
mod manual;
mod names;
mod nearest;
mod output;
mod scan;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};
use input::Unreadable;

/// How a command that could do its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// There is nothing to say, or nothing but what was asked for.
    Good = 0,
    /// There is something to see to: errors, differences, an unknown code.
    Found = 1,
}

/// Why a command could not do its work.
#[derive(Debug)]
enum Trouble {
    /// A file could not be read.
    Unreadable(Unreadable),
    /// A file, or standard output, could not be written.
    Unwritable(String, std::io::Error),
    /// Arguments that contradict one another.
    Usage(&'static str),
}

impl From<Unreadable> for Trouble {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

/// The exit code of trouble, as of a command line that is not understood.
const TROUBLE: u8 = 2;

/// Runs the command line.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    output::set_colour(arguments.color);
    match run(&arguments.command) {
        Ok(status) => ExitCode::from(status as u8),
        Err(trouble) => {
            output::trouble(&trouble);
            ExitCode::from(TROUBLE)
        }
    }
}

fn run(command: &Command) -> Result<Status, Trouble> {
    if files(command).into_iter().filter(|file| input::is_stdin(file)).count() > 1 {
        return Err(Trouble::Usage("only one file can come from standard input"));
    }
    match command {
        Command::Check(arguments) => check::run(arguments),
        Command::Completions(arguments) => manual::completions(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Generate(arguments) => generate::run(arguments),
        Command::List(arguments) => list::run(arguments),
        Command::Man(arguments) => manual::page(arguments),
        Command::Names(arguments) => names::run(arguments),
    }
}

/// The files that a command is given, any of which may be standard input.
fn files(command: &Command) -> Vec<&Path> {
    let (files, reading): (Vec<&Path>, _) = match command {
        Command::Check(arguments) => {
            (arguments.files.iter().map(PathBuf::as_path).collect(), &arguments.reading)
        }
        Command::Diff(arguments) => (vec![&arguments.old, &arguments.new], &arguments.reading),
        Command::Export(arguments) => (vec![&arguments.file], &arguments.reading),
        Command::Generate(arguments) => (vec![&arguments.file], &arguments.reading),
        Command::Names(arguments) => (vec![&arguments.file], &arguments.reading),
        Command::Completions(_) | Command::Explain(_) | Command::List(_) | Command::Man(_) => {
            return Vec::new();
        }
    };
    files.into_iter().chain(reading.names.as_deref()).collect()
}
