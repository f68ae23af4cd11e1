//! Measures lookups, one line each: `kind codes contestant mode nanoseconds`.
//!
//! Keys are in random order, so that no branch that depends on one is predicted.
//! The best of several rounds counts: whatever else the machine does only adds.

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use rustc_hash::FxBuildHasher;

/// Keys in a round, which stay in the nearest caches.
const KEYS: usize = 1 << 12;
const ROUNDS: usize = 25;
const ROUND: Duration = Duration::from_millis(4);

include!("sizes.rs");

/// The keys of one mode.
struct Keys<K> {
    mode: &'static str,
    keys: Vec<K>,
}

/// Hits, misses, and half of each.
fn modes<K: Clone>(codes: &[K], misses: &[K]) -> [Keys<K>; 3] {
    let mut state = 88_172_645_463_325_252_u64;
    [("hit", 0), ("miss", 4), ("mixed", 2)].map(|(mode, quarters)| {
        let keys = (0..KEYS).map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let of = if state % 4 < quarters { misses } else { codes };
            of[(state >> 8) as usize % of.len()].clone()
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
        for Keys { mode, keys } in modes {
            let nanoseconds = best(keys, &lookup);
            println!("{} {} {contestant} {mode} {nanoseconds:.3}", self.kind, self.codes);
        }
    }
}

#[inline(never)]
fn best<K: Copy>(keys: &[K], lookup: &impl Fn(K) -> Option<u32>) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let (mut count, start) = (0_u32, Instant::now());
        while start.elapsed() < ROUND {
            let mut sum = 0_u32;
            for &key in black_box(keys) {
                sum = sum.wrapping_add(lookup(key).unwrap_or(1));
            }
            black_box(sum);
            count += 1;
        }
        best = best.min(start.elapsed().as_secs_f64() * 1e9 / f64::from(count) / keys.len() as f64);
    }
    best
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
    let misses: Vec<_> = codes.iter().map(|code| code ^ 0x155).filter(|code| !fx.contains_key(code)).collect();
    let modes = modes(codes, &misses);
    let near: [i32; 64] = std::array::from_fn(|at| codes[at]);
    place.time("floor", &modes, |key| {
        let found = near[key as usize % 64];
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
    let misses: Vec<String> = codes.iter().map(|code| other(code)).filter(|code| !fx.contains_key(&**code)).collect();
    let misses: Vec<&str> = misses.iter().map(String::as_str).collect();
    let modes = modes(codes, &misses);
    // The keys with their copies: what one comparison of the whole key costs.
    for Keys { mode, keys } in &modes {
        let copies: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
        let pairs: Vec<(&str, &str)> = keys.iter().copied().zip(copies.iter().map(String::as_str)).collect();
        let nanoseconds = best(&pairs, &|(key, copy): (&str, &str)| (key == copy).then_some(2));
        println!("{kind} {} floor {mode} {nanoseconds:.3}", codes.len());
    }
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
