//! Quotes from the open text.

use super::quotable;
use crate::app::effect::Effect;
use crate::app::hints::Does;
use crate::app::note::Paper;
use crate::app::state::{Overlay, State};
use crate::model::About;
use crate::text::links::{self, Target};

impl State {
    /// Puts a letter at each sentence in sight, to be quoted; where there is only one, quotes it.
    pub(in crate::app) fn quote(&mut self) -> Vec<Effect> {
        match self.sentences_in_sight().as_slice() {
            [(.., only)] => self.quote_at(*only, false),
            _ => self.letter_sentences(),
        }
    }

    /// Puts a letter at each sentence in sight.
    pub(in crate::app) fn letter_sentences(&mut self) -> Vec<Effect> {
        let places = self.sentences_in_sight();
        self.hint(Does::Quote, places, "app.nothing_to_quote")
    }

    /// The sentences in sight that can be quoted: line and cell on the screen, and number.
    fn sentences_in_sight(&self) -> Vec<(u16, u16, usize)> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let (top, height) = (reading.page.top, self.page_height());
        quotable(&reading.page.lines)
            .iter()
            .enumerate()
            .filter(|(_, one)| (top..top + height).contains(&one.line))
            .map(|(at, one)| ((one.line - top) as u16, one.cell, at))
            .collect()
    }

    /// Puts the sentence of that number of the open text, or all of its passage, into the item's
    /// note, with its source.
    pub(in crate::app) fn quote_at(&mut self, number: usize, whole: bool) -> Vec<Effect> {
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
