//! The settings that the palette changes in the config file: those of one of two values.

use std::borrow::Cow;

use crate::lang::{Lang, say};

/// A setting of one of two values, which the palette changes in the config file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toggle {
    /// Whether the mouse is heard.
    Mouse,
    /// Whether what comes in is shown at once.
    ShowNew,
    /// Whether the desktop is told of what a lens touches.
    NotifyWatch,
    /// Whether the desktop is told that the morning's edition is there.
    NotifyEdition,
}

impl Toggle {
    /// All of them, as they are listed.
    pub const ALL: [Toggle; 4] =
        [Toggle::Mouse, Toggle::ShowNew, Toggle::NotifyWatch, Toggle::NotifyEdition];

    /// Where it stands in the config file: its section, if it is in one, and its key.
    pub const fn key(self) -> (Option<&'static str>, &'static str) {
        match self {
            Toggle::Mouse => (None, "mouse"),
            Toggle::ShowNew => (Some("refresh"), "show_new"),
            Toggle::NotifyWatch => (Some("notify"), "watch"),
            Toggle::NotifyEdition => (Some("notify"), "edition"),
        }
    }

    /// A value as the config file has it, where it is a word; else it is true or false.
    pub const fn word(self, on: bool) -> Option<&'static str> {
        match self {
            Toggle::ShowNew if on => Some("at-once"),
            Toggle::ShowNew => Some("when-asked"),
            Toggle::Mouse | Toggle::NotifyWatch | Toggle::NotifyEdition => None,
        }
    }

    /// What it is called in the palette, with a value as the config file has it.
    pub fn with_value(self, on: bool) -> String {
        let value = self.word(on).unwrap_or(if on { "true" } else { "false" });
        match self.key() {
            (Some(section), key) => format!("{section}.{key} {value}"),
            (None, key) => format!("{key} {value}"),
        }
    }

    /// What a value does, in one phrase.
    pub fn help(self, on: bool, lang: Lang) -> Cow<'static, str> {
        let phrase = match (self, on) {
            (Toggle::Mouse, true) => "app.toggle.mouse_on",
            (Toggle::Mouse, false) => "app.toggle.mouse_off",
            (Toggle::ShowNew, true) => "app.toggle.show_new_on",
            (Toggle::ShowNew, false) => "app.toggle.show_new_off",
            (Toggle::NotifyWatch, true) => "app.toggle.watch_on",
            (Toggle::NotifyWatch, false) => "app.toggle.watch_off",
            (Toggle::NotifyEdition, true) => "app.toggle.edition_on",
            (Toggle::NotifyEdition, false) => "app.toggle.edition_off",
        };
        say(lang, phrase, &[])
    }
}
