//! One to three sentences of an item's own text that say best what it is about, word for word.

use crate::model::NewItem;
use crate::text::{html, sentences::sentences};

/// The most characters of a text that are looked at.
const LOOKED_AT: usize = 24_000;

/// The sentences for an item, best first choice in reading order; none where it has no text.
pub fn gist(item: &NewItem, paper: bool) -> Vec<String> {
    let long = if item.content_is_html {
        html::plain(&item.content, LOOKED_AT)
    } else {
        item.content.chars().take(LOOKED_AT).collect()
    };
    let text = if paper || long.is_empty() { &item.summary } else { &long };
    sentences(text).into_iter().take(1).map(str::to_owned).collect()
}
