//! Which table is which, across revisions of a document.
//!
//! Two lists of [`Subject`]s come in: the tables of a document on one side, the
//! sections of a names file or the tables of another revision on the other.
//! Out goes a pairing. This module owns the rule that a table is known by its
//! heading, else by the codes it holds, and that the numbering, blanks and
//! punctuation of a heading are nothing to know it by.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::chars::{all, are_digits, before, narrow, only, starts};
use super::model::Table;

/// What a table, or a section that speaks of one, is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject<'a> {
    /// The headings it answers to, each [normalised](normalise). A further one
    /// in common with another subject is further evidence.
    pub names: Vec<String>,
    /// Its codes, as written.
    pub codes: Vec<&'a str>,
}

impl<'a> Subject<'a> {
    /// What a table of a document is known by: its own heading, and the path
    /// of all of them, so that the `错误码` of one chapter is not that of another.
    #[must_use]
    pub fn of_table(table: &'a Table) -> Self {
        let mut path = Vec::new();
        for text in table.headings.iter().chain(&table.title) {
            path.push(normalise(&text.text));
        }
        let mut names = Vec::new();
        if path.len() > 1 {
            names.push(path.join("/"));
        }
        if let Some(own) = path.pop()
            && !own.is_empty()
        {
            names.push(own);
        }
        Self { names, codes: table.spellings() }
    }

    /// A part of each name.
    fn names(&self, part: fn(&str) -> &str) -> Vec<&str> {
        let mut names = Vec::new();
        for name in &self.names {
            names.push(part(name));
        }
        names
    }
}

/// Where more pairs than this share one heading or one code, it tells them
/// apart no more, and comparing them all would be quadratic.
const CROWD: usize = 256;

/// A code in one table of each side weighs this much; one in several, its part.
const CODE: u64 = 5040;

/// Finds for each subject on the left its counterpart on the right.
///
/// Every counterpart is given once, the surest pair first: the same heading and
/// codes in common, then most of the codes in common, or a heading that only
/// has another word for codes and some of them, then a heading alone, then at
/// least half of the codes of the smaller one. What is equally sure goes by
/// order. The time is linear in the codes and headings (times a constant that
/// `CROWD` bounds), whatever the number of subjects.
#[must_use]
pub fn pair(left: &[Subject<'_>], right: &[Subject<'_>]) -> Vec<Option<usize>> {
    let mut weights = Weights { left: vec![0; left.len()], right: vec![0; right.len()] };
    let mut links = links_by_name(left, right);
    links.append(&mut links_by_topic(left, right));
    links.append(&mut links_by_code(left, right, &mut weights));
    let mut sure = Vec::new();
    for link in merged(links) {
        if let Some(score) = weights.score(&link) {
            sure.push(Link { score: Reverse(score), ..link });
        }
    }
    sure.sort_unstable();

    let mut pairs = vec![None; left.len()];
    let mut taken = vec![false; right.len()];
    for Link { left, right, .. } in sure {
        if let (Some(pair @ None), Some(taken @ false)) = (pairs.get_mut(left), taken.get_mut(right)) {
            *pair = Some(right);
            *taken = true;
        }
    }
    pairs
}

/// Evidence that two subjects are the same. The surest sorts first.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    /// How sure all the evidence together is.
    score: Reverse<u64>,
    left: usize,
    right: usize,
    /// Headings in common.
    names: u64,
    /// What headings are about in common.
    topics: u64,
    /// Weight of the codes in common.
    codes: u64,
}

/// The weight of all codes of each subject.
struct Weights {
    left: Vec<u64>,
    right: Vec<u64>,
}

impl Weights {
    /// How sure a pair is; `None` where it is not sure enough to be one.
    fn score(&self, link: &Link) -> Option<u64> {
        const SURE: u64 = 1000;
        const HEADING_ALONE: u64 = 600;
        const TOPIC: u64 = 600;
        let left = self.left.get(link.left).copied().unwrap_or_default();
        let right = self.right.get(link.right).copied().unwrap_or_default();
        let alike = (2 * SURE * link.codes).checked_div(left + right).unwrap_or_default();
        let codes_tell = left.min(right) > 0;
        match link.names {
            0 if link.topics > 0 && link.codes > 0 => Some(TOPIC + alike),
            0 if !codes_tell || 2 * link.codes < left.min(right) => None,
            0 => Some(alike),
            names => {
                let heading = if codes_tell && link.codes == 0 { HEADING_ALONE } else { SURE };
                Some(heading + SURE / 10 * (names.min(5) - 1) + alike)
            }
        }
    }
}

/// The holders of one heading or one code, on both sides.
#[derive(Default)]
struct Holders {
    left: Vec<usize>,
    right: Vec<usize>,
}

impl Holders {
    fn index<'k>(
        left: &'k [Subject<'_>],
        right: &'k [Subject<'_>],
        keys: &dyn Fn(&'k Subject<'_>) -> Vec<&'k str>,
    ) -> Vec<Self> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut all: Vec<Self> = Vec::new();
        for (subjects, is_left) in [(left, true), (right, false)] {
            for (index, subject) in subjects.iter().enumerate() {
                for key in keys(subject) {
                    let place = *places.entry(key).or_insert(all.len());
                    if place == all.len() {
                        all.push(Self::default());
                    }
                    let Some(holders) = all.get_mut(place) else { continue };
                    let side = if is_left { &mut holders.left } else { &mut holders.right };
                    if side.last() != Some(&index) {
                        side.push(index);
                    }
                }
            }
        }
        all
    }

    fn crowded(&self) -> bool {
        self.left.len() * self.right.len() > CROWD
    }

    /// Links every holder on the left with every one on the right, for the same reason.
    fn link(&self, reason: &Link, links: &mut Vec<Link>) {
        for &left in &self.left {
            for &right in &self.right {
                links.push(Link { left, right, ..*reason });
            }
        }
    }
}

fn links_by_name(left: &[Subject<'_>], right: &[Subject<'_>]) -> Vec<Link> {
    let mut links = Vec::new();
    for holders in Holders::index(left, right, &|subject| subject.names(|name| name)) {
        if holders.crowded() {
            // Many tables under one heading: the first is the first, and so on.
            for (&left, &right) in holders.left.iter().zip(&holders.right) {
                links.push(Link { left, right, names: 1, ..Link::default() });
            }
        } else {
            holders.link(&Link { names: 1, ..Link::default() }, &mut links);
        }
    }
    links
}

fn links_by_topic(left: &[Subject<'_>], right: &[Subject<'_>]) -> Vec<Link> {
    let mut links = Vec::new();
    for holders in Holders::index(left, right, &|subject| subject.names(topic)) {
        if !holders.crowded() {
            holders.link(&Link { topics: 1, ..Link::default() }, &mut links);
        }
    }
    links
}

/// What a heading is about: without its word for codes, of which a vendor has
/// several. `警告码` is none of them: such codes stand beside the others.
fn topic(name: &str) -> &str {
    const MORE: &[&str] = &["列表", "说明", "描述", "一览", "s"];
    const WORDS: &[&str] = &[
        "错误码",
        "返回码",
        "响应码",
        "状态码",
        "结果码",
        "错误代码",
        "errorcode",
        "returncode",
        "statuscode",
    ];
    let topic = before(before(name, MORE).unwrap_or(name), WORDS).unwrap_or(name);
    if topic.is_empty() || topic.ends_with('/') { name } else { topic }
}

fn links_by_code(left: &[Subject<'_>], right: &[Subject<'_>], weights: &mut Weights) -> Vec<Link> {
    let mut links = Vec::new();
    for holders in Holders::index(left, right, &|subject| subject.codes.clone()) {
        if holders.crowded() {
            continue;
        }
        let several = holders.left.len().max(holders.right.len()).max(1);
        let codes = CODE / u64::try_from(several).unwrap_or(CODE);
        for (indices, weights) in [(&holders.left, &mut weights.left), (&holders.right, &mut weights.right)] {
            for &index in indices {
                if let Some(weight) = weights.get_mut(index) {
                    *weight += codes;
                }
            }
        }
        holders.link(&Link { codes, ..Link::default() }, &mut links);
    }
    links
}

/// One link for each pair, with all the evidence.
fn merged(mut links: Vec<Link>) -> Vec<Link> {
    links.sort_unstable();
    let mut merged: Vec<Link> = Vec::new();
    for link in links {
        match merged.last_mut() {
            Some(kept) if (kept.left, kept.right) == (link.left, link.right) => {
                kept.names += link.names;
                kept.topics += link.topics;
                kept.codes += link.codes;
            }
            _ => merged.push(link),
        }
    }
    merged
}

/// A heading without what a vendor changes when nothing changes: numbering,
/// blanks, punctuation, letter case and full-width forms.
#[must_use]
pub fn normalise(heading: &str) -> String {
    let mut folded = String::with_capacity(heading.len());
    for c in heading.chars() {
        folded.push(fold(c));
    }
    let words = only(without_number(folded.trim()), char::is_alphanumeric);
    if words.is_empty() { only(&folded, char::is_alphanumeric) } else { words }
}

/// A heading as written, behind its number.
#[must_use]
pub fn unnumbered(heading: &str) -> &str {
    let heading = heading.trim();
    let folded: String = heading.chars().map(fold).collect();
    // Folding keeps the number of characters.
    let count = without_number(&folded).trim_start().chars().count();
    let start = heading.char_indices().rev().take(count).last().map_or(heading.len(), |(at, _)| at);
    match heading.get(start..) {
        Some(words) if words.chars().any(char::is_alphanumeric) => words,
        _ => heading,
    }
}

/// Lower case, and ASCII for what has a full-width form.
fn fold(c: char) -> char {
    let ascii = narrow(c);
    ascii.to_lowercase().next().unwrap_or(ascii)
}

/// The heading behind its number: `2.`, `3.1 `, `(4)`, `一、`, `第五章`, `⑥`.
///
/// `二要素`, `3D` and `404 Not Found` are not numbered.
fn without_number(heading: &str) -> &str {
    let mut behind = heading.chars();
    let ends: &[char] = match behind.next() {
        Some('(') => &[')'],
        Some('[') => &[']'],
        Some('【') => &['】'],
        Some('第') => &['章', '节', '節', '篇', '条'],
        Some('\u{2460}'..='\u{249B}' | '\u{3220}'..='\u{3229}') => return behind.as_str(),
        _ => return plain_number(heading).unwrap_or(heading),
    };
    match behind.as_str().split_once(ends) {
        Some((number, rest)) if is_number(number.trim()) => rest,
        _ => heading,
    }
}

fn plain_number(heading: &str) -> Option<&str> {
    const JOINTS: &[char] = &['.', '-'];
    const SEPARATORS: &[char] = &['.', '、', '。', ')', ':', ',', '-'];
    let end =
        heading.find(|c: char| !(c.is_ascii_digit() || is_chinese_digit(c) || matches!(c, '.' | '-')))?;
    let (number, rest) = heading.split_at_checked(end)?;
    if number.is_empty() || number.starts_with(JOINTS) {
        return None;
    }
    for part in number.split(JOINTS) {
        if !part.is_empty() && !is_number(part) {
            return None;
        }
    }
    // `2.` ends in a separator, `3.1人脸` holds one; `2 ` and `2、` are followed by one.
    let separated = number.contains(JOINTS) || rest.starts_with(SEPARATORS);
    let short = number.len() <= 2 || number.chars().count() == 1;
    let words = starts(rest, char::is_whitespace);
    (separated || short && words).then(|| rest.trim_start_matches(SEPARATORS))
}

fn is_number(text: &str) -> bool {
    text.len() <= 3 && are_digits(text) || !text.is_empty() && all(text, is_chinese_digit)
}

fn is_chinese_digit(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_its_words() {
        for (heading, words) in [
            ("2.人脸验证响应码", "人脸验证响应码"),
            ("2、人脸 验证 响应码：", "人脸验证响应码"),
            ("（二）人脸验证响应码", "人脸验证响应码"),
            ("一、人脸验证响应码", "人脸验证响应码"),
            ("第五章 人脸验证响应码", "人脸验证响应码"),
            ("⑥人脸验证响应码", "人脸验证响应码"),
            ("3.1 人脸验证响应码", "人脸验证响应码"),
            ("3.1人脸验证响应码", "人脸验证响应码"),
            ("１２．人脸验证响应码", "人脸验证响应码"),
            ("4 Face Verification Codes", "faceverificationcodes"),
            ("10-2. ＯＣＲ 错误码", "ocr错误码"),
        ] {
            assert_eq!(normalise(heading), words, "{heading}");
        }
    }

    #[test]
    fn a_heading_is_shown_behind_its_number() {
        for (heading, words) in [
            ("１２．人脸验证 响应码：", "人脸验证 响应码："),
            (" 3.1 Face Codes ", "Face Codes"),
            ("第五章 响应码", "响应码"),
            ("404 Not Found", "404 Not Found"),
            ("12.", "12."),
            ("", ""),
        ] {
            assert_eq!(unnumbered(heading), words, "{heading}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_stays() {
        for (heading, words) in [
            ("二要素验证响应码", "二要素验证响应码"),
            ("5. 二要素验证响应码", "二要素验证响应码"),
            ("3D 活体", "3d活体"),
            ("404 Not Found", "404notfound"),
            ("1对1比对", "1对1比对"),
            ("第三方响应码", "第三方响应码"),
            ("(旧) 响应码", "旧响应码"),
            ("(2018) 响应码", "2018响应码"),
            ("66660001", "66660001"),
            (".5 响应码", "5响应码"),
            ("12.", "12"),
            ("—", ""),
        ] {
            assert_eq!(normalise(heading), words, "{heading}");
        }
    }

    /// `heading/heading: code code`, one subject a line.
    fn subjects(text: &str) -> Vec<Subject<'_>> {
        text.lines()
            .map(|line| {
                let (names, codes) = line.split_once(':').unwrap();
                let names = names.split('/').map(normalise).filter(|name| !name.is_empty()).collect();
                Subject { names, codes: codes.split_whitespace().collect() }
            })
            .collect()
    }

    #[track_caller]
    fn pairs(left: &str, right: &str, expected: &[Option<usize>]) {
        assert_eq!(pair(&subjects(left), &subjects(right)), expected);
    }

    #[test]
    fn by_heading_though_codes_changed() {
        pairs("1. 人脸: 1 2 3\n2. 银行卡: 4 5", "1. 银行卡: 4 6\n2. 人脸: 1 8 9", &[Some(1), Some(0)]);
        pairs("人脸: 1 2", "人脸: 8 9", &[Some(0)]);
    }

    #[test]
    fn by_codes_where_the_heading_is_reworded() {
        pairs("警告码: 10 20 30\n响应码: 0 1", "响应码: 0 1\n告警码: 10 20 40", &[Some(1), Some(0)]);
        // A code that everything has is little to go by.
        pairs("人脸: 0 1 2\n身份证: 0 3 4", "新人脸: 0 1 2\n银行卡: 0 5 6", &[Some(0), None]);
    }

    #[test]
    fn by_what_the_heading_is_about_where_its_word_for_codes_is_another() {
        // Two tables became one, and most of its codes are those of the other.
        let old = "微信相关错误码: 201 202\nOCR 相关错误码: 301 302 303";
        pairs(old, "微信相关返回码: 201 202 301 302 303", &[Some(0), None]);
        pairs(old, "微信相关: 201 202 301 302 303", &[Some(0), None]);
        pairs(old, "返回码: 201 202 301 302 303", &[None, Some(0)]);
        pairs("Pay Error Codes: 1 2 3 4", "Pay return code: 4 5 6 7", &[Some(0)]);
        // That alone is not enough, and a warning is no response.
        pairs("微信错误码: 1 2", "微信返回码: 8 9", &[None]);
        pairs("微信响应码: 0 1 2", "微信警告码: 0 5 6", &[None]);
        // The same word goes before another.
        pairs("微信状态码: 1 2\n微信错误码: 1 3", "微信错误码: 1 3\n微信状态码: 1 2", &[Some(1), Some(0)]);
    }

    #[test]
    fn most_of_the_codes_outweigh_a_heading_alone() {
        pairs("响应码: 1 2 3", "响应码: 7 8 9\n人脸响应码: 1 2 3", &[Some(1)]);
        pairs("响应码: 1 2 3", "响应码: 1 8 9\n人脸响应码: 1 2 3", &[Some(0)]);
        pairs("人脸/响应码: 1 2 3", "人脸/响应码: 7 8 9\n银行卡: 1 2 3", &[Some(1)]);
    }

    #[test]
    fn one_heading_over_two_tables() {
        pairs("身份证: 0 1 2\n身份证: 10 01", "身份证: 10 01\n身份证: 0 1 3", &[Some(1), Some(0)]);
        pairs("身份证: 1\n身份证: 2", "身份证: 3\n身份证: 4", &[Some(0), Some(1)]);
    }

    #[test]
    fn the_path_tells_equal_headings_apart() {
        pairs(
            "错误码/a错误码: 1\n错误码/b错误码: 2",
            "错误码/b错误码: 3\n错误码/a错误码: 4",
            &[Some(1), Some(0)],
        );
    }

    #[test]
    fn unlike_tables_are_not_paired() {
        pairs("人脸: 1 2 3 4", "银行卡: 4 5 6 7\n: 8", &[None]);
        pairs("", "", &[]);
    }

    #[test]
    fn a_crowd_is_paired_in_order() {
        let section = |number: usize| format!("{number}. 错误码: 0 1 2\n");
        let document: String = (1..=5000).map(section).collect();
        let pairs = pair(&subjects(&document), &subjects(&document));
        assert!(pairs.iter().enumerate().all(|(left, &right)| right == Some(left)));
    }
}
