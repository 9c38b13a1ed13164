//! The edition that the panes show: which it is, and the order of its stories.
//!
//! The first frame shows the panes by rank, as the store has them. The edition is composed behind it;
//! when it is there, the panes begin with its stories in its order and go on with those of earlier
//! ones. Which edition is shown changes only when the user asks for it.

use super::effect::{Effect, FrontAsked, FrontPage, Question, WhichEdition};
use super::list::List;
use super::state::State;
use crate::lang::say;
use crate::model::{Day, EditionWindow, ItemId, Moment, Pane};

/// The edition that the panes show.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Front {
    /// It; `None` until it is composed.
    pub edition: Option<FrontPage>,
    /// What was asked for last.
    asked: Option<FrontAsked>,
    /// Whether the user opened an earlier one.
    pub is_past: bool,
    /// How the rows move when the answer comes.
    moves: Moves,
}

/// How rows move when another edition, or more of one, is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Moves {
    /// The first row is shown, the selection stays on its item unless it was on the first row.
    #[default]
    Top,
    /// The selection stays where it is.
    Still,
    /// The selection goes to the first row.
    Anew,
}

impl Front {
    /// Its time, once it is known.
    pub fn window(&self) -> Option<EditionWindow> {
        self.edition.as_ref().map(|edition| edition.window)
    }

    /// Whether an item stands for a story of it.
    pub fn holds(&self, pane: Pane, id: ItemId) -> bool {
        let placed = self.edition.as_ref().map(|edition| &edition.placed[pane.index()]);
        placed.is_some_and(|placed| placed.iter().any(|placed| placed.item == id))
    }
}

impl State {
    /// Asks for an edition.
    pub(super) fn ask_front(&mut self, which: WhichEdition, moves: Moves) -> Effect {
        let asked = FrontAsked { which, up_to: self.shown_up_to, lang: self.lang };
        self.front.asked = Some(asked);
        self.front.moves = moves;
        Effect::Ask(Question::Front(asked))
    }

    /// Asks for the edition that is shown again: something that it follows from changed.
    pub(super) fn ask_front_again(&mut self) -> Effect {
        let shown = self.front.window();
        let which = shown.map_or(WhichEdition::Current, WhichEdition::Of);
        self.ask_front(which, Moves::Still)
    }

    /// Takes an edition that was asked for.
    pub(super) fn take_front(&mut self, asked: FrontAsked, page: FrontPage) -> Vec<Effect> {
        // While the store fills, a late answer is better than none.
        if self.front.asked != Some(asked) && !self.filling {
            return Vec::new();
        }
        let mut effects = Vec::new();
        for pane in Pane::ALL {
            let list = &mut self.panes[pane.index()];
            list.begin_with(&page.placed[pane.index()], page.window.ends);
            let window = match self.front.moves {
                Moves::Top => list.show_up_to(asked.up_to),
                Moves::Still => list.let_in(asked.up_to),
                Moves::Anew => list.show_anew(asked.up_to),
            };
            effects.extend([Question::Window(window), Question::Length(list.whole())]);
        }
        self.front.edition = Some(page);
        effects.push(self.tally_question());
        let mut effects: Vec<Effect> = effects.into_iter().map(Effect::Ask).collect();
        effects.extend(self.ask_terms());
        effects
    }

    /// Opens the edition before or after the one that is shown.
    pub(super) fn turn_edition(&mut self, by: i64) -> Vec<Effect> {
        let Some(shown) = self.front.window() else { return Vec::new() };
        let Some(day) = shown.day.checked_add_signed(chrono::Duration::days(by)) else {
            return Vec::new();
        };
        let window = self.closing.edition(day, self.now);
        if window.is_ahead(self.now) {
            self.toasts.done(say(self.lang, "app.no_later_edition", &[]));
            return Vec::new();
        }
        self.close_reading();
        self.view = None;
        self.front.is_past = true;
        vec![self.ask_front(WhichEdition::Of(window), Moves::Anew)]
    }

    /// Goes back to the current edition from an earlier one.
    pub(super) fn leave_past(&mut self) -> Option<Effect> {
        let is_past = std::mem::take(&mut self.front.is_past);
        is_past.then(|| self.ask_front(WhichEdition::Current, Moves::Anew))
    }

    /// The day that is shown: that of an earlier edition, else today.
    pub(super) fn shown_day(&self) -> Day {
        let past = self.front.window().filter(|_| self.front.is_past);
        past.map_or_else(|| self.zone.day_of(self.now), |window| window.day)
    }

    /// Shows what came since the panes were filled: more of this edition, or the next one.
    pub(super) fn show_new(&mut self) -> Vec<Effect> {
        let after = self.shown_up_to.unwrap_or(ItemId(0));
        let shown = self.front.window().filter(|_| !self.filling);
        let which = match shown {
            Some(than) => WhichEdition::Newer { than, after },
            None => WhichEdition::Current,
        };
        self.front.is_past = false;
        self.take_in(which, Moves::Top)
    }

    /// Lets what came for the edition that is shown into the panes, around the selection, which
    /// stays where it is. What belongs to a later edition stays announced.
    pub(super) fn let_in(&mut self) -> Vec<Effect> {
        let announced = (self.announced_after, self.tally.new);
        let shown = self.front.window();
        let effects =
            self.take_in(shown.map_or(WhichEdition::Current, WhichEdition::Of), Moves::Still);
        if self.next_begins().is_some() {
            (self.announced_after, self.tally.new) = announced;
        }
        effects
    }

    /// When the first edition begins of which nothing is shown, where more of the one that is shown
    /// is let in as it comes.
    pub(super) fn next_begins(&self) -> Option<Moment> {
        let closed = self.front.window().filter(|window| window.ends <= self.now);
        closed.filter(|_| self.at_once).map(|window| window.ends)
    }

    fn take_in(&mut self, which: WhichEdition, moves: Moves) -> Vec<Effect> {
        self.shown_up_to = self.tally.latest.max(self.shown_up_to);
        self.announced_after = self.shown_up_to;
        self.tally.new = 0;
        let mut effects = Vec::new();
        if self.front.edition.is_none() {
            // What comes in before there is an edition is shown as it is.
            for list in &mut self.panes {
                let window = List::show_up_to(list, self.shown_up_to);
                effects.extend([Question::Window(window), Question::Length(list.whole())]);
            }
        }
        let mut effects: Vec<Effect> = effects.into_iter().map(Effect::Ask).collect();
        effects.push(self.ask_front(which, moves));
        effects
    }
}
