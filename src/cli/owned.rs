//! `jogan owned`: the reader's own library, kept in another program. Its papers are marked, not told
//! again, and teach the taste.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::failed::failed;
use super::stopping::{Heeding, is_asked, saying};
use super::{Context, Outcome, import, output};
use crate::lang::say;
use crate::model::{NewItem, Owned};
use crate::newsroom::Newsroom;
use crate::sources::files::entry::{Entry, Imported};
use crate::sources::files::formats::{self, Read};

/// The formats in which libraries come.
const FORMATS: [&str; 5] = ["bibtex", "csl", "ris", "zotero", "zotero_csv"];

/// Your own library (Zotero, JabRef): its papers are marked, not told again, and teach the taste
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a library known: BibTeX, CSL-JSON, RIS or Zotero's RDF or CSV; no item comes of it
    Import {
        /// The files; `-` is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    /// List what is known of it
    List {
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    /// Forget all of it
    Forget,
}

/// What came of one file.
#[derive(Debug, Serialize)]
struct FileJson {
    file: String,
    new: usize,
    same: usize,
    skipped: usize,
    /// Items of the store that are in the library, all files together.
    items: usize,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    match &arguments.what {
        What::Import { files, json } => take(files, *json, context),
        What::List { json } => list(*json, context),
        What::Forget => {
            let _heeding = Heeding::begin(context.lang);
            let mut newsroom = context.newsroom()?;
            let gone = newsroom.store.forget_owned()?;
            follow(&mut newsroom, context)?;
            output::print(&format!("{}\n", say(context.lang, "owned.forgotten", &[&gone])))?;
            Ok(Outcome::Done)
        }
    }
}

/// Judges what came lately by the library as it is now. Returns how many items are in it.
fn follow(newsroom: &mut Newsroom, context: &Context) -> anyhow::Result<usize> {
    context
        .judging(newsroom, None, Newsroom::follow_library)
        .map_err(|error| saying(error, "stopped.judging", &[]))
}

fn take(files: &[PathBuf], json: bool, context: &Context) -> anyhow::Result<Outcome> {
    let _heeding = Heeding::begin(context.lang);
    let mut newsroom = context.newsroom()?;
    // Every file is read before anything is kept: one that is no library changes nothing.
    let mut libraries = Vec::new();
    for path in files {
        libraries.push((path, library(&import::read(path)?, path)?));
    }
    let mut shapes = Vec::new();
    for (path, (library, skipped)) in &libraries {
        let shelved = newsroom.store.put_owned(library)?;
        shapes.push(FileJson {
            file: path.display().to_string(),
            new: shelved.new,
            same: shelved.same,
            skipped: *skipped,
            items: 0,
        });
    }
    let items = follow(&mut newsroom, context)?;
    for shape in &mut shapes {
        shape.items = items;
    }
    let outcome =
        if shapes.iter().any(|shape| shape.skipped > 0) { Outcome::InPart } else { Outcome::Done };
    if json {
        output::print_json(&shapes)?;
        return Ok(outcome);
    }
    for FileJson { file, new, same, skipped, .. } in &shapes {
        let facts: [&dyn std::fmt::Display; 4] = [file, new, same, skipped];
        output::print(&format!("{}\n", say(context.lang, "owned.done", &facts)))?;
    }
    output::print(&format!("{}\n", say(context.lang, "owned.marked", &[&items])))?;
    Ok(outcome)
}

/// The titles of a file, and how many of its entries could not be read.
fn library(bytes: &[u8], path: &Path) -> anyhow::Result<(Vec<Owned>, usize)> {
    let bytes = formats::unmarked(bytes);
    let format = formats::of(&bytes).filter(|format| FORMATS.contains(&format.name));
    let Some(Read::Text(read)) = format.map(|format| &format.read) else {
        bail!(failed("owned.no_library", &[&path.display()]));
    };
    let text = formats::text(&bytes);
    let (mut titles, mut skipped) = (Vec::new(), 0);
    for entry in read(&text) {
        if is_asked() {
            bail!(failed("stopped.library", &[]));
        }
        match entry {
            Ok(Entry::Item(imported)) => {
                let Imported { item: NewItem { title, authors, paper, url, .. }, .. } = *imported;
                titles.push(Owned { title, authors, doi: paper.doi, arxiv: paper.arxiv, url });
            }
            Ok(Entry::Feed(_)) => {}
            Err(bad) => {
                skipped += 1;
                output::complain(&format!("{}, {bad}", path.display()));
            }
        }
    }
    Ok((titles, skipped))
}

fn list(json: bool, context: &Context) -> anyhow::Result<Outcome> {
    let owned = context.reading()?.owned()?;
    if json {
        output::print_json(&owned)?;
        return Ok(Outcome::Done);
    }
    if owned.is_empty() {
        output::complain(&say(context.lang, "nothing.owned", &[]));
    }
    let line = |one: &Owned| {
        let first = one.authors.first().map(|author| format!("  {author}")).unwrap_or_default();
        format!("{}{}\n", one.title, output::styled(output::Look::Dim, &first))
    };
    output::print(&owned.iter().map(line).collect::<String>())?;
    Ok(Outcome::Done)
}
