//! Vendor text made safe to show.
//!
//! Text from a document comes in, the same text with every character that a
//! terminal would obey or hide spelled out (`\u{1b}`) goes out. This module
//! owns the rule that a document sends no control sequence, no change of
//! writing direction and no invisible character to whoever reads our output.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with everything that is not plainly visible escaped as Rust
/// escapes it; borrowed where nothing is.
///
/// A line break and a tab are escaped as well: who wants lines splits first.
///
/// ```
/// use vendor_codes::codegen::visible::visible;
///
/// assert_eq!(visible("红\u{1b}[31m色"), "红\\u{1b}[31m色");
/// assert_eq!(visible("人脸　验证"), "人脸　验证");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(is_hidden) else { return Cow::Borrowed(text) };
    let (plain, rest) = text.split_at(first);
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(plain);
    for character in rest.chars() {
        push(&mut shown, character);
    }
    Cow::Owned(shown)
}

fn push(shown: &mut String, character: char) {
    match character {
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        '\t' => shown.push_str("\\t"),
        hidden if is_hidden(hidden) => {
            // Writing to a string cannot fail.
            let _ = write!(shown, "{}", hidden.escape_unicode());
        }
        plain => shown.push(plain),
    }
}

/// Controls, and the format characters that are invisible or reorder text.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_spelled_out() {
        for (text, shown) in [
            ("\u{1b}[2J", "\\u{1b}[2J"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("a\u{2067}b", "a\\u{2067}b"),
            ("零\u{200b}宽", "零\\u{200b}宽"),
            ("a\r\nb\tc", "a\\r\\nb\\tc"),
            ("\0", "\\u{0}"),
            ("\u{7f}", "\\u{7f}"),
        ] {
            assert_eq!(visible(text), shown, "{text:?}");
        }
    }

    #[test]
    fn what_a_reader_sees_stays() {
        for text in ["", "身份证　图像（遮挡）", "a\\u{1b} \"quoted\"", "e\u{301}", "\u{a0}", "👍🏽"]
        {
            assert!(matches!(visible(text), Cow::Borrowed(shown) if shown == text), "{text:?}");
        }
    }
}
