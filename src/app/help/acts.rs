//! Opens the help screen, and narrows it.

use crate::app::draft::Draft;
use crate::app::effect::Effect;
use crate::app::layout::Size;
use crate::app::page::Page;
use crate::app::state::{LineFor, Overlay, State};

use super::Help;

impl State {
    /// The size of a page that tells of the program, all of the screen's width.
    pub(in crate::app) fn help_size(&self) -> Size {
        let body = self.layout().map(|layout| layout.wide()).unwrap_or_default();
        Size { width: body.width, height: body.height }
    }

    /// Opens the help screen.
    pub(in crate::app) fn open_help(&mut self) -> Vec<Effect> {
        let mut help = Help { here: self.place(), find: String::new(), page: Page::default() };
        help.lay_out(self.lang, &self.keymap, self.help_size());
        self.overlays.push(Overlay::Help(help));
        Vec::new()
    }

    /// Opens the line for words that rows of the help screen are to hold.
    pub(in crate::app) fn find_help(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Help(help)) = self.overlays.last() {
            let draft = Draft::new(&help.find);
            self.overlays.push(Overlay::Line(LineFor::Help, draft));
        }
        Vec::new()
    }

    /// Shows what of the help holds all words of a text.
    pub(in crate::app) fn show_help_with(&mut self, text: &str) -> Vec<Effect> {
        let (lang, size) = (self.lang, self.help_size());
        let keymap = self.keymap.clone();
        for overlay in &mut self.overlays {
            if let Overlay::Help(help) = overlay {
                help.find = text.trim().to_lowercase();
                help.page.top = 0;
                help.lay_out(lang, &keymap, size);
            }
        }
        Vec::new()
    }
}
