//! The messages there were, as a page: the last one first.

use super::layer::Layer;
use super::page::{Page, Role, span};
use super::toast::{Toasts, Tone};
use crate::lang::{Lang, say};
use crate::text::wrap;

/// The messages there were.
#[derive(Debug, Clone, PartialEq)]
pub struct Messages {
    /// What stands on the screen.
    pub page: Page,
}

impl Messages {
    /// The page, at a width.
    pub fn begin(lang: Lang, toasts: &Toasts, cells: usize) -> Messages {
        let mut lines = Vec::new();
        for toast in toasts.past().iter().rev() {
            let role = match toast.tone {
                Tone::Done => Role::Text,
                Tone::Error => Role::Error,
            };
            let rows = wrap::paragraph(&toast.text, cells, 20);
            lines.extend(rows.into_iter().map(|row| vec![span(role, row)]));
        }
        if lines.is_empty() {
            lines.push(vec![span(Role::Dim, say(lang, "app.no_messages", &[]))]);
        }
        Messages { page: Page::new(lines) }
    }
}

impl Layer for Messages {
    fn page_mut(&mut self) -> Option<&mut Page> {
        Some(&mut self.page)
    }
}
