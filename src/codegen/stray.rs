//! Rows that reached no table.
//!
//! The lines of a document and what was read of it come in; out goes a finding at
//! every line that stands below a header of codes and is in no table, and at every
//! one that looks like a row of the last table and came loose from it. The reader
//! has its reasons for where a table ends; this module owns the promise that none
//! of them loses a row silently, so it looks at the lines alone.

use super::cell;
use super::codes::begins_row;
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
    let lines_of = |spans: &mut dyn Iterator<Item = Span>| {
        let mut found = vec![false; lines.len()];
        for span in spans {
            let last = source.line_at(span.end.max(span.start + 1) - 1);
            found.get_mut(source.line_at(span.start) - 1..last).unwrap_or_default().fill(true);
        }
        found
    };
    let read = lines_of(&mut tables.iter().flat_map(|table| table.rows.iter().map(|row| row.span)));
    let said = lines_of(&mut diagnostics.iter().map(|finding| finding.span));
    let text = |index: usize| {
        let line = lines.get(index).copied().unwrap_or_default();
        masked.text.get(line.range()).unwrap_or_default()
    };
    let mut html = masked.html.iter().peekable();
    let mut headed = false;
    // The last row that was read, below one heading.
    let mut last: Option<Span> = None;
    let cells_of = |span: Span| {
        let line = masked.text.get(span.range()).unwrap_or_default();
        Line::new(&masked.text, span, Pipes::of([line, ""])).cells
    };
    let mut stray: Option<Span> = None;
    for (index, (&span, (&read, &said))) in lines.iter().zip(read.iter().zip(&said)).enumerate() {
        let (line, known) = (text(index), read || said);
        let pipes = Pipes::of([line, ""]);
        while html.next_if(|table| table.end <= span.start).is_some() {}
        let in_html = html.peek().is_some_and(|table| table.start <= span.end);
        let ruled = is_table_rule(text(index + 1));
        let mut is_stray = false;
        if heading(line).is_some() && !ruled {
            (headed, last) = (false, None);
        } else if in_html || !pipes.are_in(line) {
            headed = false;
        } else if (ruled || !known && (headed || last.is_some())) && !is_table_rule(line) {
            let cells = cells_of(span);
            let raw = || cells.iter().map(|cell| masked.text.get(cell.range()).unwrap_or_default());
            let texts: Vec<_> = raw().map(cell::markdown).collect();
            let heads = |sought| ruled && texts.iter().any(|text| vocabulary.head(text) == sought);
            let first = texts.iter().find(|text| !text.is_empty());
            // Below a header, what begins with a number is no other header.
            let coded = first.is_some_and(|first| begins_row(first));
            if heads(Head::Parameter) {
                (headed, last) = (false, None);
            } else if heads(Head::Code) && !(headed && coded) {
                headed = true;
            } else if !headed && ruled {
                last = None;
            } else if !known {
                // An image is something to see, too.
                let filled = first.is_some() || raw().any(|raw| raw.contains("!["));
                is_stray = headed && filled
                    || coded
                        && cells.len() > 1
                        && last.is_some_and(|last| cells_of(last).len() == cells.len());
            }
        }
        if read {
            last = Some(span);
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
    let found = "this stands below a header or a table of codes, and is read as no row of it";
    Diagnostic::new(Id::NotRead, source, rows, found).help(
        "put it right below the header, its one delimiter row and the other rows, or give it a header of its own",
    )
}
