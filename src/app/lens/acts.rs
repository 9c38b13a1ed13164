//! Watches, mutes and places what an item names.

use super::{COMPANY, LensLine, SOURCE, Wanted, is_called, listed, written};
use crate::app::command::Command;
use crate::app::draft::Draft;
use crate::app::effect::{Effect, Named, Question};
use crate::app::line::LineFor;
use crate::app::palette::{Of, Palette};
use crate::app::purpose::Purpose;
use crate::app::state::{Overlay, State};
use crate::lang::say;
use crate::model::change::Change;
use crate::model::{ItemId, Lens, Muted, Pane, Row, RuleChange, RuleFor};

impl State {
    /// Remembers the item that was moved just now.
    pub(in crate::app) fn offer_for(&mut self, id: ItemId) {
        self.moved = Some(id);
    }

    /// Forgets it: something else was asked for.
    pub(in crate::app) fn drop_offer(&mut self) {
        self.moved = None;
    }

    /// The item that a rule for a pane is about: the one moved just now, else the current one.
    fn ruled(&self) -> Option<Row> {
        let moved = self.moved.and_then(|id| self.rows.get(id));
        moved.or_else(|| self.current()).cloned()
    }

    /// Puts all that comes from the item's source into the pane in which the item is, from now on.
    pub(in crate::app) fn move_source(&mut self) -> Vec<Effect> {
        let Some(row) = self.ruled() else { return Vec::new() };
        let item = row.id;
        let purpose = Purpose::MoveSource { about: Box::new(row) };
        vec![self.ask(purpose, Question::Named(item))]
    }

    /// Makes the rule, in place of the one that stands.
    pub(in crate::app) fn rule_source(&mut self, about: Row, named: &Named) -> Vec<Effect> {
        let rule = named.rule(RuleFor::Source(about.source), about.pane);
        self.rule(rule, about.pane, &about.source_name)
    }

    fn rule(&mut self, rule: RuleChange, pane: Pane, of: &str) -> Vec<Effect> {
        let pane = say(self.lang, &format!("pane.{}", pane.name()), &[]);
        self.toasts.done(say(self.lang, "app.ruled", &[&pane, &of]));
        self.do_change(Change::Rule(rule))
    }

    /// Asks for the term whose items all go to the pane in which the item is.
    pub(in crate::app) fn ask_place_of_term(&mut self) -> Vec<Effect> {
        self.ask_named(self.ruled(), Wanted::Place)
    }

    /// Asks what to watch, beginning from what the item names.
    pub(in crate::app) fn ask_watch(&mut self) -> Vec<Effect> {
        self.ask_named(self.current().cloned(), Wanted::Watch)
    }

    /// Asks what to mute, beginning from what the item is about.
    pub(in crate::app) fn ask_mute(&mut self) -> Vec<Effect> {
        self.ask_named(self.current().cloned(), Wanted::Mute)
    }

    fn ask_named(&mut self, row: Option<Row>, line: Wanted) -> Vec<Effect> {
        let Some(row) = row else { return Vec::new() };
        let item = row.id;
        let purpose = Purpose::Lens { line, about: Box::new(row) };
        vec![self.ask(purpose, Question::Named(item))]
    }

    /// Opens the line for which it was asked what an item names.
    pub(in crate::app) fn take_named(
        &mut self,
        wanted: Wanted,
        about: Row,
        named: Named,
    ) -> Vec<Effect> {
        let line = LensLine { wanted, source: about.source, pane: about.pane, named };
        let text = line.filled_in(self.lang);
        self.type_line(LineFor::Lens(Box::new(line)), Draft::new(&text));
        Vec::new()
    }
}

impl State {
    /// Does what a line about lenses was typed for.
    pub(in crate::app) fn accept_lens(&mut self, line: LensLine, text: &str) -> Vec<Effect> {
        match line.wanted {
            Wanted::Watch => self.watch(line, text),
            Wanted::Mute => self.mute(line, text),
            Wanted::Place => self.place_term(line, text),
        }
    }

    /// Watches what was typed: `name: term, term`; a name alone is its own term, unless a lens of
    /// the program is called so.
    fn watch(&mut self, line: LensLine, text: &str) -> Vec<Effect> {
        if let Some(lens) = line.named.shipped.iter().find(|lens| is_called(lens, text)) {
            let (name, terms) = (text.trim().to_owned(), Vec::new());
            if line.watch_of(lens).is_some() {
                self.toasts.done(say(self.lang, "app.watched_already", &[&name]));
                return Vec::new();
            }
            self.toasts.done(say(self.lang, "app.watched_lens", &[&name]));
            return self.do_change(Change::Lens { lens: Lens::Watch { name, terms }, to: true });
        }
        let (name, terms) = text.split_once(':').unwrap_or((text, text));
        let (name, all) = (name.trim(), listed(terms));
        if name.is_empty() || all.is_empty() {
            return self.mend(line, text, "app.watch_form");
        }
        let known = line.named.watches.iter().find(|(known, _)| known == name);
        let is_new = |term: &String| known.is_none_or(|(_, terms)| !terms.contains(term));
        let terms: Vec<String> = all.into_iter().filter(is_new).collect();
        if terms.is_empty() {
            self.toasts.done(say(self.lang, "app.watched_already", &[&name]));
            return Vec::new();
        }
        self.toasts.done(say(self.lang, "app.watched", &[&name, &terms.join(", ")]));
        let lens = Lens::Watch { name: name.to_owned(), terms };
        self.do_change(Change::Lens { lens, to: true })
    }

    /// Mutes what was typed: a term, or a source or company that is known.
    fn mute(&mut self, line: LensLine, text: &str) -> Vec<Effect> {
        let text = text.trim();
        let after = |start: &str| text.strip_prefix(start).map(|rest| rest.trim().to_owned());
        let known = match (after(SOURCE), after(COMPANY)) {
            _ if text.is_empty() => return self.mend(line, text, "app.mute_form"),
            (Some(id), _) => match line.source_named(&id) {
                Ok(id) => Ok(Muted::Source(id.clone())),
                Err(near) => Err(near.join(", ")),
            },
            (None, Some(name)) => self.grammar().company_named(&name).map(Muted::Company),
            (None, None) => Ok(Muted::Term(text.to_owned())),
        };
        let muted = match known {
            Ok(muted) => muted,
            Err(near) => {
                let told = match near.as_str() {
                    "" => say(self.lang, "app.mute_unknown_bare", &[&text]),
                    near => say(self.lang, "app.mute_unknown", &[&text, &near]),
                }
                .into_owned();
                self.type_line(LineFor::Lens(Box::new(line)), Draft::new(text));
                return self.fail(told);
            }
        };
        let (undo, all) = (
            self.settings.keymap.shown(Command::Undo),
            self.settings.keymap.shown(Command::Unmute),
        );
        self.toasts.done(say(self.lang, "app.muted", &[&written(&muted), &undo, &all]));
        self.do_change(Change::Lens { lens: Lens::Mute(muted), to: true })
    }

    /// Shows what is muted, to be shown again.
    pub(in crate::app) fn open_muted(&mut self) -> Vec<Effect> {
        if self.settings.muted.is_empty() {
            let key = self.settings.keymap.shown(Command::Mute);
            self.toasts.done(say(self.lang, "app.none_muted", &[&key]));
            return Vec::new();
        }
        let of = Of::Muted(self.settings.muted.clone());
        self.overlays.push(Overlay::Palette(Palette::begin(of)));
        Vec::new()
    }

    /// How many reports of the edition's time are muted, and the key that lists what mutes them.
    pub fn told_muted_count(&self) -> Option<String> {
        let muted = self.front.edition.as_ref()?.muted;
        let key = self.settings.keymap.shown(Command::Unmute);
        (muted > 0).then(|| say(self.lang, "ui.muted_count", &[&muted, &key]).into_owned())
    }

    /// Shows again what was muted.
    pub(in crate::app) fn unmute(&mut self, muted: Muted) -> Vec<Effect> {
        let undo = self.settings.keymap.shown(Command::Undo);
        self.toasts.done(say(self.lang, "app.unmuted", &[&written(&muted), &undo]));
        self.do_change(Change::Lens { lens: Lens::Mute(muted), to: false })
    }

    /// Makes the rule for the term that was typed.
    fn place_term(&mut self, line: LensLine, text: &str) -> Vec<Effect> {
        let term = text.trim();
        if term.is_empty() {
            return self.mend(line, text, "app.place_form");
        }
        self.rule(line.rule_of(term), line.pane, &format!("“{term}”"))
    }

    /// The line stays, to be mended.
    fn mend(&mut self, line: LensLine, text: &str, how: &str) -> Vec<Effect> {
        self.type_line(LineFor::Lens(Box::new(line)), Draft::new(text));
        self.fail(say(self.lang, how, &[]).into_owned())
    }
}
