//! Many numbers or many texts in one literal.
//!
//! The compiler takes a literal as one expression, and an array as one for each
//! of its elements, which are some ten thousand instructions each. A table needs
//! several numbers for each of its codes, so they are packed.

/// Many numbers, one behind the other, the lowest byte of each first.
#[derive(Clone, Copy)]
pub struct Numbers {
    /// How many bytes each takes.
    width: usize,
    bytes: &'static [u8],
}

impl Numbers {
    /// No number at all.
    pub const NONE: Self = Self::new(1, &[]);

    /// Numbers of so many bytes each.
    #[must_use]
    pub const fn new(width: usize, bytes: &'static [u8]) -> Self {
        Self { width, bytes }
    }

    /// How many numbers there are.
    #[inline]
    #[must_use]
    pub const fn len(&self) -> usize {
        self.bytes.len() / self.width
    }

    /// Whether there is none.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// A number; 0 where there is none.
    #[inline]
    #[must_use]
    pub const fn get(&self, index: usize) -> usize {
        let start = index * self.width;
        let mut at = start + self.width;
        if at > self.bytes.len() {
            return 0;
        }
        let mut number = 0;
        while at > start {
            at -= 1;
            number = number << 8 | self.bytes[at] as usize;
        }
        number
    }
}

/// Bytes that numbers are read from, none of which is in two lines of a cache.
#[repr(align(64))]
pub struct Aligned<T>(pub T);

/// What belongs into each slot, of which the index is given.
///
/// # Panics
///
/// Where an index takes more than two bytes: so many would take the compiler too long.
// It interprets each step for each slot, and a call takes longer than all the others.
#[must_use]
pub const fn in_slots<T: Copy, const SLOTS: usize>(all: &[T], indexes: Numbers) -> [T; SLOTS] {
    let Numbers { width, bytes } = indexes;
    assert!(width <= 2);
    let mut slots = [all[0]; SLOTS];
    let mut slot = 0;
    while slot < SLOTS {
        let index = match width {
            1 => bytes[slot] as usize,
            _ => bytes[2 * slot] as usize | (bytes[2 * slot + 1] as usize) << 8,
        };
        slots[slot] = all[index];
        slot += 1;
    }
    slots
}

/// Many pairs of numbers, sorted by the first one.
#[derive(Clone, Copy)]
pub struct Pairs {
    /// The two numbers of each.
    pub numbers: Numbers,
}

impl Pairs {
    /// No pair at all.
    pub const NONE: Self = Self { numbers: Numbers::NONE };

    /// A pair; zeros where there is none.
    #[must_use]
    pub const fn get(&self, index: usize) -> (usize, usize) {
        (self.numbers.get(2 * index), self.numbers.get(2 * index + 1))
    }

    /// How many pairs have a first number below this one.
    #[must_use]
    pub const fn below(&self, first: usize) -> usize {
        let (mut low, mut high) = (0, self.numbers.len() / 2);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.get(middle).0 < first {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Many texts, one behind the other.
#[derive(Clone, Copy)]
pub struct Texts {
    /// The texts.
    pub pool: &'static str,
    /// Where each text starts in the pool, and where the last one ends.
    pub bounds: Numbers,
}

impl Texts {
    /// A text; empty where there is none.
    #[inline]
    #[must_use]
    pub const fn get(&self, index: usize) -> &'static str {
        if index + 1 >= self.bounds.len() {
            return "";
        }
        let (start, end) = (self.bounds.get(index), self.bounds.get(index + 1));
        self.pool.split_at(end).0.split_at(start).1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_width_are_read() {
        const BYTES: &[u8] = &[1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0x80];
        for (width, last) in [(1, 0x80), (2, 0x80FF), (4, 0x80FF_FFFE)] {
            let numbers = Numbers::new(width, BYTES);
            assert_eq!(numbers.len(), 8 / width);
            assert_eq!(numbers.get(0), 1);
            assert_eq!(numbers.get(8 / width - 1), last);
            assert_eq!(numbers.get(8 / width), 0);
        }
        assert!(Numbers::NONE.is_empty());
    }

    #[test]
    fn pairs_are_found_by_the_first_number() {
        let pairs = Pairs { numbers: Numbers::new(1, &[0, 7, 3, 20, 3, 9]) };
        assert_eq!([0, 1, 3, 4, 99].map(|first| pairs.below(first)), [0, 1, 1, 3, 3]);
        assert_eq!((pairs.get(1), pairs.get(3)), ((3, 20), (0, 0)));
        assert_eq!(Pairs::NONE.below(1), 0);
    }

    #[test]
    fn a_text_is_between_two_bounds() {
        let texts = Texts { pool: "one二", bounds: Numbers::new(1, &[0, 3, 3, 6]) };
        assert_eq!([0, 1, 2, 3, usize::MAX - 1].map(|index| texts.get(index)), ["one", "", "二", "", ""]);
    }
}
