//! What holds for every document, whatever it is.

use std::collections::HashSet;

use vendor_codes::codegen::codes;
use vendor_codes::codegen::diagnostic::{Id, Severity};
use vendor_codes::codegen::model::{Document, Role, Table};
use vendor_codes::codegen::names::{Naming, complete};
use vendor_codes::codegen::roles::Vocabulary;
use vendor_codes::codegen::source::{Source, Span};
use vendor_codes::codegen::visible::is_hidden;
use vendor_codes::codegen::{Interpretation, emit, interpret};

/// Reads a document and checks all laws; gives what was read, where it is UTF-8.
pub fn hold(document: Vec<u8>, names: Option<&str>) -> Option<(Source, Interpretation)> {
    let source = match Source::from_bytes("docs/a.md", document) {
        Ok(source) => source,
        Err(error) => {
            assert_eq!(error.id.as_str(), "not-utf8");
            assert!(error.line > 0 && error.column > 0);
            return None;
        }
    };
    let names = names.map(|names| Source::new("docs/a.names.md", names));
    let read = interpret(&source, names.as_ref(), &Vocabulary::default());
    every_place_is_one(&source, &read.document);
    the_model_is_whole(&read.document, &read.naming);
    findings_are_lines(&read, &source, names.as_ref());
    no_row_is_lost(&source, &read);
    Some((source, read))
}

/// The names file that is written for a document says nothing wrong, leaves nothing
/// to write, and knows of each type what it is made of.
pub fn names_are_written(source: &Source, read: &Interpretation) {
    // What is a part of a cell may be read otherwise when it is all of one: `1001/`.
    let mut codes = read.document.tables.iter().flat_map(Table::spellings);
    if !codes.all(|code| codes::read(code).codes == [code]) {
        return;
    }
    let written = complete(&read.document, None);
    let names = Source::new("docs/a.names.md", written.as_str());
    let again = interpret(source, Some(&names), &Vocabulary::default());
    for finding in &again.diagnostics {
        let is_wrong = finding.path == names.path() && finding.severity() == Severity::Error;
        assert!(!is_wrong && finding.id != Id::KindChanged, "{finding}\n{written}");
    }
    let file = again.names.as_ref().map(|file| (file, &names));
    assert_eq!(complete(&again.document, file), written);
}

fn every_place_is_one(source: &Source, document: &Document) {
    let within = |inner: Span, outer: Span| {
        assert!(outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end);
        assert!(source.text().get(inner.range()).is_some());
    };
    let all = Span::new(0, source.text().len());
    for table in &document.tables {
        within(table.span, all);
        assert!((1..=source.lines().len()).contains(&table.line));
        for text in table.headings.iter().chain(&table.title).chain(&table.lead).chain(&table.notes) {
            within(text.span, all);
        }
        for row in &table.rows {
            within(row.span, table.span);
            assert_eq!(row.line, source.line_at(row.span.start));
            row.cells.iter().for_each(|cell| within(cell.span, table.span));
            row.codes.iter().for_each(|code| within(code.span, table.span));
        }
    }
}

fn the_model_is_whole(document: &Document, naming: &Naming) {
    assert_eq!(document.tables.len(), naming.tables.len());
    let mut types = HashSet::new();
    for (table, names) in document.tables.iter().zip(&naming.tables) {
        for (role, most) in [(Role::Code, 1), (Role::Name, 1), (Role::Message, 1), (Role::Remedy, 1)] {
            let count = table.columns.iter().filter(|column| column.role == role).count();
            assert!(count <= most && (count == 1 || role != Role::Code));
        }
        for row in &table.rows {
            assert_eq!(row.cells.len(), table.columns.len());
            assert!(row.codes.iter().all(|code| !code.text.is_empty()));
        }
        let texts =
            table.headings.iter().chain(&table.title).chain(table.rows.iter().flat_map(|row| &row.cells));
        for text in texts {
            assert!(!text.text.contains(['\r', '\0']), "{:?}", text.text);
        }
        assert_eq!(table.codes().len(), names.codes.len());
        assert!(types.insert(&names.name), "one name for two tables: {}", names.name);
        let stable = names.codes.iter().map(|code| code.stable.as_str());
        let good = names.codes.iter().filter_map(|code| code.name.as_deref());
        let mut all = HashSet::new();
        for name in stable.chain(good) {
            assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "`{name}` is no identifier");
            assert!(all.insert(name), "one name for two codes: {name}");
        }
    }
}

fn findings_are_lines(read: &Interpretation, source: &Source, names: Option<&Source>) {
    for finding in &read.diagnostics {
        assert!(!finding.to_string().contains(is_hidden), "{finding:?}");
        let source = if finding.path == source.path() { source } else { names.unwrap() };
        assert!(finding.line <= source.lines().len());
        assert!(source.text().get(finding.span.range()).is_some(), "{finding:?}");
    }
}

/// Every line that a person takes for a row of a table of codes is in the
/// output, or a finding is at that line.
fn no_row_is_lost(source: &Source, read: &Interpretation) {
    let covered = |span: Span| source.line_at(span.start)..=source.line_at(span.end.max(span.start + 1) - 1);
    let mut known = vec![false; source.lines().len() + 2];
    let rows = read.document.tables.iter().flat_map(|table| table.rows.iter().map(|row| row.span));
    let findings = read.diagnostics.iter().filter(|finding| finding.path == source.path());
    for span in rows.chain(findings.map(|finding| finding.span)) {
        known[covered(span)].fill(true);
    }
    for line in rows_for_a_person(source.text()) {
        assert!(known[line], "line {line} is lost");
    }
}

/// The lines of rows, found without anything of the reader: below a header that
/// everybody takes for one of codes and a line of dashes, up to a line without
/// a pipe, a heading or a header of parameters. Where code, comments or HTML
/// begin, it ends: what a row is there is the reader's own to say.
fn rows_for_a_person(text: &str) -> Vec<usize> {
    const CODES: &[&str] = &["错误码", "返回码", "警告码", "Error Code", "code"];
    const PARAMETERS: &[&str] = &[
        "类型", "选", "必", "默认", "参数", "属性", "ype", "equired", "ption", "efault", "andatory", "aram",
    ];
    const OPAQUE: &[&str] = &["```", "~~~", "<!--", "<pre", "<script", "<style", "<t", "</"];
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace("&nbsp;", "·")
        .replace("\\|", "·")
        .replace(['\u{200b}', '\u{feff}'], "");
    let lines: Vec<&str> = text
        .split('\n')
        .take_while(|line| !OPAQUE.iter().any(|what| line.to_ascii_lowercase().contains(what)))
        .map(|line| line.trim_start_matches([' ', '>']))
        .collect();
    let is_rule = |line: &str| {
        line.contains('|')
            && line.contains('-')
            && line.chars().all(|c| matches!(c, '|' | '｜' | '-' | ':') || c.is_whitespace())
    };
    let mut rows = Vec::new();
    let mut below = false;
    for (index, &line) in lines.iter().enumerate() {
        let ruled = lines.get(index + 1).is_some_and(|next| is_rule(next));
        let has = |word: &&str| line.contains(word);
        let header = ruled && line.split('|').any(|cell| CODES.contains(&cell.trim()));
        // A number is in no header, and what else stands above a line of dashes may be one.
        let first = line.trim_start_matches('|').split('|').next().unwrap_or_default();
        let row = !ruled || first.trim().parse::<i64>().is_ok();
        if !line.contains('|') || line.starts_with('#') || ruled && PARAMETERS.iter().any(has) {
            below = false;
        } else if header {
            below = true;
        } else if below && row && line.contains(char::is_alphanumeric) {
            rows.push(index + 1);
        }
    }
    rows
}

/// The module is Rust, and nothing else than what a module has.
pub fn module_is_rust(read: &Interpretation) {
    let module = emit::module(&read.document, &read.naming, &emit::Options::default());
    assert!(!module.contains("compile_error!"), "the module refuses to compile");
    let file = syn::parse_file(&module).unwrap_or_else(|error| panic!("{error}:\n{module}"));
    for item in file.items {
        let expected = match &item {
            syn::Item::Static(item) => ["SOURCE", "TABLES"].iter().any(|name| item.ident == name),
            syn::Item::Fn(item) => item.sig.ident == "find",
            syn::Item::Const(item) => item.ident == "_",
            // In a document with very many tables.
            syn::Item::Mod(item) => item.ident.to_string().starts_with("shared_"),
            syn::Item::Enum(_) | syn::Item::Struct(_) | syn::Item::Type(_) | syn::Item::Impl(_) => true,
            _ => false,
        };
        assert!(expected, "an item that nobody ordered");
    }
    // Only what is plainly visible is in it: the rest is escaped.
    let hidden = module.chars().find(|&c| is_hidden(c) && c != '\n');
    assert_eq!(hidden, None);
}
