//! One table against its counterpart.
//!
//! Two tables that are known to be the same one come in, the changes of their
//! headings, lead lines, columns, rows and notes go out. This module owns what it is for
//! two texts to say the same.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use super::{CellChange, Change, ColumnChange, GlossChange, RowChange, TableDiff, View};
use crate::codegen::chars::narrow;
use crate::codegen::matching::{normalise, unnumbered};
use crate::codegen::model::{Column, Role, Row, Table, Text};

/// Everything but the codes that came and went.
pub(super) fn compare(old: &View<'_>, new: &View<'_>) -> TableDiff {
    let columns = Columns::match_up(old, new);
    TableDiff {
        heading: own_heading_change(old.table, new.table),
        lead: lead_change(old, new),
        reworded: Rows::new(old, new, &columns.pairs).reworded(),
        columns: columns.changes(old.table, new.table),
        notes: notes(&old.table.notes, &new.table.notes),
        glosses: glosses(old, new),
        ..TableDiff::default()
    }
}

/// A table that came or went: its rows without codes, which are in no list of codes.
pub(super) fn whole(old: Option<&View<'_>>, new: Option<&View<'_>>) -> TableDiff {
    let Some(view) = new.or(old) else { return TableDiff::default() };
    let columns: Vec<_> = (0..view.table.columns.len()).map(|place| (place, place)).collect();
    let rows = Rows::new(view, view, &columns);
    let places = rows_without_codes(view.table).into_iter();
    let changes = places.filter_map(|row| rows.change(old.map(|_| row), new.map(|_| row)));
    TableDiff { reworded: changes.collect(), ..TableDiff::default() }
}

/// The innermost heading of a table; empty where it has none.
pub(super) fn own_heading(table: &Table) -> &str {
    table.own_heading().map_or("", |text| text.text.as_str())
}

fn own_heading_change(old: &Table, new: &Table) -> Option<Change> {
    let (old, new) = (own_heading(old), own_heading(new));
    (normalise(old) != normalise(new)).then(|| Change::reworded(unnumbered(old), unnumbered(new)))
}

/// What changed of the line above a table. Its number changes with its place, as that of a heading,
/// and with the place of the table before, whether it is told as a note of that.
fn lead_change(old: &View<'_>, new: &View<'_>) -> Option<Change> {
    let words = |lead: Option<&Text>| lead.map(|lead| unnumbered(&lead.text).to_owned());
    let said = |view: &View<'_>| words(view.table.lead.as_ref()).as_deref().map(meaning);
    let (is_same, old, new) = (said(old) == said(new), words(old.lead), words(new.lead));
    (!is_same && old != new).then_some(Change { old, new })
}

/// What changed of the headings that enclose a table's own.
pub(super) fn enclosing_headings(old: &Table, new: &Table) -> Vec<Change> {
    fn enclosing(table: &Table) -> VecDeque<&str> {
        let own = usize::from(table.title.is_none());
        let count = table.headings.len().saturating_sub(own);
        table.headings.iter().take(count).map(|text| unnumbered(&text.text)).collect()
    }
    fn same(old: Option<&&str>, new: Option<&&str>) -> bool {
        matches!((old, new), (Some(old), Some(new)) if normalise(old) == normalise(new))
    }
    let (mut old, mut new) = (enclosing(old), enclosing(new));
    while same(old.front(), new.front()) {
        old.pop_front();
        new.pop_front();
    }
    while same(old.back(), new.back()) {
        old.pop_back();
        new.pop_back();
    }
    changes(old.into_iter(), new.into_iter())
}

/// The first is the first, the second the second; what is over came or went.
fn changes<'a>(
    mut old: impl Iterator<Item = &'a str>,
    mut new: impl Iterator<Item = &'a str>,
) -> Vec<Change> {
    let next = || match (old.next(), new.next()) {
        (None, None) => None,
        (old, new) => Some(Change { old: old.map(str::to_owned), new: new.map(str::to_owned) }),
    };
    std::iter::from_fn(next).collect()
}

/// Which column is which.
struct Columns {
    /// Places in the old table and in the new.
    pairs: Vec<(usize, usize)>,
}

impl Columns {
    /// By role, else by header, else by what the cells say.
    fn match_up(old: &View<'_>, new: &View<'_>) -> Self {
        let mut columns = Self::by_header(old.table, new.table);
        let paired_old: HashSet<usize> = columns.pairs.iter().map(|&(old, _)| old).collect();
        let paired_new: HashSet<usize> = columns.pairs.iter().map(|&(_, new)| new).collect();
        let rest_old = (0..old.table.columns.len()).filter(|place| !paired_old.contains(place));
        let rest_new = (0..new.table.columns.len()).filter(|place| !paired_new.contains(place));
        let rest = rest_old.zip(rest_new).filter(|&pair| say_the_same(old, new, pair));
        columns.pairs.extend(rest);
        columns.pairs.sort_by_key(|&(_, new)| new);
        columns
    }

    fn by_header(old: &Table, new: &Table) -> Self {
        let mut pairs = Vec::new();
        let mut free_old = vec![true; old.columns.len()];
        let mut free_new = vec![true; new.columns.len()];
        let mut pair = |old: usize, new: usize| {
            if let (Some(old_free @ true), Some(new_free @ true)) =
                (free_old.get_mut(old), free_new.get_mut(new))
            {
                (*old_free, *new_free) = (false, false);
                pairs.push((old, new));
            }
        };
        for role in [Role::Code, Role::Name, Role::Message, Role::Remedy] {
            if let (Some(old), Some(new)) = (old.column(role), new.column(role)) {
                pair(old, new);
            }
        }
        let mut headers: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (place, column) in new.columns.iter().enumerate() {
            headers.entry(header_key(&column.header.text)).or_default().push_back(place);
        }
        for (place, column) in old.columns.iter().enumerate() {
            let Some(places) = headers.get_mut(&header_key(&column.header.text)) else { continue };
            if let Some(new) = places.pop_front() {
                pair(place, new);
            }
        }
        Self { pairs }
    }

    /// The columns that came, went or changed, in the new order; then those that are gone.
    fn changes(&self, old: &Table, new: &Table) -> Vec<ColumnChange> {
        let describe = |table: &Table, place: usize| {
            table.columns.get(place).map(|column| (column.header.text.clone(), column.role))
        };
        let old_of: HashMap<usize, usize> = self.pairs.iter().map(|&(old, new)| (new, old)).collect();
        let kept: HashSet<usize> = self.pairs.iter().map(|&(old, _)| old).collect();
        let here = (0..new.columns.len()).map(|place| ColumnChange {
            old: old_of.get(&place).and_then(|&old_place| describe(old, old_place)),
            new: describe(new, place),
        });
        let gone = (0..old.columns.len())
            .filter(|place| !kept.contains(place))
            .map(|place| ColumnChange { old: describe(old, place), new: None });
        here.filter(ColumnChange::is_change).chain(gone).collect()
    }
}

impl ColumnChange {
    fn is_change(&self) -> bool {
        match (&self.old, &self.new) {
            (Some((old, old_role)), Some((new, new_role))) => {
                old_role != new_role || header_key(old) != header_key(new)
            }
            _ => true,
        }
    }
}

/// A header without blanks and punctuation; as it is where it has nothing else.
fn header_key(header: &str) -> String {
    let words: String = header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if words.is_empty() { header.trim().to_owned() } else { words }
}

/// Whether at least half of what two columns say of their common codes is the same.
fn say_the_same(old: &View<'_>, new: &View<'_>, (old_column, new_column): (usize, usize)) -> bool {
    let (mut said, mut same) = (0_usize, 0_usize);
    for &(code, old_row) in &old.codes {
        let Some(new_row) = new.lead(code) else { continue };
        let (old, new) = (cell(old.table, old_row, old_column), cell(new.table, new_row, new_column));
        said += usize::from(!(old.is_empty() && new.is_empty()));
        same += usize::from(!old.is_empty() && equal(old, new));
    }
    said > 0 && 2 * same >= said
}

fn cell(table: &Table, row: usize, column: usize) -> &str {
    table.rows.get(row).map_or("", |row| table.said(row, column))
}

/// The rows of two tables whose columns are matched.
struct Rows<'v, 'a> {
    old: &'v View<'a>,
    new: &'v View<'a>,
    columns: &'v [(usize, usize)],
    old_sayings: Sayings,
    new_sayings: Sayings,
}

/// What is said of each row, for comparison as a whole, once somebody has asked: every code
/// of a row may.
pub(super) type Sayings = Vec<OnceCell<String>>;

/// Nothing yet, of each row of a table.
pub(super) fn unsaid(table: &Table) -> Sayings {
    vec![OnceCell::new(); table.rows.len()]
}

/// What is said of a row; nothing where there is none.
pub(super) fn once(sayings: &Sayings, row: usize, say: impl FnOnce() -> String) -> &str {
    sayings.get(row).map_or("", |saying| saying.get_or_init(say))
}

impl<'v, 'a> Rows<'v, 'a> {
    fn new(old: &'v View<'a>, new: &'v View<'a>, columns: &'v [(usize, usize)]) -> Self {
        Self { old, new, columns, old_sayings: unsaid(old.table), new_sayings: unsaid(new.table) }
    }

    fn reworded(&self) -> Vec<RowChange> {
        let mut changes = self.leading();
        changes.extend(self.repeated());
        changes.extend(self.without_codes());
        changes
    }

    /// The rows that lead a code.
    fn leading(&self) -> Vec<RowChange> {
        let mut changes = Changes::default();
        for &(code, new_row) in &self.new.codes {
            if let Some(old_row) = self.old.lead(code) {
                changes.add(self, code, (Some(old_row), Some(new_row)));
            }
        }
        changes.list
    }

    /// The rows that have a code which another row leads.
    fn repeated(&self) -> Vec<RowChange> {
        let mut changes = Changes::default();
        for &(code, new_lead) in &self.new.codes {
            let Some(old_lead) = self.old.lead(code) else { continue };
            let (mut old, mut new) = (rows_of(self.old, code, old_lead), rows_of(self.new, code, new_lead));
            if old.len() == 1 && new.len() == 1 {
                continue;
            }
            subtract(&mut old, &mut new, |row| self.old_saying(row), |row| self.new_saying(row));
            if old.first() == Some(&old_lead) && new.first() == Some(&new_lead) {
                // That change is told with the rows that lead.
                old.remove(0);
                new.remove(0);
            }
            for pair in zip_longest(old, new) {
                changes.add(self, code, pair);
            }
        }
        changes.list
    }

    /// The rows whose code cell holds words or nothing, known by what it says.
    fn without_codes(&self) -> Vec<RowChange> {
        let (mut old, mut new) = (rows_without_codes(self.old.table), rows_without_codes(self.new.table));
        subtract(&mut old, &mut new, |row| self.old_saying(row), |row| self.new_saying(row));
        let label = |view: &View<'_>, row: usize| {
            meaning(view.table.rows.get(row).map_or("", |row| view.table.text(row, Role::Code)))
        };
        let mut labels: HashMap<String, VecDeque<usize>> = HashMap::new();
        for &row in &new {
            labels.entry(label(self.new, row)).or_default().push_back(row);
        }
        let mut met = HashSet::new();
        let mut pairs: Vec<(Option<usize>, Option<usize>)> = Vec::new();
        for row in old {
            let counterpart = labels.get_mut(&label(self.old, row)).and_then(VecDeque::pop_front);
            met.extend(counterpart);
            pairs.push((Some(row), counterpart));
        }
        pairs.extend(new.into_iter().filter(|row| !met.contains(row)).map(|row| (None, Some(row))));
        pairs.into_iter().filter_map(|(old, new)| self.change(old, new)).collect()
    }

    /// The difference of two rows, without codes; `None` where there is none.
    fn change(&self, old: Option<usize>, new: Option<usize>) -> Option<RowChange> {
        let row = |view: &View<'a>, place: Option<usize>| place.and_then(|place| view.table.rows.get(place));
        let (old_row, new_row) = (row(self.old, old), row(self.new, new));
        let cells = cells((self.old, old), (self.new, new), self.columns);
        let (row, table) =
            new_row.map(|row| (row, self.new.table)).or(old_row.map(|row| (row, self.old.table)))?;
        let label = if row.codes.is_empty() { table.text(row, Role::Code) } else { "" };
        let whole = old.is_none() || new.is_none();
        (whole || !cells.is_empty()).then(|| RowChange {
            codes: Vec::new(),
            label: label.to_owned(),
            old_line: old_row.map(|row| row.line),
            new_line: new_row.map(|row| row.line),
            cells,
        })
    }

    fn old_saying(&self, row: usize) -> &str {
        once(&self.old_sayings, row, || self.saying(self.old, row, |&(old, _)| old))
    }

    fn new_saying(&self, row: usize) -> &str {
        once(&self.new_sayings, row, || self.saying(self.new, row, |&(_, new)| new))
    }

    fn saying(&self, view: &View<'_>, row: usize, side: fn(&(usize, usize)) -> usize) -> String {
        let code = view.table.column(Role::Code);
        let said = |column| match code {
            Some(code) if code == column => view.beside_codes(row).to_owned(),
            _ => meaning(cell(view.table, row, column)),
        };
        self.columns.iter().map(side).flat_map(|column| [said(column), "\0".to_owned()]).collect()
    }
}

/// Changes of rows. Codes that share both rows share the change.
#[derive(Default)]
struct Changes {
    list: Vec<RowChange>,
    /// Where the change of two rows is in the list, if they differ.
    places: HashMap<(Option<usize>, Option<usize>), Option<usize>>,
}

impl Changes {
    fn add(&mut self, rows: &Rows<'_, '_>, code: &str, pair: (Option<usize>, Option<usize>)) {
        let place = *self.places.entry(pair).or_insert_with(|| {
            self.list.push(rows.change(pair.0, pair.1)?);
            Some(self.list.len() - 1)
        });
        if let Some(change) = place.and_then(|place| self.list.get_mut(place)) {
            change.codes.push(code.to_owned());
        }
    }
}

/// All rows of a code, the one that leads it first.
fn rows_of(view: &View<'_>, code: &str, lead: usize) -> Vec<usize> {
    let repeats = view.repeats.get(code).map_or(&[][..], Vec::as_slice);
    std::iter::once(lead).chain(repeats.iter().copied()).collect()
}

fn rows_without_codes(table: &Table) -> Vec<usize> {
    let rows = table.rows.iter().enumerate();
    rows.filter(|(_, row)| row.codes.is_empty()).map(|(place, _)| place).collect()
}

/// Takes out of both lists what says the same in both.
fn subtract<S: Eq + Hash>(
    old: &mut Vec<usize>,
    new: &mut Vec<usize>,
    old_saying: impl Fn(usize) -> S,
    new_saying: impl Fn(usize) -> S,
) {
    let mut sayings: HashMap<S, VecDeque<usize>> = HashMap::new();
    for &row in &*new {
        sayings.entry(new_saying(row)).or_default().push_back(row);
    }
    let mut met = HashSet::new();
    old.retain(|&row| match sayings.get_mut(&old_saying(row)).and_then(VecDeque::pop_front) {
        Some(counterpart) => !met.insert(counterpart),
        None => true,
    });
    new.retain(|row| !met.contains(row));
}

fn zip_longest(old: Vec<usize>, new: Vec<usize>) -> impl Iterator<Item = (Option<usize>, Option<usize>)> {
    let length = old.len().max(new.len());
    (0..length).map(move |place| (old.get(place).copied(), new.get(place).copied()))
}

/// The cells that differ, in the new order of the columns.
fn cells(
    old: (&View<'_>, Option<usize>),
    new: (&View<'_>, Option<usize>),
    columns: &[(usize, usize)],
) -> Vec<CellChange> {
    fn text<'a>((view, row): (&View<'a>, Option<usize>), column: usize) -> &'a str {
        row.map_or("", |row| cell(view.table, row, column))
    }
    fn beside_codes<'v>((view, row): (&'v View<'_>, Option<usize>)) -> &'v str {
        row.map_or("", |row| view.beside_codes(row))
    }
    let differing = columns.iter().filter_map(|&(old_column, new_column)| {
        let (old_table, new_table) = (old.0.table, new.0.table);
        let Column { header, role } =
            new_table.columns.get(new_column).or_else(|| old_table.columns.get(old_column))?;
        let (old_text, new_text) = (text(old, old_column), text(new, new_column));
        let same = match role {
            Role::Code => beside_codes(old) == beside_codes(new),
            _ => equal(old_text, new_text),
        };
        (!same).then(|| CellChange {
            column: header.text.clone(),
            role: *role,
            old: old_text.to_owned(),
            new: new_text.to_owned(),
        })
    });
    differing.collect()
}

/// What a code cell says beside its codes, which are compared by themselves: the
/// letters of `400601（已废弃）` that are not the code's. What parts codes, puts
/// them in quotes or writes them in full width is how they are written.
pub(super) fn beside_codes(table: &Table, row: &Row) -> String {
    let cell = table.text(row, Role::Code);
    if row.codes.is_empty() {
        return meaning(cell);
    }
    let (cell, mut words) = (letters(cell), String::new());
    let mut rest = cell.as_str();
    for code in &row.codes {
        if let Some((before, behind)) = rest.split_once(&letters(&code.text)) {
            words.push_str(before);
            rest = behind;
        }
    }
    words + rest
}

/// The letters and digits of a text, those of full width as ASCII.
fn letters(text: &str) -> String {
    text.chars().map(narrow).filter(|c| c.is_alphanumeric()).collect()
}

/// What a move from one table to another changed of a code's texts.
pub(super) fn moved_cells(code: &str, from: &View<'_>, to: &View<'_>) -> Vec<CellChange> {
    let columns = Columns::by_header(from.table, to.table);
    cells((from, from.lead(code)), (to, to.lead(code)), &columns.pairs)
}

fn notes(old: &[Text], new: &[Text]) -> Vec<Change> {
    let texts = |notes: &[Text]| -> Vec<usize> { (0..notes.len()).collect() };
    let say =
        |notes: &[Text], place: usize| notes.get(place).map(|note| meaning(&note.text)).unwrap_or_default();
    let (mut gone, mut came) = (texts(old), texts(new));
    subtract(&mut gone, &mut came, |place| say(old, place), |place| say(new, place));
    let mut changes = Vec::new();
    for (gone, came) in zip_longest(gone, came) {
        let gone = gone.and_then(|place| old.get(place)).map(|note| note.text.clone());
        let came = came.and_then(|place| new.get(place)).map(|note| note.text.clone());
        match (gone, came) {
            (Some(old), Some(new)) if !akin(&old, &new) => {
                changes.push(Change { old: Some(old), new: None });
                changes.push(Change { old: None, new: Some(new) });
            }
            (old, new) => changes.push(Change { old, new }),
        }
    }
    changes
}

/// Whether one text may be the other, reworded: half of the characters of the
/// smaller are in both.
fn akin(old: &str, new: &str) -> bool {
    let characters = |text: &str| -> HashSet<char> { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (old, new) = (characters(old), characters(new));
    2 * old.intersection(&new).count() >= old.len().min(new.len())
}

fn glosses(old: &View<'_>, new: &View<'_>) -> Vec<GlossChange> {
    let gloss = |view: &View<'_>, code: &str| view.names(code).and_then(|names| names.english.clone());
    let mut changes = Vec::new();
    for code in new.spellings().filter(|code| old.has(code)) {
        let change = Change { old: gloss(old, code), new: gloss(new, code) };
        if change.old != change.new {
            changes.push(GlossChange { code: code.to_owned(), gloss: change });
        }
    }
    changes
}

fn equal(old: &str, new: &str) -> bool {
    old == new || meaning(old) == meaning(new)
}

/// A text without the blanks that mean nothing: those at the ends of lines,
/// beside punctuation, and between Chinese, letters and digits.
pub(super) fn meaning(text: &str) -> String {
    let mut meaning = String::with_capacity(text.len());
    let mut gap = None;
    for character in text.chars() {
        if character == '\n' {
            gap = Some('\n');
        } else if character.is_whitespace() {
            gap = gap.or(Some(' '));
        } else if !matches!(character, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}') {
            match (gap.take(), meaning.chars().next_back()) {
                (Some('\n'), Some(_)) => meaning.push('\n'),
                (Some(_), Some(before)) if are_two_words(before, character) => meaning.push(' '),
                _ => {}
            }
            meaning.push(character);
        }
    }
    meaning
}

/// Whether a blank between two characters parts two words: both are letters of
/// a script that has such blanks, or both are digits. `3 MB` is `3MB`.
fn are_two_words(before: char, behind: char) -> bool {
    let is_spelled = |character: char| character.is_alphanumeric() && !is_ideograph(character);
    is_spelled(before) && is_spelled(behind) && before.is_numeric() == behind.is_numeric()
}

/// Han, kana and bopomofo: every character is a word, or may be one.
pub(super) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
