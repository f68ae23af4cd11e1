//! JSON as it is printed: a line for each row, and nothing a terminal obeys.

use std::io::{self, Write};

use serde_core::Serialize as _;
use serde_json::Value;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use vendor_codes::codegen::visible::is_hidden;

/// What is nested deeper than this stands on one line.
const LINES: usize = 4;

/// The text of a value, with a line break at its end.
///
/// Characters that are invisible or that a terminal obeys are escaped, which
/// means the same to a program.
pub fn text(value: &Value) -> String {
    let mut bytes = Vec::with_capacity(1024);
    let formatter = Layout { pretty: PrettyFormatter::new(), depth: 0 };
    // A value of strings and numbers can be written, and to memory.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut bytes, formatter));
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

struct Layout {
    pretty: PrettyFormatter<'static>,
    depth: usize,
}

macro_rules! by_depth {
    ($($name:ident($($argument:ident: $type:ty)?) $change:tt;)+) => {$(
        fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $argument: $type)?) -> io::Result<()> {
            by_depth!(@before self $change);
            let result = if self.depth <= LINES {
                self.pretty.$name(writer $(, $argument)?)
            } else {
                CompactFormatter.$name(writer $(, $argument)?)
            };
            by_depth!(@after self $change);
            result
        }
    )+};
    (@before $self:ident deeper) => { $self.depth += 1; };
    (@after $self:ident higher) => { $self.depth -= 1; };
    (@$when:ident $self:ident $change:ident) => {};
}

impl Formatter for Layout {
    by_depth! {
        begin_array() deeper;
        end_array() higher;
        begin_array_value(first: bool) same;
        end_array_value() same;
        begin_object() deeper;
        end_object() higher;
        begin_object_key(first: bool) same;
        begin_object_value() same;
        end_object_value() same;
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, text: &str) -> io::Result<()> {
        let mut rest = text;
        while let Some(at) = rest.find(is_hidden) {
            let (plain, hidden) = rest.split_at(at);
            writer.write_all(plain.as_bytes())?;
            let mut characters = hidden.chars();
            if let Some(hidden) = characters.next() {
                for unit in hidden.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
            rest = characters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_row_is_a_line() {
        let value = json!({ "tables": [{ "rows": [{ "line": 6, "codes": ["0"] }, { "line": 7, "codes": [] }] }], "none": [] });
        let expected = r#"{
  "tables": [
    {
      "rows": [
        {"line":6,"codes":["0"]},
        {"line":7,"codes":[]}
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
        assert_eq!(text, "{\n  \"a\\u009b\": \"\\u001b[31m\\u202e红\\udb40\\udc01\\n\\\"\"\n}\n");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
