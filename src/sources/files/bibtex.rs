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
    Ok(match (written.split_once('('), written.find('{')) {
        (Some((kind, rest)), brace) if brace.is_none_or(|brace| brace > kind.len()) => {
            format!("{kind}{{{}}}", rest.strip_suffix(')').unwrap_or(rest))
        }
        (Some(_) | None, _) => written.to_owned(),
    })
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
    let names = people.unwrap_or_default().into_iter().map(|person| {
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

/// A text without the commands of TeX that the crate leaves in it (`\emph`), and their braces.
fn without_commands(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut open = 0_usize;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let name = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                rest = &rest[name..];
                if let Some(inside) = rest.strip_prefix('{').filter(|_| name > 0) {
                    open += 1;
                    rest = inside;
                }
            }
            '}' if open > 0 => open -= 1,
            c => out.push(c),
        }
    }
    out
}

/// The day, or the first one of what is told of it; and where that is no day what is told of it:
/// `2024-03`, `2024`.
fn day(reference: &Reference) -> (Option<Moment>, Option<String>) {
    let Ok(PermissiveType::Typed(written)) = reference.date() else {
        // "2024a", "c. 2024": the year alone.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Result<Imported, usize>> {
        let plain = |entry| match entry {
            Ok(Entry::Item(item)) => Ok(*item),
            Ok(Entry::Feed(feed)) => panic!("a feed: {feed:?}"),
            Err(BadLine { number, .. }) => Err(number),
        };
        entries(text).map(plain).collect()
    }

    #[test]
    fn a_reference_has_its_people_its_day_and_its_identifiers() {
        let text = "% mine\n@string{jex = \"Journal of Examples\"}\n\
            @article{bee2024,\n title = {{Width} of \\emph{small} nets {\\\"u}ber all},\n author = {Bee, Ann and {The Group} and van Dee, C.},\n\
             journal = jex, year = 2024, month = mar, doi = {10.1000/x_1}, abstract={Short \\& dry.}, keywords = {nets, width},\n}\n\
            @misc{open, title = {never closed\n\n\
            @online(kim, title = {시계열 모형}, eprint = {2603.01234}, archiveprefix = {arXiv}, date = {2026-03-05})\n";
        assert!(is_likely(text));
        let found = all(text);
        let [Ok(bee), Err(8), Ok(kim)] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!(bee.item.title, "Width of small nets über all");
        assert_eq!(bee.item.authors, ["Ann Bee", "The Group", "C. van Dee"]);
        assert_eq!(bee.item.paper.venue.as_deref(), Some("Journal of Examples"));
        assert_eq!(bee.item.paper.doi.as_deref(), Some("10.1000/x_1"));
        assert_eq!(bee.item.url.as_deref(), Some("https://doi.org/10.1000/x_1"));
        assert_eq!(bee.item.summary, "Short & dry.");
        assert_eq!(bee.item.paper.issued.as_deref(), Some("2024-03"));
        assert_eq!(
            bee.item.published.map(|at| at.date_naive().to_string()).as_deref(),
            Some("2024-03-01")
        );
        assert_eq!(kim.item.url.as_deref(), Some("https://arxiv.org/abs/2603.01234"));
        assert_eq!(
            kim.item.published.map(|at| at.date_naive().to_string()).as_deref(),
            Some("2026-03-05")
        );
    }

    #[test]
    fn abbreviations_grow_only_so_far_and_lead_nowhere_but_back() {
        let doubled: Vec<String> =
            (1..40).map(|at| format!("@string{{a{at} = a{} # a{}}}\n", at - 1, at - 1)).collect();
        let doubled = doubled.concat();
        let text = format!(
            "@string{{a0 = \"mills\"}}\n{doubled}@string{{me = me}}\n@string(par = \"Par Press\")\n\
             @string{{broken = }}\n@string{{both = par # \" and Co\"}}\n\
             @misc{{one, title = {{One}}, publisher = a2}}\n@misc{{two, title = a39}}\n\
             @misc{{three, title = me}}\n@misc{{four, title = {{Four}}, publisher = BOTH, month = mar}}\n\
             @misc{{five, title = {{Five}}, crossref = {{five}}, xdata = {{five}}}}\n"
        );
        let found = all(&text);
        let [Ok(one), Err(_), Err(_), Ok(four), Ok(five)] = found.as_slice() else {
            panic!("{found:#?}")
        };
        assert_eq!(one.item.paper.venue.as_deref(), Some("millsmillsmillsmills"));
        assert_eq!(four.item.paper.venue.as_deref(), Some("Par Press and Co"));
        assert_eq!(five.item.title, "Five");
        let long = format!(
            "@string{{j = {{{}}}}}\n@misc{{x, title = {{X}}, note = j{}}}\n",
            "x".repeat(4000),
            " # j".repeat(100)
        );
        assert_eq!(all(&long), [Err(2)]);
    }

    #[test]
    fn names_dates_and_identifiers_are_what_their_parts_say() {
        let text = "@book{a, title = {A}, author = {Post, Zebra and 김, 민수 and van Dyke, Ada}, year = {2019a},\n\
             doi = {https://doi.org/10.1000/a%3Cb%3E}}\n\
             @book{b, title = {B}, date = {2019-03/2020-01}, doi = {10.1000/x\\_1}}\n";
        let found = all(text);
        let [Ok(a), Ok(b)] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!(a.item.authors, ["Post, Zebra", "김민수", "Ada van Dyke"]);
        assert_eq!(a.item.paper.issued.as_deref(), Some("2019"));
        assert_eq!(a.item.paper.doi.as_deref(), Some("10.1000/a<b>"));
        assert_eq!(b.item.paper.issued.as_deref(), Some("2019-03"));
        assert_eq!(b.item.paper.doi.as_deref(), Some("10.1000/x_1"));
    }

    #[test]
    fn what_is_broken_costs_only_itself() {
        let deep =
            format!("@misc{{deep, title = {}x{}}}\n", "{".repeat(50_000), "}".repeat(50_000));
        let text = format!("{deep}@misc{{, }}\n@misc{{good, title = {{Good}}}}\n");
        let found = all(&text);
        assert!(found.iter().rev().take(1).all(Result::is_ok) && found[0] == Err(1), "{found:?}");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "@[a-z]{1,8}\\{[\\{\\}\\\\\"=,#$a-z0-9 \\n@%&~^_-]{0,120}") {
            for entry in entries(&text) {
                let _ = entry.is_ok();
            }
        }
    }
}
