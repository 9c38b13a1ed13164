//! Rows of lists, with and without words that they must hold.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::{ItemId, Moment, Query, Row, Sort, StoryId};
use crate::store::{Store, StoreError};

/// Found items that are counted.
pub const MOST_FOUND: usize = 2_000;

/// Reports of a story that stand beside one of them.
const REPORTS: usize = 20;

/// The rows of a list in its order, whether or not words are looked for in it.
///
/// # Errors
/// Where the store cannot be read; [`StoreError::NoWords`] where nothing in the words can be looked for.
pub fn rows(
    store: &Store,
    query: &Query,
    words: Option<&str>,
    now: Moment,
) -> Result<Vec<Row>, StoreError> {
    let Some(words) = words else { return store.rows(query, now) };
    let found = found(store, query, words, now)?.into_iter().skip(query.offset);
    Ok(found.take(query.limit.unwrap_or(MOST_FOUND)).collect())
}

/// The rows of a list that hold words, if any are given, in the list's own order.
///
/// # Errors
/// As [`rows`].
pub fn listed(
    store: &Store,
    query: &Query,
    words: &str,
    now: Moment,
) -> Result<Vec<Row>, StoreError> {
    if words.is_empty() { store.rows(query, now) } else { store.rows_with(words, query, now) }
}

/// How many rows there are.
///
/// # Errors
/// As [`rows`].
pub fn length(
    store: &Store,
    query: &Query,
    words: Option<&str>,
    now: Moment,
) -> Result<usize, StoreError> {
    Ok(match words {
        Some(words) => found(store, query, words, now)?.len(),
        None => store.length(query)? as usize,
    })
}

/// The items of a list that are not read.
///
/// # Errors
/// As [`rows`].
pub fn unread(
    store: &Store,
    query: &Query,
    words: Option<&str>,
    now: Moment,
) -> Result<Vec<ItemId>, StoreError> {
    let Some(words) = words else { return store.unread(query) };
    let found = found(store, query, words, now)?.into_iter();
    Ok(found.filter(|row| !row.read).map(|row| row.id).collect())
}

/// The first reports of a story.
///
/// # Errors
/// Where the store cannot be read.
pub fn story(store: &Store, story: StoryId, now: Moment) -> Result<Vec<Row>, StoreError> {
    let query = Query { story: Some(story), limit: Some(REPORTS), ..Query::default() };
    store.rows(&query, now)
}

/// All reports of a story, the newest first.
///
/// # Errors
/// Where the store cannot be read.
pub fn reports(store: &Store, story: StoryId, now: Moment) -> Result<Vec<Row>, StoreError> {
    let query = Query { story: Some(story), sort: Sort::New, ..Query::default() };
    store.rows(&query, now)
}

/// The rows of items by their numbers, as far as there are such items.
///
/// # Errors
/// Where the store cannot be read.
pub fn rows_of(
    store: &Store,
    items: impl IntoIterator<Item = ItemId>,
    now: Moment,
) -> Result<HashMap<ItemId, Row>, StoreError> {
    /// Numbers that are asked for at once.
    const PART: usize = 500;
    let ids: Vec<ItemId> = items.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let mut rows = HashMap::with_capacity(ids.len());
    for part in ids.chunks(PART) {
        let query = Query { ids: part.to_vec(), ..Query::default() };
        rows.extend(store.rows(&query, now)?.into_iter().map(|row| (row.id, row)));
    }
    Ok(rows)
}

/// What is found for words among what a query lets through, the likest first; at most so many items,
/// all of them for 0.
///
/// # Errors
/// As [`rows`].
pub fn search(
    store: &Store,
    query: &Query,
    words: &str,
    limit: usize,
    now: Moment,
) -> Result<Vec<Row>, StoreError> {
    if words.is_empty() {
        let query = Query { limit: (limit > 0).then_some(limit), ..query.clone() };
        return store.rows(&query, now);
    }
    // What must hold of an item is asked of what the words find, so the bound comes after it.
    let most = if *query == Query::default() { limit } else { 0 };
    let mut rows = store.search_among(words, query, most, now)?;
    if limit > 0 {
        rows.truncate(limit);
    }
    Ok(rows)
}

/// All that is found in a list, in its order, up to a bound.
fn found(store: &Store, list: &Query, words: &str, now: Moment) -> Result<Vec<Row>, StoreError> {
    let plain = Query { heads: false, offset: 0, limit: Some(MOST_FOUND), ..list.clone() };
    let mut rows = store.rows_with(words, &plain, now)?;
    if list.heads {
        // Any report of a story may hold the words; the first one stands for it.
        let mut seen = HashSet::new();
        rows.retain(|row| seen.insert(row.story));
    }
    Ok(rows)
}
