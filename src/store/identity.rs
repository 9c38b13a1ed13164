//! By what an item is known again, and whether anything about it changed.
//!
//! An identifier of the item's own decides. An address alone does not: a project links each of its
//! releases to one page, a status page all its notices, a shop all its goods to its front page. So
//! what has a known address and no known identifier is the same item only where title or date say
//! so (both, where it has an identifier that is new), and where no other entry of the same document
//! is that item.

use std::collections::HashSet;

use super::json::to_json;
use crate::model::{Moment, NewItem, Paper};
use crate::text::address;

/// By what an item may be known again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    /// The source's own identifier.
    pub(super) id: Option<i64>,
    /// Its page.
    pub(super) page: Option<Page>,
    /// Title and date, where there is neither identifier nor address.
    pub(super) bare: Option<i64>,
}

/// The keys of an address: several items may have it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) address: i64,
    /// With title and date.
    pub(super) exact: i64,
    /// With the title.
    pub(super) titled: i64,
    /// With the date, if there is one.
    pub(super) dated: Option<i64>,
}

impl Page {
    fn of(address: i64, title: &str, date: Option<i64>) -> Page {
        let bytes = address.to_le_bytes();
        let day = date.unwrap_or_default().to_le_bytes();
        let title = title.as_bytes();
        Page {
            address,
            exact: hash(&[b"entry", &bytes, title, &day]),
            titled: hash(&[b"titled", &bytes, title]),
            dated: date.map(|_| hash(&[b"dated", &bytes, &day])),
        }
    }
}

impl Keys {
    pub(super) fn of(item: &NewItem) -> Keys {
        let date = item.published.map(|published| published.timestamp());
        let page = item.url.as_deref().map(|url| Page::of(address_key(url), &item.title, date));
        let id = item.external_id.as_deref().map(id_key);
        let bare = (page.is_none() && id.is_none()).then(|| {
            hash(&[b"title", item.title.as_bytes(), &date.unwrap_or_default().to_le_bytes()])
        });
        Keys { id, page, bare }
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = i64> {
        let page = self
            .page
            .map(|page| [Some(page.address), Some(page.exact), Some(page.titled), page.dated]);
        [self.id, self.bare].into_iter().chain(page.into_iter().flatten()).flatten()
    }
}

/// What else stands in the document that an item came with.
#[derive(Debug, Default)]
pub(super) struct Document {
    ids: HashSet<i64>,
    exact: HashSet<i64>,
    titled: HashSet<i64>,
    /// Addresses that several entries have.
    shared: HashSet<i64>,
}

impl Document {
    pub(super) fn of<'a>(all: impl Iterator<Item = &'a Keys>) -> Document {
        let mut document = Document::default();
        let mut addresses = HashSet::new();
        for keys in all {
            document.ids.extend(keys.id);
            if let Some(page) = keys.page {
                let is_new = document.exact.insert(page.exact);
                document.titled.insert(page.titled);
                if !addresses.insert(page.address) && is_new {
                    document.shared.insert(page.address);
                }
            }
        }
        document
    }
}

/// An item that is here already, as far as it matters for whether another is the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'a> {
    pub(super) external_id: Option<&'a str>,
    pub(super) title: &'a str,
    pub(super) published: Moment,
    /// Whether another entry of the document was found to be it.
    pub(super) is_taken: bool,
}

/// Whether an item whose identifier is not known is the one that has its address.
pub(super) fn is_same(
    item: &NewItem,
    keys: &Keys,
    candidate: Candidate<'_>,
    document: &Document,
    now: Moment,
) -> bool {
    let Some(page) = keys.page else { return false };
    let same_title = item.title == candidate.title;
    // A date ahead of the clock was not kept as it is.
    let date = item.published.filter(|published| *published <= now);
    let same_date = date.is_some_and(|date| date.timestamp() == candidate.published.timestamp());
    let is_exact = same_title && (same_date || date.is_none());
    let its_id = candidate.external_id.map(id_key);
    if keys.id.is_some() {
        // An identifier that was used again tells the item that has it now, too.
        let is_others = |id: i64| keys.id != Some(id) && document.ids.contains(&id);
        let is_told = candidate.is_taken || its_id.is_some_and(is_others);
        return is_exact && !is_told;
    }
    if is_exact {
        return true;
    }
    let its_date = Some(candidate.published.timestamp());
    let its = Page::of(page.address, candidate.title, its_date);
    let is_told = candidate.is_taken
        || its_id.is_some_and(|id| document.ids.contains(&id))
        || its.exact != page.exact && document.exact.contains(&its.exact)
        || !same_title && document.titled.contains(&its.titled);
    let is_alone = !document.shared.contains(&page.address);
    !is_told && (same_title || is_alone && (same_date || date.is_none()))
}

/// What is here under an identifier, as far as it matters for whether that was used again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holder<'a> {
    pub(super) title: &'a str,
    pub(super) url: Option<&'a str>,
    pub(super) published: Moment,
}

/// Whether an identifier that is known was given to another item: title, page and date all say so.
/// A page that only moved, a title that was corrected and a date that goes with every change do not.
pub(super) fn is_used_again(item: &NewItem, holder: Holder<'_>) -> bool {
    let same_date = item.published.is_some_and(|at| at.timestamp() == holder.published.timestamp());
    let (Some(url), Some(its_url)) = (item.url.as_deref(), holder.url) else { return false };
    !same_date && !is_alike(&item.title, holder.title) && !is_moved(url, its_url)
}

/// Whether two titles have half of the words of the shorter one in common.
fn is_alike(one: &str, other: &str) -> bool {
    let words = |title: &str| -> HashSet<String> {
        let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    2 * one.intersection(&other).count() >= one.len().min(other.len())
}

/// Whether two addresses may be of one page that moved: to another host, another folder, or behind
/// other parameters of who counts its readers.
fn is_moved(one: &str, other: &str) -> bool {
    let (one, other) = (address::canonical(one), address::canonical(other));
    let last = |address: &str| {
        let path = address.split_once("://").map_or(address, |(_, rest)| rest);
        let path = path.split_once('/').map_or("", |(_, path)| path);
        path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
    };
    one == other || last(&one) == last(&other)
}

/// The key of an address, however it is spelled.
pub(super) fn address_key(url: &str) -> i64 {
    hash(&[b"address", address::canonical(url).as_bytes()])
}

fn id_key(id: &str) -> i64 {
    hash(&[b"id", id.as_bytes()])
}
/// A hash of all that a source gave of an item, votes and comments aside.
pub(super) fn fingerprint(item: &NewItem) -> i64 {
    let date = item.published.map(|published| published.timestamp()).unwrap_or_default();
    let mut parts: Vec<&[u8]> = vec![
        item.title.as_bytes(),
        item.url.as_deref().unwrap_or_default().as_bytes(),
        item.summary.as_bytes(),
        item.content.as_bytes(),
        item.discussion.as_deref().unwrap_or_default().as_bytes(),
    ];
    parts.extend(item.authors.iter().map(String::as_bytes));
    parts.extend(item.categories.iter().map(String::as_bytes));
    let (date, paper) = (date.to_le_bytes(), paper_json(&item.paper));
    parts.push(&date);
    parts.push(paper.as_bytes());
    hash(&parts)
}

/// FNV-1a over 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv), each part closed by a byte that
/// no UTF-8 text holds. It must stay the same for ever, which the standard library's hasher does
/// not promise.
fn hash(parts: &[&[u8]]) -> i64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash.cast_signed()
}

/// Scholarly facts as they are stored: nothing where there are none.
pub(super) fn paper_json(paper: &Paper) -> String {
    if paper.is_empty() { String::new() } else { to_json(paper) }
}
