//! `jogan source add`: a new place to follow.

use std::collections::BTreeMap;

use anyhow::bail;
use clap::Args;

use super::{Context, Outcome, output};
use crate::lang::say;
use crate::model::{Pane, Source, SourceId, Tier};
use crate::sources;
use crate::text::{address, clean};

/// Follow a new source
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Its address, or what its kind asks by (an arXiv category, an ISSN, a query)
    address: String,
    /// Which kind reads it
    #[arg(long, default_value = "feed", value_name = "KIND")]
    kind: String,
    /// Its name for showing [default: its host]
    #[arg(long)]
    name: Option<String>,
    /// Its short name [default: made of its name]
    #[arg(long)]
    id: Option<String>,
    /// The pane all its items go to; the desk chooses for each item where absent
    #[arg(long, value_parser = pane)]
    pane: Option<Pane>,
    /// How near it is to events: primary, specialist, general or community
    #[arg(long, default_value = "general", value_parser = tier)]
    tier: Tier,
    /// Least minutes between two visits
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=525_600))]
    interval: Option<u32>,
    /// Fetch the article page of each new item
    #[arg(long)]
    full_text: bool,
    /// A further setting of its kind, KEY=VALUE; may be given again
    #[arg(long = "option", value_name = "KEY=VALUE", value_parser = option)]
    options: Vec<(String, String)>,
}

fn pane(text: &str) -> Result<Pane, String> {
    Pane::from_name(text).ok_or_else(|| "the panes are research, companies and trends".into())
}

fn tier(text: &str) -> Result<Tier, String> {
    Tier::from_name(text)
        .ok_or_else(|| "the tiers are primary, specialist, general and community".into())
}

fn option(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write KEY=VALUE")?;
    Ok((key.to_owned(), value.to_owned()))
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let Some(kind) = sources::kind(&arguments.kind) else {
        let known: Vec<&str> = sources::KINDS.iter().map(|kind| kind.name()).collect();
        bail!("there is no kind `{}`; the kinds are {}", arguments.kind, known.join(", "));
    };
    let mut store = context.store()?;
    let known = store.sources()?;
    let name = match &arguments.name {
        Some(name) => clean::line(name, 100),
        None => address::host(&arguments.address).map_or_else(
            || arguments.address.clone(),
            |host| host.trim_start_matches("www.").to_owned(),
        ),
    };
    let is_taken = |id: &str| known.iter().any(|source| source.id.0 == id);
    let id = match &arguments.id {
        Some(id) if is_taken(id) => bail!("there is a source `{id}` already; choose another --id"),
        Some(id) => sources::slug(id, |_| false),
        None => sources::slug(&name, is_taken),
    };
    if let Some(same) = known
        .iter()
        .find(|source| source.kind == arguments.kind && source.address == arguments.address)
    {
        bail!("`{}` follows {} already", same.id, same.address);
    }
    let source = Source {
        id: SourceId(id),
        name,
        kind: arguments.kind.clone(),
        address: arguments.address.clone(),
        options: arguments.options.iter().cloned().collect::<BTreeMap<_, _>>(),
        pane: arguments.pane,
        tier: arguments.tier,
        language: None,
        company: None,
        interval_minutes: arguments.interval,
        enabled: true,
        full_text: arguments.full_text,
    };
    // Asked now, so that a source which can never be visited is refused at once.
    kind.request(&source, context.now)?;
    store.put_source(&source)?;
    output::print(&format!(
        "{}\n",
        say(context.lang, "source.added", &[&source.id, &source.name])
    ))?;
    Ok(Outcome::Done)
}
