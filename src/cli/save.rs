//! `jogan save`: single pages, fetched, read and put on the reading list.

use anyhow::bail;
use clap::Args;

use super::failed::{OrSay as _, failed};
use super::{Context, Outcome, network, output};
use crate::fetch::{Fetcher, Policy};
use crate::lang::say;
use crate::newsroom::Newsroom;
use crate::refresh::{Saved, save};
use crate::store::Keeper;
use crate::text::address;

/// Put single pages on the reading list, with their text
///
/// A paper of arXiv, Crossref (by its DOI), PubMed, PMC, Semantic Scholar or OpenReview comes with its
/// record, asked for where your own sources of that kind ask; any other page by what it says of itself; a
/// PDF by its page, its metadata or its first page.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Addresses of pages, or what a paper is known by: an arXiv identifier, a DOI, PMC7, PMID:7
    #[arg(required = true, value_name = "URL")]
    addresses: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    if context.offline {
        bail!(failed("failed.program.save_offline", &[]));
    }
    let keeper = Keeper::start(context.newsroom()?).or_say("failed.program.thread", &[])?;
    let fetcher = Fetcher::new(Policy::default());
    network::wait(all(arguments, &keeper, &fetcher, context))?
}

async fn all(
    arguments: &Arguments,
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    context: &Context,
) -> anyhow::Result<Outcome> {
    let (mut kept, mut failed) = (0, Vec::new());
    for typed in &arguments.addresses {
        let address = &*address::without_credentials(typed);
        let saved = save(keeper, fetcher, typed, context.lang, context.now);
        match saved.await? {
            Ok(Saved { item, title, without_text }) => {
                kept += 1;
                let line = say(context.lang, "save.done", &[&item.0, &title]);
                output::print(&format!("{line}\n"))?;
                if let Some(why) = without_text {
                    let why = why.phrase().say(context.lang);
                    output::complain(&say(context.lang, "save.without_text", &[&address, &why]));
                }
            }
            Err(failure) => {
                let why = failure.phrase().say(context.lang);
                let names_it = why.contains(address);
                failed.push(if names_it { why } else { format!("{address}: {why}") });
            }
        }
    }
    let last = if kept == 0 { failed.pop() } else { None };
    for why in &failed {
        output::complain(why);
    }
    match last {
        Some(why) => bail!(why),
        None if failed.is_empty() => Ok(Outcome::Done),
        None => Ok(Outcome::InPart),
    }
}
