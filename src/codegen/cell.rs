//! The text of a cell, of a heading, of a line: inline markup resolved.
//!
//! Raw source comes in, what a reader of the rendered page would see goes out,
//! trimmed, with `\n` where the page breaks the line. pulldown-cmark knows what
//! emphasis, links, code spans, escapes and entities are. This module owns what
//! vendors write besides: tags of every spelling, placeholders that look like
//! tags (`<APPID>`), markup that strict rules do not accept beside Chinese.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::chars::{CharClass, all, any, begins, is_one, only, starts};
use super::mask::inline_code;
use super::source::written_lines;

/// The text of Markdown.
#[must_use]
pub fn markdown(raw: &str) -> String {
    if !any(raw, is_markup) {
        return tidy(raw);
    }
    tidy(&shown(sloppy(inline(&prepared(raw)))))
}

/// What stands for a `*` and a `]` that mark up nothing, because they were escaped
/// or are code, until the text is done. These two are none of Unicode's characters.
const STAR: char = '\u{FDD0}';
const BRACKET: char = '\u{FDD1}';

/// A character as nobody takes it for markup.
fn inert(c: char) -> char {
    match c {
        '*' => STAR,
        ']' => BRACKET,
        c => c,
    }
}

fn is_inert(c: char) -> bool {
    matches!(c, STAR | BRACKET)
}

/// The text with these characters as they are shown.
fn shown(text: String) -> String {
    if any(&text, is_inert) { text.replace(STAR, "*").replace(BRACKET, "]") } else { text }
}

/// The text of HTML, in which Markdown means nothing.
#[must_use]
pub fn html(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        let (before, behind) = rest.split_at(at);
        push_in_line(&mut text, before);
        if let Some((length, raised)) = superscript(behind, html) {
            text.push_str(&raised);
            rest = behind.get(length..).unwrap_or_default();
            continue;
        }
        let (length, replaced) = match Markup::at(behind) {
            Some(Markup { length, becomes: Becomes::Break }) => (length, "\n"),
            Some(Markup { length, becomes: Becomes::Nothing }) => (length, ""),
            None => (1, "<"),
        };
        text.push_str(replaced);
        rest = behind.get(length..).unwrap_or_default();
    }
    push_in_line(&mut text, rest);
    if !text.contains('&') {
        return tidy(&text);
    }
    let mut lines = String::with_capacity(text.len());
    for line in text.split('\n') {
        lines.push_str(&inline(&with_entities(line)));
        lines.push('\n');
    }
    tidy(&lines)
}

/// Adds a text in which a line break is a blank.
fn push_in_line(out: &mut String, text: &str) {
    for c in text.chars() {
        out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
}

/// Whether a character may mean something else than itself.
fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '[' | '<' | '&' | '~' | '!' | '\n' | '\r' | '\0') || is_inert(c)
}

/// The text of Markdown in which no block can begin and no HTML is but `<br>`.
fn inline(prepared: &str) -> String {
    // Behind a word, nothing is a list, a quote, a heading or a rule.
    const GUARD: &str = "x ";
    let guarded = format!("{GUARD}{prepared}");
    let mut text = String::with_capacity(guarded.len());
    let mut images = 0_usize;
    for event in Parser::new_ext(&guarded, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            _ if images > 0 => {}
            Event::Text(piece) => text.push_str(&piece),
            Event::Code(piece) => {
                for c in piece.chars() {
                    text.push(inert(c));
                }
            }
            Event::InlineHtml(tag) if tag.as_ref() == BREAK => text.push('\n'),
            Event::InlineHtml(tag) | Event::Html(tag) => text.push_str(&tag),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    match text.strip_prefix(GUARD) {
        Some(text) => text.to_owned(),
        // The guard's blank is gone where nothing but blanks followed.
        None => text.strip_prefix(GUARD.trim_end()).unwrap_or(&text).to_owned(),
    }
}

const BREAK: &str = "<br>";

/// Markdown with its tags resolved, and with `*` escaped where it multiplies.
fn prepared(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 8);
    let mut rest = raw;
    let mut previous = ' ';
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\r' if rest.starts_with("\r\n") => "\r",
            '\n' | '\r' => {
                out.push_str(BREAK);
                rest.get(..1).unwrap_or_default()
            }
            _ if c == '\0' || is_inert(c) => {
                out.push(char::REPLACEMENT_CHARACTER);
                rest.get(..c.len_utf8()).unwrap_or(rest)
            }
            '`' => {
                let span = code_span(rest);
                push_in_line(&mut out, span);
                span
            }
            '\\' => {
                let escaped = rest.chars().nth(1).filter(char::is_ascii_punctuation);
                let taken = rest.get(..1 + escaped.map_or(0, char::len_utf8)).unwrap_or(rest);
                match escaped.map(inert) {
                    Some(hidden) if is_inert(hidden) => out.push(hidden),
                    _ => out.push_str(taken),
                }
                taken
            }
            '<' => {
                if let Some((length, raised)) = superscript(rest, markdown) {
                    out.push_str(&raised);
                    rest.get(..length).unwrap_or(rest)
                } else if let Some(Markup { length, becomes }) = Markup::at(rest) {
                    out.push_str(if becomes == Becomes::Break { BREAK } else { "" });
                    rest.get(..length).unwrap_or(rest)
                } else {
                    // An autolink is the parser's.
                    out.push_str(if is_autolink(rest) { "<" } else { "\\<" });
                    "<"
                }
            }
            '*' if is_between_words(previous, rest) => {
                out.push_str("\\*");
                "*"
            }
            _ => {
                out.push(c);
                rest.get(..c.len_utf8()).unwrap_or(rest)
            }
        };
        previous = taken.chars().next_back().unwrap_or(' ');
        rest = rest.get(taken.len()..).unwrap_or_default();
    }
    out
}

/// `270*480`: strict rules take two of these for emphasis.
fn is_between_words(previous: char, rest: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    word(previous) && rest.chars().nth(1).is_some_and(word)
}

fn is_autolink(rest: &str) -> bool {
    rest.starts_with("<http://") || rest.starts_with("<https://") || rest.starts_with("<mailto:")
}

/// The code span at the start of a text, or the backticks that begin none.
fn code_span(rest: &str) -> &str {
    let rest = window(rest);
    rest.get(..inline_code(rest)).unwrap_or(rest)
}

/// What stands for a tag or a comment in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Becomes {
    Break,
    Nothing,
}

/// A known tag, or a comment, at the start of a text.
struct Markup {
    length: usize,
    becomes: Becomes,
}

impl Markup {
    fn at(rest: &str) -> Option<Self> {
        if rest.starts_with("<!--") {
            let length = window(rest).find("-->")? + 3;
            return Some(Self { length, becomes: Becomes::Nothing });
        }
        let name = tag_name(rest)?;
        let length = tag_length(rest)?;
        match () {
            () if is_one(name, BREAKING) => Some(Self { length, becomes: Becomes::Break }),
            () if is_one(name, PHRASING) => Some(Self { length, becomes: Becomes::Nothing }),
            // `<dx-alert infotype="notice">`, `<dx-tabs>`: what a page of the vendor's is put together of.
            () if name.starts_with("dx-") => Some(Self { length, becomes: Becomes::Break }),
            // `<APPID>`, `<your key>`: a placeholder, to be read.
            () => None,
        }
    }
}

/// The bytes of a raised number at the start of a text, and its digits as characters that
/// are raised themselves: the `<sup>1</sup>` of a footnote is no digit of the code before it.
fn superscript(rest: &str, read: fn(&str) -> String) -> Option<(usize, String)> {
    const CLOSE: &str = "</sup>";
    if rest.starts_with("</") || !tag_name(rest)?.eq_ignore_ascii_case("sup") {
        return None;
    }
    let open = tag_length(rest)?;
    let inner = rest.get(open..)?;
    let closes = |at: usize| inner.get(at..at + CLOSE.len()).is_some_and(|c| c.eq_ignore_ascii_case(CLOSE));
    let mut end = 0;
    while !closes(end) {
        end += 1;
        if end == LONGEST_RAISED {
            return None;
        }
    }
    // The number may be a link to what it refers to.
    let mut raised = String::new();
    for digit in read(inner.get(..end)?).chars() {
        raised.push(*RAISED.get(usize::try_from(digit.to_digit(10)?).ok()?)?);
    }
    Some((open + end + CLOSE.len(), raised))
}

/// Keeps raised numbers in raised numbers from being read again and again.
const LONGEST_RAISED: usize = 256;

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Whether it is a digit that is raised.
pub(super) fn is_raised(c: char) -> bool {
    RAISED.contains(&c)
}

/// Whether a text is what vendors write for nothing: a dash of any kind and length, or a stroke.
pub(super) fn is_nothing(text: &str) -> bool {
    let dash: CharClass =
        |c| c.is_whitespace() || matches!(c, '-' | '－' | '−' | '‐'..='―' | '─' | '━' | 'ー');
    all(text, dash) || matches!(text, "/" | "\\" | "／")
}

/// The name of the tag at the start of a text, opening or closing.
pub(super) fn tag_name(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let letter: CharClass = |c| c.is_ascii_alphanumeric() || c == '-';
    let behind = inner.trim_start_matches(letter);
    let (name, _) = inner.split_at(inner.len() - behind.len());
    // `</td</tr>`
    let cut = rest.starts_with("</") && behind.starts_with('<');
    let ends = cut || starts(behind, |c| c.is_whitespace() || matches!(c, '/' | '>'));
    (ends && starts(name, |c| c.is_ascii_alphabetic())).then_some(name)
}

/// The bytes of the tag at the start of a text, to its `>`; a quoted `>` ends none. An end
/// tag without it ends behind its name.
pub(super) fn tag_length(rest: &str) -> Option<usize> {
    let (mut quote, mut quoted) = (None, None);
    for (at, &byte) in rest.as_bytes().iter().enumerate().take(LONGEST_TAG) {
        match (byte, quote) {
            (b'>', None) => return Some(at + 1),
            (b'<', None) if at > 0 && rest.starts_with("</") => return Some(tag_name(rest)?.len() + 2),
            (b'<', None) if at > 0 => return None,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'>', Some(_)) if quoted.is_none() => quoted = Some(at + 1),
            _ => {}
        }
    }
    // A quote that is not closed does not hide the end.
    quoted
}

/// Keeps a page of `<` from being searched again and again.
const LONGEST_TAG: usize = 4096;

/// As much of a text as is searched for the end of what begins at its start.
fn window(rest: &str) -> &str {
    let mut end = LONGEST_TAG.min(rest.len());
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest.get(..end).unwrap_or(rest)
}

/// Tags that begin or end a line.
const BREAKING: &[&str] = &[
    "br",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "hr",
    "tr",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "section",
    "article",
    "header",
    "footer",
    "center",
    "caption",
    "td",
    "th",
    "col",
    "colgroup",
    "details",
    "summary",
];

/// Tags that leave the line as it is.
const PHRASING: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "tt", "u", "var", "wbr", "o", "input", "button", "video", "iframe", "time",
];

/// What strict rules left standing though every reader sees what was meant:
/// `**注：**请…`, `[文档](/doc/a b)`.
fn sloppy(text: String) -> String {
    let text = if text.matches("**").count() >= 2 { unpaired(&text) } else { text };
    if text.contains("](") { unlinked(&text) } else { text }
}

/// Removes `**` in pairs.
fn unpaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (inner, behind))) =
        rest.split_once("**").and_then(|(before, behind)| Some((before, behind.split_once("**")?)))
    {
        out.push_str(before);
        // `****` parts nothing from nothing.
        out.push_str(if inner.is_empty() { "****" } else { inner });
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Replaces links by their text.
fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("](") {
        let address = behind.trim_start();
        let is_address = begins(address, &["http", "/", "#", "www."]);
        match (before.rsplit_once('['), window(behind).find(')')) {
            (Some((before, label)), Some(end)) if is_address => {
                out.push_str(before);
                out.push_str(label);
                rest = behind.get(end + 1..).unwrap_or_default();
            }
            _ => {
                out.push_str(before);
                out.push_str("](");
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The text with a backslash before every punctuation but that of entities, so that
/// the parser sees nothing else.
fn with_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '&' | '#' | ';') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Lines without the blanks around them, one blank for several, and none empty.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in written_lines(text) {
        let line = trimmed(line);
        if line.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        let mut blank = false;
        for c in line.chars() {
            if matches!(c, ' ' | '\t' | '\u{A0}') {
                blank = true;
                continue;
            }
            if std::mem::take(&mut blank) {
                out.push(' ');
            }
            out.push(if c == '\0' { char::REPLACEMENT_CHARACTER } else { c });
        }
    }
    out
}

/// Without what no reader sees at the ends.
#[must_use]
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank as CharClass)
}

/// Blanks of every width, also of none.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// The text without the blanks in it that mean nothing, for comparison.
#[must_use]
pub(super) fn squeezed(text: &str) -> Cow<'_, str> {
    if any(text, is_blank) { Cow::Owned(only(text, |c| !is_blank(c))) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_read_as_its_page() {
        for (raw, text) in [
            ("  人脸验证成功\t", "人脸验证成功"),
            ("1.光线充足;<br> 2.正对框内;<BR/>3.无遮挡</br>", "1.光线充足;\n2.正对框内;\n3.无遮挡"),
            ("请检查&nbsp;URL&nbsp;   ", "请检查 URL"),
            ("&nbsp;    ", ""),
            ("&lt;APPID&gt; &amp;amp; &#20540;", "<APPID> &amp; 值"),
            ("`a | b` 与 ``c`d``", "a | b 与 c`d"),
            ("`<br>` 是换行", "<br> 是换行"),
            ("参见 [错误码](/doc/a_b_c \"标题\")。", "参见 错误码。"),
            ("参见 [错误码](/doc/a b/c) 和 [x](https://a.b/c )", "参见 错误码 和 x"),
            ("**不支持**：*a*，__b__，~~c~~", "不支持：a，b，c"),
            ("**注：**请保持", "注：请保持"),
            ("\\*\\*注：\\*\\*请 `**kw`，`**a**`", "**注：**请 **kw，**a**"),
            ("[x\\](http://a.b/c) `[x](http://a.b/c)`", "[x](http://a.b/c) [x](http://a.b/c)"),
            ("[a\\]b](http://a.b/c)", "a]b"),
            ("\u{FDD0}*a*", "\u{FFFD}a"),
            ("**客户端 **", "客户端"),
            ("270*480*3", "270*480*3"),
            ("2 ** 3", "2 ** 3"),
            ("To_Account 与 Msg_Seq_", "To_Account 与 Msg_Seq_"),
            ("BWLIST \\_006 \\* a\\b", "BWLIST _006 * a\\b"),
            ("<APPID> 与 <your key>", "<APPID> 与 <your key>"),
            ("<font color=\"red\">红</font><b>粗", "红粗"),
            ("<https://a.b/c>", "https://a.b/c"),
            ("<a title=\"a > b\" href='/x'>文</a>", "文"),
            ("前 ![图](a.png) 后", "前 后"),
            ("<!-- 旧 -->新", "新"),
            ("1003<sup>1</sup> 与 2<SUP>32</sup>", "1003¹ 与 2³²"),
            ("400<sup>[1](#f)</sup> 甲<sup>*新*</sup>", "400¹ 甲新"),
            ("甲<sup>[1]</sup><sup></sup><sup>2", "甲[1]2"),
            ("第一行\r\n- 第二行\n1. 第三行", "第一行\n- 第二行\n1. 第三行"),
            ("- a", "- a"),
            ("# a", "# a"),
            ("> a", "> a"),
            ("1. a", "1. a"),
            ("    a", "a"),
            ("[a]: b", "[a]: b"),
            ("a < b > c", "a < b > c"),
            ("\0", "\u{FFFD}"),
            ("\u{200B}\u{3000}甲\u{3000}乙\u{FEFF}", "甲\u{3000}乙"),
            ("", ""),
            ("*", "*"),
            ("\\", "\\"),
            ("数组[0](高 位)", "数组[0](高 位)"),
        ] {
            assert_eq!(markdown(raw), text, "{raw:?}");
        }
    }

    #[test]
    fn html_is_read_as_its_page() {
        for (raw, text) in [
            ("\n\t\t6001<br />\n\t", "6001"),
            ("<ul style=\"margin:0\">\n <li>甲。</li>\n <li>乙。 </li></ul>", "甲。\n乙。"),
            ("<p>甲\n乙</p>", "甲 乙"),
            ("a &amp; b &lt;c&gt; *d* `e` 1. _f_", "a & b <c> *d* `e` 1. _f_"),
            ("&nbsp;", ""),
            ("- x &copy;", "- x ©"),
            ("请联系 <a href=\"x\">客服</a>", "请联系 客服"),
            ("<APPID> 无", "<APPID> 无"),
            ("1002 <sup><a href=\"#x\">3</a></sup>", "1002 ³"),
            ("1003 <sup class=\"x\">10</sup>", "1003 ¹⁰"),
            ("&unknown; a&b", "&unknown; a&b"),
        ] {
            assert_eq!(html(raw), text, "{raw:?}");
        }
    }
}
