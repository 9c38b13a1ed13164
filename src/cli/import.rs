//! `jogan import`: subscription lists, feed files, items, and what other programs kept, told apart
//! by content.
//!
//! What another program kept comes with its moments and is no change that anybody made here: the store
//! itself writes it.

use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, HashSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use serde::Serialize;

use super::bar::Bar;
use super::failed::{OrSay as _, failed};
use super::stopping::{Heeding, is_asked};
use super::{Context, Outcome, output};
use crate::archive;
use crate::lang::{Lang, say};
use crate::library::edition;
use crate::model::{Moment, Network, NewItem, Phrase, Progress, Source, Tier};
use crate::newsroom::Newsroom;
use crate::sources::files::entry::{Entries, Entry, Imported, Kept};
use crate::sources::files::formats::{self, FORMATS, Read};
use crate::sources::files::{self, opml, source_list};
use crate::sources::{NAME_CHARS, Names, ReadError, feed, saved};
use crate::text::source::Asks;
use crate::text::{clean, fold};

/// Longest file that is read, in bytes.
const LONGEST: u64 = 1024 * 1024 * 1024;

/// How many items go into one transaction.
const BATCH: usize = 2_000;

/// Take in subscription lists, feed files, items, bookmarks, newsletters, references and archives
///
/// Phrase apart by content: OPML and newsboat's urls become sources; RSS, Atom and JSON Feed files,
/// JSON Lines, newsletters (.eml, mbox), BibTeX and CSL-JSON become items; bookmarks (Netscape
/// HTML) and what Pocket (CSV, HTML) and Instapaper (CSV) exported go to the reading list with
/// their tags; an archive of `jogan export all` comes back whole.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Let sources of these files be asked within your own network
    #[arg(long)]
    private: bool,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

/// What came of one file.
#[derive(Debug, Default, Serialize)]
struct Tally {
    new: usize,
    updated: usize,
    same: usize,
    sources: usize,
    /// Notes and ideas.
    own: usize,
    /// Titles of the reader's own library.
    owned: usize,
    skipped: usize,
}

#[derive(Debug, Serialize)]
struct FileJson {
    file: String,
    #[serde(flatten)]
    tally: Tally,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

impl Tally {
    /// Items that are in.
    fn taken(&self) -> usize {
        self.new + self.updated + self.same
    }

    /// Whether the file held nothing that could be taken.
    fn is_nothing(&self) -> bool {
        self.taken() + self.sources + self.own + self.owned == 0
    }
}

/// What import understands, in one sentence.
fn takes(lang: Lang) -> String {
    let names =
        FORMATS.iter().map(|format| say(lang, &format!("import.format.{}", format.name), &[]));
    let names: Vec<_> = names.chain([say(lang, "import.format.feed", &[])]).collect();
    say(lang, "import.takes", &[&names.join(", ")]).into_owned()
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let _heeding = Heeding::begin(context.lang);
    let mut newsroom = context.newsroom()?;
    let mut outcome = Outcome::Done;
    let mut items = 0;
    let mut files = Vec::new();
    for path in &arguments.files {
        let file = path.display().to_string();
        let taken = read(path)
            .and_then(|bytes| take(&bytes, path, &mut newsroom, arguments.private, context));
        let tally = match taken {
            Ok(tally) => tally,
            // One file that cannot be read keeps no other out.
            Err(error) if arguments.files.len() > 1 && !is_asked() => {
                output::complain(&format!("jogan: {error:#}"));
                let error = Some(format!("{error:#}"));
                files.push(FileJson { file, tally: Tally::default(), error });
                outcome = Outcome::InPart;
                continue;
            }
            Err(error) => return Err(error),
        };
        if tally.skipped > 0 {
            outcome = Outcome::InPart;
        }
        items += tally.taken();
        if tally.is_nothing() {
            output::complain(&format!("{}: {}", path.display(), takes(context.lang)));
        }
        if arguments.json {
            files.push(FileJson { file, tally, error: None });
            continue;
        }
        if tally.own > 0 {
            output::print(&(say(context.lang, "import.own", &[&tally.own]).into_owned() + "\n"))?;
        }
        if tally.owned > 0 {
            let line = say(context.lang, "import.owned", &[&tally.owned]).into_owned();
            output::print(&(line + "\n"))?;
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
    if arguments.json {
        output::print_json(&files)?;
    }
    if items > 0 {
        let store = &mut newsroom.store;
        let sealed = edition::seal(store, &*context.lexicon()?, &context.sealing(), context.now)?;
        if !context.then(sealed.as_ref()) {
            outcome = Outcome::InPart;
        }
    }
    Ok(outcome)
}

/// A file whole, or standard input; what is longer than [`LONGEST`] is cut.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let taken = if path.as_os_str() == "-" {
        std::io::stdin().take(LONGEST).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(super::input::file(path))
            .and_then(|file| file.take(LONGEST).read_to_end(&mut bytes))
    };
    taken.or_say("failed.program.read", &[&path.display()])?;
    Ok(bytes)
}

fn take(
    bytes: &[u8],
    path: &Path,
    newsroom: &mut Newsroom,
    private: bool,
    context: &Context,
) -> anyhow::Result<Tally> {
    let bytes = &*formats::unmarked(bytes);
    match formats::of(bytes).map(|format| &format.read) {
        Some(Read::Archive) => take_archive(bytes, path, newsroom, private, context),
        Some(Read::Subscriptions) => take_list(bytes, path, newsroom, private, context),
        Some(Read::Bytes(read)) => take_entries(read(bytes), path, newsroom, private, context),
        Some(Read::Text(read)) => {
            take_entries(read(&formats::text(bytes)), path, newsroom, private, context)
        }
        None => take_feed(bytes, path, newsroom, context),
    }
}

/// An archive of all that is the reader's own comes back as it was.
fn take_archive(
    bytes: &[u8],
    path: &Path,
    newsroom: &mut Newsroom,
    private: bool,
    context: &Context,
) -> anyhow::Result<Tally> {
    let mut reader = archive::Reader::new(newsroom, context.now, private, &source_list::shipped())?;
    let (mut bad, mut stopped) = (0, false);
    for record in files::archive::read(bytes) {
        if is_asked() {
            stopped = true;
            break;
        }
        match record {
            Ok(record) => reader.take(record)?,
            Err(line) => {
                bad += 1;
                output::complain(&format!("{}, {line}", path.display()));
            }
        }
    }
    let taken = reader.finish()?;
    tell(path, &taken.remarks, context);
    if stopped {
        bail!(stopped_at(path, taken.new + taken.same, context));
    }
    Ok(Tally {
        new: taken.new,
        updated: 0,
        same: taken.same,
        sources: taken.sources,
        own: taken.own,
        owned: taken.owned,
        skipped: taken.skipped + bad,
    })
}

/// That it was stopped: what was read is kept, and a second import passes over it.
fn stopped_at(path: &Path, taken: usize, context: &Context) -> String {
    say(context.lang, "import.stopped", &[&path.display(), &taken]).into_owned()
}

/// What the user must know of the sources of a file.
fn tell(path: &Path, remarks: &[Phrase], context: &Context) {
    for remark in remarks {
        output::complain(&format!("{}: {}", path.display(), remark.say(context.lang)));
    }
}

/// Every subscription becomes a source, unless its address is followed already.
fn take_list(
    bytes: &[u8],
    path: &Path,
    newsroom: &mut Newsroom,
    private: bool,
    context: &Context,
) -> anyhow::Result<Tally> {
    let list = opml::read(bytes, None);
    let mut tally = Tally { skipped: list.skipped.len(), ..Tally::default() };
    for (name, why) in &list.skipped {
        output::complain(&format!("{}: {name:?} is left out: {why}", path.display()));
    }
    follow(&list.kept, path, newsroom, private, context, &mut tally)?;
    Ok(tally)
}

/// Follows what is not followed yet.
fn follow(
    list: &[opml::Subscription],
    path: &Path,
    newsroom: &mut Newsroom,
    private: bool,
    context: &Context,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let known = newsroom.store.sources()?;
    let mut names = Names::of(&known);
    let mut followed: HashSet<Asks> = known.iter().map(Source::asks).collect();
    let mut sources = Vec::new();
    for subscription in list {
        if !followed.insert(subscription.source.asks()) {
            tally.same += 1;
            continue;
        }
        let mut source = subscription.to_source(&mut names);
        let off = subscription.is_private && !private;
        source.enabled &= !off;
        tell(path, &archive::remarks(&source, &subscription.left_out, off), context);
        sources.push(source);
    }
    tally.sources += sources.len();
    newsroom.store.put_sources_on(&sources, (!private).then_some(Network::Public))?;
    Ok(())
}

/// A feed's items go to the source that is named as the feed is, and is made where there is none.
fn take_feed(
    bytes: &[u8],
    path: &Path,
    newsroom: &mut Newsroom,
    context: &Context,
) -> anyhow::Result<Tally> {
    let reading = match feed::read(bytes, feed::Served::default()) {
        Ok(reading) => reading,
        // What is nothing that is known is told with what is.
        Err(ReadError::Foreign { .. } | ReadError::Page { .. } | ReadError::Empty) => {
            let takes = takes(context.lang);
            bail!(failed("import.nothing", &[&path.display(), &takes]));
        }
        Err(error) => return Err(error).or_say("failed.program.file", &[&path.display()]),
    };
    let name = source_name(reading.title.or_else(|| stem(path)));
    let known: BTreeMap<String, Source> =
        newsroom.store.sources()?.into_iter().map(|source| (source.name.clone(), source)).collect();
    let mut tally = Tally::default();
    let source = if let Some(source) = known.get(&name) {
        source.clone()
    } else {
        let source = made(&name, None, &mut Names::of(known.values()));
        newsroom.store.put_source(&source)?;
        tally.sources = 1;
        source
    };
    for batch in reading.items.chunks(BATCH) {
        if is_asked() {
            bail!(stopped_at(path, tally.taken(), context));
        }
        let run = vec![(source.clone(), batch.to_vec())];
        flush(run, newsroom, context.now, &mut tally)?;
    }
    Ok(tally)
}

/// Items may name any source; one that is not there is made. They go in in the order of the file,
/// in batches, so that a large file needs little memory.
fn take_entries(
    entries: Entries<'_>,
    path: &Path,
    newsroom: &mut Newsroom,
    private: bool,
    context: &Context,
) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    let mut known: BTreeMap<String, Source> = BTreeMap::new();
    for source in newsroom.store.sources()? {
        known.insert(source.name.clone(), source);
    }
    let mut names = Names::of(known.values());
    let fallback = source_name(stem(path));
    let mut runs: Vec<(Source, Vec<NewItem>)> = Vec::new();
    let mut waiting = 0;
    let (mut feeds, mut pages) = (Vec::new(), Vec::new());
    let mut bar = Bar::of(None, context.lang);
    let mut stopped = false;
    for (read, entry) in entries.enumerate() {
        bar.at(read);
        if is_asked() {
            stopped = true;
            break;
        }
        let imported = match entry {
            Ok(Entry::Item(imported)) => *imported,
            Ok(Entry::Feed(feed)) => {
                feeds.push(*feed);
                continue;
            }
            Err(bad) => {
                bar.clear();
                tally.skipped += 1;
                output::complain(&format!("{}, {bad}", path.display()));
                continue;
            }
        };
        let imported = match imported {
            Imported { item, kept: Some(kept), .. } => {
                pages.push((item, kept));
                continue;
            }
            imported => imported,
        };
        let name =
            imported.source.map_or_else(|| fallback.clone(), |source| source_name(Some(source)));
        let source = match known.entry(name) {
            Occupied(known) => known.into_mut(),
            Vacant(unknown) => {
                let source = made(unknown.key(), imported.kind.as_deref(), &mut names);
                newsroom.store.put_source(&source)?;
                tally.sources += 1;
                unknown.insert(source)
            }
        };
        match runs.last_mut().filter(|(of, _)| of.id == source.id) {
            Some((_, run)) => run.push(imported.item),
            None => runs.push((source.clone(), vec![imported.item])),
        }
        waiting += 1;
        if waiting >= BATCH {
            flush(std::mem::take(&mut runs), newsroom, context.now, &mut tally)?;
            waiting = 0;
        }
    }
    flush(runs, newsroom, context.now, &mut tally)?;
    bar.clear();
    follow(&feeds, path, newsroom, private, context, &mut tally)?;
    stopped |= !take_pages(pages, newsroom, context, &mut tally)?;
    if stopped {
        bail!(stopped_at(path, tally.taken(), context));
    }
    Ok(tally)
}

/// Pages that were kept elsewhere go to the reading list, since when they were kept there: they
/// are no news of today. One that is here already, from whatever source, is put there as it is. Whether
/// that is all of them.
fn take_pages(
    mut pages: Vec<(NewItem, Kept)>,
    newsroom: &mut Newsroom,
    context: &Context,
    tally: &mut Tally,
) -> anyhow::Result<bool> {
    if pages.is_empty() {
        return Ok(true);
    }
    let since =
        |kept: &Kept| kept.since.filter(|since| *since < context.now).unwrap_or(context.now);
    pages.sort_by_key(|(_, kept)| since(kept));
    let home = saved::home(&say(context.lang, "source.saved_pages", &[]));
    if newsroom.store.source(&home.id).is_err() {
        newsroom.store.put_source(&home)?;
    }
    // All that was kept on one day is taken in together.
    let day = |(_, kept): &(NewItem, Kept)| context.zone.day_of(since(kept));
    for group in pages.chunk_by(|one, other| day(one) == day(other)) {
        if is_asked() {
            return Ok(false);
        }
        let mut unknown = Vec::new();
        for (item, _) in group {
            match newsroom.store.by_address(item.url.as_deref().unwrap_or_default())? {
                Some(_) => tally.same += 1,
                None => unknown.push(item.clone()),
            }
        }
        let first = group.first().map_or(context.now, |(_, kept)| since(kept));
        flush(vec![(home.clone(), unknown)], newsroom, first, tally)?;
        for (item, kept) in group {
            let url = item.url.as_deref().unwrap_or_default();
            let Some(id) = newsroom.store.by_address(url)? else { continue };
            newsroom.store.take_listed(id, &kept.listed, since(kept))?;
            if kept.listed.state == Progress::Done {
                newsroom.store.set_read(&[id], true)?;
            }
        }
    }
    Ok(true)
}

/// What a file is called, its letters joined to their marks.
fn stem(path: &Path) -> Option<String> {
    Some(fold::composed(&path.file_stem()?.to_string_lossy()).into_owned())
}

/// Takes runs of items in, each of one source, and counts them.
fn flush(
    runs: Vec<(Source, Vec<NewItem>)>,
    newsroom: &mut Newsroom,
    now: Moment,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    for taken in newsroom.take_runs(runs, now)? {
        tally.new += taken.new.len();
        tally.updated += taken.updated.len();
        tally.same += taken.same;
    }
    Ok(())
}

/// What a source is called that items name, as sources are called in the store.
fn source_name(given: Option<String>) -> String {
    let name = clean::line(&given.unwrap_or_default(), NAME_CHARS);
    if name.is_empty() { "import".to_owned() } else { name }
}

/// A source that an import names and nobody knows.
fn made(name: &str, kind: Option<&str>, names: &mut Names) -> Source {
    let source = Source {
        id: names.give(name),
        name: name.to_owned(),
        tier: match kind {
            Some("arxiv" | "paper" | "pubmed" | "crossref") => Tier::Primary,
            Some("community" | "hackernews") => Tier::Community,
            _ => Tier::General,
        },
        // Without an address it is never visited.
        ..Source::new(kind.unwrap_or("feed"), "")
    };
    source.cleaned()
}
