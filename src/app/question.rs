//! A question that is answered with one key.

mod acts;

use super::effect::DigestFile;
use crate::lang::{Lang, count, say};
use crate::model::change::{Change, Mark};
use crate::model::{About, Candidate, Idea, ItemId, SourceId};

/// A question that is answered with yes or no; going back leaves all as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YesNo {
    /// Whether the note is kept that was left with changes.
    KeepNote,
    /// Whether the user's own note takes the place of one that came from elsewhere meanwhile.
    Stale {
        /// What the note is about.
        about: About,
        /// What was typed here.
        mine: String,
        /// What came from elsewhere.
        theirs: Option<String>,
    },
    /// Whether the user's own idea takes the place of one that came from elsewhere meanwhile.
    StaleIdea {
        /// As it was to become here; `None` where it was to be deleted.
        mine: Option<Box<Idea>>,
        /// As it came from elsewhere, deleted or not.
        theirs: Box<Idea>,
    },
    /// Whether the idea that was begun before and not kept is gone on with.
    GoOn {
        /// The items that another one would stand on.
        items: Vec<ItemId>,
        /// Its title, where a seed would be its beginning.
        title: Option<String>,
    },
    /// Whether the digest takes the place of a file.
    Overwrite(DigestFile),
    /// Whether a source is removed.
    RemoveSource {
        /// Its short name.
        id: SourceId,
        /// Its name.
        name: String,
    },
    /// Whether one of those is followed that may be meant by what was typed.
    Follow {
        /// All of them.
        candidates: Vec<Candidate>,
        /// Which one is asked about, from 0.
        at: usize,
    },
    /// Whether a set of sources is switched on.
    Profile {
        /// All of them.
        profiles: Vec<Profile>,
        /// Which one is asked about, from 0.
        at: usize,
    },
}

/// A set of sources for one interest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its short name; what it is called is the phrase `profile.<name>`.
    pub name: String,
    /// How many of its sources are on.
    pub on: usize,
    /// How many it has.
    pub all: usize,
}

impl YesNo {
    /// The question in words.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            YesNo::KeepNote => say(lang, "app.question.keep_note", &[]).into_owned(),
            YesNo::Stale { .. } => say(lang, "app.question.stale", &[]).into_owned(),
            YesNo::StaleIdea { mine, theirs } => {
                let key = match (mine, theirs.deleted) {
                    (None, _) => "app.question.stale_idea_deleted_here",
                    (Some(_), Some(_)) => "app.question.stale_idea_deleted_there",
                    (Some(_), None) => "app.question.stale_idea",
                };
                say(lang, key, &[]).into_owned()
            }
            YesNo::GoOn { .. } => say(lang, "app.question.go_on", &[]).into_owned(),
            YesNo::RemoveSource { name, .. } => {
                say(lang, "app.question.remove_source", &[name]).into_owned()
            }
            YesNo::Follow { candidates, at } => {
                let what = candidates.get(*at).map(|one| offered(lang, one)).unwrap_or_default();
                let facts: [&dyn std::fmt::Display; 3] = [&(at + 1), &candidates.len(), &what];
                say(lang, "app.question.follow", &facts).into_owned()
            }
            YesNo::Profile { profiles, at } => {
                let Some(profile) = profiles.get(*at) else { return String::new() };
                let title = say(lang, &format!("profile.{}", profile.name), &[]);
                let Profile { on, all, .. } = profile;
                let facts: [&dyn std::fmt::Display; 5] =
                    [&(at + 1), &profiles.len(), &title, on, all];
                say(lang, "app.question.profile", &facts).into_owned()
            }
            YesNo::Overwrite(file) => {
                say(lang, "app.question.overwrite", &[&file.path.display()]).into_owned()
            }
        }
    }
}

/// A candidate in words: what it is, what it calls itself, how much it has, where it is.
pub fn offered(lang: Lang, candidate: &Candidate) -> String {
    let what = say(lang, &format!("adding.what.{}", candidate.what), &[]);
    let address = &candidate.source.address;
    let Some(seen) = &candidate.seen else { return format!("{what}, {address}") };
    let title = seen.title.as_deref().map(|title| format!(" “{title}”")).unwrap_or_default();
    let titles: Vec<String> =
        seen.titles.iter().take(2).map(|title| format!("“{title}”")).collect();
    let facts: [&dyn std::fmt::Display; 2] = [&seen.count, &titles.join(", ")];
    format!("{what}{title}, {}, {address}", say(lang, "adding.items", &facts))
}

/// That many items were changed at once, and how that is taken back.
pub fn bulk_done(lang: Lang, change: &Change) -> String {
    let (key, items) = match change {
        Change::Mark { mark: Mark::Read, ids, to: true } => ("app.bulk.read", ids.len()),
        Change::Mark { mark: Mark::Read, ids, to: false } => ("app.bulk.unread", ids.len()),
        Change::Mark { mark: Mark::Star, ids, to: true } => ("app.bulk.star", ids.len()),
        Change::Mark { mark: Mark::Star, ids, to: false } => ("app.bulk.unstar", ids.len()),
        Change::Listed(standings) => ("app.bulk.listed", standings.len()),
        Change::Note { .. }
        | Change::Idea { .. }
        | Change::Swap(..)
        | Change::Enable { .. }
        | Change::Move { .. }
        | Change::Rule(_)
        | Change::Lens { .. } => ("app.bulk.listed", 1),
    };
    count(lang, key, items as u64, &[]).into_owned()
}
