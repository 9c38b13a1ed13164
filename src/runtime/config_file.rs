//! The config file while the reader is open: it is read again whenever it changes, and the reader takes
//! what it says then. Where there is a mistake in it, all stays as it was.

use std::path::Path;

use notify::RecommendedWatcher;
use tokio::sync::mpsc::UnboundedSender;

use super::watching;
use crate::app::event::Event;
use crate::app::keymap::KeymapError;
use crate::app::setting::Setting;
use crate::app::settings::Settings;
use crate::app::toggle::Toggle;
use crate::config::{self, Config, ShowNew};
use crate::desk;
use crate::model::Phrase;

/// What a config file says of the reader.
///
/// # Errors
/// [`KeymapError`]; a config file that was read has only keys that can be taken.
pub fn configured(config: &Config) -> Result<Settings, KeymapError> {
    Ok(Settings {
        keymap: config.keymap()?,
        filters: config.filters.clone(),
        programs: config.share.iter().map(|(name, line)| (name.clone(), line.0.clone())).collect(),
        mouse: config.mouse,
        theme: config.theme.clone(),
        at_once: config.refresh.show_new == ShowNew::AtOnce,
        notify: config.notify.of_watches(),
        notify_edition: config.notify.of_editions(),
        templates: config.templates(),
        muted: config.muted(),
    })
}

/// The config file as it stands now: what the reader takes of it, and the desk's settings.
///
/// # Errors
/// What is wrong with it where it cannot be taken, with the line.
pub(super) fn read(path: &Path) -> Result<(Settings, desk::Settings), Phrase> {
    let config = Config::load(path).map_err(|error| error.phrase())?;
    let taken = configured(&config).map_err(|error| error.phrase())?;
    Ok((taken, config.desk()))
}

/// Changes a setting in the config file, and reads what it says then.
pub(super) fn keep(path: &Path, toggle: Toggle, on: bool) -> Event {
    let kept = config::save_toggle(path, toggle, on).map_err(|error| error.phrase());
    let read = kept.and_then(|config| configured(&config).map_err(|error| error.phrase()));
    match read {
        Ok(read) => Event::SettingKept(toggle.with_value(on), Box::new(read)),
        Err(why) => Event::SettingNotKept(Setting::Toggle(toggle, on), why),
    }
}

/// Tells whenever the config file changes, for as long as the watcher lives.
pub(super) fn watch(path: &Path, tell: UnboundedSender<()>) -> notify::Result<RecommendedWatcher> {
    let wanted = path.file_name().map(ToOwned::to_owned);
    let folder = path.parent().unwrap_or(Path::new("."));
    watching::files(folder, move |name| Some(name) == wanted.as_deref(), tell)
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;
    use crate::app::command::{Command, Place};
    use crate::app::key::Key;
    use crate::app::keymap::Meaning;

    #[test]
    fn a_change_is_told_and_read_whole_and_a_mistake_keeps_the_old_one_and_names_its_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        let (tell, mut told) = unbounded_channel();
        let _watcher = watch(&path, tell).expect("a watcher");
        let text = "theme = \"light\"\n\n[keys]\nstar = [\"*\"]\n\n[filters]\nchips = \"HBM\"\n";
        std::fs::write(&path, text).expect("written");
        assert_eq!(told.blocking_recv(), Some(()));
        let (taken, _) = read(&path).expect("understood");
        assert_eq!((taken.theme.as_str(), taken.filters["chips"].as_str()), ("light", "HBM"));
        let star = taken.keymap.meaning(Place::List, &[Key::char('*')]);
        assert_eq!(star, Meaning::Command(Command::Star));
        std::fs::write(&path, "theme = \"light\"\n\n[keys]\nsatr = [\"*\"]\n").expect("written");
        let why = read(&path).expect_err("a mistake");
        let why = why.say(crate::lang::Lang::En);
        assert!(why.contains("line 4") && why.contains("star"), "{why}");
    }
}
