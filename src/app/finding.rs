//! Finding a text in the open item, and going from match to match.

mod acts;

use super::page::Page;
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
