//! Looks at what is there: the feeds, the lists of unread, starred and newest items, and the
//! contents of what is not here.

use std::collections::{HashMap, HashSet, VecDeque};

use tokio::sync::oneshot;

use super::api::{RemoteItem, Stream, Tag};
use super::failure::{Failure, SyncError};
use super::push::MOST_FAILURES;
use super::session::{Extent, Session};
use super::{feeds, plan};
use crate::model::account::{ACCOUNT, Account, Protocol, RemoteMark, STREAM};
use crate::model::listed::tag;
use crate::model::{Moment, RemoteId, Source, SyncReport};
use crate::newsroom::{Carried, Newsroom, NewsroomError, Taken};
use crate::sources::grammar::raw::{RawItem, Text};
use crate::store::{Keeper, Prepared};

/// Contents that were refused so often are given up.
const MOST_TRIES: u32 = 3;

/// Most labels that are looked at.
const LABELS: usize = 50;

/// The sources of an account by what the server calls them; those that the reader removed have
/// none.
#[derive(Debug, Default)]
pub struct Streams {
    sources: HashMap<String, Source>,
    removed: HashSet<String>,
    unsorted: Option<Source>,
}

/// Brings the feeds of the account here.
///
/// # Errors
/// Where the server or the store ends it.
pub async fn feeds(
    keeper: &Keeper<Newsroom>,
    session: &mut Session<'_>,
    account: &Account,
    accept: bool,
    now: Moment,
    report: &mut SyncReport,
) -> Result<(Streams, Option<Failure>), SyncError> {
    let listed = session.subscriptions().await?;
    report.feeds = listed.len();
    let name = account.name.clone();
    let known = keeper.ask(move |newsroom| {
        Ok::<_, NewsroomError>((
            newsroom.store.remote_feeds(&name)?,
            newsroom.store.every_source()?,
        ))
    });
    let (known, every) = known.await??;
    let changes = feeds::changes(account, &listed, &known, &every, accept, now);
    let too_many = changes.too_many.map(|(gone, of)| Failure::FewFeeds { gone, of });
    report.gone += changes.removed.len();
    let unsorted = feeds::unsorted(account, &every);
    let name = account.name.clone();
    let (every, known) = if changes == feeds::Changes::default() {
        (every, known)
    } else {
        let kept = keeper.ask(move |newsroom| {
            let store = &mut newsroom.store;
            // What the server's feeds lead to must be out in public if jogan itself is to ask them.
            store.put_sources_on(&changes.put, Some(crate::model::Network::Public))?;
            store.put_remote_feeds(&name, &changes.feeds)?;
            for id in changes.removed.iter().filter_map(|(_, id)| id.as_ref()) {
                store.remove_source(id)?;
            }
            let streams: Vec<String> =
                changes.removed.into_iter().map(|(stream, _)| stream).collect();
            store.forget_remote_feeds(&name, &streams)?;
            Ok::<_, NewsroomError>((store.every_source()?, store.remote_feeds(&name)?))
        });
        kept.await??
    };
    let is_ours = |source: &Source| source.options.get(ACCOUNT) == Some(&account.name);
    let by_stream = every
        .into_iter()
        .filter(is_ours)
        .filter_map(|source| Some((source.options.get(STREAM)?.clone(), source)));
    let removed = known.into_iter().filter(|feed| feed.source.is_none()).map(|feed| feed.stream);
    let streams = Streams {
        sources: by_stream.collect(),
        removed: removed.collect(),
        unsorted: Some(unsorted),
    };
    Ok((streams, too_many))
}

/// The labels of the account that are no folders, by the tags that they are here.
pub fn labels(tags: &[Tag], streams: &Streams) -> HashMap<String, String> {
    let folders: HashSet<&String> = streams
        .sources
        .values()
        .filter_map(|source| source.options.get(crate::model::account::FOLDER))
        .collect();
    tags.iter()
        .filter(|one| one.is_label.unwrap_or(!folders.contains(&one.name)))
        .take(LABELS)
        .filter_map(|one| Some((tag(&one.name)?, one.name.clone())))
        .collect()
}

/// Looks at the lists.
///
/// # Errors
/// Where one of them is not to be had whole.
pub async fn lists(
    session: &mut Session<'_>,
    account: &Account,
    labels: Option<&HashMap<String, String>>,
    is_full: bool,
    is_known: impl Fn(&RemoteId) -> bool,
) -> Result<plan::Seen, Failure> {
    let mut seen = plan::Seen::default();
    (seen.unread, _) = session.list(&Stream::Unread, Extent::Whole, |_| false).await?;
    (seen.starred, _) = session.list(&Stream::Starred, Extent::Whole, |_| false).await?;
    if account.kind == Protocol::Greader {
        let extent = if is_full { Extent::UpTo(account.items) } else { Extent::News };
        let (listed, to_the_end) = session.list(&Stream::All, extent, is_known).await?;
        (seen.listed, seen.to_the_end) = (listed, to_the_end && is_full);
    }
    if let Some(labels) = labels {
        let mut lists = HashMap::new();
        for (tag, name) in labels {
            let stream = Stream::Label(name.clone());
            let (list, _) = session.list(&stream, Extent::Whole, |_| false).await?;
            lists.insert(tag.clone(), list);
        }
        seen.labels = Some(lists);
    }
    Ok(seen)
}

/// What the server says of items that are to be asked about.
///
/// # Errors
/// Where it does not say.
pub async fn told(
    session: &mut Session<'_>,
    doubts: &[(RemoteId, plan::Expected)],
) -> Result<HashMap<RemoteId, plan::ServerMarks>, Failure> {
    let mut rids: Vec<RemoteId> = doubts.iter().map(|(rid, _)| rid.clone()).collect();
    rids.sort();
    rids.dedup();
    let items = session.all_contents(&rids).await?;
    let told = |item: RemoteItem| plan::ServerMarks { read: item.read, starred: item.starred };
    Ok(items.into_iter().map(|(rid, item)| (rid, told(item))).collect())
}

/// What contents are sorted and marked by.
#[derive(Debug, Clone, Copy)]
pub struct Looked<'a> {
    /// The sources of the account.
    pub streams: &'a Streams,
    /// The lists.
    pub seen: &'a plan::Seen,
    /// The time of the pass.
    pub now: Moment,
}

/// Asks for the contents that are wanted, and keeps each answer whole before the one after the next
/// is asked for.
///
/// # Errors
/// Where the server or the store ends it; what came until then is kept.
pub async fn contents(
    keeper: &Keeper<Newsroom>,
    session: &mut Session<'_>,
    account: &Account,
    looked: Looked<'_>,
    report: &mut SyncReport,
    mut tell: impl FnMut(usize),
) -> Result<(), SyncError> {
    let (name, now) = (account.name.clone(), looked.now);
    let wanted = keeper.ask(move |newsroom| newsroom.store.next_wanted(&name)).await??;
    let mut queue: VecDeque<RemoteId> = wanted.into();
    // Smaller calls after one that was refused, and those that an answer left out.
    let (mut again, mut missing): (VecDeque<Vec<RemoteId>>, Vec<RemoteId>) = Default::default();
    let mut writing: Option<oneshot::Receiver<Result<Taken, NewsroomError>>> = None;
    let (mut failures, mut is_last_round) = (0, false);
    let outcome = loop {
        let asked: Vec<RemoteId> = match again.pop_front() {
            Some(asked) => asked,
            None if !queue.is_empty() => queue.drain(..session.at_once.min(queue.len())).collect(),
            None if !is_last_round && !missing.is_empty() => {
                is_last_round = true;
                queue.extend(missing.drain(..));
                continue;
            }
            None => break Ok(()),
        };
        match session.contents(&asked).await {
            Ok(items) => {
                failures = 0;
                let came: HashSet<RemoteId> =
                    items.iter().filter_map(|item| item.rid.clone()).collect();
                let left: Vec<RemoteId> =
                    asked.iter().filter(|rid| !came.contains(rid)).cloned().collect();
                if !left.is_empty() && left.len() < asked.len() {
                    session.at_once = session.at_once.min((asked.len() - left.len()).max(20));
                }
                missing.extend(left);
                let items = items
                    .into_iter()
                    .filter(|item| item.rid.as_ref().is_some_and(|rid| asked.contains(rid)))
                    .collect();
                let (sorted, passed_over) = sorted(items, looked, account).await;
                if let Some(taken) = writing.take() {
                    count(&taken.await??, report);
                }
                let name = account.name.clone();
                writing = Some(keeper.ask(move |newsroom| {
                    for (source, _) in &sorted {
                        if newsroom.store.source(&source.id).is_err() {
                            newsroom.store.put_source(source)?;
                        }
                    }
                    newsroom.take_carried(&name, &sorted, &passed_over, now)
                }));
                tell(queue.len() + missing.len());
            }
            Err(failure) if failure.is_of_one() => {
                failures += 1;
                if failures >= MOST_FAILURES {
                    break Err(Failure::TooMany);
                }
                let mut first = asked;
                if first.len() > 1 {
                    let second = first.split_off(first.len() / 2);
                    again.extend([first, second]);
                } else {
                    give_up(keeper, account, first).await?;
                }
            }
            Err(failure) => break Err(failure),
        }
    };
    if let Some(taken) = writing {
        count(&taken.await??, report);
    }
    outcome?;
    // What the server lists and does not give may come later; after some passes it is let be.
    give_up(keeper, account, missing).await
}

async fn give_up(
    keeper: &Keeper<Newsroom>,
    account: &Account,
    rids: Vec<RemoteId>,
) -> Result<(), SyncError> {
    if rids.is_empty() {
        return Ok(());
    }
    let name = account.name.clone();
    let kept = keeper.ask(move |newsroom| newsroom.store.note_not_given(&name, &rids, MOST_TRIES));
    kept.await??;
    Ok(())
}

fn count(taken: &Taken, report: &mut SyncReport) {
    report.new += taken.new.len();
    report.updated += taken.updated.len();
}

/// Items by their sources, cleaned and made ready on a thread where that may take its time; and
/// those of which the source is not wanted here.
async fn sorted(
    items: Vec<RemoteItem>,
    Looked { streams, seen, now }: Looked<'_>,
    account: &Account,
) -> (Vec<(Source, Vec<Carried>)>, Vec<RemoteId>) {
    let mut passed_over = Vec::new();
    let mut by_source: Vec<(Source, Vec<Marked>)> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for item in items {
        let Some(rid) = item.rid.clone() else { continue };
        let stream = item.stream.clone().unwrap_or_default();
        let source = streams.sources.get(&stream).or(streams.unsorted.as_ref());
        let Some(source) =
            source.filter(|source| !streams.removed.contains(&stream) && source.enabled)
        else {
            passed_over.push(rid);
            continue;
        };
        let marks = marks(&rid, &item, seen);
        let index = *at.entry(source.id.0.clone()).or_insert_with(|| {
            by_source.push((source.clone(), Vec::new()));
            by_source.len() - 1
        });
        by_source[index].1.push((rid, item, marks));
    }
    let name = account.name.clone();
    let prepared = tokio::task::spawn_blocking(move || {
        let mut empty = Vec::new();
        let all = by_source.into_iter().map(|(source, items)| {
            let (carried, without) = prepared(&source, items, now);
            empty.extend(without);
            (source, carried)
        });
        (all.collect::<Vec<_>>(), empty)
    });
    match prepared.await {
        Ok((all, empty)) => {
            passed_over.extend(empty);
            (all, passed_over)
        }
        Err(error) => {
            // A fault of this program: what was in the answer is asked for again.
            tracing::error!(account = %name, %error, "an answer could not be read");
            (Vec::new(), passed_over)
        }
    }
}

type Marks = Vec<(RemoteMark, bool)>;
/// An item as the server has it, and how it is marked there.
type Marked = (RemoteId, RemoteItem, Marks);

/// How an item is marked there: as the lists say, and as it says itself where they may not be
/// whole.
fn marks(rid: &RemoteId, item: &RemoteItem, seen: &plan::Seen) -> Marks {
    let read = !seen.unread.has(rid) && item.read.unwrap_or(true);
    let starred = seen.starred.has(rid) || item.starred.unwrap_or(false);
    let mut marks = vec![(RemoteMark::Read, read), (RemoteMark::Starred, starred)];
    for (name, list) in seen.labels.iter().flatten() {
        if starred && list.has(rid) {
            marks.push((RemoteMark::Label(name.clone()), true));
        }
    }
    marks
}

/// The items of one source, cleaned, the oldest first; those of which nothing is left are named.
fn prepared(source: &Source, mut items: Vec<Marked>, now: Moment) -> (Vec<Carried>, Vec<RemoteId>) {
    items.sort_by_key(|(rid, item, _)| (item.published, item.crawled, rid.clone()));
    let (mut kept, mut told, mut empty) = (Vec::new(), Vec::new(), Vec::new());
    for (rid, item, marks) in items {
        let seen = item.crawled.unwrap_or(now);
        let raw = RawItem {
            url: item.url,
            title: item.title,
            authors: item.author.into_iter().collect(),
            published: item.published.or(Some(seen)),
            content: Text::html(item.html),
            categories: item.categories,
            ..RawItem::default()
        };
        match raw.cleaned(Some(source.address.as_str()).filter(|base| !base.is_empty())) {
            Some(clean) => {
                kept.push(clean);
                told.push((rid, seen, marks));
            }
            None => empty.push(rid),
        }
    }
    let all = Prepared::all(kept, &source.id);
    let carried = all.into_iter().zip(told).map(|(prepared, (rid, seen, marks))| Carried {
        rid,
        prepared,
        seen,
        marks,
    });
    (carried.collect(), empty)
}
