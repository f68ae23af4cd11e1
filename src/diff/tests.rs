//! Two revisions as a vendor might write them, and what is said of the difference.

use super::*;
use crate::codegen::interpret;
use crate::codegen::model::{Column, Row, Text};
use crate::codegen::roles::Vocabulary;
use crate::codegen::source::{Source, Span};

/// The document that most tests change.
const OLD: &str = "
# 响应码
## 1. 人脸验证响应码 @Face
| 返回码 | 返回信息 | 处理措施 |
| 0 | 成功 | |
| 66660001 | 不合法请求 | APPID 不存在 |
| 66660008/66660009 | 服务处理失败,请稍后再试 | 联系腾讯处理 |
| 66660010 | 姓名和身份证不一致，请确认 | 姓名和身份证不匹配 |
| 其他 | 未知错误 | 联系腾讯处理 |
## 2. 警告码 @Warnings
| 警告码 | 返回信息 |
| 10000000 | 身份证图像不全 |
| 01000000 | 检测为复印件 |
注：每一位对应一个独立告警
## 3. 银行卡识别响应码 @BankCard
| 返回码 | 返回信息 |
| 0 | 银行卡识别成功 |
| 9012 | 图片模糊 |
| 9013 | 未找到银行卡 |
";

/// Reads the little Markdown of these fixtures, and the names written into it:
/// `@Name` behind a heading names the type, `=Name` behind a code the variant,
/// `"gloss"` behind that glosses it. The reader has its own tests; here a
/// fixture must mean exactly what is written in it.
fn read(text: &str) -> (Document, Naming) {
    let mut document = Document::default();
    let mut naming = Naming::default();
    let mut path: Vec<(usize, Text)> = Vec::new();
    let mut name = String::new();
    let mut in_table = false;
    for (line, source) in text.lines().enumerate() {
        let was_in_table = std::mem::replace(&mut in_table, source.starts_with('|'));
        if let Some(heading) = source.strip_prefix('#') {
            let level = heading.len() - heading.trim_start_matches('#').len();
            let (heading, type_name) =
                heading.trim_start_matches('#').split_once('@').unwrap_or((heading, "?"));
            path.retain(|(above, _)| *above < level);
            path.push((level, clean(heading.trim_start_matches('#'))));
            type_name.clone_into(&mut name);
        } else if source.starts_with('|') && !was_in_table {
            let headings = path.iter().map(|(_, heading)| heading.clone()).collect();
            document.tables.push(table(line, headings, source));
            naming.tables.push(TableNaming { name: name.clone(), named: true, codes: Vec::new() });
        } else if let (Some(table), Some(naming)) = (document.tables.last_mut(), naming.tables.last_mut()) {
            if in_table {
                add_row(table, naming, line, source);
            } else if !source.is_empty() {
                table.notes.push(clean(source));
            }
        }
    }
    document.tables.iter_mut().for_each(|table| table.kind = kind(table));
    (document, naming)
}

fn clean(text: &str) -> Text {
    Text { text: text.trim().replace("<br>", "\n"), ..Text::default() }
}

fn cells(source: &str) -> Vec<Text> {
    source.trim().trim_matches('|').split('|').map(clean).collect()
}

fn table(line: usize, headings: Vec<Text>, header: &str) -> Table {
    let role = |header: &str| match header {
        _ if header.ends_with('码') => Role::Code,
        "返回信息" | "错误信息" => Role::Message,
        "处理措施" => Role::Remedy,
        _ => Role::Other,
    };
    let column = |header: Text| Column { role: role(&header.text), header };
    Table {
        span: Span::default(),
        line: line + 1,
        headings,
        title: None,
        lead: None,
        kind: Kind::Integer,
        columns: cells(header).into_iter().map(column).collect(),
        rows: Vec::new(),
        notes: Vec::new(),
    }
}

fn add_row(table: &mut Table, naming: &mut TableNaming, line: usize, source: &str) {
    let mut row = Row { line: line + 1, span: Span::default(), cells: cells(source), codes: Vec::new() };
    let place = table.column(Role::Code).unwrap_or_default();
    let written = row.cells[place].text.clone();
    if !written.contains('其') {
        let seen: HashSet<String> = table.codes().iter().map(|&(code, _)| code.to_owned()).collect();
        for code in written.split('/') {
            let (code, english) = code.split_once('"').unwrap_or((code, ""));
            let (code, name) =
                code.trim().split_once('=').map_or((code.trim(), None), |(code, name)| (code, Some(name)));
            row.codes.push(clean(code));
            if !seen.contains(code) {
                naming.codes.push(CodeNaming {
                    stable: format!("C{code}"),
                    name: name.map(str::to_owned),
                    english: Some(english.trim_end_matches('"').to_owned()).filter(|gloss| !gloss.is_empty()),
                });
            }
        }
    }
    if !row.codes.is_empty() {
        // Names and glosses are no words of the vendor.
        let codes: Vec<&str> = row.codes.iter().map(|code| code.text.as_str()).collect();
        row.cells[place].text = codes.join("/");
    }
    table.rows.push(row);
}

fn kind(table: &Table) -> Kind {
    let codes: Vec<&str> = table.codes().into_iter().map(|(code, _)| code).collect();
    let one_hot = |code: &&str| code.len() > 4 && code.trim_matches('0') == "1";
    if !codes.is_empty() && codes.iter().all(one_hot) {
        Kind::Positional { width: codes[0].len() }
    } else if codes.iter().all(|code| code.parse::<i64>().is_ok()) {
        Kind::Integer
    } else {
        Kind::Text
    }
}

pub(super) fn diff(old: &str, new: &str) -> Diff {
    diff_of_types(old, new, &Options::default())
}

fn diff_of_types(old: &str, new: &str, options: &Options) -> Diff {
    let ((old, old_naming), (new, new_naming)) = (read(old), read(new));
    compare_types(&old, &new, &old_naming, &new_naming, options)
}

/// [`OLD`] with one part replaced by another.
fn edited(from: &str, to: &str) -> Diff {
    assert!(OLD.contains(from), "{from}");
    diff(OLD, &OLD.replace(from, to))
}

/// The verdict and its causes, as they are told.
fn causes(diff: &Diff) -> Vec<String> {
    diff.causes.iter().map(|cause| format!("{}: {cause}", cause.verdict().as_str())).collect()
}

fn codes(texts: &[CodeText]) -> Vec<&str> {
    texts.iter().map(|text| text.code.as_str()).collect()
}

#[test]
fn the_same_is_no_change() {
    assert_eq!(diff(OLD, OLD).verdict(), Verdict::Equal);
    for (from, to) in [
        ("## 1. 人脸", "## 2、人脸"),
        ("## 1. 人脸验证响应码", "##（一）人脸验证 响应码："),
        ("| 66660001 | 不合法请求 | APPID 不存在 |", "|66660001|   不合法请求|APPID不存在|"),
        ("66660008/66660009 |", "66660008 / 66660009 |"),
        ("注：每一位", "注： 每一位"),
        ("\n注：", "\n\n\n注："),
        ("| 9012 | 图片模糊 |\n| 9013 | 未找到银行卡 |", "| 9013 | 未找到银行卡 |\n| 9012 | 图片模糊 |"),
        ("| 警告码 | 返回信息 |", "|警告 码| 返回信息  |"),
    ] {
        let diff = edited(from, to);
        assert!(diff.is_empty(), "{from} → {to}: {diff:#?}");
    }
}

#[test]
fn columns_in_another_order_are_no_change() {
    let new =
        "# 响应码\n## 银行卡识别响应码 @BankCard\n| 返回信息 | 返回码 |\n| 图片模糊 | 9012 |\n| 成功 | 0 |";
    let old =
        "# 响应码\n## 银行卡识别响应码 @BankCard\n| 返回码 | 返回信息 |\n| 0 | 成功 |\n| 9012 | 图片模糊 |";
    assert!(diff(old, new).is_empty());
}

#[test]
fn tables_in_another_order_are_no_change() {
    let (head, tail) = OLD.split_at(OLD.find("## 3").unwrap());
    let bank = tail.replace("## 3", "## 1");
    let new = head.replace("# 响应码\n## 1", &format!("# 响应码\n{bank}## 2"));
    assert!(diff(OLD, &new).is_empty());
}

#[test]
fn codes_that_share_another_row_are_no_change() {
    let apart = "| 66660008 | 服务处理失败,请稍后再试 | 联系腾讯处理 |\n| 66660009 | 服务处理失败,请稍后再试 | 联系腾讯处理 |";
    assert!(edited("| 66660008/66660009 | 服务处理失败,请稍后再试 | 联系腾讯处理 |", apart).is_empty());
}

#[test]
fn a_new_code_is_minor() {
    let diff = edited("| 9013 |", "| 9014 | 卡号不合法 |\n| 9013 |");
    assert_eq!(codes(&diff.tables[0].added), ["9014"]);
    assert_eq!(diff.tables[0].added[0].message, "卡号不合法");
    assert_eq!(causes(&diff), ["minor: C9014 new in BankCard"]);
}

#[test]
fn a_code_that_is_gone_is_major() {
    let diff = edited("| 9012 | 图片模糊 |\n", "");
    assert_eq!(codes(&diff.tables[0].removed), ["9012"]);
    assert_eq!(causes(&diff), ["major: C9012 gone from BankCard"]);
}

#[test]
fn a_code_that_moved_is_not_gone() {
    let row = "| 66660010 | 姓名和身份证不一致，请确认 | 姓名和身份证不匹配 |\n";
    let new = OLD.replace(row, "").replace("| 9012 |", "| 66660010 | 姓名与身份证不一致，请确认 |\n| 9012 |");
    let diff = diff(OLD, &new);
    let [face, bank] = &diff.tables[..] else { panic!("{diff:#?}") };
    assert_eq!((face.moved_out[0].table.name.as_str(), face.removed.len()), ("BankCard", 0));
    assert_eq!((bank.moved_in[0].table.name.as_str(), bank.added.len()), ("Face", 0));
    assert_eq!(bank.moved_in[0].cells[0].new, "姓名与身份证不一致，请确认");
    assert_eq!(
        causes(&diff),
        ["major: C66660010 moved from Face to BankCard", "minor: C66660010 new in BankCard"]
    );
}

#[test]
fn a_code_that_other_tables_have_as_well_moves_only_with_its_text() {
    // `0` goes with its table; the `0` of the new table says something else.
    let new = OLD.replace("| 0 | 成功 | |\n", "")
        + "## 4. 二要素响应码 @TwoFactor\n| 返回码 | 返回信息 |\n| 0 | 验证通过 |\n| 7001 | 拒绝 |\n";
    let diff = diff(OLD, &new);
    assert_eq!(causes(&diff), ["major: C0 gone from Face", "minor: TwoFactor is new"]);
}

#[test]
fn reworded_cells_are_patch() {
    let diff = edited("服务处理失败,请稍后再试", "服务处理失败，请过 5 分钟再试");
    let [row] = &diff.tables[0].reworded[..] else { panic!("{diff:#?}") };
    assert_eq!(row.codes, ["66660008", "66660009"]);
    assert_eq!((row.old_line, row.new_line), (Some(7), Some(7)));
    let [cell] = &row.cells[..] else { panic!("{row:#?}") };
    assert_eq!((cell.column.as_str(), cell.role), ("返回信息", Role::Message));
    assert_eq!(causes(&diff), ["patch: the texts of Face differ"]);
}

#[test]
fn a_line_break_within_a_message_is_a_change_and_one_beside_a_blank_is_not() {
    let lines = OLD.replace("图片模糊", "1.光线充足;<br> 2.正脸");
    assert!(diff(&lines, &lines.replace("<br> ", "<br>")).is_empty());
    assert_eq!(diff(&lines, &lines.replace("<br> ", "")).verdict(), Verdict::Patch);
}

#[test]
fn blanks_between_english_words_count() {
    let english = OLD.replace("图片模糊", "log in first");
    assert!(diff(&english, &english.replace("log in", "log  in")).is_empty());
    assert_eq!(diff(&english, &english.replace("log in", "login")).verdict(), Verdict::Patch);
    let unit = OLD.replace("图片模糊", "over 3 MB");
    assert!(diff(&unit, &unit.replace("3 MB", "3MB")).is_empty());
    assert_eq!(diff(&unit, &unit.replace("3 MB", "3 4 MB")).verdict(), Verdict::Patch);
}

#[test]
fn a_row_without_codes_is_told_by_its_words() {
    let reworded = edited("| 其他 | 未知错误 |", "| 其他 | 其它错误 |");
    let [row] = &reworded.tables[0].reworded[..] else { panic!("{reworded:#?}") };
    assert_eq!((row.label.as_str(), row.cells.len(), row.codes.len()), ("其他", 1, 0));

    let gone = edited("| 其他 | 未知错误 | 联系腾讯处理 |\n", "");
    let [row] = &gone.tables[0].reworded[..] else { panic!("{gone:#?}") };
    assert_eq!((row.label.as_str(), row.old_line, row.new_line), ("其他", Some(9), None));
}

#[test]
fn a_repeated_code_is_told_by_the_row_that_leads_it() {
    let twice = "| 9012 | 图片模糊 |\n| 9012 | 图片太暗 |";
    let repeated = edited("| 9012 | 图片模糊 |", twice);
    assert_eq!(repeated.verdict(), Verdict::Patch);
    let [row] = &repeated.tables[0].reworded[..] else { panic!("{repeated:#?}") };
    assert_eq!((&row.codes[..], row.old_line, row.new_line), (&["9012".to_owned()][..], None, Some(19)));

    let old = OLD.replace("| 9012 | 图片模糊 |", twice);
    let led_by_the_other =
        diff(&old, &OLD.replace("| 9012 | 图片模糊 |", "| 9012 | 图片太暗 |\n| 9012 | 图片模糊 |"));
    let [row] = &led_by_the_other.tables[0].reworded[..] else { panic!("{led_by_the_other:#?}") };
    assert_eq!((row.cells[0].old.as_str(), row.cells[0].new.as_str()), ("图片模糊", "图片太暗"));
    let led_by_another = diff(&old, &old.replace("图片模糊", "图片不清"));
    assert_eq!(led_by_another.tables[0].reworded.len(), 1, "told once: {led_by_another:#?}");
    let shared = OLD.replace("| 9012 |", "| 9012 | 图片太暗 |\n| 9013 | 不是银行卡 |\n| 9012/9013 |");
    let reworded = diff(&shared, &shared.replace("图片模糊", "图片不清"));
    let [row] = &reworded.tables[0].reworded[..] else { panic!("{reworded:#?}") };
    assert_eq!(row.codes, ["9012", "9013"], "told of all its codes");
    // A row of another code between them changes nothing.
    let apart = "| 9012 | 图片模糊 |\n| 9015 | 卡片过期 |\n| 9012 | 图片太暗 |";
    assert_eq!(
        causes(&diff(&old, &OLD.replace("| 9012 | 图片模糊 |", apart))),
        ["minor: C9015 new in BankCard"]
    );
}

#[test]
fn a_reworded_heading_is_told_and_renames_no_type() {
    let diff = edited("## 2. 警告码", "## 2. 告警码");
    assert_eq!(diff.tables[0].heading, Some(Change::reworded("警告码", "告警码")));
    assert_eq!(causes(&diff), ["patch: the texts of Warnings differ"]);
}

#[test]
fn a_heading_above_several_tables_is_told_once() {
    let diff = edited("# 响应码\n", "# 金融级响应码\n");
    assert_eq!(diff.headings, [Change::reworded("响应码", "金融级响应码")]);
    assert_eq!((diff.tables.len(), diff.verdict()), (0, Verdict::Patch));
    let added = edited("# 响应码\n", "");
    assert_eq!(added.headings, [Change { old: Some("响应码".to_owned()), new: None }]);
}

#[test]
fn a_type_with_another_name_is_major() {
    let diff = edited("@BankCard", "@BankCardOcr");
    assert_eq!(causes(&diff), ["major: BankCard is now BankCardOcr"]);
}

#[test]
fn a_name_that_passes_to_another_table_is_no_new_name_for_the_first() {
    let other = "## 4. 银行响应码 @BankCard\n| 返回码 | 返回信息 |\n| 7001 | 银行维护 |\n";
    let passed = OLD.replace("@BankCard", "@Cards") + other;
    assert_eq!(
        causes(&diff(OLD, &passed)),
        ["major: C0, C9012, C9013 gone from BankCard", "minor: Cards is new", "minor: C7001 new in BankCard"]
    );
    let (head, _) = OLD.split_once("## 2").unwrap();
    let (_, tail) = OLD.split_once("## 3").unwrap();
    let taken = diff(OLD, &format!("{head}## 3{tail}").replace("@BankCard", "@Warnings"));
    let causes = causes(&taken);
    assert_eq!(causes[0], "major: the codes of Warnings were positional (8), now integer");
    assert!(causes.contains(&"major: BankCard is gone".to_owned()), "{causes:#?}");
}

#[test]
fn a_name_for_a_variant_is_minor() {
    assert_eq!(
        causes(&edited("| 9012 |", "| 9012=Blurred |")),
        [
            "minor: BankCard::C9012 is now Blurred, and the old name a constant, which no `use` imports: behind \
          `use BankCard::*` a `match` arm `C9012 =>` takes every code; write `BankCard::C9012`"
        ]
    );
}

#[test]
fn a_name_for_a_constant_is_minor_and_a_lost_one_major() {
    assert_eq!(
        causes(&edited("| 01000000 |", "| 01000000=COPY |")),
        ["minor: Warnings::C01000000 is also COPY"]
    );
    let constants = Options { largest_enum: 2, ..Options::default() };
    let blurred = OLD.replace("| 9012 |", "| 9012=Blurred |");
    assert_eq!(causes(&diff_of_types(OLD, &blurred, &constants)), ["minor: BankCard::C9012 is also Blurred"]);
    let named = OLD.replace("| 9012 |", "| 9012=Blurred |");
    assert_eq!(causes(&diff(&named, OLD)), ["major: BankCard::Blurred is now C9012"]);
    let renamed = diff(&named, &OLD.replace("| 9012 |", "| 9012=TooBlurred |"));
    assert_eq!(causes(&renamed), ["major: BankCard::Blurred is now TooBlurred"]);
}

#[test]
fn a_gloss_is_patch() {
    let diff = edited("| 9012 |", "| 9012 \"The picture is blurred\" |");
    assert_eq!(diff.tables[0].glosses[0].gloss.new.as_deref(), Some("The picture is blurred"));
    assert_eq!(diff.verdict(), Verdict::Patch);
}

#[test]
fn tables_come_and_go() {
    let (head, tail) = OLD.split_at(OLD.find("## 3").unwrap());
    let gone = diff(OLD, head);
    assert_eq!((gone.tables.len(), gone.tables[0].new.is_none()), (1, true));
    assert_eq!(codes(&gone.tables[0].removed), ["0", "9012", "9013"]);
    assert_eq!(causes(&gone), ["major: BankCard is gone"]);
    assert_eq!(causes(&diff(head, OLD)), ["minor: BankCard is new"]);
    assert_eq!(diff("", tail).verdict(), Verdict::Minor);
}

#[test]
fn a_table_split_in_two_keeps_its_type_and_gives_codes_away() {
    let new = OLD.replace(
        "| 66660010 |",
        "## 4. 身份信息响应码 @Identity\n| 返回码 | 返回信息 | 处理措施 |\n| 66660010 |",
    );
    let diff = diff(OLD, &new);
    assert_eq!(
        causes(&diff),
        [
            "major: C66660010 moved from Face to Identity",
            "minor: Identity is new",
            "patch: the texts of Face differ"
        ]
    );
}

#[test]
fn columns_come_go_and_are_renamed() {
    let widened = OLD
        .replace(
            "| 返回码 | 返回信息 |\n| 0 | 银行卡识别成功 |",
            "| 错误码 | 返回信息 | 是否收费 |\n| 0 | 银行卡识别成功 | 是 |",
        )
        .replace("| 9012 | 图片模糊 |", "| 9012 | 图片模糊 | 否 |");
    let diff_to = diff(OLD, &widened);
    let columns: Vec<_> =
        diff_to.tables[0].columns.iter().map(|column| (column.old.clone(), column.new.clone())).collect();
    let column = |header: &str, role| Some((header.to_owned(), role));
    assert_eq!(
        columns,
        [
            (column("返回码", Role::Code), column("错误码", Role::Code)),
            (None, column("是否收费", Role::Other)),
        ]
    );
    assert!(diff_to.tables[0].reworded.is_empty(), "a cell of a new column is not reworded");
    assert_eq!(diff_to.verdict(), Verdict::Patch);

    // A column of another header is known by its cells, and is another where they differ.
    let renamed = diff(&widened, &widened.replace("是否收费", "是否计费"));
    assert_eq!(
        renamed.tables[0].columns,
        [ColumnChange { old: column("是否收费", Role::Other), new: column("是否计费", Role::Other) }]
    );
    let half = diff(&widened, &widened.replace("是否收费", "备注").replace("| 否 |", "| 略 |"));
    assert_eq!(half.tables[0].columns.len(), 1, "half of its cells are enough");
    let starred = diff(&widened.replace("是否收费", "★"), &widened.replace("是否收费", "☆"));
    assert_eq!(starred.tables[0].columns.len(), 1, "a header without words is what it is");
    let replaced = diff(
        &widened,
        &widened.replace("是否收费", "备注").replace("| 是 |", "| 见下 |").replace("| 否 |", "| 略 |"),
    );
    assert_eq!(replaced.tables[0].columns.len(), 2);
}

#[test]
fn a_column_with_another_role_is_a_change() {
    let ((old, old_naming), (mut new, new_naming)) = (read(OLD), read(OLD));
    new.tables[0].columns[2].role = Role::Other;
    let diff = compare_types(&old, &new, &old_naming, &new_naming, &Options::default());
    let column = |role| Some(("处理措施".to_owned(), role));
    assert_eq!(
        diff.tables[0].columns,
        [ColumnChange { old: column(Role::Remedy), new: column(Role::Other) }]
    );
    assert_eq!(diff.verdict(), Verdict::Patch);
}

#[test]
fn notes_come_go_and_are_reworded() {
    let note = |diff: &Diff| diff.tables[0].notes.clone();
    let reworded = note(&edited("一个独立告警", "一个告警"));
    assert_eq!(reworded, [Change::reworded("注：每一位对应一个独立告警", "注：每一位对应一个告警")]);
    assert_eq!(note(&edited("注：每一位对应一个独立告警\n", ""))[0].new, None);
    assert_eq!(
        note(&edited("注：每一位对应一个独立告警", "请联系客服")).len(),
        2,
        "unlike notes are two changes"
    );
    assert_eq!(edited("注：每一位对应一个独立告警\n", "").verdict(), Verdict::Patch);
}

#[test]
fn another_kind_or_width_is_major() {
    assert_eq!(
        causes(&edited("| 9012 |", "| E9012 |")),
        [
            "major: the codes of BankCard were integer, now text",
            "major: C9012 gone from BankCard",
            "minor: CE9012 new in BankCard",
        ]
    );
    assert_eq!(
        causes(&edited("| 9013 |", "| 90139013901 |"))[0],
        "major: the integer of BankCard was i32, now i64"
    );
    let narrow = diff(OLD, &OLD.replace("10000000", "10000").replace("01000000", "01000"));
    assert_eq!(causes(&narrow)[0], "major: the codes of Warnings were positional (8), now positional (5)");
}

#[test]
fn a_table_that_outgrows_an_enum_is_major() {
    let grown = OLD.replace("| 9013 |", "| 9014 | 卡号不合法 |\n| 9013 |");
    let options = Options { largest_enum: 3, ..Options::default() };
    // Face has five codes, and Warnings are constants anyway: both are what they were.
    assert_eq!(
        causes(&diff_of_types(OLD, &grown, &options)),
        [
            "major: the form of BankCard was an enum, now a struct with constants: `use Type::*`, `as` and a \
             `match` without `_` compile no more; write `Type::CODE`, `code()` and `_ =>`, or raise \
             `Generator::largest_enum`",
            "minor: C9014 new in BankCard",
        ]
    );
    assert_eq!(
        causes(&diff_of_types(&grown, OLD, &options)),
        [
            "major: C9014 gone from BankCard",
            "major: the form of BankCard was a struct with constants, now an enum: a pattern `Type { .. }` \
             compiles no more; write `_`",
        ]
    );
    assert_eq!(diff(OLD, &grown).verdict(), Verdict::Minor, "4 codes are few");
    // That constants cannot be imported is said once.
    let named = grown.replace("| 9012 |", "| 9012=Blurred |");
    let causes = causes(&diff_of_types(OLD, &named, &options));
    assert_eq!(causes[1..], ["minor: BankCard::C9012 is also Blurred", "minor: C9014 new in BankCard"]);
}

#[test]
fn a_document_that_outgrows_types_of_its_own_is_major() {
    let grown = OLD.to_owned() + "## 4. 二要素响应码 @TwoFactor\n| 返回码 | 返回信息 |\n| 7001 | 拒绝 |\n";
    let options = Options { most_types: 3, ..Options::default() };
    assert_eq!(
        causes(&diff_of_types(OLD, &grown, &options)),
        [
            "major: the form of Face, BankCard was an enum, now a shared type with constants: `use Type::*`, \
             `as` and a `match` without `_` compile no more; write `Type::CODE`, `code()` and `_ =>`, or raise \
             `Generator::most_types`",
            "minor: TwoFactor is new",
        ]
    );
    let back = diff_of_types(&grown, OLD, &options);
    assert_eq!(
        causes(&back),
        [
            "major: the form of Face, BankCard was a shared type with constants, now an enum: a pattern \
             `Type { .. }` compiles no more; write `_`",
            "major: TwoFactor is gone",
        ]
    );
    let parts = back.causes[0].parts();
    assert_eq!((parts.name, parts.old, parts.new), (None, Some("shared"), Some("enum")));
    assert_eq!(parts.items, ["Face", "BankCard"]);
    assert_eq!(diff(OLD, &grown).verdict(), Verdict::Minor, "4 tables are few");
}

#[test]
fn many_names_are_told_in_few_words() {
    let rows =
        ["| 1 | 错误 |\n", "| 2 | 错误 |\n", "| 3 | 错误 |\n", "| 4 | 错误 |\n", "| 5 | 错误 |\n"].concat();
    let diff = edited("| 9012 |", &format!("{rows}| 9012 |"));
    assert_eq!(causes(&diff), ["minor: C1, C2, C3, C4 and 1 more new in BankCard"]);
}

#[test]
fn a_large_document_is_compared_in_linear_time() {
    // 2,000 tables under one heading, all with the same codes: comparing every
    // table, or every code, with every other would not end.
    let section = |number: usize| {
        format!("## {number}. 错误码 @T{number}\n| 返回码 | 返回信息 |\n| 0 | 成功 |\n| 1 | 失败 |\n")
    };
    let old: String = (1..=2000).map(section).collect();
    let new: String = (1..=2000).filter(|number| number % 2 == 0).map(section).collect();
    assert!(diff(&old, &old).is_empty());
    assert_eq!(diff(&old, &new).verdict(), Verdict::Major);
    // Two rows of the same 20,000 codes: what each says is asked by every one of them.
    let codes: Vec<String> = (10_000..30_000).map(|code: i32| code.to_string()).collect();
    let row = format!("| {} | 失败 |\n", codes.join("/"));
    let old = format!("## 错误码 @T\n| 返回码 | 返回信息 |\n{row}{row}");
    assert_eq!(diff(&old, &format!("{old}| 1 | 失败 |\n")).verdict(), Verdict::Minor);
    // So is what it says beside them, where each has got a row of its own, or gone elsewhere.
    let table =
        |heading: &str, rows: &str| format!("## {heading}\n| 返回码 | 返回信息 |\n|---|---|\n{rows}\n");
    let rows = codes.iter().map(|code| format!("| {code} | 失败 |\n")).collect::<Vec<_>>().concat();
    assert!(diff_as_read(&table("支付", &row), &table("支付", &rows)).tables.is_empty());
    let (pay, refund) = ("| 1 | 失败 |\n", "| 2 | 失败 |\n");
    let old = table("支付", &format!("{pay}{row}")) + &table("退款", refund);
    let new = table("支付", pay) + &table("退款", &format!("{refund}{row}"));
    assert_eq!(diff_as_read(&old, &new).tables[0].moved_out.len(), codes.len());
}

/// Two revisions as the reader reads them.
fn diff_as_read(old: &str, new: &str) -> Diff {
    let [old, new] =
        [old, new].map(|text| interpret(&Source::new("t.md", text), None, &Vocabulary::default()));
    compare(&old.document, &new.document, &old.naming, &new.naming)
}

/// What is said beside its codes has another place in the document than they have.
const AS_READ: &str = "
## 1. 支付错误码

公共错误码如下：

| 错误码 | 描述 |
|---|---|
| 400601 | 参数有误 |
| 400602/400603 | 系统繁忙 |
| code=0 | 成功 |

下表为 2019 年前的错误码。

| 错误码 | 描述 |
|---|---|
| 7 | 余额不足 |
";

#[test]
fn words_beside_a_code_are_patch() {
    let new = AS_READ.replace("| 400601 |", "| 400601（已废弃） |").replace("400602/", "400602（废弃）/");
    let diff = diff_as_read(AS_READ, &new);
    let [one, two] = &diff.tables[0].reworded[..] else { panic!("{diff:#?}") };
    assert_eq!((&one.codes[..], one.cells[0].role), (&["400601".to_owned()][..], Role::Code));
    assert_eq!((one.cells[0].old.as_str(), one.cells[0].new.as_str()), ("400601", "400601（已废弃）"));
    assert_eq!(two.codes, ["400602", "400603"]);
    assert_eq!(causes(&diff), ["patch: the texts of Table1 differ"]);
    // Of a row that repeats a code they are a change as well.
    let twice = AS_READ.replace("| 400601 |", "| 400601 | 重复 |\n| 400601 |");
    let diff = diff_as_read(&twice, &twice.replace("| 400601 | 参", "| 400601（旧） | 参"));
    let [row] = &diff.tables[0].reworded[..] else { panic!("{diff:#?}") };
    assert_eq!((row.old_line, row.cells.len()), (Some(9), 1));
}

#[test]
fn how_codes_are_written_is_no_change() {
    for (from, to) in [
        ("| 400601 |", "| `400601` |"),
        ("| 400601 |", "| ４００６０１ |"),
        ("| 400601 |", "| （400601） |"),
        ("400602/400603", "400602、 400603"),
        ("| 400602/400603 |", "| 400603<br>400602 |"),
        ("code=0", "code = \"0\""),
    ] {
        let diff = diff_as_read(AS_READ, &AS_READ.replace(from, to));
        assert!(diff.is_empty(), "{from} → {to}: {diff:#?}");
    }
}

#[test]
fn the_line_above_a_table_is_told_once() {
    let diff = diff_as_read(AS_READ, &AS_READ.replace("公共错误码如下", "通用错误码如下"));
    assert_eq!(diff.tables[0].lead, Some(Change::reworded("公共错误码如下：", "通用错误码如下：")));
    assert_eq!(causes(&diff), ["patch: the texts of Table1 differ"]);
    // It is a note of the table before, too.
    let noted = diff_as_read(AS_READ, &AS_READ.replace("2019", "2020"));
    let [table] = &noted.tables[..] else { panic!("{noted:#?}") };
    assert_eq!((table.lead.as_ref(), table.notes.len()), (None, 1));
    // It is the table's title.
    let titled = AS_READ.replace("公共错误码如下：", "**公共错误码**");
    let retitled = diff_as_read(&titled, &titled.replace("公共", "通用"));
    assert_eq!((&retitled.tables[0].lead, retitled.tables[0].heading.is_some()), (&None, true));
    // Without the table before it is no note, and says the same.
    let (head, rest) = AS_READ.split_once("| 400601 |").unwrap();
    let rest = rest.split_once("下表").unwrap().1;
    let first = format!("{}下表{rest}", head.split_once("公共").unwrap().0);
    for diff in [diff_as_read(AS_READ, &first), diff_as_read(&first, AS_READ)] {
        assert!(diff.tables.iter().all(|table| table.lead.is_none()), "{diff:#?}");
    }
    // Another number is another place.
    let numbered = AS_READ.replace("公共错误码如下", "（1）公共错误码如下");
    assert!(diff_as_read(AS_READ, &numbered).is_empty());
}
