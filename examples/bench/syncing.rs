//! What it costs to follow a reader server: a first pass into a new store, and one with nothing new.

use std::cell::Cell;
use std::time::Instant;

use anyhow::Context as _;
use jogan::desk::Settings;
use jogan::fetch::{Fetcher, Policy};
use jogan::model::account::{Account, Protocol, Secret};
use jogan::model::{Moment, SyncReport};
use jogan::newsroom::Newsroom;
use jogan::store::Keeper;
use jogan::sync::{Pass, Wishes, pass};

/// Items that are to be readable soon.
const FIRST: usize = 1_000;

/// Measures an account at an address; the clock is the machine's.
pub fn measure(url: &str, user: &str, password: &str) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let newsroom = Newsroom::open(folder.path(), Settings::default())?;
    let keeper = Keeper::start(newsroom)?;
    let kind = if url.contains("fever") { Protocol::Fever } else { Protocol::Greader };
    let mut account = Account::new("bench", kind, url);
    user.clone_into(&mut account.user);
    account.password = Some(Secret(password.to_owned()));
    let fetcher = Fetcher::new(Policy::for_accounts());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    println!(
        "{:<24} {:>6} {:>8} {:>10} {:>10} {:>8} {:>12}",
        "", "calls", "new", "bytes in", "bytes out", "seconds", "first 1,000"
    );
    for name in ["first pass", "nothing new", "nothing new, full"] {
        let now: Moment = std::time::SystemTime::now().into();
        let needs = Pass { keeper: &keeper, fetcher: &fetcher, data_dir: folder.path(), now };
        let (began, soon, most) = (Instant::now(), Cell::new(None), Cell::new(0));
        let tell = |left: usize| {
            most.set(most.get().max(left));
            if soon.get().is_none() && most.get() - left >= FIRST {
                soon.set(Some(began.elapsed().as_secs_f64()));
            }
        };
        let wishes = Wishes { full: name.ends_with("full"), asked: true, ..Wishes::due() };
        let report = runtime.block_on(pass(&needs, &account, wishes, tell))?;
        let SyncReport { calls, new, bytes_in, bytes_out, seconds, error, .. } = &report;
        if let Some(error) = error {
            anyhow::bail!("{}", error.say(jogan::lang::Lang::En));
        }
        let soon = soon.get().map_or_else(String::new, |soon: f64| format!("{soon:.1}"));
        println!(
            "{name:<24} {calls:>6} {new:>8} {bytes_in:>10} {bytes_out:>10} {seconds:>8.2} {soon:>12}"
        );
    }
    let size =
        std::fs::metadata(folder.path().join(jogan::store::FILE)).context("the store")?.len();
    println!("the store: {} MB", size / 1_000_000);
    Ok(())
}
