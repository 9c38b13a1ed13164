//! What is done with an account beside passes: it is tried before it is followed, and feeds are
//! followed there and no longer.

use std::path::Path;

use serde_json::Value;

use super::api::{Stream, Subscription};
use super::failure::Failure;
use super::feeds::{self, FeedEdit};
use super::greader;
use super::login::Place;
use super::session::{Extent, Session};
use crate::fetch::Fetcher;
use crate::model::account::{ACCOUNT, FOLDER, Protocol, Quota, STREAM, Sends};
use crate::model::{Account, Moment, Phrase, Source, SourceId};
use crate::sources;
use crate::text::{address, clean};

/// What an account turned out to hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// Its feeds.
    pub feeds: usize,
    /// Unread items.
    pub unread: usize,
    /// Starred items.
    pub starred: usize,
    /// Own sources that it would carry from now on.
    pub taken_over: Vec<SourceId>,
}

/// Logs in and looks what is there; nothing is changed anywhere.
///
/// # Errors
/// [`Failure`].
pub async fn try_account(
    fetcher: &Fetcher,
    data_dir: &Path,
    account: &Account,
    every: &[Source],
    now: Moment,
) -> Result<Trial, Failure> {
    let place = Place::of(data_dir, &account.name);
    place.forget_token();
    let mut session = Session::new(fetcher, account, &place, Quota::default(), now);
    let listed = session.subscriptions().await?;
    let (unread, _) = session.list(&Stream::Unread, Extent::Whole, |_| false).await?;
    let (starred, _) = session.list(&Stream::Starred, Extent::Whole, |_| false).await?;
    let changes = feeds::changes(account, &listed, &[], every, false, now);
    Ok(Trial {
        feeds: listed.len(),
        unread: unread.len(),
        starred: starred.len(),
        taken_over: changes.taken_over,
    })
}

/// Has the server follow a feed; whether it does then.
///
/// # Errors
/// [`Failure`]. Fever cannot be told of feeds.
pub async fn subscribe(
    fetcher: &Fetcher,
    data_dir: &Path,
    account: &Account,
    url: &str,
    title: Option<&str>,
    now: Moment,
) -> Result<Option<Subscription>, Failure> {
    if account.kind == Protocol::Fever {
        return Ok(None);
    }
    let place = Place::of(data_dir, &account.name);
    let mut session = Session::new(fetcher, account, &place, Quota::default(), now);
    let added = session.ask(&greader::follow(url)).await;
    let stream = match added {
        Ok(body) => serde_json::from_slice::<Value>(&body)
            .ok()
            .and_then(|answer| answer.get("streamId")?.as_str().map(str::to_owned)),
        // Some say of a feed that they have already that this is a fault.
        Err(failure) if failure.is_of_one() => None,
        Err(failure) => return Err(failure),
    };
    let listed = session.subscriptions().await?;
    let asks = address::same_question(url);
    let found = listed.into_iter().find(|one| {
        address::same_question(&one.url) == asks || Some(&one.stream) == stream.as_ref()
    });
    if let (Some(found), Some(title)) = (&found, title) {
        let body = session.ask(&greader::rename(&found.stream, Some(title), None, None)).await?;
        if !greader::is_done(&body) {
            return Err(Failure::Odd);
        }
    }
    Ok(found)
}

/// A source under another name, or in another folder: on its server first, where one carries it.
///
/// # Errors
/// Why not: what is visited from here stands in no folder; a server may not be told of feeds, or did
/// not do it.
pub async fn edit_source(
    fetcher: &Fetcher,
    data_dir: &Path,
    accounts: &[Account],
    source: &Source,
    edit: &FeedEdit,
    now: Moment,
) -> Result<Source, Phrase> {
    let title = edit.title.as_deref().map(|title| clean::line(title, sources::NAME_CHARS));
    let title = title.filter(|title| !title.is_empty());
    let Some(name) = source.options.get(ACCOUNT) else {
        if edit.folder.is_some() {
            return Err(Phrase::new("source.no_folder", &[&source.id]));
        }
        return Ok(Source { name: title.unwrap_or_else(|| source.name.clone()), ..source.clone() });
    };
    let Some(account) = accounts.iter().find(|account| account.name == *name) else {
        let known: Vec<&str> = accounts.iter().map(|account| account.name.as_str()).collect();
        return Err(Phrase::new("account.unknown", &[name, &known.join(", ")]));
    };
    if account.kind == Protocol::Fever {
        return Err(Phrase::new("account.fever_feeds", &[name, &source.id]));
    }
    if !account.send.contains(&Sends::Subscriptions) {
        return Err(Phrase::new("account.feeds_not_sent", &[name, &source.id]));
    }
    let edit = FeedEdit { title, folder: edit.folder.clone() };
    let done = edit_feed(fetcher, data_dir, account, source, &edit, now).await;
    done.map_err(|failure| failure.phrase(name))
}

/// Has the server give a feed that it carries another name and folder; gives the source as it is then.
async fn edit_feed(
    fetcher: &Fetcher,
    data_dir: &Path,
    account: &Account,
    source: &Source,
    edit: &FeedEdit,
    now: Moment,
) -> Result<Source, Failure> {
    let Some(stream) = source.options.get(STREAM) else { return Err(Failure::Odd) };
    let was = source.options.get(FOLDER).map(String::as_str);
    let edited = feeds::edited(account, source, edit);
    let folder = edited.options.get(FOLDER).map(String::as_str);
    let place = Place::of(data_dir, &account.name);
    let mut session = Session::new(fetcher, account, &place, Quota::default(), now);
    let title = edit.title.as_ref().map(|_| edited.name.as_str());
    let (to, from) = if folder == was { (None, None) } else { (folder, was) };
    if title.is_none() && to.is_none() && from.is_none() {
        return Ok(edited);
    }
    let body = session.ask(&greader::rename(stream, title, to, from)).await?;
    if greader::is_done(&body) { Ok(edited) } else { Err(Failure::Odd) }
}

/// Has the server follow a feed no longer.
///
/// # Errors
/// [`Failure`]; also where it does not say that this was done.
pub async fn unsubscribe(
    fetcher: &Fetcher,
    data_dir: &Path,
    account: &Account,
    stream: &str,
    now: Moment,
) -> Result<(), Failure> {
    if account.kind == Protocol::Fever {
        return Err(Failure::Odd);
    }
    let place = Place::of(data_dir, &account.name);
    let mut session = Session::new(fetcher, account, &place, Quota::default(), now);
    let body = session.ask(&greader::unfollow(stream)).await?;
    if greader::is_done(&body) { Ok(()) } else { Err(Failure::Odd) }
}
