//! Opens the help screen, and narrows it.

use super::Help;
use crate::app::effect::Effect;
use crate::app::state::{Overlay, State};

impl State {
    /// Opens the help screen.
    pub(in crate::app) fn open_help(&mut self) -> Vec<Effect> {
        self.open(Help::begin(self.place()), None)
    }

    /// Shows what of the help holds all words of a text.
    pub(in crate::app) fn show_help_with(&mut self, text: &str) -> Vec<Effect> {
        let (overlays, around) = self.layers();
        for overlay in overlays {
            if let Overlay::Help(help) = overlay {
                help.narrow(text, &around);
            }
        }
        Vec::new()
    }
}
