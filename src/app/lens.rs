//! More of this, or nothing of it: a watch, a mute or a rule for a pane begins from what an item
//! names. The line for it comes filled in, to be mended or accepted as it is.

use super::change::Change;
use super::draft::Draft;
use super::effect::{Effect, Named, Question};
use super::purpose::Purpose;
use super::state::{LineFor, Overlay, State};
use crate::lang::{Lang, say};
use crate::model::lens::AUTHOR;
use crate::model::{Lens, Muted, PaneRule, Row, RuleFor, SourceId};

/// What a line is typed for that begins from what an item names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A watch and its terms.
    Watch,
    /// What is to be muted.
    Mute,
    /// The term whose items go to a pane.
    Place,
}

/// Terms of an item that a line is filled in with.
const FILLED_IN: usize = 3;

/// A line that begins from what an item names.
#[derive(Debug, Clone, PartialEq)]
pub struct LensLine {
    /// What it is typed for.
    pub wanted: Wanted,
    /// The item.
    about: Row,
    /// What it names, and what is watched already.
    named: Named,
}

/// How what is muted is told from a term.
const SOURCE: &str = "source:";
const COMPANY: &str = "company:";

impl State {
    /// Remembers the item that was moved just now.
    pub(super) fn offer_for(&mut self, row: Row) {
        self.moved = Some(row);
    }

    /// Forgets it: something else was asked for.
    pub(super) fn drop_offer(&mut self) {
        self.moved = None;
    }

    /// The item that a rule for a pane is about: the one moved just now, else the current one.
    fn ruled(&self) -> Option<Row> {
        self.moved.clone().or_else(|| self.current().cloned())
    }

    /// Puts all that comes from the item's source into the pane in which the item is, from now on.
    pub(super) fn move_source(&mut self) -> Vec<Effect> {
        let Some(row) = self.ruled() else { return Vec::new() };
        let rule = PaneRule { of: RuleFor::Source(row.source), pane: row.pane };
        self.rule(rule, &row.source_name)
    }

    fn rule(&mut self, rule: PaneRule, of: &str) -> Vec<Effect> {
        let pane = say(self.lang, &format!("pane.{}", rule.pane.name()), &[]);
        self.toasts.done(say(self.lang, "app.ruled", &[&pane, &of]));
        self.do_change(Change::Rule { rule, to: true })
    }

    /// Asks for the term whose items all go to the pane in which the item is.
    pub(super) fn ask_place_of_term(&mut self) -> Vec<Effect> {
        self.ask_named(self.ruled(), Wanted::Place)
    }

    /// Asks what to watch, beginning from what the item names.
    pub(super) fn ask_watch(&mut self) -> Vec<Effect> {
        self.ask_named(self.current().cloned(), Wanted::Watch)
    }

    /// Asks what to mute, beginning from what the item is about.
    pub(super) fn ask_mute(&mut self) -> Vec<Effect> {
        self.ask_named(self.current().cloned(), Wanted::Mute)
    }

    fn ask_named(&mut self, row: Option<Row>, line: Wanted) -> Vec<Effect> {
        let Some(row) = row else { return Vec::new() };
        let item = row.id;
        let purpose = Purpose::Lens { line, about: Box::new(row) };
        vec![self.ask(purpose, Question::Named(item))]
    }

    /// Opens the line for which it was asked what an item names.
    pub(super) fn take_named(&mut self, wanted: Wanted, about: Row, named: Named) -> Vec<Effect> {
        let line = LensLine { wanted, about, named };
        let text = line.filled_in(self.lang);
        self.overlays.push(Overlay::Line(LineFor::Lens(Box::new(line)), Draft::new(&text)));
        Vec::new()
    }
}

impl LensLine {
    /// What the line says when it opens.
    fn filled_in(&self, lang: Lang) -> String {
        match self.wanted {
            Wanted::Watch => self.watch_filled_in(lang),
            Wanted::Mute => self.mutable().into_iter().next().unwrap_or_default(),
            Wanted::Place => self.named.terms.first().cloned().unwrap_or_default(),
        }
    }

    /// The lens that comes with the program, where it is not watched yet: its name in the language
    /// spoken here.
    pub fn lens_offered(&self, lang: Lang) -> Option<&str> {
        let (en, ko) = self.named.shipped.iter().find(|lens| self.watch_of(lens).is_none())?;
        Some(match lang {
            Lang::En => en,
            Lang::Ko => ko,
        })
    }

    /// The name and the terms of the watch that turns on a lens of the program.
    fn watch_of(&self, lens: &(String, String)) -> Option<&(String, Vec<String>)> {
        self.named.watches.iter().find(|(name, _)| is_called(lens, name))
    }

    fn watch_filled_in(&self, lang: Lang) -> String {
        let terms: Vec<&str> = self.named.terms.iter().take(FILLED_IN).map(|s| &**s).collect();
        match terms.first() {
            Some(name) => format!("{name}: {}", terms.join(", ")),
            None => self
                .followable()
                .next()
                .or_else(|| self.lens_offered(lang).map(str::to_owned))
                .unwrap_or_default(),
        }
    }

    /// Lines by which the item's authors are followed, one each; a name with a sign that means
    /// something on such a line has none.
    fn followable(&self) -> impl Iterator<Item = String> {
        let authors = self.named.authors.iter().filter(|name| !name.contains([',', ':']));
        authors.map(|name| format!("{name}: {AUTHOR}{name}"))
    }

    /// What can be muted of the item: the companies it is about, its source, the terms it names.
    fn mutable(&self) -> Vec<String> {
        let companies = self.named.companies.iter().map(|name| format!("{COMPANY}{name}"));
        let source = [format!("{SOURCE}{}", self.about.source.0)];
        companies.chain(source).chain(self.named.terms.iter().cloned()).collect()
    }

    /// How the line can go on.
    pub(super) fn goes_on(&self, lang: Lang, before: &str) -> Vec<String> {
        let all = match self.wanted {
            Wanted::Watch => {
                let offered = self.lens_offered(lang).map(str::to_owned);
                let watches = self.named.watches.iter();
                let watches = watches.map(|(name, _)| format!("{name}:"));
                offered.into_iter().chain(watches).chain(self.followable()).collect()
            }
            Wanted::Mute => self.mutable(),
            Wanted::Place => self.named.terms.clone(),
        };
        let begun = before.to_lowercase();
        all.into_iter()
            .filter(|whole| whole.to_lowercase().starts_with(&begun) && *whole != before)
            .collect()
    }
}

impl State {
    /// Does what a line about lenses was typed for.
    pub(super) fn accept_lens(&mut self, line: LensLine, text: &str) -> Vec<Effect> {
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

    /// Mutes what was typed: a term, `source:…` or `company:…`.
    fn mute(&mut self, line: LensLine, text: &str) -> Vec<Effect> {
        let text = text.trim();
        let after = |start: &str| text.strip_prefix(start).map(|rest| rest.trim().to_owned());
        let (muted, name) = match (after(SOURCE), after(COMPANY)) {
            (Some(id), _) => (Muted::Source(SourceId(id.clone())), id),
            (None, Some(name)) => (Muted::Company(name.clone()), name),
            (None, None) => (Muted::Term(text.to_owned()), text.to_owned()),
        };
        if name.is_empty() {
            return self.mend(line, text, "app.mute_form");
        }
        self.toasts.done(say(self.lang, "app.muted", &[&name]));
        self.do_change(Change::Lens { lens: Lens::Mute(muted), to: true })
    }

    /// Makes the rule for the term that was typed.
    fn place_term(&mut self, line: LensLine, text: &str) -> Vec<Effect> {
        let term = text.trim();
        if term.is_empty() {
            return self.mend(line, text, "app.place_form");
        }
        let rule = PaneRule { of: RuleFor::Term(term.to_owned()), pane: line.about.pane };
        self.rule(rule, &format!("“{term}”"))
    }

    /// The line stays, to be mended.
    fn mend(&mut self, line: LensLine, text: &str, how: &str) -> Vec<Effect> {
        self.overlays.push(Overlay::Line(LineFor::Lens(Box::new(line)), Draft::new(text)));
        self.fail(say(self.lang, how, &[]).into_owned())
    }
}

/// Whether a lens of the program goes by a name.
fn is_called((en, ko): &(String, String), name: &str) -> bool {
    let name = name.trim();
    en.eq_ignore_ascii_case(name) || ko == name
}

/// Words between commas, each once.
fn listed(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for term in text.split(',').map(str::trim) {
        // An author is named after a colon, with a blank or without.
        let term = match term.strip_prefix(AUTHOR).map(str::trim) {
            Some("") => continue,
            Some(name) => AUTHOR.to_owned() + name,
            None => term.to_owned(),
        };
        if !term.is_empty() && !all.contains(&term) {
            all.push(term);
        }
    }
    all
}
