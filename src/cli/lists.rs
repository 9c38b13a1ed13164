//! The lists from which a store has its sources: the one that ships, and the user's own
//! `sources.toml` beside the config file.
//!
//! The shipped list fills a new store once; what is removed then stays removed, and what a later
//! version of the list brings stands there switched off. The user's own list
//! wins: whenever the file has changed, each of its sources is as the file says, also where a
//! shipped one or one that was added by hand has that id, and a source that was taken out of the
//! file is removed. Between two changes of the file, what is turned on and off in the program
//! holds.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::bail;

use super::Context;
use super::failed::{OrSay as _, failed};
use crate::config::nearest_of;
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

/// Puts the shipped list into a new store. What comes with a later version of the list stands in an
/// older store, too, but off: nobody asked for it there. What was removed stays removed.
fn put_shipped(store: &mut Store) -> anyhow::Result<()> {
    let mark = source_list::mark();
    let before = store.remembered(DONE)?;
    let done = before.as_deref().map(|before| before.split_once('\n').unwrap_or((before, "")));
    if done.is_some_and(|(of, _)| of == mark) {
        return Ok(());
    }
    let shipped = source_list::shipped();
    let ids: Vec<&str> = shipped.iter().map(|source| source.id.0.as_str()).collect();
    let done_now = format!("{mark}\n{}", ids.join(" "));
    if let Some((_, seen)) = done {
        let seen: BTreeSet<&str> = seen.split(' ').collect();
        let new: Vec<Source> = shipped
            .iter()
            .filter(|source| !seen.contains(&*source.id.0) && store.source(&source.id).is_err())
            .map(|source| Source { enabled: false, ..source.clone() })
            .collect();
        let names: Vec<&str> = new.iter().map(|source| source.id.0.as_str()).collect();
        store.put_sources(&new)?;
        store.remember(NEW, &names.join(" "))?;
    } else {
        store.put_sources(&shipped)?;
    }
    Ok(store.remember(DONE, &done_now)?)
}

/// Under which name the store remembers which version of the shipped list it has, and its ids.
const DONE: &str = "shipped sources put";

/// Under which name the store remembers what the last change of the shipped list brought.
const NEW: &str = "shipped sources new";

/// The sources that a later version of the shipped list has brought and that are still off.
pub(super) fn new_and_off(store: &Store) -> anyhow::Result<Vec<SourceId>> {
    let names = store.remembered(NEW)?.unwrap_or_default();
    let ids = names.split_whitespace().map(|name| SourceId(name.to_owned()));
    Ok(ids.filter(|id| store.source(id).is_ok_and(|source| !source.enabled)).collect())
}

fn put_own(store: &mut Store, context: &Context) -> anyhow::Result<()> {
    const SEEN: &str = "own sources";
    let path = own_list(context);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).or_say("failed.program.read", &[&path.display()]),
    };
    let before = store.remembered(SEEN)?.unwrap_or_default();
    if text == before {
        return Ok(());
    }
    let own = source_list::read(&text).map_err(|error| {
        let why = nearest_of(error.phrase());
        failed("failed.program.of_file", &[&path.display(), &why])
    })?;
    for source in &own {
        let Some(kind) = sources::kind(&source.kind) else {
            let known: Vec<&str> = sources::KINDS.iter().map(|kind| kind.name()).collect();
            let (kind, id, known) = (&source.kind, &source.id, known.join(", "));
            bail!(failed("failed.program.no_kind", &[&path.display(), id, kind, &known]));
        };
        sources::request(kind, source, context.now).map_err(|error| {
            let why = nearest_of(error.phrase());
            failed("failed.program.of_source", &[&path.display(), &source.id, &why])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_newer_list_brings_stands_in_an_old_store_and_is_off() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(folder.path()).expect("a store");
        put_shipped(&mut store).expect("the list");
        assert!(
            new_and_off(&store).expect("the store").is_empty(),
            "nothing is new in a new store"
        );
        let all = store.sources().expect("the sources").len();
        let [first, second] = [0, 1].map(|at| source_list::shipped()[at].id.clone());
        // What was removed stays removed, whatever else comes.
        store.remove_source(&first).expect("removed");
        put_shipped(&mut store).expect("the list");
        assert!(store.source(&first).is_err());
        // An older list had all but the second one.
        store.remove_source(&second).expect("removed");
        let ids = store.remembered(DONE).expect("the store").expect("the ids");
        let (_, ids) = ids.split_once('\n').expect("the ids");
        let old: Vec<&str> = ids.split(' ').filter(|id| *id != second.0).collect();
        store.remember(DONE, &format!("of an older list\n{}", old.join(" "))).expect("the store");
        put_shipped(&mut store).expect("the list");
        assert_eq!(store.sources().expect("the sources").len(), all - 1);
        assert!(store.source(&first).is_err() && !store.source(&second).expect("it").enabled);
        assert_eq!(new_and_off(&store).expect("the store"), std::slice::from_ref(&second));
        store.enable_source(&second, true).expect("on");
        assert!(new_and_off(&store).expect("the store").is_empty());
    }
}
