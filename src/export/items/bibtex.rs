//! BibTeX, for LaTeX and for reference managers.

use super::{What, citation_key, line, name_parts, page, year};
use crate::lang::Lang;
use crate::model::Item;

pub(super) fn write(_: What, items: &[Item], _: Lang) -> String {
    items.iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(item: &Item) -> String {
    use chrono::Datelike;
    let kind = if item.paper.venue.is_some() { "article" } else { "misc" };
    let authors: Vec<String> = item.authors.iter().map(|author| name(author)).collect();
    let doi = item.paper.doi.as_deref().map(verbatim);
    let arxiv = item.paper.arxiv.as_deref().map(verbatim);
    let how = if item.paper.is_empty() { Some(words(&item.row.source_name)) } else { None };
    let fields = [
        // Twice in braces: the title's capitals are its own.
        ("title", Some(format!("{{{}}}", words(&item.row.title)))),
        ("author", Some(authors.join(" and ")).filter(|authors| !authors.is_empty())),
        ("year", Some(year(item).to_string())),
        ("month", Some(item.row.published.month().to_string())),
        ("journal", item.paper.venue.as_deref().map(words)),
        ("howpublished", how),
        ("doi", doi),
        ("archiveprefix", arxiv.as_ref().map(|_| "arXiv".to_owned())),
        ("eprint", arxiv),
        ("primaryclass", item.paper.primary_category.as_deref().map(verbatim)),
        ("url", page(item).map(|url| verbatim(&url))),
    ];
    let fields: String = fields
        .into_iter()
        .filter_map(|(name, value)| Some(format!("  {name} = {{{}}},\n", value?)))
        .collect();
    format!("@{kind}{{{},\n{fields}}}\n", citation_key(item))
}

/// A name as family, given, so that no particle is mistaken; a group's stands in braces.
fn name(author: &str) -> String {
    match name_parts(author) {
        (whole, given) if given.is_empty() => format!("{{{}}}", words(&whole)),
        (family, given) => format!("{}, {}", guarded(&family), guarded(&given)),
    }
}

/// A part of a name that holds an `and` or a comma of its own.
fn guarded(part: &str) -> String {
    let splits = part.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if splits || part.contains(',') { format!("{{{}}}", words(part)) } else { words(part) }
}

/// Words in which nothing is a command.
fn words(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in line(text).chars() {
        // Two of these side by side would become one sign.
        if matches!(c, '-' | '`' | '\'') && escaped.ends_with(['-', '`', '\'', '!', '?']) {
            escaped.push_str("{}");
        }
        match c {
            '\\' => escaped.push_str("{\\textbackslash}"),
            '{' => escaped.push_str("\\{"),
            '}' => escaped.push_str("\\}"),
            '~' => escaped.push_str("{\\textasciitilde}"),
            '^' => escaped.push_str("{\\textasciicircum}"),
            '$' | '&' | '#' | '%' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// An address or an identifier: nothing in it is TeX, and braces would end the field.
fn verbatim(text: &str) -> String {
    line(text).replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}
