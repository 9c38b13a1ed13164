//! The storekeeper's part: keeps the changes the user makes, or puts aside what they hold.

use std::path::Path;

use crate::app::event::Event;
use crate::config::{self, Config, ConfigError};
use crate::drafts;
use crate::lang::{Lang, headings};
use crate::library;
use crate::model::change::{Change, Face, Way};
use crate::model::{IdeaId, Moment, Phrase};
use crate::newsroom::{Newsroom, NewsroomError};
use crate::store::{Store, StoreError};

/// Why a change was not kept.
#[derive(Debug, thiserror::Error)]
enum NotKept {
    #[error(transparent)]
    Newsroom(#[from] NewsroomError),
    #[error(transparent)]
    Config(#[from] ConfigError),
}

impl NotKept {
    fn phrase(&self) -> Phrase {
        match self {
            NotKept::Newsroom(error) => error.phrase(),
            NotKept::Config(error) => error.phrase(),
        }
    }
}

/// Keeps a change, and says what came of it: that it is kept, and before that which number an idea got
/// that it began; or what the store says by now where it was changed meanwhile; or why it is not kept.
/// What is watched and muted is kept in the config file. It knows no thread, as [`super::Archive`].
pub fn keep(
    newsroom: &mut Newsroom,
    (change, way): (Change, Way),
    (data_dir, config): (&Path, &Path),
    now: Moment,
) -> Vec<Event> {
    match written(newsroom, (&change, way), config, now) {
        Ok(()) => {
            let numbered = numbered(&newsroom.store, &change);
            let numbered = numbered.map(|(was, is)| Event::Numbered { was, is });
            numbered.into_iter().chain([Event::Kept(change)]).collect()
        }
        Err(NotKept::Newsroom(NewsroomError::Store(StoreError::Stale { says }))) => {
            vec![Event::Stale(change, says)]
        }
        Err(error) => {
            tracing::error!(%error, "a change was not kept");
            let why = rescued(data_dir, &change, error.phrase());
            vec![Event::NotKept(change, why)]
        }
    }
}

fn written(
    newsroom: &mut Newsroom,
    (change, way): (&Change, Way),
    path: &Path,
    now: Moment,
) -> Result<(), NotKept> {
    if let Change::Lens { lens, to } = change {
        let is_made_before = matches!(way, Way::Back | Way::Again);
        if is_made_before && Config::load(path)?.holds(lens) == *to {
            let says = String::new();
            return Err(NewsroomError::Store(StoreError::Stale { says }).into());
        }
        let Config { watch, mute, .. } = config::change_lens(path, lens, *to)?;
        newsroom.watch_and_mute(watch, mute)?;
    }
    let kept = library::apply(&mut newsroom.store, change, (Face::Reader, way), now);
    Ok(kept.map_err(NewsroomError::from)?)
}

/// What an idea was known by that a change began, and its number.
fn numbered(store: &Store, change: &Change) -> Option<(IdeaId, IdeaId)> {
    let Change::Idea { to: Some(idea), .. } = change else { return None };
    idea.id.key()?;
    // It was written a moment ago; where it cannot be read its key goes on to name it.
    Some((idea.id, store.idea(idea.id).ok()?.id))
}

/// Why a change was not kept, and where the text lies that it held.
pub(super) fn rescued(data_dir: &Path, change: &Change, error: Phrase) -> Phrase {
    let (name, text) = match change {
        Change::Note { about, to: Some(text), .. } => (about.to_string(), text.clone()),
        Change::Idea { to: Some(idea), .. } => {
            (idea.id.to_string(), idea.thought.to_text(&headings(Lang::En)))
        }
        Change::Note { to: None, .. }
        | Change::Idea { to: None, .. }
        | Change::Mark { .. }
        | Change::Listed(_)
        | Change::Swap(..)
        | Change::Enable { .. }
        | Change::Move { .. }
        | Change::Rule(_)
        | Change::Lens { .. } => return error,
    };
    match drafts::keep_somewhere(data_dir, &name, &text) {
        Ok(path) => Phrase::new("failed.store.rescued", &[&error, &path.display()]),
        Err(other) => Phrase::new("failed.program.or", &[&error, &other]),
    }
}
