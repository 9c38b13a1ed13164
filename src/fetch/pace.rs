//! Whose turn it is: so many calls at once over all, so many to one host, and the pause that some
//! hosts ask for between two calls. Hosts that ask for it together, as all of arXiv's do, are one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::Policy;

/// Gives out turns; shared by all calls of one fetcher.
#[derive(Debug)]
pub(super) struct Pace {
    overall: Arc<Semaphore>,
    hosts: Mutex<HashMap<(String, Duration), Arc<Host>>>,
}

#[derive(Debug)]
struct Host {
    calls: Arc<Semaphore>,
    pause: Duration,
    /// When the pause after the latest call is over.
    free_at: Mutex<Option<Instant>>,
}

/// One call's turn; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    /// The part of it that an answer keeps.
    pub(super) place: Place,
    call: Call,
}

impl Turn {
    /// Ends it without the pause that is owed to a host which was called: nobody was there.
    pub(super) fn give_back(mut self) {
        self.call.was_there = false;
    }
}

/// One of the places for calls at once. An answer keeps its place until it is dropped, so that
/// answers which nobody has come to read yet hold further calls back instead of piling up.
#[derive(Debug)]
pub struct Place {
    _overall: OwnedSemaphorePermit,
}

/// One of the places for calls to a host.
#[derive(Debug)]
struct Call {
    host: Arc<Host>,
    /// Whether the host may have heard it.
    was_there: bool,
    _permit: OwnedSemaphorePermit,
}

impl Pace {
    pub(super) fn new(policy: &Policy) -> Pace {
        Pace {
            overall: Arc::new(Semaphore::new(policy.at_once.max(1))),
            hosts: Mutex::new(HashMap::new()),
        }
    }

    /// Waits for one's turn at a host. The host's own queue comes first: a call that waits for a
    /// slow host takes no place from calls to others.
    /// `own` is the pause that the source itself asks for.
    pub(super) async fn turn(&self, policy: &Policy, name: &str, own: Duration) -> Turn {
        let host = self.host(policy, name, own);
        let permit = acquire(&host.calls).await;
        let free_at = *host.free_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(free_at) = free_at {
            tokio::time::sleep_until(free_at).await;
        }
        let place = Place { _overall: acquire(&self.overall).await };
        Turn { place, call: Call { host, was_there: true, _permit: permit } }
    }

    fn host(&self, policy: &Policy, name: &str, own: Duration) -> Arc<Host> {
        let (name, pause) = match policy.gap(name) {
            Some(gap) => (gap.host, gap.pause.max(own)),
            None => (name, own),
        };
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let host = hosts.entry((name.to_owned(), pause)).or_insert_with(|| {
            // A pause between calls means nothing while two of them run side by side.
            let calls = if pause.is_zero() { policy.per_host.max(1) } else { 1 };
            let calls = Arc::new(Semaphore::new(calls));
            Arc::new(Host { calls, pause, free_at: Mutex::new(None) })
        });
        Arc::clone(host)
    }
}

async fn acquire(semaphore: &Arc<Semaphore>) -> OwnedSemaphorePermit {
    #[expect(clippy::expect_used, reason = "nobody ever closes these semaphores")]
    Arc::clone(semaphore).acquire_owned().await.expect("an open semaphore")
}

impl Drop for Call {
    fn drop(&mut self) {
        if self.was_there && !self.host.pause.is_zero() {
            let free_at = Instant::now() + self.host.pause;
            *self.host.free_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(free_at);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::fetch::policy::Gap;

    /// Runs calls that take a second each and tells the most that ran at one time and the start
    /// of each.
    async fn run(policy: Policy, hosts: Vec<String>) -> (usize, Vec<Duration>) {
        let (pace, policy) = (Arc::new(Pace::new(&policy)), Arc::new(policy));
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let begin = Instant::now();
        let mut calls = tokio::task::JoinSet::new();
        for host in hosts {
            let (pace, policy) = (Arc::clone(&pace), Arc::clone(&policy));
            let (running, most) = (Arc::clone(&running), Arc::clone(&most));
            calls.spawn(async move {
                let _turn = pace.turn(&policy, &host, Duration::ZERO).await;
                let start = begin.elapsed();
                most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_secs(1)).await;
                running.fetch_sub(1, Ordering::SeqCst);
                start
            });
        }
        let mut starts = calls.join_all().await;
        starts.sort();
        (most.load(Ordering::SeqCst), starts)
    }

    #[tokio::test(start_paused = true)]
    async fn eight_run_at_once_over_many_hosts() {
        let hosts = (0..40).map(|n| format!("{n}.example")).collect();
        let (most, starts) = run(Policy::default(), hosts).await;
        assert_eq!(most, 8);
        assert_eq!(starts.last(), Some(&Duration::from_secs(4)));
    }

    #[tokio::test(start_paused = true)]
    async fn two_run_at_once_at_one_host() {
        let (most, _) = run(Policy::default(), vec!["one.example".to_owned(); 20]).await;
        assert_eq!(most, 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_gap_is_kept_under_load() {
        let gap = Gap { host: "slow.example", pause: Duration::from_secs(3) };
        let policy = Policy { gaps: vec![gap], ..Policy::default() };
        let (most, starts) = run(policy, vec!["api.slow.example".to_owned(); 25]).await;
        assert_eq!(most, 1);
        for pair in starts.windows(2) {
            assert!(pair[1] >= pair[0] + Duration::from_secs(4), "{pair:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_with_a_long_queue_holds_nobody_else_up() {
        let policy = Policy::default();
        let pace = Pace::new(&policy);
        let turn = |host| pace.turn(&policy, host, Duration::ZERO);
        let _busy = [turn("slow.example").await, turn("slow.example").await];
        let waiting = turn("slow.example");
        tokio::pin!(waiting);
        let soon = tokio::time::timeout(Duration::from_secs(1), &mut waiting).await;
        assert!(soon.is_err(), "a third call must wait");
        turn("other.example").await;
    }

    #[tokio::test(start_paused = true)]
    async fn hosts_of_one_house_share_the_gap_that_it_asks_for() {
        let hosts = ["export.arxiv.org", "rss.arxiv.org", "arxiv.org"];
        let hosts = hosts.iter().cycle().take(6).map(|&host| host.to_owned()).collect();
        let (most, starts) = run(Policy::default(), hosts).await;
        assert_eq!((most, starts.last()), (1, Some(&Duration::from_secs(5 * 4))));
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_that_is_not_there_is_owed_no_pause() {
        let policy = Policy::default();
        let pace = Pace::new(&policy);
        let begin = Instant::now();
        for _ in 0..10 {
            pace.turn(&policy, "export.arxiv.org", Duration::ZERO).await.give_back();
        }
        assert_eq!(begin.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_source_may_ask_for_a_gap_of_its_own() {
        let (policy, own) = (Policy::default(), Duration::from_secs(7));
        let pace = Pace::new(&policy);
        let begin = Instant::now();
        for _ in 0..3 {
            pace.turn(&policy, "mirror.example", own).await;
        }
        assert_eq!(begin.elapsed(), Duration::from_secs(14));
    }
}
