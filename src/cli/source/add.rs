//! `jogan source add`: a new place to follow.

use std::io::{BufRead as _, IsTerminal as _, Read as _};

use anyhow::bail;
use clap::Args;

use super::{Context, Outcome, network, output, servers};
use crate::app::question::offered;
use crate::cli::failed::{Failed, OrSay as _, failed};
use crate::config::nearest_of;
use crate::fetch::{Fetcher, Policy};
use crate::lang::say;
use crate::model::account::Protocol;
use crate::model::candidate::{Choice, choice};
use crate::model::{Candidate, Certainty, Pane, Source, SourceId, Tier};
use crate::refresh::{Failure, Findings, find, named};
use crate::sources::{self, Names, ReadError, adding};
use crate::sync;
use crate::text::{address, clean};

/// Follow a new source
///
/// A category or list of arXiv, an ISSN, a journal's page, a channel, releases of a repository,
/// communities, letters and weblogs are known by what is typed; any other address is looked at.
/// Where more than one thing could be meant, a terminal is asked.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Its address, or what it is known by: cs.LG, an ISSN, a DOI prefix, r/NAME, @NAME@HOST, a query
    address: String,
    /// Which kind reads it [default: found out by what was typed, and by a look at the address]
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Where several could be meant, take the first without asking
    #[arg(long, short)]
    yes: bool,
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
    /// Have this account's server follow it, from where it comes then
    #[arg(long, value_name = "NAME", conflicts_with_all = ["kind", "id", "pane", "interval", "full_text", "options"])]
    account: Option<String>,
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

/// Has a server follow an address.
fn there(account: &str, arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let account = servers::named(context, account)?;
    let url = sources::address(&arguments.address, &sources::feed::Feed);
    let Some(url) = address::parse(&url, None) else {
        bail!(failed("account.not_followed_there", &[&account.name, &url]));
    };
    if account.kind == Protocol::Fever {
        bail!(failed("account.fever_feeds", &[&account.name, &url]));
    }
    let fetcher = servers::fetcher(context)?;
    let title = arguments.name.as_deref().map(|name| clean::line(name, sources::NAME_CHARS));
    let title = title.as_deref();
    let asked = sync::subscribe(&fetcher, &context.data_dir, account, &url, title, context.now);
    let found =
        network::wait(asked)?.map_err(|failure| Failed::of(failure.phrase(&account.name)))?;
    let Some(found) = found else {
        bail!(failed("account.not_followed_there", &[&account.name, &url]));
    };
    // What the reader removed here once is wanted again.
    let mut store = context.store()?;
    store.forget_remote_feeds(&account.name, &[found.stream])?;
    let said = say(context.lang, "account.followed_there", &[&url, &account.name]);
    output::print(&format!("{said}\n"))?;
    Ok(Outcome::Done)
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    if let Some(account) = &arguments.account {
        return there(account, arguments, context);
    }
    let Some(Chosen { candidate, beside }) = chosen(arguments, context)? else {
        return Ok(Outcome::Done);
    };
    let mut store = context.store()?;
    let known = store.sources()?;
    let key =
        if candidate.without_secrets { "source.added_without_secrets" } else { "source.added" };
    let mut source = Source {
        pane: arguments.pane,
        tier: arguments.tier,
        interval_minutes: arguments.interval,
        full_text: arguments.full_text,
        ..named(candidate)
    };
    let kind = super::kind(&source.kind)?;
    if let Some(name) = &arguments.name {
        source.name = clean::line(name, sources::NAME_CHARS);
    }
    let mut names = Names::of(&known);
    source.id = match &arguments.id {
        Some(id) if names.is_taken(id) => {
            bail!(failed("failed.program.id_taken", &[id]))
        }
        Some(id) => SourceId(sources::slug(id)),
        None => names.for_address(&source.name, &source.address),
    };
    if let Some(same) = known.iter().find(|known| known.asks() == source.asks()) {
        let Source { id, address, name, enabled, .. } = same;
        anyhow::ensure!(
            !enabled,
            say(context.lang, "source.followed", &[id, address]).into_owned()
        );
        // It stands in the list and was off.
        store.enable_source(id, true)?;
        output::print(&format!("{}\n", say(context.lang, "source.added", &[id, name])))?;
        return Ok(Outcome::Done);
    }
    // Asked now, so that a source which can never be visited is refused at once.
    sources::request(kind, &source, context.now)
        .map_err(|error| Failed::of(nearest_of(error.phrase())))?;
    // What a name leads to is seen at the first visit.
    let network = source.place().and_then(address::network);
    store.put_sources_on(std::slice::from_ref(&source), network)?;
    output::print(&format!(
        "{}\n",
        say(context.lang, key, &[&source.id, &source.name, &source.address])
    ))?;
    if !beside.is_empty() {
        let others: Vec<String> = beside.iter().map(|one| offered(context.lang, one)).collect();
        output::complain(&say(context.lang, "adding.beside", &[&others.join("; ")]));
    }
    Ok(Outcome::Done)
}

/// What is to be followed, and what stands beside it.
struct Chosen {
    candidate: Candidate,
    beside: Vec<Candidate>,
}

/// What is meant by what was typed; nothing where the user chose none.
fn chosen(arguments: &Arguments, context: &Context) -> anyhow::Result<Option<Chosen>> {
    let with_options = |mut candidate: Candidate| {
        candidate.source.options.extend(arguments.options.iter().cloned());
        candidate
    };
    if let Some(kind) = &arguments.kind {
        let kind = super::kind(kind)?;
        let address = sources::address(&arguments.address, kind);
        let candidate = Candidate::new(kind.name(), address, "feed", Certainty::Certain);
        return Ok(Some(Chosen { candidate: with_options(candidate), beside: Vec::new() }));
    }
    let candidates = adding::candidates(&arguments.address).into_iter().map(with_options).collect();
    match choice(looked_at(candidates, context)?) {
        Choice::Take(candidate, beside) => Ok(Some(Chosen { candidate: *candidate, beside })),
        Choice::Ask(candidates) => ask(candidates, arguments, context),
        Choice::Nothing => {
            bail!(failed("adding.nothing", &[&arguments.address]))
        }
    }
}

/// The candidates with what a look at them shows; that nobody could look is said.
fn looked_at(candidates: Vec<Candidate>, context: &Context) -> anyhow::Result<Vec<Candidate>> {
    let unseen = |candidate: &&Candidate| candidate.certainty == Certainty::ToLookAt;
    let Some(first) = candidates.iter().find(unseen) else { return Ok(candidates) };
    let address = address::without_credentials(&first.source.address).into_owned();
    if context.offline {
        output::complain(&say(context.lang, "adding.offline", &[&address]));
        return Ok(candidates);
    }
    let fetcher = Fetcher::new(Policy::default());
    let Findings { candidates, unseen } = network::wait(find(&fetcher, candidates, context.now))?;
    match unseen {
        None => {}
        // It answered, and there is nothing to follow; or it can never be asked.
        Some(failure @ (Failure::Read(ReadError::Page { .. }) | Failure::Spec(_))) => {
            let why = nearest_of(failure.phrase()).say(context.lang);
            bail!(if why.contains(&address) { why } else { format!("{address}: {why}") });
        }
        Some(failure) => {
            let why = failure.phrase().say(context.lang);
            output::complain(&say(context.lang, "adding.unseen", &[&address, &why]));
        }
    }
    Ok(candidates)
}

/// Has the user choose; without a terminal the first is taken where that is wished.
fn ask(
    mut candidates: Vec<Candidate>,
    arguments: &Arguments,
    context: &Context,
) -> anyhow::Result<Option<Chosen>> {
    let of = |candidate| Ok(Some(Chosen { candidate, beside: Vec::new() }));
    if arguments.yes {
        return of(candidates.swap_remove(0));
    }
    let line = |(index, candidate): (usize, &Candidate)| {
        format!("{}. {}\n", index + 1, offered(context.lang, candidate))
    };
    output::print(&candidates.iter().enumerate().map(line).collect::<String>())?;
    let input = std::io::stdin();
    if !(input.is_terminal() && std::io::stderr().is_terminal()) {
        bail!(failed("adding.several", &[&arguments.address]));
    }
    output::complain(&say(context.lang, "adding.which", &[&candidates.len()]));
    let mut line = String::new();
    input.lock().take(1_000).read_line(&mut line).or_say("failed.program.answer", &[])?;
    match line.trim().parse::<usize>() {
        Ok(number) if (1..=candidates.len()).contains(&number) => {
            of(candidates.swap_remove(number - 1))
        }
        Ok(_) | Err(_) => Ok(None),
    }
}
