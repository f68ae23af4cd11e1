//! The command line, run as a person runs it.

#![cfg(feature = "cli")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, thread};

use vendor_codes::faceid::{FaceVerification, IdCardWarnings};
use vendor_codes::{Entry, Role, Table};

/// A directory of its own for one test, with these files in it.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let desk = Self(path);
        for (file, text) in files {
            desk.write(file, text);
        }
        desk
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.join(file), text).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    /// Runs the command line here; the arguments are apart by blanks.
    fn run(&self, arguments: &str) -> Said {
        self.run_on(arguments, b"")
    }

    fn run_on(&self, arguments: &str, stdin: &[u8]) -> Said {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let stdin = stdin.to_vec();
        let writer = thread::spawn(move || {
            // The command may have read enough before all is written.
            let _ = input.write_all(&stdin);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Said {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vendor-codes"));
        command.args(arguments.split_whitespace()).current_dir(&self.0);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

struct Said {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Said {
    /// What a command said that had nothing to complain about.
    #[track_caller]
    fn good(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""));
        self.stdout
    }

    /// Code, standard output and standard error at once.
    #[track_caller]
    fn is(&self, code: i32, stdout: &str, stderr: &str) {
        assert_eq!((self.code, self.stdout.as_str(), self.stderr.as_str()), (Some(code), stdout, stderr));
    }
}

const FACE: &str = "\
# 1. 人脸验证响应码

| 返回码 | 返回信息 | 处理措施 |
|---|---|---|
| 0 | 成功 | |
| 66660008/66660009 | 服务处理失败<br>请重试 | 联系客服 |
";

const NAMES: &str = "\
## Face

Headings: 人脸验证响应码

| code | name | english |
|------|------|---------|
| 0 | Success | It worked |
";

#[test]
fn export_json_holds_every_row() {
    let desk = Desk::new("export_json", &[("face.md", FACE), ("face.names.md", NAMES)]);
    let expected = r#"{
  "document": "face.md",
  "tables": [
    {
      "line": 3,
      "headings": ["1. 人脸验证响应码"],
      "kind": "integer",
      "name": "Face",
      "columns": [
        {"header": "返回码", "role": "code"},
        {"header": "返回信息", "role": "message"},
        {"header": "处理措施", "role": "remedy"}
      ],
      "rows": [
        {"line": 5, "codes": ["0"], "cells": ["0", "成功", ""]},
        {"line": 6, "codes": ["66660008", "66660009"], "cells": ["66660008/66660009", "服务处理失败\n请重试", "联系客服"]}
      ]
    }
  ],
  "diagnostics": [
    {"document": "face.md", "severity": "note", "id": "unnamed-code", "message": "2 codes have no names, the first is called `C66660008`", "help": "`vendor-codes names face.md` prints the names file with a row for each", "line": 6, "column": 3}
  ]
}
"#;
    assert_eq!(desk.run("export --format json face.md").good(), expected);
}

#[test]
fn export_csv_has_a_record_for_each_code() {
    let desk = Desk::new("export_csv", &[("face.md", FACE), ("face.names.md", NAMES)]);
    let expected = "\
table,heading,line,code,variant,english,written,name,message,remedy,other
Face,1. 人脸验证响应码,5,0,Success,It worked,0,,成功,,
Face,1. 人脸验证响应码,6,66660008,C66660008,,66660008/66660009,,\"服务处理失败
请重试\",联系客服,
Face,1. 人脸验证响应码,6,66660009,C66660009,,66660008/66660009,,\"服务处理失败
请重试\",联系客服,
";
    assert_eq!(desk.run("export --format csv face.md").good(), expected);
}

#[test]
fn export_markdown_is_well_formed() {
    let desk = Desk::new("export_markdown", &[("face.names.md", NAMES)]);
    let expected = "\
# 1. 人脸验证响应码

| 返回码 | 返回信息 | 处理措施 |
|---|---|---|
| 0 | 成功 |  |
| 66660008/66660009 | 服务处理失败<br>请重试 | 联系客服 |
";
    let said = desk.run_on("export --format markdown --names face.names.md -", FACE.as_bytes());
    said.is(0, expected, "");
}

#[test]
fn export_json_has_no_name_that_nobody_gave() {
    let desk = Desk::new("export_unnamed", &[("face.md", FACE)]);
    let said = desk.run("export --format json face.md").good();
    assert!(said.contains("\"name\": null,"), "{said}");
}

const COMPLETED: &str = "\
## Face

Headings: 人脸验证响应码

| code | name | english |
|------|------|---------|
| 0 | Success | It worked |
| 66660008 | _ | <!-- 服务处理失败 请重试 --> |
| 66660009 | _ | <!-- 服务处理失败 请重试 --> |
";

#[test]
fn names_completes_the_file_beside_the_document() {
    let desk = Desk::new("names", &[("face.md", FACE), ("face.names.md", NAMES)]);
    assert_eq!(desk.run("names face.md").good(), COMPLETED);
    assert_eq!(desk.read("face.names.md"), NAMES);

    assert_eq!(desk.run("names --write face.md").good(), "");
    assert_eq!(desk.read("face.names.md"), COMPLETED);
    assert_eq!(desk.run("names face.md").good(), COMPLETED);
}

#[test]
fn names_writes_a_first_file() {
    let desk = Desk::new("names_first", &[("face.md", FACE)]);
    let printed = desk.run("names face.md").good();
    assert!(printed.starts_with("# Names for face.md\n"), "{printed}");
    assert_eq!(desk.run("names --write --names other.md face.md").good(), "");
    assert_eq!(desk.read("other.md"), printed);
    // As a shell does that is to write what is printed.
    desk.write("face.names.md", "");
    assert_eq!(desk.run("names face.md").good(), printed);
    assert_eq!(desk.run("names --write face.md").good(), "");
    assert_eq!(desk.read("face.names.md"), printed);
}

#[test]
fn names_takes_a_code_that_makes_another_type() {
    let text = FACE.to_owned() + "| 66660010-66660019 | 保留 | |\n";
    let desk = Desk::new("names_kind", &[("face.md", &text), ("face.names.md", COMPLETED)]);
    let said = desk.run("check --deny warnings face.md");
    let stdout = "\
warning[kind-changed]: with code 66660010-66660019, the codes of `Face` are texts; they were integers (`i32`)
 --> face.md:7:3
  |
7 | | 66660010-66660019 | 保留 | |
  |   ^^^^^^^^^^^^^^^^^
  |
  = help: correct the code in the document if it is a slip, else run `vendor-codes names --write face.md`
";
    assert!(said.code == Some(1) && said.stdout.contains(stdout), "{}", said.stdout);
    desk.run("names --write face.md").good();
    desk.run("check --deny warnings face.md").good();
    // Until the code has left: the others are integers again.
    desk.write("face.md", FACE);
    let said = desk.run("check --deny warnings face.md");
    let left = "without code 66660010-66660019, the codes of `Face` are integers (`i32`); they were texts\n --> face.md:3:3";
    assert!(said.code == Some(1) && said.stdout.contains(left), "{}", said.stdout);
    desk.write("face.names.md", COMPLETED);
    desk.run("check --deny warnings face.md").good();
}

#[test]
fn names_keeps_a_file_that_it_does_not_understand() {
    let twice = NAMES.to_owned() + "| 0 | Fine | |\n";
    let desk = Desk::new("names_wrong", &[("face.md", FACE), ("face.names.md", &twice)]);
    let stderr = "\
error[two-names-for-one-code]: code 0 is named a second time, first on line 7
 --> face.names.md:8:7
  |
8 | | 0 | Fine | |
  |       ^^^^
  |
  = help: keep one of the two rows; one without a code is about the code above it

";
    desk.run("names --write face.md").is(1, "", stderr);
    assert_eq!(desk.read("face.names.md"), twice);
}

#[test]
fn a_names_file_that_cannot_be_read_is_not_left_out() {
    let desk = Desk::new("names_directory", &[("face.md", FACE)]);
    fs::create_dir(desk.0.join("face.names.md")).unwrap();
    for command in ["check", "names", "export --format csv", "generate"] {
        let said = desk.run(&format!("{command} face.md"));
        assert_eq!(said.code, Some(2), "{command}");
        assert!(said.stderr.starts_with("error: cannot read face.names.md: "), "{command}: {}", said.stderr);
    }
}

#[test]
fn names_keeps_a_file_that_is_not_utf8() {
    let desk = Desk::new("names_foreign", &[("face.md", FACE)]);
    let gb18030 = b"## Face\n\n| code | name |\n|---|---|\n| 0 | Success |\n\n\xB3\xC9\xB9\xA6\n";
    let broken =
        NAMES.replace('人', "?").into_bytes().iter().map(|&b| if b == b'?' { 0xFF } else { b }).collect();
    for names in [gb18030.to_vec(), broken] {
        desk.write("face.names.md", &names);
        for arguments in ["names face.md", "names --write face.md"] {
            let said = desk.run(arguments);
            assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
            assert!(said.stderr.starts_with("error[not-utf8]: this is not UTF-8;"), "{}", said.stderr);
            assert!(said.stderr.contains("= help: save the document as UTF-8"), "{}", said.stderr);
        }
        assert_eq!(fs::read(desk.0.join("face.names.md")).unwrap(), names);
    }
    // The document is not written, so it may be anything.
    desk.write("face.names.md", NAMES);
    desk.write("face.md", b"# 1\n| code | \xD0\xC5\xCF\xA2 |\n|---|---|\n| 0 | \xB3\xC9\xB9\xA6 |\n");
    assert_eq!(desk.run("names --write face.md").good(), "");
}

#[test]
#[cfg(unix)]
fn names_keeps_the_link_and_the_mode_of_the_file() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    let desk = Desk::new("names_link", &[("face.md", FACE), ("shared.md", NAMES)]);
    let shared = desk.0.join("shared.md");
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("shared.md", desk.0.join("face.names.md")).unwrap();
    assert_eq!(desk.run("names --write face.md").good(), "");
    assert!(fs::symlink_metadata(desk.0.join("face.names.md")).unwrap().is_symlink());
    assert_eq!(desk.read("shared.md"), COMPLETED);
    let written = fs::metadata(&shared).unwrap();
    assert_eq!(written.permissions().mode() & 0o777, 0o640);
    assert_eq!(desk.run("names --write face.md").good(), "");
    assert_eq!(fs::metadata(&shared).unwrap().ino(), written.ino(), "what is complete is left alone");
}

/// Where the built-in document says this first: a revision of it moves lines.
fn line_of(text: &str) -> usize {
    let document = include_str!("../docs/faceid.md");
    document.lines().position(|line| line.contains(text)).unwrap() + 1
}

/// A text beside its label, as `explain` prints it on no terminal; nothing where there is none.
fn field(indent: usize, label: &str, text: &str) -> String {
    let below = format!("\n{:1$}", "", indent + 10);
    if text.is_empty() {
        return String::new();
    }
    format!("{:indent$}{label:<8}  {}\n", "", text.replace('\n', &below))
}

/// What the document and we say of a row. The vendor's words are not quoted here: they may be others tomorrow.
fn texts(indent: usize, entry: Entry) -> String {
    let texts = [
        ("message", entry.message()),
        ("remedy", entry.remedy().unwrap_or_default()),
        ("english", entry.english().unwrap_or_default()),
    ];
    texts.into_iter().map(|(label, text)| field(indent, label, text)).collect()
}

#[test]
fn explain_says_all_that_the_documents_say() {
    let desk = Desk::new("explain", &[]);
    let heading = |table: &Table| field(2, "table", &table.headings().join(" › "));
    let face = heading(FaceVerification::TABLE);
    let expected = format!(
        "\
66660004  faceid::FaceVerification::SimilarityTooLow
{face}{}  source    docs/faceid.md:{}

-5014  faceid::FaceVerification::LivenessFailed5014
{face}{}  same row  -5011
  source    docs/faceid.md:{}

01001000  faceid::IdCardWarnings, 2 warnings
{}  01000000  position 2, PHOTOCOPY
{}    source    docs/faceid.md:{}
  00001000  position 5, not in the document
",
        texts(2, FaceVerification::SimilarityTooLow.entry()),
        line_of("66660004"),
        texts(2, FaceVerification::LivenessFailed5014.entry()),
        line_of("-5014"),
        heading(IdCardWarnings::TABLE),
        texts(4, IdCardWarnings::PHOTOCOPY.entry().unwrap()),
        line_of("01000000")
    );
    assert_eq!(desk.run("explain 66660004 -5014 01001000").good(), expected);
}

#[test]
fn explain_finds_every_table_that_has_a_code() {
    let desk = Desk::new("explain_all", &[]);
    let said = desk.run("explain 0").good();
    let found: Vec<&str> = said.lines().filter(|line| line.starts_with("0  ")).collect();
    assert_eq!(
        found,
        [
            "0  faceid::FaceVerification::Success",
            "0  faceid::IdCardOcr::Success",
            "0  faceid::BankCardOcr::Success",
            "0  faceid::TwoFactor::Success",
        ]
    );
    for asked in [
        "SimilarityTooLow",
        "C66660004",
        "faceid::FaceVerification::SimilarityTooLow",
        "+66660004",
        "code=66660004",
        r#""code":"66660004""#,
    ] {
        assert!(desk.run(&format!("explain {asked}")).good().starts_with("66660004  "), "{asked}");
    }
}

#[test]
fn explain_says_what_it_does_not_know() {
    let desk = Desk::new("explain_unknown", &[]);
    for (codes, stderr) in [
        ("66660003", "error: no document has the code 66660003; the nearest: 66660002, 66660004, 66660001\n"),
        ("4007", "error: no document has the code 4007; the nearest: -4007\n"),
        ("code=77", "error: no document has the code 77\n"),
        ("00001000", "error: no document has the code 00001000; the nearest: 01000000, 10000000\n"),
        ("01100", "error: no document has the code 01100; IdCardWarnings has 8 positions, not 5\n"),
        ("\u{1b}[31m", "error: no document has the code \\u{1b}[31m\n"),
    ] {
        let said = desk.run(&format!("explain {codes}"));
        assert_eq!((said.code, said.stderr.as_str()), (Some(1), stderr));
    }
    let empty = desk.command("explain").arg("").output().unwrap();
    assert_eq!(
        (empty.status.code(), String::from_utf8(empty.stderr).unwrap().as_str()),
        (Some(1), "error: there is no code to explain: what was asked for is empty\n")
    );
    // The codes that are known are explained all the same.
    assert!(desk.run("explain 66660003 -5012").stdout.starts_with("-5012  "));
}

#[test]
fn explain_reads_codes_out_of_a_log() {
    let desk = Desk::new("explain_log", &[]);
    let log = b"12:00:01 INFO took 66 ms\n\
        12:00:02 WARN \xff code=66660004 user=7\n\
        {\"code\":\"-4006\",\"msg\":\"\"}\r\n\
        {\"code\": 66660004}\n";
    let heads = |said: Said| -> Vec<String> {
        let is_head = |line: &&str| !line.starts_with(' ') && !line.is_empty();
        said.good().lines().filter(is_head).map(str::to_owned).collect()
    };
    assert_eq!(
        heads(desk.run_on("explain -", log)),
        [
            "66660004  faceid::FaceVerification::SimilarityTooLow",
            "-4006  faceid::FaceVerification::FaceNotExtracted4006",
        ]
    );
    desk.run_on("explain -", b"nothing here\n").is(1, "", "error: there is no code on standard input\n");
    desk.run_on("explain -", b"code=77").is(1, "", "error: no document has the code 77\n");
}

#[test]
fn explain_json_is_for_programs() {
    let desk = Desk::new("explain_json", &[]);
    let said: serde_json::Value =
        serde_json::from_str(&desk.run("explain --json 66660009 01001000 -5012").good()).unwrap();
    assert_eq!(said[0]["asked"], "66660009");
    let meaning = &said[0]["meanings"][0];
    assert_eq!(
        (&meaning["table"], &meaning["variant"], &meaning["line"]),
        (&"FaceVerification".into(), &"ProcessingFailed09".into(), &line_of("66660009").into())
    );
    assert_eq!(meaning["row"], serde_json::json!(["66660008", "66660009", "66660012"]));
    let positions = &said[1]["warnings"][0]["positions"];
    assert_eq!((&positions[0]["position"], &positions[1]["position"]), (&2.into(), &5.into()));
    assert_eq!(positions[0]["meaning"]["variant"], "PHOTOCOPY");
    assert!(positions[1]["meaning"].is_null());
    assert_eq!(said[2]["known"], true);
}

#[test]
fn list_shows_tables_and_their_codes() {
    let desk = Desk::new("list", &[]);
    let said = desk.run("list").good();
    let (table, heading) = (line_of("10000000") - 2, IdCardWarnings::TABLE.headings().join(" › "));
    let message_header = || {
        let mut columns = IdCardWarnings::TABLE.columns().iter();
        columns.find(|column| column.role() == Role::Message).unwrap().header()
    };
    assert!(
        said.starts_with("faceid  docs/faceid.md, ")
            && said.contains("\n  TABLE             CODES  ROWS  KIND        LINE  HEADING\n")
            && said
                .contains(&format!("\n  IdCardWarnings        2     2  positional  {table:>4}  {heading}\n")),
        "{said}"
    );
    let said = desk.run("list faceid::idcardwarnings").good();
    let mut lines = said.lines();
    assert_eq!(lines.next(), Some(&*format!("faceid::IdCardWarnings  docs/faceid.md:{table}  {heading}")));
    let head = lines.next().unwrap();
    assert!(head.starts_with("  CODE      NAME              "), "{said}");
    for (entry, start) in IdCardWarnings::TABLE
        .entries()
        .zip(["  10000000  INCOMPLETE_IMAGE  ", "  01000000  PHOTOCOPY         "])
    {
        let line = lines.next().unwrap();
        assert!(line.starts_with(start), "{said}");
        // What stands before the message is ASCII.
        assert_eq!(line.find(entry.message()), head.find(message_header()), "{said}");
    }
    let said = desk.run("list IdCardWarning");
    said.is(1, "", "error: there is no table IdCardWarning; the nearest: IdCardWarnings\n");
}

#[test]
fn check_says_what_it_found_and_fails_for_errors() {
    let odd = "# 说明\n\n没有表格。\n";
    let desk = Desk::new("check", &[("face.md", FACE), ("face.names.md", COMPLETED), ("odd.md", odd)]);
    let stdout = "\
note[unnamed-code]: 2 codes have no names, the first is called `C66660008`
 --> face.md:6:3
  |
6 | | 66660008/66660009 | 服务处理失败<br>请重试 | 联系客服 |
  |   ^^^^^^^^
  |
  = help: `vendor-codes names face.md` prints the names file with a row for each

face.md: 1 table, 2 rows, 3 codes; 1 note
";
    // A names file stands for its document.
    for files in ["face.md", "face.names.md face.md", "--deny warnings face.md"] {
        desk.run(&format!("check {files}")).is(0, stdout, "");
    }

    let unnamed = desk.run("check --deny warnings --names odd.md face.md");
    assert_eq!(unnamed.code, Some(1), "{}", unnamed.stdout);
    let json: serde_json::Value =
        serde_json::from_str(&desk.run("check --format json face.md").good()).unwrap();
    assert_eq!((&json["notes"], &json["diagnostics"][0]["document"]), (&1.into(), &"face.md".into()));
}

#[test]
fn check_goes_through_the_document_and_then_through_its_names() {
    let late = "\n".repeat(20) + FACE;
    let stale = NAMES.to_owned() + "| 9 | Gone | |\n";
    let desk = Desk::new("check_order", &[("face.md", &late), ("face.names.md", &stale)]);
    let said = desk.run("check face.md").good();
    let places: Vec<_> = said.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect();
    assert_eq!(places, ["face.md:26:3", "face.names.md:8:7"]);
}

#[test]
fn check_goes_on_behind_a_file_that_is_missing() {
    let desk = Desk::new("check_missing", &[("face.md", FACE), ("face.names.md", NAMES)]);
    let said = desk.run("check gone.md face.md lost.md");
    assert_eq!(said.code, Some(2));
    assert!(said.stdout.ends_with("3 codes; 1 note\n1 document: 1 note\n"), "{}", said.stdout);
    let missing = said.stderr.lines().map(|line| line.split(": ").nth(1).unwrap()).collect::<Vec<_>>();
    assert_eq!(missing, ["cannot read gone.md", "cannot read lost.md"]);
}

#[test]
fn diff_says_what_changed_and_whether() {
    let new = FACE.replace("请重试", "请稍后重试").replace("# 1.", "# 7.");
    let desk = Desk::new("diff", &[("old.md", FACE), ("new.md", &new), ("new.names.md", NAMES)]);
    let stdout = "\
--- old.md
+++ new.md

patch: the texts of Face differ

Face (7. 人脸验证响应码, line 3)
  ~ 66660008, 66660009
      返回信息 服务处理失败↵请{+稍后+}重试
";
    // The names file beside one of the two serves both.
    desk.run("diff old.md new.md").is(1, stdout, "");
    desk.run_on("diff - new.md", FACE.as_bytes()).is(1, &stdout.replace("old.md", "<stdin>"), "");
    desk.run("diff old.md old.md").is(0, "", "");
    let json: serde_json::Value =
        serde_json::from_str(&desk.run("diff --format json old.md new.md").stdout).unwrap();
    assert_eq!(json["verdict"], "patch");
    let markdown = desk.run("diff --format markdown old.md new.md").stdout;
    assert!(markdown.contains("Version: **patch**"), "{markdown}");
}

#[test]
fn diff_says_once_what_is_wrong_with_the_names_of_both() {
    let twice = NAMES.to_owned() + "| 0 | Fine | |\n";
    let other = twice.replace("Fine", "Well");
    let desk = Desk::new("diff_names", &[("old.md", FACE), ("new.md", FACE), ("names.md", &twice)]);
    let said = desk.run("diff --names names.md old.md new.md");
    assert_eq!((said.code, said.stdout.as_str()), (Some(1), ""));
    assert_eq!(said.stderr.matches("error[two-names-for-one-code]").count(), 1, "{}", said.stderr);
    // Two files are two to mend.
    desk.write("old.names.md", &twice);
    desk.write("new.names.md", &other);
    let said = desk.run("diff old.md new.md");
    assert_eq!(said.stderr.matches("error[two-names-for-one-code]").count(), 2, "{}", said.stderr);
}

#[test]
fn advice_on_standard_input_can_be_typed() {
    let desk = Desk::new("advice", &[("face.names.md", NAMES)]);
    let advice = "= help: `vendor-codes names -` prints the names file";
    for (arguments, place) in
        [("check -", "--> <stdin>:3:1"), ("check --names face.names.md -", "--> <stdin>:6:3")]
    {
        let said = desk.run_on(arguments, FACE.as_bytes());
        assert!(said.stdout.contains(advice) && said.stdout.contains(place), "{}", said.stdout);
    }
    let moved = FACE.replace("返回码", "错误码").replace("| 0 |", "| 7 |")
        + "\n# 2. 其他\n\n| 错误码 | 描述 |\n|---|---|\n| 0 | 好 |\n";
    let names = NAMES.to_owned() + "| 66660008 | Failed | |\n";
    desk.write("face.names.md", names);
    let said = desk.run_on("check --names face.names.md -", moved.as_bytes());
    let advice = "run `vendor-codes names --write --names face.names.md -`";
    assert!(said.stdout.contains(advice), "{}", said.stdout);
}

#[test]
fn generate_prints_the_module_of_a_build() {
    let desk = Desk::new("generate", &[("face.md", FACE), ("face.names.md", NAMES)]);
    let module = desk.run("generate face.md").good();
    assert!(module.starts_with("// Generated ") && module.contains("pub enum Face {"), "{module}");
    assert!(desk.run("generate --runtime crate::codes face.md").good().contains("crate::codes::Table"));
    assert_eq!(desk.run("generate --runtime 1 face.md").code, Some(2));
}

#[test]
fn documents_are_read_in_the_encodings_of_their_vendors() {
    let desk = Desk::new("encodings", &[("face.md", FACE)]);
    let tables = |said: Said| {
        assert_eq!(said.code, Some(0), "{}", said.stderr);
        let mut value: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
        let said: Vec<_> = value["diagnostics"].as_array().unwrap().iter().map(|d| d["id"].clone()).collect();
        (value["tables"].take(), said)
    };
    let (expected, _) = tables(desk.run("export --format json face.md"));
    let utf16: Vec<u8> = FACE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    desk.write("utf16.md", [&[0xFF, 0xFE], utf16.as_slice()].concat());
    desk.write("gb.md", encoding_rs::GB18030.encode(FACE).0);
    for file in ["utf16.md", "gb.md"] {
        let (read, said) = tables(desk.run(&format!("export --format json {file}")));
        assert_eq!(read, expected, "{file}");
        assert_eq!(said[0], "assumed-encoding", "{file}");
    }
}

#[test]
fn a_vendor_may_call_a_column_like_nobody_else() {
    let own = FACE.replace("返回码", "结局");
    let desk = Desk::new("headers", &[("own.md", &own)]);
    let said = desk.run("check own.md");
    assert!(said.stdout.contains("error[no-table-of-codes]"), "{}", said.stdout);
    for command in ["check", "export --format csv", "generate", "names", "diff own.md"] {
        let said = desk.run(&format!("{command} --header code=结局 own.md"));
        assert_eq!(said.code, Some(0), "{command}: {}", said.stderr);
    }
    for wrong in ["结局", "total=结局"] {
        assert_eq!(desk.run(&format!("check --header {wrong} own.md")).code, Some(2));
    }
}

#[test]
fn a_wrong_command_line_is_refused() {
    let desk = Desk::new("wrong", &[("face.md", FACE)]);
    for (arguments, complaint) in [
        ("", "Usage: vendor-codes"),
        ("frobnicate", "unrecognized subcommand"),
        ("explain --frobnicate 0", "unexpected argument '--frobnicate'"),
        ("explain -x", "unexpected argument '-x'"),
        ("explain", "required arguments were not provided"),
        ("export face.md", "--format <FORMAT>"),
        ("export --format yaml face.md", "invalid value 'yaml'"),
        ("check --deny notes face.md", "invalid value 'notes'"),
        ("check --names a.md face.md other.md", "--names goes with a single document"),
        ("diff - -", "only one file can come from standard input"),
        ("diff - face.md --names -", "only one file can come from standard input"),
        ("export --format csv --names - -", "only one file can come from standard input"),
        ("check face.md - -", "only one file can come from standard input"),
        ("check --header code= face.md", "without a letter or a digit"),
        ("check --header code=— face.md", "without a letter or a digit"),
        ("names --write -", "give one with --names"),
        (
            "names --write face.names.md",
            "a file `*.names.md` is a names file: give the document that it is for",
        ),
        ("man frobnicate", "there is no such command"),
        ("export --format json gone.md", "error: cannot read gone.md: "),
        ("export --format json .", "error: cannot read .: "),
        ("export --format json --names gone.md face.md", "error: cannot read gone.md: "),
        ("generate gone.md", "error: cannot read gone.md: "),
        ("diff face.md gone.md", "error: cannot read gone.md: "),
    ] {
        let said = desk.run(arguments);
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{arguments}");
        assert!(said.stderr.contains(complaint), "{arguments}: {}", said.stderr);
    }
}

#[test]
fn nothing_out_of_a_document_reaches_the_terminal_that_it_obeys() {
    let evil =
        FACE.replace("成功", "\u{1b}[31m红\u{9b}0m\u{202e}x").replace("1. 人脸", "\u{1b}]0;t\u{7}人脸");
    let desk = Desk::new("evil", &[("evil.md", &evil), ("face.md", FACE)]);
    for arguments in [
        "check evil.md",
        "diff face.md evil.md",
        "diff evil.md face.md",
        "diff --format markdown face.md evil.md",
        "export --format json evil.md",
        "export --format markdown evil.md",
        "generate evil.md",
        "names evil.md",
    ] {
        let said = desk.run(arguments);
        let obeyed = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!said.stdout.contains(obeyed), "{arguments}: {:?}", said.stdout);
        assert!(!said.stderr.contains(obeyed), "{arguments}: {:?}", said.stderr);
    }
}

#[test]
fn a_reader_who_has_seen_enough_hears_no_complaint() {
    let desk = Desk::new("pipe", &[]);
    for arguments in ["list FaceVerification", "explain 0", "completions bash", "--help"] {
        let mut child = desk.command(arguments).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments}");
        assert_eq!(output.status.code(), Some(0), "{arguments}");
    }
}

#[test]
fn colours_are_for_terminals() {
    let desk = Desk::new("colours", &[]);
    let is_coloured = |command: &mut Command| {
        let output = command.output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!is_coloured(&mut desk.command("explain 0")));
    assert!(is_coloured(&mut desk.command("--color always explain 0")));
    assert!(is_coloured(desk.command("explain 0").env("CLICOLOR_FORCE", "1")));
    assert!(!is_coloured(desk.command("explain 0").env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
    assert!(!is_coloured(desk.command("explain 0 --color never").env("CLICOLOR_FORCE", "1")));
}

#[test]
fn help_completions_and_manual_name_every_command() {
    let desk = Desk::new("help", &[]);
    let commands = ["check", "completions", "diff", "explain", "export", "generate", "list", "man", "names"];
    for arguments in ["--help", "completions bash", "completions zsh", "completions fish", "man"] {
        let said = desk.run(arguments).good();
        for command in commands {
            assert!(said.contains(command), "{arguments}: {command}");
        }
    }
    for command in commands {
        let help = desk.run(&format!("{command} --help")).good();
        assert!(help.contains("\nExamples:\n  "), "{help}");
        let manual = desk.run(&format!("man {command}")).good();
        assert!(manual.contains(".SH EXAMPLES\n"), "{manual}");
    }
    assert_eq!(desk.run("--version").good(), concat!("vendor-codes ", env!("CARGO_PKG_VERSION"), "\n"));
}
