//! What a store of N items costs: filling it, the first rows of three panes, one item, a search,
//! the reader's first frame and its answer to a key; and how fast a refresh takes in what a server
//! on this machine offers.
//!
//! ```text
//! cargo build --release                                # the reader, which is opened in a terminal
//! cargo run --release --example bench                  # 1,000 and 100,000 items, 500 feeds
//! cargo run --release --example bench -- 10000         # a store of that many items
//! cargo run --release --example bench -- refresh 500   # so many feeds of 200 items
//! cargo run --release --example bench -- refresh 150 --against \
//!     'newsboat -u $URLS -c $DIR/cache.db -C /dev/null -x reload'   # another reader, the same feeds
//! cargo run --release --example bench -- digest 5000    # the digest of a day of so many items
//! cargo run --release --example bench -- digest 5000 1000000  # with so many stored of two months
//! cargo run --release --example bench -- sync URL USER PASSWORD  # a reader server at that address
//! cargo run --release --example bench -- reader 1000000  # keys, memory, wake-ups over so many items
//! ```
//!
//! Each measurement runs in a process of its own, so that its memory is its own. Times of reading
//! are the median of several runs on a connection that was just opened; the system's file cache is
//! warm.

mod against;
mod digest;
mod reader;
mod refreshing;
mod screen;
mod server;
mod syncing;
mod writing;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use jogan::desk::Settings;
use jogan::model::{ItemId, Moment, Pane, Query};
use jogan::newsroom::Newsroom;
use jogan::store::Store;
use writing::Writer;

/// Items of one visit to one source.
const RUN: usize = 200;
/// Sources that the items come from.
const SOURCES: usize = 50;
/// How often each reading is timed.
const TIMES: usize = 15;
/// Rows of a pane that a tall screen shows.
const ROWS: usize = 60;
/// The clock of all measurements.
const NOW: &str = "2026-03-09T07:00:00Z";
/// The variable that tells a child that it is one.
const CHILD: &str = "JOGAN_BENCH_CHILD";

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |word: &str| {
        word.parse::<usize>().with_context(|| format!("`{word}` is no number of items or feeds"))
    };
    match (std::env::var_os(CHILD).is_some(), words.as_slice()) {
        (true, ["refresh", feeds, server]) => refreshing::measure(number(feeds)?, server, 2),
        (true, ["refresh", feeds, server, "once"]) => {
            refreshing::measure(number(feeds)?, server, 1)
        }
        (true, ["digest", size, folder]) => digest::measure(Path::new(folder), number(size)?),
        (true, ["reader", size, server]) => reader::measure(number(size)?, server),
        (true, [size]) => measure(number(size)?),
        (true, _) => anyhow::bail!("{CHILD} is not for you to set"),
        (false, []) => {
            sizes(&[1_000, 100_000])?;
            refresh(500)?;
            a_digest(5_000, 5_000)
        }
        (false, ["digest"]) => a_digest(5_000, 5_000),
        (false, ["digest", items]) => a_digest(number(items)?, number(items)?),
        (false, ["digest", items, stored]) => a_digest(number(items)?, number(stored)?),
        (false, ["reader", size]) => {
            number(size)?;
            let server = server::start(reader::SOURCES, reader::ITEMS)?;
            child(&["reader", size, &server.address.to_string()])
        }
        (false, ["sync", url, user, password]) => syncing::measure(url, user, password),
        (false, ["refresh"]) => refresh(500),
        (false, ["refresh", feeds, "--against", command]) => against::run(number(feeds)?, command),
        (false, ["refresh", feeds]) => refresh(number(feeds)?),
        (false, list) => {
            sizes(&list.iter().map(|word| number(word)).collect::<Result<Vec<_>, _>>()?)
        }
    }
}

fn sizes(sizes: &[usize]) -> anyhow::Result<()> {
    println!(
        "{:>9} {:>10} {:>10} {:>9} {:>9} {:>9} {:>9} {:>9} {:>8} {:>8} {:>10} {:>8}",
        "items",
        "filling",
        "an item",
        "open",
        "3 panes",
        "one item",
        "find en",
        "find ko",
        "disk",
        "memory",
        "1st frame",
        "a key"
    );
    sizes.iter().try_for_each(|size| child(&[&size.to_string()]))
}

fn refresh(feeds: usize) -> anyhow::Result<()> {
    let server = server::start(feeds, refreshing::ITEMS)?;
    println!(
        "{feeds} feeds of {} items, {} MB, from {}",
        refreshing::ITEMS,
        server.bytes / 1_000_000,
        server.address
    );
    child(&["refresh", &feeds.to_string(), &server.address.to_string()])
}

/// The digest of a day of so many items, of so many that are stored.
fn a_digest(items: usize, stored: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (now, day) = (digest::NOW.parse::<Moment>()?, chrono::Duration::hours(23));
    let mut writer = Writer::new(7);
    let before = stored.saturating_sub(items);
    fill(folder.path(), &mut writer, before, now - day, chrono::Duration::days(60))?;
    fill(folder.path(), &mut writer, items, now, day)?;
    child(&["digest", &items.to_string(), &folder.path().to_string_lossy()])
}

/// Measures in a process of its own.
fn child(words: &[&str]) -> anyhow::Result<()> {
    let program = std::env::current_exe()?;
    let done = Command::new(program).args(words).env(CHILD, "1").status()?;
    anyhow::ensure!(done.success(), "{}: the measurement failed", words.join(" "));
    Ok(())
}

fn measure(size: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let now: Moment = NOW.parse()?;
    let filling = fill(folder.path(), &mut Writer::new(7), size, now, chrono::Duration::days(60))?;
    let memory = peak_memory();
    let open = median(|| Ok(Store::open_read_only(folder.path())?))?;
    let store = Store::open_read_only(folder.path())?;
    let panes = median(|| {
        for pane in Pane::ALL {
            store.rows(
                &Query { pane: Some(pane), heads: true, limit: Some(ROWS), ..Query::default() },
                now,
            )?;
        }
        Ok(())
    })?;
    let item = median(|| Ok(store.item(ItemId(size as i64 / 2), now)?))?;
    let english = median(|| Ok(store.search("liquid cooling", 50, now)?))?;
    let korean = median(|| Ok(store.search("울산 로봇", 50, now)?))?;
    let disk: u64 = std::fs::read_dir(folder.path())?
        .filter_map(|entry| entry.ok()?.metadata().ok().map(|data| data.len()))
        .sum();
    let frames = screen::program()
        .map(|program| screen::measure(&program, folder.path(), NOW))
        .transpose()?;
    println!(
        "{size:>9} {:>8.2} s {:>7.0} µs {:>6.2} ms {:>6.2} ms {:>6.2} ms {:>6.2} ms {:>6.2} ms {:>5} MB {:>5} MB {:>10} {:>8}",
        filling.as_secs_f64(),
        filling.as_secs_f64() * 1e6 / size as f64,
        millis(open),
        millis(panes),
        millis(item),
        millis(english),
        millis(korean),
        disk / 1_000_000,
        memory.map_or("?".to_owned(), |bytes| (bytes / 1_000_000).to_string()),
        frames.as_ref().map_or("not built".to_owned(), |frames| shown(frames.first)),
        frames.as_ref().map_or("-".to_owned(), |frames| shown(frames.key)),
    );
    Ok(())
}

fn shown(duration: Duration) -> String {
    format!("{:.1} ms", millis(duration))
}

/// Takes all items in as a refresh would, a source's run at a time; all of them of the last time
/// before `now`.
fn fill(
    folder: &Path,
    writer: &mut Writer,
    size: usize,
    now: Moment,
    within: chrono::Duration,
) -> anyhow::Result<Duration> {
    let mut newsroom = Newsroom::open(folder, Settings::default())?;
    let sources: Vec<_> = (0..SOURCES)
        .map(|number| writing::source(number, format!("https://bench.example/feed/{number}")))
        .collect();
    newsroom.store.put_sources(&sources)?;
    let mut spent = Duration::ZERO;
    let mut left = size;
    for source in sources.iter().cycle() {
        let mut run: Vec<_> = (0..left.min(RUN)).map(|_| writer.item(now)).collect();
        for published in run.iter_mut().filter_map(|item| item.published.as_mut()) {
            let age = (now - *published).num_seconds() % within.num_seconds().max(1);
            *published = now - chrono::Duration::seconds(age);
        }
        if run.is_empty() {
            break;
        }
        left -= run.len();
        let begun = Instant::now();
        newsroom.take_in(source, &run, now)?;
        spent += begun.elapsed();
    }
    Ok(spent)
}

fn median<T>(mut work: impl FnMut() -> anyhow::Result<T>) -> anyhow::Result<Duration> {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begun = Instant::now();
        let made = work()?;
        times.push(begun.elapsed());
        drop(made);
    }
    times.sort_unstable();
    Ok(times[TIMES / 2])
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// The most memory this process has held, in bytes, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
