//! What the user gives several commands: texts (as an argument, from a file, typed into an editor)
//! and the words of the reading list.

use std::io::Read as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use super::{Context, Misuse};
use crate::model::{Progress, Week, listed};
use crate::{drafts, editor};

/// Longest text that is taken, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Where a text comes from.
#[derive(Debug, Args)]
pub(super) struct Source {
    /// The text
    #[arg(long, value_name = "T", conflicts_with_all = ["file", "stdin"])]
    text: Option<String>,
    /// A file that holds the text
    #[arg(long, value_name = "F", conflicts_with = "stdin")]
    file: Option<PathBuf>,
    /// Read the text from standard input
    #[arg(value_name = "-", value_parser = ["-"])]
    stdin: Option<String>,
}

impl Source {
    /// The text, if one was given.
    pub(super) fn read(&self) -> anyhow::Result<Option<String>> {
        if let Some(text) = &self.text {
            return Ok(Some(text.clone()));
        }
        if let Some(path) = &self.file {
            let what = || format!("cannot read the text from {}", path.display());
            let file = std::fs::File::open(path).with_context(what)?;
            return read(file).with_context(what).map(Some);
        }
        if self.stdin.is_some() {
            return read(std::io::stdin())
                .context("cannot read the text from standard input")
                .map(Some);
        }
        Ok(None)
    }
}

fn read(from: impl std::io::Read) -> anyhow::Result<String> {
    let mut text = String::new();
    from.take(LONGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LONGEST {
        bail!("a text may be 16 MiB long at most");
    }
    Ok(text)
}

/// Has the user edit a text in their editor.
pub(super) fn edited(name: &str, text: &str, context: &Context) -> anyhow::Result<String> {
    let command = editor::command(|name| std::env::var_os(name))
        .context("give the text with --text, --file or -")?;
    Ok(editor::edit(&command, &drafts::folder(&context.data_dir), name, text)?)
}

/// Keeps a text; where that fails, it is put into a draft file which the error names.
pub(super) fn kept<T, E>(
    name: &str,
    text: &str,
    context: &Context,
    keep: impl FnOnce() -> Result<T, E>,
) -> anyhow::Result<T>
where
    anyhow::Error: From<E>,
{
    keep().map_err(|error| {
        let error = anyhow::Error::from(error);
        if text.trim().is_empty() {
            return error;
        }
        match drafts::keep_somewhere(&context.data_dir, name, text) {
            Ok(path) => error.context(format!("not kept; the text lies in {}", path.display())),
            Err(draft) => error.context(format!("not kept, and neither is the draft ({draft})")),
        }
    })
}

/// `this`, `next`, or an ISO week.
pub(super) fn week(text: &str, context: &Context) -> Option<Week> {
    let this = Week::of(context.zone.day_of(context.now));
    match text {
        "this" => Some(this),
        "next" => Some(this.next()),
        _ => Week::parse(text),
    }
}

/// The week up to which something is due, if one is asked for.
pub(super) fn due(text: Option<&str>, context: &Context) -> anyhow::Result<Option<Week>> {
    let Some(text) = text else { return Ok(None) };
    week(text, context).map(Some).ok_or_else(|| {
        Misuse(format!("`{text}` is no week; write this, next or a week such as 2026-W10")).into()
    })
}

/// A tag as it is kept, however it is typed.
pub(super) fn tag_asked(text: &str) -> String {
    listed::tag(text).unwrap_or_else(|| text.to_owned())
}

/// A state by its name.
pub(super) fn progress(text: &str) -> Result<Progress, String> {
    Progress::from_name(text)
        .ok_or_else(|| format!("the states are {}", Progress::ALL.map(Progress::name).join(", ")))
}
