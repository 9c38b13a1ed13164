//! BibTeX, for LaTeX and for reference managers, after its manual (btxdoc) and `JabRef`'s `file` field.

use std::collections::BTreeMap;

use super::{
    Kind, What, citation_key, date, keywords, kind, line, name_parts, note, page, pdf, seen,
};
use crate::lang::Lang;
use crate::model::{Item, Zone};
use crate::text::clean;

pub(super) fn write(_: What, items: &[Item], _: Lang, zone: Zone) -> String {
    items.iter().map(|item| entry(item, zone)).collect::<Vec<_>>().join("\n")
}

/// Characters of a note.
const NOTE: usize = 100_000;

fn entry(item: &Item, zone: Zone) -> String {
    use chrono::Datelike;
    let kind = match kind(item) {
        Kind::Article => "article",
        Kind::Preprint | Kind::Page => "misc",
    };
    let text = |text: &str| tex(&line(text));
    let how = item.paper.is_empty().then(|| text(&item.row.source_name));
    let arxiv = item.paper.arxiv.as_deref();
    let fields = [
        // Braced: the title's capitals are its own.
        ("title", Some(braced(&item.row.title))),
        ("author", Some(authors(&item.authors)).filter(|authors| !authors.is_empty())),
        ("year", date(item, zone).map(|day| day.year().to_string())),
        ("month", date(item, zone).map(|day| day.month().to_string())),
        ("urldate", seen(item, zone).map(|day| day.to_string())),
        ("journal", item.paper.venue.as_deref().map(text)),
        ("howpublished", how),
        ("doi", item.paper.doi.as_deref().map(verbatim)),
        ("archiveprefix", arxiv.map(|_| "arXiv".to_owned())),
        ("eprint", arxiv.map(verbatim)),
        ("primaryclass", item.paper.primary_category.as_deref().map(text)),
        ("url", page(item).map(|url| verbatim(&url))),
        ("abstract", Some(text(&item.summary)).filter(|summary| !summary.is_empty())),
        ("keywords", Some(tex(&keywords(item).join(", "))).filter(|words| !words.is_empty())),
        // `note` would be printed in a bibliography; this is the reader's own.
        ("annote", note(item).map(|note| tex(&clean::line(&note, NOTE)))),
    ];
    let fields: BTreeMap<&str, String> =
        fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    let mut entry = format!("@{kind}{{{},\n", citation_key(item, zone));
    for (name, value) in fields {
        entry.push_str(&format!("{name} = {{{value}}},\n"));
    }
    if let Some(pdf) = pdf(item) {
        // As `JabRef` has it; Zotero reads it too.
        let pdf = verbatim(&pdf).replace(':', "\\:").replace(';', "\\;");
        entry.push_str(&format!("file = {{PDF:{pdf}:application/pdf}},\n"));
    }
    entry + "}\n"
}

fn braced(text: &str) -> String {
    format!("{{{}}}", tex(&line(text)))
}

/// Names as family, given, so that no particle is mistaken; a group's stands in braces, and so
/// does a part that holds an `and` or a comma of its own.
fn authors(names: &[String]) -> String {
    let guarded = |part: &str| {
        let splits = part.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
        if splits || part.contains(',') { braced(part) } else { tex(part) }
    };
    let name = |name: &String| match name_parts(name) {
        (whole, given) if given.is_empty() => braced(&whole),
        (family, given) => format!("{}, {}", guarded(&family), guarded(&given)),
    };
    names.iter().map(name).collect::<Vec<_>>().join(" and ")
}

/// A text as TeX reads it. Where a sign means something to TeX a backslash takes that away, but `\~`
/// and `\^` are accents and `\\` ends a line; BibTeX counts braces whatever stands before them; and
/// two of some signs side by side become one.
fn tex(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '~' => written.push_str("{\\textasciitilde}"),
            '^' => written.push_str("{\\textasciicircum}"),
            '\\' => written.push_str("{\\textbackslash}"),
            '{' => written.push_str("{\\textbraceleft}"),
            '}' => written.push_str("{\\textbraceright}"),
            '#' | '&' | '%' | '$' | '_' => written.extend(['\\', c]),
            '-' | '`' | '\'' if written.ends_with(['-', '`', '\'', '!', '?']) => {
                written.push_str("{}");
                written.push(c);
            }
            _ => written.push(c),
        }
    }
    written
}

/// An address or an identifier: nothing in it is TeX, and braces would end the field.
fn verbatim(text: &str) -> String {
    line(text).replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}
