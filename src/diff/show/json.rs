//! For programs.

use serde_json::{Value, json};

use super::super::words::mark;
use super::super::{
    Cause, CellChange, Change, CodeText, ColumnChange, Diff, GlossChange, Moved, Revision, RowChange, Side,
    TableDiff,
};
use crate::codegen::model::Role;

/// The comparison as one JSON object.
///
/// Every key is always there; `null` stands for what a revision has not. Keys
/// are only ever added.
///
/// ```json
/// {
///   "old": {"document": "docs/faceid.md", "sha256": "…"},
///   "new": {"document": "new.md", "sha256": "…"},
///   "equal": false,
///   "verdict": "major",
///   "causes": [{"verdict": "major", "id": "codes-removed", "message": "C9014 gone from BankCardOcr",
///     "type": "BankCardOcr", "items": ["C9014"], "old": null, "new": null}],
///   "headings": [{"old": "…", "new": "…", "words": [["same", "…"], ["old", "…"], ["new", "…"]]}],
///   "tables": [{
///     "change": "added|removed|changed",
///     "old": {"type": "BankCardOcr", "heading": "4. 银行卡识别响应码", "line": 66, "kind": "integer"},
///     "new": {"type": "BankCardOcr", "heading": "5. 银行卡识别响应码", "line": 70, "kind": "integer"},
///     "heading": null,
///     "lead": {"old": "…", "new": "…", "words": [["same", "…"]]},
///     "columns": [{"old": null, "new": {"header": "是否收费", "role": "other"}}],
///     "added": [{"code": "9015", "name": "C9015", "message": "…", "remedy": "…", "line": 75}],
///     "removed": [],
///     "moved_in": [{"code": {"code": "…"}, "table": {"type": "…"}, "cells": []}],
///     "moved_out": [],
///     "reworded": [{"codes": ["9012"], "label": "", "old_line": 70, "new_line": 74, "cells": [
///       {"column": "返回信息", "role": "message", "old": "…", "new": "…", "words": [["same", "…"]]}]}],
///     "notes": [{"old": "…", "new": null, "words": [["old", "…"]]}],
///     "glosses": [{"code": "9012", "old": "…", "new": "…", "words": [["same", "…"]]}]
///   }]
/// }
/// ```
///
/// `causes[].id` is one of those of [`Cause::id`]; `moved_in` and `moved_out`
/// have the code as the new revision has it and the table at the other end.
/// `reworded` has the rows that lead a code, then those that repeat one
/// or have none; of the last two kinds a line is `null` where the row is new or gone.
///
/// ```
/// # use vendor_codes::codegen::interpret;
/// # use vendor_codes::codegen::roles::Vocabulary;
/// # use vendor_codes::codegen::source::Source;
/// # use vendor_codes::diff::compare;
/// use vendor_codes::diff::show;
///
/// # let revision = |rows: &str| {
/// #     let text = format!("## Pay\n| 错误码 | 描述 |\n|---|---|\n{rows}");
/// #     interpret(&Source::new("pay.md", text), None, &Vocabulary::default())
/// # };
/// # let (old, new) = (revision("| 7 | 余额不足 |\n"), revision("| 7 | 余额不够 |\n| 9 | 超时 |\n"));
/// # let diff = compare(&old.document, &new.document, &old.naming, &new.naming);
/// assert_eq!(show::json(&diff)["tables"][0]["added"][0]["code"], "9");
/// ```
#[must_use]
pub fn json(diff: &Diff) -> Value {
    json!({
        "old": revision(&diff.old),
        "new": revision(&diff.new),
        "equal": diff.is_empty(),
        "verdict": diff.verdict().as_str(),
        "causes": list(&diff.causes, cause),
        "headings": list(&diff.headings, change),
        "tables": list(&diff.tables, table),
    })
}

fn list<T>(items: &[T], show: fn(&T) -> Value) -> Value {
    items.iter().map(show).collect()
}

fn revision(revision: &Revision) -> Value {
    json!({"document": revision.path, "sha256": revision.sha256})
}

fn cause(cause: &Cause) -> Value {
    let parts = cause.parts();
    json!({
        "verdict": cause.verdict().as_str(),
        "id": cause.id(),
        "message": cause.to_string(),
        "type": parts.name,
        "items": parts.items,
        "old": parts.old,
        "new": parts.new,
    })
}

fn table(table: &TableDiff) -> Value {
    let what = match (&table.old, &table.new) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => "changed",
    };
    json!({
        "change": what,
        "old": table.old.as_ref().map(side),
        "new": table.new.as_ref().map(side),
        "heading": table.heading.as_ref().map(change),
        "lead": table.lead.as_ref().map(change),
        "columns": list(&table.columns, column),
        "added": list(&table.added, code),
        "removed": list(&table.removed, code),
        "moved_in": list(&table.moved_in, moved),
        "moved_out": list(&table.moved_out, moved),
        "reworded": list(&table.reworded, row),
        "notes": list(&table.notes, change),
        "glosses": list(&table.glosses, gloss),
    })
}

fn side(side: &Side) -> Value {
    json!({"type": side.name, "heading": side.heading, "line": side.line, "kind": side.kind.as_str()})
}

fn column(column: &ColumnChange) -> Value {
    let side = |side: &Option<(String, Role)>| {
        side.as_ref().map(|(header, role)| json!({"header": header, "role": role.as_str()}))
    };
    json!({"old": side(&column.old), "new": side(&column.new)})
}

fn code(code: &CodeText) -> Value {
    json!({
        "code": code.code,
        "name": code.variant,
        "message": code.message,
        "remedy": code.remedy,
        "line": code.line,
    })
}

fn moved(moved: &Moved) -> Value {
    json!({"code": code(&moved.code), "table": side(&moved.table), "cells": list(&moved.cells, cell)})
}

fn row(row: &RowChange) -> Value {
    json!({
        "codes": row.codes,
        "label": row.label,
        "old_line": row.old_line,
        "new_line": row.new_line,
        "cells": list(&row.cells, cell),
    })
}

fn cell(cell: &CellChange) -> Value {
    json!({
        "column": cell.column,
        "role": cell.role.as_str(),
        "old": cell.old,
        "new": cell.new,
        "words": words(&cell.old, &cell.new),
    })
}

fn change(change: &Change) -> Value {
    let (old, new) = super::sides(change);
    json!({"old": change.old, "new": change.new, "words": words(old, new)})
}

fn gloss(gloss: &GlossChange) -> Value {
    let (old, new) = super::sides(&gloss.gloss);
    json!({"code": gloss.code, "old": gloss.gloss.old, "new": gloss.gloss.new, "words": words(old, new)})
}

fn words(old: &str, new: &str) -> Value {
    mark(old, new).into_iter().map(|(mark, text)| json!([mark.as_str(), text])).collect()
}
