//! The blocks of a document: headings, titles, lines of text, tables.
//!
//! A masked document comes in, its [`Block`]s go out in order. This module owns
//! what begins and ends a table among the lines of a document, and what a
//! heading is: `###标题` without a blank and `<h4>` are some, too.

use super::cell;
use super::chars::{CharClass, MARGIN, all, is_one, starts};
use super::codes::begins_row;
use super::diagnostic::{Diagnostic, Id};
use super::grid::Grid;
use super::html;
use super::mask::{Masked, behind_mark, is_table_rule};
use super::model::Text;
use super::pipes::{self, Line, Lines, Pipes};
use super::roles::{Head, Vocabulary};
use super::source::{Source, Span};

/// A block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, level 1 to 6.
    Heading(usize, Text),
    /// A line that is nothing but bold: a heading that somebody did not call one.
    Title(Text),
    /// What stands over a tab, or over what is unfolded.
    Tab(Text),
    /// Where the last such ends.
    TabEnd,
    /// A line of text.
    Line(Text),
    /// One or more blank lines, or code.
    Gap,
    /// A table.
    Table(Box<Grid>),
}

/// Reads the blocks of a document.
#[must_use]
pub fn read(source: &Source, masked: &Masked, vocabulary: &Vocabulary) -> Vec<Block> {
    let mut scan = Scan {
        source,
        masked,
        vocabulary,
        blocks: Vec::new(),
        index: 0,
        html: 0,
        done: 0,
        in_conflict: false,
        tabs: Vec::new(),
    };
    while scan.index < source.lines().len() {
        scan.block();
    }
    scan.blocks
}

struct Scan<'a> {
    source: &'a Source,
    masked: &'a Masked,
    vocabulary: &'a Vocabulary,
    blocks: Vec<Block>,
    /// The next line.
    index: usize,
    /// The next HTML table.
    html: usize,
    /// Where the last of them ended.
    done: usize,
    /// Whether the last marker of a merge conflict opened one.
    in_conflict: bool,
    /// Of each container that is open, whether it is a tab.
    tabs: Vec<bool>,
}

impl<'a> Scan<'a> {
    fn span(&self, index: usize) -> Option<Span> {
        self.source.lines().get(index).copied()
    }

    /// A line, masked; empty behind the last.
    fn line(&self, index: usize) -> &'a str {
        self.span(index).map_or("", |span| self.text(span))
    }

    fn text(&self, span: Span) -> &'a str {
        self.masked.text.get(span.range()).unwrap_or_default()
    }

    fn is_code(&self, index: usize) -> bool {
        self.masked.code.get(index).copied().unwrap_or_default()
    }

    fn block(&mut self) {
        let index = self.index;
        let Some(span) = self.span(index) else { return };
        if self.html_table(span) {
            return;
        }
        self.index += 1;
        let line = self.line(index);
        if is_blank(line) || self.is_code(index) {
            self.gap();
        } else if let Some(marker) = Conflict::of(line) {
            self.in_conflict = marker != Conflict::End;
        } else if let Some(lines) = self.table(index) {
            let grid = pipes::read(self.source, &self.masked.text, lines);
            self.blocks.push(Block::Table(Box::new(grid)));
        } else if let Some((level, words)) = heading(line) {
            self.blocks.push(Block::Heading(level, words_of(span, words)));
        } else if let Some(level) = self.underlined(index) {
            self.index += 1;
            self.blocks.push(Block::Heading(level, words_of(span, line)));
        } else if is_bold(line) {
            self.blocks.push(Block::Title(words_of(span, line.trim().trim_end_matches([':', '：']))));
        } else if let Some(words) = line.trim_start_matches(MARGIN).strip_prefix(":::") {
            // One that holds others has more colons. A blank in the title of a tab may be written `\s`.
            self.container(words_of(span, &words.trim_start_matches(':').replace("\\s", " ")));
        } else if let Some(title) = folded(line) {
            self.container(words_of(span, title));
        } else if !is_rule(line) {
            self.blocks.push(Block::Line(words_of(span, line)));
        } else {
            self.gap();
        }
    }

    /// `::: 客户端错误码` over the content of a tab, which has that title until its `:::`;
    /// a box, `::: tip`, has none.
    fn container(&mut self, title: Text) {
        let kind = title.text.split([' ', '{', '[']).next().unwrap_or_default();
        let is_end = kind.is_empty();
        let is_tab = if is_end { self.tabs.pop() == Some(true) } else { !is_one(kind, BOXES) };
        if !is_end {
            self.tabs.push(is_tab);
        }
        match () {
            () if !is_tab => self.gap(),
            () if is_end => self.blocks.push(Block::TabEnd),
            () => self.blocks.push(Block::Tab(title)),
        }
    }

    fn gap(&mut self) {
        if !matches!(self.blocks.last(), Some(Block::Gap)) {
            self.blocks.push(Block::Gap);
        }
    }

    /// Reads the HTML table that begins in a line.
    fn html_table(&mut self, line: Span) -> bool {
        let Some(&table) = self.masked.html.get(self.html).filter(|table| table.start <= line.end) else {
            return false;
        };
        self.html += 1;
        let from = line.start.max(self.done).min(table.start);
        let before = self.text(Span::new(from, table.start));
        if !is_blank(before) {
            self.blocks.push(Block::Line(words_of(line, before)));
        }
        let grid = html::read(self.source, &self.masked.text, table);
        self.blocks.push(Block::Table(Box::new(grid)));
        // Whatever follows the table on its last line is left to be read.
        let last = self.source.line_at(table.end.saturating_sub(1)) - 1;
        let behind =
            self.span(last).map_or("", |line| self.text(Span::new(table.end, line.end.max(table.end))));
        let more =
            self.masked.html.get(self.html).is_some_and(|next| self.source.line_at(next.start) - 1 == last);
        if !is_blank(behind) && !more {
            self.blocks.push(Block::Line(words_of(Span::new(table.end, table.end + behind.len()), behind)));
        }
        self.done = table.end;
        self.index = if more { last } else { last + 1 };
        true
    }

    /// `标题` over `===` or, in a paragraph of one line, over `---`.
    fn underlined(&self, index: usize) -> Option<usize> {
        let rule = self.line(index + 1).trim();
        let only = |c: char| rule.len() > 2 && rule.trim_start_matches(c).is_empty();
        let alone = !matches!(self.blocks.last(), Some(Block::Line(_) | Block::Title(_)));
        let item = starts(self.line(index).trim_start(), |c| matches!(c, '-' | '*' | '+' | '>' | '|'));
        match () {
            () if item => None,
            () if only('=') => Some(1),
            () if only('-') && alone => Some(2),
            () => None,
        }
    }

    /// The lines of the pipe table that begins with a line.
    fn table(&mut self, index: usize) -> Option<Lines> {
        let line = self.line(index);
        if is_table_rule(line) {
            return Some(self.body_of(index, None, Some(index)));
        }
        if let Some(rule) = self.rule_behind_blank(index) {
            return Some(self.body_of(index, Some(index), Some(rule)));
        }
        let below = self.line(index + 1);
        let pipes = Pipes::of([line, below]);
        // A rule without any pipe, between two rows, parts a header from its rows, too.
        let bare = is_rule(below) && pipes.are_in(line) && pipes.are_in(self.line(index + 2));
        let ruled = (is_table_rule(below) || bare) && !self.is_code(index + 1);
        let pipes = Pipes::of([line, if ruled { below } else { "" }]);
        if !pipes.are_in(line) || heading(line).is_some() && !ruled {
            return None;
        }
        if ruled {
            return Some(self.body_of(index, Some(index), Some(index + 1)));
        }
        // Without a delimiter row, at least a second row, and no header of a table below.
        let rows = self.is_row(index + 1, pipes) && !is_table_rule(self.line(index + 2));
        rows.then(|| self.body_of(index, None, None))
    }

    /// The delimiter row of a header that a blank line came between.
    fn rule_behind_blank(&self, index: usize) -> Option<usize> {
        let rule = index + 2;
        if !is_blank(self.line(index + 1)) || !is_table_rule(self.line(rule)) || self.is_code(rule) {
            return None;
        }
        let pipes = Pipes::of([self.line(index), self.line(rule)]);
        let cells = |index| {
            let line = Line::new(&self.masked.text, self.span(index).unwrap_or_default(), pipes);
            (line.cells.len(), line.leading)
        };
        (self.is_row(index, pipes) && cells(index).0 > 1 && cells(index) == cells(rule)).then_some(rule)
    }

    fn is_row(&self, index: usize, pipes: Pipes) -> bool {
        let line = self.line(index);
        pipes.are_in(line)
            && !self.is_code(index)
            && Conflict::of(line).is_none()
            && !self.begins_html(index)
            && (heading(line).is_none() || line.trim_start().starts_with('|'))
    }

    fn begins_html(&self, index: usize) -> bool {
        let line = self.span(index).unwrap_or_default();
        self.masked.html.get(self.html).is_some_and(|table| table.start <= line.end)
    }

    fn body_of(&mut self, first: usize, header: Option<usize>, delimiter: Option<usize>) -> Lines {
        let pipes = Pipes::of([self.line(first), delimiter.map_or("", |index| self.line(index))]);
        let cut = |index: usize| self.span(index).map(|span| Line::new(&self.masked.text, span, pipes));
        let mut lines = Lines {
            pipes,
            header: header.and_then(cut),
            delimiter: delimiter.and_then(cut),
            ..Lines::default()
        };
        // A list may begin with the table, and its mark is no cell.
        if let (Some(header), Some(rule)) = (&mut lines.header, &lines.delimiter)
            && rule.leading
            && !header.leading
            && header.cells.first().is_some_and(|&mark| behind_mark(self.text(mark).trim()) == Some(""))
        {
            header.cells.remove(0);
            header.leading = true;
        }
        if let (Some(above), Some(below)) = (header, delimiter)
            && below > above + 1
            && let Some(blank) = self.span(above + 1)
        {
            lines.findings.push(self.goes_on(blank));
        }
        let mut body = Body { at: delimiter.map_or(first, |index| index + 1), shape: lines.header.clone() };
        while let Some(row) = self.next_row(&mut body, &mut lines) {
            body.shape.get_or_insert_with(|| row.clone());
            lines.rows.push(row);
        }
        self.index = body.at;
        lines
    }

    /// The next row of a table, wherever it stands.
    fn next_row(&mut self, body: &mut Body, lines: &mut Lines) -> Option<Line> {
        loop {
            let index = body.at;
            let span = self.span(index)?;
            let line = self.line(index);
            if self.is_code(index) || self.begins_html(index) {
                return None;
            }
            if let Some(marker) = Conflict::of(line) {
                self.conflict(marker, span, lines);
                body.at += 1;
                continue;
            }
            if is_table_rule(line) {
                // A second one, below a repeated header or by itself.
                body.at += 1;
                continue;
            }
            if self.is_row(index, lines.pipes) {
                let row = Line::new(&self.masked.text, span, lines.pipes);
                // The header of the next table; a code is in no header.
                if is_table_rule(self.line(index + 1)) && !self.repeats(index, lines) && !self.is_coded(&row)
                {
                    return None;
                }
                body.at += 1;
                return Some(self.closed(row, body, lines));
            }
            if let Some(row) = self.tabbed_row(index, lines, body) {
                body.at += 1;
                return Some(row);
            }
            let next = self.row_behind(index, lines, body)?;
            let skipped = (index..next).find(|&skipped| !is_blank(self.line(skipped)));
            let finding = match skipped.and_then(|skipped| self.span(skipped)) {
                None => self.goes_on(span),
                Some(line) => Diagnostic::new(
                    Id::LineInside,
                    self.source,
                    line,
                    "this line is no row, and the table goes on behind it",
                )
                .help("put the line above or below the table, or give it the pipes of a row"),
            };
            lines.findings.push(finding);
            body.at = next;
        }
    }

    fn goes_on(&self, blank: Span) -> Diagnostic {
        let what = if is_blank(self.source.slice(blank)) { "blank line" } else { "comment" };
        let found = format!("the table goes on behind this {what}");
        Diagnostic::new(Id::BlankInside, self.source, blank, found)
            .help("remove it: other readers end the table here")
    }

    /// The row, with what stands between it and its closing pipe on a line below, where a cell
    /// has paragraphs. Each pipe that opens or closes such a cell begins a line.
    fn closed(&self, row: Line, body: &mut Body, lines: &mut Lines) -> Line {
        const FAR: usize = 64;
        let width = body.shape.as_ref().map_or(0, |shape| shape.cells.len());
        let open = if row.trailing { row.cells.len() < width } else { row.cells.len() == width };
        if !row.leading || !open {
            return row;
        }
        // A short row goes on in text; behind nothing but blank lines, another row begins.
        let mut text = !row.trailing;
        for last in body.at..body.at + FAR {
            let line = self.line(last);
            let Some(end) = self.span(last) else { return row };
            if self.is_code(last)
                || self.begins_html(last)
                || heading(line).is_some()
                || Conflict::of(line).is_some()
            {
                return row;
            }
            if !lines.pipes.are_in(line) {
                text |= !is_blank(line);
                continue;
            }
            let whole = Line::new(&self.masked.text, row.span.to(end), lines.pipes);
            let alone = line.trim() == "|";
            let begins = alone || row.trailing && line.trim_start().starts_with('|');
            let next = is_table_rule(line) || is_table_rule(self.line(last + 1));
            if !text || !begins || next || whole.cells.len() > width {
                return row;
            }
            if whole.trailing && whole.cells.len() == width {
                body.at = last + 1;
                lines.findings.push(
                    Diagnostic::new(Id::BrokenRow, self.source, row.span, "this row ends in a line below")
                        .help("write the row on one line, with `<br>` for the break"),
                );
                return whole;
            }
        }
        row
    }

    /// Whether the first cell that has something may begin a row.
    fn is_coded(&self, row: &Line) -> bool {
        for &cell in &row.cells {
            let text = cell::markdown(self.text(cell));
            if !text.is_empty() {
                return begins_row(&text);
            }
        }
        false
    }

    /// Whether a line above a further delimiter row is the table's own header again.
    fn repeats(&self, index: usize, lines: &Lines) -> bool {
        let Some(header) = lines.header.as_ref().filter(|_| lines.delimiter.is_some()) else { return false };
        cell::squeezed(self.line(index)) == cell::squeezed(self.text(header.span))
    }

    fn conflict(&mut self, marker: Conflict, span: Span, lines: &mut Lines) {
        if marker == Conflict::Begin {
            lines.findings.push(
                Diagnostic::new(
                    Id::MergeConflict,
                    self.source,
                    span,
                    "a merge conflict was left here: the rows of both sides are read",
                )
                .help("resolve the conflict in the document"),
            );
        }
        self.in_conflict = marker != Conflict::End;
    }

    /// A row without any pipe, whose cells are parted by tabs.
    fn tabbed_row(&self, index: usize, lines: &Lines, body: &Body) -> Option<Line> {
        let width = body.shape.as_ref()?.cells.len();
        let (line, span) = (self.line(index), self.span(index)?);
        let mut parts = 0;
        for part in line.split('\t') {
            parts += usize::from(!is_blank(part));
        }
        let coded = super::codes::is_numeric(&cell::markdown(line.split('\t').next().unwrap_or_default()));
        (width > 1 && parts == width && coded && lines.delimiter.is_some())
            .then(|| Line::new(&self.masked.text, span, lines.pipes))
    }

    /// The next row of the same table behind a line that is none.
    fn row_behind(&self, index: usize, lines: &Lines, body: &Body) -> Option<usize> {
        const FAR: usize = 64;
        let shape = body.shape.as_ref()?;
        let mut next = index;
        let mut blank = true;
        while !self.is_row(next, lines.pipes) {
            let line = self.line(next);
            let apart = self.in_conflict && next - index < FAR;
            blank &= is_blank(line);
            if next >= self.source.lines().len() || self.is_code(next) || heading(line).is_some() {
                return None;
            }
            if let Some(marker) = Conflict::of(line) {
                // Behind the other side of a conflict, its rows go on.
                return (apart && marker == Conflict::Middle).then_some(next);
            }
            // A single line may have strayed into the table; more are text behind it.
            if !(blank || apart || next == index) || self.begins_html(next) {
                return None;
            }
            next += 1;
        }
        let row = Line::new(&self.masked.text, self.span(next)?, lines.pipes);
        let alike = row.cells.len() == shape.cells.len() && row.leading == shape.leading;
        let headed = is_table_rule(self.line(next + 1)) || is_table_rule(self.line(next));
        let coded = blank || self.is_coded(&row);
        let head = |cell: Span| self.vocabulary.head(&cell::markdown(self.text(cell)));
        let begins = row.cells.iter().any(|&cell| head(cell) == Head::Code);
        // What is first below a delimiter row is no header.
        let parted = !begins || lines.rows.is_empty();
        let first = lines.rows.is_empty() && blank && row.leading == shape.leading && self.is_coded(&row);
        ((alike || first) && !headed && parted && coded).then_some(next)
    }
}

/// Inline text of a line, or of a part of it.
fn words_of(line: Span, words: &str) -> Text {
    Text { text: cell::markdown(words), span: line }
}

/// Where the reading of a table's rows is.
struct Body {
    at: usize,
    /// The header, or the first row: what a row behind a blank line must be like.
    shape: Option<Line>,
}

/// A marker that a version control system leaves where it could not merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Conflict {
    Begin,
    Middle,
    End,
}

impl Conflict {
    fn of(line: &str) -> Option<Self> {
        let line = line.trim_end();
        let is = |marker: &str| {
            // The name of a branch has no pipe; a row that was joined to it has.
            let named = |name: &str| name.starts_with(' ') && !name.contains('|');
            line == marker || line.strip_prefix(marker).is_some_and(named)
        };
        match () {
            () if is("<<<<<<<") => Some(Self::Begin),
            () if line == "=======" || is("|||||||") => Some(Self::Middle),
            () if is(">>>>>>>") => Some(Self::End),
            () => None,
        }
    }
}

fn is_blank(text: &str) -> bool {
    all(text, |c| cell::is_blank(c) || c == '>')
}

/// `---`, `* * *`: drawn across the page.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let first = line.chars().next().unwrap_or(' ');
    matches!(first, '-' | '*' | '_' | '=') && line.chars().all(|c| c == first || c == ' ')
}

/// The level and the words of a heading.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let margin: CharClass = |c| matches!(c, '>' | ' ' | '\u{FEFF}');
    let line = line.trim_start_matches(margin);
    if line.starts_with('#') {
        let words = line.trim_start_matches('#');
        let level = line.len() - words.len();
        let close = !starts(words, |c| matches!(c, ' ' | '\t' | '\u{A0}' | '\u{3000}'));
        // `#include` and `#1 | a` are none; `##标题` is one, if not for strict readers.
        let wrong = close && (words.contains('|') || level == 1 && starts(words, |c| c.is_ascii()));
        let words = words.trim().trim_end_matches('#').trim_end();
        return (level <= 6 && !wrong && !words.is_empty()).then_some((level, words));
    }
    let inner = line.strip_prefix("<h").or(line.strip_prefix("<H"))?;
    let level = inner.chars().next()?.to_digit(10)?;
    if !matches!(level, 1..=6) {
        return None;
    }
    let words = line.get(cell::tag_length(line)?..)?;
    let end = super::mask::find_ignoring_case(words, "</h").unwrap_or(words.len());
    Some((usize::try_from(level).ok()?, words.get(..end)?))
}

/// The title of what a line unfolds, `<dx-fold-block title="错误码">`; it is empty where that ends.
fn folded(line: &str) -> Option<&str> {
    let tag = line.trim_matches(MARGIN);
    if tag.starts_with("</dx-fold-block") {
        return Some("");
    }
    let (_, title) = tag.strip_prefix("<dx-fold-block")?.split_once("title=\"")?;
    title.strip_suffix('"').filter(|title| !title.is_empty())
}

/// The kinds of boxes that are written as containers.
const BOXES: &[&str] =
    &["tip", "note", "info", "warning", "danger", "caution", "important", "success", "hint", "details"];

/// A line that is bold from end to end, but for a colon.
fn is_bold(line: &str) -> bool {
    let line = cell::trimmed(line).trim_end_matches([':', '：']);
    let inside = |open: &str, close: &str| {
        let inner = line.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(open))
    };
    inside("**", "**") || inside("__", "__") || inside("<b>", "</b>") || inside("<strong>", "</strong>")
}

#[cfg(test)]
mod tests {
    use super::super::mask::mask;
    use super::*;

    /// The blocks, one a line: `2 标题`, `* 粗`, `text`, `[a | b](c | d)`; gaps left out.
    fn blocks(text: &str) -> Vec<String> {
        let source = Source::new("t.md", text);
        let line =
            |cells: &[Text]| cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ");
        read(&source, &mask(&source), &Vocabulary::default())
            .into_iter()
            .filter_map(|block| match block {
                Block::Heading(level, text) => Some(format!("{level} {}", text.text)),
                Block::Title(text) => Some(format!("* {}", text.text)),
                Block::Tab(text) => Some(format!("+ {}", text.text)),
                Block::TabEnd => Some("-".to_owned()),
                Block::Line(text) => Some(text.text),
                Block::Gap => None,
                Block::Table(grid) => {
                    let rows: Vec<String> =
                        grid.rows.iter().map(|row| format!("({})", line(&row.cells))).collect();
                    Some(format!("[{}]{}", line(&grid.header), rows.concat()))
                }
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(blocks(text), expected, "{text}");
    }

    #[test]
    fn headings_and_titles() {
        check(
            "## 2. 标题 ##\n###近\n#include\n# \n####### 七",
            &["2 2. 标题", "3 近", "#include", "#", "####### 七"],
        );
        check("标题\n====\n\n二\n---\n字\n字\n---", &["1 标题", "2 二", "字", "字"]);
        check("<h4 id=\"a\"> 错误码</h4>\n> ## 引用", &["4 错误码", "2 引用"]);
        check(
            "**客户端 **  \n**错误码**：\n__a__\n**a** b **c**\n- **a**",
            &["* 客户端", "* 错误码", "* a", "a b c", "- a"],
        );
    }

    #[test]
    fn containers_have_titles_and_boxes_have_none() {
        check(
            "<dx-tabs>\n::: 客户端[](id:a)\n字\n:::\n:::服务端\n</dx-tabs>",
            &["", "+ 客户端", "字", "-", "+ 服务端", ""],
        );
        check("::: tip\n字\n:::\n:::Note[请注意]\n:::warning{.a}", &["字"]);
        check(":::: tip\n字\n::::\n:::: 一\n::: tip\n字\n:::\n::::\n:::", &["字", "+ 一", "字", "-"]);
        check("> ::: iOS\\s端\n> 字\n> :::", &["+ iOS 端", "> 字", "-"]);
        check("::: Tipping\n:: 字", &["+ Tipping", ":: 字"]);
        check("<dx-fold-block title=\"<b>错误码</b>\">\n字\n</dx-fold-block>", &["+ 错误码", "字", "-"]);
        check("<dx-fold-block title=\"甲\">字</dx-fold-block>\n乙", &["字", "乙"]);
        check("<dx-alert infotype=\"notice\" title=\"\">甲</dx-alert>\n<your-key>", &["甲", "<your-key>"]);
        check("<dx-codeblock>\n::: sh\n# 甲\n:::\n</dx-codeblock>\n字", &["字"]);
        check("<dx-codeblock>\n# 甲\n字", &["", "1 甲", "字"]);
    }

    #[test]
    fn a_table_begins_with_its_header() {
        check("前\n| 码 | 信息 |\n|---|---|\n| 1 | a |\n后", &["前", "[码 | 信息](1 | a)", "后"]);
        check("码 | 信息\n- | -\n1 | a\n\n字", &["[码 | 信息](1 | a)", "字"]);
        check("码\t|信息\n:--|--:|---\n1\t|a", &["[码 | 信息](1 | a)"]);
        check("> | 码 | 信息 |\n> |---|---|\n> | 1 | a |", &["[码 | 信息](1 | a)"]);
        check("\t| 码 | 信息 |\n|---|---|\n| 1 | a |", &["[码 | 信息](1 | a)"]);
        check("码｜信息\n---｜---\n1｜a|b", &["[码 | 信息](1 | a|b)"]);
        check("|---|---|\n| 1 | a |", &["[](1 | a)"]);
        check("a | b\nc", &["a | b", "c"]);
        check("甲 a|b 乙\n| 码 | 信息 |\n|---|---|\n| 1 | a |", &["甲 a|b 乙", "[码 | 信息](1 | a)"]);
        check("1 | a\n2 | b\n字", &["[](1 | a)(2 | b)", "字"]);
        check("码 | 信息\n------\n1 | a", &["[码 | 信息](1 | a)"]);
        check("码 | 信息\n------\n字", &["2 码 | 信息", "字"]);
    }

    #[test]
    fn a_table_ends_where_a_reader_sees_its_end() {
        let head = "| 码 | 信息 |\n|---|---|\n| 1 | a |\n";
        for (rest, expected) in [
            ("\n| 2 | b |", &["[码 | 信息](1 | a)(2 | b)"][..]),
            ("\n\n2 | b", &["[码 | 信息](1 | a)", "2 | b"]),
            ("\n| x | y |\n|---|---|\n| 2 | b |", &["[码 | 信息](1 | a)", "[x | y](2 | b)"]),
            ("| x | y |\n|---|---|\n| 2 | b |", &["[码 | 信息](1 | a)", "[x | y](2 | b)"]),
            ("| 2 | b |\n|---|---|\n| 3 | c |", &["[码 | 信息](1 | a)(2 | b)(3 | c)"]),
            ("| 2 | b |\n|---|---|", &["[码 | 信息](1 | a)(2 | b)"]),
            ("| 码 | 信息 |\n|---|---|\n| 2 | b |", &["[码 | 信息](1 | a)(码 | 信息)(2 | b)"]),
            ("# x | y\n| 2 | b |", &["[码 | 信息](1 | a)", "1 x | y", "| 2 | b |"]),
            ("```\n| 2 | b |\n```\n| 3 | c |", &["[码 | 信息](1 | a)", "| 3 | c |"]),
            ("字\n\n| 2 | b |", &["[码 | 信息](1 | a)", "字", "| 2 | b |"]),
            ("字\n| 2 | b |", &["[码 | 信息](1 | a)(2 | b)"]),
            ("字\n| x | y |", &["[码 | 信息](1 | a)", "字", "| x | y |"]),
            ("2\tb", &["[码 | 信息](1 | a)(2 | b)"]),
            ("甲\tb", &["[码 | 信息](1 | a)", "甲 b"]),
            ("<table><tr><td>x</td></tr></table>", &["[码 | 信息](1 | a)", "[](x)"]),
        ] {
            check(&format!("{head}{rest}"), expected);
        }
    }

    #[test]
    fn rows_are_what_they_were_meant_to_be() {
        for (rows, expected) in [
            ("| 1 | a", "(1 | a | )"),
            ("| 1 | a | b | |", "(1 | a | b)"),
            ("| 1 | a | b | c |", "(1 | a | b | c)"),
            ("| 1 | `a|b` | c |", "(1 | a|b | c)"),
            ("| 1 | a\\|b | c |", "(1 | a|b | c)"),
            ("| 1 | a\t| b", "(1 | a | b)"),
            ("| 1\ta | b |", "(1 | a | b)"),
            ("| 1 | a | b\nc |\n| 2 | d | e |", "(1 | a | b\nc)(2 | d | e)"),
            ("| 1 | a\nb | c |\n| 2 | d | e |", "(1 | a\nb | c)(2 | d | e)"),
            ("| 1 | a | b || 2 | c | d |\n| 3 | e | f |", "(1 | a | b)(2 | c | d)(3 | e | f)"),
            ("| 1 | a | b | | 2 | c | d |\n| 3 | e | f |", "(1 | a | b)(2 | c | d)(3 | e | f)"),
            ("| | | |\n| 1 | a | b |", "(1 | a | b)"),
        ] {
            check(
                &format!("| 码 | 信息 | 措施 |\n|---|---|---|\n{rows}"),
                &[&format!("[码 | 信息 | 措施]{expected}")],
            );
        }
        check("码 | 信息 | 措施\n---|---|---\n |1 | a\n |2 | b", &["[码 | 信息 | 措施]( | 1 | a)( | 2 | b)"]);
        check(
            "| 码 | 信息 |\n|---|---|---|\n| 1 | a | b |\n| 2 | c | d |",
            &["[码 | 信息 | ](1 | a | b)(2 | c | d)"],
        );
    }

    #[test]
    fn both_sides_of_a_conflict_are_read() {
        check(
            "| 码 | 信息 |\n|---|---|\n| 1 | a |\n<<<<<<< HEAD\n| 2 | b |\n详见\n=======\n| 2 | c |\n>>>>>>> d6c\n| 3 | d |\n",
            &["[码 | 信息](1 | a)(2 | b)(2 | c)(3 | d)"],
        );
    }

    #[test]
    fn html_tables_stand_among_the_lines() {
        check(
            "前<table><tr><td>1</td></tr></table> 后\n<table><tr><td>2</td></tr></table><table><tr><td>3</td></tr></table>末\n字",
            &["前", "[](1)", "后", "[](2)", "[](3)", "末", "字"],
        );
    }
}
