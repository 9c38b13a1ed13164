//! A reader server that is followed: what is there comes here, marks go both ways, and notes,
//! ideas, lenses, scores and digests never leave.
//!
//! The rules are pure and stand in `plan.rs` (marks), `feeds.rs` (sources), `quota.rs`; `ids.rs`,
//! `greader.rs` and `fever.rs` know how servers write and how they want to be asked. A pass sends
//! what waits, looks at the feeds and lists, changes the marks that differ and asks for what is not
//! here, in this order, so that no mark made here is undone by an older one from there. The
//! smallest example of a file is `ids.rs`.
//!
//! Marks that come from a server were made elsewhere, come in one transaction with what the pass knows, and
//! may write no row to the outbox: `Store::apply_remote` writes them, not the library.

mod api;
mod failure;
mod feeds;
mod fever;
mod greader;
mod ids;
mod login;
mod plan;
mod pull;
mod push;
mod quota;
mod session;
mod trial;

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use chrono::Duration;

use crate::fetch::Fetcher;
use crate::model::account::{AccountCondition, AccountState, PASSES, RemoteMark, Waiting};
use crate::model::{Account, AccountHealth, Moment, Phrase, SyncReport};
use crate::newsroom::{Newsroom, NewsroomError};
use crate::store::Keeper;
use crate::text::address;
pub use api::Subscription;
pub use failure::{Failure, SyncError};
pub use feeds::FeedEdit;
use login::Place;
use session::Session;
pub use trial::{Trial, edit_source, subscribe, try_account, unsubscribe};

/// Everything is compared once in so many hours.
const FULL_EVERY_HOURS: i64 = 24;

/// After a failure it is tried again so soon; each further one in a row doubles that.
const FIRST_PAUSE_MINUTES: i64 = 5;

/// What a pass is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wishes {
    /// Whether everything is compared.
    pub full: bool,
    /// Whether what waits is sent.
    pub push: bool,
    /// Whether it is looked what is there.
    pub pull: bool,
    /// Whether any number of feeds may be gone.
    pub accept: bool,
    /// Whether the user asked for this pass: a login that was refused is tried again.
    pub asked: bool,
}

impl Wishes {
    /// A pass whose time has come.
    pub fn due() -> Wishes {
        Wishes { full: false, push: true, pull: true, accept: false, asked: false }
    }
}

/// What a pass needs.
pub struct Pass<'a> {
    /// The store and the desk.
    pub keeper: &'a Keeper<Newsroom>,
    /// Who asks servers; with the limits of [`crate::fetch::Policy::for_accounts`].
    pub fetcher: &'a Fetcher,
    /// The data folder, beside whose store tokens lie.
    pub data_dir: &'a Path,
    /// The time of the pass.
    pub now: Moment,
}

/// Forgets the access token of an account.
pub fn forget(data_dir: &Path, account: &str) {
    Place::of(data_dir, account).forget();
}

/// Brings an account and this store in step. How far it came is told as the number of contents that
/// are still to be asked for.
///
/// # Errors
/// Only where the store fails: what the server did is in the report.
pub async fn pass(
    pass: &Pass<'_>,
    account: &Account,
    wishes: Wishes,
    tell: impl FnMut(usize),
) -> Result<SyncReport, SyncError> {
    let began = Instant::now();
    let mut report =
        SyncReport { account: account.name.clone(), at: pass.now, ..SyncReport::default() };
    let place = Place::of(pass.data_dir, &account.name);
    let _lock = match place.lock() {
        Ok(lock) => lock,
        Err(failure) => {
            report.error = Some(failure.phrase(&account.name));
            report.ok = failure == Failure::Busy;
            return Ok(report);
        }
    };
    let name = account.name.clone();
    let mut state = pass.keeper.ask(move |newsroom| newsroom.store.account_state(&name)).await??;
    let mark = login::settings_mark(account);
    let is_refused = state.memory.refused_with == Some(mark) && !wishes.asked;
    let mut session = Session::new(pass.fetcher, account, &place, state.quota, pass.now);
    if let Some(at_once) = state.memory.contents_at_once {
        session.at_once = session.at_once.min(at_once.max(1));
    }
    let usual = session.at_once;
    let done = if is_refused {
        Err(SyncError::Failure(Failure::Refused))
    } else {
        run(pass, account, wishes, &mut session, &mut state, &mut report, tell).await
    };
    if session.at_once < usual {
        state.memory.contents_at_once = Some(session.at_once);
    }
    state.quota = session.quota;
    (report.calls, report.calls_left) = (session.calls, session.quota.left());
    (report.bytes_in, report.bytes_out) = (session.bytes_in, session.bytes_out);
    let failure = match done {
        Ok(note) => note,
        Err(SyncError::Failure(failure)) => Some(failure),
        Err(error) => return Err(error),
    };
    let name = account.name.clone();
    let left = pass.keeper.ask(move |newsroom| {
        let store = &newsroom.store;
        Ok::<_, NewsroomError>((store.waiting(&name)?, store.next_wanted(&name)?.len()))
    });
    let (waiting, wanted) = left.await??;
    report.waiting = waiting.iter().filter(|row| is_waiting(account, row)).count();
    report.seconds = (began.elapsed().as_secs_f64() * 1_000.0).round() / 1_000.0;
    settle(&mut state, account, failure.as_ref(), wanted, mark, pass.now, &mut report);
    let (name, kept) = (account.name.clone(), state);
    pass.keeper.ask(move |newsroom| newsroom.store.put_account_state(&name, &kept)).await??;
    let SyncReport { ok, sent, new, read, unread, calls, seconds, .. } = &report;
    tracing::info!(account = %account.name, ok, sent, new, read, unread, calls, seconds, "synced");
    Ok(report)
}

/// Whether a mark still waits to be sent or confirmed.
fn is_waiting(account: &Account, row: &Waiting) -> bool {
    account.sends(&row.mark) && !row.is_set_aside() && !row.sent
}

/// The pass itself; what it gives is why it was not all done, where it need not have ended.
async fn run(
    pass: &Pass<'_>,
    account: &Account,
    wishes: Wishes,
    session: &mut Session<'_>,
    state: &mut AccountState,
    report: &mut SyncReport,
    tell: impl FnMut(usize),
) -> Result<Option<Failure>, SyncError> {
    let Pass { keeper, now, .. } = *pass;
    let labels_kept =
        account.sends(&RemoteMark::Label(String::new())) && !state.memory.without_labels;
    if wishes.push {
        let name = account.name.clone();
        let waiting = keeper.ask(move |newsroom| newsroom.store.waiting(&name)).await??;
        let pushed = push::push(keeper, session, account, &waiting, labels_kept).await?;
        report.sent = pushed.sent;
        state.memory.without_labels |= pushed.without_labels;
    }
    if !wishes.pull {
        return Ok(None);
    }
    let (streams, few_feeds) =
        pull::feeds(keeper, session, account, wishes.accept, now, report).await?;
    let tags = session.tags().await?;
    let labels = labels_kept.then(|| pull::labels(&tags, &streams));
    let name = account.name.clone();
    let known = keeper.ask(move |newsroom| {
        let store = &newsroom.store;
        Ok::<_, NewsroomError>((store.known_remote(&name)?, store.wanted(&name)?))
    });
    let (known, wanted) = known.await??;
    let is_first = state.last_full.is_none() && known.is_empty();
    let long_ago = now - Duration::hours(FULL_EVERY_HOURS);
    let is_full = wishes.full || state.last_full.is_none_or(|last| last <= long_ago || last > now);
    let is_known = |rid: &_| known.contains_key(rid) || wanted.contains_key(rid);
    let seen = pull::lists(session, account, labels.as_ref(), is_full, is_known).await?;
    // What was marked while the lists came stays as it is here.
    let name = account.name.clone();
    let waiting = keeper.ask(move |newsroom| newsroom.store.waiting(&name)).await??;
    let mut plan = plan::plan(account, &known, &waiting, &wanted, &seen, is_first);
    let name = account.name.clone();
    let new = std::mem::take(&mut plan.wanted);
    let asks = new.iter().filter(|(_, place)| place.is_some()).count();
    if !new.is_empty() {
        keeper.ask(move |newsroom| newsroom.store.want(&name, &new)).await??;
    }
    if is_first {
        state.memory.first_items = asks;
        state.memory.condition = AccountCondition::FirstSync;
        let (name, kept) = (account.name.clone(), state.clone());
        keeper.ask(move |newsroom| newsroom.store.put_account_state(&name, &kept)).await??;
    }
    let told = if plan.doubts.is_empty() {
        HashMap::new()
    } else {
        pull::told(session, &plan.doubts).await?
    };
    let doubtful = match plan.confirmed(&known, &told) {
        Ok(verdict) => {
            report.refused = verdict.refused.len();
            report.gone += verdict.gone.iter().filter(|(_, gone)| *gone).count();
            if verdict != crate::model::account::Verdict::default() {
                let name = account.name.clone();
                let applied =
                    keeper.ask(move |newsroom| newsroom.store.apply_remote(&name, &verdict, now));
                let applied = applied.await??;
                (report.read, report.unread) = (applied.read, applied.unread);
                (report.starred, report.unstarred) = (applied.starred, applied.unstarred);
            }
            None
        }
        Err(plan::Doubtful) => Some(Failure::Doubtful),
    };
    if is_full && doubtful.is_none() {
        state.last_full = Some(now);
    }
    let looked = pull::Looked { streams: &streams, seen: &seen, now };
    match pull::contents(keeper, session, account, looked, report, tell).await {
        // The rest comes when calls may be made again.
        Err(SyncError::Failure(Failure::Quota)) => return Ok(doubtful.or(Some(Failure::Quota))),
        done => done?,
    }
    Ok(doubtful.or(few_feeds))
}

/// What is remembered of a pass that is over.
fn settle(
    state: &mut AccountState,
    account: &Account,
    failure: Option<&Failure>,
    wanted: usize,
    mark: u16,
    now: Moment,
    report: &mut SyncReport,
) {
    let every = Duration::minutes(account.every_minutes.into());
    let condition = match failure {
        Some(failure) => failure.condition(),
        None if wanted > 0 => AccountCondition::FirstSync,
        None => AccountCondition::Well,
    };
    // What the quota leaves for later is no failure.
    report.ok = matches!(failure, None | Some(Failure::Quota));
    report.error = failure.map(|failure| failure.phrase(&account.name));
    let memory = &mut state.memory;
    memory.condition = condition;
    memory.refused_with = (condition == AccountCondition::PasswordRefused).then_some(mark);
    state.last_error.clone_from(&report.error);
    if report.ok {
        (memory.failures, state.failing_since) = (0, None);
        state.last_success = Some(now);
        state.next_due = Some(now + quota::interval(state.quota, report.calls, every));
    } else {
        memory.failures = memory.failures.saturating_add(1);
        state.failing_since = state.failing_since.or(Some(now));
        let doubled = 1_i64 << memory.failures.saturating_sub(1).min(8);
        let pause = Duration::minutes(FIRST_PAUSE_MINUTES * doubled).min(Duration::days(1));
        state.next_due = Some(now + if memory.failures > 1 { pause.max(every) } else { pause });
    }
    let asked = failure.and_then(Failure::retry_after).unwrap_or_default();
    let asked = now + Duration::seconds(i64::try_from(asked).unwrap_or(i64::MAX).min(86_400));
    let resets = match condition {
        AccountCondition::Quota => state.quota.resets.unwrap_or(now + Duration::hours(1)),
        _ => now,
    };
    state.next_due = state.next_due.max(Some(asked)).max(Some(resets));
    // A pass that did nothing is not worth remembering as one of the last.
    if !did_nothing(report) || memory.passes.is_empty() {
        memory.passes.insert(0, report.clone());
        memory.passes.truncate(PASSES);
    }
}

fn did_nothing(report: &SyncReport) -> bool {
    let changed = [report.sent, report.new, report.updated, report.read, report.unread];
    let moved = [report.starred, report.unstarred, report.gone, report.refused];
    changed.iter().chain(&moved).all(|count| *count == 0) && report.error.is_none()
}

/// What is told of a pass, for people.
pub fn told(report: &SyncReport) -> Phrase {
    let SyncReport { account, sent, waiting, new, read, unread, starred, unstarred, .. } = report;
    let seconds = format!("{:.1}", report.seconds);
    let marks = read + unread + starred + unstarred;
    Phrase::new("account.synced", &[account, sent, waiting, new, &marks, &seconds])
}

/// What the store knows of accounts with what the settings say of them: those of the settings in
/// their order, then those that are left of earlier settings.
pub fn health(known: Vec<AccountHealth>, accounts: &[Account]) -> Vec<AccountHealth> {
    let mut known: HashMap<String, AccountHealth> =
        known.into_iter().map(|one| (one.name.clone(), one)).collect();
    let mut all: Vec<AccountHealth> = accounts
        .iter()
        .map(|account| AccountHealth {
            name: account.name.clone(),
            host: address::host(&account.url).unwrap_or_default().to_owned(),
            configured: true,
            ..known.remove(&account.name).unwrap_or_default()
        })
        .collect();
    let mut left: Vec<AccountHealth> = known.into_values().collect();
    left.sort_by(|one, other| one.name.cmp(&other.name));
    all.extend(left);
    all
}
