//! A letter for each link in sight, or for each sentence: typing it follows the link, quotes the
//! sentence, or does to an idea's source what was asked for.

use super::effect::Effect;
use super::hangul;
use super::key::{Code, Key};
use super::own_words::Lead;
use super::page::{Line, Role};
use super::state::{Overlay, State};
use crate::lang::say;
use crate::text::width;

/// The letters, those under the resting fingers first.
const LETTERS: &[u8] = b"asdfghjklqwertyuiopzxcvbnm";

/// What a letter does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// Follows the link.
    Follow,
    /// Quotes the sentence of that number; as a capital, all of its passage.
    Quote,
    /// Has the idea no longer stand on the item.
    Unlink,
    /// Asks why the idea stands on the item.
    Why,
}

/// What is in sight and the letters typed so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hints {
    /// What the letters do.
    pub does: Does,
    /// What is in sight, from the top.
    pub hints: Vec<Hint>,
    /// What was typed of a label.
    pub typed: String,
}

/// A link or sentence in sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What is typed to mean it.
    pub label: String,
    /// Its line on the screen, counted from the text's first.
    pub line: u16,
    /// The first cell of its number, or of a sentence.
    pub cell: u16,
    /// Its number, from 1; a sentence's from 0.
    pub link: usize,
}

/// The numbers of links on a line, each with its first cell: `[3]`, as the text shows them.
fn numbers(line: &Line) -> Vec<(u16, usize)> {
    let mut found = Vec::new();
    let mut cell = 0;
    for span in line {
        if span.role == Role::Link {
            for (at, _) in span.text.match_indices('[') {
                let digits = span.text[at + 1..].split_once(']').map(|(digits, _)| digits);
                if let Some(number) = digits.and_then(|digits| digits.parse().ok()) {
                    found.push(((cell + width::width(&span.text[..at])) as u16, number));
                }
            }
        }
        cell += width::width(&span.text);
    }
    found
}

/// The number of the link that stands at a cell of a line: its text, or the number itself.
pub(super) fn link_at(line: &Line, cell: u16) -> Option<usize> {
    let mut begins = 0;
    let on = line.iter().find_map(|span| {
        let begun = begins;
        begins += width::width(&span.text) as u16;
        (span.role == Role::Link && (begun..begins).contains(&cell)).then_some(begun)
    })?;
    // The number stands at the end of its text.
    numbers(line)
        .into_iter()
        .find(|(at, number)| *at >= on && at + digits(*number) > cell)
        .map(|(_, number)| number)
}

/// Cells of a link's number and its brackets.
fn digits(number: usize) -> u16 {
    number.checked_ilog10().unwrap_or(0) as u16 + 3
}

/// Labels for so many links: one letter each, or two where there are more links than letters.
fn labels(many: usize) -> impl Iterator<Item = String> {
    let two = many > LETTERS.len();
    let firsts = if two { LETTERS } else { &[] };
    let one = LETTERS.iter().filter(move |_| !two).map(|a| char::from(*a).to_string());
    let pairs = firsts.iter().flat_map(|a| {
        LETTERS.iter().map(|b| [char::from(*a), char::from(*b)].iter().collect::<String>())
    });
    one.chain(pairs)
}

impl State {
    /// Shows a letter at each link in sight.
    pub(super) fn show_hints(&mut self) -> Vec<Effect> {
        let links = self.links_in_sight(|_| true);
        self.hint(Does::Follow, links, "app.no_links")
    }

    /// The links in sight that are of a kind: line on the screen, cell and number of each.
    pub(super) fn links_in_sight(&self, of: impl Fn(&Lead) -> bool) -> Vec<(u16, u16, usize)> {
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
    pub(super) fn hint(
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
    pub(super) fn type_hint(&mut self, key: Key) -> Vec<Effect> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::page::span;

    #[test]
    fn every_link_has_a_label_of_its_own_and_none_hides_another() {
        for many in [1, 26, 27, 300] {
            let labels: Vec<String> = labels(many).take(many).collect();
            assert_eq!(labels.len(), many);
            let shared = |a: &String| labels.iter().filter(|b| b.starts_with(a)).count();
            assert!(labels.iter().all(|label| shared(label) == 1));
        }
    }

    #[test]
    fn only_the_numbers_of_links_are_labelled() {
        let line = vec![
            span(Role::Text, "see [9] "),
            span(Role::Link, "방법[12]"),
            span(Role::Link, "x[1]"),
        ];
        assert_eq!(numbers(&line), [(12, 12), (17, 1)]);
        let clicked: Vec<Option<usize>> = (0..22).map(|cell| link_at(&line, cell)).collect();
        assert!(clicked[..8].iter().all(Option::is_none), "no link");
        assert!(clicked[8..16].iter().all(|number| *number == Some(12)), "{clicked:?}");
        assert!(clicked[16..20].iter().all(|number| *number == Some(1)), "{clicked:?}");
        assert!(clicked[20..].iter().all(Option::is_none), "beyond the line");
    }
}
