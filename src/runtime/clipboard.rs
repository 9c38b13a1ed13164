//! The program that puts a copied text on the desktop's clipboard, beside the terminal, which does so
//! where it can.

use std::ffi::{OsStr, OsString};

/// The program that takes what is copied, with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clipboard {
    /// There is none.
    None,
    /// The user chose it: where it fails, that is told.
    Chosen(Vec<String>),
    /// It was found here: where it fails, nobody asked for it.
    Found(Vec<String>),
}

/// Programs for that, each with what must be set in the environment for it to be of use.
const KNOWN: [(Option<&str>, &[&str]); 6] = [
    (Some("WAYLAND_DISPLAY"), &["wl-copy"]),
    (Some("DISPLAY"), &["xclip", "-selection", "clipboard"]),
    (Some("DISPLAY"), &["xsel", "--clipboard", "--input"]),
    (Some("TERMUX_VERSION"), &["termux-clipboard-set"]),
    (None, &["pbcopy"]),
    (None, &["clip.exe"]),
];

impl Clipboard {
    /// The first known program that is of use in an environment.
    pub fn find(environment: impl Fn(&str) -> Option<OsString>) -> Clipboard {
        let is_set = |name: &str| environment(name).is_some_and(|value| !value.is_empty());
        let path = environment("PATH").unwrap_or_default();
        let is_there = |program: &str| {
            let file = |folder: std::path::PathBuf| folder.join(OsStr::new(program)).is_file();
            std::env::split_paths(&path).any(file)
        };
        KNOWN
            .into_iter()
            .filter(|(needs, _)| needs.is_none_or(is_set))
            .find(|(_, command)| command.first().is_some_and(|program| is_there(program)))
            .map_or(Clipboard::None, |(_, command)| {
                Clipboard::Found(command.iter().map(|word| (*word).to_owned()).collect())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_that_of_the_desktop_there_is_and_none_without_one() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["wl-copy", "xsel"] {
            std::fs::write(folder.path().join(name), "").expect("a program");
        }
        let found = |display: &str| {
            Clipboard::find(|name| match name {
                "PATH" => Some(folder.path().into()),
                name => (name == display).then(|| "0".into()),
            })
        };
        let program = |words: &[&str]| {
            Clipboard::Found(words.iter().map(|word| (*word).to_owned()).collect())
        };
        assert_eq!(found("WAYLAND_DISPLAY"), program(&["wl-copy"]));
        assert_eq!(found("DISPLAY"), program(&["xsel", "--clipboard", "--input"]));
        assert_eq!(found("NOTHING"), Clipboard::None);
    }
}
