//! `jogan import`: subscription lists, feed files and JSON Lines of items, told apart by content.

use std::collections::{BTreeMap, HashSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::{Context, Outcome, output};
use crate::archive;
use crate::lang::say;
use crate::model::{NewItem, Source, SourceId, Tier};
use crate::newsroom::Newsroom;
use crate::sources::files::detect::{self, Content};
use crate::sources::files::{self, json_lines, opml};
use crate::sources::{self, feed};
use crate::text::clean;
use crate::text::source::Asks;

/// Longest file that is read, in bytes.
const LONGEST: u64 = 1024 * 1024 * 1024;

/// How many items go into one transaction.
const BATCH: usize = 2_000;

/// Take in subscription lists (OPML), feed files, items as JSON Lines, and archives
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What came of one file.
#[derive(Debug, Default)]
struct Tally {
    new: usize,
    updated: usize,
    same: usize,
    sources: usize,
    skipped: usize,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let mut newsroom = context.newsroom()?;
    let mut outcome = Outcome::Done;
    for path in &arguments.files {
        let taken = read(path).and_then(|bytes| take(&bytes, path, &mut newsroom, context));
        let tally = match taken {
            Ok(tally) => tally,
            // One file that cannot be read keeps no other out.
            Err(error) if arguments.files.len() > 1 => {
                output::complain(&format!("jogan: {error:#}"));
                outcome = Outcome::InPart;
                continue;
            }
            Err(error) => return Err(error),
        };
        if tally.skipped > 0 {
            outcome = Outcome::InPart;
        }
        let line = say(
            context.lang,
            "import.done",
            &[
                &path.display(),
                &tally.new,
                &tally.updated,
                &tally.same,
                &tally.sources,
                &tally.skipped,
            ],
        );
        output::print(&format!("{line}\n"))?;
    }
    Ok(outcome)
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let taken = if path.as_os_str() == "-" {
        std::io::stdin().take(LONGEST).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(super::input::file(path))
            .and_then(|file| file.take(LONGEST).read_to_end(&mut bytes))
    };
    taken.with_context(|| format!("cannot read {}", path.display()))?;
    Ok(bytes)
}

fn take(
    bytes: &[u8],
    path: &Path,
    newsroom: &mut Newsroom,
    context: &Context,
) -> anyhow::Result<Tally> {
    match detect::detect(bytes) {
        Content::Archive => take_archive(bytes, path, newsroom, context),
        Content::Items => take_lines(bytes, path, newsroom, context),
        Content::Subscriptions => take_list(bytes, path, newsroom),
        Content::Feed => take_feed(bytes, path, newsroom, context),
    }
}

/// An archive of all that is the reader's own comes back as it was.
fn take_archive(
    bytes: &[u8],
    path: &Path,
    newsroom: &mut Newsroom,
    context: &Context,
) -> anyhow::Result<Tally> {
    let mut reader = archive::Reader::new(newsroom, context.now)?;
    let mut bad = 0;
    for record in files::archive::read(bytes) {
        match record {
            Ok(record) => reader.take(record)?,
            Err(line) => {
                bad += 1;
                output::complain(&format!("{}, {line}", path.display()));
            }
        }
    }
    let taken = reader.finish()?;
    output::print(&(say(context.lang, "import.own", &[&taken.own]).into_owned() + "\n"))?;
    Ok(Tally {
        new: taken.new,
        updated: 0,
        same: taken.same,
        sources: taken.sources,
        skipped: taken.skipped + bad,
    })
}

/// Every subscription becomes a source, unless its address is followed already.
fn take_list(bytes: &[u8], path: &Path, newsroom: &mut Newsroom) -> anyhow::Result<Tally> {
    let list = opml::read(bytes, None);
    let mut tally = Tally { skipped: list.skipped.len(), ..Tally::default() };
    for (name, why) in &list.skipped {
        output::complain(&format!("{}: {name:?} is left out: {why}", path.display()));
    }
    let known = newsroom.store.sources()?;
    let mut taken: HashSet<String> = known.iter().map(|source| source.id.0.clone()).collect();
    let followed: HashSet<Asks> = known.iter().map(Source::asks).collect();
    let mut sources = Vec::new();
    for subscription in &list.kept {
        let source = subscription.to_source(|id| taken.contains(id));
        if followed.contains(&source.asks()) {
            tally.same += 1;
            continue;
        }
        taken.insert(source.id.0.clone());
        sources.push(source);
    }
    tally.sources = sources.len();
    newsroom.store.put_sources(&sources)?;
    Ok(tally)
}

/// A feed's items go to the source that is named as the feed is, and is made where there is none.
fn take_feed(
    bytes: &[u8],
    path: &Path,
    newsroom: &mut Newsroom,
    context: &Context,
) -> anyhow::Result<Tally> {
    let reading =
        feed::read(bytes, feed::Served::default()).with_context(|| path.display().to_string())?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = reading.title.or(stem).unwrap_or_else(|| "import".into());
    let known: BTreeMap<String, Source> =
        newsroom.store.sources()?.into_iter().map(|source| (source.name.clone(), source)).collect();
    let mut tally = Tally::default();
    let source = if let Some(source) = known.get(&name) {
        source.clone()
    } else {
        let source = made(&name, None, &known);
        newsroom.store.put_source(&source)?;
        tally.sources = 1;
        source
    };
    for batch in reading.items.chunks(BATCH) {
        flush(&mut batch.to_vec(), Some(&source), newsroom, context, &mut tally)?;
    }
    Ok(tally)
}

/// Items may name any source; one that is not there is made. They go in in the order of the
/// lines, in batches of one source's run each, so that a large file needs little memory.
fn take_lines(
    bytes: &[u8],
    path: &Path,
    newsroom: &mut Newsroom,
    context: &Context,
) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    let mut known: BTreeMap<String, Source> = BTreeMap::new();
    for source in newsroom.store.sources()? {
        known.insert(source.name.clone(), source);
    }
    let fallback = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let fallback = fallback.unwrap_or_else(|| "import".into());
    let mut waiting: Vec<NewItem> = Vec::new();
    let mut waiting_for = String::new();
    for line in json_lines::read(bytes) {
        let imported = match line {
            Ok(imported) => imported,
            Err(bad) => {
                tally.skipped += 1;
                output::complain(&format!("{}, {bad}", path.display()));
                continue;
            }
        };
        let name = imported.source.unwrap_or_else(|| fallback.clone());
        if name != waiting_for || waiting.len() >= BATCH {
            flush(&mut waiting, known.get(&waiting_for), newsroom, context, &mut tally)?;
            if !known.contains_key(&name) {
                let source = made(&name, imported.kind.as_deref(), &known);
                newsroom.store.put_source(&source)?;
                tally.sources += 1;
                known.insert(name.clone(), source);
            }
            waiting_for = name;
        }
        waiting.push(imported.item);
    }
    flush(&mut waiting, known.get(&waiting_for), newsroom, context, &mut tally)?;
    Ok(tally)
}

fn flush(
    waiting: &mut Vec<NewItem>,
    source: Option<&Source>,
    newsroom: &mut Newsroom,
    context: &Context,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    if let Some(source) = source.filter(|_| !waiting.is_empty()) {
        let taken = newsroom.take_in(source, waiting, context.now)?;
        tally.new += taken.new.len();
        tally.updated += taken.updated.len();
        tally.same += taken.same;
    }
    waiting.clear();
    Ok(())
}

/// A source that an import names and nobody knows.
fn made(name: &str, kind: Option<&str>, known: &BTreeMap<String, Source>) -> Source {
    let taken: Vec<&str> = known.values().map(|source| source.id.0.as_str()).collect();
    Source {
        id: SourceId(sources::slug(name, |id| taken.contains(&id))),
        name: clean::line(name, 100),
        tier: match kind {
            Some("arxiv" | "paper" | "pubmed" | "crossref") => Tier::Primary,
            Some("community" | "hackernews") => Tier::Community,
            _ => Tier::General,
        },
        // Without an address it is never visited.
        ..Source::new(clean::line(kind.unwrap_or("feed"), 40), "")
    }
}
