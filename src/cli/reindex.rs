//! `jogan reindex`: every item judged again.

use super::stopping::{Heeding, saying};
use super::{Context, Outcome, output};
use crate::lang;
use crate::newsroom::Newsroom;

pub(super) fn run(context: &Context) -> anyhow::Result<Outcome> {
    let _heeding = Heeding::begin(context.lang);
    let mut newsroom = context.newsroom()?;
    let all = newsroom.store.count_all()? as usize;
    let judged = context
        .judging(&mut newsroom, Some(all), Newsroom::reindex)
        .map_err(|error| saying(error, "stopped.reindex", &[]))? as u64;
    output::print(&format!("{}\n", lang::count(context.lang, "trends.reindexed", judged, &[])))?;
    Ok(Outcome::Done)
}
