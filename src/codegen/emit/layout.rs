//! Long lists, line by line.
//!
//! Values come in, the lines of a Rust literal go out, formatted as the rest of
//! the output is. A list is as long as the vendor's table, and building tokens
//! for it only to parse, lay out and print them again is what generation would
//! then spend its time on; a list has no structure that this could go wrong on.

use std::fmt::Write as _;

use crate::codegen::visible::is_hidden;

/// Columns that a line may have.
const WIDTH: usize = 100;
const INDENT: &str = "    ";

/// The text with every line that is not empty moved to the right.
pub fn indented(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in text.split_inclusive('\n') {
        if line != "\n" {
            out.push_str(INDENT);
        }
        out.push_str(line);
    }
    out
}

/// An item that ends in an empty pair of brackets, with these lines between them.
pub fn filled(item: &str, lines: &str) -> String {
    let at = item.rfind(['{', '[']).map_or(item.len(), |bracket| bracket + 1);
    let (head, tail) = item.split_at_checked(at).unwrap_or((item, ""));
    format!("{head}\n{}{tail}", indented(lines))
}

/// A value of a type of the runtime, field by field.
pub fn structure(name: &str, fields: &[(&str, String)]) -> String {
    let mut lines = String::new();
    for (name, value) in fields {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{name}: {value},");
    }
    filled(&format!("runtime::{name} {{}}"), &lines)
}

/// Documentation, line by line.
pub fn comments(lines: &[String]) -> String {
    let mut out = String::new();
    for line in lines {
        out.push_str(if line.is_empty() { "///" } else { "/// " });
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// As many values in a line as fit.
pub fn packed(values: &[String]) -> String {
    let mut out = String::new();
    let mut start = 0;
    for value in values {
        let before = out.len();
        let _ = write!(out, "{value},");
        if before > start && out.len() - start > WIDTH - 2 * INDENT.len() {
            out.insert(before, '\n');
            start = before + 1;
        } else if before > start {
            out.insert(before, ' ');
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// A static array of these expressions.
pub fn array(name: &str, of: &str, values: &[String]) -> String {
    let item = format!("static {name}: [{of}; {}] = [];\n", values.len());
    if values.is_empty() { item } else { filled(&item, &packed(values)) }
}

/// A slice of these, each in a line.
pub fn slice(items: &[String]) -> String {
    if items.is_empty() { "&[]".to_owned() } else { filled("&[]", &each_in_a_line(items)) }
}

/// These expressions, each in a line.
pub fn each_in_a_line(items: &[String]) -> String {
    let mut lines = items.join(",\n");
    lines.push_str(",\n");
    lines
}

/// Bytes in one literal.
pub fn bytes(bytes: &[u8]) -> String {
    const IN_LINE: usize = 20;
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
    let mut lines = String::new();
    for line in bytes.chunks(IN_LINE) {
        for &byte in line {
            // Most of them are zeros.
            if byte == 0 {
                lines.push_str("\\0");
                continue;
            }
            lines.push_str("\\x");
            lines.push(digit(byte >> 4));
            lines.push(digit(byte & 15));
        }
        lines.push_str("\\\n");
    }
    match bytes.len() {
        0..=IN_LINE => format!("b\"{}\"", lines.trim_end_matches("\\\n")),
        _ => format!("b\"\\\n{}\"", indented(&lines)),
    }
}

/// Numbers in one literal, each in as few bytes as the largest takes, the lowest first.
pub fn numbers(values: &[usize]) -> String {
    if values.is_empty() {
        return "runtime::Numbers::NONE".to_owned();
    }
    let mut largest = 0;
    for &value in values {
        largest = largest.max(value);
    }
    let mut width = 1;
    while width < size_of::<usize>() && largest >> (8 * width) != 0 {
        width += 1;
    }
    let mut packed = Vec::with_capacity(width * values.len());
    for value in values {
        packed.extend(value.to_le_bytes().iter().take(width));
    }
    format!("runtime::Numbers::new({width}, {})", bytes(&packed))
}

/// Many texts in one literal, and where each of them starts.
///
/// Each text is a line of the source, which ends in a backslash, so that it is
/// none of the literal.
pub fn texts(texts: &[&str]) -> String {
    let mut pool = String::new();
    let mut bounds = vec![0];
    let mut end = 0;
    for text in texts {
        end += text.len();
        bounds.push(end);
        if !text.is_empty() {
            escape(text, &mut pool);
            pool.push_str("\\\n");
        }
    }
    structure("Texts", &[("pool", format!("\"\\\n{}\"", indented(&pool))), ("bounds", numbers(&bounds))])
}

/// A string literal.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    escape(text, &mut out);
    out.push('"');
    out
}

/// What stands for a text between quotes. Nothing in it is invisible, changes
/// the direction of what follows, or is taken for the indentation of a line.
fn escape(text: &str, out: &mut String) {
    for (at, character) in text.char_indices() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            hidden if is_hidden(hidden) || at == 0 && hidden.is_whitespace() => {
                let _ = write!(out, "{}", hidden.escape_unicode());
            }
            plain => out.push(plain),
        }
    }
}

/// An integer with its digits in groups: `66_660_004`.
pub fn grouped(value: usize) -> String {
    in_groups(value as u64)
}

/// A code, with its sign and its digits in groups.
pub fn signed(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", in_groups(value.unsigned_abs()))
}

fn in_groups(value: u64) -> String {
    if value < 1000 {
        return value.to_string();
    }
    format!("{}_{:03}", in_groups(value / 1000), value % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        for (value, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1_000"),
            (66_660_004, "66_660_004"),
            (-4006, "-4_006"),
            (i64::MIN, "-9_223_372_036_854_775_808"),
        ] {
            assert_eq!(signed(value), text);
        }
    }

    #[test]
    fn lines_are_full_and_none_is_too_long() {
        let values: Vec<_> = (0..200).map(|value| grouped(value * 1000)).collect();
        let lines = packed(&values);
        let widths: Vec<_> = lines.lines().map(str::len).collect();
        assert!(widths.iter().all(|&width| width <= WIDTH - 8), "{lines}");
        let (_, full) = widths.split_last().unwrap();
        assert!(full.iter().all(|&width| width > WIDTH - 8 - 9), "{lines}");
        assert_eq!(packed(&[]), "");
        assert_eq!(packed(&["x".repeat(200)]), format!("{},\n", "x".repeat(200)));
    }

    #[test]
    fn a_literal_holds_exactly_its_text() {
        for text in [
            "",
            " ",
            "\n",
            "a\\",
            "\"#]",
            "*/ ${x} {0}",
            "\u{202e}\u{2066}\u{0}\u{1b}[31m\u{200b}\u{feff}",
            "一\t二\r\n三",
            "e\u{301}",
            "\\u{41}",
        ] {
            let literal = quoted(text);
            assert_eq!(syn::parse_str::<syn::LitStr>(&literal).unwrap().value(), text, "{literal}");
            assert!(!literal.chars().any(is_hidden), "{literal}");
        }
    }

    #[test]
    fn a_pool_holds_its_texts_one_behind_the_other() {
        let all = [" one", "", "二\n", "\\", "\u{a0}\"x", "  "];
        let source = texts(&all);
        let value: syn::ExprStruct = syn::parse_str(&source).unwrap();
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(pool), .. }) = &value.fields[0].expr else {
            panic!("{source}")
        };
        assert_eq!(pool.value(), all.concat());
        assert!(source.contains(r#"new(1, b"\0\x04\x04\x08\x09\x0d\x0f")"#), "{source}");
    }

    #[test]
    fn numbers_take_as_few_bytes_as_the_largest() {
        for (values, expected) in [
            (vec![], "runtime::Numbers::NONE"),
            (vec![255, 0], r#"runtime::Numbers::new(1, b"\xff\0")"#),
            (vec![1, 256], r#"runtime::Numbers::new(2, b"\x01\0\0\x01")"#),
            (vec![0x0A0B_0C0D], r#"runtime::Numbers::new(4, b"\x0d\x0c\x0b\x0a")"#),
        ] {
            assert_eq!(numbers(&values), expected);
        }
    }

    #[test]
    fn bytes_of_several_lines_are_the_same_bytes() {
        for len in [0, 1, 20, 21, 40, 41] {
            let all: Vec<u8> = (0..len).map(|at| at * 5).collect();
            let source = bytes(&all);
            assert_eq!(syn::parse_str::<syn::LitByteStr>(&source).unwrap().value(), all, "{source}");
            assert!(source.lines().all(|line| line.len() <= WIDTH), "{source}");
        }
    }
}
