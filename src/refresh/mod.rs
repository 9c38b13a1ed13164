//! The pipeline: who is due, ask, read, judge and store, and say how it went; used by the reader's
//! background task and by `jogan refresh` alike.
//!
//! Many sources are asked at once, all by one task; reading runs on threads of its own and writing
//! on the keeper's. A source's failure is its own. Each source is one transaction, and it is
//! reported done only after that. Dropping the pass ends it at once: what was stored stays, what
//! was not is asked again. The smallest example of a file is `schedule.rs`.

mod accounts;
mod failure;
mod finding;
mod follow;
mod full_text;
mod gather;
mod keeping;
mod look;
mod picture;
mod profiles;
mod report;
mod saving;
mod schedule;
mod together;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::{Semaphore, oneshot};

use crate::desk::Analyzer;
use crate::fetch::Fetcher;
use crate::lang::Lang;
use crate::model::account::ACCOUNT;
use crate::model::source::is_secret_option;
use crate::model::{FetchState, Hints, Moment, Source, SourceId, Validators, Visit};
use crate::newsroom::{Newsroom, Ready, Taken, Visited};
use crate::sources::{self, Kind};
use crate::store::{Keeper, StoreError};
pub use accounts::accounts;
pub use failure::Failure;
pub use finding::{Findings, find};
pub use follow::{Added, Followed, follow, follow_typed, named};
pub use full_text::full_text;
use gather::{Gathered, gather};
use keeping::Waiting;
pub use look::{Found, Look, look};
pub use picture::picture;
pub use profiles::{SwitchedOn, on_of, switch_on};
pub use report::{Note, Outcome, Progress, RefreshError, Report, Summary, Which};
pub use saving::{Saved, save};
pub use together::together;

/// What is read and not yet stored takes seats, one for each [`SEAT`] bytes of the answer it was
/// read from; the rest waits as bytes. What is read takes several times as much memory.
const SEATS: u32 = 24;
const SEAT: usize = 128 * 1024;

/// So many items that an earlier version stored are packed after a pass: a second's work. `jogan
/// tidy` packs all of them.
const PACKED_AT_ONCE: usize = 20_000;

/// Visits sources and stores what they bring, telling how it goes. `now` is the time of the pass.
///
/// # Errors
/// Only where the store fails, or a named source is not in it; a source's failure is in its
/// [`Report`] and in the [`Summary`].
pub async fn refresh(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    which: Which,
    now: Moment,
    mut tell: impl FnMut(Progress),
) -> Result<Summary, RefreshError> {
    let began = Instant::now();
    let begun = keeper.ask(move |newsroom| {
        let list = chosen(newsroom, which, now)?;
        Ok::<_, StoreError>((list, newsroom.analyzer()))
    });
    let (list, analyzer) = begun.await??;
    let making = Making { analyzer, waiting: Arc::default() };
    tell(Progress::Started { total: list.len() });
    let mut pass = Pass { keeper, fetcher, making, now, summary: Summary::default() };
    pass.run(list, &mut tell).await?;
    let mut summary = pass.summary;
    // Nothing waits for it, and what fails is tried again the next time.
    keeper.tell(|newsroom| {
        if let Err(error) = newsroom.store.pack_more(PACKED_AT_ONCE) {
            tracing::warn!(%error, "the texts of an earlier version were not packed");
        }
    });
    summary.seconds = began.elapsed().as_secs_f64();
    let Summary { sources, failed, new, seconds, offline, .. } = &summary;
    tracing::info!(sources, failed, new, seconds, offline, "refreshed");
    tell(Progress::Finished(summary.clone()));
    Ok(summary)
}

fn chosen(
    newsroom: &mut Newsroom,
    which: Which,
    now: Moment,
) -> Result<Vec<(Source, FetchState)>, StoreError> {
    let store = &newsroom.store;
    match which {
        Which::Due => store.due(now, false),
        Which::All => store.due(now, true),
        Which::Account { .. } => Ok(Vec::new()),
        Which::Named(names) => {
            let one = |id: &SourceId| Ok((store.source(id)?, store.fetch_state(id)?));
            let all: Vec<_> = names.iter().map(one).collect::<Result<_, StoreError>>()?;
            // What an account carries comes from its server.
            let is_visited = |(source, _): &(Source, _)| !source.options.contains_key(ACCOUNT);
            Ok(all.into_iter().filter(is_visited).collect())
        }
    }
}

/// What the visits of a pass share.
#[derive(Clone)]
struct Making {
    /// Makes items ready where they are read.
    analyzer: Arc<Analyzer>,
    /// What is ready and not kept yet.
    waiting: Arc<Waiting>,
}

struct Pass<'a> {
    keeper: &'a Keeper<Newsroom>,
    fetcher: &'a Fetcher,
    making: Making,
    now: Moment,
    summary: Summary,
}

/// A visit that is over.
enum Done {
    /// It brought items, and all is stored.
    Stored(Report),
    /// It brought none; this is still to be remembered.
    Empty(Report, Visit),
    /// This host was not reached; what to remember depends on how the others fare.
    Unreachable(Report, String, Visit),
}

impl Pass<'_> {
    async fn run(
        &mut self,
        list: Vec<(Source, FetchState)>,
        tell: &mut impl FnMut(Progress),
    ) -> Result<(), RefreshError> {
        let (keeper, fetcher, now) = (self.keeper, self.fetcher, self.now);
        let making = &self.making.clone();
        let seats = &Semaphore::new(SEATS as usize);
        let mut visits: FuturesUnordered<_> = list
            .into_iter()
            .map(|(source, state)| {
                Box::pin(visit(keeper, fetcher, seats, making, source, state, now))
            })
            .collect();
        let (mut reached, mut unreachable) = (false, Vec::new());
        // Visits without items cost the disk one write together: while one batch is being
        // written, the next one gathers.
        let (mut waiting, mut writing) = (Batch::default(), Batch::default());
        let mut written = None;
        loop {
            tokio::select! {
                Some(done) = visits.next() => match done? {
                    Done::Stored(report) => {
                        reached = true;
                        self.report(report, tell);
                    }
                    Done::Empty(report, visit) => {
                        reached = true;
                        waiting.push(report, visit);
                    }
                    Done::Unreachable(report, host, visit) => {
                        self.report(report, tell);
                        unreachable.push((host, visit));
                    }
                },
                result = wait(&mut written), if written.is_some() => {
                    written = None;
                    result??;
                    for report in std::mem::take(&mut writing.reports) {
                        self.report(report, tell);
                    }
                }
                else => break,
            }
            if written.is_none() && !waiting.visits.is_empty() {
                writing = std::mem::take(&mut waiting);
                written = Some(self.record(std::mem::take(&mut writing.visits)));
            }
        }
        if !unreachable.is_empty() {
            // One host that is down is its own fault; several at once and nobody else answering
            // is ours.
            let hosts: BTreeSet<&str> = unreachable.iter().map(|(host, _)| host.as_str()).collect();
            self.summary.offline = !reached && hosts.len() > 1;
            if self.summary.offline {
                for (_, visit) in &mut unreachable {
                    blame_the_network(visit, now);
                }
            }
            self.record(unreachable.into_iter().map(|(_, visit)| visit).collect()).await??;
        }
        Ok(())
    }

    fn record(&self, visits: Vec<Visit>) -> oneshot::Receiver<Result<(), StoreError>> {
        self.keeper.ask(move |newsroom| newsroom.store.record(&visits))
    }

    fn report(&mut self, report: Report, tell: &mut impl FnMut(Progress)) {
        let summary = &mut self.summary;
        summary.sources += 1;
        match &report.outcome {
            Outcome::Fresh { new, updated } => {
                summary.ok += 1;
                summary.new += new;
                summary.updated += updated;
                tracing::info!(source = %report.source.0, new, updated, "visited");
            }
            Outcome::Unchanged => summary.unchanged += 1,
            Outcome::Failed(why) => {
                tracing::warn!(source = %report.source.0, why = %why.say(Lang::En), "failed");
                summary.failed += 1;
                summary.failures.push((report.source.clone(), why.clone()));
            }
        }
        tell(Progress::Done(report));
    }
}

/// Reports that wait for their visits to be written.
#[derive(Default)]
struct Batch {
    reports: Vec<Report>,
    visits: Vec<Visit>,
}

impl Batch {
    fn push(&mut self, report: Report, visit: Visit) {
        self.reports.push(report);
        self.visits.push(visit);
    }
}

async fn wait<T>(
    written: &mut Option<oneshot::Receiver<T>>,
) -> Result<T, oneshot::error::RecvError> {
    match written {
        Some(written) => written.await,
        None => std::future::pending().await,
    }
}

/// Without a network no source is to blame: they are all asked again soon, and none counts a
/// failure.
fn blame_the_network(visit: &mut Visit, now: Moment) {
    visit.state.failures = visit.state.failures.saturating_sub(1);
    if visit.state.failures == 0 {
        visit.state.failing_since = None;
    }
    visit.state.next_due = Some(schedule::without_network(now));
}

async fn visit(
    keeper: &Keeper<Newsroom>,
    fetcher: &Fetcher,
    seats: &Semaphore,
    making: &Making,
    source: Source,
    state: FetchState,
    now: Moment,
) -> Result<Done, RefreshError> {
    let gathered = match gather(fetcher, seats, &source, &state, now).await {
        Ok(gathered) => gathered,
        Err(failure) => return Ok(failed(&source, state, &failure, now)),
    };
    let Gathered { items, validators, hints, wishes, title, .. } = gathered;
    let Gathered { moved_to, found_on_page, elsewhere, left_secrets, network, .. } = gathered;
    let Gathered { cut_short, place, seat, .. } = gathered;
    // What is for the page's own server alone stays there.
    let without_secrets = elsewhere && source.options.keys().any(|name| is_secret_option(name));
    let double = match &moved_to {
        Some(address) => double_of(keeper, &source, address.clone()).await?,
        None => None,
    };
    let off = double.is_some();
    let moved = |address| match (found_on_page, without_secrets) {
        (true, true) => Note::FeedFoundElsewhere(address),
        (true, false) => Note::FeedFound(address),
        (false, _) => Note::Moved(address),
    };
    let before = state.clone();
    let visited_before = before.last_success.is_some();
    // Said once: it is so at every visit.
    let stays = (left_secrets && !visited_before).then_some(Note::SecretsStay);
    let note = double.map(Note::Doubles).or_else(|| moved_to.clone().map(moved)).or(stays);
    let state = FetchState { network: state.network.or(network), ..state };
    let state = match &cut_short {
        Some(failure) => after_failure(&source, state.clone(), failure, now),
        None => after_success(&source, &state, validators, &hints, wishes, now),
    };
    let named = if visited_before { None } else { sources::own_name(&source, title) };
    let visit = Visit { source: source.id.clone(), state, moved_to, without_secrets, named, off };
    let report = |outcome| Report { source: visit.source.clone(), outcome, note: note.clone() };
    let Some(items) = items else {
        if source.full_text {
            full_text::full_texts(keeper, fetcher, source.id, Vec::new(), now).await?;
        }
        return Ok(Done::Empty(report(Outcome::Unchanged), visit));
    };
    let ready = {
        let (source, by) = (source.clone(), Arc::clone(&making.analyzer));
        let since = before.last_success;
        let ready = move || Ready::all(items, &source, &by, since, now);
        tokio::task::spawn_blocking(ready).await
    };
    let Ok(ready) = ready else {
        let failure = Failure::Broke(source.address.clone());
        return Ok(failed(&source, before, &failure, now));
    };
    let visited = Visited { source: source.clone(), items: ready, visit: Some(visit.clone()) };
    let Taken { new, updated, same } = making.waiting.keep(keeper, visited, now).await?;
    drop((place, seat));
    if source.full_text {
        full_text::full_texts(keeper, fetcher, source.id, new.clone(), now).await?;
    }
    let outcome = match cut_short {
        Some(failure) => Outcome::Failed(failure.phrase()),
        None if new.is_empty() && updated.is_empty() && (same > 0 || visited_before) => {
            Outcome::Unchanged
        }
        None => Outcome::Fresh { new: new.len(), updated: updated.len() },
    };
    Ok(Done::Stored(report(outcome)))
}

/// Another source that is asked what this one would be at its new address.
async fn double_of(
    keeper: &Keeper<Newsroom>,
    source: &Source,
    address: String,
) -> Result<Option<SourceId>, RefreshError> {
    let moved = Source { address, ..source.clone() };
    let others = keeper.ask(|newsroom| newsroom.store.sources()).await??;
    let other = others
        .into_iter()
        .find(|other| other.enabled && other.id != moved.id && other.asks() == moved.asks());
    Ok(other.map(|other| other.id))
}

fn failed(source: &Source, state: FetchState, failure: &Failure, now: Moment) -> Done {
    let state = after_failure(source, state, failure, now);
    let report = Report {
        source: source.id.clone(),
        outcome: Outcome::Failed(failure.phrase()),
        note: state.gone.then_some(Note::Gone),
    };
    let off = state.gone;
    let visit = Visit { source: source.id.clone(), state, off, ..Visit::default() };
    match failure.unreachable() {
        Some(host) => Done::Unreachable(report, host.to_owned(), visit),
        None => Done::Empty(report, visit),
    }
}

/// The least minutes between two visits: the source's own wish, else its kind's.
fn interval(source: &Source) -> u32 {
    let own = || sources::kind(&source.kind).map_or(60, Kind::interval_minutes);
    source.interval_minutes.unwrap_or_else(own)
}

fn after_success(
    source: &Source,
    before: &FetchState,
    validators: Validators,
    hints: &Hints,
    wishes: Option<Hints>,
    now: Moment,
) -> FetchState {
    // An answer that nothing has changed leaves the feed's own wishes as they were.
    let wishes = wishes.unwrap_or_else(|| before.wishes.clone());
    let due = schedule::after_success(now, interval(source), &hints.with(&wishes));
    FetchState {
        validators,
        next_due: Some(due),
        last_attempt: Some(now),
        last_success: Some(now),
        first_success: before.first_success.or(Some(now)),
        last_new: before.last_new,
        failing_since: None,
        last_error: None,
        failures: 0,
        gone: false,
        network: before.network,
        wishes,
    }
}

/// What was known before a failure is still true after it.
fn after_failure(
    source: &Source,
    before: FetchState,
    failure: &Failure,
    now: Moment,
) -> FetchState {
    let failures = before.failures.saturating_add(1);
    let asked = failure.retry_after();
    FetchState {
        next_due: Some(schedule::after_failure(now, failures, asked, interval(source))),
        last_attempt: Some(now),
        last_error: Some(failure.phrase()),
        failing_since: before.failing_since.or(Some(now)),
        failures,
        gone: failure.is_gone(),
        ..before
    }
}
