//! `generate`: the Rust module of a document.

use vendor_codes::codegen::diagnostic::Severity;
use vendor_codes::codegen::emit;

use super::args::GenerateArguments;
use super::{Status, Trouble, input, output};

pub fn run(arguments: &GenerateArguments) -> Result<Status, Trouble> {
    let reading = input::document(&arguments.file, &arguments.reading)?;
    if output::report(&reading, Severity::Warning) {
        return Ok(Status::Found);
    }
    let options = emit::Options { runtime: arguments.runtime.clone(), ..emit::Options::default() };
    let module = emit::module(&reading.interpretation.document, &reading.interpretation.naming, &options);
    output::print_exactly(&module)?;
    Ok(Status::Good)
}
