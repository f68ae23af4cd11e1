//! What a table is, and what its columns are for.
//!
//! A table is one of codes by its header, or by where it stands and what it holds. What
//! looks like such a table and is none for sure is told, so that no row is lost silently.

use super::chars::starts;
use super::codes::{self, CellForm};
use super::columns::{
    has_parameters, header_of, is_counted, is_http, is_mostly, is_mostly_coded, is_of_constants,
    is_of_methods, is_of_numbers, is_refusal, is_same, is_symbols, texts,
};
use super::diagnostic::{Diagnostic, Id};
use super::grid::{Grid, GridRow, is_spanned};
use super::model::{Role, Text};
use super::roles::{
    Head, Vocabulary, is_called_code, is_data_type, is_error, is_field, is_name, is_value, speaks_of_codes,
    speaks_of_errors, speaks_of_results,
};
use super::source::Source;

/// Where a table stands.
#[derive(Debug, Default)]
pub struct Context {
    /// The enclosing headings with their levels, outermost first.
    pub headings: Vec<(usize, Text)>,
    /// The last line in bold since the heading, or what stands over the tab.
    pub title: Option<Text>,
    /// Of each tab that is open, what was above it, which is a heading as long as it is open.
    pub tabs: Vec<Option<Above>>,
    /// The last line of text since the heading or table.
    pub lead: Option<Text>,
    /// Whether a heading anywhere above speaks of codes.
    pub codes_above: bool,
}

/// What a line above a tab was, before it became a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    Title,
    Lead,
}

impl Context {
    /// The level of such a heading: below all others.
    const ABOVE: usize = usize::MAX;

    /// Opens a tab. What stands above tabs is above each of them.
    pub fn open(&mut self, tab: Text) {
        let lead = self.lead.take().filter(|lead| lead.text.ends_with([':', '：']));
        let above = match (self.title.take(), lead) {
            (Some(title), _) => Some((Above::Title, title)),
            (None, lead) => lead.map(|lead| (Above::Lead, lead)),
        };
        self.tabs.push(above.as_ref().map(|&(kind, _)| kind));
        self.headings.extend(above.map(|(_, text)| (Self::ABOVE, text)));
        self.lead = Some(tab.clone());
        self.title = Some(tab);
    }

    /// Closes the last tab: what was above it is there again.
    pub fn close(&mut self) {
        (self.title, self.lead) = (None, None);
        let Some(above) = self.tabs.pop().flatten() else { return };
        // Behind a heading in the tab, it is not.
        let text = self.headings.pop_if(|(level, _)| *level == Self::ABOVE).map(|(_, text)| text);
        match above {
            Above::Title => self.title = text,
            Above::Lead => self.lead = text,
        }
    }

    fn speaks(&self, of: fn(&str) -> bool) -> bool {
        let headings = self.headings.iter().map(|(_, heading)| heading);
        headings.chain(&self.title).chain(&self.lead).any(|text| of(&text.text))
    }

    fn speaks_of_codes(&self) -> bool {
        self.speaks(speaks_of_codes)
    }
}

/// What a table is.
#[derive(Debug)]
pub enum Judgement {
    /// A table of codes, which are in this column.
    Codes(usize),
    /// Something else.
    Other,
    /// Something else, though it looks like a table of codes for this reason.
    Doubtful(&'static str),
}

/// Who decides.
pub struct Judge<'a> {
    pub context: &'a Context,
    pub vocabulary: &'a Vocabulary,
    pub source: &'a Source,
}

impl Judge<'_> {
    /// Decides what a table is; its header and its rows are where they belong afterwards.
    pub fn judge(&self, grid: &mut Grid) -> Judgement {
        self.find_header(grid);
        let mut heads = self.vocabulary.heads(&grid.header);
        if grid.rows.is_empty() {
            return Judgement::Other;
        }
        forget_kinds(grid, &mut heads, self.context.speaks_of_codes());
        if heads.contains(&Head::Parameter) {
            return judge_parameters(grid, &heads);
        }
        if grid.header.iter().all(|header| header.text.is_empty()) {
            return self.judge_headless(grid);
        }
        match self.code_column(grid, &heads) {
            Some(code) if (0..heads.len()).any(|column| column != code && is_of_methods(grid, column)) => {
                Judgement::Doubtful(
                    "this looks like a table of codes, but it lists requests, and what they are answered with",
                )
            }
            Some(column) => Judgement::Codes(column),
            None if self.context.speaks(speaks_of_errors)
                && !heads.contains(&Head::Status)
                && (looks_coded(grid, &heads)
                    || vague_column(grid, &heads).is_some_and(|column| is_of_constants(grid, column))) =>
            {
                Judgement::Doubtful("this looks like a table of codes, but none of its headers says so")
            }
            None => Judgement::Other,
        }
    }

    /// The column of codes, by its header, by where the table stands and by what it holds.
    fn code_column(&self, grid: &Grid, heads: &[Head]) -> Option<usize> {
        let vague = vague_column(grid, heads).filter(|&column| self.confirms(grid, heads, column));
        // Values come before a status of HTTP, but not if they only count the rows.
        let values = vague.filter(|&column| !heads.contains(&Head::Code) && !is_counted(grid, column));
        // Words in place of all codes: the table speaks of codes all the same.
        let words = || heads.iter().position(|&head| head == Head::Code);
        values.or_else(|| named_column(grid, heads)).or_else(words).or(vague)
    }

    /// Whether something else says that a column with a vague header is one of codes.
    fn confirms(&self, grid: &Grid, heads: &[Head], column: usize) -> bool {
        let has = |wanted: Head| heads.contains(&wanted);
        let (header, numbers) = (header_of(grid, column), is_of_numbers(grid, column));
        // Beside a status of HTTP, what is called a code, or an error and has a number, is the code.
        let beside = has(Head::Status)
            && !has(Head::Code)
            && (is_called_code(header) || is_error(header) && numbers && !is_counted(grid, column));
        // What a call returns is often a row of an example: numbers that are explained are codes.
        let explained = has(Head::Message) && numbers && self.context.speaks(speaks_of_results);
        // `代码` below a heading of errors.
        let called = is_called_code(header) && numbers && self.context.speaks(speaks_of_errors);
        beside || explained || called || self.context.speaks_of_codes()
    }

    /// A table without any header: its first column must be one of codes, and
    /// something above it must speak of codes.
    fn judge_headless(&self, grid: &Grid) -> Judgement {
        let speaks = self.context.speaks_of_codes();
        let above = speaks || self.context.codes_above;
        match () {
            () if above && is_of_numbers(grid, 0) => Judgement::Codes(0),
            () if speaks && is_mostly_coded(grid, 0) && !has_parameters(grid, 0) => Judgement::Codes(0),
            () if grid.rows.len() > 2 && is_of_numbers(grid, 0) && !is_counted(grid, 0) => {
                Judgement::Doubtful("this looks like a table of codes, but it has no header")
            }
            () => Judgement::Other,
        }
    }

    /// Puts the header where it belongs: it may stand below the delimiter row,
    /// or a row may stand in its place.
    fn find_header(&self, grid: &mut Grid) {
        let heads = self.vocabulary.heads(&grid.header);
        let first = grid.header.first().map_or("", |cell| cell.text.as_str());
        let known_header = known(&heads) > 0;
        // The words of a row may sound like a header: `1003 | 操作超时`. A name above numbers is none
        // of a row: `errno2 | 描述`.
        let is_word = |text: &str| starts(text, char::is_alphabetic);
        let is_named =
            heads.contains(&Head::Code) || known_header && is_word(first) && !is_mostly(grid, 0, is_word);
        let is_row = !is_named && codes::is_numeric(first) && is_of_numbers(grid, 0);
        if !is_row && !is_spanned(&grid.header) && known_header {
            return;
        }
        let is_header = |row: &&GridRow| {
            let heads = self.vocabulary.heads(&row.cells);
            let coded = heads
                .iter()
                .position(|&head| head == Head::Code)
                .is_some_and(|column| known(&heads) > 1 || is_mostly_coded(grid, column));
            !is_data(&row.cells, &heads) && (coded || known(&heads) > 1 && grid.header.is_empty())
        };
        let titled = grid.header.is_empty() && grid.rows.first().is_some_and(|row| is_spanned(&row.cells));
        let place = usize::from(titled && grid.rows.get(1).as_ref().is_some_and(is_header));
        let first = grid.rows.get(place).filter(is_header);
        if let Some(first) = first {
            if grid.has_header {
                let found = "the header stands below the delimiter row";
                grid.findings.push(
                    Diagnostic::new(Id::HeaderPlace, self.source, first.span, found).help("move it above"),
                );
            } else if !self.source.slice(grid.span).starts_with('<') {
                let found = "no delimiter row stands below this header: strict readers see no table";
                grid.findings.push(
                    Diagnostic::new(Id::NoDelimiter, self.source, first.span, found)
                        .help("write one below it: `|---|---|`"),
                );
            }
            let rows = grid.rows.split_off(place + 1);
            grid.header = grid.rows.pop().unwrap_or_default().cells;
            grid.rows = rows;
            return;
        }
        if is_row {
            let mut span = grid.header.first().map_or(grid.span, |cell| cell.span);
            for cell in &grid.header {
                span = span.to(cell.span);
            }
            let found = "a row of codes stands in place of the header";
            grid.findings.push(
                Diagnostic::new(Id::HeaderPlace, self.source, span, found).help("give the table a header"),
            );
            grid.rows.insert(0, GridRow { span, cells: std::mem::take(&mut grid.header) });
        }
    }
}

/// How many headers say something that is known.
fn known(heads: &[Head]) -> usize {
    let mut known = 0;
    for &head in heads {
        known += usize::from(head != Head::Unknown);
    }
    known
}

/// Whether a row is a row and no header: it holds a number, or the type of a
/// parameter. A known header is neither: `HTTP状态码`, `Code（错误码）`.
fn is_data(cells: &[Text], heads: &[Head]) -> bool {
    let datum = |text: &str| codes::is_numeric(text) || is_data_type(text);
    cells.iter().zip(heads).any(|(cell, &head)| head == Head::Unknown && datum(&cell.text))
}

/// Beside codes, or the values of constants in a context that speaks of codes, a `类型` may be
/// a kind of error or such a constant, and is that of a parameter only where it says `string`.
fn forget_kinds(grid: &Grid, heads: &mut [Head], speaks: bool) {
    let coded = |(column, head): (usize, &Head)| match head {
        Head::Code | Head::Status => {
            is_mostly_coded(grid, column)
            // `No` in most rows is none.
            && (is_of_numbers(grid, column) || 2 * texts(grid, column) > grid.rows.len())
        }
        Head::Vague => speaks && is_value(header_of(grid, column)) && is_of_numbers(grid, column),
        _ => false,
    };
    if heads.contains(&Head::Parameter) && heads.iter().enumerate().any(coded) {
        for (column, head) in heads.iter_mut().enumerate() {
            let header = header_of(grid, column).to_ascii_lowercase();
            let kind = matches!(header.trim(), "类型" | "type");
            if *head == Head::Parameter && kind && !is_mostly(grid, column, is_data_type) {
                *head = Head::Unknown;
            }
        }
    }
}

/// A table with a header that only parameters have: no table of codes, whatever else it
/// says, unless that is but a name beside the number, as in `参数名 | 错误码`.
fn judge_parameters(grid: &Grid, heads: &[Head]) -> Judgement {
    let name = |header: &str| header.contains('名') || header.to_ascii_lowercase().contains("name");
    let (mut coded, mut named) = (None, true);
    for (column, head) in heads.iter().enumerate() {
        match head {
            Head::Code if coded.is_none() && is_of_numbers(grid, column) => coded = Some(column),
            Head::Parameter => named &= name(header_of(grid, column)),
            _ => {}
        }
    }
    match coded {
        Some(column) if named => Judgement::Codes(column),
        Some(_) => Judgement::Doubtful("this looks like a table of codes, but a header is one of parameters"),
        None => Judgement::Other,
    }
}

/// The column of codes whose header says so: one with a code of the service before
/// one with a status of HTTP.
fn named_column(grid: &Grid, heads: &[Head]) -> Option<usize> {
    let named = |&column: &usize| match heads.get(column) {
        Some(Head::Code | Head::Status) => true,
        Some(Head::Vague) => is_http(grid, heads, column) && is_refusal(grid, column),
        _ => false,
    };
    let mut best = None;
    for column in 0..heads.len() {
        if named(&column) && is_mostly_coded(grid, column) {
            // What is the same in every row tells none from another, either.
            let doubts = (is_http(grid, heads, column), is_same(grid, column));
            if best.is_none_or(|(least, _)| doubts < least) {
                best = Some((doubts, column));
            }
        }
    }
    let (_, first) = best?;
    // Beside a symbol, a number that tells as many rows apart is the code, or the code's value;
    // of many rows, some may be there twice.
    let value = |column| {
        let number = |text: &str| matches!(codes::read(text).form, CellForm::Integer | CellForm::Hex);
        heads.get(column) == Some(&Head::Vague)
            && is_value(header_of(grid, column))
            && is_mostly(grid, column, number)
    };
    let number = |&column: &usize| {
        (named(&column) && is_of_numbers(grid, column) || value(column))
            && !is_http(grid, heads, column)
            && 10 * texts(grid, column) >= 9 * texts(grid, first)
    };
    if is_of_numbers(grid, first) { Some(first) } else { (0..heads.len()).find(number).or(Some(first)) }
}

/// The first column of codes whose header says that only in a context that speaks
/// of codes. Among others, a header that was left empty says as little.
fn vague_column(grid: &Grid, heads: &[Head]) -> Option<usize> {
    // `reason` above symbols, where no other column is of codes.
    let coded = heads.iter().any(|head| matches!(head, Head::Code | Head::Status));
    // And `名称` above `SYSTEMERROR`: what is written so is no field.
    let shouted = |&column: &usize| {
        !coded && is_name(header_of(grid, column)) && is_mostly(grid, column, codes::is_shouted)
    };
    let found = (0..heads.len()).find(|&column| {
        let header = header_of(grid, column);
        // `错误码名称` above numbers: there is no other column for them.
        let head = heads.get(column);
        let vague = head == Some(&Head::Vague) || head == Some(&Head::Name) && speaks_of_codes(header);
        // `参数 | 值`: what a field of a reply is set to.
        let field = |other| is_field(header_of(grid, other)) && has_parameters(grid, other);
        let reason = !coded && head == Some(&Head::Cause) && is_symbols(grid, column);
        let named = reason || is_error(header) || is_value(header) && !has_parameters(grid, column);
        (vague || reason || header.is_empty() && !is_counted(grid, column))
            && !(0..column).any(field)
            && (is_of_numbers(grid, column) || named && is_mostly_coded(grid, column))
    });
    // `代码` above `MOBILE BLACK`, where the heading says whose: such words are codes, too.
    let called = |&column: &usize| {
        heads.get(column) == Some(&Head::Vague)
            && is_called_code(header_of(grid, column))
            && is_mostly(grid, column, |text| {
                let form = codes::read(text).form;
                form.is_code() || form == CellForm::Phrase
            })
    };
    found.or_else(|| (0..heads.len()).find(called)).or_else(|| (0..heads.len()).find(shouted))
}

/// Whether the first column may be one of codes, whatever its header, beside a known one.
fn looks_coded(grid: &Grid, heads: &[Head]) -> bool {
    let mut others = heads.iter().enumerate().skip(1);
    let known = others.any(|(column, head)| {
        matches!(head, Head::Message | Head::Cause | Head::Remedy) || is_error(header_of(grid, column))
    });
    known && !is_counted(grid, 0) && is_of_numbers(grid, 0)
}

/// A role for each column of a table whose codes are in this one.
pub fn assign(grid: &Grid, heads: &[Head], code: usize) -> Vec<Role> {
    let mut roles = vec![Role::Other; grid.width()];
    // Gives a role to the first column that is such and has none yet.
    let mut give = |role: Role, such: &dyn Fn(usize, Head) -> bool| {
        for (column, free) in roles.iter_mut().enumerate() {
            let head = heads.get(column).copied().unwrap_or(Head::Unknown);
            if *free == Role::Other && such(column, head) {
                *free = role;
                return true;
            }
        }
        false
    };
    give(Role::Code, &|column, _| column == code);
    give(Role::Name, &|column, head| {
        matches!(head, Head::Name | Head::Vague | Head::Code) && is_symbols(grid, column)
    });
    let _ = give(Role::Message, &|_, head| head == Head::Message)
        || give(Role::Message, &|_, head| head == Head::Cause)
        || give(Role::Message, &|column, head| head == Head::Unknown && column > code)
        || give(Role::Message, &|_, head| head == Head::Remedy);
    let _ = give(Role::Remedy, &|_, head| head == Head::Remedy)
        || give(Role::Remedy, &|_, head| head == Head::Cause);
    roles
}
