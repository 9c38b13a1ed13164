//! `jogan vault`: the folder of Markdown files, brought up to date.

use std::path::Path;

use anyhow::bail;

use super::{Context, Outcome, output};
use crate::edition;
use crate::export::digest;
use crate::lang::say;
use crate::vault;

pub(super) fn run(context: &Context) -> anyhow::Result<Outcome> {
    let Some(dir) = context.config.vault.folder() else {
        bail!("no vault is set; write dir under [vault] in {}", context.config_path.display());
    };
    let synced = sync(&dir, context)?;
    let facts: [&dyn std::fmt::Display; 2] = [&synced.written, &synced.taken];
    output::print(&(say(context.lang, "vault.done", &facts).into_owned() + "\n"))?;
    Ok(if tell_conflicts(&synced, context) { Outcome::InPart } else { Outcome::Done })
}

/// Brings the vault up to date, if there is one, after what may have changed notes or ideas.
pub(super) fn follow(context: &Context, outcome: Outcome) -> anyhow::Result<Outcome> {
    let Some(dir) = context.config.vault.folder() else { return Ok(outcome) };
    Ok(if tell_conflicts(&sync(&dir, context)?, context) { Outcome::InPart } else { outcome })
}

/// Says which files were changed on both sides; whether there are any.
fn tell_conflicts(synced: &vault::Synced, context: &Context) -> bool {
    for path in &synced.conflicts {
        output::complain(&say(context.lang, "vault.conflict", &[&path.display()]));
    }
    !synced.conflicts.is_empty()
}

fn sync(dir: &Path, context: &Context) -> anyhow::Result<vault::Synced> {
    let mut store = context.store()?;
    let today = context.zone.day_of(context.now);
    let asked = edition::Asked {
        span: edition::Span::of_days(today, today, context.zone, context.now),
        zone: context.zone,
        minutes: context.config.digest.minutes,
        lang: context.lang,
    };
    let made = edition::digest(&store, &context.lexicon()?, &asked)?;
    let text = (digest::FORMATS[0].write)(&made, context.lang);
    let digest = Some((today.to_string(), text));
    Ok(vault::sync(&mut store, dir, digest, context.lang, context.now)?)
}
