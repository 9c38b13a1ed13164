//! Changes of files, told by the system: nothing wakes while nothing happens.

use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::store;

/// How long changes are gathered before they are told: another program's import is many.
const PAUSE: Duration = Duration::from_millis(200);

/// Tells whenever a file of a folder changes that is ours, for as long as the watcher lives. The
/// folder is watched, as editors put a new file in the place of the old one.
pub(super) fn files(
    folder: &Path,
    is_ours: impl Fn(&OsStr) -> bool + Send + 'static,
    tell: UnboundedSender<()>,
) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let is_told = event.is_ok_and(|event| {
            !event.kind.is_access()
                && event.paths.iter().any(|path| path.file_name().is_some_and(&is_ours))
        });
        if is_told {
            // Nobody listens once the reader is closed.
            let _ = tell.send(());
        }
    })?;
    watcher.watch(folder, RecursiveMode::NonRecursive)?;
    Ok(watcher)
}

/// Tells whenever the store in a folder is written to, many writes in a row as one: what is
/// committed goes to the log beside it.
pub(super) fn store(
    folder: &Path,
    tell: UnboundedSender<()>,
) -> notify::Result<RecommendedWatcher> {
    let log = format!("{}-wal", store::FILE);
    let (tell_each, each) = unbounded_channel();
    tokio::spawn(settle(each, tell));
    files(folder, move |name| name == OsStr::new(&log), tell_each)
}

/// Passes changes on, those that follow each other closely as one, until nobody tells or hears any.
async fn settle(mut changes: UnboundedReceiver<()>, tell: UnboundedSender<()>) {
    while changes.recv().await.is_some() {
        tokio::time::sleep(PAUSE).await;
        while changes.try_recv().is_ok() {}
        if tell.send(()).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[tokio::test]
    async fn a_change_of_the_store_is_told_and_reading_it_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(folder.path()).expect("a store");
        let reader = Store::open_read_only(folder.path()).expect("a reader");
        let (tell, mut told) = unbounded_channel();
        let _watcher = super::store(folder.path(), tell.clone()).expect("a watcher");
        reader.last_id().expect("read");
        std::fs::write(folder.path().join("other"), "").expect("written");
        let source = crate::sources::saved::home("Saved");
        store.put_source(&source).expect("kept");
        assert_eq!(told.recv().await, Some(()));
    }

    #[tokio::test(start_paused = true)]
    async fn many_changes_in_a_row_are_told_once() {
        let ((change, changes), (tell, mut told)) = (unbounded_channel(), unbounded_channel());
        for _ in 0..50 {
            change.send(()).expect("told");
        }
        drop(change);
        settle(changes, tell).await;
        assert_eq!(told.recv().await, Some(()));
        assert_eq!(told.recv().await, None);
    }
}
