//! The article behind an item, fetched from its own page and kept beside the feed's text: at the
//! reader's wish, or with each new item where the source says so.

use super::{Failure, RefreshError};
use crate::fetch::{Fetched, Fetcher, Trust};
use crate::model::{ItemId, Moment, Request, Source, Validators};
use crate::newsroom::Newsroom;
use crate::sources::saved;
use crate::store::{Keeper, StoreError};

/// Articles fetched on one visit to one source; the rest can be had by asking.
const MOST: usize = 10;

/// Fetches an item's article and keeps it. `source` is the address of the item's source, which
/// decides where the article may be.
///
/// # Errors
/// The outer error where the store fails, the inner one where the article cannot be had or read.
pub async fn full_text(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    item: ItemId,
    url: &str,
    source: &str,
    now: Moment,
) -> Result<Result<(), Failure>, RefreshError> {
    let article = match article(fetcher, url, source).await {
        Ok(article) => article,
        Err(failure) => return Ok(Err(failure)),
    };
    keeper.ask(move |newsroom| newsroom.store.keep_full_text(item, &article, now)).await??;
    Ok(Ok(()))
}

/// The articles of a source's new items, as far as they can be had: what is missing is only a
/// convenience.
pub(super) async fn full_texts(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    source: &Source,
    new: Vec<ItemId>,
    now: Moment,
) -> Result<(), RefreshError> {
    let pages = keeper.ask(move |newsroom| {
        let page = |id: &ItemId| Ok((*id, newsroom.store.item(*id, now)?.row.url));
        new.iter().take(MOST).map(page).collect::<Result<Vec<_>, StoreError>>()
    });
    for (item, url) in pages.await?? {
        if let Some(url) = url {
            // The item stands without it, and `F` says why it cannot be had.
            let _ = full_text(keeper, fetcher, item, &url, &source.address, now).await?;
        }
    }
    Ok(())
}

async fn article(fetcher: &Fetcher, url: &str, source: &str) -> Result<String, Failure> {
    let request = Request::get(url);
    let fetched = fetcher.get(&request, &Validators::default(), Trust::LedBy(source)).await?;
    let Fetched::Fresh { answer, place, .. } = fetched else {
        return Err(Failure::Broke(url.to_owned()));
    };
    let read = tokio::task::spawn_blocking(move || saved::full_text(&answer));
    let article = read.await.map_err(|_| Failure::Broke(url.to_owned()))??;
    drop(place);
    Ok(article.html)
}
