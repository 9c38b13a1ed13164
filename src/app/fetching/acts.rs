//! Has the sources asked, and tells what came of it, of a visit and of the vault.

use super::NAMED;
use crate::app::asking;
use crate::app::command::Command;
use crate::app::effect::{Effect, Ending, Scope, Work};
use crate::app::event::Progress;
use crate::app::overlay::Kind;
use crate::app::state::State;
use crate::lang::{count, say};

impl State {
    /// Takes how the refresh goes on.
    pub(in crate::app) fn progress(&mut self, progress: Progress) -> Vec<Effect> {
        let finished = matches!(progress, Progress::Finished { .. });
        let asked_nobody = self.fetching.running.is_some_and(|(_, asked)| asked == 0);
        if let Progress::Source { note: Some(note), .. } = &progress {
            self.toasts.done(note.say(self.lang));
        }
        let asks_one = matches!(self.fetching.running, Some((_, 1)));
        let ask_anew = self.fetching.take(progress);
        if finished && asked_nobody {
            self.toasts.done({
                let key = self.settings.keymap.shown(Command::RefreshAll);
                say(self.lang, "app.none_due", &[&key])
            });
        } else if finished && self.fetching.unreachable {
            let key = self.settings.keymap.shown(Command::Refresh);
            self.toasts.error(say(self.lang, "app.unreachable", &[&key]));
        } else if finished && self.fetching.new == 0 && self.fetching.failures.is_empty() {
            self.toasts.done(say(self.lang, "app.refreshed_nothing_new", &[]));
        } else if let (true, true, [(name, why)]) =
            (finished, asks_one, self.fetching.failures.as_slice())
        {
            self.toasts.error(format!("{name}: {}", why.say(self.lang)));
        } else if finished {
            let mut text = count(self.lang, "app.refreshed", self.fetching.new, &[]).into_owned();
            let failed = self.fetching.failures.len() as u64;
            if failed > 0 {
                let names: Vec<&str> =
                    self.fetching.failures.iter().map(|(name, _)| &**name).take(NAMED).collect();
                let more = if names.len() < self.fetching.failures.len() { ", …" } else { "" };
                let facts: [&dyn std::fmt::Display; 2] = [
                    &format!("{}{more}", names.join(", ")),
                    &self.settings.keymap.shown(Command::Sources),
                ];
                text =
                    format!("{text}, {}", count(self.lang, "app.refresh_failed", failed, &facts));
            }
            self.toasts.done(text);
        }
        let tally = ask_anew.then(|| self.ask_tally());
        let watched = if finished { self.ask_watched() } else { None };
        let sources = self.ask_sources();
        let account = self.ask_again_on(Kind::Account);
        tally.into_iter().chain(watched).chain(sources).chain(account).collect()
    }

    /// Has the sources asked, unless that is under way.
    pub(in crate::app) fn refresh(&mut self, scope: Scope) -> Vec<Effect> {
        if self.sample {
            self.toasts.done(say(self.lang, "app.sample_is_fixed", &[]));
        } else if self.offline {
            self.toasts.error(say(self.lang, "app.offline", &[]));
        } else if self.fetching.running.is_none() {
            // Shown at once; the number comes with the first report.
            self.fetching.running = Some((0, 0));
            // Whoever could not be reached, or brought nothing to read, is not waited for.
            let at_once = self.fetching.unreachable || self.shows_nothing();
            return vec![Effect::Work(Work::Refresh(if at_once { Scope::All } else { scope }))];
        } else if let Some((done, all)) = self.fetching.running {
            self.toasts.done(say(self.lang, "app.visiting", &[&done, &all]));
        }
        Vec::new()
    }

    /// Shows the sample edition; only where there is nothing else to see.
    pub(in crate::app) fn show_sample(&mut self) -> Vec<Effect> {
        if self.shows_nothing() && !self.sample {
            return vec![Effect::End(Ending::Sample)];
        }
        Vec::new()
    }

    /// The window is looked at again: what another program did meanwhile is told.
    pub(in crate::app) fn look_again(&mut self) -> Vec<Effect> {
        vec![self.ask_tally(), Effect::Work(Work::FollowVault(self.lang))]
    }

    /// Takes what came of bringing the vault and the store together. What was said before is not
    /// said again: it stands among the messages.
    pub(in crate::app) fn vault_followed(
        &mut self,
        taken: u64,
        remarks: Vec<String>,
    ) -> Vec<Effect> {
        for remark in remarks.iter().filter(|remark| !self.vault_remarks.contains(remark)) {
            self.toasts.error(remark.clone());
        }
        self.vault_remarks = remarks;
        if taken == 0 {
            return Vec::new();
        }
        self.toasts.done(count(self.lang, "vault.taken", taken, &[]));
        // What is shown may be what was changed.
        let (list, ..) = self.list_mut();
        let mut asked = vec![asking::rows(list.reload())];
        asked.extend(self.shown_again());
        self.ask_all(asked)
    }
}
