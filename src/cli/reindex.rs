//! `jogan reindex`: every item judged again.

use super::{Context, Outcome, output};
use crate::lang;

pub(super) fn run(context: &Context) -> anyhow::Result<Outcome> {
    let judged = context.newsroom()?.reindex()? as u64;
    output::print(&format!("{}\n", lang::count(context.lang, "trends.reindexed", judged, &[])))?;
    Ok(Outcome::Done)
}
