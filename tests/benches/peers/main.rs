//! Measures lookups, one line each: `kind codes contestant mode nanoseconds`.
//!
//! Keys are in random order, each in memory of its own, as if it was received.
//! The best of many rounds counts: whatever else the machine does only adds.
//!
//! With the argument `count` each contestant looks up the mixed keys once, in
//! [`counted`], for whoever counts its instructions, and the lines are
//! `kind codes contestant keys`.

use std::collections::HashMap;
use std::hint::{black_box, select_unpredictable};
use std::time::{Duration, Instant};

use rustc_hash::FxBuildHasher;

/// Keys in a round, which stay in the nearer caches. A processor remembers what
/// became of each when they come again and again.
const KEYS: usize = 1 << 12;
/// More than it remembers.
const MANY_KEYS: usize = 1 << 16;
const TIME: Duration = Duration::from_millis(80);

include!("sizes.rs");

/// The keys of one mode.
struct Keys<K> {
    mode: &'static str,
    keys: Vec<K>,
}

/// Hits, misses, half of each, and so many that no branch on them is guessed.
/// Each key is made from one of the codes.
fn modes<C: Copy, K>(codes: &[C], key: impl Fn(C, bool) -> K) -> [Keys<K>; 4] {
    let mut state = 88_172_645_463_325_252_u64;
    let modes = [("hit", 0, KEYS), ("miss", 4, KEYS), ("mixed", 2, KEYS), ("random", 2, MANY_KEYS)];
    modes.map(|(mode, quarters, count)| {
        let keys = (0..count).map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            key(codes[(state >> 8) as usize % codes.len()], state % 4 < quarters)
        });
        Keys { mode, keys: keys.collect() }
    })
}

/// Where a result is printed.
#[derive(Clone, Copy)]
struct Place {
    kind: &'static str,
    codes: usize,
}

impl Place {
    fn time<K: Copy>(self, contestant: &str, modes: &[Keys<K>], lookup: impl Fn(K) -> Option<u32>) {
        let Self { kind, codes } = self;
        if std::env::args().any(|argument| argument == "count") {
            for Keys { keys, .. } in modes.iter().filter(|keys| keys.mode == "mixed") {
                println!("{kind} {codes} {contestant} {}", keys.len());
                black_box(counted(keys, &lookup));
            }
            return;
        }
        for Keys { mode, keys } in modes {
            println!("{kind} {codes} {contestant} {mode} {:.3}", best(keys, &lookup));
        }
    }
}

fn best<K: Copy>(keys: &[K], lookup: &impl Fn(K) -> Option<u32>) -> f64 {
    let (mut best, begin) = (f64::MAX, Instant::now());
    while begin.elapsed() < TIME {
        let start = Instant::now();
        black_box(counted(black_box(keys), lookup));
        best = best.min(start.elapsed().as_secs_f64() * 1e9 / keys.len() as f64);
    }
    best
}

/// Looks up every key. What becomes of the result is no branch, so that it is the
/// lookup's own if anything is guessed wrong.
#[inline(never)]
fn counted<K: Copy>(keys: &[K], lookup: &impl Fn(K) -> Option<u32>) -> u32 {
    keys.iter().fold(0, |sum, &key| {
        let found = lookup(key);
        sum.wrapping_add(select_unpredictable(found.is_some(), found.unwrap_or_default(), 1))
    })
}

fn integers(
    codes: &[i32],
    ours: impl Fn(i32) -> Option<u32>,
    old: &phf_13::Map<i32, u32>,
    new: &phf_14::Map<i32, u32>,
    matching: Option<fn(i32) -> Option<u32>>,
) {
    let place = Place { kind: "integer", codes: codes.len() };
    let sorted = sorted(codes);
    let fx: HashMap<i32, u32, FxBuildHasher> = codes.iter().copied().zip(0..).collect();
    let modes = modes(codes, |code, miss| {
        let other = code ^ 0x155;
        if miss && !fx.contains_key(&other) { other } else { code }
    });
    let near: [i32; 64] = std::array::from_fn(|at| codes[at]);
    // A table of this size, filled up to a power of two.
    let far: Vec<i32> = codes.iter().copied().cycle().take(codes.len().next_power_of_two()).collect();
    let mask = far.len() - 1;
    place.time("floor", &modes, |key| {
        let found = near[key as usize % 64];
        (found == key).then_some(found as u32)
    });
    place.time("far-load", &modes, |key| {
        let found = far[key as usize & mask];
        (found == key).then_some(found as u32)
    });
    place.time("vendor-codes", &modes, ours);
    place.time("phf-0.14", &modes, |key| new.get(&key).copied());
    place.time("phf-0.13", &modes, |key| old.get(&key).copied());
    if let Some(matching) = matching {
        place.time("match", &modes, matching);
    }
    place.time("binary-search", &modes, |key| {
        sorted.binary_search_by_key(&key, |&(code, _)| code).ok().map(|at| sorted[at].1)
    });
    place.time("hash-map-fx", &modes, |key| fx.get(&key).copied());
}

fn texts(
    kind: &'static str,
    codes: &[&'static str],
    ours: impl Fn(&str) -> Option<u32>,
    old: &phf_13::Map<&'static str, u32>,
    new: &phf_14::Map<&'static str, u32>,
    matching: Option<fn(&str) -> Option<u32>>,
) {
    let place = Place { kind, codes: codes.len() };
    let sorted = sorted(codes);
    let fx: HashMap<&str, u32, FxBuildHasher> = codes.iter().copied().zip(0..).collect();
    let received = modes(codes, |code, miss| {
        let key = if miss { Some(other(code)).filter(|key| !fx.contains_key(&**key)) } else { None };
        (key.unwrap_or_else(|| code.to_owned()), code)
    });
    let each = |Keys { mode, keys }: &'static Keys<(String, &'static str)>| {
        let pairs = keys.iter().map(|(key, code)| (key.as_str(), *code));
        (Keys { mode, keys: pairs.clone().map(|(key, _)| key).collect() }, Keys { mode, keys: pairs.collect() })
    };
    let (modes, pairs): (Vec<_>, Vec<_>) = Box::leak(Box::new(received)).iter().map(each).unzip();
    // The code that the key is, or that differs in its last character, where it is among the others.
    place.time("floor", &pairs, |(key, code): (&str, &str)| (key == code).then_some(2));
    place.time("vendor-codes", &modes, ours);
    place.time("phf-0.14", &modes, |key| new.get(key).copied());
    place.time("phf-0.13", &modes, |key| old.get(key).copied());
    if let Some(matching) = matching {
        place.time("match", &modes, matching);
    }
    place.time("binary-search", &modes, |key| {
        sorted.binary_search_by_key(&key, |&(code, _)| code).ok().map(|at| sorted[at].1)
    });
    place.time("hash-map-fx", &modes, |key| fx.get(key).copied());
}

/// The code with its last character changed.
fn other(code: &str) -> String {
    let (rest, last) = code.split_at(code.len() - 1);
    format!("{rest}{}", if last == "7" { '3' } else { '7' })
}

fn sorted<K: Copy + Ord>(codes: &[K]) -> Vec<(K, u32)> {
    let mut sorted: Vec<_> = codes.iter().copied().zip(0..).collect();
    sorted.sort_unstable();
    sorted
}
