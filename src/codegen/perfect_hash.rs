//! The search for a hash without collisions.
//!
//! The keys of one table come in, a [`PerfectHash`] under which each has a slot
//! of its own goes out. The search is deterministic and bounded: a fixed number
//! of multipliers at a fixed number of sizes, each linear in the keys. The
//! multipliers follow from the keys, so that nobody can choose codes that are
//! bad for all of them.

use crate::lookup::{Hash, Sample, text_key};

/// What the search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerfectHash {
    /// The hash.
    pub hash: Hash,
    /// One for each bucket; none where there is only one.
    pub displacements: Vec<u8>,
}

impl PerfectHash {
    /// The slot of a key.
    #[must_use]
    pub fn slot(&self, key: u64) -> usize {
        self.hash.slot(key, &self.displacements)
    }
}

/// Up to this many keys get a single bucket, whose lookup is one load shorter.
const SMALL: usize = 256;
/// How much larger than necessary the slots of a small table may become.
const SMALL_GROWTH: u32 = 3;
/// Multipliers tried for each size of a small table. A try stops at the first
/// collision, after about as many keys as the square root of the slots.
const SMALL_TRIES: usize = 512;
/// How much larger than necessary the slots of a large table may become.
const GROWTH: u32 = 3;
/// Multipliers tried for each size of a large table. For any keys at all the
/// first one succeeds more often than not.
const TRIES: usize = 16;
/// Keys in a bucket, on average, at most.
const PER_BUCKET: usize = 4;

/// Searches for a perfect hash of distinct keys. There is none where two keys
/// are equal.
#[must_use]
pub fn search(keys: &[u64]) -> Option<PerfectHash> {
    let bits = bits_for(keys.len());
    if keys.len() <= SMALL {
        for slot_bits in bits..=bits + SMALL_GROWTH {
            let mut slots = Slots::new(slot_bits);
            for multiplier in Multipliers::of(keys).take(SMALL_TRIES) {
                let hash = Hash { multiplier, window: 32, bucket_bits: 0, slot_bits };
                slots.clear();
                if keys.iter().all(|&key| slots.take(hash.base(key))) {
                    return Some(PerfectHash { hash, displacements: Vec::new() });
                }
            }
        }
    }
    let bucket_bits = bits_for(keys.len() / PER_BUCKET);
    // Longer keys may differ where the lowest bits of the product do not show it.
    let window =
        if keys.iter().all(|&key| i32::try_from(key.cast_signed()).is_ok()) { 0 } else { 32 - bucket_bits };
    // Nearly full slots need more displacement than a byte holds.
    let spare = u32::from(keys.len() > (1 << bits) / 8 * 7);
    for slot_bits in bits + spare..=bits + spare + GROWTH {
        let mut slots = Slots::new(slot_bits);
        for multiplier in Multipliers::of(keys).take(TRIES) {
            let hash = Hash { multiplier, window, bucket_bits, slot_bits };
            if let Some(displacements) = displace(hash, keys, &mut slots) {
                return Some(PerfectHash { hash, displacements });
            }
        }
    }
    None
}

/// Seeds tried where every byte counts. Two of any texts have one key under a
/// seed as often as two numbers of 64 bits are the same.
const SEEDS: usize = 16;

/// The bytes of texts that tell them apart, and the key of each.
///
/// Eight bytes at one offset do, nearly always; else every byte counts.
#[must_use]
pub fn sample(texts: &[&str]) -> (Sample, Vec<u64>) {
    // Codes of one family differ at a distance from their start, or from their end.
    const SAMPLES: &[Sample] = &[
        Sample::At(0),
        Sample::Before(8),
        Sample::At(8),
        Sample::Before(16),
        Sample::At(16),
        Sample::Before(24),
        Sample::At(24),
        Sample::Before(4),
    ];
    for &sample in SAMPLES {
        let keys = keys(texts, sample);
        if are_distinct(&keys) {
            return (sample, keys);
        }
    }
    let mut state = 0;
    for text in texts {
        state = key(text, Sample::Whole(state));
    }
    let mut last = (Sample::Whole(0), Vec::new());
    for seed in (Multipliers { state }).take(SEEDS) {
        last = (Sample::Whole(seed), keys(texts, Sample::Whole(seed)));
        if are_distinct(&last.1) {
            break;
        }
    }
    last
}

fn key(text: &str, sample: Sample) -> u64 {
    text_key(text.as_bytes(), sample)
}

fn keys(texts: &[&str], sample: Sample) -> Vec<u64> {
    let mut keys = Vec::with_capacity(texts.len());
    for text in texts {
        keys.push(key(text, sample));
    }
    keys
}

fn are_distinct(keys: &[u64]) -> bool {
    let mut sorted = keys.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| pair.first() != pair.last())
}

/// Bits that number `count` things, at least 1.
fn bits_for(count: usize) -> u32 {
    count.next_power_of_two().trailing_zeros().max(1)
}

/// Moves each bucket, the fullest first, to where it meets no other.
fn displace(hash: Hash, keys: &[u64], slots: &mut Slots) -> Option<Vec<u8>> {
    slots.clear();
    let mut displacements = vec![0; hash.buckets()];
    let buckets = Buckets::new(hash, keys);
    for (_, bucket) in buckets.fullest_first() {
        let bases = buckets.bases(bucket);
        let displacement = displacements.get_mut(bucket)?;
        while !bases.iter().all(|&base| slots.is_free(Hash::displaced(base, *displacement))) {
            *displacement = displacement.checked_add(1)?;
        }
        // Two keys of a bucket on one base stay together wherever they go.
        for &base in bases {
            if !slots.take(Hash::displaced(base, *displacement)) {
                return None;
            }
        }
    }
    Some(displacements)
}

/// The slots of keys that are not displaced yet, sorted by bucket.
struct Buckets {
    /// Where the bases of each bucket start, and where the last one's end.
    starts: Vec<usize>,
    bases: Vec<usize>,
}

impl Buckets {
    fn new(hash: Hash, keys: &[u64]) -> Self {
        let mut starts = vec![0; hash.buckets() + 1];
        for &key in keys {
            if let Some(keys) = starts.get_mut(hash.bucket(key) + 1) {
                *keys += 1;
            }
        }
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut bases = vec![0; keys.len()];
        let mut places = starts.clone();
        for &key in keys {
            if let Some(place) = places.get_mut(hash.bucket(key))
                && let Some(base) = bases.get_mut(*place)
            {
                *base = hash.base(key);
                *place += 1;
            }
        }
        Self { starts, bases }
    }

    fn bases(&self, bucket: usize) -> &[usize] {
        let start = self.starts.get(bucket).copied().unwrap_or_default();
        let end = self.starts.get(bucket + 1).copied().unwrap_or_default();
        self.bases.get(start..end).unwrap_or_default()
    }

    /// Each bucket behind the number of keys in the others.
    fn fullest_first(&self) -> Vec<(usize, usize)> {
        let mut order = Vec::new();
        for bucket in 0..self.starts.len() - 1 {
            // The fuller a bucket is, the less is in the others.
            let others = self.bases.len() - self.bases(bucket).len();
            if others < self.bases.len() {
                order.push((others, bucket));
            }
        }
        order.sort_unstable();
        order
    }
}

/// Which slots are taken. Clearing costs nothing: a slot is taken when it was
/// marked in the present round.
struct Slots {
    marks: Vec<u32>,
    round: u32,
}

impl Slots {
    fn new(slot_bits: u32) -> Self {
        Self { marks: vec![0; 1 << slot_bits], round: 0 }
    }

    fn clear(&mut self) {
        self.round += 1;
    }

    fn is_free(&self, slot: usize) -> bool {
        self.marks.get(slot).is_some_and(|&mark| mark != self.round)
    }

    /// Takes a slot; `false` where it is taken already.
    fn take(&mut self, slot: usize) -> bool {
        let free = self.is_free(slot);
        if let Some(mark) = self.marks.get_mut(slot) {
            *mark = self.round;
        }
        free
    }
}

/// Odd multipliers that depend on every key, without end (`splitmix64`).
struct Multipliers {
    state: u64,
}

impl Multipliers {
    fn of(keys: &[u64]) -> Self {
        let mut state = keys.len() as u64;
        for &key in keys {
            state = scramble(state ^ key);
        }
        Self { state }
    }
}

impl Iterator for Multipliers {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        Some(scramble(self.state) | 1)
    }
}

const fn scramble(value: u64) -> u64 {
    let value = (value ^ value >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ value >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ value >> 31
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookup::integer_key;

    /// Finds a hash and checks that it is perfect and no wider than promised.
    fn check(what: &str, keys: &[u64]) {
        let found = search(keys).unwrap_or_else(|| panic!("{what}: nothing found"));
        let mut taken = vec![false; found.hash.slots()];
        for &key in keys {
            let slot = found.hash.slot(key, &found.displacements);
            assert!(!std::mem::replace(&mut taken[slot], true), "{what}: {key} collides");
        }
        let most = if keys.len() <= SMALL { 16 } else { 4 };
        assert!(
            taken.len() <= most * keys.len().max(1),
            "{what}: {} slots for {} keys",
            taken.len(),
            keys.len()
        );
    }

    fn integers(codes: impl IntoIterator<Item = i64>) -> Vec<u64> {
        codes.into_iter().map(integer_key).collect()
    }

    #[test]
    fn every_count_up_to_a_few_hundred() {
        for count in 0..600 {
            check(&format!("{count} neighbours"), &integers(-7..count - 7));
            check(
                &format!("{count} random"),
                &Multipliers { state: 1 }.take(usize::try_from(count).unwrap()).collect::<Vec<_>>(),
            );
        }
    }

    #[test]
    fn progressions_and_powers_of_two() {
        let steps =
            [1, 2, 3, 7, 10, 17, 100, 255, 999, 1000, 4096, 10_007, 65_535, 65_536, 65_537, 1_000_003];
        for step in steps.into_iter().chain([1 << 20, 1 << 31, (1 << 31) - 1, 1 << 40, (1 << 50) - 1]) {
            for count in [64, 1000, 5000] {
                check(&format!("{count} × {step}"), &integers((0..count).map(|index| index * step)));
                check(&format!("{count} × -{step}"), &integers((0..count).map(|index| -1 - index * step)));
            }
        }
        for shift in 0..=52 {
            check(&format!("multiples of 2^{shift}"), &integers((0..2000).map(|index| index << shift)));
        }
        check(
            "the powers of two",
            &integers(
                (0..64)
                    .flat_map(|bit| [1 << bit, -1 << bit].into_iter())
                    .collect::<std::collections::BTreeSet<_>>(),
            ),
        );
    }

    #[test]
    fn the_ends_of_the_range() {
        let ends = (0..500)
            .flat_map(|index| [i64::MIN + index, i64::MAX - index, i64::from(i32::MIN) - index, index]);
        check("extremes", &integers(ends));
        check("two halves", &integers((0..1000).flat_map(|index| [index, index | 1 << 40, index | 1 << 62])));
    }

    #[test]
    fn a_hundred_thousand() {
        check("random", &Multipliers { state: 42 }.take(100_000).collect::<Vec<_>>());
        check("neighbours", &integers(0..100_000));
        check("thousands", &integers((0..100_000).map(|index| index * 1000)));
    }

    #[test]
    fn keys_chosen_against_one_multiplier_meet_others() {
        // All of them fall into one bucket and on one base under this multiplier.
        let multiplier = Multipliers { state: 7 }.next().unwrap();
        let inverse = (0..6).fold(multiplier, |inverse, _| {
            inverse.wrapping_mul(2u64.wrapping_sub(multiplier.wrapping_mul(inverse)))
        });
        assert_eq!(multiplier.wrapping_mul(inverse), 1);
        check("one bucket", &(0..3000).map(|low| inverse.wrapping_mul(low)).collect::<Vec<_>>());
    }

    #[test]
    fn texts_made_to_look_alike() {
        let numbered =
            |prefix: &str, suffix: &str| (0..1000).map(|n| format!("{prefix}{n:04}{suffix}")).collect();
        let (long, longer) = ("InvalidParameter.".repeat(4), "无效参数".repeat(50));
        for (what, texts) in [
            ("a prefix", numbered(&long, "")),
            ("a suffix", numbered("", &long)),
            ("both", numbered(&longer, &longer)),
            ("lengths", (0..500).map(|length| "0".repeat(length)).collect::<Vec<_>>()),
        ] {
            let (_, keys) = sample(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            check(what, &keys);
        }
    }

    #[test]
    fn keys_without_a_hash_end_the_search() {
        // Every try at every size fails, and only so many are made.
        for count in [2, SMALL, SMALL + 1, 20_000] {
            assert_eq!(search(&vec![1; count]), None, "{count}");
        }
    }

    #[test]
    fn equal_keys_have_no_perfect_hash() {
        assert_eq!(search(&[1, 2, 1]), None);
        let mut keys: Vec<_> = (0..2000).collect();
        keys.push(77);
        assert_eq!(search(&keys), None);
    }

    #[test]
    fn the_same_keys_give_the_same_hash() {
        let keys: Vec<_> = Multipliers { state: 3 }.take(3000).collect();
        assert_eq!(search(&keys), search(&keys));
    }

    #[test]
    fn texts_are_sampled_where_they_differ() {
        let (found, _) = sample(&["FailedOperation.CompareFail", "FailedOperation.ActionOpenMouth"]);
        assert_eq!(found, Sample::At(0));
        let (found, _) = sample(&["InvalidParameter.A.NotFound", "InvalidParameter.B.NotFound"]);
        assert_eq!(found, Sample::Before(8));
        let apart: Vec<_> =
            (0..50).map(|at| format!("{}x{}", "a".repeat(at + 20), "a".repeat(100 - at))).collect();
        let (found, keys) = sample(&apart.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(matches!(found, Sample::Whole(_)), "{found:?}");
        check("texts", &keys);
    }

    #[test]
    fn texts_that_differ_in_one_byte() {
        for length in [1, 3, 7, 8, 9, 15, 16, 17, 31, 64, 200] {
            let texts: Vec<String> = (0..length)
                .flat_map(|at| ('b'..='y').map(move |letter| (at, letter)))
                .map(|(at, letter)| format!("{}{letter}{}", "a".repeat(at), "a".repeat(length - at - 1)))
                .collect();
            let (_, keys) = sample(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            check(&format!("texts of {length} bytes"), &keys);
        }
    }
}
