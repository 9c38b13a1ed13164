//! `jogan reindex`: every item judged again.

use super::bar::Bar;
use super::{Context, Outcome, output};
use crate::lang;

pub(super) fn run(context: &Context) -> anyhow::Result<Outcome> {
    let mut newsroom = context.newsroom()?;
    let all = newsroom.store.count_all()?;
    let mut bar = Bar::of(Some(all as usize), context.lang);
    // All of it goes in at once: where it is broken off, nothing has changed.
    newsroom.tell(move |judged| bar.at(judged));
    let judged = newsroom.reindex()? as u64;
    drop(newsroom);
    output::print(&format!("{}\n", lang::count(context.lang, "trends.reindexed", judged, &[])))?;
    Ok(Outcome::Done)
}
