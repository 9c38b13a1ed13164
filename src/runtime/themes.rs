//! The themes there are: those that are built in and the user's own files, which are read again
//! whenever one changes. The system tells of changes, so nothing wakes while nothing happens.

use std::path::{Path, PathBuf};

use notify::RecommendedWatcher;
use tokio::sync::mpsc::UnboundedSender;

use super::watching;
use crate::model::{Fact, Phrase};
use crate::ui::base16;
use crate::ui::theme::{BUILT_IN, Depth, Icons, Theme, ThemeError};

/// How a file of a theme ends: one of ours, or a scheme of Base16 or Base24 as it is published.
const ENDINGS: [&str; 3] = ["toml", "yaml", "yml"];

/// The themes there are, for a terminal.
#[derive(Debug, Clone)]
pub struct Themes {
    /// The folder of the user's own, which may be absent.
    pub folder: PathBuf,
    /// How many colours the terminal can show.
    pub depth: Depth,
    /// The signs for marks.
    pub icons: Icons,
}

impl Themes {
    /// A theme as it stands now: the user's own file, else the built-in one.
    ///
    /// # Errors
    /// [`ThemeError`], which names the file or the mistake in it.
    pub fn named(&self, name: &str) -> Result<Theme, ThemeError> {
        let Some(path) = self.file(name) else {
            return Theme::named(name, self.depth, self.icons);
        };
        let wrong =
            |message| ThemeError::Wrong { name: name.to_owned(), message: Fact::Phrase(message) };
        let text = std::fs::read_to_string(&path)
            .map_err(|error| wrong(Phrase::new("failed.theme.read", &[&path.display(), &error])))?;
        let is_ours = path.extension().is_some_and(|ending| ending == "toml");
        let text = if is_ours { text } else { base16::theme(&text, self.depth).map_err(wrong)? };
        let own = Theme::parse(name, &text, self.depth, self.icons)?;
        // Where no colour is to be shown, weight alone tells things apart: that theme is made for it.
        if self.depth == Depth::None {
            return Theme::named("no-colour", self.depth, self.icons);
        }
        Ok(own)
    }

    /// The user's own file of a theme, if there is one.
    fn file(&self, name: &str) -> Option<PathBuf> {
        // A name is no way to another folder.
        let is_name = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
        let all = ENDINGS.iter().map(|ending| self.folder.join(format!("{name}.{ending}")));
        all.into_iter().find(|path| is_name && path.is_file())
    }

    /// The names of all themes: the user's own, then those that are built in.
    pub fn names(&self) -> Vec<String> {
        let files = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = files
            .filter_map(|file| {
                let path = file.path();
                let ending = path.extension()?.to_str()?;
                let name = path.file_stem()?.to_str()?.to_owned();
                ENDINGS.contains(&ending).then_some(name)
            })
            .take(MOST)
            .collect();
        names.sort();
        names.dedup();
        names.extend(BUILT_IN.iter().map(|(name, _)| (*name).to_owned()));
        names
    }

    /// Tells whenever one of the user's own changes, for as long as the watcher lives.
    pub(super) fn watch(&self, tell: UnboundedSender<()>) -> notify::Result<RecommendedWatcher> {
        let is_theme = |name: &std::ffi::OsStr| {
            let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
            ending.is_some_and(|ending| ENDINGS.contains(&ending))
        };
        watching::files(&self.folder, is_theme, tell)
    }
}

/// Own themes that are offered.
const MOST: usize = 500;

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;
    use crate::app::page::Role;
    use crate::ui::theme::UNICODE;

    #[test]
    fn a_change_of_a_file_is_told_and_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let themes =
            Themes { folder: folder.path().to_owned(), depth: Depth::True, icons: UNICODE };
        assert!(themes.named("mine").expect_err("no file yet").to_string().contains("mine.toml"));
        let (tell, mut told) = unbounded_channel();
        let _watcher = themes.watch(tell).expect("a watcher");
        std::fs::write(folder.path().join("other.txt"), "").expect("written");
        std::fs::write(folder.path().join("mine.toml"), BUILT_IN[1].1).expect("written");
        assert_eq!(told.blocking_recv(), Some(()));
        let bare = Themes { depth: Depth::None, ..themes.clone() }.named("mine").expect("a theme");
        assert_eq!(bare, Theme::named("no-colour", Depth::None, UNICODE).expect("a theme"));
        let light = Theme::named("light", Depth::True, UNICODE).expect("a theme");
        let read = themes.named("mine").expect("a theme");
        assert_eq!(read.style(Role::Accent), light.style(Role::Accent));
    }

    #[test]
    fn a_published_scheme_is_a_theme_by_its_file_s_name_and_no_name_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("themes");
        std::fs::create_dir(&inner).expect("a folder");
        let line = |n: usize| format!("  base{n:02X}: \"#{n:02x}1020\"\n");
        let colours = (0..16).map(line).collect::<Vec<_>>().concat();
        let scheme = format!("system: \"base16\"\nname: \"Harbour\"\npalette:\n{colours}");
        std::fs::write(inner.join("harbour.yaml"), scheme).expect("written");
        std::fs::write(folder.path().join("out.toml"), BUILT_IN[0].1).expect("written");
        let themes = Themes { folder: inner, depth: Depth::True, icons: UNICODE };
        assert_eq!(themes.names()[..2], ["harbour", "dark"]);
        themes.named("harbour").expect("a theme");
        for name in ["../out", "", ".", "a/b"] {
            assert!(themes.named(name).is_err(), "{name}");
        }
    }
}
