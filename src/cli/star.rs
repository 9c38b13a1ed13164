//! `jogan star` and `unstar`: the reading list.

use anyhow::bail;
use clap::Args;

use super::failed::failed;
use super::input::{progress, week};
use super::{Context, Outcome};
use crate::library;
use crate::model::change::{Change, Face, Mark, Standing, Way};
use crate::model::{ItemId, Listed, Progress, Week, listed};

/// Put items on the reading list, or change how they stand there
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Numbers of items, as `jogan list` prints them
    #[arg(required = true, value_name = "ID")]
    ids: Vec<i64>,
    /// How far the reading is: to-read, reading or done
    #[arg(long, value_parser = progress)]
    state: Option<Progress>,
    /// A tag they get
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// A tag they lose
    #[arg(long = "untag", value_name = "TAG")]
    untags: Vec<String>,
    /// The week in which to read them: this, next, 2026-W10, or none
    #[arg(long, value_name = "WEEK")]
    due: Option<String>,
    /// Put them before this item of the list
    #[arg(long, value_name = "ID", conflicts_with = "last")]
    before: Option<i64>,
    /// Put them last
    #[arg(long)]
    last: bool,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let ids: Vec<ItemId> = arguments.ids.iter().copied().map(ItemId).collect();
    let due = arguments.due.as_deref().map(|text| parse_due(text, context)).transpose()?;
    let mut store = context.store()?;
    // One that is put back stands as it stood, which is known once it is there.
    library::mark(&mut store, (Mark::Star, ids.clone(), true), Face::Shell, context.now)?;
    let mut changes = Vec::new();
    for id in &ids {
        let was = store.listed(*id)?.unwrap_or_default();
        let mut to = changed(was.clone(), arguments);
        to.due = due.unwrap_or(to.due);
        if to != was {
            changes.push(Standing { id: *id, was: Some(was), to: Some(to) });
        }
    }
    library::apply(&mut store, &Change::Listed(changes), (Face::Shell, Way::Did), context.now)?;
    if arguments.last || arguments.before.is_some() {
        library::place_before(&mut store, &ids, arguments.before.map(ItemId))?;
    }
    Ok(Outcome::Done)
}

fn changed(mut listed: Listed, arguments: &Arguments) -> Listed {
    listed.state = arguments.state.unwrap_or(listed.state);
    for tag in arguments.tags.iter().filter_map(|tag| listed::tag(tag)) {
        if !listed.tags.contains(&tag) {
            listed.tags.push(tag);
        }
    }
    let untags: Vec<String> = arguments.untags.iter().filter_map(|tag| listed::tag(tag)).collect();
    listed.tags.retain(|tag| !untags.contains(tag));
    listed
}

/// The week that a user names; `None` for no week.
fn parse_due(text: &str, context: &Context) -> anyhow::Result<Option<Week>> {
    if text == "none" {
        return Ok(None);
    }
    match week(text, context) {
        Some(week) => Ok(Some(week)),
        None => bail!(failed("failed.program.week_or_none", &[&text])),
    }
}
