//! What there is to say about names.
//!
//! A document, its names file and which belongs to which come in; out go findings:
//! names that have nothing to name, types that are made of something else than
//! before, and what has no name yet. This module owns that a person who does what
//! a finding says loses no name, and that it is said no more then.

use std::collections::HashMap;
use std::ops::Range;

use super::file::{NameRow, OPEN, Section};
use super::{CodeNaming, Naming, Pairs, Rows};
use crate::codegen::diagnostic::{Diagnostic, Id};
use crate::codegen::kind::Representation;
use crate::codegen::markdown;
use crate::codegen::matching::normalise;
use crate::codegen::model::Table;
use crate::codegen::source::{Source, Span};

/// So many codes or tables are told by one finding.
const MOST_SHOWN: usize = 20;

/// Lines of the document.
#[derive(Default)]
struct Lines {
    /// From each heading to the next.
    headings: HashMap<String, Range<usize>>,
    /// Those of tables of codes, in order.
    tables: Vec<usize>,
    /// Those of what is told not to be read, in order.
    not_read: Vec<usize>,
}

/// Whether one of these lines, which are in order, is in a range.
fn holds(lines: &[usize], range: &Range<usize>) -> bool {
    let first = lines.partition_point(|&line| line < range.start);
    lines.get(first).is_some_and(|&line| line < range.end)
}

/// Who tells it.
pub(super) struct Reporter<'a> {
    pub(super) source: &'a Source,
    pub(super) pairs: &'a Pairs<'a>,
    pub(super) naming: &'a Naming,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reporter<'_> {
    /// Says which sections and rows of the names file have nothing to name.
    pub(super) fn stale(&mut self) {
        let Pairs { document, names, sections, tables } = self.pairs;
        if names.sections.is_empty() {
            return;
        }
        // The table that each code is in now: the first that has no row for it, for its
        // name can go there. Where each has one, nothing has moved.
        let mut homes: HashMap<&str, usize> = HashMap::new();
        for (index, (table, section)) in document.tables.iter().zip(sections).enumerate() {
            let rows = Rows::of(*section);
            for code in table.spellings() {
                if rows.get(code).is_none() {
                    homes.entry(code).or_insert(index);
                }
            }
        }
        let lines = if tables.contains(&None) { self.lines() } else { Lines::default() };
        for (section, table) in names.sections.iter().zip(tables) {
            let codes = table.map(Table::places).unwrap_or_default();
            let (mut moved, mut gone) = (Vec::new(), Vec::new());
            for (index, row) in section.rows.iter().enumerate() {
                match homes.get(row.code.as_str()) {
                    _ if row.name.is_none() || codes.contains_key(row.code.as_str()) => {}
                    Some(&home) => moved.push((home, index)),
                    None => gone.push(row),
                }
            }
            // Rows that go one way are one finding; what is gone is a decision each.
            moved.sort_unstable();
            match table {
                None => self.lost(section, &moved, gone.len(), &lines),
                Some(table) if !codes.is_empty() || table.says_none() => self.left(section, &moved, &gone),
                // It is told that none of its rows has a code.
                Some(_) => {}
            }
        }
    }

    fn table_name(&self, table: usize) -> &str {
        self.naming.tables.get(table).map_or(OPEN, |table| &table.name)
    }

    /// Says that a section has no table, unless it is said that the table is not read.
    fn lost(&mut self, section: &Section, moved: &[(usize, usize)], gone: usize, lines: &Lines) {
        let path = self.source.path();
        let shown = section.name.as_deref().unwrap_or(OPEN);
        let mut found = format!("no table of {path} is `{shown}` any more");
        let mut homes = Vec::new();
        for group in moved.chunk_by(|one, other| one.0 == other.0).take(MOST_SHOWN) {
            let home = group.first().map_or(OPEN, |&(home, _)| self.table_name(home));
            homes.push(format!("`{home}` has {}", group.len()));
        }
        let mut remove = "remove the section".to_owned();
        if !homes.is_empty() {
            found = format!("{found}; {} of its codes now", homes.join(", "));
            // Else the names would be gone with it.
            remove = format!("run `vendor-codes names --write {path}`, then {remove}");
        }
        let names = section.subject().names;
        let help = match names.iter().find_map(|name| lines.headings.get(name)) {
            Some(below) if holds(&lines.not_read, below) => return,
            _ if !homes.is_empty() && moved.len() >= gone => remove,
            Some(below) if !holds(&lines.tables, below) => {
                format!(
                    "its heading is on line {}, but no table of codes is below it: give the column of codes \
                     a header like `错误码` or `code`, or {remove}",
                    below.start
                )
            }
            _ => format!("add the table's new heading to its `Headings:` line, or {remove}"),
        };
        self.diagnostics.push(self.pairs.names.finding(Id::StaleName, section.at, found).help(help));
    }

    /// Where what a heading may be blamed for is in the document.
    fn lines(&self) -> Lines {
        let mut lines = Lines { headings: headings(self.source), ..Lines::default() };
        for table in &self.pairs.document.tables {
            lines.tables.push(table.line);
        }
        for known in &*self.diagnostics {
            if known.id == Id::NotRead && known.path == self.source.path() {
                lines.not_read.push(known.line);
            }
        }
        lines.tables.sort_unstable();
        lines.not_read.sort_unstable();
        lines
    }

    /// Says which codes have left the table of a section.
    fn left(&mut self, section: &Section, moved: &[(usize, usize)], gone: &[&NameRow]) {
        let names = self.pairs.names;
        let shown = section.name.as_deref().unwrap_or(OPEN);
        for row in gone {
            let name = row.name.as_deref().unwrap_or(OPEN);
            let found = format!("`{name}`: code {} has left `{shown}`", row.code);
            let help = "remove the row, or keep it for the code's return";
            self.diagnostics.push(names.finding(Id::StaleName, row.at, found).help(help));
        }
        for group in moved.chunk_by(|one, other| one.0 == other.0) {
            let mut rows = Vec::with_capacity(group.len());
            for &(_, row) in group {
                rows.extend(section.rows.get(row));
            }
            let (Some(first), Some(&(home, _))) = (rows.first(), group.first()) else { continue };
            let (found, are, the) = if let [NameRow { code, name, .. }] = rows.as_slice() {
                let name = name.as_deref().unwrap_or(OPEN);
                (format!("`{name}`: code {code} has left `{shown}`"), "the code is", "the row")
            } else {
                let mut codes = Vec::new();
                for row in rows.iter().take(MOST_SHOWN) {
                    codes.push(row.code.as_str());
                }
                if rows.len() > MOST_SHOWN {
                    codes.push("…");
                }
                let found = format!("{} codes have left `{shown}`: {}", rows.len(), codes.join(", "));
                (found, "the codes are", "the rows")
            };
            let to = match self.pairs.sections.get(home) {
                Some(Some(_)) => format!("move {the} there"),
                _ => {
                    format!("run `vendor-codes names --write {}`, then remove {the}", self.source.path())
                }
            };
            let help = format!("{are} in `{}` now: {to}", self.table_name(home));
            self.diagnostics.push(names.finding(Id::StaleName, first.at, found).help(help));
        }
    }

    /// Says which types are not what they were, with the codes that the names file has.
    pub(super) fn changed(&mut self) {
        let Pairs { document, sections, .. } = self.pairs;
        let mut told: Vec<Span> = Vec::new();
        for ((table, section), names) in document.tables.iter().zip(sections).zip(&self.naming.tables) {
            let Some(section) = section.filter(|section| !section.rows.is_empty()) else { continue };
            if names.codes.is_empty() {
                continue;
            }
            let mut old = Vec::with_capacity(section.rows.len());
            for row in &section.rows {
                old.push(row.code.as_str());
            }
            let (was, is) = (Representation::of(&old), Representation::of(&table.spellings()));
            if was == is {
                continue;
            }
            let left = old.iter().find(|code| !is.takes(code));
            let (span, change, help) = match (table.first_code(|code| !was.takes(code)), left) {
                // A part of the positions may look like numbers: `10` without `01`.
                (_, None) if is.is_set() => continue,
                // Where only a few codes are named, nobody knows what the others were.
                (Some(_), None) if 2 * old.len() < names.codes.len() => continue,
                (Some(code), left) => {
                    let then =
                        if left.is_some() { ", then remove the rows of codes that are gone" } else { "" };
                    let help = format!(
                        "correct the code in the document if it is a slip, else run \
                         `vendor-codes names --write {}`{then}",
                        document.path
                    );
                    (code.span, format!("with code {}", code.text), help)
                }
                (None, Some(code)) => {
                    let help =
                        "if it is gone for good, remove its row, and those of other codes that are gone";
                    (table.head(), format!("without code {code}"), help.to_owned())
                }
                (None, None) => continue,
            };
            told.push(span);
            let found = format!("{change}, the codes of `{}` are {is}; they were {was}", names.name);
            self.diagnostics.push(Diagnostic::new(Id::KindChanged, self.source, span, found).help(help));
        }
        // It says more than that the code is doubtful. The tables, and so the codes, are in order.
        self.diagnostics.retain(|known| {
            let first = told.partition_point(|span| span.start < known.span.start);
            known.id != Id::DoubtfulCode || told.get(first).is_none_or(|span| known.span.end < span.end)
        });
    }

    /// Says once for the document what has no name, and how to give one.
    pub(super) fn unnamed(&mut self) {
        let document = self.pairs.document;
        let (mut unnamed, mut first_unnamed) = (0, None);
        let (mut open, mut first_open) = (0, None);
        for (table, names) in document.tables.iter().zip(&self.naming.tables) {
            if names.codes.is_empty() {
                // There is no such type.
                continue;
            }
            if !names.named {
                unnamed += 1;
                first_unnamed = first_unnamed.or(Some((table, names)));
                continue;
            }
            for (index, code) in names.codes.iter().enumerate() {
                if code.name.is_none() {
                    open += 1;
                    first_open = first_open.or(Some((table, index, code)));
                }
            }
        }
        let help =
            format!("`vendor-codes names {}` prints the names file with a row for each", document.path);
        if let Some((table, names)) = first_unnamed {
            let message = match unnamed {
                1 => format!("a table has no name and is called `{}`", names.name),
                count => format!("{count} tables have no names, the first is called `{}`", names.name),
            };
            let mut finding = Diagnostic::of_file(Id::UnnamedTable, document.path.as_str(), message);
            (finding.span, finding.line, finding.column) = (table.span, table.line, 1);
            self.diagnostics.push(finding.help(help.as_str()));
        }
        if let Some((table, index, CodeNaming { stable, .. })) = first_open {
            let message = match open {
                1 => format!("a code has no name and is called `{stable}`"),
                count => format!("{count} codes have no names, the first is called `{stable}`"),
            };
            let codes = table.spellings();
            let code = codes.get(index).and_then(|code| table.first_code(|other| other == *code));
            let span = code.map_or(table.span, |code| code.span);
            self.diagnostics.push(Diagnostic::new(Id::UnnamedCode, self.source, span, message).help(help));
        }
    }
}

/// The lines from each heading to the next, by the heading.
fn headings(source: &Source) -> HashMap<String, Range<usize>> {
    let mut found = Vec::new();
    for (index, &line) in source.lines().iter().enumerate() {
        if let Some((_, words)) = markdown::heading(source.slice(line)) {
            found.push((normalise(words), index + 1));
        }
    }
    let mut end = source.lines().len() + 1;
    let mut headings = HashMap::new();
    // Of equal ones, the first stays.
    for (words, start) in found.into_iter().rev() {
        headings.insert(words, start..end);
        end = start;
    }
    headings
}
