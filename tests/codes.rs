//! Every code of every table of `docs/faceid.md`, through every way in and out.

use std::collections::{BTreeSet, HashSet};
use std::fmt::{Debug, Display};

use vendor_codes::faceid::{
    self, BankCardOcr, BankCardWarnings, FaceVerification, Gateway, IdCardOcr, IdCardWarnings, TwoFactor,
};
use vendor_codes::{Kind, Received, ResponseCode, Table, UnknownCode};

/// Calls a function for the type of each integer table.
macro_rules! for_each_type {
    ($function:ident) => {
        $function::<Gateway>();
        $function::<FaceVerification>();
        $function::<IdCardOcr>();
        $function::<BankCardOcr>();
        $function::<BankCardWarnings>();
        $function::<TwoFactor>();
    };
}

/// The codes of each row-like line of the document, read without the generator.
fn documented() -> Vec<(usize, Vec<&'static str>)> {
    include_str!("../docs/faceid.md")
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains('|'))
        .map(|(index, line)| {
            let cell = line.trim_start_matches('|').split(['|', '\t']).next().unwrap_or_default();
            (index + 1, cell.trim().split('/').collect::<Vec<_>>())
        })
        .filter(|(_, codes)| codes.iter().all(|code| code.trim_start_matches('-').parse::<u32>().is_ok()))
        .collect()
}

#[test]
fn every_code_of_the_document_is_found_at_its_line() {
    let documented = documented();
    assert!(!documented.is_empty());
    for (line, codes) in documented {
        for code in &codes {
            let entry = faceid::find(code).find(|entry| entry.line() == line).expect(code);
            assert_eq!(entry.code(), *code);
            assert!(entry.codes().eq(codes.iter().copied()), "line {line}");
        }
    }
}

#[test]
fn every_code_of_the_tables_is_in_the_document() {
    let lines: HashSet<(usize, &str)> = documented()
        .into_iter()
        .flat_map(|(line, codes)| codes.into_iter().map(move |code| (line, code)))
        .collect();
    let entries: HashSet<(usize, &str)> = faceid::TABLES
        .iter()
        .flat_map(|table| table.codes().filter_map(|code| table.find(code).next()))
        .map(|entry| (entry.line(), entry.code()))
        .collect();
    assert_eq!(lines, entries);
}

#[test]
fn the_tables_are_in_the_order_of_the_document() {
    let names: Vec<_> = faceid::TABLES.iter().map(|table| table.name()).collect();
    let expected = [
        "Gateway",
        "FaceVerification",
        "IdCardOcr",
        "IdCardWarnings",
        "BankCardOcr",
        "BankCardWarnings",
        "TwoFactor",
    ];
    assert_eq!(names, expected);
    assert!(faceid::TABLES.iter().is_sorted_by_key(|table| table.line()));
}

#[test]
fn a_code_survives_every_way_in_and_out() {
    fn check<C>()
    where
        C: ResponseCode + Into<i32> + Into<i64> + TryFrom<i32> + AsRef<str>,
        <C as TryFrom<i32>>::Error: Debug,
    {
        assert_eq!(C::TABLE.kind(), Kind::Integer);
        assert_eq!(C::ALL.len(), C::TABLE.len());
        assert!(C::ALL.iter().map(|code| code.as_str()).eq(C::TABLE.codes()));
        for &code in C::ALL {
            let text = code.as_str();
            let integer: i32 = code.into();
            let wide: i64 = code.into();
            assert_eq!(integer.to_string(), text);
            assert_eq!(wide, i64::from(integer));
            assert_eq!(code.integer(), Some(wide));
            assert_eq!(code.as_ref(), text);
            assert_eq!(<C as TryFrom<i32>>::try_from(integer).unwrap(), code);
            assert_eq!(<C as TryFrom<&str>>::try_from(text).unwrap(), code);
            assert_eq!(C::from_str(text), Ok(code));
            assert_eq!(C::from_text(text), Some(code));
            assert_eq!(C::from_integer(wide), Some(code));
            assert_eq!(code.is_success(), integer == 0);
            assert_eq!(Received::<C>::from_text(text), Received::Known(code));
            assert_eq!(Received::<C>::from_integer(wide), Received::Known(code));
            assert_eq!(Received::<C>::from_text(text), code);
        }
    }
    for_each_type!(check);
}

#[test]
fn a_code_says_what_its_row_says() {
    fn check<C: ResponseCode>() {
        for &code in C::ALL {
            let entry = code.entry();
            let cells: Vec<_> = entry.cells().collect();
            assert_eq!(entry.table(), C::TABLE);
            assert_eq!((code.as_str(), code.message()), (entry.code(), cells[1]));
            assert_eq!(code.remedy(), Some(cells[2]).filter(|text| !text.is_empty()));
            assert_eq!(code.lines().collect::<Vec<_>>().join("\n"), code.message());
            assert!(code.english().is_none_or(str::is_ascii), "{code:?}");
            assert_eq!(code.to_string(), format!("{}: {}", code.as_str(), code.message()));
            assert_eq!(format!("{code:?}"), format!("{}({})", entry.variant(), code.as_str()));
            assert_eq!(C::TABLE.find(code.as_str()).next(), Some(entry));
        }
    }
    for_each_type!(check);
}

#[test]
fn codes_are_told_apart_and_sorted_by_value() {
    fn check<C: ResponseCode>() {
        let hashed: HashSet<_> = C::ALL.iter().collect();
        assert_eq!(hashed.len(), C::ALL.len());
        let sorted: Vec<_> = C::ALL.iter().collect::<BTreeSet<_>>().into_iter().collect();
        assert!(sorted.is_sorted_by_key(|code| code.integer()));
    }
    for_each_type!(check);
}

#[test]
fn no_other_spelling_is_a_code() {
    fn check<C: ResponseCode>() {
        for text in
            ["", " ", "+0", " 0", "0 ", "00", "-0", "0x0", "0.0", "０", "null", "66660004\n", "-4006\0"]
        {
            assert!(C::from_str(text).is_err(), "{text:?}");
        }
        for &code in C::ALL {
            for text in
                [format!("+{}", code.as_str()), format!("0{}", code.as_str()), format!("{} ", code.as_str())]
            {
                assert!(C::from_str(&text).is_err(), "{text:?}");
            }
        }
        for integer in [1, -1, i64::MIN, i64::MAX, 1 << 32, 66_660_004 + (1 << 32), -(1 << 32)] {
            assert_eq!(C::from_integer(integer), None, "{integer}");
        }
    }
    for_each_type!(check);
}

#[test]
fn every_integer_that_is_no_code_is_unknown() {
    fn check<C: ResponseCode>() {
        let codes: HashSet<i64> = C::ALL.iter().filter_map(|code| code.integer()).collect();
        for integer in (-6_000..10_000).chain(400_000..401_000).chain(66_660_000..66_662_000) {
            assert_eq!(C::from_integer(integer).is_some(), codes.contains(&integer), "{integer}");
        }
    }
    for_each_type!(check);
}

#[test]
fn a_name_and_a_number_are_the_same_code_and_both_are_patterns() {
    const fn verdict(code: FaceVerification) -> &'static str {
        match code {
            FaceVerification::Success => "pass",
            FaceVerification::C66660004 => "again",
            FaceVerification::N4006 | FaceVerification::N4007 => "another video",
            _ => "stop",
        }
    }
    assert_eq!(FaceVerification::C66660004, FaceVerification::SimilarityTooLow);
    assert_eq!(verdict(FaceVerification::SimilarityTooLow), "again");
    assert_eq!(verdict(FaceVerification::FaceNotExtracted4006), "another video");
}

#[test]
fn row_mates_know_each_other() {
    let codes: Vec<_> = FaceVerification::N4007.entry().codes().collect();
    assert!(codes.contains(&"-4006") && codes.contains(&"-4007"), "{codes:?}");
    assert_eq!(FaceVerification::N4007.entry().code(), "-4007");
}

#[test]
fn codes_and_rows_are_counted_and_go_both_ways() {
    for table in faceid::TABLES {
        let (codes, rows): (Vec<_>, Vec<_>) = (table.codes().collect(), table.entries().collect());
        assert_eq!((table.codes().len(), table.entries().len()), (codes.len(), rows.len()));
        assert!(table.codes().rev().eq(codes.iter().rev().copied()));
        assert!(table.entries().rev().eq(rows.iter().rev().copied()));
        for row in rows {
            let codes: Vec<_> = row.codes().collect();
            assert!(row.codes().rev().eq(codes.into_iter().rev()));
        }
    }
}

#[test]
fn a_code_and_its_row_are_written_where_the_formatter_wants_them() {
    fn check<T: Display>(shown: T) {
        let text = shown.to_string();
        let width = text.chars().count() + 3;
        assert_eq!(format!("{shown:*<width$}"), format!("{text}***"));
        assert_eq!(format!("{shown:*>width$}"), format!("***{text}"));
        assert_eq!(format!("{shown:*^width$}"), format!("*{text}**"));
        assert_eq!(format!("{shown:1}"), text);
    }
    check(FaceVerification::N4006);
    check(FaceVerification::N4006.entry());
    check(Received::<FaceVerification>::from_text("六"));
}

#[test]
fn an_unknown_code_says_what_was_received_and_who_was_asked() {
    let text = "66669999".parse::<FaceVerification>().unwrap_err();
    let integer = FaceVerification::try_from(66_669_999).unwrap_err();
    assert_eq!(text.to_string(), "FaceVerification has no code \"66669999\"");
    assert_eq!(integer.to_string(), "FaceVerification has no code 66669999");
    assert_eq!(format!("{integer:?}"), "UnknownCode(FaceVerification, 66669999)");
    for unknown in [&text, &integer] {
        assert_eq!(unknown.table(), FaceVerification::TABLE);
        assert_eq!(unknown.code(), "66669999");
        assert_eq!(unknown.integer(), Some(66_669_999));
    }
    let error: &dyn std::error::Error = &integer;
    assert!(error.source().is_none());
}

#[test]
fn an_unknown_code_is_kept_to_the_byte() {
    let long = "x".repeat(1_000);
    for text in
        ["", " ", "00", "六", "a\0b", "38 bytes, which is the most it can hold", "\u{202E}", long.as_str()]
    {
        let unknown = text.parse::<FaceVerification>().unwrap_err();
        assert_eq!(unknown.code(), text);
        assert_eq!(unknown.integer(), None);
        assert_eq!(Received::<FaceVerification>::from_text(text).to_string(), text);
    }
    let hostile = "\u{1b}[31m\u{202E}".parse::<FaceVerification>().unwrap_err();
    assert!(hostile.to_string().is_ascii(), "an error does not steer the terminal");
}

#[test]
fn unknown_codes_are_equal_if_spelled_alike() {
    let of = |text: &str| text.parse::<FaceVerification>().unwrap_err();
    let integer = |integer: i64| match Received::<FaceVerification>::from_integer(integer) {
        Received::Unknown(unknown) => unknown,
        Received::Known(code) => panic!("{code:?} is known"),
    };
    assert_eq!(of("7"), integer(7));
    assert_eq!(of("9223372036854775807"), integer(i64::MAX));
    assert_eq!(of("-9223372036854775808"), integer(i64::MIN));
    assert_ne!(of("07"), integer(7));
    assert_ne!(of("7"), "7".parse::<IdCardOcr>().unwrap_err());
    assert_eq!(of("18446744073709551615").integer(), Some(u64::MAX.into()));
    assert_eq!(of("18446744073709551616").integer(), None);

    let hashed: HashSet<UnknownCode> = [of("7"), integer(7), of("07"), of("8")].into();
    assert_eq!(hashed.len(), 3);
    let sorted: Vec<_> = [of("b"), of("10"), integer(9), integer(-1), of("a")]
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!(sorted, [integer(-1), integer(9), integer(10), of("a"), of("b")]);
    assert!(of("8") < "7".parse::<IdCardOcr>().unwrap_err(), "the table counts first");
}

#[test]
fn another_table_may_know_the_code() {
    let unknown = "400103".parse::<FaceVerification>().unwrap_err();
    assert_eq!(unknown.known_in(), Some(Gateway::AccessDenied103));
    assert_eq!(unknown.known_in::<TwoFactor>(), None);
    let unknown = FaceVerification::try_from(400_103).unwrap_err();
    assert_eq!(unknown.known_in(), Some(Gateway::AccessDenied103));
}

#[test]
fn received_keeps_either() {
    type Code = Received<FaceVerification>;
    let (known, unknown) = (Code::from_text("0"), Code::from_integer(7));
    assert_eq!(known.known(), Some(FaceVerification::Success));
    assert!(known.is_success() && known.unknown().is_none());
    let said = format!("0: {}", FaceVerification::Success.message());
    assert_eq!(known.to_string(), said);
    let width = said.chars().count() + 2;
    assert_eq!(format!("{known:>width$}|{known:width$}|{known:3}"), format!("  {said}|{said}  |{said}"));
    assert_eq!(format!("{known:?}"), "Known(Success(0))");
    assert_eq!(known.clone().into_result(), Ok(FaceVerification::Success));

    assert_eq!(unknown.known(), None);
    assert!(!unknown.is_success());
    assert_eq!(unknown.to_string(), "7");
    assert_eq!(format!("{unknown:*^3}"), "*7*");
    assert_eq!(format!("{unknown:?}"), "Unknown(7)");
    assert_eq!(unknown.unknown().map(UnknownCode::table), Some(FaceVerification::TABLE));
    assert_eq!(Result::from(unknown.clone()), FaceVerification::try_from(7));
    assert_eq!(Code::from(FaceVerification::try_from(7)), unknown);
    assert_eq!("7".parse(), Ok(unknown.clone()));
    assert!(known < unknown);
}

#[test]
fn everything_that_can_be_is_evaluated_at_compile_time() {
    const CODE: Option<FaceVerification> = FaceVerification::from_code(66_660_004);
    const FOUND: FaceVerification = CODE.unwrap();
    const PARTS: (i32, &str, &str, Option<&str>, Option<&str>, bool) =
        (FOUND.code(), FOUND.as_str(), FOUND.message(), FOUND.remedy(), FOUND.english(), FOUND.is_success());
    const TABLE: &Table = FaceVerification::TABLE;
    const SIZES: [usize; FaceVerification::ALL.len()] = {
        let mut sizes = [0; FaceVerification::ALL.len()];
        let mut at = 0;
        while at < sizes.len() {
            sizes[at] = FaceVerification::ALL[at].message().len();
            at += 1;
        }
        sizes
    };

    assert_eq!(FOUND, FaceVerification::SimilarityTooLow);
    assert_eq!(PARTS.0, 66_660_004);
    assert_eq!(PARTS.1, "66660004");
    assert_eq!((PARTS.2, PARTS.3), (FOUND.entry().message(), FOUND.entry().remedy()));
    assert!(PARTS.4.is_some_and(|english| english.starts_with("The similarity score")));
    assert!(!PARTS.5);
    const { assert!(FaceVerification::ALL[0].is_success()) };
    assert_eq!(TABLE.name(), "FaceVerification");
    const { assert!(FOUND.entry().line() > TABLE.line()) };
    assert!(SIZES.iter().all(|&size| size > 0));
    assert_eq!(FaceVerification::from_code(66_660_003), None);
}

#[test]
fn a_code_is_as_small_as_its_integer() {
    assert_eq!(size_of::<FaceVerification>(), 4);
    assert_eq!(size_of::<Option<FaceVerification>>(), 4);
    assert_eq!(FaceVerification::SimilarityTooLow as i32, 66_660_004);
    assert_eq!(FaceVerification::N4006 as i32, -4006);
    assert_eq!(size_of::<UnknownCode>(), 6 * size_of::<usize>());
}

#[test]
fn warnings_are_no_response_codes_but_have_a_table_too() {
    assert_eq!(IdCardWarnings::TABLE.kind(), Kind::Positional);
    assert!(IdCardWarnings::TABLE.codes().eq(["10000000", "01000000"]));
}

#[test]
fn the_notes_under_a_table_are_kept_without_the_mark_of_a_quotation() {
    for table in [IdCardWarnings::TABLE, BankCardWarnings::TABLE] {
        let note = table.notes().first().unwrap();
        assert!(note.lines().all(|line| !line.starts_with('>')), "{note:?}");
    }
}
