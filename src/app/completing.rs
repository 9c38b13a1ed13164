//! Links from what is written to items and ideas: what `[[` may go on with, and quoting.

mod acts;

use std::rc::Rc;

use super::page::{Line, Role};
use crate::text::links::Target;
use crate::text::{sentences, width};

/// Ways on that are shown.
pub const MOST: usize = 8;

/// Lines of a quoted passage.
const QUOTED: usize = 40;

/// What a link being typed may become.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ways {
    /// Items and ideas, by their titles.
    pub found: Vec<(Target, String)>,
    /// Which one is chosen, from 0.
    pub chosen: usize,
}

/// A sentence that can be quoted.
struct Quotable {
    /// The line of the page on which it begins, and the cell.
    line: usize,
    cell: u16,
    sentence: String,
    /// The paragraph, or the entry of a list, in which it stands.
    passage: Rc<str>,
}

/// The sentences of a text, in its order.
fn quotable(lines: &[Line]) -> Vec<Quotable> {
    let mut found = Vec::new();
    for from in passages(lines) {
        let (passage, pieces) = passage(lines, from);
        let passage: Rc<str> = passage.into();
        let mut at = 0;
        for sentence in sentences::sentences(&passage) {
            let begins = at + passage[at..].find(sentence).unwrap_or(0);
            at = begins + sentence.len();
            let Some(piece) = pieces.iter().rfind(|piece| piece.at <= begins) else { continue };
            let before = width::width(&passage[piece.at..begins]) as u16;
            let (line, cell) = (piece.line, piece.cell + before);
            let passage = Rc::clone(&passage);
            found.push(Quotable { line, cell, sentence: sentence.to_owned(), passage });
        }
    }
    found
}

/// Whether a line is one of running text.
fn is_running(line: &Line) -> bool {
    let mut spans = line.iter().filter(|span| !span.text.trim().is_empty());
    // The addresses at the end of a text begin with their numbers.
    let is_number = |text: &str| text.starts_with('[') && text.ends_with(']');
    if spans.clone().next().is_some_and(|span| is_number(span.text.trim())) {
        return false;
    }
    let mut roles = spans.by_ref().map(|span| span.role);
    let runs = |role| {
        matches!(
            role,
            Role::Text | Role::Strong | Role::Emphasis | Role::Quote | Role::Link | Role::Code
        )
    };
    match roles.next() {
        // An entry of a list.
        Some(Role::Accent) => !is_set_off(line) && roles.any(runs),
        Some(role) => runs(role),
        None => false,
    }
}

/// Whether a line is set off with a bar: the gist, which was taken from the text.
fn is_set_off(line: &Line) -> bool {
    line.first().is_some_and(|span| span.text.starts_with('▎'))
}

/// The lines on which a passage begins: a paragraph, or an entry of a list.
fn passages(lines: &[Line]) -> Vec<usize> {
    let begins = |at: &usize| {
        let is_entry = lines[*at].iter().any(|span| span.role == Role::Accent);
        is_running(&lines[*at]) && (is_entry || *at == 0 || !is_running(&lines[*at - 1]))
    };
    (0..lines.len()).filter(begins).collect()
}

/// How many lines a passage has.
fn passage_lines(lines: &[Line], from: usize) -> usize {
    let goes_on =
        |line: &&Line| is_running(line) && line.iter().all(|span| span.role != Role::Accent);
    let rest = lines.get(from + 1..).unwrap_or_default();
    1 + rest.iter().take_while(goes_on).take(QUOTED - 1).count()
}

/// Where a piece of a passage stands: its first byte there, its line on the page and its cell.
struct Piece {
    at: usize,
    line: usize,
    cell: u16,
}

/// A passage in one line, without the mark of a list's entry and without the numbers of links; and
/// where its pieces stand.
fn passage(lines: &[Line], from: usize) -> (String, Vec<Piece>) {
    let (mut text, mut pieces) = (String::new(), Vec::new());
    for (line, spans) in lines.iter().enumerate().skip(from).take(passage_lines(lines, from)) {
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        let mut cell = 0;
        for span in spans {
            let words = if span.role == Role::Link { unnumbered(&span.text) } else { &span.text };
            let begun =
                if text.is_empty() || text.ends_with(' ') { words.trim_start() } else { words };
            if span.role != Role::Accent && !begun.is_empty() {
                let before = width::width(&words[..words.len() - begun.len()]) as u16;
                pieces.push(Piece { at: text.len(), line, cell: cell + before });
                text.push_str(begun);
            }
            cell += width::width(&span.text) as u16;
        }
    }
    text.truncate(text.trim_end().len());
    (text, pieces)
}

/// The text of a link without its number.
fn unnumbered(text: &str) -> &str {
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let numbered = text.trim_end().strip_suffix(']').and_then(|text| text.rsplit_once('['));
    numbered.filter(|(_, number)| is_number(number)).map_or(text, |(text, _)| text)
}
