//! Every irregularity of a vendor's tables, and what a careful reader makes of it.
//!
//! A fixture is a small document beside what is read from it. Each rule has its
//! document, and a near miss: one that looks alike and must be read otherwise.
#![cfg(feature = "codegen")]

use vendor_codes::codegen::diagnostic::Id;
use vendor_codes::codegen::interpret;
use vendor_codes::codegen::model::{Table, Text};
use vendor_codes::codegen::roles::Vocabulary;
use vendor_codes::codegen::source::Source;

/// Reads a document, and compares what was read, one thing a line:
///
/// ```text
/// 1 integer: code, message      a table: the line of its header, its kind, its columns
/// 3 [-1 -2] -1/-2 | 失败         a row: its line, its codes, its cells; ⏎ is a line break
/// 4 note missing-cells          a finding: its line, how much it asks, which it is
/// ```
///
/// Both are indented here as the code around them; the first line is line 1.
#[track_caller]
fn check(document: &str, expected: &str) {
    check_bytes(&plain(document), expected);
}

/// The same for a document in which blanks and line ends count.
#[track_caller]
fn check_bytes(document: &str, expected: &str) {
    assert_eq!(reading(document), plain(expected).trim_end(), "{document}");
}

/// A document without the indentation of the code around it.
fn plain(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let margin = text.len() - text.trim_start_matches(' ').len();
    let lines = text.split('\n').map(|line| line.get(margin..).unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

fn reading(document: &str) -> String {
    let source = Source::new("t.md", document);
    let read = interpret(&source, None, &Vocabulary::default());
    let mut lines = Vec::new();
    for table in &read.document.tables {
        lines.push(head(table));
        for row in &table.rows {
            let cells = texts(&row.cells, " | ").replace('\n', "⏎");
            lines.push(format!("{} [{}] {}", row.line, texts(&row.codes, " "), cells.trim()));
        }
    }
    for finding in &read.diagnostics {
        // That nobody has named these tables yet is another matter.
        if !matches!(finding.id, Id::UnnamedTable | Id::UnnamedCode) {
            let severity = finding.severity().as_str();
            lines.push(format!("{} {severity} {}", finding.line, finding.id.as_str()));
        }
    }
    lines.join("\n")
}

fn head(table: &Table) -> String {
    let roles: Vec<&str> = table.columns.iter().map(|column| column.role.as_str()).collect();
    format!("{} {}: {}", table.line, table.kind.as_str(), roles.join(", "))
}

fn texts(texts: &[Text], separator: &str) -> String {
    texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(separator)
}

/// A document from which nothing is generated.
#[track_caller]
fn check_none(document: &str) {
    check(document, "1 error no-table-of-codes");
}

#[test]
fn a_clean_table() {
    check(
        "
        ## 错误码

        | 错误码 | 描述 | 解决方法 |
        |--------|------|----------|
        | 0 | 成功 | - |
        | -1001 | 签名错误 | 检查密钥 |
        ",
        "
        3 integer: code, message, remedy
        5 [0] 0 | 成功 | -
        6 [-1001] -1001 | 签名错误 | 检查密钥
        ",
    );
}

#[test]
fn a_delimiter_row_need_not_have_as_many_cells_as_the_header() {
    check(
        "
        | 返回码 | 返回信息 | 处理措施 |
        |---|---|
        | 1001 | 签名错误 | 检查密钥 |
        ",
        "
        1 integer: code, message, remedy
        3 [1001] 1001 | 签名错误 | 检查密钥
        2 note delimiter-width
        ",
    );
    // Dashes without any pipe below a line of text are an underlined heading.
    check_none(
        "
        返回码 | 返回信息
        ---
        见下
        ",
    );
}

#[test]
fn a_header_needs_no_delimiter_row() {
    check(
        "
        | 错误码 | 描述 |
        | 1001 | 超时 |
        | 1002 | 繁忙 |
        ",
        "
        1 integer: code, message
        2 [1001] 1001 | 超时
        3 [1002] 1002 | 繁忙
        1 note no-delimiter-row
        ",
    );
}

#[test]
fn delimiter_rows_of_every_shape() {
    for delimiter in [
        "|-|-|",
        "| - | - |",
        "|===|===|",
        "- | -",
        "|:--|--:|",
        "|:-:|:-:|",
        ":---|---",
        "|－－|－－|",
        "|——|——|",
        "|---|---",
    ] {
        let document = format!("| 错误码 | 描述 |\n{delimiter}\n| 1001 | 超时 |\n");
        check_bytes(&document, "1 integer: code, message\n3 [1001] 1001 | 超时");
    }
    // As Emacs draws it.
    check(
        "
        | 错误码 | 描述 |
        |--------+------|
        | 1001 | 超时 |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        2 note delimiter-width
        ",
    );
    // A list is none, nor is a row of placeholders.
    check_none(
        "
        错误码
        - a
        - b
        ",
    );
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | - | - |
        | 1001 | 超时 |
        ",
        "
        1 integer: code, message
        4 [1001] 1001 | 超时
        ",
    );
}

#[test]
fn outer_pipes_are_not_needed() {
    check(
        "
        错误码 | 描述
        ---|---
        1001 | 超时
        1002 | 繁忙 |
        |1003 | 拒绝
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        4 [1002] 1002 | 繁忙
        5 [1003] 1003 | 拒绝
        ",
    );
    // Where all other rows begin without one, a pipe begins an empty cell.
    check(
        "
        错误码 | 描述 | 处理
        ---|---|---
        1001 | 超时 | 重试
         | 繁忙 | 稍后
        ",
        "
        1 integer: code, message, remedy
        3 [1001] 1001 | 超时 | 重试
        4 [1001] | 繁忙 | 稍后
        4 note leading-pipe
        4 note continued-code
        ",
    );
}

#[test]
fn a_row_may_lack_its_closing_pipe_or_cells() {
    check(
        "
        | 错误码 | 描述 | 处理 |
        |---|---|---|
        | 1001 | 超时 | 重试
        | 1002 | 繁忙 |
        | 1003
        ",
        "
        1 integer: code, message, remedy
        3 [1001] 1001 | 超时 | 重试
        4 [1002] 1002 | 繁忙 |
        5 [1003] 1003 |  |
        4 note missing-cells
        5 note missing-cells
        ",
    );
}

#[test]
fn surplus_cells_are_kept_or_were_empty() {
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 | | |
        | 1002 | 取值 a|b|c |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        4 [1002] 1002 | 取值 a|b|c
        4 warning extra-cells
        ",
    );
    // Where every row has them, it is the header that lacks one.
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 | 重试 |
        | 1002 | 繁忙 | 稍后 |
        ",
        "
        1 integer: code, message, other
        3 [1001] 1001 | 超时 | 重试
        4 [1002] 1002 | 繁忙 | 稍后
        1 note short-header
        ",
    );
}

#[test]
fn a_pipe_that_parts_nothing() {
    check(
        r"
        | 错误码 | 描述 | 处理 |
        |---|---|---|
        | 1001 | 格式应为 a\|b | 修改 |
        | 1002 | 格式应为 `a|b` | 修改 |
        | 1003 | `a | b` |
        ",
        "
        1 integer: code, message, remedy
        3 [1001] 1001 | 格式应为 a|b | 修改
        4 [1002] 1002 | 格式应为 a|b | 修改
        5 [1003] 1003 | `a | b`
        4 note pipe-in-code
        ",
    );
}

#[test]
fn text_glued_to_a_table_is_no_row() {
    check(
        "
        错误码如下：
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |
        如有疑问，请联系客服。

        ## 下一节
        ",
        "
        2 integer: code, message
        4 [1001] 1001 | 超时
        ",
    );
    // A row without outer pipes is one, though it reads like text.
    check(
        "
        错误码 | 描述
        ---|---
        1001 | 超时
        其他 | 请联系客服
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        4 [] 其他 | 请联系客服
        4 note no-code
        ",
    );
}

#[test]
fn a_table_goes_on_behind_a_blank_line() {
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |

        | 1002 | 繁忙 |
        这一行不是表格
        | 1003 | 拒绝 |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        5 [1002] 1002 | 繁忙
        7 [1003] 1003 | 拒绝
        4 note blank-line-in-table
        6 warning line-in-table
        ",
    );
    // Another header begins another table, and another width is another one.
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |

        | 返回码 | 含义 |
        |---|---|
        | 1002 | 繁忙 |

        | 端口 | 协议 | 用途 |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        5 integer: code, message
        7 [1002] 1002 | 繁忙
        ",
    );
}

#[test]
fn a_row_broken_over_lines_and_two_rows_on_one() {
    check(
        "
        | 错误码 | 描述 | 处理 |
        |---|---|---|
        | 1001 | 超时
        或者断开 | 重试 |
        | 1002 | 繁忙 | 稍后 || 1003 | 拒绝 | 停止 |
        ",
        "
        1 integer: code, message, remedy
        3 [1001] 1001 | 超时⏎或者断开 | 重试
        5 [1002] 1002 | 繁忙 | 稍后
        5 [1003] 1003 | 拒绝 | 停止
        3 note broken-row
        5 warning merged-rows
        ",
    );
}

#[test]
fn a_closing_pipe_may_stand_alone_below_its_row() {
    check_bytes(
        "| Code | Value | Action |\n|---|---|---|\n| SUCCESS | S | none\n |\n| DENIED | F | Check:\n\n1. the key\n2. the sign\n\n |\n| LATE | U | again\n\n |\n",
        "1 text: code, name, message\n\
         3 [SUCCESS] SUCCESS | S | none\n\
         5 [DENIED] DENIED | F | Check:⏎1. the key⏎2. the sign\n\
         11 [LATE] LATE | U | again\n\
         3 note broken-row\n\
         5 note broken-row\n\
         11 note broken-row",
    );
    // Any of its cells may have paragraphs, and its pipes stand where these begin and end.
    check_bytes(
        "| code | msg | fix |\n|---|---|---|\n| 6 | \nlate\n\n- or gone\n\n | \n\nwait\n\n |\n\
         | 7 | \n\nfull\n\n | drop it |\n| 8 | none | ask |\n",
        "1 integer: code, message, remedy\n\
         3 [6] 6 | late⏎- or gone | wait\n\
         13 [7] 7 | full | drop it\n\
         18 [8] 8 | none | ask\n\
         3 note broken-row\n\
         13 note broken-row",
    );
    // A row that is only short ends where it does: another row is below, or another table.
    check_bytes(
        "| code | msg | a | b |\n|---|---|---|---|\n| 1 | x |\n| 2 | y | z |\n\nand\n\n| q |\n|---|\n| 5 |\n",
        "1 integer: code, message, other, other\n\
         3 [1] 1 | x |  |\n\
         4 [2] 2 | y | z |\n\
         3 note missing-cells\n\
         4 note missing-cells",
    );
    // A heading is in no row, and what has another pipe is another.
    check_bytes(
        "| code | msg |\n|---|---|\n| 1 | a\n| 2 | b\n\n# c\n |\n",
        "1 integer: code, message\n3 [1] 1 | a\n4 [2] 2 | b",
    );
}

#[test]
fn a_table_without_a_header() {
    // Below a heading that speaks of codes, an empty header or none will do.
    check(
        "
        ## 错误码

        | | |
        |---|---|
        | 1001 | 超时 |
        | 1002 | 繁忙 |
        ",
        "
        3 integer: code, message
        5 [1001] 1001 | 超时
        6 [1002] 1002 | 繁忙
        ",
    );
    check(
        "
        ## 错误码

        | 1001 | 超时 |
        |---|---|
        | 1002 | 繁忙 |
        ",
        "
        3 integer: code, message
        3 [1001] 1001 | 超时
        5 [1002] 1002 | 繁忙
        3 note header-place
        ",
    );
    // A row that speaks of codes is no header for that.
    check(
        "
        ## 错误码

        | | |
        |---|---|
        | kErrorInvalid | 无效的错误码 |
        | kErrorTimeout | 超时 |
        ",
        "
        3 text: code, message
        5 [kErrorInvalid] kErrorInvalid | 无效的错误码
        6 [kErrorTimeout] kErrorTimeout | 超时
        ",
    );
    check_none(
        "
        ## 错误码

        | | |
        |---|---|
        | result | 结果 |
        | data | 数据 |
        ",
    );
    // Elsewhere, the same may be anything.
    check_none(
        "
        ## 套餐

        | | |
        |---|---|
        | 100 | 一百次 |
        | 200 | 二百次 |
        ",
    );
}

#[test]
fn a_row_whose_words_sound_like_headers_is_none() {
    check(
        "
        ## 错误码

        | 1001 | 操作超时 |
        |---|---|
        | 1002 | 繁忙 |
        ",
        "
        3 integer: code, message
        3 [1001] 1001 | 操作超时
        5 [1002] 1002 | 繁忙
        3 note header-place
        ",
    );
    check(
        "
        ## 错误码

        | E1001 | 操作超时 |
        |---|---|
        | E1002 | 繁忙 |
        ",
        "
        3 text: code, message
        3 [E1001] E1001 | 操作超时
        5 [E1002] E1002 | 繁忙
        3 note header-place
        ",
    );
    // A name with a digit in it begins no row of numbers.
    check(
        "
        ## 错误码

        | errno2 | 描述 |
        |---|---|
        | 1002 | 繁忙 |
        ",
        "
        3 warning not-read
        1 error no-table-of-codes
        ",
    );
    check_none(
        "
        ## 错误码

        | 2024 | 操作 |
        |---|---|
        | 一月 | 超时 |
        ",
    );
}

#[test]
fn a_header_in_bold_or_below_the_delimiter_row() {
    check(
        "
        | **错误码** | __描述__ |
        |---|---|
        | **1001** | 超时 |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        ",
    );
    check(
        "
        | | |
        |---|---|
        | 错误码 | 描述 |
        | 1001 | 超时 |
        ",
        "
        3 integer: code, message
        4 [1001] 1001 | 超时
        3 note header-place
        ",
    );
    // The header once more is no row.
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |
        | 错误码 | 描述 |
        | 1002 | 繁忙 |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        5 [1002] 1002 | 繁忙
        4 note header-again
        ",
    );
}

#[test]
fn a_title_over_all_columns_is_no_header() {
    check(
        "
        <table>
        <tr><td colspan=2>错误码列表</td></tr>
        <tr><td>返回码</td><td>描述</td></tr>
        <tr><td>1001</td><td>超时</td></tr>
        </table>
        ",
        "
        3 integer: code, message
        4 [1001] 1001 | 超时
        ",
    );
    // A header that spans columns is one where no other is below it.
    check(
        "
        <table>
        <tr><td colspan=2>错误码</td></tr>
        <tr><td>1001</td><td>超时</td></tr>
        </table>
        ",
        "
        2 integer: code, other
        3 [1001] 1001 | 超时
        ",
    );
}

#[test]
fn a_table_that_nothing_closes_ends_where_the_next_begins() {
    check(
        "
        <table>
        <tr><th>错误码</th><th>描述</th></tr>
        <tr><td>1001</td><td>超时</td></tr>
        <table>
        <tr><th>返回码</th><th>描述</th></tr>
        <tr><td>2001</td><td>繁忙</td></tr>
        ## 警告码
        | 警告码 | 描述 |
        |--|--|
        | 3001 | 遮挡 |

        <table>
        <tr><th>状态码</th><th>描述</th></tr>
        <tr><td>4001</td><td>完成</td></tr>
        </table>
        ",
        "
        2 integer: code, message
        3 [1001] 1001 | 超时
        5 integer: code, message
        6 [2001] 2001 | 繁忙
        8 integer: code, message
        10 [3001] 3001 | 遮挡
        13 integer: code, message
        14 [4001] 4001 | 完成
        ",
    );
    // In a cell, a table is part of the cell.
    check(
        "
        <table>
        <tr><th>错误码</th><th>描述</th></tr>
        <tr><td>1001</td><td><table><tr><td>2001</td><td>甲</td></tr></table></td></tr>
        <tr><td>1002</td><td>繁忙</td></tr>
        </table>
        ",
        "
        2 integer: code, message
        3 [1001] 1001 | 2001⏎甲
        4 [1002] 1002 | 繁忙
        ",
    );
}

#[test]
fn a_cell_that_speaks_of_tags_swallows_no_rows() {
    check(
        r"
        | 错误码 | 说明 |
        |---|---|
        | 1001 | 缺少 `<table>` 或 <table> |
        | 1002 | 缺少 \<table> |
        | 1003 | 不能有 <!-- |
        | 1004 | 甲 <!-- 乙 --> 丙 |

        正文说到 <table>。

        | 返回码 | 说明 |
        |---|---|
        | 2001 | 甲 |
        <!--
        | 2002 | 乙 |
        -->
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 缺少 <table> 或
        4 [1002] 1002 | 缺少 <table>
        5 [1003] 1003 | 不能有 <!--
        6 [1004] 1004 | 甲 丙
        10 integer: code, message
        12 [2001] 2001 | 甲
        ",
    );
}

#[test]
fn a_row_below_a_heading_is_not_lost_without_a_word() {
    check(
        "
        ## 错误码

        | 错误码 | 说明 |
        |---|---|
        | 1001 | 甲 |

        ### 系统级
        | 1002 | 乙 |

        ## 其他

        | 1003 | 丙 |
        |---|---|

        | 名称 | 值 |
        |---|---|
        | 长度 | 3 |

        | 5 | 秒 |
        ",
        "
        3 integer: code, message
        5 [1001] 1001 | 甲
        8 warning not-read
        12 warning not-read
        ",
    );
}

#[test]
fn a_list_of_codes_may_be_written_as_people_write() {
    check(
        "
        | 错误码 | 说明 |
        |---|---|
        | 1001、1002等 | 甲 |
        | —4006/—4007/-4010 | 乙 |
        | 10\u{200B}03 | 丙 |
        | 第1等 | 丁 |
        | 400 Bad Request<br>401 Unauthorized | 戊 |
        | 1004：己 / 1005：庚 | 己 |
        | 1006 见 1007 / 辛 | 辛 |
        ||1008 | 壬 |
        || 癸 |
        ",
        "
        1 integer: code, message
        3 [1001 1002] 1001、1002等 | 甲
        4 [-4006 -4007 -4010] —4006/—4007/-4010 | 乙
        5 [1003] 10\u{200B}03 | 丙
        6 [] 第1等 | 丁
        7 [400 401] 400 Bad Request⏎401 Unauthorized | 戊
        8 [1004 1005] 1004：己 / 1005：庚 | 己
        9 [1006] 1006 见 1007 / 辛 | 辛
        10 [1008] 1008 | 壬
        11 [1008] | 癸
        10 warning extra-cells
        6 note no-code
        11 note continued-code
        ",
    );
}

#[test]
fn tabs_in_place_of_pipes() {
    check_bytes(
        "| 错误码\t| 描述\t| 处理\t|\n|---|---|---|\n| 1001\t超时\t| 重试 |\n1002\t繁忙\t稍后\n",
        "
        1 integer: code, message, remedy
        3 [1001] 1001 | 超时 | 重试
        4 [1002] 1002 | 繁忙 | 稍后
        3 note tab-for-pipe
        4 note tab-for-pipe
        ",
    );
    // Beside pipes, a tab is a blank.
    check_bytes(
        "错误码\t|描述\n---|---\n1001\t|\t超时\t重试\n",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时 重试
        ",
    );
}

#[test]
fn line_ends_and_the_mark_at_the_start_of_a_file() {
    let document = "# 错误码\n| 错误码 | 描述 |\n|---|---|\n| 1001 | 超时 |\n";
    for document in [
        document.to_owned(),
        format!("\u{FEFF}{document}"),
        document.replace('\n', "\r\n"),
        document.replace('\n', "\r"),
        document.replacen('\n', "\r", 2),
    ] {
        check_bytes(&document, "2 integer: code, message\n4 [1001] 1001 | 超时");
    }
}

#[test]
fn full_width_pipes_digits_and_minus() {
    check(
        "
        ｜错误码｜描述｜
        ｜---｜---｜
        ｜－１００１｜超时｜
        ｜−1002｜取值 a|b｜
        ",
        "
        1 integer: code, message
        3 [-1001] －１００１ | 超时
        4 [-1002] −1002 | 取值 a|b
        ",
    );
    // In a table with ASCII pipes, a full-width one is a character of the text.
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 取值 a｜b |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 取值 a｜b
        ",
    );
}

#[test]
fn tables_of_html() {
    check(
        "
        <table class=\"t\" width='90%'>
        <thead><tr><th style=\"width:10%\">错误码</th><th>描述</th><th>处理</th></tr></thead>
        <tr><td rowspan=\"2\">1001</td><td>超时<br/>或断开</td><td>重试</td></tr>
        <tr><td>繁忙</td><td>稍后</td></tr>
        <tr><td>1002<td colspan=2>拒绝 &amp; 停止
        <tr>
        <td><p>1003</p></td>
        <td><ul><li>甲</li><li>乙</li></ul></td>
        <td>&nbsp;</td>
        </tr>
        </table>
        ",
        "
        2 integer: code, message, remedy
        3 [1001] 1001 | 超时⏎或断开 | 重试
        4 [1001] 1001 | 繁忙 | 稍后
        5 [1002] 1002 | 拒绝 & 停止 | 拒绝 & 停止
        6 [1003] 1003 | 甲⏎乙 |
        ",
    );
    check(
        "
        <table>
        <tr><td><strong>错误码</strong></td><td><strong>描述</strong></td></tr>
        <tr><td>1001</td><td>超时</td></tr>
        </table>
        ",
        "
        2 integer: code, message
        3 [1001] 1001 | 超时
        ",
    );
    check(
        "
        <table>
        <tr><td>错误码</td><td>HTTP状态码</td></tr>
        <tr><td>NotFound</td><td>404</td></tr>
        </table>
        ",
        "
        2 text: code, other
        3 [NotFound] NotFound | 404
        ",
    );
    check_none(
        "
        <table>
        <tr><th>参数</th><th>描述</th></tr>
        <tr><td>code</td><td>返回码</td></tr>
        </table>
        ",
    );
}

#[test]
fn what_stands_over_a_table_of_html_says_what_it_is() {
    for title in [
        "<caption><b>表 1</b> 错误码</caption>",
        "<tr><td colspan=\"2\">错误码</td></tr>",
        "<thead><tr><th colspan=2>错误码</th></tr></thead>",
    ] {
        let table = "<tr><th>值</th><th>含义</th></tr><tr><td>1001</td><td>超时</td></tr>";
        let read = reading(&format!("## 附录\n\n<table>{title}\n{table}</table>\n"));
        assert_eq!(read, "4 integer: code, message\n4 [1001] 1001 | 超时", "{title}");
    }
    check_none(
        "
        <table>
        <caption>等级</caption>
        <tr><th>值</th><th>含义</th></tr>
        <tr><td>1001</td><td>高</td></tr>
        </table>
        ",
    );
}

#[test]
fn headings_and_bold_lines_say_what_a_vague_header_means() {
    for above in [
        "## 错误码",
        "##错误码",
        "## 3. 公共错误码\n### 3.1 鉴权",
        "错误码\n---",
        "**错误码**",
        "错误码如下：",
        "<h3>错误码</h3>",
        "<dx-tabs>\n::: 错误码\n下表：",
        ":::错误码",
        "::: 错误码\n::: tip\n见附录\n:::",
        "**错误码**\n\n:::: tip\n见附录\n::::",
    ] {
        let document = format!("{above}\n\n| 值 | 含义 |\n|---|---|\n| 1001 | 超时 |\n");
        let line = document.lines().position(|line| line.starts_with("| 值")).unwrap() + 1;
        let expected = format!("{line} integer: code, message\n{} [1001] 1001 | 超时", line + 2);
        check_bytes(&document, &expected);
    }
    // What is said in another section is said of another table.
    let tabs = "::: 错误码\n见附录\n:::\n::: 实例状态";
    let left = "::: 错误码\n::: tip\n见附录\n:::\n:::\n实例状态";
    for above in ["## 状态", "## 错误码\n见附录\n## 实例状态", "**验证码**", "", tabs, left] {
        check_none(&format!("{above}\n\n| 值 | 含义 |\n|---|---|\n| 1001 | 运行中 |\n"));
    }
}

#[test]
fn the_code_column_is_where_its_header_is() {
    check(
        "
        | 描述 | 是否收费 | 错误码 | 处理措施 |
        |---|---|---|---|
        | 超时 | 否 | 1001 | 重试 |
        ",
        "
        1 integer: message, other, code, remedy
        3 [1001] 超时 | 否 | 1001 | 重试
        ",
    );
    check(
        "
        | 错误码名称 | 错误码值 | 含义 |
        |---|---|---|
        | ERR_TIMEOUT | 1001 | 超时 |
        ",
        "
        1 integer: name, code, message
        3 [1001] ERR_TIMEOUT | 1001 | 超时
        ",
    );
    check(
        "
        | HTTP 状态码 | 错误码 | 描述 |
        |---|---|---|
        | 403 | AccessDenied | 拒绝 |
        ",
        "
        1 text: other, code, message
        3 [AccessDenied] 403 | AccessDenied | 拒绝
        ",
    );
    // A status is one by what it holds, too.
    check(
        "
        | 状态码 | 描述 | 错误代码 |
        |---|---|---|
        | 404 Not Found | 没有规则 | RuleNotFound |
        ",
        "
        1 text: other, message, code
        3 [RuleNotFound] 404 Not Found | 没有规则 | RuleNotFound
        ",
    );
    check(
        "
        | 状态码 | 描述 | 上级错误码 |
        |---|---|---|
        | 40401 | 没有规则 | 404 |
        ",
        "
        1 integer: code, message, other
        3 [40401] 40401 | 没有规则 | 404
        ",
    );
    // Below a heading that speaks of codes, a vague header precedes it.
    check(
        "
        ## 错误码

        | 取值 | 含义 | HTTP 状态码 |
        |---|---|---|
        | RuleNotFound | 没有规则 | 404 |
        ",
        "
        3 text: code, message, other
        5 [RuleNotFound] RuleNotFound | 没有规则 | 404
        ",
    );
    check(
        "
        ## 错误码

        | 编号 | 含义 | HTTP 状态码 |
        |---|---|---|
        | 1 | 没有规则 | 404 |
        | 2 | 没有权限 | 403 |
        ",
        "
        3 integer: other, message, code
        5 [404] 1 | 没有规则 | 404
        6 [403] 2 | 没有权限 | 403
        ",
    );
    // A status is the code where there is no other.
    check(
        "
        | HTTP 状态码 | 描述 |
        |---|---|
        | 403 | 拒绝 |
        ",
        "
        1 integer: code, message
        3 [403] 403 | 拒绝
        ",
    );
}

#[test]
fn an_error_with_a_number_stands_beside_a_status() {
    // Whatever stands above.
    check(
        "
        | Error | HTTP Status | Meaning |
        |---|---|---|
        | 1001 | 400 | no name |
        | 1007 | 400 | no size |
        ",
        "
        1 integer: code, other, message
        3 [1001] 1001 | 400 | no name
        4 [1007] 1007 | 400 | no size
        ",
    );
    check(
        "
        | 错误 | HTTP 状态码 | 描述 |
        |---|---|---|
        | Timeout | 504 | 超时 |
        ",
        "
        1 integer: name, code, message
        3 [504] Timeout | 504 | 超时
        ",
    );
}

#[test]
fn a_kind_of_error_may_stand_beside_a_code() {
    check(
        "
        | 错误码 | 类型 | 说明 |
        |---|---|---|
        | 1001 | `SYSTEM_ERROR` | 系统错误 |
        | 1002 | `LIMITED` | 限流 |

        | 类型 | 状态码 | 描述 |
        |---|---|---|
        | U | IN\\_PROCESS | 处理中 |
        | F | NOT\\_EXIST | 不存在 |
        ",
        "
        1 integer: code, other, message
        3 [1001] 1001 | SYSTEM_ERROR | 系统错误
        4 [1002] 1002 | LIMITED | 限流
        6 text: other, code, message
        8 [IN_PROCESS] U | IN_PROCESS | 处理中
        9 [NOT_EXIST] F | NOT_EXIST | 不存在
        ",
    );
    // Or a constant beside its value, below a heading of codes.
    let constants = "| 类型 | 值 | 说明 |\n|---|---|---|\n| kErrorLate | -1000 | 超时 |\n";
    check_bytes(
        &format!("## ErrorCode\n{constants}"),
        "2 integer: other, code, message\n4 [-1000] kErrorLate | -1000 | 超时",
    );
    check_none(constants);
    check_none("## ErrorCode\n| 类型 | 值 | 说明 |\n|---|---|---|\n| int | 0 | 成功 |\n");
    // That of a parameter is not, nor is what hardly says more than `No` a code.
    check_none(
        "
        | Code | Type | Description |
        |---|---|---|
        | appId | string | 应用 |
        | sign | string | 签名 |

        | Name | Error Code | Type |
        |---|---|---|
        | Debug | No | Trap |
        | Fault | Yes | Fault |
        | Break | No | Trap |
        | Over | No | Trap |
        ",
    );
}

#[test]
fn names_in_capitals_are_codes_below_a_heading_of_codes() {
    check(
        "
        **错误码**

        | 名称 | 描述 | 原因 |
        |---|---|---|
        | SYSTEMERROR | 系统错误 | 超时 |
        | OUT_TRADE_NO_USED | 订单号重复 | 已提交 |

        | 名称 | 值 | 描述 |
        |---|---|---|
        | SYSTEMERROR | 7 | 系统错误 |
        ",
        "
        3 text: code, message, remedy
        5 [SYSTEMERROR] SYSTEMERROR | 系统错误 | 超时
        6 [OUT_TRADE_NO_USED] OUT_TRADE_NO_USED | 订单号重复 | 已提交
        8 integer: name, code, message
        10 [7] SYSTEMERROR | 7 | 系统错误
        ",
    );
    check(
        "
        ## 错误码概览

        | 事件定义 | 说明 |
        |---|---|
        | [INIT_ERROR_SYS_BUSY](#busy) | 系统繁忙 |
        ",
        "
        3 text: code, message
        5 [INIT_ERROR_SYS_BUSY] INIT_ERROR_SYS_BUSY | 系统繁忙
        ",
    );
    // Fields of a reply are written otherwise, and elsewhere a name is but a name.
    check_none("## 错误码\n| 名称 | 描述 |\n|---|---|\n| RequestId | 标识 |\n| Error | 错误 |\n");
    check_none("## 错误码\n| 事件定义 | 说明 |\n|---|---|\n| onError | 出错 |\n");
    check_none("## 事件\n| 事件定义 | 说明 |\n|---|---|\n| EVENT_ERROR | 出错 |\n");
    check_none("| 名称 | 描述 |\n|---|---|\n| SYSTEMERROR | 系统错误 |\n");
}

#[test]
fn words_are_codes_where_the_heading_says_whose() {
    check(
        "
        ## 回执错误码
        ### 联通

        | 代码 | 原因 |
        |---|---|
        | UNDELIV | 停机 |
        | MOBILE BLACK | 黑名单 |
        | 其他 | 未公布 |
        ",
        "
        4 text: code, message
        6 [UNDELIV] UNDELIV | 停机
        7 [MOBILE BLACK] MOBILE BLACK | 黑名单
        8 [] 其他 | 未公布
        7 warning doubtful-code
        8 note no-code
        ",
    );
    // Elsewhere it is some code of some program, and a number is the code before words are.
    check_none("## 示例\n| 代码 | 说明 |\n|---|---|\n| UNDELIV | 停机 |\n| MOBILE BLACK | 黑名单 |\n");
    check(
        "
        ## 错误码
        | 代码 | 值 | 原因 |
        |---|---|---|
        | MOBILE BLACK | 7 | 黑名单 |
        | MOBILE OFF | 8 | 停机 |
        ",
        "
        2 integer: other, code, message
        4 [7] MOBILE BLACK | 7 | 黑名单
        5 [8] MOBILE OFF | 8 | 停机
        ",
    );
}

#[test]
fn the_name_of_a_parameter_may_stand_beside_a_code() {
    check(
        "
        | 参数名 | 错误码 | 描述 |
        |---|---|---|
        | TxUnavailable | 101 | 没有交易 |
        ",
        "
        1 integer: other, code, message
        3 [101] TxUnavailable | 101 | 没有交易
        ",
    );
    check(
        "
        | 参数名 | 类型 | 错误码 |
        |---|---|---|
        | size | Int | 101 |
        ",
        "
        1 warning not-read
        1 error no-table-of-codes
        ",
    );
}

#[test]
fn a_table_without_a_code_is_not_read() {
    // It is turned: each code has a column.
    let turned = "
        | 错误码 | 1001 | 1002 |
        |---|---|---|
        | 说明 | 余额不足 | 已过期 |

        | 返回码 | 说明 |
        |---|---|
        | 其他 | 未知 |
        ";
    let read = "
        1 text: code, message, other
        3 [] 说明 | 余额不足 | 已过期
        5 text: code, message
        7 [] 其他 | 未知
        3 note no-code
        7 note no-code
        1 warning not-read
        5 warning not-read
        1 error no-table-of-codes
        ";
    check(turned, read);
    check(
        &turned.replace("| 其他 |", "| 1 | 成功 |\n        | 其他 |"),
        &read
            .replace("5 text", "5 integer")
            .replace("7 [] 其他", "7 [1] 1 | 成功\n        8 [] 其他")
            .replace("7 note", "8 note")
            .replace("        5 warning not-read\n        1 error no-table-of-codes\n", ""),
    );
    // Where there is no code yet, there is nothing to mend.
    for (cells, warning) in [("- | 暂无", ""), ("无 | N/A", ""), ("暂无 | 见附录", "\n1 warning not-read")]
    {
        let read = reading(&format!("| 返回码 | 说明 |\n|---|---|\n| {cells} |\n"));
        let end = format!("\n3 note no-code{warning}\n1 error no-table-of-codes");
        assert!(read.trim_end().ends_with(&end), "{read}");
    }
}

#[test]
fn a_status_of_http_is_known_by_its_values() {
    check(
        "
        ### Responses

        | Status | Description |
        |---|---|
        | 200 OK | Done |
        | 404 Not Found | No such task |
        ",
        "
        3 integer: code, message
        5 [200] 200 OK | Done
        6 [404] 404 Not Found | No such task
        ",
    );
    check_none(
        "
        ### Orders

        | Status | Description |
        |---|---|
        | 100 | New |
        | 200 | Paid |
        ",
    );
}

#[test]
fn headers_in_other_languages_and_other_forms() {
    for header in [
        "エラーコード | 説明",
        "HTTPコード | 説明",
        "응답 코드 | 설명",
        "HTTP 코드 | 설명",
        "回應碼 | 說明",
        "傳回碼 | 說明",
    ] {
        let read = reading(&format!("| {header} |\n|---|---|\n| 404 | a |\n"));
        assert!(read.contains("\n3 [404] 404 | a"), "{header}: {read}");
        // Without a delimiter row, too.
        let read = reading(&format!("{header}\n404 | a\n"));
        assert!(read.contains("\n2 [404] 404 | a"), "{header}: {read}");
    }
    check(
        "
        ## 에러 코드

        | 코드 | 설명 |
        |---|---|
        | NOT_FOUND | 없음 |

        | ステータスコード | エラーコード | 説明 |
        |---|---|---|
        | 404 | NotFound | なし |

        | HTTP | 코드 | 설명 |
        |---|---|---|
        | 404 | NOT_FOUND | 없음 |
        ",
        "
        3 text: code, message
        5 [NOT_FOUND] NOT_FOUND | 없음
        7 text: other, code, message
        9 [NotFound] 404 | NotFound | なし
        11 text: other, code, message
        13 [NOT_FOUND] 404 | NOT_FOUND | 없음
        ",
    );
    for header in [
        "Código de error | Descripción",
        "Código do erro | Descrição",
        "Codice di errore | Descrizione",
        "Code d'erreur | Signification",
        "Code HTTP | Description",
        "Fehlercode | Bedeutung",
        "Код ошибки | Описание",
        "HTTP-код | Описание",
        "Mã lỗi | Mô tả",
        "Hata Kodu | Açıklama",
    ] {
        let read = reading(&format!("| {header} |\n|---|---|\n| 404 | a |\n"));
        assert_eq!(read, "1 integer: code, message\n3 [404] 404 | a", "{header}");
    }
    for (heading, header) in [
        ("Códigos de estado HTTP", "Código"),
        ("Casos de Error", "Código"),
        ("Codes de retour", "Valeur"),
        ("Коды ошибок", "Код"),
        ("Ошибки", "Код"),
        ("Fehlercodes", "Wert"),
        ("Danh sách mã lỗi", "Mã"),
        ("Hata kodları", "Value"),
        ("常见错误", "代码"),
    ] {
        let read = reading(&format!("## {heading}\n\n| {header} | a |\n|---|---|\n| E01 | b |\n"));
        assert!(read.contains("\n5 [E01] E01 | b"), "{heading}: {read}");
    }
    for (heading, header) in [
        ("Requisitos", "Código | Descrição"),
        ("Статусы", "Код | Описание"),
        ("Errores", "Valor | Descripción"),
        ("Exemplos", "Código de barras | Descrição"),
        ("Fehler", "Wert | Bedeutung"),
    ] {
        let read = reading(&format!("## {heading}\n\n| {header} |\n|---|---|\n| RF01 | a |\n"));
        assert!(!read.contains("[RF01]"), "{heading}: {read}");
    }
    check_none(
        "
        ## 국가

        | 코드 | 설명 |
        |---|---|
        | KR | 한국 |
        ",
    );
}

#[test]
fn several_codes_in_one_cell() {
    for (cell, codes) in [
        ("1001/1002", "1001 1002"),
        ("1001 / 1002", "1001 1002"),
        ("1001、1002", "1001 1002"),
        ("1001,1002", "1001 1002"),
        ("1001，1002", "1001 1002"),
        ("1001;1002", "1001 1002"),
        ("1001 或 1002", "1001 1002"),
        ("1001 or 1002", "1001 1002"),
        ("1001/1002（超时）", "1001 1002"),
        ("500, 502 - Server Errors", "500 502"),
        ("1001 1002", "1001 1002"),
        ("1001<br>1002", "1001 1002"),
        ("1001/<br/>1002", "1001 1002"),
        ("-1/-2", "-1 -2"),
        ("A.NotFound、A.Denied", "A.NotFound A.Denied"),
        // One code each.
        ("2-67", "2-67"),
        ("1001 to 1005", "1001 to 1005"),
        ("401.1", "401.1"),
        ("MI:0013", "MI:0013"),
    ] {
        let document = format!("| 错误码 | 描述 |\n|---|---|\n| {cell} | 超时 |\n");
        let read = reading(&document);
        assert!(read.contains(&format!("\n3 [{codes}] ")), "{cell}: {read}");
    }
}

#[test]
fn codes_are_texts_as_written() {
    for (cell, codes, kind) in [
        ("0", "0", "integer"),
        ("-4006", "-4006", "integer"),
        ("000000", "000000", "text"),
        ("0x1F", "0x1F", "text"),
        ("\"-1\"", "-1", "integer"),
        ("code=0", "0", "integer"),
        ("`1001`", "1001", "integer"),
        ("**1001**", "1001", "integer"),
        ("[1001](#1001)", "1001", "integer"),
        ("<span id=\"c\">1001</span>", "1001", "integer"),
        ("ERR_TIMEOUT = -1;", "-1", "integer"),
        ("0（成功）", "0", "integer"),
        ("404 Not Found", "404", "integer"),
        ("4000-7000", "4000-7000", "text"),
        ("1001~1010", "1001~1010", "text"),
        ("10xxx", "10xxx", "text"),
        ("<0", "<0", "text"),
        ("InvalidParameter.Name", "InvalidParameter.Name", "text"),
        ("其他错误码", "", "text"),
    ] {
        let document = format!("| 错误码 | 描述 |\n|---|---|\n| {cell} | 超时 |\n");
        let read = reading(&document);
        assert!(read.contains(&format!("1 {kind}: ")), "{cell}: {read}");
        assert!(read.contains(&format!("\n3 [{codes}] ")), "{cell}: {read}");
    }
}

#[test]
fn positional_codes_are_not_numbers() {
    check(
        "
        | 警告码 | 返回信息 |
        |---|---|
        | 01000000 | 复印件 |
        | 00100000 | 翻拍 |
        ",
        "
        1 positional: code, message
        3 [01000000] 01000000 | 复印件
        4 [00100000] 00100000 | 翻拍
        ",
    );
    check(
        "
        | 警告码 | 返回信息 |
        |---|---|
        | 01000000 | 复印件 |
        | 00110000 | 翻拍 |
        ",
        "
        1 text: code, message
        3 [01000000] 01000000 | 复印件
        4 [00110000] 00110000 | 翻拍
        ",
    );
}

#[test]
fn one_code_that_makes_texts_of_a_table_is_told() {
    for (codes, told) in [
        (&["66660001", "66660002", "6666OOO5"][..], Some(5)),
        (&["l001", "1002", "1003"], Some(3)),
        // It is one code, however often it is there.
        (&["1001", "1OO2", "1OO2", "1003"], Some(4)),
        (&["00000000", "01000000", "00100000"], Some(3)),
        (&["010", "001", "011"], Some(5)),
        // These are meant.
        (&["1001", "1002", "1003", "000000"], None),
        (&["1001", "1002", "1003", "4000-7000"], None),
        (&["1001", "1002", "10O3", "10O4"], None),
        (&["00", "01", "10"], None),
        // Who knows which of two is the slip.
        (&["1001", "1OO2"], None),
        (&["1001", "1OO2", "1OO2"], None),
        // Nor is there another that it could be like.
        (&["000000", "", ""], None),
    ] {
        let rows = codes.join(" | 超时 |\n| ");
        let read = reading(&format!("| 错误码 | 描述 |\n|---|---|\n| {rows} | 超时 |\n"));
        assert!(read.contains("1 text: "), "{read}");
        let line = read.lines().find_map(|line| line.trim().strip_suffix(" warning doubtful-code"));
        assert_eq!(line, told.map(|line: usize| line.to_string()).as_deref(), "{read}");
    }
}

#[test]
fn rows_without_a_code_of_their_own() {
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | **鉴权** | |
        | 1001/1002 | 超时 |
        | | 或断开 |
        | 其他 | 请联系客服 |
        | | 或重试 |
        ",
        "
        1 integer: code, message
        3 [] 鉴权 |
        4 [1001 1002] 1001/1002 | 超时
        5 [1001 1002] | 或断开
        6 [] 其他 | 请联系客服
        7 [] | 或重试
        3 note no-code
        5 note continued-code
        6 note no-code
        7 note no-code
        ",
    );
    // A dash is a cell that says: none.
    check(
        "
        | 状态 | 错误码 | 描述 |
        |---|---|---|
        | 409 | `LOCKED` | 已锁定 |
        | 404 | — | 不存在 |
        ",
        "
        1 text: other, code, message
        3 [LOCKED] 409 | LOCKED | 已锁定
        4 [] 404 | — | 不存在
        4 note no-code
        ",
    );
}

#[test]
fn a_list_of_requests_is_no_table_of_codes() {
    check(
        "
        | 方法 | 路径 | 状态码 | 说明 |
        |---|---|---|---|
        | GET | /users | 200 | 列表 |
        | POST/PUT | /users | 201 | 创建 |
        ",
        "
        1 warning not-read
        1 error no-table-of-codes
        ",
    );
    // What a request may be refused with is one.
    check(
        "
        | 接口 | 错误码 | 说明 |
        |---|---|---|
        | POST /users | 4001 | 已存在 |
        | GET /users | 4002 | 不存在 |
        ",
        "
        1 integer: other, code, message
        3 [4001] POST /users | 4001 | 已存在
        4 [4002] GET /users | 4002 | 不存在
        ",
    );
    // A code may be called like one.
    check(
        "
        | 错误码 | 说明 |
        |---|---|
        | HEAD | 超时 |
        | TAIL | 繁忙 |
        ",
        "
        1 text: code, message
        3 [HEAD] HEAD | 超时
        4 [TAIL] TAIL | 繁忙
        ",
    );
}

#[test]
fn a_reason_may_be_the_code() {
    check(
        "
        ## 错误码

        | reason | 说明 |
        |---|---|
        | invalid_param | 参数错误 |
        | timeout | 超时 |
        ",
        "
        3 text: code, message
        5 [invalid_param] invalid_param | 参数错误
        6 [timeout] timeout | 超时
        ",
    );
    // Not where it is a reason, nor beside another column of codes.
    check_none(
        "
        ## 错误码

        | reason | 说明 |
        |---|---|
        | invalid parameter | 参数错误 |
        | it took too long | 超时 |
        ",
    );
    check(
        "
        ## 错误码

        | HTTP status | reason |
        |---|---|
        | 404 | NotFound |
        ",
        "
        3 integer: code, message
        5 [404] 404 | NotFound
        ",
    );
}

#[test]
fn a_title_among_the_rows_has_no_code() {
    // It stands in a column that says nothing of the codes.
    check(
        "
        | 类别 | 错误码 | 描述 |
        |---|---|---|
        | 参数 | 1001 | 缺少 |
        | **系统错误** | | |
        | 系统 | 2001 | 超时 |
        | 系统 | | 或断开 |
        ",
        "
        1 integer: other, code, message
        3 [1001] 参数 | 1001 | 缺少
        4 [] 系统错误 |  |
        5 [2001] 系统 | 2001 | 超时
        6 [2001] 系统 |  | 或断开
        4 note no-code
        6 note continued-code
        ",
    );
    // More of the message says more of the code above.
    check(
        "
        | 描述 | 错误码 |
        |---|---|
        | 超时 | 1001 |
        | 或断开 | |
        ",
        "
        1 integer: message, code
        3 [1001] 超时 | 1001
        4 [1001] 或断开 |
        4 note continued-code
        ",
    );
}

#[test]
fn what_is_the_same_in_every_row_is_not_the_code() {
    check(
        "
        | 返回码 | 错误码 | 描述 |
        |---|---|---|
        | 400 | TIMEOUT | 超时 |
        | 400 | CLOSED | 断开 |
        ",
        "
        1 text: other, code, message
        3 [TIMEOUT] 400 | TIMEOUT | 超时
        4 [CLOSED] 400 | CLOSED | 断开
        ",
    );
    // One row tells nothing of that.
    check(
        "
        | 返回码 | 错误码 | 描述 |
        |---|---|---|
        | 400 | TIMEOUT | 超时 |
        ",
        "
        1 integer: code, name, message
        3 [400] 400 | TIMEOUT | 超时
        ",
    );
}

#[test]
fn numbers_below_a_header_of_names_are_codes() {
    check(
        "
        ## 错误码
        | 错误码名称 | 说明 |
        |---|---|
        | 3001 | 超时 |
        | 3002 | 断开 |
        ",
        "
        2 integer: code, message
        4 [3001] 3001 | 超时
        5 [3002] 3002 | 断开
        ",
    );
    // A name of something else is none, whatever its heading speaks of.
    check_none(
        "
        ## 错误码
        | 产品 | 版本名称 | 说明 |
        |---|---|---|
        | 甲 | 1.0 | 新 |
        | 乙 | 2.0 | 旧 |
        ",
    );
    // Where the codes have a column of their own, a number may be a name.
    check(
        "
        ## 错误码
        | 英文名 | 错误码 | 说明 |
        |---|---|---|
        | 3001 | E_TIMEOUT | 超时 |
        | 3002 | E_CLOSED | 断开 |
        ",
        "
        2 text: other, code, message
        4 [E_TIMEOUT] 3001 | E_TIMEOUT | 超时
        5 [E_CLOSED] 3002 | E_CLOSED | 断开
        ",
    );
}

#[test]
fn numbers_below_a_heading_of_results_are_codes() {
    check(
        "
        ## 返回结果
        | 参考值 | 描述 |
        |---|---|
        | 0 | 成功 |
        | -1 | 超时 |
        ",
        "
        2 integer: code, message
        4 [0] 0 | 成功
        5 [-1] -1 | 超时
        ",
    );
    check(
        "
        ## 返回码
        | 认证结果 | 说明 | 是否收费 |
        |---|---|---|
        | 0 | 一致 | 是 |
        | -1 | 不一致 | 是 |
        ",
        "
        2 integer: code, message, other
        4 [0] 0 | 一致 | 是
        5 [-1] -1 | 不一致 | 是
        ",
    );
    // The fields of a reply are none.
    check_none(
        "
        ## 返回结果
        | 参数 | 描述 |
        |---|---|
        | id | 编号 |
        | name | 名称 |
        ",
    );
    // Nor are the rows of an example.
    check_none(
        "
        返回结果：

        | id | 名称 |
        |---|---|
        | 101 | 甲 |
        | 102 | 乙 |
        ",
    );
}

#[test]
fn a_code_that_is_there_twice_keeps_both_rows() {
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |
        | 1001 | 超时 |
        | 1001 | 断开 |
        | 1002/1002 | 繁忙 |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        4 [1001] 1001 | 超时
        5 [1001] 1001 | 断开
        6 [1002] 1002/1002 | 繁忙
        4 note code-again
        5 note code-again
        ",
    );
}

#[test]
fn a_merge_conflict_in_a_table() {
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |
        <<<<<<< HEAD
        | 1002 | 繁忙 |
        =======
        | 1002 | 忙 |
        >>>>>>> 4f2a1c0
        | 1003 | 拒绝 |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        5 [1002] 1002 | 繁忙
        7 [1002] 1002 | 忙
        9 [1003] 1003 | 拒绝
        4 warning merge-conflict
        7 note code-again
        ",
    );
}

#[test]
fn code_blocks_end_where_a_person_sees_their_end() {
    check(
        "
        ```json
        {\"code\": 0
        }```

        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |
        ",
        "
        5 integer: code, message
        7 [1001] 1001 | 超时
        3 note sloppy-fence
        ",
    );
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |

        ```
        | 错误码 | 描述 |
        |---|---|
        | 1002 | 示例 |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        5 warning open-fence
        ",
    );
    // Below a heading of its own, it is no part of code that nobody closed.
    check(
        "
        ```
        GET /v1/images

        ## 错误码
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |
        ",
        "
        5 integer: code, message
        7 [1001] 1001 | 超时
        1 warning open-fence
        ",
    );
}

#[test]
fn what_stands_in_a_block_of_code_is_no_table() {
    let rows = "# 示例\n| 错误码 | 描述 |\n|---|---|\n| 1002 | 示例 |";
    let table = "| 错误码 | 描述 |\n|---|---|\n| 1001 | 超时 |";
    for (open, close) in
        [("<dx-codeblock>\n::: json json", ":::\n</dx-codeblock>"), ("<pre>", "</pre>"), ("~~~", "~~~")]
    {
        let lines = open.lines().count() + close.lines().count();
        let expected = format!("{} integer: code, message\n{} [1001] 1001 | 超时", lines + 5, lines + 7);
        check_bytes(&format!("{open}\n{rows}\n{close}\n{table}\n"), &expected);
    }
    // A box is none.
    check_bytes(
        &format!("<dx-alert infotype=\"notice\" title=\"错误码\">\n{table}\n</dx-alert>\n"),
        "2 integer: code, message\n4 [1001] 1001 | 超时",
    );
}

#[test]
fn markup_in_cells_is_read_as_its_page() {
    for (cell, text) in [
        ("请检查 [签名](/doc/1?a=b \"题\")", "请检查 签名"),
        ("`AppId` 为 **必填**：", "AppId 为 必填："),
        ("**注意：**不可为空", "注意：不可为空"),
        ("宽*高 为 270*480*3", "宽*高 为 270*480*3"),
        ("传入 <APPID> 与 &lt;key&gt;", "传入 <APPID> 与 <key>"),
        ("a<br>b</br>c<BR />", "a⏎b⏎c"),
        ("&nbsp;超时&nbsp; ", "超时"),
        ("<font color=red>超时</font>![](a.png)", "超时"),
        (r"Msg\_Seq 与 user_id_list", "Msg_Seq 与 user_id_list"),
        ("https://a.b/c_d_e?x=1&y=2", "https://a.b/c_d_e?x=1&y=2"),
        ("-", "-"),
    ] {
        let document = format!("| 错误码 | 描述 |\n|---|---|\n| 1001 | {cell} |\n");
        let expected = format!("1 integer: code, message\n3 [1001] 1001 | {text}");
        check_bytes(&document, expected.trim_end());
    }
}

#[test]
fn tables_in_quotes_and_lists() {
    check(
        "
        1. 错误码：

            | 错误码 | 描述 |
            |---|---|
            | 1001 | 超时 |

        > | 返回码 | 描述 |
        > |---|---|
        > | 1002 | 繁忙 |
        ",
        "
        3 integer: code, message
        5 [1001] 1001 | 超时
        7 integer: code, message
        9 [1002] 1002 | 繁忙
        ",
    );
}

#[test]
fn what_is_no_table_of_codes_generates_nothing() {
    for document in [
        "| 参数名称 | 类型 | 必选 | 描述 |\n|---|---|---|---|\n| code | Int | 是 | 错误码，0 表示成功 |",
        "## 错误码\n| 参数 | 说明 |\n|---|---|\n| code | 错误码 |\n| message | 错误信息 |",
        "## 错误码\n| 取值 | 说明 |\n|---|---|\n| retCode | 错误码 |\n| retMsg | 错误信息 |",
        "| KeyCode | 按键 |\n|---|---|\n| 13 | Enter |",
        "| Color | Hex Code |\n|---|---|\n| 红 | #FF0000 |",
        "| City Code | 城市 |\n|---|---|\n| 010 | 北京 |",
        "| 端口 | 协议 |\n|---|---|\n| 8080 | TCP |\n| 443 | TCP |",
        "| 规格 | 价格 |\n|---|---|\n| 1 核 | 100 元 |",
        "| 步骤 | 内容 |\n|---|---|\n| 1 | 下载 |\n| 2 | 安装 |",
        "| 地域 | ID |\n|---|---|\n| 北京 | 8 |\n| 上海 | 4 |",
        "| 版本 | 更新说明 |\n|---|---|\n| 1.0.1 | 新增错误码 |",
        "| 验证码 | 描述 |\n|---|---|\n| 1001 | 短信 |",
        "<!--\n| 错误码 | 描述 |\n|---|---|\n| 1001 | 旧 |\n-->",
        "```\n| 错误码 | 描述 |\n|---|---|\n| 1001 | 例 |\n```",
        "~~~\n错误码 | 描述\n---|---\n1001 | 例\n~~~",
        "<pre>\n| 错误码 | 描述 |\n|---|---|\n| 1001 | 例 |\n</pre>",
        "| 错误码 | 描述 |\n|---|---|\n",
        "错误码 1001 | 1002 都表示超时。",
        "",
    ] {
        check_bytes(document, "1 error no-table-of-codes");
    }
}

#[test]
fn a_code_column_may_have_an_empty_header() {
    check(
        "
        ## 错误码

        | | 说明 |
        |---|---|
        | 1001 | 超时 |
        | 1003 | 繁忙 |
        ",
        "
        3 integer: code, message
        5 [1001] 1001 | 超时
        6 [1003] 1003 | 繁忙
        ",
    );
    // Not where it counts the rows, nor where nothing speaks of codes.
    for (heading, codes) in [("错误码", ["1", "2"]), ("端口", ["1001", "1003"])] {
        let [one, two] = codes;
        let document = format!("## {heading}\n\n| | 说明 |\n|---|---|\n| {one} | 超时 |\n| {two} | 繁忙 |\n");
        check_bytes(&document, "1 error no-table-of-codes");
    }
}

#[test]
fn what_looks_like_codes_and_is_not_read_is_said() {
    check(
        "
        ## 错误码

        | 业务 | 说明 |
        |---|---|
        | 1001 | 超时 |
        | 1003 | 繁忙 |
        ",
        "
        3 warning not-read
        1 error no-table-of-codes
        ",
    );
    // Parameters have types, and no codes of several digits.
    check(
        "
        | 错误码 | 必填 | 说明 |
        |---|---|---|
        | 1001 | 系统 | 超时 |
        ",
        "
        1 warning not-read
        1 error no-table-of-codes
        ",
    );
    check_none(
        "
        | code | 类型 | 说明 |
        |---|---|---|
        | code | int | 错误码 |
        ",
    );
    // What counts its rows is a list of something.
    check_none(
        "
        ## 错误码

        | 步骤 | 说明 |
        |---|---|
        | 1 | 登录 |
        | 2 | 查询错误码 |
        ",
    );
}

#[test]
fn a_row_below_a_header_of_codes_is_read_or_said() {
    // Is the line above the second line of dashes a row, or the header of another table?
    check(
        "
        | 警告码 | 说明 |
        |---|---|
        | 返回信息 |
        |---|---|
        | 10000000 | 不全 |
        | 01000000 | 复印件 |
        ",
        "
        3 warning not-read
        5 warning not-read
        1 error no-table-of-codes
        ",
    );
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |
        | 繁忙 | 稍后 |
        |---|---|
        | 1002 | 限流 |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        4 warning not-read
        6 warning not-read
        ",
    );
    // A row that text parts from its table; what is no code, as wide as no row, or below
    // another header is text or another table.
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |

        如下

        | 1002 | 限流 |

        如下

        | a | 限流 |
        | 1003 | 限流 | 稍后 |

        | 名称 | 描述 |
        |---|---|
        | 1 | 一 |

        | 2 | 二 |

        如下

        | 3 | 三 |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        7 warning not-read
        ",
    );
    // An image in place of all words.
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |
        | | ![如图](a.png) |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        4 warning not-read
        ",
    );
    // Parameters below a table of codes are parameters.
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |
        | 名称 | 类型 |
        |---|---|
        | code | int |
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        ",
    );
    // To Markdown this row is a heading, and so is the line that is none.
    check(
        "
        | 错误码 | 描述 |
        |---|---|
        | 1001 | 超时 |

        如下

        # 1003 | 繁忙

        # 错误码 | 描述
        ",
        "
        1 integer: code, message
        3 [1001] 1001 | 超时
        7 warning not-read
        ",
    );
}

#[test]
fn a_finding_is_at_a_whole_pipe_of_any_width() {
    for pipe in ["|", "｜"] {
        let rows = ["错误码|描述|处理", "---|---|---", "1001|超时|重试", "|繁忙|稍后"].join("\n");
        let source = Source::new("t.md", rows.replace('|', pipe));
        let read = interpret(&source, None, &Vocabulary::default());
        let finding = read.diagnostics.iter().find(|finding| finding.id == Id::LeadingPipe).unwrap();
        assert_eq!(source.slice(finding.span), pipe);
    }
}

#[test]
fn a_number_beside_a_symbol_is_the_code() {
    check(
        "
        | 返回码 | 错误码 | 描述 |
        |---|---|---|
        | ERR_NULL | 161001 | 空指针 |
        | ERR_INVALID | 161002 | 不支持 |
        ",
        "
        1 integer: name, code, message
        3 [161001] ERR_NULL | 161001 | 空指针
        4 [161002] ERR_INVALID | 161002 | 不支持
        ",
    );
    check(
        "
        ## Exceptions

        | Error Code | Value | Meaning |
        |---|---|---|
        | `E_FULL` | -131 | no space |
        | `E_OPEN` | -132 | file is open |

        | Error Code Name | Error Code Value | Reason |
        |---|---|---|
        | E_LATE | 0x21 | too late |
        ",
        "
        3 integer: name, code, message
        5 [-131] E_FULL | -131 | no space
        6 [-132] E_OPEN | -132 | file is open
        8 text: name, code, message
        10 [0x21] E_LATE | 0x21 | too late
        ",
    );
    // What no number stands for is its own code.
    check(
        "
        | Error Code | Value | Meaning |
        |---|---|---|
        | `E_FULL` | `\"FULL2\"` | no space |
        | `E_OPEN` | `\"OPEN2\"` | file is open |
        ",
        "
        1 text: code, other, message
        3 [E_FULL] E_FULL | \"FULL2\" | no space
        4 [E_OPEN] E_OPEN | \"OPEN2\" | file is open
        ",
    );
    // Of many, one may be there under another name.
    let rows = |numbers: [usize; 10]| {
        let row = |(name, number)| format!("|{number}|ERR_{name}|\n");
        let rows: String = ('A'..='J').zip(numbers).map(row).collect();
        format!("| 数值 | 返回码 |\n|---|---|\n{rows}")
    };
    let read = |numbers| reading(&rows(numbers));
    assert!(read([0, 1, 2, 3, 4, 5, 6, 7, 8, 8]).contains("\n11 [8] 8 | ERR_I\n12 [8] 8 | ERR_J\n"));
    assert!(read([0, 1, 2, 3, 4, 5, 6, 7, 7, 7]).contains("\n12 [ERR_J] 7 | ERR_J"));
    // A class that several share tells less.
    check(
        "
        | 返回码 | 错误码 | 描述 |
        |---|---|---|
        | ERR_NULL | 4000 | 空指针 |
        | ERR_INVALID | 4000 | 不支持 |
        | ERR_TILING | 5000 | 不匹配 |
        ",
        "
        1 text: code, other, message
        3 [ERR_NULL] ERR_NULL | 4000 | 空指针
        4 [ERR_INVALID] ERR_INVALID | 4000 | 不支持
        5 [ERR_TILING] ERR_TILING | 5000 | 不匹配
        ",
    );
}

#[test]
fn numbers_beside_errors_are_said_to_look_like_codes() {
    check(
        "
        ## Errors

        | Status | Error |
        |---|---|
        | 400 | bad request |
        | 409 | conflict |
        ",
        "
        3 warning not-read
        1 error no-table-of-codes
        ",
    );
    check_none(
        "
        ## Orders

        | Status | Error |
        |---|---|
        | 400 | bad request |
        | 409 | conflict |
        ",
    );
    check_none(
        "
        ## Errors

        | Sensor | Error |
        |---|---|
        | left | 400 |
        | right | 409 |
        ",
    );
    // So do the numbers of constants.
    check(
        "
        ### 错误通知
        | 事件 ID | 数值 | 含义 |
        |---|---|---|
        | PUSH_ERR_CAMERA | -1301 | 打开摄像头失败 |
        | PUSH_ERR_MIC | -1302 | 打开麦克风失败 |

        ### 进度通知
        | 事件 ID | 数值 | 含义 |
        |---|---|---|
        | PUSH_EVT_BEGIN | 1002 | 开始 |
        | PUSH_EVT_END | 1004 | 结束 |
        ",
        "2 warning not-read\n1 error no-table-of-codes\n",
    );
}

#[test]
fn a_code_and_its_message_share_a_column() {
    check(
        "
        | 状态码及状态消息 | 说明 | 解决方法 |
        |---|---|---|
        | 200<br>Success | 成功 | - |
        | 430<br>User code caught | 代码异常 | 检查代码 |

        | Error code and message | Resolution |
        |---|---|
        | 422 Invalid JSON | mend it |
        ",
        "
        1 integer: code, message, remedy
        3 [200] 200⏎Success | 成功 | -
        4 [430] 430⏎User code caught | 代码异常 | 检查代码
        6 integer: code, message
        8 [422] 422 Invalid JSON | mend it
        ",
    );
    check_none(
        "
        | 错误原因和解决方法 | 次数 |
        |---|---|
        | 400<br>Bad | 3 |
        | 403<br>Forbidden | 8 |
        ",
    );
}

#[test]
fn a_table_in_a_cell_is_part_of_its_text() {
    check(
        "
        | 错误码 | 说明 |
        |---|---|
        | 20 | <table><tr><td>x</td><td>y</td></tr></table> |
        | 30 | c |
        ",
        "
        1 integer: code, message
        3 [20] 20 | x⏎y
        4 [30] 30 | c
        ",
    );
}

#[test]
fn a_title_alone_in_the_header_is_none() {
    check(
        "
        | IM 错误码 | | |
        |---|---|---|
        | **错误码** | **含义** | **说明** |
        | 6013 | ERR_INIT | 未初始化 |
        ",
        "
        3 integer: code, message, other
        4 [6013] 6013 | ERR_INIT | 未初始化
        3 note header-place
        ",
    );
    // Without another header below it, it is the header.
    check(
        "
        | 错误码 | | |
        |---|---|---|
        | 6013 | ERR_INIT | 未初始化 |
        ",
        "
        1 integer: code, message, other
        3 [6013] 6013 | ERR_INIT | 未初始化
        ",
    );
}

#[test]
fn a_second_column_of_codes_is_said() {
    check(
        "
        | 错误码 | 说明 | 错误码 | 说明 |
        |---|---|---|---|
        | 1 | a | 11 | k |
        ",
        "
        1 integer: code, message, other, other
        3 [1] 1 | a | 11 | k
        1 warning not-read
        ",
    );
    check(
        "
        | 错误码 | 错误码 | 说明 |
        |---|---|---|
        | 1 | 1 | a |
        ",
        "
        1 integer: code, other, message
        3 [1] 1 | 1 | a
        ",
    );
}

#[test]
fn what_a_field_is_set_to_is_no_code() {
    check_none(
        "
        ## 错误码

        | 字段 | 值 |
        |---|---|
        | code | 10001 |
        | retry | 3 |
        ",
    );
    check(
        "
        ## 错误码

        | 参数 | 值 |
        |---|---|
        | ERR_INPUT | 10001 |
        | ERR_ROLE | 10003 |
        ",
        "
        3 integer: name, code
        5 [10001] ERR_INPUT | 10001
        6 [10003] ERR_ROLE | 10003
        ",
    );
}

#[test]
fn a_list_may_begin_with_a_table() {
    check(
        "
        - | 错误码 | 说明 |
          |---|---|
          | 7 | 余额不足 |

        1. | 错误码 | 说明 |
           |---|---|
           | 8 | 超时 |
        ",
        "
        1 integer: code, message
        3 [7] 7 | 余额不足
        5 integer: code, message
        7 [8] 8 | 超时
        ",
    );
    // Without pipes before the rows, the dash is a cell.
    check(
        "
        - | 错误码 | 说明
        ---|---|---
        甲 | 7 | 余额不足
        ",
        "
        1 integer: other, code, message
        3 [7] 甲 | 7 | 余额不足
        ",
    );
}

#[test]
fn a_blank_line_around_the_delimiter_row_parts_nothing() {
    check(
        "
        | 名称 | 错误码 | 说明 |

        |---|---|---|
        | E_LATE | 7 | 超时 |

        | 字段 | 说明 |
        |---|---|

        | code | 状态 |
        | retCode | 网络 |
        ",
        "
        1 integer: name, code, message
        4 [7] E_LATE | 7 | 超时
        2 note blank-line-in-table
        ",
    );
    // Rows that are wider than their header, too.
    check(
        "
        | 错误码 | 说明 |
        |---|---|

        | 7 | E_LATE | 超时 |
        | 8 | E_FULL | 已满 |
        ",
        "
        1 integer: code, message, other
        4 [7] 7 | E_LATE | 超时
        5 [8] 8 | E_FULL | 已满
        3 note blank-line-in-table
        1 note short-header
        ",
    );
    // What is no header of this table stays a text.
    check(
        "
        甲 | 乙 | 丙

        | 错误码 | 说明 |
        |---|---|
        | 7 | 超时 |
        ",
        "
        3 integer: code, message
        5 [7] 7 | 超时
        ",
    );
}

#[test]
fn a_fence_behind_text_is_the_one_that_lacks() {
    check(
        "
        ```
        {\"code\": 7}```
        文字

        ```
        x
        ```

        | 错误码 | 说明 |
        |---|---|
        | 7 | 超时 |
        ",
        "
        9 integer: code, message
        11 [7] 7 | 超时
        2 note sloppy-fence
        ",
    );
    // With as many as there should be, it is code.
    check(
        "
        ```
        echo ```
        ```

        | 错误码 | 说明 |
        |---|---|
        | 7 | 超时 |
        ",
        "
        5 integer: code, message
        7 [7] 7 | 超时
        ",
    );
}

#[test]
fn numbers_of_items_are_no_codes() {
    let table = |[one, two, three]: [&str; 3]| {
        format!(
            "<table><tr><td>{one}</td><td>登录</td></tr><tr><td>{two}</td><td>支付</td></tr><tr><td>{three}</td><td>退款</td></tr></table>\n"
        )
    };
    let nothing = "1 error no-table-of-codes";
    check_bytes(&table(["1.", "2.", "3."]), nothing);
    check_bytes(&table(["1.", "2.", "5."]), &format!("1 warning not-read\n{nothing}"));
}

#[test]
fn what_a_line_unfolds_has_its_title() {
    check(
        "
        ## 查询

        <dx-fold-block title=\"错误码\">

        | 值 | 描述 |
        |---|---|
        | 1001 | 超时 |

        </dx-fold-block>

        | 值 | 描述 |
        |---|---|
        | 1 | 男 |
        ",
        "
        5 integer: code, message
        7 [1001] 1001 | 超时
        ",
    );
}

#[test]
fn what_is_above_tabs_is_above_each_of_them() {
    for above in ["**错误码**", "错误码如下："] {
        let document = format!(
            "## 查询\n\n{above}\n\n<dx-tabs>\n::: Android\n| 值 | 描述 |\n|---|---|\n| 1001 | 超时 |\n:::\n\
             ::: iOS\n| 值 | 描述 |\n|---|---|\n| 2001 | 超时 |\n:::\n</dx-tabs>\n\n## 字段\n\n\
             | 值 | 描述 |\n|---|---|\n| 1 | 男 |\n"
        );
        check_bytes(
            &document,
            "7 integer: code, message\n9 [1001] 1001 | 超时\n12 integer: code, message\n14 [2001] 2001 | 超时",
        );
        let source = Source::new("t.md", document);
        let read = interpret(&source, None, &Vocabulary::default());
        let headings = |table: &Table| texts(&table.headings, "/") + "/" + &table.title.clone().unwrap().text;
        let paths: Vec<_> = read.document.tables.iter().map(headings).collect();
        let above = above.trim_matches('*');
        assert_eq!(paths, [format!("查询/{above}/Android"), format!("查询/{above}/iOS")]);
    }
}
