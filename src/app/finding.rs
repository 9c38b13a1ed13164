//! Finding a text in the open item, and going from match to match.

use super::draft::Draft;
use super::effect::Effect;
use super::page::Page;
use super::state::{LineFor, Overlay, State};
use crate::lang::{count, say};
use crate::text::width;

/// Matches that are marked.
const MOST: usize = 1_000;

/// What was looked for in an open text, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was looked for.
    pub text: String,
    /// Where it stands, from the top.
    pub matches: Vec<Match>,
    /// The match that was gone to last.
    pub at: usize,
}

/// Where a match stands on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The page's line.
    pub line: usize,
    /// The first cell.
    pub cell: u16,
    /// Cells across.
    pub cells: u16,
}

impl Found {
    pub(super) fn new(text: &str, page: &Page) -> Found {
        Found { text: text.to_owned(), matches: matches(text, page), at: 0 }
    }

    /// Looks again in a page that was set anew.
    pub(super) fn look_again(&mut self, page: &Page) {
        self.matches = matches(&self.text, page);
        self.at = self.at.min(self.matches.len().saturating_sub(1));
    }
}

/// All places of a text on a page, whatever the case of its letters; not across line ends.
fn matches(text: &str, page: &Page) -> Vec<Match> {
    let wanted: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    let mut found = Vec::new();
    for (number, line) in page.lines.iter().enumerate() {
        let line: String = line.iter().map(|span| span.text.as_str()).collect();
        let folded: Vec<(usize, char)> = line
            .char_indices()
            .flat_map(|(at, c)| c.to_lowercase().map(move |lower| (at, lower)))
            .collect();
        let mut at = 0;
        while at + wanted.len() <= folded.len() && !wanted.is_empty() {
            let fits = folded[at..].iter().zip(&wanted).all(|((_, a), b)| a == b);
            if !fits {
                at += 1;
                continue;
            }
            let end = at + wanted.len();
            let from = folded[at].0;
            let until = folded.get(end).map_or(line.len(), |(until, _)| *until);
            found.push(Match {
                line: number,
                cell: width::width(&line[..from]) as u16,
                cells: width::width(&line[from..until.max(from)]) as u16,
            });
            if found.len() == MOST {
                return found;
            }
            at = end;
        }
    }
    found
}

impl State {
    /// Opens the line for what to find in the open text.
    pub(super) fn open_find(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Line(LineFor::Find, Draft::default()));
        Vec::new()
    }

    /// Finds a text, from what is shown downwards.
    pub(super) fn find(&mut self, text: &str) -> Vec<Effect> {
        let text = text.trim();
        let Some(reading) = self.reading.as_mut().filter(|_| !text.is_empty()) else {
            return Vec::new();
        };
        let mut found = Found::new(text, &reading.page);
        if found.matches.is_empty() {
            reading.found = None;
            return self.fail(say(self.lang, "app.not_found", &[&text]).into_owned());
        }
        let top = reading.page.top;
        found.at = found.matches.iter().position(|found| found.line >= top).unwrap_or(0);
        reading.found = Some(found);
        self.go_to_match(0)
    }

    /// Goes to the next match or the one before, around the ends.
    pub(super) fn go_to_match(&mut self, by: isize) -> Vec<Effect> {
        let height = self.page_height();
        let Some(reading) = &mut self.reading else { return Vec::new() };
        let Some(found) = reading.found.as_mut().filter(|found| !found.matches.is_empty()) else {
            return Vec::new();
        };
        let all = found.matches.len();
        found.at = (found.at + all).saturating_add_signed(by) % all;
        let line = found.matches[found.at].line;
        let (at, text) = (found.at + 1, found.text.clone());
        let page = &mut reading.page;
        if !(page.top..page.top + height).contains(&line) {
            page.top = line.saturating_sub(height / 3);
            page.scroll(0, height);
        }
        self.toasts.done(count(self.lang, "app.found", all as u64, &[&at, &text]));
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::page::{Role, span};

    #[test]
    fn matches_are_measured_in_cells_whatever_the_letters() {
        let page = Page::new(vec![
            vec![span(Role::Text, "모델 Mo"), span(Role::Strong, "del MODEL")],
            vec![],
            vec![span(Role::Text, "İx model")],
        ]);
        let found = matches("model", &page);
        let at: Vec<(usize, u16, u16)> =
            found.iter().map(|found| (found.line, found.cell, found.cells)).collect();
        assert_eq!(at, [(0, 5, 5), (0, 11, 5), (2, 3, 5)]);
        assert_eq!(matches("모델", &page)[0].cells, 4);
        assert!(matches("", &page).is_empty());
    }
}
