//! Ideas with the items they stand on, for the commands that print or export them.

use std::collections::HashMap;

use super::Context;
use crate::export::ideas::Sheet;
use crate::model::{Idea, ItemId, Query};
use crate::store::Store;

/// Ideas with the items they stand on.
pub(super) fn sheets(
    store: &Store,
    ideas: Vec<Idea>,
    context: &Context,
) -> anyhow::Result<Vec<Sheet>> {
    let mut ids: Vec<ItemId> =
        ideas.iter().flat_map(|idea| &idea.links).map(|link| link.item).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut rows = HashMap::new();
    for part in ids.chunks(500) {
        let query = Query { ids: part.to_vec(), ..Query::default() };
        rows.extend(store.rows(&query, context.now)?.into_iter().map(|row| (row.id, row)));
    }
    Ok(ideas
        .into_iter()
        .map(|idea| Sheet {
            items: idea.links.iter().filter_map(|link| rows.get(&link.item).cloned()).collect(),
            idea,
        })
        .collect())
}
