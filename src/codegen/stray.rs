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
    let mut read = vec![false; lines.len()];
    for table in tables {
        for row in &table.rows {
            source.mark(row.span, &mut read);
        }
    }
    let mut known = read.clone();
    for finding in &*diagnostics {
        source.mark(finding.span, &mut known);
    }
    let mut html = 0;
    let mut search = Search { masked, vocabulary, headed: false, last: None };
    let mut stray: Option<Span> = None;
    for (index, ((&span, read), known)) in lines.iter().zip(read).zip(known).enumerate() {
        while masked.html.get(html).is_some_and(|table| table.end <= span.start) {
            html += 1;
        }
        let in_html = masked.html.get(html).is_some_and(|table| table.start <= span.end);
        let ruled = lines.get(index + 1).is_some_and(|&next| is_table_rule(search.text(next)));
        if !in_html && search.is_stray(span, ruled, known) {
            stray = Some(stray.map_or(span, |first| first.to(span)));
        } else if let Some(stray) = stray.take() {
            diagnostics.push(finding(source, stray));
        }
        search.headed &= !in_html;
        if read {
            search.last = Some(span);
        }
    }
    diagnostics.extend(stray.map(|stray| finding(source, stray)));
}

/// What the lines so far say about the next one.
struct Search<'a> {
    masked: &'a Masked,
    vocabulary: &'a Vocabulary,
    /// Whether it stands below the header of a table of codes.
    headed: bool,
    /// The last row that was read, and that no other table came after.
    last: Option<Span>,
}

impl<'a> Search<'a> {
    fn text(&self, span: Span) -> &'a str {
        self.masked.text.get(span.range()).unwrap_or_default()
    }

    fn cells(&self, span: Span) -> Vec<Span> {
        Line::new(&self.masked.text, span, Pipes::of([self.text(span), ""])).cells
    }

    /// Whether a line is a row that no table has and no finding is at.
    fn is_stray(&mut self, line: Span, ruled: bool, known: bool) -> bool {
        let text = self.text(line);
        // Also a row that is a heading to Markdown: `# 1003 | 繁忙`.
        let hashes = text.len() - text.trim_start_matches('#').len();
        let is_heading = heading(text).is_some() && !ruled;
        let piped = Pipes::of([text, ""]).are_in(text);
        self.headed &= !is_heading && piped;
        let sought = ruled || !known && (self.headed || self.last.is_some());
        if !sought || !piped || is_table_rule(text) {
            return false;
        }
        let cells = self.cells(Span::new(line.start + hashes, line.end));
        let (mut texts, mut image) = (Vec::with_capacity(cells.len()), false);
        for &cell in &cells {
            let raw = self.text(cell);
            image |= raw.contains("![");
            texts.push(cell::markdown(raw));
        }
        let heads = |sought| ruled && texts.iter().any(|text| self.vocabulary.head(text) == sought);
        let first = texts.iter().find(|text| !text.is_empty());
        // Below a header, what begins with a number is no other header.
        let coded = first.is_some_and(|first| begins_row(first));
        let continues =
            coded && cells.len() > 1 && self.last.is_some_and(|last| self.cells(last).len() == cells.len());
        if heads(Head::Parameter) {
            (self.headed, self.last) = (false, None);
        } else if heads(Head::Code) && !(self.headed && coded) {
            self.headed = true;
        } else if !self.headed && ruled && !continues {
            self.last = None;
        } else if !known {
            // An image is something to see, too.
            return self.headed && (first.is_some() || image) || continues;
        }
        false
    }
}

fn finding(source: &Source, rows: Span) -> Diagnostic {
    let found = "this stands below a header or a table of codes, and is read as no row of it";
    Diagnostic::new(Id::NotRead, source, rows, found).help(
        "put it right below the header, its one delimiter row and the other rows, or give it a header of its own",
    )
}
