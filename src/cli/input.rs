//! What the user gives several commands: texts (as an argument, from a file, typed into an editor)
//! and the words of the reading list.

use std::borrow::Cow;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::failed::{Failed, Misuse, OrSay as _, failed, misuse};
use super::{Context, output};
use crate::drafts::{self, Left};
use crate::editor;
use crate::filter::{self, Company, Filter, Grammar};
use crate::lang::say;
use crate::library;
use crate::model::Phrase;
use crate::model::{Progress, Query, Row, Sort, Week, listed};
use crate::store::{Store, StoreError};
use crate::text::fold;

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
            let file = std::fs::File::open(file(path)).with_context(what)?;
            return read(file).with_context(what).map(Some);
        }
        if self.stdin.is_some() {
            return read(std::io::stdin()).or_say("failed.program.stdin", &[]).map(Some);
        }
        Ok(None)
    }
}

fn read(from: impl std::io::Read) -> anyhow::Result<String> {
    let mut text = String::new();
    from.take(LONGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LONGEST {
        bail!(failed("failed.program.too_long", &[]));
    }
    Ok(text)
}

/// The file that is meant, whichever way its name is written on the disk: macOS keeps letters and
/// their marks apart.
pub(super) fn file(path: &Path) -> Cow<'_, Path> {
    let Some(name) = path.to_str().filter(|name| !name.is_ascii() && !path.exists()) else {
        return Cow::Borrowed(path);
    };
    [fold::composed(name).into_owned(), fold::decomposed(name)]
        .into_iter()
        .map(PathBuf::from)
        .find(|other| other.exists())
        .map_or(Cow::Borrowed(path), Cow::Owned)
}

/// What a filter asks for, written over several arguments, beside what a list asks for already.
///
/// # Errors
/// [`Misuse`] where a word of it cannot be understood.
pub(super) fn filter(words: &[String], base: Query, context: &Context) -> anyhow::Result<Filter> {
    let line = words.join(" ");
    // Companies are asked for seldom, and their table is long.
    let companies = if filter::names_a_company(&line, &context.config.filters) {
        let named = context.lexicon()?.companies().into_iter();
        named.map(|(key, names)| Company { key, names }).collect()
    } else {
        Vec::new()
    };
    let grammar = Grammar {
        saved: &context.config.filters,
        companies: &companies,
        now: context.now,
        zone: context.zone,
        lang: context.lang,
    };
    let filter = grammar.read(&line, base).map_err(|wrong| Misuse(wrong.phrase()))?;
    if !filter.words.is_empty() && !filter::holds_a_word(&filter.words) {
        return Err(misuse("app.no_words", &[&filter.words]).into());
    }
    Ok(filter)
}

/// Items that a line of filters and words finds.
pub(super) struct Found {
    pub(super) rows: Vec<Row>,
    pub(super) order: Sort,
    /// The words that it names beside filters.
    pub(super) words: String,
}

/// Searches for what a line names, in filters and words; at most so many items, all of them for 0.
///
/// # Errors
/// [`Misuse`] where a word of it cannot be understood; where the store cannot be read.
pub(super) fn found(
    line: &[String],
    limit: usize,
    store: &Store,
    context: &Context,
) -> anyhow::Result<Found> {
    let Filter { query, words } = filter(line, Query::default(), context)?;
    let order = query.order();
    let rows = match library::search(store, &query, &words, limit, context.now) {
        Ok(rows) => rows,
        Err(error @ StoreError::NoWords(_)) => return Err(Misuse(error.phrase()).into()),
        Err(error) => return Err(error.into()),
    };
    Ok(Found { rows, order, words })
}

/// What the user's editor made of a text, and the files in which it lies until it is kept.
pub(super) struct Edited {
    pub(super) text: String,
    /// What the editor was given.
    given: String,
    /// What was left before.
    left: Vec<Left>,
    /// The editor's own file.
    own: Left,
}

impl Edited {
    /// Whether the editor left the text as it was given.
    pub(super) fn is_untouched(&self) -> bool {
        self.text == self.given
    }

    /// Lets go of what the editor made; what was left before stays.
    pub(super) fn forget(self) {
        drafts::settle(&[self.own]);
    }

    /// Keeps the text; the files in which it lies go then, and stay where that fails.
    pub(super) fn kept<T, E>(
        self,
        name: &str,
        context: &Context,
        keep: impl FnOnce() -> Result<T, E>,
    ) -> anyhow::Result<T>
    where
        anyhow::Error: From<E>,
    {
        let done = kept(name, &self.text, context, keep)?;
        drafts::settle(&self.left);
        drafts::settle(&[self.own]);
        Ok(done)
    }
}

/// Has the user edit a text in their editor. What was written there before and not kept is offered
/// again, and said.
pub(super) fn edited(name: &str, text: &str, context: &Context) -> anyhow::Result<Edited> {
    let command =
        editor::command(|name| std::env::var_os(name)).or_say("failed.program.no_text", &[])?;
    let left = drafts::of(&context.data_dir, name);
    for left in left.iter().filter(|left| left.text.trim() != text.trim()) {
        output::complain(&say(context.lang, "draft.opened", &[&left.path.display()]));
    }
    let path = drafts::editing(&context.data_dir, name);
    drafts::make_folder(&context.data_dir).or_say("failed.program.make_of", &[&path.display()])?;
    let given = drafts::joined(&left, text);
    let text = editor::edit(&command, &path, &given)?;
    let own = Left { name: name.to_owned(), path, text: text.clone(), written: context.now };
    Ok(Edited { text, given, left, own })
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
        let phrase = match drafts::keep_somewhere(&context.data_dir, name, text) {
            Ok(path) => Phrase::new("failed.program.not_kept", &[&path.display()]),
            Err(draft) => Phrase::new("failed.program.neither_kept", &[&draft]),
        };
        Failed::by(phrase, error).into()
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
    week(text, context).map(Some).ok_or_else(|| misuse("failed.program.week", &[&text]).into())
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
