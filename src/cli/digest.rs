//! `jogan digest`: the day in three blocks, every line with its source.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use chrono::Days;
use clap::Args;

use super::written::{self, Wish};
use super::{Context, Misuse, Outcome, output};
use crate::desk::Lexicon;
use crate::edition::{self, Asked, Span};
use crate::export::digest::{self, Format};
use crate::export::{atom, file, template};
use crate::model::Digest;
use crate::store::Store;

/// Write the day's digest, every line with its source
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The day: YYYY-MM-DD, today or yesterday
    #[arg(long, value_name = "D", default_value = "today")]
    day: String,
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
    /// Have sentences written in your language that are missing ([writer] in the config file)
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
    let to = context.day(arguments.to.as_ref().unwrap_or(&arguments.day))?;
    let from = match &arguments.from {
        Some(from) => context.day(from)?,
        None if arguments.week => to.checked_sub_days(Days::new(6)).unwrap_or(to),
        None => to,
    };
    if from > to {
        bail!(Misuse(format!("--from {from} lies after {to}; give the earlier day first")));
    }
    let minutes = arguments.minutes.unwrap_or(context.config.digest.minutes);
    if !(0.5..=120.0).contains(&minutes) {
        bail!(Misuse(format!("--minutes {minutes} must lie between 0.5 and 120")));
    }
    let wish = match (arguments.written, arguments.quotes) {
        (true, _) => Wish::Ask,
        (false, true) => Wish::Quotes,
        (false, false) => Wish::of(&context.config),
    };
    let maker = Maker { wish, ..Maker::new(context, minutes)? };
    let whole = Span::of_days(from, to, context.zone, context.now);
    let document = match (&arguments.template, arguments.format) {
        (Some(path), _) => {
            let template = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read the template {}", path.display()))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            template::write(&name, &template, &maker.digest(whole)?, context.lang)?
        }
        (None, Form::Document(format)) => (format.write)(&maker.digest(whole)?, context.lang),
        (None, Form::Feed) => {
            let day = |day| maker.digest(Span::of_days(day, day, context.zone, context.now));
            let days = from.iter_days().take_while(|day| *day <= to);
            atom::write(&days.map(day).collect::<anyhow::Result<Vec<_>>>()?, None, context.lang)
        }
    };
    if arguments.out == Path::new("-") {
        output::print_document(&document)?;
    } else {
        file::write(&arguments.out, document.as_bytes(), arguments.force)?;
    }
    Ok(Outcome::Done)
}

/// What makes digests out of the store.
pub(super) struct Maker<'a> {
    store: Store,
    lexicon: Lexicon,
    minutes: f64,
    /// What is done about sentences in the reader's language.
    wish: Wish,
    context: &'a Context,
}

impl Maker<'_> {
    pub(super) fn new(context: &Context, minutes: f64) -> anyhow::Result<Maker<'_>> {
        Ok(Maker {
            store: context.reading()?,
            lexicon: context.lexicon()?,
            minutes,
            wish: Wish::of(&context.config),
            context,
        })
    }

    pub(super) fn digest(&self, span: Span) -> anyhow::Result<Digest> {
        let Context { zone, lang, .. } = *self.context;
        let asked = Asked { span, zone, minutes: self.minutes, lang };
        let mut digest = edition::digest(&self.store, &self.lexicon, &asked)?;
        written::put(&mut digest, &self.store, self.wish, self.context)?;
        Ok(digest)
    }
}
