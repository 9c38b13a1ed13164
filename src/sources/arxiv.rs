//! arXiv: its query interface, or its daily RSS.
//!
//! Address: categories (`cs.LG cs.AI`), a query in arXiv's own words (`abs:"world model"`), plain
//! words, single papers (`id:2603.01234`), or the whole address of a query or an RSS listing. Options: `query` (narrows categories),
//! `limit` (most papers a visit), `announce` (`all` to take replaced papers of an RSS listing too).

use crate::model::{Answer, Fact, Moment, Paper, Request, Source};
use crate::text::{address, clean};

use super::grammar::question::{endpoint, field, get, number, with_query};
use super::grammar::raw::{RawItem, Text};
use super::grammar::tree::Element;
use super::grammar::{charset, date, paper};
use super::{Kind, ReadError, Reading, SpecError};

/// See the module.
pub struct Arxiv;

/// Papers asked for at once; arXiv slows down beyond.
const PAGE: u32 = 100;

/// Categories that are not written with a dot.
const UNDOTTED: [&str; 9] =
    ["gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph", "nucl-ex", "nucl-th", "quant-ph"];

const EXPECTED: &str = "failed.what.arxiv";

impl Kind for Arxiv {
    fn name(&self) -> &'static str {
        "arxiv"
    }

    fn request(&self, source: &Source, _now: Moment) -> Result<Request, SpecError> {
        if source.address.contains("://") {
            return get(&source.address);
        }
        page(source, 0)
    }

    fn read(&self, source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        let text = charset::decode(&answer.body, answer.content_type.as_deref());
        let document = Element::document(&text);
        if let Some(feed) = document.at("feed") {
            read_query(source, answer, feed)
        } else if let Some(channel) = document.at("rss/channel") {
            Ok(read_listing(source, channel))
        } else if text.trim().is_empty() {
            Err(ReadError::Empty)
        } else {
            Err(ReadError::Foreign { found: Fact::phrase("failed.what.other"), expected: EXPECTED })
        }
    }

    fn options(&self) -> &'static [&'static str] {
        &["query", "limit", "announce"]
    }

    fn name_for(&self, source: &Source) -> String {
        let query = source.options.get("query").filter(|_| !source.address.contains("://"));
        let words = [Some(source.address.as_str()), query.map(String::as_str)];
        let words: Vec<&str> = words.into_iter().flatten().map(str::trim).collect();
        match words.iter().find(|word| word.contains("://")) {
            Some(url) => {
                let path = url.split('?').next().unwrap_or_default();
                format!("arXiv {}", path.rsplit('/').next().unwrap_or_default())
            }
            None => format!("arXiv {}", words.join(" ")).trim().to_owned(),
        }
    }

    fn interval_minutes(&self) -> u32 {
        // New papers are announced once a day.
        180
    }
}

fn limit(source: &Source) -> Result<u32, SpecError> {
    number(source, "limit", 200, 2000)
}

fn page(source: &Source, start: u32) -> Result<Request, SpecError> {
    let url = endpoint(source, "https://export.arxiv.org/api", "query")?;
    if let Some(papers) = source.address.trim().strip_prefix("id:") {
        return Ok(with_query(url, &[("id_list", papers.trim())]));
    }
    let rows = PAGE.min(limit(source)?.saturating_sub(start)).to_string();
    Ok(with_query(
        url,
        &[
            ("search_query", &search_query(source)?),
            ("sortBy", "submittedDate"),
            ("sortOrder", "descending"),
            ("start", &start.to_string()),
            ("max_results", &rows),
        ],
    ))
}

fn search_query(source: &Source) -> Result<String, SpecError> {
    let address = source.address.trim();
    let query =
        source.options.get("query").map(|query| query.trim()).filter(|query| !query.is_empty());
    let words: Vec<&str> = address
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    let base = if words.is_empty() {
        None
    } else if words.iter().all(|word| is_category(word)) {
        let categories: Vec<String> = words.iter().map(|word| format!("cat:{word}")).collect();
        Some(if let [only] = categories.as_slice() {
            only.clone()
        } else {
            format!("({})", categories.join(" OR "))
        })
    } else {
        Some(in_arxiv_words(address))
    };
    match (base, query.map(in_arxiv_words)) {
        (Some(base), Some(query)) => Ok(format!("{base} AND ({query})")),
        (Some(only), None) | (None, Some(only)) => Ok(only),
        (None, None) => Err(SpecError::Missing("failed.what.categories_or_query")),
    }
}

/// A query with no field named is looked for everywhere, all its words together.
fn in_arxiv_words(query: &str) -> String {
    if query.contains(':') {
        return query.to_owned();
    }
    let words: Vec<String> = query.split_whitespace().map(|word| format!("all:{word}")).collect();
    words.join(" AND ")
}

fn is_category(word: &str) -> bool {
    UNDOTTED.contains(&word)
        || word.split_once('.').is_some_and(|(archive, subject)| {
            let is_name = |part: &str, least: usize| {
                part.len() >= least
                    && part.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
            };
            is_name(archive, 2)
                && is_name(subject, 2)
                && archive.bytes().all(|byte| !byte.is_ascii_uppercase())
        })
}

fn read_query(source: &Source, answer: &Answer, feed: &Element<'_>) -> Result<Reading, ReadError> {
    let entries: Vec<&Element<'_>> = feed.all("entry").collect();
    if let [only] = entries.as_slice()
        && only.text_at("id").is_some_and(|id| id.contains("/api/errors"))
    {
        let reason = only.text_at("summary").unwrap_or_else(|| "without a reason".to_owned());
        return Err(ReadError::Refused(clean::line(&reason, 200)));
    }
    let number_at = |name| feed.text_at(name).and_then(|text| text.parse::<u32>().ok());
    let read = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let end = number_at("startIndex").unwrap_or(0).saturating_add(read);
    let wanted = number_at("totalResults").unwrap_or(0).min(limit(source).unwrap_or(PAGE));
    // Where the whole address was given, the user asked for exactly that.
    let asked = field(&answer.url, "search_query").is_some() && !source.address.contains("://");
    let next = (read > 0 && end < wanted && asked).then(|| page(source, end).ok()).flatten();
    Ok(Reading {
        title: feed.text_at("title").map(|title| clean::line(&title, 200)),
        link: Some("https://arxiv.org/".to_owned()),
        format: "arxiv",
        items: entries
            .iter()
            .filter(|entry| is_wanted(source, entry))
            .filter_map(|entry| paper_of(entry).cleaned(None))
            .collect(),
        next,
        ..Reading::default()
    })
}

/// Whether a paper is taken: one that replaces an earlier version is old news, unless the source
/// asks for those too.
fn is_wanted(source: &Source, entry: &Element<'_>) -> bool {
    source.options.get("announce").is_some_and(|announce| announce == "all")
        || !entry.text_at("announce_type").is_some_and(|kind| paper::is_replacement(&kind))
}

/// The names of a field that arXiv writes with commas between them.
fn creators(of: &Element<'_>) -> Vec<String> {
    let names = of.text_at("creator").unwrap_or_default();
    names.split(", ").filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect()
}

/// A paper of an answer to a query, or of an announcement in Atom, which names its page and its
/// authors elsewhere.
fn paper_of(entry: &Element<'_>) -> RawItem {
    let page =
        entry.all("link").find(|link| link.attribute("rel").is_none_or(|rel| rel == "alternate"));
    let page = page.and_then(|link| link.attribute("href"));
    let said = entry.text_at("id").filter(|id| address::arxiv_id(id).is_some());
    let address_of = said.or(page).or_else(|| entry.text_at("id")).unwrap_or_default();
    let id = address::arxiv_id(&address_of);
    let authors: Vec<String> =
        entry.all("author").filter_map(|author| author.text_at("name")).collect();
    let summary = entry.text_at("summary").unwrap_or_default();
    let moment = |name| entry.text_at(name).and_then(|text| date::parse(&text));
    let pdf = entry.all("link").find(|link| {
        link.attribute("title").as_deref() == Some("pdf")
            || link.attribute("type").is_some_and(|kind| kind.ends_with("pdf"))
    });
    RawItem {
        url: id.as_ref().map(|id| format!("https://arxiv.org/abs/{id}")).or(Some(address_of)),
        title: entry.text_at("title"),
        authors: if authors.is_empty() { creators(entry) } else { authors },
        published: moment("published"),
        updated: moment("updated").filter(|updated| Some(*updated) != moment("published")),
        summary: Text::plain(unwrapped(paper::announced_abstract(&summary))),
        categories: entry
            .all("category")
            .filter_map(|category| category.attribute("term"))
            .collect(),
        language: Some("en".to_owned()),
        paper: Paper {
            doi: entry.text_at("doi"),
            pdf: pdf
                .and_then(|link| link.attribute("href"))
                .map(|pdf| without_version(&pdf, id.as_deref())),
            venue: entry.text_at("journal_ref"),
            comment: entry.text_at("comment"),
            primary_category: entry
                .at("primary_category")
                .and_then(|category| category.attribute("term")),
            arxiv: id.clone(),
            ..Paper::default()
        },
        id,
        ..RawItem::default()
    }
}

/// The PDF of the newest version, whichever that is.
fn without_version(pdf: &str, id: Option<&str>) -> String {
    id.map_or_else(|| pdf.to_owned(), |id| format!("https://arxiv.org/pdf/{id}"))
}

fn read_listing(source: &Source, channel: &Element<'_>) -> Reading {
    let items = channel.all("item").filter(|item| is_wanted(source, item));
    Reading {
        title: channel.text_at("title").map(|title| clean::line(&title, 200)),
        link: Some("https://arxiv.org/".to_owned()),
        format: "arxiv",
        items: items.filter_map(|item| announced(item).cleaned(None)).collect(),
        ..Reading::default()
    }
}

fn announced(item: &Element<'_>) -> RawItem {
    let link = item.text_at("link").unwrap_or_default();
    let id = address::arxiv_id(&link);
    let categories: Vec<String> = item.all("category").map(Element::text).collect();
    let description = item.text_at("description").unwrap_or_default();
    RawItem {
        url: id.as_ref().map(|id| format!("https://arxiv.org/abs/{id}")).or(Some(link)),
        title: item.text_at("title"),
        authors: creators(item),
        published: item.text_at("pubDate").and_then(|text| date::parse(&text)),
        summary: Text::plain(unwrapped(paper::announced_abstract(&description))),
        language: Some("en".to_owned()),
        paper: Paper {
            doi: item.text_at("DOI"),
            pdf: id.as_ref().map(|id| format!("https://arxiv.org/pdf/{id}")),
            venue: item.text_at("journal_reference"),
            primary_category: categories.first().cloned(),
            arxiv: id.clone(),
            ..Paper::default()
        },
        categories,
        id,
        ..RawItem::default()
    }
}

/// Abstracts are broken into lines of a terminal of 1991; an indented line begins a paragraph.
fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim().lines() {
        if !out.is_empty() {
            out.push(if line.starts_with("  ") { '\n' } else { ' ' });
        }
        out.push_str(line.trim());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::example::{answer, source};

    fn query_of(address: &str, options: &[(&str, &str)]) -> String {
        let now = "2026-03-05T08:00:00Z".parse().expect("a moment");
        let request = Arxiv.request(&source("arxiv", address, options), now).expect("a request");
        field(&request.url, "search_query").expect("a query")
    }

    #[test]
    fn categories_queries_and_both_become_arxivs_words() {
        assert_eq!(query_of("cs.LG", &[]), "cat:cs.LG");
        assert_eq!(query_of("q-fin.CP, quant-ph", &[]), "(cat:q-fin.CP OR cat:quant-ph)");
        assert_eq!(query_of("world model", &[]), "all:world AND all:model");
        assert_eq!(query_of("abs:\"world model\"", &[]), "abs:\"world model\"");
        assert_eq!(query_of("cs.LG", &[("query", "ti:graph")]), "cat:cs.LG AND (ti:graph)");
    }

    #[test]
    fn single_papers_are_asked_for_by_their_numbers() {
        let now = "2026-03-05T08:00:00Z".parse().expect("a moment");
        let request =
            Arxiv.request(&source("arxiv", "id:2603.01234", &[]), now).expect("a request");
        assert_eq!(request.url, "https://export.arxiv.org/api/query?id_list=2603.01234");
    }

    fn page(start: u32, total: u32, entries: &str) -> String {
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:o='http://a9.com/-/spec/opensearch/1.1/' \
             xmlns:arxiv='http://arxiv.org/schemas/atom'><title>arXiv Query</title>\
             <o:totalResults>{total}</o:totalResults><o:startIndex>{start}</o:startIndex>{entries}</feed>"
        )
    }

    const ENTRY: &str = "<entry><id>http://arxiv.org/abs/2603.01234v2</id><title>On\n  the Width of Small Nets</title>\
        <updated>2026-03-04T10:00:00Z</updated><published>2026-03-01T10:00:00Z</published>\
        <link href='https://arxiv.org/abs/2603.01234v2' rel='alternate'/>\
        <link href='https://arxiv.org/pdf/2603.01234v2' rel='related' type='application/pdf' title='pdf'/>\
        <summary>We bound a &lt; b for\nevery net.\n  Code is free.</summary><author><name>Ann Example</name></author>\
        <author><name>이보람</name></author><category term='cs.LG'/><category term='stat.ML'/>\
        <arxiv:primary_category term='cs.LG'/><arxiv:comment>12 pages</arxiv:comment>\
        <arxiv:doi>10.1000/x</arxiv:doi><arxiv:journal_ref>J. Ex. 1</arxiv:journal_ref></entry>";

    #[test]
    fn a_paper_keeps_its_number_whatever_its_version() {
        let asked = "https://export.arxiv.org/api/query?search_query=cat:cs.LG&start=0";
        let body = page(0, 1, ENTRY);
        let reading =
            Arxiv.read(&source("arxiv", "cs.LG", &[]), &answer(asked, &body)).expect("papers");
        let [paper] = reading.items.as_slice() else { panic!("one paper") };
        assert_eq!(paper.external_id.as_deref(), Some("2603.01234"));
        assert_eq!(paper.url.as_deref(), Some("https://arxiv.org/abs/2603.01234"));
        assert_eq!(paper.title, "On the Width of Small Nets");
        assert_eq!(paper.summary, "We bound a < b for every net.\nCode is free.");
        assert_eq!(paper.authors, ["Ann Example", "이보람"]);
        assert_eq!(paper.categories, ["cs.LG", "stat.ML"]);
        assert_eq!(paper.paper.pdf.as_deref(), Some("https://arxiv.org/pdf/2603.01234"));
        assert_eq!(paper.paper.doi.as_deref(), Some("10.1000/x"));
        assert_eq!(paper.paper.venue.as_deref(), Some("J. Ex. 1"));
        assert_eq!(paper.paper.comment.as_deref(), Some("12 pages"));
        assert_eq!(paper.paper.primary_category.as_deref(), Some("cs.LG"));
        assert!(paper.updated > paper.published);
        assert_eq!(reading.next, None);
    }

    #[test]
    fn pages_follow_until_the_limit() {
        let asked = "https://export.arxiv.org/api/query?search_query=cat:cs.LG&start=0";
        let source = source("arxiv", "cs.LG", &[("limit", "2")]);
        let first = Arxiv.read(&source, &answer(asked, &page(0, 500, ENTRY))).expect("papers");
        let next = first.next.expect("a further page").url;
        assert_eq!(field(&next, "start").as_deref(), Some("1"));
        assert_eq!(field(&next, "max_results").as_deref(), Some("1"));
        let second = Arxiv.read(&source, &answer(&next, &page(1, 500, ENTRY))).expect("papers");
        assert_eq!(second.next, None);
    }

    #[test]
    fn arxivs_own_error_is_an_error() {
        let body = page(
            0,
            1,
            "<entry><id>https://arxiv.org/api/errors#bad</id><title>Error</title><summary>max_results: no</summary></entry>",
        );
        let refused =
            Arxiv.read(&source("arxiv", "cs.LG", &[]), &answer("https://export.arxiv.org/", &body));
        assert_eq!(refused, Err(ReadError::Refused("max_results: no".to_owned())));
    }

    #[test]
    fn a_listing_announces_new_papers_and_leaves_replaced_ones_out() {
        let item = |id: &str, kind: &str| {
            format!(
                "<item><title>T {id}</title><link>https://arxiv.org/abs/{id}</link>\
                     <description>arXiv:{id}v1 Announce Type: {kind} \nAbstract: Short.</description>\
                     <category>cs.AI</category><arxiv:announce_type>{kind}</arxiv:announce_type>\
                     <dc:creator>A Bee, C Dee</dc:creator></item>"
            )
        };
        let body = format!(
            "<rss><channel><title>cs.AI</title>{}{}</channel></rss>",
            item("2603.00001", "new"),
            item("2601.00002", "replace-cross")
        );
        let read = |options| {
            Arxiv
                .read(
                    &source("arxiv", "", options),
                    &answer("https://rss.arxiv.org/rss/cs.AI", &body),
                )
                .expect("papers")
                .items
        };
        let papers = read(&[]);
        assert_eq!(papers.len(), 1);
        assert_eq!(papers[0].summary, "Short.");
        assert_eq!(papers[0].authors, ["A Bee", "C Dee"]);
        assert_eq!(read(&[("announce", "all")]).len(), 2);
    }

    #[test]
    fn an_announcement_in_atom_is_read_as_one_in_rss() {
        let entry = |id: &str, kind: &str| {
            format!(
                "<entry><id>oai:arXiv.org:{id}v1</id><title>T</title><link href='https://arxiv.org/abs/{id}' rel='alternate'/>\
                     <summary>arXiv:{id}v1 Announce Type: {kind} Abstract: Short.</summary><published>2026-03-04T00:00:00-05:00</published>\
                     <category term='cs.CR'/><arxiv:announce_type>{kind}</arxiv:announce_type>\
                     <dc:creator>Ann Bee, Cee Dee</dc:creator></entry>"
            )
        };
        let body = page(0, 2, &(entry("2603.00001", "new") + &entry("2601.00002", "replace")));
        let address = "https://rss.arxiv.org/atom/cs.CR";
        let read = Arxiv.read(&source("arxiv", address, &[]), &answer(address, &body));
        let papers = read.expect("papers").items;
        let [paper] = papers.as_slice() else { panic!("one paper") };
        assert_eq!(paper.url.as_deref(), Some("https://arxiv.org/abs/2603.00001"));
        assert_eq!(paper.external_id.as_deref(), Some("2603.00001"));
        assert_eq!((paper.authors.len(), paper.summary.as_str()), (2, "Short."));
    }
}
