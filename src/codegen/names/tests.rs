use std::collections::HashSet;

use super::*;
use crate::codegen::diagnostic::Severity;
use crate::codegen::read::read;
use crate::codegen::roles::Vocabulary;

fn document(source: &Source) -> Document {
    read(source, &Vocabulary::default(), &mut Vec::new())
}

const VENDOR: &str = "\
### 1. 验证响应码
| 返回码 | 返回信息 |
|---|---|
| 0 | 成功 |
| 1004 | 相似度不够 |
| -1006 | 无照片 |

### 2. 识别响应码
| 返回码 | 返回信息 |
|---|---|
| 0 | 成功 |
| 2001 | 模糊 |

| 警告码 | 返回信息 |
|---|---|
| 10 | 不全 |
| 01 | 复印件 |
";

const NAMES: &str = "\
# Names

## Verification

Headings: 验证响应码, 核身响应码

| code | name | english |
|---|---|---|
| 0 | Success | It worked |
| 1004 | SimilarityTooLow | Not similar enough |
| -1006 | NoPhoto | _ |

## Recognition

Headings: 识别响应码

| code | name | english |
|---|---|---|
| 0 | Success | |
| 2001 | Blurred | The image is blurred |

## Warnings2
Headings: 识别响应码
| code | name | english |
|---|---|---|
| 10 | Incomplete | Incomplete |
| 01 | PhotoCopy | A photocopy |
";

fn names_file(text: &str) -> (NamesFile, Source, Vec<String>) {
    let source = Source::new("t.names.md", text);
    let mut diagnostics = Vec::new();
    let file = NamesFile::read(&source, &mut diagnostics);
    (file, source, diagnostics.iter().map(ToString::to_string).collect())
}

/// `Type: Variant Variant`, one line a table, and the findings.
fn resolved(vendor: &str, names: &str) -> (Vec<String>, Vec<String>) {
    let (file, _, errors) = names_file(names);
    assert_eq!(errors, [""; 0]);
    let source = Source::new("t.md", vendor);
    let mut diagnostics = Vec::new();
    let document = read(&source, &Vocabulary::default(), &mut diagnostics);
    // What the reader noted is no matter of names.
    diagnostics.retain(|finding| finding.severity() == Severity::Warning);
    let naming = resolve(&source, &document, Some(&file), &mut diagnostics);
    let lines = naming.tables.iter().map(|table| {
        let codes: Vec<&str> = table.codes.iter().map(CodeNaming::variant).collect();
        format!("{}: {}", table.name, codes.join(" "))
    });
    (lines.collect(), diagnostics.iter().map(ToString::to_string).collect())
}

#[test]
fn every_table_and_code_has_its_name() {
    let (tables, findings) = resolved(VENDOR, NAMES);
    let expected = [
        "Verification: Success SimilarityTooLow NoPhoto",
        "Recognition: Success Blurred",
        "Warnings2: INCOMPLETE PHOTO_COPY",
    ];
    assert_eq!(tables, expected);
    assert_eq!(findings, [""; 0]);

    let (file, ..) = names_file(NAMES);
    let source = Source::new("t.md", VENDOR);
    let naming = resolve(&source, &document(&source), Some(&file), &mut Vec::new());
    let english: Vec<_> = naming.tables[0].codes.iter().map(|code| code.english.as_deref()).collect();
    assert_eq!(english, [Some("It worked"), Some("Not similar enough"), None]);
    let (file, ..) = names_file(&NAMES.replace("It worked", "It<br>worked"));
    assert_eq!(file.sections[0].rows[0].english.as_deref(), Some("It worked"));
    assert_eq!(naming.tables[2].codes[1].stable, "B01");
}

#[test]
fn a_heading_that_was_reworded_renames_nothing() {
    for (old, new) in [
        ("### 1. 验证响应码", "### 七、核身 响应码："),
        ("### 1. 验证响应码", "### 1. 全新的标题"),
        ("### 2. 识别响应码", "## 5. 证件 OCR"),
        ("### 2. 识别响应码", "### 1. 验证响应码"),
    ] {
        let (tables, findings) = resolved(&VENDOR.replace(old, new), NAMES);
        assert_eq!(tables, resolved(VENDOR, NAMES).0, "{new}");
        assert_eq!(findings, [""; 0], "{new}");
    }
}

#[test]
fn the_line_of_headings_is_known_however_it_is_written() {
    let spellings = |line: &str| {
        let (file, ..) = names_file(&NAMES.replacen("Headings: 验证响应码, 核身响应码", line, 1));
        file.sections[0].subject().names
    };
    for line in ["Headings: 甲, 乙", "Heading: 甲，乙", "headings：甲, 乙", " HEADINGS : 甲, 乙"] {
        assert_eq!(spellings(line), ["甲", "乙", "verification"], "{line}");
    }
    for line in ["Head: 甲", "The headings: 甲", "Headings 甲"] {
        assert_eq!(spellings(line), ["verification"], "{line}");
    }
}

#[test]
fn chapters_tell_equal_headings_apart() {
    let table = |code: u32| format!("## 错误码\n| 返回码 | 返回信息 |\n|---|---|\n| {code} | x |\n");
    let vendor = format!("# 支付\n{}\n# 退款\n{}", table(1), table(2));
    let section = |name: &str, chapter: &str, code: u32| {
        format!("## {name}\nHeadings: {chapter}/错误码\n\n| code | name |\n|---|---|\n| {code} | A |\n\n")
    };
    let names = section("Refund", "退款", 9) + &section("Pay", "支付", 8);
    assert_eq!(resolved(&vendor, &names).0, ["Pay: C1", "Refund: C2"]);
}

#[test]
fn a_section_may_have_several_tables() {
    let more = "| -1006 | NoPhoto | _ |\n\n| name | code |\n|---|---|\n| Late | 1007 |\n";
    let names = NAMES.replace("| -1006 | NoPhoto | _ |\n", more);
    let vendor = VENDOR.replace("| -1006", "| 1007 | 超时 |\n| -1006");
    assert_eq!(resolved(&vendor, &names).0[0], "Verification: Success SimilarityTooLow Late NoPhoto");
}

#[test]
fn a_moved_code_keeps_its_name() {
    let vendor = VENDOR.replace("| -1006 | 无照片 |\n", "").replace("| 2001", "| -1006 | 无 |\n| 2001");
    let (tables, findings) = resolved(&vendor, NAMES);
    assert_eq!(
        tables[..2],
        ["Verification: Success SimilarityTooLow", "Recognition: Success NoPhoto Blurred"]
    );
    assert_eq!(
        findings,
        ["t.names.md:11:11: `NoPhoto`: code -1006 has left `Verification` [stale-name]; \
          help: the code is in `Recognition` now: move the row there"]
    );
    let stale = |vendor: &str, names: &str| {
        let (_, mut findings) = resolved(vendor, names);
        findings.retain(|finding| finding.contains("[stale-name]"));
        findings
    };
    // Where it has a row already, it was there before, or its name has been moved.
    let both = NAMES.replace("| 2001", "| -1006 | Missing | |\n| 2001");
    let gone = "[stale-name]; help: remove the row, or keep it for the code's return";
    assert_eq!(
        stale(&vendor, &both),
        [format!("t.names.md:11:11: `NoPhoto`: code -1006 has left `Verification` {gone}")]
    );
    assert_eq!(
        stale(&VENDOR.replacen("| 0 | 成功 |\n", "", 1), NAMES),
        [format!("t.names.md:9:7: `Success`: code 0 has left `Verification` {gone}")]
    );
    let third = vendor.clone() + "\n### 3. 支付\n| 返回码 | 返回信息 |\n|---|---|\n| -1006 | x |\n";
    let [finding] = stale(&third, &both).try_into().unwrap();
    assert!(finding.contains("the code is in `Table4` now: run "), "where the name can go: {finding}");
    // Several codes that go one way go together; where there is no section, one is made.
    let moved = VENDOR.replace("| 1004 | 相似度不够 |\n| -1006 | 无照片 |\n", "")
        + "\n### 3. 支付\n| 返回码 | 返回信息 |\n|---|---|\n| 1004 | x |\n| -1006 | y |\n| 7 | z |\n";
    assert_eq!(
        stale(&moved, NAMES),
        ["t.names.md:10:10: 2 codes have left `Verification`: 1004, -1006 [stale-name]; \
          help: the codes are in `Table4` now: run `vendor-codes names --write t.md`, then remove the rows"]
    );
    let removed = completed(&moved, Some(NAMES)).replacen(
        "| 1004 | SimilarityTooLow | Not similar enough |\n| -1006 | NoPhoto | _ |\n",
        "",
        1,
    );
    assert_eq!(stale(&moved, &removed), [""; 0]);
    assert_eq!(resolved(&moved, &removed).0[3], "Table4: SimilarityTooLow NoPhoto C7");
    // A code that is still where it was named says nothing about another table.
    let vendor = VENDOR.replace("| 2001", "| -1006 | 无 |\n| 2001");
    assert_eq!(resolved(&vendor, NAMES).0[1], "Recognition: Success N1006 Blurred");
}

#[test]
fn a_code_that_was_named_differently_in_two_tables_has_neither_name_in_a_third() {
    let vendor = VENDOR.replace("| 1004 | 相似度不够 |\n", "").replace("| 2001 | 模糊 |\n", "")
        + "\n### 3. 支付\n| 返回码 | 返回信息 |\n|---|---|\n| 1004 | x |\n| 2001 | y |\n";
    let names = NAMES.replace("| 2001", "| 1004 | TooFar | |\n| 2001");
    assert_eq!(resolved(&vendor, &names).0[3], "Table4: C1004 Blurred");
    let names = names.replace("TooFar", "SimilarityTooLow");
    assert_eq!(resolved(&vendor, &names).0[3], "Table4: SimilarityTooLow Blurred");
}

#[test]
fn very_many_codes_that_moved_are_not_all_listed() {
    for (count, end) in [(20, ", 7019, 7020 [stale-name]"), (21, ", 7019, 7020, … [stale-name]")] {
        let list = |row: &dyn Fn(u32) -> String| (7001..=7000 + count).map(row).collect::<String>();
        let rows = list(&|code| format!("| {code} | x |\n"));
        let vendor = format!("{VENDOR}\n### 3. 支付\n| 返回码 | 返回信息 |\n|---|---|\n{rows}");
        let rows = list(&|code| format!("| {code} | Name{code} | |\n"));
        let (_, findings) = resolved(&vendor, &NAMES.replace("| -1006", &(rows + "| -1006")));
        assert!(findings[0].contains(end), "{findings:?}");
    }
}

#[test]
fn what_is_new_has_its_own_name_until_it_is_given_one() {
    let vendor = format!("{VENDOR}\n### 3. 支付\n| 返回码 | 返回信息 |\n|---|---|\n| E.PAY | x |\n")
        .replace("| 1004", "| 1005 | 新 |\n| 1004");
    let (tables, findings) = resolved(&vendor, NAMES);
    assert_eq!(tables[0], "Verification: Success C1005 SimilarityTooLow NoPhoto");
    assert_eq!(tables[3], "Table4: EPay");
    assert_eq!(
        findings,
        [
            "t.md:21:1: a table has no name and is called `Table4` [unnamed-table]; \
          help: `vendor-codes names t.md` prints the names file with a row for each",
            "t.md:5:3: a code has no name and is called `C1005` [unnamed-code]; \
          help: `vendor-codes names t.md` prints the names file with a row for each"
        ]
    );
}

#[test]
fn a_vanished_table_or_code_is_one_warning() {
    let vendor = VENDOR.split("### 2.").next().unwrap().replace("| 1004 | 相似度不够 |\n", "");
    let (tables, findings) = resolved(&vendor, NAMES);
    assert_eq!(tables, ["Verification: Success NoPhoto"]);
    let places: Vec<&str> = findings.iter().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["t.names.md:10:10", "t.names.md:13:1", "t.names.md:22:1"]);
}

#[test]
fn a_code_that_makes_another_type_is_told_until_the_names_file_has_it() {
    let changed = |vendor: &str, names: &str| {
        let (_, mut findings) = resolved(vendor, names);
        findings.retain(|finding| finding.contains("[kind-changed]") || finding.contains("[doubtful-code]"));
        findings
    };
    let help = "[kind-changed]; help: correct the code in the document if it is a slip, else run \
        `vendor-codes names --write t.md`";
    for (code, is) in [
        ("400700-400799", "texts"),
        ("400103~400104", "texts"),
        ("99999999999999999999", "texts"),
        ("6.666E+07", "texts"),
        ("E.PAY", "texts"),
        ("3000000000", "integers (`i64`)"),
        // The reader has its doubts of these, and this says more.
        ("1OO5", "texts"),
        ("System is busy", "texts"),
    ] {
        let vendor = VENDOR.replace("| 1004", &format!("| {code} | 新 |\n| 1006 | 新 |\n| 1004"));
        let expected = format!(
            "t.md:5:3: with code {code}, the codes of `Verification` are {is}; they were integers (`i32`) {help}"
        );
        assert_eq!(changed(&vendor, NAMES), [expected]);
        let left = changed(&vendor, &completed(&vendor, Some(NAMES)));
        assert!(left.iter().all(|finding| finding.contains("[doubtful-code]")), "{left:?}");
        // Without a section, nobody knows what it was.
        let (other, _) = NAMES.split_at(NAMES.find("## Verification").unwrap());
        assert_eq!(changed(&vendor, other), left);
    }
    for code in ["1005", "2147483647", "-7", "其他"] {
        let vendor = VENDOR.replace("| 1004", &format!("| {code} | 新 |\n| 1004"));
        assert_eq!(changed(&vendor, NAMES), [""; 0], "{code}");
    }
}

#[test]
fn a_set_that_is_one_no_more_is_told() {
    let table = |codes: &[&str]| {
        let rows = codes.iter().map(|code| format!("| {code} | x |\n")).collect::<Vec<_>>().concat();
        format!("## 警告\n| 警告码 | 返回信息 |\n|---|---|\n{rows}")
    };
    let names = |codes: &[&str]| {
        let rows = codes.iter().map(|code| format!("| {code} | _ |\n")).collect::<Vec<_>>().concat();
        format!("## W\nHeadings: 警告\n\n| code | name |\n|---|---|\n{rows}")
    };
    let set = &["1000", "0100", "0010"][..];
    let changed = |old: &[&str], new: &[&str]| {
        let mut findings = resolved(&table(new), &names(old)).1;
        findings.retain(|finding| finding.contains("[kind-changed]"));
        findings.iter().map(|finding| finding.replace(" [kind-changed]", "")).collect::<Vec<_>>().join("\n")
    };
    let slip = "; help: correct the code in the document if it is a slip, else run `vendor-codes names --write t.md`";
    let was = "; they were positions of a set (4)";
    for (old, new, expected) in [
        // A zero is lost, and with it the last code that is no number.
        (set, &["1000", "100", "0010"][..], format!("t.md:5:3: with code 100, the codes of `W` are texts{was}{slip}")),
        (
            &["1000", "0100"],
            &["1000", "100"],
            format!(
                "t.md:5:3: with code 100, the codes of `W` are integers (`i32`){was}{slip}, \
                 then remove the rows of codes that are gone"
            ),
        ),
        (
            &["1000", "0100", "100"],
            &["1000", "100"],
            "t.md:2:3: without code 0100, the codes of `W` are integers (`i32`); they were texts; \
             help: if it is gone for good, remove its row, and those of other codes that are gone"
                .to_owned(),
        ),
        (&["1000", "100"], &["1000", "100"], String::new()),
        // A code that has left may have been all that made texts of them.
        (
            &["1", "E.PAY"],
            &["1", "2"],
            "t.md:2:3: without code E.PAY, the codes of `W` are integers (`i32`); they were texts; \
             help: if it is gone for good, remove its row, and those of other codes that are gone"
                .to_owned(),
        ),
        (&["1", "E.PAY"], &["1", "E.PAY", "2"], String::new()),
        (
            &["1", "3000000000"],
            &["1", "2"],
            "t.md:2:3: without code 3000000000, the codes of `W` are integers (`i32`); they were integers (`i64`); \
             help: if it is gone for good, remove its row, and those of other codes that are gone"
                .to_owned(),
        ),
        (&["1000"], &["1000", "0100"], String::new()),
        // No code is what it was.
        (
            set,
            &["10000", "01000", "00001"],
            format!("t.md:4:3: with code 10000, the codes of `W` are positions of a set (5){was}{slip}, \
                     then remove the rows of codes that are gone"),
        ),
        // Who names a few codes has not said what the others were, but for those that are gone.
        (&["1"], &["1", "E.PAY", "2"], String::new()),
        (
            &["0100"],
            &["1", "2", "3"],
            format!("t.md:4:3: with code 1, the codes of `W` are integers (`i32`){was}{slip}, \
                     then remove the rows of codes that are gone"),
        ),
        (
            &["1", "2"],
            &["1", "E.PAY", "2"],
            "t.md:5:3: with code E.PAY, the codes of `W` are texts; they were integers (`i32`)".to_owned() + slip,
        ),
        (set, &["0100", "1000"], String::new()),
        (&[], set, String::new()),
    ] {
        assert_eq!(changed(old, new), expected, "{old:?} {new:?}");
    }
}

#[test]
fn of_many_tables_each_has_its_finding() {
    let list = |section: &dyn Fn(usize) -> String| (0..300).map(section).collect::<String>();
    let names = list(&|n| format!("## N{n}\nHeadings: T{n}\n\n| code | name |\n|---|---|\n| {n} | A |\n\n"));
    let kind = list(&|n| format!("## T{n}\n| code | message |\n|---|---|\n| {n} | x |\n| E.A{n} | y |\n\n"));
    assert_eq!(
        resolved(&kind, &names).1.iter().filter(|found| found.contains("[kind-changed]")).count(),
        300
    );
    let below = list(&|n| format!("## S{n}\n| code | message |\n|---|---|\n| -{n} | x |\n\n"));
    let bare = list(&|n| format!("## T{n}\n")) + &below;
    assert_eq!(resolved(&bare, &names).1.iter().filter(|found| found.contains("[stale-name]")).count(), 300);
    let wrong =
        |n| format!("## T{n}\nErrors\n\n| Ergebnis | message |\n|---|---|\n| 101 | x |\n| 105 | y |\n\n");
    let findings = resolved(&(list(&wrong) + &below), &names).1;
    assert!(findings.iter().all(|found| !found.contains("[stale-name]")), "{:?}", findings.last());
}

#[test]
fn a_table_that_is_merged_into_another_loses_no_name() {
    let (head, rest) = VENDOR.split_once("### 2.").unwrap();
    let warnings = rest.split_once("\n\n").unwrap().1;
    let vendor = format!("{head}| 2001 | 模糊 |\n| 2002 | x |\n\n### 2. 识别告警\n{warnings}");
    let names = NAMES
        .replace("| 2001", "| 2002 | TooDark | |\n| 2001")
        .replace("## Warnings2\nHeadings: 识别响应码", "## Warnings2\nHeadings: 识别告警");
    let (_, findings) = resolved(&vendor, &names);
    let stale = "t.names.md:13:1: no table of t.md is `Recognition` any more";
    let expected = format!(
        "{stale}; `Verification` has 2 of its codes now [stale-name]; help: run `vendor-codes names --write t.md`, then remove the section"
    );
    assert_eq!(findings, [expected]);

    let written = completed(&vendor, Some(&names));
    let (tables, findings) = resolved(&vendor, &written);
    assert_eq!(tables[0], "Verification: Success SimilarityTooLow NoPhoto Blurred TooDark");
    assert!(findings.len() == 1 && findings[0].ends_with("`Headings:` line, or remove the section"));
    let (before, section) = written.split_once("## Recognition").unwrap();
    let removed = before.to_owned() + &section[section.find("## Warnings2").unwrap()..];
    assert_eq!(resolved(&vendor, &removed), (tables, vec![]));

    // A few of its codes elsewhere do not say that it has gone there.
    let vendor = VENDOR.split("### 2.").next().unwrap().to_owned() + "| 2001 | 模糊 |\n";
    let names = NAMES.replace("| 2001", "| 2002 | TooDark | |\n| 2003 | TooLight | |\n| 2001");
    let (_, findings) = resolved(&vendor, &names);
    let expected = format!(
        "{stale}; `Verification` has 1 of its codes now [stale-name]; help: add the table's new heading to its `Headings:` line, or run `vendor-codes names --write t.md`, then remove the section"
    );
    assert_eq!(findings[0], expected);
}

#[test]
fn a_heading_is_not_blamed_for_a_table_that_is_not_read() {
    let vendor = |header: &str, rows: &str| {
        let other = "## 识别响应码\n| 返回码 | 返回信息 |\n|---|---|\n| 2001 | x |\n";
        format!("{other}\n## 2. Errors\n| {header} | Bedeutung |\n|---|---|\n{rows}\n## 3. Anhang\n")
    };
    let names = "## Pay\nHeadings: Errors\n\n| code | name |\n|---|---|\n| 1001 | A |\n| 1002 | B |\n\n\
        ## Recognition\nHeadings: 识别响应码\n\n| code | name |\n|---|---|\n| 2001 | C |\n";
    let rows = "| 1001 | a |\n| 1002 | b |\n";
    let found = |vendor: &str| resolved(vendor, names).1;
    assert_eq!(found(&vendor("code", rows)), [""; 0]);
    let [finding] = found(&vendor("Ergebnis", rows)).try_into().unwrap();
    assert!(finding.starts_with("t.md:7:1: ") && finding.contains("[not-read]"), "{finding}");
    assert_eq!(found(&vendor("code", "| 其他 | a |\n")), [""; 0]);
    // Where there is no code any more, each is told.
    let findings = found(&vendor("code", "| - | 暂无 |\n"));
    assert!(findings.len() == 2 && findings[1].contains("code 1002 has left `Pay`"), "{findings:?}");
    let stale = "t.names.md:1:1: no table of t.md is `Pay` any more [stale-name]; help: ";
    // Nothing is said of it where nothing looks like codes.
    let silent = |text: &str| text.replace("Errors", "Bezahlen");
    let (_, findings) = resolved(&silent(&vendor("Ergebnis", rows)), &silent(names));
    let expected = "its heading is on line 6, but no table of codes is below it: \
        give the column of codes a header like `错误码` or `code`, or remove the section";
    assert_eq!(findings, [stale.to_owned() + expected]);
    // Where the heading is gone, too, that is what to look for.
    let (_, findings) = resolved(&silent(&vendor("Ergebnis", rows)), names);
    let expected = "add the table's new heading to its `Headings:` line, or remove the section";
    assert_eq!(findings, [stale.to_owned() + expected]);
}

#[test]
fn what_is_wrong_is_said_at_the_cell() {
    let one_error = |old: &str, new: &str, expected: &str| {
        let (_, _, mut errors) = names_file(&NAMES.replacen(old, new, 1));
        assert!(errors.len() == 1 && errors[0].starts_with(expected), "{new}: {errors:#?}");
        errors.remove(0)
    };
    for (old, new, expected) in [
        ("| -1006 ", "| 1004 ", "t.names.md:11:10: code 1004 is named a second time, first on line 10"),
        ("NoPhoto", "Success", "t.names.md:11:11: `Success` names code -1006, and on line 9 code 0"),
        ("NoPhoto", "SIMILARITY_TOO_LOW", "t.names.md:11:11: `SIMILARITY_TOO_LOW` names code -1006, and"),
        (
            "NoPhoto",
            "no photo",
            "t.names.md:11:11: `no photo` is no name for a code [invalid-name]; help: write it like `NoPhoto`",
        ),
        ("NoPhoto", "无照片", "t.names.md:11:11: `无照片` is no name for a code"),
        ("NoPhoto", "Self", "t.names.md:11:11: `Self` cannot name a code, generated code uses it"),
        (
            "## Recognition",
            "## Verification",
            "t.names.md:13:1: `Verification` has a second section, the first is on line 3",
        ),
        ("## Recognition", "## re-cognition", "t.names.md:13:1: `re-cognition` is no name for a type"),
        ("## Recognition", "## Result", "t.names.md:13:1: `Result` cannot name a type"),
        ("| name |", "| nmae |", "t.names.md:7:3: this table of the names file has no column `name`"),
    ] {
        one_error(old, new, expected);
    }
    // Nor is a row lost silently, or read with a doubt.
    for (old, new, expected) in [
        ("| 1004", "### New ones\n| 1004", "t.names.md:11:1: "),
        ("| -1006", "### New ones\n| -1006", "t.names.md:12:1: "),
        ("| 1004", "\nNew ones:\n\n| 1004", "t.names.md:13:1: "),
        ("\n## Recognition", "\n### New ones\n| E.Pay | Pay | |\n## Recognition", "t.names.md:14:1: "),
        ("| 1004", "New ones:\n| 1004", "t.names.md:10:1: this line is no row"),
        (
            "| 1004 | SimilarityTooLow | Not similar enough |",
            "1004 SimilarityTooLow",
            "t.names.md:10:1: this line is no row",
        ),
        ("| 1004 |", "| 相似度不够 |", "t.names.md:10:3: this row has no code, so it names nothing"),
        ("| code", "```\n| code", "t.names.md:7:1: a code block is not closed"),
        ("| 1004", "<<<<<<< HEAD\n| 1004", "t.names.md:10:1: a merge conflict was left here"),
        ("SimilarityTooLow |", "SimilarityTooLow | a | b |", "t.names.md:10:"),
    ] {
        let error = one_error(old, new, expected);
        assert!(error.contains(" [names-not-read]"), "{new}: {error}");
    }
    let legend = "\n| short | long |\n|---|---|\n| OCR | reading |\n\n```text\n| 7 | Code |\n```\n";
    assert_eq!(names_file(&(NAMES.to_owned() + legend)).2, [""; 0]);
    for open in ["_", ""] {
        assert_eq!(names_file(&NAMES.replace("NoPhoto", open)).2, [""; 0]);
    }
    let error =
        one_error("| -1006 ", "| ", "t.names.md:11:5: code 1004 is named a second time, first on line 10");
    assert!(error.ends_with("keep one of the two rows; one without a code is about the code above it"));
}

#[test]
fn a_name_that_another_code_calls_itself_is_not_used() {
    let (tables, findings) = resolved(VENDOR, &NAMES.replace("NoPhoto", "C1004"));
    assert_eq!(tables[0], "Verification: Success SimilarityTooLow N1006");
    assert!(findings[0].starts_with("t.names.md:11:11: `C1004` cannot name code -1006"), "{findings:?}");
    let (_, findings) = resolved(VENDOR, &NAMES.replace("NoPhoto", "N1006"));
    assert!(findings.iter().all(|finding| !finding.contains("[name-taken]")), "{findings:?}");
}

fn completed(vendor: &str, names: Option<&str>) -> String {
    let vendor = document(&Source::new("docs/t.md", vendor));
    let once = match names {
        Some(names) => {
            let (file, source, _) = names_file(names);
            complete(&vendor, Some((&file, &source)))
        }
        None => complete(&vendor, None),
    };
    let (file, source, errors) = names_file(&once);
    assert_eq!(errors, [""; 0]);
    assert_eq!(complete(&vendor, Some((&file, &source))), once);
    once
}

#[test]
fn completing_adds_what_is_missing_and_keeps_the_rest() {
    assert_eq!(completed(VENDOR, Some(NAMES)), NAMES);

    let vendor = VENDOR.replace("| 1004", "| 1005 | 新<br>x |\n| 1004").replace("| -1006 | 无照片 |\n", "")
        + "| 11 | 旧 |\n\n### 3. 支付, *x*\n| 返回码 | 返回信息 |\n|---|---|\n| E.PAY | x |\n| -1006 | y |\n";
    let expected = NAMES.replace("| NoPhoto | _ |\n", "| NoPhoto | _ |\n| 1005 | _ | <!-- 新 x --> |\n")
        + "| 11 | _ | <!-- 旧 --> |\n\n## _\n\nHeadings: 3. 支付 x\n\n\
           | code | name | english |\n|------|------|---------|\n\
           | E.PAY | _ | <!-- x --> |\n| -1006 | NoPhoto | <!-- y --> |\n";
    assert_eq!(completed(&vendor, Some(NAMES)), expected);
    // As it is saved elsewhere, and without a line break at the end.
    let (names, expected) = (NAMES.replace('\n', "\r\n"), expected.replace('\n', "\r\n"));
    assert_eq!(completed(&vendor, Some(&names)), expected);
    assert_eq!(completed(&vendor, Some(names.trim_end())), expected);
}

#[test]
fn sections_are_completed_wherever_they_stand() {
    let vendor = VENDOR.replace("| 1004", "| 1005 | 新 |\n| 1004").replace("| 2001", "| 2002 | 旧 |\n| 2001");
    let (head, rest) = NAMES.split_at(NAMES.find("## Verification").unwrap());
    let (first, second) = rest.split_at(rest.find("## Recognition").unwrap());
    let names = format!("{head}{second}\n{first}");
    let names = names.trim_end().to_owned() + "\n";
    let expected = names
        .replace("image is blurred |\n", "image is blurred |\n| 2002 | _ | <!-- 旧 --> |\n")
        .replace("| NoPhoto | _ |\n", "| NoPhoto | _ |\n| 1005 | _ | <!-- 新 --> |\n");
    assert_eq!(completed(&vendor, Some(&names)), expected);
}

#[test]
fn what_is_written_is_read_again() {
    let codes = [
        r"A\|B",
        r"C\\D",
        "`_E_`",
        "5**",
        "`**F**`",
        "`G&amp;H`",
        "`[I](J)`",
        "`<0`",
        "`K<br>`",
        "`~~L~~`",
        r"\*7\*",
        r"\`M\`1",
        "N_O_P",
        "400103~400104",
        "code > 500",
        "200 ≤ code ＜ 300",
        "`1003[^1]`",
    ];
    let rows = codes.map(|code| format!("| {code} | x |\n")).concat();
    let vendor = format!("## T\n| code | message |\n|---|---|\n{rows}");
    let names = completed(&vendor, None);
    let (file, ..) = names_file(&names);
    let written: Vec<&str> = file.sections[0].rows.iter().map(|row| row.code.as_str()).collect();
    let document = document(&Source::new("t.md", vendor));
    assert_eq!(written, document.tables[0].spellings());
    assert_eq!((written.len(), written[0], written[2]), (codes.len(), "A|B", "_E_"));
    assert!(names.contains("| N_O_P |") && names.contains("| 400103~400104 |"), "as a person would: {names}");

    // A gloss that goes with its name.
    let names =
        NAMES.replace("| 1004 | SimilarityTooLow | Not similar enough |", r"| 1004 | A | b\|c `<d>` \*e\* |");
    let vendor = VENDOR.replace("| 1004 | 相似度不够 |\n", "").replace("| 2001", "| 1004 | x |\n| 2001");
    let written = completed(&vendor, Some(&names));
    let row = names_file(&written).0.sections[1].rows.last().cloned().unwrap();
    assert_eq!((row.name.as_deref(), row.english.as_deref()), (Some("A"), Some("b|c <d> *e*")), "{written}");
}

#[test]
fn our_own_names_file_is_right() {
    let (file, _, errors) = names_file(include_str!("../../../docs/faceid.names.md"));
    assert_eq!(errors, [""; 0]);
    let rows: Vec<&NameRow> = file.sections.iter().flat_map(|section| &section.rows).collect();
    let codes: HashSet<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    assert_eq!((file.sections.len(), rows.len(), codes.len()), (7, 74, 64));
    for row in rows {
        let english = row.english.as_deref().unwrap_or_default();
        assert!(row.name.is_some() && !english.is_empty() && !english.ends_with('.'), "{row:?}");
    }
}

#[test]
fn completing_nothing_is_a_names_file() {
    let names = completed(VENDOR, None);
    assert!(names.starts_with("# Names for t.md\n"), "{names}");
    assert_eq!(names.matches("\n## _\n").count(), 3);
    assert_eq!(resolved(VENDOR, &names).0, ["Table1: C0 C1004 N1006", "Table2: C0 C2001", "Table3: B10 B01"]);
}
