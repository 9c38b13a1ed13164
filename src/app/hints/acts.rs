//! Puts letters at places of a page, and does what a letter is for.

use super::{Does, Hint, Hints, labels, numbers};
use crate::app::command::{Command, Place};
use crate::app::effect::Effect;
use crate::app::hangul;
use crate::app::key::{Code, Key};
use crate::app::layer::{Act, Around, Layer, Next};
use crate::app::own_words::Lead;
use crate::app::state::State;
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
        self.open(Hints { does, hints, typed: String::new() }, None)
    }

    /// Does what the letter of a place is for.
    pub(in crate::app) fn hinted(
        &mut self,
        does: Does,
        number: usize,
        is_capital: bool,
    ) -> Vec<Effect> {
        match does {
            Does::Follow => self.follow_number(number),
            Does::Quote => self.quote_at(number, is_capital),
            Does::Unlink => self.unlink(number),
            Does::Why => self.ask_why_linked(number),
        }
    }
}

impl Layer for Hints {
    fn place(&self) -> Place {
        Place::Hint
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn hints(&self) -> &'static [Command] {
        &[Command::Cancel]
    }

    /// The letters stand at places that are no more.
    fn outlives_size(&self) -> bool {
        false
    }

    /// Takes a letter of a label; does what it is for where the label is complete.
    fn press(&mut self, key: Key, _: &Around<'_>) -> Next {
        let (Code::Char(c), false, false) = (key.code, key.ctrl, key.alt) else {
            return Next::Stay;
        };
        let latin = hangul::latin(c).unwrap_or_else(|| c.to_string());
        let is_capital = latin.contains(|c: char| c.is_ascii_uppercase());
        self.typed.push_str(&latin.to_lowercase());
        let is_meant = |hint: &&Hint| hint.label.starts_with(&self.typed);
        let meant: Vec<&Hint> = self.hints.iter().filter(is_meant).collect();
        match meant.as_slice() {
            [hint] if hint.label == self.typed => {
                Next::CloseAnd(vec![Act::Letter(self.does, hint.link, is_capital)])
            }
            [] => Next::Close,
            _ => Next::Stay,
        }
    }
}
