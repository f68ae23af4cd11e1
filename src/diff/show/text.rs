//! For a terminal.

use std::fmt::{self, Write as _};

use anstyle::{AnsiColor, Style};

use super::super::verdict::kind;
use super::super::words::Mark;
use super::super::{Cause, CellChange, Change, CodeText, Diff, Moved, RowChange, Side, TableDiff, Verdict};
use super::{Way, column_sides, excerpt, row_title};
use crate::codegen::visible::visible;

const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const MOVED: Style = AnsiColor::Cyan.on_default();
const TITLE: Style = Style::new().bold();
const LABEL: Style = Style::new().dimmed();

/// The comparison as lines for a person; nothing at all where nothing changed.
///
/// With `styled`, ANSI colours show what came and went; without, brackets do:
/// `请[-保持-]{+确保+}光线充足`. Of a long text there is only what stands beside
/// a change, and `…` for the rest. Line breaks in a cell are shown as `↵`, and
/// whatever else a terminal would obey is escaped.
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
/// let shown = show::text(&diff, false);
/// assert!(shown.contains("描述 余额不[-足-]{+够+}"));
/// ```
#[must_use]
pub fn text(diff: &Diff, styled: bool) -> String {
    let mut printer = Printer { out: String::new(), styled };
    if !diff.is_empty() {
        // Writing to a string cannot fail.
        let _ = printer.diff(diff);
    }
    printer.out
}

struct Printer {
    out: String,
    styled: bool,
}

impl Printer {
    fn diff(&mut self, diff: &Diff) -> fmt::Result {
        let from = self.painted(OLD, &format!("--- {}", visible(&diff.old.path)));
        let to = self.painted(NEW, &format!("+++ {}", visible(&diff.new.path)));
        writeln!(self.out, "{from}\n{to}\n")?;
        for cause in &diff.causes {
            self.cause(cause)?;
        }
        if !diff.headings.is_empty() {
            writeln!(self.out)?;
        }
        for heading in &diff.headings {
            let words = self.words(heading);
            writeln!(self.out, "{} {words}", self.painted(LABEL, "section"))?;
        }
        diff.tables.iter().try_for_each(|table| self.table(table))
    }

    fn cause(&mut self, cause: &Cause) -> fmt::Result {
        let style = match cause.verdict() {
            Verdict::Major => OLD.bold(),
            Verdict::Minor => NEW,
            Verdict::Patch | Verdict::Equal => LABEL,
        };
        let verdict = self.painted(style, cause.verdict().as_str());
        writeln!(self.out, "{verdict}: {}", visible(&cause.to_string()))
    }

    fn table(&mut self, table: &TableDiff) -> fmt::Result {
        let Some(side) = table.side() else { return Ok(()) };
        let comma = if side.heading.is_empty() { "" } else { ", " };
        let title = format!("{} ({}{comma}line {})", visible(&side.name), shown(&side.heading), side.line);
        let (style, sign) = match (&table.old, &table.new) {
            (None, _) => (NEW.bold(), "+ "),
            (_, None) => (OLD.bold(), "- "),
            _ => (TITLE, ""),
        };
        writeln!(self.out, "\n{}", self.painted(style, &format!("{sign}{title}")))?;
        if let (Some(old), Some(new)) = (&table.old, &table.new) {
            self.sides(old, new)?;
        }
        if let Some(heading) = &table.heading {
            self.labelled("heading", heading)?;
        }
        if let Some(lead) = &table.lead {
            self.labelled("line above", lead)?;
        }
        for column in &table.columns {
            let (headers, roles) = column_sides(column);
            self.labelled("column", &headers)?;
            if let Some((old, new)) = roles {
                writeln!(self.out, "    read as {}, was {}", new.as_str(), old.as_str())?;
            }
        }
        table.removed.iter().try_for_each(|code| self.code(OLD, "-", code))?;
        table.added.iter().try_for_each(|code| self.code(NEW, "+", code))?;
        Way::To.groups(&table.moved_out).try_for_each(|moves| self.moved(Way::To, moves))?;
        Way::From.groups(&table.moved_in).try_for_each(|moves| self.moved(Way::From, moves))?;
        table.reworded.iter().try_for_each(|row| self.row(row))?;
        table.notes.iter().try_for_each(|note| self.labelled("note", note))?;
        table
            .glosses
            .iter()
            .try_for_each(|gloss| self.labelled(&format!("gloss of {}", visible(&gloss.code)), &gloss.gloss))
    }

    fn sides(&mut self, old: &Side, new: &Side) -> fmt::Result {
        if old.name != new.name {
            self.labelled("type", &Change::reworded(&old.name, &new.name))?;
        }
        if old.kind != new.kind {
            self.labelled("kind", &Change::reworded(&kind(old.kind), &kind(new.kind)))?;
        }
        Ok(())
    }

    fn labelled(&mut self, label: &str, change: &Change) -> fmt::Result {
        let words = self.words(change);
        writeln!(self.out, "  {} {words}", self.painted(LABEL, label))
    }

    fn code(&mut self, style: Style, sign: &str, code: &CodeText) -> fmt::Result {
        let line = format!("{sign} {} {}", visible(&code.code), visible(&code.variant));
        write!(self.out, "  {}", self.painted(style, &line))?;
        for text in [&code.message, &code.remedy].into_iter().filter(|text| !text.is_empty()) {
            write!(self.out, " | {}", shown(text))?;
        }
        writeln!(self.out)
    }

    fn moved(&mut self, way: Way, moves: &[Moved]) -> fmt::Result {
        let Some(Moved { table, .. }) = moves.first() else { return Ok(()) };
        let codes: Vec<_> = moves.iter().map(|moved| visible(&moved.code.code)).collect();
        let mut line = format!("> {} moved {} {}", codes.join(", "), way.as_str(), visible(&table.name));
        if !table.heading.is_empty() {
            let _ = write!(line, " ({})", shown(&table.heading));
        }
        writeln!(self.out, "  {}", self.painted(MOVED, &line))?;
        moves.iter().flat_map(|moved| way.cells(moved)).try_for_each(|cell| self.cell(cell))
    }

    fn row(&mut self, row: &RowChange) -> fmt::Result {
        let (style, sign) = match (row.old_line, row.new_line) {
            (None, _) => (NEW, "+ row"),
            (_, None) => (OLD, "- row"),
            _ => (Style::new(), "~"),
        };
        let title = format!("{sign} {}", shown(&row_title(row)));
        writeln!(self.out, "  {}", self.painted(style, title.trim_end()))?;
        row.cells.iter().try_for_each(|cell| self.cell(cell))
    }

    fn cell(&mut self, cell: &CellChange) -> fmt::Result {
        let words = self.words(&Change::reworded(&cell.old, &cell.new));
        let column = if cell.column.is_empty() { cell.role.as_str() } else { &cell.column };
        writeln!(self.out, "      {} {words}", self.painted(LABEL, &shown(column)))
    }

    fn words(&self, change: &Change) -> String {
        excerpt(change).into_iter().map(|(mark, text)| self.marked(mark, &shown(&text))).collect()
    }

    fn marked(&self, mark: Mark, text: &str) -> String {
        match (mark, self.styled) {
            (Mark::Same, _) => text.to_owned(),
            (Mark::Old, true) => self.painted(OLD.strikethrough(), text),
            (Mark::New, true) => self.painted(NEW.underline(), text),
            (Mark::Old, false) => format!("[-{text}-]"),
            (Mark::New, false) => format!("{{+{text}+}}"),
        }
    }

    fn painted(&self, style: Style, text: &str) -> String {
        if self.styled { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Vendor text on one line, harmless.
fn shown(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    lines.join("↵")
}
