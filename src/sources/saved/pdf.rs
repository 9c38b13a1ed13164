//! What a PDF says of itself (ISO 32000-2): the title of its metadata (14.3), else the largest words of its
//! first page; who wrote it; the identifiers printed there. Nothing is drawn.

mod objects;
mod page;

use crate::model::Paper;
use crate::sources::grammar::people;
use crate::sources::grammar::tree::Element;
use crate::text::{address, clean};

use objects::{File, Object};

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pdf {
    /// What it is called.
    pub title: Option<String>,
    /// Who wrote it, where its metadata say so.
    pub authors: Vec<String>,
    /// Its DOI or arXiv identifier.
    pub paper: Paper,
}

/// Whether bytes are a PDF: some servers write a few others before it.
pub fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
}

/// Reads a PDF.
pub fn read(bytes: &[u8]) -> Pdf {
    let file = File::of(bytes);
    let (mut title, mut authors, mut doi) = (None, Vec::new(), None);
    if let Some(packet) = packet(bytes) {
        let document = Element::document(&packet);
        if let Some(rdf) = find(&document, "RDF", 0) {
            title = find(rdf, "title", 0).map(Element::text);
            authors = find(rdf, "creator", 0).map(people).unwrap_or_default();
            doi = find(rdf, "doi", 0).or_else(|| find(rdf, "identifier", 0)).map(Element::text);
        }
    }
    if !file.is_encrypted() {
        let said = |key: &str| file.info()?.get(key).and_then(Object::text);
        title = title.filter(|title| is_title(title)).or_else(|| said("Title"));
        if authors.is_empty() {
            let named = said("Author").unwrap_or_default();
            authors = people::names(&named).iter().map(|name| clean::line(name, 100)).collect();
        }
    }
    let first = if file.is_encrypted() { page::First::default() } else { page::first(&file) };
    let title = title.map(|title| clean::line(&title, 500)).filter(|title| is_title(title));
    let doi = doi.as_deref().and_then(address::bare_doi).or_else(|| printed_doi(&first.text));
    Pdf {
        title: title.or_else(|| first.title.filter(|title| is_no_name_of_a_file(title))),
        authors,
        paper: Paper {
            doi: doi.map(str::to_owned),
            arxiv: printed_arxiv(&first.text),
            ..Paper::default()
        },
    }
}

/// The metadata packet, which is written plainly where it is written at all.
fn packet(bytes: &[u8]) -> Option<String> {
    const MOST: usize = 256 * 1024;
    let start = memchr::memmem::find(bytes, b"<x:xmpmeta")
        .or_else(|| memchr::memmem::find(bytes, b"<rdf:RDF"))?;
    let rest = &bytes[start..bytes.len().min(start + MOST)];
    let end = memchr::memmem::find(rest, b"</rdf:RDF>").unwrap_or(rest.len());
    Some(String::from_utf8_lossy(&rest[..end]).into_owned())
}

/// The first element of a name at any depth.
fn find<'e, 't>(within: &'e Element<'t>, name: &str, depth: usize) -> Option<&'e Element<'t>> {
    if depth > 12 {
        return None;
    }
    within
        .all(name)
        .next()
        .or_else(|| within.elements().find_map(|inner| find(inner, name, depth + 1)))
}

fn people(creator: &Element<'_>) -> Vec<String> {
    let names = find(creator, "Seq", 0)
        .unwrap_or(creator)
        .all("li")
        .map(|name| clean::line(&name.text(), 100));
    names.filter(|name| !name.is_empty()).take(100).collect()
}

/// Titles that programs write by themselves.
const MADE: [&str; 12] = [
    "untitled",
    "microsoft word",
    "microsoft powerpoint",
    "powerpoint presentation",
    "powerpoint",
    "slide 1",
    "arxiv:",
    "main",
    "paper",
    "print",
    "doi:",
    "title",
];

/// Endings of the names of files, which many programs take for the title.
const FILES: [&str; 9] =
    [".dvi", ".tex", ".doc", ".docx", ".pdf", ".indd", ".qxd", ".hwp", ".pptx"];

/// Whether metadata have a title of several words: one alone is most often a file's name.
fn is_title(title: &str) -> bool {
    is_no_name_of_a_file(title) && (title.trim().contains(char::is_whitespace) || !title.is_ascii())
}

fn is_no_name_of_a_file(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4
        && !MADE.iter().any(|made| lower == *made || (made.len() > 8 && lower.starts_with(made)))
        && !lower.starts_with("arxiv:")
        && !FILES.iter().any(|end| lower.ends_with(end))
}

fn printed_doi(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find("doi.org/10.").map(|at| at + 8).or_else(|| {
        let at = lower.find("doi:")?;
        text[at..].find("10.").filter(|offset| *offset < 8).map(|offset| at + offset)
    })?;
    let word = text.get(at..)?.split_whitespace().next()?;
    address::bare_doi(word.trim_end_matches(['.', ',', ';', ')', ']']))
}

/// The stamp at the margin: `arXiv:2603.01234v1 [cs.LG] 5 Mar 2026`.
fn printed_arxiv(text: &str) -> Option<String> {
    let at = text.find("arXiv:")?;
    let id = text[at + 6..].split_whitespace().next()?;
    address::arxiv_id(&format!("https://arxiv.org/abs/{id}"))
}

#[cfg(test)]
mod tests;
