//! Finds a text in the open item.

use super::Found;
use crate::app::draft::Draft;
use crate::app::effect::Effect;
use crate::app::line::LineFor;
use crate::app::state::State;
use crate::lang::{count, say};

impl State {
    /// Opens the line for what to find in the open text.
    pub(in crate::app) fn open_find(&mut self) -> Vec<Effect> {
        self.type_line(LineFor::Find, Draft::default());
        Vec::new()
    }

    /// Finds a text, from what is shown downwards.
    pub(in crate::app) fn find(&mut self, text: &str) -> Vec<Effect> {
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
    pub(in crate::app) fn go_to_match(&mut self, by: isize) -> Vec<Effect> {
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
