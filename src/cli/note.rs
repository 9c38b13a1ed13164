//! `jogan note`: the reader's own words on an item.

use std::io::Read as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use super::{Context, Outcome};
use crate::model::{About, ItemId};

/// Longest note that is taken, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Write an item's note (Markdown); without a text, in $VISUAL or $EDITOR
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The item's number
    id: i64,
    /// The text; empty removes the note
    #[arg(long, value_name = "T", conflicts_with_all = ["file", "stdin"])]
    text: Option<String>,
    /// A file that holds the text
    #[arg(long, value_name = "F", conflicts_with = "stdin")]
    file: Option<PathBuf>,
    /// Read the text from standard input
    #[arg(value_name = "-", value_parser = ["-"])]
    stdin: Option<String>,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let id = ItemId(arguments.id);
    let mut store = context.store()?;
    let text = if let Some(text) = &arguments.text {
        text.clone()
    } else if let Some(path) = &arguments.file {
        let file = std::fs::File::open(path)
            .with_context(|| format!("cannot read the note from {}", path.display()))?;
        read(file).with_context(|| format!("cannot read the note from {}", path.display()))?
    } else if arguments.stdin.is_some() {
        read(std::io::stdin()).context("cannot read the note from standard input")?
    } else {
        bail!("give the text with --text, --file or -");
    };
    store.set_note(About::Item(id), &text, context.now)?;
    Ok(Outcome::Done)
}

fn read(from: impl std::io::Read) -> anyhow::Result<String> {
    let mut text = String::new();
    from.take(LONGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LONGEST {
        bail!("a note may be 16 MiB long at most");
    }
    Ok(text)
}
