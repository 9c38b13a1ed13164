//! References as RIS, as Zotero, `EndNote` and `JabRef` write it, and in PubMed's own form of it: a tag, a
//! hyphen and a value on each line.

use crate::model::Paper;
use crate::sources::grammar::paper;
use crate::sources::grammar::raw::{RawItem, Text};
use crate::text::address;

use super::cited::{dated, person};
use super::entry::{BadLine, Entries, Entry, Imported};

/// Longest value of all lines that belong to it, in bytes.
const LONGEST: usize = 256 * 1024;

/// Most values of one reference: what is never closed is none.
const FIELDS: usize = 5_000;

/// The tag of a line and its value, if it has one: `TY  - JOUR`, `PMID- 1`, also with a blank less.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let tag = line.get(..4)?;
    let (tag, rest) = match line.get(4..)?.strip_prefix('-') {
        Some(rest) => (tag.trim_end(), rest),
        None => (tag.strip_suffix('-')?.trim_end(), line.get(4..)?),
    };
    let is_tag = tag.len() >= 2
        && tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    (is_tag && (rest.is_empty() || rest.starts_with(' '))).then(|| (tag, rest.trim()))
}

/// Whether a tag begins a reference.
fn begins(tag: &str) -> bool {
    tag == "TY" || tag == "PMID"
}

/// Whether the head of a text begins a list of references.
pub fn is_likely(head: &str) -> bool {
    let first = head.lines().map(str::trim_end).find(|line| !line.is_empty());
    first.and_then(tagged).is_some_and(|(tag, value)| begins(tag) && !value.is_empty())
}

/// The references of a text.
pub fn entries(text: &str) -> Entries<'_> {
    let mut lines = (1..).zip(text.lines()).peekable();
    Box::new(std::iter::from_fn(move || {
        let mut found: Option<(usize, Reference<'_>)> = None;
        let mut fields = 0;
        // What stands outside of a reference is no line of one.
        while let Some((number, line)) = lines.next_if(|(_, line)| {
            found.is_none() || !tagged(line).is_some_and(|(tag, _)| begins(tag))
        }) {
            match (tagged(line), &mut found) {
                (Some((tag, _)), None) if begins(tag) => {
                    let mut reference = Reference::default();
                    reference.take(line);
                    found = Some((number, reference));
                }
                (Some(("ER", _)), Some(_)) => break,
                (_, Some((_, reference))) if fields < FIELDS => {
                    fields += 1;
                    reference.take(line);
                }
                (_, _) => {}
            }
        }
        let (number, reference) = found?;
        let item = reference.item().cleaned(None).filter(|_| reference.first(&TITLE).is_some());
        let item = item.ok_or_else(|| BadLine::new(number, "a reference without a title"));
        Some(item.map(|item| {
            let kind = Some("paper".to_owned());
            Entry::Item(Box::new(Imported { item, source: None, kind, kept: None }))
        }))
    }))
}

const TITLE: [&str; 4] = ["TI", "T1", "CT", "BTI"];
/// Those of PubMed have full names under a tag of their own.
const PEOPLE: [&[&str]; 4] = [&["FAU", "CN"], &["AU", "A1"], &["A2", "ED"], &["A3"]];
const VENUE: [&str; 7] = ["JT", "T2", "JO", "JF", "BT", "JA", "TA"];
const SUMMARY: [&str; 2] = ["AB", "N2"];
const KEYWORDS: [&str; 3] = ["KW", "OT", "MH"];
const DATE: [&str; 4] = ["DA", "PY", "Y1", "DP"];
const NUMBERS: [&str; 8] = ["DO", "LID", "AID", "AN", "M1", "M3", "C1", "SI"];

/// What the lines of one reference say.
#[derive(Default)]
struct Reference<'t> {
    fields: Vec<(&'t str, String)>,
}

impl<'t> Reference<'t> {
    /// Takes a line; one without a tag goes on with the value before it.
    fn take(&mut self, line: &'t str) {
        if let Some((tag, value)) = tagged(line) {
            self.fields.push((tag, value.to_owned()));
            return;
        }
        let line = line.trim();
        if let Some((_, value)) = self.fields.last_mut()
            && !line.is_empty()
            && value.len() + line.len() < LONGEST
        {
            value.push(' ');
            value.push_str(line);
        }
    }

    /// The values of a tag.
    fn all(&self, tag: &str) -> Vec<&str> {
        let of_tag = self.fields.iter().filter(|(name, _)| *name == tag);
        of_tag.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty()).collect()
    }

    /// The first value of the first of these tags that has one.
    fn first(&self, tags: &[&str]) -> Option<&str> {
        tags.iter().find_map(|tag| self.all(tag).first().copied())
    }

    fn item(&self) -> RawItem {
        let numbers = || NUMBERS.iter().flat_map(|tag| self.all(tag));
        // PubMed says behind a number what it is.
        let bare = |number: &str| number.split(" [").next().unwrap_or_default().trim().to_owned();
        let is_doi = |number: &&str| number.ends_with("[doi]") || !number.ends_with(']');
        let doi = numbers().filter(is_doi).find_map(|number| paper::doi_of(&bare(number)));
        let pages: Vec<&str> = ["UR", "L2", "LK"].iter().flat_map(|tag| self.all(tag)).collect();
        let pages = || pages.iter().flat_map(|page| page.split(';')).map(str::trim);
        let pmid = self.first(&["PMID"]).map(str::to_owned);
        let of_pubmed = || Some(format!("https://pubmed.ncbi.nlm.nih.gov/{}/", pmid.as_ref()?));
        let url = pages()
            .find(|page| page.starts_with("http"))
            .map(str::to_owned)
            .or_else(|| address::of_doi(doi.as_deref()?))
            .or_else(of_pubmed);
        let arxiv = |text: &str| {
            let number = text.trim().strip_prefix("arXiv:").map(str::trim);
            let page = number.map(|number| format!("https://arxiv.org/abs/{number}"));
            address::arxiv_id(page.as_deref().unwrap_or(text))
        };
        let (published, issued) = self.date().as_deref().map(dated).unwrap_or_default();
        let named = |tags: &&[&str]| -> Vec<String> {
            tags.iter().flat_map(|tag| self.all(tag)).filter_map(person).collect()
        };
        let people = PEOPLE.iter().map(named).find(|people| !people.is_empty());
        let keywords = KEYWORDS.iter().flat_map(|tag| self.all(tag));
        RawItem {
            url,
            title: self.first(&TITLE).map(str::to_owned),
            authors: people.unwrap_or_default(),
            published,
            summary: Text::guessed(self.first(&SUMMARY).unwrap_or_default().to_owned()),
            categories: keywords.flat_map(|words| words.split(';')).map(str::to_owned).collect(),
            language: self.first(&["LA"]).map(str::to_owned),
            paper: Paper {
                arxiv: numbers().chain(pages()).find_map(arxiv),
                doi,
                pmid,
                pmcid: self.first(&["PMC"]).map(str::to_owned),
                venue: self.first(&VENUE).map(str::to_owned),
                issued,
                ..Paper::default()
            },
            ..RawItem::default()
        }
    }

    /// The date as other formats write one: RIS has `2024/03/05/` with what is not known left out,
    /// PubMed `2024 Mar 5`; `EndNote` has the year alone in a tag of its own.
    fn date(&self) -> Option<String> {
        let is_dated = |text: &&str| text.get(..4).is_some_and(|year| year.parse::<u16>().is_ok());
        let text = DATE.iter().flat_map(|tag| self.all(tag)).find(is_dated)?;
        let parts: Vec<&str> = text.split('/').map(str::trim).collect();
        if let [year, month, rest @ ..] = parts.as_slice() {
            let day = rest.first().filter(|day| !day.is_empty());
            return Some(match (month.is_empty(), day) {
                (true, _) => (*year).to_owned(),
                (false, None) => format!("{year}-{month:0>2}"),
                (false, Some(day)) => format!("{year}-{month:0>2}-{day:0>2}"),
            });
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let month = |month: &str| month.split('-').next().unwrap_or_default().to_owned();
        Some(match words.as_slice() {
            [year, in_month, day, ..] => format!("{day} {} {year}", month(in_month)),
            [year, in_month] => format!("{} {year}", month(in_month)),
            _ => text.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<Result<Imported, usize>> {
        let item = |entry| match entry {
            Ok(Entry::Item(item)) => Ok(*item),
            Ok(Entry::Feed(feed)) => panic!("{feed:?}"),
            Err(BadLine { number, .. }) => Err(number),
        };
        entries(text).map(item).collect()
    }

    fn day(imported: &Imported) -> Option<String> {
        imported.item.published.map(|at| at.date_naive().to_string())
    }

    #[test]
    fn what_zotero_writes_is_read_whole() {
        let text = "TY  - JOUR\r\nTI  - Quiet pumps in tidal mills\r\nAU  - van Bee, Ann\r\n\
            AU  - Cey, Bo, Jr.\r\nAU  - 김민수\r\nT2  - Journal of Mills\r\nAB  - First line\r\n\
            second line.\r\nDA  - 2024/03/05/\r\nPY  - 2024\r\nDO  - 10.1000/x.1\r\n\
            UR  - https://mills.example/1\r\nY2  - 2024/04/01/12:00:00\r\nLA  - en\r\n\
            KW  - pumps\r\nKW  - tides\r\nER  - \r\n\r\n\
            TY  - UNPB\r\nTI  - A preprint\r\nAU  - Dee, Cy\r\nDA  - 2024/02//\r\n\
            M1  - arXiv:2402.00001\r\nUR  - http://arxiv.org/abs/2402.00001\r\nER  - \r\n";
        assert!(is_likely(text));
        let all = items(text);
        let [Ok(one), Ok(two)] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(one.item.title, "Quiet pumps in tidal mills");
        assert_eq!(one.item.authors, ["Ann van Bee", "Bo Cey Jr.", "김민수"]);
        assert_eq!(one.item.url.as_deref(), Some("https://mills.example/1"));
        assert_eq!(one.item.summary, "First line second line.");
        assert_eq!(one.item.categories, ["pumps", "tides"]);
        assert_eq!(one.item.paper.doi.as_deref(), Some("10.1000/x.1"));
        assert_eq!(one.item.paper.venue.as_deref(), Some("Journal of Mills"));
        assert_eq!((day(one).as_deref(), &one.item.paper.issued), (Some("2024-03-05"), &None));
        assert_eq!(two.item.paper.arxiv.as_deref(), Some("2402.00001"));
        assert_eq!(two.item.paper.issued.as_deref(), Some("2024-02"));
    }

    #[test]
    fn what_endnote_writes_is_read_and_a_reference_is_as_exact_as_its_date() {
        let text = "\n\nTY  - JOUR\nA1  - Bee, A.\nT1  - Of mills\nJO  - J. Ex.\nPY  - 2019\nDA  - Mar\n\
            N2  - What it says.\nM3  - doi: 10.1000/y\nUR  - <Go to ISI>://1;https://a.example/\nER  - \n\
            TY  - BOOK\nA2  - Cey, Bo\nTI  - Mills\nY1  - 2001///Spring\n\
            TY - CHAP\nTI - One blank less\nER - \nstray words\n\
            TY  - JOUR\nAU  - Nobody, N.\nER  - \n";
        assert!(is_likely(text));
        let all = items(text);
        let [Ok(one), Ok(two), Ok(three), Err(bad)] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(one.item.authors, ["A. Bee"]);
        assert_eq!(one.item.paper.issued.as_deref(), Some("2019"));
        assert_eq!(one.item.paper.doi.as_deref(), Some("10.1000/y"));
        assert_eq!(one.item.url.as_deref(), Some("https://a.example/"));
        assert_eq!(two.item.authors, ["Bo Cey"]);
        assert_eq!(two.item.paper.issued.as_deref(), Some("2001"));
        assert_eq!(three.item.title, "One blank less");
        assert_eq!(*bad, 21, "what has no title is told by its line");
    }

    #[test]
    fn what_pubmed_writes_is_read_with_full_names_and_its_numbers() {
        let text = "\nPMID- 4711\nOWN - NLM\nDP  - 2024 Mar-Apr\nTI  - Quiet pumps\n      in mills.\n\
            LID - e12 [pii]\nLID - 10.1000/z [doi]\nAB  - We test pumps.\nFAU - Bee, Ann B\nAU  - Bee AB\n\
            CN  - The Mill Group\nLA  - eng\nJT  - Journal of mills\nTA  - J Mills\nPMC - PMC12\n\
            MH  - Mills/*methods\n\nPMID- 4712\nTI  - No number at all\nDP  - 2023 Dec 5\nFAU - Cey, Bo\n";
        assert!(is_likely(text));
        let all = items(text);
        let [Ok(one), Ok(two)] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(one.item.title, "Quiet pumps in mills.");
        assert_eq!(one.item.authors, ["Ann B Bee", "The Mill Group"]);
        assert_eq!(one.item.paper.doi.as_deref(), Some("10.1000/z"));
        assert_eq!(one.item.paper.pmid.as_deref(), Some("4711"));
        assert_eq!(one.item.paper.venue.as_deref(), Some("Journal of mills"));
        assert_eq!(one.item.paper.issued.as_deref(), Some("2024-03"));
        assert_eq!(two.item.url.as_deref(), Some("https://pubmed.ncbi.nlm.nih.gov/4712/"));
        assert_eq!(day(two).as_deref(), Some("2023-12-05"));
    }

    #[test]
    fn what_is_no_list_of_references_is_not_taken_for_one() {
        for text in
            ["", "TY", "From: a\nSubject: b\n", "TYPE- x\n", "ER  - \n", "TI  - A\n", "가나-  x"]
        {
            assert!(!is_likely(text), "{text:?}");
        }
        assert!(items("words\nof nobody\n").is_empty());
        assert_eq!(items("TY  - JOUR\n").len(), 1, "which is told");
    }
}
