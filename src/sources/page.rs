//! A web page that lists things but has no feed. Owner of `dom_query`.
//!
//! Address: the page. Options: CSS selectors `item`, and within it `title`, `link`, `date`,
//! `summary`; or `link` alone, which picks the links of the list on the whole page. Without either
//! the list is found by itself: links that stand at the same place of the page's structure, at
//! least three of them, to different pages, with titles of their own. What else may be the list is
//! told as the alternatives of a reading, each with the option that picks it.

mod entry;
mod frame;
mod lists;
mod selector;
mod within;
mod words;

use std::collections::{BTreeMap, HashMap};

use dom_query::{Matcher, NodeRef, Selection};

use crate::model::{Answer, Fact, Request, Source};
use crate::text::{address, clean};

use super::grammar::date::Locale;
use super::grammar::document::document;
use super::grammar::raw::{self, RawItem, Text};
use super::grammar::{charset, question};
use super::{Alternative, Kind, ReadError, Reading, SpecError};
use entry::{first, heading_in, line_of};
use lists::{Finder, LINKS};

/// See the module.
pub struct Page;

const EXPECTED: &str = "failed.what.list";

/// Most lists of a page that are told.
const ALTERNATIVES: usize = 3;

/// Titles of an alternative that are told.
const TOLD: usize = 5;

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

    fn request(&self, source: &Source, _now: crate::model::Moment) -> Result<Request, SpecError> {
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
                found: Fact::phrase("failed.what.text"),
                expected: EXPECTED,
            });
        }
        let document = document(&text, EXPECTED)?;
        let base = document.base_uri().and_then(|base| address::parse(&base, Some(&answer.url)));
        let base = base.unwrap_or_else(|| answer.url.clone());
        let lang = document.select("html").attr("lang");
        let title = document.select("title").first().text();
        let text = document.text();
        let locale = Locale::of(
            &[source.language.as_deref(), lang.as_deref()],
            &[Some(&base)],
            std::iter::once(&*title),
            std::iter::once(&*text),
        );
        let finder = Finder { document: &document, base: &base, locale };
        let chosen = |name| {
            selector(source, name).map_err(|error| ReadError::Malformed {
                expected: EXPECTED,
                reason: error.to_string(),
            })
        };
        let mut alternatives = Vec::new();
        let items = match (chosen("item")?, chosen("link")?) {
            (Some(item), _) => selected(source, &finder, &item)?,
            (None, Some(link)) => {
                let items = finder.of_links(&link);
                if items.is_empty() {
                    return Err(nothing_matched(source, "link"));
                }
                items
            }
            (None, None) => {
                let lists = finder.lists();
                // The first is taken without an option; another one has to be chosen by it.
                let choices = lists
                    .iter()
                    .enumerate()
                    .filter(|(at, list)| *at == 0 || list.selector.is_some());
                alternatives.extend(choices.take(ALTERNATIVES).map(|(_, list)| alternative(list)));
                lists.into_iter().next().map(|list| list.items).unwrap_or_default()
            }
        };
        if items.is_empty() {
            return Err(ReadError::NoList);
        }
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
            alternatives,
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

/// A list as it is told to whoever is to choose.
fn alternative(list: &lists::List) -> Alternative {
    let titles = list.items.iter().filter_map(|item| item.title.as_deref());
    Alternative {
        options: list.selector.iter().map(|link| ("link".to_owned(), link.clone())).collect(),
        count: list.items.len(),
        titles: titles.map(raw::plain_title).take(TOLD).collect(),
    }
}

fn selector(source: &Source, name: &'static str) -> Result<Option<Matcher>, SpecError> {
    let Some(value) = source.options.get(name).filter(|value| !value.trim().is_empty()) else {
        return Ok(None);
    };
    Matcher::new(value).map(Some).map_err(|_| SpecError::Option {
        name,
        value: value.clone(),
        expected: "failed.what.selector",
    })
}

fn nothing_matched(source: &Source, name: &'static str) -> ReadError {
    let selector = source.options.get(name).cloned().unwrap_or_default();
    ReadError::NothingMatched { name, selector }
}

/// The entries that selectors pick.
fn selected(
    source: &Source,
    finder: &Finder<'_>,
    item: &Matcher,
) -> Result<Vec<RawItem>, ReadError> {
    let part = |name| selector(source, name).ok().flatten();
    let parts = SELECTORS.map(|name| (name, part(name)));
    let blocks = finder.document.select_matcher(item);
    if blocks.is_empty() {
        return Err(nothing_matched(source, "item"));
    }
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut items = Vec::new();
    for block in blocks.nodes().iter().take(LINKS) {
        let mut picked: HashMap<&str, NodeRef<'_>> = HashMap::new();
        for (name, matcher) in parts.iter().skip(1) {
            let Some(matcher) = matcher else { continue };
            let own = block.is_match(matcher).then_some(*block);
            let inner = Selection::from(*block);
            if let Some(node) =
                own.or_else(|| inner.select_single_matcher(matcher).nodes().first().copied())
            {
                *found.entry(name).or_default() += 1;
                picked.insert(name, node);
            }
        }
        items.extend(picked_item(finder, block, &picked));
    }
    // A selector that fits no item at all has lost its page.
    let lost =
        parts.iter().skip(1).find(|(name, matcher)| matcher.is_some() && !found.contains_key(name));
    match lost {
        Some((name, _)) => Err(nothing_matched(source, name)),
        None => Ok(items),
    }
}

fn picked_item(
    finder: &Finder<'_>,
    block: &NodeRef<'_>,
    picked: &HashMap<&str, NodeRef<'_>>,
) -> Option<RawItem> {
    let linked = picked.get("link").copied().or_else(|| title_link(block));
    let href = linked.and_then(|node| {
        let inner = || first(&node, "a[href]").and_then(|link| link.attr("href"));
        node.attr("href").or_else(inner)
    })?;
    let titled = picked.get("title").copied().or_else(|| heading_in(block)).or(linked);
    let title = titled.map(|node| line_of(&node)).filter(|title| !title.is_empty())?;
    let whole = std::slice::from_ref(block);
    let published = match picked.get("date") {
        Some(node) => entry::date_of(node, finder.locale),
        None => entry::date_of_block(whole, &href, finder.locale),
    };
    let summary = match picked.get("summary") {
        Some(node) => clean::block(&node.formatted_text(), 2_000),
        None => entry::summary_of(whole, &title),
    };
    Some(RawItem {
        url: Some(href.to_string()),
        title: Some(title),
        published,
        summary: Text::plain(summary),
        ..RawItem::default()
    })
}

/// The link of a heading, else the one with the most words.
fn title_link<'n>(block: &NodeRef<'n>) -> Option<NodeRef<'n>> {
    let of_heading = heading_in(block).and_then(|heading| first(&heading, "a[href]"));
    of_heading.or_else(|| {
        let links = Selection::from(*block).select("a[href]");
        let own = block.has_attr("href").then_some(*block);
        own.into_iter().chain(links.nodes().iter().copied()).max_by_key(|link| line_of(link).len())
    })
}

#[cfg(test)]
mod shapes;
#[cfg(test)]
mod tests;
