//! A page that the user saves by its address: fetched, read, put on the reading list.

use super::gather::read;
use super::{Failure, RefreshError};
use crate::fetch::{Fetched, Fetcher, Trust};
use crate::lang::{Lang, say};
use crate::model::{ItemId, Moment, NewItem, Request, Validators};
use crate::newsroom::{Newsroom, NewsroomError};
use crate::sources::{feed, saved};
use crate::store::Keeper;

/// What was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its number.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// Why there is no text of it, where that is so: a film, a file, a page for scripts only.
    pub without_text: Option<Failure>,
}

/// Saves the page at an address and puts it on the reading list. An item that is here already, from
/// whatever source, is put there as it is. `lang` names the source of saved pages when it is made.
///
/// # Errors
/// The outer error where the store fails, the inner one where the page cannot be had at all.
pub async fn save(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    address: &str,
    lang: Lang,
    now: Moment,
) -> Result<Result<Saved, Failure>, RefreshError> {
    let address = address.trim();
    let url = if address.contains("://") { address.into() } else { format!("https://{address}") };
    let wanted = url.clone();
    let known = keeper.ask(move |newsroom| star_known(newsroom, &wanted, None, now)).await??;
    if let Some(saved) = known {
        return Ok(Ok(saved));
    }
    let (item, without_text) = match page(fetcher, url, lang).await {
        Ok(read) => read,
        Err(failure) => return Ok(Err(failure)),
    };
    let kept = keeper.ask(move |newsroom| {
        let home = saved::home(&say(lang, "source.saved_pages", &[]));
        if newsroom.store.source(&home.id).is_err() {
            newsroom.store.put_source(&home)?;
        }
        let place = item.url.clone().unwrap_or_default();
        newsroom.take_in(&home, &[item], now)?;
        star_known(newsroom, &place, without_text, now)
    });
    // What was taken in a moment ago has its address.
    Ok(kept.await??.ok_or(Failure::NoPage))
}

/// The page as an item; one that holds no article goes by its address.
async fn page(
    fetcher: &Fetcher,
    url: String,
    lang: Lang,
) -> Result<(NewItem, Option<Failure>), Failure> {
    let fetched = fetcher.get(&Request::get(&url), &Validators::default(), Trust::Own).await?;
    let Fetched::Fresh { answer, .. } = fetched else { return Err(Failure::Broke(url)) };
    let at = answer.url.clone();
    let content_type = answer.content_type.as_deref();
    let served = feed::Served { content_type, url: Some(&at), ..feed::Served::default() };
    if feed::read(&answer.body, served).is_ok() {
        return Err(Failure::FeedNotPage(at));
    }
    let home = saved::home(&say(lang, "source.saved_pages", &[]));
    match read(&saved::Saved, &home, answer).await {
        Ok(reading) => reading.items.into_iter().next().map(|item| (item, None)),
        Err(failure) => saved::bare(&at).map(|item| (item, Some(failure))),
    }
    .ok_or(Failure::Broke(url))
}

/// Puts the item of an address on the reading list, if there is one.
fn star_known(
    newsroom: &mut Newsroom,
    url: &str,
    without_text: Option<Failure>,
    now: Moment,
) -> Result<Option<Saved>, NewsroomError> {
    let Some(item) = newsroom.store.by_address(url)? else { return Ok(None) };
    newsroom.store.set_starred(&[item], true, now)?;
    let title = newsroom.store.item(item, now)?.row.title;
    Ok(Some(Saved { item, title, without_text }))
}
