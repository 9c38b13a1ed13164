//! Sources and servers at one time. Whoever follows a server for the first time waits for its items,
//! and all that is to be written goes through one writer: the sources let the first thousand of them
//! go ahead.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

use super::accounts::{accounts, is_asked};
use super::{RefreshError, Summary, Which};
use crate::model::{Account, SyncReport};
use crate::sync::Pass;

/// A server that takes longer keeps nobody waiting.
const PATIENCE: Duration = Duration::from_secs(3);

/// So many answers hold the first thousand items, at 250 in each; the last is being written.
const ANSWERS: u32 = 5;

/// Visits sources, and brings those accounts in step that a refresh of them asks for; tells when
/// something came from a server and how each went. What comes of the one is nothing to the other.
pub async fn together(
    sources: impl Future<Output = Result<Summary, RefreshError>>,
    pass: &Pass<'_>,
    followed: &[Account],
    which: &Which,
    came: impl Fn(),
    done: impl Fn(&SyncReport),
) -> (Result<Summary, RefreshError>, Result<Vec<SyncReport>, RefreshError>) {
    // Where the store cannot be read, those who read it next say so.
    let is_first = is_first(pass, followed, which).await.unwrap_or(false);
    let ahead = HeadStart::of(if is_first { ANSWERS } else { 0 });
    let sources = async {
        ahead.wait().await;
        sources.await
    };
    let servers = async {
        let answered = || {
            came();
            ahead.came();
        };
        let reports = accounts(pass, followed, which, answered, done).await;
        ahead.end();
        reports
    };
    tokio::join!(sources, servers)
}

/// Whether an account is asked for the first time.
async fn is_first(
    pass: &Pass<'_>,
    followed: &[Account],
    which: &Which,
) -> Result<bool, RefreshError> {
    for account in followed {
        let name = account.name.clone();
        let state = pass.keeper.ask(move |newsroom| newsroom.store.account_state(&name));
        if state.await??.last_full.is_none() && is_asked(pass, account, which).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the sources wait for.
struct HeadStart {
    /// Answers that are still to come.
    left: AtomicU32,
    over: Notify,
}

impl HeadStart {
    fn of(answers: u32) -> HeadStart {
        HeadStart { left: AtomicU32::new(answers), over: Notify::new() }
    }

    /// An answer came.
    fn came(&self) {
        if self.left.load(Ordering::Relaxed) > 0 && self.left.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.over.notify_one();
        }
    }

    /// Nothing more comes.
    fn end(&self) {
        self.left.store(0, Ordering::Relaxed);
        self.over.notify_one();
    }

    /// Waits until it is over, or has lasted long enough.
    async fn wait(&self) {
        if self.left.load(Ordering::Relaxed) > 0 {
            // That it took too long is no matter.
            let _ = tokio::time::timeout(PATIENCE, self.over.notified()).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_head_start_ends_with_the_answers_that_it_is_for_or_after_its_time() {
        let now = tokio::time::Instant::now;
        let (begun, none) = (now(), HeadStart::of(0));
        none.wait().await;
        assert_eq!(now(), begun, "nobody is ahead");
        let ahead = HeadStart::of(2);
        ahead.came();
        ahead.came();
        ahead.came();
        ahead.wait().await;
        assert_eq!(now(), begun);
        let failed = HeadStart::of(2);
        tokio::join!(failed.wait(), async { failed.end() });
        assert_eq!(now(), begun);
        let slow = HeadStart::of(2);
        slow.came();
        slow.wait().await;
        assert_eq!(now() - begun, PATIENCE);
    }
}
