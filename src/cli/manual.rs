//! `completions` and `man`: the command line's own description, for shells and readers.

use clap::CommandFactory as _;

use super::args::{Arguments, CompletionsArguments, ManArguments};
use super::{Status, Trouble, output};

pub fn completions(arguments: &CompletionsArguments) -> Result<Status, Trouble> {
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    output::print_exactly(&String::from_utf8_lossy(&script))?;
    Ok(Status::Good)
}

pub fn page(arguments: &ManArguments) -> Result<Status, Trouble> {
    let mut command = Arguments::command();
    command.build();
    if let Some(name) = &arguments.command {
        command = command.find_subcommand(name).cloned().ok_or(Trouble::Usage("there is no such command"))?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .source(concat!("vendor-codes ", env!("CARGO_PKG_VERSION")))
        .manual("vendor-codes")
        .render(&mut page)
        .map_err(|error| Trouble::Unwritable("the manual page".to_owned(), error))?;
    let page = String::from_utf8_lossy(&page);
    // What stands below the options has sections of its own in a manual.
    let page = page.replace(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n");
    output::print_exactly(&page.replace("\nExit status: ", "\n.SH \"EXIT STATUS\"\n"))?;
    Ok(Status::Good)
}
