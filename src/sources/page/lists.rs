//! The lists of a page, found by themselves: links that stand at the same place of the page's
//! structure, with what belongs to each, weighed by how much they look like a list of news.

use std::collections::{BTreeMap, HashMap, HashSet};

use dom_query::{Document, Matcher, NodeId, NodeRef};

use crate::sources::grammar::date::Locale;
use crate::sources::grammar::raw::{RawItem, Text};
use crate::text::address;
use crate::text::width::width;

use super::entry::{self, TITLE_CHARS, Titles};
use super::frame::{self, CLIMB, Frame, Link};
use super::selector::selector;
use super::within::Within;

/// Fewest entries that make a list.
pub(super) const FEWEST: usize = 3;

/// Most links looked at.
pub(super) const LINKS: usize = 5_000;

/// Most groups of links that are read: those with the most words.
const GROUPS: usize = 40;

/// Least that speaks for a list, see [`evidence`]: navigation has no more than two.
const LEAST_EVIDENCE: i32 = 3;

/// A list that was found.
pub(super) struct List {
    /// Its entries in the page's order.
    pub(super) items: Vec<RawItem>,
    /// Their addresses.
    urls: HashSet<String>,
    /// The selector that its links have in common.
    pub(super) selector: Option<String>,
    weight: usize,
    /// Whether its links are headings or hold some.
    is_headed: bool,
    /// Where in the page its first link stands.
    at: usize,
}

/// An entry, and whether more is said of it than its title, and a picture shown.
struct Found {
    item: RawItem,
    is_told_of: bool,
    has_picture: bool,
}

/// Cells of text beside a title from which on something is said of an entry.
const TOLD_OF: usize = 12;

/// A page and how its addresses and clocks are read.
pub(super) struct Finder<'a> {
    pub(super) document: &'a Document,
    pub(super) base: &'a str,
    pub(super) locale: Locale,
}

impl Finder<'_> {
    /// The lists of the page, the likeliest first.
    pub(super) fn lists(&self) -> Vec<List> {
        let links = self.links();
        let mut groups = groups(&links);
        groups.sort_by_key(|group| std::cmp::Reverse(words_in(group, &links)));
        groups.truncate(GROUPS);
        let mut lists: Vec<List> =
            groups.iter().filter_map(|group| self.list(group, &links)).collect();
        lists.sort_by_key(|list| (std::cmp::Reverse(list.weight), list.at));
        let mut kept: Vec<List> = Vec::new();
        for list in lists {
            // What mostly leads to the same pages is the same list, told by other words: by its
            // headings, else by what stands first; so is what has the same titles, such as the
            // files of the same papers.
            let is_same = |other: &&mut List| {
                let is_most = |both: usize| both * 2 >= list.items.len().min(other.items.len());
                let others = titles(other);
                is_most(list.urls.intersection(&other.urls).count())
                    || is_most(titles(&list).intersection(&others).count())
            };
            match kept.iter_mut().find(is_same) {
                Some(same) => {
                    let has_all = list.urls.len() >= same.urls.len();
                    let is_better = match (list.is_headed, same.is_headed) {
                        (true, false) => true,
                        (false, true) => false,
                        (true, true) | (false, false) => list.at < same.at,
                    };
                    if has_all && is_better {
                        let weight = same.weight;
                        *same = List { weight, ..list };
                    }
                }
                None => kept.push(list),
            }
        }
        kept.extend(self.parts(&groups, &links));
        kept
    }

    /// The parts of lists whose entries stand alike and lead to different folders of the site: its
    /// press releases and its weblog in two columns. They can be chosen by the folder.
    fn parts(&self, groups: &[Vec<usize>], links: &[Link<'_>]) -> Vec<List> {
        let mut parts: Vec<List> = Vec::new();
        for group in groups {
            let mut by_folder: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for &at in group {
                if let Some(folder) = frame::folder(&links[at].url) {
                    by_folder.entry(folder).or_default().push(at);
                }
            }
            by_folder.retain(|_, part| part.len() >= FEWEST);
            if by_folder.len() < 2 {
                continue;
            }
            let own: Vec<&Link<'_>> = group.iter().map(|&at| &links[at]).collect();
            let Some(selector) = selector(self.document, &own, links) else { continue };
            for (folder, part) in by_folder {
                let list = self.list(&part, links).map(|list| List {
                    selector: Some(format!("{selector}[href*='{folder}']")),
                    ..list
                });
                parts.extend(list);
            }
        }
        parts.sort_by_key(|list| (std::cmp::Reverse(list.weight), list.at));
        parts
    }

    /// The entries of the links that a selector fits; nothing where it fits none.
    pub(super) fn of_links(&self, matcher: &Matcher) -> Vec<RawItem> {
        let found = self.document.select_matcher(matcher);
        let links: Vec<Link<'_>> =
            found.nodes().iter().take(LINKS).filter_map(|node| self.link(node)).collect();
        let chosen: Vec<&Link<'_>> = links.iter().collect();
        self.entries(&chosen).into_iter().map(|found| found.item).collect()
    }

    fn link<'n>(&self, node: &NodeRef<'n>) -> Option<Link<'n>> {
        let url = address::parse(&node.attr("href")?, Some(self.base))?;
        let (mut place, mut path) = (String::new(), String::new());
        for node in std::iter::once(*node).chain(node.ancestors_it(Some(CLIMB))) {
            let Some(name) = node.node_name() else { continue };
            for text in [&mut place, &mut path] {
                text.push('<');
                text.push_str(&name);
            }
            // A cell of a table is told by its column.
            if matches!(&*name, "td" | "th") {
                let column = std::iter::successors(
                    node.prev_element_sibling(),
                    NodeRef::prev_element_sibling,
                );
                place.push_str(&column.take(20).count().to_string());
            }
            // Classes tell kinds of blocks apart, but one that is written on a single block
            // ("first", "featured-3") must not take it out of its list: see `joined`.
            if let Some(class) = node.class() {
                let mut names: Vec<&str> = class
                    .split_whitespace()
                    .filter(|name| !name.bytes().any(|b| b.is_ascii_digit()))
                    .collect();
                names.sort_unstable();
                place.push('.');
                place.push_str(names.first().copied().unwrap_or_default());
            }
        }
        Some(Link { node: *node, url, place, path })
    }

    /// The links of the page that a list may be made of.
    fn links(&self) -> Vec<Link<'_>> {
        let found = self.document.select("a[href]");
        let nodes: Vec<NodeRef<'_>> = found.nodes().iter().take(LINKS).copied().collect();
        let mut frame = Frame::of(&nodes);
        let mut links = Vec::new();
        for node in &nodes {
            if frame.holds(node) {
                continue;
            }
            let Some(link) = self.link(node) else { continue };
            if frame::leads_to_a_page(&link.url, self.base) && !is_somebody(node) {
                links.push(link);
            }
        }
        links
    }

    /// The list of a group of links, with other links of its kind, if it looks like one.
    fn list(&self, group: &[usize], links: &[Link<'_>]) -> Option<List> {
        let own: Vec<&Link<'_>> = group.iter().map(|&at| &links[at]).collect();
        let mut all = own.clone();
        all.extend(featured(&own, links));
        let found = self.entries(&all);
        if found.len() < FEWEST {
            return None;
        }
        let is_headed = own.iter().filter(|link| is_headed(&link.node)).count() * 2 >= own.len();
        let evidence = evidence(&found, is_headed);
        if evidence < LEAST_EVIDENCE {
            return None;
        }
        let items: Vec<RawItem> = found.into_iter().map(|found| found.item).collect();
        let letters: usize = items
            .iter()
            .filter_map(|item| item.title.as_deref())
            .map(|title| width(title).min(80))
            .sum();
        let urls: HashSet<String> = items.iter().filter_map(|item| item.url.clone()).collect();
        Some(List {
            selector: selector(self.document, &own, links),
            weight: letters * usize::try_from(evidence).unwrap_or(0),
            urls,
            items,
            is_headed,
            at: group.first().copied().unwrap_or_default(),
        })
    }

    /// The entries of links: one for each address, in the page's order.
    fn entries(&self, links: &[&Link<'_>]) -> Vec<Found> {
        let mut order: Vec<&str> = Vec::new();
        let mut of_url: HashMap<&str, Vec<&Link<'_>>> = HashMap::new();
        for link in links {
            let known = of_url.entry(&link.url).or_default();
            if known.is_empty() {
                order.push(&link.url);
            }
            known.push(link);
        }
        let within = Within::of(links);
        let titles = Titles::of(links.iter().map(|link| (&link.node, link.url.as_str())));
        let run = within.longest_run(links);
        let before = within.dates_stand_before(links, self.locale);
        let mut seen = HashSet::new();
        let mut items = Vec::new();
        for url in order {
            let same = &of_url[url];
            // Of several links to one page that with the best title tells it.
            let Some(link) = same.iter().max_by_key(|link| {
                titles.of_link(&link.node).map_or(0, |title| 1 + width(&title).min(200))
            }) else {
                continue;
            };
            let block = within.block(&link.node, run, before);
            let title = titles.of_link(&link.node).filter(|title| width(title) >= 3);
            let Some(title) = title.or_else(|| Titles::of_block(&block, &link.node)) else {
                continue;
            };
            if !seen.insert(url.to_owned()) {
                continue;
            }
            let words: usize = block.iter().map(|node| width(&entry::line_of(node))).sum();
            let item = RawItem {
                url: Some(url.to_owned()),
                published: entry::date_of_block(&block, url, self.locale),
                summary: Text::plain(entry::summary_of(&block, &title)),
                authors: entry::authors_of(&block),
                title: Some(title),
                ..RawItem::default()
            };
            let title = item.title.as_deref().map_or(0, width);
            items.push(Found {
                item,
                is_told_of: words >= title + TOLD_OF,
                has_picture: block.iter().any(|node| entry::first(node, "img, picture").is_some()),
            });
        }
        items
    }
}

/// Whether a link is marked as leading to whoever wrote something, or to what it is filed under.
fn is_somebody(link: &NodeRef<'_>) -> bool {
    link.attr("rel").is_some_and(|rel| {
        rel.split_whitespace()
            .any(|rel| matches!(rel, "author" | "tag" | "category" | "bookmark-tag"))
    })
}

/// The links that stand at one place, by their numbers. A group takes in links at the same place but
/// for a class, if they stand in what holds all of the group and beside its entries, not in them.
fn groups(links: &[Link<'_>]) -> Vec<Vec<usize>> {
    let mut by_place: BTreeMap<(&str, usize), Vec<usize>> = BTreeMap::new();
    let mut by_path: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut same_place: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, link) in links.iter().enumerate() {
        same_place.entry(&link.place).or_default().push(at);
        by_path.entry(&link.path).or_default().push(at);
    }
    for (place, group) in same_place {
        for (ordinal, at) in ordinals(&group, links) {
            by_place.entry((place, ordinal)).or_default().push(at);
        }
    }
    let joined = |group: &Vec<usize>| -> Option<Vec<usize>> {
        let others = by_path.get(links.get(*group.first()?)?.path.as_str())?;
        if group.len() < 2 || others.len() == group.len() {
            return Some(group.clone()).filter(|group| group.len() >= 2);
        }
        let holder = common_holder(group, links)?;
        let own: Vec<&Link<'_>> = group.iter().map(|&at| &links[at]).collect();
        let within = Within::of(&own);
        let is_beside = |at: &&usize| {
            let mut above = links[**at].node.ancestors_it(Some(CLIMB));
            let is_inside =
                links[**at].node.ancestors_it(Some(CLIMB)).any(|above| above.id == holder);
            let nearest = above.find_map(|above| within.only.get(&above.id));
            group.contains(at) || (is_inside && nearest == Some(&None))
        };
        Some(others.iter().filter(is_beside).copied().collect())
    };
    by_place.values().filter_map(joined).collect()
}

/// Links that stand at one place, each with its number among those of its parent, where several
/// parents hold several each: a paper's "pdf" is another list than the papers. Else all are one.
fn ordinals(group: &[usize], links: &[Link<'_>]) -> Vec<(usize, usize)> {
    let mut count: HashMap<NodeId, usize> = HashMap::new();
    let mut numbered = Vec::with_capacity(group.len());
    for &at in group {
        let Some(parent) = links[at].node.parent() else { continue };
        let ordinal = count.entry(parent.id).or_default();
        numbered.push((*ordinal, at));
        *ordinal += 1;
    }
    let several = count.values().filter(|count| **count > 1).count();
    if count.len() < FEWEST || several * 2 < count.len() {
        for (ordinal, _) in &mut numbered {
            *ordinal = 0;
        }
    }
    numbered
}

/// The smallest element that holds all of a group.
fn common_holder(group: &[usize], links: &[Link<'_>]) -> Option<NodeId> {
    let mut count: HashMap<NodeId, usize> = HashMap::new();
    for &at in group {
        for above in links[at].node.ancestors_it(Some(CLIMB)) {
            *count.entry(above.id).or_default() += 1;
        }
    }
    let first = links.get(*group.first()?)?;
    first
        .node
        .ancestors_it(Some(CLIMB))
        .map(|above| above.id)
        .find(|id| count.get(id) == Some(&group.len()))
}

fn words_in(group: &[usize], links: &[Link<'_>]) -> usize {
    group.iter().map(|&at| entry::line_of(&links[at].node).len().min(160)).sum()
}

/// Other links whose addresses have the shape of nearly all of a list's, as the card that stands
/// over it has.
fn featured<'l, 'n>(own: &[&'l Link<'n>], links: &'l [Link<'n>]) -> Vec<&'l Link<'n>> {
    let mut shapes: HashMap<String, usize> = HashMap::new();
    for link in own {
        *shapes.entry(frame::shape(&link.url).unwrap_or_default()).or_default() += 1;
    }
    let Some((shape, most)) = shapes.into_iter().max_by_key(|(_, count)| *count) else {
        return Vec::new();
    };
    // Pages right below a host are everything there is.
    if most * 5 < own.len() * 4 || !shape.contains('/') {
        return Vec::new();
    }
    let known: HashSet<&str> = own.iter().map(|link| link.url.as_str()).collect();
    let within = Within::of(own);
    // What stands in an entry of the list is another way to that entry ("PDF").
    let is_beside = |link: &&Link<'_>| {
        let mut above = link.node.ancestors_it(Some(CLIMB));
        above.find_map(|above| within.only.get(&above.id)).is_some_and(Option::is_none)
    };
    let by_words =
        own.iter().filter(|link| frame::names_an_article(&link.url)).count() * 2 > own.len();
    links
        .iter()
        .filter(|link| !known.contains(link.url.as_str()))
        .filter(|link| frame::shape(&link.url).as_deref() == Some(&*shape))
        .filter(|link| !by_words || frame::names_an_article(&link.url))
        .filter(is_beside)
        .collect()
}

/// How much speaks for a list of news, and not of whatever else a page links to.
fn evidence(found: &[Found], is_headed: bool) -> i32 {
    let items = || found.iter().map(|found| &found.item);
    let title = |item: &RawItem| item.title.clone().unwrap_or_default();
    let url = |item: &RawItem| item.url.clone().unwrap_or_default();
    let most =
        |is: &dyn Fn(&RawItem) -> bool| items().filter(|item| is(item)).count() * 2 >= found.len();
    let titles: HashSet<String> = items().map(title).collect();
    if titles.len() * 5 < found.len() * 4 {
        return 0;
    }
    let pictured = found.iter().filter(|found| found.has_picture).count() * 2 >= found.len();
    // A heading may be shorter than what stands by itself.
    let is_short = !most(&|item| width(&title(item)) >= 14);
    let narrow = if is_headed && !is_short { 0 } else { -2 };
    let told_of = found.iter().filter(|found| found.is_told_of).count() * 2 >= found.len();
    [
        (most(&|item| item.published.is_some()), 3, 0),
        (is_headed, 3, 0),
        (told_of, 2, 0),
        (pictured, 1, 0),
        (most(&|item| !item.summary.raw.is_empty()), 1, 0),
        (most(&|item| frame::names_an_article(&url(item))), 1, 0),
        (most(&|item| width(&title(item)) >= 30), 2, 0),
        (most(&|item| width(&title(item)) >= 18), 1, narrow),
        (most(&|item| address::is_list_page(&url(item), &title(item))), -3, 0),
        (most(&|item| title(item).chars().count() < TITLE_CHARS), -1, 0),
    ]
    .into_iter()
    .map(|(holds, then, otherwise)| if holds { then } else { otherwise })
    .sum()
}

fn titles(list: &List) -> HashSet<&str> {
    list.items.iter().filter_map(|item| item.title.as_deref()).collect()
}

/// Whether a link is in a heading, or holds one.
fn is_headed(link: &NodeRef<'_>) -> bool {
    const HEADINGS: [&str; 5] = ["h1", "h2", "h3", "h4", "h5"];
    let is_heading =
        |node: NodeRef<'_>| node.node_name().is_some_and(|name| HEADINGS.contains(&&*name));
    link.ancestors_it(Some(3)).any(is_heading) || entry::first(link, "h1, h2, h3, h4, h5").is_some()
}
