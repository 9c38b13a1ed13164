//! Opens the list of sources, and changes what is asked.

use crate::app::command::Place;
use crate::app::draft::Draft;
use crate::app::effect::{Effect, Errand, Question, Scope, Work};
use crate::app::line::LineFor;
use crate::app::overlay::Kind;
use crate::app::purpose::Purpose;
use crate::app::question::{Profile, YesNo};
use crate::app::state::{Overlay, State};
use crate::lang::say;
use crate::model::{Candidate, Health, Phrase, SourceId};

use super::{Chosen, SourceList};

impl State {
    /// Asks for the sources.
    pub(in crate::app) fn open_sources(&mut self) -> Vec<Effect> {
        self.open(SourceList::default(), Some(Question::Sources))
    }

    fn sources_mut(&mut self) -> Option<&mut SourceList> {
        self.overlays.iter_mut().find_map(|overlay| {
            if let Overlay::Sources(list) = overlay { Some(list) } else { None }
        })
    }

    /// Asks for the sources anew where their list is open and nobody waits for them yet.
    pub(in crate::app) fn ask_sources(&mut self) -> Vec<Effect> {
        let is_asked =
            self.asks.purposes().any(|purpose| *purpose == Purpose::Layer(Kind::Sources));
        if is_asked || self.sources_mut().is_none() {
            return Vec::new();
        }
        vec![self.ask(Purpose::Layer(Kind::Sources), Question::Sources)]
    }

    /// Has the sources asked that are due, or all; a page that stands on top has nothing to be asked
    /// for.
    pub(in crate::app) fn refresh_here(&mut self, scope: Scope) -> Vec<Effect> {
        if self.place() == Place::Page { Vec::new() } else { self.refresh(scope) }
    }

    /// The source that the list of sources is on, where it stands on top.
    pub(in crate::app) fn current_source(&self) -> Option<&Health> {
        match self.overlays.last() {
            Some(Overlay::Sources(list)) => list.current(),
            Some(_) | None => None,
        }
    }

    /// Shows the sources that hold all words of a text.
    pub(in crate::app) fn show_sources_with(&mut self, text: &str) -> Vec<Effect> {
        let (overlays, around) = self.layers();
        for overlay in overlays {
            if let Overlay::Sources(list) = overlay {
                list.narrow(text, &around);
            }
        }
        Vec::new()
    }

    /// Opens the line for the address of a source to follow.
    pub(in crate::app) fn ask_source(&mut self) -> Vec<Effect> {
        if self.sample {
            self.toasts.done(say(self.lang, "app.sample_is_fixed", &[]));
            return Vec::new();
        }
        self.type_line(LineFor::Follow, Draft::default());
        Vec::new()
    }

    /// Has a source followed.
    pub(in crate::app) fn follow(&mut self, typed: &str) -> Vec<Effect> {
        let address = typed.trim().to_owned();
        if address.is_empty() {
            return Vec::new();
        }
        let effects = self.ask_network(Errand::Follow(address.clone()), "app.following");
        self.following = Some(address).filter(|_| !effects.is_empty());
        effects
    }

    /// Takes that a page could not be had. What was typed for a source that cannot be followed comes
    /// back, to be mended.
    pub(in crate::app) fn not_fetched(&mut self, why: &Phrase) -> Vec<Effect> {
        if let (Some(typed), Place::Sources) = (self.following.take(), self.place()) {
            self.type_line(LineFor::Follow, Draft::new(&typed));
        }
        self.fail(why.say(self.lang))
    }

    /// Asks which of those is to be followed that may be meant by what was typed.
    pub(in crate::app) fn offer(&mut self, candidates: Vec<Candidate>) -> Vec<Effect> {
        self.toasts.clear();
        self.overlays.push(Overlay::Question(YesNo::Follow { candidates, at: 0 }));
        Vec::new()
    }

    /// Takes whether the candidate is meant that was asked about; else asks about the next one.
    pub(in crate::app) fn settle_offer(
        &mut self,
        mut candidates: Vec<Candidate>,
        at: usize,
        yes: bool,
    ) -> Vec<Effect> {
        if yes && at < candidates.len() {
            self.following = Some(candidates[at].source.address.clone());
            let chosen = candidates.swap_remove(at);
            return self.ask_network(Errand::FollowThis(Box::new(chosen)), "app.following");
        }
        if at + 1 < candidates.len() {
            self.overlays.push(Overlay::Question(YesNo::Follow { candidates, at: at + 1 }));
        }
        Vec::new()
    }

    /// Asks which sets of sources there are.
    pub(in crate::app) fn ask_profiles(&mut self) -> Vec<Effect> {
        if self.sample {
            self.toasts.done(say(self.lang, "app.sample_is_fixed", &[]));
            return Vec::new();
        }
        vec![Effect::Work(Work::Fetch(Errand::Profiles))]
    }

    /// Asks which of the sets of sources is to be switched on.
    pub(in crate::app) fn offer_profiles(&mut self, profiles: Vec<Profile>) -> Vec<Effect> {
        if !profiles.is_empty() {
            self.overlays.push(Overlay::Question(YesNo::Profile { profiles, at: 0 }));
        }
        Vec::new()
    }

    /// Takes whether the set is meant that was asked about; else asks about the next one.
    pub(in crate::app) fn settle_profile(
        &mut self,
        profiles: Vec<Profile>,
        at: usize,
        yes: bool,
    ) -> Vec<Effect> {
        if yes {
            let name = profiles.get(at).map(|profile| profile.name.clone());
            return name
                .map(|name| Effect::Work(Work::Fetch(Errand::SwitchOn(name))))
                .into_iter()
                .collect();
        }
        if at + 1 < profiles.len() {
            self.overlays.push(Overlay::Question(YesNo::Profile { profiles, at: at + 1 }));
        }
        Vec::new()
    }

    /// Takes what came of following or removing a source.
    pub(in crate::app) fn followed(
        &mut self,
        told: &Phrase,
        source: Option<SourceId>,
    ) -> Vec<Effect> {
        self.following = None;
        self.toasts.done(told.say(self.lang));
        if let (Some(id), Some(list)) = (source, self.sources_mut()) {
            // The words that were looked for may not be among its own.
            list.find.clear();
            list.selected = Some(Chosen::Source(id));
        }
        let mut effects = self.ask_sources();
        effects.push(self.ask_tally());
        effects
    }

    /// Asks whether the selected source is to be removed.
    pub(in crate::app) fn ask_remove_source(&mut self) -> Vec<Effect> {
        if self.sample {
            self.toasts.done(say(self.lang, "app.sample_is_fixed", &[]));
            return Vec::new();
        }
        if let Some(source) = self.current_source().map(|health| health.source.clone()) {
            let question = YesNo::RemoveSource { id: source.id, name: source.name };
            self.overlays.push(Overlay::Question(question));
        }
        Vec::new()
    }
}
