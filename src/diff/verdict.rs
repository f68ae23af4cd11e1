//! What a change is to those who compile against the generated API.
//!
//! Both revisions with their Rust names come in, the [`Cause`]s for a new
//! version number go out. This module owns the rule of semantic versions here:
//! what a consumer may have written and would compile no more, or mean
//! something else, is major; what they can write now is minor; text is patch.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::{Change, Form, Revisions, TableDiff, View};
use crate::codegen::emit::shape::Shape;
use crate::codegen::model::Kind;
use crate::codegen::names::CodeNaming;

/// Which part of the version number must grow.
///
/// ```
/// use vendor_codes::diff::Verdict;
///
/// assert!(Verdict::Patch < Verdict::Minor && Verdict::Minor < Verdict::Major);
/// assert_eq!(Verdict::Minor.as_str(), "minor");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// None: both revisions say the same.
    #[default]
    Equal,
    /// Texts differ, the API does not.
    Patch,
    /// The API has grown.
    Minor,
    /// Something that could be named is gone or is something else.
    Major,
}

impl Verdict {
    /// The lower-case English word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// One reason for a [`Verdict`]. Its `Display` is a sentence without a full stop.
///
/// ```
/// use vendor_codes::diff::{Cause, Verdict};
///
/// let cause = Cause::CodesAdded { name: "Pay".to_owned(), variants: vec!["C9".to_owned()] };
/// assert_eq!((cause.to_string().as_str(), cause.verdict()), ("C9 new in Pay", Verdict::Minor));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// A type is gone, with its table.
    TypeRemoved {
        /// The type.
        name: String,
    },
    /// A table's type has another name.
    TypeRenamed {
        /// The old name.
        old: String,
        /// The new name.
        new: String,
    },
    /// The codes of a type are of another kind.
    KindChanged {
        /// The type.
        name: String,
        /// The old kind: `integer`, `positional (8)`.
        old: String,
        /// The new kind.
        new: String,
    },
    /// The integer of an integer type has another width.
    ReprChanged {
        /// The type.
        name: String,
        /// `i32` or `i64`.
        old: &'static str,
        /// `i64` or `i32`.
        new: &'static str,
    },
    /// The codes of types were variants and are constants, or the reverse.
    FormChanged {
        /// The types that changed alike.
        names: Vec<String>,
        /// What they were.
        old: Form,
        /// What they are.
        new: Form,
    },
    /// Codes are gone from the document.
    CodesRemoved {
        /// The type they were in.
        name: String,
        /// Their old Rust names.
        variants: Vec<String>,
    },
    /// Codes went to another type.
    CodesMoved {
        /// The type they were in.
        from: String,
        /// The type they are in.
        to: String,
        /// Their old Rust names.
        variants: Vec<String>,
    },
    /// A code has lost a Rust name.
    VariantRenamed {
        /// The type.
        name: String,
        /// The name that is gone.
        old: String,
        /// The name it has now.
        new: String,
    },
    /// A variant has a better name, and the one it had is a constant: a path to it
    /// still leads there, but no `use` imports it.
    VariantToConstant {
        /// The type.
        name: String,
        /// The name that is a constant now.
        old: String,
        /// The variant.
        new: String,
    },
    /// A type is new.
    TypeAdded {
        /// The type.
        name: String,
    },
    /// Codes are new to a type.
    CodesAdded {
        /// The type.
        name: String,
        /// Their Rust names.
        variants: Vec<String>,
    },
    /// A code that is no variant has a further Rust name, and keeps the one it had.
    VariantNamed {
        /// The type.
        name: String,
        /// The name it keeps.
        old: String,
        /// The name it has been given.
        new: String,
    },
    /// The texts of a type differ: messages, remedies, words beside a code, headings,
    /// the line above the table, columns, notes, glosses.
    TextChanged {
        /// The type.
        name: String,
    },
    /// The headings of sections that enclose those of tables differ.
    HeadingsChanged,
}

impl Cause {
    /// Which part of the version number must grow because of it.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::TypeRemoved { .. }
            | Self::TypeRenamed { .. }
            | Self::KindChanged { .. }
            | Self::ReprChanged { .. }
            | Self::FormChanged { .. }
            | Self::CodesRemoved { .. }
            | Self::CodesMoved { .. }
            | Self::VariantRenamed { .. } => Verdict::Major,
            Self::TypeAdded { .. }
            | Self::CodesAdded { .. }
            | Self::VariantNamed { .. }
            // What breaks only behind a glob import is minor, by Rust's own rules.
            | Self::VariantToConstant { .. } => Verdict::Minor,
            Self::TextChanged { .. } | Self::HeadingsChanged => Verdict::Patch,
        }
    }

    /// The stable name of this kind of cause, in kebab-case.
    ///
    /// ```
    /// use vendor_codes::diff::Cause;
    ///
    /// assert_eq!(Cause::HeadingsChanged.id(), "headings-changed");
    /// ```
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::TypeRemoved { .. } => "type-removed",
            Self::TypeRenamed { .. } => "type-renamed",
            Self::KindChanged { .. } => "kind-changed",
            Self::ReprChanged { .. } => "repr-changed",
            Self::FormChanged { .. } => "form-changed",
            Self::CodesRemoved { .. } => "codes-removed",
            Self::CodesMoved { .. } => "codes-moved",
            Self::VariantRenamed { .. } => "variant-renamed",
            Self::VariantToConstant { .. } => "variant-to-constant",
            Self::TypeAdded { .. } => "type-added",
            Self::CodesAdded { .. } => "codes-added",
            Self::VariantNamed { .. } => "variant-named",
            Self::TextChanged { .. } => "text-changed",
            Self::HeadingsChanged => "headings-changed",
        }
    }
}

/// What a [`Cause`] speaks of, whatever its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parts<'a> {
    /// The type; the old one where it is a move or a new name.
    pub name: Option<&'a str>,
    /// The variants; the types where it is about several.
    pub items: &'a [String],
    /// What it was.
    pub old: Option<&'a str>,
    /// What it is.
    pub new: Option<&'a str>,
}

impl Cause {
    /// What it speaks of, for programs.
    ///
    /// ```
    /// use vendor_codes::diff::Cause;
    ///
    /// let cause = Cause::TypeRenamed { old: "Pay".to_owned(), new: "Payment".to_owned() };
    /// assert_eq!((cause.parts().old, cause.parts().new), (Some("Pay"), Some("Payment")));
    /// ```
    #[must_use]
    pub fn parts(&self) -> Parts<'_> {
        let of = |name| Parts { name: Some(name), ..Parts::default() };
        match self {
            Self::TypeRemoved { name } | Self::TypeAdded { name } | Self::TextChanged { name } => of(name),
            Self::TypeRenamed { old, new } => Parts { old: Some(old), new: Some(new), ..of(old) },
            Self::KindChanged { name, old, new }
            | Self::VariantRenamed { name, old, new }
            | Self::VariantToConstant { name, old, new }
            | Self::VariantNamed { name, old, new } => Parts { old: Some(old), new: Some(new), ..of(name) },
            Self::ReprChanged { name, old, new } => Parts { old: Some(old), new: Some(new), ..of(name) },
            Self::FormChanged { names, old, new } => {
                Parts { name: None, items: names, old: Some(old.as_str()), new: Some(new.as_str()) }
            }
            Self::CodesRemoved { name, variants } | Self::CodesAdded { name, variants } => {
                Parts { items: variants, ..of(name) }
            }
            Self::CodesMoved { from, to, variants } => {
                Parts { items: variants, old: Some(from), new: Some(to), ..of(from) }
            }
            Self::HeadingsChanged => Parts::default(),
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TypeRemoved { name } => write!(f, "{name} is gone"),
            Self::TypeRenamed { old, new } => write!(f, "{old} is now {new}"),
            Self::KindChanged { name, old, new } => write!(f, "the codes of {name} were {old}, now {new}"),
            Self::ReprChanged { name, old, new } => write!(f, "the integer of {name} was {old}, now {new}"),
            Self::FormChanged { names, old, new } => {
                let [was, is] = [*old, *new].map(described);
                write!(f, "the form of {} was {was}, now {is}: {}", Few(names), Broken(*new))
            }
            Self::CodesRemoved { name, variants } => write!(f, "{} gone from {name}", Few(variants)),
            Self::CodesMoved { from, to, variants } => {
                write!(f, "{} moved from {from} to {to}", Few(variants))
            }
            Self::VariantRenamed { name, old, new } => write!(f, "{name}::{old} is now {new}"),
            Self::VariantToConstant { name, old, new } => write!(
                f,
                "{name}::{old} is now {new}, and the old name a constant, which no `use` imports: behind \
                 `use {name}::*` a `match` arm `{old} =>` takes every code; write `{name}::{old}`"
            ),
            Self::TypeAdded { name } => write!(f, "{name} is new"),
            Self::CodesAdded { name, variants } => write!(f, "{} new in {name}", Few(variants)),
            Self::VariantNamed { name, old, new } => write!(f, "{name}::{old} is also {new}"),
            Self::TextChanged { name } => write!(f, "the texts of {name} differ"),
            Self::HeadingsChanged => f.write_str("the headings of enclosing sections differ"),
        }
    }
}

/// The first few names, and how many more there are.
struct Few<'a>(&'a [String]);

impl fmt::Display for Few<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 4;
        for (place, name) in self.0.iter().take(SHOWN).enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{name}")?;
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

/// Every cause, the gravest first, else in the order of the new document.
pub(super) fn causes(revisions: &Revisions<'_>, tables: &[TableDiff], headings: &[Change]) -> Vec<Cause> {
    let mut causes = Vec::new();
    let old_by_name: HashMap<&str, &View<'_>> =
        revisions.old.iter().map(|view| (view.name(), view)).collect();
    let new_names: HashSet<&str> = revisions.new.iter().map(View::name).collect();
    let mut followed = HashSet::new();
    let mut forms: Vec<((Form, Form), Vec<String>)> = Vec::new();
    for new in &revisions.new {
        // A consumer knows a table by its type, so a type of the same name is
        // compared first; a table that has lost its name is followed to its new one.
        let by_name = old_by_name.get(new.name()).copied();
        let by_table = revisions.old_of(new).filter(|old| !new_names.contains(old.name()));
        match by_name.or(by_table) {
            Some(old) => {
                followed.insert(old.index);
                compare(revisions, old, new, &mut causes);
                if let Some(change) = form_change(old, new) {
                    match forms.iter_mut().find(|(known, _)| *known == change) {
                        Some((_, names)) => names.push(new.name().to_owned()),
                        None => forms.push((change, vec![new.name().to_owned()])),
                    }
                }
            }
            None => causes.push(Cause::TypeAdded { name: new.name().to_owned() }),
        }
    }
    causes.extend(forms.into_iter().map(|((old, new), names)| Cause::FormChanged { names, old, new }));
    for old in revisions.old.iter().filter(|old| !followed.contains(&old.index)) {
        causes.push(Cause::TypeRemoved { name: old.name().to_owned() });
        moves(revisions, old, None, &mut causes);
    }
    for table in tables.iter().filter(|table| !table.is_whole() && table.says_otherwise()) {
        let name = table.side().map_or_else(String::new, |side| side.name.clone());
        causes.push(Cause::TextChanged { name });
    }
    if !headings.is_empty() {
        causes.push(Cause::HeadingsChanged);
    }
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.verdict()));
    causes
}

/// One type and what it has become.
fn compare(revisions: &Revisions<'_>, old: &View<'_>, new: &View<'_>, causes: &mut Vec<Cause>) {
    let name = || new.name().to_owned();
    if old.name() != new.name() {
        causes.push(Cause::TypeRenamed { old: old.name().to_owned(), new: name() });
    }
    let (old_kind, new_kind) = (old.table.kind, new.table.kind);
    if old_kind == new_kind {
        let (old, new) = (repr(&old.shape), repr(&new.shape));
        if old != new {
            causes.push(Cause::ReprChanged { name: name(), old, new });
        }
    } else {
        causes.push(Cause::KindChanged { name: name(), old: kind(old_kind), new: kind(new_kind) });
    }
    moves(revisions, old, Some(new), causes);

    let mut added = Vec::new();
    for code in new.spellings() {
        match (old.names(code), new.names(code)) {
            (None, Some(names)) => added.push(names.variant().to_owned()),
            (Some(old_names), Some(new_names)) => {
                let variants = old.form == Form::Enum && new.form == Form::Enum;
                causes.extend(renamed(new.name(), old_names, new_names, variants));
            }
            _ => {}
        }
    }
    if !added.is_empty() {
        causes.push(Cause::CodesAdded { name: name(), variants: added });
    }
}

/// The codes that an old type has and its new form has not.
fn moves(revisions: &Revisions<'_>, old: &View<'_>, new: Option<&View<'_>>, causes: &mut Vec<Cause>) {
    let mut removed = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut moved: Vec<(String, Vec<String>)> = Vec::new();
    for code in old.spellings().filter(|code| new.is_none_or(|new| !new.has(code))) {
        let variant = old.names(code).map_or(code, CodeNaming::variant).to_owned();
        match revisions.moved_to.get(&(old.index, code)).and_then(|&to| revisions.new.get(to)) {
            Some(to) => {
                let place = *places.entry(to.index).or_insert_with(|| {
                    moved.push((to.name().to_owned(), Vec::new()));
                    moved.len() - 1
                });
                if let Some((_, variants)) = moved.get_mut(place) {
                    variants.push(variant);
                }
            }
            None => removed.push(variant),
        }
    }
    let from = || old.name().to_owned();
    if !removed.is_empty() && new.is_some() {
        causes.push(Cause::CodesRemoved { name: from(), variants: removed });
    }
    causes.extend(moved.into_iter().map(|(to, variants)| Cause::CodesMoved { from: from(), to, variants }));
}

/// What a type was and is, where codes that were variants are constants, or the
/// reverse. Of another kind everything about a type is another; constants of a
/// struct and of a shared type are used alike; without codes there is no type.
fn form_change(old: &View<'_>, new: &View<'_>) -> Option<(Form, Form)> {
    let comparable = old.table.kind == new.table.kind && !(old.codes.is_empty() || new.codes.is_empty());
    let changed = (old.form == Form::Enum) != (new.form == Form::Enum);
    (comparable && changed).then_some((old.form, new.form))
}

/// Whether a code lost a name, or was given one.
fn renamed(table: &str, old: &CodeNaming, new: &CodeNaming, variants: bool) -> Option<Cause> {
    let keeps = |name: &str| name == new.stable || name == new.variant();
    let had = |name: &str| name == old.stable || name == old.variant();
    let name = table.to_owned();
    let lost = [old.variant(), &old.stable].into_iter().find(|name| !keeps(name));
    match lost {
        Some(lost) => {
            Some(Cause::VariantRenamed { name, old: lost.to_owned(), new: new.variant().to_owned() })
        }
        None if !had(new.variant()) => {
            let (old, new) = (old.variant().to_owned(), new.variant().to_owned());
            Some(if variants {
                Cause::VariantToConstant { name, old, new }
            } else {
                Cause::VariantNamed { name, old, new }
            })
        }
        None => None,
    }
}

/// What the codes are; of a set also how wide it is, which is a part of its type.
pub(super) fn kind(kind: Kind) -> String {
    match kind {
        Kind::Positional { width } => format!("{} ({width})", kind.as_str()),
        _ => kind.as_str().to_owned(),
    }
}

/// The integer that an integer type is made of.
fn repr(shape: &Shape) -> &'static str {
    if matches!(shape, Shape::Integer { wide: true, .. }) { "i64" } else { "i32" }
}

fn described(form: Form) -> &'static str {
    match form {
        Form::Enum => "an enum",
        Form::Struct => "a struct with constants",
        Form::Shared => "a shared type with constants",
    }
}

/// What compiles no more with types of the new form, and what to do about it.
struct Broken(Form);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = match self.0 {
            Form::Enum => return f.write_str("a pattern `Type { .. }` compiles no more; write `_`"),
            Form::Struct => "largest_enum",
            Form::Shared => "most_types",
        };
        write!(
            f,
            "`use Type::*`, `as` and a `match` without `_` compile no more; write `Type::CODE`, `code()` and \
             `_ =>`, or raise `Generator::{limit}`"
        )
    }
}
