//! A letter for each link in sight, or for each sentence: typing it follows the link, quotes the
//! sentence, or does to an idea's source what was asked for.

mod acts;

use super::page::{Line, Role};
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
