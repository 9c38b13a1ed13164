//! By what an item is known again, and whether anything about it changed.

use super::json::to_json;
use crate::model::{NewItem, Paper};
use crate::text::address;

/// By what an item is known again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    /// The source's own id, else the address, else title and date.
    pub(super) first: i64,
    /// The address, where the source gives an id too.
    pub(super) second: Option<i64>,
}

impl Keys {
    pub(super) fn of(item: &NewItem) -> Keys {
        let address = item.url.as_deref().map(address_key);
        let named = item.external_id.as_deref().map(|id| hash(&[b"id", id.as_bytes()]));
        match (named, address) {
            (Some(first), second) => Keys { first, second },
            (None, Some(first)) => Keys { first, second: None },
            (None, None) => {
                let date = item.published.map(|published| published.timestamp());
                let first = hash(&[
                    b"title",
                    item.title.as_bytes(),
                    &date.unwrap_or_default().to_le_bytes(),
                ]);
                Keys { first, second: None }
            }
        }
    }
}

/// The key of an address, however it is spelled.
pub(super) fn address_key(url: &str) -> i64 {
    hash(&[b"address", address::canonical(url).as_bytes()])
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
