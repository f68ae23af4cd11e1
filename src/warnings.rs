//! Positional codes: strings like `01001000` whose every position is a warning
//! of its own.
//!
//! A service sends several warnings at once by setting several positions, and
//! sets positions that its document does not name. A generated set therefore
//! keeps every position; this module reads, combines and writes them.

use core::fmt::{self, Write as _};
use core::hash::Hash;
use core::iter::FusedIterator;
use core::ops::{BitAnd, BitOr, Sub};
use core::str::FromStr;

use crate::code::{Sealed, aligned};
use crate::entry::{Entry, Table};
use crate::received::UnknownCode;

/// A set of warnings: what all generated sets have in common.
///
/// A service sends several warnings at once as one text, each position of which
/// is a warning of its own. Write a function over it where the table does not
/// matter. It cannot be implemented by hand.
///
/// ```
/// use vendor_codes::WarningSet;
/// use vendor_codes::faceid::IdCardWarnings;
///
/// fn worth_a_look<W: WarningSet>(warnings: W) -> bool {
///     !warnings.undocumented().is_empty()
/// }
///
/// assert!(worth_a_look("01001000".parse::<IdCardWarnings>()?));
/// # Ok::<_, vendor_codes::WarningsError>(())
/// ```
pub trait WarningSet:
    Copy
    + Default
    + Eq
    + Ord
    + Hash
    + fmt::Debug
    + fmt::Display
    + FromStr<Err = WarningsError>
    + for<'a> TryFrom<&'a str, Error = WarningsError>
    + BitOr<Output = Self>
    + BitAnd<Output = Self>
    + Sub<Output = Self>
    + FromIterator<Self>
    + Extend<Self>
    + IntoIterator<Item = Self, IntoIter = WarningsIter<Self>>
    + Send
    + Sync
    + Sealed
    + 'static
{
    /// The table that the warnings are from.
    const TABLE: &'static Table;

    /// Every documented warning, in the order of the document.
    const ALL: &'static [Self];

    /// How many positions there are, documented or not.
    const WIDTH: usize;

    /// Whether there is no warning.
    #[must_use]
    fn is_empty(self) -> bool;

    /// How many warnings there are, documented or not.
    #[must_use]
    fn len(self) -> usize;

    /// Whether all of these warnings are among them.
    #[must_use]
    fn contains(self, warnings: Self) -> bool;

    /// The warnings of both.
    #[must_use]
    fn union(self, other: Self) -> Self;

    /// The warnings that both have.
    #[must_use]
    fn intersection(self, other: Self) -> Self;

    /// The warnings that the other one does not have.
    #[must_use]
    fn difference(self, other: Self) -> Self;

    /// The positions that are set without being in the document.
    #[must_use]
    fn undocumented(self) -> Self;

    /// The row of a single warning, if the document has it; `None` for any other set.
    #[must_use]
    fn entry(self) -> Option<Entry>;

    /// The rows of the warnings that the document has, in its order.
    fn entries(self) -> impl Iterator<Item = Entry>;

    /// The first warning from the left.
    #[doc(hidden)]
    fn first(self) -> Option<Self>;
}

/// Each warning of a set by itself, from the left; see `iter` of a set.
#[derive(Clone, Debug)]
pub struct WarningsIter<W> {
    rest: W,
}

impl<W: WarningSet> WarningsIter<W> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(warnings: W) -> Self {
        Self { rest: warnings }
    }
}

impl<W: WarningSet> Iterator for WarningsIter<W> {
    type Item = W;

    fn next(&mut self) -> Option<W> {
        let first = self.rest.first()?;
        self.rest = self.rest.difference(first);
        Some(first)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rest.len(), Some(self.rest.len()))
    }
}

impl<W: WarningSet> ExactSizeIterator for WarningsIter<W> {}
impl<W: WarningSet> FusedIterator for WarningsIter<W> {}

/// The positions of a set, the first in the highest bit, so that sets sort as
/// their texts do.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Positions<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Positions<WORDS> {
    /// None.
    pub const EMPTY: Self = Self([0; WORDS]);

    /// One position, counted from 0.
    #[must_use]
    pub const fn single(position: usize) -> Self {
        let mut words = [0; WORDS];
        words[position / 64] = 1 << (63 - position % 64);
        Self(words)
    }

    /// The position of the only `1` in a text; none where it has no `1`.
    #[must_use]
    pub const fn of(text: &str) -> Self {
        let mut at = 0;
        while at < text.len() {
            if text.as_bytes()[at] == b'1' {
                return Self::single(at);
            }
            at += 1;
        }
        Self::EMPTY
    }

    /// Those in either.
    #[must_use]
    pub const fn union(mut self, other: Self) -> Self {
        let mut at = 0;
        while at < WORDS {
            self.0[at] |= other.0[at];
            at += 1;
        }
        self
    }

    /// Those in both.
    #[must_use]
    pub const fn intersection(mut self, other: Self) -> Self {
        let mut at = 0;
        while at < WORDS {
            self.0[at] &= other.0[at];
            at += 1;
        }
        self
    }

    /// Those in the first and not in the second.
    #[must_use]
    pub const fn difference(mut self, other: Self) -> Self {
        let mut at = 0;
        while at < WORDS {
            self.0[at] &= !other.0[at];
            at += 1;
        }
        self
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        let mut at = 0;
        while at < WORDS {
            if self.0[at] != 0 {
                return false;
            }
            at += 1;
        }
        true
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        let mut len = 0;
        let mut at = 0;
        while at < WORDS {
            len += self.0[at].count_ones() as usize;
            at += 1;
        }
        len
    }

    /// The first one by itself.
    #[must_use]
    pub const fn first(&self) -> Option<Self> {
        let mut at = 0;
        while at < WORDS {
            if self.0[at] != 0 {
                return Some(Self::single(at * 64 + self.0[at].leading_zeros() as usize));
            }
            at += 1;
        }
        None
    }

    /// Reads a text of `0` and `1`, as long as the set is wide.
    ///
    /// # Errors
    ///
    /// Another length, or another character.
    pub fn parse(table: &'static Table, width: usize, text: &str) -> Result<Self, WarningsError> {
        let mut positions = Self::EMPTY;
        for (at, digit) in text.bytes().enumerate() {
            match digit {
                b'0' if at < width => {}
                b'1' if at < width => positions = positions.union(Self::single(at)),
                _ => return Err(WarningsError::new(table, width, text)),
            }
        }
        if text.len() == width { Ok(positions) } else { Err(WarningsError::new(table, width, text)) }
    }

    /// Writes as many `0` and `1` as the set is wide.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    pub fn write(&self, width: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = (0..width).map(|position| self.0[position / 64] >> (63 - position % 64) & 1);
        aligned(f, || width, |f| digits.try_for_each(|set| f.write_char(if set == 1 { '1' } else { '0' })))
    }
}

/// A text that is not a set of warnings: the error of reading one.
///
/// It keeps what was received, to the byte: a vendor who adds a position sends
/// texts that are longer than the document says.
///
/// ```
/// use vendor_codes::faceid::IdCardWarnings;
///
/// let error = "0100x000".parse::<IdCardWarnings>().unwrap_err();
/// assert_eq!(error.to_string(), r#"position 5 of IdCardWarnings is 0 or 1, not 'x': "0100x000""#);
/// assert_eq!(error.position(), 5);
///
/// let error = "010000001".parse::<IdCardWarnings>().unwrap_err();
/// assert_eq!(error.to_string(), r#"IdCardWarnings has 8 positions, not 9: "010000001""#);
/// assert_eq!(error.position(), 9);
/// assert_eq!(error.text(), "010000001");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct WarningsError {
    /// The table that was asked, and the text.
    received: UnknownCode,
    width: usize,
}

impl WarningsError {
    #[cold]
    fn new(table: &'static Table, width: usize, text: &str) -> Self {
        Self { received: UnknownCode::of_text(table, text), width }
    }

    /// The table that was asked.
    #[must_use]
    pub const fn table(&self) -> &'static Table {
        self.received.table()
    }

    /// The text, as it was received.
    #[must_use]
    pub fn text(&self) -> &str {
        self.received.text()
    }

    /// The first position that is wrong, counted from 1: of a character that is
    /// neither `0` nor `1`, of the first one missing, or of the first one too many.
    #[must_use]
    pub fn position(&self) -> usize {
        let right = self.text().chars().take(self.width).take_while(|c| matches!(c, '0' | '1'));
        right.count() + 1
    }
}

impl fmt::Display for WarningsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, text, position) = (self.table().name(), self.text(), self.position());
        match text.chars().nth(position - 1) {
            Some(found) if position <= self.width => {
                write!(f, "position {position} of {name} is 0 or 1, not {found:?}: {text:?}")
            }
            _ => write!(f, "{name} has {} positions, not {}: {text:?}", self.width, text.chars().count()),
        }
    }
}

/// `WarningsError(IdCardWarnings, "0100")`.
impl fmt::Debug for WarningsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WarningsError({}, {:?})", self.table().name(), self.text())
    }
}

impl core::error::Error for WarningsError {}

/// Gives a set of warnings its methods.
///
/// The type is one of its own, with `ALL` and `WIDTH` on it, or one that tables
/// share. It has the field `positions`.
///
/// Expects `TABLES` in scope for a type that is shared, for others `DATA`.
#[doc(hidden)]
#[macro_export]
macro_rules! __warnings {
    ($type:ident, struct) => {
        static TABLE: $crate::Table = $crate::Table::new(DATA);

        $crate::__warnings!(@methods [] $type, TABLE);
    };

    ($type:ident, shared) => {
        impl<const TABLE: usize, const LEN: usize, const WIDTH: usize, const WORDS: usize>
            $type<TABLE, LEN, WIDTH, WORDS>
        {
            #[allow(long_running_const_eval)]
            const _LIST: [Self; LEN] = {
                let mut all = [Self::empty(); LEN];
                let mut index = 0;
                while index < LEN {
                    all[index].positions = $crate::__private::Positions::of(
                        $crate::__private::code(Self::TABLE, index),
                    );
                    index += 1;
                }
                all
            };

            /// How many positions there are, documented or not.
            pub const WIDTH: usize = WIDTH;

            /// Every warning, in the order of the document.
            pub const ALL: &'static [Self] = &Self::_LIST;
        }

        $crate::__warnings!(
            @methods [const TABLE: usize, const LEN: usize, const WIDTH: usize, const WORDS: usize]
            $type<TABLE, LEN, WIDTH, WORDS>, TABLES[TABLE]
        );
    };

    (@methods [$($generics:tt)*] $type:ty, $table:expr) => {
        impl<$($generics)*> $type {
            /// The table that the warnings are from.
            pub const TABLE: &'static $crate::Table = &$table;

            /// No warning.
            #[inline]
            #[must_use]
            pub const fn empty() -> Self {
                Self { positions: $crate::__private::Positions::EMPTY }
            }

            /// Whether there is no warning.
            #[inline]
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.positions.is_empty()
            }

            /// How many warnings there are, documented or not.
            #[inline]
            #[must_use]
            pub const fn len(self) -> usize {
                self.positions.len()
            }

            /// Whether all of these warnings are among them.
            #[inline]
            #[must_use]
            pub const fn contains(self, warnings: Self) -> bool {
                warnings.positions.difference(self.positions).is_empty()
            }

            /// The warnings of both.
            #[inline]
            #[must_use]
            pub const fn union(self, other: Self) -> Self {
                Self { positions: self.positions.union(other.positions) }
            }

            /// The warnings that both have.
            #[inline]
            #[must_use]
            pub const fn intersection(self, other: Self) -> Self {
                Self { positions: self.positions.intersection(other.positions) }
            }

            /// The warnings that the other one does not have.
            #[inline]
            #[must_use]
            pub const fn difference(self, other: Self) -> Self {
                Self { positions: self.positions.difference(other.positions) }
            }

            /// The positions that are set without being in the document.
            #[must_use]
            pub const fn undocumented(self) -> Self {
                let mut rest = self;
                let mut at = 0;
                while at < Self::ALL.len() {
                    rest = rest.difference(Self::ALL[at]);
                    at += 1;
                }
                rest
            }

            /// The row of a single warning, if the document has it; `None` for any
            /// other set.
            #[must_use]
            pub const fn entry(self) -> ::core::option::Option<$crate::Entry> {
                let mut index = 0;
                while index < Self::ALL.len() {
                    let warning = Self::ALL[index];
                    if self.contains(warning) && warning.contains(self) {
                        return ::core::option::Option::Some($crate::__private::entry(Self::TABLE, index));
                    }
                    index += 1;
                }
                ::core::option::Option::None
            }

            /// The rows of the warnings that the document has, in its order.
            pub fn entries(self) -> impl ::core::iter::Iterator<Item = $crate::Entry> {
                Self::ALL
                    .iter()
                    .enumerate()
                    .filter(move |&(_, &warning)| self.contains(warning))
                    .map(|(index, _)| $crate::__private::entry(Self::TABLE, index))
            }

            /// Each warning by itself, from the left, documented or not.
            pub const fn iter(self) -> $crate::WarningsIter<Self> {
                $crate::WarningsIter::new(self)
            }
        }

        /// The text as the service sends it: every position, `0` or `1`.
        impl<$($generics)*> ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.positions.write(Self::WIDTH, f)
            }
        }

        impl<$($generics)*> ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut set = f.debug_set();
                for entry in self.entries() {
                    set.entry(&::core::format_args!("{}({})", entry.variant(), entry.code()));
                }
                if !self.undocumented().is_empty() {
                    set.entry(&::core::format_args!("{}", self.undocumented()));
                }
                set.finish()
            }
        }

        impl<$($generics)*> ::core::str::FromStr for $type {
            type Err = $crate::WarningsError;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::WarningsError> {
                let positions = $crate::__private::Positions::parse(Self::TABLE, Self::WIDTH, text)?;
                ::core::result::Result::Ok(Self { positions })
            }
        }

        impl<$($generics)*> ::core::default::Default for $type {
            fn default() -> Self {
                Self::empty()
            }
        }

        impl<$($generics)*> ::core::ops::BitOr for $type {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                self.union(other)
            }
        }

        impl<$($generics)*> ::core::ops::BitOrAssign for $type {
            fn bitor_assign(&mut self, other: Self) {
                *self = self.union(other);
            }
        }

        impl<$($generics)*> ::core::ops::BitAnd for $type {
            type Output = Self;

            fn bitand(self, other: Self) -> Self {
                self.intersection(other)
            }
        }

        impl<$($generics)*> ::core::ops::BitAndAssign for $type {
            fn bitand_assign(&mut self, other: Self) {
                *self = self.intersection(other);
            }
        }

        impl<$($generics)*> ::core::ops::Sub for $type {
            type Output = Self;

            fn sub(self, other: Self) -> Self {
                self.difference(other)
            }
        }

        impl<$($generics)*> ::core::ops::SubAssign for $type {
            fn sub_assign(&mut self, other: Self) {
                *self = self.difference(other);
            }
        }

        impl<$($generics)*> ::core::iter::IntoIterator for $type {
            type Item = Self;
            type IntoIter = $crate::WarningsIter<Self>;

            fn into_iter(self) -> $crate::WarningsIter<Self> {
                self.iter()
            }
        }

        impl<$($generics)*> ::core::iter::Extend<$type> for $type {
            fn extend<I: ::core::iter::IntoIterator<Item = Self>>(&mut self, warnings: I) {
                warnings.into_iter().for_each(|warning| *self |= warning);
            }
        }

        impl<$($generics)*> ::core::iter::FromIterator<$type> for $type {
            fn from_iter<I: ::core::iter::IntoIterator<Item = Self>>(warnings: I) -> Self {
                let mut set = Self::empty();
                set.extend(warnings);
                set
            }
        }

        impl<'a, $($generics)*> ::core::convert::TryFrom<&'a str> for $type {
            type Error = $crate::WarningsError;

            fn try_from(text: &'a str) -> ::core::result::Result<Self, $crate::WarningsError> {
                text.parse()
            }
        }

        impl<$($generics)*> $crate::__private::Sealed for $type {}

        impl<$($generics)*> $crate::WarningSet for $type {
            const TABLE: &'static $crate::Table = Self::TABLE;
            const ALL: &'static [Self] = Self::ALL;
            const WIDTH: usize = Self::WIDTH;

            fn is_empty(self) -> bool {
                self.is_empty()
            }

            fn len(self) -> usize {
                self.len()
            }

            fn contains(self, warnings: Self) -> bool {
                self.contains(warnings)
            }

            fn union(self, other: Self) -> Self {
                self.union(other)
            }

            fn intersection(self, other: Self) -> Self {
                self.intersection(other)
            }

            fn difference(self, other: Self) -> Self {
                self.difference(other)
            }

            fn undocumented(self) -> Self {
                self.undocumented()
            }

            fn entry(self) -> ::core::option::Option<$crate::Entry> {
                self.entry()
            }

            fn entries(self) -> impl ::core::iter::Iterator<Item = $crate::Entry> {
                self.entries()
            }

            fn first(self) -> ::core::option::Option<Self> {
                self.positions.first().map(|positions| Self { positions })
            }
        }

        $crate::__serde!([$($generics)*] $type, warnings);
    };
}
