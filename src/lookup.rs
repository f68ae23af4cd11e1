//! The hash that finds a code, and the reading of a code's digits.
//!
//! The generator searches for a [`Hash`] under which no two codes of a table
//! share a slot; the generated code then needs one multiplication, one load and
//! one comparison. What it then does with a text is in `text`. Both sides use
//! the functions of this file, which exist once, so that what was searched for is
//! what is looked up.

/// A perfect hash: every code of one table has a slot of its own.
///
/// A key is multiplied with an odd number. The first bits of the product choose
/// a bucket, 32 others begin with the key's place among the slots, and the
/// bucket's displacement moves that. A small table has one bucket and no
/// displacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash {
    /// Odd.
    pub multiplier: u64,
    /// Where in the product the 32 bits for the slot start. The lowest ones, at 0,
    /// need no shift, and are mixed well enough if a key has no more bits itself.
    pub window: u32,
    /// Binary logarithm of the number of buckets; 0 where nothing is displaced.
    pub bucket_bits: u32,
    /// Binary logarithm of the number of slots, from 1 to 31, and at least 8 where
    /// something is displaced.
    pub slot_bits: u32,
}

impl Hash {
    /// How many slots there are.
    #[must_use]
    pub const fn slots(self) -> usize {
        1 << self.slot_bits
    }

    /// How many buckets there are.
    #[must_use]
    pub const fn buckets(self) -> usize {
        1 << self.bucket_bits
    }

    /// The bucket of a key, below [`Self::buckets`].
    #[inline]
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "at most `bucket_bits` bits are left")]
    pub const fn bucket(self, key: u64) -> usize {
        if self.bucket_bits == 0 { 0 } else { (self.mix(key) >> (64 - self.bucket_bits)) as usize }
    }

    /// The slot of a key in a bucket that is not displaced.
    #[inline]
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "the slot is in these bits")]
    pub const fn base(self, key: u64) -> usize {
        ((self.mix(key) >> self.window) as u32 >> (32 - self.slot_bits)) as usize
    }

    /// The slot of a key, below [`Self::slots`]. There is one displacement for
    /// each bucket, and none at all where there is one bucket.
    #[inline]
    #[must_use]
    pub const fn slot(self, key: u64, displacements: &[u8]) -> usize {
        if self.bucket_bits == 0 {
            return self.base(key);
        }
        Self::displaced(self.base(key), displacements[self.bucket(key)])
    }

    /// Where a displacement moves a slot: among 256 that are side by side, so that
    /// nothing has to be masked.
    #[inline]
    #[must_use]
    pub const fn displaced(base: usize, displacement: u8) -> usize {
        base ^ displacement as usize
    }

    #[inline]
    const fn mix(self, key: u64) -> u64 {
        key.wrapping_mul(self.multiplier)
    }
}

/// The key of an integer code.
#[inline]
#[must_use]
pub const fn integer_key(code: i64) -> u64 {
    code.cast_unsigned()
}

/// Which bytes of a text tell the texts of one table apart: the last eight,
/// the length, and either eight other bytes or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Eight bytes from this offset, or the last eight of a shorter text.
    At(usize),
    /// Eight bytes so far before the last eight, or the first eight of a shorter text.
    Before(usize),
    /// Every byte, beginning with this seed. It follows from the texts, so that
    /// nobody can choose texts that have one key.
    Whole(u64),
}

/// The key of a text code.
#[allow(clippy::inline_always, reason = "what is left of it for a constant sample is a few instructions")]
#[inline(always)]
#[must_use]
pub const fn text_key(text: &[u8], sample: Sample) -> u64 {
    let Some(last) = text.last_chunk::<8>() else { return short_key(text, sample) };
    let last = u64::from_le_bytes(*last);
    let most = text.len() - 8;
    let start = match sample {
        Sample::At(offset) => word(text, if offset < most { offset } else { most }),
        Sample::Before(offset) => word(text, most.saturating_sub(offset)),
        Sample::Whole(seed) => {
            let (mut all, mut offset) = (seed, 0);
            while offset + 16 < text.len() {
                all = fold(all ^ word(text, offset), word(text, offset + 8));
                offset += 16;
            }
            all ^ word(text, most.saturating_sub(8))
        }
    };
    // Not mixed in with the bytes: two lengths of the same bytes would be one.
    fold(start, last) ^ text.len() as u64
}

/// The bytes of a text of up to seven. Two of one length have one number only if
/// they are the same.
#[inline]
#[must_use]
pub const fn short(text: &[u8]) -> u64 {
    match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            (u32::from_le_bytes(*first) as u64) << 32 | u32::from_le_bytes(*last) as u64
        }
        _ => match text {
            [] => 0,
            [first, .., last] => (*first as u64) << 16 | (text[text.len() / 2] as u64) << 8 | *last as u64,
            [only] => *only as u64,
        },
    }
}

/// All bytes of a text of up to seven, and its length.
#[inline]
const fn short_key(text: &[u8], sample: Sample) -> u64 {
    let seed = match sample {
        Sample::At(_) | Sample::Before(_) => 0,
        Sample::Whole(seed) => seed,
    };
    fold(seed, short(text)) ^ text.len() as u64
}

/// Eight bytes of a text. The caller has seen to it that they are there.
#[inline]
const fn word(text: &[u8], offset: usize) -> u64 {
    match text.split_at(offset).1.first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => 0,
    }
}

/// Mixes two words: both halves of their product, so that each bit has a part in
/// each. Of a text no word is a factor of zero, for no text has a byte of ones.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "both halves count")]
const fn fold(one: u64, other: u64) -> u64 {
    let product = (one ^ 0xFF37_79B9_7F4A_7C15) as u128 * (other ^ 0xFF58_476D_1CE4_E5B9) as u128;
    (product >> 64) as u64 ^ product as u64
}

/// Reads a canonical decimal: `0`, `-4006`; no blank, no plus sign, no leading
/// zero, no `-0`, nothing beyond an `i64`.
#[inline]
#[must_use]
pub const fn integer(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    match digits {
        [] => return None,
        [b'0', ..] => return if text.len() == 1 { Some(0) } else { None },
        _ if digits.len() > 19 => return None,
        _ => {}
    }
    // Nineteen nines fit a u64.
    let (mut value, mut at) = match digits.first_chunk::<8>() {
        Some(first) => match eight_digits(u64::from_le_bytes(*first)) {
            Some(value) => (value, 8),
            None => return None,
        },
        None => (0, 0),
    };
    while at < digits.len() {
        let digit = digits[at].wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + digit as u64;
        at += 1;
    }
    if negative { 0i64.checked_sub_unsigned(value) } else { 0i64.checked_add_unsigned(value) }
}

/// The value of eight digits, the first in the lowest byte: all at once, for in
/// turn each would wait for the one before it.
#[inline]
const fn eight_digits(text: u64) -> Option<u64> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let digits = text ^ (EACH * b'0' as u64);
    // Neither above 127, nor so when what takes 10 there is added.
    if (digits | digits.wrapping_add(EACH * (128 - 10))) & (EACH * 128) != 0 {
        return None;
    }
    // Neighbours together: one digit with the next, then two, then four.
    let pairs = (digits * 10 + (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    Some((fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_canonical_decimals_are_integers() {
        for (text, value) in [
            ("0", 0),
            ("-4006", -4006),
            ("66660004", 66_660_004),
            ("12345678", 12_345_678),
            ("-99999999", -99_999_999),
            ("1234567890123", 1_234_567_890_123),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
        ] {
            assert_eq!(integer(text.as_bytes()), Some(value), "{text}");
        }
        for text in [
            "",
            "-",
            "+0",
            " 0",
            "0 ",
            "00",
            "-0",
            "01",
            "-01",
            "0x1",
            "1_000",
            "１",
            "1.0",
            "--1",
            "9223372036854775808",
            "-9223372036854775809",
            "99999999999999999999",
        ] {
            assert_eq!(integer(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn any_byte_but_a_digit_ends_a_number() {
        for at in 0..12 {
            for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_digit()) {
                let mut text = *b"123456789012";
                text[at] = byte;
                let negative = (at, byte) == (0, b'-');
                assert_eq!(integer(&text), negative.then_some(-23_456_789_012), "{byte} at {at}");
            }
        }
    }

    #[test]
    fn short_texts_are_told_apart_by_every_byte() {
        let texts = [
            "", "0", "00", "000", "010", "100", "001", "0000", "1000", "0001", "00000", "100000", "0000000",
            "0100000", "0000010",
        ];
        let mut keys: Vec<_> = texts.iter().map(|text| text_key(text.as_bytes(), Sample::At(0))).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), texts.len());
    }

    #[test]
    fn a_seed_parts_texts_that_were_chosen_for_another() {
        // The first word takes away what the second one is multiplied with.
        let first = 0xFF37_79B9_7F4A_7C15_u64.to_le_bytes();
        let key = |second: &[u8], seed| {
            text_key(&[&first, second, b"CCCCCCCCDDDDDDDD"].concat(), Sample::Whole(seed))
        };
        assert_eq!(key(b"AAAAAAAA", 0), key(b"BBBBBBBB", 0));
        assert_ne!(key(b"AAAAAAAA", 1), key(b"BBBBBBBB", 1));
    }

    #[test]
    fn a_whole_text_counts_where_a_sample_does_not() {
        let (one, other) = ("InvalidParameter.AAAA.Suffix.Suffix", "InvalidParameter.BBBB.Suffix.Suffix");
        let key = |text: &str, sample| text_key(text.as_bytes(), sample);
        assert_eq!(key(one, Sample::At(0)), key(other, Sample::At(0)));
        assert_ne!(key(one, Sample::At(16)), key(other, Sample::At(16)));
        assert_eq!(key(one, Sample::Before(0)), key(other, Sample::Before(0)));
        assert_ne!(key(one, Sample::Before(8)), key(other, Sample::Before(8)));
        assert_ne!(key(one, Sample::Whole(0)), key(other, Sample::Whole(0)));
        assert_ne!(key(one, Sample::Whole(0)), key(one, Sample::Whole(1)));
        assert_ne!(key("0", Sample::Whole(0)), key("0", Sample::Whole(1)));
    }
}
