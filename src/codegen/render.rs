//! Diagnostics drawn over the source they speak of, as rustc draws its own.
//!
//! A [`Diagnostic`] and its [`Source`] come in, lines for a terminal or a build
//! log go out. This module owns what a person sees of a finding: one line of
//! the document with the cell underlined, however long that line is and
//! whatever it holds.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets as snippets;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};

use super::diagnostic::{Diagnostic, Severity};
use super::source::{Source, Span};
use super::visible::{is_hidden, visible};

/// Characters of a source line that are shown before an underlined place…
const BEFORE: usize = 160;
/// …and from its start on. The renderer narrows this to the terminal.
const BEHIND: usize = 400;

/// Draws diagnostics.
#[derive(Clone, Debug)]
pub struct Renderer {
    inner: snippets::Renderer,
}

impl Renderer {
    /// Text only, for logs.
    #[must_use]
    pub const fn plain() -> Self {
        Self { inner: snippets::Renderer::plain() }
    }

    /// With ANSI colours.
    #[must_use]
    pub const fn styled() -> Self {
        Self { inner: snippets::Renderer::styled().hyperlink(false) }
    }

    /// Fits the lines into this many columns.
    #[must_use]
    pub const fn width(mut self, columns: usize) -> Self {
        self.inner = self.inner.term_width(columns);
        self
    }

    /// The drawing of one diagnostic, over several lines, without a line break
    /// at the end. `source` is the document it speaks of, where there is one.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic, source: Option<&Source>) -> String {
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let path = visible(&diagnostic.path);
        let mut group =
            Group::with_title(level.primary_title(visible(&diagnostic.message)).id(diagnostic.id.as_str()));
        group = match source.filter(|_| diagnostic.line > 0) {
            Some(source) => {
                let excerpt = Excerpt::new(source, diagnostic.span);
                let mut snippet = Snippet::source(excerpt.text)
                    .line_start(diagnostic.line)
                    .annotation(AnnotationKind::Primary.span(excerpt.underlined));
                if excerpt.cut {
                    // The renderer would count columns from the cut.
                    group = group.element(place(path, diagnostic));
                } else {
                    snippet = snippet.path(path);
                }
                group.element(snippet)
            }
            None => group.element(place(path, diagnostic)),
        };
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(visible(help)));
        }
        self.inner.render(&[group])
    }
}

fn place<'a>(path: Cow<'a, str>, diagnostic: &Diagnostic) -> Origin<'a> {
    match diagnostic.line {
        0 => Origin::path(path),
        line => Origin::path(path).line(line).char_column(diagnostic.column),
    }
}

/// The part of one source line that is shown.
///
/// Cut out around the place without a look at the rest of the line, so that a
/// thousand findings in a line of a megabyte cost a thousand excerpts.
struct Excerpt {
    text: String,
    underlined: Range<usize>,
    /// Whether the text starts behind the start of the line.
    cut: bool,
}

impl Excerpt {
    /// The line that `span` starts in. What the span covers of later lines is
    /// not shown: a whole table is pointed at by its header.
    fn new(source: &Source, span: Span) -> Self {
        let line = source.lines().get(source.line_at(span.start) - 1).copied().unwrap_or_default();
        let start = span.start.clamp(line.start, line.end);
        let end = span.end.clamp(start, line.end);
        let before = source.slice(Span::new(line.start, start));
        let behind = source.slice(Span::new(start, line.end));
        let underlined = source.slice(Span::new(start, end)).trim_end();

        let cut = before.char_indices().rev().nth(BEFORE).map(|(at, character)| at + character.len_utf8());
        let mut text = String::new();
        if cut.is_some() {
            text.push('…');
        }
        text.extend(before.get(cut.unwrap_or(0)..).unwrap_or_default().chars().map(picture));
        let from = text.len();
        let mut to = from;
        for (index, (at, character)) in behind.char_indices().enumerate() {
            if index == BEHIND {
                text.push('…');
                break;
            }
            text.push(picture(character));
            if at < underlined.len() {
                to = text.len();
            }
        }
        Self { text, underlined: from..to, cut: cut.is_some() }
    }
}

/// One visible character for each, so that columns stay those of the document.
/// A tab stays: the renderer knows how to align one.
fn picture(character: char) -> char {
    match character {
        '\t' => '\t',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        hidden if is_hidden(hidden) => '\u{fffd}',
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::super::diagnostic::Id;
    use super::*;

    fn render(text: &str, underlined: &str) -> String {
        let source = Source::new("docs/t.md", text);
        let start = text.find(underlined).unwrap();
        let span = Span::new(start, start + underlined.len());
        let diagnostic = Diagnostic::new(Id::NoTable, &source, span, "two meanings").help("remove one");
        Renderer::plain().render(&diagnostic, Some(&source))
    }

    #[test]
    fn the_cell_is_underlined_by_columns_of_the_terminal() {
        let expected = "\
error[no-table-of-codes]: two meanings
 --> docs/t.md:2:9
  |
2 | | 返回码 | 唇动失败 |
  |            ^^^^^^^^
  |
  = help: remove one";
        assert_eq!(render("# 标题\r| 返回码 | 唇动失败 |\r", "唇动失败"), expected);
    }

    #[test]
    fn a_span_over_several_lines_shows_its_first() {
        let expected = "\
error[no-table-of-codes]: two meanings
 --> docs/t.md:1:1
  |
1 | | 返回码 |
  | ^^^^^^^^^^
  |
  = help: remove one";
        let table = "| 返回码 |\r\n| --- |\r\n| 0 |";
        assert_eq!(render(table, table), expected);
    }

    #[test]
    fn blanks_at_the_end_are_not_underlined() {
        for blanks in ["  ", "\t", "\u{3000}"] {
            let cell = format!("唇动{blanks}");
            let drawn = render(&format!("| 0 | {cell}|"), &cell);
            let underline = drawn.lines().find(|line| line.contains('^'));
            assert_eq!(underline, Some("  |       ^^^^"), "{drawn}");
        }
    }

    #[test]
    fn a_document_sends_no_control_sequence() {
        let drawn = render("| \u{1b}[31m红 | \u{9b}0m\u{202e}x\u{200b} |", "\u{9b}0m\u{202e}x\u{200b}");
        assert!(drawn.contains("1 | | ␛[31m红 | �0m�x� |"), "{drawn}");
        assert!(drawn.contains("  |             ^^^^^^"), "{drawn}");
        assert!(drawn.chars().all(|c| c == '\n' || !is_hidden(c)), "{drawn:?}");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("| {} | 唇动失败 | {} |", "甲".repeat(100_000), "乙".repeat(100_000));
        let drawn = render(&text, "唇动失败");
        assert!(drawn.len() < 2_000, "{}", drawn.len());
        assert!(drawn.contains("docs/t.md:1:100006") && drawn.contains("唇动失败"), "{drawn}");
    }

    #[test]
    fn a_place_outside_the_document_is_no_panic() {
        let source = Source::new("t.md", "短");
        for span in [Span::new(1, 2), Span::new(0, 900), Span::new(900, 901), Span::new(3, 3)] {
            let mut diagnostic = Diagnostic::new(Id::NoTable, &source, span, "x");
            diagnostic.line = 7;
            let _ = Renderer::styled().render(&diagnostic, Some(&source));
        }
    }

    #[test]
    fn a_finding_about_a_file_has_no_excerpt() {
        let diagnostic = Diagnostic::of_file(Id::Unreadable, "docs/t.md", "no such file");
        assert_eq!(
            Renderer::plain().render(&diagnostic, None),
            "error[unreadable]: no such file\n--> docs/t.md"
        );
    }
}
