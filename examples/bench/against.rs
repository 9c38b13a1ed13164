//! The same feeds, read by this program and by another one, in turn and in one run.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::{CHILD, refreshing, server};

/// Rounds, of which the median counts.
const ROUNDS: usize = 3;

/// What one run took.
#[derive(Clone, Copy)]
struct Cost {
    wall: Duration,
    /// On the processor, by the program and all that it started.
    processor: Duration,
}

/// Reads so many feeds into an empty store, and has a command read them, which the shell runs with
/// `$DIR` (an empty folder), `$URLS` (a file, one address a line) and `$OPML` (the same as OPML).
pub fn run(feeds: usize, command: &str) -> anyhow::Result<()> {
    let server = server::start(feeds, refreshing::ITEMS)?;
    println!(
        "{feeds} feeds of {} items, {} MB, from {}; the median of {ROUNDS} rounds",
        refreshing::ITEMS,
        server.bytes / 1_000_000,
        server.address,
    );
    let address = server.address.to_string();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let mut own = Command::new(std::env::current_exe()?);
        own.args(["refresh", &feeds.to_string(), &address, "once"]).env(CHILD, "1");
        ours.push(cost(own.stdout(Stdio::null()))?);
        let folder = tempfile::tempdir()?;
        theirs.push(cost(&mut other(command, folder.path(), feeds, &address)?)?);
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!("{:<10} {:>9} {:>11}", "", "wall", "processor");
    for (name, cost) in [("jogan", ours), ("the other", theirs)] {
        let (wall, processor) = (cost.wall.as_secs_f64(), cost.processor.as_secs_f64());
        println!("{name:<10} {wall:>7.2} s {processor:>9.2} s");
    }
    let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
    println!(
        "{:<10} {:>8.2}x {:>10.2}x",
        "ratio",
        ratio(ours.wall, theirs.wall),
        ratio(ours.processor, theirs.processor)
    );
    Ok(())
}

fn other(command: &str, folder: &Path, feeds: usize, address: &str) -> anyhow::Result<Command> {
    let (urls, opml) = (folder.join("urls"), folder.join("feeds.opml"));
    let all = (0..feeds).map(|number| format!("http://{address}/feed/{number}"));
    let (mut lines, mut outlines) = (String::new(), String::new());
    for url in all {
        writeln!(lines, "{url}")?;
        writeln!(outlines, "<outline type=\"rss\" text=\"{url}\" xmlUrl=\"{url}\"/>")?;
    }
    std::fs::write(&urls, lines)?;
    std::fs::write(&opml, format!("<opml version=\"2.0\"><body>\n{outlines}</body></opml>\n"))?;
    let mut run = Command::new("sh");
    run.args(["-c", command]).env("DIR", folder).env("URLS", urls).env("OPML", opml);
    run.env("HOME", folder).stdin(Stdio::null()).stdout(Stdio::null());
    Ok(run)
}

fn cost(command: &mut Command) -> anyhow::Result<Cost> {
    let (before, begun) = (of_children()?, Instant::now());
    let done = command.status()?;
    anyhow::ensure!(done.success(), "{command:?} failed");
    Ok(Cost { wall: begun.elapsed(), processor: of_children()?.saturating_sub(before) })
}

/// Time on the processor of all processes that were started here and have ended (`proc(5)`).
fn of_children() -> anyhow::Result<Duration> {
    /// Of Linux, whatever the machine.
    const TICKS_A_SECOND: u64 = 100;
    let stat = std::fs::read_to_string("/proc/self/stat").context("only Linux tells")?;
    // The name in brackets may hold anything; `cutime` and `cstime` are the 14th and 15th behind it.
    let (_, fields) = stat.rsplit_once(')').context("an unknown form of /proc/self/stat")?;
    let ticks: u64 = fields
        .split_whitespace()
        .skip(13)
        .take(2)
        .map(|ticks| ticks.parse::<u64>().unwrap_or(0))
        .sum();
    Ok(Duration::from_millis(ticks * 1_000 / TICKS_A_SECOND))
}

fn median(mut all: Vec<Cost>) -> Cost {
    all.sort_by_key(|cost| cost.wall);
    all[all.len() / 2]
}
