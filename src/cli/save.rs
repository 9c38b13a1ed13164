//! `jogan save`: single pages, fetched, read and put on the reading list.

use anyhow::{Context as _, bail};
use clap::Args;

use super::{Context, Outcome, output};
use crate::fetch::{Fetcher, Policy};
use crate::lang::say;
use crate::refresh::{Saved, save};
use crate::store::Keeper;
use crate::text::address;

/// Put single pages on the reading list, with their text
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Addresses of pages
    #[arg(required = true, value_name = "URL")]
    addresses: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    if context.offline {
        bail!("saving a page needs the network, which --offline forbids; leave that out");
    }
    let keeper = Keeper::start(context.newsroom()?).context("cannot start the store's writer")?;
    let fetcher = Fetcher::new(Policy::default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start the network")?;
    let mut outcome = Outcome::Done;
    for typed in &arguments.addresses {
        let address = &*address::without_credentials(typed);
        let saved = save(&keeper, &fetcher, typed, context.lang, context.now);
        match runtime.block_on(saved)? {
            Ok(Saved { item, title, without_text }) => {
                let line = say(context.lang, "save.done", &[&item.0, &title]);
                output::print(&format!("{line}\n"))?;
                if let Some(why) = without_text {
                    let why = why.told().say(context.lang);
                    output::complain(&say(context.lang, "save.without_text", &[&address, &why]));
                }
            }
            Err(failure) => {
                let why = failure.told().say(context.lang);
                let names_it = why.contains(address);
                output::complain(&if names_it { why } else { format!("{address}: {why}") });
                outcome = Outcome::InPart;
            }
        }
    }
    Ok(outcome)
}
