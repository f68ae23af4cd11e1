//! Rows that reached no table.
//!
//! The lines of a document and what was read of it come in; out goes a finding at
//! every line that stands below a header of codes and is in no table. The reader
//! has its reasons for where a table ends; this module owns the promise that none
//! of them loses a row silently, so it looks at the lines alone.

use super::cell;
use super::diagnostic::{Diagnostic, Id};
use super::markdown::heading;
use super::mask::{Masked, is_table_rule};
use super::model::Table;
use super::pipes::{Line, Pipes};
use super::roles::{Head, Vocabulary};
use super::source::{Source, Span};

/// Says which rows of tables of codes are in none of these tables, nor at a finding.
pub fn report(
    source: &Source,
    masked: &Masked,
    vocabulary: &Vocabulary,
    tables: &[Table],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let lines = source.lines();
    let mut known = vec![false; lines.len()];
    let rows = tables.iter().flat_map(|table| table.rows.iter().map(|row| row.span));
    for span in rows.chain(diagnostics.iter().map(|finding| finding.span)) {
        let last = source.line_at(span.end.max(span.start + 1) - 1);
        known.get_mut(source.line_at(span.start) - 1..last).unwrap_or_default().fill(true);
    }
    let text = |index: usize| {
        let line = lines.get(index).copied().unwrap_or_default();
        masked.text.get(line.range()).unwrap_or_default()
    };
    let mut html = masked.html.iter().peekable();
    let mut headed = false;
    let mut stray: Option<Span> = None;
    for (index, (&span, &known)) in lines.iter().zip(&known).enumerate() {
        let line = text(index);
        let pipes = Pipes::of([line, ""]);
        while html.next_if(|table| table.end <= span.start).is_some() {}
        let in_html = html.peek().is_some_and(|table| table.start <= span.end);
        let ruled = is_table_rule(text(index + 1));
        let mut is_stray = false;
        if in_html || !pipes.are_in(line) || heading(line).is_some() && !ruled {
            headed = false;
        } else if (ruled || headed && !known) && !is_table_rule(line) {
            let cells = Line::new(&masked.text, span, pipes).cells;
            let raw = || cells.iter().map(|cell| masked.text.get(cell.range()).unwrap_or_default());
            let heads = || raw().map(|raw| vocabulary.head(&cell::markdown(raw)));
            if ruled && heads().any(|head| head == Head::Parameter) {
                headed = false;
            } else if ruled && heads().any(|head| head == Head::Code) {
                headed = true;
            } else {
                // An image is something to see, too.
                let filled = |raw: &str| raw.contains("![") || !cell::markdown(raw).is_empty();
                is_stray = headed && !known && raw().any(filled);
            }
        }
        if is_stray {
            stray = Some(stray.map_or(span, |first| first.to(span)));
        } else if let Some(stray) = stray.take() {
            diagnostics.push(finding(source, stray));
        }
    }
    diagnostics.extend(stray.map(|stray| finding(source, stray)));
}

fn finding(source: &Source, rows: Span) -> Diagnostic {
    let found = "this stands below a header of codes, and is read as no row of its table";
    Diagnostic::new(Id::NotRead, source, rows, found).help(
        "part it from the table by a blank line, or put it right below the header and its one delimiter row",
    )
}
