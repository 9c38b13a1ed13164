//! References as BibTeX, read with the `biblatex` crate entry by entry, so that a broken one costs
//! only itself.

use std::collections::HashMap;

use biblatex::{
    Bibliography, ChunksExt, DateValue, Entry as Reference, Pair, PermissiveType, RawBibliography,
    RawChunk, Spanned,
};

use crate::model::{Moment, Paper};
use crate::sources::grammar::raw::{RawItem, Text};
use crate::sources::grammar::{date, paper};
use crate::text::address;
use crate::text::name::Person;

use super::cited::dated;
use super::entry::{BadLine, Entries, Entry, Imported, Lines};

/// Longest entry, in bytes.
const LONGEST: usize = 256 * 1024;

/// Deepest braces: the parser of TeX descends into each.
const DEPTH: usize = 60;

/// Longest text that an abbreviation (`@string`) stands for, in bytes: each may be made of others, twice
/// as long every time.
const ABBREVIATION: usize = 4 * 1024;

/// Texts of all abbreviations together, in bytes.
const ABBREVIATIONS: usize = 1024 * 1024;

/// What an entry can be, of which a file's first one is to be one to be known by.
const TYPES: [&str; 18] = [
    "article",
    "book",
    "booklet",
    "inbook",
    "incollection",
    "inproceedings",
    "conference",
    "manual",
    "mastersthesis",
    "misc",
    "online",
    "phdthesis",
    "proceedings",
    "techreport",
    "report",
    "thesis",
    "unpublished",
    "dataset",
];

/// Whether a text is a bibliography: a line begins with an entry of a known type.
pub fn is_likely(head: &str) -> bool {
    head.lines().any(|line| {
        let Some(rest) = line.trim_start().strip_prefix('@') else { return false };
        let Some((kind, _)) = rest.split_once(['{', '(']) else { return false };
        TYPES.iter().any(|known| kind.trim().eq_ignore_ascii_case(known))
    })
}

/// The references of a text.
pub fn entries(text: &str) -> Entries<'_> {
    let mut lines = Lines::of(text);
    let mut strings = Abbreviations::default();
    let mut found = Vec::new();
    for (at, written) in pieces(text) {
        let number = lines.number(at);
        match kind_of(written).as_str() {
            "comment" | "preamble" => {}
            "string" => strings.take(written),
            _ => found.push(read(written, &strings).map_err(|why| BadLine::new(number, why))),
        }
    }
    Box::new(found.into_iter())
}

fn kind_of(written: &str) -> String {
    let kind = written[1..].split(['{', '(']).next().unwrap_or_default();
    kind.trim().to_ascii_lowercase()
}

/// What begins with `@` at the beginning of a line, up to the next such place.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start().len();
        let is_start = line[blank..].strip_prefix('@').is_some_and(|rest| {
            rest.split_once(['{', '(']).is_some_and(|(kind, _)| {
                let kind = kind.trim();
                !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphabetic())
            })
        });
        if is_start {
            starts.push(at + blank);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| (start, &text[start..end])).collect()
}

/// What abbreviations stand for, by their names in small letters. They are put together here, each from
/// those before it, since the crate follows one that is made of itself for ever.
#[derive(Default)]
struct Abbreviations {
    texts: HashMap<String, String>,
    bytes: usize,
}

impl Abbreviations {
    /// Takes in what an entry defines; what is broken or grows too long is unknown where it is used.
    fn take(&mut self, written: &str) {
        let Ok(written) = whole(written) else { return };
        let Ok(raw) = RawBibliography::parse(&written) else { return };
        for Pair { key, value } in raw.abbreviations {
            let mut text = String::new();
            let is_known = value.v.iter().all(|chunk| {
                let part = match chunk.v {
                    RawChunk::Normal(part) => Some(part),
                    RawChunk::Abbreviation(name) => self.get(name),
                };
                let part = part.filter(|part| text.len() + part.len() <= ABBREVIATION);
                text.push_str(part.unwrap_or_default());
                part.is_some()
            });
            if is_known && self.bytes + text.len() <= ABBREVIATIONS {
                self.bytes += text.len();
                self.texts.insert(key.v.to_lowercase(), text);
            }
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(&name.to_lowercase()).map(String::as_str)
    }
}

/// The entry alone: what stands behind it is a comment, and may hold signs that mean something. The
/// crate knows braces alone, BibTeX parentheses too.
fn whole(written: &str) -> Result<String, String> {
    if written.len() > LONGEST {
        return Err("an entry longer than 256 KiB".into());
    }
    if is_deep(written) {
        return Err(format!("braces nested more than {DEPTH} deep"));
    }
    let written = &written[..end_of(written).ok_or("an entry without an end")?];
    let written = match (written.split_once('('), written.find('{')) {
        (Some((kind, rest)), brace) if brace.is_none_or(|brace| brace > kind.len()) => {
            format!("{kind}{{{}}}", rest.strip_suffix(')').unwrap_or(rest))
        }
        (Some(_) | None, _) => written.to_owned(),
    };
    // The crate takes a letter with an empty argument for a mark over the one before.
    let written = written.replace("\\o{}", "{\\o}").replace("\\O{}", "{\\O}");
    Ok(if written.contains("{\"") { in_braces(&written) } else { written })
}

/// The entry with braces in place of quotes around its values: the crate ends a value at a quote that
/// stands in braces within it.
fn in_braces(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let (mut depth, mut opened, mut escaped) = (0_usize, None, false);
    for c in written.chars() {
        match c {
            _ if escaped => out.push(c),
            '"' if opened == Some(depth) => {
                opened = None;
                out.push('}');
            }
            '"' if opened.is_none() && depth == 1 => {
                opened = Some(depth);
                out.push('{');
            }
            _ => {
                match c {
                    '{' => depth += 1,
                    '}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                out.push(c);
            }
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

fn read(written: &str, strings: &Abbreviations) -> Result<Entry, String> {
    let written = whole(written)?;
    let told = |error: biblatex::ParseError| crate::text::clean::line(&error.kind.to_string(), 120);
    let mut raw = RawBibliography::parse(&written).map_err(told)?;
    let mut bytes = written.len();
    let mut used = Vec::new();
    for entry in &mut raw.entries {
        // The crate follows them for ever where they lead to the entry itself; others are not here.
        let leads =
            |name: &str| ["crossref", "xdata"].iter().any(|led| name.eq_ignore_ascii_case(led));
        entry.v.fields.retain(|field| !leads(field.key.v));
        for chunk in entry.v.fields.iter().flat_map(|field| &field.value.v) {
            let RawChunk::Abbreviation(name) = chunk.v else { continue };
            let Some(text) = strings.get(name) else { continue };
            bytes += text.len();
            if bytes > LONGEST {
                return Err("an entry longer than 256 KiB with its abbreviations".into());
            }
            let text = Spanned::zero(vec![Spanned::zero(RawChunk::Normal(text))]);
            used.push(Pair::new(Spanned::zero(name), text));
        }
    }
    raw.abbreviations = used;
    let bibliography = Bibliography::from_raw(raw).map_err(told)?;
    let reference = bibliography.iter().next().ok_or("an entry without a key")?;
    let item = item(reference).cleaned(None).ok_or("an entry without a title")?;
    let kind = Some("paper".to_owned());
    Ok(Entry::Item(Box::new(Imported { item, source: None, kind, kept: None })))
}

fn is_deep(written: &str) -> bool {
    let mut depth = 0_usize;
    written.bytes().any(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEPTH
    })
}

/// Where the brace closes that the entry opens.
fn end_of(written: &str) -> Option<usize> {
    let open = written.find(['{', '('])?;
    let (opens, closes) =
        if written[open..].starts_with('{') { (b'{', b'}') } else { (b'(', b')') };
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in written.bytes().enumerate().skip(open) {
        if escaped {
            escaped = false;
        } else if byte == b'\\' {
            escaped = true;
        } else if byte == opens {
            depth += 1;
        } else if byte == closes {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

fn item(reference: &Reference) -> RawItem {
    let words = |name: &str| {
        let text = without_commands(&reference.get(name)?.format_verbatim());
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let any = |names: &[&str]| names.iter().find_map(|name| words(name));
    let is_arxiv = any(&["eprinttype", "archiveprefix"])
        .is_none_or(|archive| archive.eq_ignore_ascii_case("arxiv"));
    let arxiv = any(&["arxiv", "eprint"]).filter(|_| is_arxiv).and_then(|eprint| {
        let eprint = eprint.trim_start_matches("arXiv:").to_owned();
        address::arxiv_id(&format!("https://arxiv.org/abs/{eprint}"))
    });
    let doi = any(&["doi"]).and_then(|doi| paper::doi_of(&doi));
    let url = any(&["url", "howpublished"])
        .filter(|url| address::parse(url, None).is_some())
        .or_else(|| arxiv.as_ref().map(|id| format!("https://arxiv.org/abs/{id}")))
        .or_else(|| address::of_doi(doi.as_deref()?));
    let people = reference.author().or_else(|_| {
        reference.editors().map(|all| all.into_iter().flat_map(|(people, _)| people).collect())
    });
    // "and others" is nobody.
    let is_named =
        |person: &biblatex::Person| person.name != "others" || !person.given_name.is_empty();
    let people = people.unwrap_or_default().into_iter().filter(is_named);
    let names = people.map(|person| {
        let part = |part: &str| part.trim().to_owned();
        let name = Person {
            given: part(&person.given_name),
            particle: part(&person.prefix),
            family: part(&person.name),
            suffix: part(&person.suffix),
            in_signs: false,
        };
        name.written()
    });
    let (published, issued) = day(reference);
    RawItem {
        // Within its file an entry is known by its key, unless its page tells it apart everywhere.
        id: Some(reference.key.clone()).filter(|_| url.is_none()),
        url,
        title: words("title").map(|title| match words("subtitle") {
            Some(subtitle) => format!("{title}: {subtitle}"),
            None => title,
        }),
        authors: names.collect(),
        published,
        summary: Text::plain(words("abstract").unwrap_or_default()),
        categories: words("keywords")
            .map(|all| all.split([',', ';']).map(|word| word.trim().to_owned()).collect())
            .unwrap_or_default(),
        paper: Paper {
            doi,
            arxiv,
            pmid: any(&["pmid"]),
            pmcid: any(&["pmcid"]),
            venue: any(&[
                "journaltitle",
                "journal",
                "booktitle",
                "publisher",
                "institution",
                "school",
            ]),
            primary_category: any(&["primaryclass", "eprintclass"]),
            issued,
            ..Paper::default()
        },
        ..RawItem::default()
    }
}

/// A text without the commands of TeX that the crate leaves in it (`\emph`), and their braces, and
/// with the quotes that it means. Formulas stay as they are.
fn without_commands(text: &str) -> String {
    if !text.contains(['\\', '`', '\'', '~']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut open = 0_usize;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            // A sum of money begins none.
            '$' if !rest.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace()) => {
                let formula = rest.find('$').map_or("", |end| &rest[..=end]);
                out.push('$');
                out.push_str(formula);
                rest = &rest[formula.len()..];
            }
            '\\' => {
                let name = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                let is_link = &rest[..name] == "href";
                rest = &rest[name..];
                if is_link && let Some((address, text)) = rest.split_once('}') {
                    // Where it leads is no word of the text.
                    rest = if address.starts_with('{') { text } else { rest };
                }
                if let Some(inside) = rest.strip_prefix('{').filter(|_| name > 0) {
                    open += 1;
                    rest = inside;
                }
            }
            '}' if open > 0 => open -= 1,
            '`' | '\'' if rest.starts_with(c) => {
                out.push(if c == '`' { '“' } else { '”' });
                rest = &rest[1..];
            }
            '`' => out.push('‘'),
            // A blank at which no line is broken.
            '~' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The day, or the first one of what is told of it; and where that is no day what is told of it:
/// `2024-03`, `2024`.
fn day(reference: &Reference) -> (Option<Moment>, Option<String>) {
    let read = has_days(reference).then(|| reference.date());
    let Some(Ok(PermissiveType::Typed(written))) = read else {
        // "2024a", "c. 2024", a month 0: the year alone.
        let year = reference.get("year").or_else(|| reference.get("date"));
        return year.map(|year| dated(&year.format_verbatim())).unwrap_or_default();
    };
    let (DateValue::At(day)
    | DateValue::After(day)
    | DateValue::Before(day)
    | DateValue::Between(day, _)) = written.value;
    match (day.month, day.day) {
        (None, _) => dated(&format!("{:04}", day.year)),
        (Some(month), None) => dated(&format!("{:04}-{:02}", day.year, month + 1)),
        (Some(month), Some(first)) => {
            (date::parse(&format!("{:04}-{:02}-{:02}", day.year, month + 1, first + 1)), None)
        }
    }
}

/// Whether the numbers of a reference's date may be those of days: the crate takes one off each without
/// asking whether it is 0, and expects them to be small.
fn has_days(reference: &Reference) -> bool {
    [("date", 4), ("year", 4), ("month", 2), ("day", 2)].into_iter().all(|(field, most)| {
        let written = reference.get(field).map(ChunksExt::format_verbatim).unwrap_or_default();
        written.split('/').filter_map(|date| date.split(['T', 't']).next()).all(|date| {
            let mut numbers =
                date.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
            numbers.all(|digits| digits.len() <= most && digits.bytes().any(|digit| digit != b'0'))
        })
    })
}

#[cfg(test)]
mod tests;
