//! What of a document is there to be read.
//!
//! The source comes in; out goes a copy of the same length in which code and
//! comments are blank, so that every offset is still one of the file, and the
//! places of the HTML tables. This module owns the rule that fences are read as
//! a person reads them: in pairs, whatever list or quote they stand in, and also
//! where a vendor has put the closing one behind the last line of the code.
//! (`CommonMark` ends a fence with its list item and lets an unclosed one swallow
//! the rest of the file, with every table in it.)

use super::cell::{is_blank, tag_length, tag_name};
use super::chars::{CharClass, MARGIN, is_digit};
use super::diagnostic::{Diagnostic, Id};
use super::source::{Source, Span};

/// A document without its code and comments.
#[derive(Debug, Default)]
pub struct Masked {
    /// As long as the source.
    pub text: String,
    /// Whether each line is code: a table does not go on behind it.
    pub code: Vec<bool>,
    /// The HTML tables, from `<table` to behind `</table>`, in order.
    pub html: Vec<Span>,
    /// What was repaired.
    pub findings: Vec<Diagnostic>,
}

/// Masks a document.
#[must_use]
pub fn mask(source: &Source) -> Masked {
    let mut scan = Scan {
        source,
        text: source.text().as_bytes().to_vec(),
        masked: Masked { code: vec![false; source.lines().len()], ..Masked::default() },
        hopeless: Vec::new(),
        open_tail: false,
        unpaired: Vec::new(),
        last_fence: None,
    };
    scan.run();
    let text = match String::from_utf8(scan.text) {
        Ok(text) => text,
        // Whole characters are blanked, so this cannot be; the source is right in any case.
        Err(_) => source.text().to_owned(),
    };
    Masked { text, ..scan.masked }
}

struct Scan<'a> {
    source: &'a Source,
    text: Vec<u8>,
    masked: Masked,
    /// What has no end from here on: searching again would be quadratic.
    hopeless: Vec<&'static str>,
    /// Whether a fence stood behind words since the last fence.
    open_tail: bool,
    /// Whether there is an odd number of fences from each line on, the last line
    /// first, once somebody has looked.
    unpaired: Vec<bool>,
    /// The last line that closes a fence of each kind, once somebody has looked.
    last_fence: Option<[Option<usize>; 2]>,
}

/// Elements whose text is not for reading.
const RAW: &[(&str, &str)] =
    &[("pre", "</pre"), ("script", "</script"), ("style", "</style"), ("dx-codeblock", "</dx-codeblock")];

impl Scan<'_> {
    fn run(&mut self) {
        let lines = self.source.lines();
        let mut index = 0;
        let mut from = 0;
        while let Some(&line) = lines.get(index) {
            if from <= line.start {
                if let Some(fence) = Fence::opening(self.source.slice(line)) {
                    index = self.fence(index, fence);
                    continue;
                }
                from = line.start;
                self.open_tail |= has_open_tail(self.source.slice(line));
            }
            // What begins in this line may end in a later one.
            from = self.elements(Span::new(from, line.end));
            index = if from > line.end { self.source.line_at(from - 1) - 1 } else { index + 1 };
            if lines.get(index).is_some_and(|line| from >= line.end) {
                index += 1;
            }
        }
    }

    /// Blanks the code between a fence and its end; gives the line behind it.
    fn fence(&mut self, opening: usize, fence: Fence) -> usize {
        let lines = self.source.lines();
        let end = self.end_of_open_tail(opening, fence).unwrap_or_else(|| self.fence_end(opening, fence));
        for index in opening..end.behind.min(lines.len()) {
            if let (Some(&line), Some(code)) = (lines.get(index), self.masked.code.get_mut(index)) {
                *code = true;
                self.blank(line);
            }
        }
        let at = lines.get(opening).copied().unwrap_or_default();
        let finding = match end.how {
            How::Closed => None,
            How::Sloppy => lines.get(end.behind - 1).map(|&line| {
                Diagnostic::new(
                    Id::SloppyFence,
                    self.source,
                    line,
                    "a code block begins or ends behind other text on its line",
                )
                .help("put each fence on a line of its own")
            }),
            How::Open => {
                let found = if end.behind < lines.len() {
                    "a code block is not closed: it is taken to end at the heading of the next table"
                } else {
                    "a code block is not closed: all that follows is code"
                };
                Some(
                    Diagnostic::new(Id::OpenFence, self.source, at, found)
                        .help("close it with a line of the same fence"),
                )
            }
        };
        self.masked.findings.extend(finding);
        end.behind
    }

    /// A fence that closes code which began behind words, as in `返回：~~~`: it is
    /// taken for that only where it would open a block with a table in it.
    fn end_of_open_tail(&mut self, opening: usize, fence: Fence) -> Option<FenceEnd> {
        let lines = self.source.lines();
        if !std::mem::take(&mut self.open_tail)
            || !fence.is_closed_by(self.source.slice(*lines.get(opening)?))
        {
            return None;
        }
        let end = self.fence_end(opening, fence);
        let mut code = lines.get(opening..end.behind)?.iter();
        let swallows = code.any(|&line| is_table_rule(self.source.slice(line)));
        swallows.then_some(FenceEnd { behind: opening + 1, how: How::Sloppy })
    }

    fn fence_end(&mut self, opening: usize, fence: Fence) -> FenceEnd {
        let lines = self.source.lines();
        // Without a line that could close it, only a sloppy end is searched for.
        let closable = self.last_closing(fence).is_some_and(|last| last > opening);
        if !closable && self.hopeless.contains(&fence.hopeless()) {
            return self.open_end(opening);
        }
        let mut sloppy = None;
        for (index, &line) in lines.iter().enumerate().skip(opening + 1) {
            let text = self.source.slice(line);
            if fence.is_closed_by(text) {
                // With a fence too few, the one behind other text is it.
                if let Some(behind) = sloppy.filter(|_| self.is_unpaired(opening)) {
                    return FenceEnd { behind, how: How::Sloppy };
                }
                let heading = self.heading_of_table(opening, index);
                return match heading.filter(|_| self.is_unpaired(opening)) {
                    Some(behind) => FenceEnd { behind, how: How::Open },
                    None => FenceEnd { behind: index + 1, how: How::Closed },
                };
            }
            match sloppy {
                // The strict reading would swallow a table.
                Some(behind) if is_table_rule(text) => return FenceEnd { behind, how: How::Sloppy },
                None if fence.is_sloppily_closed_by(text) => {
                    if !closable {
                        return FenceEnd { behind: index + 1, how: How::Sloppy };
                    }
                    sloppy = Some(index + 1);
                }
                _ => {}
            }
        }
        self.hopeless.push(fence.hopeless());
        self.open_end(opening)
    }

    /// The end of code that nothing closes: the heading of the next table, which is
    /// no code, or that of the document.
    fn open_end(&self, opening: usize) -> FenceEnd {
        let end = self.source.lines().len();
        FenceEnd { behind: self.heading_of_table(opening, end).unwrap_or(end), how: How::Open }
    }

    /// The line of the heading directly above the first table between two lines that
    /// has one.
    fn heading_of_table(&self, opening: usize, end: usize) -> Option<usize> {
        let mut heading = None;
        for (index, &line) in self.source.lines().iter().enumerate().take(end).skip(opening + 1) {
            let text = self.source.slice(line);
            if text.starts_with('#') {
                heading = Some(index);
            } else if heading.is_some() && is_table_rule(text) {
                return heading;
            }
        }
        None
    }

    /// Whether there is a fence too many or too few from this one on, so that what
    /// follows is not code where it looks like it.
    fn is_unpaired(&mut self, opening: usize) -> bool {
        let lines = self.source.lines();
        if self.unpaired.is_empty() {
            let mut odd = false;
            for &line in lines.iter().rev() {
                odd ^= Fence::opening(self.source.slice(line)).is_some();
                self.unpaired.push(odd);
            }
        }
        self.unpaired.get(lines.len() - 1 - opening) == Some(&true)
    }

    /// The last line of the document that could close such a fence.
    fn last_closing(&mut self, fence: Fence) -> Option<usize> {
        let source = self.source;
        let [ticks, tildes] = *self.last_fence.get_or_insert_with(|| {
            let last = |character| {
                let shortest = Fence { character, length: 3 };
                source.lines().iter().rposition(|&line| shortest.is_closed_by(source.slice(line)))
            };
            [last('`'), last('~')]
        });
        if fence.character == '`' { ticks } else { tildes }
    }

    /// Blanks comments and raw elements that begin in a span, notes the tables;
    /// gives the place up to which all is done.
    fn elements(&mut self, within: Span) -> usize {
        let mut at = within.start;
        loop {
            let text = self.source.slice(Span::new(at, within.end));
            let Some(found) = text.as_bytes().iter().position(|byte| matches!(byte, b'<' | b'`')) else {
                return within.end;
            };
            at += found;
            let rest = self.source.text().get(at..).unwrap_or_default();
            if text.get(..found).is_some_and(|before| before.ends_with('\\')) {
                at += 1;
                continue;
            }
            if rest.starts_with('`') {
                at += inline_code(text.get(found..).unwrap_or_default());
                continue;
            }
            at = match self.element(at, rest) {
                Some(end) if end > within.end => return end,
                Some(end) => end,
                None => at + 1,
            };
        }
    }

    fn element(&mut self, at: usize, rest: &str) -> Option<usize> {
        let is_comment = rest.starts_with("<!--");
        let name = tag_name(rest).filter(|_| !rest.starts_with("</"));
        let name = name.or(is_comment.then_some(""))?;
        let line = *self.source.lines().get(self.source.line_at(at) - 1)?;
        let before = behind_marker(self.source.slice(Span::new(line.start, at)));
        if is_comment {
            let end = at + self.find("-->", rest.get(4..)?)? + 4 + 3;
            // In a cell, what does not end there begins no comment.
            let in_cell = || before.contains('|') && self.source.slice(Span::new(at, line.end)).contains('|');
            if end > line.end && in_cell() {
                return None;
            }
            self.blank(Span::new(at, end));
            return Some(end);
        }
        if name.eq_ignore_ascii_case("table") {
            let end = self.table_end(at, rest);
            // Without rows, this only speaks of tables.
            let text = self.source.slice(Span::new(at, end));
            if !["<tr", "<td", "<th"].iter().any(|tag| find_ignoring_case(text, tag).is_some()) {
                return None;
            }
            // In a cell, a table is part of the cell's text.
            if !before.starts_with('|') || end > line.end {
                self.masked.html.push(Span::new(at, end));
            }
            return Some(end);
        }
        // In a cell, `<pre>` is a way to write the cell's text.
        let first = before.is_empty();
        let (_, closing) = RAW.iter().find(|(raw, _)| first && name.eq_ignore_ascii_case(raw))?;
        let end = self.find(closing, rest)?;
        let end = at + end + tag_length(rest.get(end..)?).unwrap_or(closing.len());
        self.blank(Span::new(at, end));
        let (first, last) = (self.source.line_at(at), self.source.line_at(end.saturating_sub(1)));
        if last > first {
            self.masked.code.get_mut(first - 1..last)?.fill(true);
        }
        Some(end)
    }

    /// Where an ASCII text is next, in any case of letters.
    fn find(&mut self, what: &'static str, rest: &str) -> Option<usize> {
        if self.hopeless.contains(&what) {
            return None;
        }
        let found = find_ignoring_case(rest, what);
        if found.is_none() {
            self.hopeless.push(what);
        }
        found
    }

    /// Behind the `</table>` of the table at `at`; a table that is not closed ends
    /// at the next heading, or where another table begins that is not in a cell.
    fn table_end(&mut self, at: usize, rest: &str) -> usize {
        let hopeless = self.hopeless.contains(&"</table");
        let rest = if hopeless { self.source.slice(self.up_to_heading(at, at + rest.len())) } else { rest };
        let (mut depth, mut in_cell) = (0_usize, false);
        let mut from = 0;
        while let Some(found) = rest.get(from..).and_then(|rest| rest.find('<')) {
            let tag = rest.get(from + found..).unwrap_or_default();
            let start = at + from + found;
            from += found + 1;
            let closes = tag.starts_with("</");
            let name = tag_name(tag).unwrap_or_default();
            let is = |what: &str| name.eq_ignore_ascii_case(what);
            match () {
                () if depth == 1 && (is("td") || is("th") || is("tr")) => in_cell = !closes && !is("tr"),
                () if !is("table") => {}
                () if closes && depth > 1 => depth -= 1,
                () if closes => return start + tag_length(tag).unwrap_or(tag.len().min(8)),
                () if depth == 1 && !in_cell => return self.up_to_heading(at, start).end,
                () => depth += 1,
            }
        }
        if !hopeless {
            self.hopeless.push("</table");
        }
        self.up_to_heading(at, at + rest.len()).end
    }

    /// A span without what is behind the first heading or fence in it.
    fn up_to_heading(&self, start: usize, end: usize) -> Span {
        for &line in self.source.lines().iter().skip(self.source.line_at(start)) {
            let text = self.source.slice(line);
            if line.start >= end {
                break;
            }
            if text.starts_with('#') || Fence::opening(text).is_some() {
                return Span::new(start, line.start);
            }
        }
        Span::new(start, end)
    }

    /// Makes everything but the line breaks blank.
    fn blank(&mut self, span: Span) {
        for byte in self.text.get_mut(span.range()).unwrap_or_default() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
}

/// Where an ASCII text is next, in any case of letters.
pub(super) fn find_ignoring_case(text: &str, what: &str) -> Option<usize> {
    let (text, what) = (text.as_bytes(), what.as_bytes());
    text.windows(what.len()).position(|window| window.eq_ignore_ascii_case(what))
}

/// The length of the code span at the start of a line's rest, else of its backticks.
pub(super) fn inline_code(text: &str) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mut rest = text.get(ticks..).unwrap_or_default();
    while let Some(open) = rest.find('`') {
        let run = rest.get(open..).unwrap_or_default();
        rest = run.trim_start_matches('`');
        if run.len() - rest.len() == ticks {
            return text.len() - rest.len();
        }
    }
    ticks
}

struct FenceEnd {
    /// The first line that is not code any more.
    behind: usize,
    how: How,
}

enum How {
    Closed,
    Sloppy,
    Open,
}

/// A run of at least three backticks or tildes that opens a code block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fence {
    character: char,
    length: usize,
}

impl Fence {
    /// The fence that a line opens: behind quotes and list markers too.
    fn opening(line: &str) -> Option<Self> {
        let text = behind_marker(line);
        let character = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = text.trim_start_matches(character);
        let length = text.len() - info.len();
        // What holds its own character is a code span, or a rule somebody drew.
        (length >= 3 && !info.contains(character)).then_some(Self { character, length })
    }

    fn is_closed_by(self, line: &str) -> bool {
        let text = line.trim_matches(MARGIN);
        text.len() >= self.length && text.trim_start_matches(self.character).is_empty()
    }

    /// The fence stands behind the last line of the code, or is shorter than the
    /// one that opens it.
    fn is_sloppily_closed_by(self, line: &str) -> bool {
        if (Self { length: 3, ..self }).is_closed_by(line) {
            return true;
        }
        let text = line.trim_end();
        let code = text.trim_end_matches(self.character);
        text.len() - code.len() >= self.length && !code.contains(self.character)
    }

    fn hopeless(self) -> &'static str {
        if self.character == '`' { "```" } else { "~~~" }
    }
}

/// A line that ends in a fence which closes nothing in it.
fn has_open_tail(line: &str) -> bool {
    line.trim_end().ends_with("```") && line.match_indices("```").count() % 2 == 1
}

/// A line behind its quote marks and its list marker.
fn behind_marker(line: &str) -> &str {
    let text = line.trim_start_matches(MARGIN);
    match behind_mark(text) {
        Some(item) if item.starts_with([' ', '\t']) => item.trim_start(),
        _ => text,
    }
}

/// What stands behind the mark of a list's item: `-`, `1.`.
pub(super) fn behind_mark(text: &str) -> Option<&str> {
    const BULLETS: &[char] = &['-', '*', '+'];
    const STOPS: &[char] = &['.', ')'];
    let behind = text.trim_start_matches(is_digit as CharClass);
    // The whole text is not compared: it may be a long line, asked for at each tag in it.
    text.strip_prefix(BULLETS).or(if behind.len() == text.len() { None } else { behind.strip_prefix(STOPS) })
}

/// Whether this line parts the header of a pipe table from its rows.
pub(super) fn is_table_rule(line: &str) -> bool {
    let (mut dash, mut pipe) = (false, false);
    for c in line.trim_start_matches(MARGIN).chars() {
        match c {
            '-' | '—' | '–' | '－' | '=' => dash = true,
            '|' | '｜' => pipe = true,
            // `|---+---|`, as Emacs draws it.
            ':' | '：' | '+' => {}
            blank if is_blank(blank) => {}
            _ => return false,
        }
    }
    dash && pipe
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a document in which something is left, and the findings.
    fn visible(text: &str) -> (Vec<usize>, Vec<&'static str>) {
        let source = Source::new("t.md", text);
        let masked = mask(&source);
        assert_eq!(masked.text.len(), text.len());
        let lines = source.lines().iter().enumerate();
        let left = lines.filter(|(_, line)| !masked.text[line.range()].trim().is_empty());
        (left.map(|(index, _)| index + 1).collect(), masked.findings.iter().map(|f| f.id.as_str()).collect())
    }

    #[test]
    fn code_is_read_in_pairs() {
        for (text, lines) in [
            ("a\n```\nb\n```\nc", &[1, 5][..]),
            ("a\n```json\nb\n``\n````\nc", &[1, 6]),
            ("~~~\n```\n~~~\nc", &[4]),
            ("1. a\n   ```\ncode\n   ```\nb", &[1, 5]),
            ("- ```\n  code\n  ```\nb", &[4]),
            ("> ```\n> code\n> ```\nb", &[4]),
            ("```a```\nb", &[1, 2]),
            ("    ```\n code\n    ```\nb", &[4]),
        ] {
            assert_eq!(visible(text), (lines.to_vec(), vec![]), "{text:?}");
        }
    }

    #[test]
    fn a_fence_behind_the_code_closes_it() {
        let sloppy = "a\n```\n{\n}```\n| 错误码 | 描述 |\n|---|---|\n| 1 | b |";
        assert_eq!(visible(sloppy), (vec![1, 5, 6, 7], vec!["sloppy-fence"]));
        // A later block would close it, but a table is between.
        let paired = format!("{sloppy}\n\n```\ncode\n```\nend");
        assert_eq!(visible(&paired), (vec![1, 5, 6, 7, 12], vec!["sloppy-fence"]));
        // Without a table between, it is code that ends in backticks.
        assert_eq!(visible("```\n}```\ntext\n```\nend"), (vec![5], vec![]));
    }

    #[test]
    fn a_fence_behind_words_opens_code() {
        let table = "| 错误码 | 描述 |\n|---|---|\n| 1 | b |";
        assert_eq!(
            visible(&format!("返回：```\n{{\n```\n{table}")),
            (vec![1, 2, 4, 5, 6], vec!["sloppy-fence"])
        );
        // Without a table behind it, it is what it looks like.
        assert_eq!(visible("返回：```\n{\n```\ncode\n```\nend"), (vec![1, 2, 6], vec![]));
        assert_eq!(visible(&format!("见 ```a```\n```\n{table}\n```")), (vec![1], vec![]));
    }

    #[test]
    fn an_open_fence_is_said() {
        assert_eq!(visible("a\n```\n| 错误码 |\n|---|\n| 1 |"), (vec![1], vec!["open-fence"]));
        // A table below a heading of its own is none of the code.
        let table = "| 错误码 |\n|---|\n| 1 |";
        assert_eq!(
            visible(&format!("```\n# b\n\n## 错误码\n{table}")),
            (vec![4, 5, 6, 7], vec!["open-fence"])
        );
    }

    #[test]
    fn a_fence_too_many_does_not_make_code_of_a_table() {
        let (table, code) = ("## 错误码\n\n| 错误码 |\n|---|\n| 1 |", "```\ncode\n```");
        for stray in ["```", "```json\n{}"] {
            let text = format!("{code}\n{stray}\ntext\n{table}\n{code}\nend");
            let (left, findings) = visible(&text);
            let first = if stray == "```" { 6 } else { 7 };
            assert_eq!(left, [first, first + 2, first + 3, first + 4, first + 8], "{text}");
            assert_eq!(findings, ["open-fence"]);
            // With an information behind it, the next fence closes nothing.
            let text = text.replace("|\n```\n", "|\n```json\n");
            assert_eq!(visible(&text).0.len(), 5, "{text}");
        }
        // In a pair, it is an example.
        assert_eq!(visible(&format!("{code}\n```\n{table}\n```\n{code}\nend")), (vec![14], vec![]));
    }

    #[test]
    fn comments_and_raw_elements_are_not_for_reading() {
        for (text, lines) in [
            ("a <!-- b --> c\n<!--\nd\n-->\ne", &[1, 5][..]),
            ("<pre>\n| a | b |\n</pre>\nc", &[4]),
            ("<PRE class=\"x\">b</PRE>c", &[1]),
            ("| 1 | <pre>a</pre> |\n<pre>\nb\n</pre>", &[1]),
            ("<style>\na\n</style >b", &[3]),
            ("<!-- never closed\nb", &[1, 2]),
            ("`<!--` b\nc `-->`", &[1, 2]),
            ("<prefix>\nb", &[1, 2]),
            ("<!-- a\nb --><!-- c\nd --> e\nf", &[3, 4]),
        ] {
            assert_eq!(visible(text), (lines.to_vec(), vec![]), "{text:?}");
        }
    }

    #[test]
    fn html_tables_are_found_whole() {
        let find = |text: &str| {
            let source = Source::new("t.md", text);
            mask(&source).html.iter().map(|&span| source.slice(span).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            find("a<table>\n\n<tr><td><table>x</table></tr>\n</TABLE >b"),
            ["<table>\n\n<tr><td><table>x</table></tr>\n</TABLE >"]
        );
        assert_eq!(
            find("<table><td>1</table><table><td>2</table>"),
            ["<table><td>1</table>", "<table><td>2</table>"]
        );
        assert_eq!(
            find("<table><td>1</td><table><td>2</table>"),
            ["<table><td>1</td>", "<table><td>2</table>"]
        );
        assert_eq!(find("<table> 1\n| 2 | \\<table><tr> |\n"), [""; 0]);
        assert_eq!(find("<table>1\n<tr>\n# 标题\nb"), ["<table>1\n<tr>\n"]);
        assert_eq!(find("```\n<table></table>\n```\n<tables>"), [""; 0]);
    }

    #[test]
    fn what_never_ends_is_searched_for_once() {
        for piece in [
            "<!-- ",
            "<pre>",
            "<table>",
            "<table><td>",
            "<table><td>\n# \n",
            "```x\n",
            "``` \n}",
            "<",
            "`",
            "- ```\n",
        ] {
            let text = piece.repeat(200_000);
            assert!(mask(&Source::new("t.md", text)).text.len() >= 200_000);
        }
    }
}
