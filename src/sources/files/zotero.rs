//! References as RDF, as Zotero exports them: bibo, foaf and Dublin Core in their XML.

use std::collections::HashMap;

use crate::model::Paper;
use crate::sources::grammar::paper;
use crate::sources::grammar::raw::{RawItem, Text};
use crate::sources::grammar::tree::Element;
use crate::text::address;
use crate::text::name::Person;

use super::cited::dated;
use super::entry::{BadLine, Entries, Entry, Imported};

/// Longest file, in bytes: it is read whole.
const LONGEST: usize = 128 * 1024 * 1024;

/// What stands beside the references and is none.
const OTHERS: [&str; 6] = ["Attachment", "Collection", "Memo", "Journal", "Series", "Issue"];

/// Whether the head of a text begins such a file. A feed may be RDF as well.
pub fn is_likely(head: &str) -> bool {
    head.contains("<rdf:RDF")
        && !head.contains("http://purl.org/rss/1.0/")
        && (head.contains("http://www.zotero.org/namespaces/export#")
            || head.contains("http://purl.org/net/biblio#"))
}

/// The references of a text, by their numbers.
pub fn entries(text: &str) -> Entries<'_> {
    if text.len() > LONGEST {
        return Box::new(std::iter::once(Err(BadLine::new(1, "longer than 128 MiB"))));
    }
    let document = Element::document(text);
    let Some(root) = document.at("RDF") else {
        return Box::new(std::iter::once(Err(BadLine::new(1, "no RDF"))));
    };
    let is_reference = |element: &&Element<'_>| {
        let name = element.name.rsplit(':').next().unwrap_or_default();
        !OTHERS.contains(&name) && element.at("title").is_some()
    };
    // Journals stand by themselves, and references name them.
    let named: HashMap<String, String> = root
        .elements()
        .filter_map(|element| Some((element.attribute("rdf:about")?, element.text_at("title")?)))
        .collect();
    let venue = |element: &Element<'_>| {
        let part = element.at("isPartOf")?;
        if let Some(title) = part.elements().find_map(|inner| inner.text_at("title")) {
            return Some(title);
        }
        named.get(&part.attribute("rdf:resource")?).cloned()
    };
    let found: Vec<Result<Entry, BadLine>> = root
        .elements()
        .filter(is_reference)
        .enumerate()
        .map(|(at, element)| {
            let item = item(element, venue(element)).cleaned(None);
            let item = item.ok_or_else(|| BadLine::new(at + 1, "a reference without a title"))?;
            let kind = Some("paper".to_owned());
            Ok(Entry::Item(Box::new(Imported { item, source: None, kind, kept: None })))
        })
        .collect();
    Box::new(found.into_iter())
}

fn item(element: &Element<'_>, venue: Option<String>) -> RawItem {
    let identifiers: Vec<String> = element
        .all("identifier")
        .map(|found| found.text_at("URI/value").unwrap_or_else(|| found.text()).trim().to_owned())
        .collect();
    let part = element.at("isPartOf").into_iter().flat_map(Element::elements);
    let parts: Vec<String> =
        part.flat_map(|inner| inner.all("identifier")).map(Element::text).collect();
    let about = element.attribute("rdf:about");
    let url = identifiers.iter().chain(&about).find(|text| text.starts_with("http")).cloned();
    let doi = identifiers.iter().chain(&parts).find_map(|text| paper::doi_of(text));
    let arxiv = identifiers.iter().chain(&about).find_map(|text| address::arxiv_id(text));
    let people = ["authors", "editors"].iter().find_map(|role| element.at(role));
    let people = people.and_then(|people| people.at("Seq"));
    let (published, issued) = element.text_at("date").as_deref().map(dated).unwrap_or_default();
    RawItem {
        id: about.filter(|_| url.is_none()),
        url: url.or_else(|| address::of_doi(doi.as_deref()?)),
        title: element.text_at("title"),
        authors: people.into_iter().flat_map(|seq| seq.all("li")).filter_map(name).collect(),
        published,
        summary: Text::guessed(element.text_at("abstract").unwrap_or_default()),
        paper: Paper { doi, arxiv, venue, issued, ..Paper::default() },
        ..RawItem::default()
    }
}

fn name(entry: &Element<'_>) -> Option<String> {
    let person = entry.at("Person")?;
    let part = |names: [&str; 2]| names.into_iter().find_map(|name| person.text_at(name));
    let given = part(["givenName", "givenname"]).unwrap_or_default();
    let family = part(["surname", "familyName"]).unwrap_or_default();
    let name = Person { given, family, ..Person::default() }.written();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_of_zotero_is_read() {
        let text = r##"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#">
          <bib:Article rdf:about="http://arxiv.org/abs/2603.01234">
            <z:itemType>journalArticle</z:itemType>
            <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
            <bib:authors><rdf:Seq>
              <rdf:li><foaf:Person><foaf:surname>Bee</foaf:surname><foaf:givenName>Ann</foaf:givenName></foaf:Person></rdf:li>
              <rdf:li><foaf:Person><foaf:surname>The Group</foaf:surname></foaf:Person></rdf:li>
            </rdf:Seq></bib:authors>
            <dc:title>Small models &amp; time</dc:title><dc:date>2026-03-01</dc:date>
            <dc:identifier>DOI 10.1000/x.1</dc:identifier>
          </bib:Article>
          <bib:Journal rdf:about="urn:issn:1234-5678"><dc:title>Journal of Examples</dc:title></bib:Journal>
          <bib:Memo rdf:about="#1"><rdf:value>mine</rdf:value></bib:Memo>
          <z:Attachment rdf:about="#2"><dc:title>Full text</dc:title></z:Attachment>
        </rdf:RDF>"##;
        assert!(is_likely(text));
        let found: Vec<_> = entries(text).collect();
        let [Ok(Entry::Item(one))] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!(one.item.title, "Small models & time");
        assert_eq!(one.item.authors, ["Ann Bee", "The Group"]);
        assert_eq!(one.item.paper.doi.as_deref(), Some("10.1000/x.1"));
        assert_eq!(one.item.paper.arxiv.as_deref(), Some("2603.01234"));
        assert_eq!(one.item.paper.venue.as_deref(), Some("Journal of Examples"));
        assert!(!is_likely("<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">"));
    }

    #[test]
    fn a_year_stays_a_year_and_a_name_in_signs_stays_family_first() {
        let text = r##"<rdf:RDF xmlns:rdf="r" xmlns:z="http://www.zotero.org/namespaces/export#">
          <bib:Article rdf:about="#item_1"><dc:title>시계열</dc:title><dc:date>2019</dc:date>
            <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>김</foaf:surname>
              <foaf:givenName>민수</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
            <dc:identifier>DOI 10.1000/a%3Cb%3E</dc:identifier>
          </bib:Article></rdf:RDF>"##;
        let found: Vec<_> = entries(text).collect();
        let [Ok(Entry::Item(one))] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!(one.item.authors, ["김민수"]);
        assert_eq!(one.item.paper.issued.as_deref(), Some("2019"));
        assert_eq!(one.item.paper.doi.as_deref(), Some("10.1000/a<b>"));
        assert_eq!(one.item.url.as_deref(), Some("https://doi.org/10.1000/a%3Cb%3E"));
    }

    #[test]
    fn a_library_is_read_in_one_pass_whatever_its_references_name() {
        let head = r#"<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">"#;
        let one = |at: usize| {
            format!(
                r#"<bib:Article rdf:about="a{at}"><dc:title>T{at}</dc:title>
                   <dcterms:isPartOf rdf:resource="urn:{at}"/></bib:Article>"#
            )
        };
        let many: String = (0..40_000).map(one).collect();
        let text = format!("{head}{many}</rdf:RDF>");
        let begun = std::time::Instant::now();
        assert_eq!(entries(&text).flatten().count(), 40_000);
        // Looking for each among all took minutes.
        assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
    }
}
