//! What is fetched or asked of servers for one key, beside whatever refresh is under way.

use std::path::Path;

use crate::app::effect::Errand;
use crate::app::event::Event;
use crate::app::question;
use crate::fetch::{Fetcher, Policy};
use crate::model::account::FOLDER;
use crate::model::{Account, Moment, Phrase, Source, SourceId};
use crate::newsroom::Newsroom;
use crate::refresh::{
    Added, Failure, Followed, RefreshError, SwitchedOn, follow, follow_typed, full_text, on_of,
    picture, save, switch_on,
};
use crate::sources::files::profiles;
use crate::store::{Keeper, Store, StoreError};
use crate::sync::{self, FeedEdit};

/// What else an errand may need.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside<'a> {
    /// The reader servers.
    pub(super) accounts: &'a [Account],
    /// Beside whose store their tokens lie.
    pub(super) data_dir: &'a Path,
}

/// Carries an errand out; gives what came of it.
///
/// # Errors
/// Only where the store fails.
pub(super) async fn carried_out(
    keeper: &Keeper<Newsroom>,
    errand: Errand,
    beside: Beside<'_>,
    now: Moment,
) -> Result<Event, RefreshError> {
    let fetcher = Fetcher::new(Policy::default());
    let event = match errand {
        Errand::Article(id) => {
            full_text(keeper, &fetcher, id, now).await?.map(|()| Event::Fetched(id))
        }
        Errand::Picture { item, url } => {
            picture(keeper, &fetcher, item, &url).await?.map(|bytes| Event::Pictured(bytes.into()))
        }
        Errand::Save { address, lang } => save(keeper, &fetcher, &address, lang, now)
            .await?
            .map(|saved| Event::Saved(saved.title, saved.without_text.map(|why| why.phrase()))),
        Errand::Follow(typed) => {
            follow_typed(keeper, &fetcher, &typed, now).await?.map(|followed| match followed {
                Followed::Source(source) => added(&source),
                Followed::Choose(candidates) => Event::Offered(candidates),
            })
        }
        Errand::FollowThis(candidate) => {
            follow(keeper, &fetcher, *candidate, now).await?.map(|source| added(&source))
        }
        Errand::Remove(id) => {
            let removed = id.clone();
            keeper.ask(move |newsroom| newsroom.store.remove_source(&removed)).await??;
            Ok(Event::Followed { told: Phrase::new("source.removed", &[&id]), source: None })
        }
        Errand::Edit { source, name, folder } => {
            let edit = FeedEdit { title: name, folder };
            edited(keeper, beside, source, &edit, now).await?
        }
        Errand::Profiles => {
            let all = keeper.ask(|newsroom| profiles_of(&newsroom.store)).await??;
            Ok(Event::Profiles(all))
        }
        Errand::SwitchOn(name) => {
            let Some(profile) = profiles::shipped().into_iter().find(|one| one.name == name) else {
                return Ok(Event::Profiles(Vec::new()));
            };
            let done = keeper.ask(move |newsroom| switch_on(&mut newsroom.store, &profile));
            let SwitchedOn { now, before } = done.await??;
            let title = Phrase::bare(format!("profile.{name}"));
            let told = Phrase::new("profile.done", &[&title, &now, &before]);
            Ok(Event::Followed { told, source: None })
        }
    };
    Ok(event.unwrap_or_else(|failure| Event::NotFetched(failure.phrase())))
}

/// Gives a source another name or folder, on its server first where one carries it.
async fn edited(
    keeper: &Keeper<Newsroom>,
    Beside { accounts, data_dir }: Beside<'_>,
    id: SourceId,
    edit: &FeedEdit,
    now: Moment,
) -> Result<Result<Event, Failure>, RefreshError> {
    let source = keeper.ask(move |newsroom| newsroom.store.source(&id)).await??;
    let fetcher = Fetcher::new(Policy::for_accounts());
    let edited = match sync::edit_source(&fetcher, data_dir, accounts, &source, edit, now).await {
        Ok(edited) => edited,
        Err(why) => return Ok(Ok(Event::NotFetched(why))),
    };
    let folder = edited.options.get(FOLDER).map_or("-", String::as_str);
    let told = Phrase::new("source.edited", &[&edited.id, &edited.name, &folder]);
    let source = Some(edited.id.clone());
    keeper.ask(move |newsroom| newsroom.store.put_source(&edited)).await??;
    Ok(Ok(Event::Followed { told, source }))
}

/// The sets of sources that ship, with how many of each are on.
fn profiles_of(store: &Store) -> Result<Vec<question::Profile>, StoreError> {
    let with_on = |profile: profiles::Profile| {
        let (on, all) = (on_of(store, &profile)?, profile.sources.len());
        Ok(question::Profile { name: profile.name, on, all })
    };
    profiles::shipped().into_iter().map(with_on).collect()
}

fn added(Added { source, without_secrets }: &Added) -> Event {
    let Source { id, name, address, .. } = source;
    let told = if *without_secrets {
        Phrase::new("source.added_without_secrets", &[id, name, address])
    } else {
        Phrase::new("source.added", &[id, name])
    };
    Event::Followed { told, source: Some(id.clone()) }
}
