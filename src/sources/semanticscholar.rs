//! Semantic Scholar: the newest papers on a query, or the papers that cite one.
//!
//! Address: a query, `citations:` and a paper's identifier (`citations:arXiv:1706.03762`) for what
//! cites it, or `paper:` and one for the paper itself.
//! Options: `limit`, `days` (how far back a query looks). The key is optional: it is the variable
//! `SEMANTIC_SCHOLAR_API_KEY` of the environment where that is set, which goes to Semantic Scholar
//! itself alone, or whatever the option `header.x-api-key` names (`env:NAME`, `cmd:pass show s2`), as
//! for every kind.

use chrono::Days;
use serde_json::Value;

use crate::model::{Answer, Moment, Paper, Request, Source};
use crate::text::address;

use super::grammar::question::{endpoint, number, with_key, with_query};
use super::grammar::raw::{RawItem, Text};
use super::grammar::{date, json};
use super::{Kind, ReadError, Reading, SpecError};

/// See the module.
pub struct SemanticScholar;

const BASE: &str = "https://api.semanticscholar.org/graph/v1";

/// The header field of the key, and the variable that holds it.
const KEY: (&str, &str) = ("x-api-key", "SEMANTIC_SCHOLAR_API_KEY");

const FIELDS: &str = "paperId,externalIds,url,title,abstract,venue,year,citationCount,openAccessPdf,publicationDate,journal,authors";

const EXPECTED: &str = "failed.what.semanticscholar";

impl Kind for SemanticScholar {
    fn name(&self) -> &'static str {
        "semanticscholar"
    }

    fn request(&self, source: &Source, now: Moment) -> Result<Request, SpecError> {
        let address = source.address.trim();
        if address.is_empty() {
            return Err(SpecError::Missing("failed.what.query_or_paper"));
        }
        let limit = number(source, "limit", 100, 1000)?.to_string();
        if let Some(paper) = address.strip_prefix("citations:") {
            let url = endpoint(source, BASE, &format!("paper/{}/citations", paper.trim()))?;
            let request = with_query(url, &[("fields", FIELDS), ("limit", &limit)]);
            return Ok(with_key(request, BASE, KEY));
        }
        if let Some(paper) = address.strip_prefix("paper:") {
            let url = endpoint(source, BASE, &format!("paper/{}", paper.trim()))?;
            return Ok(with_key(with_query(url, &[("fields", FIELDS)]), BASE, KEY));
        }
        let days = number(source, "days", 60, 3650)?;
        let since = now.checked_sub_days(Days::new(days.into())).unwrap_or(now);
        let fields = [
            ("query", address),
            ("fields", FIELDS),
            ("sort", "publicationDate:desc"),
            ("publicationDateOrYear", &format!("{}:", since.format("%Y-%m-%d"))),
        ];
        let request = with_query(endpoint(source, BASE, "paper/search/bulk")?, &fields);
        Ok(with_key(request, BASE, KEY))
    }

    fn read(&self, source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        let value = json::parse(answer, EXPECTED)?;
        let papers = if value.get("paperId").is_some() {
            std::slice::from_ref(&value)
        } else if value.get("total").and_then(Value::as_u64) == Some(0) {
            // Where nothing is found the list is left out.
            &[]
        } else {
            json::list(&value, "data", EXPECTED)?
        };
        let limit = number(source, "limit", 100, 1000).map_or(100, |limit| limit as usize);
        let items = papers.iter().map(|entry| entry.get("citingPaper").unwrap_or(entry));
        Ok(Reading {
            title: Some("Semantic Scholar".to_owned()),
            link: Some("https://www.semanticscholar.org/".to_owned()),
            format: self.name(),
            items: items.filter_map(|paper| item(paper).cleaned(None)).take(limit).collect(),
            ..Reading::default()
        })
    }

    fn options(&self) -> &'static [&'static str] {
        &["limit", "days"]
    }

    fn name_for(&self, source: &Source) -> String {
        format!("Semantic Scholar: {}", source.address.trim())
    }

    fn interval_minutes(&self) -> u32 {
        720
    }
}

fn item(paper: &Value) -> RawItem {
    let id = json::word(paper, "paperId");
    let external = |kind| json::word(paper.get("externalIds")?, kind);
    let (arxiv, doi) = (external("ArXiv"), external("DOI"));
    let url = match (&arxiv, &doi) {
        (Some(arxiv), _) => Some(format!("https://arxiv.org/abs/{arxiv}")),
        (None, Some(doi)) => address::of_doi(doi),
        (None, None) => json::word(paper, "url"),
    };
    let day = json::word(paper, "publicationDate").and_then(|day| date::parse(&day));
    let year = || date::parse(&format!("{}-01-01", json::word(paper, "year")?));
    RawItem {
        id,
        url,
        title: json::word(paper, "title"),
        authors: paper
            .get("authors")
            .and_then(Value::as_array)
            .map(|authors| authors.iter().filter_map(|author| json::word(author, "name")).collect())
            .unwrap_or_default(),
        published: day.or_else(year),
        summary: Text::guessed(json::word(paper, "abstract").unwrap_or_default()),
        paper: Paper {
            doi,
            arxiv,
            pmid: external("PubMed"),
            pmcid: external("PubMedCentral")
                .map(|id| format!("PMC{}", id.trim_start_matches("PMC"))),
            pdf: paper.get("openAccessPdf").and_then(|pdf| json::word(pdf, "url")),
            venue: json::word(paper, "venue")
                .or_else(|| paper.get("journal").and_then(|journal| json::word(journal, "name"))),
            ..Paper::default()
        },
        ..RawItem::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::example::{answer, source};

    #[test]
    fn a_query_asks_for_the_newest_and_a_paper_for_what_cites_it() {
        let now = "2026-03-05T08:00:00Z".parse().expect("a moment");
        let url = |address: &str| {
            SemanticScholar
                .request(&source("semanticscholar", address, &[]), now)
                .expect("a request")
                .url
        };
        let query = url("world model");
        assert!(query.contains("/graph/v1/paper/search/bulk?query=world+model&"), "{query}");
        assert!(query.contains("publicationDateOrYear=2026-01-04%3A"), "{query}");
        assert!(
            url("citations:arXiv:1706.03762")
                .contains("/graph/v1/paper/arXiv:1706.03762/citations?")
        );
    }

    #[test]
    fn papers_stand_at_their_best_known_address_and_nulls_are_nothing() {
        let body = r#"{"data":[
            {"paperId":"p1","title":"One","abstract":null,"authors":[{"name":"Ann"}],"externalIds":{"ArXiv":"2603.00001","DOI":"10.1/a"},
             "publicationDate":"2026-03-01","openAccessPdf":{"url":""},"venue":""},
            {"citingPaper":{"paperId":"p2","title":"Two","externalIds":null,"url":"https://s.example/p2","year":2026,"journal":{"name":"J"}}}]}"#;
        let reading = SemanticScholar
            .read(&source("semanticscholar", "q", &[]), &answer("https://x.example/", body))
            .expect("papers");
        let [one, two] = reading.items.as_slice() else { panic!("two papers") };
        assert_eq!(one.url.as_deref(), Some("https://arxiv.org/abs/2603.00001"));
        let pdf = one.paper.pdf.as_deref();
        assert_eq!(pdf, Some("https://arxiv.org/pdf/2603.00001"), "as arXiv has it");
        assert_eq!(one.paper.doi.as_deref(), Some("10.1/a"));
        assert_eq!(two.url.as_deref(), Some("https://s.example/p2"));
        assert_eq!(two.paper.venue.as_deref(), Some("J"));
        assert!(two.published.is_some());
        let nothing = answer("https://x.example/", r#"{"total":0,"offset":0}"#);
        let reading = SemanticScholar.read(&source("semanticscholar", "q", &[]), &nothing);
        assert!(reading.is_ok_and(|reading| reading.items.is_empty()), "the list is left out");
    }
}
