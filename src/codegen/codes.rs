//! One code cell in, its codes out.
//!
//! The clean text of a cell in the code column comes in; out goes what it says:
//! one code, several (`400103/400104`), a range, a word in place of a code. This
//! module owns how vendors write codes. A code is a token as written: `000000`,
//! `0x1F` and `-4006` keep their spelling; only full-width digits, letters and
//! signs, which no service sends, become ASCII.

use super::cell::is_raised;
use super::roles::speaks_of_codes;

/// What a code cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// What kind of text this is.
    pub form: Form,
    /// The codes, in order.
    pub codes: Vec<String>,
}

/// How a code cell is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form {
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

impl Form {
    /// Whether a column of such cells looks like a column of codes.
    #[must_use]
    pub const fn is_code(self) -> bool {
        !matches!(self, Self::Empty | Self::Phrase | Self::Words)
    }
}

/// What stands for an empty cell.
const NOTHING: &[&str] = &["", "-", "--", "---", "—", "——", "–", "/", "\\", "*"];

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
/// use vendor_codes::codegen::codes::{read, Form};
///
/// assert_eq!(read("400103/400104").codes, ["400103", "400104"]);
/// assert_eq!(read("4000-7000").form, Form::Pattern);
/// assert!(read("其他").codes.is_empty());
/// ```
#[must_use]
pub fn read(cell: &str) -> Codes {
    let text: String = cell.chars().filter(|&c| !is_invisible(c)).map(ascii).collect();
    let text = without_footnote(text.trim());
    // `1001、1002等` names those two.
    let text = text.strip_suffix('等').filter(|text| text.ends_with(digit)).unwrap_or(text);
    let negative = with_minus(text);
    let text = negative.as_deref().unwrap_or(text);
    // `(1001)` and `1001：` are no more than the number.
    let bare = text.trim_start_matches(OPEN).trim_end_matches(CLOSE);
    let text = if is_integer(bare) { bare } else { text };
    if NOTHING.contains(&text) {
        return Codes::default();
    }
    // Most codes are plain numbers, and every cell of their column is asked more than once.
    if is_integer(text) {
        return Codes::of(Form::Integer, text);
    }
    let grouped = || Some(text).filter(|text| is_grouped(text)).and_then(single);
    grouped()
        .or_else(|| headed(text))
        .or_else(|| separated(text))
        .or_else(|| explained_each(text))
        .or_else(|| single(text))
        .or_else(|| listed(text))
        .or_else(|| explained_list(text))
        .unwrap_or_else(|| words(text))
}

/// What a copy from a web page brings with it.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A number behind another dash: word processors write all kinds of them for a minus.
fn with_minus(text: &str) -> Option<String> {
    let digits = text.strip_prefix(['–', '—', '‐', '‑', '‒'])?;
    is_integer(digits).then(|| format!("-{digits}"))
}

/// A code without the mark of a footnote behind it: `1003¹`, `1003[^1]`, `1003[1]`.
fn without_footnote(text: &str) -> &str {
    let bare = text.trim_end_matches(is_raised).trim_end();
    let marked = bare.strip_suffix(']').and_then(|text| text.rsplit_once('['));
    match marked {
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
    let digits = |code: &String| code.chars().any(|c| c.is_ascii_digit());
    match codes.form {
        Form::Integer | Form::Hex | Form::Pattern | Form::Assignment => true,
        Form::List => codes.codes.iter().all(|code| is_integer(code) || is_hex(code)),
        Form::Name | Form::Explained => codes.codes.iter().all(digits),
        Form::Empty | Form::Phrase | Form::Words => false,
    }
}

/// Whether it is a number that a row may begin with, and not that of an item: `1.`
#[must_use]
pub fn begins_row(cell: &str) -> bool {
    is_numeric(cell) && !cell.ends_with('.')
}

impl Codes {
    fn of(form: Form, code: &str) -> Self {
        Self { form, codes: vec![code.to_owned()] }
    }
}

/// A text that is one code, or stands for one.
fn single(text: &str) -> Option<Codes> {
    let unquoted = unquoted(text);
    match () {
        () if NO_CODES.contains(&text.to_ascii_lowercase().replace(' ', "").as_str()) => None,
        () if is_integer(unquoted) => Some(Codes::of(Form::Integer, unquoted)),
        () if is_grouped(text) => Some(Codes::of(Form::Phrase, &text.replace(',', ""))),
        () if is_hex(unquoted) => Some(Codes::of(Form::Hex, unquoted)),
        () if is_range(text) || is_comparison(text) => Some(Codes::of(Form::Pattern, text)),
        () if is_wildcard(text) => Some(Codes::of(Form::Pattern, text)),
        () => before_brackets(unquoted)
            .or_else(|| Some(Codes::of(Form::Name, unquoted)).filter(|_| is_name(unquoted)))
            .or_else(|| assigned(text))
            .or_else(|| explained(text)),
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `10,000`: more likely one number than two.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let mut count = 0;
    let whole = groups.all(|group| {
        count += 1;
        group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit())
    });
    let digits = first.trim_start_matches('-');
    whole && count > 0 && is_integer(first) && digits.len() <= 3 && !digits.starts_with('0')
}

fn is_hex(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let digits = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// `4000-7000`, `-2011~-2015`, `112 ～ 116`, `1 to 9`: it ends higher, or lower, than it begins.
fn is_range(text: &str) -> bool {
    if let Some((first, last)) = text.split_once(" to ").or_else(|| text.split_once('到')) {
        return first != last && is_integer(first.trim()) && is_integer(last.trim());
    }
    let Some(end) =
        text.char_indices().skip(1).find(|&(_, c)| matches!(c, '-' | '~' | '—' | '–') || c == '至')
    else {
        return false;
    };
    let (first, rest) = text.split_at(end.0);
    let last = rest.trim_start_matches(end.1).trim();
    let first = first.trim();
    let wide = first.len() > 1 || last.trim_start_matches('-').len() > 1 || end.1 != '-';
    is_integer(first) && is_integer(last) && wide && first != last
}

/// `10xxx`, `MN:XXXX`, `5**`.
fn is_wildcard(text: &str) -> bool {
    let open = |c: char| matches!(c, 'x' | 'X' | '*');
    let token = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_' | '.' | '*'));
    let behind = text.trim_end_matches(open);
    let count = text.len() - behind.len();
    token
        && !behind.is_empty()
        && (count >= 2 || count == 1 && text.ends_with('*'))
        && behind.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ':' | '-' | '_' | '.'))
}

/// `<0`, `> 500`, `= 0`, `200 ≤ code ＜ 300`.
fn is_comparison(text: &str) -> bool {
    let sign = |c: char| matches!(c, '<' | '>' | '≤' | '≥' | '≠' | '＜' | '＞');
    (text.contains(sign) || text.starts_with(['=', '!']))
        && text.contains(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| sign(c) || c.is_ascii_alphanumeric() || matches!(c, ' ' | '=' | '-' | '_' | '!'))
        && text.split(|c: char| sign(c) || c == '=').all(|part| part.trim().split(' ').count() == 1)
}

/// `SYSTEMERROR`, `OUT_TRADE_NO_USED`.
pub(super) fn is_shouted(text: &str) -> bool {
    text.len() > 3
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '.' | '-'))
}

/// One token of ASCII with a letter or a digit in it.
fn is_name(text: &str) -> bool {
    // `DB：0140`: a colon of the vendor's keyboard.
    text.chars().all(|c| c.is_ascii_graphic() || c == '：')
        && text.bytes().any(|byte| byte.is_ascii_alphanumeric())
        && !text.contains(['=', ',', ';', '"', '<', '>', '|'])
        && !(text.contains('/') && parts(text, '/').all(is_list_part))
        && !text.ends_with("...")
}

/// `code=0`, `code: -1`, `ERR_TIMEOUT = "-10000";`, `ERR_TIMEOUT -10000`, `错误码 1001`
fn assigned(text: &str) -> Option<Codes> {
    let assignment = text.split_once('=').or_else(|| text.split_once(": "));
    let Some((name, value)) = assignment else {
        let (name, value) = text.rsplit_once([' ', '：', ':'])?;
        let symbol = name.contains('_') && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let called = speaks_of_codes(name) || matches!(name.to_ascii_lowercase().as_str(), "code" | "error");
        let value = value.trim();
        return ((symbol || called) && is_integer(value)).then(|| Codes::of(Form::Assignment, value));
    };
    let name = name.trim();
    let words = name.split_whitespace().count();
    let named = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ' ' | ':'));
    let value = unquoted(value.trim().trim_end_matches([';', ',']).trim());
    let valued = is_integer(value) || is_hex(value);
    if (1..=4).contains(&words) && named && valued { Some(Codes::of(Form::Assignment, value)) } else { None }
}

/// `200(OK)`: the brackets say in words what the number is, with a blank before them or without.
fn before_brackets(text: &str) -> Option<Codes> {
    let (code, _) = text.strip_suffix(')')?.split_once('(')?;
    (is_integer(code) || is_hex(code)).then(|| Codes::of(Form::Explained, code))
}

/// `409 Conflict`, `HTTP 409 Conflict`, `0（成功）`, `-1:失败`, `Failed（失败）`
fn explained(text: &str) -> Option<Codes> {
    let status = text.strip_prefix("HTTP").or_else(|| text.strip_prefix("http")).map(str::trim_start);
    let rest = status.unwrap_or(text);
    let end = rest
        .char_indices()
        .find(|&(at, c)| !(c.is_ascii_digit() || at == 0 && matches!(c, '-' | '+')))
        .map_or(rest.len(), |(at, _)| at);
    let (code, words) = rest.split_at(end);
    // `0-成功`: no range goes on in words.
    let words = match words.trim_start_matches(['-', '.', '~', '_', '/']).trim_start() {
        rest if rest.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()) => rest,
        _ => words,
    };
    let parted = words
        .starts_with(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '~' | '_' | '/' | '%'));
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | '、' | '/' | '\n' | '~' | '-');
    let explains = words.contains(|c: char| c.is_alphabetic()) && !is_integer(words.trim_matches(separators));
    let more = words.trim_start_matches(separators).starts_with(|c: char| c.is_ascii_digit() || c == '-');
    if is_integer(code) && (parted || words.is_empty()) && (explains || words.is_empty()) && !more {
        return Some(Codes::of(Form::Explained, code));
    }
    // A name, and what it means in brackets or in Chinese.
    let end = text.find(|c: char| !c.is_ascii() || matches!(c, '('))?;
    let (name, _) = text.split_at(end);
    let name = name.trim_end();
    let named = name.contains(|c: char| c.is_ascii_alphabetic());
    let is_code =
        name.len() > 2 && named && is_name(name) && !name.contains(['/', '.', ',']) || is_upper_camel(name);
    if is_code && !name.contains(' ') { Some(Codes::of(Form::Explained, name)) } else { None }
}

fn is_upper_camel(text: &str) -> bool {
    text.len() > 3
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
}

/// Words that part numbers, as a separator does.
const CONJUNCTIONS: &[&str] = &["或者", "以及", " or ", " and "];

/// Several codes, each nothing but a code, by whatever parts them.
fn separated(text: &str) -> Option<Codes> {
    if let Some(word) = CONJUNCTIONS.iter().find(|&&word| text.contains(word)) {
        let list = separated(&text.replace(word, ","))?;
        let coded = |code: &String| is_integer(code) || is_hex(code) || code.contains('_');
        return list.codes.iter().all(coded).then_some(list);
    }
    let separator = |c: char| matches!(c, '/' | '\n' | '、' | ',' | ';' | '|' | '或' | '和' | '及');
    if !text.contains(separator) {
        return None;
    }
    let parts = text.split(separator).map(|part| unquoted(part.trim())).filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.map(|part| with_minus(part).unwrap_or_else(|| part.to_owned())).collect();
    let list = !parts.is_empty() && parts.iter().all(|part| is_list_part(part));
    list.then_some(Codes { form: Form::List, codes: parts })
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
        let numbers: Vec<&str> = text.split_whitespace().collect();
        let all = numbers.iter().all(|number| is_integer(number) || is_hex(number));
        all.then(|| numbers.into_iter().map(str::to_owned).collect())
    };
    let codes: Vec<String> = if text.contains('\n') { lines().or_else(numbers) } else { numbers() }?;
    (codes.len() > 1).then_some(Codes { form: Form::List, codes })
}

/// A number, and below it what it is called: `400<br>InvalidParameterValue`.
fn headed(text: &str) -> Option<Codes> {
    let (code, name) = text.split_once('\n')?;
    let named = name.contains(|c: char| c.is_alphabetic()) && !name.contains(|c: char| c.is_ascii_digit());
    (is_integer(code.trim()) && named).then(|| Codes::of(Form::Explained, code.trim()))
}

/// `400(参数), 403(权限)`, `400 Bad Request / 404 Not Found`: several numbers, each with
/// words of its own.
fn explained_each(text: &str) -> Option<Codes> {
    let number = |part: &str| match explained(part) {
        _ if is_integer(part) => Some(part.to_owned()),
        found => found?.codes.pop().filter(|code| is_integer(code)),
    };
    let parts = text.split([',', '、', ';', '/', '\n']);
    let codes: Vec<String> = parts.map(|part| number(part.trim())).collect::<Option<_>>()?;
    (codes.len() > 1).then_some(Codes { form: Form::List, codes })
}

/// `500, 502 - Server Errors`, `1001/1002（参数错误）`: several numbers, or a range, and words about all
/// of them.
fn explained_list(text: &str) -> Option<Codes> {
    let words = text.find(|c: char| c.is_alphabetic() || matches!(c, '(' | '（' | ':' | '：'))?;
    let (numbers, words) = text.split_at_checked(words)?;
    // `3/4G` is no number.
    if numbers.ends_with(|c: char| c.is_ascii_digit()) && words.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        return None;
    }
    let numbers = numbers.trim_end_matches(|c: char| !c.is_ascii_digit());
    // `4000-4999（保留）`
    if is_range(numbers) && words.starts_with(['(', '（', ':', '：']) {
        return Some(Codes::of(Form::Pattern, numbers));
    }
    let list = separated(numbers).filter(|_| !is_grouped(numbers))?;
    list.codes.iter().all(|code| is_integer(code)).then_some(list)
}

/// Whether a part between separators is a code for itself.
fn is_list_part(part: &str) -> bool {
    let name = || {
        part.len() > 2
            && part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | ':' | '-'))
    };
    is_integer(part) || is_hex(part) || is_range(part) || is_wildcard(part) || name()
}

fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    text.split(separator).map(str::trim)
}

fn words(text: &str) -> Codes {
    let plain = text.to_ascii_lowercase().replace(' ', "");
    let ascii = text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    let other = plain.starts_with("other") || NO_CODES.contains(&plain.as_str());
    let has_word = text.bytes().any(|byte| byte.is_ascii_alphanumeric());
    let sentence = text.split(' ').count() > 6 || text.ends_with(['.', ':']);
    if ascii && has_word && !other && !sentence {
        return Codes { form: Form::Phrase, codes: vec![text.to_owned()] };
    }
    Codes { form: Form::Words, codes: Vec::new() }
}

fn unquoted(text: &str) -> &str {
    const QUOTES: &[(char, char)] =
        &[('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('`', '`'), ('「', '」')];
    let inner = QUOTES.iter().find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    inner.map_or(text, str::trim)
}

/// ASCII for what is written full-width in a code.
fn ascii(c: char) -> char {
    match c {
        // Brackets, colons and comparisons stay: they belong to the words around a code.
        '（' | '）' | '：' | '＜' | '＞' | '！' | '？' => c,
        '，' => ',',
        '；' => ';',
        '−' | '﹣' => '-',
        '\u{3000}' | '\u{A0}' => ' ',
        '\u{FF01}'..='\u{FF5E}' if c != '～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '～' => '~',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_token_as_written() {
        for (cell, form, codes) in [
            ("66660004", Form::Integer, &["66660004"][..]),
            ("-4006", Form::Integer, &["-4006"]),
            ("+1", Form::Integer, &["+1"]),
            ("000000", Form::Integer, &["000000"]),
            ("－１００", Form::Integer, &["-100"]),
            ("−5", Form::Integer, &["-5"]),
            ("–5", Form::Integer, &["-5"]),
            ("\"0\"", Form::Integer, &["0"]),
            ("1003¹", Form::Integer, &["1003"]),
            ("1003 ¹²", Form::Integer, &["1003"]),
            ("1003[^a]", Form::Integer, &["1003"]),
            ("1003[2]", Form::Integer, &["1003"]),
            ("NotFound[^1]", Form::Name, &["NotFound"]),
            ("Items[1]", Form::Name, &["Items[1]"]),
            ("“-1”", Form::Integer, &["-1"]),
            ("0x1F", Form::Hex, &["0x1F"]),
            ("-0xff", Form::Hex, &["-0xff"]),
            ("InvalidParameter.X", Form::Name, &["InvalidParameter.X"]),
            ("MI:0013", Form::Name, &["MI:0013"]),
            ("2-67", Form::Pattern, &["2-67"]),
            ("3-4", Form::Name, &["3-4"]),
            ("401.1", Form::Name, &["401.1"]),
            ("E_FAIL", Form::Name, &["E_FAIL"]),
            ("DB：0140", Form::Name, &["DB：0140"]),
            ("UNKNOWN", Form::Name, &["UNKNOWN"]),
            ("650(660\\99", Form::Name, &["650(660\\99"]),
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
            assert_eq!(read(cell), Codes { form: Form::Pattern, codes: own(&[cell]) }, "{cell}");
        }
    }

    #[test]
    fn words_beside_a_code_are_not_the_code() {
        for (cell, form, code) in [
            ("404 Not Found", Form::Explained, "404"),
            ("400\nInvalidParameterValue", Form::Explained, "400"),
            ("HTTP 409 Conflict", Form::Explained, "409"),
            ("0（成功）", Form::Explained, "0"),
            ("200(OK)", Form::Explained, "200"),
            ("0x1F(31)", Form::Explained, "0x1F"),
            ("（1001）", Form::Integer, "1001"),
            ("1001：", Form::Integer, "1001"),
            ("-1 失败", Form::Explained, "-1"),
            ("10004：超时", Form::Explained, "10004"),
            ("code=0", Form::Assignment, "0"),
            ("ERR_TIMEOUT = \"-10000\";", Form::Assignment, "-10000"),
            ("NSInteger const ERR = 7", Form::Assignment, "7"),
            ("0-成功", Form::Explained, "0"),
            ("1001成功", Form::Explained, "1001"),
            ("ERR_TIMEOUT -10000", Form::Assignment, "-10000"),
            ("错误码：1001", Form::Assignment, "1001"),
            ("10,000", Form::Phrase, "10000"),
            ("4000-4999（保留）", Form::Pattern, "4000-4999"),
            ("-1 ~ -9: 系统", Form::Pattern, "-1 ~ -9"),
            ("Timeout（超时）", Form::Explained, "Timeout"),
        ] {
            assert_eq!(read(cell), Codes { form, codes: own(&[code]) }, "{cell}");
        }
    }

    #[test]
    fn words_are_no_code() {
        for (cell, form) in [
            ("", Form::Empty),
            ("-", Form::Empty),
            ("—", Form::Empty),
            ("其他错误码", Form::Words),
            ("、", Form::Words),
            (",", Form::Words),
            ("其它", Form::Words),
            ("Others", Form::Words),
            ("Other error codes", Form::Words),
            ("NONE", Form::Words),
            ("直传后台错误码", Form::Words),
            ("公共错误码：", Form::Words),
        ] {
            assert_eq!(read(cell), Codes { form, codes: Vec::new() }, "{cell}");
        }
        assert_eq!(read("3/4G 网络异常").form, Form::Words);
        assert_eq!(read("10-20条（每天）").form, Form::Words);
        for cell in ["Authentication failed", "Timeout or 7"] {
            assert_eq!(read(cell).form, Form::Phrase, "{cell}");
        }
        assert!(is_numeric("409 Conflict") && !is_numeric("HTTP 코드"));
    }
}
