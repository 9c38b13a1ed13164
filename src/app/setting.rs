//! The settings that the palette gives a value.

use std::borrow::Cow;

use super::keymap::Choice;
use super::toggle::Toggle;
use crate::lang::Lang;

/// A setting with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// The colours, by the theme's name.
    Theme(String),
    /// The language of this session.
    Language(Lang),
    /// A setting of one of two values.
    Toggle(Toggle, bool),
}

impl Setting {
    /// What it is called in the palette, with its value.
    pub fn name(&self) -> String {
        let choice = match self {
            Setting::Theme(name) => Choice::Theme(name),
            Setting::Language(lang) => Choice::Language(*lang),
            Setting::Toggle(toggle, on) => Choice::Setting(*toggle, *on),
        };
        Cow::into_owned(choice.name())
    }
}
