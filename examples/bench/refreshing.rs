//! Passes over all feeds: the first brings everything, the second finds nothing new.

use chrono::Duration;
use jogan::desk::Settings;
use jogan::fetch::{Fetcher, Policy};
use jogan::model::Moment;
use jogan::newsroom::Newsroom;
use jogan::refresh::{Which, refresh};
use jogan::store::Keeper;

use crate::{peak_memory, writing};

/// Items of one feed.
pub const ITEMS: usize = 200;

/// Refreshes a new store from that server, so many times, and prints how it went.
pub fn measure(feeds: usize, server: &str, passes: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let now: Moment = crate::NOW.parse()?;
    let mut newsroom = Newsroom::open(folder.path(), Settings::default())?;
    let sources: Vec<_> = (0..feeds)
        .map(|number| writing::source(number, format!("http://{server}/feed/{number}")))
        .collect();
    newsroom.store.put_sources(&sources)?;
    let keeper = Keeper::start(newsroom)?;
    let fetcher = Fetcher::new(Policy::default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(4)
        .enable_all()
        .build()?;
    for (pass, now) in
        [("first", now), ("second", now + Duration::days(2))].into_iter().take(passes)
    {
        let summary = runtime.block_on(refresh(&keeper, &fetcher, Which::All, now, |_| {}))?;
        println!(
            "{pass} pass: {:.2} s, {} with news, {} unchanged, {} failed, {} new items, {} MB",
            summary.seconds,
            summary.ok,
            summary.unchanged,
            summary.failed,
            summary.new,
            peak_memory().map_or("?".to_owned(), |bytes| (bytes / 1_000_000).to_string()),
        );
    }
    drop(keeper);
    let size = std::fs::metadata(folder.path().join(jogan::store::FILE))?.len();
    println!("store: {} MB", size / 1_000_000);
    Ok(())
}
