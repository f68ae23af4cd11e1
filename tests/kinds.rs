//! Tables of a kind that the document of this crate does not have: texts,
//! integers beyond 32 bits, sets wider than a word. They are generated, built
//! and run in a crate of their own, with serde, and with a `serde_json` that
//! hands over every number as a map.

mod support;

use std::fs;
use std::path::Path;

use support::Sandbox;

const DOCUMENT: &str = "\
### Trade

| code | message |
|------|---------|
| 000000 | Success |
| 000007 | Busy |
| 1001 | Closed |
| 0x1F | Broken |
| InvalidParameter.Amount | Wrong amount |
| 其他 | Unknown |
| 1002 | |
| 1001 | Closed for good |
| 000007 | Busy again |
| L.I.S.T | List |

### Ledger

| code | message |
|------|---------|
| 0 | Success |
| 3000000000 | Overdrawn |
| -9223372036854775808 | Lost |
| 9223372036854775807 | Full |

### Flags

| code | message |
|------|---------|
| 10000000000000000000000000000000000000000000000000000000000000000000000 | First |
| 00000000000000000000000000000000000000000000000000000000000000001000000 | Beyond the first word |
| 00000000000000000000000000000000000000000000000000000000000000000000001 | Last |
";

const BUILD: &str = r#"
fn main() {
    let generator = vendor_codes::codegen::Generator::new().document("trade.md");
    let beside = |name| std::path::Path::new(&std::env::var_os("OUT_DIR").unwrap()).join(name);
    let large = generator.clone().largest_enum(2).out_dir(beside("large"));
    let many = generator.clone().document("vast.md").most_types(2).out_dir(beside("many"));
    for line in [generator, large, many].iter().flat_map(|generator| generator.generate().cargo()) {
        println!("{line}");
    }
}
"#;

const MAIN: &str = r#"
use serde_json::{from_str, to_string};
use trade::{Flags, Ledger, Trade};
use vendor_codes::{Kind, Received, ResponseCode, WarningSet};

include!(concat!(env!("OUT_DIR"), "/mod.rs"));

/// The same tables, as if they were too large for an enum.
mod large {
    include!(concat!(env!("OUT_DIR"), "/large/mod.rs"));
}

/// The same tables, as if they were too many for types of their own.
mod many {
    include!(concat!(env!("OUT_DIR"), "/many/mod.rs"));
}

fn texts() {
    assert_eq!(Trade::TABLE.kind(), Kind::Text);
    for &code in Trade::ALL {
        let json = to_string(&code).unwrap();
        assert_eq!(json, format!("{:?}", code.as_str()));
        assert_eq!(from_str::<Trade>(&json).unwrap(), code);
        assert_eq!(code.as_str().parse(), Ok(code));
        assert_eq!(Trade::from_code(code.code()), Some(code));
        assert_eq!(code.integer(), None);
        assert_eq!(code.is_success(), code.as_str() == "000000");
        let bytes = postcard::to_allocvec(&code).unwrap();
        assert_eq!(postcard::from_bytes::<Trade>(&bytes).unwrap(), code);
        assert_eq!(postcard::from_bytes::<Received<Trade>>(&bytes).unwrap(), code);
    }
    let rows = Trade::TABLE.entries().map(|row| row.to_string()).collect::<Vec<_>>();
    assert_eq!((rows[1].as_str(), rows[5].as_str()), ("Trade 000007: Busy", "Trade 其他: Unknown"));
    // Where the vendor says nothing, nothing announces it.
    assert_eq!((Trade::C1002.to_string().as_str(), rows[6].as_str()), ("1002", "Trade 1002"));
    for (code, messages) in [("1001", ["Closed", "Closed for good"]), ("000007", ["Busy", "Busy again"])] {
        let mut rows = Trade::TABLE.find(code);
        for (at, message) in messages.into_iter().enumerate() {
            assert_eq!((rows.len(), rows.next().map(|row| row.message())), (2 - at, Some(message)));
        }
        assert_eq!((rows.len(), rows.next()), (0, None));
    }
    const ZERO: bool = Trade::ALL[0].is_success();
    assert!(ZERO);
    // A number is the code spelled like its decimal, and no other.
    assert_eq!(from_str::<Trade>("1001").unwrap().as_str(), "1001");
    assert_eq!(Trade::from_integer(1001).map(|code| code.as_str()), Some("1001"));
    for number in ["0", "7", "31"] {
        assert!(from_str::<Trade>(number).is_err(), "{number}");
        assert_eq!(from_str::<Received<Trade>>(number).unwrap().known(), None);
    }
}

fn beyond_32_bits() {
    for (code, integer) in Ledger::ALL.iter().zip([0, 3_000_000_000, i64::MIN, i64::MAX]) {
        let text = integer.to_string();
        assert_eq!(i64::from(*code), integer);
        assert_eq!(Ledger::try_from(integer), Ok(*code));
        assert_eq!(to_string(code).unwrap(), text);
        assert_eq!(from_str::<Ledger>(&text).unwrap(), *code);
        assert_eq!(from_str::<Ledger>(&format!("{text:?}")).unwrap(), *code);
        let bytes = postcard::to_allocvec(code).unwrap();
        assert_eq!(postcard::from_bytes::<Ledger>(&bytes).unwrap(), *code);
    }
    assert_eq!(from_str::<Received<Ledger>>("18446744073709551615").unwrap().code(), u64::MAX.to_string());
}

fn wide() {
    assert_eq!(Flags::WIDTH, 71);
    for &flag in Flags::ALL {
        let text = flag.to_string();
        assert_eq!(text.len(), 71);
        assert_eq!(text.parse(), Ok(flag));
        assert_eq!(from_str::<Flags>(&format!("{text:?}")).unwrap(), flag);
    }
    let all: Flags = Flags::ALL.iter().copied().collect();
    assert_eq!(all.len(), 3);
    assert!(all.undocumented().is_empty());
    assert!(all.iter().eq(Flags::ALL.iter().copied()));
    assert_eq!("1".repeat(71).parse::<Flags>().unwrap().undocumented().len(), 68);
}

/// Checks that a type with constants is what the one with variants is.
fn same<A: ResponseCode, B: ResponseCode>() {
    assert_eq!(A::ALL.len(), B::ALL.len());
    for (&one, &other) in A::ALL.iter().zip(B::ALL) {
        assert_eq!(format!("{one:?} {one}"), format!("{other:?} {other}"));
        assert_eq!(one.integer(), other.integer());
        assert_eq!(B::from_text(one.as_str()), Some(other));
        assert_eq!(one.integer().and_then(B::from_integer), one.integer().map(|_| other));
        assert_eq!(one.entry().line(), other.entry().line());
    }
    for absent in ["", "1", "00", "Absent", "InvalidParameter.Amounts"] {
        assert_eq!(B::from_text(absent), None);
    }
    assert!(A::ALL.is_sorted() == B::ALL.is_sorted());
}

fn constants() {
    same::<Trade, large::trade::Trade>();
    same::<Ledger, large::trade::Ledger>();
    const OVERDRAWN: large::trade::Ledger = match large::trade::Ledger::from_code(3_000_000_000) {
        Some(code) => code,
        None => panic!(),
    };
    assert!(matches!(OVERDRAWN, large::trade::Ledger::C3000000000));
    assert_eq!(OVERDRAWN.code(), 3_000_000_000);
}

fn shared() {
    use many::trade;
    same::<Trade, trade::Trade>();
    same::<Ledger, trade::Ledger>();
    const OVERDRAWN: trade::Ledger = match trade::Ledger::from_code(3_000_000_000) {
        Some(code) => code,
        None => panic!(),
    };
    assert!(matches!(OVERDRAWN, trade::Ledger::C3000000000));
    assert_eq!(trade::Ledger::from_code(3_000_000_001), None);
    const CLOSED: &str = trade::Trade::C1001.message();
    assert_eq!(CLOSED, "Closed");
    assert_eq!(trade::Trade::LIST.code(), "L.I.S.T", "no code is called like what comes with a type");
    assert_eq!(trade::Flags::WIDTH, Flags::WIDTH);
    for (&one, &other) in trade::Flags::ALL.iter().zip(Flags::ALL) {
        assert_eq!(format!("{one} {one:?}"), format!("{other} {other:?}"));
        assert_eq!(one.to_string().parse(), Ok(one));
        assert_eq!(one.entry().map(|row| row.line()), other.entry().map(|row| row.line()));
    }
    assert_eq!(trade::Flags::ALL[0], trade::Flags::B10000000000000000000000000000000000000000000000000000000000000000000000);
    assert_eq!(many::vast::Vast::ALL.len(), 200);
    assert_eq!(trade::TABLES.len(), 3);
    assert!(trade::TABLES.iter().zip(trade::Trade::TABLE.codes()).all(|(table, _)| !table.is_empty()));
    assert_eq!(trade::find("1001").map(|row| row.line()).collect::<Vec<_>>(), [7, 12]);
}

fn main() {
    // The number is a map here, or this run shows nothing.
    assert!(from_str::<serde_json::Value>("1e400").is_ok());
    texts();
    beyond_32_bits();
    wide();
    constants();
    shared();
}
"#;

/// Sets, one of which takes the compiler longer than it thinks a constant should.
fn vast() -> String {
    let set = |name: &str, width: usize, codes: usize| {
        let code = |at: usize| format!("| {}1{} | x |\n", "0".repeat(width - 1 - at), "0".repeat(at));
        let rows = (0..codes).map(code).collect::<Vec<_>>().concat();
        format!("### {name}\n\n| code | message |\n|---|---|\n{rows}\n")
    };
    set("One", 2, 2) + &set("Other", 3, 2) + &set("Vast", 3_000, 200)
}

#[test]
fn every_kind_of_table_works_in_another_crate() {
    let sandbox = Sandbox::new("kinds");
    let package = env!("CARGO_MANIFEST_DIR");
    let manifest = format!(
        r#"[package]
name = "kinds"
version = "0.0.0"
edition = "2024"

[dependencies]
vendor-codes = {{ path = {package:?}, features = ["serde"] }}
postcard = {{ version = "*", default-features = false, features = ["alloc"] }}
serde_json = {{ version = "*", features = ["arbitrary_precision"] }}

[build-dependencies]
vendor-codes = {{ path = {package:?}, features = ["codegen"] }}

[workspace]
"#
    );
    sandbox.write("Cargo.toml", manifest);
    sandbox.write("Cargo.lock", fs::read(Path::new(package).join("Cargo.lock")).unwrap());
    sandbox.write("trade.md", DOCUMENT);
    sandbox.write("vast.md", vast());
    sandbox.write("build.rs", BUILD);
    sandbox.write("src/main.rs", MAIN);
    sandbox.cargo(".", &["run"], &[]).succeed();
}
