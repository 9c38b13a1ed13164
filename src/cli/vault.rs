//! `jogan vault`: the folder of Markdown files, brought up to date.

use anyhow::bail;

use super::{Context, Outcome, output};
use crate::desk::Lexicon;
use crate::edition;
use crate::export::digest;
use crate::lang::say;
use crate::vault;

pub(super) fn run(context: &Context) -> anyhow::Result<Outcome> {
    let Some(dir) = context.config.vault.folder() else {
        bail!("no vault is set; write dir under [vault] in {}", context.config_path.display());
    };
    let mut store = context.store()?;
    let today = context.zone.day_of(context.now);
    let asked = edition::Asked {
        span: edition::Span::of_days(today, today, context.zone, context.now),
        zone: context.zone,
        minutes: context.config.digest.minutes,
        lang: context.lang,
    };
    let made = edition::digest(&store, &Lexicon::shipped(), &asked)?;
    let text = (digest::FORMATS[0].write)(&made, context.lang);
    let digest = Some((today.to_string(), text));
    let synced = vault::sync(&mut store, &dir, digest, context.lang, context.now)?;
    let facts: [&dyn std::fmt::Display; 2] = [&synced.written, &synced.taken];
    output::print(&(say(context.lang, "vault.done", &facts).into_owned() + "\n"))?;
    for path in &synced.conflicts {
        output::complain(&say(context.lang, "vault.conflict", &[&path.display()]));
    }
    Ok(if synced.conflicts.is_empty() { Outcome::Done } else { Outcome::InPart })
}
