//! `jogan read`, `unread`, `unstar`: marks.

use clap::Args;

use super::{Context, Outcome};
use crate::library;
use crate::model::change::Face;
use crate::model::{ItemId, change};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Numbers of items, as `jogan list` prints them
    #[arg(required = true, value_name = "ID")]
    ids: Vec<i64>,
}

/// Which mark is set, and to what.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    Read(bool),
    /// Off the reading list.
    Unstarred,
}

pub(super) fn run(arguments: &Arguments, mark: Mark, context: &Context) -> anyhow::Result<Outcome> {
    let ids: Vec<ItemId> = arguments.ids.iter().copied().map(ItemId).collect();
    let mut store = context.store()?;
    let (mark, to) = match mark {
        Mark::Read(read) => (change::Mark::Read, read),
        Mark::Unstarred => (change::Mark::Star, false),
    };
    library::mark(&mut store, (mark, ids, to), Face::Shell, context.now)?;
    Ok(Outcome::Done)
}
