//! `diff`: what changed between two revisions of a document.

use std::collections::HashSet;

use vendor_codes::codegen::diagnostic::Severity;
use vendor_codes::diff::{compare, show};

use super::args::{DiffArguments, DiffFormat};
use super::input::{self, names_beside};
use super::{Status, Trouble, output};

pub fn run(arguments: &DiffArguments) -> Result<Status, Trouble> {
    let (old, new) = (input::read(&arguments.old)?, input::read(&arguments.new)?);
    // Without the same names on both sides every type would seem renamed.
    let (old_names, new_names) = if let Some(names) = &arguments.reading.names {
        let names = input::read(names)?;
        (Some(names.clone()), Some(names))
    } else {
        let (old, new) = (names_beside(&arguments.old)?, names_beside(&arguments.new)?);
        (old.clone().or_else(|| new.clone()), new.or(old))
    };
    let old = input::understand(old, old_names, &arguments.reading);
    let mut new = input::understand(new, new_names, &arguments.reading);
    // What is wrong with a names file that serves both is said once.
    let said: HashSet<String> = old.interpretation.diagnostics.iter().map(ToString::to_string).collect();
    new.interpretation
        .diagnostics
        .retain(|found| found.severity() < Severity::Error || !said.contains(&found.to_string()));
    // What is gone may only be what could not be read.
    let failed = [&old, &new].map(|reading| output::report(reading, Severity::Error)).contains(&true);
    let (old, new) = (old.interpretation, new.interpretation);
    let diff = compare(&old.document, &new.document, &old.naming, &new.naming);
    match arguments.format {
        DiffFormat::Text => output::print_lines(&show::text(&diff, output::is_styled()))?,
        DiffFormat::Json => output::print_exactly(&super::json::text(&show::json(&diff)))?,
        DiffFormat::Markdown => output::print_exactly(&show::markdown(&diff))?,
    };
    Ok(if diff.is_empty() && !failed { Status::Good } else { Status::Found })
}
