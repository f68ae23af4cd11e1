//! Text in columns of a terminal, where a Chinese character takes two.
//!
//! Texts come in as the vendor wrote them, lines go out that fit. Everything
//! that is measured here is made visible first, so that what is counted is what
//! is seen.

use unicode_width::UnicodeWidthChar as _;
use vendor_codes::codegen::visible::visible;

/// Narrower than this nothing is broken into lines, it would be torn.
const NARROWEST: usize = 12;

/// Further lines of a line stand so far to the right of it.
const HANGING: usize = 4;

/// What may not begin a line.
const CLOSING: &str = "，。、；：！？）》」』】〉〕”’…％,.;:!?)]}%";
/// What may not end a line.
const OPENING: &str = "（《「『【〈〔“‘([{";

/// How many columns a text takes; our own colours take none.
pub fn width(text: &str) -> usize {
    units(text).map(|unit| unit.width).sum()
}

/// A text with blanks behind it, up to this width.
pub fn padded(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(self::width(text));
    format!("{text}{:blanks$}", "")
}

/// A text on one line, made visible, with a mark for each line break.
pub fn one_line(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("↵")
}

/// The lines of a text, each made visible and at most this wide.
///
/// A line breaks at a blank, or at a Chinese character that may stand there; a
/// word that is wider than a line breaks anywhere.
pub fn wrapped(text: &str, width: Option<usize>) -> Vec<String> {
    let width = width.map_or(usize::MAX, |width| width.max(NARROWEST));
    text.split('\n').flat_map(|line| wrapped_line(&visible(line), width, width)).collect()
}

/// Lines of ours, perhaps in colours, broken where they are wider than this.
pub fn hung_lines(text: &str, width: Option<usize>) -> String {
    let line = |line: &str| width.map_or_else(|| line.to_owned(), |width| hung(line, width)) + "\n";
    text.lines().map(line).collect()
}

/// A line of ours, perhaps in colours, whose further lines are indented below it.
fn hung(line: &str, width: usize) -> String {
    let indent = line.len() - line.trim_start_matches(' ').len() + HANGING;
    let lines = wrapped_line(line, width, width.saturating_sub(indent).max(NARROWEST));
    lines.join(&format!("\n{:indent$}", ""))
}

/// The lines of a line, the first one and the others at most so wide.
fn wrapped_line(line: &str, first: usize, others: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut left = first;
    let mut end_line = |current: &mut String| {
        lines.push(current.trim_end().to_owned());
        current.clear();
        others
    };
    for piece in pieces(line) {
        if width(piece.trim_end()) > left && width(&current) > 0 {
            left = end_line(&mut current);
        }
        // Only what is wider than a whole line is broken inside.
        for unit in units(piece) {
            if unit.width > left && unit.text != " " {
                left = end_line(&mut current);
            }
            current.push_str(unit.text);
            left = left.saturating_sub(unit.width);
        }
    }
    end_line(&mut current);
    lines
}

/// What is never broken: a character, or a change of colour.
struct Unit<'a> {
    text: &'a str,
    width: usize,
}

fn units(text: &str) -> impl Iterator<Item = Unit<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let colour = if first == '\u{1b}' { rest.find('m') } else { None };
        let (text, behind) = rest.split_at(colour.map_or(first.len_utf8(), |end| end + 1));
        rest = behind;
        Some(Unit { text, width: if colour.is_some() { 0 } else { first.width().unwrap_or(0) } })
    })
}

/// Splits a line where it may break; blanks stay behind what they follow.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut before: Option<char> = None;
    for unit in units(line) {
        let character = unit.text.chars().next().filter(|&character| character != '\u{1b}');
        if let Some(character) = character {
            if before.is_some_and(|before| may_break(before, character)) {
                pieces.extend(line.get(start..at));
                start = at;
            }
            before = Some(character);
        }
        at += unit.text.len();
    }
    pieces.extend(line.get(start..));
    pieces
}

fn may_break(before: char, behind: char) -> bool {
    let is_wide = |character: char| character.width() == Some(2);
    if behind == ' ' || CLOSING.contains(behind) || OPENING.contains(before) || behind.width() == Some(0) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(behind)
}

/// Widths for columns that would like these, so that they fit together.
///
/// The first `fixed` columns get what they want; narrow ones of the others too,
/// and the wide ones share what is left.
pub fn fitted(wanted: &[usize], fixed: usize, available: usize) -> Vec<usize> {
    let mut widths = wanted.to_vec();
    let taken: usize = wanted.iter().take(fixed).sum();
    let mut left = available.saturating_sub(taken);
    let mut others: Vec<usize> = (fixed..wanted.len()).collect();
    others.sort_by_key(|&column| wanted.get(column));
    let count = others.len();
    for (done, column) in others.into_iter().enumerate() {
        if let Some(width) = widths.get_mut(column) {
            *width = (*width).min((left / (count - done)).max(NARROWEST));
            left = left.saturating_sub(*width);
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_where_a_reader_expects_it() {
        for (text, width, lines) in [
            ("短", 12, &["短"][..]),
            ("一二三四五六七", 12, &["一二三四五六", "七"]),
            ("一二三四五六，七", 12, &["一二三四五", "六，七"]),
            ("一二三四五（六七", 12, &["一二三四五", "（六七"]),
            ("the face is too dark", 12, &["the face is", "too dark"]),
            ("请求获取 token 或 ticket", 12, &["请求获取", "token 或", "ticket"]),
            ("an-unbreakable-word", 12, &["an-unbreakab", "le-word"]),
            ("甲\n乙", 12, &["甲", "乙"]),
            ("", 12, &[""]),
            ("cafe\u{301} noir et autres", 12, &["cafe\u{301} noir et", "autres"]),
            ("narrow is not torn", 1, &["narrow is", "not torn"]),
        ] {
            assert_eq!(wrapped(text, Some(width)), lines, "{text:?}");
        }
    }

    #[test]
    fn further_lines_hang_below_the_first() {
        let red = "\u{1b}[31m";
        for (line, hung_line) in [
            ("  ~ 人脸验证".to_owned(), "  ~ 人脸验证".to_owned()),
            ("  ~ 人脸验证失败，请重新验证".to_owned(), "  ~ 人脸验证失败，\n      请重新验证".to_owned()),
            (format!("  ~ 人脸验{red}证失败请重试"), format!("  ~ 人脸验{red}证失败请\n      重试")),
        ] {
            assert_eq!(hung(&line, 18), hung_line);
        }
    }

    #[test]
    fn nothing_is_broken_without_a_width() {
        assert_eq!(wrapped(&"长".repeat(900), None), ["长".repeat(900)]);
    }

    #[test]
    fn what_is_hidden_is_shown_and_counted() {
        assert_eq!(wrapped("\u{1b}[2J", None), ["\\u{1b}[2J"]);
    }

    #[test]
    fn columns_share_what_there_is() {
        for (wanted, available, widths) in [
            (&[8, 20, 30, 30][..], 100, &[8, 20, 30, 30][..]),
            (&[8, 20, 30, 30], 80, &[8, 20, 26, 26]),
            (&[8, 20, 60, 10], 80, &[8, 20, 42, 10]),
            (&[8, 20, 60, 60], 40, &[8, 20, 12, 12]),
            (&[8], 4, &[8]),
        ] {
            assert_eq!(fitted(wanted, 2, available), widths, "{wanted:?} in {available}");
        }
    }
}
