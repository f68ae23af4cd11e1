//! One code cell in, its codes out.
//!
//! The clean text of a cell in the code column comes in; out goes what it says:
//! one code, several (`400103/400104`), a range, a word in place of a code. This
//! module owns how vendors write codes. A code is a token as written: `000000`,
//! `0x1F` and `-4006` keep their spelling; only full-width digits, letters and
//! signs, which no service sends, become ASCII.

use super::cell::{is_nothing, is_raised};
use super::chars::{CharClass, all, any, are_digits, ends, is_digit, narrow, parts_are, starts};
use super::roles::speaks_of_codes;

/// What a code cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// What kind of text this is.
    pub form: CellForm,
    /// The codes, in order.
    pub codes: Vec<String>,
}

/// How a code cell is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CellForm {
    /// Nothing, or a dash for it.
    #[default]
    Empty,
    /// `66660004`, `-4006`, `000000`.
    Integer,
    /// `0x1F`.
    Hex,
    /// `InvalidParameter.X`, `MI:0013`, `2-67`.
    Name,
    /// Several codes.
    List,
    /// `4000-7000`, `10xxx`, `code > 500`: many codes in one text, kept as written.
    Pattern,
    /// `409 Conflict`, `0（成功）`: a code and words that explain it.
    Explained,
    /// `code=0`, `NAME = "-10000";`: the code is the value.
    Assignment,
    /// Several words, which may be a code that somebody made of words.
    Phrase,
    /// `其他错误码`, `Others`: no code.
    Words,
}

impl CellForm {
    /// Whether a column of such cells looks like a column of codes.
    #[must_use]
    pub const fn is_code(self) -> bool {
        !matches!(self, Self::Empty | Self::Phrase | Self::Words)
    }
}

/// What may stand before a number, and behind it, that is no part of it.
const OPEN: &[char] = &['(', '（', '[', '【'];
const CLOSE: &[char] = &[')', '）', ']', '】', '.', '。', ':', '：'];

/// Words of ASCII that stand in place of a code.
const NO_CODES: &[&str] = &[
    "…",
    "……",
    "other",
    "others",
    "othercodes",
    "othererrors",
    "othererrorcodes",
    "othervalues",
    "else",
    "default",
    "none",
    "n/a",
    "na",
    "null",
    "nil",
    "...",
    "any",
    "etc",
    "etc.",
];

/// Reads a code cell.
///
/// ```
/// use vendor_codes::codegen::codes::{read, CellForm};
///
/// assert_eq!(read("400103/400104").codes, ["400103", "400104"]);
/// assert_eq!(read("4000-7000").form, CellForm::Pattern);
/// assert!(read("其他").codes.is_empty());
/// ```
#[must_use]
pub fn read(cell: &str) -> Codes {
    let mut text = String::with_capacity(cell.len());
    for c in cell.chars() {
        let c = ascii(c);
        // What was between two blanks may be invisible, or one of them another blank.
        let again = c == ' ' && text.ends_with(' ');
        if !again && !is_invisible(c) {
            text.push(c);
        }
    }
    let text = without_footnote(text.trim());
    // `1001、1002等` names those two.
    let text = match text.strip_suffix('等') {
        Some(numbers) if ends(numbers, is_digit) => numbers,
        _ => text,
    };
    let negative = with_minus(text);
    let text = negative.as_deref().unwrap_or(text);
    // `(1001)` and `1001：` are no more than the number.
    let bare = text.trim_start_matches(OPEN).trim_end_matches(CLOSE);
    let text = if is_integer(bare) { bare } else { text };
    if is_nothing(text) || text == "*" {
        return Codes::default();
    }
    // Most codes are plain numbers, and every cell of their column is asked more than once.
    if is_integer(text) {
        return Codes::of(CellForm::Integer, text);
    }
    for reading in READINGS {
        if let Some(codes) = reading(text) {
            return codes;
        }
    }
    words(text)
}

/// The ways to read a cell, until one of them makes sense of it.
const READINGS: &[fn(&str) -> Option<Codes>] =
    &[grouped, headed, separated, explained_each, alternative, single, listed, explained_list];

/// What a copy from a web page brings with it.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// A number behind another dash: word processors write all kinds of them for a minus.
fn with_minus(text: &str) -> Option<String> {
    const DASHES: &[char] = &['–', '—', '‐', '‑', '‒'];
    let digits = text.strip_prefix(DASHES)?;
    is_integer(digits).then(|| format!("-{digits}"))
}

/// A code without the mark of a footnote behind it: `1003¹`, `1003①`, `1003[^1]`, `1003[1]`.
fn without_footnote(text: &str) -> &str {
    let mark: CharClass = |c| is_raised(c) || matches!(c, '①'..='⑳');
    let bare = text.trim_end_matches(mark).trim_end();
    match bare.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
        Some((code, mark)) if mark.starts_with('^') && !code.is_empty() => code.trim_end(),
        Some((code, mark)) if is_integer(code) && is_integer(mark) && mark.len() < 3 => code,
        _ if bare.is_empty() => text,
        _ => bare,
    }
}

/// Whether the cell is written in digits: no name could be taken for it.
#[must_use]
pub fn is_numeric(cell: &str) -> bool {
    let codes = read(cell);
    match codes.form {
        CellForm::Integer | CellForm::Hex | CellForm::Pattern | CellForm::Assignment => true,
        CellForm::List => codes.are(is_number),
        CellForm::Name | CellForm::Explained => codes.are(|code| any(code, is_digit)),
        CellForm::Empty | CellForm::Phrase | CellForm::Words => false,
    }
}

/// Whether it is a number that a row may begin with, and not that of an item: `1.`
#[must_use]
pub fn begins_row(cell: &str) -> bool {
    is_numeric(cell) && !cell.ends_with('.')
}

impl Codes {
    fn of(form: CellForm, code: &str) -> Self {
        Self { form, codes: vec![code.to_owned()] }
    }

    /// Whether all of them are such.
    fn are(&self, such: fn(&str) -> bool) -> bool {
        self.codes.iter().all(|code| such(code))
    }
}

/// A text that is one code, or stands for one.
fn single(text: &str) -> Option<Codes> {
    let unquoted = unquoted(text);
    match () {
        () if NO_CODES.contains(&text.to_ascii_lowercase().replace(' ', "").as_str()) => None,
        () if is_integer(unquoted) => Some(Codes::of(CellForm::Integer, unquoted)),
        () if is_grouped(text) => grouped(text),
        () if is_hex(unquoted) => Some(Codes::of(CellForm::Hex, unquoted)),
        () if is_range(text) || is_comparison(text) => Some(Codes::of(CellForm::Pattern, text)),
        () if is_wildcard(text) => Some(Codes::of(CellForm::Pattern, text)),
        () => match before_brackets(unquoted) {
            None if is_name(unquoted) => Some(Codes::of(CellForm::Name, unquoted)),
            None => assigned(text).or_else(|| explained(text)),
            found => found,
        },
    }
}

fn is_integer(text: &str) -> bool {
    are_digits(text.strip_prefix(SIGNS).unwrap_or(text))
}

const SIGNS: &[char] = &['-', '+'];

fn is_number(text: &str) -> bool {
    is_integer(text) || is_hex(text)
}

/// `10,000`: more likely one number than two.
fn is_grouped(text: &str) -> bool {
    let Some((first, others)) = text.split_once(',') else { return false };
    let digits = first.trim_start_matches('-');
    is_integer(first)
        && digits.len() <= 3
        && !digits.starts_with('0')
        && parts_are(others, |c| c == ',', |group| group.len() == 3 && are_digits(group))
}

fn grouped(text: &str) -> Option<Codes> {
    is_grouped(text).then(|| Codes::of(CellForm::Phrase, &text.replace(',', "")))
}

fn is_hex(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let Some(digits) = digits.strip_prefix("0x").or(digits.strip_prefix("0X")) else { return false };
    !digits.is_empty() && digits.as_bytes().iter().all(u8::is_ascii_hexdigit)
}

/// `4000-7000`, `-2011~-2015`, `112 ～ 116`, `1 to 9`: it ends higher, or lower, than it begins.
fn is_range(text: &str) -> bool {
    if let Some((first, last)) = text.split_once(" to ").or(text.split_once('到')) {
        return first != last && is_integer(first.trim()) && is_integer(last.trim());
    }
    for (at, dash) in text.char_indices() {
        if at == 0 || !matches!(dash, '-' | '~' | '—' | '–' | '至') {
            continue;
        }
        let (first, rest) = text.split_at(at);
        let last = rest.trim_start_matches(dash).trim();
        let first = first.trim();
        let wide = first.len() > 1 || last.trim_start_matches('-').len() > 1 || dash != '-';
        return is_integer(first) && is_integer(last) && wide && first != last;
    }
    false
}

/// `10xxx`, `MN:XXXX`, `5**`.
fn is_wildcard(text: &str) -> bool {
    let open: CharClass = |c| matches!(c, 'x' | 'X' | '*');
    let before = text.trim_end_matches(open);
    let count = text.len() - before.len();
    all(text, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_' | '.' | '*'))
        && (count >= 2 || count == 1 && text.ends_with('*'))
        && ends(before, |c| c.is_ascii_digit() || matches!(c, ':' | '-' | '_' | '.'))
}

/// `<0`, `> 500`, `= 0`, `200 ≤ code ＜ 300`.
fn is_comparison(text: &str) -> bool {
    (any(text, is_sign) || starts(text, |c| matches!(c, '=' | '!')))
        && any(text, is_digit)
        && all(text, |c| is_sign(c) || c.is_ascii_alphanumeric() || matches!(c, ' ' | '=' | '-' | '_' | '!'))
        && parts_are(text, |c| is_sign(c) || c == '=', |part| !part.trim().contains(' '))
}

fn is_sign(c: char) -> bool {
    matches!(c, '<' | '>' | '≤' | '≥' | '≠' | '＜' | '＞')
}

/// `SYSTEMERROR`, `OUT_TRADE_NO_USED`.
pub(super) fn is_shouted(text: &str) -> bool {
    text.len() > 3
        && starts(text, |c| c.is_ascii_uppercase())
        && all(text, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '.' | '-'))
}

/// One token of ASCII with a letter or a digit in it.
fn is_name(text: &str) -> bool {
    // `DB：0140`: a colon of the vendor's keyboard.
    all(text, |c| {
        (c.is_ascii_graphic() || c == '：') && !matches!(c, '=' | ',' | ';' | '"' | '<' | '>' | '|')
    }) && any(text, |c| c.is_ascii_alphanumeric())
        && !(text.contains('/') && parts_are(text, |c| c == '/', |part| is_list_part(part.trim())))
        && !text.ends_with("...")
}

/// `code=0`, `code: -1`, `ERR_TIMEOUT = "-10000";`, `ERR_TIMEOUT -10000`, `错误码 1001`
fn assigned(text: &str) -> Option<Codes> {
    let assignment = text.split_once('=').or(text.split_once(": "));
    let Some((name, value)) = assignment else {
        let (name, value) = text.rsplit_once(BEFORE_NUMBER)?;
        let symbol = name.contains('_') && all(name, |c| c.is_ascii_alphanumeric() || c == '_');
        let called = speaks_of_codes(name) || matches!(name.to_ascii_lowercase().as_str(), "code" | "error");
        let value = value.trim();
        return ((symbol || called) && is_integer(value)).then(|| Codes::of(CellForm::Assignment, value));
    };
    let name = name.trim();
    let words = name.split_whitespace().count();
    let named = all(name, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ' ' | ':'));
    let value = unquoted(value.trim().trim_end_matches(BEHIND_VALUE).trim());
    (matches!(words, 1..=4) && named && is_number(value)).then(|| Codes::of(CellForm::Assignment, value))
}

const BEFORE_NUMBER: &[char] = &[' ', '：', ':'];
const BEHIND_VALUE: &[char] = &[';', ','];

/// `200(OK)`: the brackets say in words what the number is, with a blank before them or without.
fn before_brackets(text: &str) -> Option<Codes> {
    let (code, _) = text.strip_suffix(')')?.split_once('(')?;
    is_number(code).then(|| Codes::of(CellForm::Explained, code))
}

/// `409 Conflict`, `HTTP 409 Conflict`, `0（成功）`, `-1:失败`, `Failed（失败）`
fn explained(text: &str) -> Option<Codes> {
    let rest = match text.strip_prefix("HTTP").or(text.strip_prefix("http")) {
        Some(status) => status.trim_start(),
        None => text,
    };
    let words = rest.strip_prefix(SIGNS).unwrap_or(rest).trim_start_matches(is_digit as CharClass);
    let (code, words) = rest.split_at(rest.len() - words.len());
    // `0-成功`: no range goes on in words.
    let joint: CharClass = |c| matches!(c, '-' | '.' | '~' | '_' | '/');
    let words = match words.trim_start_matches(joint).trim_start() {
        rest if starts(rest, |c| c.is_alphabetic() && !c.is_ascii()) => rest,
        _ => words,
    };
    let parted =
        starts(words, |c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '~' | '_' | '/' | '%'));
    let separator: CharClass = |c| c.is_whitespace() || matches!(c, ',' | '、' | '/' | '~' | '-');
    let explains = any(words, char::is_alphabetic) && !is_integer(words.trim_matches(separator));
    let more = starts(words.trim_start_matches(separator), |c| c.is_ascii_digit() || c == '-');
    if is_integer(code) && (parted || words.is_empty()) && (explains || words.is_empty()) && !more {
        return Some(Codes::of(CellForm::Explained, code));
    }
    // A name, and what it means in brackets or in Chinese.
    let behind: CharClass = |c| !c.is_ascii() || c == '(';
    let (name, _) = text.split_at_checked(text.find(behind)?)?;
    let name = name.trim_end();
    let named = any(name, |c| c.is_ascii_alphabetic()) && !any(name, |c| matches!(c, '/' | '.' | ','));
    let is_code = name.len() > 2 && named && is_name(name) || is_upper_camel(name);
    (is_code && !name.contains(' ')).then(|| Codes::of(CellForm::Explained, name))
}

fn is_upper_camel(text: &str) -> bool {
    text.len() > 3
        && starts(text, |c| c.is_ascii_uppercase())
        && all(text, |c| c.is_ascii_alphanumeric() || c == '.')
}

/// Words that part numbers, as a separator does.
const CONJUNCTIONS: &[&str] = &["或者", "以及", " or ", " and "];

/// Several codes, each nothing but a code, by whatever parts them.
fn separated(text: &str) -> Option<Codes> {
    for word in CONJUNCTIONS {
        if text.contains(word) {
            let list = separated(&text.replace(*word, ","))?;
            return list.are(|code| is_number(code) || code.contains('_')).then_some(list);
        }
    }
    let separator: CharClass = |c| matches!(c, '/' | '\n' | '、' | ',' | ';' | '|' | '或' | '和' | '及');
    if !any(text, separator) {
        return None;
    }
    let mut codes = Vec::new();
    for part in text.split(separator) {
        let part = unquoted(part.trim());
        if !part.is_empty() {
            codes.push(with_minus(part).unwrap_or_else(|| part.to_owned()));
        }
    }
    let list = Codes { form: CellForm::List, codes };
    (!list.codes.is_empty() && list.are(is_list_part)).then_some(list)
}

/// `6（或7）`, `6 (or 7)`: the brackets hold a further code.
fn alternative(text: &str) -> Option<Codes> {
    let (code, further) = text.strip_suffix([')', '）'])?.split_once(['(', '（'])?;
    let further = ["或", "和", "及", "or ", "and "].iter().find_map(|word| further.strip_prefix(*word))?;
    separated(&format!("{code},{further}")).filter(|list| list.are(is_number))
}

/// Several codes, a line or a blank between them.
fn listed(text: &str) -> Option<Codes> {
    let lines = || {
        let mut codes = Vec::new();
        for line in text.split('\n') {
            codes.append(&mut single(line.trim())?.codes);
        }
        Some(codes)
    };
    let numbers = || {
        let mut codes = Vec::new();
        for number in text.split_whitespace() {
            codes.push(Some(number).filter(|number| is_number(number))?.to_owned());
        }
        Some(codes)
    };
    let codes = if text.contains('\n') { lines().or_else(numbers) } else { numbers() }?;
    (codes.len() > 1).then_some(Codes { form: CellForm::List, codes })
}

/// A number, and below it what it is called: `400<br>InvalidParameterValue`.
fn headed(text: &str) -> Option<Codes> {
    let (code, name) = text.split_once('\n')?;
    let named = any(name, char::is_alphabetic) && !any(name, is_digit);
    (is_integer(code.trim()) && named).then(|| Codes::of(CellForm::Explained, code.trim()))
}

/// `400(参数), 403(权限)`, `400 Bad Request / 404 Not Found`: several numbers, each with
/// words of its own.
fn explained_each(text: &str) -> Option<Codes> {
    let number = |part: &str| match explained(part) {
        _ if is_integer(part) => Some(part.to_owned()),
        found => found?.codes.pop().filter(|code| is_integer(code)),
    };
    let separator: CharClass = |c| matches!(c, ',' | '、' | ';' | '/' | '\n');
    let mut codes = Vec::new();
    for part in text.split(separator) {
        codes.push(number(part.trim())?);
    }
    (codes.len() > 1).then_some(Codes { form: CellForm::List, codes })
}

/// `500, 502 - Server Errors`, `1001/1002（参数错误）`: several numbers, or a range, and words about all
/// of them.
fn explained_list(text: &str) -> Option<Codes> {
    let begins: CharClass = |c| c.is_alphabetic() || matches!(c, '(' | '（' | ':' | '：');
    let (numbers, words) = text.split_at_checked(text.find(begins)?)?;
    // `3/4G` is no number.
    if ends(numbers, is_digit) && starts(words, |c| c.is_ascii_alphabetic()) {
        return None;
    }
    let behind: CharClass = |c| !c.is_ascii_digit();
    let numbers = numbers.trim_end_matches(behind);
    // `4000-4999（保留）`
    if is_range(numbers) && starts(words, |c| matches!(c, '(' | '（' | ':' | '：')) {
        return Some(Codes::of(CellForm::Pattern, numbers));
    }
    let list = separated(numbers)?;
    (!is_grouped(numbers) && list.are(is_integer)).then_some(list)
}

/// Whether a part between separators is a code for itself.
fn is_list_part(part: &str) -> bool {
    let is_name = part.len() > 2
        && starts(part, |c| c.is_ascii_alphabetic())
        && all(part, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | ':' | '-'));
    is_name || is_number(part) || is_range(part) || is_wildcard(part)
}

fn words(text: &str) -> Codes {
    let plain = text.to_ascii_lowercase().replace(' ', "");
    let ascii = all(text, |c| c.is_ascii_graphic() || c == ' ');
    let other = plain.starts_with("other") || NO_CODES.contains(&plain.as_str());
    let has_word = any(text, |c| c.is_ascii_alphanumeric());
    let sentence = text.split(' ').count() > 6 || ends(text, |c| matches!(c, '.' | ':'));
    if ascii && has_word && !other && !sentence {
        return Codes { form: CellForm::Phrase, codes: vec![text.to_owned()] };
    }
    Codes { form: CellForm::Words, codes: Vec::new() }
}

fn unquoted(text: &str) -> &str {
    const QUOTES: &[(char, char)] =
        &[('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('`', '`'), ('「', '」')];
    for &(open, close) in QUOTES {
        if let Some(inner) = text.strip_prefix(open)
            && let Some(inner) = inner.strip_suffix(close)
        {
            return inner.trim();
        }
    }
    text
}

/// ASCII for what is written full-width in a code.
fn ascii(c: char) -> char {
    match c {
        // Brackets, colons and comparisons stay: they belong to the words around a code.
        '（' | '）' | '：' | '＜' | '＞' | '！' | '？' => c,
        '−' | '﹣' => '-',
        other => narrow(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_token_as_written() {
        for (cell, form, codes) in [
            ("66660004", CellForm::Integer, &["66660004"][..]),
            ("-4006", CellForm::Integer, &["-4006"]),
            ("+1", CellForm::Integer, &["+1"]),
            ("000000", CellForm::Integer, &["000000"]),
            ("－１００", CellForm::Integer, &["-100"]),
            ("−5", CellForm::Integer, &["-5"]),
            ("–5", CellForm::Integer, &["-5"]),
            ("\"0\"", CellForm::Integer, &["0"]),
            ("1003¹", CellForm::Integer, &["1003"]),
            ("1003 ¹²", CellForm::Integer, &["1003"]),
            ("1003[^a]", CellForm::Integer, &["1003"]),
            ("1003[2]", CellForm::Integer, &["1003"]),
            ("NotFound[^1]", CellForm::Name, &["NotFound"]),
            ("Items[1]", CellForm::Name, &["Items[1]"]),
            ("“-1”", CellForm::Integer, &["-1"]),
            ("0x1F", CellForm::Hex, &["0x1F"]),
            ("-0xff", CellForm::Hex, &["-0xff"]),
            ("InvalidParameter.X", CellForm::Name, &["InvalidParameter.X"]),
            ("MI:0013", CellForm::Name, &["MI:0013"]),
            ("2-67", CellForm::Pattern, &["2-67"]),
            ("3-4", CellForm::Name, &["3-4"]),
            ("401.1", CellForm::Name, &["401.1"]),
            ("E_FAIL", CellForm::Name, &["E_FAIL"]),
            ("DB：0140", CellForm::Name, &["DB：0140"]),
            ("UNKNOWN", CellForm::Name, &["UNKNOWN"]),
            ("650(660\\99", CellForm::Name, &["650(660\\99"]),
        ] {
            assert_eq!(read(cell), Codes { form, codes: own(codes) }, "{cell}");
        }
    }

    fn own(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|&code| code.to_owned()).collect()
    }

    #[test]
    fn several_codes_are_several() {
        for (cell, codes) in [
            ("400103/400104", &["400103", "400104"][..]),
            ("-4006/-4007/-4010", &["-4006", "-4007", "-4010"]),
            ("1、2 、 3", &["1", "2", "3"]),
            ("10,20", &["10", "20"]),
            ("1001,002", &["1001", "002"]),
            ("-27, -29", &["-27", "-29"]),
            ("1，2", &["1", "2"]),
            ("1\n2/3", &["1", "2", "3"]),
            ("1 或 2", &["1", "2"]),
            ("1001 1002", &["1001", "1002"]),
            ("0x1/0x2", &["0x1", "0x2"]),
            ("NotFound/NotAllowed", &["NotFound", "NotAllowed"]),
            ("A.B\nA.C", &["A.B", "A.C"]),
            ("1/", &["1"]),
            ("1001 or 1002", &["1001", "1002"]),
            ("E_LATE or E_FULL", &["E_LATE", "E_FULL"]),
            ("-1或者-2", &["-1", "-2"]),
            ("500, 502 - Server Errors", &["500", "502"]),
            ("1001/1002（参数错误）", &["1001", "1002"]),
            ("400(参数), 403（权限）", &["400", "403"]),
            ("6（或7）", &["6", "7"]),
            ("6 (or 7)", &["6", "7"]),
            ("1003 1004等", &["1003", "1004"]),
            ("0,123", &["0", "123"]),
        ] {
            let found = read(cell);
            assert_eq!(found.codes, codes, "{cell}: {found:?}");
        }
    }

    #[test]
    fn many_codes_in_one_text_stay_as_written() {
        for cell in [
            "4000-7000",
            "4000 - 7000",
            "-2011~-2015",
            "112~116",
            "112 to 116",
            "112到116",
            "10xxx",
            "MN:XXXX",
            "5**",
            "<0",
            "> 0",
            "= 0",
            "200 ≤ code ＜ 300",
            "code > 500",
        ] {
            assert_eq!(read(cell), Codes { form: CellForm::Pattern, codes: own(&[cell]) }, "{cell}");
        }
    }

    #[test]
    fn words_beside_a_code_are_not_the_code() {
        for (cell, form, code) in [
            ("404 Not Found", CellForm::Explained, "404"),
            ("400\nInvalidParameterValue", CellForm::Explained, "400"),
            ("HTTP 409 Conflict", CellForm::Explained, "409"),
            ("0（成功）", CellForm::Explained, "0"),
            ("10（已合并至11）", CellForm::Explained, "10"),
            ("10（和解）", CellForm::Explained, "10"),
            ("1003 ①", CellForm::Integer, "1003"),
            ("1003[1]", CellForm::Integer, "1003"),
            ("1003[100]", CellForm::Name, "1003[100]"),
            ("4000-4000", CellForm::Name, "4000-4000"),
            ("4000-4999等", CellForm::Pattern, "4000-4999"),
            ("200(OK)", CellForm::Explained, "200"),
            ("0x1F(31)", CellForm::Explained, "0x1F"),
            ("（1001）", CellForm::Integer, "1001"),
            ("1001：", CellForm::Integer, "1001"),
            ("-1 失败", CellForm::Explained, "-1"),
            ("10004：超时", CellForm::Explained, "10004"),
            ("code=0", CellForm::Assignment, "0"),
            ("ERR_TIMEOUT = \"-10000\";", CellForm::Assignment, "-10000"),
            ("NSInteger const ERR = 7", CellForm::Assignment, "7"),
            ("0-成功", CellForm::Explained, "0"),
            ("1001成功", CellForm::Explained, "1001"),
            ("ERR_TIMEOUT -10000", CellForm::Assignment, "-10000"),
            ("错误码：1001", CellForm::Assignment, "1001"),
            ("10,000", CellForm::Phrase, "10000"),
            ("4000-4999（保留）", CellForm::Pattern, "4000-4999"),
            ("-1 ~ -9: 系统", CellForm::Pattern, "-1 ~ -9"),
            ("Timeout（超时）", CellForm::Explained, "Timeout"),
        ] {
            assert_eq!(read(cell), Codes { form, codes: own(&[code]) }, "{cell}");
        }
    }

    #[test]
    fn words_are_no_code() {
        for (cell, form) in [
            ("", CellForm::Empty),
            ("-", CellForm::Empty),
            ("—", CellForm::Empty),
            ("其他错误码", CellForm::Words),
            ("、", CellForm::Words),
            (",", CellForm::Words),
            ("其它", CellForm::Words),
            ("Others", CellForm::Words),
            ("Other error codes", CellForm::Words),
            ("NONE", CellForm::Words),
            ("直传后台错误码", CellForm::Words),
            ("公共错误码：", CellForm::Words),
            ("See the list of the other product", CellForm::Words),
        ] {
            assert_eq!(read(cell), Codes { form, codes: Vec::new() }, "{cell}");
        }
        assert_eq!(read("3/4G 网络异常").form, CellForm::Words);
        assert_eq!(read("10-20条（每天）").form, CellForm::Words);
        for cell in ["Not \u{200B} Found", "Not \u{3000}Found"] {
            assert_eq!(read(cell).codes, ["Not Found"], "{cell:?}");
        }
        for cell in ["Authentication failed", "Timeout or 7"] {
            assert_eq!(read(cell).form, CellForm::Phrase, "{cell}");
        }
        assert!(is_numeric("409 Conflict") && !is_numeric("HTTP 코드"));
    }
}
