//! A single page that the reader saves, and the full text of any item's page, by readability.
//! Owner of `dom_smoothie`.
//!
//! Address: the page. It is read once and never again. What it says of itself for indexes and other
//! programs (`meta.rs`) makes it something that can be cited; a PDF tells its title (`pdf.rs`).

pub mod known;
mod meta;
pub mod pdf;

use dom_smoothie::{Config, Readability, ReadabilityError};

use crate::model::{Answer, Fact, Moment, NewItem, Request, Source, SourceId};
use crate::text::{address, clean, html};

use super::grammar::date::Locale;
use super::grammar::document::document;
use super::grammar::raw::{self, RawItem, Text};
use super::grammar::{charset, date, people, question};
use super::{Kind, ReadError, Reading, SpecError};

/// See the module.
pub struct Saved;

const EXPECTED: &str = "failed.what.article";

/// Most elements of a page that is looked at; a page with more is an application.
const ELEMENTS: usize = 60_000;

/// Shortest text that is believed to be an article, in characters.
const LEAST_CHARS: usize = 80;

impl Kind for Saved {
    fn name(&self) -> &'static str {
        "saved"
    }

    fn asks_an_address(&self) -> bool {
        true
    }

    fn request(&self, source: &Source, _now: Moment) -> Result<Request, SpecError> {
        question::get(source.options.get("endpoint").unwrap_or(&source.address))
    }

    fn read(&self, source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        let page = full_text(answer)?;
        let text = charset::decode(&answer.body, answer.content_type.as_deref());
        let said = meta::read(&text, &answer.url);
        let url = if source.address.contains("://") { &source.address } else { &answer.url };
        // Where nothing names the work alone, readability knows what belongs to the site's name.
        let bare = || meta::without_site(&page.title, said.site.as_deref()).to_owned();
        let title = said.title.clone().unwrap_or_else(bare);
        let named = raw_item(said, url);
        let item = RawItem {
            title: Some(title.clone()),
            authors: if named.authors.is_empty() {
                page.byline.as_deref().map(of_byline).unwrap_or_default()
            } else {
                named.authors
            },
            published: named.published.or(page.published),
            summary: if named.summary.raw.trim().is_empty() {
                Text::plain(page.excerpt)
            } else {
                named.summary
            },
            content: Text::html(page.html),
            language: page.language.clone().or(named.language),
            ..named
        };
        Ok(Reading {
            title: page.site.or(Some(title)),
            link: Some(answer.url.clone()),
            language: page.language,
            format: self.name(),
            items: item.cleaned(Some(&answer.url)).into_iter().collect(),
            ..Reading::default()
        })
    }

    fn interval_minutes(&self) -> u32 {
        // Ten years: a saved page is not visited again by itself.
        60 * 24 * 3650
    }
}

/// The source that all pages belong to which are saved one by one. It has no address of its own,
/// so that it is never visited.
pub fn home(name: &str) -> Source {
    Source {
        id: SourceId("saved".to_owned()),
        name: name.to_owned(),
        ..Source::new(Saved.name(), "")
    }
}

/// A page of which nothing can be read: it goes by its address.
pub fn bare(url: &str) -> Option<NewItem> {
    let named = url.split_once("://").map_or(url, |(_, place)| place.trim_end_matches('/'));
    RawItem { url: Some(url.to_owned()), title: Some(named.to_owned()), ..RawItem::default() }
        .cleaned(None)
}

/// What a page without an article says of itself: a film, an event, a live report, a form.
pub fn outline(answer: &Answer) -> Option<NewItem> {
    let text = charset::decode(&answer.body, answer.content_type.as_deref());
    if !text.contains('<') || is_noise(&text) {
        return None;
    }
    let said = meta::read(&text, &answer.url);
    let title = said.title.clone().or_else(|| said.heading.clone())?;
    let title = match (listing(&answer.url), title) {
        // arXiv's lists are called by their subject alone.
        (Some(category), title) => format!("arXiv {category}: {title}"),
        (None, title) => title,
    };
    RawItem { title: Some(title), ..raw_item(said, &answer.url) }.cleaned(Some(&answer.url))
}

/// The category whose list of arXiv's an address is.
fn listing(url: &str) -> Option<&str> {
    let after = url.split_once("arxiv.org/list/")?.1;
    after.split(['/', '?', '#']).next().filter(|category| !category.is_empty())
}

/// A page that is a list: its entries as its text.
pub fn of_list(mut item: NewItem, list: &Reading) -> NewItem {
    use std::fmt::Write as _;
    let mut content = "<ul>".to_owned();
    for entry in &list.items {
        let (title, by) = (html::escape(&entry.title), html::escape(&entry.authors.join(", ")));
        let url = entry.url.as_deref().map(html::escape).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = write!(content, "<li><a href=\"{url}\">{title}</a> {by}</li>");
    }
    item.content = raw::clean_markup(&(content + "</ul>"));
    item.content_is_html = true;
    item
}

/// A PDF as an item; `None` where it says nothing of itself.
pub fn of_pdf(answer: &Answer) -> Option<NewItem> {
    let found = pdf::read(&answer.body);
    let item = RawItem {
        url: Some(answer.url.clone()),
        title: Some(found.title?),
        authors: found.authors,
        paper: crate::model::Paper { pdf: Some(answer.url.clone()), ..found.paper },
        ..RawItem::default()
    };
    item.cleaned(None)
}

/// The ISSN of the journal that a page belongs to, where it says so.
pub fn issn(answer: &Answer) -> Option<String> {
    let text = charset::decode(&answer.body, answer.content_type.as_deref());
    meta::read(&text, &answer.url).issn
}

/// The people of a line below a title, without what else is written there: who edited it, when, in
/// how many minutes it is read.
fn of_byline(line: &str) -> Vec<String> {
    const BEFORE: [&str; 6] =
        ["written by ", "posted by ", "published by ", "words by ", "by ", "par "];
    const BEHIND: [&str; 6] = [" edited by ", " updated", " published", " posted", " | ", " · "];
    const NOBODY: [&str; 5] = ["last ", "updated", "published on", "posted on", "modified"];
    let line = clean::line(line, 300);
    let mut line = line.as_str();
    let lower = line.to_lowercase();
    // Letters whose small forms are longer move what stands behind them.
    if lower.len() == line.len() {
        if NOBODY.iter().any(|nobody| lower.starts_with(nobody)) {
            return Vec::new();
        }
        let skipped = BEFORE.iter().find(|before| lower.starts_with(**before));
        let from = skipped.map_or(0, |before| before.len());
        let end = BEHIND.iter().filter_map(|behind| lower[from..].find(behind)).min();
        let until = end.map_or(line.len(), |end| from + end);
        line = line.get(from..until).unwrap_or(line);
    }
    // A date may follow a name, with nothing between them.
    let until = line.find(|c: char| c.is_ascii_digit()).unwrap_or(line.len());
    let had_date = until < line.len();
    let line = line[..until].trim();
    let before_month = line.rsplit_once(' ').filter(|(_, last)| had_date && date::is_month(last));
    people::names(before_month.map_or(line, |(before, _)| before))
}

/// What a page says of itself, as an item without its text.
fn raw_item(said: meta::Meta, url: &str) -> RawItem {
    RawItem {
        url: Some(url.to_owned()),
        authors: said.authors,
        published: said.published,
        summary: Text::guessed(said.summary),
        categories: said.keywords,
        language: said.language,
        paper: said.paper,
        ..RawItem::default()
    }
}

/// The article of a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FullText {
    /// Its title, one line.
    pub title: String,
    /// Who wrote it, as the page says.
    pub byline: Option<String>,
    /// The page's site.
    pub site: Option<String>,
    /// Its first sentences, plain.
    pub excerpt: String,
    /// The article as HTML with absolute addresses, cleaned of control characters.
    pub html: String,
    /// The article as plain text.
    pub text: String,
    /// When it was published, if the page says so.
    pub published: Option<Moment>,
    /// Language code, if the page says so.
    pub language: Option<String>,
}

/// The article of the page that answered.
///
/// # Errors
/// If the answer is no page, or no text of any length can be found on it.
pub fn full_text(answer: &Answer) -> Result<FullText, ReadError> {
    let text = charset::decode(&answer.body, answer.content_type.as_deref());
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let malformed = |reason: String| ReadError::Malformed { expected: EXPECTED, reason };
    if text.starts_with("%PDF") || !text.contains('<') || is_noise(&text) {
        let found = if text.starts_with("%PDF") { "failed.what.pdf" } else { "failed.what.other" };
        return Err(ReadError::Foreign { found: Fact::phrase(found), expected: EXPECTED });
    }
    let document = document(&text, EXPECTED)?;
    let config = Config { max_elements_to_parse: ELEMENTS, ..Config::default() };
    let url = address::parse(&answer.url, None);
    let article = Readability::with_document(document, url.as_deref(), Some(config))
        .and_then(|mut page| page.parse())
        .map_err(|error| match error {
            ReadabilityError::GrabFailed => ReadError::NoArticle,
            ReadabilityError::BadDocumentURL | ReadabilityError::TooManyElements(..) => {
                malformed(error.to_string())
            }
        })?;
    let html = raw::clean_markup(&article.content);
    let text = html::plain(&html, raw::CONTENT_CHARS);
    if text.chars().count() < LEAST_CHARS {
        return Err(ReadError::NoArticle);
    }
    let locale = Locale::of(
        &[article.lang.as_deref()],
        &[Some(&answer.url)],
        std::iter::once(&*article.title),
        std::iter::empty(),
    );
    Ok(FullText {
        title: raw::plain_title(&article.title),
        byline: raw::named(article.byline.as_deref()),
        site: raw::named(article.site_name.as_deref()),
        excerpt: article.excerpt.map(|excerpt| html::plain(&excerpt, 2_000)).unwrap_or_default(),
        published: article.published_time.and_then(|time| date::parse_in(&time, locale)),
        language: raw::named(article.lang.as_deref()),
        html,
        text,
    })
}

/// Whether these are the bytes of a picture or an archive, read as if they were letters.
fn is_noise(text: &str) -> bool {
    const LOOKED_AT: usize = 4_000;
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars().take(LOOKED_AT) {
        all += 1;
        let is_odd = (c.is_control() && !c.is_whitespace()) || c == char::REPLACEMENT_CHARACTER;
        odd += usize::from(is_odd);
    }
    odd * 50 > all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::example::{answer, source};

    #[test]
    fn a_saved_page_is_its_article_without_the_frame() {
        let paragraph = "The old mill by the river was fitted with sensors, and its wheel now tells how much water there is. ".repeat(6);
        let body = format!(
            "<!doctype html><html lang='en'><head><title>The mill that counts | Village Post</title></head><body>\
             <nav><a href='/'>Home</a></nav><article><h1>The mill that counts</h1><p>{paragraph}</p><p>{paragraph}</p>\
             <p><a href='/more'>More on mills</a>, said the miller. {paragraph}</p></article><footer>Cookies and terms</footer>"
        );
        let at = "https://post.example/mill?from=home";
        let reading =
            Saved.read(&source("saved", at, &[]), &answer(at, &body)).expect("an article");
        let [item] = reading.items.as_slice() else { panic!("one item") };
        assert!(item.title.contains("The mill that counts"), "{}", item.title);
        assert_eq!(item.url.as_deref(), Some(at));
        assert!(item.content_is_html && item.content.contains("https://post.example/more"));
        assert!(!item.content.contains("Cookies and terms"));
    }

    #[test]
    fn a_page_of_a_journal_is_something_to_cite() {
        let paragraph = "We weighed still water in twelve fields and found that it was heavier than the maps had said. ".repeat(6);
        let body = format!(
            "<html lang=en><head><title>Letters on Water - The weight of still water</title>\
             <meta name=citation_title content='The weight of still water'><meta name=citation_author content='Bee, Ann'>\
             <meta name=citation_doi content='10.1000/w'><meta name=citation_journal_title content='Letters on Water'>\
             <meta name=citation_publication_date content='2026/01/15'><meta name=citation_pdf_url content='/w.pdf'></head>\
             <body><article><h1>The weight of still water</h1><p>{paragraph}</p><p>{paragraph}</p></article></body></html>"
        );
        let at = "https://water.example/w";
        let reading = Saved.read(&home("Saved"), &answer(at, &body)).expect("an article");
        let [item] = reading.items.as_slice() else { panic!("one item") };
        assert_eq!(item.title, "The weight of still water");
        assert_eq!(item.authors, ["Ann Bee"]);
        assert_eq!(item.paper.doi.as_deref(), Some("10.1000/w"));
        assert_eq!(item.paper.venue.as_deref(), Some("Letters on Water"));
        assert_eq!(item.paper.pdf.as_deref(), Some("https://water.example/w.pdf"));
        assert_eq!(
            item.published.map(|at| at.date_naive().to_string()).as_deref(),
            Some("2026-01-15")
        );
        assert!(item.content.contains("heavier than the maps"));
    }

    #[test]
    fn a_line_below_a_title_names_people_and_nothing_else() {
        for (line, people) in [
            ("By Ann Bee", &["Ann Bee"][..]),
            ("by Ann Bee22 Dec 2026651", &["Ann Bee"]),
            ("By ANN BEE March 11, 2026 3:46", &["ANN BEE"]),
            ("Written by Ann Bee Edited by Cee Dee", &["Ann Bee"]),
            ("Posted by Mill Developers", &["Mill Developers"]),
            ("Ann Bee and Cee Dee", &["Ann Bee", "Cee Dee"]),
            ("Last Updated: January 7, 2026", &[]),
            ("물레방아 기자", &["물레방아 기자"]),
        ] {
            assert_eq!(of_byline(line), people, "{line}");
        }
    }

    #[test]
    fn a_page_without_an_article_goes_by_what_it_says_of_itself() {
        let event = "<title>Open day - Lab</title><meta property=og:title content='Open day at the canal'><meta name=description content='Come and see.'>";
        let item = outline(&answer("https://lab.example/e", event)).expect("an item");
        assert_eq!(
            (item.title.as_str(), item.summary.as_str()),
            ("Open day at the canal", "Come and see.")
        );
        let list =
            outline(&answer("https://arxiv.org/list/rs.RS/recent", "<title>River science</title>"));
        assert_eq!(list.expect("an item").title, "arXiv rs.RS: River science");
        assert_eq!(outline(&answer("https://lab.example/", "<p>")), None);
    }

    #[test]
    fn what_is_no_article_is_refused() {
        let noise = "<\u{1}\u{2}\u{fffd}p>\u{3}".repeat(60);
        for body in
            ["%PDF-1.7 ...", "plain words", &noise, "<html><body><p>Short.</p></body></html>"]
        {
            assert!(full_text(&answer("https://x.example/", body)).is_err(), "{body}");
        }
        let deep = "<div>".repeat(200_000);
        assert!(full_text(&answer("https://x.example/", &deep)).is_err());
    }
}
