//! One entry of a list: the part of the page that belongs to its link, and what is read there.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeRef, Selection};

use crate::model::Moment;
use crate::sources::grammar::date::{self, Locale};
use crate::text::clean;
use crate::text::width::width;

use super::frame::{CLIMB, parts};
use super::words;

/// Shortest title, in characters: shorter ones are buttons.
pub(super) const TITLE_CHARS: usize = 8;

/// Elements looked at for a year above a date without one.
const YEAR_WITHIN: usize = 30;

/// What a piece of a link's text is, by the element it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hint {
    Heading,
    Title,
    Date,
    Label,
    Body,
    None,
}

/// A piece of a text that stands by itself.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    hint: Hint,
}

/// Elements within a line of text.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "strong", "sub", "sup", "u", "var", "wbr", "math",
];

const TITLES: [&str; 6] = ["title", "headline", "heading", "tit", "ttl", "hed"];
const DATES: [&str; 6] = ["date", "time", "published", "posted", "day", "timestamp"];
const LABELS: [&str; 23] = [
    "tag",
    "label",
    "badge",
    "category",
    "categories",
    "cate",
    "cat",
    "kicker",
    "eyebrow",
    "type",
    "ico",
    "icon",
    "num",
    "chip",
    "pill",
    "subject",
    "descriptor",
    "flag",
    "author",
    "byline",
    "new",
    "readtime",
    "duration",
];
const BODIES: [&str; 9] =
    ["desc", "description", "summary", "excerpt", "dek", "teaser", "abstract", "lead", "snippet"];

fn hint(node: &NodeRef<'_>, name: &str) -> Hint {
    if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
        return Hint::Heading;
    }
    if name == "time" {
        return Hint::Date;
    }
    let class = node.class().unwrap_or_default();
    // The words of a module's file name stand in all of its classes.
    let words: Vec<String> = class
        .split_whitespace()
        .flat_map(|name| parts(name.rsplit_once("__").map_or(name, |(_, last)| last)))
        .collect();
    let any = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    if any(&TITLES) {
        Hint::Title
    } else if any(&DATES) {
        Hint::Date
    } else if any(&LABELS) {
        Hint::Label
    } else if any(&BODIES) || name == "p" {
        Hint::Body
    } else {
        Hint::None
    }
}

/// The pieces of a node's text.
fn pieces(node: &NodeRef<'_>) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut text = String::new();
    gather(node, Hint::None, CLIMB, &mut text, &mut found);
    finish(&mut text, Hint::None, &mut found);
    found
}

fn gather(node: &NodeRef<'_>, of: Hint, depth: usize, text: &mut String, found: &mut Vec<Piece>) {
    let several = node.element_children().len() > 1;
    for child in node.children_it(false) {
        if child.is_text() {
            text.push_str(&child.text());
            continue;
        }
        let Some(name) = child.node_name().filter(|_| depth > 0) else { continue };
        if matches!(&*name, "script" | "style" | "svg" | "template" | "noscript") {
            continue;
        }
        if &*name == "br" {
            text.push(' ');
            continue;
        }
        let own = hint(&child, &name);
        let is_inline = INLINE.contains(&&*name)
            || (&*name == "span" && own == Hint::None && !several && child.class().is_none());
        if is_inline {
            gather(&child, of, depth - 1, text, found);
            continue;
        }
        finish(text, of, found);
        let inner = if own == Hint::None { of } else { own };
        gather(&child, inner, depth - 1, text, found);
        finish(text, inner, found);
    }
}

fn finish(text: &mut String, hint: Hint, found: &mut Vec<Piece>) {
    let line = clean::line(text, 500);
    text.clear();
    if !line.is_empty() {
        found.push(Piece { text: line, hint });
    }
}

/// The links of one list, looked at together: what several of them say is a label or a button.
pub(super) struct Titles {
    repeated: HashSet<String>,
}

impl Titles {
    /// For links, each with the address that it leads to.
    pub(super) fn of<'n>(links: impl Iterator<Item = (&'n NodeRef<'n>, &'n str)>) -> Titles {
        let mut said: HashMap<String, &str> = HashMap::new();
        let mut repeated = HashSet::new();
        for (link, url) in links {
            for piece in pieces(link) {
                if piece.hint == Hint::Heading {
                    continue;
                }
                match said.get(&piece.text) {
                    Some(other) if *other != url => {
                        repeated.insert(piece.text);
                    }
                    Some(_) => {}
                    None => {
                        said.insert(piece.text, url);
                    }
                }
            }
        }
        Titles { repeated }
    }

    /// What a link calls its page; nothing where it says no more than a button does.
    pub(super) fn of_link(&self, link: &NodeRef<'_>) -> Option<String> {
        let all = pieces(link);
        let alone = all.len() == 1;
        let own: Vec<&Piece> = all
            .iter()
            .filter(|piece| alone || !matches!(piece.hint, Hint::Date | Hint::Label))
            .filter(|piece| alone || !self.repeated.contains(&piece.text))
            .filter(|piece| !words::is_no_title(&piece.text))
            .collect();
        // What stands in a heading is all of it the title, whatever elements it is made of.
        let with = |hint| {
            let of: Vec<&str> =
                own.iter().filter(|piece| piece.hint == hint).map(|piece| &*piece.text).collect();
            Some(of.join(" ")).filter(|text| !text.is_empty())
        };
        let in_heading = || {
            let above = link.ancestors_it(Some(2)).any(|above| {
                above.node_name().is_some_and(|name| hint(&above, &name) == Hint::Heading)
            });
            let words: Vec<&str> = own.iter().map(|piece| &*piece.text).collect();
            Some(words.join(" ")).filter(|text| above && !text.is_empty())
        };
        let long =
            |piece: &&&Piece| piece.text.chars().count() >= TITLE_CHARS || width(&piece.text) > 10;
        let by_place = || match own.as_slice() {
            // A short piece before a long one is a label, unless the long one tells more of it.
            [first, second, ..]
                if width(&first.text) < 22
                    && first.text.split_whitespace().count() <= 2
                    && second.hint != Hint::Body
                    && width(&second.text) * 5 > width(&first.text) * 8 =>
            {
                Some(second.text.clone())
            }
            _ => own.iter().find(long).or_else(|| own.first()).map(|piece| piece.text.clone()),
        };
        let chosen = with(Hint::Heading)
            .or_else(in_heading)
            .or_else(|| with(Hint::Title))
            .or_else(by_place)?;
        Titles::checked(&chosen)
    }

    fn checked(text: &str) -> Option<String> {
        let title = words::without_extras(text);
        Some(title.to_owned()).filter(|title| !title.is_empty() && !words::is_no_title(title))
    }

    /// What an entry calls its page beside its link: a heading, what is marked as a title, what the
    /// link says when it is pointed at, the words of its picture.
    pub(super) fn of_block(block: &[NodeRef<'_>], link: &NodeRef<'_>) -> Option<String> {
        let headed = block.iter().find_map(|node| {
            let found = heading_in(node)?;
            // Labels within it ("Title:") are no part of it.
            let all = pieces(&found);
            let own = all.iter().find(|piece| {
                (all.len() == 1 || piece.hint != Hint::Label)
                    && !piece.text.ends_with(':')
                    && !words::is_no_title(&piece.text)
            });
            Titles::checked(&own?.text)
        });
        let said = || {
            ["title", "aria-label"]
                .iter()
                .find_map(|name| Titles::checked(&clean::line(&link.attr(name)?, 500)))
        };
        let shown = || {
            let image = Selection::from(*link).select("img[alt]");
            Titles::checked(&clean::line(&image.attr("alt")?, 500))
        };
        headed
            .or_else(|| said().filter(|said| said.chars().count() >= TITLE_CHARS))
            .or_else(|| shown().filter(|said| said.chars().count() >= TITLE_CHARS))
    }
}

/// The heading of a part of the page.
pub(super) fn heading_in<'n>(within: &NodeRef<'n>) -> Option<NodeRef<'n>> {
    let own = within
        .node_name()
        .is_some_and(|name| matches!(hint(within, &name), Hint::Heading | Hint::Title));
    if own && !line_of(within).is_empty() {
        return Some(*within);
    }
    first(within, "h1, h2, h3, h4, h5, h6, [class*=title], [class*=headline]")
        .filter(|node| !line_of(node).is_empty())
}

/// The first element within a part of the page that a selector fits.
pub(super) fn first<'n>(within: &NodeRef<'n>, selector: &str) -> Option<NodeRef<'n>> {
    Selection::from(*within).select_single(selector).nodes().first().copied()
}

/// An element's text in one line.
pub(super) fn line_of(node: &NodeRef<'_>) -> String {
    clean::line(&node.text(), 500)
}

/// The longest paragraph of an entry that is not its title.
pub(super) fn summary_of(block: &[NodeRef<'_>], title: &str) -> String {
    let texts = block.iter().flat_map(|node| {
        let own = node.node_name().is_some_and(|name| &*name == "p").then(|| line_of(node));
        let inner =
            Selection::from(*node).select("p, [class*=summary], [class*=excerpt], [class*=desc]");
        own.into_iter().chain(inner.nodes().iter().map(line_of).collect::<Vec<_>>())
    });
    texts
        .filter(|text| !text.contains(title) && text.chars().count() > 20)
        .max_by_key(String::len)
        .unwrap_or_default()
}

/// Who an entry says it is by.
pub(super) fn authors_of(block: &[NodeRef<'_>]) -> Vec<String> {
    const BY: &str = "[class*=author], [class*=byline], [rel=author], [itemprop=author]";
    let Some(node) = block.iter().find_map(|node| first(node, BY)) else { return Vec::new() };
    let links = Selection::from(node).select("a");
    if links.length() > 0 {
        return links.nodes().iter().map(line_of).filter(|name| !name.is_empty()).collect();
    }
    let text = line_of(&node);
    let text = text
        .split_once(':')
        .filter(|(label, _)| label.len() < 12)
        .map_or(&*text, |(_, names)| names);
    let text =
        text.trim().strip_prefix("by ").or_else(|| text.trim().strip_prefix("By ")).unwrap_or(text);
    text.split([',', ';'])
        .flat_map(|part| part.split(" and "))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty() && width(name) < 60)
        .collect()
}

/// Attributes that tell a date for machines.
const STAMPS: [&str; 2] = ["datetime", "data-date"];

/// When an entry was published: what says so for machines, else the first date in it, else the
/// one in its address.
pub(super) fn date_of_block(block: &[NodeRef<'_>], url: &str, locale: Locale) -> Option<Moment> {
    let stamped = block.iter().find_map(|node| {
        let is_stamped = node.node_name().is_some_and(|name| &*name == "time")
            || STAMPS.iter().any(|stamp| node.has_attr(stamp));
        let own = is_stamped.then_some(*node);
        date_of(&own.or_else(|| first(node, "time, [datetime], [data-date]"))?, locale)
    });
    let year = || year_near(block.first()?).or_else(|| year_of(url));
    let said = || {
        let texts = block.iter().flat_map(|node| {
            node.descendants_it().chain(std::iter::once(*node)).filter(NodeRef::is_text)
        });
        texts.map(|node| line_of(&node)).find_map(|text| words::date_in(&text, locale, year))
    };
    // A date whose parts stand in elements of their own: "12" over "Mar 2026".
    let in_parts = || {
        let dated = "[class*=date], [class*=Date], [class*=day], td, dd";
        block.iter().find_map(|node| {
            let found = first(node, dated)?;
            let texts: Vec<String> = found
                .descendants_it()
                .filter(NodeRef::is_text)
                .map(|node| line_of(&node))
                .collect();
            words::date_in(&clean::line(&texts.join(" "), 120), locale, year)
        })
    };
    stamped.or_else(said).or_else(in_parts).or_else(|| day_of_address(url))
}

/// The date that an element tells.
pub(super) fn date_of(node: &NodeRef<'_>, locale: Locale) -> Option<Moment> {
    let machine = STAMPS.iter().find_map(|stamp| date::parse_in(&node.attr(stamp)?, locale));
    machine.or_else(|| words::date_in(&line_of(node), locale, || year_near(node)))
}

/// The year that a heading above an element says.
fn year_near(node: &NodeRef<'_>) -> Option<i32> {
    let mut seen = 0;
    for above in std::iter::once(*node).chain(node.ancestors_it(Some(6))) {
        let mut before = above.prev_element_sibling();
        while let Some(sibling) = before {
            seen += 1;
            if seen > YEAR_WITHIN * 6 {
                return None;
            }
            let text = line_of(&sibling);
            if width(&text) <= 24
                && let Some(year) = year_in(&text)
            {
                return Some(year);
            }
            before = sibling.prev_element_sibling();
        }
    }
    None
}

/// The only number of four digits in a text, if it is a year.
fn year_in(text: &str) -> Option<i32> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let year = numbers.next().filter(|year| year.len() == 4)?.parse().ok()?;
    (numbers.next().is_none() && (1990..=2100).contains(&year)).then_some(year)
}

fn year_of(url: &str) -> Option<i32> {
    url.split('/').skip(3).find_map(|part| year_in(part).filter(|_| part.len() == 4))
}

/// `…/2026/03/05/…`.
fn day_of_address(url: &str) -> Option<Moment> {
    let parts: Vec<&str> = url.split('/').skip(3).collect();
    parts.windows(3).find_map(|part| {
        let [year, month, day] = part else { return None };
        let is_day = year.len() == 4
            && [month, day].iter().all(|part| (1..=2).contains(&part.len()))
            && part.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        is_day.then(|| date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))).flatten()
    })
}
