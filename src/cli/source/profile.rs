//! `jogan source profile`: sets of sources for one interest, switched on together.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::anyhow;
use clap::Args;
use serde::Serialize;

use super::{Context, Outcome, output};
use crate::config::with_nearest;
use crate::lang::say;
use crate::model::{Source, SourceId};
use crate::sources::files::{profiles, source_list};
use crate::text::width;

/// Switch on a set of sources: AI research, finance and AI, Korean industry
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The set [default: list all of them]
    name: Option<String>,
    /// Switch all other sources of the shipped list off
    #[arg(long, requires = "name")]
    only: bool,
    /// One JSON document
    #[arg(long, conflicts_with = "name")]
    json: bool,
}

#[derive(Debug, Serialize)]
struct ProfileJson<'a> {
    name: &'a str,
    title: String,
    on: usize,
    sources: &'a [SourceId],
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let mut store = context.store()?;
    let known: BTreeMap<SourceId, bool> =
        store.sources()?.into_iter().map(|source| (source.id, source.enabled)).collect();
    let is_on = |id: &&SourceId| known.get(*id) == Some(&true);
    let title = |name: &str| say(context.lang, &format!("profile.{name}"), &[]).into_owned();
    let all = profiles::shipped();
    let Some(name) = &arguments.name else {
        let shapes = all.iter().map(|profile| ProfileJson {
            name: &profile.name,
            title: title(&profile.name),
            on: profile.sources.iter().filter(is_on).count(),
            sources: &profile.sources,
        });
        if arguments.json {
            output::print_json(&shapes.collect::<Vec<_>>())?;
        } else {
            let line = |one: ProfileJson<'_>| {
                let on = say(context.lang, "profile.line", &[&one.on, &one.sources.len()]);
                format!("{} {} {on}\n", width::pad(one.name, 18), width::pad(&one.title, 18))
            };
            output::print(&shapes.map(line).collect::<String>())?;
        }
        return Ok(Outcome::Done);
    };
    let profile = all.iter().find(|profile| profile.name == *name).ok_or_else(|| {
        let names: Vec<String> = all.iter().map(|profile| format!("`{}`", profile.name)).collect();
        let facts: [&dyn std::fmt::Display; 2] = [&format!("`{name}`"), &names.join(", ")];
        anyhow!(with_nearest(&say(context.lang, "profile.none", &facts)))
    })?;
    let wanted: BTreeSet<&SourceId> = profile.sources.iter().collect();
    let before = wanted.iter().copied().filter(is_on).count();
    let shipped = source_list::shipped();
    // What was removed, or came with a later version, comes back with the set that names it.
    let absent = shipped
        .iter()
        .filter(|source| wanted.contains(&source.id) && !known.contains_key(&source.id));
    let absent: Vec<Source> =
        absent.map(|source| Source { enabled: true, ..source.clone() }).collect();
    store.put_sources(&absent)?;
    for id in &wanted {
        store.enable_source(id, true)?;
    }
    let facts: [&dyn std::fmt::Display; 3] = [&title(name), &(wanted.len() - before), &before];
    let mut said = say(context.lang, "profile.done", &facts).into_owned() + "\n";
    if arguments.only {
        let others = shipped.iter().map(|source| &source.id).filter(|id| !wanted.contains(id));
        let others: Vec<&SourceId> = others.filter(is_on).collect();
        for id in &others {
            store.enable_source(id, false)?;
        }
        said += &format!("{}\n", say(context.lang, "profile.only", &[&others.len()]));
    }
    output::print(&said)?;
    Ok(Outcome::Done)
}
