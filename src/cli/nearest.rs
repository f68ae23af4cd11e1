//! What somebody may have meant.

/// At most this many are worth reading.
const FEW: usize = 3;

/// The few of the candidates that differ least from a text, the best first; none
/// where nothing is like it.
pub fn nearest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let text_length = text.chars().count();
    let enough = (text_length / 3).max(1);
    let mut ranked: Vec<(usize, u64, &str)> = candidates
        .filter(|candidate| candidate.chars().count().abs_diff(text_length) <= enough)
        .map(|candidate| (edits(text, candidate), gap(text, candidate), candidate))
        // Something of it must be there.
        .filter(|&(edits, ..)| edits <= enough && edits < text_length)
        .collect();
    // Equal ones stay in the order of the document.
    ranked.sort_by_key(|&(edits, gap, _)| (edits, gap));
    let mut few: Vec<&str> = Vec::new();
    for (.., candidate) in ranked {
        if few.len() < FEW && !few.contains(&candidate) {
            few.push(candidate);
        }
    }
    few
}

/// How far numbers are apart.
fn gap(one: &str, other: &str) -> u64 {
    match (one.parse::<i64>(), other.parse::<i64>()) {
        (Ok(one), Ok(other)) => one.abs_diff(other),
        _ => u64::MAX,
    }
}

/// How many characters to insert, remove, replace or swap with their neighbour.
#[allow(clippy::indexing_slicing, reason = "every row is one longer than the text beside it")]
fn edits(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) =
        (one.to_lowercase().chars().collect(), other.to_lowercase().chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut best = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_code_is_the_likeliest_slip() {
        let codes =
            ["0", "66660001", "66660004", "66660002", "66661004", "-4006", "-4007", "SimilarityTooLow"];
        for (text, expected) in [
            ("66660003", &["66660004", "66660002", "66660001"][..]),
            ("66660040", &["66660004", "66660002", "66660001"]),
            ("4007", &["-4007"]),
            ("-4070", &["-4007"]),
            ("similaritytolow", &["SimilarityTooLow"]),
            ("7", &[]),
            ("99999", &[]),
            ("", &[]),
            ("无", &[]),
        ] {
            let found = nearest(text, codes.into_iter());
            assert_eq!(found, expected, "{text}");
        }
    }
}
