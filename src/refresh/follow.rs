//! A new source that was chosen in the reader.

use super::finding::{Found, find};
use super::{Failure, RefreshError, Which, refresh};
use crate::fetch::Fetcher;
use crate::model::candidate::{Candidate, Choice, choice};
use crate::model::{Moment, Source, SourceId};
use crate::newsroom::Newsroom;
use crate::sources::{self, ReadError, adding};
use crate::store::Keeper;

/// What came of what was typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Followed {
    /// This is followed, and was asked.
    Source(Box<Source>),
    /// One of these may be meant.
    Choose(Vec<Candidate>),
}

/// Follows what was typed, where that can only be one thing, and asks it at once.
///
/// # Errors
/// The outer error where the store fails, the inner one where there is nothing to follow.
pub async fn follow_typed(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    typed: &str,
    now: Moment,
) -> Result<Result<Followed, Failure>, RefreshError> {
    let Found { candidates, unseen } = find(fetcher, adding::candidates(typed), now).await;
    if let Some(failure) = unseen {
        return Ok(Err(failure));
    }
    match choice(candidates) {
        Choice::Take(candidate, _) => {
            let followed = follow(keeper, fetcher, *candidate, now).await?;
            Ok(followed.map(|source| Followed::Source(Box::new(source))))
        }
        Choice::Ask(candidates) => Ok(Ok(Followed::Choose(candidates))),
        Choice::Nothing => Ok(Err(ReadError::Page { feeds: Vec::new() }.into())),
    }
}

/// Follows a candidate and asks it at once. A source that asks the same already is left as it is.
///
/// # Errors
/// The outer error where the store fails, the inner one where it cannot be followed.
pub async fn follow(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    candidate: Candidate,
    now: Moment,
) -> Result<Result<Source, Failure>, RefreshError> {
    let mut source = named(candidate);
    let known = keeper.ask(|newsroom| newsroom.store.sources()).await??;
    if let Some(same) = known.iter().find(|known| known.asks() == source.asks()) {
        if same.enabled {
            let (id, address) = (same.id.clone(), same.address.clone());
            return Ok(Err(Failure::Followed { id, address }));
        }
        // It stands in the list and was off.
        let (id, same) = (same.id.clone(), same.clone());
        let on = id.clone();
        keeper.ask(move |newsroom| newsroom.store.enable_source(&on, true)).await??;
        refresh(keeper, fetcher, Which::Named(vec![id]), now, |_| ()).await?;
        return Ok(Ok(same));
    }
    let Some(kind) = sources::kind(&source.kind) else {
        return Ok(Err(Failure::NoKind(source.kind)));
    };
    if let Err(error) = sources::request(kind, &source, now) {
        return Ok(Err(error.into()));
    }
    let is_taken = |id: &str| known.iter().any(|source| source.id.0 == id);
    source.id = SourceId(sources::id_for(&source.name, &source.address, is_taken));
    let added = source.clone();
    keeper.ask(move |newsroom| newsroom.store.put_source(&added)).await??;
    let which = Which::Named(vec![source.id.clone()]);
    refresh(keeper, fetcher, which, now, |_| ()).await?;
    Ok(Ok(source))
}

/// The source of a candidate under the name that it gives itself, else that its kind gives it.
pub fn named(candidate: Candidate) -> Source {
    let Candidate { source, seen, .. } = candidate;
    let mut source = source.with_credentials_apart();
    source.name = sources::name_for(&source);
    let says = seen.and_then(|seen| seen.title);
    source.name = sources::own_name(&source, says).unwrap_or(source.name);
    source
}
