//! Codes in running text: log lines, replies, notes.
//!
//! A line comes in, the codes in it go out. This module owns what is taken for
//! a code there: whatever a field called `code` holds, known or not; a line that
//! is nothing but one word; and elsewhere only known codes that are long enough
//! not to be a count or a year.

/// Shorter numbers in running text mean something else.
const LONG_ENOUGH: usize = 5;

/// Longer values are no codes.
const TOO_LONG: usize = 128;

/// The names of fields that hold a code, in lower case and without `_` and `-`.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "code", "retcode", "returncode", "resultcode", "rescode", "respcode", "responsecode", "errcode", "errorcode",
    "bizcode", "subcode", "warncode", "warningcode", "warnings",
    "返回码", "错误码", "响应码", "结果码", "警告码", "告警码",
];

/// The codes of a line, in order, each once. `known` says whether the documents
/// have a code.
pub fn codes<'a>(line: &'a str, known: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    let trimmed = line.trim();
    let mut expected = !trimmed.is_empty() && trimmed.chars().all(is_code_character);
    for word in words(line) {
        let is_code = expected && may_be_code(word.text, known);
        if (is_code || word.text.len() >= LONG_ENOUGH && known(word.text)) && !found.contains(&word.text) {
            found.push(word.text);
        }
        expected = word.names_next && is_key(word.text);
    }
    found
}

fn is_key(word: &str) -> bool {
    let plain: String =
        word.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect();
    // Words are not apart in Chinese.
    KEYS.iter().any(|&key| if key.is_ascii() { plain == key } else { plain.ends_with(key) })
}

/// Words such as `null` or `OK` are no codes, unless the vendor says so.
fn may_be_code(text: &str, known: &dyn Fn(&str) -> bool) -> bool {
    text.len() <= TOO_LONG
        && (known(text) || text.bytes().any(|byte| byte.is_ascii_digit()) || text.contains('.'))
}

struct Word<'a> {
    text: &'a str,
    /// Whether it may be the name of what follows: with `=` or `:` between, in
    /// quotes or not, or nothing at all where the writing changes.
    names_next: bool,
}

/// Runs of what a code may be spelled with, and runs of other letters.
fn words(line: &str) -> Vec<Word<'_>> {
    let is_letter = |c: char| is_code_character(c) || c.is_alphanumeric();
    let mut words = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find(is_letter) {
        let from = rest.get(start..).unwrap_or_default();
        let is_code = from.starts_with(is_code_character);
        let end = from.find(|c| !is_letter(c) || is_code_character(c) != is_code).unwrap_or(from.len());
        let (word, behind) = from.split_at(end);
        // A sentence ends with a full stop, no code does.
        let text = word.trim_end_matches('.');
        let between = behind.trim_start_matches([' ', '\t', '"', '\'', '\\']);
        let names_next =
            between.starts_with(['=', ':', '：', '＝']) || !is_code && behind.starts_with(is_code_character);
        if !text.is_empty() {
            words.push(Word { text, names_next });
        }
        rest = behind;
    }
    words
}

fn is_code_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_where_people_keep_them() {
        let known = |code: &str| ["0", "66660004", "-4006", "2018", "FailedOperation.NoFace"].contains(&code);
        for (line, expected) in [
            ("code=66660004", &["66660004"][..]),
            (r#"{"code":"-4006","msg":"no face"}"#, &["-4006"]),
            (r#"{"code":0,"msg":"ok"}"#, &["0"]),
            (r#"reply: "{\"code\": \"66660004\"}""#, &["66660004"]),
            ("retCode: 12345, cost 66660004", &["12345", "66660004"]),
            ("返回码：66660004。", &["66660004"]),
            ("接口返回错误码-4006失败", &["-4006"]),
            ("校验66660004失败", &["66660004"]),
            ("failed with 66660004.", &["66660004"]),
            ("  -4006  ", &["-4006"]),
            ("12", &["12"]),
            (r#"{"Error":{"Code":"FailedOperation.NoFace"}}"#, &["FailedOperation.NoFace"]),
            ("code=66660004 code=66660004", &["66660004"]),
            ("error_code = '0'", &["0"]),
            // Near misses.
            ("2018-11-02 took 0 ms", &[]),
            ("166660004", &["166660004"]),
            ("order 166660004 of user x66660004", &[]),
            ("statusCode: 200", &[]),
            ("code: null, postcode=518000", &[]),
            ("the code is 0", &[]),
            ("done", &[]),
            ("错误码是 0", &[]),
            ("", &[]),
        ] {
            assert_eq!(codes(line, &known), expected, "{line}");
        }
        assert_eq!(codes(&format!("code={}", "1".repeat(TOO_LONG + 1)), &known), [""; 0]);
    }
}
