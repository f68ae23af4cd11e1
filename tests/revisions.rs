//! A vendor's document through its revisions, with one consumer and one names file.
//!
//! Each revision is the one before with edits, as vendors make them. The
//! consumer uses what all revisions document, and is compiled against each
//! without a change.
#![cfg(feature = "codegen")]

mod support;

use std::path::Path;

use support::{Sandbox, dependency};
use vendor_codes::codegen::diagnostic::Severity;
use vendor_codes::codegen::interpret;
use vendor_codes::codegen::roles::Vocabulary;
use vendor_codes::codegen::source::Source;
use vendor_codes::diff::{Verdict, compare};

const FIRST: &str = "\
# 接口响应码

### 1. 支付响应码
| 返回码 | 返回信息 | 处理措施 |
|---|---|---|
| 0 | 支付成功 | |
| 1001 | 余额不足 | 请充值 |
| 1002 | 银行卡已过期 | 请更换银行卡 |
| 1003/1004 | 系统繁忙 | 请稍后再试 |

| 警告码 | 返回信息 |
|---|---|
| 1000 | 异地支付 |
| 0100 | 金额异常 |

### 2. 退款响应码
| 返回码 | 返回信息 | 处理措施 |
|---|---|---|
| 0 | 退款成功 | |
| 2001 | 超过退款期限 | 联系商户 |
| 2002 | 订单不存在 | |
";

const NAMES: &str = "\
## Pay

Headings: 支付响应码

| code | name | english |
|---|---|---|
| 0 | Success | Paid |
| 1001 | BalanceTooLow | The balance is too low |
| 1002 | CardExpired | The card has expired |
| 1003 | Busy | Try again later |

## PayWarnings

Headings: 支付响应码

| code | name |
|---|---|
| 1000 | FarAway |
| 0100 | UnusualAmount |

## Refund

Headings: 退款响应码

| code | name |
|---|---|
| 0 | Success |
| 2001 | TooLate |
| 2002 | OrderNotFound |
";

struct Step {
    what: &'static str,
    /// What stands in the revision before, and what stands there now.
    edits: &'static [(&'static str, &'static str)],
    verdict: Verdict,
    /// What the consumer says of 1001, 1003, 2002 and 3001.
    says: &'static [&'static str],
    /// The lines of the build for a person: what each has in it.
    warnings: &'static [&'static str],
}

const UNCHANGED: &[&str] =
    &["Pay::BalanceTooLow 余额不足", "Pay::Busy 系统繁忙", "Refund::OrderNotFound 订单不存在"];

const STEPS: &[Step] = &[
    Step { what: "the first", edits: &[], verdict: Verdict::Equal, says: UNCHANGED, warnings: &[] },
    Step {
        what: "sections are numbered otherwise, tables laid out otherwise",
        edits: &[
            ("### 1. 支付", "### 3、支付"),
            ("### 2. 退款", "### 4　退款"),
            ("| 1001 | 余额不足 | 请充值 |", "|1001|余额不足         | 请充值|"),
            ("| 警告码 | 返回信息 |\n|---|---|", "警告码 | 返回信息\n:-: | -"),
        ],
        verdict: Verdict::Equal,
        says: UNCHANGED,
        warnings: &[],
    },
    Step {
        what: "headings are worded otherwise",
        edits: &[("支付响应码", "付款结果"), ("退款响应码", "退款结果"), ("银行卡已过期", "银行卡过期")],
        verdict: Verdict::Patch,
        says: UNCHANGED,
        warnings: &[],
    },
    Step {
        what: "warnings have another header, and a code is new",
        edits: &[("警告码", "告警码"), ("| 1002 |", "| 1005 | 渠道关闭 | |\n| 1002 |")],
        verdict: Verdict::Minor,
        says: UNCHANGED,
        warnings: &[],
    },
    Step {
        what: "a code moves to another table",
        edits: &[("| 1003/1004 |", "| 1004 |"), ("| 2001 |", "| 1003 | 系统繁忙 | |\n| 2001 |")],
        verdict: Verdict::Major,
        says: &["Pay::BalanceTooLow 余额不足", "Refund::Busy 系统繁忙", "Refund::OrderNotFound 订单不存在"],
        warnings: &[
            "pay.names.md:10:10: `Busy`: code 1003 has left `Pay` [stale-name]; help: the code is in `Refund` now",
        ],
    },
    Step {
        what: "a code goes, and a column comes",
        edits: &[
            ("| 2002 | 订单不存在 | |\n", ""),
            (
                "| 返回码 | 返回信息 | 处理措施 |\n|---|---|---|\n| 0 | 支付成功 | |",
                "| 返回码 | 是否收费 | 返回信息 | 处理措施 |\n|---|---|---|---|\n| 0 | 是 | 支付成功 | |",
            ),
            ("|1001|余额", "|1001|否|余额"),
            ("| 1005 | 渠道", "| 1005 | 否 | 渠道"),
            ("| 1002 | 银行", "| 1002 | 否 | 银行"),
            ("| 1004 | 系统", "| 1004 | 否 | 系统"),
        ],
        verdict: Verdict::Major,
        says: &["Pay::BalanceTooLow 余额不足", "Refund::Busy 系统繁忙"],
        warnings: &["code 1003 has left", "`OrderNotFound`: code 2002 has left `Refund`"],
    },
    Step {
        what: "a table is new",
        edits: &[(
            "### 4　退款",
            "### 4　对账错误码\n| 错误码 | 返回信息 |\n|---|---|\n| 3001 | 账单未生成 |\n\n### 5　退款",
        )],
        verdict: Verdict::Minor,
        says: &["Pay::BalanceTooLow 余额不足", "Refund::Busy 系统繁忙", "Table3::C3001 账单未生成"],
        warnings: &["code 1003 has left", "code 2002 has left", "a table has no name and is called `Table3`"],
    },
];

/// What stands for the last revision: its refunds are a document of their own.
const SPLIT: &str = "### 5　退款";

const CONSUMER: &str = r#"
#![deny(warnings)]

mod vendor {
    include!(concat!(env!("OUT_DIR"), "/mod.rs"));
}

use vendor::pay::{Pay, PayWarnings};

fn main() {
    assert_eq!("1001".parse(), Ok(Pay::BalanceTooLow));
    assert_eq!(Pay::from_code(1002), Some(Pay::CardExpired));
    assert_eq!(Pay::C1002.english(), Some("The card has expired"));
    assert!("1010".parse::<PayWarnings>().unwrap().contains(PayWarnings::FAR_AWAY));
    assert!(Pay::C1004.message().contains("繁忙"));
    for code in ["1001", "1003", "2002", "3001"] {
        for entry in vendor::DOCUMENTS.iter().flat_map(|document| document.find(code)) {
            println!("{}::{} {}", entry.table().name(), entry.variant(), entry.message());
        }
    }
}
"#;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new("revisions");
    let this = Path::new(env!("CARGO_MANIFEST_DIR"));
    sandbox.package(
        "consumer",
        &format!(
            "[dependencies]\n{}\n[build-dependencies]\n{}",
            dependency(this, &[]),
            dependency(this, &["codegen"])
        ),
    );
    sandbox.write(
        "consumer/build.rs",
        "fn main() {\n    for line in vendor_codes::codegen::Generator::new().directory(\"docs\").generate().cargo() {\n        \
         println!(\"{line}\");\n    }\n}\n",
    );
    sandbox.write("consumer/src/main.rs", CONSUMER);
    sandbox.write("consumer/docs/pay.names.md", NAMES);
    sandbox
}

/// Builds and runs the consumer, and checks what it and the build say.
#[track_caller]
fn expect(sandbox: &Sandbox, what: &str, says: &[&str], warnings: &[&str]) {
    let said = sandbox.cargo("consumer", &["run"], &[]).succeed();
    assert_eq!(said.stdout.lines().collect::<Vec<_>>(), says, "{what}");
    let lines: Vec<_> = said.stderr.lines().filter(|line| line.starts_with("warning:")).collect();
    assert_eq!(lines.len(), warnings.len(), "{what}: {lines:#?}");
    for (line, part) in lines.iter().zip(warnings) {
        assert!(line.contains(part), "{what}: `{part}` is in {line}");
    }
}

fn verdict(old: &str, new: &str) -> Verdict {
    let names = Source::new("docs/pay.names.md", NAMES);
    let [old, new] = [old, new].map(|text| {
        let read = interpret(&Source::new("docs/pay.md", text), Some(&names), &Vocabulary::default());
        assert!(read.diagnostics.iter().all(|diagnostic| diagnostic.severity() < Severity::Error));
        read
    });
    compare(&old.document, &new.document, &old.naming, &new.naming).verdict()
}

#[test]
fn one_consumer_compiles_against_every_revision() {
    let sandbox = sandbox();
    let mut text = FIRST.to_owned();
    for Step { what, edits, verdict: expected, says, warnings } in STEPS {
        let before = text.clone();
        for (from, to) in *edits {
            assert_eq!(text.matches(from).count(), 1, "{what}: {from}");
            text = text.replace(from, to);
        }
        assert_eq!(verdict(&before, &text), *expected, "{what}");
        sandbox.write("consumer/docs/pay.md", &text);
        expect(&sandbox, what, says, warnings);
    }

    let (pay, refund) = text.split_at(text.find(SPLIT).unwrap());
    assert_eq!(verdict(&text, pay), Verdict::Major);
    sandbox.write("consumer/docs/pay.md", pay);
    sandbox.write("consumer/docs/refund.md", refund);
    let says = ["Pay::BalanceTooLow 余额不足", "Table1::C1003 系统繁忙", "Table3::C3001 账单未生成"];
    let warnings = [
        "code 1003 has left `Pay`",
        "no table of docs/pay.md is `Refund` any more",
        "docs/pay.md:18:1: a table has no name and is called `Table3`",
        "docs/refund.md:2:1: a table has no name and is called `Table1`",
    ];
    expect(&sandbox, "the document is split in two", &says, &warnings);
}
