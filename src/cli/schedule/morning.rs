//! What a morning's timer calls: the sources visited, the edition written, the mornings that were
//! missed caught up, and a feed made of the last ones.

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveTime};
use serde::Serialize;

use super::super::digest::Maker;
use super::super::{Context, Outcome, output, refresh};
use crate::cli::failed::OrSay as _;
use crate::export::digest::{self, Format};
use crate::export::{atom, file};
use crate::lang::say;
use crate::model::{Closing, Day};

/// Mornings that are caught up at most; what is older is not read any more.
const MISSED: u64 = 7;

/// Editions in the feed.
const IN_FEED: u64 = 14;

/// The feed's file.
const FEED: &str = "jogan.atom";

/// What a morning wrote.
#[derive(Debug, Serialize)]
struct WrittenJson {
    /// The editions, the earliest first.
    written: Vec<PathBuf>,
    /// The feed of the last ones.
    feed: PathBuf,
}

pub(super) fn run(
    at: Option<NaiveTime>,
    folder: &Path,
    format: &Format,
    json: bool,
    context: &Context,
) -> anyhow::Result<Outcome> {
    std::fs::create_dir_all(folder).or_say("failed.program.make", &[&folder.display()])?;
    // Without a network the editions are written from what is there.
    let (outcome, sealed) =
        if context.offline { (Outcome::Done, None) } else { refresh::all_due(json, context)? };
    let path = |day: Day| folder.join(format!("jogan-{day}.{}", format.extension));
    let closing = closing(at, context);
    let edition = |day| closing.edition(day, context.now);
    let today = closing.last_closed(context.now).day;
    let maker = Maker::new(context, context.config.digest.minutes)?.closing_at(closing);
    let mut written = Vec::new();
    for day in missed(today, |day| path(day).exists()) {
        let digest = maker.digest(edition(day))?;
        let document = (format.write)(&digest, context.lang);
        file::write(&path(day), document.as_bytes(), false)?;
        if !json {
            let line = say(context.lang, "schedule.written", &[&path(day).display()]);
            output::print(&format!("{line}\n"))?;
        }
        written.push(path(day));
    }
    // An edition stays in the feed, whatever format it was written in.
    let is_kept = |day: &Day| {
        let file = |format: &Format| folder.join(format!("jogan-{day}.{}", format.extension));
        digest::FORMATS.iter().any(|format| file(format).exists())
    };
    let kept = last(today, IN_FEED).filter(is_kept);
    let editions = kept.map(|day| maker.digest(edition(day)));
    let feed = atom::write(&editions.collect::<anyhow::Result<Vec<_>>>()?, None, context.lang);
    let feed_path = folder.join(FEED);
    file::write(&feed_path, feed.as_bytes(), true)?;
    if json {
        output::print_json(&WrittenJson { written, feed: feed_path })?;
    }
    Ok(if context.then(sealed.as_ref()) { outcome } else { Outcome::InPart })
}

/// When editions close: as the config file has it, or, for this run, as an older timer says.
fn closing(at: Option<NaiveTime>, context: &Context) -> Closing {
    let set = context.config.closing();
    let Some(at) = at.filter(|at| *at != set.at) else { return set };
    let time = |at: NaiveTime| at.format("%H:%M").to_string();
    output::complain(&say(context.lang, "schedule.at_wins", &[&time(at), &time(set.at)]));
    Closing { at, ..set }
}

/// Days up to one, the latest first.
fn last(day: Day, most: u64) -> impl Iterator<Item = Day> {
    (0..most).filter_map(move |back| day.checked_sub_days(Days::new(back)))
}

/// The days whose edition is to be written, the earliest first: the last morning, and those before
/// it back to one that is there. The first of all editions has none before it.
fn missed(today: Day, is_there: impl Fn(Day) -> bool) -> Vec<Day> {
    let back: Vec<Day> = last(today, MISSED + 1).collect();
    let known = back.iter().position(|day| is_there(*day));
    let mut days = back[..known.unwrap_or(1).min(back.len())].to_vec();
    days.reverse();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn missed_mornings_are_those_since_the_last_edition() {
        let today = day("2026-03-05");
        assert_eq!(missed(today, |_| false), [today], "the first edition");
        assert_eq!(missed(today, |known| known == today), []);
        assert_eq!(
            missed(today, |known| known == day("2026-03-02")),
            [day("2026-03-03"), day("2026-03-04"), today]
        );
    }
}
