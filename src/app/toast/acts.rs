//! Opens the messages there were.

use super::Tone;
use crate::app::effect::Effect;
use crate::app::page::{Page, Role, span};
use crate::app::state::{Overlay, State};
use crate::lang::say;
use crate::text::wrap;

impl State {
    /// Opens the messages there were, the last one first.
    pub(in crate::app) fn open_messages(&mut self) -> Vec<Effect> {
        let cells = self.page_width();
        let mut lines = Vec::new();
        for toast in self.toasts.past().iter().rev() {
            let role = match toast.tone {
                Tone::Done => Role::Text,
                Tone::Error => Role::Error,
            };
            let rows = wrap::paragraph(&toast.text, cells, 20);
            lines.extend(rows.into_iter().map(|row| vec![span(role, row)]));
        }
        if lines.is_empty() {
            lines.push(vec![span(Role::Dim, say(self.lang, "app.no_messages", &[]))]);
        }
        self.overlays.push(Overlay::Messages(Page::new(lines)));
        Vec::new()
    }
}
