//! More of this, or nothing of it: a watch, a mute or a rule for a pane begins from what an item
//! names. The line for it comes filled in, to be mended or accepted as it is.

mod acts;

use super::effect::Named;
use crate::filter::{Company, nearest};
use crate::lang::Lang;
use crate::model::change::Change;
use crate::model::lens::AUTHOR;
use crate::model::{Muted, Pane, PaneRule, RuleChange, RuleFor, SourceId};

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

/// Ways on that are offered at once.
const OFFERED: usize = 8;

/// A line that begins from what an item names.
#[derive(Debug, Clone, PartialEq)]
pub struct LensLine {
    /// What it is typed for.
    pub wanted: Wanted,
    /// The item's source, and the pane in which it is.
    source: SourceId,
    pane: Pane,
    /// What it names, and what is watched already.
    named: Named,
}

/// How what is muted is told from a term.
const SOURCE: &str = "source:";
const COMPANY: &str = "company:";

/// What is muted, as it is typed.
pub fn written(muted: &Muted) -> String {
    match muted {
        Muted::Term(term) => term.clone(),
        Muted::Source(id) => format!("{SOURCE}{}", id.0),
        Muted::Company(name) => format!("{COMPANY}{name}"),
    }
}

impl LensLine {
    /// The rule that a term goes to the item's pane, in place of the one that stands.
    fn rule_of(&self, term: &str) -> RuleChange {
        self.named.rule(RuleFor::Term(term.to_owned()), self.pane)
    }

    /// What the line says when it opens.
    fn filled_in(&self, lang: Lang) -> String {
        match self.wanted {
            Wanted::Watch => self.watch_filled_in(lang),
            // A whole source is never what one row is about: it is there to be chosen.
            Wanted::Mute => {
                let is_narrow = |what: &String| !what.starts_with(SOURCE);
                self.mutable().into_iter().find(is_narrow).unwrap_or_default()
            }
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

    /// What can be muted of the item: the companies it is about, the terms it names, its source.
    fn mutable(&self) -> Vec<String> {
        let companies = self.named.companies.iter().map(|name| format!("{COMPANY}{name}"));
        let source = [format!("{SOURCE}{}", self.source.0)];
        companies.chain(self.named.terms.iter().cloned()).chain(source).collect()
    }

    /// What can be muted at all, behind what is so of the item: every source, every company.
    fn mutable_at_all(&self, companies: &[Company]) -> impl Iterator<Item = String> {
        let sources = self.named.sources.iter().map(|(id, _)| format!("{SOURCE}{}", id.0));
        let companies = companies.iter().flat_map(|company| &company.names);
        let companies = companies.map(|name| format!("{COMPANY}{name}"));
        self.mutable().into_iter().chain(sources).chain(companies)
    }

    /// The source of a name or short name; where there is none, those spelled like it.
    fn source_named(&self, typed: &str) -> Result<&SourceId, Vec<&str>> {
        let sources = &self.named.sources;
        let is_it = |(id, name): &&(SourceId, String)| {
            id.0.eq_ignore_ascii_case(typed) || name.eq_ignore_ascii_case(typed)
        };
        let near = || nearest(typed, sources.iter().map(|(id, _)| id.0.as_str()));
        sources.iter().find(is_it).map(|(id, _)| id).ok_or_else(near)
    }

    /// How the line can go on, where these companies are known.
    pub(super) fn goes_on(&self, lang: Lang, before: &str, companies: &[Company]) -> Vec<String> {
        let all: Box<dyn Iterator<Item = String>> = match self.wanted {
            Wanted::Watch => {
                let offered = self.lens_offered(lang).map(str::to_owned);
                let watches = self.named.watches.iter();
                let watches = watches.map(|(name, _)| format!("{name}:"));
                Box::new(offered.into_iter().chain(watches).chain(self.followable()))
            }
            Wanted::Mute => Box::new(self.mutable_at_all(companies)),
            Wanted::Place => Box::new(self.named.terms.iter().cloned()),
        };
        let begun = before.to_lowercase();
        // This is asked for each frame, and thousands of names are known: they are read only as far as
        // there is room, and only what is offered is looked through for one that is there already.
        let mut ways: Vec<String> = Vec::new();
        for whole in all {
            let fits = whole.to_lowercase().starts_with(&begun) && whole != before;
            if fits && !ways.contains(&whole) {
                ways.push(whole);
            }
            if ways.len() == OFFERED {
                break;
            }
        }
        ways
    }
}

impl Named {
    /// With the rules as these changes left them.
    pub(super) fn after(mut self, changes: &[Change]) -> Named {
        for change in changes {
            let Change::Rule(RuleChange { of, to, .. }) = change else { continue };
            self.rules.retain(|rule| rule.of != *of);
            self.rules.extend(to.map(|pane| PaneRule { of: of.clone(), pane }));
        }
        self
    }

    /// The change by which a rule puts its items into a pane from now on.
    fn rule(&self, of: RuleFor, pane: Pane) -> RuleChange {
        let was = self.rules.iter().find(|rule| rule.of == of).map(|rule| rule.pane);
        RuleChange { of, was, to: Some(pane) }
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
