//! `C-c` during a long work: the work ends where what is done is whole, and says what is left. A second
//! `C-c` ends the program at once, as the first does where no work heeds it.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::sync::Notify;

use super::failed::failed;
use super::{bar, output};
use crate::lang::{Lang, say};
use crate::model::{AsFact, Stop};
use crate::newsroom::NewsroomError;
use crate::store::StoreError;
use crate::system::Interrupts;
use crate::vault::VaultError;

/// Whether the works that are going on are to end.
pub(super) const STOP: Stop = Stop::when(is_asked);

/// What a shell gives to what `C-c` ended.
const ENDED: i32 = 130;

/// Works that heed it.
static HEEDING: AtomicUsize = AtomicUsize::new(0);
/// Whether the work sees to it by itself.
static LEFT: AtomicBool = AtomicBool::new(false);
static ASKED: AtomicBool = AtomicBool::new(false);
static TOLD: Notify = Notify::const_new();

/// As long as it lives, `C-c` asks for an end instead of ending the program.
#[derive(Debug)]
pub(super) struct Heeding(());

impl Heeding {
    pub(super) fn begin(lang: Lang) -> Heeding {
        static WATCHED: Once = Once::new();
        HEEDING.fetch_add(1, Ordering::SeqCst);
        WATCHED.call_once(|| drop(std::thread::spawn(move || watch(lang))));
        Heeding(())
    }
}

impl Drop for Heeding {
    fn drop(&mut self) {
        HEEDING.fetch_sub(1, Ordering::SeqCst);
    }
}

fn watch(lang: Lang) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    // Without it the program ends as every other does.
    let Ok(runtime) = runtime else { return };
    runtime.block_on(async {
        let Ok(mut interrupts) = Interrupts::hear() else { return };
        while interrupts.come().await {
            if LEFT.load(Ordering::SeqCst) {
                continue;
            }
            if HEEDING.load(Ordering::SeqCst) == 0 || ASKED.swap(true, Ordering::SeqCst) {
                std::process::exit(ENDED);
            }
            TOLD.notify_waiters();
            bar::erase();
            output::complain(&say(lang, "stopped.soon", &[]));
        }
    });
}

/// Whether an end was asked for.
pub(super) fn is_asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}

/// Waits until an end is asked for.
pub(super) async fn asked() {
    loop {
        let told = TOLD.notified();
        if is_asked() {
            return;
        }
        told.await;
    }
}

/// An error that only says that a work was stopped, in words that say what is left of it; any other as it
/// is.
pub(super) fn saying(
    error: impl Into<anyhow::Error>,
    key: &'static str,
    facts: &[&dyn AsFact],
) -> anyhow::Error {
    let error = error.into();
    if is_stop(&error) { failed(key, facts) } else { error }
}

/// Whether an error says nothing but that a work was asked to end.
pub(super) fn is_stop(error: &anyhow::Error) -> bool {
    let of_store = |error: &StoreError| matches!(error, StoreError::Stopped);
    let of_newsroom = |error: &NewsroomError| match error {
        NewsroomError::Store(error) => of_store(error),
        NewsroomError::Lexicon(_) => false,
    };
    let of_vault = |error: &VaultError| match error {
        VaultError::Store(error) => of_store(error),
        VaultError::Write(_) | VaultError::Read { .. } => false,
    };
    error.chain().any(|cause| {
        cause.downcast_ref().is_some_and(of_store)
            || cause.downcast_ref().is_some_and(of_newsroom)
            || cause.downcast_ref().is_some_and(of_vault)
    })
}

/// Leaves `C-c` to a work that sees to it by itself.
pub(super) fn left_to<T>(work: impl FnOnce() -> T) -> T {
    LEFT.store(true, Ordering::SeqCst);
    let done = work();
    LEFT.store(false, Ordering::SeqCst);
    done
}
