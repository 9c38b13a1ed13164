//! `jogan digest`: an edition, or calendar days, in blocks, every line with its source.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;
use chrono::Days;
use clap::Args;

use super::failed::{OrSay as _, misuse};
use super::written::{self, Wish};
use super::{Context, Outcome, output};
use crate::desk::Lexicon;
use crate::export::digest::{self, Format};
use crate::export::{atom, file, template};
use crate::library::edition::{self, Asked};
use crate::model::{Closing, Day, Digest, EditionWindow};
use crate::store::Store;

/// Write an edition, or the digest of days, every line with its source
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// An edition: last, open, or its day [default: the current one]
    #[arg(long, value_name = "last|open|D", conflicts_with_all = ["day", "from", "to", "week"])]
    edition: Option<String>,
    /// A calendar day in place of an edition: YYYY-MM-DD, today or yesterday
    #[arg(long, value_name = "D")]
    day: Option<String>,
    /// The first day of several, of which --to or --day is the last
    #[arg(long, value_name = "D", conflicts_with = "week")]
    from: Option<String>,
    /// The last day of several; the same as --day
    #[arg(long, value_name = "D", conflicts_with = "day")]
    to: Option<String>,
    /// The seven days of which --day is the last
    #[arg(long)]
    week: bool,
    /// md, html, json, text, org or eml; atom for a feed with an entry for each day
    #[arg(long, value_name = "FORMAT", default_value = "md", value_parser = format)]
    format: Form,
    /// A template of your own in place of the format; its ending (.html, .md) tells what is escaped
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    template: Option<PathBuf>,
    /// Reading time in minutes [default: the config's]
    #[arg(long, value_name = "N")]
    minutes: Option<f64>,
    /// Where to: a file, or `-` for standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
    /// Have sentences written in your language that are missing (`[writer]` in the config file)
    #[arg(long, conflicts_with = "quotes")]
    written: bool,
    /// Quotes alone, whatever was written
    #[arg(long)]
    quotes: bool,
}

/// As what a digest is written.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// One document.
    Document(&'static Format),
    /// A feed of the digests of single days.
    Feed,
}

fn format(text: &str) -> Result<Form, String> {
    if text == "atom" {
        return Ok(Form::Feed);
    }
    digest::format(text).map(Form::Document).ok_or_else(|| {
        let names: Vec<&str> = digest::FORMATS.iter().map(|format| format.name).collect();
        format!("the formats are {} and atom", names.join(", "))
    })
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let days = days(arguments, context)?;
    let minutes = arguments.minutes.unwrap_or(context.config.digest.minutes);
    if !(0.5..=120.0).contains(&minutes) {
        bail!(misuse("failed.program.minutes", &[&minutes]));
    }
    let wish = match (arguments.written, arguments.quotes) {
        (true, _) => Wish::Ask,
        (false, true) => Wish::Quotes,
        (false, false) => Wish::of(&context.config),
    };
    let maker = Maker { wish, ..Maker::new(context, minutes)? };
    let window = |from, to| EditionWindow::of_days(from, to, context.zone, context.now);
    let whole = match days {
        Some((from, to)) => window(from, to),
        None => context.edition(arguments.edition.as_deref(), &maker.store)?,
    };
    let document = match (&arguments.template, arguments.format) {
        (Some(path), _) => {
            let template =
                std::fs::read_to_string(path).or_say("failed.program.read", &[&path.display()])?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            template::write(&name, &template, &maker.digest(whole)?, context.lang)?
        }
        (None, Form::Document(format)) => (format.write)(&maker.digest(whole)?, context.lang),
        (None, Form::Feed) => {
            let windows = match days {
                Some((from, to)) => from
                    .iter_days()
                    .take_while(|day| *day <= to)
                    .map(|day| window(day, day))
                    .collect(),
                None => vec![whole],
            };
            let digests = windows.into_iter().map(|window| maker.digest(window));
            atom::write(&digests.collect::<anyhow::Result<Vec<_>>>()?, None, context.lang)
        }
    };
    if arguments.out == Path::new("-") {
        output::print_document(&document)?;
    } else {
        file::write(&arguments.out, document.as_bytes(), arguments.force)?;
    }
    Ok(Outcome::Done)
}

/// The calendar days that are asked for, the first and the last; none where it is an edition.
fn days(arguments: &Arguments, context: &Context) -> anyhow::Result<Option<(Day, Day)>> {
    let Arguments { day, from, to, week, .. } = arguments;
    let last = to.as_ref().or(day.as_ref());
    if last.is_none() && from.is_none() && !week {
        return Ok(None);
    }
    let to = context.day(last.map_or("today", String::as_str))?;
    let from = match from {
        Some(from) => context.day(from)?,
        None if *week => to.checked_sub_days(Days::new(6)).unwrap_or(to),
        None => to,
    };
    if from > to {
        bail!(misuse("failed.program.from_after", &[&from, &to]));
    }
    Ok(Some((from, to)))
}

/// What makes digests out of the store.
pub(super) struct Maker<'a> {
    pub(super) store: Store,
    lexicon: Arc<Lexicon>,
    minutes: f64,
    /// What is done about sentences in the reader's language.
    wish: Wish,
    closing: Closing,
    context: &'a Context,
}

impl Maker<'_> {
    pub(super) fn new(context: &Context, minutes: f64) -> anyhow::Result<Maker<'_>> {
        Ok(Maker {
            store: context.reading()?,
            lexicon: context.lexicon()?,
            minutes,
            wish: Wish::of(&context.config),
            closing: context.config.closing(),
            context,
        })
    }

    /// The same for editions that close at another time.
    pub(super) fn closing_at(self, closing: Closing) -> Self {
        Maker { closing, ..self }
    }

    pub(super) fn digest(&self, window: EditionWindow) -> anyhow::Result<Digest> {
        let asked = self.context.asked(window, self.minutes);
        let asked = Asked { closing: self.closing, ..asked };
        let mut digest = edition::digest(&self.store, &self.lexicon, &asked)?;
        written::put(&mut digest, &self.store, self.wish, self.context)?;
        Ok(digest)
    }
}
