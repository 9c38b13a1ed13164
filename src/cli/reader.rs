//! `jogan` itself, and `jogan demo`: the reader over the user's store, or over the sample edition.

use std::io::IsTerminal as _;
use std::path::Path;
use std::time::Duration;

use super::failed::{Failed, OrSay as _};
use super::{Context, Outcome, plain, stopping};
use crate::app::effect::Ending;
use crate::config::{Config, Icons};
use crate::library::edition as paper;
use crate::model::Phrase;
use crate::newsroom::Newsroom;
use crate::runtime::clipboard::Clipboard;
use crate::runtime::{self, Options, Themes, log};
use crate::sources::files::edition;
use crate::store::Store;
use crate::ui::theme::{ASCII, Depth, Theme, ThemeError, UNICODE};

/// Opens the reader; from its empty first screen the user may go on to the sample edition.
pub(super) fn run(context: &Context) -> anyhow::Result<Outcome> {
    if context.plain || is_dumb() {
        return plain::run(context, context.reading()?);
    }
    needs_terminal()?;
    log::start(&context.data_dir);
    // What is to be judged again is judged behind the first frame; a store that cannot be written is
    // read all the same.
    match context.store_as_it_is() {
        Err(error) if !super::is_of_writing(&error) => return Err(error),
        Ok(_) | Err(_) => {}
    }
    loop {
        let options = options(context, &context.data_dir, false)?;
        match stopping::left_to(|| runtime::run(options))? {
            Ending::Quit | Ending::Leave => return Ok(Outcome::Done),
            Ending::Sample => match sample(context)? {
                // Its key for leaving goes back to where it was opened from.
                Ending::Leave | Ending::Sample => {}
                Ending::Quit => return Ok(Outcome::Done),
            },
        }
    }
}

/// `jogan demo`: the sample edition, drawn or line by line.
pub(super) fn demo(context: &Context) -> anyhow::Result<Outcome> {
    if context.plain || is_dumb() {
        let (_folder, store) = sample_store(context)?;
        return plain::run(context, store);
    }
    sample(context)?;
    Ok(Outcome::Done)
}

/// Opens the reader over the sample edition.
fn sample(context: &Context) -> anyhow::Result<Ending> {
    let (folder, store) = sample_store(context)?;
    drop(store);
    needs_terminal()?;
    let options = options(context, folder.path(), true)?;
    stopping::left_to(|| runtime::run(options))
}

/// The sample edition, which came through the desk like anything else, in a folder of its own.
fn sample_store(context: &Context) -> anyhow::Result<(tempfile::TempDir, Store)> {
    let folder = tempfile::Builder::new()
        .prefix("jogan-demo-")
        .tempdir()
        .or_say("failed.program.sample", &[])?;
    let mut newsroom = Newsroom::open(folder.path(), context.desk()?)?;
    for (source, items) in edition::sample(context.now) {
        newsroom.store.put_source(&source)?;
        newsroom.take_in(&source, &items, context.now)?;
    }
    paper::seal(&mut newsroom.store, &*context.lexicon()?, &context.sealing(), context.now)?;
    Ok((folder, newsroom.store))
}

/// Whether the terminal says of itself that nothing can be drawn on it.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// What is drawn and the keys need a terminal; a pipe or a file is told of what does not.
fn needs_terminal() -> anyhow::Result<()> {
    let (input, output) = (std::io::stdin(), std::io::stdout());
    anyhow::ensure!(
        input.is_terminal() && output.is_terminal(),
        "the reader needs a terminal; use --plain to read line by line, or a command such as `jogan list`"
    );
    Ok(())
}

fn options(context: &Context, data_dir: &Path, sample: bool) -> anyhow::Result<Options> {
    let config = &context.config;
    let own = runtime::configured(config).or_say("failed.program.keys", &[])?;
    theme(context)?;
    Ok(Options {
        data_dir: data_dir.to_owned(),
        // What is tried out on the sample stays there.
        config_path: if sample {
            data_dir.join("config.toml")
        } else {
            context.config_path.clone()
        },
        lang: context.lang,
        zone: context.zone,
        settings: own,
        clipboard: match &config.clipboard {
            Some(line) => Clipboard::Chosen(line.0.clone()),
            None => Clipboard::find(|name| std::env::var_os(name)),
        },
        themes: themes(context),
        desk: context.desk()?,
        now: context.fixed_now,
        offline: context.offline,
        sample,
        refresh_on_start: config.refresh.on_start,
        refresh_every: (config.refresh.every_minutes > 0)
            .then(|| Duration::from_secs(60 * u64::from(config.refresh.every_minutes))),
        closing: config.closing(),
        then: config.edition.clone(),
        digest_dir: std::env::current_dir().or_say("failed.program.here", &[])?,
        digest_minutes: config.digest.minutes,
        keep_days: config.keep_days,
        // What is made of the sample edition is made for nobody.
        vault: config.vault.folder().filter(|_| !sample),
        accounts: if sample { Vec::new() } else { config.account.clone() },
        // Nothing of the sample edition is told to anybody.
        writer: if sample { None } else { super::written::options(context)? },
    })
}

/// The themes there are for this terminal: those beside the config file, and those built in.
fn themes(context: &Context) -> Themes {
    let icons = match context.config.icons {
        Icons::Unicode => UNICODE,
        Icons::Ascii => ASCII,
    };
    let folder = context.config_path.with_file_name("themes");
    Themes { folder, depth: Depth::of(|name| std::env::var(name).ok()), icons }
}

/// The theme that is set.
///
/// # Errors
/// Where there is none of that name, or a mistake in its file.
pub(super) fn theme(context: &Context) -> anyhow::Result<Theme> {
    themes(context).named(&context.config.theme).map_err(|error| match error {
        ThemeError::Unknown { .. } => {
            let line = Config::line_of(&context.config_path, "theme");
            let at = context.config_path.display();
            Failed::by(Phrase::new("failed.program.at_line", &[&at, &line]), error).into()
        }
        ThemeError::Wrong { .. } => error.into(),
    })
}
