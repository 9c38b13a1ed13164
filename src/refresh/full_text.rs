//! The article behind an item, fetched from its own page and kept beside the feed's text: at the
//! reader's wish, or with each new item where the source says so.

use super::{Failure, RefreshError};
use crate::fetch::{Fetched, Fetcher, Trust};
use crate::model::{ItemId, Moment, Request, Source, SourceId, Validators};
use crate::newsroom::Newsroom;
use crate::sources::saved;
use crate::store::{Keeper, StoreError};

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
    let (url, source) = asked_by(keeper, item).await?;
    let Some(url) = url else { return Ok(Err(Failure::NoPage)) };
    let article = match article(fetcher, &url, trust(source.as_ref())).await {
        Ok(article) => article,
        Err(failure) => return Ok(Err(failure)),
    };
    keeper.ask(move |newsroom| newsroom.store.keep_full_text(item, &article, now)).await??;
    Ok(Ok(()))
}

/// An item's page, and the source that brought it, if that is still there.
pub(super) async fn asked_by(
    keeper: &Keeper<Newsroom>,
    item: ItemId,
) -> Result<(Option<String>, Option<Source>), RefreshError> {
    let place = keeper.ask(move |newsroom| {
        let row = newsroom.store.item(item, Moment::default())?.row;
        let source = match newsroom.store.source(&row.source) {
            Ok(source) => Some(source),
            // It was removed, and the item stayed because it is starred or noted.
            Err(StoreError::NoSource(_)) => None,
            Err(error) => return Err(error),
        };
        Ok::<_, StoreError>((row.url, source))
    });
    Ok(place.await??)
}

/// Where what an item's source leads to may be.
pub(super) fn trust(source: Option<&Source>) -> Trust<'_> {
    match source {
        // What came from a file has no source that could lead anywhere; its page is the user's
        // choice.
        Some(source) if !source.is_visited() => Trust::Own,
        Some(source) => Trust::LedBy(source.place().unwrap_or_default()),
        None => Trust::LedBy(""),
    }
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

async fn article(fetcher: &Fetcher, url: &str, trust: Trust<'_>) -> Result<String, Failure> {
    let request = Request::get(url);
    let fetched = fetcher.get(&request, &Validators::default(), trust).await?;
    let Fetched::Fresh { answer, place, .. } = fetched else {
        return Err(Failure::Broke(url.to_owned()));
    };
    let read = tokio::task::spawn_blocking(move || saved::full_text(&answer));
    let article = read.await.map_err(|_| Failure::Broke(url.to_owned()))??;
    drop(place);
    Ok(article.html)
}
