//! `PubMed` through the E-utilities: a search for identifiers, then the records themselves.
//!
//! Address: a query in PubMed's words. For articles that are free in PMC add
//! `AND "pubmed pmc"[sb]`. Options: `limit`.

use crate::model::{Answer, Fact, Moment, Paper, Request, Source};
use crate::text::clean;

use super::grammar::question::{endpoint, number, with_query};
use super::grammar::raw::{RawItem, Text};
use super::grammar::tree::Element;
use super::grammar::{charset, date, json};
use super::{Kind, ReadError, Reading, SpecError};

/// See the module.
pub struct PubMed;

const BASE: &str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils";

const EXPECTED: &str = "failed.what.pubmed";

impl Kind for PubMed {
    fn name(&self) -> &'static str {
        "pubmed"
    }

    fn request(&self, source: &Source, _now: Moment) -> Result<Request, SpecError> {
        let query = source.address.trim();
        if query.is_empty() {
            return Err(SpecError::Missing("failed.what.query"));
        }
        let limit = number(source, "limit", 50, 200)?.to_string();
        let fields = [
            ("db", "pubmed"),
            ("term", query),
            ("sort", "pub_date"),
            ("retmode", "json"),
            ("retmax", &limit),
            ("tool", "jogan"),
        ];
        Ok(with_query(endpoint(source, BASE, "esearch.fcgi")?, &fields))
    }

    fn read(&self, source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        let text = charset::decode(&answer.body, answer.content_type.as_deref());
        if text.trim_start().starts_with('<') {
            read_records(&text)
        } else {
            read_search(source, answer)
        }
    }

    fn options(&self) -> &'static [&'static str] {
        &["limit"]
    }

    fn name_for(&self, source: &Source) -> String {
        format!("PubMed: {}", source.address.trim())
    }

    fn interval_minutes(&self) -> u32 {
        360
    }
}

fn reading() -> Reading {
    Reading {
        title: Some("PubMed".to_owned()),
        link: Some("https://pubmed.ncbi.nlm.nih.gov/".to_owned()),
        format: "pubmed",
        ..Reading::default()
    }
}

fn read_search(source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
    let value = json::parse(answer, EXPECTED)?;
    let result = value.get("esearchresult").ok_or_else(|| ReadError::Foreign {
        found: json::json_without("esearchresult"),
        expected: EXPECTED,
    })?;
    if let Some(message) = json::word(result, "ERROR") {
        return Err(ReadError::Refused(clean::line(&message, 200)));
    }
    let ids: Vec<String> = json::words(result, "idlist")
        .into_iter()
        .filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let next = match endpoint(source, BASE, "efetch.fcgi") {
        Ok(url) if !ids.is_empty() => {
            let fields =
                [("db", "pubmed"), ("id", &*ids.join(",")), ("retmode", "xml"), ("tool", "jogan")];
            Some(with_query(url, &fields))
        }
        Ok(_) | Err(_) => None,
    };
    Ok(Reading { next, ..reading() })
}

fn read_records(text: &str) -> Result<Reading, ReadError> {
    let document = Element::document(text);
    if let Some(message) = document.text_at("eFetchResult/ERROR") {
        return Err(ReadError::Refused(clean::line(&message, 200)));
    }
    let set = document.at("PubmedArticleSet").ok_or_else(|| ReadError::Foreign {
        found: Fact::phrase("failed.what.other"),
        expected: EXPECTED,
    })?;
    let items =
        set.all("PubmedArticle").filter_map(|article| item(article).cleaned(None)).collect();
    Ok(Reading { items, ..reading() })
}

fn item(record: &Element<'_>) -> RawItem {
    let pmid = record.text_at("MedlineCitation/PMID");
    let identifier = |kind: &str| {
        let list = record.at("PubmedData/ArticleIdList")?;
        let id =
            list.all("ArticleId").find(|id| id.attribute("IdType").as_deref() == Some(kind))?;
        Some(id.text().trim().to_owned())
    };
    let article = record.at("MedlineCitation/Article");
    let within = |path: &str| article.and_then(|article| article.text_at(path));
    let title = article
        .and_then(|article| article.at("ArticleTitle"))
        .map(Element::markup)
        .filter(|title| !title.trim().is_empty())
        .or_else(|| within("VernacularTitle"));
    let keywords = record.at("MedlineCitation/KeywordList");
    RawItem {
        url: pmid.as_ref().map(|id| format!("https://pubmed.ncbi.nlm.nih.gov/{id}/")),
        title: title.map(|title| title.trim_end_matches('.').to_owned()),
        authors: article
            .and_then(|article| article.at("AuthorList"))
            .map(authors)
            .unwrap_or_default(),
        published: article
            .and_then(|article| article.at("ArticleDate"))
            .and_then(day_of)
            .or_else(|| entered(record))
            .or_else(|| {
                article
                    .and_then(|article| article.at("Journal/JournalIssue/PubDate"))
                    .and_then(day_of)
            }),
        summary: article
            .and_then(|article| article.at("Abstract"))
            .map(abstract_of)
            .unwrap_or_default(),
        categories: keywords
            .map(|list| list.all("Keyword").map(Element::text).collect())
            .unwrap_or_default(),
        language: within("Language").and_then(|code| two_letters(&code)).map(ToOwned::to_owned),
        paper: Paper {
            doi: identifier("doi").or_else(|| location_doi(article?)),
            pmcid: identifier("pmc"),
            venue: within("Journal/Title").or_else(|| within("Journal/ISOAbbreviation")),
            pmid: pmid.clone(),
            ..Paper::default()
        },
        id: pmid,
        ..RawItem::default()
    }
}

fn location_doi(article: &Element<'_>) -> Option<String> {
    let doi = article
        .all("ELocationID")
        .find(|location| location.attribute("EIdType").as_deref() == Some("doi"))?;
    Some(doi.text().trim().to_owned())
}

fn authors(list: &Element<'_>) -> Vec<String> {
    let name = |author: &Element<'_>| {
        let family = author.text_at("LastName");
        let given = author.text_at("ForeName").or_else(|| author.text_at("Initials"));
        match (given, family) {
            (Some(given), Some(family)) => Some(format!("{given} {family}")),
            (None, Some(only)) | (Some(only), None) => Some(only),
            (None, None) => author.text_at("CollectiveName"),
        }
    };
    list.all("Author").filter_map(name).collect()
}

/// The sections of an abstract, each after its label.
fn abstract_of(of: &Element<'_>) -> Text {
    let sections = of.all("AbstractText").map(|section| {
        let text = section.markup();
        match section.attribute("Label").filter(|label| label != "UNLABELLED") {
            Some(label) => format!("<p>{label}: {text}</p>"),
            None => format!("<p>{text}</p>"),
        }
    });
    Text::html(sections.collect())
}

fn entered(record: &Element<'_>) -> Option<Moment> {
    let history = record.at("PubmedData/History")?;
    let day = history
        .all("PubMedPubDate")
        .find(|day| matches!(day.attribute("PubStatus").as_deref(), Some("pubmed" | "entrez")))?;
    day_of(day)
}

/// A date in parts, of which day and month may be missing, or in prose (`2026 Jan-Feb`).
fn day_of(parts: &Element<'_>) -> Option<Moment> {
    let Some(year) = parts.text_at("Year") else {
        let prose = parts.text_at("MedlineDate")?;
        let mut words = prose.split(['-', ' ', '/']);
        let (year, month) = (words.next()?, words.next().unwrap_or("Jan"));
        return date::parse(&format!("1 {month} {year}"))
            .or_else(|| date::parse(&format!("{year}-01-01")));
    };
    let month = parts.text_at("Month").unwrap_or_else(|| "1".to_owned());
    let day = parts.text_at("Day").unwrap_or_else(|| "1".to_owned());
    if month.bytes().all(|byte| byte.is_ascii_digit()) {
        date::parse(&format!("{year:0>4}-{month:0>2}-{day:0>2}"))
    } else {
        date::parse(&format!("{day} {month} {year}"))
    }
}

fn two_letters(code: &str) -> Option<&'static str> {
    match code {
        "eng" => Some("en"),
        "kor" => Some("ko"),
        "jpn" => Some("ja"),
        "chi" => Some("zh"),
        "ger" => Some("de"),
        "fre" => Some("fr"),
        "spa" => Some("es"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::example::{answer, source};

    #[test]
    fn a_search_leads_to_the_records() {
        let source =
            source("pubmed", "llm AND heart", &[("endpoint", "http://127.0.0.1:9/eutils")]);
        let now = "2026-03-05T08:00:00Z".parse().expect("a moment");
        let request = PubMed.request(&source, now).expect("a request");
        assert!(
            request.url.starts_with(
                "http://127.0.0.1:9/eutils/esearch.fcgi?db=pubmed&term=llm+AND+heart&"
            )
        );
        let body = r#"{"esearchresult":{"count":"2","idlist":["41","42","x&y"]}}"#;
        let reading = PubMed.read(&source, &answer(&request.url, body)).expect("a search");
        let next = reading.next.expect("a second step").url;
        assert_eq!(
            next,
            "http://127.0.0.1:9/eutils/efetch.fcgi?db=pubmed&id=41%2C42&retmode=xml&tool=jogan"
        );
        let none =
            PubMed.read(&source, &answer(&request.url, r#"{"esearchresult":{"idlist":[]}}"#));
        assert_eq!(none.expect("a search").next, None);
        let refused = PubMed
            .read(&source, &answer(&request.url, r#"{"esearchresult":{"ERROR":"Empty term"}}"#));
        assert_eq!(refused, Err(ReadError::Refused("Empty term".to_owned())));
    }

    #[test]
    fn a_record_has_its_identifiers_and_a_labelled_abstract() {
        let body = "<?xml version='1.0'?><!DOCTYPE PubmedArticleSet PUBLIC 'x' 'y'><PubmedArticleSet><PubmedArticle><MedlineCitation>\
            <PMID Version='1'>42</PMID><Article><Journal><JournalIssue><PubDate><MedlineDate>2026 Jan-Feb</MedlineDate></PubDate></JournalIssue>\
            <Title>Journal of Examples</Title></Journal><ArticleTitle>Sleep &amp; <i>models</i>.</ArticleTitle>\
            <Abstract><AbstractText Label='AIM'>To p &lt; 0.05.</AbstractText><AbstractText Label='RESULT'>CO<sub>2</sub> fell.</AbstractText></Abstract>\
            <AuthorList><Author><LastName>Kim</LastName><ForeName>Minji</ForeName></Author><Author><CollectiveName>The Group</CollectiveName></Author></AuthorList>\
            <Language>kor</Language></Article><KeywordList><Keyword>sleep</Keyword></KeywordList></MedlineCitation>\
            <PubmedData><History><PubMedPubDate PubStatus='pubmed'><Year>2026</Year><Month>3</Month><Day>1</Day></PubMedPubDate></History>\
            <ArticleIdList><ArticleId IdType='doi'>10.1000/z</ArticleId><ArticleId IdType='pmc'>PMC7</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>";
        let reading = PubMed
            .read(&source("pubmed", "q", &[]), &answer("https://x.example/", body))
            .expect("records");
        let [item] = reading.items.as_slice() else { panic!("one record") };
        assert_eq!(item.title, "Sleep & models");
        let lines: Vec<&str> = item.summary.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["AIM: To p < 0.05.", "RESULT: CO2 fell."]);
        assert_eq!(item.authors, ["Minji Kim", "The Group"]);
        assert_eq!(item.url.as_deref(), Some("https://pubmed.ncbi.nlm.nih.gov/42/"));
        assert_eq!(item.paper.doi.as_deref(), Some("10.1000/z"));
        assert_eq!(item.paper.pmcid.as_deref(), Some("PMC7"));
        assert_eq!(item.paper.venue.as_deref(), Some("Journal of Examples"));
        assert_eq!(item.language.as_deref(), Some("ko"));
        assert_eq!(
            item.published.map(|at| at.to_rfc3339()).as_deref(),
            Some("2026-03-01T00:00:00+00:00")
        );
    }
}
