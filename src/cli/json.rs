//! JSON as it is printed: a line for each row, and nothing a terminal obeys.

use std::fmt::Write as _;

use serde_json::Value;
use vendor_codes::codegen::visible::is_hidden;

/// The text of a value, with a line break at its end.
///
/// What holds no further object stands on one line. Characters that are
/// invisible or that a terminal obeys are escaped, which means the same to a
/// program.
pub fn text(value: &Value) -> String {
    let mut out = String::with_capacity(1024);
    push(&mut out, value, 0);
    out.push('\n');
    out
}

fn push(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Array(values) if !values.iter().any(holds_object) => {
            push_list(out, '[', ']', values.iter(), None, |out, value| push(out, value, depth));
        }
        Value::Array(values) => {
            push_list(out, '[', ']', values.iter(), Some(depth), |out, value| push(out, value, depth + 1));
        }
        Value::Object(fields) => {
            let inner = fields.values().any(holds_object).then_some(depth);
            push_list(out, '{', '}', fields.iter(), inner, |out, (key, value)| {
                push_string(out, key);
                out.push_str(": ");
                push(out, value, depth + 1);
            });
        }
        Value::String(text) => push_string(out, text),
        other => out.push_str(&other.to_string()),
    }
}

fn holds_object(value: &Value) -> bool {
    match value {
        Value::Object(fields) => !fields.is_empty(),
        Value::Array(values) => values.iter().any(holds_object),
        _ => false,
    }
}

/// Items between brackets: each on a line of its own at a depth, or all on one.
fn push_list<T>(
    out: &mut String,
    open: char,
    close: char,
    items: impl Iterator<Item = T>,
    depth: Option<usize>,
    mut push_item: impl FnMut(&mut String, T),
) {
    let break_line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    out.push(open);
    for (index, item) in items.enumerate() {
        match (index, depth) {
            (0, None) => {}
            (_, None) => out.push_str(", "),
            (0, Some(depth)) => break_line(out, depth + 1),
            (_, Some(depth)) => {
                out.push(',');
                break_line(out, depth + 1);
            }
        }
        push_item(out, item);
    }
    if let Some(depth) = depth {
        break_line(out, depth);
    }
    out.push(close);
}

fn push_string(out: &mut String, text: &str) {
    let quoted = Value::from(text).to_string();
    for character in quoted.chars() {
        if is_hidden(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_row_is_a_line() {
        let row = json!({ "line": 6, "codes": ["0"], "none": [], "nothing": {} });
        let value = json!({ "headings": ["甲", "乙"], "tables": [{ "rows": [row, row] }], "none": [] });
        let expected = r#"{
  "headings": ["甲", "乙"],
  "tables": [
    {
      "rows": [
        {"line": 6, "codes": ["0"], "none": [], "nothing": {}},
        {"line": 6, "codes": ["0"], "none": [], "nothing": {}}
      ]
    }
  ],
  "none": []
}
"#;
        assert_eq!(text(&value), expected);
    }

    #[test]
    fn hidden_characters_are_escaped_and_mean_the_same() {
        let value = json!({ "a\u{9b}": "\u{1b}[31m\u{202e}红\u{e0001}\n\"" });
        let text = text(&value);
        assert_eq!(text, "{\"a\\u009b\": \"\\u001b[31m\\u202e红\\udb40\\udc01\\n\\\"\"}\n");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
