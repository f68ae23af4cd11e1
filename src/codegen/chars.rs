//! What characters and words a text is made of.
//!
//! Kinds of characters are plain functions here, and so are patterns where they are
//! given to `str`: the build script is compiled in every clean build, and each
//! closure would be a pattern of its own to compile.

/// Whether a character is of some kind.
pub type CharClass = fn(char) -> bool;

/// Whether every character is such.
pub fn all(text: &str, such: CharClass) -> bool {
    text.chars().all(such)
}

/// Whether a character is such.
pub fn any(text: &str, such: CharClass) -> bool {
    text.chars().any(such)
}

/// Whether there is a first character, and it is such.
pub fn starts(text: &str, such: CharClass) -> bool {
    text.chars().next().is_some_and(such)
}

/// Whether there is a last character, and it is such.
pub fn ends(text: &str, such: CharClass) -> bool {
    text.chars().next_back().is_some_and(such)
}

/// The characters that are such.
pub fn only(text: &str, such: CharClass) -> String {
    let mut only = String::with_capacity(text.len());
    for c in text.chars() {
        if such(c) {
            only.push(c);
        }
    }
    only
}

/// Whether all parts between separators are such.
pub fn parts_are(text: &str, separator: CharClass, such: fn(&str) -> bool) -> bool {
    for part in text.split(separator) {
        if !such(part) {
            return false;
        }
    }
    true
}

/// Whether one of these words is in a text.
pub fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a text begins with one of these words.
pub fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// What stands before one of these words at the end of a text.
pub fn before<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_suffix(word))
}

/// Whether a text is one of these words, in whatever case.
pub fn is_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// What may stand before the words of a line: blanks, and the marks of a quotation.
pub const MARGIN: CharClass = |c| c.is_whitespace() || c == '>';

/// ASCII for a character of full width, and a plain blank for one that is wide or never broken.
pub fn narrow(c: char) -> char {
    match c {
        '\u{3000}' | '\u{A0}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// One of ten: a full-width digit is another.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether there is a text and it is all of digits.
pub fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.as_bytes().iter().all(u8::is_ascii_digit)
}
