//! For a changelog.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use super::super::verdict::kind;
use super::super::words::Mark;
use super::super::{CellChange, Change, CodeText, Diff, Moved, RowChange, TableDiff};
use super::{Way, column_sides, excerpt};
use crate::codegen::visible::visible;

/// The comparison as a section of a changelog in Markdown.
///
/// The section has a heading of the third level and one of the fourth for each
/// table. Changed words are in `<del>` and `<ins>`, because emphasis does not
/// open inside a run of Chinese; of a long text there is only what stands beside
/// them, and `…` for the rest. Text of a document makes no link, mention,
/// markup or HTML.
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
/// assert!(show::markdown(&diff).contains("描述: 余额不<del>足</del><ins>够</ins>"));
/// ```
#[must_use]
pub fn markdown(diff: &Diff) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_diff(&mut out, diff);
    out
}

fn write_diff(out: &mut String, diff: &Diff) -> fmt::Result {
    writeln!(out, "### {} → {}\n", inline(&diff.old.path), inline(&diff.new.path))?;
    if diff.is_empty() {
        return writeln!(out, "No change.");
    }
    writeln!(out, "Version: **{}**\n", diff.verdict().as_str())?;
    for cause in &diff.causes {
        writeln!(out, "- {}: {}", cause.verdict().as_str(), inline(&cause.to_string()))?;
    }
    if !diff.headings.is_empty() {
        writeln!(out, "\n#### Sections\n")?;
    }
    for heading in &diff.headings {
        writeln!(out, "- {}", words(heading))?;
    }
    diff.tables.iter().try_for_each(|table| write_table(out, table))
}

fn write_table(out: &mut String, table: &TableDiff) -> fmt::Result {
    let Some(side) = table.side() else { return Ok(()) };
    let state = match (&table.old, &table.new) {
        (None, _) => ", new",
        (_, None) => ", removed",
        _ => "",
    };
    write!(out, "\n#### {}", code_span(&side.name))?;
    if !side.heading.is_empty() {
        write!(out, " ({})", inline(&side.heading))?;
    }
    writeln!(out, "{state}\n")?;
    if let (Some(old), Some(new)) = (&table.old, &table.new) {
        if old.name != new.name {
            writeln!(out, "- Type: {} → {}", code_span(&old.name), code_span(&new.name))?;
        }
        if old.kind != new.kind {
            writeln!(out, "- Kind: {} → {}", kind(old.kind), kind(new.kind))?;
        }
    }
    if let Some(heading) = &table.heading {
        writeln!(out, "- Heading: {}", words(heading))?;
    }
    if let Some(lead) = &table.lead {
        writeln!(out, "- Line above: {}", words(lead))?;
    }
    for column in &table.columns {
        let (headers, roles) = column_sides(column);
        write!(out, "- Column: {}", words(&headers))?;
        if let Some((old, new)) = roles {
            write!(out, " (read as {}, was {})", new.as_str(), old.as_str())?;
        }
        writeln!(out)?;
    }
    table.removed.iter().try_for_each(|code| write_code(out, "Removed", code))?;
    table.added.iter().try_for_each(|code| write_code(out, "Added", code))?;
    Way::To.groups(&table.moved_out).try_for_each(|moves| write_moved(out, Way::To, moves))?;
    Way::From.groups(&table.moved_in).try_for_each(|moves| write_moved(out, Way::From, moves))?;
    table.reworded.iter().try_for_each(|row| write_row(out, row))?;
    table.notes.iter().try_for_each(|note| writeln!(out, "- Note: {}", words(note)))?;
    table
        .glosses
        .iter()
        .try_for_each(|gloss| writeln!(out, "- Gloss of {}: {}", code_span(&gloss.code), words(&gloss.gloss)))
}

fn write_code(out: &mut String, what: &str, code: &CodeText) -> fmt::Result {
    write!(out, "- {what}: {}", code_span(&code.code))?;
    if !code.variant.is_empty() {
        write!(out, " {}", code_span(&code.variant))?;
    }
    if !code.message.is_empty() {
        write!(out, " {}", inline(&code.message))?;
    }
    writeln!(out)
}

fn write_moved(out: &mut String, way: Way, moves: &[Moved]) -> fmt::Result {
    let Some(Moved { table, .. }) = moves.first() else { return Ok(()) };
    let codes: Vec<_> = moves.iter().map(|moved| code_span(&moved.code.code)).collect();
    writeln!(out, "- Moved {} {}: {}", way.as_str(), code_span(&table.name), codes.join(", "))?;
    moves.iter().flat_map(|moved| way.cells(moved)).try_for_each(|cell| write_cell(out, cell))
}

fn write_row(out: &mut String, row: &RowChange) -> fmt::Result {
    let what = match (row.old_line, row.new_line) {
        (None, _) => "Row added",
        (_, None) => "Row removed",
        _ => "Reworded",
    };
    let codes: Vec<String> = row.codes.iter().map(|code| code_span(code)).collect();
    let title = if codes.is_empty() { inline(&row.label) } else { codes.join(", ") };
    writeln!(out, "- {what}: {title}")?;
    row.cells.iter().try_for_each(|cell| write_cell(out, cell))
}

fn write_cell(out: &mut String, cell: &CellChange) -> fmt::Result {
    let column = if cell.column.is_empty() { cell.role.as_str() } else { &cell.column };
    writeln!(out, "  - {}: {}", inline(column), words(&Change::reworded(&cell.old, &cell.new)))
}

fn words(change: &Change) -> String {
    let piece = |(mark, text): (Mark, Cow<'_, str>)| match mark {
        Mark::Same => inline(&text),
        Mark::Old => format!("<del>{}</del>", inline(&text)),
        Mark::New => format!("<ins>{}</ins>", inline(&text)),
    };
    excerpt(change).into_iter().map(piece).collect()
}

/// Vendor text that is nothing but text, on one line.
fn inline(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| escaped(&visible(line))).collect();
    lines.join("<br>")
}

/// As character references, every ASCII character that Markdown or a forge
/// gives a meaning to somewhere: links, mentions and issue numbers included.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, character) in line.char_indices() {
        let rest = line.get(at..).unwrap_or_default();
        let first = at == 0 || line.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        let meant = match character {
            '.' => line.get(..at).is_some_and(|before| before.to_ascii_lowercase().ends_with("www")),
            ':' => rest.starts_with("://"),
            '-' | '+' | '=' => first,
            _ => matches!(
                character,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '@' | '!' | '$'
            ),
        };
        if meant {
            let _ = write!(out, "&#{};", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

/// A code span around text that may hold backticks.
fn code_span(text: &str) -> String {
    let text = visible(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}
