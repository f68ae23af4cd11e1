//! The command line, run as a person runs it.

#![cfg(feature = "cli")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, thread};

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
      "headings": [
        "1. 人脸验证响应码"
      ],
      "kind": "integer",
      "name": "Face",
      "columns": [
        {"header":"返回码","role":"code"},
        {"header":"返回信息","role":"message"},
        {"header":"处理措施","role":"remedy"}
      ],
      "rows": [
        {"line":5,"codes":["0"],"cells":["0","成功",""]},
        {"line":6,"codes":["66660008","66660009"],"cells":["66660008/66660009","服务处理失败\n请重试","联系客服"]}
      ]
    }
  ],
  "diagnostics": [
    {
      "severity": "note",
      "id": "unnamed-code",
      "message": "2 codes have no names, the first is called `C66660008`",
      "help": "`vendor-codes names` prints the names file with a row for each",
      "line": 3,
      "column": 1
    }
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
  = help: keep one of the two rows

";
    desk.run("names --write face.md").is(1, "", stderr);
    assert_eq!(desk.read("face.names.md"), twice);
}
