//! The feeds of a server and the sources that they are here. Pure: what the server lists and what
//! is known go in, what is to be put and removed comes out.

use std::collections::{HashMap, HashSet};

use chrono::Duration;

use super::api::Subscription;
use crate::lang::{Lang, say};
use crate::model::account::{ACCOUNT, FOLDER, RemoteFeed, STREAM};
use crate::model::{Account, Moment, Pane, Source, SourceId};
use crate::sources::{self, Names};
use crate::text::{address, clean};

/// Longest name of a feed and of a folder that a server gives, in characters.
const NAME: usize = 200;

/// A feed is gone when it was missing for so long.
fn patience() -> Duration {
    Duration::hours(1)
}

/// What is to be done about sources.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// New ones and those that changed.
    pub put: Vec<Source>,
    /// What is known of feeds from now on.
    pub feeds: Vec<RemoteFeed>,
    /// Sources that are removed, and what the server called them.
    pub removed: Vec<(String, Option<SourceId>)>,
    /// Own sources that the account carries from now on.
    pub taken_over: Vec<SourceId>,
    /// How many of the feeds are gone at once, where that is too many to be believed.
    pub too_many: Option<(usize, usize)>,
}

/// What a server's list of feeds changes here. With `accept`, any number of them may be gone.
pub fn changes(
    account: &Account,
    listed: &[Subscription],
    known: &[RemoteFeed],
    every: &[Source],
    accept: bool,
    now: Moment,
) -> Changes {
    let mut changes = Changes::default();
    let by_stream: HashMap<&str, &RemoteFeed> =
        known.iter().map(|feed| (feed.stream.as_str(), feed)).collect();
    let by_id: HashMap<&SourceId, &Source> =
        every.iter().map(|source| (&source.id, source)).collect();
    let mut free: HashMap<String, &Source> = every
        .iter()
        .filter(|source| !source.options.contains_key(ACCOUNT) && source.kind == "feed")
        .map(|source| (address::same_question(&source.address), source))
        .collect();
    let mut names = Names::of(every);
    let mut seen = HashSet::new();
    for one in listed {
        if !seen.insert(one.stream.as_str()) {
            continue;
        }
        let feed = by_stream.get(one.stream.as_str());
        if feed.is_some_and(|feed| feed.source.is_none()) {
            // The reader removed it here.
            continue;
        }
        let carried = feed.and_then(|feed| feed.source.as_ref()).and_then(|id| by_id.get(id));
        let own = free.get(&address::same_question(&one.url)).copied();
        let was = carried.copied().or(own);
        let source = carry(account, one, was, &mut names);
        if was != Some(&source) {
            changes.put.push(source.clone());
        }
        if carried.is_none()
            && let Some(own) = own
        {
            changes.taken_over.push(own.id.clone());
            free.remove(&address::same_question(&own.address));
        }
        let stands = feed.is_some_and(|feed| {
            feed.missing_since.is_none() && feed.source.as_ref() == Some(&source.id)
        });
        if !stands {
            let stream = one.stream.clone();
            changes.feeds.push(RemoteFeed { stream, source: Some(source.id), missing_since: None });
        }
    }
    missing(known, &seen, accept, now, &mut changes);
    changes
}

/// Feeds that the server does not list: gone once they were missing in two passes an hour apart.
fn missing(
    known: &[RemoteFeed],
    listed: &HashSet<&str>,
    accept: bool,
    now: Moment,
    changes: &mut Changes,
) {
    let absent: Vec<&RemoteFeed> =
        known.iter().filter(|feed| !listed.contains(feed.stream.as_str())).collect();
    let gone = |feed: &&&RemoteFeed| {
        accept || feed.missing_since.is_some_and(|since| now - since >= patience())
    };
    let removed: Vec<&RemoteFeed> = absent.iter().filter(gone).copied().collect();
    let here = removed.iter().filter(|feed| feed.source.is_some()).count();
    let all = known.iter().filter(|feed| feed.source.is_some()).count();
    if here * 4 > all && here > 1 && !accept {
        changes.too_many = Some((here, all));
    } else {
        changes.removed =
            removed.iter().map(|feed| (feed.stream.clone(), feed.source.clone())).collect();
    }
    changes.feeds.extend(
        absent
            .iter()
            .filter(|feed| feed.missing_since.is_none() && !accept)
            .map(|feed| RemoteFeed { missing_since: Some(now), ..(*feed).clone() }),
    );
}

/// A feed as a source that the account carries.
fn carry(account: &Account, one: &Subscription, was: Option<&Source>, names: &mut Names) -> Source {
    let mut source = was.cloned().unwrap_or_else(|| Source::new("feed", ""));
    let url = address::parse(&address::without_feed_scheme(&one.url), None);
    source.address = url.unwrap_or_else(|| source.address.clone());
    let title = clean::line(&one.title, NAME.min(sources::NAME_CHARS));
    if !title.is_empty() {
        source.name = title;
    } else if was.is_none() {
        source.name = sources::name_for(&source);
    }
    let folder = one.folder.as_deref().map(|folder| clean::line(folder, NAME));
    let folder = folder.filter(|folder| !folder.is_empty());
    let carried = source.options.get(ACCOUNT) == Some(&account.name);
    let moved = source.options.get(FOLDER) != folder.as_ref();
    if !carried || moved {
        let pane = folder.as_deref().and_then(|folder| pane(account, folder));
        // A pane of the reader's own stays where the folder names none.
        source.pane = if carried { pane } else { pane.or(source.pane) };
    }
    match folder {
        Some(folder) => source.options.insert(FOLDER.to_owned(), folder),
        None => source.options.remove(FOLDER),
    };
    source.options.insert(ACCOUNT.to_owned(), account.name.clone());
    source.options.insert(STREAM.to_owned(), one.stream.clone());
    if !carried {
        source.enabled = true;
    }
    if was.is_some() {
        return source;
    }
    source.id = names.for_address(&source.name, &source.address);
    source.cleaned()
}

/// What a feed is to be called and where it is to stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedEdit {
    /// Its name; as it is where none is given.
    pub title: Option<String>,
    /// Its folder; outside of all where that is empty, as it is where none is given.
    pub folder: Option<String>,
}

/// A source that the account carries with another name and folder, and so perhaps in another pane.
pub fn edited(account: &Account, source: &Source, edit: &FeedEdit) -> Source {
    let one = Subscription {
        stream: source.options.get(STREAM).cloned().unwrap_or_default(),
        title: edit.title.clone().unwrap_or_else(|| source.name.clone()),
        url: source.address.clone(),
        folder: edit.folder.clone().or_else(|| source.options.get(FOLDER).cloned()),
    };
    carry(account, &one, Some(source), &mut Names::of(&[]))
}

/// The pane of a folder: as the settings say, else the one that it is called after in any language.
fn pane(account: &Account, folder: &str) -> Option<Pane> {
    account.panes.get(folder).copied().or_else(|| {
        let folder = folder.to_lowercase();
        Pane::ALL.into_iter().find(|pane| {
            let named = |lang| say(lang, &format!("pane.{}", pane.name()), &[]).to_lowercase();
            pane.name() == folder || Lang::ALL.into_iter().any(|lang| named(lang) == folder)
        })
    })
}

/// The source of items of which the server does not say which feed brought them.
pub fn unsorted(account: &Account, every: &[Source]) -> Source {
    let is_it = |source: &&Source| {
        source.options.get(ACCOUNT) == Some(&account.name)
            && source.options.get(STREAM).is_some_and(String::is_empty)
    };
    if let Some(source) = every.iter().find(is_it) {
        return source.clone();
    }
    let mut source = Source::new("feed", "");
    source.name.clone_from(&account.name);
    source.options.insert(ACCOUNT.to_owned(), account.name.clone());
    source.options.insert(STREAM.to_owned(), String::new());
    source.id = Names::of(every).give(&account.name);
    source
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::account::Protocol;

    fn account() -> Account {
        let mut account = Account::new("home", Protocol::Greader, "https://rss.example/");
        account.panes.insert("한국".into(), Pane::Companies);
        account
    }

    fn feed(number: usize, folder: &str) -> Subscription {
        Subscription {
            stream: format!("feed/{number}"),
            title: format!("Feed {number}"),
            url: format!("https://feeds.example/{number}.xml"),
            folder: Some(folder.to_owned()).filter(|folder| !folder.is_empty()),
        }
    }

    fn now() -> Moment {
        "2026-03-05T12:00:00Z".parse().expect("a moment")
    }

    fn own(number: usize) -> Source {
        let mut source = Source::new("feed", format!("http://feeds.example/{number}.xml/"));
        source.id = SourceId(format!("own-{number}"));
        source.enabled = false;
        source
    }

    fn first(listed: &[Subscription], every: &[Source]) -> Changes {
        changes(&account(), listed, &[], every, false, now())
    }

    #[test]
    fn an_own_source_of_that_address_is_taken_over_and_another_accounts_is_not() {
        let mut others = own(2);
        others.options.insert(ACCOUNT.into(), "work".into());
        let made = first(&[feed(1, ""), feed(2, "")], &[own(1), others]);
        let ids: Vec<&str> = made.put.iter().map(|source| source.id.0.as_str()).collect();
        assert_eq!(ids, ["own-1", "feed-2"]);
        assert_eq!(made.taken_over, [SourceId("own-1".into())]);
        assert!(made.put.iter().all(|source| source.enabled && source.options[ACCOUNT] == "home"));
    }

    #[test]
    fn a_folder_named_like_a_pane_is_that_pane_and_settings_say_of_others() {
        let research = say(Lang::Ko, "pane.research", &[]).into_owned();
        let folders = ["Research", "COMPANIES", &research, "한국", "Else"];
        let listed: Vec<Subscription> =
            folders.iter().enumerate().map(|(at, folder)| feed(at, folder)).collect();
        let panes: Vec<Option<Pane>> =
            first(&listed, &[]).put.iter().map(|source| source.pane).collect();
        let (research, companies) = (Some(Pane::Research), Some(Pane::Companies));
        assert_eq!(panes, [research, companies, research, companies, None]);
    }

    #[test]
    fn nothing_changes_where_the_list_is_as_it_was_and_names_folders_and_addresses_follow_it() {
        let listed = [feed(1, "Work"), feed(2, "")];
        let made = first(&listed, &[]);
        let again = changes(&account(), &listed, &made.feeds, &made.put, false, now());
        assert_eq!(again, Changes::default());
        let mut moved = feed(1, "Research");
        (moved.title, moved.url) = ("New ＆ name\u{1b}[31m".into(), "https://new.example/".into());
        let again =
            changes(&account(), &[moved, feed(2, "")], &made.feeds, &made.put, false, now());
        let source = &again.put[0];
        assert_eq!((again.put.len(), source.address.as_str()), (1, "https://new.example/"));
        assert_eq!((source.pane, &source.id), (Some(Pane::Research), &made.put[0].id));
        assert!(!source.name.contains('\u{1b}'), "{}", source.name);
    }

    #[test]
    fn a_feed_that_is_renamed_or_moved_here_is_as_the_server_would_list_it() {
        let made = first(&[feed(1, "Else")], &[]);
        let source = &made.put[0];
        let folder = |name: &str| FeedEdit { folder: Some(name.to_owned()), ..FeedEdit::default() };
        let moved = edited(&account(), source, &folder("Research"));
        assert_eq!(
            (moved.pane, moved.options[FOLDER].as_str()),
            (Some(Pane::Research), "Research")
        );
        assert_eq!(moved.name, source.name);
        let title = Some("Lamps".to_owned());
        let renamed = edited(&account(), source, &FeedEdit { title, ..FeedEdit::default() });
        assert_eq!((renamed.name.as_str(), renamed.pane), ("Lamps", source.pane));
        assert!(!edited(&account(), &moved, &folder("")).options.contains_key(FOLDER));
        // The next pass finds nothing to change.
        let listed = Subscription { title: "Lamps".into(), ..feed(1, "Else") };
        let again = changes(&account(), &[listed], &made.feeds, &[renamed], false, now());
        assert_eq!(again.put, []);
    }

    #[test]
    fn a_feed_is_removed_after_two_passes_an_hour_apart_and_a_quarter_only_when_accepted() {
        let listed: Vec<Subscription> = (0..8).map(|at| feed(at, "")).collect();
        let made = first(&listed, &[]);
        let pass = |listed: &[Subscription], known: &[RemoteFeed], accept, hours| {
            let at = now() + Duration::hours(hours);
            changes(&account(), listed, known, &made.put, accept, at)
        };
        let one = pass(&listed[1..], &made.feeds, false, 0);
        assert_eq!((one.removed.len(), one.feeds.len()), (0, 1));
        let marked = |from: usize| -> Vec<RemoteFeed> {
            let mark = |(at, feed): (usize, &RemoteFeed)| RemoteFeed {
                missing_since: Some(now()).filter(|_| at < from),
                ..feed.clone()
            };
            made.feeds.iter().enumerate().map(mark).collect()
        };
        assert_eq!(pass(&listed[1..], &marked(1), false, 0).removed, []);
        assert_eq!(pass(&listed[1..], &marked(1), false, 1).removed.len(), 1);
        let many = pass(&listed[3..], &marked(3), false, 1);
        assert_eq!((many.removed.len(), many.too_many), (0, Some((3, 8))));
        assert_eq!(pass(&listed[3..], &marked(3), true, 1).removed.len(), 3);
        assert_eq!(pass(&[], &marked(8), false, 1).too_many, Some((8, 8)));
        // It is back.
        let back = pass(&listed, &marked(1), false, 1);
        assert_eq!((back.removed.len(), back.feeds[0].missing_since), (0, None));
    }

    #[test]
    fn what_the_reader_removed_here_does_not_come_back() {
        let made = first(&[feed(1, "")], &[]);
        let removed = [RemoteFeed { source: None, ..made.feeds[0].clone() }];
        let again = changes(&account(), &[feed(1, "")], &removed, &[], false, now());
        assert_eq!(again, Changes::default());
    }
}
