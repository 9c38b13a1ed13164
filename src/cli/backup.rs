//! `jogan backup`, `restore` and `tidy`: the store as a whole.

use std::path::PathBuf;

use clap::Args;

use super::{Context, Outcome, output};
use crate::lang::say;
use crate::store;

/// Write a copy of the store to a file, while it is in use
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// Where to; a file that is there already stays as it is
    file: PathBuf,
}

/// Put a backup in the place of the store; what was there is kept beside it
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// What `jogan backup` wrote
    file: PathBuf,
}

/// Let go of items older than `keep_days` that are not starred, noted or linked from an idea
#[derive(Debug, Args)]
pub(super) struct Tidy {
    /// Days that items are kept; 0 for ever [default: the setting]
    #[arg(long, value_name = "N")]
    keep_days: Option<u32>,
}

pub(super) fn back_up(arguments: &Backup, context: &Context) -> anyhow::Result<Outcome> {
    context.store()?.back_up(&arguments.file)?;
    let said = say(context.lang, "store.backed_up", &[&arguments.file.display()]);
    output::print(&format!("{said}\n"))?;
    Ok(Outcome::Done)
}

pub(super) fn restore(arguments: &Restore, context: &Context) -> anyhow::Result<Outcome> {
    let said = match store::restore(&arguments.file, &context.data_dir)? {
        Some(aside) => {
            say(context.lang, "store.restored", &[&arguments.file.display(), &aside.display()])
        }
        None => say(context.lang, "store.restored_first", &[&arguments.file.display()]),
    };
    output::print(&format!("{said}\n"))?;
    Ok(Outcome::Done)
}

pub(super) fn tidy(arguments: &Tidy, context: &Context) -> anyhow::Result<Outcome> {
    let mut store = context.store()?;
    let keep_days = arguments.keep_days.unwrap_or(context.config.keep_days);
    let tidied = store.tidy(keep_days, context.now)?;
    store.vacuum()?;
    let said = crate::lang::count(context.lang, "store.tidied", tidied.items as u64, &[]);
    output::print(&format!("{said}\n"))?;
    Ok(Outcome::Done)
}
