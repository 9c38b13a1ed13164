//! A web page that lists things but has no feed. Owner of `dom_query`.
//!
//! Address: the page. Options: CSS selectors `item`, and within it `title`, `link`, `date`,
//! `summary`. Without `item` the repeated block is found by itself: links that stand at the same
//! place of the page's structure, at least three of them, to different pages, with titles of their
//! own.

use std::collections::{BTreeMap, HashMap, HashSet};

use dom_query::{Document, Matcher, NodeId, NodeRef};

use crate::model::{Answer, Moment, Request, Source};
use crate::text::{address, clean};

use super::grammar::raw::{self, RawItem, Text};
use super::grammar::{charset, date, question, tags};
use super::{Kind, ReadError, Reading, SpecError};

/// See the module.
pub struct Page;

const EXPECTED: &str = "@failed.what.list";

/// Deepest nesting of a page that is looked at.
const DEPTH: usize = 1500;

/// How far up from a link its surroundings are looked at.
const CLIMB: usize = 40;

/// Fewest links that make a list.
const FEWEST: usize = 3;

/// Most links looked at.
const LINKS: usize = 5_000;

/// Shortest title, in characters: shorter ones are buttons.
const TITLE_CHARS: usize = 8;

/// The options that are selectors.
const SELECTORS: [&str; 5] = ["item", "title", "link", "date", "summary"];

impl Kind for Page {
    fn name(&self) -> &'static str {
        "page"
    }

    fn obeys_robots(&self) -> bool {
        true
    }

    fn names_itself(&self) -> bool {
        true
    }

    fn asks_an_address(&self) -> bool {
        true
    }

    fn request(&self, source: &Source, _now: Moment) -> Result<Request, SpecError> {
        for name in SELECTORS {
            selector(source, name)?;
        }
        let endpoint = source.options.get("endpoint").unwrap_or(&source.address);
        question::get(endpoint)
    }

    fn read(&self, source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        let text = charset::decode(&answer.body, answer.content_type.as_deref());
        if text.trim().is_empty() {
            return Err(ReadError::Empty);
        }
        if !text.contains('<') {
            return Err(ReadError::Foreign {
                found: "@failed.what.text".to_owned(),
                expected: EXPECTED,
            });
        }
        if tags::is_deeper(&text, DEPTH) {
            let reason = format!("its elements are nested more than {DEPTH} deep");
            return Err(ReadError::Malformed { expected: EXPECTED, reason });
        }
        let document = Document::from(&*text);
        let base = document.base_uri().and_then(|base| address::parse(&base, Some(&answer.url)));
        let base = base.unwrap_or_else(|| answer.url.clone());
        let korean = source.language.as_deref() == Some("ko")
            || document.select("html").attr("lang").is_some_and(|lang| lang.starts_with("ko"));
        let list = List { base: &base, hours_east: if korean { 9 } else { 0 } };
        let items = match selector(source, "item") {
            Ok(Some(item)) => list.selected(source, &document, &item)?,
            Ok(None) => list.detected(&document),
            Err(error) => {
                return Err(ReadError::Malformed { expected: EXPECTED, reason: error.to_string() });
            }
        };
        if items.is_empty() {
            return Err(ReadError::NoList);
        }
        let title = document.select("title").first().text();
        let description = document.select("meta[name=description]").attr("content");
        Ok(Reading {
            title: Some(clean::line(&title, 200)).filter(|title| !title.is_empty()),
            link: Some(answer.url.clone()),
            description: description.map(|text| clean::line(&text, 500)),
            language: raw::named(document.select("html").attr("lang").as_deref()),
            format: self.name(),
            items: items
                .into_iter()
                .take(raw::ITEMS)
                .filter_map(|item| item.cleaned(Some(&base)))
                .collect(),
            ..Reading::default()
        })
    }

    fn options(&self) -> &'static [&'static str] {
        &SELECTORS
    }

    fn interval_minutes(&self) -> u32 {
        360
    }
}

fn selector(source: &Source, name: &'static str) -> Result<Option<Matcher>, SpecError> {
    let Some(value) = source.options.get(name).filter(|value| !value.trim().is_empty()) else {
        return Ok(None);
    };
    Matcher::new(value).map(Some).map_err(|_| SpecError::Option {
        name,
        value: value.clone(),
        expected: "@failed.what.selector",
    })
}

struct List<'a> {
    base: &'a str,
    hours_east: i32,
}

impl List<'_> {
    fn selected(
        &self,
        source: &Source,
        document: &Document,
        item: &Matcher,
    ) -> Result<Vec<RawItem>, ReadError> {
        let matched = |name: &'static str| {
            let selector = source.options.get(name).cloned().unwrap_or_default();
            ReadError::NothingMatched { name, selector }
        };
        let part = |name| selector(source, name).ok().flatten();
        let parts = SELECTORS.map(|name| (name, part(name)));
        let blocks = document.select_matcher(item);
        if blocks.is_empty() {
            return Err(matched("item"));
        }
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        let mut items = Vec::new();
        for block in blocks.nodes().iter().take(LINKS) {
            let mut picked: HashMap<&str, NodeRef<'_>> = HashMap::new();
            for (name, matcher) in parts.iter().skip(1) {
                let Some(matcher) = matcher else { continue };
                let own = block.is_match(matcher).then_some(*block);
                let inner = dom_query::Selection::from(*block);
                if let Some(node) =
                    own.or_else(|| inner.select_single_matcher(matcher).nodes().first().copied())
                {
                    *found.entry(name).or_default() += 1;
                    picked.insert(name, node);
                }
            }
            items.extend(self.item(block, None, &picked));
        }
        // A selector that fits no item at all has lost its page.
        match parts
            .iter()
            .skip(1)
            .find(|(name, matcher)| matcher.is_some() && !found.contains_key(name))
        {
            Some((name, _)) => Err(matched(name)),
            None => Ok(items),
        }
    }

    fn detected(&self, document: &Document) -> Vec<RawItem> {
        let mut groups: HashMap<String, Vec<NodeRef<'_>>> = HashMap::new();
        for link in document.select("a[href]").nodes().iter().take(LINKS) {
            if let Some(place) = place_of(link) {
                groups.entry(place).or_default().push(*link);
            }
        }
        let mut best: Option<(usize, String, Vec<RawItem>)> = None;
        for (place, links) in groups {
            if links.len() < FEWEST {
                continue;
            }
            let items = self.group(&links);
            let weight = weight(&items);
            let better =
                best.as_ref().is_none_or(|(most, other, _)| (weight, other) > (*most, &place));
            if items.len() >= FEWEST && weight > 0 && better {
                best = Some((weight, place, items));
            }
        }
        best.map(|(_, _, items)| items).unwrap_or_default()
    }

    /// The items of links that stand at the same place, if they are what a list is made of.
    fn group(&self, links: &[NodeRef<'_>]) -> Vec<RawItem> {
        let mut within: HashMap<NodeId, usize> = HashMap::new();
        for link in links {
            for above in link.ancestors_it(Some(CLIMB)) {
                *within.entry(above.id).or_default() += 1;
            }
        }
        let mut seen = HashSet::new();
        let mut items = Vec::new();
        for link in links {
            // The largest block that holds this link of the group and no other.
            let block = link
                .ancestors_it(Some(CLIMB))
                .take_while(|above| within.get(&above.id) == Some(&1))
                .last()
                .unwrap_or(*link);
            let Some(item) = self.item(&block, Some(link), &HashMap::new()) else { continue };
            let url = item.url.as_deref().and_then(|url| address::parse(url, Some(self.base)));
            let is_elsewhere =
                url.as_deref().is_some_and(|url| url != self.base && seen.insert(url.to_owned()));
            if is_elsewhere {
                items.push(item);
            }
        }
        items
    }

    fn item(
        &self,
        block: &NodeRef<'_>,
        link: Option<&NodeRef<'_>>,
        picked: &HashMap<&str, NodeRef<'_>>,
    ) -> Option<RawItem> {
        let linked = picked.get("link").copied().or(link.copied()).or_else(|| title_link(block));
        let href = linked.and_then(|node| {
            let inner = || first(&node, "a[href]").and_then(|link| link.attr("href"));
            node.attr("href").or_else(inner)
        });
        let titled = picked.get("title").copied();
        let title = match (titled, link) {
            (Some(node), _) => line_of(&node),
            (None, Some(link)) => {
                heading_in(link).map_or_else(|| line_of(link), |node| line_of(&node))
            }
            (None, None) => {
                heading_in(block).or(linked).map(|node| line_of(&node)).unwrap_or_default()
            }
        };
        if title.is_empty() || href.is_none() {
            return None;
        }
        let published = match picked.get("date") {
            Some(node) => self.date_of(node),
            None => self.date_within(block),
        };
        let summary = match picked.get("summary") {
            Some(node) => clean::block(&node.formatted_text(), 2_000),
            None => longest_paragraph(block, &title),
        };
        Some(RawItem {
            url: href.map(|href| href.to_string()),
            title: Some(title),
            published,
            summary: Text::plain(summary),
            ..RawItem::default()
        })
    }

    fn date_of(&self, node: &NodeRef<'_>) -> Option<Moment> {
        let machine =
            node.attr("datetime").and_then(|text| date::parse_near(&text, self.hours_east));
        machine.or_else(|| self.date_in(&line_of(node)))
    }

    fn date_within(&self, block: &NodeRef<'_>) -> Option<Moment> {
        let stamped = first(block, "time").and_then(|node| self.date_of(&node));
        stamped.or_else(|| {
            block
                .descendants_it()
                .filter(NodeRef::is_text)
                .find_map(|node| self.date_in(&line_of(&node)))
        })
    }

    /// A date among what is often set beside it: "Research · 2 March 2026 · 5 min".
    fn date_in(&self, text: &str) -> Option<Moment> {
        if text.chars().count() > 80 {
            return None;
        }
        text.split(['·', '|', '•', '—', '–'])
            .map(|part| part.trim().trim_matches(['(', ')', '[', ']']))
            .filter(|part| part.len() >= 8 && part.bytes().any(|byte| byte.is_ascii_digit()))
            .find_map(|part| date::parse_near(part, self.hours_east))
    }
}

/// Where in the page's structure a link stands, in names and classes; `None` for links of the
/// page's frame and for those that are no titles.
fn place_of(link: &NodeRef<'_>) -> Option<String> {
    if line_of(link).chars().count() < TITLE_CHARS {
        return None;
    }
    let mut place = String::new();
    for node in std::iter::once(*link).chain(link.ancestors_it(Some(CLIMB))) {
        let Some(name) = node.node_name() else { continue };
        if matches!(&*name, "nav" | "footer" | "aside" | "form") {
            return None;
        }
        place.push('<');
        place.push_str(&name);
        if let Some(class) = node.class() {
            // Classes tell kinds of blocks apart, but one that is written on a single block
            // ("first", "featured-3") must not take it out of its list.
            let mut names: Vec<&str> = class
                .split_whitespace()
                .filter(|name| !name.bytes().any(|b| b.is_ascii_digit()))
                .collect();
            names.sort_unstable();
            place.push('.');
            place.push_str(names.first().copied().unwrap_or_default());
        }
    }
    Some(place)
}

/// How much of a list these items are: long titles of their own, and dates.
fn weight(items: &[RawItem]) -> usize {
    let titles: HashSet<&str> = items.iter().filter_map(|item| item.title.as_deref()).collect();
    if titles.len() * 5 < items.len() * 4 {
        return 0;
    }
    let letters: usize = titles.iter().map(|title| title.chars().count().min(80)).sum();
    let dated = items.iter().filter(|item| item.published.is_some()).count();
    if dated * 2 >= items.len() { letters * 3 } else { letters }
}

fn first<'n>(within: &NodeRef<'n>, selector: &str) -> Option<NodeRef<'n>> {
    dom_query::Selection::from(*within).select_single(selector).nodes().first().copied()
}

fn heading_in<'n>(within: &NodeRef<'n>) -> Option<NodeRef<'n>> {
    first(within, "h1, h2, h3, h4, h5, h6, [class*=title], [class*=headline]")
        .filter(|node| !line_of(node).is_empty())
}

/// The link of a heading, else the one with the most words.
fn title_link<'n>(block: &NodeRef<'n>) -> Option<NodeRef<'n>> {
    let of_heading = heading_in(block).and_then(|heading| first(&heading, "a[href]"));
    of_heading.or_else(|| {
        let links = dom_query::Selection::from(*block).select("a[href]");
        let own = block.has_attr("href").then_some(*block);
        own.into_iter().chain(links.nodes().iter().copied()).max_by_key(|link| line_of(link).len())
    })
}

fn longest_paragraph(block: &NodeRef<'_>, title: &str) -> String {
    let paragraphs = dom_query::Selection::from(*block)
        .select("p, [class*=summary], [class*=excerpt], [class*=desc]");
    paragraphs
        .nodes()
        .iter()
        .map(line_of)
        .filter(|text| text != title && text.chars().count() > 20)
        .max_by_key(String::len)
        .unwrap_or_default()
}

fn line_of(node: &NodeRef<'_>) -> String {
    clean::line(&node.text(), 500)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::example::{answer, source};

    const AT: &str = "https://lab.example/news/";

    fn frame(list: &str) -> String {
        format!(
            "<!doctype html><html lang=en><title>Lab news</title><body><nav><a href=/a>About the laboratory</a>\
             <a href=/b>Open positions here</a><a href=/c>How to reach us</a></nav><main>{list}</main>\
             <footer><a href=/p>Privacy statement</a><a href=/t>Terms of service</a><a href=/k>Contact the office</a></footer>"
        )
    }

    fn cards() -> String {
        let card = |n: u32, title: &str| {
            format!(
                "<div class='card c{n}'><a href=/n/{n}><img src=x></a><h2><a href=/n/{n}>{title}</a></h2>\
                     <span>Research · March {n}, 2026 · 4 min</span><p>What we did in week {n} and why it took longer.</p>\
                     <a href=/n/{n}>Read the whole story</a></div>"
            )
        };
        let titles =
            ["A wind tunnel for drones", "Quieter pumps in hospitals", "Notes on a failed sensor"];
        frame(&titles.iter().zip(1..).map(|(title, n)| card(n, title)).collect::<String>())
    }

    fn read(options: &[(&str, &str)], body: &str) -> Result<Reading, ReadError> {
        Page.read(&source("page", AT, options), &answer(AT, body))
    }

    #[test]
    fn the_repeated_block_is_found_and_the_frame_is_not() {
        let reading = read(&[], &cards()).expect("a list");
        let titles: Vec<&str> = reading.items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(
            titles,
            ["A wind tunnel for drones", "Quieter pumps in hospitals", "Notes on a failed sensor"]
        );
        let first = &reading.items[0];
        assert_eq!(first.url.as_deref(), Some("https://lab.example/n/1"));
        assert_eq!(
            first.published.map(|at| at.to_rfc3339()).as_deref(),
            Some("2026-03-01T00:00:00+00:00")
        );
        assert_eq!(first.summary, "What we did in week 1 and why it took longer.");
    }

    #[test]
    fn a_korean_list_of_rows_is_found_with_its_dates() {
        let row = |n: u32| {
            format!(
                "<tr><td>2026.03.0{n}</td><td><a href=v?id={n}>연구실 소식 {n}번째 공지입니다</a></td></tr>"
            )
        };
        let body = frame(&format!("<table>{}</table>", (1..=4).map(row).collect::<String>()));
        let reading = read(&[], &body).expect("a list");
        assert_eq!(reading.items.len(), 4);
        assert_eq!(reading.items[1].url.as_deref(), Some("https://lab.example/news/v?id=2"));
        assert!(reading.items.iter().all(|item| item.published.is_some()));
    }

    #[test]
    fn selectors_pick_and_one_that_fits_nothing_is_an_error() {
        let options = [("item", ".card"), ("title", "h2"), ("link", "h2 a"), ("summary", "p")];
        assert_eq!(read(&options, &cards()).expect("a list").items.len(), 3);
        for lost in [("item", ".tile"), ("date", "time")] {
            let mut options = options.to_vec();
            options.retain(|(name, _)| *name != lost.0);
            options.push(lost);
            let Err(ReadError::NothingMatched { name, selector }) = read(&options, &cards()) else {
                panic!("{lost:?} passed")
            };
            assert_eq!((name, selector.as_str()), lost);
        }
        let now = "2026-03-05T08:00:00Z".parse().expect("a moment");
        assert!(Page.request(&source("page", AT, &[("item", "<<")]), now).is_err());
    }

    #[test]
    fn a_page_without_a_list_says_so() {
        assert_eq!(read(&[], &frame("<p>Nothing today.</p>")), Err(ReadError::NoList));
        assert!(matches!(read(&[], &"<div>".repeat(100_000)), Err(ReadError::Malformed { .. })));
    }
}
