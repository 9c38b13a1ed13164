//! Opens the list of sources, and changes what is asked.

use crate::app::change::Change;
use crate::app::command::Place;
use crate::app::draft::Draft;
use crate::app::effect::{Effect, Errand, Question, Scope, Work};
use crate::app::purpose::Purpose;
use crate::app::question::{Profile, YesNo};
use crate::app::search::Subject;
use crate::app::state::{LineFor, Overlay, State};
use crate::lang::say;
use crate::model::{Candidate, Health, Query, SourceId, Told};

use super::{Chosen, SourceList, rows_below};

impl State {
    /// Rows that show the list of sources.
    fn source_rows(&self) -> usize {
        self.page_height().saturating_sub(rows_below(self.size.width)).max(1)
    }

    /// Moves in the list of sources.
    pub(in crate::app) fn step_sources(&mut self, by: isize) {
        let height = self.source_rows();
        if let Some(Overlay::Sources(list)) = self.overlays.last_mut() {
            list.step(by, height);
        }
    }

    /// Asks for the sources.
    pub(in crate::app) fn open_sources(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Sources(SourceList::default()));
        self.ask_sources()
    }

    fn sources_mut(&mut self) -> Option<&mut SourceList> {
        self.overlays.iter_mut().find_map(|overlay| {
            if let Overlay::Sources(list) = overlay { Some(list) } else { None }
        })
    }

    /// Asks for the sources anew where their list is open and nobody waits for them yet.
    pub(in crate::app) fn ask_sources(&mut self) -> Vec<Effect> {
        let is_asked = self.asks.purposes().any(|purpose| *purpose == Purpose::Sources);
        if is_asked || self.sources_mut().is_none() {
            return Vec::new();
        }
        vec![self.ask(Purpose::Sources, Question::Sources)]
    }

    /// Takes the sources; those in trouble stand first, those that are off last.
    pub(in crate::app) fn take_sources(&mut self, mut sources: Vec<Health>) -> Vec<Effect> {
        let (now, height) = (self.now, self.source_rows());
        let accounts = self.tally.accounts.clone();
        sources.sort_by_key(|health| (health.condition(now), health.source.name.to_lowercase()));
        if let Some(list) = self.sources_mut() {
            list.take(&sources, now);
            list.accounts = accounts;
            list.keep_in_sight(height);
        }
        Vec::new()
    }

    /// The source that the list of sources is on, where it stands on top.
    pub(in crate::app) fn current_source(&self) -> Option<&Health> {
        match self.overlays.last() {
            Some(Overlay::Sources(list)) => list.current(),
            Some(_) | None => None,
        }
    }

    /// Has the selected source asked, or no longer.
    pub(in crate::app) fn toggle_source(&mut self) -> Vec<Effect> {
        let Some(source) = self.current_source().map(|health| &health.source) else {
            return Vec::new();
        };
        let change = Change::Enable { source: source.id.clone(), to: !source.enabled };
        self.do_change(change)
    }

    /// Has the sources asked that are due; on the list of sources what is selected, and on the page of
    /// an account that.
    pub(in crate::app) fn refresh_here(&mut self) -> Vec<Effect> {
        if let Some(account) = self.current_account() {
            return self.sync_account(account, false);
        }
        if self.is_on_page() {
            return Vec::new();
        }
        match self.current_source().map(|health| health.source.id.clone()) {
            Some(source) => self.refresh(Scope::One(source)),
            None => self.refresh(Scope::Due),
        }
    }

    /// Has all sources asked; on an account, everything of it compared.
    pub(in crate::app) fn refresh_all(&mut self) -> Vec<Effect> {
        if let Some(account) = self.current_account() {
            return self.sync_account(account, true);
        }
        if self.is_on_page() { Vec::new() } else { self.refresh(Scope::All) }
    }

    /// Whether a page stands on top that has nothing to be asked for.
    fn is_on_page(&self) -> bool {
        self.place() == Place::Page
    }

    /// Lists the items of the selected source, or opens what is known of the selected account.
    pub(in crate::app) fn open_source(&mut self, list: &SourceList) -> Vec<Effect> {
        if let Some(account) = list.account() {
            let name = account.name.clone();
            return vec![self.ask_account(name)];
        }
        let Some(source) = list.current().map(|health| &health.source) else { return Vec::new() };
        let query = Query {
            source: Some(source.id.clone()),
            sort: crate::model::Sort::New,
            ..Query::default()
        };
        self.overlays.clear();
        self.view_of(Subject::Source(source.name.clone()), query)
    }

    /// Opens the line for words that sources are to hold.
    pub(in crate::app) fn find_source(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Sources(list)) = self.overlays.last() {
            let draft = Draft::new(&list.find);
            self.overlays.push(Overlay::Line(LineFor::Source, draft));
        }
        Vec::new()
    }

    /// Shows the sources that hold all words of a text.
    pub(in crate::app) fn show_sources_with(&mut self, text: &str) -> Vec<Effect> {
        let height = self.source_rows();
        if let Some(list) = self.sources_mut() {
            list.find = text.trim().to_lowercase();
            list.top = 0;
            list.keep_in_sight(height);
        }
        Vec::new()
    }

    /// Opens the line for the address of a source to follow.
    pub(in crate::app) fn ask_source(&mut self) -> Vec<Effect> {
        if self.sample {
            self.toasts.done(say(self.lang, "app.sample_is_fixed", &[]));
            return Vec::new();
        }
        self.overlays.push(Overlay::Line(LineFor::Follow, Draft::default()));
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
    pub(in crate::app) fn not_fetched(&mut self, why: &Told) -> Vec<Effect> {
        if let (Some(typed), Place::Sources) = (self.following.take(), self.place()) {
            self.overlays.push(Overlay::Line(LineFor::Follow, Draft::new(&typed)));
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
        told: &Told,
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
