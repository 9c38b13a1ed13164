//! Waiting for the network.

use anyhow::Context as _;

/// Threads for reading answers and looking names up.
const THREADS: usize = 4;

/// Waits for what is asked of the network. Nobody waits for a reading that was given up.
pub(super) fn wait<T>(asking: impl Future<Output = T>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(THREADS)
        .build()
        .context("cannot start the network")?;
    let answer = runtime.block_on(asking);
    runtime.shutdown_background();
    Ok(answer)
}
