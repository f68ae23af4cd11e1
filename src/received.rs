//! What becomes of a code on arrival: known, or an [`UnknownCode`] that says
//! exactly what was received.
//!
//! Services send codes as integers and as texts, and send codes that their
//! document does not have. Both spellings of a number are the same code here,
//! and nothing that was received is lost: [`Received`] keeps it.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::ToString;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use crate::code::{ResponseCode, with_decimal, with_digits};
use crate::entry::Table;
use crate::lookup;

/// A code that the table does not have: the error of every conversion.
///
/// It keeps what was received, to the byte, and the table that was asked. Two
/// of them are equal if they are of the same table and spelled alike, whether
/// the code was sent as a number or as a text.
///
/// ```
/// use vendor_codes::faceid::FaceVerification;
///
/// let unknown = "66669999".parse::<FaceVerification>().unwrap_err();
/// assert_eq!(unknown.to_string(), r#"FaceVerification has no code "66669999""#);
/// assert_eq!(unknown.code(), "66669999");
/// assert_eq!(unknown, FaceVerification::try_from(66_669_999).unwrap_err());
/// ```
#[derive(Clone)]
pub struct UnknownCode {
    table: &'static Table,
    received: Sent,
}

/// What was received.
#[derive(Clone)]
pub(crate) enum Sent {
    Integer(i64),
    /// Beyond an `i64`.
    Large(u64),
    Short(Short),
    Long(Box<str>),
}

/// A text as long as the codes of this world, without an allocation.
#[derive(Clone, Copy)]
pub(crate) struct Short {
    len: u8,
    bytes: [u8; Self::CAPACITY],
}

impl Short {
    /// Leaves `UnknownCode` at six words.
    const CAPACITY: usize = 38;

    #[inline]
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

/// What makes two received values the same code.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Code<'a> {
    Integer(i128),
    Text(&'a str),
}

impl Sent {
    fn code(&self) -> Code<'_> {
        match self {
            Self::Integer(integer) => Code::Integer((*integer).into()),
            Self::Large(integer) => Code::Integer((*integer).into()),
            Self::Short(text) => Code::of(text.as_str()),
            Self::Long(text) => Code::of(text),
        }
    }

    /// What was received as text, without an allocation.
    fn with_text<T>(&self, then: impl FnOnce(&str) -> T) -> T {
        match self {
            Self::Integer(integer) => with_decimal(*integer, then),
            Self::Large(integer) => with_digits(false, *integer, then),
            Self::Short(text) => then(text.as_str()),
            Self::Long(text) => then(text),
        }
    }
}

impl<'a> Code<'a> {
    fn of(text: &'a str) -> Self {
        let large = || text.starts_with(|c| matches!(c, '1'..='9')).then(|| text.parse::<u64>().ok())?;
        let integer = lookup::integer(text.as_bytes()).map(i128::from).or_else(|| large().map(i128::from));
        integer.map_or(Self::Text(text), Self::Integer)
    }
}

/// What was found for an integer, or the error that nothing was.
#[doc(hidden)]
#[inline]
pub fn known_integer<C: ResponseCode>(found: Option<C>, integer: i64) -> Result<C, UnknownCode> {
    found.ok_or_else(|| UnknownCode::of_integer(C::TABLE, integer))
}

/// The code that is spelled like this, or the error that there is none.
#[doc(hidden)]
#[inline]
pub fn known_text<C: ResponseCode>(text: &str) -> Result<C, UnknownCode> {
    let found = C::from_text(text);
    // The length is asked first, which can be guessed: where nobody reads the error,
    // the compiler then leaves out all of it.
    if text.len() > Short::CAPACITY {
        return found.ok_or_else(|| UnknownCode::of_long_text(C::TABLE, text));
    }
    found.ok_or_else(|| UnknownCode::of_text(C::TABLE, text))
}

impl UnknownCode {
    /// An integer that the table does not have.
    const fn of_integer(table: &'static Table, integer: i64) -> Self {
        Self { table, received: Sent::Integer(integer) }
    }

    /// A text that the table does not have.
    #[inline]
    pub(crate) fn of_text(table: &'static Table, text: &str) -> Self {
        match Short::new(text) {
            Some(text) => Self { table, received: Sent::Short(text) },
            None => Self::of_long_text(table, text),
        }
    }

    #[cold]
    #[inline(never)]
    fn of_long_text(table: &'static Table, text: &str) -> Self {
        Self { table, received: Sent::Long(text.into()) }
    }

    /// The table that was asked.
    #[must_use]
    pub const fn table(&self) -> &'static Table {
        self.table
    }

    /// The code, spelled as it was received.
    #[must_use]
    pub fn code(&self) -> Cow<'_, str> {
        match self.received {
            Sent::Integer(integer) => Cow::Owned(integer.to_string()),
            Sent::Large(integer) => Cow::Owned(integer.to_string()),
            Sent::Short(_) | Sent::Long(_) => Cow::Borrowed(self.text()),
        }
    }

    /// The code as an integer, whether it was sent as a number or as a text;
    /// `None` where its spelling is not that of an integer from [`i64::MIN`] to
    /// [`u64::MAX`].
    ///
    /// ```
    /// use vendor_codes::faceid::FaceVerification;
    ///
    /// let unknown = |text: &str| text.parse::<FaceVerification>().unwrap_err();
    /// assert_eq!(unknown("66669999").integer(), Some(66_669_999));
    /// assert_eq!(unknown("00").integer(), None);
    /// ```
    #[must_use]
    pub fn integer(&self) -> Option<i128> {
        match self.received.code() {
            Code::Integer(integer) => Some(integer),
            Code::Text(_) => None,
        }
    }

    /// The code, if another table has it.
    ///
    /// One service answers with the codes of several tables: those of the
    /// operation, and those of the gateway before it.
    ///
    /// ```
    /// use vendor_codes::faceid::{FaceVerification, Gateway};
    ///
    /// let unknown = "400102".parse::<FaceVerification>().unwrap_err();
    /// assert_eq!(unknown.known_in(), Some(Gateway::SessionExpired));
    /// ```
    #[must_use]
    pub fn known_in<C: ResponseCode>(&self) -> Option<C> {
        self.received.with_text(C::from_text)
    }

    /// What was received, where that was a text.
    pub(crate) fn text(&self) -> &str {
        match &self.received {
            Sent::Integer(_) | Sent::Large(_) => "",
            Sent::Short(text) => text.as_str(),
            Sent::Long(text) => text,
        }
    }

    /// What was received.
    #[cfg(feature = "serde")]
    pub(crate) const fn sent(&self) -> &Sent {
        &self.received
    }
}

impl PartialEq for UnknownCode {
    fn eq(&self, other: &Self) -> bool {
        self.table == other.table && self.received.code() == other.received.code()
    }
}

impl Eq for UnknownCode {}

/// By table, then integers by their value, then texts.
impl Ord for UnknownCode {
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |unknown: &Self| (unknown.table.name(), core::ptr::from_ref(unknown.table));
        place(self).cmp(&place(other)).then_with(|| self.received.code().cmp(&other.received.code()))
    }
}

impl PartialOrd for UnknownCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for UnknownCode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.table.hash(state);
        self.received.code().hash(state);
    }
}

/// What was received: `66669999`, or `"六"` in quotes where it was a text.
impl fmt::Debug for Sent {
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

/// `FaceVerification has no code 66669999`; in quotes where it was sent as a text.
impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has no code {:?}", self.table.name(), self.received)
    }
}

impl core::error::Error for UnknownCode {}

/// A received code, whether the table has it or not.
///
/// For replies and for storage: a service may send a code that its document
/// does not have yet, and losing the whole reply over that would be worse.
/// Compare it with a code directly; known codes sort before unknown ones.
///
/// ```
/// use vendor_codes::Received;
/// use vendor_codes::faceid::FaceVerification;
///
/// let again = |code: &Received<FaceVerification>| match code {
///     Received::Known(FaceVerification::Success) => false,
///     Received::Known(code) => code.remedy().is_some(),
///     Received::Unknown(_) => false,
/// };
///
/// let code = Received::from_text("66660004");
/// assert_eq!(code, FaceVerification::SimilarityTooLow);
/// assert!(again(&code));
///
/// let code = Received::from_text("66669999");
/// assert_eq!(code.to_string(), "66669999");
/// assert!(!again(&code));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[must_use]
pub enum Received<C> {
    /// A code of the table.
    Known(C),
    /// Anything else, as it was received.
    Unknown(UnknownCode),
}

impl<C: ResponseCode> Received<C> {
    /// Takes a text as the service sends it: `"0"`, `"-4006"`. Another spelling
    /// (`"00"`, `" 0"`, `"+0"`) is another code.
    pub fn from_text(text: &str) -> Self {
        C::from_text(text).map_or_else(|| Self::Unknown(UnknownCode::of_text(C::TABLE, text)), Self::Known)
    }

    /// Takes an integer as the service sends it, however wide.
    ///
    /// ```
    /// use vendor_codes::Received;
    /// use vendor_codes::faceid::FaceVerification;
    ///
    /// type Code = Received<FaceVerification>;
    ///
    /// assert_eq!(Code::from_integer(-4006), FaceVerification::N4006);
    /// assert_eq!(Code::from_integer(u64::MAX).code(), "18446744073709551615");
    /// ```
    pub fn from_integer(integer: impl Into<i128>) -> Self {
        let integer = integer.into();
        let sent = match (i64::try_from(integer), u64::try_from(integer)) {
            (Ok(integer), _) => match C::from_integer(integer) {
                Some(code) => return Self::Known(code),
                None => Sent::Integer(integer),
            },
            // Only a table of texts can have such a code.
            (_, Ok(large)) => match with_digits(false, large, C::from_text) {
                Some(code) => return Self::Known(code),
                None => Sent::Large(large),
            },
            _ => return Self::from_text(&integer.to_string()),
        };
        Self::Unknown(UnknownCode { table: C::TABLE, received: sent })
    }

    /// The code, if the table has it.
    #[must_use]
    pub fn known(&self) -> Option<C> {
        match self {
            Self::Known(code) => Some(*code),
            Self::Unknown(_) => None,
        }
    }

    /// The code alone, known or not, spelled as the service sends it.
    ///
    /// ```
    /// use vendor_codes::Received;
    /// use vendor_codes::faceid::FaceVerification;
    ///
    /// assert_eq!(Received::from(FaceVerification::SimilarityTooLow).code(), "66660004");
    /// assert_eq!(Received::<FaceVerification>::from_text("六").code(), "六");
    /// ```
    #[must_use]
    pub fn code(&self) -> Cow<'_, str> {
        match self {
            Self::Known(code) => Cow::Borrowed(code.as_str()),
            Self::Unknown(unknown) => unknown.code(),
        }
    }

    /// Whether this is a known code that means success.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.known().is_some_and(C::is_success)
    }
}

impl<C> Received<C> {
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
}

impl<C: ResponseCode> PartialEq<C> for Received<C> {
    fn eq(&self, code: &C) -> bool {
        self.known() == Some(*code)
    }
}

impl<C: ResponseCode> From<C> for Received<C> {
    fn from(code: C) -> Self {
        Self::Known(code)
    }
}

impl<C> From<Result<C, UnknownCode>> for Received<C> {
    fn from(result: Result<C, UnknownCode>) -> Self {
        result.map_or_else(Self::Unknown, Self::Known)
    }
}

impl<C> From<Received<C>> for Result<C, UnknownCode> {
    fn from(received: Received<C>) -> Self {
        received.into_result()
    }
}

/// Never fails: what the table does not have is kept.
impl<C: ResponseCode> FromStr for Received<C> {
    type Err = core::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from_text(text))
    }
}

impl<C: fmt::Debug> fmt::Debug for Received<C> {
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
            Self::Unknown(unknown) => unknown.received.with_text(|text| f.pad(text)),
        }
    }
}
