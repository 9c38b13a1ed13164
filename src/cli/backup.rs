//! `jogan backup`, `restore`, `salvage` and `tidy`: the store as a whole.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::stopping::{Heeding, STOP, saying};
use super::{Context, Outcome, bar, output};
use crate::config::MOST_DAYS;
use crate::lang::say;
use crate::store::{self, StoreError};

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

/// Read what can be read of a damaged store into a new one, which `jogan restore` puts in its place
#[derive(Debug, Args)]
pub(super) struct Salvage {
    /// Where to; a file that is there already stays as it is
    file: PathBuf,
    /// The damaged store [default: the one in the data folder]
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

/// Let go of items older than `keep_days` that are not starred, noted or linked from an idea
#[derive(Debug, Args)]
pub(super) struct Tidy {
    /// Days that items are kept; 0 for ever [default: the setting]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(..=i64::from(MOST_DAYS)))]
    keep_days: Option<u32>,
    /// Also where the clock lies years after the last time that jogan was at work
    #[arg(long)]
    force: bool,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct TidiedJson {
    items: usize,
}

pub(super) fn back_up(arguments: &Backup, context: &Context) -> anyhow::Result<Outcome> {
    let what = say(context.lang, "progress.copying", &[]);
    let _heeding = Heeding::begin(context.lang);
    let mut store = context.reading()?;
    store.heed(STOP)?;
    bar::busy(&what, context.lang, || store.back_up(&arguments.file))
        .map_err(|error| saying(error, "stopped.copying", &[&arguments.file.display()]))?;
    let said = say(context.lang, "store.backed_up", &[&arguments.file.display()]);
    output::print(&format!("{said}\n"))?;
    Ok(Outcome::Done)
}

pub(super) fn restore(arguments: &Restore, context: &Context) -> anyhow::Result<Outcome> {
    let what = say(context.lang, "progress.copying", &[]);
    let _heeding = Heeding::begin(context.lang);
    let restore = || store::restore(&arguments.file, &context.data_dir, STOP);
    let restored = bar::busy(&what, context.lang, restore)
        .map_err(|error| saying(error, "stopped.restore", &[]))?;
    let said = match restored {
        Some(aside) => {
            say(context.lang, "store.restored", &[&arguments.file.display(), &aside.display()])
        }
        None => say(context.lang, "store.restored_first", &[&arguments.file.display()]),
    };
    output::print(&format!("{said}\n"))?;
    Ok(Outcome::Done)
}

pub(super) fn salvage(arguments: &Salvage, context: &Context) -> anyhow::Result<Outcome> {
    let from = arguments.from.clone().unwrap_or_else(|| context.data_dir.join(store::FILE));
    let what = say(context.lang, "progress.copying", &[]);
    let _heeding = Heeding::begin(context.lang);
    let salvage = || store::salvage(&from, &arguments.file, STOP);
    let store::Salvaged { items, notes, ideas, torn } = bar::busy(&what, context.lang, salvage)
        .map_err(|error| saying(error, "stopped.copying", &[&arguments.file.display()]))?;
    let facts: [&dyn std::fmt::Display; 4] = [&arguments.file.display(), &items, &notes, &ideas];
    let mut said = say(context.lang, "store.salvaged", &facts).into_owned() + "\n";
    if !torn.is_empty() {
        said += &(say(context.lang, "store.torn", &[&torn.join(", ")]).into_owned() + "\n");
    }
    output::print(&said)?;
    Ok(if torn.is_empty() { Outcome::Done } else { Outcome::InPart })
}

/// Packs all texts that an earlier version wrote. It may be broken off, and goes on the next time.
fn pack(store: &mut store::Store, context: &Context) -> Result<(), StoreError> {
    /// Items of one transaction.
    const STEP: usize = 5_000;
    let mut bar = None;
    loop {
        if STOP.is_asked() {
            return Err(StoreError::Stopped);
        }
        let packing = store.pack_more(STEP)?;
        if packing.is_over() {
            return Ok(());
        }
        bar.get_or_insert_with(|| bar::Bar::of(Some(packing.all), context.lang)).at(packing.done);
    }
}

pub(super) fn tidy(arguments: &Tidy, context: &Context) -> anyhow::Result<Outcome> {
    let _heeding = Heeding::begin(context.lang);
    let mut store = context.store()?;
    store.heed(STOP)?;
    let keep_days = arguments.keep_days.unwrap_or(context.config.keep_days);
    let what = say(context.lang, "progress.tidying", &[]);
    let tidied = bar::busy(&what, context.lang, || {
        if arguments.force {
            store.tidy_by_any_clock(keep_days, context.now)
        } else {
            store.tidy(keep_days, context.now)
        }
    });
    let tidied = tidied.map_err(|error| saying(error, "stopped.tidy", &[]))?;
    pack(&mut store, context)
        .and_then(|()| bar::busy(&what, context.lang, || store.vacuum()))
        .map_err(|error| saying(error, "stopped.tidied", &[&tidied.items]))?;
    if arguments.json {
        output::print_json(&TidiedJson { items: tidied.items })?;
        return Ok(Outcome::Done);
    }
    let said = crate::lang::count(context.lang, "store.tidied", tidied.items as u64, &[]);
    output::print(&format!("{said}\n"))?;
    Ok(Outcome::Done)
}
