//! References as RDF, as Zotero exports them: bibo, foaf and Dublin Core in their XML.

use crate::model::{Moment, Paper};
use crate::sources::grammar::raw::{RawItem, Text};
use crate::sources::grammar::tree::Element;
use crate::sources::grammar::{date, paper};
use crate::text::address;

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
    let venue = |element: &Element<'_>| {
        let part = element.at("isPartOf")?;
        if let Some(title) = part.elements().find_map(|inner| inner.text_at("title")) {
            return Some(title);
        }
        let about = part.attribute("rdf:resource")?;
        let named = |other: &&Element<'_>| other.attribute("rdf:about").as_ref() == Some(&about);
        root.elements().find(named)?.text_at("title")
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
    RawItem {
        id: about.filter(|_| url.is_none()),
        url: url.or_else(|| Some(format!("https://doi.org/{}", doi.as_ref()?))),
        title: element.text_at("title"),
        authors: people.into_iter().flat_map(|seq| seq.all("li")).filter_map(name).collect(),
        published: element.text_at("date").as_deref().and_then(day),
        summary: Text::guessed(element.text_at("abstract").unwrap_or_default()),
        paper: Paper { doi, arxiv, venue, ..Paper::default() },
        ..RawItem::default()
    }
}

fn name(entry: &Element<'_>) -> Option<String> {
    let person = entry.at("Person")?;
    let part = |names: [&str; 2]| names.into_iter().find_map(|name| person.text_at(name));
    let parts = [part(["givenName", "givenname"]), part(["surname", "familyName"])];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

fn day(text: &str) -> Option<Moment> {
    date::parse(text).or_else(|| date::parse(&format!("{}-01-01", text.get(..4)?)))
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
}
