//! What changed between two revisions of a document.
//!
//! Two documents with their names come in; out goes a [`Diff`]: what was added,
//! removed, moved and reworded, table by table, and what that asks of the
//! version number of the generated API. This module owns the rule that rows are
//! compared by what they mean: where a table stands in the file, how its columns
//! are laid out, the order of its rows, which of them share a line, the number
//! of its heading and the blanks around words are no change.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

use std::collections::{HashMap, HashSet, VecDeque};

use crate::codegen::emit::Options;
use crate::codegen::emit::shape::Shape;
use crate::codegen::matching::{self, Subject};
use crate::codegen::model::{Document, Kind, Role, Table, Text};
use crate::codegen::names::{CodeNaming, Naming, TableNaming};

#[cfg(feature = "cli")]
pub mod show;
mod table;
mod verdict;
#[cfg(feature = "cli")]
pub mod words;

pub use crate::codegen::emit::shape::Form;
pub use verdict::{Cause, Parts, Verdict};

/// What changed between two revisions of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diff {
    /// The revision compared from.
    pub old: Revision,
    /// The revision compared to.
    pub new: Revision,
    /// Headings above the tables' own that came, went or were reworded, each once.
    pub headings: Vec<Change>,
    /// The tables with a change, in the new order; then those that are gone.
    pub tables: Vec<TableDiff>,
    /// What the changes are to those who compile against the generated API,
    /// the gravest first.
    pub causes: Vec<Cause>,
}

impl Diff {
    /// Whether both revisions say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headings.is_empty() && self.tables.is_empty() && self.causes.is_empty()
    }

    /// What the new revision asks of the version number.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.causes.iter().map(Cause::verdict).max().unwrap_or_default()
    }
}

/// Which document this was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Revision {
    /// The file's name as it was given.
    pub path: String,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
}

/// A text that came, went or was reworded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Change {
    /// The text in the old revision; `None` where it is new.
    pub old: Option<String>,
    /// The text in the new revision; `None` where it is gone.
    pub new: Option<String>,
}

impl Change {
    fn reworded(old: &str, new: &str) -> Self {
        Self { old: Some(old.to_owned()), new: Some(new.to_owned()) }
    }
}

/// What changed in one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableDiff {
    /// The table in the old revision; `None` where it is new.
    pub old: Option<Side>,
    /// The table in the new revision; `None` where it is gone.
    pub new: Option<Side>,
    /// Its own heading, reworded; a new number is no change.
    pub heading: Option<Change>,
    /// The line above it, where that is neither its heading nor a note of the table before.
    pub lead: Option<Change>,
    /// The columns that came, went or changed their header or role.
    pub columns: Vec<ColumnChange>,
    /// The codes that are new to the document.
    pub added: Vec<CodeText>,
    /// The codes that are gone from the document.
    pub removed: Vec<CodeText>,
    /// The codes that came here from another table.
    pub moved_in: Vec<Moved>,
    /// The codes that went to another table.
    pub moved_out: Vec<Moved>,
    /// The rows with another text. Of a table that is new, or gone, its rows
    /// without codes.
    pub reworded: Vec<RowChange>,
    /// The notes under the table that came, went or were reworded.
    pub notes: Vec<Change>,
    /// The codes with another English gloss.
    pub glosses: Vec<GlossChange>,
}

impl TableDiff {
    /// Whether the table is new, or gone.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.old.is_none() || self.new.is_none()
    }

    /// The table as it is now; as it was where it is gone.
    #[must_use]
    pub fn side(&self) -> Option<&Side> {
        self.new.as_ref().or(self.old.as_ref())
    }

    fn says_otherwise(&self) -> bool {
        self.heading.is_some()
            || self.lead.is_some()
            || !self.columns.is_empty()
            || !self.reworded.is_empty()
            || !self.notes.is_empty()
            || !self.glosses.is_empty()
    }

    fn is_change(&self) -> bool {
        self.is_whole()
            || self.says_otherwise()
            || !(self.added.is_empty() && self.removed.is_empty())
            || !(self.moved_in.is_empty() && self.moved_out.is_empty())
    }
}

/// One table of one revision.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Side {
    /// The Rust type.
    pub name: String,
    /// The table's own heading, as written; its title in bold where it has one.
    pub heading: String,
    /// 1-based line of the table.
    pub line: usize,
    /// What the codes are.
    pub kind: Kind,
}

/// A code and what the document says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodeText {
    /// The code, as written.
    pub code: String,
    /// Its Rust name.
    pub variant: String,
    /// What the service says.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// 1-based line of the row that leads the code.
    pub line: usize,
}

/// A code that went from one table to another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moved {
    /// The code, as the new revision has it.
    pub code: CodeText,
    /// The table at the other end of the move.
    pub table: Side,
    /// What the move changed of its texts.
    pub cells: Vec<CellChange>,
}

/// A column that came, went or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnChange {
    /// Header and role in the old revision; `None` where it is new.
    pub old: Option<(String, Role)>,
    /// Header and role in the new revision; `None` where it is gone.
    pub new: Option<(String, Role)>,
}

/// A row with another text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RowChange {
    /// The codes whose row this is; none for a row without codes.
    pub codes: Vec<String>,
    /// What the code cell of a row without codes says.
    pub label: String,
    /// 1-based line in the old revision; `None` where a repeated row, or one
    /// without codes, is new.
    pub old_line: Option<usize>,
    /// 1-based line in the new revision; `None` where such a row is gone.
    pub new_line: Option<usize>,
    /// The cells that differ.
    pub cells: Vec<CellChange>,
}

/// A cell with another text. That of the codes is one where it says something
/// else beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CellChange {
    /// The column's header, in the new revision where it has the column.
    pub column: String,
    /// The column's role.
    pub role: Role,
    /// The old text.
    pub old: String,
    /// The new text.
    pub new: String,
}

/// A code with another English gloss.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GlossChange {
    /// The code.
    pub code: String,
    /// The old gloss and the new.
    pub gloss: Change,
}

/// Compares two revisions, with the names that each has in Rust.
///
/// Types are those of a [`Generator`](crate::codegen::Generator) that was not told
/// otherwise: enums of 4,096 codes at most, shared beyond 256 tables.
///
/// ```
/// use vendor_codes::codegen::interpret;
/// use vendor_codes::codegen::roles::Vocabulary;
/// use vendor_codes::codegen::source::Source;
/// use vendor_codes::diff::{Verdict, compare};
///
/// let revision = |rows: &str| {
///     let text = format!("## Pay\n| 错误码 | 描述 |\n|---|---|\n{rows}");
///     interpret(&Source::new("pay.md", text), None, &Vocabulary::default())
/// };
/// let (old, new) = (revision("| 7 | 余额不足 |\n"), revision("| 7 | 余额不够 |\n| 9 | 超时 |\n"));
/// let diff = compare(&old.document, &new.document, &old.naming, &new.naming);
///
/// assert_eq!(diff.verdict(), Verdict::Minor);
/// assert_eq!(diff.tables[0].added[0].code, "9");
/// assert_eq!(diff.tables[0].reworded[0].cells[0].new, "余额不够");
/// ```
#[must_use]
pub fn compare(old: &Document, new: &Document, old_naming: &Naming, new_naming: &Naming) -> Diff {
    compare_types(old, new, old_naming, new_naming, &Options::default())
}

fn compare_types(
    old: &Document,
    new: &Document,
    old_naming: &Naming,
    new_naming: &Naming,
    options: &Options,
) -> Diff {
    let revisions = Revisions::new(View::all(old, old_naming, options), View::all(new, new_naming, options));
    let mut tables: Vec<TableDiff> = revisions
        .new
        .iter()
        .map(|view| revisions.compare(revisions.old_of(view), Some(view)))
        .chain(revisions.gone().map(|view| revisions.compare(Some(view), None)))
        .collect();
    tables.retain(TableDiff::is_change);

    let mut seen = HashSet::new();
    let headings: Vec<Change> = revisions
        .pairs()
        .flat_map(|(old, new)| table::enclosing_headings(old.table, new.table))
        .filter(|change| seen.insert(change.clone()))
        .collect();
    let causes = verdict::causes(&revisions, &tables, &headings);
    Diff { old: Revision::of(old), new: Revision::of(new), headings, tables, causes }
}

impl Revision {
    fn of(document: &Document) -> Self {
        Self { path: document.path.clone(), sha256: document.sha256.clone() }
    }
}

/// A table as the comparison looks at it: every code at hand.
struct View<'a> {
    index: usize,
    table: &'a Table,
    naming: Option<&'a TableNaming>,
    /// The line above the table.
    lead: Option<&'a Text>,
    /// Every distinct code, with the row that leads it.
    codes: Vec<(&'a str, usize)>,
    /// Where each code is in `codes`.
    places: HashMap<&'a str, usize>,
    /// The rows that repeat a code, without the one that leads it.
    repeats: HashMap<&'a str, Vec<usize>>,
    /// What each row says beside its codes.
    beside_codes: table::Sayings,
    /// What the generator makes of the table.
    shape: Shape,
    form: Form,
}

impl<'a> View<'a> {
    fn all(document: &'a Document, naming: &'a Naming, options: &Options) -> Vec<Self> {
        let shared = options.shares_types(document);
        let named = naming.tables.iter().map(Some).chain(std::iter::repeat(None));
        document
            .tables
            .iter()
            .zip(named)
            .enumerate()
            .map(|(index, (table, naming))| {
                let before = index.checked_sub(1).and_then(|before| document.tables.get(before));
                Self { lead: own_lead(table, before), ..Self::new(index, table, naming, shared, options) }
            })
            .collect()
    }

    fn new(
        index: usize,
        table: &'a Table,
        naming: Option<&'a TableNaming>,
        shared: bool,
        options: &Options,
    ) -> Self {
        let (codes, places) = table.codes_and_places();
        let texts: Vec<_> = codes.iter().map(|&(code, _)| code).collect();
        let shape = Shape::of(table, &texts);
        let form = shape.form(codes.len(), shared, options);
        let mut view = Self {
            index,
            table,
            naming,
            lead: None,
            codes,
            places,
            repeats: HashMap::new(),
            beside_codes: table::unsaid(table),
            shape,
            form,
        };
        for (row, code) in table
            .rows
            .iter()
            .enumerate()
            .flat_map(|(row, cells)| cells.codes.iter().map(move |code| (row, code.text.as_str())))
        {
            if view.lead(code) != Some(row) {
                view.repeats.entry(code).or_default().push(row);
            }
        }
        view
    }

    fn name(&self) -> &'a str {
        self.naming.map_or("", |naming| naming.name.as_str())
    }

    fn has(&self, code: &str) -> bool {
        self.places.contains_key(code)
    }

    /// The row that leads a code.
    fn lead(&self, code: &str) -> Option<usize> {
        self.codes.get(*self.places.get(code)?).map(|&(_, row)| row)
    }

    /// The Rust names of a code.
    fn names(&self, code: &str) -> Option<&'a CodeNaming> {
        self.naming?.codes.get(*self.places.get(code)?)
    }

    /// The codes, as written, in order.
    fn spellings(&self) -> impl Iterator<Item = &'a str> {
        self.codes.iter().map(|&(code, _)| code)
    }

    /// What the code cell of a row says beside its codes.
    fn beside_codes(&self, row: usize) -> &str {
        let say = |row| table::beside_codes(self.table, row);
        table::once(&self.beside_codes, row, || self.table.rows.get(row).map_or_else(String::new, say))
    }

    /// The text of the row that leads a code.
    fn text(&self, code: &str, role: Role) -> &'a str {
        let row = self.lead(code).and_then(|row| self.table.rows.get(row));
        row.map_or("", |row| self.table.text(row, role))
    }

    fn side(&self) -> Side {
        Side {
            name: self.name().to_owned(),
            heading: table::own_heading(self.table).to_owned(),
            line: self.table.line,
            kind: self.table.kind,
        }
    }

    fn code_text(&self, code: &str) -> CodeText {
        CodeText {
            code: code.to_owned(),
            variant: self.names(code).map_or_else(String::new, |names| names.variant().to_owned()),
            message: self.text(code, Role::Message).to_owned(),
            remedy: self.text(code, Role::Remedy).to_owned(),
            line: self.lead(code).and_then(|row| self.table.rows.get(row)).map_or(0, |row| row.line),
        }
    }
}

/// The line above a table, unless it is told already: as its title, or as a note of the table before.
fn own_lead<'a>(table: &'a Table, before: Option<&Table>) -> Option<&'a Text> {
    let lead = table.lead.as_ref()?;
    let notes = before.map_or(&[][..], |before| &before.notes);
    let is_in = |text: &Text| text.span.start <= lead.span.start && lead.span.end <= text.span.end;
    (!table.title.iter().chain(notes).any(is_in)).then_some(lead)
}

/// Both revisions: which table is which, and which code went where.
struct Revisions<'a> {
    old: Vec<View<'a>>,
    new: Vec<View<'a>>,
    /// For each old table its place in `new`, and the reverse.
    new_of: Vec<Option<usize>>,
    old_of: Vec<Option<usize>>,
    /// For a code of an old table the new table that it went to, and the reverse.
    moved_to: HashMap<(usize, &'a str), usize>,
    moved_from: HashMap<(usize, &'a str), usize>,
}

impl<'a> Revisions<'a> {
    fn new(old: Vec<View<'a>>, new: Vec<View<'a>>) -> Self {
        let subjects = |views: &[View<'a>]| -> Vec<Subject<'a>> {
            views.iter().map(|view| Subject::of_table(view.table)).collect()
        };
        let new_of = matching::pair(&subjects(&old), &subjects(&new));
        let mut old_of = vec![None; new.len()];
        for (old, new) in new_of.iter().enumerate() {
            if let Some(place) = new.and_then(|new| old_of.get_mut(new)) {
                *place = Some(old);
            }
        }
        let mut revisions =
            Self { old, new, new_of, old_of, moved_to: HashMap::new(), moved_from: HashMap::new() };
        revisions.find_moves();
        revisions
    }

    fn new_of(&self, old: &View<'_>) -> Option<&View<'a>> {
        self.new.get((*self.new_of.get(old.index)?)?)
    }

    fn old_of(&self, new: &View<'_>) -> Option<&View<'a>> {
        self.old.get((*self.old_of.get(new.index)?)?)
    }

    fn pairs(&self) -> impl Iterator<Item = (&View<'a>, &View<'a>)> {
        self.new.iter().filter_map(|new| Some((self.old_of(new)?, new)))
    }

    /// The old tables without a counterpart.
    fn gone(&self) -> impl Iterator<Item = &View<'a>> {
        self.old.iter().filter(|old| self.new_of(old).is_none())
    }

    /// A code that left one table and came to another has moved, if it says the
    /// same there or is in no third table that it could have to do with.
    fn find_moves(&mut self) {
        let left = leavers(&self.old, |view| self.new_of(view));
        let came = leavers(&self.new, |view| self.old_of(view));
        let message = |views: &[View<'a>], &(table, code): &(usize, &'a str)| {
            views.get(table).map(|view| table::meaning(view.text(code, Role::Message)))
        };

        let mut alike: HashMap<_, VecDeque<usize>> = HashMap::new();
        for key in &came {
            alike.entry((key.1, message(&self.new, key))).or_default().push_back(key.0);
        }
        let mut moves = Vec::new();
        let mut others = Vec::new();
        for key in &left {
            let places = alike.get_mut(&(key.1, message(&self.old, key)));
            match places.and_then(VecDeque::pop_front) {
                Some(to) => moves.push((key.0, to, key.1)),
                None => others.push(*key),
            }
        }

        let holders = |views: &[View<'a>]| {
            let mut holders: HashMap<&'a str, usize> = HashMap::new();
            views.iter().flat_map(View::spellings).for_each(|code| *holders.entry(code).or_default() += 1);
            holders
        };
        let (old_holders, new_holders) = (holders(&self.old), holders(&self.new));
        let places: HashMap<&str, usize> = came.iter().map(|&(table, code)| (code, table)).collect();
        for (from, code) in others {
            let single = old_holders.get(code) == Some(&1) && new_holders.get(code) == Some(&1);
            if let Some(&to) = places.get(code).filter(|_| single) {
                moves.push((from, to, code));
            }
        }
        for (from, to, code) in moves {
            self.moved_to.insert((from, code), to);
            self.moved_from.insert((to, code), from);
        }
    }

    /// What changed from one table to its counterpart.
    fn compare(&self, old: Option<&View<'a>>, new: Option<&View<'a>>) -> TableDiff {
        let mut diff = match (old, new) {
            (Some(old), Some(new)) => table::compare(old, new),
            (old, new) => table::whole(old, new),
        };
        diff.old = old.map(View::side);
        diff.new = new.map(View::side);
        if let Some(new) = new {
            for code in new.spellings().filter(|code| old.is_none_or(|old| !old.has(code))) {
                match self.moved_from.get(&(new.index, code)).and_then(|&from| self.old.get(from)) {
                    Some(from) => diff.moved_in.push(moved(code, from, new, from)),
                    None => diff.added.push(new.code_text(code)),
                }
            }
        }
        if let Some(old) = old {
            for code in old.spellings().filter(|code| new.is_none_or(|new| !new.has(code))) {
                match self.moved_to.get(&(old.index, code)).and_then(|&to| self.new.get(to)) {
                    Some(to) => diff.moved_out.push(moved(code, old, to, to)),
                    None => diff.removed.push(old.code_text(code)),
                }
            }
        }
        diff
    }
}

/// The codes of each table that its counterpart has not.
fn leavers<'a, 'v>(
    views: &'v [View<'a>],
    counterpart: impl Fn(&'v View<'a>) -> Option<&'v View<'a>>,
) -> Vec<(usize, &'a str)> {
    let mut leavers = Vec::new();
    for view in views {
        let other = counterpart(view);
        let codes = view.spellings().filter(|code| other.is_none_or(|other| !other.has(code)));
        leavers.extend(codes.map(|code| (view.index, code)));
    }
    leavers
}

fn moved(code: &str, from: &View<'_>, to: &View<'_>, other: &View<'_>) -> Moved {
    Moved { code: to.code_text(code), table: other.side(), cells: table::moved_cells(code, from, to) }
}

#[cfg(test)]
mod tests;
