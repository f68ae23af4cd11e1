//! Files, standard input, and the encodings that vendors save their documents in.
//!
//! A path comes in, a [`Source`] goes out, with a warning where it was not UTF-8.
//! This module owns what a build does not do: it reads UTF-16 and GB18030 too,
//! so that a document can be looked at before it is saved anew.

use std::ffi::OsStr;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use vendor_codes::codegen::diagnostic::{Diagnostic, Id};
use vendor_codes::codegen::roles::Vocabulary;
use vendor_codes::codegen::sha256::sha256;
use vendor_codes::codegen::source::{Source, Span};
use vendor_codes::codegen::{Interpretation, interpret};

use super::args::ReadingArguments;

/// What standard input is called in findings.
pub const STDIN: &str = "<stdin>";

/// A file that could not be read.
#[derive(Debug)]
pub struct Unreadable {
    pub path: String,
    pub error: io::Error,
}

/// A text, and what was assumed to read it.
#[derive(Clone, Debug)]
pub struct Input {
    pub source: Source,
    assumed: Option<Assumed>,
}

/// What is said of a file that is not UTF-8.
#[derive(Clone, Debug)]
struct Assumed {
    warning: Diagnostic,
    /// Of the file as it is.
    sha256: String,
}

/// A document, all that was made of it, and the texts to show findings in.
#[derive(Debug)]
pub struct Reading {
    pub source: Source,
    pub names: Option<Source>,
    pub interpretation: Interpretation,
}

impl Reading {
    /// The text that a finding speaks of.
    pub fn source_of(&self, diagnostic: &Diagnostic) -> Option<&Source> {
        let sources = [Some(&self.source), self.names.as_ref()];
        sources.into_iter().flatten().find(|source| source.path() == diagnostic.path)
    }
}

/// Reads a document with its names: those given, else those beside it.
pub fn document(file: &Path, arguments: &ReadingArguments) -> Result<Reading, Unreadable> {
    let input = read(file)?;
    let names = match &arguments.names {
        Some(names) => Some(read(names)?),
        None => names_beside(file)?,
    };
    Ok(understand(input, names, arguments))
}

/// Makes of texts all there is to make.
pub fn understand(document: Input, names: Option<Input>, arguments: &ReadingArguments) -> Reading {
    let vocabulary = arguments
        .headers
        .iter()
        .fold(Vocabulary::default(), |vocabulary, (role, header)| vocabulary.header(*role, header));
    let source = document.source;
    let (names, names_assumed) = names.map(|names| (names.source, names.assumed)).unzip();
    let mut interpretation = interpret(&source, names.as_ref(), &vocabulary);
    let mut warnings = Vec::new();
    if let Some(assumed) = document.assumed {
        interpretation.document.sha256 = assumed.sha256;
        warnings.push(assumed.warning);
    }
    warnings.extend(names_assumed.flatten().map(|assumed| assumed.warning));
    interpretation.diagnostics.extend(warnings);
    for help in interpretation.diagnostics.iter_mut().filter_map(|diagnostic| diagnostic.help.as_mut()) {
        *help = as_typed(help, names.as_ref());
    }
    // In the order of the file, as a person goes through it; the names file is last.
    interpretation
        .diagnostics
        .sort_by_key(|diagnostic| (diagnostic.path != source.path(), diagnostic.line, diagnostic.column));
    Reading { source, names, interpretation }
}

/// Advice with the commands in it as they are typed where the document is standard input.
fn as_typed(help: &str, names: Option<&Source>) -> String {
    let write = names.map(|names| format!("--write --names {} -", names.path()));
    help.replace(&format!("--write {STDIN}"), write.as_deref().unwrap_or("--write -"))
        .replace(&format!("vendor-codes names {STDIN}"), "vendor-codes names -")
}

/// Whether a path stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path == "-"
}

/// Where the names of a document are looked for.
pub fn names_path(file: &Path) -> PathBuf {
    file.with_extension("names.md")
}

/// Whether a file is a names file, by what it is called.
pub fn is_names(file: &Path) -> bool {
    stem_of_names(file).is_some()
}

fn stem_of_names(file: &Path) -> Option<&str> {
    file.file_name().and_then(OsStr::to_str)?.strip_suffix(".names.md")
}

/// The document that a names file is for, if it is one that has its document beside it.
pub fn document_of(names: &Path) -> Option<PathBuf> {
    let document = names.with_file_name(format!("{}.md", stem_of_names(names)?));
    document.is_file().then_some(document)
}

/// The names file beside a document, where there is one.
pub fn names_beside(file: &Path) -> Result<Option<Input>, Unreadable> {
    if is_stdin(file) {
        return Ok(None);
    }
    match read(&names_path(file)) {
        Err(unreadable) if unreadable.error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// Reads a file, or standard input.
pub fn read(path: &Path) -> Result<Input, Unreadable> {
    let (shown, bytes) = if is_stdin(path) {
        let mut bytes = Vec::new();
        (STDIN.to_owned(), io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes))
    } else {
        (path.display().to_string(), std::fs::read(path))
    };
    match bytes {
        Ok(bytes) => Ok(decode(shown, bytes)),
        Err(error) => Err(Unreadable { path: shown, error }),
    }
}

fn decode(path: String, bytes: Vec<u8>) -> Input {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Input { source: Source::new(path, text), assumed: None },
        Err(error) => error.into_bytes(),
    };
    let encoding = guess(&bytes);
    let (text, damaged) = encoding.decode_with_bom_removal(&bytes);
    let source = Source::new(path, text);
    let what = if encoding == UTF_8 { "broken UTF-8" } else { &encoding.name().to_uppercase() };
    let some = if damaged { ", and some bytes mean nothing in it" } else { "" };
    let warning = Diagnostic::new(
        Id::AssumedEncoding,
        &source,
        first_foreign(source.text()),
        format!("this is not UTF-8; it was read as {what}{some}"),
    )
    .help("save the document as UTF-8, a build takes nothing else");
    Input { source, assumed: Some(Assumed { warning, sha256: sha256(&bytes) }) }
}

/// The encoding of bytes that are not UTF-8.
///
/// Bytes that mostly are have been cut or damaged: in GB18030 hardly two
/// characters in a row look like UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [0xFF, 0xFE, ..] => return UTF_16LE,
        [0xFE, 0xFF, ..] => return UTF_16BE,
        _ => {}
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad { UTF_8 } else { GB18030 }
}

/// The first place that another encoding would have shown otherwise: what could
/// not be read, else what is not ASCII.
fn first_foreign(text: &str) -> Span {
    let place = text.find(char::REPLACEMENT_CHARACTER).or_else(|| text.find(|c: char| !c.is_ascii()));
    let start = place.unwrap_or(0);
    let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(start, start + width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_read_in_the_encodings_of_their_vendors() {
        let text = "# 返回码\n| 码 | 信息 |";
        let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
        };
        let mut cut = text.as_bytes().to_vec();
        cut.truncate(text.len() - 3);
        for (bytes, read, said) in [
            (text.as_bytes().to_vec(), text, None),
            (utf16([0xFF, 0xFE], u16::to_le_bytes), text, Some("UTF-16LE")),
            (utf16([0xFE, 0xFF], u16::to_be_bytes), text, Some("UTF-16BE")),
            (GB18030.encode(text).0.into_owned(), text, Some("as GB18030")),
            (cut, "# 返回码\n| 码 | 信\u{fffd}", Some("as broken UTF-8, and some bytes mean nothing in it")),
            (b"| \xFF |".to_vec(), "| \u{fffd} |", Some("as GB18030, and some bytes mean nothing in it")),
        ] {
            let input = decode("t.md".to_owned(), bytes);
            assert_eq!(input.source.text(), read);
            let message = input.assumed.map(|assumed| assumed.warning.message);
            match said {
                Some(said) => assert!(message.as_ref().is_some_and(|m| m.contains(said)), "{message:?}"),
                None => assert_eq!(message, None),
            }
        }
    }
}
