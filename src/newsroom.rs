//! Store and desk at work together: every item comes in through here, whether a refresh, an
//! import or the sample edition brings it. What the keeper's thread owns is one [`Newsroom`].
//!
//! `arriving.rs` is what comes in, ready on whatever thread had the time; `placing.rs` judges and writes
//! one item after another; here is what the newsroom is asked for.

mod arriving;
mod placing;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::desk::{self, Analyzer, Arrival, Desk, LexiconError, Mutes, Settings, Watch, threads};
use crate::model::{
    Deed, Example, ItemId, Learnt, Moment, NewItem, Phrase, RemoteId, Source, SourceId, Stop,
};
use crate::store::{Found, Prepared, Store, StoreError};
pub use arriving::{Carried, Ready, Returning, Taken, Visited};
use placing::{judge, judged, take_one};

/// Why the newsroom did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum NewsroomError {
    /// The store said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The reader's own lexicon cannot be read.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

impl NewsroomError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            NewsroomError::Store(error) => error.phrase(),
            NewsroomError::Lexicon(error) => error.phrase(),
        }
    }
}

impl NewsroomError {
    /// Whether the store cannot be written, which keeps nobody from reading it.
    pub fn is_of_writing(&self) -> bool {
        match self {
            NewsroomError::Store(error) => error.is_of_writing(),
            NewsroomError::Lexicon(_) => false,
        }
    }
}

/// So many items are read at once when all are judged again.
const AT_ONCE: usize = 1_000;
/// The taste is learnt from so many titles of the reader's library, the last ones.
const LIBRARY: usize = 200;
/// So many of the last items follow at once when the reader changes what is watched or muted: some
/// months of most readers, and a second or two of work.
const FOLLOWING: usize = 20_000;
/// Under this name the store remembers with which settings its items were judged.
const SETTINGS: &str = "desk settings";

/// The writing connection and the desk that judges what goes through it.
#[derive(Debug)]
pub struct Newsroom {
    /// The store, for all that needs no judgement: marks, notes, sources.
    pub store: Store,
    desk: Desk,
    /// The last item that the desk knows of, if it was told of those before.
    known_up_to: Option<ItemId>,
    /// What the desk is asked to do.
    settings: Settings,
    /// How the store stood when the desk learnt the reader's taste, and when it was written last
    /// without a mark: by other programs, and by this one.
    learnt_at: Option<(i64, u64)>,
    /// Told how many items are judged again, while that goes on.
    told: OnJudged,
}

/// Whoever is told how far a work is.
struct OnJudged(Option<Box<dyn FnMut(usize) + Send>>);

impl std::fmt::Debug for OnJudged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("OnJudged").field(&self.0.is_some()).finish()
    }
}

impl Newsroom {
    /// Opens the store in a folder, and a desk that remembers what was judged last.
    ///
    /// # Errors
    /// Where the store or the reader's lexicon cannot be read.
    pub fn open(folder: &Path, settings: Settings) -> Result<Newsroom, NewsroomError> {
        Newsroom::open_unless(folder, settings, Stop::NEVER)
    }

    /// As [`Newsroom::open`]; where the store is to be brought up to date that may be asked to end.
    ///
    /// # Errors
    /// As [`Newsroom::open`], and [`StoreError::Stopped`].
    pub fn open_unless(
        folder: &Path,
        settings: Settings,
        stop: Stop,
    ) -> Result<Newsroom, NewsroomError> {
        let store = Store::open_unless(folder, stop)?;
        let desk = Desk::new(settings.clone())?;
        Ok(Newsroom {
            store,
            desk,
            known_up_to: None,
            settings,
            learnt_at: None,
            told: OnJudged(None),
        })
    }

    /// Has somebody told how many items are judged again, whenever that takes long.
    pub fn tell(&mut self, told: impl FnMut(usize) + Send + 'static) {
        self.told = OnJudged(Some(Box::new(told)));
    }

    /// What makes items ready for this newsroom, on any thread.
    pub fn analyzer(&self) -> Arc<Analyzer> {
        Arc::clone(self.desk.analyzer())
    }

    /// Watches and mutes other things from now on, and judges what came lately anew.
    ///
    /// # Errors
    /// Where the store cannot be read or written; the items stand as they did then.
    pub fn watch_and_mute(
        &mut self,
        watches: Vec<Watch>,
        mutes: Mutes,
    ) -> Result<usize, NewsroomError> {
        let settings = Settings { watches, mutes, ..self.settings.clone() };
        self.desk = Desk::new(settings.clone())?;
        self.settings = settings;
        self.known_up_to = None;
        self.learnt_at = None;
        self.follow_settings()
    }

    /// Whether the items were judged under other settings than today's.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_behind(store: &Store, settings: &Settings) -> Result<bool, StoreError> {
        let judged = store.remembered(SETTINGS)?;
        // A store that remembers none was judged with none, as far as is known.
        Ok(judged.unwrap_or_else(|| Settings::default().fingerprint()) != settings.fingerprint())
    }

    /// Judges what came lately again, if that was judged under other settings than today's: marks,
    /// notes and texts stay as they are. Returns how many items there were.
    ///
    /// # Errors
    /// Where the store cannot be read or written; nothing changes then.
    pub fn follow_settings(&mut self) -> Result<usize, NewsroomError> {
        if !Newsroom::is_behind(&self.store, &self.settings)? {
            return Ok(0);
        }
        let after = self.store.before_the_last(FOLLOWING)?.unwrap_or(ItemId(0));
        self.judge_after(after)
    }

    /// Marks what is in the reader's library, and judges what came lately anew: what is in it is not
    /// told, what is like it is. Returns how many items are in it.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn follow_library(&mut self) -> Result<usize, NewsroomError> {
        let marked = self.store.mark_owned()?;
        let after = self.store.before_the_last(FOLLOWING)?.unwrap_or(ItemId(0));
        self.judge_after(after)?;
        Ok(marked)
    }

    /// Takes a source's items in, in the order given, in one transaction: all of them are kept,
    /// judged and searchable when this returns, or none.
    ///
    /// # Errors
    /// Where the store cannot be written, or does not know the source.
    pub fn take_in(
        &mut self,
        source: &Source,
        items: &[NewItem],
        now: Moment,
    ) -> Result<Taken, NewsroomError> {
        let taken = self.take_runs(vec![(source.clone(), items.to_vec())], now)?;
        Ok(taken.into_iter().next().unwrap_or_default())
    }

    /// Takes in runs of items, each of one source, in the order given, in one transaction: as
    /// [`Newsroom::take_in`] one after another. Says of each run what came of it.
    ///
    /// # Errors
    /// As [`Newsroom::take_in`].
    pub fn take_runs(
        &mut self,
        runs: Vec<(Source, Vec<NewItem>)>,
        now: Moment,
    ) -> Result<Vec<Taken>, NewsroomError> {
        self.take_runs_on(threads::cores(), runs, now)
    }

    fn take_runs_on(
        &mut self,
        threads: usize,
        runs: Vec<(Source, Vec<NewItem>)>,
        now: Moment,
    ) -> Result<Vec<Taken>, NewsroomError> {
        let (mut sources, mut prepared) = (Vec::with_capacity(runs.len()), Vec::new());
        for (at, (source, items)) in runs.into_iter().enumerate() {
            prepared.extend(Prepared::all(items, &source.id).into_iter().map(|item| (at, item)));
            sources.push(source);
        }
        let by = self.desk.analyzer();
        let ready = |(at, item)| (at, Ready::of(item, &sources[at], by, None, now));
        let ready = threads::each_on(threads, prepared, ready);
        let run = |source| Visited { source, items: Vec::new(), visit: None };
        let mut visited: Vec<Visited> = sources.into_iter().map(run).collect();
        for (at, item) in ready {
            visited[at].items.push(item);
        }
        self.take(&mut visited, now)
    }

    /// Takes in what visits to several sources brought, and remembers the visits, all in one
    /// transaction: the disk is waited for once. Where a source fails each is taken in by itself, so
    /// that its failure is its own; where the store does, no other would fare better. Says of each
    /// visit, in their order, what came of it.
    pub fn take_visits(
        &mut self,
        mut visited: Vec<Visited>,
        now: Moment,
    ) -> Vec<Result<Taken, NewsroomError>> {
        if visited.len() > 1 {
            match self.take(&mut visited, now) {
                Ok(taken) => return taken.into_iter().map(Ok).collect(),
                Err(NewsroomError::Store(failed)) => {
                    let of_all = || Some(Err(NewsroomError::Store(failed.of_all()?)));
                    if let Some(failed) = visited.iter().map(|_| of_all()).collect() {
                        return failed;
                    }
                }
                Err(NewsroomError::Lexicon(_)) => {}
            }
        }
        let mut alone = |one: &mut Visited| {
            let taken = self.take(std::slice::from_mut(one), now)?;
            Ok(taken.into_iter().next().unwrap_or_default())
        };
        visited.iter_mut().map(&mut alone).collect()
    }

    /// Takes items in that a reader server carries, each source's in the order given, all in one
    /// transaction: with them it is kept which they are there and how they are marked there. They
    /// were first seen when the server found them, so that old ones are no news of today. Items of
    /// which the source is not wanted here are only remembered.
    ///
    /// # Errors
    /// As [`Newsroom::take_in`].
    pub fn take_carried(
        &mut self,
        account: &str,
        items: &[(Source, Vec<Carried>)],
        passed_over: &[RemoteId],
        now: Moment,
    ) -> Result<Taken, NewsroomError> {
        self.remember()?;
        self.known_up_to = None;
        let mut transaction = self.store.begin()?;
        let mut taken = Taken::default();
        for (source, carried) in items {
            let new = taken.new.len();
            for Carried { rid, prepared, seen, marks } in carried {
                let desk = &mut self.desk;
                let seen = (*seen).min(now);
                let found =
                    take_one(&mut transaction, desk, source, (prepared, None), (now, seen))?;
                let (id, is_new) = match found {
                    Found::New(id, _) => {
                        taken.new.push(id);
                        (id, true)
                    }
                    Found::Changed(id, ..) => {
                        taken.updated.push(id);
                        (id, false)
                    }
                    Found::Same(id) => {
                        taken.same += 1;
                        (id, false)
                    }
                };
                transaction.carry(account, rid, id, is_new, marks, now)?;
            }
            transaction.record_carried(&source.id, taken.new.len() > new, now)?;
        }
        for rid in passed_over {
            transaction.pass_over(account, rid)?;
        }
        transaction.revise(&self.desk.settle())?;
        transaction.commit()?;
        self.known_up_to = Some(self.store.last_id()?);
        Ok(taken)
    }

    /// Takes a source's items back as an archive has them, each under its own number unless that
    /// was given to another one meanwhile; one that is here already stays as it is. Returns the
    /// number that each has.
    ///
    /// # Errors
    /// As [`Newsroom::take_in`].
    pub fn take_back(
        &mut self,
        source: &Source,
        items: &[Returning],
        now: Moment,
    ) -> Result<Vec<ItemId>, NewsroomError> {
        self.remember()?;
        self.known_up_to = None;
        let mut transaction = self.store.begin()?;
        let mut numbers = Vec::with_capacity(items.len());
        for Returning { no, seen, item } in items {
            transaction.number_from(*no);
            let now = seen.map_or(now, |seen| seen.min(now));
            let prepared = &Prepared::of(item.clone(), &source.id);
            numbers.push(match transaction.find(&source.id, prepared, now)? {
                Found::New(id, published) => {
                    let arrival = Arrival { id, item, source, published, known: None };
                    let judged = judged(&mut self.desk, &transaction, &arrival, None)?;
                    transaction.insert(id, prepared, published, &judged, now)?;
                    id
                }
                Found::Changed(id, ..) | Found::Same(id) => id,
            });
        }
        transaction.revise(&self.desk.settle())?;
        transaction.commit()?;
        self.known_up_to = Some(self.store.last_id()?);
        Ok(numbers)
    }

    /// Judges every item again, in the order in which they came, as if the store were filled anew
    /// with today's rules; marks, notes and texts stay as they are. Returns how many there were.
    ///
    /// # Errors
    /// Where the store cannot be read or written; nothing changes then.
    pub fn reindex(&mut self) -> Result<usize, NewsroomError> {
        self.judge_after(ItemId(0))
    }

    /// Judges all that came after an item again, all of it or none: also where the store is asked to stop.
    fn judge_after(&mut self, after: ItemId) -> Result<usize, NewsroomError> {
        let sources: HashMap<SourceId, Source> = self
            .store
            .every_source()?
            .into_iter()
            .map(|source| (source.id.clone(), source))
            .collect();
        self.listen()?;
        self.recall(after)?;
        self.known_up_to = None;
        let stop = self.store.stop();
        let mut transaction = self.store.begin()?;
        let open = transaction.forget_stories(after)?;
        transaction.revise(&self.desk.count_again(&open))?;
        let (mut last, mut count) = (after, 0);
        loop {
            if stop.is_asked() {
                return Err(StoreError::Stopped.into());
            }
            let items = transaction.stored_after(last, AT_ONCE)?;
            let Some(end) = items.last() else { break };
            last = end.id;
            count += items.len();
            let by = self.desk.analyzer();
            let analyzed = threads::each_on(threads::cores(), items.iter().collect(), |stored| {
                let source = sources.get(&stored.source)?;
                Some((stored, source, by.analyze(&stored.item, source, stored.published)))
            });
            for (stored, source, analysis) in analyzed.into_iter().flatten() {
                let (item, published) = (&stored.item, stored.published);
                let arrival = Arrival { id: stored.id, item, source, published, known: None };
                let judged = judged(&mut self.desk, &transaction, &arrival, Some(analysis))?;
                transaction.rejudge(stored.id, &judged, &stored.item.summary)?;
                transaction.index_again(stored)?;
            }
            transaction.revise(&self.desk.settle())?;
            if let Some(tell) = &mut self.told.0 {
                tell(count);
            }
        }
        transaction.commit()?;
        self.store.remember(SETTINGS, &self.settings.fingerprint())?;
        Ok(count)
    }

    fn take(&mut self, visited: &mut [Visited], now: Moment) -> Result<Vec<Taken>, NewsroomError> {
        self.remember()?;
        let taken = self.write(visited, now);
        // What was written here was no mark.
        if let Some((_, rows)) = &mut self.learnt_at {
            *rows = self.store.rows_written();
        }
        // What the desk saw may not have been kept: it reads it all again next time.
        self.known_up_to = if taken.is_ok() { Some(self.store.last_id()?) } else { None };
        taken
    }

    /// Tells the desk what is in the store, unless it knows: at the first arrival, after a
    /// failure, and when another program has written to the store.
    fn remember(&mut self) -> Result<(), NewsroomError> {
        self.listen()?;
        let last = self.store.last_id()?;
        if self.known_up_to != Some(last) {
            self.recall(last)?;
        }
        Ok(())
    }

    /// Has the desk remember the last items up to one, and nothing else.
    fn recall(&mut self, up_to: ItemId) -> Result<(), NewsroomError> {
        self.desk.forget();
        self.desk.recall(self.store.past(up_to, desk::WINDOW)?);
        Ok(())
    }

    /// Tells the desk what the reader moved and starred: at every arrival, so that it makes no
    /// difference when the program began.
    fn listen(&mut self) -> Result<(), NewsroomError> {
        self.desk.follow(self.store.pane_rules()?, self.store.moved()?);
        let stands = (self.store.data_version()?, self.store.rows_written());
        if self.learnt_at != Some(stands) {
            let mut examples = self.store.examples()?;
            // What somebody keeps in a library of theirs is as good as starred.
            examples.extend(self.store.owned_titles(LIBRARY)?.into_iter().map(|title| Example {
                deed: Deed::Starred,
                title,
                topics: Vec::new(),
                source: SourceId::default(),
            }));
            self.desk.learn(&examples);
            self.learnt_at = Some(stands);
        }
        Ok(())
    }

    /// What is learnt of the reader's taste.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn taste(&mut self) -> Result<&Learnt, NewsroomError> {
        self.listen()?;
        Ok(self.desk.learnt())
    }

    /// Forgets the reader's taste, so that only marks made from now on count, and judges what came
    /// lately without it. Returns how many items there were.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn forget_taste(&mut self, now: Moment) -> Result<usize, NewsroomError> {
        self.store.forget_taste(now)?;
        let after = self.store.before_the_last(FOLLOWING)?.unwrap_or(ItemId(0));
        self.judge_after(after)
    }

    fn write(&mut self, visited: &mut [Visited], now: Moment) -> Result<Vec<Taken>, NewsroomError> {
        let mut transaction = self.store.begin()?;
        let mut all = Vec::with_capacity(visited.len());
        for Visited { source, items, visit } in visited {
            let taken = judge(&mut transaction, &mut self.desk, source, items, now)?;
            if let Some(visit) = visit {
                if !taken.new.is_empty() {
                    visit.state.last_new = Some(now);
                }
                transaction.record(visit)?;
            }
            all.push(taken);
        }
        transaction.revise(&self.desk.settle())?;
        transaction.commit()?;
        Ok(all)
    }
}

#[cfg(test)]
mod tests;
