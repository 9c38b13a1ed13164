//! The lists from which a store has its sources: the one that ships, and the user's own
//! `sources.toml` beside the config file.
//!
//! The shipped list fills a new store once; what is removed then stays removed. The user's own list
//! wins: whenever the file has changed, each of its sources is as the file says, also where a
//! shipped one or one that was added by hand has that id, and a source that was taken out of the
//! file is removed. Between two changes of the file, what is turned on and off in the program
//! holds.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context as _, anyhow, bail};

use super::Context;
use crate::config::with_nearest;
use crate::model::{Source, SourceId};
use crate::sources::{self, files::source_list};
use crate::store::Store;

/// Where the user's own list belongs.
pub(super) fn own_list(context: &Context) -> PathBuf {
    context.config_path.with_file_name("sources.toml")
}

/// Puts into the store what the lists say and it does not know yet.
pub(super) fn put(store: &mut Store, context: &Context) -> anyhow::Result<()> {
    put_shipped(store)?;
    put_own(store, context)
}

fn put_shipped(store: &mut Store) -> anyhow::Result<()> {
    const DONE: &str = "shipped sources put";
    if store.remembered(DONE)?.is_none() {
        store.put_sources(&source_list::shipped())?;
        store.remember(DONE, env!("CARGO_PKG_VERSION"))?;
    }
    Ok(())
}

fn put_own(store: &mut Store, context: &Context) -> anyhow::Result<()> {
    const SEEN: &str = "own sources";
    let path = own_list(context);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    let before = store.remembered(SEEN)?.unwrap_or_default();
    if text == before {
        return Ok(());
    }
    let own = source_list::read(&text)
        .map_err(|error| anyhow!("{}: {}", path.display(), with_nearest(&error.to_string())))?;
    for source in &own {
        let Some(kind) = sources::kind(&source.kind) else {
            let known: Vec<&str> = sources::KINDS.iter().map(|kind| kind.name()).collect();
            let (kind, id, known) = (&source.kind, &source.id, known.join(", "));
            bail!("{}: {id} is of no kind `{kind}`; the kinds are {known}", path.display());
        };
        sources::request(kind, source, context.now).map_err(|error| {
            let why = with_nearest(&error.to_string());
            anyhow!("{}: {}: {why}", path.display(), source.id)
        })?;
    }
    let names = |list: &[Source]| -> BTreeSet<SourceId> {
        list.iter().map(|source| source.id.clone()).collect()
    };
    // A list that was read once can be read again.
    let gone = &names(&source_list::read(&before).unwrap_or_default()) - &names(&own);
    for id in gone {
        // It may have been removed by hand before.
        if store.source(&id).is_ok() {
            store.remove_source(&id)?;
        }
    }
    store.put_sources(&own)?;
    Ok(store.remember(SEEN, &text)?)
}
