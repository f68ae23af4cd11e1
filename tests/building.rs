//! What a maintainer and a consumer see of the build: real crates, real cargo.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::{env, fs};

use support::{Said, Sandbox, dependency};
use vendor_codes::faceid;

/// This checkout.
const THIS: &str = env!("CARGO_MANIFEST_DIR");

/// A copy of this crate in `crate`, with the documents of this checkout, for one test at a time.
fn maintained() -> MutexGuard<'static, Sandbox> {
    static MAINTAINED: LazyLock<Mutex<Sandbox>> = LazyLock::new(|| {
        let sandbox = Sandbox::new("maintained");
        sandbox.copy_crate("crate");
        Mutex::new(sandbox)
    });
    let sandbox = MAINTAINED.lock().unwrap_or_else(PoisonError::into_inner);
    fs::remove_dir_all(sandbox.path("crate/docs")).unwrap();
    sandbox.copy_part("docs", "crate");
    sandbox
}

/// Prints what the documents say of some codes.
const CONSUMER: &str = r#"
fn main() {
    for document in vendor_codes::DOCUMENTS {
        println!("{}: {} tables", document.module(), document.tables().len());
        for code in std::env::args().skip(1) {
            for entry in document.find(&code) {
                println!("{}::{}: {} (line {})", entry.table().name(), entry.variant(), entry.message(), entry.line());
            }
        }
    }
}
"#;

/// The files in the directory that a build script wrote to.
fn generated(out_dir: &Path) -> BTreeMap<String, String> {
    fs::read_dir(out_dir)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// Where the build script of a package wrote to; cargo was asked for messages in JSON.
fn out_dir(said: &Said, package: &str) -> PathBuf {
    let line = said
        .stdout
        .lines()
        .find(|line| line.contains("build-script-executed") && line.contains(&format!("{package}@")))
        .unwrap();
    let (_, path) = line.split_once("\"out_dir\":\"").unwrap();
    PathBuf::from(path.split_once('"').unwrap().0)
}

#[test]
fn a_maintainer_updates_the_document() {
    let sandbox = maintained();
    sandbox.consumer("updated", &sandbox.path("crate"), CONSUMER);
    let run = |codes: &[&str]| {
        let arguments = [&["run", "-v", "--"], codes].concat();
        sandbox.cargo("updated", &arguments, &[])
    };

    // The same bytes as in this checkout's build, from another place on earth.
    let elsewhere = [("TZ", Path::new("Asia/Shanghai")), ("LC_ALL", Path::new("zh_CN.GB18030"))];
    let said = sandbox.cargo("updated", &["build", "--message-format=json"], &elsewhere).succeed();
    assert_eq!(generated(&out_dir(&said, "crate#vendor-codes")), generated(Path::new(env!("OUT_DIR"))));

    // Nothing changed: nothing runs.
    let said = run(&["66660004"]).succeed();
    assert!(!said.built("vendor-codes") && !said.built("maintained-updated"), "{}", said.stderr);
    assert!(said.stdout.contains("FaceVerification::SimilarityTooLow"), "{}", said.stdout);

    // A code is added, one is removed, a message is changed, a section is numbered otherwise.
    // What they say today is asked of today's tables: no revision has to say it.
    let text = sandbox.read("crate/docs/faceid.md");
    let mut lines: Vec<&str> = text.lines().collect();
    let success = faceid::BankCardOcr::Success.entry();
    let reworded = lines[success.line() - 1].replacen(success.lines().next().unwrap(), "银行卡识别完成", 1);
    lines[success.line() - 1] = &reworded;
    let heading = *faceid::TwoFactor::TABLE.headings().last().unwrap();
    let words = heading.trim_start_matches(|c: char| !c.is_alphabetic());
    let numbered = format!("### 17. {words}");
    *lines.iter_mut().find(|line| line.ends_with(heading)).unwrap() = &numbered;
    lines[faceid::FaceVerification::C66660005.entry().line() - 1] =
        "| 66660034 | 新的返回信息 | 新的处理措施 |";
    sandbox.write("crate/docs/faceid.md", lines.join("\n"));
    let two_factor = format!("TwoFactor::Success: {}", faceid::TwoFactor::Success.message());
    let said = run(&["66660034", "66660005", "66660004", "1304", "0"]).succeed();
    for line in [
        "FaceVerification::C66660034: 新的返回信息",
        "FaceVerification::SimilarityTooLow",
        "BankCardOcr::Success: 银行卡识别完成",
        &two_factor,
    ] {
        assert!(said.stdout.contains(line), "`{line}` is in\n{}", said.stdout);
    }
    assert!(!said.stdout.contains("NoPhotoOnRecord"), "{}", said.stdout);
    let warnings: Vec<_> = said.stderr.lines().filter(|line| line.contains("vendor-codes@")).collect();
    assert!(warnings.iter().any(|line| line.contains("66660005") && line.contains("faceid.names.md:")));
    assert_eq!(warnings.len(), 1, "one line for the name of the code that left:\n{}", said.stderr);

    // A second document is a second module.
    sandbox.write("crate/docs/extra.md", "## Extra\n| code | name |\n|---|---|\n| 99 | more |\n");
    let said = run(&["99"]).succeed();
    assert!(said.stdout.contains("extra: 1 tables\nExtra::C99"), "{}", said.stdout);
}

#[test]
fn bad_input_fails_the_build_and_a_repair_builds() {
    let sandbox = maintained();
    sandbox.consumer("mended", &sandbox.path("crate"), CONSUMER);
    let build = || sandbox.cargo("mended", &["check"], &[]);
    build().succeed();
    let names = sandbox.read("crate/docs/faceid.names.md");
    let line_of = |text: &str| names.lines().position(|line| line.contains(text)).unwrap() + 1;
    let document = sandbox.read("crate/docs/faceid.md");
    let gb18030 = [document.trim_end().as_bytes(), b"\n| 1 | \xB4\xED |\n"].concat();
    let last = document.trim_end().lines().count() + 1;

    let twice = "| 66660002 | ServiceExpired |";
    let one_name = names.replacen(twice, "| 66660002 | AppIdNotFound |", 1);
    let one_code = names.replacen(twice, "| 66660001 | ServiceExpired |", 1);
    for (file, bad, place) in [
        ("faceid.md", gb18030.as_slice(), format!("docs/faceid.md:{last}:7: ")),
        ("faceid.md", "# 标题\n\n没有表格\n".as_bytes(), "docs/faceid.md:1:1: ".to_owned()),
        (
            "faceid.names.md",
            one_name.as_bytes(),
            format!("docs/faceid.names.md:{}:14: `AppIdNotFound`", line_of(twice)),
        ),
        (
            "faceid.names.md",
            one_code.as_bytes(),
            format!("docs/faceid.names.md:{}:14: code 66660001", line_of(twice)),
        ),
    ] {
        let path = format!("crate/docs/{file}");
        let good = fs::read(sandbox.path(&path)).unwrap();
        sandbox.write(&path, bad);
        let said = build().fail();
        let errors: Vec<_> = said.stderr.lines().filter(|line| line.contains("vendor-codes@")).collect();
        assert!(errors.len() == 1 && errors[0].contains(&place), "{place} is in\n{}", said.stderr);
        assert!(errors[0].contains("; help: "), "{}", errors[0]);
        // It stays wrong until it is mended.
        build().fail();
        sandbox.write(&path, good);
        build().succeed();
    }
}

#[test]
fn a_consumer_brings_documents() {
    const VARIABLE: &str = "VENDOR_CODES_DOCS";
    let sandbox = maintained();
    sandbox.consumer("consumer", &sandbox.path("crate"), CONSUMER);
    for (directory, message) in [("vendor", "first"), ("other", "second")] {
        let text = format!("## Pay\n| 错误码 | 返回信息 |\n|---|---|\n| 7 | {message} |\n");
        sandbox.write(&format!("consumer/{directory}/pay-api.md"), text);
    }
    let (vendor, other) = (sandbox.path("consumer/vendor"), sandbox.path("consumer/other"));
    let run = |docs: Option<&Path>| {
        let variables: Vec<_> = docs.iter().map(|&docs| (VARIABLE, docs)).collect();
        sandbox.cargo("consumer", &["run", "-v", "--", "7", "1304"], &variables)
    };
    let expect = |docs: Option<&Path>, rebuilt: bool, expected: &str| {
        let said = run(docs).succeed();
        assert!(said.stdout.contains(expected), "`{expected}` is in\n{}", said.stdout);
        assert_eq!(said.built("vendor-codes"), rebuilt, "{docs:?}\n{}", said.stderr);
        said
    };

    run(None).succeed();
    expect(None, false, "BankCardOcr::ParameterTooLong");
    let said = expect(Some(&vendor), true, "pay_api: 1 tables\nPay::C7: first");
    assert!(!said.stdout.contains("faceid"));
    expect(Some(&vendor), false, "Pay::C7: first");
    expect(Some(&other), true, "Pay::C7: second");
    expect(None, true, "BankCardOcr::ParameterTooLong");
    // A variable without a value asks for nothing.
    let said = run(Some(Path::new(""))).succeed();
    assert!(said.stdout.contains("BankCardOcr::ParameterTooLong"), "{}", said.stdout);

    // In the consumer's own files, relative to them.
    let config = "[env]\nVENDOR_CODES_DOCS = { value = \"vendor\", relative = true }\n";
    sandbox.write("consumer/.cargo/config.toml", config);
    expect(None, true, "Pay::C7: first");
    expect(None, false, "Pay::C7: first");
    sandbox.edit("consumer/vendor/pay-api.md", "first", "third");
    expect(None, true, "Pay::C7: third");
    sandbox.write("consumer/vendor/pay-api.names.md", "## Pay\n| code | name |\n|---|---|\n| 7 | Broke |\n");
    expect(None, true, "Pay::Broke: third");
    sandbox.edit("consumer/.cargo/config.toml", "vendor", "other");
    expect(None, true, "Pay::C7: second");

    // A path that would be looked for beside this crate, wherever that is.
    let said = run(Some(Path::new("vendor"))).fail();
    assert!(
        said.stderr.contains("VENDOR_CODES_DOCS is not an absolute path: vendor; help: "),
        "{}",
        said.stderr
    );
}

/// Every file below a directory: its content and its time.
fn files(directory: &Path) -> BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            let content = fs::read(&path).unwrap();
            files.insert(path.clone(), (content, fs::metadata(&path).unwrap().modified().unwrap()));
        }
    }
    files
}

/// A source tree that nobody may write to, as in a package cache that is mounted so.
struct ReadOnly(PathBuf);

impl ReadOnly {
    fn new(root: PathBuf) -> Self {
        Self::set(&root, true);
        Self(root)
    }

    fn set(path: &Path, readonly: bool) {
        let set = || {
            let mut permissions = fs::metadata(path).unwrap().permissions();
            permissions.set_readonly(readonly);
            fs::set_permissions(path, permissions).unwrap();
        };
        set();
        if path.is_dir() {
            for entry in fs::read_dir(path).unwrap() {
                Self::set(&entry.unwrap().path(), readonly);
            }
        }
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        Self::set(&self.0, false);
    }
}

#[test]
fn the_packed_crate_builds_from_a_source_that_cannot_be_written() {
    let sandbox = Sandbox::new("packed");
    sandbox.copy_crate("crate");
    let target = sandbox.path("target");
    let arguments = ["package", "--no-verify", "--allow-dirty", "--target-dir", target.to_str().unwrap()];
    sandbox.cargo("crate", &arguments, &[]).succeed();
    let packed = concat!("vendor-codes-", env!("CARGO_PKG_VERSION"));
    let unpack = std::process::Command::new("tar")
        // Files of this time, not of the time that cargo gives to all: it goes by that.
        .args(["-m", "-xzf"])
        .arg(target.join(format!("package/{packed}.crate")))
        .arg("-C")
        .arg(sandbox.path(""))
        .status();
    assert!(unpack.unwrap().success());

    let source = ReadOnly::new(sandbox.path(packed));
    let before = files(&source.0);
    sandbox.consumer("consumer", &source.0, CONSUMER);
    let said = sandbox.cargo("consumer", &["run", "--", "66660004"], &[]).succeed();
    assert!(said.stdout.contains("FaceVerification::SimilarityTooLow"), "{}", said.stdout);
    assert!(files(&source.0) == before, "the build left its source alone");
}

/// Two tables, each with texts of its own.
const TWO_TABLES: &str = "\
## Used\n\n| code | message |\n|---|---|\n| 1 | the used table speaks |\n\n\
## Unused\n\n| code | message |\n|---|---|\n| 2 | the unused table is silent |\n";

#[test]
fn a_table_that_is_not_used_is_not_linked() {
    let sandbox = Sandbox::new("linked");
    sandbox.write("docs/two.md", TWO_TABLES);
    sandbox.consumer(
        "consumer",
        Path::new(THIS),
        r#"
use vendor_codes::two::Used;

fn main() {
    // The argument keeps the compiler from knowing the answer.
    let code = std::env::args().nth(1).unwrap();
    println!("{}", code.parse::<Used>().unwrap().message());
}
"#,
    );
    let docs = sandbox.path("docs");
    let variables = [("VENDOR_CODES_DOCS", docs.as_path())];
    let arguments = ["build", "--release", "--config", "profile.release.strip=true", "--message-format=json"];
    let said = sandbox.cargo("consumer", &arguments, &variables).succeed();
    let (_, path) = said.stdout.rsplit_once("\"executable\":\"").unwrap();
    let binary = fs::read(path.split_once('"').unwrap().0).unwrap();
    let holds = |text: &str| binary.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    assert!(holds("the used table speaks"));
    assert!(!holds("the unused table is silent") && !holds("Unused"));
}

/// Derives a constant with the name of the type.
const DERIVE: &str = r#"
use proc_macro::{TokenStream, TokenTree};

#[proc_macro_derive(Called)]
pub fn called(input: TokenStream) -> TokenStream {
    let mut tokens = input.into_iter().skip_while(|token| {
        !matches!(token, TokenTree::Ident(word) if ["enum", "struct"].contains(&&*word.to_string()))
    });
    let name = tokens.nth(1).unwrap();
    format!("impl {name} {{ pub const CALLED: &str = \"{name}\"; }}").parse().unwrap()
}
"#;

const OTHER_STYLE: &str = "\
# Errors of the storage service

## Common errors

Reason | HTTP | In plain words
--- | --- | ---
InvalidParameter.Size | 400 | The size is out of range.
InvalidParameter.Type | 400 | The type is unknown.
Throttled | 429 | Slow down.<br>Try again in a second.

## Internal errors

Reason | HTTP | In plain words
--- | --- | ---
Internal | 500 | Our fault.
";

#[test]
fn another_crate_generates_from_a_document_of_another_style() {
    let sandbox = Sandbox::new("others");
    let this = Path::new(THIS);
    sandbox.write(
        "derive/Cargo.toml",
        "[package]\nname = \"derive\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lib]\nproc-macro = true\n",
    );
    sandbox.write("derive/src/lib.rs", DERIVE);
    sandbox.package(
        "consumer",
        &format!(
            "[dependencies]\nderive = {{ path = \"../derive\" }}\n{}\n[build-dependencies]\n{}",
            dependency(this, &[]),
            dependency(this, &["codegen"])
        ),
    );
    sandbox.write("consumer/vendor/storage.md", OTHER_STYLE);
    sandbox.write(
        "consumer/vendor/english.md",
        "## Fault\n\nHeadings: Common errors\n\n| code | name | english |\n|---|---|---|\n\
         | Throttled | TooFast | Too many requests |\n",
    );
    sandbox.write(
        "consumer/build.rs",
        r#"
use vendor_codes::codegen::{Generator, model::Role};

fn main() {
    let report = Generator::new()
        .document_with_names("vendor/storage.md", "vendor/english.md")
        .header(Role::Code, "Reason")
        .header(Role::Message, "In plain words")
        .runtime("crate::runtime")
        .derive("derive::Called")
        .attribute("allow(missing_docs)")
        .keep("Fault")
        .generate();
    for line in report.cargo() {
        println!("{line}");
    }
}
"#,
    );
    sandbox.write(
        "consumer/src/main.rs",
        r#"
//! A consumer with strict lints.
#![deny(warnings, missing_docs, unreachable_pub, non_ascii_idents, unsafe_code)]

mod runtime {
    pub(crate) use ::vendor_codes::*;
}

mod codes {
    include!(concat!(env!("OUT_DIR"), "/mod.rs"));
}

use codes::storage::Fault;

fn main() {
    let fault: Fault = "Throttled".parse().unwrap();
    assert!(fault == Fault::TooFast && fault == Fault::Throttled);
    assert!("throttled".parse::<Fault>().is_err());
    assert_eq!(fault.entry().column("HTTP"), Some("429"));
    assert_eq!((codes::DOCUMENTS.len(), codes::storage::TABLES.len()), (1, 1));
    assert!(codes::storage::find("Internal").next().is_none());
    println!("{} {fault}: {}", Fault::CALLED, fault.lines().count());
}
"#,
    );
    let said = sandbox.cargo("consumer", &["run", "-v"], &[]).succeed();
    assert!(
        said.stdout.contains("Fault Throttled: Slow down.\nTry again in a second.: 2"),
        "{}",
        said.stdout
    );
    assert!(!said.stderr.contains("warning:"), "{}", said.stderr);
    let said = sandbox.cargo("consumer", &["run", "-v"], &[]).succeed();
    assert!(!said.built("others-consumer"), "{}", said.stderr);
}
