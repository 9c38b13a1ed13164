//! Links from what is written to items and ideas: what `[[` may go on with, and quoting.

use super::effect::{Effect, Question};
use super::key::{Code, Key};
use super::note::{NoteEditor, Paper};
use super::page::{Line, Role};
use super::state::{Overlay, State};
use crate::lang::say;
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

    /// Puts the passage at the top of the sight into the item's note, with its source.
    pub(super) fn quote(&mut self) -> Vec<Effect> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let Some(item) = reading.item().cloned() else { return Vec::new() };
        let passage = passage(&reading.page.lines, reading.page.top);
        if passage.is_empty() {
            return self.fail(say(self.lang, "app.nothing_to_quote", &[]).into_owned());
        }
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

/// The first paragraph of running text at a line or after it, in one line.
fn passage(lines: &[Line], from: usize) -> String {
    let is_running = |line: &&Line| {
        let role = line.iter().find(|span| !span.text.trim().is_empty()).map(|span| span.role);
        role.is_some_and(|role| {
            matches!(
                role,
                Role::Text | Role::Strong | Role::Emphasis | Role::Quote | Role::Link | Role::Code
            )
        })
    };
    let words = |line: &Line| line.iter().map(|span| span.text.as_str()).collect::<String>();
    let taken: Vec<String> = lines
        .iter()
        .skip(from)
        .skip_while(|line| !is_running(line))
        .take_while(is_running)
        .take(QUOTED)
        .map(words)
        .collect();
    taken.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
