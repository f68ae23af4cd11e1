//! Sets of warnings: strings whose every position is a warning of its own.

use std::collections::{BTreeSet, HashSet};

use vendor_codes::faceid::{BankCardWarnings, IdCardWarnings};
use vendor_codes::{Entry, WarningSet, WarningsError};

const BOTH: IdCardWarnings = IdCardWarnings::INCOMPLETE_IMAGE.union(IdCardWarnings::PHOTOCOPY);

fn parse(text: &str) -> IdCardWarnings {
    text.parse().unwrap()
}

#[test]
fn every_set_survives_its_text() {
    for bits in 0..=u8::MAX {
        let text = format!("{bits:08b}");
        let set = parse(&text);
        assert_eq!(set.to_string(), text);
        assert_eq!(set.len(), bits.count_ones() as usize);
        assert_eq!(set.is_empty(), bits == 0);
        assert_eq!(set.contains(IdCardWarnings::INCOMPLETE_IMAGE), bits & 0b1000_0000 != 0);
        assert_eq!(set.contains(IdCardWarnings::PHOTOCOPY), bits & 0b0100_0000 != 0);
        assert_eq!(set.undocumented(), parse(&format!("{:08b}", bits & 0b0011_1111)));
        assert_eq!(set.iter().collect::<IdCardWarnings>(), set);
        assert_eq!(IdCardWarnings::try_from(text.as_str()), Ok(set));
    }
}

#[test]
fn the_example_of_the_document_reads_as_it_says() {
    let set = parse("01001000");
    assert!(set.contains(IdCardWarnings::PHOTOCOPY));
    assert!(!set.contains(BOTH));
    assert_eq!(set.undocumented().to_string(), "00001000");
    assert_eq!(set.iter().map(|one| one.to_string()).collect::<Vec<_>>(), ["01000000", "00001000"]);
    assert_eq!(set.entries().map(Entry::code).collect::<Vec<_>>(), ["01000000"]);
    assert_eq!(format!("{set:?}"), "{PHOTOCOPY(01000000), 00001000}");
}

#[test]
fn sets_are_combined_as_sets_are() {
    let (one, other) = (parse("11001000"), parse("01001001"));
    assert_eq!((one | other).to_string(), "11001001");
    assert_eq!((one & other).to_string(), "01001000");
    assert_eq!((one - other).to_string(), "10000000");
    let mut set = IdCardWarnings::default();
    assert!(set.is_empty());
    set |= one;
    set &= other;
    set -= IdCardWarnings::PHOTOCOPY;
    assert_eq!(set.to_string(), "00001000");
    set.extend([IdCardWarnings::PHOTOCOPY, IdCardWarnings::INCOMPLETE_IMAGE]);
    assert_eq!(set, BOTH | parse("00001000"));
    assert!(set.contains(IdCardWarnings::empty()), "no warning is among any");
}

#[test]
fn the_iterator_counts_and_ends() {
    let mut iter = parse("10100001").into_iter();
    assert_eq!(iter.len(), 3);
    assert_eq!(iter.next(), Some(IdCardWarnings::INCOMPLETE_IMAGE));
    assert_eq!(iter.size_hint(), (2, Some(2)));
    assert_eq!(iter.by_ref().count(), 2);
    assert_eq!(iter.next(), None);
    assert_eq!(iter.next(), None);
}

#[test]
fn a_set_is_written_where_the_formatter_wants_it() {
    let set = IdCardWarnings::PHOTOCOPY;
    assert_eq!(
        format!("{set:10}|{set:>10}|{set:-^11}|{set:3}"),
        "01000000  |  01000000|-01000000--|01000000"
    );
}

#[test]
fn a_set_sorts_as_its_text() {
    let texts = ["00000000", "00000001", "01000000", "01001000", "10000000", "11111111"];
    let sorted: Vec<_> =
        texts.iter().rev().map(|text| parse(text)).collect::<BTreeSet<_>>().into_iter().collect();
    assert_eq!(sorted.iter().map(ToString::to_string).collect::<Vec<_>>(), texts);
    assert_eq!(texts.iter().map(|text| parse(text)).collect::<HashSet<_>>().len(), texts.len());
}

#[test]
fn anything_else_is_an_error_that_says_the_position() {
    for (text, position, message) in [
        ("", 1, "IdCardWarnings has 8 positions, not 0"),
        ("0100100", 8, "IdCardWarnings has 8 positions, not 7"),
        ("010010000", 9, "IdCardWarnings has 8 positions, not 9"),
        ("01001002", 8, "position 8 of IdCardWarnings is 0 or 1, not '2'"),
        (" 1001000", 1, "position 1 of IdCardWarnings is 0 or 1, not ' '"),
        ("0100１000", 5, "position 5 of IdCardWarnings is 0 or 1, not '１'"),
        ("-1001000", 1, "position 1 of IdCardWarnings is 0 or 1, not '-'"),
        ("010\n1000", 4, "position 4 of IdCardWarnings is 0 or 1, not '\\n'"),
        ("x", 1, "position 1 of IdCardWarnings is 0 or 1, not 'x'"),
    ] {
        let error: WarningsError = text.parse::<IdCardWarnings>().unwrap_err();
        assert_eq!(error.position(), position, "{text:?}");
        assert_eq!(error.to_string(), format!("{message}: {text:?}"));
        assert_eq!((error.table(), error.text()), (IdCardWarnings::TABLE, text));
    }
    let error = "0".parse::<IdCardWarnings>().unwrap_err();
    assert_eq!(format!("{error:?}"), "WarningsError(IdCardWarnings, \"0\")");
}

#[test]
fn a_documented_warning_has_its_row() {
    let entry = IdCardWarnings::PHOTOCOPY.entry().unwrap();
    assert_eq!(entry.code(), "01000000");
    assert!(!entry.message().is_empty());
    assert_eq!(entry.english(), Some("The ID card is a photocopy"));
    assert_eq!(BOTH.entry(), None, "two of them have none");
    assert_eq!(parse("00001000").entry(), None);
    assert_eq!(IdCardWarnings::TABLE.find("01000000").next(), Some(entry));
    assert_eq!(IdCardWarnings::TABLE.find("00001000").next(), None);
    assert_eq!(IdCardWarnings::TABLE.find("0100").next(), None);
}

#[test]
fn sets_are_evaluated_at_compile_time() {
    const SET: IdCardWarnings = BOTH.difference(IdCardWarnings::PHOTOCOPY);
    const PARTS: (usize, bool, usize) = (SET.len(), SET.undocumented().is_empty(), IdCardWarnings::WIDTH);
    const { assert!(SET.intersection(IdCardWarnings::PHOTOCOPY).is_empty()) };
    const { assert!(SET.contains(IdCardWarnings::INCOMPLETE_IMAGE)) };
    assert_eq!(SET, IdCardWarnings::INCOMPLETE_IMAGE);
    assert_eq!(PARTS, (1, true, 8));
    assert_eq!(IdCardWarnings::B01000000, IdCardWarnings::PHOTOCOPY);
    const { assert!(IdCardWarnings::PHOTOCOPY.entry().is_some() && BOTH.entry().is_none()) };
}

#[test]
fn a_function_can_take_any_set() {
    fn texts<W: WarningSet>() -> Vec<String> {
        assert_eq!(W::TABLE.len(), W::ALL.len());
        let all = W::ALL.iter().fold(W::default(), |all, &one| all | one);
        let rows = W::ALL.iter().filter_map(|one| one.entry());
        assert_eq!(all.entries().collect::<Vec<_>>(), rows.collect::<Vec<_>>());
        assert_eq!(W::try_from(all.to_string().as_str()), Ok(all));
        assert_eq!(all & all, all);
        assert!((all - all).is_empty());
        W::ALL.iter().map(|&one| one.union(W::default()).to_string()).collect()
    }
    assert_eq!(texts::<IdCardWarnings>(), ["10000000", "01000000"]);
}

/// The note under that table says that its codes are positions too; its codes say otherwise.
#[test]
fn warnings_that_are_integers_stay_codes() {
    assert_eq!(BankCardWarnings::from_code(9110), Some(BankCardWarnings::InvalidDate));
    assert_eq!("66661009".parse(), Ok(BankCardWarnings::BankCardExpired));
}
