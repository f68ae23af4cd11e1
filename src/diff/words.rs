//! Which words of a text changed.
//!
//! An old text and a new one come in, pieces of both go out: what stayed, what
//! went, what came. This module owns what a *word* is in a vendor's text, where
//! Chinese has no blanks between words and a character is the best one can do.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::table::is_ideograph;

/// Whether a piece of text stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// In both texts.
    Same,
    /// In the old text only.
    Old,
    /// In the new text only.
    New,
}

impl Mark {
    /// The lower-case English word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

/// A text of more words than this is not compared word by word, but for its
/// two ends.
const LONG: usize = 10_000;

/// Marks the words that changed.
///
/// The pieces marked [`Mark::Same`] and [`Mark::Old`] together are the old text,
/// those marked `Same` and [`Mark::New`] the new one. Where next to nothing
/// stayed, nothing is said to have: scattered single characters in common tell
/// a reader less than the two texts.
///
/// ```
/// use vendor_codes::diff::words::{mark, Mark};
///
/// assert_eq!(
///     mark("请确保光线充足", "请确保环境光线充足"),
///     [(Mark::Same, "请确保"), (Mark::New, "环境"), (Mark::Same, "光线充足")],
/// );
/// ```
#[must_use]
pub fn mark<'a>(old: &'a str, new: &'a str) -> Vec<(Mark, &'a str)> {
    let (old, new) = (Words::of(old), Words::of(new));
    let mut pieces = Vec::new();
    for change in readable(changes(&old, &new), &old, &new) {
        let (gone, came) = (old.slice(change.old), new.slice(change.new));
        if change.same {
            push(&mut pieces, Mark::Same, came);
        } else {
            push(&mut pieces, Mark::Old, gone);
            push(&mut pieces, Mark::New, came);
        }
    }
    pieces
}

fn push<'a>(pieces: &mut Vec<(Mark, &'a str)>, mark: Mark, text: &'a str) {
    if !text.is_empty() {
        pieces.push((mark, text));
    }
}

/// A stretch of words that is the same in both texts, or is not.
#[derive(Clone, Debug)]
struct Stretch {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

fn changes(old: &Words<'_>, new: &Words<'_>) -> Vec<Stretch> {
    if old.list.len().max(new.list.len()) > LONG {
        return ends(old, new);
    }
    let stretch = |op: DiffOp| Stretch {
        same: matches!(op, DiffOp::Equal { .. }),
        old: op.old_range(),
        new: op.new_range(),
    };
    capture_diff_slices(Algorithm::Myers, &old.list, &new.list).into_iter().map(stretch).collect()
}

/// The common start, what is between, the common end.
fn ends(old: &Words<'_>, new: &Words<'_>) -> Vec<Stretch> {
    fn common<'w, T: PartialEq + 'w>(old: impl Iterator<Item = T>, new: impl Iterator<Item = T>) -> usize {
        old.zip(new).take_while(|(old, new)| old == new).count()
    }
    let (old_count, new_count) = (old.list.len(), new.list.len());
    let start = common(old.list.iter(), new.list.iter());
    let room = old_count.min(new_count) - start;
    let end = common(old.list.iter().rev(), new.list.iter().rev()).min(room);
    let (old_end, new_end) = (old_count - end, new_count - end);
    vec![
        Stretch { same: true, old: 0..start, new: 0..start },
        Stretch { same: false, old: start..old_end, new: start..new_end },
        Stretch { same: true, old: old_end..old_count, new: new_end..new_count },
    ]
}

/// Joins changes that only a blank, a comma or a single character keeps apart,
/// and gives up on texts that have next to nothing in common.
fn readable(stretches: Vec<Stretch>, old: &Words<'_>, new: &Words<'_>) -> Vec<Stretch> {
    let last = stretches.len().saturating_sub(1);
    let mut joined: Vec<Stretch> = Vec::new();
    for (place, mut stretch) in stretches.into_iter().enumerate() {
        let inner = place > 0 && place < last;
        let alone = stretch.old.len() == 1 && old.slice(stretch.old.clone()).chars().count() == 1;
        stretch.same &= !(inner && alone);
        match joined.last_mut() {
            Some(before) if before.same == stretch.same => {
                before.old.end = stretch.old.end;
                before.new.end = stretch.new.end;
            }
            _ => joined.push(stretch),
        }
    }
    let kept: usize = joined.iter().filter(|stretch| stretch.same).map(|stretch| stretch.old.len()).sum();
    if 4 * kept < old.list.len().max(new.list.len()) {
        return vec![Stretch { same: false, old: 0..old.list.len(), new: 0..new.list.len() }];
    }
    joined
}

/// A text, cut into words: each ideograph, each run of other letters and
/// digits, each run of blanks, each other character.
struct Words<'a> {
    text: &'a str,
    list: Vec<&'a str>,
    /// Where each word starts, and where the last one ends.
    starts: Vec<usize>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        let mut starts = Vec::new();
        let mut before = None;
        for (at, character) in text.char_indices() {
            let kind = Kind::of(character);
            if before != Some(kind) || kind == Kind::Single {
                starts.push(at);
            }
            before = Some(kind);
        }
        starts.push(text.len());
        let list = starts.windows(2).filter_map(|at| text.get(*at.first()?..*at.last()?)).collect();
        Self { text, list, starts }
    }

    fn slice(&self, words: Range<usize>) -> &'a str {
        let at = |word: usize| self.starts.get(word).copied().unwrap_or(self.text.len());
        self.text.get(at(words.start)..at(words.end)).unwrap_or_default()
    }
}

/// Characters of one kind make a word together, but for the single ones.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letters,
    Blanks,
    Single,
}

impl Kind {
    fn of(character: char) -> Self {
        if character == ' ' {
            Self::Blanks
        } else if character.is_alphanumeric() && !is_ideograph(character) {
            Self::Letters
        } else {
            Self::Single
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `[-old-]{+new+}`.
    fn marked(old: &str, new: &str) -> String {
        let pieces = mark(old, new);
        let text = |without: Mark| -> String {
            pieces.iter().filter(|(mark, _)| *mark != without).map(|(_, text)| *text).collect()
        };
        assert_eq!((text(Mark::New), text(Mark::Old)), (old.to_owned(), new.to_owned()));
        let show = |(mark, text): &(Mark, &str)| match mark {
            Mark::Same => (*text).to_owned(),
            Mark::Old => format!("[-{text}-]"),
            Mark::New => format!("{{+{text}+}}"),
        };
        pieces.iter().map(show).collect()
    }

    #[test]
    fn words_that_changed_are_marked() {
        for (old, new, expected) in [
            ("警告码列表", "告警码列表", "[-警告-]{+告警+}码列表"),
            ("订单号长度不超过 32 位", "订单号长度不超过 64 位", "订单号长度不超过 [-32-]{+64+} 位"),
            ("the face is not clear", "the photo is not clear", "the [-face-]{+photo+} is not clear"),
            ("身份验证成功", "身份验证成功。", "身份验证成功{+。+}"),
            ("一样", "一样", "一样"),
            ("", "全新", "{+全新+}"),
            ("", "", ""),
        ] {
            assert_eq!(marked(old, new), expected);
        }
    }

    #[test]
    fn a_lone_character_between_two_changes_is_no_anchor() {
        assert_eq!(
            marked("请先联系客服的人员处理", "请先询问支持的部门处理"),
            "请先[-联系客服的人员-]{+询问支持的部门+}处理"
        );
    }

    #[test]
    fn texts_with_nothing_in_common_are_replaced_whole() {
        assert_eq!(marked("未能识别，不支持", "需，联系"), "[-未能识别，不支持-]{+需，联系+}");
    }

    #[test]
    fn a_long_text_keeps_its_ends() {
        let text = |middle: &str| format!("始{}{middle}{}末", "甲".repeat(LONG), "乙".repeat(LONG));
        let texts = (text("一"), text("二"));
        let pieces = mark(&texts.0, &texts.1);
        assert_eq!((pieces.len(), pieces[1], pieces[2]), (4, (Mark::Old, "一"), (Mark::New, "二")));
    }
}
