//! What addresses tell of papers: arXiv identifiers and DOIs.

use super::{decoded, parse, plain_host};
use crate::model::Paper;

/// The arXiv identifier, without its version, that an address of the paper names: abstract, PDF,
/// HTML, a mirror's, or its DOI.
pub fn arxiv_id(address: &str) -> Option<String> {
    let after = address.split_once("://")?.1;
    let (host, path) = after.split_once('/')?;
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let host = plain_host(host);
    let id = match host {
        "arxiv.org"
        | "export.arxiv.org"
        | "browse.arxiv.org"
        | "ar5iv.org"
        | "ar5iv.labs.arxiv.org" => {
            let (page, id) = path.split_once('/')?;
            matches!(page, "abs" | "pdf" | "html" | "ps" | "format" | "src" | "e-print" | "tb")
                .then_some(id)?
        }
        "doi.org" | "dx.doi.org" => {
            let (lead, id) = path.split_at_checked("10.48550/arXiv.".len())?;
            lead.eq_ignore_ascii_case("10.48550/arXiv.").then_some(id)?
        }
        _ => return None,
    };
    let id = id.strip_suffix(".pdf").unwrap_or(id);
    let id = match id.rsplit_once('v') {
        Some((stem, version))
            if !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()) =>
        {
            stem
        }
        _ => id,
    };
    is_arxiv_id(id).then(|| id.to_owned())
}

/// The DOI that an address names: a resolver's, or a publisher's page under `/doi/`. Signs that are
/// encoded belong to the address and not to the name (DOI Handbook, 2.5.2.4).
pub fn doi(address: &str) -> Option<String> {
    let after = address.split_once("://")?.1;
    let (host, path) = after.split_once('/')?;
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let named = match plain_host(host) {
        "doi.org" | "dx.doi.org" => path,
        _ => {
            let (_, rest) = path.split_once("doi/")?;
            // The page of the abstract, of the text, of the PDF.
            rest.find("10.").map(|at| &rest[at..])?
        }
    };
    bare_doi(&decoded(named)).map(str::to_owned)
}

/// A DOI without the resolver, scheme or label it may be written with.
pub fn bare_doi(text: &str) -> Option<&str> {
    let doi = &text[text.find("10.")?..];
    let (prefix, suffix) = doi.split_once('/')?;
    let registrant = prefix.strip_prefix("10.")?;
    let is_number = registrant
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    (is_number && !suffix.is_empty() && !suffix.contains(char::is_whitespace)).then_some(doi)
}

/// The resolver's address of a DOI; in it the signs are encoded that mean something there.
pub fn of_doi(doi: &str) -> Option<String> {
    let encoded = doi.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
    parse(&format!("https://doi.org/{encoded}"), None)
}

/// Whether a DOI is one that arXiv gives its papers, which says no more than their identifier.
pub fn is_arxiv_doi(doi: &str) -> bool {
    doi.to_ascii_lowercase().starts_with("10.48550/arxiv.")
}

/// The arXiv identifier that the address of a gallery's page names: a page about the paper, which
/// is another page than the paper's own.
fn shown_arxiv_id(address: &str) -> Option<String> {
    let (host, path) = address.split_once("://")?.1.split_once('/')?;
    let path = match plain_host(host) {
        "huggingface.co" | "emergentmind.com" => path.strip_prefix("papers/"),
        "semanticscholar.org" | "scirate.com" => path.strip_prefix("arxiv/"),
        "alphaxiv.org" => {
            ["abs/", "overview/", "pdf/"].iter().find_map(|page| path.strip_prefix(page))
        }
        _ => None,
    }?;
    arxiv_id(&format!("https://arxiv.org/abs/{path}"))
}

/// Adds to the facts of a paper what its address and its name at the source say: the arXiv
/// identifier, the DOI, where the PDF is.
pub fn complete_paper(paper: &mut Paper, url: Option<&str>, external_id: Option<&str>) {
    let said =
        |found: &dyn Fn(&str) -> Option<String>| url.into_iter().chain(external_id).find_map(found);
    let labelled = |text: &str| {
        let id = text.rsplit_once(':').filter(|(label, _)| {
            label.to_ascii_lowercase().ends_with("arxiv") || label.starts_with("oai")
        });
        arxiv_id(&format!("https://arxiv.org/abs/{}", id?.1))
    };
    if paper.arxiv.is_none() {
        paper.arxiv = said(&|text| {
            arxiv_id(text).or_else(|| shown_arxiv_id(text)).or_else(|| labelled(text))
        });
    }
    if paper.doi.is_none() {
        let bare = |text: &str| {
            let begins = text.starts_with("10.") || text.to_ascii_lowercase().starts_with("doi:");
            begins.then(|| bare_doi(text).map(str::to_owned)).flatten()
        };
        // arXiv's own DOI says no more than its identifier.
        paper.doi = said(&|text| doi(text).or_else(|| bare(text))).filter(|doi| !is_arxiv_doi(doi));
    }
    if let (Some(id), None) = (&paper.arxiv, &paper.pdf) {
        paper.pdf = Some(format!("https://arxiv.org/pdf/{id}"));
    }
}

/// `2603.01234`, or before 2007 `hep-th/9901001`.
fn is_arxiv_id(id: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match (id.split_once('.'), id.split_once('/')) {
        (_, Some((archive, number))) => {
            digits(number)
                && number.len() == 7
                && !archive.is_empty()
                && archive.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'.'))
        }
        (Some((month, number)), None) => {
            digits(month) && month.len() == 4 && digits(number) && (4..=5).contains(&number.len())
        }
        (None, None) => false,
    }
}
