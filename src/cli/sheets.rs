//! Ideas with the items they stand on, for the commands that print or export them.

use super::Context;
use crate::export::ideas::Sheet;
use crate::library;
use crate::model::Idea;
use crate::store::Store;

/// Ideas with the items they stand on.
pub(super) fn sheets(
    store: &Store,
    ideas: Vec<Idea>,
    context: &Context,
) -> anyhow::Result<Vec<Sheet>> {
    let items = ideas.iter().flat_map(|idea| &idea.links).map(|link| link.item);
    let rows = library::rows_of(store, items, context.now)?;
    Ok(ideas
        .into_iter()
        .map(|idea| Sheet {
            items: idea.links.iter().filter_map(|link| rows.get(&link.item).cloned()).collect(),
            idea,
        })
        .collect())
}
