//! Which reader knows the work at an address: arXiv, Crossref, `PubMed`, Semantic Scholar,
//! `OpenReview`; and where
//! the page stands that tells of a PDF.

use crate::model::NewItem;
use crate::sources::grammar::question::field;
use crate::text::address;

/// A work that a kind of source knows by its identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The kind.
    pub kind: &'static str,
    /// What the kind asks by: `id:2603.01234`, `doi:10.1000/x`, `32160763[uid]`, `forum:Ab1`.
    pub address: String,
    /// The work's page.
    pub page: String,
    /// Whether its page holds more of its text than the record.
    pub has_text: bool,
}

/// The work that an address names, or an identifier as it is typed.
pub fn work(typed: &str) -> Option<Work> {
    let typed = typed.trim();
    if !typed.contains("://") {
        return named(typed);
    }
    arxiv(typed)
        .or_else(|| pubmed(typed))
        .or_else(|| semantic_scholar(typed))
        .or_else(|| openreview(typed))
        .or_else(|| doi(typed).map(|doi| of_doi(&doi)))
}

/// A work by its DOI.
pub fn of_doi(doi: &str) -> Work {
    let page = format!("https://doi.org/{doi}");
    Work { kind: "crossref", address: format!("doi:{doi}"), page, has_text: true }
}

/// A work by its arXiv identifier.
pub fn of_arxiv(id: &str) -> Work {
    Work {
        kind: "arxiv",
        address: format!("id:{id}"),
        page: format!("https://arxiv.org/abs/{id}"),
        has_text: false,
    }
}

/// An identifier without an address: `arXiv:2603.01234`, `doi:10.1000/x`, `PMC7`, `PMID: 7`.
fn named(typed: &str) -> Option<Work> {
    let lower = typed.to_ascii_lowercase();
    let after = |label: &str| lower.strip_prefix(label).map(|_| typed[label.len()..].trim());
    if let Some(id) = after("arxiv:").or(Some(typed))
        && let Some(id) = address::arxiv_id(&format!("https://arxiv.org/abs/{id}"))
        && (id.contains('.') || lower.starts_with("arxiv:"))
    {
        return Some(of_arxiv(&id));
    }
    if let Some(doi) = after("doi:").or(Some(typed)).filter(|doi| doi.starts_with("10.")) {
        let doi = address::bare_doi(doi)?.to_owned();
        return arxiv(&format!("https://doi.org/{doi}")).or_else(|| Some(of_doi(&doi)));
    }
    if let Some(id) = after("pmid:") {
        return of_pmid(id);
    }
    of_pmcid(after("pmcid:").unwrap_or(typed))
}

fn arxiv(url: &str) -> Option<Work> {
    let (host, path) = host_and_path(url)?;
    let id = address::arxiv_id(url).or_else(|| {
        let is_mirror = matches!(host, "huggingface.co" | "alphaxiv.org" | "hf.co" | "scirate.com");
        let last = path.rsplit('/').next().filter(|_| is_mirror)?;
        address::arxiv_id(&format!("https://arxiv.org/abs/{last}"))
    })?;
    let has_text = path.starts_with("html/");
    Some(Work { has_text, ..of_arxiv(&id) })
}

fn pubmed(url: &str) -> Option<Work> {
    let (host, path) = host_and_path(url)?;
    let parts: Vec<&str> = path.split('/').collect();
    match (host, parts.as_slice()) {
        ("pubmed.ncbi.nlm.nih.gov", [id, ..])
        | ("ncbi.nlm.nih.gov", ["pubmed", id, ..])
        | ("europepmc.org", ["article" | "abstract", "MED" | "med", id, ..]) => of_pmid(id),
        ("pmc.ncbi.nlm.nih.gov", ["articles", id, ..])
        | ("ncbi.nlm.nih.gov", ["pmc", "articles", id, ..])
        | ("europepmc.org", ["article" | "articles", "PMC" | "pmc", id, ..]) => {
            let id = if id.starts_with("PMC") { (*id).to_owned() } else { format!("PMC{id}") };
            of_pmcid(&id)
        }
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    (1..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn of_pmid(id: &str) -> Option<Work> {
    is_number(id).then(|| Work {
        kind: "pubmed",
        address: format!("{id}[uid]"),
        page: format!("https://pubmed.ncbi.nlm.nih.gov/{id}/"),
        has_text: false,
    })
}

fn of_pmcid(id: &str) -> Option<Work> {
    let number = id.strip_prefix("PMC").or_else(|| id.strip_prefix("pmc"))?;
    is_number(number).then(|| Work {
        kind: "pubmed",
        address: format!("PMC{number}[pmcid]"),
        page: format!("https://pmc.ncbi.nlm.nih.gov/articles/PMC{number}/"),
        has_text: true,
    })
}

fn semantic_scholar(url: &str) -> Option<Work> {
    let (host, path) = host_and_path(url)?;
    let parts: Vec<&str> = path.split('/').collect();
    let id = match (host, parts.as_slice()) {
        ("semanticscholar.org", ["paper" | "reader", .., id]) => *id,
        ("api.semanticscholar.org", [id]) if id.starts_with("CorpusID:") => *id,
        _ => return None,
    };
    let is_hash = id.len() == 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hash || id.starts_with("CorpusID:")).then(|| Work {
        kind: "semanticscholar",
        address: format!("paper:{id}"),
        page: url.to_owned(),
        has_text: false,
    })
}

fn openreview(url: &str) -> Option<Work> {
    let (host, path) = host_and_path(url)?;
    let is_paper = host == "openreview.net" && matches!(path, "forum" | "pdf" | "attachment");
    let id = field(url, "id").filter(|_| is_paper)?;
    let is_id = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_id.then(|| Work {
        kind: "openreview",
        address: format!("forum:{id}"),
        page: format!("https://openreview.net/forum?id={id}"),
        has_text: false,
    })
}

/// What stands behind a DOI in the addresses of its pages.
const PAGES: [&str; 12] = [
    "/full",
    "/pdf",
    "/abstract",
    "/epdf",
    "/fulltext",
    "/html",
    "/meta",
    "/tables",
    "/references",
    ".full",
    ".pdf",
    ".abstract",
];

/// The DOI that an address names: a resolver's, or that of a page which is called by it.
pub(super) fn doi(url: &str) -> Option<String> {
    let (host, path) = host_and_path(url)?;
    if host == "nature.com" {
        let article = path.strip_prefix("articles/")?.split('/').next()?;
        let article = article.strip_suffix(".pdf").unwrap_or(article);
        return article.starts_with('s').then(|| format!("10.1038/{article}"));
    }
    if let Some(doi) = made_doi(host, path, url) {
        return Some(doi);
    }
    let (after, query) = url.split_once("://")?.1.split_once('/')?.1.split_once('?').map_or_else(
        || (path.to_owned(), String::new()),
        |(path, query)| (path.to_owned(), query.to_owned()),
    );
    let unescaped = |text: &str| {
        let text =
            text.replace("%2F", "/").replace("%2f", "/").replace("%28", "(").replace("%29", ")");
        text.replace("%3C", "<").replace("%3E", ">").replace("%3c", "<").replace("%3e", ">")
    };
    let in_path = || starts(&unescaped(&after), '/');
    let in_query = || {
        let query = unescaped(&query);
        query.split('&').find_map(|field| starts(field.split_once('=')?.1, '='))
    };
    let mut doi = in_path().or_else(in_query)?;
    while let Some(shorter) = PAGES.iter().find_map(|page| doi.strip_suffix(page)) {
        doi = shorter.to_owned();
    }
    // Preprint servers write the version behind it.
    if matches!(host, "biorxiv.org" | "medrxiv.org")
        && let Some((stem, version)) = doi.rsplit_once('v')
        && is_number(version)
    {
        doi = stem.to_owned();
    }
    address::bare_doi(&doi).map(str::to_owned)
}

/// The DOI that a publisher makes of the number by which its pages are called.
fn made_doi(host: &str, path: &str, url: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let number = |text: &str, least: usize| is_number(text) && text.len() >= least;
    match (host, parts.as_slice()) {
        ("nber.org", ["papers", paper]) => {
            paper.strip_prefix('w').filter(|id| number(id, 1)).map(|_| format!("10.3386/{paper}"))
        }
        ("papers.ssrn.com", ["sol3", "papers.cfm"]) => {
            let id = field(url, "abstract_id").filter(|id| number(id, 1))?;
            Some(format!("10.2139/ssrn.{id}"))
        }
        ("ssrn.com", [abstract_of]) => {
            let id = abstract_of.strip_prefix("abstract=").filter(|id| number(id, 1))?;
            Some(format!("10.2139/ssrn.{id}"))
        }
        ("elifesciences.org", ["articles" | "reviewed-preprints", id, ..]) => {
            let id = id.split('v').next().filter(|id| number(id, 5))?;
            Some(format!("10.7554/eLife.{id}"))
        }
        // Since 2018 the number of an article is that of its DOI.
        (host, [year, _, article, ..]) if host.ends_with("jmir.org") && number(year, 4) => {
            article.strip_prefix('e').filter(|id| number(id, 5)).map(|id| format!("10.2196/{id}"))
        }
        _ => None,
    }
}

/// From where on a text is a DOI: at its beginning, or behind this sign.
fn starts(text: &str, behind: char) -> Option<String> {
    let found = if text.starts_with("10.") {
        text
    } else {
        &text[text.find(&format!("{behind}10."))? + behind.len_utf8()..]
    };
    let (prefix, _) = found.split_once('/')?;
    let registrant = prefix.strip_prefix("10.")?;
    let digits = registrant.bytes().take_while(u8::is_ascii_digit).count();
    (4..=9)
        .contains(&digits)
        .then(|| found.split('#').next().unwrap_or(found).trim_end_matches('/').to_owned())
}

/// Host without `www.`, and path without the slashes around it.
fn host_and_path(url: &str) -> Option<(&str, &str)> {
    let host = address::host(url)?.trim_start_matches("www.");
    let after = url.split_once("://")?.1;
    let path = after.split_once('/').map_or("", |(_, path)| path);
    Some((host, path.split(['?', '#']).next().unwrap_or_default().trim_matches('/')))
}

/// Whether the item is the work that was asked for: what interfaces answer is not always that.
pub fn is_the_work(work: &Work, item: &NewItem) -> bool {
    let same = |found: &Option<String>, wanted: &str| {
        found.as_deref().is_some_and(|found| found.eq_ignore_ascii_case(wanted))
    };
    let paper = &item.paper;
    if let Some(id) = work.address.strip_prefix("id:") {
        same(&paper.arxiv, id)
    } else if let Some(doi) = work.address.strip_prefix("doi:") {
        same(&paper.doi, doi)
    } else if let Some(id) = work.address.strip_suffix("[uid]") {
        same(&paper.pmid, id)
    } else if let Some(id) = work.address.strip_suffix("[pmcid]") {
        same(&paper.pmcid, id)
    } else if let Some(id) = work.address.strip_prefix("forum:") {
        item.external_id.as_deref() == Some(id)
    } else {
        true
    }
}

/// The page that tells of the PDF at an address, at places that are known for it.
pub fn landing(url: &str) -> Option<String> {
    let (host, path) = host_and_path(url)?;
    let base = &url[..url.len() - url.split_once("://")?.1.split_once('/')?.1.len()];
    let cut = |end: &str| path.strip_suffix(end).map(|path| format!("{base}{path}"));
    match host {
        "openreview.net" => {
            let query = url.split_once('?')?.1;
            let id = query.split('&').find_map(|field| field.strip_prefix("id="))?;
            (path == "pdf" || path == "attachment").then(|| format!("{base}forum?id={id}"))
        }
        "aclanthology.org" => cut(".pdf").map(|page| page + "/"),
        "proceedings.mlr.press" => {
            let (folder, _) = path.strip_suffix(".pdf")?.rsplit_once('/')?;
            Some(format!("{base}{folder}.html"))
        }
        "openaccess.thecvf.com" => {
            Some(format!("{base}{}.html", path.strip_suffix(".pdf")?.replace("/papers/", "/html/")))
        }
        "proceedings.neurips.cc" | "papers.nips.cc" | "papers.neurips.cc" => {
            let page = path.strip_suffix(".pdf")?.replace("/file/", "/hash/");
            Some(format!("{base}{}.html", page.replace("-Paper", "-Abstract")))
        }
        "nber.org" => {
            let number = path.rsplit('/').next()?.strip_suffix(".pdf")?;
            path.contains("working_papers").then(|| format!("{base}papers/{number}"))
        }
        "bis.org" => cut(".pdf").map(|page| page + ".htm"),
        "jmlr.org" => {
            let (folder, _) = path.strip_suffix(".pdf")?.rsplit_once('/')?;
            let folder = folder.replace("papers/volume", "papers/v");
            Some(format!("{base}{folder}.html"))
        }
        "papers.ssrn.com" => {
            let query = url.split_once('?')?.1.to_ascii_lowercase();
            let id = query.split('&').find_map(|field| field.strip_prefix("abstractid="))?;
            Some(format!("{base}sol3/papers.cfm?abstract_id={id}"))
        }
        _ => cut("/pdf").or_else(|| cut("/PDF")).or_else(|| cut(".full.pdf")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_to_the_reader_that_knows_it() {
        for (typed, kind, asked) in [
            ("https://arxiv.org/abs/2603.01234v2", "arxiv", "id:2603.01234"),
            ("https://arxiv.org/pdf/2603.01234", "arxiv", "id:2603.01234"),
            ("https://arxiv.org/html/2603.01234v1", "arxiv", "id:2603.01234"),
            ("https://huggingface.co/papers/2603.01234", "arxiv", "id:2603.01234"),
            ("https://doi.org/10.48550/arXiv.2603.01234", "arxiv", "id:2603.01234"),
            ("arXiv:2603.01234", "arxiv", "id:2603.01234"),
            ("2603.01234v3", "arxiv", "id:2603.01234"),
            ("https://doi.org/10.1000/abc", "crossref", "doi:10.1000/abc"),
            (
                "https://onlinelibrary.example/doi/full/10.1002/x.1/pdf",
                "crossref",
                "doi:10.1002/x.1",
            ),
            (
                "https://www.nature.com/articles/s41586-026-1.pdf",
                "crossref",
                "doi:10.1038/s41586-026-1",
            ),
            (
                "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.1",
                "crossref",
                "doi:10.1371/journal.pone.1",
            ),
            (
                "https://www.biorxiv.org/content/10.1101/2026.01.02.3v2.full",
                "crossref",
                "doi:10.1101/2026.01.02.3",
            ),
            ("10.1000/abc", "crossref", "doi:10.1000/abc"),
            ("https://pubmed.ncbi.nlm.nih.gov/32160763/", "pubmed", "32160763[uid]"),
            ("PMID: 32160763", "pubmed", "32160763[uid]"),
            ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7/", "pubmed", "PMC7[pmcid]"),
            ("https://pmc.ncbi.nlm.nih.gov/articles/PMC7/?x=1", "pubmed", "PMC7[pmcid]"),
            ("https://openreview.net/forum?id=Ab-1&noteId=x", "openreview", "forum:Ab-1"),
            ("https://openreview.net/pdf?id=Ab-1", "openreview", "forum:Ab-1"),
            ("https://www.nber.org/papers/w35254", "crossref", "doi:10.3386/w35254"),
            (
                "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=17",
                "crossref",
                "doi:10.2139/ssrn.17",
            ),
            ("https://www.jmir.org/2026/1/e79187/", "crossref", "doi:10.2196/79187"),
            ("https://formative.jmir.org/2025/1/e70001", "crossref", "doi:10.2196/70001"),
            ("https://elifesciences.org/articles/91234v2", "crossref", "doi:10.7554/eLife.91234"),
        ] {
            let work = work(typed).unwrap_or_else(|| panic!("{typed}"));
            assert_eq!((work.kind, work.address.as_str()), (kind, asked), "{typed}");
        }
        let hash = "a".repeat(40);
        let found = work(&format!("https://www.semanticscholar.org/paper/On-Mills-Bee/{hash}"));
        assert_eq!(found.map(|work| work.address), Some(format!("paper:{hash}")));
    }

    #[test]
    fn what_names_no_work_goes_to_no_reader() {
        for typed in [
            "https://arxiv.org/list/cs.LG/recent",
            "https://news.example/2026/10.html",
            "https://news.example/v10.12/notes",
            "https://www.nature.com/natmachintell/",
            "https://openreview.net/group?id=Mills.cc/2026/Conference",
            "https://www.jmir.org/2026/1",
            "mill.example",
            "1206.5",
        ] {
            assert_eq!(work(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_pdf_is_told_of_by_its_page() {
        for (pdf, page) in [
            ("https://openreview.net/pdf?id=Ab1", "https://openreview.net/forum?id=Ab1"),
            (
                "https://aclanthology.org/2026.acl-long.1.pdf",
                "https://aclanthology.org/2026.acl-long.1/",
            ),
            (
                "https://proceedings.mlr.press/v9/bee26a/bee26a.pdf",
                "https://proceedings.mlr.press/v9/bee26a.html",
            ),
            (
                "https://www.nber.org/system/files/working_papers/w1/w1.pdf",
                "https://www.nber.org/papers/w1",
            ),
            ("https://www.jmir.org/2026/1/e7/PDF", "https://www.jmir.org/2026/1/e7"),
        ] {
            assert_eq!(landing(pdf).as_deref(), Some(page));
        }
        assert_eq!(landing("https://mill.example/report.pdf"), None);
    }
}
