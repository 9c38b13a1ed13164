//! `jogan source profile`: sets of sources for one interest, switched on together.

use clap::Args;
use serde::Serialize;

use super::{Context, Outcome, output};
use crate::cli::failed::Failed;
use crate::config::nearest_of;
use crate::lang::say;
use crate::model::{Phrase, SourceId};
use crate::refresh::{SwitchedOn, on_of, switch_on};
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
    let title = |name: &str| say(context.lang, &format!("profile.{name}"), &[]).into_owned();
    let all = profiles::shipped();
    let Some(name) = &arguments.name else {
        let mut shapes = Vec::new();
        for profile in &all {
            shapes.push(ProfileJson {
                name: &profile.name,
                title: title(&profile.name),
                on: on_of(&store, profile)?,
                sources: &profile.sources,
            });
        }
        if arguments.json {
            output::print_json(&shapes)?;
        } else {
            let line = |one: ProfileJson<'_>| {
                let on = say(context.lang, "profile.line", &[&one.on, &one.sources.len()]);
                format!("{} {} {on}\n", width::pad(one.name, 18), width::pad(&one.title, 18))
            };
            output::print(&shapes.into_iter().map(line).collect::<String>())?;
        }
        return Ok(Outcome::Done);
    };
    let profile = all.iter().find(|profile| profile.name == *name).ok_or_else(|| {
        let names: Vec<String> = all.iter().map(|profile| format!("`{}`", profile.name)).collect();
        let known = names.join(", ");
        Failed::of(nearest_of(Phrase::new("profile.none", &[&format!("`{name}`"), &known])))
    })?;
    let SwitchedOn { now, before } = switch_on(&mut store, profile)?;
    let facts: [&dyn std::fmt::Display; 3] = [&title(name), &now, &before];
    let mut said = say(context.lang, "profile.done", &facts).into_owned() + "\n";
    if arguments.only {
        let mut others = source_list::shipped();
        others.retain(|other| {
            !profile.sources.contains(&other.id)
                && store.source(&other.id).is_ok_and(|other| other.enabled)
        });
        for other in &others {
            store.enable_source(&other.id, false)?;
        }
        said += &format!("{}\n", say(context.lang, "profile.only", &[&others.len()]));
    }
    output::print(&said)?;
    Ok(Outcome::Done)
}
