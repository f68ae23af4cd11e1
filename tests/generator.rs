//! The generator's files: which are written, which are left, and that none is ever half or outdated.
#![cfg(feature = "codegen")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use support::Sandbox;
use vendor_codes::codegen::diagnostic::Id;
use vendor_codes::codegen::model::Role;
use vendor_codes::codegen::{Generator, Report};

const FACE: &str = "### 1. Face\n| code | name |\n|---|---|\n| 0 | ok |\n| 7 | no face |\n";
const CARD: &str = "### 1. Card\n| code | name |\n|---|---|\n| 0 | ok |\n";
const NAMES: &str = "## Face\n\n| code | name |\n|---|---|\n| 0 | Success |\n| 7 | NoFace |\n";

/// `docs` with two documents, and `out`.
fn sandbox(name: &str) -> Sandbox {
    let sandbox = Sandbox::new(&format!("generator-{name}"));
    sandbox.write("docs/face.md", FACE);
    sandbox.write("docs/face.names.md", NAMES);
    sandbox.write("docs/card.md", CARD);
    sandbox
}

fn generator(sandbox: &Sandbox) -> Generator {
    Generator::new().directory(sandbox.path("docs")).out_dir(sandbox.path("out"))
}

fn rows(codes: std::ops::Range<u32>, message: &str) -> String {
    codes.fold(String::new(), |rows, code| rows + &format!("| {code} | {message} |\n"))
}

fn ids(report: &Report) -> Vec<Id> {
    report.diagnostics.iter().map(|diagnostic| diagnostic.id).collect()
}

/// The contents of the files in `out`, by name.
fn out(sandbox: &Sandbox) -> BTreeMap<String, String> {
    let entries = fs::read_dir(sandbox.path("out")).unwrap();
    entries
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap_or_default())
        })
        .collect()
}

fn names<'a>(paths: impl IntoIterator<Item = &'a std::path::PathBuf>) -> Vec<&'a str> {
    paths.into_iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect()
}

/// Nothing in `out` compiles, and what is there says why.
#[track_caller]
fn assert_refused(sandbox: &Sandbox, why: &str) {
    let out = out(sandbox);
    assert_eq!(out.keys().collect::<Vec<_>>(), ["mod.rs"]);
    assert!(out["mod.rs"].contains("compile_error!") && out["mod.rs"].contains(why), "{}", out["mod.rs"]);
}

#[test]
fn each_document_is_a_module_with_the_names_beside_it() {
    let sandbox = sandbox("modules");
    let report = generator(&sandbox).generate();
    assert_eq!(ids(&report), [Id::UnnamedTable]);
    let modules: Vec<_> = report.modules.iter().map(|module| module.name.as_str()).collect();
    assert_eq!(modules, ["card", "face"]);
    assert_eq!(names(&report.written), ["card.rs", "face.rs", "mod.md", "mod.rs"]);
    assert_eq!(names(&report.watched), ["docs", "card.md", "face.md", "face.names.md"]);
    let out = out(&sandbox);
    assert!(out["face.rs"].contains("NoFace"));
    assert!(out["mod.rs"].contains("pub mod card"));
}

#[test]
fn what_is_no_document_of_the_directory_is_left_alone() {
    let sandbox = sandbox("strays");
    sandbox.write("docs/.#face.md", "an editor's lock");
    sandbox.write("docs/face.md~", "an editor's backup");
    sandbox.write("docs/notes.txt", "no Markdown");
    sandbox.write("docs/older.md/face.md", "not in the directory itself");
    let report = generator(&sandbox).generate();
    assert_eq!((report.modules.len(), report.is_ok()), (2, true));
}

#[test]
fn the_order_of_the_directory_does_not_matter() {
    let texts = [("b.md", CARD), ("a.md", FACE), ("c.md", FACE), ("c.names.md", NAMES)];
    let mut outs = Vec::new();
    for (name, reversed) in [("order-1", false), ("order-2", true)] {
        let sandbox = Sandbox::new(&format!("generator-{name}"));
        let mut texts = texts;
        if reversed {
            texts.reverse();
        }
        for (file, text) in texts {
            sandbox.write(&format!("docs/{file}"), text);
        }
        let documents = texts.iter().filter(|(file, _)| !file.contains("names"));
        let explicit =
            documents.fold(Generator::new().out_dir(sandbox.path("explicit")), |generator, (file, _)| {
                let (path, names) = (sandbox.path("docs").join(file), sandbox.path("docs/c.names.md"));
                if *file == "c.md" {
                    generator.document_with_names(path, names)
                } else {
                    generator.document(path)
                }
            });
        assert!(generator(&sandbox).generate().is_ok());
        assert!(explicit.generate().is_ok());
        assert_eq!(sandbox.read("out/mod.rs"), sandbox.read("explicit/mod.rs"));
        outs.push(out(&sandbox));
    }
    assert_eq!(outs[0], outs[1]);
}

#[test]
fn only_what_changed_is_written() {
    let sandbox = sandbox("unchanged");
    assert!(generator(&sandbox).generate().is_ok());
    let time = |file: &str| fs::metadata(sandbox.path(file)).unwrap().modified().unwrap();
    let before = [time("out/card.rs"), time("out/mod.rs")];

    let report = generator(&sandbox).generate();
    assert_eq!(names(&report.written), [""; 0]);
    assert_eq!(names(&report.unchanged), ["card.rs", "face.rs", "mod.md", "mod.rs"]);

    sandbox.edit("docs/face.md", "no face", "no face at all");
    let report = generator(&sandbox).generate();
    assert_eq!(names(&report.written), ["face.rs"]);
    assert_eq!([time("out/card.rs"), time("out/mod.rs")], before);
}

#[test]
fn what_an_interrupted_run_left_is_mended() {
    let sandbox = sandbox("interrupted");
    assert!(generator(&sandbox).generate().is_ok());
    let right = out(&sandbox);
    // Cut anywhere, drafts, empty files, another's content.
    let whole = &right["face.rs"];
    for (file, text) in [
        ("face.rs", &whole[..whole.len() / 2]),
        ("face.rs", ""),
        ("mod.rs", ""),
        ("mod.rs", "fn main() {}"),
        (".vendor-codes-face.rs-1.tmp", "// Gen"),
        (".vendor-codes-mod.rs-4194305.tmp", ""),
    ] {
        sandbox.write(&format!("out/{file}"), text);
        assert!(generator(&sandbox).generate().is_ok());
        assert_eq!(out(&sandbox), right, "{file}");
        fs::remove_file(sandbox.path("out/card.rs")).unwrap();
    }
}

#[test]
fn a_module_goes_with_its_document_and_nothing_else_goes() {
    let sandbox = sandbox("removed");
    sandbox.write("out/other.rs", "// Somebody else's.");
    sandbox.write("out/rows.bin", [0xFF, 0x00]);
    assert!(generator(&sandbox).generate().is_ok());
    fs::remove_file(sandbox.path("docs/card.md")).unwrap();
    let report = generator(&sandbox).generate();
    assert_eq!(names(&report.removed), ["card.rs"]);
    assert_eq!(
        out(&sandbox).keys().collect::<Vec<_>>(),
        ["face.rs", "mod.md", "mod.rs", "other.rs", "rows.bin"]
    );
}

#[test]
fn bad_input_leaves_nothing_to_compile_and_a_repair_builds() {
    for (at, (file, text, id, line, column)) in [
        ("face.md", b"# \xE9\x94\x99\n| \xB4\xED |\n".as_slice(), Id::NotUtf8, 2, 3),
        ("face.md", b"\xEF\xBB\xBF# Face\n\nNothing yet.\n", Id::NoTable, 1, 1),
        ("face.md", b"", Id::NoTable, 1, 1),
        ("face.names.md", b"## \xFF\n", Id::NotUtf8, 1, 4),
        (
            "face.names.md",
            b"## Face\n| code | name |\n|---|---|\n| 7 | A |\n| 7 | B |\n",
            Id::TwoNamesForOneCode,
            5,
            7,
        ),
        (
            "face.names.md",
            b"## Face\n| code | name |\n|---|---|\n| 0 | A |\n| 7 | A |\n",
            Id::OneNameForTwoCodes,
            5,
            7,
        ),
        ("face.names.md", b"## Face\n| code | name |\n|---|---|\n| 0 | not ok |\n", Id::InvalidName, 4, 7),
    ]
    .into_iter()
    .enumerate()
    {
        let sandbox = sandbox(&format!("bad-{at}"));
        assert!(generator(&sandbox).generate().is_ok());
        let (right, path) = (out(&sandbox), format!("docs/{file}"));
        let good = sandbox.read(&path);

        sandbox.write(&path, text);
        let report = generator(&sandbox).generate();
        let error = report.diagnostics.iter().find(|diagnostic| diagnostic.id == id).unwrap();
        assert_eq!((error.line, error.column), (line, column), "{error}");
        assert!(error.help.is_some(), "{error}");
        assert_refused(&sandbox, &format!("{file}:{line}:{column}"));

        sandbox.write(&path, good);
        assert!(generator(&sandbox).generate().is_ok());
        assert_eq!(out(&sandbox), right);
    }
}

#[test]
fn what_cannot_be_found_is_an_error() {
    let sandbox = sandbox("missing");
    let to = |generator: Generator| generator.out_dir(sandbox.path("out")).generate();
    fs::create_dir(sandbox.path("empty")).unwrap();
    sandbox.write("stray/face.names.md", NAMES);
    let face = sandbox.path("docs/face.md");
    for (generator, expected) in [
        (Generator::new(), &[Id::NoDocument][..]),
        (Generator::new().directory(sandbox.path("empty")), &[Id::NoDocument]),
        (Generator::new().directory(sandbox.path("stray")), &[Id::StrayNames, Id::NoDocument]),
        (Generator::new().directory(sandbox.path("nowhere")), &[Id::Unreadable]),
        (Generator::new().directory(&face), &[Id::Unreadable]),
        (Generator::new().document(sandbox.path("docs/no.md")), &[Id::Unreadable]),
        (Generator::new().document(sandbox.path("docs")), &[Id::Unreadable]),
        (Generator::new().document_with_names(&face, sandbox.path("docs/no.md")), &[Id::Unreadable]),
    ] {
        assert_eq!(ids(&to(generator)), expected);
        assert_refused(&sandbox, "[");
    }
}

#[test]
fn a_document_beyond_the_limit_is_refused_unread() {
    let sandbox = sandbox("large");
    let file = fs::File::create(sandbox.path("docs/large.md")).unwrap();
    file.set_len(1 << 40).unwrap();
    let report = generator(&sandbox).generate();
    assert!(ids(&report).contains(&Id::TooLarge));
    assert_refused(&sandbox, "64 MiB");
}

#[test]
fn two_documents_of_one_module_are_an_error() {
    let sandbox = sandbox("clash");
    sandbox.write("docs/Face.MD", FACE);
    sandbox.write("docs/id-card.md", CARD);
    sandbox.write("docs/id_card.md", CARD);
    let report = generator(&sandbox).generate();
    assert_eq!(ids(&report).iter().filter(|&&id| id == Id::ModuleTwice).count(), 2);
    assert_refused(&sandbox, "id_card.md: this is module `id_card`");
}

#[test]
fn tables_are_kept_by_name() {
    let sandbox = sandbox("keep");
    sandbox.write("docs/card.md", format!("{FACE}\n{CARD}"));
    let tables = |report: &Report| {
        report
            .modules
            .iter()
            .map(|module| {
                assert_eq!(module.document.tables.len(), module.naming.tables.len());
                module.naming.tables.iter().map(|table| table.name.clone()).collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    };
    let report = generator(&sandbox).keep("Face").generate();
    assert_eq!(tables(&report), [vec!["Face"], vec!["Face"]]);
    assert!(ids(&report).contains(&Id::UnnamedTable), "that of `card.md` is called by its heading");
    let report = generator(&sandbox).keep("face::Face").generate();
    assert!(!ids(&report).contains(&Id::UnnamedTable), "nobody has to name what is left out");
    let report = generator(&sandbox).keep("face::Face").keep("Card").keep("Fcae").generate();
    assert_eq!(tables(&report), [vec!["Card"], vec!["Face"]]);
    let missing: Vec<_> = report.diagnostics.iter().filter(|d| d.id == Id::MissingTable).collect();
    assert_eq!(missing.len(), 1);
    assert!(missing[0].message.contains("`Fcae`"));
    assert!(!sandbox.read("out/card.rs").contains("no face"));
}

#[test]
fn a_table_that_is_left_out_asks_for_nothing() {
    let sandbox = sandbox("left-out");
    // The first row of each table has a cell too many.
    sandbox.write("docs/face.md", format!("{FACE}\n{CARD}").replace("ok |", "ok | x |"));
    let lines = |generator: Generator| {
        let report = generator.generate();
        let extra = report.diagnostics.iter().filter(|finding| finding.id == Id::ExtraCells);
        extra.map(|finding| finding.line).collect::<Vec<_>>()
    };
    assert_eq!(lines(generator(&sandbox)), [4, 10]);
    assert_eq!(lines(generator(&sandbox).keep("Card")), [10]);
}

#[test]
fn headers_that_no_other_vendor_uses_can_be_taught() {
    let sandbox = Sandbox::new("generator-headers");
    sandbox.write("docs/api.md", "## Api\n| Nummer | Bedeutung |\n|---|---|\n| 17 | zu spät |\n");
    assert_eq!(ids(&generator(&sandbox).generate()), [Id::NoTable, Id::UnnamedTable][..1]);
    let report =
        generator(&sandbox).header(Role::Code, "Nummer").header(Role::Message, "Bedeutung").generate();
    let table = &report.modules[0].document.tables[0];
    assert_eq!(table.text(&table.rows[0], Role::Message), "zu spät");
}

#[test]
fn what_is_added_to_types_must_be_rust() {
    let sandbox = sandbox("options");
    for generator in [
        generator(&sandbox).runtime("::vendor codes"),
        generator(&sandbox).runtime(""),
        generator(&sandbox).derive("serde::Serialize, Ord"),
        generator(&sandbox).attribute("cfg(test)] fn f() {} #[cfg(test)"),
        generator(&sandbox).attribute("#[must_use]"),
        generator(&sandbox).attribute("cfg(test)"),
        generator(&sandbox).header(Role::Code, ""),
        generator(&sandbox).header(Role::Code, " — "),
    ] {
        let report = generator.generate();
        assert_eq!(ids(&report)[0], Id::InvalidOption);
        assert!(report.diagnostics[0].help.is_some(), "{}", report.diagnostics[0]);
        assert_refused(&sandbox, "options");
    }
    assert!(generator(&sandbox).attribute("cfg_attr(test, derive(Debug))").generate().is_ok());
}

#[test]
fn what_cargo_is_told_is_one_line_each() {
    let sandbox = sandbox("cargo");
    sandbox.write("docs/a\ncargo::rustc-cfg=evil\n.md", FACE);
    sandbox.write(
        "docs/face.names.md",
        "## Face\n| code | name |\n|---|---|\n| 7 | <br>x<br>cargo::warning=y |\n",
    );
    sandbox.write("docs/stray\r.names.md", NAMES);
    let report = generator(&sandbox).generate();
    assert!(!report.is_ok());
    let docs = sandbox.path("docs");
    let lines = report.cargo();
    assert!(lines.contains(&format!("cargo::rerun-if-changed={}", docs.display())));
    assert!(lines.contains(&format!("cargo::rerun-if-changed={}", docs.join("card.md").display())));
    let alone = Generator::new().document(docs.join("a\ncargo::rustc-cfg=evil\n.md"));
    let alone = alone.out_dir(sandbox.path("alone")).generate();
    assert_eq!(alone.cargo()[0], format!("cargo::rerun-if-changed={}", docs.display()));
    let module = fs::read_to_string(alone.written.first().unwrap()).unwrap();
    assert!(module.lines().next().unwrap().ends_with(". Changes here are lost."), "{module}");
    for line in lines {
        let known = ["rerun-if-changed=", "warning=", "error="];
        let directive = line.strip_prefix("cargo::").unwrap();
        assert!(known.iter().any(|known| directive.starts_with(known)), "{line:?}");
        assert!(!line.contains(['\n', '\r', '\u{1b}']), "{line:?}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_and_nothing_outdated_is_left() {
    for blocked in ["face.rs", "mod.rs"] {
        let sandbox = sandbox(&format!("blocked-{blocked}"));
        assert!(generator(&sandbox).generate().is_ok());
        let right = out(&sandbox);
        let path = sandbox.path("out").join(blocked);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        sandbox.edit("docs/card.md", "ok", "changed");

        let report = generator(&sandbox).generate();
        let unwritable = ids(&report).into_iter().filter(|&id| id == Id::Unwritable);
        assert_eq!(unwritable.count(), 1, "{blocked}");
        assert!(!sandbox.path("out/card.rs").exists(), "{blocked}");
        let index = sandbox.path("out/mod.rs");
        assert!(index.is_dir() || fs::read_to_string(index).unwrap().contains("compile_error!"));

        fs::remove_dir(&path).unwrap();
        sandbox.edit("docs/card.md", "changed", "ok");
        assert!(generator(&sandbox).generate().is_ok());
        assert_eq!(out(&sandbox), right, "{blocked}");
    }

    let sandbox = sandbox("no-directory");
    sandbox.write("out", "a file");
    assert!(ids(&generator(&sandbox).generate()).contains(&Id::Unwritable));
    fs::remove_file(sandbox.path("out")).unwrap();
    assert!(generator(&sandbox).generate().is_ok());
}

/// A document that is replaced over and over while the generator
/// reads: what it takes is one of the texts or an error, and never a mixture.
#[test]
fn a_document_that_changes_while_it_is_read_is_taken_whole() {
    let sandbox = sandbox("racing");
    let text = |word: &str| format!("{FACE}{}", rows(100..2000, word));
    let (path, next) = (sandbox.path("docs/face.md"), sandbox.path("next"));
    let texts = [text("one"), text("another")];
    fs::write(&path, &texts[0]).unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for text in texts.iter().cycle() {
                if done.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                fs::write(&next, text).unwrap();
                fs::rename(&next, &path).unwrap();
            }
        });
        for _ in 0..200 {
            match vendor_codes::codegen::source::Source::open(&path) {
                Ok(source) => assert!(texts.iter().any(|text| text == source.text())),
                Err(error) => assert_eq!(error.id, Id::Unreadable),
            }
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

/// The test that generates in a process of its own, to be killed.
const CHILD: &str = "VENDOR_CODES_TEST_CHILD";

#[test]
fn generates_for_another_test() {
    if let Some(root) = env::var_os(CHILD) {
        let root = Path::new(&root);
        let report = Generator::new().directory(root.join("docs")).out_dir(root.join("out")).generate();
        assert!(ids(&report).contains(&Id::Unwritable));
    }
}

/// A limit on the size of files stands for a full disk; its signal, where it is
/// not ignored, kills the generator in the middle of a write.
#[cfg(unix)]
#[test]
fn a_full_disk_or_a_kill_in_the_middle_leaves_no_half_file() {
    for (name, prepare, killed) in [("full", "trap '' XFSZ", false), ("killed", "true", true)] {
        let sandbox = sandbox(name);
        sandbox.write("docs/face.md", format!("{FACE}{}", rows(100..1000, "a word")));
        fs::remove_file(sandbox.path("docs/face.names.md")).unwrap();
        assert!(generator(&sandbox).generate().is_ok());
        let before = out(&sandbox);
        sandbox.edit("docs/face.md", "no face", "no face at all");

        let child = std::process::Command::new("sh")
            .args(["-c", &format!("{prepare}; ulimit -c 0; ulimit -f 32; exec \"$0\" \"$@\"")])
            .arg(env::current_exe().unwrap())
            .args(["--exact", "generates_for_another_test"])
            .env(CHILD, sandbox.path(""))
            .output()
            .unwrap();
        assert_eq!(child.status.success(), !killed, "{name}: {}", String::from_utf8_lossy(&child.stdout));
        let interrupted = out(&sandbox);
        if killed {
            assert!(interrupted.keys().any(|file| file.starts_with(".vendor-codes-")));
            assert_eq!(interrupted["face.rs"], before["face.rs"]);
        } else {
            assert_refused(&sandbox, "cannot write");
        }

        assert!(generator(&sandbox).generate().is_ok());
        let after = out(&sandbox);
        assert!(after["face.rs"].contains("no face at all"));
        assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    }
}

/// The codes are found, whatever the types are; beyond the limit that is said.
#[test]
fn the_tables_of_a_large_document_share_types() {
    let sandbox = sandbox("many-tables");
    let table =
        |code: u32| format!("## Service {code}\n\n| code | message |\n|---|---|\n| {code} | Closed |\n\n");
    for (tables, shared) in [(3, false), (4, true)] {
        sandbox.write("docs/a.md", (0..tables).map(table).collect::<String>());
        let report = generator(&sandbox).most_types(3).generate();
        assert!(report.is_ok(), "{:?}", report.cargo());
        assert_eq!(ids(&report).contains(&Id::ManyTables), shared);
        let module = &out(&sandbox)["a.rs"];
        assert_eq!(module.contains("pub enum Service0"), !shared);
        assert_eq!(module.contains("pub type Service3 = shared_1::Integers<3, 1>;"), shared);
        assert_eq!(module.contains("&shared_1::TABLES[3],"), shared);
    }
}

#[test]
fn every_code_is_found_in_the_documentation() {
    let sandbox = sandbox("aliases");
    sandbox.write("docs/face.md", FACE.replace("| 7 |", "| -12 | none |\n| 7 |"));
    let aliases = |generator: Generator| -> Vec<String> {
        assert!(generator.generate().is_ok());
        let module = &out(&sandbox)["face.rs"];
        module
            .lines()
            .filter_map(|line| Some(line.split_once("doc(alias = \"")?.1.replace("\")]", "")))
            .collect()
    };
    let says_why = || out(&sandbox)["face.rs"].contains("/// More codes than an enum can have: ");
    assert_eq!(aliases(generator(&sandbox)), ["0", "-12", "7"]);
    assert!(!says_why());
    // By a part of its name, where it is one of very many constants: only `C7` has a name of its own.
    sandbox.write("docs/face.names.md", "## Face\n\n| code | name |\n|---|---|\n| 7 | NoFace |\n");
    assert_eq!(aliases(generator(&sandbox).largest_enum(2)), ["-12", "7"]);
    assert!(says_why());
}

#[test]
fn a_dash_in_place_of_a_remedy_is_nowhere_in_the_module() {
    let sandbox = Sandbox::new("generator-dash");
    sandbox.write("docs/pay.md", "## Pay\n| 错误码 | 描述 | 处理 |\n|---|---|---|\n| 7 | 超时 | —— |\n");
    assert!(generator(&sandbox).generate().is_ok());
    let module = &out(&sandbox)["pay.rs"];
    assert!(module.contains("超时") && !module.contains("——"), "{module}");
}
