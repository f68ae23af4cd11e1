//! `export`: the tables of a document, in another format.

use vendor_codes::codegen::diagnostic::Severity;
use vendor_codes::export::{csv, json, markdown};

use super::args::{ExportArguments, ExportFormat};
use super::{Status, Trouble, input, output};

pub fn run(arguments: &ExportArguments) -> Result<Status, Trouble> {
    let reading = input::document(&arguments.file, &arguments.reading)?;
    let interpretation = &reading.interpretation;
    let text = match arguments.format {
        ExportFormat::Json => super::json::text(&json(interpretation)),
        ExportFormat::Csv => csv(&interpretation.document, &interpretation.naming),
        ExportFormat::Markdown => markdown(&interpretation.document),
    };
    if arguments.format != ExportFormat::Json {
        output::report(&reading, Severity::Warning);
    }
    output::print_exactly(&text)?;
    Ok(Status::Good)
}
