//! The help screen: the table of commands, as the keys are now.

use super::command::{Command, Group};
use super::effect::Effect;
use super::key::written;
use super::keymap::Keymap;
use super::page::{Line, Page, Role, span};
use super::state::{Overlay, State};
use crate::lang::{Lang, say};
use crate::text::width;

/// Cells for the keys.
const KEYS: usize = 16;

/// The help screen at a width.
pub fn lines(lang: Lang, keymap: &Keymap, cells: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(Vec::new());
        }
        lines.push(vec![span(Role::Head, group.title(lang))]);
        for &command in Command::ALL.iter().filter(|command| command.group() == group) {
            let keys: Vec<String> = keymap.keys_of(command).map(written).collect();
            let help = command.help(lang);
            let help = width::cut(&help, cells.saturating_sub(KEYS + 2));
            lines.push(vec![
                span(Role::Accent, format!("  {}", width::pad(&keys.join("  "), KEYS))),
                span(Role::Text, help),
            ]);
        }
    }
    if !keymap.macros().is_empty() {
        lines.push(Vec::new());
        lines.push(vec![span(Role::Head, say(lang, "app.group.macros", &[]))]);
    }
    for own in keymap.macros() {
        let commands: Vec<&str> = own.commands.iter().map(|command| command.name()).collect();
        let told = format!("{}: {}", own.name, commands.join(", "));
        lines.push(vec![
            span(Role::Accent, format!("  {}", width::pad(&written(&own.keys), KEYS))),
            span(Role::Text, width::cut(&told, cells.saturating_sub(KEYS + 2))),
        ]);
    }
    lines
}

impl State {
    /// Opens the help screen.
    pub(super) fn open_help(&mut self) -> Vec<Effect> {
        let page = Page::new(lines(self.lang, &self.keymap, self.page_width()));
        self.overlays.push(Overlay::Help(page));
        Vec::new()
    }
}
