//! What every generated code can do, and what becomes of a code that no table has.
//!
//! The generator emits an enum and its table; the macros of this module give
//! the enum its methods, so that they are written, documented and linted once.
//! A received value becomes a code, or an [`UnknownCode`] that says exactly
//! what was received; [`Received`] keeps either.

use alloc::boxed::Box;
use core::fmt;
use core::hash::Hash;
use core::str::FromStr;

use crate::entry::{Entry, Table};

/// Keeps [`ResponseCode`] to the types that were generated.
#[doc(hidden)]
pub trait Sealed {}

/// A code of a vendor's table: what all generated enums have in common.
///
/// Write a function over it where the table does not matter. It cannot be
/// implemented by hand: its methods promise what only a table can hold.
pub trait ResponseCode:
    Copy
    + Eq
    + Ord
    + Hash
    + fmt::Debug
    + fmt::Display
    + FromStr<Err = UnknownCode>
    + Send
    + Sync
    + Sealed
    + 'static
{
    /// The table that the codes are from.
    const TABLE: &'static Table;

    /// Every code, in the order of the document.
    const ALL: &'static [Self];

    /// The row of the table that has this code; the first one where several have it.
    fn entry(self) -> Entry;

    /// The code that is this integer.
    fn from_integer(integer: i64) -> Option<Self>;

    /// The code that is spelled exactly like this.
    fn from_text(text: &str) -> Option<Self>;

    /// The code as an integer, where the table holds integers.
    fn integer(self) -> Option<i64>;

    /// Whether the code is zero, which is how services say that all went well.
    fn is_success(self) -> bool;

    /// The code, spelled as the vendor spells it.
    fn as_str(self) -> &'static str {
        self.entry().code()
    }

    /// What the service says; lines are separated by `\n`.
    fn message(self) -> &'static str {
        self.entry().message()
    }

    /// What to do about it, or why it happened, where the vendor says so.
    fn remedy(self) -> Option<&'static str> {
        self.entry().remedy()
    }

    /// What the code means, in English, where somebody wrote that down.
    fn english(self) -> Option<&'static str> {
        self.entry().english()
    }
}

/// A code that the table does not have: the error of every conversion.
///
/// It keeps what was received, to the byte, and the table that was asked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownCode {
    table: &'static Table,
    received: Value,
}

/// What was received.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Value {
    Integer(i64),
    /// Beyond an `i64`.
    Large(u64),
    Short(Short),
    Long(Box<str>),
}

/// A text as long as the codes of this world, without an allocation.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Short {
    len: u8,
    bytes: [u8; Self::CAPACITY],
}

impl Short {
    /// Leaves `UnknownCode` at six words.
    const CAPACITY: usize = 38;

    fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; Self::CAPACITY];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self { len: u8::try_from(text.len()).ok()?, bytes })
    }

    fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.len)).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl UnknownCode {
    /// An integer that the table does not have.
    #[doc(hidden)]
    #[must_use]
    pub const fn integer(table: &'static Table, integer: i64) -> Self {
        Self { table, received: Value::Integer(integer) }
    }

    /// An integer that the table does not have, as large as it may be.
    #[doc(hidden)]
    #[must_use]
    pub fn unsigned(table: &'static Table, integer: u64) -> Self {
        Self { table, received: i64::try_from(integer).map_or(Value::Large(integer), Value::Integer) }
    }

    /// A text that the table does not have.
    #[doc(hidden)]
    #[must_use]
    pub fn text(table: &'static Table, text: &str) -> Self {
        let received = Short::new(text).map_or_else(|| Value::Long(text.into()), Value::Short);
        Self { table, received }
    }

    /// The table that was asked.
    #[must_use]
    pub const fn table(&self) -> &'static Table {
        self.table
    }

    /// The integer that was received, unless a text was.
    #[must_use]
    pub fn as_integer(&self) -> Option<i128> {
        match self.received {
            Value::Integer(integer) => Some(integer.into()),
            Value::Large(integer) => Some(integer.into()),
            Value::Short(_) | Value::Long(_) => None,
        }
    }

    /// The text that was received, unless an integer was.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.received {
            Value::Integer(_) | Value::Large(_) => None,
            Value::Short(text) => Some(text.as_str()),
            Value::Long(text) => Some(text),
        }
    }
}

/// What was received: `66669999`, or `"六"` in quotes where it was a text.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => fmt::Debug::fmt(integer, f),
            Self::Large(integer) => fmt::Debug::fmt(integer, f),
            Self::Short(text) => fmt::Debug::fmt(text.as_str(), f),
            Self::Long(text) => fmt::Debug::fmt(text, f),
        }
    }
}

/// `UnknownCode(FaceVerification, 66669999)`.
impl fmt::Debug for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnknownCode({}, {:?})", self.table.name(), self.received)
    }
}

/// `FaceVerification has no code 66669999`.
impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has no code {:?}", self.table.name(), self.received)
    }
}

impl core::error::Error for UnknownCode {}

/// A received code, whether the table has it or not.
///
/// For storage and for replies: a service may send a code that its document
/// does not have yet, and losing the whole reply over that would be worse.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Received<C: ResponseCode> {
    /// A code of the table.
    Known(C),
    /// Anything else, as it was received.
    Unknown(UnknownCode),
}

impl<C: ResponseCode> Received<C> {
    /// Takes a text as the service sends it.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        text.parse().into()
    }

    /// Takes an integer as the service sends it.
    #[must_use]
    pub fn from_integer(integer: i64) -> Self {
        match C::from_integer(integer) {
            Some(code) => Self::Known(code),
            None => Self::Unknown(UnknownCode::integer(C::TABLE, integer)),
        }
    }

    /// The code, if the table has it.
    #[must_use]
    pub fn known(&self) -> Option<C> {
        match self {
            Self::Known(code) => Some(*code),
            Self::Unknown(_) => None,
        }
    }

    /// What was received, if the table does not have it.
    #[must_use]
    pub const fn unknown(&self) -> Option<&UnknownCode> {
        match self {
            Self::Known(_) => None,
            Self::Unknown(unknown) => Some(unknown),
        }
    }

    /// The code, or the unknown one as an error.
    ///
    /// # Errors
    ///
    /// What was received, if the table does not have it.
    pub fn into_result(self) -> Result<C, UnknownCode> {
        match self {
            Self::Known(code) => Ok(code),
            Self::Unknown(unknown) => Err(unknown),
        }
    }

    /// Whether this is a known code that means success.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.known().is_some_and(C::is_success)
    }
}

impl<C: ResponseCode> From<C> for Received<C> {
    fn from(code: C) -> Self {
        Self::Known(code)
    }
}

impl<C: ResponseCode> From<Result<C, UnknownCode>> for Received<C> {
    fn from(result: Result<C, UnknownCode>) -> Self {
        result.map_or_else(Self::Unknown, Self::Known)
    }
}

/// Never fails: what the table does not have is kept.
impl<C: ResponseCode> FromStr for Received<C> {
    type Err = core::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from_text(text))
    }
}

impl<C: ResponseCode> fmt::Debug for Received<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(code) => f.debug_tuple("Known").field(code).finish(),
            Self::Unknown(unknown) => f.debug_tuple("Unknown").field(&unknown.received).finish(),
        }
    }
}

/// The code as it displays itself; else exactly what was received.
impl<C: ResponseCode> fmt::Display for Received<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(code) => fmt::Display::fmt(code, f),
            Self::Unknown(unknown) => match unknown.as_str() {
                Some(text) => f.write_str(text),
                None => fmt::Debug::fmt(&unknown.received, f),
            },
        }
    }
}

/// `SimilarityTooLow(66660004)`, for every code type.
#[doc(hidden)]
pub fn debug(entry: Entry, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}({})", entry.variant(), entry.code())
}

/// `66660004: message`, for every code type.
#[doc(hidden)]
pub fn display(entry: Entry, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(entry.code())?;
    if entry.message().is_empty() { Ok(()) } else { write!(f, ": {}", entry.message()) }
}

/// A canonical decimal, without an allocation.
#[doc(hidden)]
pub fn with_decimal<T>(integer: i64, then: impl FnOnce(&str) -> T) -> T {
    let mut digits = [0; 20];
    let mut start = digits.len();
    let mut rest = integer.unsigned_abs();
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if integer < 0 {
        start -= 1;
        digits[start] = b'-';
    }
    then(core::str::from_utf8(&digits[start..]).unwrap_or_default())
}

/// Gives the methods that all codes have; the caller adds the lookup.
#[doc(hidden)]
#[macro_export]
macro_rules! __code {
    ($type:ident) => {
        static TABLE: $crate::Table =
            $crate::Table::new(DATA, |text| $type::from_text(text).map($type::index));

        impl $type {
            /// The table that the codes are from.
            pub const TABLE: &'static $crate::Table = &TABLE;

            /// The row of the table that has this code; the first one where several have it.
            #[inline]
            #[must_use]
            pub const fn entry(self) -> $crate::Entry {
                $crate::__private::entry(&TABLE, self.index())
            }

            /// What the service says; lines are separated by `\n`.
            #[inline]
            #[must_use]
            pub const fn message(self) -> &'static str {
                self.entry().message()
            }

            /// The lines of the message.
            #[inline]
            pub fn lines(self) -> ::core::str::Lines<'static> {
                self.entry().lines()
            }

            /// What to do about it, or why it happened, where the vendor says so.
            #[inline]
            #[must_use]
            pub const fn remedy(self) -> ::core::option::Option<&'static str> {
                self.entry().remedy()
            }

            /// What the code means, in English, where somebody wrote that down.
            #[inline]
            #[must_use]
            pub const fn english(self) -> ::core::option::Option<&'static str> {
                self.entry().english()
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(self.entry(), f)
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::display(self.entry(), f)
            }
        }

        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownCode;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownCode> {
                match Self::from_text(text) {
                    ::core::option::Option::Some(code) => ::core::result::Result::Ok(code),
                    ::core::option::Option::None => {
                        ::core::result::Result::Err($crate::UnknownCode::text(&TABLE, text))
                    }
                }
            }
        }

        impl $crate::__private::Sealed for $type {}
    };
}

/// Gives an enum of integers its methods.
///
/// Expects `HASH`, `DISPLACEMENTS` and `DATA` in scope, and `ALL` on the type.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_code {
    ($type:ident: $integer:ident) => {
        /// Each code in its slot. Whatever is in the others is another code's.
        static SLOTS: [$type; HASH.slots()] = {
            let mut slots = [$type::ALL[0]; HASH.slots()];
            let mut index = 0;
            while index < $type::ALL.len() {
                let code = $type::ALL[index];
                slots[HASH.slot($crate::__private::integer_key(code as i64), &DISPLACEMENTS)] = code;
                index += 1;
            }
            slots
        };

        /// The index of each code, by its slot.
        #[allow(clippy::cast_possible_truncation, reason = "the generator counts in u32")]
        static INDEXES: [u32; HASH.slots()] = {
            let mut indexes = [0; HASH.slots()];
            let mut index = 0;
            while index < $type::ALL.len() {
                indexes
                    [HASH.slot($crate::__private::integer_key($type::ALL[index] as i64), &DISPLACEMENTS)] =
                    index as u32;
                index += 1;
            }
            indexes
        };

        $crate::__code!($type);

        impl $type {
            /// The code that is this integer.
            #[inline]
            #[must_use]
            pub const fn from_code(code: $integer) -> ::core::option::Option<Self> {
                let found = SLOTS[HASH.slot($crate::__private::integer_key(code as i64), &DISPLACEMENTS)];
                if found as $integer == code {
                    ::core::option::Option::Some(found)
                } else {
                    ::core::option::Option::None
                }
            }

            #[inline]
            fn from_text(text: &str) -> ::core::option::Option<Self> {
                let integer = $crate::__private::integer(text.as_bytes())?;
                Self::from_code(<$integer>::try_from(integer).ok()?)
            }

            #[inline]
            const fn index(self) -> usize {
                INDEXES[HASH.slot($crate::__private::integer_key(self as i64), &DISPLACEMENTS)] as usize
            }

            /// The code.
            #[inline]
            #[must_use]
            pub const fn code(self) -> $integer {
                self as $integer
            }

            /// Whether the code is zero, which is how services say that all went well.
            #[inline]
            #[must_use]
            pub const fn is_success(self) -> bool {
                self as $integer == 0
            }
        }

        impl ::core::convert::TryFrom<$integer> for $type {
            type Error = $crate::UnknownCode;

            #[inline]
            #[allow(clippy::cast_lossless, reason = "the integer may be an i64 already")]
            fn try_from(code: $integer) -> ::core::result::Result<Self, $crate::UnknownCode> {
                match Self::from_code(code) {
                    ::core::option::Option::Some(code) => ::core::result::Result::Ok(code),
                    ::core::option::Option::None => {
                        ::core::result::Result::Err($crate::UnknownCode::integer(&TABLE, code as i64))
                    }
                }
            }
        }

        impl ::core::convert::From<$type> for $integer {
            #[inline]
            fn from(code: $type) -> Self {
                code as Self
            }
        }

        impl $crate::ResponseCode for $type {
            const TABLE: &'static $crate::Table = &TABLE;
            const ALL: &'static [Self] = Self::ALL;

            #[inline]
            fn entry(self) -> $crate::Entry {
                self.entry()
            }

            #[inline]
            fn from_integer(integer: i64) -> ::core::option::Option<Self> {
                Self::from_code(<$integer>::try_from(integer).ok()?)
            }

            #[inline]
            fn from_text(text: &str) -> ::core::option::Option<Self> {
                Self::from_text(text)
            }

            #[inline]
            fn integer(self) -> ::core::option::Option<i64> {
                ::core::option::Option::Some(self as i64)
            }

            #[inline]
            fn is_success(self) -> bool {
                self.is_success()
            }
        }
    };
}

/// Gives an enum of texts its methods.
///
/// Expects `HASH`, `DISPLACEMENTS`, `SAMPLE` and `DATA` in scope, and `ALL` on the type.
#[doc(hidden)]
#[macro_export]
macro_rules! __text_code {
    ($type:ident) => {
        /// Each code in its slot. Whatever is in the others is another code's.
        #[allow(long_running_const_eval)]
        static SLOTS: [$type; HASH.slots()] = {
            let mut slots = [$type::ALL[0]; HASH.slots()];
            let mut index = 0;
            while index < $type::ALL.len() {
                let text = $crate::__private::text(&DATA.codes, index).as_bytes();
                let key = $crate::__private::text_key(text, SAMPLE);
                slots[HASH.slot(key, &DISPLACEMENTS)] = $type::ALL[index];
                index += 1;
            }
            slots
        };

        $crate::__code!($type);

        impl $type {
            #[inline]
            fn from_text(text: &str) -> ::core::option::Option<Self> {
                let key = $crate::__private::text_key(text.as_bytes(), SAMPLE);
                let found = SLOTS[HASH.slot(key, &DISPLACEMENTS)];
                if found.code() == text {
                    ::core::option::Option::Some(found)
                } else {
                    ::core::option::Option::None
                }
            }

            #[inline]
            const fn index(self) -> usize {
                self as usize
            }

            /// The code, spelled as the vendor spells it.
            #[inline]
            #[must_use]
            pub const fn code(self) -> &'static str {
                $crate::__private::text(&DATA.codes, self.index())
            }

            /// Whether the code is all zeros, which is how services say that all went well.
            #[inline]
            #[must_use]
            pub fn is_success(self) -> bool {
                self.code().bytes().all(|byte| byte == b'0')
            }
        }

        impl $crate::ResponseCode for $type {
            const TABLE: &'static $crate::Table = &TABLE;
            const ALL: &'static [Self] = Self::ALL;

            #[inline]
            fn entry(self) -> $crate::Entry {
                self.entry()
            }

            #[inline]
            fn from_integer(integer: i64) -> ::core::option::Option<Self> {
                $crate::__private::with_decimal(integer, Self::from_text)
            }

            #[inline]
            fn from_text(text: &str) -> ::core::option::Option<Self> {
                Self::from_text(text)
            }

            #[inline]
            fn integer(self) -> ::core::option::Option<i64> {
                ::core::option::Option::None
            }

            #[inline]
            fn is_success(self) -> bool {
                self.is_success()
            }
        }
    };
}
