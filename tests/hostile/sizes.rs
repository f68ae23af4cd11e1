//! Documents that are large in one respect: each is read whole, or said to be too large.

use vendor_codes::codegen::Interpretation;

use crate::laws;

const HEADER: &str = "| 错误码 | 描述 |\n|---|---|\n";

fn read(document: String) -> Interpretation {
    let (_, read) = laws::hold(document.into_bytes(), None).unwrap();
    read
}

fn codes(read: &Interpretation) -> usize {
    read.document.tables.iter().map(|table| table.codes().len()).sum()
}

#[test]
fn a_cell_may_be_a_megabyte() {
    for filling in ["长", "a", "*", "[", "`", "&amp;", "<b>", "\\|", "<br>"] {
        let cell = filling.repeat((1 << 20) / filling.len());
        let read = read(format!("{HEADER}| 1 | {cell} |\n| 2 | 短 |\n"));
        assert_eq!(codes(&read), 2, "{filling}");
        laws::module_is_rust(&read);
    }
}

#[test]
fn a_table_may_have_ten_thousand_columns() {
    let row = |first: &str, cell: &str| format!("| {first} |{}\n", format!(" {cell} |").repeat(10_000));
    let read = read(row("错误码", "x") + &row("---", "---") + &row("1", "甲") + &row("2", ""));
    assert_eq!((codes(&read), read.document.tables[0].columns.len()), (2, 10_001));
    laws::module_is_rust(&read);
}

#[test]
fn a_document_may_have_many_tables() {
    let tables: Vec<_> = (0..20_000).map(|code| format!("{HEADER}| {code} | 甲 |\n")).collect();
    let read = read(tables.join("\n"));
    assert_eq!((codes(&read), read.document.tables.len()), (20_000, 20_000));
    laws::module_is_rust(&read);
}

#[test]
fn quotes_and_lists_may_be_nested_deeply() {
    for nesting in [">", "> ", "- ", "1. ", "  "] {
        let read = read(format!("{}x\n\n{HEADER}| 1 | 甲 |\n", nesting.repeat(100_000)));
        assert_eq!(codes(&read), 1, "{nesting}");
        // Where it nests too deeply for a person, nothing but a panic would be wrong.
        let quoted = nesting.repeat(10_000);
        laws::hold(
            format!("{quoted}| 错误码 | 描述 |\n{quoted}|---|---|\n{quoted}| 1 | 甲 |\n").into_bytes(),
            None,
        );
    }
}
