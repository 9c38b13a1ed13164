//! Puts letters at places of a page, and does what a letter is for.

use super::{Does, Hint, Hints, labels, numbers};
use crate::app::effect::Effect;
use crate::app::hangul;
use crate::app::key::{Code, Key};
use crate::app::own_words::Lead;
use crate::app::state::{Overlay, State};
use crate::lang::say;

impl State {
    /// Shows a letter at each link in sight.
    pub(in crate::app) fn show_hints(&mut self) -> Vec<Effect> {
        let links = self.links_in_sight(|_| true);
        self.hint(Does::Follow, links, "app.no_links")
    }

    /// The links in sight that are of a kind: line on the screen, cell and number of each.
    pub(in crate::app) fn links_in_sight(
        &self,
        of: impl Fn(&Lead) -> bool,
    ) -> Vec<(u16, u16, usize)> {
        let height = self.page_height();
        let Some((page, leads)) = self.numbered() else { return Vec::new() };
        let lines = page.lines.iter().skip(page.top).take(height);
        (0..)
            .zip(lines)
            .flat_map(|(at, line)| {
                numbers(line).into_iter().map(move |(cell, link)| (at, cell, link))
            })
            .filter(|(.., link)| leads.get(link.wrapping_sub(1)).is_some_and(&of))
            .collect()
    }

    /// Shows letters at these places.
    pub(in crate::app) fn hint(
        &mut self,
        does: Does,
        places: Vec<(u16, u16, usize)>,
        nothing: &str,
    ) -> Vec<Effect> {
        if places.is_empty() {
            self.toasts.done(say(self.lang, nothing, &[]));
            return Vec::new();
        }
        let hints = labels(places.len())
            .zip(places)
            .map(|(label, (line, cell, link))| Hint { label, line, cell, link })
            .collect();
        self.overlays.push(Overlay::Hints(Hints { does, hints, typed: String::new() }));
        Vec::new()
    }

    /// Takes a letter of a label; does what it is for where the label is complete.
    pub(in crate::app) fn type_hint(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Hints(hints)) = self.overlays.last_mut() else { return Vec::new() };
        let (Code::Char(c), false, false) = (key.code, key.ctrl, key.alt) else {
            return Vec::new();
        };
        let latin = hangul::latin(c).unwrap_or_else(|| c.to_string());
        let is_capital = latin.contains(|c: char| c.is_ascii_uppercase());
        hints.typed.push_str(&latin.to_lowercase());
        let is_meant = |hint: &&Hint| hint.label.starts_with(&hints.typed);
        let meant: Vec<&Hint> = hints.hints.iter().filter(is_meant).collect();
        let link = match meant.as_slice() {
            [hint] if hint.label == hints.typed => Some(hint.link),
            [] => None,
            _ => return Vec::new(),
        };
        let does = hints.does;
        self.overlays.pop();
        match (link, does) {
            (None, _) => Vec::new(),
            (Some(link), Does::Follow) => self.follow_number(link),
            (Some(number), Does::Quote) => self.quote_at(number, is_capital),
            (Some(link), Does::Unlink) => self.unlink(link),
            (Some(link), Does::Why) => self.ask_why_linked(link),
        }
    }
}
