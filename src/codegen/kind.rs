//! What the codes of a table are.
//!
//! The distinct codes of a table come in, in the order of the document; out goes
//! their [`Kind`], what their type is made of ([`Representation`]), and the one among them
//! that makes texts of all the others. This module owns what an integer is to a
//! type, and what one position of a set: a string of bits of one width, of which
//! one is set.

use std::fmt;

use super::chars::all;
use super::model::Kind;
use crate::lookup::integer;

/// What the codes of a table are.
#[must_use]
pub fn kind(codes: &[&str]) -> Kind {
    let Some(first) = codes.first() else { return Kind::Text };
    if codes.iter().all(|code| is_integer(code)) {
        return Kind::Integer;
    }
    let width = first.len();
    if width >= 2 && codes.iter().all(|code| is_one_hot(code, width)) {
        Kind::Positional { width }
    } else {
        Kind::Text
    }
}

/// What a type is made of. Where it changes, so do the functions of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Representation {
    kind: Kind,
    /// Whether one of its integers takes an `i64`.
    wide: bool,
}

impl Representation {
    /// What the type of these codes is made of.
    #[must_use]
    pub fn of(codes: &[&str]) -> Self {
        let narrow = Self { kind: kind(codes), wide: false };
        Self { wide: narrow.kind == Kind::Integer && !codes.iter().all(|code| narrow.takes(code)), ..narrow }
    }

    /// Whether a type stays what it is with a further code.
    #[must_use]
    pub fn takes(self, code: &str) -> bool {
        match self.kind {
            Kind::Integer => {
                integer(code.as_bytes()).is_some_and(|code| self.wide || i32::try_from(code).is_ok())
            }
            Kind::Positional { width } => is_one_hot(code, width),
            Kind::Text => true,
        }
    }

    /// Whether the codes are positions of a set.
    #[must_use]
    pub fn is_set(self) -> bool {
        matches!(self.kind, Kind::Positional { .. })
    }
}

/// What the codes are called.
impl fmt::Display for Representation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Integer => write!(f, "integers (`{}`)", if self.wide { "i64" } else { "i32" }),
            Kind::Positional { width } => write!(f, "positions of a set ({width})"),
            Kind::Text => f.write_str("texts"),
        }
    }
}

/// Which one code makes texts of a whole table, and what it is not: told where it
/// looks like a slip.
#[must_use]
pub fn odd(codes: &[&str]) -> Option<(usize, &'static str)> {
    let width = codes.first()?.len();
    let alone = |is: &dyn Fn(&str) -> bool, slip: &dyn Fn(&str) -> bool| {
        let mut odd = codes.iter().enumerate().filter(|(_, code)| !is(code));
        let (index, code) = odd.next()?;
        (codes.len() > 2 && odd.next().is_none() && slip(code)).then_some(index)
    };
    if let Some(index) = alone(&is_integer, &looks_like_integer) {
        return Some((index, "an integer"));
    }
    // Texts of two digits are more often numbers.
    let index = alone(&|code| is_one_hot(code, width), &|code| width > 2 && is_bits(code, width))?;
    Some((index, "one position of a set"))
}

fn is_integer(code: &str) -> bool {
    integer(code.as_bytes()).is_some()
}

/// Whether a code is one position of a set that has this many.
fn is_one_hot(code: &str, width: usize) -> bool {
    is_bits(code, width) && code.contains('1') && code.find('1') == code.rfind('1')
}

fn is_bits(code: &str, width: usize) -> bool {
    code.len() == width && all(code, |c| matches!(c, '0' | '1'))
}

/// Whether a code is an integer but for letters that look like digits.
fn looks_like_integer(code: &str) -> bool {
    is_integer(&code.replace(['O', 'o'], "0").replace(['l', 'I'], "1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_one_kind_make_a_type_of_it() {
        let positional = |width| Kind::Positional { width };
        for (codes, expected) in [
            (&["0", "-4006", "9223372036854775807"][..], Kind::Integer),
            (&["10", "1"], Kind::Integer),
            (&["10", "01"], positional(2)),
            (&["0001"], positional(4)),
            (&["1000", "0010", "0001"], positional(4)),
            // One that is none makes texts of all.
            (&["0", "9223372036854775808"], Kind::Text),
            (&["1000", "0100", "010"], Kind::Text),
            (&["1000", "0100", "0110"], Kind::Text),
            (&["1000", "0100", "0000"], Kind::Text),
            (&["1000", "0100", "0200"], Kind::Text),
            (&["0x1F"], Kind::Text),
            (&["00"], Kind::Text),
            (&[], Kind::Text),
        ] {
            assert_eq!(kind(codes), expected, "{codes:?}");
        }
    }

    #[test]
    fn a_type_takes_codes_that_leave_it_what_it_is() {
        for (codes, called, takes, changes) in [
            (&["0", "-4006"][..], "integers (`i32`)", "2147483647", "2147483648"),
            (&["0", "2147483648"], "integers (`i64`)", "9223372036854775807", "9223372036854775808"),
            (&["10", "01"], "positions of a set (2)", "10", "11"),
            (&["1000", "0100"], "positions of a set (4)", "0001", "100"),
        ] {
            let representation = Representation::of(codes);
            assert_eq!(representation.to_string(), called);
            assert!(
                representation.takes(takes)
                    && Representation::of(&[codes, &[takes]].concat()) == representation,
                "{takes}"
            );
            assert!(
                !representation.takes(changes)
                    && Representation::of(&[codes, &[changes]].concat()) != representation,
                "{changes}"
            );
        }
        assert!(Representation::of(&["E.PAY"]).takes("1"));
    }

    #[test]
    fn one_code_that_looks_like_a_slip_is_odd() {
        for (codes, expected) in [
            (&["6666OOO5", "66660001", "66660002"][..], Some((0, "an integer"))),
            (&["1001", "l002", "1003"], Some((1, "an integer"))),
            (&["100", "010", "011"], Some((2, "one position of a set"))),
            // Neither of two is odd, nor what is no slip, nor two of many.
            (&["6666OOO5", "66660001"], None),
            (&["1001", "1002", "E.PAY"], None),
            (&["1001", "lOO2", "lOO3", "1004"], None),
            (&["10", "01", "11"], None),
            (&["100", "010", "020"], None),
            (&["1001", "1002", "1003"], None),
            (&[], None),
        ] {
            assert_eq!(odd(codes), expected, "{codes:?}");
        }
    }
}
