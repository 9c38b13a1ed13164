//! Killed at any moment, with a third of the answers lost: every mark that was acknowledged stands
//! on the server in the end.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jogan::model::Query;
use jogan::store::Store;

use super::alike::{Alike, FRESHRSS, Fault, PASSWORD, USER};
use crate::refreshing::noon;

/// Processes that are killed before they are done; a longer run takes its number from `JOGAN_KILLS`.
const KILLS: u64 = 60;

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Done,
    /// By itself: what it was to do was not done.
    Failed,
    /// By the signal, before it was done.
    Killed,
}

/// Runs the program and kills it after a moment.
fn run(folder: &Path, words: &[&str], after: Option<Duration>) -> End {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jogan"))
        .env_clear()
        .env("HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .env("JOGAN_NOW", "2026-03-05T12:00:00Z")
        .args(["--config", &folder.join("config.toml").to_string_lossy()])
        .arg("--data-dir")
        .arg(folder.join("data"))
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a program");
    if let Some(after) = after {
        // The moment is what is tested: nothing is waited for that would happen by itself.
        std::thread::sleep(after);
        // Already gone, or gone now.
        let _ = child.kill();
    }
    let status = child.wait().expect("its end");
    match (status.success(), status.signal()) {
        (true, _) => End::Done,
        (false, None) => End::Failed,
        (false, Some(_)) => End::Killed,
    }
}

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

#[test]
fn every_acknowledged_mark_stands_on_the_server_whatever_was_killed_and_lost() {
    let kills = std::env::var("JOGAN_KILLS").ok().and_then(|kills| kills.parse().ok());
    let kills = kills.unwrap_or(KILLS);
    let alike = Alike::start(FRESHRSS, 60);
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::write(
        at.join("config.toml"),
        format!(
            "[[account]]\nname = \"home\"\nurl = \"{}\"\nuser = \"{USER}\"\npassword = \"{PASSWORD}\"\n",
            alike.base()
        ),
    )
    .expect("written");
    assert_eq!(run(at, &["account", "sync"], None), End::Done);
    let store = || Store::open_read_only(&at.join("data")).expect("a store");
    let rows = store().rows(&Query::default(), noon()).expect("rows");
    let items: Vec<(i64, String)> =
        rows.into_iter().map(|row| (row.id.0, row.url.unwrap_or_default())).collect();
    let whole = |words: &[&str]| {
        let begun = Instant::now();
        run(at, words, None);
        begun.elapsed()
    };
    let mark_takes = whole(&["read", &items[0].0.to_string()]);
    let sync_takes = whole(&["account", "sync"]);
    let mut chance = Chance(7);
    // What was acknowledged last, and what was begun since and may have been done.
    let mut acknowledged: BTreeMap<(usize, bool), bool> = BTreeMap::new();
    let (mut killed, mut lost, mut rounds) = (0, 0, 0);
    // A round that ended before its signal came counts for nothing.
    while killed < kills {
        let round = rounds;
        rounds += 1;
        assert!(rounds < kills * 50, "{killed} of {kills} killed after {rounds} rounds");
        let part = 0.2 + chance.below(1_000) as f64 / 1_000.0;
        if round % 3 == 2 {
            if chance.below(3) == 0 {
                let fault = Fault::Lost(chance.below(2) == 0);
                alike.world().faults.push(("edit-tag", fault, 1));
                lost += 1;
            }
            let end = run(at, &["account", "sync"], Some(sync_takes.mul_f64(part)));
            killed += u64::from(end == End::Killed);
            continue;
        }
        let item = chance.below(items.len() as u64) as usize;
        let (word, is_star, on) = [
            ("read", false, true),
            ("unread", false, false),
            ("star", true, true),
            ("unstar", true, false),
        ][chance.below(4) as usize];
        let id = items[item].0.to_string();
        match run(at, &[word, &id], Some(mark_takes.mul_f64(part))) {
            End::Done => {
                acknowledged.insert((item, is_star), on);
            }
            End::Failed => panic!("round {round}: {word} {id} failed"),
            End::Killed => {
                killed += 1;
                // It may have been kept all the same.
                acknowledged.remove(&(item, is_star));
            }
        }
    }
    alike.world().faults.clear();
    for _ in 0..4 {
        assert_eq!(run(at, &["account", "sync"], None), End::Done);
    }
    let world = alike.world();
    let there: BTreeMap<&str, (bool, bool)> =
        world.items.values().map(|item| (item.url.as_str(), (item.read, item.starred))).collect();
    for ((item, is_star), on) in &acknowledged {
        let (read, starred) = there[items[*item].1.as_str()];
        assert_eq!(if *is_star { starred } else { read }, *on, "{} {is_star}", items[*item].1);
    }
    for row in store().rows(&Query::default(), noon()).expect("rows") {
        let url = row.url.unwrap_or_default();
        assert_eq!((row.read, row.starred), there[url.as_str()], "{url}");
    }
    assert_eq!(store().waiting("home").expect("rows"), []);
    println!(
        "{killed} killed in {rounds} rounds, {lost} answers lost, {} acknowledged marks, none lost",
        acknowledged.len()
    );
}
