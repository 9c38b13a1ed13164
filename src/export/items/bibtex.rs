//! BibTeX, for LaTeX and for reference managers; the grammar is the `biblatex` crate's.

use biblatex::{Chunk, Chunks, Entry, EntryType, Spanned};

use super::{
    Kind, What, citation_key, keywords, kind, line, name_parts, note, page, pdf, seen, year,
};
use crate::lang::Lang;
use crate::model::Item;
use crate::text::clean;

pub(super) fn write(_: What, items: &[Item], _: Lang) -> String {
    items.iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// Fields that hold no TeX: an address, an identifier.
const VERBATIM: [&str; 3] = ["doi", "eprint", "url"];

fn entry(item: &Item) -> String {
    use chrono::Datelike;
    let kind = match kind(item) {
        Kind::Article => EntryType::Article,
        Kind::Preprint | Kind::Page => EntryType::Misc,
    };
    let mut entry = Entry::new(citation_key(item), kind);
    // Braced: the title's capitals are its own.
    entry.set("title", vec![braced(&item.row.title)]);
    if !item.authors.is_empty() {
        entry.set("author", authors(&item.authors));
    }
    let how = if item.paper.is_empty() { Some(line(&item.row.source_name)) } else { None };
    let arxiv = item.paper.arxiv.as_deref();
    let fields = [
        ("year", year(item).map(|year| year.to_string())),
        ("month", item.row.date().map(|date| date.month().to_string())),
        ("urldate", seen(item).map(|day| day.to_string())),
        ("journaltitle", item.paper.venue.as_deref().map(line)),
        ("howpublished", how),
        ("doi", item.paper.doi.as_deref().map(verbatim)),
        ("archiveprefix", arxiv.map(|_| "arXiv".to_owned())),
        ("eprint", arxiv.map(verbatim)),
        ("primaryclass", item.paper.primary_category.as_deref().map(line)),
        ("url", page(item).map(|url| verbatim(&url))),
        ("abstract", Some(line(&item.summary)).filter(|summary| !summary.is_empty())),
        ("keywords", Some(keywords(item).join(", ")).filter(|words| !words.is_empty())),
        // `note` would be printed in a bibliography; this is the reader's own.
        ("annote", note(item).map(|note| clean::line(&note, NOTE))),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            entry.set(name, vec![plain(value)]);
        }
    }
    // Fails on a date that cannot be read, and none is set: years and months are fields.
    let text = entry.to_bibtex_string().unwrap_or_default();
    let mut text: String = text.lines().map(|line| as_tex(line) + "\n").collect();
    if let Some(pdf) = pdf(item) {
        // As JabRef has it, whose backslashes the crate would take for TeX; Zotero reads it too.
        let at = text.rfind('}').unwrap_or(text.len());
        let pdf = verbatim(&pdf).replace(':', "\\:").replace(';', "\\;");
        text.insert_str(at, &format!("file = {{PDF:{pdf}:application/pdf}},\n"));
    }
    text
}

/// Characters of a note.
const NOTE: usize = 100_000;

fn plain(text: String) -> Spanned<Chunk> {
    Spanned::detached(Chunk::Normal(text))
}

fn braced(text: &str) -> Spanned<Chunk> {
    Spanned::detached(Chunk::Verbatim(line(text)))
}

/// Names as family, given, so that no particle is mistaken; a group's stands in braces, and so
/// does a part that holds an `and` or a comma of its own.
fn authors(names: &[String]) -> Chunks {
    let guarded = |part: String| {
        let splits = part.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
        if splits || part.contains(',') { braced(&part) } else { plain(part) }
    };
    let mut chunks = Vec::new();
    for name in names {
        if !chunks.is_empty() {
            chunks.push(plain(" and ".into()));
        }
        match name_parts(name) {
            (whole, given) if given.is_empty() => chunks.push(braced(&whole)),
            (family, given) => {
                chunks.extend([guarded(family), plain(", ".into()), guarded(given)]);
            }
        }
    }
    chunks
}

/// A field as TeX reads it. The crate puts a backslash before all that means something, but `\~`
/// and `\^` are accents and `\\` ends a line; BibTeX counts braces whatever stands before them; and
/// two of some signs side by side become one.
fn as_tex(field: &str) -> String {
    if VERBATIM.iter().any(|name| field.starts_with(&format!("{name} = "))) {
        return field.to_owned();
    }
    let mut text = String::with_capacity(field.len() + 8);
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('~') => text.push_str("{\\textasciitilde}"),
                Some('^') => text.push_str("{\\textasciicircum}"),
                Some('\\') => text.push_str("{\\textbackslash}"),
                Some('{') => text.push_str("{\\textbraceleft}"),
                Some('}') => text.push_str("{\\textbraceright}"),
                next => text.extend(['\\'].into_iter().chain(next)),
            },
            '-' | '`' | '\'' if text.ends_with(['-', '`', '\'', '!', '?']) => {
                text.push_str("{}");
                text.push(c);
            }
            _ => text.push(c),
        }
    }
    text
}

/// An address or an identifier: nothing in it is TeX, and braces would end the field.
fn verbatim(text: &str) -> String {
    line(text).replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}
