//! Standard output, standard error and the terminal behind them.
//!
//! This module owns what a reader of our output is spared: colours where nobody
//! sees them, control sequences out of a document, and a complaint because
//! `head` has read enough.

use std::io::{self, IsTerminal as _, Write as _};

use anstream::{AutoStream, ColorChoice};
use vendor_codes::codegen::diagnostic::{Diagnostic, Severity};
use vendor_codes::codegen::render::Renderer;
use vendor_codes::codegen::visible::{is_hidden, visible};

use super::args::Colour;
use super::input::Reading;
use super::{Trouble, layout};

/// What standard output is called when it cannot be written.
const STDOUT: &str = "standard output";

/// Says for all streams when to use colours.
pub fn set_colour(colour: Colour) {
    let choice = match colour {
        Colour::Auto => ColorChoice::Auto,
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
    };
    choice.write_global();
}

/// Whether standard output takes colours.
pub fn is_styled() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// How many columns standard output has, where it is a terminal.
pub fn width() -> Option<usize> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
}

/// Whether somebody still reads standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    There,
    /// It has read enough. There is nothing to complain about, and nothing more
    /// to print.
    Gone,
}

/// Prints text that is safe to show, perhaps with colours.
pub fn print(text: &str) -> Result<Reader, Trouble> {
    let mut out = anstream::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Prints lines that are safe to show; on a terminal, broken into lines that fit.
pub fn print_lines(text: &str) -> Result<Reader, Trouble> {
    print(&layout::hung_lines(text, width()))
}

/// Prints text for a file or a program, exactly; on a terminal, without what a
/// terminal would obey.
pub fn print_exactly(text: &str) -> Result<Reader, Trouble> {
    let mut out = io::stdout().lock();
    let obeyed = |c| is_hidden(c) && c != '\n';
    let shown: String;
    let text = if out.is_terminal() && text.contains(obeyed) {
        shown = text.split_inclusive('\n').map(line_made_visible).collect();
        &shown
    } else {
        text
    };
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

fn line_made_visible(line: &str) -> String {
    match line.strip_suffix('\n') {
        Some(line) => format!("{}\n", visible(line)),
        None => visible(line).into_owned(),
    }
}

fn written(result: io::Result<()>) -> Result<Reader, Trouble> {
    match result {
        Ok(()) => Ok(Reader::There),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Reader::Gone),
        Err(error) => Err(Trouble::Unwritable(STDOUT.to_owned(), error)),
    }
}

/// Draws findings from this severity up on standard error; says whether one is an error.
pub fn report(reading: &Reading, least: Severity) -> bool {
    let mut failed = false;
    let mut err = anstream::stderr().lock();
    let width = terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
    for diagnostic in &reading.interpretation.diagnostics {
        failed |= diagnostic.severity() == Severity::Error;
        if diagnostic.severity() >= least {
            let drawn = layout::hung_lines(&draw(diagnostic, reading, width), width);
            // Where standard error cannot be written, there is no place to say so.
            let _ = writeln!(err, "{drawn}");
        }
    }
    failed
}

/// Draws a finding, in so many columns. Colours are taken out again where the
/// stream takes none.
pub fn draw(diagnostic: &Diagnostic, reading: &Reading, width: Option<usize>) -> String {
    let renderer = width.iter().fold(Renderer::styled(), |renderer, &width| renderer.width(width));
    renderer.render(diagnostic, reading.source_of(diagnostic)) + "\n"
}

/// Says on standard error why a command could not do its work.
pub fn trouble(trouble: &Trouble) {
    let what = match trouble {
        Trouble::Unreadable(unreadable) => {
            format!("cannot read {}: {}", visible(&unreadable.path), unreadable.error)
        }
        Trouble::Unwritable(path, error) => format!("cannot write {}: {error}", visible(path)),
        Trouble::Usage(what) => (*what).to_owned(),
    };
    error(&what);
}

/// Says on standard error what is wrong. Texts in it have been made visible.
pub fn error(what: &str) {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let _ = writeln!(anstream::stderr(), "{style}error{style:#}: {what}");
}
