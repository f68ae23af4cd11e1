//! What every generated code can do.
//!
//! The generator emits an enum and its table; the macros of this module give
//! the enum its methods, so that they are written, documented and linted once.

use core::fmt;
use core::hash::Hash;
use core::str::FromStr;

use crate::entry::{Entry, Table};
use crate::received::UnknownCode;

/// Keeps [`ResponseCode`] to the types that were generated.
#[doc(hidden)]
pub trait Sealed {}

/// A code of a vendor's table: what all generated enums have in common.
///
/// Write a function over it where the table does not matter; an [`Entry`] is
/// the same without a type. It cannot be implemented by hand: its methods
/// promise what only a table can hold.
///
/// ```
/// use vendor_codes::faceid::IdCardOcr;
/// use vendor_codes::{ResponseCode, UnknownCode};
///
/// fn describe<C: ResponseCode>(received: &str) -> Result<String, UnknownCode> {
///     let code: C = received.parse()?;
///     Ok(format!("{}: {}", C::TABLE.name(), code.english().unwrap_or(code.message())))
/// }
///
/// assert_eq!(describe::<IdCardOcr>("0")?, "IdCardOcr: ID card recognition succeeded");
/// assert!(describe::<IdCardOcr>("66660004").is_err());
/// # Ok::<_, UnknownCode>(())
/// ```
pub trait ResponseCode:
    Copy
    + Eq
    + Ord
    + Hash
    + fmt::Debug
    + fmt::Display
    + FromStr<Err = UnknownCode>
    + for<'a> TryFrom<&'a str, Error = UnknownCode>
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
    #[must_use]
    fn entry(self) -> Entry;

    /// The code that is this integer; in a table of texts, the one that is
    /// spelled like its decimal.
    ///
    /// ```
    /// use vendor_codes::ResponseCode;
    /// use vendor_codes::faceid::FaceVerification;
    ///
    /// assert_eq!(FaceVerification::from_integer(-4006), Some(FaceVerification::N4006));
    /// assert_eq!(FaceVerification::from_integer(i64::MAX), None);
    /// ```
    #[must_use]
    fn from_integer(integer: i64) -> Option<Self>;

    /// The code that is spelled exactly like this.
    ///
    /// ```
    /// use vendor_codes::ResponseCode;
    /// use vendor_codes::faceid::FaceVerification;
    ///
    /// assert_eq!(FaceVerification::from_text("0"), Some(FaceVerification::Success));
    /// assert_eq!(FaceVerification::from_text("00"), None);
    /// ```
    #[must_use]
    fn from_text(text: &str) -> Option<Self>;

    /// The code as an integer; `None` in a table of texts.
    #[must_use]
    fn integer(self) -> Option<i64>;

    /// Whether the code is zero (`0`, `000000`), which is how services say that
    /// all went well.
    #[must_use]
    fn is_success(self) -> bool {
        self.as_str().bytes().all(|digit| digit == b'0')
    }

    /// The code, spelled as the vendor spells it.
    #[must_use]
    fn as_str(self) -> &'static str {
        self.entry().code()
    }

    /// What the service says, from the message column; lines are separated by
    /// `\n`. Empty where the vendor wrote nothing.
    #[must_use]
    fn message(self) -> &'static str {
        self.entry().message()
    }

    /// The lines of the message.
    fn lines(self) -> core::str::Lines<'static> {
        self.entry().lines()
    }

    /// What to do about it, or why it happened, where the vendor says so.
    #[must_use]
    fn remedy(self) -> Option<&'static str> {
        self.entry().remedy()
    }

    /// What the code means, in English, where somebody wrote that down. It is
    /// from the names file beside the document, not from the vendor.
    #[must_use]
    fn english(self) -> Option<&'static str> {
        self.entry().english()
    }
}

/// The index of the code that is spelled like this, for every code type.
#[doc(hidden)]
#[must_use]
pub fn index<C: ResponseCode>(text: &str) -> Option<usize> {
    C::from_text(text).map(|code| code.entry().code_index())
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
///
/// Expects `ALL` and `DATA` in scope.
#[doc(hidden)]
#[macro_export]
macro_rules! __code {
    ($type:ident) => {
        static TABLE: $crate::Table = $crate::Table::new(DATA, $crate::__private::index::<$type>);

        impl $type {
            /// The table that the codes are from.
            pub const TABLE: &'static $crate::Table = &TABLE;

            /// Every code, in the order of the document.
            pub const ALL: &'static [Self] = &ALL;

            /// The row of the table that has this code; the first one where several have it.
            #[inline]
            #[must_use]
            pub const fn entry(self) -> $crate::Entry {
                $crate::__private::entry(&TABLE, self.index())
            }

            /// The code, spelled as the vendor spells it.
            #[inline]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                $crate::__private::code(&TABLE, self.index())
            }

            /// What the service says; lines are separated by `\n`. Empty where the
            /// vendor wrote nothing.
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
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(self.entry(), f)
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::display(self.entry(), f)
            }
        }

        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownCode;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownCode> {
                $crate::__private::known_text(text)
            }
        }

        impl<'a> ::core::convert::TryFrom<&'a str> for $type {
            type Error = $crate::UnknownCode;

            #[inline]
            fn try_from(text: &'a str) -> ::core::result::Result<Self, $crate::UnknownCode> {
                $crate::__private::known_text(text)
            }
        }

        /// The code, spelled as the vendor spells it.
        impl ::core::convert::AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::__private::Sealed for $type {}

        $crate::__serde!($type, code);
    };
}

/// Gives a type of integers its methods.
///
/// The type is an `enum` whose discriminants are the codes, or a `struct` with
/// the code in it. It is listed by slot, in as many as `[64]` says, or a slot
/// leads into `[ALL]` where the compiler should not read as many enums more.
///
/// What is made for each table costs the compiler more than what it says, so
/// what can be said once, for any type, is a function of this crate.
///
/// Expects `HASH`, `DISPLACEMENTS`, `INDEXES` and `DATA` in scope, and of an
/// enum `ALL`, of a struct `CODES`.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_code {
    ($type:ident: $integer:ident, enum, $slots:tt) => {
        impl $type {
            /// The code.
            #[inline]
            #[must_use]
            pub const fn code(self) -> $integer {
                self as $integer
            }
        }

        $crate::__integer_code!(@lookup $type: $integer, $slots);
    };

    ($type:ident: $integer:ident, struct, $slots:tt) => {
        #[allow(long_running_const_eval)]
        static ALL: [$type; CODES.len()] = {
            let mut all = [$type { code: 0 }; CODES.len()];
            let mut index = 0;
            while index < all.len() {
                all[index].code = CODES[index];
                index += 1;
            }
            all
        };

        impl $type {
            /// The code.
            #[inline]
            #[must_use]
            pub const fn code(self) -> $integer {
                self.code
            }
        }

        $crate::__integer_code!(@lookup $type: $integer, $slots);
    };

    // What is in a slot.
    (@found [ALL] $slot:expr) => {
        ALL[INDEXES[$slot] as usize]
    };
    (@found [$slots:literal] $slot:expr) => {
        SLOTS[$slot]
    };
    (@slots $type:ident [ALL]) => {};
    (@slots $type:ident [$slots:literal]) => {
        /// Each code in its slot. Whatever is in the others is another code's.
        #[allow(long_running_const_eval)]
        static SLOTS: [$type; $slots] = $crate::__private::in_slots(&ALL, &INDEXES);
    };

    (@lookup $type:ident: $integer:ident, $slots:tt) => {
        $crate::__code!($type);
        $crate::__integer_code!(@slots $type $slots);

        impl $type {
            /// The code that is this integer.
            #[inline]
            #[must_use]
            pub const fn from_code(code: $integer) -> ::core::option::Option<Self> {
                let slot = HASH.slot($crate::__private::integer_key(code as i64), &DISPLACEMENTS);
                let found = $crate::__integer_code!(@found $slots slot);
                if found.code() == code {
                    ::core::option::Option::Some(found)
                } else {
                    ::core::option::Option::None
                }
            }

            #[inline]
            const fn index(self) -> usize {
                INDEXES[HASH.slot($crate::__private::integer_key(self.code() as i64), &DISPLACEMENTS)] as usize
            }

            /// Whether the code is zero, which is how services say that all went well.
            #[inline]
            #[must_use]
            pub const fn is_success(self) -> bool {
                self.code() == 0
            }
        }

        impl ::core::convert::TryFrom<$integer> for $type {
            type Error = $crate::UnknownCode;

            #[inline]
            #[allow(clippy::cast_lossless, reason = "the integer may be an i64 already")]
            fn try_from(code: $integer) -> ::core::result::Result<Self, $crate::UnknownCode> {
                $crate::__private::known_integer(Self::from_code(code), code as i64)
            }
        }

        impl ::core::convert::From<$type> for $integer {
            #[inline]
            fn from(code: $type) -> Self {
                code.code()
            }
        }

        $crate::__integer_code!(@wider $type: $integer);

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
                let integer = $crate::__private::integer(text.as_bytes())?;
                Self::from_code(<$integer>::try_from(integer).ok()?)
            }

            #[inline]
            #[allow(clippy::cast_lossless, reason = "the code may be an i64 already")]
            fn integer(self) -> ::core::option::Option<i64> {
                ::core::option::Option::Some(self.code() as i64)
            }
        }
    };

    // Out of a code comes every integer that holds it; in goes one type only, for with a
    // second `TryFrom` the type of a literal, and so that of the error, is anybody's guess.
    (@wider $type:ident: i32) => {
        impl ::core::convert::From<$type> for i64 {
            #[inline]
            fn from(code: $type) -> Self {
                code.code().into()
            }
        }
    };
    (@wider $type:ident: i64) => {};
}

/// Gives a type of texts its methods.
///
/// The type is an `enum`, or a `struct` with the index of the code in it.
///
/// Expects `HASH`, `DISPLACEMENTS`, `INDEXES`, `SAMPLE` and `DATA` in scope, and
/// of an enum `ALL`.
#[doc(hidden)]
#[macro_export]
macro_rules! __text_code {
    ($type:ident, enum) => {
        impl $type {
            #[inline]
            const fn index(self) -> usize {
                self as usize
            }
        }

        $crate::__text_code!(@lookup $type);
    };

    ($type:ident, struct) => {
        #[allow(long_running_const_eval)]
        static ALL: [$type; DATA.codes.len()] = {
            let mut all = [$type { index: 0 }; DATA.codes.len()];
            let mut index = 0;
            while (index as usize) < all.len() {
                all[index as usize].index = index;
                index += 1;
            }
            all
        };

        impl $type {
            #[inline]
            const fn index(self) -> usize {
                self.index as usize
            }
        }

        $crate::__text_code!(@lookup $type);
    };

    (@lookup $type:ident) => {
        $crate::__code!($type);

        impl $type {
            /// The code, spelled as the vendor spells it.
            #[inline]
            #[must_use]
            pub const fn code(self) -> &'static str {
                self.as_str()
            }

            /// Whether the code is all zeros, which is how services say that all went well.
            #[inline]
            #[must_use]
            pub const fn is_success(self) -> bool {
                let mut rest = self.as_str().as_bytes();
                while let [b'0', after @ ..] = rest {
                    rest = after;
                }
                rest.is_empty()
            }

            /// The code that is spelled exactly like this.
            #[inline]
            #[must_use]
            pub fn from_code(code: &str) -> ::core::option::Option<Self> {
                $crate::ResponseCode::from_text(code)
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
                $crate::__private::with_decimal(integer, <Self as $crate::ResponseCode>::from_text)
            }

            #[inline]
            fn from_text(text: &str) -> ::core::option::Option<Self> {
                let key = $crate::__private::text_key(text.as_bytes(), SAMPLE);
                let index = INDEXES[HASH.slot(key, &DISPLACEMENTS)] as usize;
                if $crate::__private::is_text(&DATA.codes, index, text) {
                    ::core::option::Option::Some(ALL[index])
                } else {
                    ::core::option::Option::None
                }
            }

            #[inline]
            fn integer(self) -> ::core::option::Option<i64> {
                ::core::option::Option::None
            }
        }
    };
}
