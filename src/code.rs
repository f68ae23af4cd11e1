//! What every generated code can do.
//!
//! The generator emits an enum and its table; the macros of this module give
//! the enum its methods, so that they are written, documented and linted once.

use core::fmt::{self, Write as _};
use core::hash::Hash;
use core::str::FromStr;

use crate::entry::{Entry, Table};
use crate::received::UnknownCode;

/// Keeps [`ResponseCode`] to the types that were generated.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` was not generated from a document",
    note = "only generated types are codes or sets of warnings"
)]
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
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type of codes",
    label = "this is not generated from a table of codes",
    note = "a set of warnings is none: read it by `parse`, which gives an error that keeps the text"
)]
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

/// `SimilarityTooLow(66660004)`, for every code type.
#[doc(hidden)]
pub fn debug(entry: Entry, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}({})", entry.variant(), entry.code())
}

/// `66660004: message`, for every code type.
#[doc(hidden)]
pub fn display(entry: Entry, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    labelled([entry.code(), "", ""], entry.message(), f)
}

/// A label and, where there is one, a message.
pub fn labelled(label: [&str; 3], message: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let [one, two, three] = label;
    let between = if message.is_empty() { "" } else { ": " };
    let parts = [one, two, three, between, message];
    // Nobody asks how long a text is that is not aligned.
    let length = || parts.iter().map(|part| part.chars().count()).sum();
    aligned(f, length, |f| parts.iter().try_for_each(|part| f.write_str(part)))
}

/// Writes what has so many characters as the formatter's width and alignment say.
pub fn aligned(
    f: &mut fmt::Formatter<'_>,
    length: impl FnOnce() -> usize,
    write: impl FnOnce(&mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    let Some(width) = f.width() else { return write(f) };
    let missing = width.saturating_sub(length());
    let before = match f.align() {
        Some(fmt::Alignment::Right) => missing,
        Some(fmt::Alignment::Center) => missing / 2,
        Some(fmt::Alignment::Left) | None => 0,
    };
    let fill = f.fill();
    (0..before).try_for_each(|_| f.write_char(fill))?;
    write(f)?;
    (before..missing).try_for_each(|_| f.write_char(fill))
}

/// A canonical decimal, without an allocation.
#[doc(hidden)]
pub fn with_decimal<T>(integer: i64, then: impl FnOnce(&str) -> T) -> T {
    with_digits(integer < 0, integer.unsigned_abs(), then)
}

/// The decimal of a sign and a magnitude, without an allocation.
pub fn with_digits<T>(negative: bool, mut rest: u64, then: impl FnOnce(&str) -> T) -> T {
    // The longest with a sign, -2⁶³, has one digit less than the longest without.
    let mut digits = [0; 20];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if negative {
        start -= 1;
        digits[start] = b'-';
    }
    then(core::str::from_utf8(&digits[start..]).unwrap_or_default())
}

/// Gives the methods that all codes have; the caller adds the lookup.
///
/// Expects the type's method `index`.
#[doc(hidden)]
#[macro_export]
macro_rules! __code {
    ([$($generics:tt)*] $type:ty, $table:expr, $all:expr) => {
        impl<$($generics)*> $type {
            /// The table that the codes are from.
            pub const TABLE: &'static $crate::Table = &$table;

            /// Every code, in the order of the document.
            pub const ALL: &'static [Self] = &$all;

            /// The row of the table that has this code; the first one where several have it.
            #[inline]
            #[must_use]
            pub const fn entry(self) -> $crate::Entry {
                $crate::__private::entry(Self::TABLE, self.index())
            }

            /// The code, spelled as the vendor spells it.
            #[inline]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                $crate::__private::code(Self::TABLE, self.index())
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

        impl<$($generics)*> ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(self.entry(), f)
            }
        }

        impl<$($generics)*> ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::display(self.entry(), f)
            }
        }

        impl<$($generics)*> ::core::str::FromStr for $type {
            type Err = $crate::UnknownCode;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownCode> {
                $crate::__private::known_text(text)
            }
        }

        impl<'a, $($generics)*> ::core::convert::TryFrom<&'a str> for $type {
            type Error = $crate::UnknownCode;

            #[inline]
            fn try_from(text: &'a str) -> ::core::result::Result<Self, $crate::UnknownCode> {
                $crate::__private::known_text(text)
            }
        }

        /// The code, spelled as the vendor spells it.
        impl<$($generics)*> ::core::convert::AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl<$($generics)*> $crate::__private::Sealed for $type {}

        $crate::__serde!([$($generics)*] $type, code);
    };
}

/// Gives a type of integers its methods.
///
/// The type is an `enum` whose discriminants are the codes, or a `struct` with
/// the code in it: one of its own, or one that tables share. An enum is listed
/// by slot, in as many as `[64]` says, or a slot leads into `[ALL]` where the
/// compiler should not read as many enums more. Of a struct the codes are given by
/// slot, as bytes, and in order, as numbers: to take so many apart would cost the
/// compiler more than it reads.
///
/// What is made for each table costs the compiler more than what it says, so
/// what can be said once, for any type, is a function of this crate.
///
/// Expects `TABLES` in scope for a type that is shared, for others `DATA`,
/// and of an enum `ALL`, of a struct `CODES` and `SLOTS`.
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

        $crate::__integer_code!(@slots $type $slots);
        $crate::__integer_code!(@own $type: $integer, $slots);
    };

    ($type:ident: $integer:ident, struct) => {
        #[allow(long_running_const_eval)]
        static ALL: [$type; CODES.len()] = {
            // A call takes longer than the rest.
            const LEN: usize = CODES.len();
            let mut all = [$type { code: 0 }; LEN];
            let mut index = 0;
            while index < LEN {
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

        $crate::__integer_code!(@own $type: $integer, struct);
    };

    ($type:ident: $integer:ident, shared) => {
        impl<const TABLE: usize, const LEN: usize> $type<TABLE, LEN> {
            // No code has a name that begins like this.
            #[allow(long_running_const_eval)]
            const _LIST: [Self; LEN] = {
                let mut all = [Self { code: 0 }; LEN];
                let mut index = 0;
                while index < LEN {
                    all[index] = Self::nth(index);
                    index += 1;
                }
                all
            };

            #[allow(clippy::cast_possible_truncation, reason = "the generator has seen that all of them fit")]
            const fn nth(index: usize) -> Self {
                Self { code: $crate::__private::nth_integer(Self::TABLE, index) as $integer }
            }

            /// The code.
            #[inline]
            #[must_use]
            pub const fn code(self) -> $integer {
                self.code
            }
        }

        $crate::__integer_code!(
            @methods [const TABLE: usize, const LEN: usize] $type<TABLE, LEN>: $integer, shared,
            $crate::__private::data(Self::TABLE), TABLES[TABLE], Self::_LIST
        );
    };

    (@own $type:ident: $integer:ident, $slots:tt) => {
        static TABLE: $crate::Table = $crate::Table::new(DATA);

        $crate::__integer_code!(@methods [] $type: $integer, $slots, DATA, TABLE, ALL);
    };

    (@slots $type:ident [ALL]) => {};
    (@slots $type:ident [$slots:literal]) => {
        /// Each code in its slot. Whatever is in the others is another code's.
        #[allow(long_running_const_eval)]
        static SLOTS: [$type; $slots] = $crate::__private::in_slots(&ALL, DATA.lookup.indexes);
    };

    // What is in a slot.
    (@found $integer:ident, [ALL], $data:expr, $slot:expr) => {
        ALL[$data.lookup.indexes.get($slot)]
    };
    (@found $integer:ident, [$slots:literal], $data:expr, $slot:expr) => {
        SLOTS[$slot]
    };
    (@found $integer:ident, struct, $data:expr, $slot:expr) => {
        Self { code: <$integer>::from_le_bytes(SLOTS.0.as_chunks().0[$slot]) }
    };
    (@found $integer:ident, shared, $data:expr, $slot:expr) => {
        Self::nth($data.lookup.indexes.get($slot))
    };

    (@methods [$($generics:tt)*] $type:ty: $integer:ident, $slots:tt, $data:expr, $table:expr, $all:expr) => {
        $crate::__code!([$($generics)*] $type, $table, $all);

        impl<$($generics)*> $type {
            /// The code that is this integer.
            #[inline]
            #[must_use]
            pub const fn from_code(code: $integer) -> ::core::option::Option<Self> {
                let found = $crate::__integer_code!(@found $integer, $slots, $data, $data.lookup.slot(code as i64));
                if found.code() == code {
                    ::core::option::Option::Some(found)
                } else {
                    ::core::option::Option::None
                }
            }

            #[inline]
            const fn index(self) -> usize {
                $data.lookup.indexes.get($data.lookup.slot(self.code() as i64))
            }

            /// Whether the code is zero, which is how services say that all went well.
            #[inline]
            #[must_use]
            pub const fn is_success(self) -> bool {
                self.code() == 0
            }
        }

        impl<$($generics)*> ::core::convert::TryFrom<$integer> for $type {
            type Error = $crate::UnknownCode;

            #[inline]
            #[allow(clippy::cast_lossless, reason = "the integer may be an i64 already")]
            fn try_from(code: $integer) -> ::core::result::Result<Self, $crate::UnknownCode> {
                $crate::__private::known_integer(Self::from_code(code), code as i64)
            }
        }

        impl<$($generics)*> ::core::convert::From<$type> for $integer {
            #[inline]
            fn from(code: $type) -> Self {
                code.code()
            }
        }

        $crate::__integer_code!(@wider [$($generics)*] $type: $integer);

        impl<$($generics)*> $crate::ResponseCode for $type {
            const TABLE: &'static $crate::Table = Self::TABLE;
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
    (@wider [$($generics:tt)*] $type:ty: i32) => {
        impl<$($generics)*> ::core::convert::From<$type> for i64 {
            #[inline]
            fn from(code: $type) -> Self {
                code.code().into()
            }
        }
    };
    (@wider [$($generics:tt)*] $type:ty: i64) => {};
}

/// Gives a type of texts its methods.
///
/// The type is an `enum`, or a `struct` with the index of the code in it: one of
/// its own, or one that tables share.
///
/// Expects `TABLES` in scope for a type that is shared, for others `DATA`,
/// and of an enum `ALL`.
#[doc(hidden)]
#[macro_export]
macro_rules! __text_code {
    ($type:ident, enum) => {
        impl $type {
            #[inline]
            const fn index(self) -> usize {
                self as usize
            }

            #[inline]
            const fn nth(index: usize) -> Self {
                ALL[index]
            }
        }

        $crate::__text_code!(@own $type);
    };

    ($type:ident, struct) => {
        #[allow(long_running_const_eval)]
        static ALL: [$type; DATA.codes] = $type::_LIST;

        $crate::__text_code!(@struct [] $type, DATA.codes);
        $crate::__text_code!(@own $type);
    };

    ($type:ident, shared) => {
        $crate::__text_code!(@struct [const TABLE: usize, const LEN: usize] $type<TABLE, LEN>, LEN);
        $crate::__text_code!(
            @methods [const TABLE: usize, const LEN: usize] $type<TABLE, LEN>,
            $crate::__private::data(Self::TABLE), TABLES[TABLE], Self::_LIST
        );
    };

    (@struct [$($generics:tt)*] $type:ty, $len:expr) => {
        impl<$($generics)*> $type {
            #[allow(long_running_const_eval)]
            #[allow(clippy::cast_possible_truncation, reason = "the generator counts in u32")]
            const _LIST: [Self; $len] = {
                let mut all = [Self { index: 0 }; $len];
                let mut index = 0;
                while index < $len {
                    all[index].index = index as u32;
                    index += 1;
                }
                all
            };

            #[inline]
            const fn index(self) -> usize {
                self.index as usize
            }

            #[inline]
            #[allow(clippy::cast_possible_truncation, reason = "the generator counts in u32")]
            const fn nth(index: usize) -> Self {
                Self { index: index as u32 }
            }
        }
    };

    (@own $type:ident) => {
        static TABLE: $crate::Table = $crate::Table::new(DATA);

        $crate::__text_code!(@methods [] $type, DATA, TABLE, ALL);
    };

    (@methods [$($generics:tt)*] $type:ty, $data:expr, $table:expr, $all:expr) => {
        $crate::__code!([$($generics)*] $type, $table, $all);

        impl<$($generics)*> $type {
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

        impl<$($generics)*> $crate::ResponseCode for $type {
            const TABLE: &'static $crate::Table = Self::TABLE;
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
                match $data.position(text) {
                    ::core::option::Option::Some(index) => ::core::option::Option::Some(Self::nth(index)),
                    ::core::option::Option::None => ::core::option::Option::None,
                }
            }

            #[inline]
            fn integer(self) -> ::core::option::Option<i64> {
                ::core::option::Option::None
            }
        }
    };
}
