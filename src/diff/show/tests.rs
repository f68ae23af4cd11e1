use serde_json::json;

use super::super::tests::diff;
use super::super::{Change, Diff};
use super::{excerpt, json, markdown, text};

const OLD: &str = "
# 响应码
## 1. 人脸验证响应码 @Face
| 返回码 | 返回信息 | 处理措施 |
| 0 | 成功 | |
| 66660001 | 不合法请求 | APPID 不存在 |
| 66660008/66660009 | 服务处理失败 | 联系客服<br>或稍后再试 |
| 66660010 | 姓名不一致 | |
## 2. 警告码 @Warnings
| 警告码 | 返回信息 |
| 10000000 | 身份证图像不全 |
| 01000000 | 检测为复印件 |
注：每一位对应一个告警
## 3. 银行卡识别响应码 @BankCard
| 返回码 | 返回信息 |
| 9012 | 图片模糊 |
";

const NEW: &str = "
# 响应码
## 1. 人脸验证响应码 @Face
| 返回码 | 返回信息 | 处理措施 | 是否收费 |
| 0 | 成功 | | |
| 66660008/66660009 | 服务处理失败 | 请联系客服<br>或稍后再试 | |
| 66660034 | 请求超时 | 请重试 | 否 |
## 2. 告警码 @Warnings
| 告警码 | 返回信息 |
| 10000000 | 身份证图像不全 |
| 01000000 | 检测为复印件 |
注：每一位对应一个独立告警
## 4. 二要素响应码 @TwoFactor
| 返回码 | 返回信息 |
| 66660010 | 姓名不匹配 |
";

fn revised() -> Diff {
    let mut revised = diff(OLD, NEW);
    (revised.old.path, revised.new.path) = ("old.md".to_owned(), "new_1.md".to_owned());
    revised
}

#[test]
fn text_for_a_terminal() {
    let expected = "\
--- old.md
+++ new_1.md

major: C66660001 gone from Face
major: C66660010 moved from Face to TwoFactor
major: BankCard is gone
minor: C66660034 new in Face
minor: TwoFactor is new
patch: the texts of Face differ
patch: the texts of Warnings differ

Face (1. 人脸验证响应码, line 4)
  column {+是否收费+}
  - 66660001 C66660001 | 不合法请求 | APPID 不存在
  + 66660034 C66660034 | 请求超时 | 请重试
  > 66660010 moved to TwoFactor (4. 二要素响应码)
  ~ 66660008, 66660009
      处理措施 {+请+}联系客服↵或稍后再试

Warnings (2. 告警码, line 9)
  heading [-警告-]{+告警+}码
  column [-警告-]{+告警+}码
  note 注：每一位对应一个{+独立+}告警

+ TwoFactor (4. 二要素响应码, line 14)
  > 66660010 moved from Face (1. 人脸验证响应码)
      返回信息 姓名不[-一致-]{+匹配+}

- BankCard (3. 银行卡识别响应码, line 15)
  - 9012 C9012 | 图片模糊
";
    assert_eq!(text(&revised(), false), expected);
}

#[test]
fn styled_text_is_the_plain_one_with_colours_for_brackets() {
    let styled = text(&revised(), true);
    assert!(styled.contains("联系客服") && !styled.contains("{+"), "{styled}");
    let mut plain = String::new();
    let mut rest = styled.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    let unmarked = |text: &str| {
        ["[-", "-]", "{+", "+}"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, ""))
    };
    assert_eq!(plain, unmarked(&text(&revised(), false)));
}

#[test]
fn markdown_for_a_changelog() {
    let expected = "\
### old.md → new&#95;1.md

Version: **major**

- major: C66660001 gone from Face
- major: C66660010 moved from Face to TwoFactor
- major: BankCard is gone
- minor: C66660034 new in Face
- minor: TwoFactor is new
- patch: the texts of Face differ
- patch: the texts of Warnings differ

#### `Face` (1. 人脸验证响应码)

- Column: <ins>是否收费</ins>
- Removed: `66660001` `C66660001` 不合法请求
- Added: `66660034` `C66660034` 请求超时
- Moved to `TwoFactor`: `66660010`
- Reworded: `66660008`, `66660009`
  - 处理措施: <ins>请</ins>联系客服<br>或稍后再试

#### `Warnings` (2. 告警码)

- Heading: <del>警告</del><ins>告警</ins>码
- Column: <del>警告</del><ins>告警</ins>码
- Note: 注：每一位对应一个<ins>独立</ins>告警

#### `TwoFactor` (4. 二要素响应码), new

- Moved from `Face`: `66660010`
  - 返回信息: 姓名不<del>一致</del><ins>匹配</ins>

#### `BankCard` (3. 银行卡识别响应码), removed

- Removed: `9012` `C9012` 图片模糊
";
    assert_eq!(markdown(&revised()), expected);
}

#[test]
fn json_for_a_program() {
    let value = json(&revised());
    assert_eq!(value["old"]["document"], "old.md");
    assert_eq!((&value["equal"], &value["verdict"]), (&json!(false), &json!("major")));
    assert_eq!(
        value["causes"][1],
        json!({
            "verdict": "major", "id": "codes-moved", "message": "C66660010 moved from Face to TwoFactor",
            "type": "Face", "items": ["C66660010"], "old": "Face", "new": "TwoFactor",
        })
    );
    let tables = value["tables"].as_array().unwrap();
    let changes: Vec<_> = tables.iter().map(|table| &table["change"]).collect();
    assert_eq!(changes, ["changed", "changed", "added", "removed"]);
    assert_eq!(
        tables[0]["reworded"],
        json!([{
            "codes": ["66660008", "66660009"], "label": "", "old_line": 7, "new_line": 6,
            "cells": [{
                "column": "处理措施", "role": "remedy", "old": "联系客服\n或稍后再试", "new": "请联系客服\n或稍后再试",
                "words": [["new", "请"], ["same", "联系客服\n或稍后再试"]],
            }],
        }])
    );
    assert_eq!(tables[2]["moved_in"][0]["table"]["type"], "Face");
    assert_eq!(tables[3]["new"], json!(null));
}

#[test]
fn what_stands_above_a_table_is_told_in_every_form() {
    let mut diff = diff(OLD, &OLD.replace("# 响应码\n", "# 返回码\n").replace("| 图片模糊", "| 图片不清"));
    diff.tables[0].lead = Some(Change::reworded("如下：", "见下："));
    let shown = text(&diff, false);
    assert!(shown.contains("\npatch: the headings of enclosing sections differ\n"), "{shown}");
    assert!(shown.contains("\nsection [-响应-]{+返回+}码\n"), "{shown}");
    assert!(shown.contains("\n  line above [-如-]{+见+}下：\n"), "{shown}");
    let shown = markdown(&diff);
    assert!(shown.contains("\n#### Sections\n\n- <del>响应</del><ins>返回</ins>码\n"), "{shown}");
    assert!(shown.contains("\n- Line above: <del>如</del><ins>见</ins>下：\n"), "{shown}");
    assert_eq!(json(&diff)["tables"][0]["lead"]["new"], "见下：");
}

#[test]
fn nothing_changed_is_said_in_every_form() {
    let same = diff(OLD, OLD);
    assert_eq!(text(&same, true), "");
    assert!(markdown(&same).ends_with("No change.\n"));
    assert_eq!((&json(&same)["equal"], &json(&same)["verdict"]), (&json!(true), &json!("none")));
}

#[test]
fn a_document_has_no_power_over_who_shows_it() {
    let hostile = "\u{1b}[2J\u{202e}<script> @you #1 http://x.y www.z [a](b) **c** `d`\r- e";
    let diff =
        diff(OLD, &NEW.replace("请求超时", hostile).replace("独立", hostile).replace("## 1.", hostile));
    for styled in [false, true] {
        let shown = text(&diff, styled);
        assert!(!shown.contains("\u{1b}[2J") && !shown.contains('\u{202e}') && !shown.contains('\r'));
    }
    let shown = markdown(&diff);
    for power in ["\u{1b}", "\u{202e}", "<script", "@you", "#1 ", "http://", "www.", "[a]", "**c", "`d"] {
        assert!(!shown.contains(power), "{power} in {shown}");
    }
    assert!(json(&diff).to_string().contains("script"), "a program gets the text as it is");
}

#[test]
fn codes_that_moved_together_are_told_together() {
    let gone = OLD
        .replace("| 66660010 | 姓名不一致 | |\n", "")
        .replace("| 66660001 | 不合法请求 | APPID 不存在 |\n", "");
    let new = gone.replace("| 9012 |", "| 66660001 | 不合法请求 |\n| 66660010 | 姓名不一致 |\n| 9012 |");
    let moved = diff(OLD, &new);
    let shown = text(&moved, false);
    assert!(shown.contains("> 66660001, 66660010 moved to BankCard (3. 银行卡识别响应码)\n"), "{shown}");
    assert!(markdown(&moved).contains("- Moved to `BankCard`: `66660001`, `66660010`\n"));
}

#[test]
fn a_table_of_words_without_a_heading_is_told_by_its_words() {
    const WORDS: &str = "| 错误码 | 返回信息 |\n| 其他错误码 | 透传后台错误码 |\n";
    let new = diff("", WORDS);
    assert_eq!(new.causes.len(), 1, "{:?}", new.causes);
    let shown = text(&new, false);
    assert!(shown.contains(" (line 1)\n  + row 其他错误码\n"), "{shown}");
    let shown = markdown(&new);
    assert!(shown.contains(", new\n\n- Row added: 其他错误码\n"), "{shown}");
}

#[test]
fn a_long_text_is_shown_where_it_changed() {
    let long = |word: &str| format!("{}{word}{}", "前".repeat(99), "后".repeat(99));
    let change = Change { old: Some(long("甲")), new: Some(long("乙")) };
    let shown: Vec<_> = excerpt(&change).into_iter().map(|(_, text)| text).collect();
    let (before, behind) = (format!("…{}", "前".repeat(20)), format!("{}…", "后".repeat(20)));
    assert_eq!(shown, [before.as_str(), "甲", "乙", &behind]);

    let short = Change { old: Some("前".repeat(31) + "甲"), new: Some("前".repeat(31)) };
    assert_eq!(
        excerpt(&short).first().map(|(_, text)| text.chars().count()),
        Some(31),
        "too little to leave out"
    );
}

#[test]
fn a_set_of_another_width_is_told_by_its_width() {
    let wider = diff(OLD, &OLD.replace("10000000", "100000000").replace("01000000", "010000000"));
    let shown = text(&wider, false);
    assert!(shown.contains("  kind positional ([-8-]{+9+})\n"), "{shown}");
    let shown = markdown(&wider);
    assert!(shown.contains("- Kind: positional (8) → positional (9)\n"), "{shown}");
}

#[test]
fn a_code_with_backticks_stays_in_its_span() {
    let shown = markdown(&diff(OLD, &NEW.replace("| 66660034 |", "| a``b |")));
    assert!(shown.contains("- Added: ```a``b```"), "{shown}");
}
