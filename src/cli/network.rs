//! Waiting for the network.

use super::failed::OrSay as _;
use super::stopping;

/// Threads for reading answers and looking names up.
const THREADS: usize = 4;

/// As [`wait`], until it is to stop: none then, and what is asked is given up.
pub(super) fn wait_unless_stopped<T>(asking: impl Future<Output = T>) -> anyhow::Result<Option<T>> {
    wait(async {
        tokio::select! {
            biased;
            answer = asking => Some(answer),
            () = stopping::asked() => None,
        }
    })
}

/// Waits for what is asked of the network. Nobody waits for a reading that was given up.
pub(super) fn wait<T>(asking: impl Future<Output = T>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(THREADS)
        .build()
        .or_say("failed.program.network", &[])?;
    let answer = runtime.block_on(asking);
    runtime.shutdown_background();
    Ok(answer)
}
