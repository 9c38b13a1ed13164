//! Links from what is written to items and ideas: what `[[` may go on with, and quoting.

use std::rc::Rc;

use super::effect::{Effect, Question};
use super::hints::Does;
use super::key::{Code, Key};
use super::note::{NoteEditor, Paper};
use super::page::{Line, Role};
use super::purpose::Purpose;
use super::state::{Overlay, State};
use crate::model::About;
use crate::text::links::{self, Target};
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

impl NoteEditor {
    /// Takes a key that chooses among the ways on; `false` where there are none, or it means
    /// something else.
    pub(super) fn choose(&mut self, key: Key) -> bool {
        let last = match self.ways.found.len() {
            0 => return false,
            length => length - 1,
        };
        match key.code {
            Code::Down => self.ways.chosen = (self.ways.chosen + 1).min(last),
            Code::Up => self.ways.chosen = self.ways.chosen.saturating_sub(1),
            Code::Tab | Code::Enter => {
                let (target, title) = self.ways.found.swap_remove(self.ways.chosen.min(last));
                let typed = links::unfinished(self.draft.before_cursor()).map_or(0, str::len);
                self.draft.put_before(typed + "[[".len(), &links::write(target, &title));
                self.ways = Ways::default();
            }
            _ => return false,
        }
        true
    }
}

impl State {
    /// Asks what a link that is being typed may lead to.
    pub(super) fn ask_ways(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(editor)) = self.overlays.last_mut() else { return Vec::new() };
        if let Some(typed) = links::unfinished(editor.draft.before_cursor()) {
            let question = Question::Links(typed.to_owned());
            return vec![self.ask(Purpose::Ways, question)];
        }
        editor.ways = Ways::default();
        Vec::new()
    }

    /// Takes what a link may lead to, if it is still typed so.
    pub(super) fn take_ways(&mut self, asked: &str, found: Vec<(Target, String)>) -> Vec<Effect> {
        if let Some(Overlay::Note(editor)) = self.overlays.last_mut()
            && links::unfinished(editor.draft.before_cursor()) == Some(asked)
        {
            editor.ways = Ways { found, chosen: 0 };
        }
        Vec::new()
    }

    /// Puts a letter at each sentence in sight, to be quoted; where there is only one, quotes it.
    pub(super) fn quote(&mut self) -> Vec<Effect> {
        let height = self.page_height();
        let Some(reading) = &self.reading else { return Vec::new() };
        let top = reading.page.top;
        let places: Vec<(u16, u16, usize)> = quotable(&reading.page.lines)
            .iter()
            .enumerate()
            .filter(|(_, one)| (top..top + height).contains(&one.line))
            .map(|(at, one)| ((one.line - top) as u16, one.cell, at))
            .collect();
        match places.as_slice() {
            [(.., only)] => self.quote_at(*only, false),
            _ => self.hint(Does::Quote, places, "app.nothing_to_quote"),
        }
    }

    /// Puts the sentence of that number of the open text, or all of its passage, into the item's
    /// note, with its source.
    pub(super) fn quote_at(&mut self, number: usize, whole: bool) -> Vec<Effect> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let Some(item) = reading.item().cloned() else { return Vec::new() };
        let Some(found) = quotable(&reading.page.lines).into_iter().nth(number) else {
            return Vec::new();
        };
        let quoted = if whole { found.passage.to_string() } else { found.sentence };
        let source = links::write(Target::Item(item.row.id.0), &item.row.title);
        self.edit_note(&item);
        if let Some(Overlay::Note(editor)) = self.overlays.last_mut()
            && editor.paper == Paper::Note(About::Item(item.row.id))
        {
            let before = editor.draft.text().trim_end();
            let gap = if before.is_empty() { "" } else { "\n\n" };
            let text = format!("{before}{gap}> {quoted}\n> — {source}\n\n");
            editor.draft.set(&text);
        }
        self.save_draft()
    }
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
