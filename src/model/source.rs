//! A place that is followed, and how it has been doing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Hints, Moment, Network, Pane, Phrase, Validators};

/// A source's short name, unique in the store, such as `arxiv-cs-lg`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// Whether an option of a source may hold a secret, or the command that gets one: header fields.
/// Such options are neither given away nor taken from others.
pub fn is_secret_option(name: &str) -> bool {
    name == "basic" || name.starts_with("header.")
}

/// The option that tells a kind to ask at another place than its own.
pub const ENDPOINT: &str = "endpoint";

impl Source {
    /// A source of a kind at an address, of which nothing else is said.
    pub fn new(kind: impl Into<String>, address: impl Into<String>) -> Source {
        Source {
            id: SourceId(String::new()),
            name: String::new(),
            kind: kind.into(),
            address: address.into(),
            options: BTreeMap::new(),
            pane: None,
            tier: Tier::default(),
            language: None,
            company: None,
            interval_minutes: None,
            enabled: true,
            full_text: false,
        }
    }

    /// Whether there is anybody to ask: what only ever came from a file has no address.
    pub fn is_visited(&self) -> bool {
        !(self.address.is_empty() && self.options.is_empty())
    }

    /// The address of the place that it is asked at, where the source says so itself.
    pub fn place(&self) -> Option<&str> {
        let endpoint = self.options.get(ENDPOINT).map(String::as_str);
        endpoint.or_else(|| Some(&*self.address).filter(|address| address.contains("://")))
    }
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
    /// When it first answered well.
    pub first_success: Option<Moment>,
    /// When it last brought something new.
    pub last_new: Option<Moment>,
    /// When the first of the failures in a row was; `None` after a success.
    pub failing_since: Option<Moment>,
    /// What went wrong the last time; `None` after a success.
    pub last_error: Option<Phrase>,
    /// Failures in a row.
    pub failures: u32,
    /// Whether the last answer was that it is gone for good; it is off then.
    pub gone: bool,
    /// The kind of network it was on when it was added, as far as that is known: it is not followed
    /// into another one but the public's.
    pub network: Option<Network>,
    /// What the feed itself said last of when it wants to be asked: an answer that nothing has
    /// changed does not say it again.
    pub wishes: Hints,
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

/// How a source is, in one word; what needs the reader's eye most stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// It said that it is gone for good, and was turned off.
    Gone,
    /// It has failed for [`DEAD_AFTER_DAYS`] days.
    Dead,
    /// Its last visit failed.
    Failing,
    /// It answers, but has brought nothing new for [`SILENT_AFTER_DAYS`] days.
    Silent,
    /// Its last visit went well.
    Well,
    /// Never visited yet.
    Unvisited,
    /// Not visited, by the reader's choice.
    Off,
}

/// Days of failure after which a source is taken for dead.
pub const DEAD_AFTER_DAYS: i64 = 7;

/// Failures without which nothing is dead: after a fortnight's absence one proves little.
const DEAD_AT_LEAST_FAILURES: u32 = 3;

/// Days without anything new after which a source is called silent.
pub const SILENT_AFTER_DAYS: i64 = 60;

impl Condition {
    /// The name in JSON, and in the phrases `health.<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Condition::Gone => "gone",
            Condition::Off => "off",
            Condition::Unvisited => "unvisited",
            Condition::Well => "well",
            Condition::Failing => "failing",
            Condition::Dead => "dead",
            Condition::Silent => "silent",
        }
    }

    /// A sign for it.
    pub fn mark(self) -> &'static str {
        match self {
            Condition::Off | Condition::Unvisited => "·",
            Condition::Well => "✓",
            Condition::Gone | Condition::Failing | Condition::Dead => "✗",
            Condition::Silent => "…",
        }
    }
}

/// When a source is asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Not by itself: it is off, or a page that was saved once.
    Never,
    /// As soon as anything is.
    Now,
    /// Then.
    At(Moment),
}

/// Days ahead that are as good as never.
const NEVER_AFTER_DAYS: i64 = 400;

impl Health {
    /// The account that carries the source, if one does.
    pub fn carried_by(&self) -> Option<&str> {
        self.source.options.get(super::account::ACCOUNT).map(String::as_str)
    }

    /// Whether it ever answered, or failed to by its own fault: without a network there was no
    /// visit.
    pub fn was_visited(&self) -> bool {
        self.state.last_success.is_some() || self.state.failures > 0
    }

    /// When the source is asked again.
    pub fn next_visit(&self, now: Moment) -> Next {
        match self.state.next_due {
            _ if !self.source.enabled || !self.source.is_visited() => Next::Never,
            // It comes when its account is brought in step.
            _ if self.carried_by().is_some() => Next::Never,
            Some(due) if (due - now).num_days() > NEVER_AFTER_DAYS => Next::Never,
            Some(due) if (due - now).num_minutes() > 0 => Next::At(due),
            Some(_) | None => Next::Now,
        }
    }

    /// The part of its items that was read, from 0 to 1.
    pub fn share_read(&self) -> f64 {
        if self.items == 0 { 0.0 } else { f64::from(self.read) / f64::from(self.items) }
    }

    /// How the source is at a moment.
    pub fn condition(&self, now: Moment) -> Condition {
        let state = &self.state;
        let for_days = |moment: Option<Moment>, days| {
            moment.is_some_and(|then| (now - then).num_days() >= days)
        };
        if !self.source.enabled {
            if state.gone { Condition::Gone } else { Condition::Off }
        } else if !self.was_visited() {
            Condition::Unvisited
        } else if state.failures > 0 {
            let since = state.failing_since.or(state.last_success);
            if for_days(since, DEAD_AFTER_DAYS) && state.failures >= DEAD_AT_LEAST_FAILURES {
                Condition::Dead
            } else {
                Condition::Failing
            }
        } else if for_days(state.last_new.or(state.first_success), SILENT_AFTER_DAYS) {
            Condition::Silent
        } else {
            Condition::Well
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        "2026-03-05T12:00:00Z".parse().expect("a moment")
    }

    /// A source that answered a moment ago.
    fn health() -> Health {
        let source = Source::new("feed", "https://s.example/");
        let state = FetchState {
            last_attempt: Some(now()),
            last_success: Some(now()),
            ..FetchState::default()
        };
        Health { source, state, items: 0, new_in_week: 0, read: 0 }
    }

    fn condition(change: impl Fn(&mut Health)) -> Condition {
        let mut health = health();
        change(&mut health);
        health.condition(now())
    }

    fn ago(days: i64) -> Moment {
        now() - chrono::Duration::days(days)
    }

    #[test]
    fn a_source_is_dead_after_a_week_of_failures_and_silent_after_sixty_days_without_news() {
        assert_eq!(condition(|_| ()), Condition::Well);
        assert_eq!(condition(|health| health.source.enabled = false), Condition::Off);
        let unanswered = |health: &mut Health| health.state.last_success = None;
        assert_eq!(condition(unanswered), Condition::Unvisited, "there was no network");
        let failing = |failures, days| {
            condition(|health| {
                health.state.failures = failures;
                health.state.last_success = Some(ago(days));
            })
        };
        assert_eq!(failing(9, 6), Condition::Failing);
        assert_eq!(failing(9, 7), Condition::Dead);
        assert_eq!(failing(1, 30), Condition::Failing, "the first call after a holiday");
        let never = |days| {
            condition(|health| {
                health.state.failures = 7;
                health.state.last_success = None;
                health.state.failing_since = Some(ago(days));
            })
        };
        assert_eq!((never(6), never(7)), (Condition::Failing, Condition::Dead));
        let barren = |days| condition(|health| health.state.first_success = Some(ago(days)));
        assert_eq!((barren(59), barren(60)), (Condition::Well, Condition::Silent));
        assert_eq!(condition(|health| health.state.last_new = Some(ago(59))), Condition::Well);
        assert_eq!(condition(|health| health.state.last_new = Some(ago(60))), Condition::Silent);
    }

    #[test]
    fn the_next_visit_is_told_only_where_there_is_one_to_wait_for() {
        let next = |seconds: i64, enabled, address: &str| {
            let mut health = health();
            health.source.enabled = enabled;
            health.source.address = address.into();
            health.state.next_due = Some(now() + chrono::Duration::seconds(seconds));
            health.next_visit(now())
        };
        let hour = now() + chrono::Duration::hours(1);
        assert_eq!(next(3600, true, "https://s.example/"), Next::At(hour));
        assert_eq!(next(30, true, "https://s.example/"), Next::Now);
        assert_eq!(next(3600, false, "https://s.example/"), Next::Never);
        assert_eq!(next(3600, true, ""), Next::Never, "what came from a file");
        assert_eq!(next(3650 * 86_400, true, "https://s.example/"), Next::Never, "a saved page");
    }

    #[test]
    fn a_source_that_is_gone_is_told_from_one_that_the_reader_turned_off() {
        let gone = |enabled| {
            condition(|health| {
                health.source.enabled = enabled;
                health.state.gone = true;
                health.state.failures = 1;
            })
        };
        assert_eq!((gone(false), gone(true)), (Condition::Gone, Condition::Failing));
    }
}
