//! `jogan source add`: a new place to follow.

use anyhow::{anyhow, bail};
use clap::Args;

use super::{Context, Outcome, output};
use crate::config::with_nearest;
use crate::lang::say;
use crate::model::{Pane, Source, SourceId, Tier};
use crate::sources;
use crate::text::clean;

/// Follow a new source
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Its address, or what its kind asks by (an arXiv category, an ISSN, a query)
    address: String,
    /// Which kind reads it
    #[arg(long, default_value = "feed", value_name = "KIND")]
    kind: String,
    /// Its name for showing [default: what it calls itself when it answers first]
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
    #[arg(long = "option", value_name = "KEY=VALUE", value_parser = super::option)]
    options: Vec<(String, String)>,
}

fn pane(text: &str) -> Result<Pane, String> {
    Pane::from_name(text).ok_or_else(|| "the panes are research, companies and trends".into())
}

fn tier(text: &str) -> Result<Tier, String> {
    Tier::from_name(text)
        .ok_or_else(|| "the tiers are primary, specialist, general and community".into())
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let kind = super::kind(&arguments.kind)?;
    let mut store = context.store()?;
    let known = store.sources()?;
    let mut source = Source {
        options: arguments.options.iter().cloned().collect(),
        pane: arguments.pane,
        tier: arguments.tier,
        interval_minutes: arguments.interval,
        full_text: arguments.full_text,
        ..Source::new(kind.name(), sources::address(&arguments.address, kind))
    }
    .with_credentials_apart();
    source.name = match &arguments.name {
        Some(name) => clean::line(name, sources::NAME_CHARS),
        None => sources::name_for(&source),
    };
    let is_taken = |id: &str| known.iter().any(|source| source.id.0 == id);
    source.id = SourceId(match &arguments.id {
        Some(id) if is_taken(id) => bail!("there is a source `{id}` already; choose another --id"),
        Some(id) => sources::slug(id, |_| false),
        None => sources::id_for(&source.name, &source.address, is_taken),
    });
    if let Some(same) = known.iter().find(|known| known.asks() == source.asks()) {
        let (id, address) = (&same.id, &same.address);
        bail!(say(context.lang, "source.followed", &[id, address]).into_owned());
    }
    // Asked now, so that a source which can never be visited is refused at once.
    sources::request(kind, &source, context.now)
        .map_err(|error| anyhow!(with_nearest(&error.told().say(context.lang))))?;
    store.put_source(&source)?;
    output::print(&format!(
        "{}\n",
        say(context.lang, "source.added", &[&source.id, &source.name])
    ))?;
    Ok(Outcome::Done)
}
