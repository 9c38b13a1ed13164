//! What the desk costs: judging one item after so many others have come, the memory of all that is
//! remembered, and ranking a day for the panes.
//!
//! ```text
//! cargo run --release --example desk                # after 10,000, 100,000 and 1,000,000 items
//! cargo run --release --example desk -- 20000
//! ```
//!
//! Every item is made of words of its own: titles of six to twelve words, summaries of two
//! sentences, some hundred sources, and every tenth item tells what another one told before.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use jogan::desk::{Arrival, Desk, Settings};
use jogan::model::{ItemId, Moment, NewItem, Pane, Query, Source, SourceId, Tier};
use jogan::newsroom::Newsroom;

/// Items that are timed, after those that warmed the desk up.
const TIMED: usize = 5_000;
/// Items of the day that is ranked.
const DAY: usize = 5_000;
/// Different words that titles are made of.
const WORDS: u64 = 20_000;

fn main() -> anyhow::Result<()> {
    let sizes: Vec<usize> = match std::env::args().nth(1) {
        Some(word) => vec![word.parse().with_context(|| format!("`{word}` is no number"))?],
        None => vec![10_000, 100_000, 1_000_000],
    };
    println!("{:>9} {:>12} {:>12}", "items", "one item", "memory");
    for size in sizes {
        let each = judging(size)?;
        println!("{size:>9} {:>9.1} µs {:>9.1} MB", each.as_secs_f64() * 1e6, memory());
    }
    let (ranking, rows) = ranking()?;
    println!("ranking a day of {DAY}: {:.2} ms for {rows} rows", ranking.as_secs_f64() * 1e3);
    Ok(())
}

/// The time of one item, after so many.
fn judging(after: usize) -> anyhow::Result<Duration> {
    let mut desk = Desk::new(Settings::default())?;
    let sources: Vec<Source> = (0..100).map(source).collect();
    let begin: Moment = "2026-03-01T00:00:00Z".parse()?;
    let mut judge = |n: usize, item: &NewItem| {
        desk.arrive(&Arrival {
            id: ItemId(n as i64 + 1),
            item,
            source: &sources[n % sources.len()],
            published: begin + chrono::Duration::seconds(30 * n as i64),
            known: None,
        });
        if n.is_multiple_of(40) {
            desk.settle();
        }
    };
    (0..after).for_each(|n| judge(n, &item(n as u64)));
    let timed: Vec<NewItem> = (after..after + TIMED).map(|n| item(n as u64)).collect();
    let started = Clock::start();
    timed.iter().enumerate().for_each(|(at, item)| judge(after + at, item));
    Ok(started.spent() / TIMED as u32)
}

/// The time to read the first screens of three panes from a store that holds a day, and the rows.
fn ranking() -> anyhow::Result<(Duration, usize)> {
    let folder = tempfile::tempdir()?;
    let mut newsroom = Newsroom::open(folder.path(), Settings::default())?;
    let now: Moment = "2026-03-01T20:00:00Z".parse()?;
    for n in 0..100 {
        let source = source(n);
        newsroom.store.put_source(&source)?;
        let items: Vec<NewItem> =
            (0..DAY / 100).map(|at| item((n * DAY / 100 + at) as u64)).collect();
        newsroom.take_in(&source, &items, now)?;
    }
    let started = Clock::start();
    let mut rows = 0;
    for pane in Pane::ALL {
        let query = Query { pane: Some(pane), heads: true, limit: Some(DAY), ..Query::default() };
        rows += newsroom.store.rows(&query, now)?.len();
    }
    Ok((started.spent(), rows))
}

fn source(n: usize) -> Source {
    Source {
        id: SourceId(format!("source-{n}")),
        name: format!("Source {n}"),
        kind: "feed".into(),
        address: format!("https://source-{n}.example/feed"),
        options: std::collections::BTreeMap::new(),
        pane: None,
        tier: Tier::ALL[n % Tier::ALL.len()],
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}

fn item(n: u64) -> NewItem {
    // Every tenth tells what was told ninety items before, in other words at the end.
    let subject = if n % 10 == 9 { n.saturating_sub(90) } else { n };
    let mut state = subject.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let mut word = || {
        // Few words are common and most are rare, as in any language.
        let most = next(WORDS) + 1;
        let number = next(most);
        let letters = b"bdfgklmnprstvz";
        let vowels = b"aeiou";
        let mut text = String::new();
        let mut rest = number + 20;
        while rest > 0 {
            text.push(char::from(letters[(rest % 14) as usize]));
            text.push(char::from(vowels[(rest / 14 % 5) as usize]));
            rest /= 70;
        }
        text
    };
    let mut sentence = |words: usize| (0..words).map(|_| word()).collect::<Vec<_>>().join(" ");
    let title = format!("{} {n}", sentence(6 + (subject % 7) as usize));
    let summary = format!("{}. {}.", sentence(18), sentence(14));
    NewItem {
        external_id: Some(n.to_string()),
        url: Some(format!("https://source-{}.example/{n}", n % 100)),
        title,
        summary,
        points: n.is_multiple_of(3).then_some((n % 211) as i64),
        ..NewItem::default()
    }
}

/// Time on the processor, where the system tells it: others that are at work do not count then.
struct Clock {
    processor: Option<u64>,
    wall: Instant,
}

impl Clock {
    fn start() -> Clock {
        Clock { processor: nanoseconds(), wall: Instant::now() }
    }

    fn spent(&self) -> Duration {
        match (self.processor, nanoseconds()) {
            (Some(before), Some(now)) => Duration::from_nanos(now.saturating_sub(before)),
            (None, _) | (_, None) => self.wall.elapsed(),
        }
    }
}

fn nanoseconds() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    status.split_whitespace().next()?.parse().ok()
}

/// The most memory that this process ever held, in megabytes; none where the system does not say.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}
