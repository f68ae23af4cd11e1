//! `names`: the names file of a document, completed.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use vendor_codes::codegen::diagnostic::{Id, Severity};
use vendor_codes::codegen::names::complete;

use super::args::NamesArguments;
use super::input::Reading;
use super::{Status, Trouble, input, output};

pub fn run(arguments: &NamesArguments) -> Result<Status, Trouble> {
    let file = &arguments.file;
    if input::is_names(file) {
        return Err(Trouble::Usage(
            "a file `*.names.md` is a names file: give the document that it is for, and it with --names \
             where it is not beside that",
        ));
    }
    if arguments.write && arguments.reading.names.is_none() && input::is_stdin(file) {
        return Err(Trouble::Usage(
            "a document from standard input has no names file beside it: give one with --names",
        ));
    }
    let target = arguments.reading.names.clone().unwrap_or_else(|| input::names_path(file));
    let mut reading = if arguments.write && !target.exists() {
        // There is none yet, so none is read, wherever it was to be.
        input::understand(input::read(file)?, None, &arguments.reading)
    } else {
        input::document(file, &arguments.reading)?
    };
    refuse_foreign_names(&mut reading);
    if output::report(&reading, Severity::Error) {
        return Ok(Status::Found);
    }
    let interpretation = &reading.interpretation;
    let names = interpretation.names.as_ref().zip(reading.names.as_ref());
    let completed = complete(&interpretation.document, names);
    if !arguments.write {
        output::print_exactly(&completed)?;
    } else if reading.names.as_ref().is_none_or(|names| names.text() != completed) {
        replace(&target, &completed)
            .map_err(|error| Trouble::Unwritable(target.display().to_string(), error))?;
    }
    Ok(Status::Good)
}

/// Makes it an error that the names file is not UTF-8: what was read of it is not
/// what is there, and would take its place.
fn refuse_foreign_names(reading: &mut Reading) {
    let Some(names) = &reading.names else { return };
    for finding in &mut reading.interpretation.diagnostics {
        if finding.id == Id::AssumedEncoding && finding.path == names.path() {
            finding.id = Id::NotUtf8;
        }
    }
}

/// Writes beside the file and then takes its place, so that it is whole at every moment.
///
/// A link stays one, and what may be done with the file stays as it was.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let there = fs::canonicalize(path).ok();
    let path = there.as_deref().unwrap_or(path);
    let mut beside: PathBuf = path.to_owned();
    beside.as_mut_os_string().push(format!(".{}", std::process::id()));
    let written = fs::File::create_new(&beside)
        .and_then(|mut file| {
            if there.is_some() {
                file.set_permissions(fs::metadata(path)?.permissions())?;
            }
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first error says more than one about the rest of it.
        let _ = fs::remove_file(&beside);
    }
    written
}
