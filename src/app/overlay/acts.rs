//! Opens overlays, tells them what happens, and does what they want of the rest of the reader.

use super::{Kind, Overlay};
use crate::app::command::Command;
use crate::app::draft::Draft;
use crate::app::effect::{Answer, Effect, Question, TerminalEffect};
use crate::app::key::Key;
use crate::app::layer::{Act, Around, Next};
use crate::app::line::LineFor;
use crate::app::palette::Offer;
use crate::app::purpose::Purpose;
use crate::app::state::State;
use crate::app::typing::Typing;
use crate::model::IdeaId;
use crate::model::change::Change;

impl State {
    /// The overlays, the topmost last, and what they can see of their surroundings.
    pub(in crate::app) fn layers(&mut self) -> (&mut Vec<Overlay>, Around<'_>) {
        let (layout, toggles) = (self.layout(), self.toggles());
        let State { overlays, lang, settings, themes, zone, now, size, times, .. } = self;
        let State { talk, tally, .. } = self;
        let offer = Offer { lang: *lang, keymap: &settings.keymap, themes, toggles };
        let (zone, now, size, times) = (*zone, *now, *size, *times);
        let accounts = &*tally.accounts;
        (overlays, Around { offer, zone, now, size, layout, times, talk, accounts })
    }

    /// Opens an overlay over what stands there, laid out; it may begin by asking something.
    pub(in crate::app) fn open(
        &mut self,
        overlay: impl Into<Overlay>,
        asks: Option<Question>,
    ) -> Vec<Effect> {
        let mut overlay: Overlay = overlay.into();
        let kind = overlay.kind();
        let (overlays, around) = self.layers();
        overlay.layer_mut().lay_out(&around);
        overlays.push(overlay);
        asks.map(|question| self.ask(Purpose::Layer(kind), question)).into_iter().collect()
    }

    /// Opens a line to type on.
    pub(in crate::app) fn type_line(&mut self, wanted: LineFor, draft: Draft) {
        self.overlays.push(Overlay::Line(Typing { wanted, draft }));
    }

    /// Gives something to the topmost overlay, and does what it makes of it; `None` where there is
    /// none, or it makes nothing of it.
    fn tell(
        &mut self,
        what: impl FnOnce(&mut Overlay, &Around<'_>) -> Next,
    ) -> Option<Vec<Effect>> {
        let (overlays, around) = self.layers();
        let at = overlays.len().checked_sub(1)?;
        let next = what(overlays.last_mut()?, &around);
        self.go_on(at, next)
    }

    /// Does what an overlay made of something; `None` where that is nothing.
    fn go_on(&mut self, at: usize, next: Next) -> Option<Vec<Effect>> {
        let kind = self.overlays.get(at)?.kind();
        let acts = match next {
            Next::Pass => return None,
            Next::Stay => Vec::new(),
            Next::Do(acts) => acts,
            Next::Close | Next::CloseAnd(_) => {
                self.overlays.remove(at);
                if let Next::CloseAnd(acts) = next { acts } else { Vec::new() }
            }
        };
        Some(acts.into_iter().flat_map(|act| self.act(kind, act)).collect())
    }

    /// Does what an overlay wants of the rest of the reader.
    fn act(&mut self, kind: Kind, act: Act) -> Vec<Effect> {
        match act {
            Act::Ask(question) => vec![self.ask(Purpose::Layer(kind), question)],
            Act::Work(work) => vec![Effect::Work(work)],
            Act::Copy(text) => vec![Effect::Terminal(TerminalEffect::Copy(text))],
            Act::Change(change) => self.do_change(change),
            Act::Tell(text) => {
                self.toasts.done(text);
                Vec::new()
            }
            Act::Fail(why) => self.fail(why),
            Act::Type(wanted, draft) => {
                self.type_line(wanted, draft);
                Vec::new()
            }
            Act::Search => self.search_live(),
            Act::Help(text) => self.show_help_with(&text),
            Act::List(subject, query) => {
                self.overlays.clear();
                self.view_of(subject, *query)
            }
            Act::Term(term) => {
                self.overlays.clear();
                self.open_term(term)
            }
            Act::Account(name) => vec![self.ask_account(name)],
            Act::Refresh(scope) => self.refresh(scope),
            Act::Theme => self.show_theme(),
            Act::Letter(does, link, is_capital) => self.hinted(does, link, is_capital),
            Act::LeaveSearch(before) => self.leave_search(before),
            Act::SetAside => self.set_note_aside(),
        }
    }

    /// Gives a command to the topmost overlay.
    pub(in crate::app) fn obey_on_top(&mut self, command: Command) -> Option<Vec<Effect>> {
        self.tell(|overlay, around| overlay.layer_mut().obey(command, around))
    }

    /// Gives a key to the text that is being typed.
    pub(in crate::app) fn type_key(&mut self, key: Key) -> Vec<Effect> {
        let typed = self.tell(|overlay, around| overlay.layer_mut().press(key, around));
        typed.unwrap_or_default()
    }

    /// Takes a pasted text into what is being typed.
    pub(in crate::app) fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.tell(|overlay, _| overlay.layer_mut().paste(text)).unwrap_or_default()
    }

    /// Takes a click on a row of what fills the page.
    pub(in crate::app) fn click_page(&mut self, row: usize, opens: bool) -> Vec<Effect> {
        self.tell(|overlay, around| overlay.layer_mut().click(row, opens, around))
            .unwrap_or_default()
    }

    /// Moves in the topmost overlay; whether there is one.
    pub(in crate::app) fn step_on_top(&mut self, by: isize) -> bool {
        let moved = self.tell(|overlay, around| {
            overlay.layer_mut().step(by, around);
            Next::Stay
        });
        moved.is_some()
    }

    /// Goes back from the topmost overlay; `None` where there is none.
    pub(in crate::app) fn leave_top(&mut self) -> Option<Vec<Effect>> {
        self.tell(|overlay, _| overlay.layer_mut().back())
    }

    /// Gives an answer to the topmost overlay of the kind that asked for it.
    pub(in crate::app) fn take_on(&mut self, kind: Kind, answer: Answer) -> Vec<Effect> {
        let (overlays, around) = self.layers();
        let mut from_top = overlays.iter_mut().enumerate().rev();
        let Some((at, overlay)) = from_top.find(|(_, overlay)| overlay.kind() == kind) else {
            return Vec::new();
        };
        let next = overlay.layer_mut().take(answer, &around);
        self.go_on(at, next).unwrap_or_default()
    }

    /// Tells those overlays that what one of them asked for does not come, the topmost first, until
    /// it means something to one.
    pub(in crate::app) fn miss_on(&mut self, kind: Kind) -> Vec<Effect> {
        for at in (0..self.overlays.len()).rev() {
            let Some(overlay) = self.overlays.get_mut(at) else { continue };
            if overlay.kind() != kind {
                continue;
            }
            let next = overlay.layer_mut().miss();
            if let Some(effects) = self.go_on(at, next) {
                return effects;
            }
        }
        Vec::new()
    }

    /// Has the topmost overlay of a kind ask anew for what it shows.
    pub(in crate::app) fn ask_again_on(&mut self, kind: Kind) -> Option<Effect> {
        let shown = self.overlays.iter().rev().find(|overlay| overlay.kind() == kind)?;
        let question = shown.layer().ask_again()?;
        Some(self.ask(Purpose::Layer(kind), question))
    }

    /// What the overlays ask for anew where another program wrote.
    pub(in crate::app) fn layers_again(&self) -> Vec<(Purpose, Question)> {
        let ask = |overlay: &Overlay| {
            Some((Purpose::Layer(overlay.kind()), overlay.layer().ask_again()?))
        };
        self.overlays.iter().filter_map(ask).collect()
    }

    /// Shows a change on every overlay.
    pub(in crate::app) fn apply_on_layers(&mut self, change: &Change) {
        let (overlays, around) = self.layers();
        for overlay in overlays {
            overlay.layer_mut().apply(change, &around);
        }
    }

    /// Tells every overlay the number of an idea that was begun.
    pub(in crate::app) fn number_on_layers(&mut self, was: IdeaId, is: IdeaId) -> Vec<Effect> {
        let numbered = |overlay: &mut Overlay| overlay.layer_mut().number_idea(was, is);
        self.overlays.iter_mut().filter_map(numbered).map(Effect::Work).collect()
    }

    /// Lays every overlay out.
    pub(in crate::app) fn lay_out_layers(&mut self) {
        let (overlays, around) = self.layers();
        for overlay in overlays {
            overlay.layer_mut().lay_out(&around);
        }
    }

    /// Takes all overlays away, and keeps of each what is to be kept.
    pub(in crate::app) fn end_layers(&mut self) -> Vec<Effect> {
        let ended = std::mem::take(&mut self.overlays);
        ended
            .iter()
            .rev()
            .filter_map(|overlay| overlay.layer().at_end())
            .map(Effect::Work)
            .collect()
    }
}
