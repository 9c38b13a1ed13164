//! A new source by its address alone, as it is typed in the reader.

use super::look::{Look, look};
use super::{Failure, RefreshError, Which, refresh};
use crate::fetch::Fetcher;
use crate::model::{Moment, Source, SourceId};
use crate::newsroom::Newsroom;
use crate::sources::{self, Kind as _, feed::Feed};
use crate::store::Keeper;

/// Follows the feed at an address, or the one that the page there names, and asks it at once. A
/// source that asks the same already is left as it is.
///
/// # Errors
/// The outer error where the store fails, the inner one where there is no feed.
pub async fn follow(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    typed: &str,
    now: Moment,
) -> Result<Result<Source, Failure>, RefreshError> {
    let address = sources::address(typed, &Feed);
    let mut source = Source::new(Feed.name(), address).with_credentials_apart();
    let Look { reading, feed } = match look(fetcher, &source, now).await {
        Ok(seen) => seen,
        Err(failure) => return Ok(Err(failure)),
    };
    source.address = feed.unwrap_or(source.address);
    source.name = sources::name_for(&source);
    source.name = sources::own_name(&source, reading.title).unwrap_or(source.name);
    let known = keeper.ask(|newsroom| newsroom.store.sources()).await??;
    if let Some(same) = known.iter().find(|known| known.asks() == source.asks()) {
        return Ok(Err(Failure::Followed { id: same.id.clone(), address: same.address.clone() }));
    }
    let is_taken = |id: &str| known.iter().any(|source| source.id.0 == id);
    source.id = SourceId(sources::id_for(&source.name, &source.address, is_taken));
    let added = source.clone();
    keeper.ask(move |newsroom| newsroom.store.put_source(&added)).await??;
    let which = Which::Named(vec![source.id.clone()]);
    refresh(keeper, fetcher, which, now, |_| ()).await?;
    Ok(Ok(source))
}
