//! `jogan vault`: the folder of Markdown files, brought up to date.

use std::path::Path;

use anyhow::bail;

use super::failed::failed;
use super::stopping::{Heeding, STOP, saying};
use super::written::{self, Wish};
use super::{Context, Outcome, bar, output};
use crate::export::digest;
use crate::lang::say;
use crate::library::edition;
use crate::vault;

pub(super) fn run(context: &Context) -> anyhow::Result<Outcome> {
    let Some(dir) = context.config.vault.folder() else {
        bail!(failed("failed.program.no_vault", &[&context.config_path.display()]));
    };
    let synced = sync(&dir, context)?;
    if synced.left > 0 {
        tell(&synced, context);
        bail!(left(&synced, context));
    }
    let facts: [&dyn std::fmt::Display; 3] = [&synced.written, &synced.taken, &synced.removed];
    output::print(&(say(context.lang, "vault.done", &facts).into_owned() + "\n"))?;
    Ok(if tell(&synced, context) { Outcome::InPart } else { Outcome::Done })
}

/// Brings the vault up to date, if there is one, after what may have changed notes or ideas. These
/// are kept, whatever comes of it.
pub(super) fn follow(context: &Context, outcome: Outcome) -> Outcome {
    let Some(dir) = context.config.vault.folder() else { return outcome };
    match sync(&dir, context) {
        Ok(synced) => {
            let is_open = tell(&synced, context);
            if synced.left > 0 {
                output::complain(&left(&synced, context));
            }
            if is_open || synced.left > 0 { Outcome::InPart } else { outcome }
        }
        Err(error) => {
            let why = format!("{error:#}");
            output::complain(&say(context.lang, "vault.behind", &[&why]));
            Outcome::InPart
        }
    }
}

/// What was done before it was to stop, and how much is left.
fn left(synced: &vault::Synced, context: &Context) -> String {
    let facts: [&dyn std::fmt::Display; 3] = [&synced.written, &synced.taken, &synced.left];
    say(context.lang, "stopped.vault", &facts).into_owned()
}

/// Says what the user should know; whether something is left to be settled.
fn tell(synced: &vault::Synced, context: &Context) -> bool {
    for remark in &synced.remarks {
        output::complain(&remark.text(context.lang));
    }
    synced.remarks.iter().any(vault::Remark::is_open)
}

fn sync(dir: &Path, context: &Context) -> anyhow::Result<vault::Synced> {
    let _heeding = Heeding::begin(context.lang);
    let mut store = context.store()?;
    let window = context.edition(None, &store)?;
    let asked = context.asked(window, context.config.digest.minutes);
    let mut made = edition::digest(&store, &*context.lexicon()?, &asked)?;
    written::put(&mut made, &store, Wish::kept(&context.config), context)?;
    let text = (digest::FORMATS[0].write)(&made, context.lang);
    let digest = Some((window.day.to_string(), text));
    let said = (context.lang, context.zone);
    store.heed(STOP)?;
    let sync = || vault::sync(&mut store, dir, digest, said, context.now);
    bar::busy(&say(context.lang, "progress.vault", &[]), context.lang, sync)
        .map_err(|error| saying(error, "stopped.vault_early", &[]))
}
