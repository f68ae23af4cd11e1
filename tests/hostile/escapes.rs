//! What a document says stays text: in the code, in its documentation, in its names.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use vendor_codes::codegen::Generator;

use crate::mutants::{self, Seeds};
use crate::random::Random;
use crate::support::{Sandbox, dependency};

/// What ends a text, begins another or is obeyed, in Rust and in its documentation.
const EVIL: &[&str] = &[
    "\"#]pub fn evil() {}//",
    "*/ pub fn evil() {} /*",
    "\"##; compile_error!(\"\"); r##\"",
    "#![feature(evil)]",
    "{evil} {{}} ${evil} %s",
    "```<br>assert!(false);<br>```",
    "<br>    assert!(false);",
    "~~~rust<br>panic!()",
    "<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<img src=x onerror=alert(1)>",
    "[Vec] [`evil`] [evil]: http://evil.example",
    "[evil](evil::Evil) <https://evil.example> https://evil.example",
    "# heading<br>====<br>---",
    "@ 1. - * + > |",
    "\\u{d800} \\ud800 \\x80 \\",
    "\u{1b}]0;evil\u{7} \u{202e}evil\u{2066} \u{200b} a\u{301}\u{301}\u{301}",
    "&#0; &#xd800; &#x1b; &#x202e;",
    "[^1] [^1]: x $x$ :::",
    "'\"`´\\\"",
];

const NAMES: &[&str] = &[
    "Self",
    "self",
    "_",
    "r#type",
    "type",
    "crate",
    "super",
    "async",
    "gen",
    "C1",
    "ALL",
    "code",
    "None",
    "0x1F",
    "a::b",
    "__",
    "变量",
    "é",
    "e\u{301}",
    "1",
    "-1",
    "i32::MAX",
    "main",
    "Result",
    "Option",
    "from_code",
];

fn document() -> String {
    let mut text = String::from("---\ntitle: \"evil\n---\n");
    for (index, what) in EVIL.iter().enumerate() {
        // Not where the rest of the document would be in a block of code.
        let heading = what.replace("<br>", " ").replace("~~~", "");
        let _ = write!(
            text,
            "\n## {heading} 错误码\n\n注意 {heading}\n\n| 错误码 | 说明 {heading} | 解决方案 |\n|---|---|---|\n| {index} | {what} | {what} |\n"
        );
    }
    text.push_str("\n## Self 错误码\n\n| 错误码 | 说明 |\n|---|---|\n");
    for name in NAMES {
        let _ = writeln!(text, "| {name} | {name} |");
    }
    text.push_str("\n## 错误码 pieces\n\n| 错误码 | 说明 |\n|---|---|\n");
    for (index, piece) in mutants::PIECES.iter().enumerate() {
        let piece = piece.replace('|', "\\|").replace(['\n', '\r'], "<br>");
        if !["```", "~~~", "<!--", "<pre", "<script", "<table"].iter().any(|block| piece.contains(block)) {
            let _ = writeln!(text, "| {index} | x{piece}x |");
        }
    }
    text
}

#[test]
fn nothing_of_a_document_is_obeyed_by_the_compiler_or_rustdoc() {
    let sandbox = Sandbox::new("hostile-escapes");
    sandbox.write("evil.md", document());
    let report =
        Generator::new().document(sandbox.path("evil.md")).out_dir(sandbox.path("evil/gen")).generate();
    assert!(report.is_ok(), "{:?}", report.diagnostics);
    let document = &report.modules[0].document;
    assert_eq!(document.tables.len(), EVIL.len() + 2);

    sandbox.copy_crate("crate");
    let crate_path = sandbox.path("crate");
    sandbox.package("evil", &format!("[dependencies]\n{}", dependency(&crate_path, &[])));
    sandbox.write(
        "evil/src/lib.rs",
        format!(
            "//! Evil.\n#![deny(warnings, missing_docs)]\n#![forbid(unsafe_code)]\ninclude!(\"../gen/mod.rs\");\n\
             const _: () = assert!(evil::TABLES.len() == {});\n",
            EVIL.len() + 2
        ),
    );
    let flags: &[(&str, &Path)] = &[("RUSTDOCFLAGS", Path::new("-D warnings"))];
    sandbox.cargo("evil", &["doc", "--no-deps"], flags).succeed();
    let said = sandbox.cargo("evil", &["test", "--doc"], flags).succeed();
    assert!(said.stdout.contains("running 0 tests"), "{}", said.stdout);
}

#[test]
fn a_sample_of_broken_documents_compiles() {
    let sandbox = Sandbox::new("hostile-sample");
    let seeds = Seeds::new();
    let mut random = Random::new(0);
    let mut generator = Generator::new().out_dir(sandbox.path("sample/gen"));
    let mut modules = 0;
    while modules < 48 {
        let path = sandbox.path(&format!("m{modules}.md"));
        fs::write(&path, seeds.mutant(&mut random)).unwrap();
        // What is refused has no module.
        let alone = Generator::new().document(&path).out_dir(sandbox.path("alone"));
        if alone.generate().is_ok() {
            generator = generator.document(path);
            modules += 1;
        }
    }
    let report = generator.generate();
    assert!(report.is_ok(), "{:?}", report.diagnostics);

    sandbox.copy_crate("crate");
    sandbox.package("sample", &format!("[dependencies]\n{}", dependency(&sandbox.path("crate"), &[])));
    let lib = "//! Mutants.\n#![deny(warnings, missing_docs)]\ninclude!(\"../gen/mod.rs\");\n";
    sandbox.write("sample/src/lib.rs", lib);
    sandbox.cargo("sample", &["check"], &[]).succeed();
}
