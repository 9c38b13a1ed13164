//! The user's own theme file: read again whenever it changes. The system tells of changes, so
//! nothing wakes while nothing happens.

use std::path::{Path, PathBuf};

use notify::RecommendedWatcher;
use tokio::sync::mpsc::UnboundedSender;

use super::watching;
use crate::ui::theme::{Depth, Icons, Theme, ThemeError};

/// A theme of the user's.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it is called.
    pub name: String,
    /// How many colours the terminal can show.
    pub depth: Depth,
    /// The signs for marks.
    pub icons: Icons,
}

impl ThemeFile {
    /// The theme as it stands in the file.
    ///
    /// # Errors
    /// [`ThemeError`], which names the file or the mistake in it.
    pub fn read(&self) -> Result<Theme, ThemeError> {
        let text = std::fs::read_to_string(&self.path).map_err(|error| ThemeError::Wrong {
            name: self.name.clone(),
            message: format!("{} cannot be read: {error}", self.path.display()),
        })?;
        let own = Theme::parse(&self.name, &text, self.depth, self.icons)?;
        // Where no colour is to be shown, weight alone tells things apart: that theme is made for it.
        if self.depth == Depth::None {
            return Theme::named("no-colour", self.depth, self.icons);
        }
        Ok(own)
    }

    /// Tells whenever the file changes, for as long as the watcher lives.
    pub(super) fn watch(&self, tell: UnboundedSender<()>) -> notify::Result<RecommendedWatcher> {
        let wanted = self.path.file_name().map(ToOwned::to_owned);
        let folder = self.path.parent().unwrap_or(Path::new("."));
        watching::files(folder, move |name| Some(name) == wanted.as_deref(), tell)
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;
    use crate::app::page::Role;
    use crate::ui::theme::{BUILT_IN, UNICODE};

    #[test]
    fn a_change_of_the_file_is_told_and_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = ThemeFile {
            path: folder.path().join("mine.toml"),
            name: "mine".into(),
            depth: Depth::True,
            icons: UNICODE,
        };
        assert!(file.read().expect_err("no file yet").to_string().contains("mine.toml"));
        let (tell, mut told) = unbounded_channel();
        let _watcher = file.watch(tell).expect("a watcher");
        std::fs::write(folder.path().join("other.toml"), "").expect("written");
        std::fs::write(&file.path, BUILT_IN[1].1).expect("written");
        assert_eq!(told.blocking_recv(), Some(()));
        let bare = ThemeFile { depth: Depth::None, ..file.clone() }.read().expect("a theme");
        assert_eq!(bare, Theme::named("no-colour", Depth::None, UNICODE).expect("a theme"));
        let light = Theme::named("light", Depth::True, UNICODE).expect("a theme");
        let read = file.read().expect("a theme");
        assert_eq!(read.style(Role::Accent), light.style(Role::Accent));
    }
}
