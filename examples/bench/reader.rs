//! The reader over a store of N items while it asks its sources: from each kind of key to the frame
//! that answers it, what it holds in memory then, and how often it wakes when nothing happens.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::screen::{self, Terminal};
use crate::{RUN, fill, writing};

/// Sources that are asked meanwhile, and items that each offers.
pub const SOURCES: usize = 400;
/// Items that each of them offers.
pub const ITEMS: usize = RUN;
/// How often each kind of key is typed.
const TIMES: usize = 60;
/// How long the reader is left alone to count how often it wakes.
const IDLE: Duration = Duration::from_secs(10);

/// What is typed, what brings things back to where they were, and what both are called.
const KINDS: [(&str, &str, &str); 5] = [
    ("move", "j", ""),
    ("half a page", "\x04", ""),
    ("open", "\r", "q"),
    ("star", "f", ""),
    ("search", "/liquid cooling\r", "q"),
];

/// Fills a store, opens the reader over it with a server to ask, types, and prints what it took.
pub fn measure(size: usize, server: &str) -> anyhow::Result<()> {
    let program = screen::program().context("run `cargo build --release` first")?;
    let folder = tempfile::tempdir()?;
    let now = crate::NOW.parse()?;
    fill(folder.path(), &mut writing::Writer::new(7), size, now, chrono::Duration::days(60))?;
    ask_of(folder.path(), server)?;
    for refreshing in [false, true] {
        // What was never asked is asked as soon as the reader is open.
        let mut terminal = Terminal::open(&program, folder.path(), crate::NOW, !refreshing)?;
        terminal.wait_for(screen::ROW)?;
        terminal.quiet();
        if !refreshing {
            std::thread::sleep(Duration::from_secs(2));
            terminal.memory("opened")?;
            idle(&terminal)?;
        }
        let state = if refreshing { "while sources are asked" } else { "at rest" };
        println!(
            "{:<42} {:>9} {:>9} {:>9}",
            format!("{size} items, {state}"),
            "median",
            "95 in 100",
            "most"
        );
        for (kind, keys, back) in KINDS {
            keys_of(&mut terminal, kind, keys, back)?;
        }
        terminal.memory(if refreshing { "after that" } else { "after the keys" })?;
        for (view, key) in [("terms", "T"), ("digest", "x")] {
            terminal.type_in(key)?;
            terminal.quiet();
            std::thread::sleep(Duration::from_secs(2));
            terminal.memory(view)?;
            terminal.type_in("q")?;
            terminal.quiet();
        }
    }
    Ok(())
}

/// Gives the store sources at that server.
fn ask_of(folder: &Path, server: &str) -> anyhow::Result<()> {
    let sources: Vec<_> = (0..SOURCES)
        .map(|number| writing::source(number, format!("http://{server}/feed/{number}")))
        .collect();
    let mut store = jogan::store::Store::open(folder)?;
    store.put_sources(&sources)?;
    Ok(())
}

fn keys_of(terminal: &mut Terminal, kind: &str, keys: &str, back: &str) -> anyhow::Result<()> {
    let mut times = Vec::with_capacity(TIMES);
    for number in 0..TIMES {
        // To and fro, so that there is always somewhere to go.
        let keys = match (keys, number / 8 % 2) {
            ("j", 1) => "k",
            ("\x04", 1) => "\x15",
            (keys, _) => keys,
        };
        let (typed, last) = keys.split_at(keys.len() - 1);
        terminal.quiet();
        terminal.type_in(typed)?;
        terminal.quiet();
        let before = terminal.below_titles();
        let begun = Instant::now();
        terminal.type_in(last)?;
        while terminal.below_titles() == before {
            terminal.hear().with_context(|| format!("{kind}: a key changes nothing"))?;
        }
        times.push(begun.elapsed());
        terminal.quiet();
        terminal.type_in(back)?;
    }
    terminal.quiet();
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    let asks = terminal.screen().contents().contains("refreshing");
    let kind = format!("{kind}{}", if asks { ", still asking" } else { "" });
    println!(
        "  {kind:<40} {:>9} {:>9} {:>9}",
        crate::shown(at(50)),
        crate::shown(at(95)),
        crate::shown(at(100)),
    );
    Ok(())
}

/// How often all threads of the program are woken while nothing happens.
fn idle(terminal: &Terminal) -> anyhow::Result<()> {
    let before = terminal.wakes()?;
    std::thread::sleep(IDLE);
    // A thread that ended meanwhile takes its count along.
    let wakes = terminal.wakes()?.saturating_sub(before);
    println!("  woken {wakes} times in {} s of nothing", IDLE.as_secs());
    Ok(())
}
