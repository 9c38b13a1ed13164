//! What an element is, by its name and its attributes, and what is kept of it while it is open.

use super::Role;
use crate::text::{html, width};

/// An element that is open.
pub(super) struct Open {
    pub name: String,
    pub role: Role,
    /// Written before the first line inside it, then as many columns of `rest`.
    pub indent: Option<Indent>,
    /// The next item's number, in an ordered list.
    pub number: Option<u32>,
    /// How much of the article stood before a link, in bytes.
    pub before: usize,
    /// Whether it numbers the lines of the code beside it.
    pub gutter: bool,
}

/// What stands before the lines of an element.
pub(super) struct Indent {
    pub first: String,
    pub rest: String,
    pub role: Role,
    pub used: bool,
}

impl Open {
    pub fn new(name: &str, role: Role) -> Open {
        let (name, indent, number) = (name.to_owned(), None, None);
        Open { name, role, indent, number, before: 0, gutter: false }
    }

    pub fn indented(mut self, first: &str, rest: &str, role: Role) -> Open {
        let (first, rest) = (first.to_owned(), rest.to_owned());
        self.indent = Some(Indent { first, rest, role, used: false });
        self
    }

    pub fn was_used(&self) -> bool {
        self.indent.as_ref().is_some_and(|indent| indent.used)
    }

    /// Whether an empty line follows.
    pub fn is_wide(&self) -> bool {
        matches!(self.name.as_str(), "ul" | "ol" | "blockquote" | "pre" | "dl")
            || matches!(self.role, Role::Heading(_))
    }
}

/// Columns that the indents of open elements take, as far as there is room for them.
pub(super) fn indents(open: &[Open], room: usize) -> usize {
    let indents = open.iter().filter_map(|open| open.indent.as_ref());
    indents
        .map(|indent| width::width(&indent.rest))
        .scan(0, |sum, wide| {
            *sum += wide;
            (*sum <= room).then_some(*sum)
        })
        .last()
        .unwrap_or(0)
}

/// The language that a block of code says it is in: `language-rust`, `lang-py`, `highlight-source-c`.
pub(super) fn language(tag: &str) -> Option<String> {
    let class = html::attribute(tag, "class").unwrap_or_default();
    let named = class.split_whitespace().find_map(|word| {
        ["language-", "lang-", "highlight-source-", "brush:"]
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix))
            .map(str::to_owned)
    });
    named.or_else(|| html::attribute(tag, "data-lang")).or_else(|| html::attribute(tag, "lang"))
}

/// Whether an element says by its class that it numbers the lines of code.
pub(super) fn is_gutter(name: &str, tag: &str) -> bool {
    let class = html::attribute(tag, "class").unwrap_or_default();
    class.split_whitespace().any(|word| match word {
        "gutter" | "lineno" | "linenos" | "linenodiv" | "line-number" | "linenumber" | "lnt"
        | "ln" | "rouge-gutter" | "hljs-ln-numbers" | "blob-num" => true,
        // On the code itself this asks a script for numbers.
        "line-numbers" => !matches!(name, "pre" | "code"),
        _ => false,
    })
}

/// What an element within a line makes of its words.
pub(super) fn inline_role(name: &str) -> Option<Role> {
    match name {
        "b" | "strong" | "mark" => Some(Role::Strong),
        "i" | "em" | "cite" | "var" | "dfn" => Some(Role::Emphasis),
        "s" | "strike" | "del" => Some(Role::Strikeout),
        "code" | "tt" | "kbd" | "samp" => Some(Role::Code),
        _ => None,
    }
}

/// Which role shows where several apply.
pub(super) fn weight(role: Role) -> u8 {
    match role {
        Role::Text => 0,
        Role::Quote | Role::ListMark | Role::Rule => 1,
        Role::Strikeout => 2,
        Role::Emphasis => 3,
        Role::Strong => 4,
        Role::Heading(_) => 5,
        Role::Code | Role::CodePart(_) => 6,
        Role::Link(_) => 7,
        Role::Image(_) => 8,
    }
}
