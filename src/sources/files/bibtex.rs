//! References as BibTeX, read with the `biblatex` crate entry by entry, so that a broken one costs
//! only itself.

use biblatex::{Bibliography, ChunksExt, DateValue, Entry as Reference, PermissiveType};

use crate::model::{Moment, Paper};
use crate::sources::grammar::date;
use crate::sources::grammar::raw::{RawItem, Text};

use super::entry::{BadLine, Entries, Entry, Imported, Lines};

/// Longest entry, in bytes.
const LONGEST: usize = 256 * 1024;

/// Deepest braces: the parser of TeX descends into each.
const DEPTH: usize = 60;

/// Most abbreviations (`@string`) and their longest text together, in bytes.
const STRINGS_BYTES: usize = 64 * 1024;

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
    let mut strings = String::new();
    let mut found = Vec::new();
    for (at, written) in pieces(text) {
        let number = lines.number(at);
        match kind_of(written).as_str() {
            "comment" | "preamble" => {}
            "string" => {
                if strings.len() + written.len() < STRINGS_BYTES {
                    strings.push_str(written);
                    strings.push('\n');
                }
            }
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

fn read(written: &str, strings: &str) -> Result<Entry, String> {
    if written.len() > LONGEST {
        return Err("an entry longer than 256 KiB".into());
    }
    if is_deep(written) {
        return Err(format!("braces nested more than {DEPTH} deep"));
    }
    // What stands behind the entry is a comment, and may hold signs that mean something.
    let written = &written[..end_of(written).ok_or("an entry without an end")?];
    // The crate knows braces alone, BibTeX parentheses too.
    let braced = match (written.split_once('('), written.find('{')) {
        (Some((kind, rest)), brace) if brace.is_none_or(|brace| brace > kind.len()) => {
            format!("{kind}{{{}}}", rest.strip_suffix(')').unwrap_or(rest))
        }
        (Some(_) | None, _) => written.to_owned(),
    };
    let bibliography = Bibliography::parse(&format!("{strings}{braced}"))
        .map_err(|error| crate::text::clean::line(&error.kind.to_string(), 120))?;
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
        crate::text::address::arxiv_id(&format!("https://arxiv.org/abs/{eprint}"))
    });
    let doi = any(&["doi"]);
    let url = any(&["url", "howpublished"])
        .filter(|url| crate::text::address::parse(url, None).is_some())
        .or_else(|| arxiv.as_ref().map(|id| format!("https://arxiv.org/abs/{id}")))
        .or_else(|| {
            Some(format!("https://doi.org/{}", crate::text::address::bare_doi(doi.as_deref()?)?))
        });
    let people = reference.author().or_else(|_| {
        reference.editors().map(|all| all.into_iter().flat_map(|(people, _)| people).collect())
    });
    let names = people.unwrap_or_default().into_iter().map(|person| {
        let parts = [&person.given_name, &person.prefix, &person.name, &person.suffix];
        let parts: Vec<&str> =
            parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    });
    RawItem {
        // Within its file an entry is known by its key, unless its page tells it apart everywhere.
        id: Some(reference.key.clone()).filter(|_| url.is_none()),
        url,
        title: words("title").map(|title| match words("subtitle") {
            Some(subtitle) => format!("{title}: {subtitle}"),
            None => title,
        }),
        authors: names.collect(),
        published: day(reference),
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
            issued: issued(reference),
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

/// The day, or the first one of what is told of it.
fn day(reference: &Reference) -> Option<Moment> {
    let PermissiveType::Typed(written) = reference.date().ok()? else {
        // "2024a", "c. 2024": the year alone.
        let year = reference.get("year").or_else(|| reference.get("date"))?.format_verbatim();
        let at = year.find(|c: char| c.is_ascii_digit())?;
        return date::parse(&format!("{}-01-01", year.get(at..at + 4)?));
    };
    let (DateValue::At(day)
    | DateValue::After(day)
    | DateValue::Before(day)
    | DateValue::Between(day, _)) = written.value;
    let (month, first) = (day.month.map_or(1, |month| month + 1), day.day.map_or(1, |day| day + 1));
    date::parse(&format!("{:04}-{month:02}-{first:02}", day.year))
}

/// What is known of the date where that is no day: `2024-03`, `2024`.
fn issued(reference: &Reference) -> Option<String> {
    let PermissiveType::Typed(written) = reference.date().ok()? else { return None };
    let DateValue::At(day) = written.value else { return None };
    match (day.month, day.day) {
        (None, _) => Some(format!("{:04}", day.year)),
        (Some(month), None) => Some(format!("{:04}-{:02}", day.year, month + 1)),
        (Some(_), Some(_)) => None,
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
