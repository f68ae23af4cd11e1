//! Spellings in, Rust identifiers out.
//!
//! Codes, headings, file names and the names a person gives become ASCII
//! identifiers here and nowhere else. This module owns the promise that an
//! identifier is always valid, unique where it must be, and never passes from
//! one code to another: where two spellings would share a name, none gets it.

use std::collections::HashMap;

use super::chars::{all, ends, is_digit, starts};
use super::model::Kind;

/// Longer identifiers are cut, and end in a hash of their spelling.
const LONGEST: usize = 96;

/// Associated items of the generated types.
const ITEMS: &[&str] = &["ALL", "TABLE", "WIDTH"];

/// Types that generated code, or whoever imports it, calls by their bare name.
#[rustfmt::skip]
const TYPES: &[&str] = &[
    "Self", "Option", "Some", "None", "Result", "Ok", "Err", "String", "Vec", "Box", "ToString", "ToOwned",
    "Clone", "Copy", "Debug", "Default", "Display", "Drop", "Eq", "Fn", "FnMut", "FnOnce", "From", "FromStr",
    "Hash", "Into", "Iterator", "Ord", "PartialEq", "PartialOrd", "Send", "Sized", "Sync", "TryFrom", "TryInto",
    "Unpin", "AsRef", "AsMut", "Extend", "IntoIterator", "Error",
    "Table", "Entry", "Kind", "Column", "Role", "Document", "Source", "Received", "ResponseCode", "UnknownCode",
    "Positions", "Warnings",
];

/// Keywords of every edition, with those reserved for later.
#[rustfmt::skip]
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct",
    "super", "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized", "use", "virtual", "where",
    "while", "yield",
];

/// Modules and crates that a generated module stands beside.
#[rustfmt::skip]
const MODULES: &[&str] = &[
    "alloc", "code", "codegen", "core", "diff", "entry", "export", "lib", "lookup", "main", "mod", "packed", "received",
    "serde", "std", "test", "tests", "text", "warnings",
];

/// The names that the codes of one table give themselves, in their order.
///
/// `codes` are distinct. An integer or a positional code is its own name behind
/// a letter. A text code is its ASCII words in `UpperCamel`; where something was
/// lost that another code could differ by, a hash of its spelling follows.
#[must_use]
pub fn codes(kind: Kind, codes: &[&str]) -> Vec<String> {
    let mut plain = Vec::with_capacity(codes.len());
    for code in codes {
        plain.push(code_name(kind, code));
    }
    let mut holders: HashMap<&str, usize> = HashMap::new();
    for name in &plain {
        *holders.entry(name).or_insert(0) += 1;
    }
    let mut names = Vec::with_capacity(codes.len());
    let mut taken = Taken::default();
    for (name, code) in plain.iter().zip(codes) {
        let shared = holders.get(name.as_str()) != Some(&1);
        let name = if shared && !is_exact(name, code) { hashed(name, code) } else { name.clone() };
        // Two hashes may still be the same.
        names.push(taken.claim(name, "V"));
    }
    names
}

/// Whether a name is the code's spelling behind at most a letter: `C1001`, `N4006`, `B0100`.
#[must_use]
pub fn is_exact(name: &str, code: &str) -> bool {
    name == code
        || name.strip_prefix(['C', 'B']) == Some(code)
        || name.strip_prefix('N').is_some_and(|digits| code.strip_prefix('-') == Some(digits))
}

fn code_name(kind: Kind, code: &str) -> String {
    let name = match kind {
        Kind::Integer => match code.strip_prefix('-') {
            Some(digits) => format!("N{digits}"),
            None => format!("C{code}"),
        },
        Kind::Positional { .. } => format!("B{code}"),
        Kind::Text => text_name(code),
    };
    let valid = is_identifier(&name) && name.len() <= LONGEST;
    if valid { name } else { hashed(&upper_camel(&name), code) }
}

/// `FailedOperation.CompareFail` → `FailedOperationCompareFail`, `-4006` → `N4006`,
/// `401.1` → `C401_1`, `<0` → `Below0`.
fn text_name(code: &str) -> String {
    let (mut sign, mut rest) = ("", code);
    for (spelling, word) in SIGNS {
        if let Some(behind) = code.strip_prefix(spelling) {
            (sign, rest) = (word, behind);
            break;
        }
    }
    let words = upper_camel(rest);
    let mut name = match (sign, words.as_bytes().first()) {
        // A dash is a minus only before a digit.
        ("N", Some(first)) if !first.is_ascii_digit() => words,
        ("", Some(first)) if first.is_ascii_digit() => format!("C{words}"),
        (_, None) => "C".to_owned(),
        _ => format!("{sign}{words}"),
    };
    if ITEMS.contains(&name.as_str()) || name == "Self" {
        name.insert(0, 'C');
    }
    // Words that are no ASCII, or a sign that has no word here, tell codes apart.
    let lost =
        rest.chars().any(|c| !c.is_ascii() || matches!(c, '<' | '>' | '=' | '*' | '+' | '!' | '?' | '~'));
    if lost || name == "C" { hashed(&name, code) } else { name }
}

/// What stands before a text code and has a meaning. Longer ones first.
const SIGNS: &[(&str, &str)] = &[
    ("<=", "AtMost"),
    (">=", "AtLeast"),
    ("!=", "Not"),
    ("≤", "AtMost"),
    ("≥", "AtLeast"),
    ("≠", "Not"),
    ("<", "Below"),
    (">", "Above"),
    ("-", "N"),
];

/// The name of a table's type, from the first of its headings that has an ASCII
/// word, else from its number (from 1).
///
/// `taken` are the names of the other types of the module; the new one is added.
#[must_use]
pub fn type_name(headings: &[&str], number: usize, taken: &mut Taken) -> String {
    let mut name = format!("Table{number}");
    for heading in headings {
        let words = heading_words(heading);
        if !words.is_empty() {
            name = words;
            break;
        }
    }
    if TYPES.contains(&name.as_str()) {
        name.push_str("Codes");
    }
    let separator = if ends(&name, is_digit) { "_" } else { "" };
    taken.claim(name, separator)
}

/// Names that may be given once.
#[derive(Debug, Default)]
pub struct Taken {
    /// Each with the last number tried behind it, so that a thousand tables of one
    /// heading do not count from the start a thousand times.
    last: HashMap<String, usize>,
}

impl Taken {
    /// Takes a name; `false` where it is taken already.
    pub fn take(&mut self, name: &str) -> bool {
        let free = !self.last.contains_key(name);
        if free {
            self.last.insert(name.to_owned(), 1);
        }
        free
    }

    /// Takes a name, or the first that is free of it with 2, 3, … behind this separator.
    pub fn claim(&mut self, name: String, separator: &str) -> String {
        if self.take(&name) {
            return name;
        }
        let mut last = self.last.get(&name).copied().unwrap_or(1);
        loop {
            last += 1;
            let candidate = format!("{name}{separator}{last}");
            if self.take(&candidate) {
                self.last.insert(name, last);
                return candidate;
            }
        }
    }
}

/// `3.1 OCR 错误码` → `Ocr`: the ASCII words behind the number.
fn heading_words(heading: &str) -> String {
    let words = upper_camel(from_first_letter(heading));
    if words.len() > LONGEST { hashed(&words, heading) } else { words }
}

/// The name of a document's module, from its file name without the extension.
#[must_use]
pub fn module(stem: &str) -> String {
    let mut name = String::with_capacity(stem.len());
    for word in ascii_words(stem) {
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(&parted(word).to_ascii_lowercase());
    }
    if name.is_empty() {
        format!("codes_{:08x}", hash(stem))
    } else if name.len() > LONGEST {
        format!("{}_{:08x}", name.get(..LONGEST).unwrap_or_default(), hash(stem))
    } else if starts(&name, is_digit) {
        format!("codes_{name}")
    } else if KEYWORDS.contains(&name.as_str()) || MODULES.contains(&name.as_str()) {
        format!("{name}_codes")
    } else {
        name
    }
}

/// Why a name that a person gave is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// It is not written like a name of Rust.
    Spelling,
    /// Generated code needs it.
    Reserved,
}

/// Checks the name of a type: `FaceVerification`.
///
/// # Errors
///
/// Says what is wrong with it.
pub fn check_type(name: &str) -> Result<(), Invalid> {
    match () {
        () if !is_camel(name) => Err(Invalid::Spelling),
        () if TYPES.contains(&name) => Err(Invalid::Reserved),
        () => Ok(()),
    }
}

/// Checks the name of a code: `SimilarityTooLow` or, as positional codes are
/// also written, `SIMILARITY_TOO_LOW`.
///
/// # Errors
///
/// Says what is wrong with it.
pub fn check_code(name: &str) -> Result<(), Invalid> {
    match () {
        () if !(is_camel(name) || is_screaming(name)) => Err(Invalid::Spelling),
        () if name == "Self" || ITEMS.contains(&screaming(name).as_str()) => Err(Invalid::Reserved),
        () => Ok(()),
    }
}

/// The name as an enum's variant: `NO_PHOTO` → `NoPhoto`.
#[must_use]
pub fn variant(name: &str) -> String {
    if name.contains('_') { upper_camel(name) } else { name.to_owned() }
}

/// The name as a constant: `NoPhotoOnRecord` → `NO_PHOTO_ON_RECORD`.
#[must_use]
pub fn screaming(name: &str) -> String {
    if name.contains('_') {
        return name.to_ascii_uppercase();
    }
    parted(name).to_ascii_uppercase()
}

/// What the name would have to be, where it has words at all.
#[must_use]
pub fn suggestion(name: &str) -> Option<String> {
    let words = upper_camel(from_first_letter(name));
    (check_type(&words).is_ok() && check_code(&words).is_ok() && words.len() <= LONGEST).then_some(words)
}

fn is_camel(name: &str) -> bool {
    starts(name, |c| c.is_ascii_uppercase()) && all(name, |c| c.is_ascii_alphanumeric())
}

fn is_screaming(name: &str) -> bool {
    starts(name, |c| c.is_ascii_uppercase())
        && all(name, |c| matches!(c, 'A'..='Z' | '0'..='9' | '_'))
        && !name.ends_with('_')
        && !name.contains("__")
}

fn is_identifier(name: &str) -> bool {
    starts(name, |c| c.is_ascii_alphabetic()) && all(name, |c| c.is_ascii_alphanumeric() || c == '_')
}

fn from_first_letter(text: &str) -> &str {
    text.trim_start_matches(|c: char| !c.is_ascii_alphabetic())
}

fn ascii_words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

/// The words in `UpperCamel`. Digits that something parted stay apart by `_`,
/// so that `401.1` is not `4011`.
fn upper_camel(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for word in ascii_words(text) {
        if ends(&name, is_digit) && starts(word, is_digit) {
            name.push('_');
        }
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        // `0x1F` and `10XX` begin with a digit: they are numbers, not words.
        if is_screaming(word) {
            name.push_str(&rest.to_ascii_lowercase());
        } else {
            name.push_str(rest);
        }
    }
    name
}

/// `NoPhotoOnID` → `No_Photo_On_ID`; `HTTPError` → `HTTP_Error`.
fn parted(word: &str) -> String {
    let mut parted = String::with_capacity(word.len());
    for (at, c) in word.char_indices() {
        if at > 0 && is_hump(word.as_bytes(), at) {
            parted.push('_');
        }
        parted.push(c);
    }
    parted
}

fn is_hump(bytes: &[u8], at: usize) -> bool {
    let upper = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    let lower = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    upper(at) && (!upper(at - 1) || lower(at + 1))
}

/// The name, cut to a sensible length, with a hash of the spelling it is for.
fn hashed(name: &str, spelling: &str) -> String {
    let cut = name.get(..LONGEST.min(name.len())).unwrap_or_default();
    let cut = cut.trim_end_matches('_');
    let letter = if cut.is_empty() || starts(cut, is_digit) { "C" } else { "" };
    format!("{letter}{cut}X{:08X}", hash(spelling))
}

/// FNV-1a: names must be the same on every machine and for ever.
fn hash(text: &str) -> u32 {
    let mut hash: u32 = 0x811C_9DC5;
    for &byte in text.as_bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_code_is_a_name() {
        let positional = Kind::Positional { width: 8 };
        for (kind, code, name) in [
            (Kind::Integer, "66660004", "C66660004"),
            (Kind::Integer, "0", "C0"),
            (Kind::Integer, "-4006", "N4006"),
            (Kind::Integer, "-9223372036854775808", "N9223372036854775808"),
            (positional, "01000000", "B01000000"),
            (Kind::Text, "FailedOperation.CompareFail", "FailedOperationCompareFail"),
            (Kind::Text, "MI:0013", "Mi0013"),
            (Kind::Text, "SYSTEM_ERROR", "SystemError"),
            (Kind::Text, "invalid_param", "InvalidParam"),
            (Kind::Text, "OK", "Ok"),
            (Kind::Text, "E", "E"),
            (Kind::Text, "000000", "C000000"),
            (Kind::Text, "-000001", "N000001"),
            (Kind::Text, "-4006", "N4006"),
            (Kind::Text, "- pending", "Pending"),
            (Kind::Text, "4000-7000", "C4000_7000"),
            (Kind::Text, "401.1", "C401_1"),
            (Kind::Text, "10xxx", "C10xxx"),
            (Kind::Text, "0x1F", "C0x1F"),
            (Kind::Text, "10XX", "C10XX"),
            (Kind::Text, "<0", "Below0"),
            (Kind::Text, ">= 500", "AtLeast500"),
            (Kind::Text, "self", "CSelf"),
            (Kind::Text, "A.L.L", "CALL"),
            (Kind::Text, "type", "Type"),
        ] {
            assert_eq!(codes(kind, &[code]), [name], "{code}");
        }
    }

    #[test]
    fn what_a_name_cannot_hold_becomes_a_hash() {
        for (code, start) in [
            ("成功", "CX"),
            ("其他1", "C1X"),
            ("_", "CX"),
            ("", "CX"),
            ("r#type", "RType"),
            ("10*", "C10X"),
            ("4000~7000", "C4000_7000X"),
            ("é", "CX"),
        ] {
            let names = codes(Kind::Text, &[code]);
            assert!(names[0].starts_with(start), "{code}: {names:?}");
        }
        let long = "长x".repeat(1000);
        assert!(codes(Kind::Text, &[&long])[0].len() < 120);
        assert!(codes(Kind::Positional { width: 500 }, &[&"01".repeat(250)])[0].len() < 120);
    }

    #[test]
    fn names_are_valid_and_unique_and_pass_to_no_other_code() {
        let spellings =
            ["A.B", "a_b", "AB", "Ab", "其他", "其它", "+1", "1", "01", "1.", "<1", "≤1", "<=1", "-1", "1-"];
        let names = codes(Kind::Text, &spellings);
        let distinct: HashSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), spellings.len(), "{names:?}");
        assert!(names.iter().all(|name| syn::parse_str::<syn::Ident>(name).is_ok()), "{names:?}");

        // The spelling that is the name itself keeps it, whatever the order.
        for order in [["Not.Found", "NotFound"], ["NotFound", "Not.Found"]] {
            let names = codes(Kind::Text, &order);
            let exact = order.iter().position(|&code| code == "NotFound").unwrap();
            assert_eq!(names[exact], "NotFound");
            assert!(names[1 - exact].starts_with("NotFoundX"), "{names:?}");
        }
        assert_eq!(codes(Kind::Text, &["1.", "1", "-1"])[1..], ["C1", "N1"]);
        // Neither is the name: neither has it, so it never changes hands.
        let names = codes(Kind::Text, &["not.found", "not_found"]);
        assert!(names.iter().all(|name| name.starts_with("NotFoundX")), "{names:?}");
    }

    #[test]
    fn a_type_is_named_from_its_heading() {
        let mut taken = Taken::default();
        for (headings, number, name) in [
            (&["2.人脸验证响应码"][..], 2, "Table2"),
            (&["3.1 OCR 错误码"], 3, "Ocr"),
            (&["4. OCR 警告码"], 4, "Ocr2"),
            (&["**警告码**", "Face Verification codes"], 5, "FaceVerificationCodes"),
            (&["404 Not Found"], 6, "NotFound"),
            (&["Error"], 7, "ErrorCodes"),
            (&["Table 2"], 8, "Table2_2"),
            (&["附录 v2.0"], 9, "V2_0"),
            (&[], 10, "Table10"),
        ] {
            assert_eq!(type_name(headings, number, &mut taken), name, "{headings:?}");
        }
    }

    #[test]
    fn a_module_is_named_after_its_file() {
        for (stem, name) in [
            ("faceid", "faceid"),
            ("FaceID-v2.0", "face_id_v2_0"),
            ("HTTPErrors", "http_errors"),
            ("2024 codes", "codes_2024_codes"),
            ("type", "type_codes"),
            ("self", "self_codes"),
            ("serde", "serde_codes"),
            ("错误码 pay", "pay"),
            ("_", "codes_da0c196e"),
        ] {
            assert_eq!(module(stem), name, "{stem}");
            assert!(syn::parse_str::<syn::Ident>(&module(stem)).is_ok());
        }
        let long = module(&"x".repeat(2 * LONGEST));
        assert!(long.len() < LONGEST + 10 && long != module(&"x".repeat(3 * LONGEST)), "{long}");
        assert!(module("错误码").starts_with("codes_"));
        assert_ne!(module("错误码"), module("响应码"));
    }

    /// A document of this crate is a module beside those that are there already.
    #[test]
    fn a_module_is_none_of_this_crate() {
        let modules = include_str!("../lib.rs")
            .lines()
            .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
        let mut count = 0;
        for name in modules {
            assert_eq!(module(name), format!("{name}_codes"));
            count += 1;
        }
        assert!(count > 5, "{count}");
    }

    #[test]
    fn given_names_are_checked() {
        for name in ["SimilarityTooLow", "Ok", "Type", "PHOTOCOPY", "NO_PHOTO_2", "C5"] {
            assert_eq!(check_code(name), Ok(()), "{name}");
        }
        for name in
            ["", "_", "similarity_too_low", "Too low", "4Eyes", "Zu_Klein", "r#Type", "Größe", "A__B", "A_"]
        {
            assert_eq!(check_code(name), Err(Invalid::Spelling), "{name}");
        }
        for name in ["Self", "ALL", "All", "Width", "TABLE"] {
            assert_eq!(check_code(name), Err(Invalid::Reserved), "{name}");
        }
        for (name, expected) in [
            ("Gateway", Ok(())),
            ("FACE_IDS", Err(Invalid::Spelling)),
            ("face", Err(Invalid::Spelling)),
            ("Table", Err(Invalid::Reserved)),
            ("Self", Err(Invalid::Reserved)),
        ] {
            assert_eq!(check_type(name), expected, "{name}");
        }
    }

    #[test]
    fn one_name_has_two_forms() {
        for (given, variant_form, constant) in [
            ("Photocopy", "Photocopy", "PHOTOCOPY"),
            ("NoPhotoOnRecord", "NoPhotoOnRecord", "NO_PHOTO_ON_RECORD"),
            ("NO_PHOTO", "NoPhoto", "NO_PHOTO"),
            ("HTTPError2", "HTTPError2", "HTTP_ERROR2"),
            ("OcrA4", "OcrA4", "OCR_A4"),
        ] {
            assert_eq!((variant(given).as_str(), screaming(given).as_str()), (variant_form, constant));
        }
        assert_eq!(suggestion("no photo"), Some("NoPhoto".to_owned()));
        assert_eq!(suggestion("无照片"), None);
        assert_eq!(suggestion(&"x".repeat(LONGEST + 1)), None);
    }
}
