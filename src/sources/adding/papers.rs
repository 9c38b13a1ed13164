//! Papers: arXiv's categories, lists and searches, journals by ISSN, publishers by DOI prefix, queries
//! of PubMed and Semantic Scholar.

use super::{certain_feed, field, parts};
use crate::model::{Candidate, Certainty};
use crate::sources::crossref::{is_issn, is_prefix};
use crate::sources::saved::known;
use crate::text::address;

/// arXiv's archives that have subjects, and those that have none.
const ARCHIVES: [&str; 12] = [
    "cs", "econ", "eess", "math", "q-bio", "q-fin", "stat", "physics", "astro-ph", "cond-mat",
    "nlin", "math-ph",
];
const ALONE: [&str; 9] =
    ["gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph", "nucl-ex", "nucl-th", "quant-ph"];

/// Subjects that are not two capital letters.
const SUBJECTS: [&str; 19] = [
    "acc-ph", "ao-ph", "app-ph", "atm-clus", "atom-ph", "bio-ph", "chem-ph", "class-ph", "comp-ph",
    "data-an", "flu-dyn", "gen-ph", "geo-ph", "hist-ph", "ins-det", "med-ph", "optics", "plasm-ph",
    "soc-ph",
];

/// A category as arXiv writes it, whatever case it is typed in; an archive stands for all of its
/// subjects.
fn category(word: &str) -> Option<String> {
    let lower = word.to_ascii_lowercase();
    if ALONE.contains(&&*lower) {
        return Some(lower);
    }
    let Some((archive, subject)) = lower.split_once('.') else {
        return (ARCHIVES.contains(&&*lower) && lower.contains('-')).then(|| format!("{lower}.*"));
    };
    if !ARCHIVES.contains(&archive) {
        return None;
    }
    let is_two = subject.len() == 2 && subject.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_two {
        return Some(format!("{archive}.{}", subject.to_ascii_uppercase()));
    }
    let named = SUBJECTS.contains(&subject) || (archive == "cond-mat" && subject.len() >= 4);
    (named || subject == "*").then(|| format!("{archive}.{subject}"))
}

/// Categories, several of them apart by blanks or commas.
fn categories(typed: &str) -> Option<String> {
    let typed =
        typed.strip_prefix("arXiv:").or_else(|| typed.strip_prefix("arxiv:")).unwrap_or(typed);
    let words: Vec<&str> =
        typed.split([' ', ',', '+']).map(str::trim).filter(|word| !word.is_empty()).collect();
    let found: Option<Vec<String>> = words.iter().map(|word| category(word)).collect();
    found.filter(|found| !found.is_empty()).map(|found| found.join(" "))
}

fn of_categories(categories: &str) -> Candidate {
    // A whole archive is asked for in arXiv's own words.
    let address = if categories.contains('*') {
        let words: Vec<String> = categories.split(' ').map(|word| format!("cat:{word}")).collect();
        words.join(" OR ")
    } else {
        categories.to_owned()
    };
    Candidate::new("arxiv", address, "arxiv", Certainty::Certain)
}

/// A journal by its number, if that is one.
pub(super) fn issn(word: &str) -> Option<Candidate> {
    let word = word.trim().to_ascii_uppercase();
    let word = if word.len() == 8 && !word.contains('-') {
        format!("{}-{}", word.get(..4)?, word.get(4..)?)
    } else {
        word
    };
    // The last sign checks the others (ISO 3297).
    let digit = |sign: char| if sign == 'X' { Some(10) } else { sign.to_digit(10) };
    let digits: Vec<u32> = word.chars().filter(|sign| *sign != '-').filter_map(digit).collect();
    let sum: u32 = digits.iter().zip((1..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    (is_issn(&word) && sum.is_multiple_of(11))
        .then(|| Candidate::new("crossref", word, "journal", Certainty::Certain))
}

/// What arXiv's own words of a query begin with.
const FIELDS: [&str; 8] = ["cat:", "ti:", "au:", "abs:", "all:", "co:", "jr:", "rn:"];

/// What is no address but names a list of papers.
pub(super) fn named(typed: &str) -> Option<Vec<Candidate>> {
    if let Some(categories) = categories(typed) {
        return Some(vec![of_categories(&categories)]);
    }
    let lower = typed.to_ascii_lowercase();
    let bare =
        lower.strip_prefix("issn").map_or(typed, |_| typed[4..].trim_start_matches([':', ' ']));
    let words: Vec<&str> = bare.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let numbers: Option<Vec<String>> =
        words.iter().map(|word| issn(word).map(|journal| journal.source.address)).collect();
    if let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) {
        return Some(vec![Candidate::new(
            "crossref",
            numbers.join(" "),
            "journal",
            Certainty::Certain,
        )]);
    }
    let prefix = lower.strip_prefix("doi:").unwrap_or(&lower).trim().trim_end_matches('/');
    if is_prefix(prefix) {
        return Some(vec![Candidate::new("crossref", prefix, "publisher", Certainty::Certain)]);
    }
    if FIELDS.iter().any(|name| lower.starts_with(name)) {
        return Some(vec![Candidate::new("arxiv", typed, "arxiv_search", Certainty::Certain)]);
    }
    if let Some(paper) = lower.strip_prefix("citations:").map(|_| &typed["citations:".len()..]) {
        return Some(vec![cites(paper.trim(), Certainty::Certain)]);
    }
    if typed.contains("://") {
        return None;
    }
    known::work(typed).map(|work| of_work(&work))
}

/// Words that name nothing: they can be searched for.
pub(super) fn searches(words: &str) -> Vec<Candidate> {
    let news = format!("https://news.google.com/rss/search?q={}", escaped(words));
    vec![
        Candidate::new("arxiv", words, "arxiv_search", Certainty::Guess),
        Candidate::new("semanticscholar", words, "s2_search", Certainty::Guess),
        Candidate::new("pubmed", words, "pubmed_search", Certainty::Guess),
        Candidate::new("feed", news, "news_search", Certainty::Guess),
    ]
}

/// Words as part of a query.
pub(super) fn escaped(words: &str) -> String {
    let words: Vec<String> = words
        .split_whitespace()
        .map(|word| url::form_urlencoded::byte_serialize(word.as_bytes()).collect())
        .collect();
    words.join("+")
}

fn cites(paper: &str, certainty: Certainty) -> Candidate {
    Candidate::new("semanticscholar", format!("citations:{paper}"), "citations", certainty)
}

/// A single work is no list; what cites it is one.
fn of_work(work: &known::Work) -> Vec<Candidate> {
    let address = &*work.address;
    let named = if let Some(id) = address.strip_prefix("id:") {
        format!("arXiv:{id}")
    } else if let Some(doi) = address.strip_prefix("doi:") {
        format!("DOI:{doi}")
    } else if let Some(id) = address.strip_suffix("[uid]") {
        format!("PMID:{id}")
    } else if let Some(id) = address.strip_suffix("[pmcid]") {
        format!("PMCID:{}", id.trim_start_matches("PMC"))
    } else {
        address.strip_prefix("paper:").unwrap_or(address).to_owned()
    };
    vec![cites(&named, Certainty::Guess)]
}

/// Addresses of places where papers are.
pub(super) fn of_address(url: &str) -> Option<Vec<Candidate>> {
    let (host, path) = parts(url)?;
    match (host.as_str(), path.as_slice()) {
        ("arxiv.org" | "export.arxiv.org" | "browse.arxiv.org", ["list", list, ..]) => {
            categories(list).map(|found| vec![of_categories(&found)])
        }
        ("rss.arxiv.org" | "export.arxiv.org" | "arxiv.org", ["rss" | "atom", list]) => {
            categories(list)
                .map(|_| vec![Candidate::new("arxiv", url, "arxiv", Certainty::Certain)])
        }
        ("export.arxiv.org" | "arxiv.org", ["api", "query"]) => {
            let query = field(url, "search_query")?;
            Some(vec![Candidate::new("arxiv", query, "arxiv_search", Certainty::Certain)])
        }
        ("arxiv.org", ["archive" | "corr", archive]) => {
            categories(archive).map(|found| vec![of_categories(&found)])
        }
        ("arxiv.org", ["search", ..]) => {
            let words = field(url, "query").or_else(|| field(url, "terms-0-term"))?;
            let within = field(url, "searchtype").or_else(|| field(url, "terms-0-field"));
            let of = match within.as_deref() {
                Some("author") => "au:",
                Some("title") => "ti:",
                Some("abstract") => "abs:",
                Some(_) | None => "",
            };
            let query = match of {
                "" => words,
                of if words.contains(' ') && !words.contains('"') => format!("{of}\"{words}\""),
                of => format!("{of}{words}"),
            };
            Some(vec![Candidate::new("arxiv", query, "arxiv_search", Certainty::Certain)])
        }
        ("arxiv.org", ["a", author]) => {
            let author = author.trim_end_matches(".atom2").trim_end_matches(".atom");
            Some(vec![certain_feed(format!("https://arxiv.org/a/{author}.atom2"), "author")])
        }
        ("pubmed.ncbi.nlm.nih.gov", []) | ("ncbi.nlm.nih.gov", ["pubmed"]) => {
            let term = field(url, "term")?;
            Some(vec![Candidate::new("pubmed", term, "pubmed_search", Certainty::Certain)])
        }
        ("semanticscholar.org", ["search"]) => {
            let words = field(url, "q")?;
            Some(vec![Candidate::new("semanticscholar", words, "s2_search", Certainty::Certain)])
        }
        ("openreview.net", ["group"]) => {
            let venue = field(url, "id").filter(|id| id.contains('/'))?;
            Some(vec![Candidate::new("openreview", venue, "venue", Certainty::Certain)])
        }
        ("portal.issn.org", ["resource", "ISSN" | "issn", number, ..]) => {
            issn(number).map(|found| vec![found])
        }
        ("api.crossref.org", ["journals", number, ..]) => issn(number).map(|found| vec![found]),
        ("onlinelibrary.wiley.com", ["journal" | "toc" | "loi" | "feed", number, ..]) => {
            issn(number).map(|found| vec![found])
        }
        ("nature.com", [journal])
            if !journal.contains('.')
                && !matches!(*journal, "articles" | "search" | "subjects") =>
        {
            Some(vec![certain_feed(format!("https://www.nature.com/{journal}.rss"), "journal")])
        }
        ("doi.org" | "dx.doi.org", [prefix]) if is_prefix(prefix) => {
            Some(vec![Candidate::new("crossref", *prefix, "publisher", Certainty::Certain)])
        }
        _ => known::work(url)
            .filter(|work| work.kind != "openreview" && address::parse(url, None).is_some())
            .map(|work| of_work(&work)),
    }
}
