//! Links from what is written to items and ideas: what `[[` may go on with, and quoting.

use super::effect::{Effect, Question};
use super::hints::Does;
use super::key::{Code, Key};
use super::note::{NoteEditor, Paper};
use super::page::{Line, Role};
use super::state::{Overlay, State};
use crate::model::About;
use crate::text::links::{self, Target};

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
            return vec![Effect::Ask(Question::Links(typed.to_owned()))];
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

    /// Puts a letter at each passage in sight, to be quoted; where there is only one, quotes it.
    pub(super) fn quote(&mut self) -> Vec<Effect> {
        let height = self.page_height();
        let Some(reading) = &self.reading else { return Vec::new() };
        let (lines, top) = (&reading.page.lines, reading.page.top);
        let begins = passages(lines);
        // The one at the top may have begun before.
        let first = begins.iter().rposition(|at| *at <= top).unwrap_or(0);
        let places: Vec<(u16, u16, usize)> = begins[first.min(begins.len())..]
            .iter()
            .filter(|at| **at + passage_lines(lines, **at) > top && **at < top + height)
            .map(|at| (at.saturating_sub(top) as u16, 0, *at))
            .collect();
        match places.as_slice() {
            [(.., only)] => self.quote_at(*only),
            _ => self.hint(Does::Quote, places, "app.nothing_to_quote"),
        }
    }

    /// Puts the passage that begins on a line of the open text into the item's note, with its
    /// source.
    pub(super) fn quote_at(&mut self, line: usize) -> Vec<Effect> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let Some(item) = reading.item().cloned() else { return Vec::new() };
        let passage = passage(&reading.page.lines, line);
        let source = links::write(Target::Item(item.row.id.0), &item.row.title);
        self.edit_note(&item);
        if let Some(Overlay::Note(editor)) = self.overlays.last_mut()
            && editor.paper == Paper::Note(About::Item(item.row.id))
        {
            let before = editor.draft.text().trim_end();
            let gap = if before.is_empty() { "" } else { "\n\n" };
            let text = format!("{before}{gap}> {passage}\n> — {source}\n\n");
            editor.draft.set(&text);
        }
        self.save_draft()
    }
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

/// A passage in one line, without the mark of a list's entry.
fn passage(lines: &[Line], from: usize) -> String {
    let words = |line: &Line| -> String {
        let words = line.iter().filter(|span| span.role != Role::Accent);
        words.map(|span| span.text.as_str()).collect()
    };
    let taken: Vec<String> =
        lines.iter().skip(from).take(passage_lines(lines, from)).map(words).collect();
    taken.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
