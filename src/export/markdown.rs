//! For other documents: GitHub's Markdown, well formed.
//!
//! This module owns the promise that what it writes is read as the same tables
//! again: every character that could mean something there is escaped, and a
//! table stands under the headings, the title and the line that it was known by.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use crate::codegen::model::{Document, Table, Text};
use crate::codegen::roles::speaks_of_codes;
use crate::codegen::source::Span;
use crate::codegen::visible::is_hidden;

/// Markdown knows no deeper heading.
const DEEPEST: usize = 6;

/// The tables of codes with what is known of each: its headings, its title, the
/// line above it and the notes below it.
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
/// use vendor_codes::export::markdown;
///
/// // As many a vendor writes it.
/// let source = Source::new("pay.md", "##Pay\n错误码 | 描述 |\n-|-|-\n|7/8  |余额不足\n");
/// let document = interpret(&source, None, &Vocabulary::default()).document;
/// assert_eq!(markdown(&document), "# Pay\n\n| 错误码 | 描述 |\n|---|---|\n| 7/8 | 余额不足 |\n");
/// ```
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut writer = Writer {
        out: String::new(),
        headings: &[],
        titles: document
            .tables
            .iter()
            .filter_map(|table| table.title.as_ref())
            .map(|text| text.span)
            .collect(),
        leads: document
            .tables
            .iter()
            .filter_map(|table| table.lead.as_ref())
            .map(|text| (text.span.end, text.text.as_str()))
            .collect(),
        title: Span::default(),
        last: Span::default(),
        announced: !document.tables.iter().any(needs_announcement),
    };
    for table in &document.tables {
        writer.table(table);
    }
    writer.out
}

/// Whether a table is known for one of codes by nothing that is its own: it has
/// no header, and neither its headings nor the lines above it speak of codes.
fn needs_announcement(table: &Table) -> bool {
    let above = table.headings.iter().chain(&table.title).chain(&table.lead);
    table.columns.iter().all(|column| column.header.text.is_empty())
        && !above.into_iter().any(|text| speaks_of_codes(&text.text))
}

struct Writer<'a> {
    out: String,
    /// The headings that the text now stands under.
    headings: &'a [Text],
    /// The lines that are the title of some table.
    titles: HashSet<Span>,
    /// The lines above the tables, by their ends: each ends the paragraph that it is in.
    leads: HashMap<usize, &'a str>,
    /// The title that the text now stands under, and the paragraph before. They
    /// may be the note of one table and the title of the next, or end with the
    /// line above it.
    title: Span,
    last: Span,
    /// Whether a heading speaks of codes, if one has to.
    announced: bool,
}

impl<'a> Writer<'a> {
    fn table(&mut self, table: &'a Table) {
        let title_ends = table.title.is_none() && is_somewhere(self.title);
        self.headings(&table.headings, title_ends);
        if let Some(title) = &table.title {
            self.title(title);
        }
        if let Some(lead) = &table.lead {
            self.lead(lead);
        }
        self.begin_block();
        let headers = table.columns.iter().map(|column| column.header.text.as_str());
        self.row(headers);
        self.out.push_str(&"|---".repeat(table.columns.len()));
        self.out.push_str("|\n");
        for row in &table.rows {
            self.row(row.cells.iter().map(|cell| cell.text.as_str()));
        }
        for note in &table.notes {
            self.note(note);
        }
    }

    /// Blocks are apart by an empty line.
    fn begin_block(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// Writes the headings that are not those of the table before. The last is written again where
    /// a title ends under it: nothing else ends one.
    fn headings(&mut self, headings: &'a [Text], title_ends: bool) {
        let mut same = self.headings.iter().zip(headings).take_while(|(old, new)| old == new).count();
        if title_ends {
            same = same.min(headings.len().saturating_sub(1));
        }
        if same < headings.len() {
            (self.title, self.last) = (Span::default(), Span::default());
        }
        if same == 0 && !headings.is_empty() && !std::mem::replace(&mut self.announced, true) {
            // The next heading is as high, so that no table is under this one.
            self.begin_block();
            self.out.push_str("# Error codes\n");
        }
        for (depth, heading) in headings.iter().enumerate().skip(same) {
            self.begin_block();
            let marks = "#".repeat((depth + 1).min(DEEPEST));
            let _ = writeln!(self.out, "{marks} {}", inline(&heading.text));
        }
        self.headings = headings;
    }

    fn title(&mut self, title: &Text) {
        if self.begins(title) {
            self.title = title.span;
            let _ = writeln!(self.out, "**{}**", inline(&title.text));
        }
    }

    /// The line above a table is one line, whatever breaks it has.
    fn lead(&mut self, lead: &Text) {
        if self.begins(lead) {
            let _ = writeln!(self.out, "{}", outside(&inline(&lead.text)));
        }
    }

    fn note(&mut self, note: &Text) {
        if is_somewhere(note.span) && self.titles.contains(&note.span) {
            self.title(note);
        } else if self.begins(note) {
            // The line above the next table is one line, as `lead` writes it.
            let lead = self.leads.get(&note.span.end).copied().filter(|_| is_somewhere(note.span));
            let split = lead.and_then(|lead| Some((note.text.strip_suffix(lead)?, Some(lead))));
            let (lines, lead) = split.unwrap_or((&note.text, None));
            for line in lines.split_terminator('\n').chain(lead) {
                let _ = writeln!(self.out, "{}", outside(&inline(line)));
            }
        }
    }

    /// Begins a block, unless its text is there already.
    fn begins(&mut self, text: &Text) -> bool {
        let is_in = |span: Span| span.start <= text.span.start && text.span.end <= span.end;
        let is_there = is_somewhere(text.span) && (is_in(self.title) || is_in(self.last));
        if is_there || text.text.is_empty() {
            return false;
        }
        self.last = text.span;
        self.begin_block();
        true
    }

    fn row<'t>(&mut self, cells: impl Iterator<Item = &'t str>) {
        let mut cells: Vec<String> = cells.map(inline).collect();
        // A row of dashes alone would be a delimiter.
        if cells.iter().all(|cell| cell.bytes().all(|byte| matches!(byte, b'-' | b':' | b' ')))
            && let Some(cell) = cells.iter_mut().find(|cell| !cell.is_empty())
        {
            cell.insert(0, '\\');
        }
        for cell in cells {
            let _ = write!(self.out, "| {cell} ");
        }
        self.out.push_str("|\n");
    }
}

/// Whether a text was read somewhere, and not made.
fn is_somewhere(span: Span) -> bool {
    span.start < span.end
}

/// Text that is nothing but text, on one line, in a table or out of it.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let behind = rest.peek().copied();
        match character {
            '\n' => out.push_str("<br>"),
            '<' => out.push_str("&lt;"),
            '&' if behind.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()) => out.push_str("&amp;"),
            // A pipe behind a backslash is read differently from reader to reader.
            '\\' => out.push_str("&#92;"),
            // Some writers of tables use it for a pipe.
            '｜' => out.push_str("&#xff5c;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            '_' if is_word(before) && is_word(behind) => out.push('_'),
            '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', character]),
            '#' if behind.is_none() => out.push_str("\\#"),
            hidden if is_hidden(hidden) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "&#x{:x};", u32::from(hidden));
            }
            plain => out.push(plain),
        }
        before = Some(character);
    }
    out
}

fn is_word(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

/// Escapes what would make a line of text a row, a list, a quote, a heading or a rule.
fn outside(line: &str) -> String {
    let line = line.replace("\\|", "&#124;");
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    if line.starts_with(['#', '>', '-', '+', '=', ':']) {
        format!("\\{line}")
    } else if digits > 0 && rest.starts_with(['.', ')']) {
        format!("{number}\\{rest}")
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::model::{Column, Kind, Role, Row};
    use crate::codegen::read::read;
    use crate::codegen::roles::Vocabulary;
    use crate::codegen::source::Source;

    #[test]
    fn text_is_nothing_but_text() {
        for (text, written) in [
            ("66660008/66660009", "66660008/66660009"),
            ("a|b", "a\\|b"),
            ("a\\|b", "a&#92;\\|b"),
            ("甲\n乙", "甲<br>乙"),
            ("<APPID> & &lt; &amp", "&lt;APPID> & &amp;lt; &amp;amp"),
            ("270*480 _a_ FACE_ID", "270\\*480 \\_a\\_ FACE_ID"),
            ("[链接](x) `代码` ~~x~~ $1$", "\\[链接\\](x) \\`代码\\` \\~\\~x\\~\\~ \\$1\\$"),
            ("全角｜竖线", "全角&#xff5c;竖线"),
            ("\u{1b}[2J\u{202e}\u{200b}\t", "&#x1b;\\[2J&#x202e;&#x200b;&#x9;"),
            ("a\u{a0}b", "a&nbsp;b"),
            ("C#", "C\\#"),
        ] {
            assert_eq!(inline(text), written, "{text:?}");
        }
    }

    #[test]
    fn a_line_of_text_begins_nothing_else() {
        for (line, written) in [
            ("1.确认签名", "1\\.确认签名"),
            ("2) x", "2\\) x"),
            ("# x", "\\# x"),
            ("---", "\\---"),
            ("===", "\\==="),
            ("+ x", "\\+ x"),
            ("> x", "\\> x"),
            (":---", "\\:---"),
            ("（1）字符串", "（1）字符串"),
            ("2018 年", "2018 年"),
            ("a \\| b", "a &#124; b"),
        ] {
            assert_eq!(outside(line), written);
        }
    }

    #[test]
    fn notes_are_read_as_they_were_written() {
        let read = |text: &str| read(&Source::new("t.md", text), &Vocabulary::default(), &mut Vec::new());
        let grid = "| 错误码 | 描述 |\n|---|---|\n| 1 | 甲 |\n";
        // A break in the line above the second table, a text that begins like a quotation, and
        // quotations, of which two have a mark for their colour and one a text that is like it.
        let quotations = "> 引用\n\n>!注意。\n\n>?\n>提示\n\n> \\!感叹\n\n!正文\n";
        let document = read(&format!("{grid}\n注\n上<br>下\n\n{grid}\n\\> 大于\n\n{quotations}"));
        let again = read(&markdown(&document));
        for document in [document, again] {
            let notes: Vec<&str> =
                document.tables.iter().flat_map(|table| &table.notes).map(|note| &*note.text).collect();
            assert_eq!(notes, ["注\n上\n下", "> 大于", "引用", "注意。", "提示", "!感叹", "!正文"]);
            assert_eq!(document.tables[1].lead.as_ref().map(|lead| &*lead.text), Some("上\n下"));
        }
    }

    #[test]
    fn the_line_that_introduces_a_table_is_no_note() {
        let read = |text: &str| read(&Source::new("t.md", text), &Vocabulary::default(), &mut Vec::new());
        let grid = "| 错误码 | 描述 |\n|---|---|\n| 1 | 甲 |\n";
        for (text, expected) in [
            ("注一。\n其他如下：", &["注一。"][..]),
            ("其他错误码\n如下：", &[]),
            ("只有一行。<br>其他如下：", &[]),
        ] {
            let document = read(&format!("{grid}\n{text}\n\n{grid}"));
            let again = read(&markdown(&document));
            for document in [document, again] {
                let notes: Vec<&str> = document.tables[0].notes.iter().map(|note| &*note.text).collect();
                assert_eq!(notes, expected);
                let lead = document.tables[1].lead.as_ref().map(|lead| lead.text.replace('\n', "<br>"));
                assert_eq!(lead.as_deref(), text.split('\n').next_back());
            }
        }
    }

    #[test]
    fn a_heading_that_stands_there_twice_is_written_twice() {
        let table = "### 错误码\n\n| 错误码 | 描述 |\n|---|---|\n| 1 | 甲 |\n\n";
        let document = read(&Source::new("t.md", table.repeat(2)), &Vocabulary::default(), &mut Vec::new());
        assert_eq!(markdown(&document).matches("# 错误码\n").count(), 2);
    }

    #[test]
    fn a_title_that_ends_is_not_that_of_the_next_table() {
        let read = |text: &str| read(&Source::new("t.md", text), &Vocabulary::default(), &mut Vec::new());
        let grid = "| 错误码 | 描述 |\n|---|---|\n| 1 | 甲 |\n";
        let document =
            read(&format!("# 总\n## 接口\n::: 客户端\n{grid}\n{grid}\n注：\n\n:::\n\n如下：\n\n{grid}"));
        let again = read(&markdown(&document));
        for document in [document, again] {
            let [one, two, three] = &document.tables[..] else { panic!("{document:#?}") };
            assert_eq!(one.title.as_ref().map(|title| &*title.text), Some("客户端"));
            assert_eq!(two.title.as_ref().map(|title| &*title.text), Some("客户端"));
            let [note] = &two.notes[..] else { panic!("{two:#?}") };
            assert_eq!((&*note.text, &three.title), ("注：", &None));
            let headings: Vec<&str> = three.headings.iter().map(|heading| &*heading.text).collect();
            assert_eq!(headings, ["总", "接口"]);
            assert_eq!(three.lead.as_ref().map(|lead| &*lead.text), Some("如下："));
        }
    }

    #[test]
    fn what_tables_share_is_written_once() {
        let at = |text: &str, start| Text { text: text.to_owned(), span: Span::new(start, start + 1) };
        let table = |headings: &[&Text], title: Option<&Text>, lead: Option<&Text>, notes: &[&Text]| Table {
            headings: headings.iter().map(|&text| text.clone()).collect(),
            title: title.cloned(),
            lead: lead.cloned(),
            notes: notes.iter().map(|&text| text.clone()).collect(),
            span: Span::default(),
            line: 1,
            kind: Kind::Integer,
            columns: vec![Column { header: at("码", 90), role: Role::Code }],
            rows: vec![Row { line: 1, span: Span::default(), cells: vec![at("-", 91)], codes: Vec::new() }],
        };
        let (one, two, three) = (at("总", 1), at("甲", 2), at("乙", 3));
        let (title, lead, note) = (at("题", 4), at("如下：", 5), at("注：", 6));
        let document = Document {
            tables: vec![
                table(&[&one, &two], Some(&title), Some(&lead), &[&note]),
                table(&[&one, &two], Some(&title), Some(&note), &[]),
                table(&[&one, &three], None, None, &[]),
            ],
            ..Document::default()
        };
        let grid = "| 码 |\n|---|\n| \\- |\n";
        let expected =
            format!("# 总\n\n## 甲\n\n**题**\n\n如下：\n\n{grid}\n注：\n\n{grid}\n## 乙\n\n{grid}");
        assert_eq!(markdown(&document), expected);
    }
}
