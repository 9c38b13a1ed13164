//! The settings that the palette gives a value in the config file. The language of a session is none
//! of them: a key turns it and turns it back.

use std::borrow::Cow;

use super::keymap::Choice;
use super::toggle::Toggle;

/// A setting with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// The colours, by the theme's name.
    Theme(String),
    /// A setting of one of two values.
    Toggle(Toggle, bool),
}

impl Setting {
    /// What it is called in the palette, with its value.
    pub fn name(&self) -> String {
        let choice = match self {
            Setting::Theme(name) => Choice::Theme(name),
            Setting::Toggle(toggle, on) => Choice::Setting(*toggle, *on),
        };
        Cow::into_owned(choice.name())
    }
}
