//! What a pass does about what it saw: which contents to ask for, which marks to change here, which
//! waiting marks are settled, and what is to be asked about before any of it is believed. Pure:
//! lists, what is known and what waits go in, a [`Plan`] comes out.

use std::collections::{HashMap, HashSet};

use crate::model::account::{Account, KnownItem, Verdict, Waiting};
use crate::model::{ItemId, RemoteId, RemoteMark};

/// A list of items as the server gave it.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// Its items, in its order: the newest first.
    pub order: Vec<RemoteId>,
    /// In how many pages it came. More than one may have been shifted against each other by marks
    /// that others set meanwhile.
    pages: usize,
    ids: HashSet<RemoteId>,
}

impl List {
    /// Adds a page; whether it held anything that was not there.
    pub fn add(&mut self, page: Vec<RemoteId>) -> bool {
        self.pages += 1;
        let before = self.order.len();
        for id in page {
            if self.ids.insert(id.clone()) {
                self.order.push(id);
            }
        }
        self.order.len() > before
    }

    /// Whether an item is in it.
    pub fn has(&self, id: &RemoteId) -> bool {
        self.ids.contains(id)
    }

    /// How many items it has.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    fn is_in_pages(&self) -> bool {
        self.pages > 1
    }
}

/// What a pass saw.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// The unread items, whole.
    pub unread: List,
    /// The starred items, whole.
    pub starred: List,
    /// The newest items, or all of them.
    pub listed: List,
    /// Whether `listed` goes to the end.
    pub to_the_end: bool,
    /// The items of each label, where labels are kept in step.
    pub labels: Option<HashMap<String, List>>,
}

/// What must be so at the server if the lists were whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// The item is read.
    Read,
    /// It is not starred.
    Unstarred,
    /// It is not there.
    Gone,
}

/// What the server says of an item when it is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ServerMarks {
    /// Whether it is read, if the answer tells.
    pub read: Option<bool>,
    /// Whether it is starred, if the answer tells.
    pub starred: Option<bool>,
}

/// What is to be done.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Contents to ask for, with their places; without one they are beyond what is taken.
    pub wanted: Vec<(RemoteId, Option<i64>)>,
    /// What is to be asked about first.
    pub doubts: Vec<(RemoteId, Expected)>,
    /// What is done about marks, if no doubt comes true.
    pub verdict: Verdict,
}

/// So many items that were listed turn read without being asked about.
const FEW: usize = 20;
/// So many of a larger number are asked about.
const SAMPLE: usize = 50;
/// After so many passes in which the server has not what it said to have, the local mark follows.
const MOST_DISAGREED: u32 = 2;
/// Places of items that are neither unread nor starred begin here.
const LATER: i64 = 1 << 32;

/// What to do about what was seen. `wanted` are the contents that are to be asked for already;
/// `is_first` says that nothing was compared before, so that the account's cap holds.
pub fn plan(
    account: &Account,
    known: &HashMap<RemoteId, KnownItem>,
    waiting: &[Waiting],
    wanted: &HashMap<RemoteId, Option<i64>>,
    seen: &Seen,
    is_first: bool,
) -> Plan {
    let mut plan =
        Plan { wanted: wants(account, known, wanted, seen, is_first), ..Plan::default() };
    let there = There::of(known, seen);
    let rows: HashMap<(&RemoteId, &RemoteMark), &Waiting> =
        waiting.iter().map(|row| ((&row.rid, &row.mark), row)).collect();
    // What waits for one of an item's numbers holds the mark of the item.
    let held: HashSet<(ItemId, &RemoteMark)> =
        waiting.iter().filter_map(|row| Some((row.item?, &row.mark))).collect();
    let mut following = HashSet::new();
    for row in waiting {
        settle(account, row, known, seen, &there, &mut plan.verdict, &mut following);
    }
    let is_held = |item: ItemId, mark: &RemoteMark| {
        held.contains(&(item, mark)) && !following.contains(&(item, mark.clone()))
    };
    let mut decided = HashSet::new();
    for (rid, it) in known {
        let Some(item) = it.item else { continue };
        let is_listed = seen.unread.has(rid) || seen.starred.has(rid) || seen.listed.has(rid);
        if is_listed && it.gone {
            plan.verdict.gone.push((rid.clone(), false));
        }
        if !is_listed && (it.gone || seen.to_the_end) {
            if !it.gone {
                plan.verdict.gone.push((rid.clone(), true));
            }
            continue;
        }
        note_missed(rid, it, seen, &mut plan.verdict);
        // Several numbers may be one item here: it is decided once.
        if !decided.insert(item) {
            continue;
        }
        let read = !there.unread.contains(&item);
        let missed_before = it.missed_unread || !seen.unread.is_in_pages();
        let may_turn = !read || missed_before;
        if read != it.read && may_turn && !is_held(item, &RemoteMark::Read) {
            plan.verdict.changes.push((item, RemoteMark::Read, read));
        }
        let starred = there.starred.contains(&item);
        let missed_before = it.missed_starred || !seen.starred.is_in_pages();
        let may_turn = starred || missed_before;
        if starred != it.starred && may_turn && !is_held(item, &RemoteMark::Starred) {
            plan.verdict.changes.push((item, RemoteMark::Starred, starred));
        }
        for (name, list) in seen.labels.iter().flatten() {
            let mark = RemoteMark::Label(name.clone());
            let on = list.has(rid);
            let is_tagged = it.tags.contains(name);
            let holds = rows.contains_key(&(rid, &mark)) || is_held(item, &mark);
            if on != is_tagged && (it.starred || starred) && !holds {
                plan.verdict.changes.push((item, mark, on));
            }
        }
    }
    plan.verdict.changes.sort();
    plan.verdict.gone.sort();
    plan.doubts = doubts(known, seen, &plan.verdict);
    plan
}

/// Which items of this store are unread and starred there, whatever number they have.
struct There {
    unread: HashSet<ItemId>,
    starred: HashSet<ItemId>,
}

impl There {
    fn of(known: &HashMap<RemoteId, KnownItem>, seen: &Seen) -> There {
        let items = |list: &List| {
            let item = |rid| known.get(rid).and_then(|known: &KnownItem| known.item);
            list.order.iter().filter_map(item).collect()
        };
        There { unread: items(&seen.unread), starred: items(&seen.starred) }
    }
}

/// Whether a waiting mark needs no longer wait.
fn settle(
    account: &Account,
    row: &Waiting,
    known: &HashMap<RemoteId, KnownItem>,
    seen: &Seen,
    there: &There,
    verdict: &mut Verdict,
    following: &mut HashSet<(ItemId, RemoteMark)>,
) {
    let list = match &row.mark {
        RemoteMark::Read => Some(&seen.unread),
        RemoteMark::Starred => Some(&seen.starred),
        RemoteMark::Label(name) => seen.labels.as_ref().and_then(|labels| labels.get(name)),
    };
    let Some(list) = list else {
        // A label that the server does not have is on no item.
        if seen.labels.is_some() && row.sent && !row.on {
            verdict.settled.push(row.no);
        }
        return;
    };
    let on = (row.mark == RemoteMark::Read) != list.has(&row.rid);
    let is_sent = row.sent && account.sends(&row.mark);
    if on == row.on {
        // One that is still to be sent is sent: the server may have changed its mind since.
        if is_sent || row.is_set_aside() || !account.sends(&row.mark) {
            verdict.settled.push(row.no);
        }
    } else if is_sent && row.disagreed + 1 >= MOST_DISAGREED {
        verdict.refused.push(row.no);
        if let (Some(item), true) = (row.item, known.contains_key(&row.rid)) {
            // It follows below, unless another number of the item says otherwise.
            let as_there = match row.mark {
                RemoteMark::Read => !there.unread.contains(&item),
                RemoteMark::Starred => there.starred.contains(&item),
                RemoteMark::Label(_) => on,
            };
            if as_there == on {
                following.insert((item, row.mark.clone()));
            }
        }
    } else if is_sent {
        verdict.disagreed.push(row.no);
    }
}

/// Remembers what lists of several pages missed, where that is not known yet.
fn note_missed(rid: &RemoteId, it: &KnownItem, seen: &Seen, verdict: &mut Verdict) {
    let unread = seen.unread.is_in_pages() && !it.read && !seen.unread.has(rid);
    let starred = seen.starred.is_in_pages() && it.starred && !seen.starred.has(rid);
    if (unread, starred) != (it.missed_unread, it.missed_starred) {
        verdict.missed.push((rid.clone(), unread, starred));
    }
}

/// Contents that are not here: unread and starred ones first, the newest first.
fn wants(
    account: &Account,
    known: &HashMap<RemoteId, KnownItem>,
    wanted: &HashMap<RemoteId, Option<i64>>,
    seen: &Seen,
    is_first: bool,
) -> Vec<(RemoteId, Option<i64>)> {
    let mut room = if is_first {
        account.items.saturating_sub(known.len() + wanted.len())
    } else {
        usize::MAX
    };
    let mut taken = HashSet::new();
    let mut wants = Vec::new();
    for (list, from) in [(&seen.unread, 0), (&seen.starred, 0), (&seen.listed, LATER)] {
        for (place, rid) in (from..).zip(&list.order) {
            // What was beyond the cap comes all the same once it is starred.
            let is_starred_now = seen.starred.has(rid) && wanted.get(rid) == Some(&None);
            let is_here = known.contains_key(rid) || wanted.contains_key(rid);
            if is_here && !is_starred_now || !taken.insert(rid) {
                continue;
            }
            wants.push((rid.clone(), (room > 0).then_some(place)));
            room = room.saturating_sub(1);
        }
    }
    wants
}

/// What is to be asked about before the lists are believed to be whole.
fn doubts(
    known: &HashMap<RemoteId, KnownItem>,
    seen: &Seen,
    verdict: &Verdict,
) -> Vec<(RemoteId, Expected)> {
    let mut rids: HashMap<ItemId, &RemoteId> = HashMap::new();
    for (rid, item) in known.iter().filter_map(|(rid, known)| Some((rid, known.item?))) {
        let kept = rids.entry(item).or_insert(rid);
        if known[*kept].gone || rid > *kept && !known[rid].gone {
            *kept = rid;
        }
    }
    let turning = |mark: &RemoteMark, to: bool| -> Vec<RemoteId> {
        let items = verdict.changes.iter().filter(|(_, of, on)| of == mark && *on == to);
        items.filter_map(|(item, ..)| rids.get(item).map(|rid| (*rid).clone())).collect()
    };
    let read = turning(&RemoteMark::Read, true);
    let unstarred = turning(&RemoteMark::Starred, false);
    let gone: Vec<RemoteId> =
        verdict.gone.iter().filter(|(_, gone)| *gone).map(|(rid, _)| rid.clone()).collect();
    let mut doubts = Vec::new();
    // What was not listed may not be there at all: a rebuilt server calls everything otherwise.
    let is_proven = read.iter().all(|rid| seen.listed.has(rid));
    if read.len() > FEW || seen.unread.is_empty() || !is_proven {
        doubts.extend(sample(read).map(|rid| (rid, Expected::Read)));
    }
    doubts.extend(unstarred.into_iter().map(|rid| (rid, Expected::Unstarred)));
    if gone.len() > FEW || seen.listed.is_empty() {
        doubts.extend(sample(gone).map(|rid| (rid, Expected::Gone)));
    }
    doubts
}

/// Some of many, over all of their length.
fn sample(all: Vec<RemoteId>) -> impl Iterator<Item = RemoteId> {
    let step = all.len().div_ceil(SAMPLE).max(1);
    all.into_iter().step_by(step)
}

/// The lists were not whole: nothing of what they say about marks is to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubtful;

impl Plan {
    /// The verdict once the server told of what was asked about. What it gives no more is gone, and
    /// stays as it is here; where it does not tell of stars, none is taken.
    ///
    /// # Errors
    /// [`Doubtful`] where one item is not as the lists say.
    pub fn confirmed(
        self,
        known: &HashMap<RemoteId, KnownItem>,
        told: &HashMap<RemoteId, ServerMarks>,
    ) -> Result<Verdict, Doubtful> {
        let mut stay: HashSet<(ItemId, RemoteMark)> = HashSet::new();
        let mut read: HashSet<ItemId> = HashSet::new();
        let mut misses = false;
        let mut verdict = self.verdict;
        for (rid, expected) in &self.doubts {
            let item = known.get(rid).and_then(|known| known.item);
            match (expected, told.get(rid)) {
                (Expected::Gone, Some(_))
                | (Expected::Read, Some(ServerMarks { read: Some(false), .. }))
                | (Expected::Unstarred, Some(ServerMarks { starred: Some(true), .. })) => {
                    return Err(Doubtful);
                }
                (Expected::Read, Some(_)) => read.extend(item),
                (Expected::Gone, None)
                | (Expected::Unstarred, Some(ServerMarks { starred: Some(false), .. })) => {}
                (Expected::Unstarred, Some(ServerMarks { starred: None, .. })) => {
                    stay.extend(item.map(|item| (item, RemoteMark::Starred)));
                }
                (Expected::Read | Expected::Unstarred, None) => {
                    misses |= *expected == Expected::Read;
                    verdict.gone.push((rid.clone(), true));
                    stay.extend(item.map(|item| (item, RemoteMark::Starred)));
                    stay.extend(item.map(|item| (item, RemoteMark::Read)));
                }
            }
        }
        // Where some of those that were asked about are not there, the others may not be either.
        let is_sure = |item: &ItemId, mark: &RemoteMark, on: bool| {
            !(misses && *mark == RemoteMark::Read && on) || read.contains(item)
        };
        verdict.changes.retain(|(item, mark, on)| {
            !stay.contains(&(*item, mark.clone())) && is_sure(item, mark, *on)
        });
        Ok(verdict)
    }
}

#[cfg(test)]
mod tests;
