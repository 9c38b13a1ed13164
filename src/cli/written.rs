//! What the commands share that have to do with the writer: who is asked, and sentences set beside
//! the quotes of a digest.

use anyhow::bail;

use super::bar::Bar;
use super::failed::{OrSay as _, failed};
use super::stopping::Heeding;
use super::{Context, network, output};
use crate::config::Config;
use crate::lang::say;
use crate::model::Digest;
use crate::runtime::WriterOptions;
use crate::store::Store;
use crate::text::fold;
use crate::writer::settings::{Send, When};
use crate::writing::{Clock, Report, Voice, Wanted, Writer};

/// What is done about sentences in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// They are left out.
    Quotes,
    /// Those that were written before are shown.
    Kept,
    /// Those that are missing are asked for.
    Ask,
}

impl Wish {
    /// As the config file has it.
    pub(super) fn of(config: &Config) -> Wish {
        match (config.writer.is_set(), config.writer.when) {
            (false, _) => Wish::Quotes,
            (true, When::Asked) => Wish::Kept,
            (true, When::Digest) => Wish::Ask,
        }
    }

    /// What was written before is shown, and nothing is asked for.
    pub(super) fn kept(config: &Config) -> Wish {
        if config.writer.is_set() { Wish::Kept } else { Wish::Quotes }
    }
}

/// The writer that the config file names, if it names one.
pub(super) fn writer(context: &Context) -> anyhow::Result<Option<Writer>> {
    let settings = context.config.writer.clone();
    if !settings.is_set() {
        return Ok(None);
    }
    Ok(Some(Writer::new(settings, context.lexicon()?, context.lang, lenses(context))))
}

/// Names of lenses, as far as they may be sent.
fn lenses(context: &Context) -> Vec<String> {
    if context.config.writer.send < Send::Lenses {
        return Vec::new();
    }
    context.config.watch.iter().map(|watch| fold::folded(&watch.name).into_owned()).collect()
}

/// What the reader is started with, if the config file names a writer.
pub(super) fn options(context: &Context) -> anyhow::Result<Option<WriterOptions>> {
    let settings = context.config.writer.clone();
    if !settings.is_set() {
        return Ok(None);
    }
    let command = context.config.writer_command().map_err(anyhow::Error::msg)?;
    let is_ascii = context.config.icons == crate::config::Icons::Ascii;
    Ok(Some(WriterOptions { settings, command, lenses: lenses(context), is_ascii }))
}

/// When a pass is made.
fn clock(context: &Context, is_awaited: bool) -> Clock {
    Clock { now: context.now, today: context.zone.day_of(context.now), is_awaited }
}

/// Has entries written and waits for it.
pub(super) fn write(
    writer: &Writer,
    store: &mut Store,
    wanted: &[Wanted],
    is_again: bool,
    is_awaited: bool,
    context: &Context,
) -> anyhow::Result<Report> {
    let command = context.config.writer_command().map_err(anyhow::Error::msg)?;
    let voice = Voice::of(writer.settings(), command).or_say("write.none", &[])?;
    let _heeding = Heeding::begin(context.lang);
    let (mut bar, mut so_far) = (Bar::of(Some(wanted.len()), context.lang), 0);
    let told = |done, _| {
        so_far = done;
        bar.at(done);
    };
    let when = clock(context, is_awaited);
    let writing = writer.write(store, wanted, &voice, is_again, when, told);
    match network::wait_unless_stopped(writing)? {
        Some(report) => Ok(report?),
        None => bail!(failed("stopped.writing", &[&so_far, &wanted.len()])),
    }
}

/// Sets what was written, or is written now, beside the quotes of a digest. That nobody answers is
/// told in a line and fails nothing: the quotes stand.
pub(super) fn put(
    digest: &mut Digest,
    store: &Store,
    wish: Wish,
    context: &Context,
) -> anyhow::Result<()> {
    if wish == Wish::Quotes {
        return Ok(());
    }
    let Some(writer) = writer(context)? else {
        if wish == Wish::Ask {
            output::complain(&say(context.lang, "write.none", &[]));
        }
        return Ok(());
    };
    let wanted = writer.wanted(store, digest, context.now)?;
    let report = if wish == Wish::Ask && !context.offline {
        let mut own = context.store_as_it_is()?;
        write(&writer, &mut own, &wanted, false, true, context)?
    } else {
        writer.kept(store, &wanted)?
    };
    let failed = report.outcomes.iter().find_map(|outcome| outcome.failure.as_ref());
    if let Some(why) = failed.filter(|_| wish == Wish::Ask) {
        output::complain(&say(context.lang, "write.quotes_stand", &[why]));
    }
    let is_ascii = context.config.icons == crate::config::Icons::Ascii;
    writer.put(digest, &wanted, &report, is_ascii);
    Ok(())
}
