//! `jogan source`: the places that are followed.

mod add;
mod edit;
mod health;
mod preview;
mod profile;

use anyhow::bail;
use clap::{Args, Subcommand};

use super::{Context, Outcome, network, output, servers};
use crate::cli::failed::{Failed, failed};
use crate::config::nearest_of;
use crate::lang::say;
use crate::model::account::{ACCOUNT, Protocol, STREAM};
use crate::model::{Phrase, Source, SourceId};
use crate::sources::{self, Kind};
use crate::sync;
use crate::text::width;

/// The places that are followed: list, add, edit, remove, enable, disable, health, preview, profile
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List all sources
    List {
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    Add(add::Arguments),
    Edit(edit::Arguments),
    /// Remove sources; what is starred or noted of them stays
    Remove(Remove),
    /// Have sources visited again
    Enable(Enable),
    /// Have sources visited no more; what they brought stays
    Disable(Names),
    Health(health::Arguments),
    Preview(preview::Arguments),
    Profile(profile::Arguments),
}

#[derive(Debug, Args)]
struct Names {
    /// Short names, as `jogan source list` prints them
    #[arg(required = true, value_name = "SOURCE")]
    names: Vec<String>,
}

#[derive(Debug, Args)]
struct Remove {
    #[command(flatten)]
    names: Names,
    /// Have the server that carries them follow them no longer, too
    #[arg(long)]
    on_server: bool,
}

#[derive(Debug, Args)]
struct Enable {
    #[command(flatten)]
    names: Names,
    /// Let them be asked within your own network, wherever their names lead at the next visit
    #[arg(long)]
    private: bool,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    match &arguments.what {
        What::List { json } => list(*json, context),
        What::Add(arguments) => add::run(arguments, context),
        What::Edit(arguments) => edit::run(arguments, context),
        What::Remove(arguments) => remove(arguments, context),
        What::Enable(Enable { names, private }) => for_each(names, context, |store, id| {
            if *private {
                store.keep_network(id, None)?;
            }
            store.enable_source(id, true)
        }),
        What::Disable(names) => {
            for_each(names, context, |store, id| store.enable_source(id, false))
        }
        What::Health(arguments) => health::run(arguments, context),
        What::Preview(arguments) => preview::run(arguments, context),
        What::Profile(arguments) => profile::run(arguments, context),
    }
}

/// Removes sources, on their servers too where that is wished: there first, so that a source which
/// could not be removed there is still known here.
fn remove(arguments: &Remove, context: &Context) -> anyhow::Result<Outcome> {
    let mut left = Vec::new();
    {
        let store = context.reading()?;
        for name in &arguments.names.names {
            let source = store.source(&SourceId(name.clone()))?;
            let carried = source.options.get(ACCOUNT).zip(source.options.get(STREAM));
            left.extend(
                carried.map(|(account, stream)| (name.clone(), account.clone(), stream.clone())),
            );
        }
    }
    for (name, account, stream) in &left {
        if !arguments.on_server {
            let said = say(context.lang, "account.carried_there", &[name, account]);
            output::complain(&said);
            continue;
        }
        let account = servers::named(context, account)?;
        if account.kind == Protocol::Fever {
            bail!(failed("account.fever_feeds", &[&account.name, name]));
        }
        let fetcher = servers::fetcher(context)?;
        let done = sync::unsubscribe(&fetcher, &context.data_dir, account, stream, context.now);
        network::wait(done)?.map_err(|failure| Failed::of(failure.phrase(&account.name)))?;
    }
    for_each(&arguments.names, context, super::super::store::Store::remove_source)
}

/// The kind of that name.
fn kind(name: &str) -> anyhow::Result<&'static dyn Kind> {
    sources::kind(name).ok_or_else(|| {
        let known: Vec<String> =
            sources::KINDS.iter().map(|kind| format!("`{}`", kind.name())).collect();
        let unknown = Phrase::new("failed.program.unknown_kind", &[&name, &known.join(", ")]);
        Failed::of(nearest_of(unknown)).into()
    })
}

/// An option as it is written, `KEY=VALUE`.
fn option(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

/// Whether somebody who types this means a file.
fn is_path(typed: &str) -> bool {
    typed.starts_with(['/', '.', '~'])
}

fn for_each(
    names: &Names,
    context: &Context,
    act: impl Fn(&mut crate::store::Store, &SourceId) -> Result<(), crate::store::StoreError>,
) -> anyhow::Result<Outcome> {
    let mut store = context.store()?;
    // All names are looked up first: a mistyped one changes nothing.
    for name in &names.names {
        store.source(&SourceId(name.clone()))?;
    }
    for name in &names.names {
        act(&mut store, &SourceId(name.clone()))?;
    }
    Ok(Outcome::Done)
}

fn list(json: bool, context: &Context) -> anyhow::Result<Outcome> {
    let sources = context.reading()?.sources()?;
    let sources: Vec<Source> = sources.iter().map(Source::without_secrets).collect();
    if json {
        output::print_json(&sources)?;
        return Ok(Outcome::Done);
    }
    let lines: String = sources.iter().map(|source| line(source, context)).collect();
    output::print(&lines)?;
    Ok(Outcome::Done)
}

fn line(source: &Source, context: &Context) -> String {
    let pane = source.pane.map(|pane| say(context.lang, &format!("pane.{}", pane.name()), &[]));
    format!(
        "{} {} {} {} {}  {}\n",
        if source.enabled { "✓" } else { "·" },
        width::pad(&source.id.0, 28),
        width::pad(&source.kind, 10),
        width::pad(pane.as_deref().unwrap_or("-"), 10),
        width::pad(&source.name, 30),
        output::styled(output::Look::Dim, &source.address),
    )
}
