//! The text of a document and the places in it.
//!
//! Bytes come in, a [`Source`] with numbered lines goes out. This module owns
//! what a *line* is (LF, CRLF and a lone CR all end one, because vendors save
//! their documents with all three) and how a byte offset becomes the
//! `line:column` that a person types into an editor. Every span of every later
//! stage is a byte range of the original file, never of a repaired copy.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use super::diagnostic::{Diagnostic, Id};

/// Larger files are refused: the largest document of any vendor is far from it.
pub const LARGEST: u64 = 64 << 20;

/// How often a file that changes under the reader is read again.
const ATTEMPTS: usize = 5;

/// A range of bytes in a [`Source`], `start..end`.
///
/// ```
/// use vendor_codes::codegen::source::Span;
///
/// assert_eq!(Span::new(2, 5).to(Span::new(7, 9)), Span::new(2, 9));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The smallest span that covers all of these.
    #[must_use]
    pub fn around(spans: &[Self]) -> Option<Self> {
        let (first, others) = spans.split_first()?;
        let mut around = *first;
        for &span in others {
            around = around.to(span);
        }
        Some(around)
    }

    /// As a range, for slicing.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

/// A document's text, with the name to show for it and the start of each line.
///
/// A program asks for a [`vendor_codes::Source`](crate::Source), which knows the file and not its text.
///
/// ```
/// use vendor_codes::codegen::source::Source;
///
/// let source = Source::new("pay.md", "一|二\r\n三|四");
/// let offset = source.text().find('四').unwrap();
/// assert_eq!(source.line_column(offset), (2, 3));
/// assert_eq!(source.slice(source.lines()[1]), "三|四");
/// ```
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: String,
    /// Each line without its terminator. A byte order mark is outside line 1.
    lines: Vec<Span>,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`Id::Unreadable`], also where the file keeps changing while it is read;
    /// [`Id::TooLarge`]; [`Id::NotUtf8`].
    ///
    /// ```
    /// use std::path::Path;
    /// use vendor_codes::codegen::source::Source;
    ///
    /// assert!(Source::open(Path::new("docs/faceid.md")).is_ok());
    /// let error = Source::open(Path::new("docs/gone.md")).unwrap_err();
    /// assert_eq!(error.id.as_str(), "unreadable");
    /// ```
    pub fn open(path: &Path) -> Result<Self, Box<Diagnostic>> {
        let shown = shown(path);
        match read_stable(path, LARGEST, |path| fs::read(path)) {
            Ok(bytes) => Self::from_bytes(shown, bytes),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                let found = format!("the file is larger than {} MiB", LARGEST >> 20);
                Err(Box::new(
                    Diagnostic::of_file(Id::TooLarge, shown, found).help("split it into several documents"),
                ))
            }
            Err(error) => Err(Box::new(Diagnostic::of_file(Id::Unreadable, shown, error.to_string()))),
        }
    }

    /// Takes the bytes of a file. `path` is what diagnostics show: keep it relative.
    ///
    /// # Errors
    ///
    /// [`Id::NotUtf8`], at the first byte that is not.
    ///
    /// ```
    /// use vendor_codes::codegen::source::Source;
    ///
    /// let error = Source::from_bytes("pay.md", b"# \xB4\xED".to_vec()).unwrap_err();
    /// assert!(error.to_string().starts_with("pay.md:1:3: byte 0xB4 is not UTF-8"));
    /// ```
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Box<Diagnostic>> {
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(path, text)),
            Err(error) => {
                let wide = matches!(error.as_bytes(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
                let known = if wide { "this is UTF-16" } else { "a Chinese one is often GB18030" };
                let good = error.utf8_error().valid_up_to();
                let bad = error.as_bytes().get(good).copied().unwrap_or_default();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let source = Self::new(path, text);
                let span = Span::new(good, good + char::REPLACEMENT_CHARACTER.len_utf8());
                Err(Box::new(
                    Diagnostic::new(Id::NotUtf8, &source, span, format!("byte 0x{bad:02X} is not UTF-8"))
                        .help(format!("save the document as UTF-8 ({known})")),
                ))
            }
        }
    }

    /// Takes text that is known to be UTF-8.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = split_lines(&text);
        Self { path: path.into(), text, lines }
    }

    /// The name to show for this document.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, as it is in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty where the span is not one of this source.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The spans of the lines, without their terminators.
    #[must_use]
    pub fn lines(&self) -> &[Span] {
        &self.lines
    }

    /// The 1-based number of the line that holds the byte at `offset`.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).max(1)
    }

    /// Marks the lines that a span is in.
    pub(super) fn mark(&self, span: Span, lines: &mut [bool]) {
        let last = self.line_at(span.end.max(span.start + 1) - 1);
        lines.get_mut(self.line_at(span.start) - 1..last).unwrap_or_default().fill(true);
    }

    /// The 1-based line and column of a byte; a column is a character.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line_at(offset);
        let start = self.lines.get(line - 1).map_or(0, |span| span.start);
        let before = self.text.get(start..offset.max(start)).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

/// A path as diagnostics and generated files spell it, the same on every system.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
}

/// The lines of a text that have something.
///
/// One ending at a time: in a build script, which nobody optimises, looking for
/// one character is many times faster than looking for either of two.
pub(super) fn written_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        for line in line.split('\r') {
            if !line.is_empty() {
                lines.push(line);
            }
        }
    }
    lines
}

/// Reads a file that nobody wrote to meanwhile. One that is put in its place
/// meanwhile is read by the next build, which sees that it is newer.
fn read_stable(path: &Path, largest: u64, read: fn(&Path) -> io::Result<Vec<u8>>) -> io::Result<Vec<u8>> {
    for _ in 0..ATTEMPTS {
        let before = fs::metadata(path)?;
        if !before.is_file() {
            return Err(io::Error::other("this is not a file"));
        }
        if before.len() > largest {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let bytes = read(path)?;
        let after = fs::metadata(path)?;
        if after.len() == bytes.len() as u64 && stamp(&before)? == stamp(&after)? {
            return Ok(bytes);
        }
    }
    Err(io::Error::other("the file changes while it is read"))
}

fn stamp(metadata: &Metadata) -> io::Result<(u64, std::time::SystemTime)> {
    Ok((metadata.len(), metadata.modified()?))
}

fn split_lines(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut lines = Vec::new();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte != b'\n' && byte != b'\r' {
            continue;
        }
        lines.push(Span::new(start, at - 1));
        if byte == b'\r' && bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
        start = at;
    }
    if start < bytes.len() || lines.is_empty() {
        lines.push(Span::new(start, bytes.len()));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let source = Source::new("t.md", text);
        source.lines().iter().map(|&line| source.slice(line).to_owned()).collect()
    }

    #[test]
    fn every_terminator_ends_one_line() {
        assert_eq!(lines("a\nb\r\nc\rd"), ["a", "b", "c", "d"]);
        assert_eq!(lines("a\n\r\nb\n"), ["a", "", "b"]);
        assert_eq!(lines("a\r\r\nb"), ["a", "", "b"]);
        assert_eq!(lines(""), [""]);
    }

    #[test]
    fn byte_order_mark_is_not_text() {
        assert_eq!(lines("\u{FEFF}# 标题\n"), ["# 标题"]);
    }

    #[test]
    fn columns_count_characters() {
        let source = Source::new("t.md", "一|二\r三|四");
        let offset = source.text().find('四').unwrap();
        assert_eq!(source.line_column(offset), (2, 3));
        assert_eq!(source.line_column(0), (1, 1));
    }

    #[test]
    fn a_file_is_read_when_it_holds_still() {
        let file = std::env::temp_dir().join(format!("vendor-codes-{}.md", std::process::id()));
        let again = |largest, read| {
            fs::write(&file, "错误").unwrap();
            read_stable(&file, largest, read).map_err(|error| error.kind())
        };
        assert_eq!(again(6, |path| fs::read(path)), Ok("错误".into()), "as large as it may be");
        assert_eq!(again(5, |path| fs::read(path)), Err(io::ErrorKind::FileTooLarge));
        // Somebody writes to it while it is read: twice, and always.
        let settles = |path: &Path| {
            let bytes = fs::read(path)?;
            if bytes.len() < 8 {
                fs::write(path, [&*bytes, b"."].concat())?;
            }
            Ok(bytes)
        };
        assert_eq!(again(LARGEST, settles), Ok("错误..".into()));
        let grows = |path: &Path| {
            let bytes = fs::read(path)?;
            fs::write(path, [&*bytes, b"."].concat())?;
            Ok(bytes)
        };
        assert_eq!(again(LARGEST, grows), Err(io::ErrorKind::Other));
        fs::remove_file(file).unwrap();
    }

    #[test]
    fn what_is_not_utf8_is_pointed_at() {
        let error = Source::from_bytes("t.md", b"# \xE7\xA0\x81\n| \xB4\xED |".to_vec()).unwrap_err();
        assert_eq!((error.line, error.column), (2, 3));
    }
}
