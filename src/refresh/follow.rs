//! A new source that was chosen in the reader.

use super::finding::{Findings, find};
use super::{Failure, RefreshError, Which, refresh};
use crate::fetch::Fetcher;
use crate::model::candidate::{Candidate, Choice, choice};
use crate::model::{Moment, Source};
use crate::newsroom::Newsroom;
use crate::sources::{self, ReadError, adding};
use crate::store::Keeper;
use crate::text::address;

/// What came of what was typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Followed {
    /// This is followed, and was asked.
    Source(Box<Added>),
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
    let Findings { candidates, unseen } = find(fetcher, adding::candidates(typed), now).await;
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

/// A source that is followed from now on.
#[derive(Debug, Clone, PartialEq)]
pub struct Added {
    /// The source.
    pub source: Source,
    /// Whether the header fields and credentials that came with the address were left out, because
    /// the feed is on another server than the page that names it.
    pub without_secrets: bool,
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
) -> Result<Result<Added, Failure>, RefreshError> {
    let without_secrets = candidate.without_secrets;
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
        return Ok(Ok(Added { source: same, without_secrets: false }));
    }
    let Some(kind) = sources::kind(&source.kind) else {
        return Ok(Err(Failure::NoKind(source.kind)));
    };
    if let Err(error) = sources::request(kind, &source, now) {
        return Ok(Err(error.into()));
    }
    source.id = sources::Names::of(&known).for_address(&source.name, &source.address);
    let added = source.clone();
    // What a name leads to is seen at the first visit.
    let network = source.place().and_then(address::network);
    let put = keeper.ask(move |newsroom| newsroom.store.put_sources_on(&[added], network));
    put.await??;
    let which = Which::Named(vec![source.id.clone()]);
    refresh(keeper, fetcher, which, now, |_| ()).await?;
    Ok(Ok(Added { source, without_secrets }))
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
