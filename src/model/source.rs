//! A place that is followed, and how it has been doing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Moment, Pane, Validators};

/// A source's short name, unique in the store, such as `arxiv-cs-lg`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub String);

impl std::fmt::Display for SourceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// How close a source stands to the event, which is part of the score.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// The laboratory, company or authors themselves.
    Primary,
    /// Press that covers technology for a living.
    Specialist,
    /// Press at large.
    #[default]
    General,
    /// People pointing at things.
    Community,
}

impl Tier {
    /// All tiers, nearest first.
    pub const ALL: [Tier; 4] = [Tier::Primary, Tier::Specialist, Tier::General, Tier::Community];

    /// The name in the store and in source lists.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Primary => "primary",
            Tier::Specialist => "specialist",
            Tier::General => "general",
            Tier::Community => "community",
        }
    }

    /// The tier of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Tier> {
        Tier::ALL.into_iter().find(|tier| tier.name() == name)
    }
}

/// A place that is followed. The same value is a table of `assets/sources.toml`, of the user's
/// own list, and a row of the store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Short name.
    pub id: SourceId,
    /// Name for showing.
    pub name: String,
    /// Which kind reads it: `feed`, `arxiv`, …
    pub kind: String,
    /// Its address (`feed`, `page`), or whatever the kind asks by (categories, query, ISSN). Empty,
    /// with no options, for what only ever came from a file and is never visited.
    pub address: String,
    /// Further settings of its kind: `endpoint`, `query`, selectors, headers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// The pane all its items go to, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pane: Option<Pane>,
    /// How close it stands to the event.
    #[serde(default)]
    pub tier: Tier,
    /// Language its items are written in, if always the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Company key, if it is one company's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// The least time between two visits, in minutes; the kind's own where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval_minutes: Option<u32>,
    /// Whether it is asked at all.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Whether the article page is fetched for each new item.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub full_text: bool,
}

fn yes() -> bool {
    true
}

/// What is remembered between two visits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FetchState {
    /// What the server gave to recognise an unchanged answer by.
    pub validators: Validators,
    /// Not to be asked before.
    pub next_due: Option<Moment>,
    /// When it was last asked.
    pub last_attempt: Option<Moment>,
    /// When it last answered well, changed or not.
    pub last_success: Option<Moment>,
    /// When it last brought something new.
    pub last_new: Option<Moment>,
    /// What went wrong the last time, in words; `None` after a success.
    pub last_error: Option<String>,
    /// Failures in a row.
    pub failures: u32,
}

/// A source and how it has been doing, for the list of sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// The source.
    pub source: Source,
    /// What is remembered of its visits.
    pub state: FetchState,
    /// Items it has in the store.
    pub items: u32,
    /// Items first seen within the last seven days.
    pub new_in_week: u32,
    /// Items of it that were read.
    pub read: u32,
}
