//! The article behind an item, fetched from its own page and kept beside the feed's text: at the
//! reader's wish, or with each new item where the source says so.

use super::gather::apart;
use super::{Failure, RefreshError};
use crate::fetch::{Fetched, Fetcher, Trust};
use crate::model::{ItemId, Moment, Network, Request, SourceId, Validators};
use crate::newsroom::Newsroom;
use crate::sources::saved;
use crate::store::{Keeper, StoreError};
use crate::text::address;

/// Articles fetched on one visit to one source; the rest wait for the next ones.
const MOST: usize = 10;

/// Fetches an item's article and keeps it. Where the article may be, the place that the item's
/// source is asked at decides: one without an address is asked out in public.
///
/// # Errors
/// The outer error where the store fails, the inner one where the article cannot be had or read.
pub async fn full_text(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    item: ItemId,
    now: Moment,
) -> Result<Result<(), Failure>, RefreshError> {
    let (url, trust) = asked_by(keeper, item).await?;
    let Some(url) = url else { return Ok(Err(Failure::NoPage)) };
    let article = match article(fetcher, &url, trust).await {
        Ok(article) => article,
        Err(failure) => return Ok(Err(failure)),
    };
    keeper.ask(move |newsroom| newsroom.store.keep_full_text(item, &article, now)).await??;
    Ok(Ok(()))
}

/// An item's page, and where what the item leads to may be.
pub(super) async fn asked_by(
    keeper: &Keeper<Newsroom>,
    item: ItemId,
) -> Result<(Option<String>, Trust), RefreshError> {
    let place = keeper.ask(move |newsroom| {
        let row = newsroom.store.item(item, Moment::default())?.row;
        let trust = match newsroom.store.source(&row.source) {
            // What came from a file has no source that could lead anywhere; its page is the user's
            // choice.
            Ok(source) if !source.is_visited() => Trust::Own,
            Ok(source) => {
                let seen = newsroom.store.fetch_state(&source.id)?.network;
                // Before a visit has told, what the address itself says.
                let network = seen.or_else(|| address::network(source.place().unwrap_or_default()));
                Trust::LedBy(network.unwrap_or(Network::Public))
            }
            // It was removed, and the item stayed because it is starred or noted.
            Err(StoreError::NoSource(_)) => Trust::LedBy(Network::Public),
            Err(error) => return Err(error),
        };
        Ok::<_, StoreError>((row.url, trust))
    });
    Ok(place.await??)
}

/// The articles of a source's new items and of those that were left over on earlier visits, as far
/// as they can be had: what is missing is only a convenience.
pub(super) async fn full_texts(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    source: SourceId,
    new: Vec<ItemId>,
    now: Moment,
) -> Result<(), RefreshError> {
    let wanted = keeper.ask(move |newsroom| {
        newsroom.store.want_articles(&new)?;
        newsroom.store.take_wanted(&source, MOST)
    });
    for item in wanted.await?? {
        // The item stands without it, and `F` says why it cannot be had.
        let _ = full_text(keeper, fetcher, item, now).await?;
    }
    Ok(())
}

async fn article(fetcher: &Fetcher, url: &str, trust: Trust) -> Result<String, Failure> {
    let request = Request::get(url);
    let fetched = fetcher.get(&request, &Validators::default(), trust).await?;
    let Fetched::Fresh { answer, place, .. } = fetched else {
        return Err(Failure::Broke(url.to_owned()));
    };
    let article = apart(url.to_owned(), move || saved::full_text(&answer)).await?;
    drop(place);
    Ok(article.html)
}
