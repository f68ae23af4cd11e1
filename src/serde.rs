//! Codes in replies and in storage, for [serde](https://serde.rs).
//!
//! # What is read
//!
//! Services send a code as a number or as a text, and some do both: `"code":0`
//! and `"code":"0"` are the same code here. A text counts as it is written:
//! `"00"` and `" 0"` are other codes. A table of texts takes a number for the
//! code that is spelled like its decimal; a number has no leading zeros, so `1`
//! is never the code `"000001"`.
//!
//! | into | a code of the table | another code | `null`, `true`, `1.5` |
//! |---|---|---|---|
//! | a code type | the code | an error that says it | an error |
//! | [`Received`] | `Known` | `Unknown` | an error |
//!
//! A set of warnings is read from its text only, every position; a text of another
//! width, as when the vendor adds a warning, is an error that says it. Where the
//! reply should not be lost over that, take a [`String`] and parse it.
//!
//! # What is written
//!
//! A code of an integer table is written as an `i64`, one of a text table as a
//! text; [`as_string`] always writes a text. An unknown code is written as it
//! was received.
//!
//! Formats for machines ([`is_human_readable`] says no: postcard, bincode) need not
//! tell what comes next. There a code is an `i64` or a text by the table, and
//! a [`Received`] and everything that goes through [`as_string`] is a text; a
//! reply in CBOR or `MessagePack` that has it the other way is an error.
//!
//! [`is_human_readable`]: serde_core::Deserializer::is_human_readable
//!
//! # Example
//!
//! ```
//! use serde::Deserialize;
//! use vendor_codes::Received;
//! use vendor_codes::faceid::FaceVerification;
//!
//! #[derive(Deserialize)]
//! struct Reply {
//!     code: Received<FaceVerification>,
//! }
//!
//! let reply: Reply = serde_json::from_str(r#"{"code":"66660004"}"#)?;
//! assert_eq!(reply.code, FaceVerification::SimilarityTooLow);
//! # Ok::<_, serde_json::Error>(())
//! ```

use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Error, Expected, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::code::ResponseCode;
use crate::entry::Kind;
use crate::received::{Received, Sent, UnknownCode};
use crate::warnings::WarningSet;

#[doc(hidden)]
pub use serde_core;

/// Reads a code or what was received instead, and makes a `T` of it.
struct Reading<C: ResponseCode, T>(fn(Received<C>) -> Result<T, UnknownCode>);

impl<C: ResponseCode, T> Reading<C, T> {
    fn take<E: Error>(self, received: Received<C>) -> Result<T, E> {
        (self.0)(received).map_err(E::custom)
    }
}

impl<'de, C: ResponseCode, T> Visitor<'de> for Reading<C, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a code of {}, an integer or a string", C::TABLE.name())
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<T, E> {
        self.take(Received::from_integer(integer))
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<T, E> {
        self.take(Received::from_integer(integer))
    }

    fn visit_i128<E: Error>(self, integer: i128) -> Result<T, E> {
        self.take(Received::from_integer(integer))
    }

    fn visit_u128<E: Error>(self, integer: u128) -> Result<T, E> {
        match i128::try_from(integer) {
            Ok(integer) => self.visit_i128(integer),
            Err(_) => Err(E::invalid_value(Unexpected::Other("integer beyond 128 bits"), &self)),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        self.take(Received::from_text(text))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<T, E> {
        let text = text_of(bytes, &self)?;
        self.visit_str(text)
    }

    /// A lone value may come as a map; another map is no code, whatever is in it.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if ALONE.contains(&key.as_str()) => {
                let value = map.next_value_seed(self)?;
                match map.next_key::<IgnoredAny>()? {
                    None => Ok(value),
                    Some(_) => Err(A::Error::custom("a code is not a map")),
                }
            }
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// The text that bytes are, which some formats hand over in place of it.
fn text_of<'a, E: Error>(bytes: &'a [u8], expected: &dyn Expected) -> Result<&'a str, E> {
    core::str::from_utf8(bytes).map_err(|_| E::invalid_value(Unexpected::Bytes(bytes), expected))
}

/// The keys of a map with one value by which formats hand over a value alone:
/// `serde_json` a number, where any crate of the build wants arbitrary precision,
/// and those for XML a text.
const ALONE: [&str; 3] = ["$serde_json::private::Number", "$text", "$value"];

impl<'de, C: ResponseCode, T> DeserializeSeed<'de> for Reading<C, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

#[doc(hidden)]
pub fn serialize_code<C: ResponseCode, S: Serializer>(code: C, serializer: S) -> Result<S::Ok, S::Error> {
    match code.integer() {
        Some(integer) => serializer.serialize_i64(integer),
        None => serializer.serialize_str(code.as_str()),
    }
}

#[doc(hidden)]
pub fn deserialize_code<'de, C: ResponseCode, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    let reading = Reading(Received::into_result);
    match C::TABLE.kind() {
        _ if deserializer.is_human_readable() => deserializer.deserialize_any(reading),
        Kind::Integer => deserializer.deserialize_i64(reading),
        Kind::Text | Kind::Positional => deserializer.deserialize_str(reading),
    }
}

/// As the code itself where it is known, else as it was received.
impl<C: ResponseCode> Serialize for Received<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return as_string::serialize(self, serializer);
        }
        match self {
            Self::Known(code) => serialize_code(*code, serializer),
            Self::Unknown(unknown) => unknown.serialize(serializer),
        }
    }
}

/// As it was received.
impl Serialize for UnknownCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self.sent() {
            Sent::Integer(integer) => serializer.serialize_i64(integer),
            Sent::Large(integer) => serializer.serialize_u64(integer),
            Sent::Short(_) | Sent::Long(_) => serializer.serialize_str(&self.code()),
        }
    }
}

/// Takes every text, and every integer that the format hands over as one:
/// `serde_json` makes a float of one beyond 64 bits.
impl<'de, C: ResponseCode> Deserialize<'de> for Received<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        as_string::deserialize(deserializer)
    }
}

/// Writes a code as a text, for `#[serde(with = "vendor_codes::serde::as_string")]`.
///
/// It is for whoever expects `"code":"0"`, and takes what the code itself takes: an integer
/// or a text. For a code, a [`Received`], and an `Option` of either.
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use vendor_codes::faceid::FaceVerification;
///
/// #[derive(Serialize, Deserialize)]
/// struct Outcome {
///     #[serde(with = "vendor_codes::serde::as_string")]
///     code: FaceVerification,
/// }
///
/// let outcome = Outcome { code: FaceVerification::SimilarityTooLow };
/// assert_eq!(serde_json::to_string(&outcome)?, r#"{"code":"66660004"}"#);
/// # Ok::<_, serde_json::Error>(())
/// ```
pub mod as_string {
    use serde_core::{Deserializer, Serializer};

    use super::AsString;

    /// Writes the code as a text.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<T: AsString, S: Serializer>(code: &T, serializer: S) -> Result<S::Ok, S::Error> {
        code.write(serializer)
    }

    /// Reads the code from a text; also from an integer, where the format tells
    /// them apart.
    ///
    /// # Errors
    ///
    /// Those of the deserializer, and a code that the table does not have.
    pub fn deserialize<'de, T: AsString, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// What [`as_string`] writes: a code, a [`Received`], and an `Option` of either.
///
/// It is implemented by this crate only.
pub trait AsString: Sized {
    #[doc(hidden)]
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Asks for a text where the format must be told.
fn read<'de, C: ResponseCode, T, D: Deserializer<'de>>(
    reading: Reading<C, T>,
    deserializer: D,
) -> Result<T, D::Error> {
    if deserializer.is_human_readable() {
        deserializer.deserialize_any(reading)
    } else {
        deserializer.deserialize_str(reading)
    }
}

impl<C: ResponseCode> AsString for C {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(Reading(Received::into_result), deserializer)
    }
}

impl<C: ResponseCode> AsString for Received<C> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(Reading(Ok), deserializer)
    }
}

impl<T: AsString> AsString for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Inner<'a, T>(&'a T);

        impl<T: AsString> Serialize for Inner<'_, T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.write(serializer)
            }
        }

        match self {
            Some(code) => serializer.serialize_some(&Inner(code)),
            None => serializer.serialize_none(),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Inner<T>(T);

        impl<'de, T: AsString> Deserialize<'de> for Inner<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                T::read(deserializer).map(Self)
            }
        }

        Ok(Option::<Inner<T>>::deserialize(deserializer)?.map(|inner| inner.0))
    }
}

/// Reads a set of warnings.
struct Positions<W>(PhantomData<fn() -> W>);

impl<W: WarningSet> Visitor<'_> for Positions<W> {
    type Value = W;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} positions of {} as a string", W::WIDTH, W::TABLE.name())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<W, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<W, E> {
        let text = text_of(bytes, &self)?;
        self.visit_str(text)
    }
}

#[doc(hidden)]
pub fn serialize_warnings<W: WarningSet, S: Serializer>(
    warnings: W,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&warnings)
}

#[doc(hidden)]
pub fn deserialize_warnings<'de, W: WarningSet, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<W, D::Error> {
    deserializer.deserialize_str(Positions(PhantomData))
}

/// Gives a generated type its place in serde.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ([$($generics:tt)*] $type:ty, code) => {
        $crate::__serde!([$($generics)*] $type, serialize_code, deserialize_code);
    };
    ([$($generics:tt)*] $type:ty, warnings) => {
        $crate::__serde!([$($generics)*] $type, serialize_warnings, deserialize_warnings);
    };
    ([$($generics:tt)*] $type:ty, $serialize:ident, $deserialize:ident) => {
        impl<$($generics)*> $crate::__private::impls::serde_core::Serialize for $type {
            fn serialize<S: $crate::__private::impls::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::impls::$serialize(*self, serializer)
            }
        }

        impl<'de, $($generics)*> $crate::__private::impls::serde_core::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::impls::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::impls::$deserialize(deserializer)
            }
        }
    };
}
