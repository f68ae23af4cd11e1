//! Finding a text among the codes of a table.
//!
//! A lookup waits for memory: what it reads next depends on what it has read.
//! So a slot is one word that says all there is to know before the text itself
//! is read: which code it is, where its text starts, how long that is, and what
//! fits of its key. Of a text that no code is, the key nearly always ends the
//! lookup there. It is then also the only branch that nobody can guess: where
//! the key is the code's, so is the text, and the comparison, which runs
//! equally long for every text of a table, is foreseen.

use crate::lookup::{Hash, Sample, short, text_key};

/// Texts up to this long are compared without a loop.
const UNROLLED: usize = 64;

/// What the slots of a table have in common.
///
/// From its lowest bit on, a slot holds the index of its code, the length and
/// the start of its text, and then the highest bits of its key. No code has a
/// slot of zeros, for none is empty.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// What the key is made of.
    pub sample: Sample,
    /// The bits of an index.
    pub index: u32,
    /// The bits of a length.
    pub length: u32,
    /// The bits of a start.
    pub start: u32,
    /// The length of the shortest text.
    pub shortest: usize,
    /// The length of the longest text.
    pub longest: usize,
}

impl Layout {
    /// The layout for texts of these lengths, one behind the other up to this end;
    /// `None` where a slot is no word, for which it takes millions of codes and a
    /// code of millions of bytes.
    #[must_use]
    pub fn of(sample: Sample, lengths: &[usize], end: usize) -> Option<Self> {
        let shortest = lengths.iter().copied().min().unwrap_or_default();
        let longest = lengths.iter().copied().max().unwrap_or_default();
        let (index, length, start) = (bits(lengths.len()), bits(longest), bits(end));
        (index + length + start < u64::BITS).then_some(Self {
            sample,
            index,
            length,
            start,
            shortest,
            longest,
        })
    }

    /// The slot of a text.
    #[must_use]
    pub const fn slot(self, index: usize, length: usize, start: usize, key: u64) -> u64 {
        let low = (start as u64) << self.length | length as u64;
        key >> self.known() << self.known() | low << self.index | index as u64
    }

    /// All bits but those of the key.
    const fn known(self) -> u32 {
        self.index + self.length + self.start
    }

    /// The index of the code that is this text.
    // Whoever calls it has constants for all but the text.
    #[allow(clippy::inline_always, reason = "what is left is a few instructions")]
    #[inline(always)]
    #[must_use]
    pub fn find(
        self,
        text: &str,
        hash: Hash,
        displacements: &[u8],
        slots: &[u8],
        pool: &str,
    ) -> Option<usize> {
        let text = text.as_bytes();
        if text.len() < self.shortest || text.len() > self.longest {
            return None;
        }
        let key = text_key(text, self.sample);
        let slot = u64::from_le_bytes(slots.as_chunks().0[hash.slot(key, displacements)]);
        if (slot ^ key) >> self.known() != 0 {
            return None;
        }
        let index = part(slot, self.index);
        let length = part(slot >> self.index, self.length);
        let start = part(slot >> self.index >> self.length, self.start);
        let other = pool.as_bytes().get(start..start + text.len())?;
        (length == text.len() && self.same(text, other)).then_some(index)
    }

    /// Whether two texts of one length are the same.
    #[allow(clippy::inline_always, reason = "what is left is a few instructions")]
    #[inline(always)]
    fn same(self, one: &[u8], other: &[u8]) -> bool {
        if self.longest > UNROLLED {
            return one == other;
        }
        let most = match one.len() {
            length @ 16.. => length - 16,
            length @ 8.. => return differ(one, other, 0) | differ(one, other, length - 8) == 0,
            _ => return short(one) == short(other),
        };
        let mut different = pair(one, other, 0) | pair(one, other, most);
        // As often for every text: a short one has bytes compared twice.
        let mut offset = 16;
        while offset + 16 < self.longest {
            different |= pair(one, other, offset.min(most));
            offset += 16;
        }
        different == 0
    }
}

/// Where two words of two texts differ.
#[inline]
fn pair(one: &[u8], other: &[u8], offset: usize) -> u64 {
    differ(one, other, offset) | differ(one, other, offset + 8)
}

/// Where a word of two texts differs. They have these bytes.
#[inline]
fn differ(one: &[u8], other: &[u8], offset: usize) -> u64 {
    let word = |text: &[u8]| {
        let word = text.get(offset..offset + 8).and_then(<[u8]>::first_chunk);
        word.map_or(0, |&word| u64::from_le_bytes(word))
    };
    word(one) ^ word(other)
}

/// The low bits of a word.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "it was a usize when it became a part")]
const fn part(word: u64, bits: u32) -> usize {
    (word & ((1 << bits) - 1)) as usize
}

/// How many bits hold a number up to this one.
const fn bits(most: usize) -> u32 {
    usize::BITS - most.leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_text_is_found() {
        let hash = Hash { multiplier: 1, window: 32, bucket_bits: 0, slot_bits: 1 };
        for length in 1..100 {
            let text: String = ('a'..='z').cycle().take(length).collect();
            for (shortest, longest) in [(length, length), (1, length), (length, 100), (1, 100)] {
                for sample in [Sample::At(0), Sample::Before(8), Sample::Whole(7)] {
                    let layout = Layout::of(sample, &[shortest, length, longest], length + 3).unwrap();
                    let key = text_key(text.as_bytes(), sample);
                    let mut slots = [[0; 8]; 2];
                    slots[hash.slot(key, &[])] = layout.slot(1, length, 3, key).to_le_bytes();
                    let pool = format!("...{text}abcdefghijklm");
                    let find = |text: &str| layout.find(text, hash, &[], slots.as_flattened(), &pool);
                    assert_eq!(find(&text), Some(1));
                    for at in 0..length {
                        let other = format!("{}-{}", &text[..at], &text[at + 1..]);
                        assert_eq!(find(&other), None, "{at} of {text}");
                    }
                    assert_eq!(find(&text[1..]), None, "{text}");
                    assert_eq!(find(&pool[3..length + 4]), None, "{text}");
                    assert_eq!(find(""), None);
                }
            }
        }
    }

    #[test]
    fn a_slot_beyond_a_word_is_refused() {
        assert!(Layout::of(Sample::At(0), &[1 << 29, 1], 1 << 30).is_some());
        assert!(Layout::of(Sample::At(0), &[1 << 31, 1], 1 << 32).is_none());
    }
}
